// The numbers of one window (input, kernels, results), and a link that opens this window as the
// whole input of the sliding window.

import { writeWithWords } from "../../player/js/dom.js";
import { signed } from "../../player/js/number_text.js";
import { spoken } from "../../player/js/spoken.js";
import { pixel, valueText } from "./image_lab_data.js";
import { corner } from "./image_lab_places.js";

/** @typedef {import("./image_lab_data.js").Pair} Pair */
/** @typedef {import("./image_lab_data.js").Pictures} Pictures */

/**
 * Add an element to another one, with attributes and, if it has any, its text.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {Element} parent
 * @param {string} [text]
 */
export function element(tag, attributes, parent, text) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    node.setAttribute(name, name === "aria-label" ? spoken(String(value)) : String(value));
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
}

/**
 * @param {HTMLElement} parent
 * @param {Pictures} pictures
 * @param {number} lane
 * @param {Pair} place
 */
export function writeNumbers(parent, pictures, lane, place) {
  const { header } = pictures;
  const { kernels, name } = header.lanes[lane];
  const [rows, columns] = header.kernel;
  const [top, left] = corner(header, place);
  // the link stays: it may have the focus
  const kept = parent.querySelector("a");
  for (const child of [...parent.children]) if (child !== kept) child.remove();
  const made = document.createElement("div");
  const where = `Output row ${place[0]}, column ${place[1]} of `;
  element("b", { class: name }, element("p", { class: "where" }, made, where), name);
  const tables = element("div", { class: "tables" }, made);
  /**
   * A table with headers that are only heard.
   *
   * @param {string} caption
   * @param {(di: number) => number} rowAt   the number in a row's header
   * @param {(dj: number) => number} columnAt
   * @param {(di: number, dj: number) => string | number} text
   * @param {(di: number, dj: number) => boolean} isPadding
   */
  const table = (caption, rowAt, columnAt, text, isPadding = () => false) => {
    const grid = element("table", columns > 5 ? { class: "wide" } : {}, tables);
    writeWithWords(element("caption", {}, grid), caption, spoken(caption));
    /** @param {Element} line @param {"row" | "col"} scope @param {string} words */
    const header = (line, scope, words) =>
      element("span", { class: "dw-unseen" }, element("th", { scope }, line), spoken(words));
    const top = element("tr", {}, grid);
    header(top, "col", "row");
    for (let dj = 0; dj < columns; dj++) header(top, "col", `column ${signed(columnAt(dj))}`);
    for (let di = 0; di < rows; di++) {
      const line = element("tr", {}, grid);
      header(line, "row", `row ${signed(rowAt(di))}`);
      for (let dj = 0; dj < columns; dj++) {
        /** @type {Record<string, string>} */
        const attributes = isPadding(di, dj) ? { class: "padding", title: "padding" } : {};
        const number = String(text(di, dj));
        writeWithWords(element("td", attributes, line), number, spoken(number));
      }
    }
    return grid;
  };
  const rowOf = (/** @type {number} */ di) => top + di * header.dilation[0];
  const columnOf = (/** @type {number} */ dj) => left + dj * header.dilation[1];
  /** @param {number} di @param {number} dj */
  const under = (di, dj) => pixel(pictures, lane, rowOf(di), columnOf(dj));
  table(
    "input window",
    rowOf,
    columnOf,
    (di, dj) => under(di, dj) ?? 0,
    (di, dj) => under(di, dj) === null,
  );
  kernels.forEach((kernel, q) => {
    const divided = kernel.divisor === 1 ? "" : `, ÷ ${kernel.divisor}`;
    const same = (/** @type {number} */ number) => number;
    const weight = (/** @type {number} */ di, /** @type {number} */ dj) =>
      kernel.weights[di * columns + dj];
    const grid = table(`∗ ${kernel.name}${divided}`, same, same, weight);
    if (divided) grid.title = `${kernel.name} = these numbers / ${kernel.divisor}`;
    const foot = element("tfoot", {}, grid);
    const cell = element("td", { colspan: columns + 1 }, element("tr", {}, foot));
    cell.append(`output ${lane * header.multiplier + q} = `);
    element("b", {}, cell, valueText(pictures, lane * header.multiplier + q, place));
  });
  parent.prepend(...made.children);
  const href = linkOf(pictures, lane, place);
  if (!href) kept?.remove();
  else if (kept) kept.setAttribute("href", href);
  else {
    const text = "See every multiplication in the sliding window";
    const link = element("a", { href, target: "_blank", rel: "noopener" }, parent, text);
    element("span", { class: "dw-unseen" }, link, " (opens in a new tab)");
  }
}

/**
 * All channels of the window, or the one in focus where those are too long for a link; null where
 * that is too long as well.
 *
 * @param {Pictures} pictures
 * @param {number} lane
 * @param {Pair} place
 */
function linkOf(pictures, lane, place) {
  const { header } = pictures;
  const [top, left] = corner(header, place);
  for (const lanes of [header.lanes.map((_, k) => k), [lane]]) {
    const values = [];
    for (const k of lanes) {
      for (let di = 0; di < header.span[0]; di++) {
        for (let dj = 0; dj < header.span[1]; dj++)
          values.push(pixel(pictures, k, top + di, left + dj) ?? 0);
      }
    }
    const weights = lanes.flatMap((k) => header.lanes[k].kernels.flatMap(({ exact }) => exact));
    const [input, filter] = [values.join("_"), weights.join("_")];
    if (Math.max(input.length, filter.length) > header.longest) continue;
    const { link } = header;
    const query = new URLSearchParams({
      ...link.query,
      [link.channels]: String(lanes.length),
      [link.input]: input,
      [link.filter]: filter,
    });
    return `./?${query}`;
  }
  return null;
}
