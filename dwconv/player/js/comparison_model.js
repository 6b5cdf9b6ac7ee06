// The model of a comparison: the numbers of both tracks, the moment of each, and how many multiplications
// have been drawn by then. No drawing; all arithmetic is on indices and counts.
//
// A track is one of the two: a model (see player_model.js) with N filters in G groups, each over S = C / G
// input channels, so with T = S * KH * KW taps a window. Its windows are counted position by
// position, and at one position filter by filter.

import { readHeader } from "./header_and_bytes.js";
import { decode, inputAt, tapPlace } from "./player_model.js";

/**
 * Take a comparison apart into its header and its two tracks.
 *
 * @param {Uint8Array} bytes
 */
export function decodeComparison(bytes) {
  let [header, start] = readHeader(bytes);
  const tracks = header.tracks.map((/** @type {any} */ description, /** @type {number} */ side) => {
    const model = decode(bytes.subarray(start, start + description.length));
    start += description.length;
    const { filters: N, groups: G } = model.header;
    const S = model.C / G,
      K = model.KH * model.KW;
    return {
      ...model,
      ...description,
      side,
      N,
      G,
      S,
      K,
      T: S * K,
      windows: model.OH * model.OW * N,
    };
  });
  // the right one may take the left one's output
  return {
    header,
    tracks,
    inTurn: header.order === "in turn",
    feeds: tracks[1].kind === "pointwise",
  };
}

/**
 * The clock of both (see timelineOf in player_model.js).
 *
 * @param {Comparison} comparison
 * @returns {Timeline}
 */
export function timelineOfComparison({ tracks, inTurn }) {
  const [left, right] = tracks;
  const positions = left.OH * left.OW;
  // taps of each window at one position, in the order of the clock
  /** @type {number[]} */
  const taps = inTurn
    ? [...Array(left.N).fill(left.T), ...Array(right.N).fill(right.T)]
    : Array(left.N).fill(Math.max(left.T, right.T));
  const starts = [0];
  let all = 0; // taps at one position
  for (const count of taps) {
    all += count;
    starts.push(all);
  }
  const round = taps.length;
  return {
    windows: left.windows && right.windows ? positions * round : 0,
    rows: left.OH,
    taps: left.header.taps && right.header.taps,
    whyNoTaps: left.header.why_no_taps || right.header.why_no_taps,
    count: (unit) => positions * { tap: all, window: round, pixel: 1 }[unit],
    stepOf(unit, { w, t }) {
      const position = Math.floor(w / round);
      return { tap: position * all + starts[w % round] + t, window: w, pixel: position }[unit];
    },
    momentAt(unit, step) {
      if (unit === "window") return { w: step, t: 0 };
      if (unit === "pixel") return { w: step * round, t: 0 };
      const position = Math.floor(step / all),
        rest = step % all;
      const at = starts.findLastIndex((start) => start <= rest);
      return { w: position * round + at, t: rest - starts[at] };
    },
    lastTap: (w) => taps[w % round] - 1,
  };
}

/**
 * The clock's window at which a track makes an output value.
 *
 * @param {Comparison} comparison
 * @param {Track} track
 * @param {number} n
 * @param {number} i
 * @param {number} j
 */
export function windowOfComparison({ tracks, inTurn }, { side, OW, N }, n, i, j) {
  const [left, right] = tracks,
    position = i * OW + j;
  if (!inTurn) return position * N + n;
  return position * (left.N + right.N) + (side ? left.N : 0) + n;
}

