// The numbers of a comparison as tables: of each side the window of the step, and the planes of a channel.

import { channelsOf, isThere, outputOf, outputsOf, stateOf, weightOf } from "./comparison_model.js";
import { signed, writeResult } from "./number_text.js";
import { inputAt, tapPlace } from "./player_model.js";
import { LARGEST, planeTable, tapTable } from "./tables.js";

/**
 * The output channel that the tables of a side are about: the one at work, if a channel can be in it,
 * else the first that is made from the channel.
 *
 * @param {Track} track
 * @param {State} state
 * @param {number} k
 */
function madeOf(track, state, k) {
  const made = outputsOf(track, k);
  return made.includes(state.n) ? state.n : made[0];
}

/**
 * Whether there are tables of all channels that an output channel is made from; else of one of them.
 *
 * @param {Track} track
 */
export const allInTables = ({ S, PH, PW }) => S * PH * PW <= LARGEST;

/**
 * The taps of a window: channel, place, input, weight and, where they were sent, product and running
 * sum. Null while an input of it is still to be made by the other side.
 *
 * @param {Comparison} comparison
 * @param {State[]} states   what may be seen
 * @param {Track} track
 * @param {{i: number, j: number, n: number}} window
 * @returns {string[][] | null}
 */
export function tapRows(comparison, states, track, { i, j, n }) {
  const { side, T, K, KW, N, OW } = track,
    { products, sums } = track.values;
  const channels = channelsOf(track, n),
    first = ((i * OW + j) * N + n) * T;
  const rows = [];
  for (let t = 0; t < T; t++) {
    const s = Math.floor(t / K),
      k = channels[s];
    const { row, column } = tapPlace(track, { i, j }, t % K);
    if (!isThere(comparison, states, { side, kind: "input", k, n, s, row, column })) return null;
    const value = inputAt(track, k, row, column);
    const weight = weightOf(track, n, s, Math.floor((t % K) / KW), t % KW);
    rows.push([
      String(t + 1),
      String(k),
      signed(row - track.top),
      signed(column - track.left),
      value === null ? "0, padding" : writeResult(value),
      writeResult(weight),
      ...(products ? [writeResult(products[first + t]), writeResult(sums[first + t])] : []),
    ]);
  }
  return rows;
}

/**
 * @param {Comparison} comparison
 * @param {Unit} unit
 * @param {Moment} moment
 * @param {number[]} focus   of each side, the channel that is large
 */
export function tablesOfComparison(comparison, unit, moment, focus) {
  const states = comparison.tracks.map((track) => stateOf(comparison, track, unit, moment));
  return comparison.tracks.flatMap((track) => {
    const { side, title } = track,
      { i, j } = states[side];
    const n = madeOf(track, states[side], focus[side]);
    /**
     * @param {string} kind
     * @param {number} k
     * @param {(row: number, column: number) => string} textAt
     * @returns {(row: number, column: number) => string}
     */
    const ifThere = (kind, k, textAt) => (row, column) =>
      isThere(comparison, states, { side, kind, k, n, s: 0, row, column })
        ? textAt(row, column)
        : "not yet";
    /** @param {number} k */
    const planesOf = (k) => [
      planeTable(
        `${title}, channel ${k}: input`,
        [track.PH, track.PW],
        [-track.top, -track.left],
        ifThere("input", k, (row, column) => {
          const value = inputAt(track, k, row, column);
          return value === null ? "0, padding" : writeResult(value);
        }),
      ),
      planeTable(
        `${title}, filter of output channel ${n} for channel ${k}: weight`,
        [track.KH, track.KW],
        [0, 0],
        (row, column) =>
          writeResult(weightOf(track, n, channelsOf(track, n).indexOf(k), row, column)),
      ),
    ];
    const planes = [
      ...(allInTables(track) ? channelsOf(track, n) : [focus[side]]).flatMap(planesOf),
      planeTable(
        `${title}, output channel ${n}`,
        [track.OH, track.OW],
        [0, 0],
        ifThere("output", focus[side], (row, column) =>
          writeResult(outputOf(track, n, row, column)),
        ),
      ),
    ];
    const taps = tapRows(comparison, states, track, { i, j, n });
    if (!taps) return planes;
    const columns = [
      "tap",
      "channel",
      "row",
      "column",
      "input",
      "weight",
      "product",
      "running sum",
    ];
    return [
      tapTable(
        `${title}, the window of this step, output channel ${n}`,
        columns.slice(0, taps[0].length),
        taps,
      ),
      ...planes,
    ];
  });
}
