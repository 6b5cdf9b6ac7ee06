// What a comparison says in words and numbers: of a moment, of a cell, of how to read the picture.

import { isPadded } from "./comparison_formula.js";
import {
  channelsOf,
  isThere,
  laneOf,
  outputOf,
  outputsOf,
  stateOf,
  weightOf,
} from "./comparison_model.js";
import {
  inFull,
  listed,
  multiplied,
  numbered,
  signed,
  withEquals,
  writeResult,
} from "./number_text.js";
import { inputAt, tapPlace } from "./player_model.js";
import { nothingToShow } from "./sentences.js";
import { productsByRow } from "./window_sentence.js";

/**
 * One moment of the comparison in words and numbers: what both sides have in common once, then each side,
 * then how much is done.
 *
 * @param {Comparison} comparison
 * @param {Timeline} timeline
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function describeMomentOfComparison(comparison, timeline, unit, moment) {
  if (!timeline.windows) return nothingToShow("One of the two");
  const { tracks } = comparison;
  const states = tracks.map((track) => stateOf(comparison, track, unit, moment));
  const [{ i, j, n }] = states;
  const step = `Step ${inFull(timeline.stepOf(unit, moment) + 1)} of ${inFull(timeline.count(unit))}`;
  const counts = tracks.map(({ macs }, side) => `${inFull(states[side].macs)} of ${inFull(macs)}`);
  const over = timeline.stepOf(unit, moment) === timeline.count(unit) - 1;
  const { ends_heard } = comparison.header;
  const ends = over && ends_heard ? [`In all: ${ends_heard}.`] : [];
  if (unit === "pixel") {
    const sides = tracks.map(
      ({ title }, side) => `${title}: ${counts[side]} multiply-accumulates.`,
    );
    return [`${step}: output row ${i}, column ${j}.`, ...sides, ...ends].join(" ");
  }
  const one = states.every((state) => state.works && state.n === n);
  const channel = one ? `, channel ${n}` : "";
  const sides = tracks.map((track, side) => describeSide(track, states[side], unit, one));
  const done = `So far ${listed(counts)} MACs.`;
  return [`${step}: output row ${i}, column ${j}${channel}.`, ...sides, done, ...ends].join(" ");
}

/**
 * What one side of a comparison does at a step, in sentences.
 *
 * @param {Track} track
 * @param {State} state
 * @param {Unit} unit
 * @param {boolean} named   whether it is said already which output channel it makes
 */
function describeSide(track, state, unit, named) {
  const { title, T } = track,
    { n, window, t, works, i, j } = state;
  if (!works) return `${title} waits for its turn.`;
  const tap =
    unit === "tap"
      ? `tap ${t + 1} of ${T}, ${placeOfTap(track, state)}${productOf(track, state)}, `
      : "";
  if (t < T - 1) {
    const channel = named ? "" : `output channel ${n}, `;
    return `${title}: ${channel}${tap}running sum ${writeResult(track.values.sums[window * T + t])}.`;
  }
  const value = `${named ? "value" : `output channel ${n}`} ${withEquals(outputOf(track, n, i, j))}`;
  return unit === "tap"
    ? `${title}: ${tap}${value}, ${sumOver(track, n)}.`
    : `${title}: ${value}, ${addedIn(track, state)}.`;
}

/**
 * Which value the last tap of a state takes: "input channel 1, row \u22121, column 0, padding, ". A kernel of
 * 1 by 1 has its row and column from the output.
 *
 * @param {Track} track
 * @param {State} state
 */
function placeOfTap(track, state) {
  const place = tapPlace(track, state, state.t % track.K);
  const row = place.row - track.top,
    column = place.column - track.left;
  const k = laneOf(track, state);
  const at = track.K > 1 || row !== state.i || column !== state.j;
  return [
    `input channel ${k}`,
    ...(at ? [`row ${signed(row)}, column ${signed(column)}`] : []),
    ...(inputAt(track, k, place.row, place.column) === null ? ["padding"] : []),
    "",
  ].join(", ");
}

/**
 * What a step comes to on each side; "" where one of them waits, or it has more than one value.
 *
 * @param {Comparison} comparison
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function resultsOfComparison(comparison, unit, moment) {
  const states = comparison.tracks.map((track) => stateOf(comparison, track, unit, moment));
  if (unit !== "window" || states.some(({ works }) => !works)) return "";
  const [left, right] = states.map(({ n, i, j }, side) =>
    writeResult(outputOf(comparison.tracks[side], n, i, j)),
  );
  return `outputs ${left} on the left and ${right} on the right`;
}

/**
 * Which input channels an output channel is made from.
 *
 * @param {Track} track
 * @param {number} n
 */
function sumOver(track, n) {
  const channels = channelsOf(track, n);
  return channels.length > 1
    ? `a sum over ${numbered("channel", channels)}`
    : `from channel ${channels[0]} alone`;
}

/** The most products or channels of a window that are said one by one. */
const MOST_SAID = 9;

/**
 * What a window's value is added up from, for whoever checks it by ear: the channels, and with them its
 * products row by row where they are few, else what each channel gives; the channels alone where even
 * those are many, or were not kept.
 *
 * @param {Track} track
 * @param {{window: number, n: number, i: number, j: number}} state
 */
