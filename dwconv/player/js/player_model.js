// The model: the numbers of a payload, and the order of the moments in which they are shown. All
// arithmetic here is on indices; no value is computed.

import { readHeader } from "./header_and_bytes.js";

/** @type {Record<string, typeof Float32Array | typeof Float64Array>} */
const ARRAY_TYPES = { "<f4": Float32Array, "<f8": Float64Array };

/** In place of a window: a class is asked for a number that no value of the picture is. */
export const ASKED_IN_WORDS = -2;

/** Likewise: how large the output is. */
export const ASKED_FOR_OUTPUT = -3;

/**
 * The window that is outlined: the one whose value a class is asked for, or else the moment's.
 *
 * @param {Model} model
 * @param {{w: number}} moment
 * @param {number} asked   -1 for none, or less: see above
 */
export const windowShown = ({ windows }, { w }, asked) =>
  asked >= 0 && asked < windows ? asked : w;

/**
 * Take a payload apart into a model: geometry under short names, arrays as typed arrays.
 *
 * @param {Uint8Array} bytes
 */
export function decode(bytes) {
  /** @type {[header: Header, end: number]} */
  const [header, end] = readHeader(bytes, 4); // behind "DWC1"
  const values = /** @type {Values} */ ({});
  for (const [name, { dtype, shape, offset }] of Object.entries(header.arrays)) {
    const type = ARRAY_TYPES[dtype];
    const count = shape.reduce((product, size) => product * size, 1);
    const start = end + offset;
    // slice copies: a view into these bytes need not be aligned for its type
    values[/** @type {ArrayName} */ (name)] = new type(
      bytes.slice(start, start + count * type.BYTES_PER_ELEMENT).buffer,
    );
  }
  const [[top, bottom], [left, right]] = header.pads;
  const [H, W] = header.input,
    [KH, KW] = header.kernel,
    [OH, OW] = header.output;
  const C = header.channels,
    M = header.multiplier;
  return {
    header,
    values,
    C,
    M,
    H,
    W,
    KH,
    KW,
    OH,
    OW,
    top,
    left,
    PH: top + H + bottom,
    PW: left + W + right,
    sh: header.stride[0],
    sw: header.stride[1],
    dh: header.dilation[0],
    dw: header.dilation[1],
    T: KH * KW,
    windows: OH * OW * C * M,
    q0: header.captions?.q ?? 0,
  };
}

/**
 * Whether a place of the padded plane is padding.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 */
function isPadding(model, row, column) {
  const r = row - model.top,
    c = column - model.left;
  return r < 0 || c < 0 || r >= model.H || c >= model.W;
}

/**
 * Whether the zero at a place of the padded plane was put between the values, by a stride.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 */
export function isInserted(model, row, column) {
  const { inserted } = model.header.captions ?? {};
  if (!inserted || isPadding(model, row, column)) return false;
  return Boolean(inserted[0][row - model.top] || inserted[1][column - model.left]);
}

/**
 * The input value at a place of the padded plane; null on padding and on inserted zeros.
 *
 * @param {Model} model
 * @param {number} k
 * @param {number} row
 * @param {number} column
 */
export function inputAt(model, k, row, column) {
  if (isPadding(model, row, column) || isInserted(model, row, column)) return null;
  const r = row - model.top,
    c = column - model.left;
  return model.values.input[(k * model.H + r) * model.W + c];
}

/**
 * A weight: filter q of channel k at kernel row a, column b.
 *
 * @param {Model} model
 * @param {number} k
 * @param {number} q
 * @param {number} a
 * @param {number} b
 */
export function weightAt(model, k, q, a, b) {
  return model.values.filter[((k * model.M + q) * model.KH + a) * model.KW + b];
}

/**
 * An output value: filter q of channel k at row i, column j.
 *
 * @param {Model} model
 * @param {number} k
 * @param {number} q
 * @param {number} i
 * @param {number} j
 */
export function outputAt(model, k, q, i, j) {
  return model.values.output[((k * model.M + q) * model.OH + i) * model.OW + j];
}

