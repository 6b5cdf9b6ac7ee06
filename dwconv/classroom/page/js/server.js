// What the page hears from its class and sends to it, through lost networks and sleeping phones.

import { refusalOf } from "./refusal.js";

const SILENT_FOR = 10_000; // ms without a word, where one comes every 4 s: the connection is gone
const FIRST_WAIT = 1000; // ms until the first new attempt; each further one waits twice as long
const LONGEST_WAIT = 15_000;

/**
 * Why something did not work, as a sentence, and whether trying again may help.
 */
export class Problem extends Error {
  /**
   * @param {string} sentence
   * @param {number} status
   * @param {number} wait
   */
  constructor(sentence, status, wait) {
    super(sentence);
    this.status = status;
    this.wait = wait; // ms
  }

  /** Whether the same may work later. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/**
 * The answer of the server; what went wrong becomes a Problem.
 *
 * @param {string} address
 * @param {RequestInit} [options]
 */
async function ask(address, options) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Problem("There is no connection.", 0, 0);
  }
  if (response.ok) return response;
  const wait = 1000 * Number(response.headers.get("retry-after") ?? 0);
  throw new Problem(await refusalOf(response), response.status, wait);
}

/**
 * The class with this code, for this student.
 *
 * hear       called with each state
 * connected  called with whether there is a connection
 * over       called with the sentence, where there is no such class any more
 *
 * @param {string} code
 * @param {string} student
 * @param {{hear: (state: ClassState) => void, connected: (yes: boolean) => void, over: (why: string) => void}} uses
 */
export function connect(code, student, { hear, connected, over }) {
  const me = `student=${student}`;
  /** @type {EventSource | null} */
  let source = null;
  let heard = 0; // when, by the clock of this page
  let wait = FIRST_WAIT;
  let timer = 0;
  let ended = false;
  let joined = false;

  function open() {
    clearTimeout(timer);
    source?.close();
    if (ended) return;
    heard = performance.now();
    source = new EventSource(`${code}/events?${me}`);
    source.addEventListener("state", (event) => {
      heard = performance.now();
      wait = FIRST_WAIT;
      joined = true;
      connected(true);
      hear(JSON.parse(event.data));
    });
    source.addEventListener("ping", () => {
      heard = performance.now();
      connected(true);
    });
    source.addEventListener("error", () => {
      connected(false);
      source?.close();
      again();
    });
  }

  /** Try again a little later, and learn before whether there still is such a class. */
  function again() {
    clearTimeout(timer);
    timer = setTimeout(
      async () => {
        wait = Math.min(2 * wait, LONGEST_WAIT);
        try {
          await ask(`${code}/state?${me}`, { cache: "no-store" });
        } catch (problem) {
          if (problem instanceof Problem && !problem.passes) {
            close();
            // a class that was there has ended: its code is not wrong
            over(joined && problem.status === 404 ? "" : problem.message);
          } else {
            if (problem instanceof Problem) wait = Math.max(wait, problem.wait);
            again();
          }
          return;
        }
        open();
      },
      wait * (0.5 + Math.random()),
    );
  }

  function close() {
    ended = true;
    clearTimeout(timer);
    clearInterval(watch);
    source?.close();
  }

  /** @param {number} most */
  function openIfSilent(most) {
    if (ended || performance.now() - heard <= most) return;
    connected(false);
    open();
  }
  const watch = setInterval(() => openIfSilent(SILENT_FOR), 2000);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) openIfSilent(SILENT_FOR / 2);
  });
  window.addEventListener("online", () => {
    wait = FIRST_WAIT; // what was tried without a network tells nothing of the server
    openIfSilent(0);
  });
  // whoever lost the network hears it at once; where the server is this machine it answers
  window.addEventListener("offline", () => openIfSilent(0));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) openIfSilent(0);
  });
  open();

  return {
    close,
    /**
     * Send something of the student.
     *
     * @param {"answer" | "lost"} what
     * @param {object} content
     */
    async send(what, content) {
      const body = JSON.stringify({ student, ...content });
      const headers = { "content-type": "application/json" };
      return (await ask(`${code}/${what}`, { method: "POST", headers, body })).json();
    },
    /**
     * The numbers of a picture.
     *
     * @param {string} hash
     */
    async picture(hash) {
      const address = `${code}/payload/${hash}`; // as the page names it, which fetches it early
      const response = await ask(address).catch((problem) => {
        if (problem.status === 429) return ask(`${address}?${me}`);
        throw problem;
      });
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