/**
 * Where a track is at a moment of the clock.
 *
 * i, j, n  the output value that it is at; `window` counts it
 * t        the last tap that is drawn of it
 * works    false while it waits for the other one
 * done     the last window whose value is there
 * macs     multiplications drawn so far, `real` those of them that meet the input
 *
 * @param {Comparison} comparison
 * @param {Track} track
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function stateOf({ tracks, inTurn }, track, unit, { w, t }) {
  const { N, T, OW, side } = track;
  const round = inTurn ? tracks[0].N + tracks[1].N : N;
  const position = Math.floor(w / round),
    at = w % round;
  let n = inTurn && side ? at - tracks[0].N : at,
    last = unit === "tap" ? Math.min(t, T - 1) : T - 1;
  let works = !(unit === "tap" && t > last);
  if (unit === "pixel") [n, last, works] = [N - 1, T - 1, true];
  else if (n < 0)
    [n, last, works] = [0, -1, false]; // its turn is still to come
  else if (n >= N) [n, last, works] = [N - 1, T - 1, false]; // its turn is over
  const window = position * N + n,
    whole = last === T - 1;
  const place = { i: Math.floor(position / OW), j: position % OW };
  return {
    ...place,
    n,
    g: Math.floor((n * track.G) / N),
    window,
    t: last,
    works,
    done: whole ? window : window - 1,
    macs: window * T + last + 1,
    real: realMacs(track, place, n, last),
  };
}

/**
 * Of the multiplications up to a tap, those that meet the input rather than padding.
 *
 * @param {Track} track
 * @param {{i: number, j: number}} position
 * @param {number} n
 * @param {number} last
 */
function realMacs(track, { i, j }, n, last) {
  const {
    N,
    S,
    K,
    header: {
      real: [rows, columns],
    },
  } = track;
  /**
   * @param {number[]} counts
   * @param {number} [end]
   */
  const sum = (counts, end = counts.length) =>
    counts.slice(0, end).reduce((total, count) => total + count, 0);
  if (i === rows.length) return sum(rows) * sum(columns) * S * N;
  const before = sum(rows, i) * sum(columns) + rows[i] * sum(columns, j);
  let count = before * S * N + n * S * rows[i] * columns[j];
  count += Math.floor((last + 1) / K) * rows[i] * columns[j];
  for (let t = 0; t < (last + 1) % K; t++) {
    const { row, column } = tapPlace(track, { i, j }, t);
    if (inputAt(track, 0, row, column) !== null) count += 1;
  }
  return count;
}

/**
 * Of all multiplications of a track, those that meet the input rather than padding.
 *
 * @param {Track} track
 */
export const realMacsOf = (track) => realMacs(track, { i: track.OH, j: 0 }, 0, -1);

/**
 * How many values of output plane n are there.
 *
 * @param {Track} track
 * @param {State} state
 * @param {number} n
 */
export const revealedOf = ({ N }, { done }, n) => Math.floor((done - n) / N) + 1;

/**
 * A weight of filter n: slice s of it, kernel row a, column b.
 *
 * @param {Track} track
 * @param {number} n
 * @param {number} s
 * @param {number} a
 * @param {number} b
 */
export const weightOf = ({ values, S, KH, KW }, n, s, a, b) =>
  values.filter[((n * S + s) * KH + a) * KW + b];

/**
 * An output value.
 *
 * @param {Track} track
 * @param {number} n
 * @param {number} i
 * @param {number} j
 */
export const outputOf = ({ values, OH, OW }, n, i, j) => values.output[(n * OH + i) * OW + j];

/**
 * Which input channels filter n meets.
 *
 * @param {Track} track
 * @param {number} n
 */
export function channelsOf({ N, G, S }, n) {
  const first = Math.floor((n * G) / N) * S;
  return Array.from({ length: S }, (_, s) => first + s);
}

/**
 * Which filters meet an input channel.
 *
 * @param {Track} track
 * @param {number} k
 */
export function outputsOf({ N, G, S }, k) {
  const count = N / G,
    first = Math.floor(k / S) * count;
  return Array.from({ length: count }, (_, at) => first + at);
}

/**
 * The input channel of the last tap that is drawn of a state.
 *
 * @param {Track} track
 * @param {State} state
 */
export const laneOf = (track, { n, t }) =>
  channelsOf(track, n)[Math.max(0, Math.floor(t / track.K))];

/**
 * Whether the value of a cell may be seen: an output once it is made, and where the right side
 * takes the left one's outputs, an input of it as well.
 *
 * @param {Comparison} comparison
 * @param {State[]} states
 * @param {ComparisonCell} cell
 */
export function isThere({ tracks, feeds }, states, { side, kind, k, n, row, column }) {
  if (kind === "output")
    return row * tracks[side].OW + column < revealedOf(tracks[side], states[side], n);
  const made = kind === "input" && feeds && side > 0;
  return !made || row * tracks[side].PW + column < revealedOf(tracks[0], states[0], k);
}
