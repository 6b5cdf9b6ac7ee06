// Sentences and names of values, for the screen and for screen readers.

import { madeFromGradient, ownName } from "./gradient_names.js";
import {
  counted,
  inFull,
  MINUS,
  multiplied,
  nounBefore,
  numbered,
  withEquals,
  writeResult,
} from "./number_text.js";
import {
  countSteps,
  inputAt,
  isInserted,
  outputAt,
  placeOf,
  reachedBy,
  revealed,
  stepOf,
  tapPlace,
  weightAt,
} from "./player_model.js";
import { rowsAndColumnsOf, tapCell, tapText, windowText } from "./window_sentence.js";

/** What is said in place of a picture without output. @param {string} which  what has no output */
export const nothingToShow = (which) => `${which} has no output, so there is nothing to show.`;
export const NOTHING = nothingToShow("This layer");
/** What stands in place of products, in pieces: a picture breaks it where its line ends. */
export const TOO_MANY = ["too many products to show", "them one by one"];

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
  const number = `Step ${inFull(step)} of ${inFull(countSteps(model, unit))}`;
  const start = `${number}: row ${i}, column ${j}`;
  if (unit === "pixel") {
    const [rows, columns] = rowsAndColumnsOf(model, { i, j });
    const window = model.header.captions
      ? ""
      : ` Window in each channel: input ${numbered("row", rows)}, ${numbered("column", columns)}.`;
    return `${start}, all channels. ${describeAll(model, i, j)}.${window}`;
  }

  /** @param {number} t */
  const pair = (t) => {
    const { row, column } = tapPlace(model, { i, j }, t);
    const x = inputAt(model, k, row, column);
    const weight = weightAt(model, k, q, Math.floor(t / model.KW), t % model.KW);
    return multiplied(x === null ? "0" : writeResult(x), writeResult(weight));
  };
  const place = { i, j, k, q };
  const where = model.header.captions
    ? `${start}, channel ${k}, ${filterName(model, q)}.`
    : `${number}: ${outputPlace(model, place)}.`;
  const total = withEquals(outputAt(model, k, q, i, j));
  const named = `${spokenName(model, place)} ${total}.`;
  /** Of many products how many there are, and the first ones whose input is none that was added. */
  const inShort = () => {
    const inside = Array.from({ length: model.T }, (_, t) => t).filter((t) => {
      const { row, column } = tapPlace(model, { i, j }, t);
      return inputAt(model, k, row, column) !== null;
    });
    const first = inside.slice(0, 3);
    const added = model.T - inside.length;
    const zeros = added ? `, ${added} of them with added zeros` : "";
    const pairs = first.length ? `: ${first.map(pair).join(" + ")}` : "";
    const more = inside.length > first.length ? " and so on" : "";
    return `The sum of ${model.T} products${zeros}${pairs}${more}.`;
  };
  if (unit === "tap") {
    const { products, sums } = model.values;
    const at = moment.w * model.T + moment.t;
    const result = moment.t === model.T - 1 ? ` ${named}` : "";
    return (
      `${where} Tap ${moment.t + 1} of ${model.T}: ${tapCell(model, place, moment.t)}${pair(moment.t)} ` +
      `${withEquals(products[at])}, running sum ${writeResult(sums[at])}.${result}`
    );
  }
  const isLarge = model.T > 9;
  if (!model.header.captions)
    return `${number}: ${named} ${isLarge ? inShort() : windowText(model, place)}`;
  if (isLarge) return `${where} ${inShort()} ${named}`;
  const pairs = Array.from({ length: model.T }, (_, t) => tapText(model, place, t)).join(" + ");
  return `${where} ${spokenName(model, place)} = ${pairs} ${total}.`;
}

/**
 * What a step comes to: its value, or those of all channels.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function resultOf(model, unit, { w }) {
  const place = placeOf(model, w),
    { i, j, k, q } = place;
  if (unit === "pixel") return describeAll(model, i, j);
  return `${spokenName(model, place)} ${withEquals(outputAt(model, k, q, i, j))}`;
}

/**
 * "output row 0, column 2, channel 3": an output without the signs of its name.
 *
 * @param {Model} model
 * @param {Place} place
 */
const outputPlace = ({ M }, { i, j, k, q }) => `output row ${i}, column ${j}, channel ${k * M + q}`;

/**
 * The same, unless it has a name of its own.
 *
 * @param {Model} model
 * @param {Place} place
 */
export const spokenName = (model, place) =>
  model.header.captions ? outputName(model, place) : outputPlace(model, place);

/**
 * A window whose value is to be predicted: what it multiplies, but not what that comes to.
 *
 * @param {Model} model
 * @param {Moment} moment
 * @param {boolean} [hidden]   whether its cells are asked for, too
 */
export function describeQuestion(model, { w }, hidden = false) {
  const place = placeOf(model, w);
  const name = spokenName(model, place);
  const start = `Step ${inFull(w + 1)} of ${inFull(model.windows)}`;
  if (hidden) return `${start}: which cells of the input make ${name}?`;
  return `${start}: what is ${name}? ${productsAsked(model, w)}`.trim();
}

/**
 * What a window multiplies, but not what that comes to; "" where that is too much to listen to.
 *
 * @param {Model} model
 * @param {number} w
 */
export const productsAsked = (model, w) =>
  model.T > 9 || model.header.captions ? "" : windowText(model, placeOf(model, w));

/**
 * A step whose window is asked for: its value, and nothing of where that comes from.
 *
 * @param {Model} model
 * @param {Moment} moment
 */
export function describeValue(model, { w }) {
  const place = placeOf(model, w);
  const value = withEquals(outputAt(model, place.k, place.q, place.i, place.j));
  return `Step ${inFull(w + 1)} of ${inFull(model.windows)}: ${spokenName(model, place)} ${value}.`;
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
    return `${ownName(model, "value", channel, i, j) ?? `output channel ${channel}`} ${withEquals(value)}`;
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
      there
        ? `${name} ${withEquals(outputAt(model, k, q, row, column))}`
        : `${name}: not computed yet`,
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
        ? "is multiplied by each marked value"
        : `is multiplied by each marked input, for output ${k * model.M + q}`,
    ];
  }
  const places =
    reachedBy(row, model.KH, model.sh, model.dh, model.OH).length *
    reachedBy(column, model.KW, model.sw, model.dw, model.OW).length;
  const outputs = places * model.M;
  const made = model.header.captions
    ? counted(outputs, "for the marked gradient value", "for the {n} marked gradient values")
    : counted(outputs, "for the marked output", "for the {n} marked outputs");
  const used = places
    ? counted(
        places,
        `the window covers it at {n} position, ${made}`,
        `the window covers it at {n} positions, ${made}`,
      )
    : "no window reaches it";
  if (isInserted(model, row, column)) return ["0, inserted because of the stride", used];
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
  const { top, left, sh, sw, dh, dw, KH, KW } = model,
    own = madeFromGradient(model, row, column);
  if (own) return own;
  /**
   * @param {string} noun
   * @param {number} first
   * @param {number} more
   */
  const span = (noun, first, more) =>
    (more
      ? `${nounBefore(noun, 2)} ${first} to ${first + more}`
      : `${nounBefore(noun, 1)} ${first}`
    ).replaceAll("-", MINUS);
  const rows = span("row", row * sh - top, (KH - 1) * dh);
  return `from ${rows}, ${span("column", column * sw - left, (KW - 1) * dw)}`;
}
