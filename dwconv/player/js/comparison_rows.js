// The rows of a comparison: one for each input channel, and below those that share outputs a band with them.

import { ownRow, sharedRows } from "./comparison_readable_cells.js";
import {
  BAND_TOP,
  BELOW_OWN,
  CONNECTION_ROOM,
  HEADER,
  planGrid,
  planOutputs,
  planRows,
  ROW_GAP,
  TO_RIGHT_EDGE,
} from "./comparison_sizes.js";

const NOTE_TOP = 37; // from a row's top to slices that have a note above their numbers
export const LARGEST_WEIGHT = 18;
const BAND = 0.22; // share of the height that outputs below small rows take

/**
 * Rows in which all slices have digits, and the bands with the outputs below those that share them.
 *
 * @param {Track} track
 * @param {Box} box
 * @param {ReadableSizes} sizes
 * @param {boolean} lower
 * @param {Room} room
 */
export function readableRows(track, box, sizes, lower, room) {
  const { C, G, S, PH, OH, KH } = track,
    { input, inputHigh, high, output } = sizes;
  const sums = S > 1,
    band = sums ? BAND_TOP + OH * output + room.margin : 0;
  const free = lower ? 0 : (box.height - ROW_GAP * (G - 1)) / G - band; // of a group
  const least = ownRow(PH * inputHigh, KH * high, OH * output, room.margin);
  const { height, top, bottom, ...shared } = sums
    ? sharedRows(track, PH * inputHigh, KH * high, room, free)
    : { height: Math.max(least, free), top: 0, bottom: 0, shift: 0 };
  // as much above a slice as its number and a note need, and no more than leaves room below it
  const above = (height - KH * high) / 2;
  const shift = Math.min(above - BELOW_OWN, Math.max(NOTE_TOP - above, (HEADER - BELOW_OWN) / 2));
  /** @type {ComparisonRow[]} */
  const rows = [];
  /** @type {any[]} */
  const bands = [];
  let y = box.y;
  for (let k = 0; k < C; k++) {
    const above = k % S ? 0 : top,
      below = k % S < S - 1 ? 0 : bottom;
    rows.push(
      /** @type {any} */ ({
        k,
        y,
        height: above + height + below,
        middle: y + above + height / 2,
        shift: sums ? shared.shift : shift,
        large: true,
        cell: input,
        high: inputHigh,
      }),
    );
    y += above + height + below;
    if (k % S < S - 1) continue;
    if (sums) {
      bands.push({ y, height: band });
      y += band;
    }
    y += ROW_GAP;
  }
  return { rows, bands, focused: false };
}

/**
 * Rows without digits in all slices: all alike, or one large and the others small.
 *
 * @param {Track} track
 * @param {Box} box
 * @param {number} focus
 * @param {boolean} lower
 * @param {number} inner
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 * @param {number} margin
 * @param {number} [most]
 */
export function smallRows(track, box, focus, lower, inner, tools, margin, most) {
  const { C, G, S, N, KW } = track,
    sums = S > 1;
  const band = sums ? (BAND * box.height) / G : 0,
    edge = sums ? margin / 2 : 0; // above the first and below the last row of a panel
  const connectionRoom = CONNECTION_ROOM[0] + CONNECTION_ROOM[1] + CONNECTION_ROOM[2],
    own = N / G;
  const shared =
    inner +
    10 -
    TO_RIGHT_EDGE -
    connectionRoom -
    Math.min(0.4 * inner, KW * LARGEST_WEIGHT + own * (2 * KW + 3));
  const { equal, gap, large, small } = planRows(
    C,
    box.height - G * (band + 2 * edge),
    lower,
    (height) =>
      planGrid(track, sums ? (lower ? 0.7 : 0.55) * shared : shared, height, tools, margin, most),
  );
  /** @type {ComparisonRow[]} */
  const rows = [];
  /** @type {any[]} */
  const bands = [];
  let y = box.y;
  for (let k = 0; k < C; k++) {
    const isLarge = equal || k === focus,
      row = isLarge ? large : small;
    const above = k % S ? 0 : edge,
      below = k % S < S - 1 ? 0 : edge,
      height = above + row.height + below;
    const middle = y + above + row.height / 2;
    rows.push({ ...row, height, k, large: isLarge, y, middle, shift: 0 });
    y += height;
    if (sums && k % S === S - 1) {
      const width = inner - track.PW * large.cell - CONNECTION_ROOM[0] - 14 - TO_RIGHT_EDGE + 10;
      bands.push({
        ...planOutputs(track, band - 2, width, Math.max(large.cell, 12), tools, margin),
        y,
        height: band - 2,
      });
      y += band - 2;
    }
    y += gap;
  }
  return { rows, bands, focused: !equal };
}