export function addedIn(track, { window, n, i, j }) {
  const { T, S, K } = track,
    { products, channel_sums } = track.values;
  const channels = channelsOf(track, n);
  if (!products || !channel_sums || T === 1) return sumOver(track, n);
  if (T <= MOST_SAID && K > 1) {
    const each = channels.map((k, s) => {
      const productAt = (/** @type {number} */ t) => products[window * T + s * K + t];
      const rows = productsByRow(track, { i, j, k }, productAt);
      return S > 1 ? `channel ${k}, ${rows}` : rows;
    });
    return `${sumOver(track, n)}. Products: ${each.join("; ")}`;
  }
  if (S === 1 || S > MOST_SAID) return sumOver(track, n);
  const sums = channels.map((_, s) => sumOfChannel(track, { window, t: T - 1 }, s));
  return `the sum of ${listed(sums)} from ${numbered("channel", channels)}`;
}

/**
 * What is multiplied at the last tap of a state and what it comes to: "26\u00b7(\u22122) = \u221252".
 *
 * @param {Track} track
 * @param {State} state
 */
export function productOf(track, state) {
  const {
    T,
    K,
    KW,
    values: { products },
  } = track;
  const s = Math.floor(state.t / K),
    t = state.t % K;
  const { row, column } = tapPlace(track, state, t);
  const value = inputAt(track, laneOf(track, state), row, column) ?? 0;
  const weight = weightOf(track, state.n, s, Math.floor(t / KW), t % KW);
  const product = withEquals(products[state.window * T + state.t]);
  return `${multiplied(writeResult(value), writeResult(weight))} ${product}`;
}

/**
 * How to read the picture, in a few short sentences.
 *
 * @param {Comparison} comparison
 */
export function howToRead({ tracks: [left, right], feeds }) {
  const rows = "Each row is an input channel. Each column of filters makes one output channel. ";
  if (feeds) return `${rows}The outputs of the left side are the inputs of the right side.`;
  if (right.S > 1)
    return (
      "Each row is an input channel, each column of filters makes one output channel. Depthwise never adds " +
      "channels; conv2d does. The marked filters are the same on both sides."
    );
  if (left.C > 1) return `${rows}With as many groups as channels, both sides have the same slices.`;
  return `${rows}With one channel there is nothing to add up, so both sides are the same.`;
}

/**
 * What stands below the products of a window's channel `s`: the sum of this channel's products alone,
 * once the step has added them all.
 *
 * @param {Track} track
 * @param {{window: number, t: number}} state
 * @param {number} s
 */
export function sumOfChannel({ K, S, values }, { window, t }, s) {
  if (t < s * K + K - 1) return "";
  return writeResult(/** @type {Float32Array} */ (values.channel_sums)[window * S + s]);
}

/**
 * Which block of the right side's products is all that the left side adds up: it has the same weights
 * and the same window; -1 where there is none, or where it is not complete.
 *
 * @param {Comparison} comparison
 * @param {State} state  of the right side
 */
export function sharedBlock({ tracks: [left, right], feeds }, { n, t }) {
  if (feeds || right.S === 1) return -1;
  const s = channelsOf(right, n).indexOf(channelsOf(left, n)[0]);
  return t >= (s + 1) * right.K - 1 ? s : -1;
}

/**
 * What is indexed under the window: with padding its places are not those of the input itself.
 *
 * @param {Track} track
 */
const nameOfInput = (track) => (isPadded(track) ? "padded" : "input");

/**
 * What the pointer is on: a title and a line or two.
 *
 * @param {Comparison} comparison
 * @param {State[]} states
 * @param {ComparisonCell} cell
 */
export function describeCellOfComparison(comparison, states, cell) {
  const { side, kind, k, n, s, row, column } = cell,
    track = comparison.tracks[side];
  if (kind === "output") {
    const value = isThere(comparison, states, cell)
      ? withEquals(outputOf(track, n, row, column))
      : "not computed yet";
    return [`output[0, ${row}, ${column}, ${n}] ${value}`, sumOver(track, n), "click to go there"];
  }
  if (kind === "slice") {
    const value = writeResult(weightOf(track, n, s, row, column));
    const at = track.kind === "depthwise" ? [k, n % (track.N / track.C)] : [s, n];
    return [
      `filter[${[row, column, ...at].join(", ")}] = ${value}`,
      `is multiplied by channel ${k}, for output ${n}`,
    ];
  }
  const value = inputAt(track, k, row, column);
  const [first, ...more] = outputsOf(track, k);
  const [rows, columns] = track.header.reached;
  const using = more.length
    ? `outputs ${first} to ${more.at(-1)} use it`
    : `output ${first} uses it`;
  const used = rows[row] && columns[column] ? using : "no window reaches it";
  const valueText = isThere(comparison, states, cell)
    ? `= ${writeResult(value ?? 0)}`
    : "not computed yet";
  const title = `${nameOfInput(track)}[0, ${row}, ${column}, ${k}] ${valueText}`;
  if (!isPadded(track)) return [title, used];
  const own = `input[0, ${row - track.top}, ${column - track.left}, ${k}]`;
  return [
    title,
    value === null ? "padding, not part of the input" : `without padding: ${own}`,
    used,
  ];
}
