// What the cells of the input and of the filters are called, and the numbers in them.

import { shortest } from "./number_text.js";
import { inputAt, weightAt } from "./player_model.js";

/**
 * What a cell of the input or of a filter is called.
 *
 * @param {Pick<Model, "M" | "top" | "left">} model
 * @param {Cell} cell
 */
export function cellName({ M, top, left }, { kind, k, q, row, column }) {
  const filter = M > 1 ? `, filter ${q}` : "";
  return kind === "input"
    ? `Input, row ${row - top}, column ${column - left}, channel ${k}`
    : `Weight, row ${row}, column ${column}, channel ${k}${filter}`;
}

/**
 * The number in a cell of the input or of a filter, as short as it can be; padding is 0.
 *
 * @param {Model} model
 * @param {Cell} cell
 */
export function cellNumber(model, { kind, k, q, row, column }) {
  const value =
    kind === "input" ? inputAt(model, k, row, column) : weightAt(model, k, q, row, column);
  return shortest(value ?? 0);
}
