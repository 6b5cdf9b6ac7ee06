// The numbers of a run of gradient descent: taken out of what Python's `pack` wrote, and written with few digits.

import { readHeader } from "../../player/js/header_and_bytes.js";

export const MINUS = "\u2212";

/**
 * Take a run apart, and the update at which it is shown.
 *
 * @param {Uint8Array} bytes
 * @returns {{update: number, run: DescentRun}}
 */
export function decode(bytes) {
  let [header, start] = readHeader(bytes, 4);
  /** @type {Record<string, Float32Array>} */
  const values = {};
  for (const [name, shape] of Object.entries(header.arrays)) {
    const size =
      4 * shape.reduce((/** @type {number} */ all, /** @type {number} */ each) => all * each, 1);
    values[name] = new Float32Array(bytes.slice(start, start + size).buffer);
    start += size;
  }
  const update = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return { update, run: { ...header, values } };
}

/**
 * The numbers of one channel, row by row.
 *
 * @param {DescentRun} run
 * @param {string} of   a name in `run.values`
 * @param {number} channel
 * @param {number} update
 */
export function planeOf({ values, channels, kernel, input, output }, of, channel, update) {
  const [rows, columns] =
    of === "input" ? input : ["filters", "gradients", "hidden"].includes(of) ? kernel : output;
  const fixed = ["input", "wanted", "hidden"].includes(of);
  const size = rows * columns;
  const start = ((fixed ? 0 : update * channels) + channel) * size;
  return { rows, columns, numbers: values[of].subarray(start, start + size) };
}

/** The loss of each channel after so many updates. @param {DescentRun} run @param {number} update */
export const lossesAt = ({ values, channels }, update) =>
  values.losses.subarray(update * channels, (update + 1) * channels);

/**
 * Three digits of a number, of which two decimals at most; "≈0" where no digit of it is left.
 *
 * @param {number} value
 * @param {number} digits behind the point where it has a power of ten
 */
export function short(value, digits) {
  const size = Math.abs(value);
  const text =
    size === 0
      ? "0"
      : size >= 999.5
        ? value.toExponential(digits)
        : value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
  return text
    .replace("e+", "e")
    .replace(/^-?0\.00$/, "\u22480")
    .replace("-", MINUS);
}

/** A loss with three digits. @param {number} value */
export const written = (value) =>
  (value === 0 ? "0" : value < 1e-3 ? value.toExponential(2) : value.toPrecision(3))
    .replace("e+", "e")
    .replace("-", MINUS);
