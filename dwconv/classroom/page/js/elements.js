// Elements of the page, made with text that is never markup.

import { writeWithWords } from "../../../player/js/dom.js";
import { spoken } from "../../../player/js/spoken.js";

/**
 * Write a text; its signs are heard as words.
 *
 * @template {HTMLElement} T
 * @param {T} place
 * @param {string} text
 * @returns {T}
 */
export function writeText(place, text) {
  writeWithWords(place, text, spoken(text));
  return place;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
