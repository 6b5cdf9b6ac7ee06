// Words for screen readers about a comparison: what stands side by side, what a cell holds and meets.

import { channelsOf, isThere, outputOf, outputsOf, weightOf } from "./comparison_model.js";
import { describeCellOfComparison } from "./comparison_sentences.js";
import { counted, inFull, numbered, writeResult, written } from "./number_text.js";
import { inputAt, tapPlace } from "./player_model.js";
import {
  changesIn,
  inputAloud,
  meaningsOf,
  onIt,
  placesMet,
  placesOfUse,
  sizesOfWindow,
  spoken,
  tapOn,
  valueText,
} from "./speech.js";

/**
 * What stands side by side, for whoever comes to it without seeing it.
 *
 * @param {Comparison} comparison
 */
export function summaryOfComparison({ tracks, header: { ends } }) {
  const sides = tracks.map(
    ({ title, macs, H, W, C, KH, KW, OH, OW, N }, side) =>
      `${SIDES[side].name}: ${title}: ${counted(C, "{n} channel", "{n} channels")} of ${H} by ${W}, kernel ${KH} by ${KW}, ` +
      `${counted(N, "{n} output channel", "{n} output channels")} of ${OH} by ${OW}, ${counted(macs, "{n} multiply-accumulate", "{n} multiply-accumulates")}`,
  );
  const conclusion = ends ? ` In all: ${ends}.` : "";
  return spoken(`${sides.join(". ")}.${conclusion} ${MAC}`);
}

const MAC = "A multiply-accumulate is one multiplication whose product is added to a sum.";

/**
 * What is another size than before: what it is now, and what it was.
 *
 * @param {Comparison} before
 * @param {Comparison} now
 * @param {(comparison: Comparison) => number} countSteps
 */
export function changeOfComparison(before, now, countSteps) {
  /**
   * @param {Comparison} comparison
   * @returns {import("./speech.js").NamedSize[]}
   */
  const namedSizes = (comparison) => [
    ...comparison.tracks.map(
      ({ title }, side) =>
        /** @type {import("./speech.js").NamedSize} */ ([
          SIDES[side].side,
          comparison.feeds && side ? `“${title}”, the pointwise step` : `“${title}”`,
        ]),
    ),
    ...sizesOfWindow(comparison.tracks[0]),
    ...comparison.tracks.flatMap(({ N, macs }, side) => [
      /** @type {import("./speech.js").NamedSize} */ ([SIDES[side].outputs, inFull(N)]),
      /** @type {import("./speech.js").NamedSize} */ ([SIDES[side].macs, inFull(macs)]),
    ]),
    ["steps", inFull(countSteps(comparison))],
  ];
  const [was] = before.tracks,
    [is] = now.tracks;
  const { ends } = now.header;
  const conclusion = ends && ends !== before.header.ends ? [`In all: ${ends}.`] : [];
  const changes = changesIn(namedSizes(before), namedSizes(now));
  return [changes, ...meaningsOf(was, is), ...conclusion].join(" ");
}

const SIDES = [
  {
    name: "Left",
    side: "left side",
    outputs: "output channels on the left",
    macs: "multiply-accumulates on the left",
  },
  {
    name: "Right",
    side: "right side",
    outputs: "output channels on the right",
    macs: "multiply-accumulates on the right",
  },
];

/**
 * A cell in full: what it is, its value, and what it is used for or made from.
 *
 * @param {Comparison} comparison
 * @param {Unit} unit
 * @param {State[]} states   of them no more is said than may be seen
 * @param {ComparisonCell} cell
 */
export function describeCellOfComparisonAloud(comparison, unit, states, cell) {
  const { side, kind, k, n, s, row, column } = cell;
  const track = comparison.tracks[side],
    state = states[side];
  if (kind === "output") {
    const value = isThere(comparison, states, cell)
      ? ` ${written(outputOf(track, n, row, column))}`
      : ": not computed yet";
    const [, from] = describeCellOfComparison(comparison, states, cell);
    return `Output, row ${row}, column ${column}, channel ${n}${value}, ${from}. Press Enter to go there.`;
  }
  if (kind === "slice") {
    const shown = `Weight, row ${row}, column ${column}, channel ${k}, for output channel ${n} = ${writeResult(weightOf(track, n, s, row, column))}`;
    const meets = `Multiplied by the input in ${placesMet(track, row, column)}`;
    const now = tapPlace(track, state, row * track.KW + column);
    if (!state.works || !isThere(comparison, states, { ...cell, kind: "input", ...now }))
      return `${shown}. ${meets}.`;
    return `${shown}. ${meets}. In the window of this step: input ${valueText(track, k, now.row, now.column)}.`;
  }
  const shown =
    isThere(comparison, states, cell) || inputAt(track, k, row, column) === null
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
