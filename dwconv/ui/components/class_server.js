// What a teacher's tab knows of its class, and how it talks with the class's server: it asks, and it listens.

import { refusalOf } from "../../classroom/page/js/refusal.js";

const STORED = "dw-class";
const TRY_AGAIN = 2000; // ms after which a connection that broke is tried again

/** @typedef {{code: string, secret: string}} Teacher */

/** @returns {Teacher | null} what this tab, or the link it was opened by, knows of a class */
export function known() {
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

/** Let a reload of this tab find its class again. @param {Teacher} teacher */
export const remember = (teacher) => sessionStorage.setItem(STORED, JSON.stringify(teacher));

export const forget = () => sessionStorage.removeItem(STORED);

/** The link by which another tab teaches the class. @param {Teacher} teacher */
export function teachersLink({ code, secret }) {
  const link = new URL(location.href);
  link.search = "";
  link.hash = `class=${code}.${secret}`; // behind a #, which no browser sends to a server
  return link.href;
}

/**
 * Ask the server for something; what it refuses is an error with its sentence.
 *
 * @param {Teacher} teacher
 * @param {string} action
 * @param {RequestInit} [options]
 */
export async function ask({ code, secret }, action, options = {}) {
  const address = new URL(`c/${code}/teacher/${action}`, document.baseURI);
  const headers = { "x-class-secret": secret, "content-type": "application/json" };
  const response = await fetch(address, { ...options, headers });
  if (!response.ok) throw new Error(await refusalOf(response));
  return response;
}

/**
 * Hear the counts again at every change, until the element is gone or the class has ended.
 *
 * @param {HTMLElement} desk
 * @param {Teacher} teacher
 * @param {(figures: ClassFigures) => void} hear
 */
export async function listen(desk, teacher, hear) {
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
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN));
    }
  }
}
