// What numbers typed into the picture changed, in one sentence for whoever listens.

import { cellName, cellNumber } from "./cell_names.js";
import { counted } from "./number_text.js";

/**
 * Where two lists of numbers differ.
 *
 * @param {ArrayLike<number>} before
 * @param {ArrayLike<number>} now
 */
const changedAt = (before, now) =>
  Array.from(now, (value, at) => (value === before[at] ? -1 : at)).filter((at) => at >= 0);

/**
 * The value that was typed, or how many were, and how many outputs are others than before; "" if no
 * value is another. Both models have the same sizes.
 *
 * @param {Model} before
 * @param {Model} now
 */
export function changeByTyping(before, now) {
  const { H, W, M, KH, KW, top, left } = now;
  const inputs = changedAt(before.values.input, now.values.input);
  const weights = changedAt(before.values.filter, now.values.filter);
  const outputs = changedAt(before.values.output, now.values.output).length;
  const cells = [
    ...inputs.map((at) => ({
      kind: "input",
      k: Math.floor(at / (H * W)),
      q: 0,
      row: (Math.floor(at / W) % H) + top,
      column: (at % W) + left,
    })),
    ...weights.map((at) => ({
      kind: "filter",
      k: Math.floor(at / (KH * KW * M)),
      q: Math.floor(at / (KH * KW)) % M,
      row: Math.floor(at / KW) % KH,
      column: at % KW,
    })),
  ];
  if (!cells.length) return "";
  const [cell] = cells;
  const typed =
    cells.length === 1
      ? `${cellName(now, cell)} is ${cellNumber(now, cell)}`
      : counted(cells.length, "", "{n} values changed");
  const made = outputs
    ? counted(outputs, "{n} output changed", "{n} outputs changed")
    : "no output changed";
  return `${typed}; ${made}.`;
}
