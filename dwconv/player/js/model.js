// What a payload says, and the order in which it is shown. No drawing, no values changed: all
// arithmetic in this file is on indices and bytes.

/** @type {Record<string, typeof Float32Array | typeof Float64Array>} */
const ARRAY_TYPES = { "<f4": Float32Array, "<f8": Float64Array };

/**
 * Take a payload apart into a model: geometry under short names, arrays as typed arrays.
 *
 * @param {Uint8Array} bytes
 */
export function decode(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(4, true);
  /** @type {Header} */
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const values = /** @type {Values} */ ({});
  for (const [name, { dtype, shape, offset }] of Object.entries(header.arrays)) {
    const type = ARRAY_TYPES[dtype];
    const count = shape.reduce((product, size) => product * size, 1);
    const start = 8 + length + offset;
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
function countSteps(model, unit) {
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
  };
}

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

// -- numbers as text

const MINUS = "\u2212";

/**
 * How one array is written: the same number of decimals throughout, so that cells line up.
 *
 * @param {Model} model
 * @param {ArrayName} name
 * @param {number} digits
 */
export function formatFor(model, name, digits) {
  const { largest, whole, negative } = model.header;
  return formatOf(largest[name] ?? 0, whole[name] ?? false, Boolean(negative[name]), digits);
}

/**
 * @param {number} largest
 * @param {boolean} whole
 * @param {boolean} negative
 * @param {number} digits
 * @returns {Format}
 */
function formatOf(largest, whole, negative, digits) {
  const power = powerOf(largest);
  const scientific = power >= (whole ? 7 : 6) || power < -3;
  const decimals = whole ? 0 : Math.max(0, Math.min(digits - 1 - power, digits));
  const format = { scientific, decimals, digits };
  return { ...format, chars: charsOf(format, power, negative) };
}

/**
 * @param {Omit<Format, "chars">} format
 * @param {number} power
 * @param {boolean} negative
 */
function charsOf({ scientific, decimals, digits = 1 }, power, negative) {
  const point = decimals ? decimals + 1 : 0;
  return (negative ? 1 : 0) + (scientific ? digits + 4 : Math.max(power, 0) + 1 + point);
}

/**
 * How products and their running sums may be written, best first. One stands below the other and
 * is added to it, so both have the same number of decimals: as few as show every one of them
 * exactly, or, if that takes many, as many as give the largest product four digits, three or two.
 * A format says whether it is `exact`; it is for all windows, so nothing jumps from step to step.
 *
 * @param {Model} model
 * @returns {Format[]}
 */
export function additionFormats(model) {
  const { largest, whole, negative } = model.header;
  const product = largest.products ?? 0,
    most = Math.max(product, largest.sums ?? 0);
  const inWhole = Boolean(whole.products && whole.sums),
    minus = Boolean(negative.products || negative.sums);
  const { scientific } = formatOf(most, inWhole, minus, 4);
  /**
   * @param {number} digits
   * @param {number} decimals
   * @param {boolean} exact
   */
  const format = (digits, decimals, exact) => {
    const made = { scientific, decimals, digits, even: true, exact };
    return { ...made, chars: charsOf(made, powerOf(most), minus) };
  };
  const rounded = [4, 3, 2].map((digits) =>
    format(digits, formatOf(product, inWhole, minus, digits).decimals, inWhole),
  );
  const few = scientific || inWhole ? undefined : decimalsOf(model);
  return few === undefined ? rounded : [format(4, few, true), ...rounded];
}

/** @param {number} size */
const powerOf = (size) => (size > 0 ? Math.floor(Math.log10(size)) : 0);

/**
 * Whether so many decimals are all there are to a value, as far as a float32 tells.
 *
 * @param {number} value
 * @param {number} decimals
 */
function shownBy(value, decimals) {
  const scale = 10 ** decimals,
    shown = Math.round(value * scale) / scale;
  return shown === value || Math.fround(shown) === value;
}

const MOST_EXACT = 4; // decimals worth reading

/**
 * The fewest decimals that show all products and running sums exactly; undefined if that is many.
 *
 * @param {Model} model
 */
function decimalsOf({ values: { products, sums } }) {
  let decimals = 0;
  for (const values of [products ?? [], sums ?? []]) {
    for (const value of values) {
      while (!shownBy(value, decimals)) if (++decimals > MOST_EXACT) return undefined;
    }
  }
  return decimals;
}

/**
 * A value in the format of its array; `even` gives a whole number its decimals too, but for 0.
 *
 * @param {number} value
 * @param {Written} written
 */
export function write(value, { scientific, decimals = 0, digits = 1, even = false }) {
  let text;
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "\u221e" : `${MINUS}\u221e`;
  if (scientific && !(Number.isInteger(value) && Math.abs(value) < 1e4)) {
    text = value.toExponential(digits - 1).replace("e+", "e");
  } else if (Number.isInteger(value) && !(even && value)) {
    text = String(value);
  } else {
    text = value.toFixed(decimals);
    if (Number(text) === 0) text = text.replace("-", "");
  }
  return text.replaceAll("-", MINUS);
}

/**
 * "3\u00b7(\u22122)": a factor below zero in parentheses, so that "\u00b7" and "\u2212" do not run together.
 *
 * @param {string} value
 * @param {string} weight
 * @param {boolean} [parentheses]
 */
export function multiplied(value, weight, parentheses = true) {
  return `${value}\u00b7${parentheses && weight.startsWith(MINUS) ? `(${weight})` : weight}`;
}

/**
 * A result on its own has room: integers in full, anything else with four digits. Below numbers
 * that were `added` in a format, it has no fewer decimals than they have.
 *
 * @param {number} value
 * @param {Written | null} [added]
 */
export function writeResult(value, added = null) {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e12) return write(value, { decimals: 0 });
  if (!Number.isFinite(value)) return write(value, {});
  if (size >= 1e7 || size < 1e-4) return write(value, { scientific: true, digits: 4 });
  if (added?.exact) return write(value, added);
  const decimals = Math.min(3 - Math.floor(Math.log10(size)), 7);
  return write(value, { decimals: Math.max(decimals, added?.decimals ?? 0) });
}

