// Words for screen readers: what the picture shows, what a cell holds and meets.
// The sentence of a step is `describe` in sentences.js.

import { counted, inFull, listed, MINUS, numbered, writeResult } from "./number_text.js";
import {
  countSteps,
  inputAt,
  isInserted,
  outputAt,
  placeOf,
  reachedBy,
  tapPlace,
  weightAt,
} from "./player_model.js";
import { describeCell, factorsOf, filterName } from "./sentences.js";

/**
 * The sizes of a layer, as long as a change of it takes to say.
 *
 * @param {Model} model
 */
export function sizesOf(model) {
  const { C, H, W, M, KH, KW, sh, sw, dh, dw, OH, OW, PH, PW } = model;
  const padded = PH > H || PW > W ? ` (${PH} by ${PW} with padding)` : "";
  const stride = sh === sw ? `stride ${sh}` : `vertical stride ${sh}, horizontal stride ${sw}`;
  const spread =
    dh === dw ? `, dilation ${dh}` : `, vertical dilation ${dh}, horizontal dilation ${dw}`;
  const dilation = dh === 1 && dw === 1 ? "" : spread;
  const filters = isGradient(model)
    ? counted(M, "{n} plane of g", "{n} planes of g")
    : counted(M, "{n} filter", "{n} filters");
  return (
    `${counted(C, "{n} channel", "{n} channels")} of ${H} by ${W}${padded}; ${filters} of ${KH} by ${KW} ` +
    `for each, ${stride}${dilation}; ${counted(C * M, "{n} output channel", "{n} output channels")} of ${OH} by ${OW}.`
  );
}

/**
 * What the picture is, for whoever comes to it without seeing it: its sizes, and how it is computed.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @returns {[sizes: string, rules: string]}
 */
export function summaryOf(model, unit) {
  const [input, weight] = factorsOf(model);
  const rules =
    `A window slides over each channel; each ${input} value under it is ` +
    `multiplied by one ${weight} value, and the products are added up to one value. ` +
    [paddingOf(model), ...model.header.notes].map((each) => each && `${each} `).join("") +
    `In each product, the ${input} value comes first and the ${weight} value second. ` +
    `Row 0 of ${isGradient(model) ? "g" : "a filter"} lies on the first row of the window. ` +
    `${orderOf(model, unit)}${COUNTED}`;
  return [sizesOf(model), rules];
}

/** Whether the gradient of the output lies in the place of the filters. @param {Model} model */
const isGradient = (model) => factorsOf(model)[1] === "g";

/**
 * What lies around the input, side by side, and what TensorFlow calls it.
 *
 * @param {Model} model
 */
function paddingOf({ header: { padding, pads, captions } }) {
  const kind = padding && !captions ? ` ${padding}` : "";
  const [[above, below], [left, right]] = pads;
  if (above + below + left + right === 0) return kind && `Padding${kind} adds nothing.`;
  const rows = `${counted(above, "{n} row", "{n} rows")} above, ${inFull(below)} below`;
  const columns = `${counted(left, "{n} column", "{n} columns")} left, ${inFull(right)} right`;
  return `Padding${kind} adds zeros: ${rows}, ${columns}.`;
}

/**
 * What is said of the first step of new numbers: its value, where it is word for word as before; that
 * one is back there, for whoever was further on; or "".
 *
 * @param {{before: string, now: string, back: boolean, value: string}} first   the first step of the numbers before, and now
 * @returns {{words: string, instead: boolean}} `instead`: in place of the step
 */
export function newsOfFirstStep({ before, now, back, value }) {
  if (value && withoutCount(before) === withoutCount(now))
    return {
      words: back ? `Back at step 1: still ${value}.` : `Step 1: still ${value}.`,
      instead: true,
    };
  return { words: back ? "Back at step 1." : "", instead: false };
}

/** A sentence about a step without how many there are. @param {string} sentence */
const withoutCount = (sentence) => sentence.replace(/^(Step \S+) of \S+:/, "$1:");

const COUNTED = "Rows, columns and channels are counted from 0, steps and taps from 1.";

/** Which keys help most, for whoever is not there yet. */
export const HOW_TO_HELP =
  "Keys, at the slider Picture: right arrow for the next step, F for the filter, C for the input channel, " +
  "question mark for all keys and this step's numbers as tables.";

/**
 * In which order the steps go, where that is to be told.
 *
 * @param {Model} model
 * @param {Unit} unit
 */
function orderOf({ C, M }, unit) {
  if (unit === "pixel" || C * M === 1) return "";
  return "The steps compute all output channels at one position, then at the next column, then in the next row. ";
}

/**
 * What is another size than before: what it is now, and what it was.
 *
 * @param {Model} before
 * @param {Model} now
 * @param {Unit} unit
 */
export function changeOf(before, now, unit) {
  const changed = changesIn(namedSizes(before, unit), namedSizes(now, unit), othersIn(before, now));
  const notes = now.header.notes.filter((note) => !before.header.notes.includes(note));
  return [changed, ...meaningsOf(before, now), ...notes].join(" ");
}

