// Which plane lies beside, above and below another one: the order in which the cell cursor visits them.

import { channelsOf, outputsOf } from "./comparison_model.js";
import { placeOf, tapPlace } from "./player_model.js";

/**
 * The planes of a player: a row for each filter, its input, its weights, its output.
 *
 * @param {Model} model
 * @param {Moment | null} [moment]   of the step; null where it is not to be told
 * @param {Unit} [unit]
 * @returns {PlaneOrder<Cell>}
 */
export const orderOfPlayer = (model, moment = null, unit = "window") => ({
  kinds: ["input", "filter", "output"],
  sizeOf: ({ kind }) => sizeIn(model, kind),
  beyond: () => null,
  below(cell, by) {
    const { kind, k, q } = cell;
    const planes = kind === "input" ? 1 : model.M;
    const at = k * planes + (kind === "input" ? 0 : q) + by;
    if (at < 0 || at >= model.C * planes) return null;
    return { ...cell, k: Math.floor(at / planes), q: kind === "input" ? q : at % planes };
  },
  atStep(cell) {
    if (!moment) return cell;
    const { i, j, k, q } = placeOf(model, moment.w);
    const place = placeAtWork(model, { i, j }, moment.t, cell.kind);
    return { ...cell, ...(unit === "pixel" ? {} : { k, q }), ...place };
  },
});

/**
 * The row and column of a plane that a tap of a window is about.
 *
 * @param {Model} model
 * @param {{i: number, j: number}} position   of the window
 * @param {number} t
 * @param {string} kind
 */
function placeAtWork(model, position, t, kind) {
  if (kind === "input") return tapPlace(model, position, t);
  if (kind === "output") return { row: position.i, column: position.j };
  return { row: Math.floor(t / model.KW), column: t % model.KW };
}

/**
 * The planes of a comparison: those of the left side, then those of the right side. Of every cell, `k` is
 * an input channel, `n` an output channel that is made from it, `s` the slice of n's filter for k.
 *
 * @param {Comparison} comparison
 * @param {State[]} states   of the sides, at the step
 * @param {Unit} unit
 * @returns {PlaneOrder<ComparisonCell>}
 */
export const orderOfComparison = ({ tracks, feeds }, states, unit) => ({
  kinds: ["input", "slice", "output"],
  sizeOf: ({ side, kind }) => sizeIn(tracks[side], kind),
  beyond(cell, by) {
    const side = cell.side + by;
    if (side < 0 || side >= tracks.length) return null;
    // the right input is the left output, or the same as the left input
    if (by > 0)
      return madeFrom(tracks[side], { ...cell, side, kind: "input" }, feeds ? cell.n : cell.k);
    const next = { ...cell, side, kind: "output" };
    return feeds ? makes(tracks[side], next, cell.k, 0) : madeFrom(tracks[side], next, cell.k);
  },
  below(cell, by) {
    const track = tracks[cell.side],
      { C, N, S } = track;
    if (cell.kind === "input") {
      const k = cell.k + by;
      return k < 0 || k >= C ? null : madeFrom(track, cell, k);
    }
    const at = cell.kind === "slice" ? cell.n * S + cell.s + by : (cell.n + by) * S + cell.s;
    return at < 0 || at >= N * S ? null : makes(track, cell, Math.floor(at / S), at % S);
  },
  atStep(cell) {
    const track = tracks[cell.side],
      state = states[cell.side];
    const t = unit === "tap" ? Math.max(state.t, 0) : 0;
    const at = { ...cell, ...placeAtWork(track, state, t % track.K, cell.kind) };
    return unit === "pixel" ? at : makes(track, at, state.n, Math.floor(t / track.K));
  },
});

/**
 * A cell of input channel k, with an output channel that is made from it: the same one if it can be.
 *
 * @param {Track} track
 * @param {ComparisonCell} cell
 * @param {number} k
 */
function madeFrom(track, cell, k) {
  const made = outputsOf(track, k),
    n = made.includes(cell.n) ? cell.n : made[0];
  return { ...cell, k, n, s: channelsOf(track, n).indexOf(k) };
}

/**
 * A cell of output channel n, with slice s of its filter and the input channel that this meets.
 *
 * @param {Track} track
 * @param {ComparisonCell} cell
 * @param {number} n
 * @param {number} s
 */
const makes = (track, cell, n, s) => ({ ...cell, n, s, k: channelsOf(track, n)[s] });

/**
 * Rows and columns of a plane; the input's with its padding.
 *
 * @param {Model} model
 * @param {string} kind
 * @returns {[number, number]}
 */
function sizeIn({ PH, PW, KH, KW, OH, OW }, kind) {
  if (kind === "input") return [PH, PW];
  return kind === "output" ? [OH, OW] : [KH, KW];
}
