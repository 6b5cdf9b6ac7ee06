// What lies under a window, in words: the rows and columns of the input, and row by row what is multiplied.

import { multiplied, numbered, signed, writeResult } from "./number_text.js";
import { inputAt, isInserted, tapPlace, weightAt } from "./player_model.js";

/**
 * What a place is called that has no value of the input.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 */
export const addedZero = (model, row, column) =>
  isInserted(model, row, column) ? "zero from the stride" : "padding";

/**
 * Where a tap lies, in the input's own rows and columns: "padding, row 6, column 6, ". Planes that are
 * called something else have rows and columns of their own.
 *
 * @param {Model} model
 * @param {{i: number, j: number, k: number}} place   of the window
 * @param {number} t
 */
export function tapCell(model, { i, j, k }, t) {
  const { row, column } = tapPlace(model, { i, j }, t);
  const added = inputAt(model, k, row, column) === null ? `${addedZero(model, row, column)}, ` : "";
  if (model.header.captions) return added;
  const at = `row ${signed(row - model.top)}, column ${signed(column - model.left)}, `;
  return added ? added + at : `input ${at}`;
}

/**
 * What a tap multiplies: "3\u00b7(\u22121)", or in a word that it lies on an added zero.
 *
 * @param {Model} model
 * @param {Place} place   of the window
 * @param {number} t
 */
export function tapText(model, { i, j, k, q }, t) {
  const { row, column } = tapPlace(model, { i, j }, t);
  const value = inputAt(model, k, row, column);
  if (value === null) return addedZero(model, row, column);
  const weight = weightAt(model, k, q, Math.floor(t / model.KW), t % model.KW);
  return multiplied(writeResult(value), writeResult(weight));
}

/**
 * The rows and the columns of the input that a window covers.
 *
 * @param {Pick<Model, "KH" | "KW" | "sh" | "sw" | "dh" | "dw" | "top" | "left">} model
 * @param {{i: number, j: number}} place   of the window
 */
export const rowsAndColumnsOf = ({ KH, KW, sh, sw, dh, dw, top, left }, { i, j }) => [
  Array.from({ length: KH }, (_, a) => i * sh + a * dh - top),
  Array.from({ length: KW }, (_, b) => j * sw + b * dw - left),
];

/**
 * Which rows and columns of the input a window covers, and each row's products.
 *
 * @param {Model} model
 * @param {Place} place   of the window
 */
export function windowText(model, place) {
  const { C, M, KW, q0 } = model;
  const [rows, columns] = rowsAndColumnsOf(model, place);
  const channel = C * M > 1 ? `channel ${place.k}, ` : "";
  const which = M > 1 ? `${channel}filter ${q0 + place.q}, ` : channel;
  const where = `Window: input ${which}${numbered("row", rows)}, ${numbered("column", columns)}.`;
  const lines = rows.map((row, a) => {
    const taps = Array.from({ length: KW }, (_, b) => tapText(model, place, a * KW + b));
    // by ear "padding, 3 times" is one thing: a longer pause keeps them apart
    return `Row ${signed(row)}: ${allOrEach(taps, "; ")}.`;
  });
  return `${where} ${lines.join(" ")}`;
}

/**
 * @param {string[]} taps   of one row of the window
 * @param {string} between
 */
const allOrEach = (taps, between) =>
  taps.every((tap) => tap === "padding") ? "all padding" : taps.join(between);

/**
 * The products of a window on one channel, row by row: "row \u22121: all padding; row 0: padding, \u22123, 1".
 * A product on padding is not said as 0, so that a 0 is always one of the input or of the filter.
 *
 * @param {Model} model
 * @param {{i: number, j: number, k: number}} place   of the window
 * @param {(t: number) => number} productAt
 */
export function productsByRow(model, place, productAt) {
  const [rows] = rowsAndColumnsOf(model, place);
  const lines = rows.map((row, a) => {
    const taps = Array.from({ length: model.KW }, (_, b) => {
      const t = a * model.KW + b;
      const at = tapPlace(model, place, t);
      const added = inputAt(model, place.k, at.row, at.column) === null;
      return added ? addedZero(model, at.row, at.column) : writeResult(productAt(t));
    });
    return `row ${signed(row)}: ${allOrEach(taps, ", ")}`;
  });
  return lines.join("; ");
}