/**
 * Which numbers are others, where all sizes are the same. Planes of a gradient have names of their own.
 *
 * @param {Model} before
 * @param {Model} now
 */
function othersIn({ values: { input } }, { values, header: { captions } }) {
  const same = !captions && values.input.every((value, at) => value === input[at]);
  return same ? "Other filters." : OTHERS;
}

const OTHERS = "Other numbers, the same sizes.";

/** @typedef {{moves: (by: string) => string, beside: (taps: string) => string, apart: (taps: string, by: string, span: string) => string}} Meaning */

/** @type {[down: Meaning, right: Meaning]} */
const MEANINGS = [
  {
    moves: (by) => `From one output row to the next the window moves down by ${by}.`,
    beside: (taps) => `The window's ${taps} rows lie side by side.`,
    apart: (taps, by, span) =>
      `The window's ${taps} rows lie ${by} apart, so it reaches over ${span} rows.`,
  },
  {
    moves: (by) => `From one output column to the next the window moves to the right by ${by}.`,
    beside: (taps) => `The window's ${taps} columns lie side by side.`,
    apart: (taps, by, span) =>
      `The window's ${taps} columns lie ${by} apart, so it reaches over ${span} columns.`,
  },
];

/**
 * What another stride, dilation or padding means for the window, a sentence each.
 *
 * @param {Model} before
 * @param {Model} now
 */
export function meaningsOf(before, now) {
  const axes = (/** @type {Model} */ { KH, KW, sh, sw, dh, dw }) => [
    { taps: KH, stride: sh, dilation: dh },
    { taps: KW, stride: sw, dilation: dw },
  ];
  const was = axes(before);
  const windows = axes(now).flatMap(({ taps, stride, dilation }, axis) => {
    const { moves, beside, apart } = MEANINGS[axis];
    const spread =
      dilation === 1
        ? beside(inFull(taps))
        : apart(inFull(taps), inFull(dilation), inFull((taps - 1) * dilation + 1));
    return [
      ...(stride === was[axis].stride ? [] : [moves(inFull(stride))]),
      ...(dilation === was[axis].dilation || taps === 1 ? [] : [spread]),
    ];
  });
  const around = paddingOf(now);
  return around && around !== paddingOf(before) ? [...windows, around] : windows;
}

/**
 * Of sizes with their names those that are others than before.
 *
 * @param {NamedSize[]} before
 * @param {NamedSize[]} now
 * @param {string} [otherwise]   where there are none
 */
export function changesIn(before, now, otherwise = OTHERS) {
  const changed = now.flatMap(([name, size], at) =>
    size === before[at][1] ? [] : [`${name} ${size}, was ${before[at][1]}`],
  );
  return changed.length ? `Now ${changed.join("; ")}.` : otherwise;
}

/** @typedef {[name: string, size: string]} NamedSize */

/**
 * @param {Model} model
 * @param {Unit} unit
 * @returns {NamedSize[]}
 */
function namedSizes(model, unit) {
  return [
    ...sizesOfWindow(model),
    ["filters for each channel", inFull(model.M)],
    ["output channels", inFull(model.C * model.M)],
    ["steps", inFull(countSteps(model, unit))],
  ];
}

/**
 * The sizes that a layer's windows have and move in.
 *
 * @param {Model} model
 * @returns {NamedSize[]}
 */
export const sizesOfWindow = ({ C, H, W, KH, KW, sh, sw, dh, dw, OH, OW, PH, PW, header }) => [
  ["input channels", inFull(C)],
  ["input", `${H} by ${W}`],
  ["kernel", `${KH} by ${KW}`],
  ["vertical stride", inFull(sh)],
  ["horizontal stride", inFull(sw)],
  ["vertical dilation", inFull(dh)],
  ["horizontal dilation", inFull(dw)],
  ["padding", header?.padding ?? ""],
  ["input with padding", `${PH} by ${PW}`],
  ["output", `${OH} by ${OW}`],
];

/**
 * A cell in full: what it is, its value, and what it is used for or made from.
 *
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment   of it no more is said than may be seen
 * @param {Cell} cell
 */
