// The teacher's side of a class: the code to join by, what the class answers, and where it is.
//
// It tells the class's server by itself where the player is, and hears the counts from it: no run of
// the page is needed for either. The secret stays in this tab, and in the link that the teacher
// copies, where it stands behind a #, which no browser sends to a server.

import { find } from "../../player/js/dom.js";
import { setColours, styleWith } from "../../player/js/style.js";
import css from "./class_desk.css";

const style = styleWith(css);
const STORED = "dw-class";
const LOOK_EVERY = 200; // ms between two looks at the player
const TELL_AGAIN = 4000; // ms after which a playing animation is told again

/** @typedef {{code: string, secret: string}} Teacher */

/** @returns {Teacher | null} what this tab, or the link it was opened by, knows of a class */
function known() {
  const [, code, secret] = /^#class=([A-Z]{5})\.([\w-]+)$/.exec(location.hash) ?? [];
  if (code) {
    history.replaceState(history.state, "", location.pathname + location.search);
    return { code, secret };
  }
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {Teacher} teacher
 * @param {string} action
 * @param {RequestInit} [options]
 */
async function ask({ code, secret }, action, options = {}) {
  const address = new URL(`c/${code}/teacher/${action}`, document.baseURI);
  const headers = { "x-class-secret": secret, "content-type": "application/json" };
  const response = await fetch(address, { ...options, headers });
  if (!response.ok) {
    const said = await response.json().catch(() => ({}));
    throw new Error(said.problem ?? "The server does not answer.");
  }
  return response;
}

/**
 * Hear the counts again at every change, until the element is gone or the class has ended.
 *
 * @param {HTMLElement} desk
 * @param {Teacher} teacher
 * @param {(figures: ClassFigures) => void} hear
 */
async function listen(desk, teacher, hear) {
  while (desk.isConnected) {
    try {
      const { body } = await ask(teacher, "events");
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      while (reader && desk.isConnected) {
        const { done, value } = await reader.read();
        if (done) break;
        text += value;
        const lines = text.split("\n");
        text = lines.pop() ?? "";
        for (const line of lines) {
          if (line.startsWith("data: {")) {
            const figures = JSON.parse(line.slice(6));
            hear(figures);
            if (figures.ended) return;
          }
        }
      }
      await reader?.cancel();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

/**
 * Where the player on the page is, as a class is told; null while there is none.
 *
 * @param {number} taps of a window
 */
function momentNow(taps) {
  const player = /** @type {PlayerElement | null} */ (document.querySelector(".dw-player"));
  const moment = player?.dwPlayer?.moment();
  if (!player || !moment) return null;
  const { step = 0, unit = "window", focus = 0, speed = 1 } = moment;
  return {
    unit,
    step,
    tap: unit === "tap" ? Number(player.dataset.step) % taps : 0,
    playing: player.dataset.playing === "true",
    lane: focus,
    speed,
  };
}

/**
 * @param {HTMLElement} desk
 * @param {Teacher} teacher
 * @param {() => number} taps
 * @param {(problem: string) => void} complain
 */
function tellMoments(desk, teacher, taps, complain) {
  let told = "";
  let at = 0;
  const timer = setInterval(async () => {
    if (!desk.isConnected) return clearInterval(timer);
    const moment = momentNow(taps());
    if (!moment) return;
    // A playing animation goes on by itself on every page.
    const text = JSON.stringify(moment.playing ? { ...moment, step: 0, tap: 0 } : moment);
    const late = moment.playing && performance.now() - at > TELL_AGAIN;
    if (text === told && !late) return;
    told = text;
    at = performance.now();
    try {
      await ask(teacher, "moment", { method: "POST", body: JSON.stringify(moment) });
    } catch (error) {
      told = "";
      complain(String(error instanceof Error ? error.message : error));
    }
  }, LOOK_EVERY);
}

/**
 * @param {HTMLTableElement} table
 * @param {ClassFigures} figures
 */
function drawBars(table, { open, revealed, answered, reveal }) {
  const bars = reveal?.bars ?? [];
  table.hidden = open || !bars.length;
  if (table.hidden) return;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  find(table, "caption", HTMLElement).textContent =
    `${answered} ${answered === 1 ? "answer" : "answers"}`;
  const rows = bars.map(({ label, count, right, mistake }) => {
    const row = document.createElement("tr");
    const head = Object.assign(document.createElement("th"), { scope: "row" });
    head.append(`${revealed && right ? "✓ " : ""}${label}`);
    if (revealed && mistake) {
      const why = Object.assign(document.createElement("span"), { className: "mistake" });
      why.textContent = mistake;
      head.append(why);
    }
    const bar = document.createElement("i");
    bar.style.width = `${(70 * count) / most}%`;
    const cell = document.createElement("td");
    cell.append(bar, String(count));
    row.classList.toggle("right", revealed && right === true);
    row.append(head, cell);
    return row;
  });
  find(table, "tbody", HTMLElement).replaceChildren(...rows);
}

/**
 * Above the picture of a presenter, whose window hides the desk: the code, the question, the count.
 *
 * @param {string} code
 * @param {ClassFigures} figures
 */
function caption(code, figures) {
  const above = /** @type {HTMLElement | null} */ (document.querySelector(".dw-caption"));
  if (!above) return;
  const { question, text, open, answered, students } = figures;
  find(above, "p", HTMLElement).textContent = question ? (text ?? "") : `Join with ${code}`;
  find(above, "span", HTMLElement).textContent =
    question && open
      ? `${answered} of ${students} answered · ${code}`
      : `${students} here · ${code}`;
  above.hidden = false;
}

/**
 * @param {HTMLElement} desk
 * @param {any} data
 * @param {() => void} changed
 */
function open(desk, data, changed) {
  const teacher = { code: data.code, secret: data.secret };
  const part = (/** @type {string} */ name) => find(desk, name, HTMLElement);
  const table = find(desk, "table", HTMLTableElement);
  /** @type {ClassFigures | null} */
  let figures = null;

  const complain = (/** @type {string} */ problem) => {
    part(".problem").textContent = problem;
  };

  /**
   * @param {string} action
   * @param {object} [content]
   */
  async function act(action, content = {}) {
    complain("");
    try {
      await ask(teacher, action, { method: "POST", body: JSON.stringify(content) });
    } catch (error) {
      complain(String(error instanceof Error ? error.message : error));
    }
  }

  /** @param {string} what */
  async function press(what) {
    if (what === "everywhere" || what === "projector")
      await act("reveal", { where: what, reveal: figures?.reveal ?? {} });
    else if (what === "csv") await saveCounts();
    else if (what !== "end" || confirm("End the class for everybody? Its counts will be gone."))
      await act(what);
  }

  async function saveCounts() {
    try {
      const text = await (await ask(teacher, "csv")).text();
      const link = document.createElement("a");
      link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${text}`)}`;
      link.download = `class-${teacher.code}.csv`;
      link.click();
    } catch (error) {
      complain(String(error instanceof Error ? error.message : error));
    }
  }

  /** @param {ClassFigures} now */
  function hear(now) {
    figures = now;
    const { students, answered, lost, question, open: takes, revealed } = now;
    const asked = part(".asked");
    asked.hidden = !question;
    part(".counts").textContent = [
      `${students} ${students === 1 ? "student" : "students"} here`,
      question ? `${answered} answered` : "",
      lost ? `${lost} lost` : "nobody is lost",
    ]
      .filter(Boolean)
      .join(" · ");
    part(".text").textContent = now.text ?? "";
    drawBars(table, now);
    const right = now.reveal?.answer ? [`The answer: ${now.reveal.answer}.`] : [];
    const lines = revealed ? [...right, ...(now.reveal?.solution ?? [])] : [];
    part(".solution").replaceChildren(
      ...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })),
    );
    const able = { close: takes, everywhere: !revealed, projector: !revealed, clear: true };
    for (const [name, yes] of Object.entries(able))
      find(asked, `[data-do=${name}]`, HTMLButtonElement).disabled = !yes;
    for (const button of desk.querySelectorAll("[data-mode]"))
      button.setAttribute(
        "aria-checked",
        String(/** @type {HTMLElement} */ (button).dataset.mode === now.mode),
      );
    caption(teacher.code, now);
    if (now.ended) {
      sessionStorage.removeItem(STORED);
      changed();
    }
  }

  desk.onclick = ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    if (target.dataset.mode) act("mode", { mode: target.dataset.mode });
    else if (target.dataset.do) press(target.dataset.do);
    else if (target.matches(".copy")) {
      const link = new URL(location.href);
      link.search = "";
      link.hash = `class=${teacher.code}.${teacher.secret}`;
      navigator.clipboard?.writeText(link.href).then(
        () => complain("Copied. Whoever has this link teaches this class: keep it to yourself."),
        () => complain(`Copy it by hand: ${link.href}`),
      );
    }
  };

  /** A clicker's Page Down closes the question, reveals its answer, puts it away. */
  const gone = new AbortController();
  window.addEventListener(
    "keydown",
    (event) => {
      if (!desk.isConnected) return gone.abort();
      if (event.key !== "PageDown" || !figures?.question) return;
      press(figures.open ? "close" : figures.revealed ? "clear" : "everywhere");
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true, signal: gone.signal },
  );

  sessionStorage.setItem(STORED, JSON.stringify(teacher));
  part(".code").textContent = teacher.code;
  part(".place").textContent = data.place;
  const qr = find(desk, ".qr", HTMLImageElement);
  qr.src = data.qr; // as a picture, so that nothing in it could be markup of this page
  qr.alt = `QR code of ${data.link}`;
  desk.hidden = false;
  listen(desk, teacher, hear);
  tellMoments(desk, teacher, () => Number(desk.dataset.taps), complain);
}

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const desk = find(parentElement, ".desk", HTMLElement);
  setColours(desk);
  desk.dataset.taps = String(data.taps);
  if (data.code) {
    if (desk.dataset.code === data.code) return;
    desk.dataset.code = data.code;
    open(desk, data, () => setStateValue("ended", data.code));
    return;
  }
  desk.hidden = true;
  delete desk.dataset.code;
  const teacher = known();
  if (data.forget) sessionStorage.removeItem(STORED);
  else if (teacher) setStateValue("teacher", teacher);
}
