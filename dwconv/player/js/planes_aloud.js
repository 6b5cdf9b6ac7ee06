// A channel of the input and a filter as sentences, row by row, for whoever listens to them.

import { writeResult } from "./number_text.js";
import { inputAt, weightAt } from "./player_model.js";
import { factorsOf, filterName } from "./sentences.js";

const MOST_SAID = 100; // values: more are easier to find in the table

/** @param {number | null} value */
const saidOf = (value) => (value === null ? "not yet" : writeResult(value));

/**
 * The values of a plane, row by row.
 *
 * @param {string} name
 * @param {number} rows
 * @param {number} columns
 * @param {(row: number, column: number) => number | null} valueAt   null for one that is not there yet
 */
export function rowByRow(name, rows, columns, valueAt) {
  if (rows * columns > MOST_SAID)
    return `${name}: ${rows} rows and ${columns} columns. Question mark opens them as a table.`;
  const lines = Array.from({ length: rows }, (_, row) => {
    const values = Array.from({ length: columns }, (_, column) => saidOf(valueAt(row, column)));
    return `row ${row}: ${values.join(", ")}`;
  });
  return `${name}: ${lines.join("; ")}.`;
}

/**
 * A channel of the input without its padding: "Input, channel 0: row 0: 3, 5; row 1: 1, 4."
 *
 * @param {Model} model
 * @param {number} k
 */
export function channelAloud(model, k) {
  const { H, W, top, left, header } = model;
  const name = header.captions ? `Channel ${k}, ${factorsOf(model)[0]}` : `Input, channel ${k}`;
  return rowByRow(name, H, W, (row, column) => inputAt(model, k, row + top, column + left) ?? 0);
}

/**
 * A filter: "Filter of channel 0: row 0: 2, 1; row 1: 0, −1."
 *
 * @param {Model} model
 * @param {{k: number, q: number}} place
 */
export function filterAloud(model, { k, q }) {
  const { KH, KW, M, header } = model;
  const which = M > 1 ? `Filter ${model.q0 + q} of channel ${k}` : `Filter of channel ${k}`;
  const name = header.captions
    ? `Channel ${k}, ${filterName(model, q)}, ${factorsOf(model)[1]}`
    : which;
  return rowByRow(name, KH, KW, (row, column) => weightAt(model, k, q, row, column));
}