/**
 * A result behind what it is the result of: "≈" where not all of its digits are shown.
 *
 * @param {number} value
 * @param {Written | null} [added]
 */
export function written(value, added = null) {
  const text = writeResult(value, added);
  const shown = Number(text.replaceAll(MINUS, "-"));
  const all = Number.isNaN(shown) || shown === value || Math.fround(shown) === value;
  return `${all ? "=" : "\u2248"} ${text}`;
}

// -- words

export const NOTHING = "This layer has no output, so there is nothing to show.";

/**
 * What a value is called where it is something else than an input, a weight or an output.
 *
 * @param {Model} model
 * @param {string} what
 * @param {number} n
 * @param {number} i
 * @param {number} j
 */
const ownName = ({ header: { captions } }, what, n, i, j) => {
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
 * The two numbers that are multiplied, in words.
 *
 * @param {Model} model
 * @returns {[string, string]}
 */
export const factorsOf = ({ header: { captions } }) => captions?.factors ?? ["input", "weight"];

/**
 * "output[0, 2, 0, 3]", in the order of the data format; a colon where all channels are meant.
 *
 * @param {Model} model
 * @param {{i: number, j: number, k?: number, q?: number}} place
 */
export function outputName(model, { i, j, k, q }) {
  const channel = k === undefined || q === undefined ? null : k * model.M + q;
  const own =
    channel === null ? ownName(model, "all", 0, i, j) : ownName(model, "value", channel, i, j);
  if (own) return own;
  const axis = channel ?? ":";
  const nhwc = model.header.data_format === "NHWC";
  return `output[0, ${nhwc ? `${i}, ${j}, ${axis}` : `${axis}, ${i}, ${j}`}]`;
}

/**
 * @param {Model} model
 * @param {number} k
 * @param {number} r
 * @param {number} c
 */
function inputName(model, k, r, c) {
  const own = ownName(model, "source", k, r, c);
  if (own) return own;
  const nhwc = model.header.data_format === "NHWC";
  return `input[0, ${nhwc ? `${r}, ${c}, ${k}` : `${k}, ${r}, ${c}`}]`;
}

/**
 * Which filter makes a value, in words.
 *
 * @param {Model} model
 * @param {number} q
 * @param {string} [symbol]
 */
export const filterName = ({ q0, header: { captions } }, q, symbol = "") =>
  captions?.parts ? "sum over q" : `filter ${symbol}${q0 + q}`;

/**
 * One moment in words and numbers: what the status says.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function describe(model, unit, moment) {
  if (!model.windows) return NOTHING;
  const { i, j, k, q } = placeOf(model, moment.w);
  const step = stepOf(model, unit, moment) + 1;
  const start = `Step ${step} of ${countSteps(model, unit)}: row ${i}, column ${j}`;
  if (unit === "pixel") return `${start}, all channels. ${describeAll(model, i, j)}.`;

  /** @param {number} t */
  const pair = (t) => {
    const { row, column } = tapPlace(model, { i, j }, t);
    const x = inputAt(model, k, row, column);
    const weight = weightAt(model, k, q, Math.floor(t / model.KW), t % model.KW);
    return multiplied(x === null ? "0" : writeResult(x), writeResult(weight));
  };
  const where = `${start}, channel ${k}, ${filterName(model, q)}.`;
  const name = outputName(model, { i, j, k, q });
  const total = written(outputAt(model, k, q, i, j));
  if (unit === "tap") {
    const { products, sums } = model.values;
    const at = moment.w * model.T + moment.t;
    const result = moment.t === model.T - 1 ? ` ${name} ${total}.` : "";
    const product = `${pair(moment.t)} ${written(products[at])}`;
    return (
      `${where} Tap ${moment.t + 1} of ${model.T}: ${product}, ` +
      `running sum ${writeResult(sums[at])}.${result}`
    );
  }
  if (model.T > 9) return `${where} ${name} ${total}.`;
  const pairs = Array.from({ length: model.T }, (_, t) => pair(t)).join(" + ");
  return `${where} ${name} = ${pairs} ${total}.`;
}

