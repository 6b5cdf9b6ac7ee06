// What screen readers hear: signs as words, and a status that speaks of changes.

import SIGNS from "./signs_in_words.js";

const RULES = SIGNS.map(([pattern, words]) => ({ pattern: new RegExp(pattern, "gu"), words }));

/**
 * A sentence with its signs as words: screen readers pass over most of them, "\u00b7" for one.
 *
 * @param {string} text
 */
export const spoken = (text) =>
  RULES.reduce((said, { pattern, words }) => said.replace(pattern, words), text);

/**
 * Words for a status, which says nothing when it is given what it has: the same words with a space
 * more, for whoever asked again and got the same answer.
 *
 * @param {string} words
 * @param {string | null | undefined} before   what the status has
 */
export const heardAgain = (words, before) => (words === before ? `${words}\u00a0` : words);

/**
 * Let a status speak only when its words change: what it has when its page opens is there to be read.
 *
 * @param {HTMLElement} status   before its words are written
 * @param {boolean} [aloud]      whether a change is spoken
 */
export function speakOfChanges(status, aloud = true) {
  status.ariaLive = aloud && status.ariaLive ? "polite" : "off";
}
