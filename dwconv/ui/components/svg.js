// Elements of a drawing in SVG.

import { spoken } from "../../player/js/spoken.js";

/**
 * Add an element to another one, with attributes and, if it has any, its text.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Element} parent
 * @param {string} [text]
 */
export function element(tag, attributes, parent, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes))
    node.setAttribute(name, name === "aria-label" ? spoken(String(value)) : String(value));
  if (text !== undefined) node.textContent = tag === "title" ? spoken(text) : text;
  parent.append(node);
  return node;
}
