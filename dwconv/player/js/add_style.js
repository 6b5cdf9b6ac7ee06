// Puts style sheets on the page from a script, and the colours of colours_and_speeds.js into CSS variables, so
// that a script and its style are always there together.

import base from "../css/base.css";
import constants from "./colours_and_speeds.js";

/**
 * A function that gives the page, or the shadow root, of an element a style sheet, once; what all
 * share stands in it first.
 *
 * @param {string} css
 */
export function styleWith(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(base + css);
  return (/** @type {Node} */ element) => {
    const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
    const { adoptedStyleSheets } = root;
    // An element that the page has taken away since has neither, and needs no style.
    if (adoptedStyleSheets?.includes(sheet) === false) adoptedStyleSheets.push(sheet);
  };
}

/**
 * Give an element the custom properties --dw-hue-0, --dw-hue-1, ..., --dw-right and --dw-grey.
 *
 * @param {HTMLElement} element
 */
export function setColours(element) {
  for (const [lane, hue] of constants.hues.entries()) {
    element.style.setProperty(`--dw-hue-${lane}`, hue);
  }
  element.style.setProperty("--dw-right", constants.right);
  element.style.setProperty("--dw-grey", constants.grey);
}
