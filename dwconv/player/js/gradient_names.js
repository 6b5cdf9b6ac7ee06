// What the values of a gradient's picture are called, and what they are made from.

import { nounBefore } from "./number_text.js";

/**
 * What a value is called where it is something else than an input, a weight or an output.
 *
 * @param {Model} model
 * @param {string} what
 * @param {number} n
 * @param {number} i
 * @param {number} j
 */
export const ownName = ({ header: { captions } }, what, n, i, j) => {
  const [row, column] = ownPlace(captions, what, i, j);
  const width = captions?.parts?.width ?? Infinity;
  const [part, within] =
    what === "source" ? [Math.floor(column / width), column % width] : [0, column];
  return captions?.[what]?.[n]?.replace("{i}", row).replace("{j}", within).replace("{part}", part);
};

/**
 * Where a value of the picture stands in the layer that it is named after.
 *
 * @param {Header["captions"]} captions
 * @param {string} what
 * @param {number} i
 * @param {number} j
 * @returns {[number, number]}
 */
function ownPlace(captions, what, i, j) {
  const [[top, down, rows], [left, right, columns]] = captions?.places?.[what] ?? [
    [0, 1, 1],
    [0, 1, 1],
  ];
  return [(top + down * i) / rows, (left + right * j) / columns];
}

/**
 * Which values a value is made from, where these are gradients or its parts; "" elsewhere.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 */
export function madeFromGradient(model, row, column) {
  const { top, left, H, W, sh, sw, dh, dw, KH, KW, header } = model,
    { captions } = header;
  if (captions?.parts) return "from the value at the same place in each part";
  if (!captions?.inserted) return "";
  /**
   * @param {number} axis
   * @param {number} first
   * @param {number} taps
   * @param {number} step
   * @param {number} size
   */
  const met = (axis, first, taps, step, size) =>
    Array.from({ length: taps }, (_, tap) => first + tap * step)
      .filter((at) => at >= 0 && at < size && !captions.inserted[axis][at])
      .map((at) => ownPlace(captions, "source", at, at)[axis]);
  const rows = met(0, row * sh - top, KH, dh, H),
    columns = met(1, column * sw - left, KW, dw, W);
  if (!rows.length || !columns.length)
    return "no value of \u2202L/\u2202output is used, so it is 0";
  /**
   * @param {string} noun
   * @param {number[]} places
   */
  const list = (noun, places) => `${nounBefore(noun, places.length)} ${places.join(", ")}`;
  return `from \u2202L/\u2202output, ${list("row", rows)}, ${list("column", columns)}`;
}