/**
 * Whether two payloads are the same animation.
 *
 * @param {Uint8Array | null} one
 * @param {Uint8Array} other
 */
export function sameBytes(one, other) {
  if (!one || one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

/**
 * A value, or the nearest one from 0 to `most`.
 *
 * @param {number} value
 * @param {number} most
 */
export const within = (value, most) => Math.max(0, Math.min(value, most));

// -- order
//
// A moment is {w, t}: the window, counted in reading order (position, channel, filter), and the
// tap in it. The three units of "Advance by" are three ways to count the same moments.

/**
 * Steps from the first to the last, in a unit.
 *
 * @param {Model} model
 * @param {Unit} unit
 */
export function countSteps(model, unit) {
  if (unit === "tap") return model.windows * model.T;
  return unit === "window" ? model.windows : model.OH * model.OW;
}

/**
 * The step that a moment belongs to, in a unit.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function stepOf(model, unit, { w, t }) {
  if (unit === "tap") return w * model.T + t;
  return unit === "window" ? w : Math.floor(w / (model.C * model.M));
}

/**
 * The moment at which a step begins.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {number} step
 */
function momentAt(model, unit, step) {
  if (unit === "tap") return { w: Math.floor(step / model.T), t: step % model.T };
  return { w: unit === "window" ? step : step * model.C * model.M, t: 0 };
}

/**
 * What a clock goes through: how many steps, which moment each is, whether it may go by tap.
 *
 * @param {Model} model
 * @returns {Timeline}
 */
export function timelineOf(model) {
  return {
    windows: model.windows,
    rows: model.OH,
    taps: model.header.taps,
    whyNoTaps: model.header.why_no_taps,
    count: (unit) => countSteps(model, unit),
    stepOf: (unit, moment) => stepOf(model, unit, moment),
    momentAt: (unit, step) => momentAt(model, unit, step),
    lastTap: () => model.T - 1,
    noun: (unit) => NOUNS[unit],
  };
}

/** What each step shows: a product, an output value, or a place of the window. @type {Record<Unit, string>} */
export const NOUNS = { tap: "products", window: "values", pixel: "places" };

/**
 * Row, column, channel and filter of a window.
 *
 * @param {Model} model
 * @param {number} w
 */
export function placeOf(model, w) {
  const { C, M, OW } = model;
  const position = Math.floor(w / (C * M));
  return {
    i: Math.floor(position / OW),
    j: position % OW,
    k: Math.floor(w / M) % C,
    q: w % M,
  };
}

/**
 * The window of a row, column, channel and filter.
 *
 * @param {Model} model
 * @param {Place} place
 */
export function windowAt(model, { i, j, k, q }) {
  return ((i * model.OW + j) * model.C + k) * model.M + q;
}

/**
 * How many values of output plane (k, q) are there at a moment: a prefix in reading order.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 * @param {number} k
 * @param {number} q
 */
export function revealed(model, unit, { w, t }, k, q) {
  const round = model.C * model.M;
  if (unit === "pixel") return Math.floor(w / round) + 1;
  const last = unit === "tap" && t < model.T - 1 ? w - 1 : w;
  return Math.floor((last - (k * model.M + q)) / round) + 1;
}

/**
 * Output rows (or columns) whose window has a tap on this padded row (or column).
 *
 * @param {number} place
 * @param {number} kernel
 * @param {number} stride
 * @param {number} dilation
 * @param {number} outputs
 */
export function reachedBy(place, kernel, stride, dilation, outputs) {
  const found = [];
  for (let tap = 0; tap < kernel; tap++) {
    const start = place - tap * dilation;
    if (start >= 0 && start % stride === 0 && start / stride < outputs) found.push(start / stride);
  }
  return found;
}

/**
 * The input's place under a tap of a window, in the padded plane.
 *
 * @param {Model} model
 * @param {{i: number, j: number}} position
 * @param {number} t
 */
export function tapPlace(model, { i, j }, t) {
  return {
    row: i * model.sh + Math.floor(t / model.KW) * model.dh,
    column: j * model.sw + (t % model.KW) * model.dw,
  };
}
