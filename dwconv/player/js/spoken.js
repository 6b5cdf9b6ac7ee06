// Signs as words, for screen readers.

import SIGNS from "./signs_in_words.js";

const RULES = SIGNS.map(([pattern, words]) => ({ pattern: new RegExp(pattern, "gu"), words }));

/**
 * A sentence with its signs as words: screen readers pass over most of them, "\u00b7" for one.
 *
 * @param {string} text
 */
export const spoken = (text) =>
  RULES.reduce((said, { pattern, words }) => said.replace(pattern, words), text);
