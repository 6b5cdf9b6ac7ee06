// Words for screen readers about a race: what stands side by side, what a cell holds and meets.

import { inputAt, tapPlace } from "./model.js";
import { counted, numbered, writeResult, written } from "./number_text.js";
import { channelsOf, isThere, outputOf, outputsOf, weightOf } from "./race_model.js";
import { describeCellOfRace } from "./race_sentences.js";
import { inputAloud, onIt, placesMet, placesOfUse, tapOn, valueText } from "./speech.js";

/**
 * What stands side by side, for whoever comes to it without seeing it.
 *
 * @param {Race} race
 */
export function summaryOfRace({ tracks }) {
  const sides = tracks.map(
    ({ title, macs, H, W, C, KH, KW, OH, OW, N }) =>
      `${title}: ${counted(C, "{n} channel", "{n} channels")} of ${H} by ${W}, kernel ${KH} by ${KW}, ` +
      `${counted(N, "{n} output channel", "{n} output channels")} of ${OH} by ${OW}, ${counted(macs, "{n} multiply-accumulate", "{n} multiply-accumulates")}`,
  );
  return `${sides.join(". ")}. Press question mark for the keys and for the numbers as tables.`;
}

/**
 * A cell in full: what it is, its value, and what it is used for or made from.
 *
 * @param {Race} race
 * @param {Unit} unit
 * @param {State[]} states   of them no more is said than may be seen
 * @param {RaceCell} cell
 */
export function describeCellOfRaceAloud(race, unit, states, cell) {
  const { side, kind, k, n, s, row, column } = cell;
  const track = race.tracks[side],
    state = states[side];
  if (kind === "output") {
    const value = isThere(race, states, cell)
      ? ` ${written(outputOf(track, n, row, column))}`
      : ": not computed yet";
    const [, from] = describeCellOfRace(race, states, cell);
    return `Output, row ${row}, column ${column}, channel ${n}${value}, ${from}. Press Enter to go there.`;
  }
  if (kind === "slice") {
    const shown = `Weight, row ${row}, column ${column}, channel ${k}, for output channel ${n} = ${writeResult(weightOf(track, n, s, row, column))}`;
    const meets = `Multiplied by the input in ${placesMet(track, row, column)}`;
    const now = tapPlace(track, state, row * track.KW + column);
    if (!state.works || !isThere(race, states, { ...cell, kind: "input", ...now }))
      return `${shown}. ${meets}.`;
    return `${shown}. ${meets}. In the window of this step: input ${valueText(track, k, now.row, now.column)}.`;
  }
  const shown =
    isThere(race, states, cell) || inputAt(track, k, row, column) === null
      ? inputAloud(track, k, row, column)
      : inputAloud(track, k, row, column).replace(/ = .*/, ": not computed yet");
  const places = placesOfUse(track, row, column);
  if (!places) return `${shown}. No window reaches it.`;
  const used = `${shown}. Used for ${numbered("output channel", outputsOf(track, k))}, in ${places}`;
  const at = unit === "pixel" ? n : state.n,
    slice = channelsOf(track, at).indexOf(k);
  const tap = tapOn(track, state, row, column);
  if (!tap || !state.works || slice < 0) return `${used}.`;
  const weight = writeResult(weightOf(track, at, slice, tap.a, tap.b));
  return `${used}. ${onIt("weight", [weight], tap)}, for output channel ${at}.`;
}
