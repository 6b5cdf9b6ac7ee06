// What is said at the windows at which somebody else, TensorFlow for one, returns another value.

import { writeResult } from "./number_text.js";

/**
 * The sentence for a moment; "" where nobody returns another value.
 *
 * @param {Doubt | null | undefined} doubt
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function doubtAt(doubt, { C, M, T }, unit, { w, t }) {
  if (!doubt || (unit === "tap" && t < T - 1)) return "";
  const bits = atob(doubt.windows);
  const differs = (/** @type {number} */ at) =>
    Boolean(bits.charCodeAt(at >> 3) & (128 >> (at & 7)));
  const windows = Array.from({ length: unit === "pixel" ? C * M : 1 }, (_, at) => w + at);
  const others = windows
    .filter(differs)
    .map((at) => valueAt(doubt, Array.from({ length: at }, (_, before) => before).filter(differs)));
  return others.length ? doubt.sentence.replace("{value}", others.join(", ")) : "";
}

/**
 * The other value of the window that so many windows with another value precede.
 *
 * @param {Doubt} doubt
 * @param {number[]} before
 */
function valueAt({ values }, { length }) {
  const bytes = Uint8Array.from(atob(values).slice(4 * length, 4 * length + 4), (letter) =>
    letter.charCodeAt(0),
  );
  return writeResult(new DataView(bytes.buffer).getFloat32(0, true));
}