/**
 * A window whose value is to be predicted: all but its products and what they come to.
 *
 * @param {Model} model
 * @param {Moment} moment
 */
export function describeQuestion(model, { w }) {
  const { i, j, k, q } = placeOf(model, w);
  const start = `Step ${w + 1} of ${model.windows}: row ${i}, column ${j}, channel ${k}, filter ${model.q0 + q}.`;
  return `${start} What is ${outputName(model, { i, j, k, q })}?`;
}

/**
 * @param {Model} model
 * @param {number} i
 * @param {number} j
 */
function describeAll(model, i, j) {
  const count = model.C * model.M,
    most = 8;
  const values = Array.from({ length: Math.min(count, most) }, (_, channel) => {
    const value = outputAt(model, Math.floor(channel / model.M), channel % model.M, i, j);
    return `${ownName(model, "value", channel, i, j) ?? `output channel ${channel}`} ${written(value)}`;
  });
  return values.join(", ") + (count > most ? ", and so on" : "");
}

/**
 * What the pointer is on: a title and a line or two.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 * @param {Cell} cell
 */
export function describeCell(model, unit, moment, { kind, k, q, row, column }) {
  // the enlarged filter is whichever is at work
  if (kind === "weights") q = placeOf(model, moment.w).q;
  if (kind === "output") {
    const name = outputName(model, { i: row, j: column, k, q });
    const there = row * model.OW + column < revealed(model, unit, moment, k, q);
    return [
      there ? `${name} ${written(outputAt(model, k, q, row, column))}` : `${name}: to come`,
      madeFrom(model, row, column),
      "click to go there",
    ];
  }
  if (kind === "filter" || kind === "weights") {
    const name =
      ownName(model, "weight", k * model.M + q, row, column) ??
      `filter[${row}, ${column}, ${k}, ${q}]`;
    return [
      `${name} = ${writeResult(weightAt(model, k, q, row, column))}`,
      model.header.captions
        ? "is multiplied by the values marked"
        : `meets the inputs marked, for output ${k * model.M + q}`,
    ];
  }
  const places =
    reachedBy(row, model.KH, model.sh, model.dh, model.OH).length *
    reachedBy(column, model.KW, model.sw, model.dw, model.OW).length;
  const outputs = places * model.M,
    noun = model.header.captions ? "gradient value" : "output";
  const used = places
    ? `under the window at ${places} position${places > 1 ? "s" : ""}, for the ` +
      (outputs > 1 ? `${outputs} ${noun}s marked` : `${noun} marked`)
    : "no window reaches it";
  if (isInserted(model, row, column)) return ["0, put in by the stride", used];
  const value = inputAt(model, k, row, column);
  if (value === null) return ["padding: 0", used];
  return [
    `${inputName(model, k, row - model.top, column - model.left)} = ${writeResult(value)}`,
    used,
  ];
}

/**
 * Which values an output value is made from, in the places of the layer that they are named after.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 */
function madeFrom(model, row, column) {
  const { top, left, H, W, sh, sw, dh, dw, KH, KW, header } = model,
    { captions } = header;
  if (captions?.parts) return "from the value at the same place in each part";
  /**
   * @param {string} noun
   * @param {number} first
   * @param {number} more
   */
  const span = (noun, first, more) =>
    (more ? `${noun}s ${first} to ${first + more}` : `${noun} ${first}`).replaceAll("-", MINUS);
  if (!captions?.inserted) {
    const rows = span("row", row * sh - top, (KH - 1) * dh);
    return `from ${rows}, ${span("column", column * sw - left, (KW - 1) * dw)}`;
  }
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
  if (!rows.length || !columns.length) return "from no value of \u2202L/\u2202output: it is 0";
  /** @param {number[]} places */
  const list = (places) => `${places.length > 1 ? "s" : ""} ${places.join(", ")}`;
  return `from \u2202L/\u2202output, row${list(rows)}, column${list(columns)}`;
}
