// The model of a race: the numbers of both tracks, the moment of each, and how many multiplications
// have been drawn by then. No drawing; all arithmetic is on indices and counts.
//
// A track is one of the two: a model (see model.js) with N filters in G groups, each over S = C / G
// input channels, so with T = S * KH * KW taps a window. Its windows are counted position by
// position, and at one position filter by filter.

import { decode, inputAt, tapPlace } from "./model.js";
import { inFull, multiplied, writeResult, written } from "./number_text.js";

/**
 * Take a race apart into its header and its two tracks.
 *
 * @param {Uint8Array} bytes
 */
export function decodeRace(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let start = 4 + length;
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
 * The clock of both (see timelineOf in model.js).
 *
 * @param {Race} race
 * @returns {Timeline}
 */
export function timelineOfRace({ tracks, inTurn }) {
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
 * @param {Race} race
 * @param {Track} track
 * @param {number} n
 * @param {number} i
 * @param {number} j
 */
export function windowOfRace({ tracks, inTurn }, { side, OW, N }, n, i, j) {
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
 * @param {Race} race
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
 * One moment of the race in words and numbers.
 *
 * @param {Race} race
 * @param {Timeline} timeline
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function describeRace(race, timeline, unit, moment) {
  if (!timeline.windows) return "One of the two has no output, so there is nothing to show.";
  const states = race.tracks.map((track) => stateOf(race, track, unit, moment));
  const { i, j } = states[0];
  const step = `Step ${inFull(timeline.stepOf(unit, moment) + 1)} of ${inFull(timeline.count(unit))}`;
  const sides = race.tracks.map((track, side) => {
    const { n, window, t, works, macs } = states[side];
    const count = `${inFull(macs)} of ${inFull(track.macs)} multiply-accumulates`;
    if (unit === "pixel") return `${track.title}: ${count}`;
    if (!works) return `${track.title} waits for its turn: ${count}`;
    const product =
      unit === "tap" ? `tap ${t + 1} of ${track.T}, ${productOf(track, states[side])}, ` : "";
    const so =
      t < track.T - 1
        ? `running sum ${writeResult(track.values.sums[window * track.T + t])}`
        : `output channel ${n} ${written(outputOf(track, n, i, j))}`;
    return `${track.title}: ${product}${so}, ${count}`;
  });
  const over = timeline.stepOf(unit, moment) === timeline.count(unit) - 1;
  const ends = over && race.header.ends ? ` ${race.header.ends}` : "";
  return `${step}: row ${i}, column ${j}. ${sides.join(". ")}.${ends}`;
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
  const product = written(products[state.window * T + state.t]);
  return `${multiplied(writeResult(value), writeResult(weight))} ${product}`;
}

/** @param {Model} model */
const isPadded = ({ PH, PW, H, W }) => PH > H || PW > W;

/**
 * What is indexed under the window: with padding its places are not those of the input itself.
 *
 * @param {Track} track
 */
const sourceOf = (track) => (isPadded(track) ? "padded" : "input");

/**
 * The index formula of a track in three terms, each a list of pieces: text, or a letter
 * {letter, meaning, of} with what stands below it, the number that it stands for just now.
 *
 * of  "place" (a row or column), "channel" (of the input, and its filters), "made" (the output
 *     channel, where it is no input channel's own), "sum" (the sign, with the letters it runs over),
 *     "what" (what a tensor is: its shape, or that it has padding)
 *
 * @param {Track} track
 * @param {Unit} unit
 * @param {State} state
 */
export function formulaOf(track, unit, state) {
  const { kind, sh, sw, dh, dw, KH, KW, N, G, S, C } = track;
  /** @param {number} count */
  const all = (count) => (count > 1 ? `0\u2026${count - 1}` : "0");
  const byTap = unit === "tap" && state.t >= 0,
    every = unit === "pixel";
  const tap = byTap ? state.t % track.K : null,
    slice = byTap ? Math.floor(state.t / track.K) : null;
  /**
   * @param {string} name
   * @param {string | number} meaning
   * @param {string} of
   */
  const letter = (name, meaning, of) => ({ letter: name, meaning: String(meaning), of });
  const i = letter("i", state.i, "place"),
    j = letter("j", state.j, "place");
  const di = letter("di", tap === null ? all(KH) : Math.floor(tap / KW), "place");
  const dj = letter("dj", tap === null ? all(KW) : tap % KW, "place");
  /**
   * A letter with its factor, unless that is 1.
   *
   * @param {number} count
   * @param {Piece} of
   */
  const times = (count, of) => (count > 1 ? [`${count}\u00b7`, of] : [of]);
  /**
   * @param {Piece} outer
   * @param {number} count
   * @param {Piece} inner
   */
  const mixed = (outer, count, inner) => [outer, count > 1 ? `\u00b7${count}+` : "+", inner];
  const index = [
    ...times(sh, i),
    "+",
    ...times(dh, di),
    ", ",
    ...times(sw, j),
    "+",
    ...times(dw, dj),
  ];
  /** @param {any} parts */
  const terms = ({ output, over, at, channel, weight }) => [
    ["output[0, ", i, ", ", j, ", ", ...output, "] = ", letter("\u03a3", over, "sum")],
    [
      isPadded(track) ? letter("padded[0, ", "input + padding", "what") : "input[0, ",
      ...at,
      ", ",
      ...channel,
      "]",
    ],
    [" \u00b7 ", letter("filter[", `(${track.filter.join(", ")})`, "what"), ...weight, "]"],
  ];
  if (kind === "depthwise") {
    const M = N / C;
    const k = letter("k", every ? all(C) : state.g, "channel");
    const q = letter("q", every ? all(M) : state.n % M, "channel");
    return terms({
      output: mixed(k, M, q),
      over: "di, dj",
      at: index,
      channel: [k],
      weight: [di, ", ", dj, ", ", k, ", ", q],
    });
  }
  const k = letter("k", every ? all(N) : state.n, "made");
  const q = letter("q", slice === null ? all(S) : slice, "channel");
  const g = letter("g", every ? all(G) : state.g, "channel");
  const channel = G === 1 ? [q] : S === 1 ? [g] : mixed(g, S, q);
  const depth = S === 1 && G > 1 ? "0" : q;
  if (kind === "pointwise") {
    return terms({
      output: [k],
      over: "q",
      at: [i, ", ", j],
      channel,
      weight: ["0, 0, ", depth, ", ", k],
    });
  }
  const over = depth === q ? "di, dj, q" : "di, dj";
  return terms({
    output: [k],
    over,
    at: index,
    channel,
    weight: [di, ", ", dj, ", ", depth, ", ", k],
  });
}

/**
 * How to read the picture, in two sentences.
 *
 * @param {Race} race
 */
export function readingOf({ tracks: [left], feeds }) {
  const rows = "A row is an input channel. A column of filter slices makes one output channel. ";
  if (feeds) return `${rows}The outputs of the left side are the inputs of the right side.`;
  if (left.C > 1) return `${rows}Both sides have the same input and the same number of outputs.`;
  return `${rows}With one channel there is nothing to add up, so both sides are the same.`;
}

/**
 * What the formula's letters mean: k and q are not the same in the two.
 *
 * @param {Track} track
 */
export function legendOf({ kind, G, S }) {
  if (kind === "depthwise") return "k is the input channel, q its filter";
  if (G === 1) return "k is the output channel, q the input channel";
  return `k is the output channel, g is its group${S > 1 ? ", q is the channel in the group" : " of one channel"}`;
}

/**
 * Whether the value of a cell may be seen: an output once it is made, and where the right side
 * takes the left one's outputs, an input of it as well.
 *
 * @param {Race} race
 * @param {State[]} states
 * @param {RaceCell} cell
 */
export function isThere({ tracks, feeds }, states, { side, kind, k, n, row, column }) {
  if (kind === "output")
    return row * tracks[side].OW + column < revealedOf(tracks[side], states[side], n);
  const made = kind === "input" && feeds && side > 0;
  return !made || row * tracks[side].PW + column < revealedOf(tracks[0], states[0], k);
}

/**
 * What the pointer is on: a title and a line or two.
 *
 * @param {Race} race
 * @param {State[]} states
 * @param {RaceCell} cell
 */
export function describeCellOfRace(race, states, cell) {
  const { side, kind, k, n, s, row, column } = cell,
    track = race.tracks[side];
  if (kind === "output") {
    const value = isThere(race, states, cell)
      ? written(outputOf(track, n, row, column))
      : "not computed yet";
    const [first, ...more] = channelsOf(track, n);
    const from = more.length ? `channels ${first} to ${more.at(-1)}` : `channel ${first} alone`;
    return [
      `output[0, ${row}, ${column}, ${n}] ${value}`,
      `a sum over ${from}`,
      "click to go there",
    ];
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
  const valueText = isThere(race, states, cell)
    ? `= ${writeResult(value ?? 0)}`
    : "not computed yet";
  const title = `${sourceOf(track)}[0, ${row}, ${column}, ${k}] ${valueText}`;
  if (!isPadded(track)) return [title, used];
  const own = `input[0, ${row - track.top}, ${column - track.left}, ${k}]`;
  return [
    title,
    value === null ? "padding, not part of the input" : `without padding: ${own}`,
    used,
  ];
}
