// Elements of a page, made with text that is never markup.

import { writeWithWords } from "./dom.js";
import { spoken } from "./spoken.js";

/**
 * Add an element to another one.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Element} parent
 * @param {string} [className]
 * @param {string} [text]   its signs are heard as words
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function addElement(tag, parent, className = "", text = "") {
  const made = Object.assign(document.createElement(tag), { className });
  writeWithWords(made, text, spoken(text));
  parent.append(made);
  return made;
}
