// Words for screen readers about a comparison: what stands side by side, what a cell holds and meets.

import { channelsOf, isThere, outputOf, outputsOf, weightOf } from "./comparison_model.js";
import { describeCellOfComparison } from "./comparison_sentences.js";
import { allInTables } from "./comparison_tables.js";
import { counted, inFull, numbered, withEquals, writeResult } from "./number_text.js";
import { rowByRow } from "./planes_aloud.js";
import { inputAt, tapPlace } from "./player_model.js";
import {
  changesIn,
  inputAloud,
  meaningsOf,
  onIt,
  placesMet,
  placesOfUse,
  sizesOfWindow,
  tapOn,
  UNUSED,
  valueText,
} from "./speech.js";
import { spoken } from "./spoken.js";

/**
 * What stands side by side, for whoever comes to it without seeing it: both sides, and what they have in common.
 *
 * @param {Comparison} comparison
 * @returns {[sides: string, rules: string]}
 */
export function summaryOfComparison({ tracks, feeds, header: { ends_heard } }) {
  const sides = tracks.map(
    ({ title, macs, H, W, C, KH, KW, OH, OW, N }, side) =>
      `${SIDES[side].name}: ${title}: ${counted(C, "{n} channel", "{n} channels")} of ${H} by ${W}, kernel ${KH} by ${KW}, ` +
      `${counted(N, "{n} output channel", "{n} output channels")} of ${OH} by ${OW}, ${counted(macs, "{n} multiply-accumulate", "{n} multiply-accumulates")}`,
  );
  const conclusion = ends_heard ? ` In all: ${ends_heard}.` : "";
  const [left, right] = tracks;
  const same = !feeds && right.S > 1 && left.C > 1 ? ` ${SAME_PART}` : "";
  return [spoken(`${sides.join(". ")}.${conclusion}`), `${MAC}${same}`];
}

const MAC =
  "A multiply-accumulate, MAC for short, is one multiplication whose product is added to a sum.";
const SAME_PART =
  "For the channel that the left side adds up, conv2d has the same weights, so what that channel gives " +
  "is the left value. What the other channels give is added to it. Question mark has these weights and channels as tables.";

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
  const { ends_heard } = now.header;
  const conclusion =
    ends_heard && ends_heard !== before.header.ends_heard ? [`In all: ${ends_heard}.`] : [];
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
      ? ` ${withEquals(outputOf(track, n, row, column))}`
      : ": not computed yet";
    const [, from] = describeCellOfComparison(comparison, states, cell);
    return `Output, row ${row}, column ${column}, channel ${n}${value}, ${from}.`;
  }
  if (kind === "slice") {
    const shown = `Weight, row ${row}, column ${column}, channel ${k}, for output channel ${n} = ${writeResult(weightOf(track, n, s, row, column))}`;
    const meets = `Multiplied by the input in ${placesMet(track, row, column)}`;
    if (unit !== "pixel" && n !== state.n) return `${shown}. ${meets}. ${UNUSED}`;
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
  if (slice < 0) return `${used}. ${UNUSED}`;
  if (!tap || !state.works) return `${used}.`;
  const weight = writeResult(weightOf(track, at, slice, tap.a, tap.b));
  return `${used}. ${onIt("weight", [weight], tap)}, for output channel ${at}.`;
}

const FEW = 9; // values that are said one by one: more are easier to find in the tables

/**
 * Where the values are that are not said.
 *
 * @param {Track} track
 */
const inTables = (track) =>
  `Question mark opens ${allInTables(track) ? "them" : "those of one channel"} as tables.`;

/**
 * The filters of a step: row by row where they are small, else how many slices for which channels.
 *
 * @param {Comparison} comparison
 * @param {State[]} states
 */
export function filtersAloud({ tracks }, states) {
  const more = tracks.find(({ T }, side) => states[side].works && T > FEW);
  const sides = tracks.map((track, side) => {
    const { n, works } = states[side],
      { KH, KW, T } = track,
      channels = channelsOf(track, n);
    if (!works) return `${SIDES[side].name}: waits for its turn.`;
    const name = `${SIDES[side].name}, filter of output channel ${n}`;
    if (T > FEW)
      return `${name}: ${counted(channels.length, "{n} slice", "{n} slices")} of ${KH} by ${KW}, for ${numbered("channel", channels)}.`;
    const parts = channels.map((k, s) =>
      rowByRow(`channel ${k}`, KH, KW, (row, column) => weightOf(track, n, s, row, column)),
    );
    return `${name}: ${parts.join(" ")}`;
  });
  return [...sides, ...(more ? [inTables(more)] : [])].join(" ");
}

/**
 * The input channels that a step adds over: row by row where they are small, else how many of which size.
 * Both sides have the same input, unless one of them takes what the other makes: then those of the side at
 * work are said.
 *
 * @param {Comparison} comparison
 * @param {State[]} states
 */
export function channelsAloud(comparison, states) {
  const { tracks, feeds } = comparison;
  const side = feeds && states[0].works ? 0 : 1;
  const track = tracks[side],
    { n } = states[side],
    { H, W } = track,
    channels = channelsOf(track, n);
  const name = feeds ? `Input of the ${SIDES[side].side}` : "Input";
  if (channels.length * H * W > FEW)
    return `${name}: ${counted(channels.length, "{n} channel", "{n} channels")} of ${H} by ${W}, ${numbered("channel", channels)}. ${inTables(track)}`;
  return channels
    .map((k) =>
      rowByRow(`${name}, channel ${k}`, H, W, (row, column) => {
        const place = { row: row + track.top, column: column + track.left };
        const cell = { side, kind: "input", k, n, s: 0, ...place };
        return isThere(comparison, states, cell)
          ? (inputAt(track, k, place.row, place.column) ?? 0)
          : null;
      }),
    )
    .join(" ");
}
