// Signs as words, for screen readers, and words that are to be heard once more.

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
