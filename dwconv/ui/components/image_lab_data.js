// What Python's `pack` wrote for the pictures: a header and the numbers behind them.

import { paintsOffScreen } from "../../player/js/dom.js";
import { readHeader } from "../../player/js/header_and_bytes.js";

/** @typedef {[number, number]} Pair of a row and a column */

/**
 * @typedef {object} Kernel
 * @property {string} name
 * @property {number} divisor what the weights that are written are divided by
 * @property {string[]} weights with few digits
 * @property {number[]} shades
 * @property {string[]} exact the weights with all digits
 * @property {string} effect what is seen in its output; "" where nothing is known
 */

/** @typedef {{type: "int16" | "float32", decimals: number, black: number, white: number}} Plane */

/**
 * @typedef {object} Header
 * @property {string} image a hash of the input's pixels
 * @property {Pair} size
 * @property {Pair} kernel
 * @property {Pair} stride
 * @property {Pair} dilation
 * @property {Pair} span of the dilated kernel
 * @property {Pair} before padding at the top and on the left
 * @property {Pair} padded
 * @property {Pair} output
 * @property {number} multiplier
 * @property {{name: string, kernels: Kernel[]}[]} lanes
 * @property {Plane[]} planes
 * @property {string | null} mixed the title of the output that comes from all channels
 * @property {string} legend
 * @property {string} about
 * @property {{query: Record<string, string>, channels: string, input: string, filter: string}} link
 * @property {number} longest characters of values in a link
 */

/** @typedef {Int16Array | Float32Array} Numbers */
/** @typedef {{header: Header, input: Uint8Array[], output: Numbers[]}} Pictures */

/**
 * @param {Uint8Array} bytes
 * @returns {Pictures}
 */
export function unpack(bytes) {
  /** @type {[header: Header, end: number]} */
  let [header, start] = readHeader(bytes);
  // A copy begins at an address that every array may begin at.
  const { buffer } = bytes.slice();
  /**
   * @template {Uint8Array | Numbers} T
   * @param {new (buffer: ArrayBuffer, start: number, count: number) => T} Type
   * @param {number} count
   */
  const take = (Type, count) => {
    const array = new Type(buffer, start, count);
    start += array.byteLength + (-array.byteLength & 3);
    return array;
  };
  const inside = header.size[0] * header.size[1];
  const pixels = take(Uint8Array, header.lanes.length * inside);
  const input = header.lanes.map((_, k) => pixels.subarray(k * inside, (k + 1) * inside));
  const count = header.output[0] * header.output[1];
  const output = header.planes.map(({ type }) =>
    type === "int16" ? take(Int16Array, count) : take(Float32Array, count),
  );
  return { header, input, output };
}

/**
 * The shades 0 to 255 of an output, whose black and white are given in its own unit.
 *
 * @param {Numbers} values
 * @param {Plane} plane
 */
export function shades(values, { decimals, type, black, white }) {
  const unit = type === "int16" ? 10 ** decimals : 1;
  const low = black * unit;
  const share = 255 / (white * unit - low);
  const result = new Uint8ClampedArray(values.length); // rounds, and clips at both ends
  for (let at = 0; at < values.length; at++) result[at] = (values[at] - low) * share;
  return result;
}

/**
 * A bitmap of red, green and blue planes, which may be one and the same.
 *
 * @param {Pair} size
 * @param {ArrayLike<number>[]} planes
 */
export function bitmap([height, width], [red, green, blue]) {
  const canvas = new OffscreenCanvas(width, height);
  const context = paintsOffScreen(canvas);
  const data = context.createImageData(width, height);
  const words = new Uint32Array(data.data.buffer);
  for (let at = 0; at < words.length; at++) {
    words[at] = 0xff000000 | (blue[at] << 16) | (green[at] << 8) | red[at];
  }
  context.putImageData(data, 0, 0);
  return canvas;
}

/**
 * A value of an output as text, with the decimals with which it was sent.
 *
 * @param {Pictures} pictures
 * @param {number} at which output
 * @param {Pair} place
 */
export function valueText({ header, output }, at, [i, j]) {
  const { type, decimals } = header.planes[at];
  const value = output[at][i * header.output[1] + j];
  const text = type === "int16" ? (value / 10 ** decimals).toFixed(decimals) : String(value);
  return text.replace("-", "−");
}

/**
 * The input of channel k at a pixel, or null on padding.
 *
 * @param {Pictures} pictures
 * @param {number} k
 * @param {number} row
 * @param {number} column
 */
export function pixel({ header, input }, k, row, column) {
  const [height, width] = header.size;
  const inside = row >= 0 && row < height && column >= 0 && column < width;
  return inside ? input[k][row * width + column] : null;
}