export function describeCellAloud(model, unit, moment, cell) {
  const [title, ...more] = describeCell(model, unit, moment, cell);
  const { kind, k, q, row, column } = cell;
  const now = placeOf(model, moment.w);
  const all = unit === "pixel"; // then every channel and every filter is at work
  if (kind === "output") {
    const shown = model.header.captions
      ? title
      : title.replace(
          /^output\[[^\]]*\]/,
          `Output, row ${row}, column ${column}, channel ${k * model.M + q}`,
        );
    return `${shown}, ${more[0]}.`;
  }
  const [input, weight] = factorsOf(model);
  if (kind === "filter") {
    const shown = model.header.captions
      ? title
      : `Weight, row ${row}, column ${column}, channel ${k}, filter ${q} = ${writeResult(weightAt(model, k, q, row, column))}`;
    const meets = `${shown}. Multiplied by the ${input} in ${placesMet(model, row, column)}.`;
    if (!all && (k !== now.k || q !== now.q)) return `${meets} ${UNUSED}`;
    const met = tapPlace(model, now, row * model.KW + column);
    return `${meets} In the window of this step: ${input} ${valueText(model, k, met.row, met.column)}.`;
  }
  const shown =
    inputAt(model, k, row, column) !== null && model.header.captions
      ? title
      : inputAloud(model, k, row, column);
  const places = placesOfUse(model, row, column);
  if (!places) return `${shown}. No window reaches it.`;
  const used = `${shown}. Used by the outputs in ${places}.`;
  if (!all && k !== now.k) return `${used} ${UNUSED}`;
  const tap = tapOn(model, now, row, column);
  if (!tap) return used;
  const filters = all ? Array.from({ length: model.M }, (_, at) => at) : [now.q];
  const weights = filters.map((at) => {
    const of = model.M > 1 ? ` of ${filterName(model, at)}` : "";
    return writeResult(weightAt(model, k, at, tap.a, tap.b)) + of;
  });
  return `${used} ${onIt(weight, weights, tap)}.`;
}

/** Said of what belongs to another channel or filter than the one at work. */
export const UNUSED = "Not used in this step.";

/**
 * What an input cell is and its value: "Padding, row \u22121, column 0, channel 2 = 0".
 *
 * @param {Model} model
 * @param {number} k
 * @param {number} row
 * @param {number} column
 */
export function inputAloud(model, k, row, column) {
  const value = inputAt(model, k, row, column);
  const zero = isInserted(model, row, column) ? "Zero from the stride" : "Padding";
  const what = value === null ? zero : "Input";
  const place = `row ${row - model.top}, column ${column - model.left}`;
  const number = writeResult(value ?? 0);
  return `${what}, ${place}, channel ${k} = ${number}`.replaceAll("-", MINUS);
}

/**
 * Where the window of a step has an input cell and what that meets there.
 *
 * @param {string} weight   what the other factor is called
 * @param {string[]} weights
 * @param {{a: number, b: number}} tap
 */
export const onIt = (weight, weights, { a, b }) =>
  `The window of this step covers it: it is multiplied by ${weight} ${listed(weights)}, ` +
  `${numbered("row", [a])}, ${numbered("column", [b])}`;

/**
 * The rows and columns of the input that a weight meets, window after window, and which of them are padding.
 *
 * @param {Model} model
 * @param {number} a
 * @param {number} b
 */
export function placesMet({ H, W, OH, OW, sh, sw, dh, dw, top, left }, a, b) {
  const rows = Array.from({ length: OH }, (_, at) => at * sh + a * dh - top);
  const columns = Array.from({ length: OW }, (_, at) => at * sw + b * dw - left);
  const around = [...paddingAmong("row", rows, H), ...paddingAmong("column", columns, W)];
  return [`${numbered("row", rows)}, ${numbered("column", columns)}`, ...around].join("; ");
}

/**
 * @param {string} noun
 * @param {number[]} places
 * @param {number} size   of the input
 */
function paddingAmong(noun, places, size) {
  const outside = places.filter((place) => place < 0 || place >= size);
  if (!outside.length) return [];
  const which = numbered(noun, outside);
  return [outside.length === 1 ? `${which} is padding` : `${which} are padding`];
}

/**
 * The rows and columns of the outputs that use an input cell; "" if no window reaches it.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 */
export function placesOfUse(model, row, column) {
  const rows = reachedBy(row, model.KH, model.sh, model.dh, model.OH).sort((a, b) => a - b);
  const columns = reachedBy(column, model.KW, model.sw, model.dw, model.OW).sort((a, b) => a - b);
  if (!rows.length || !columns.length) return "";
  return `${numbered("row", rows)}, ${numbered("column", columns)}`;
}

/**
 * The kernel's row and column that a window has on an input cell; null if it has none there.
 *
 * @param {Model} model
 * @param {{i: number, j: number}} position   of the window
 * @param {number} row
 * @param {number} column
 */
export function tapOn(model, { i, j }, row, column) {
  const a = (row - i * model.sh) / model.dh,
    b = (column - j * model.sw) / model.dw;
  const isTap = [
    [a, model.KH],
    [b, model.KW],
  ].every(([at, most]) => Number.isInteger(at) && at >= 0 && at < most);
  return isTap ? { a, b } : null;
}

/**
 * An input value that a weight meets.
 *
 * @param {Model} model
 * @param {number} k
 * @param {number} row
 * @param {number} column
 */
export const valueText = (model, k, row, column) => {
  const value = inputAt(model, k, row, column);
  return value === null ? "0, an added zero" : writeResult(value);
};

/**
 * The values of one row of an output plane that are there, for whoever listens to them.
 *
 * @param {Model} model
 * @param {number} k
 * @param {number} q
 * @param {number} row
 * @param {number} there   how many values of the plane may be seen
 */
export const rowOf = (model, k, q, row, there) =>
  Array.from({ length: model.OW }, (_, column) => column)
    .filter((column) => row * model.OW + column < there)
    .map((column) => outputAt(model, k, q, row, column));
