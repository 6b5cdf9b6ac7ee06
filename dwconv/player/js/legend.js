// The line below the lanes that says what tints and marks mean.

import { grow, paintCell, paintEmpty, paintText, strokeBox } from "./canvas_drawing.js";
import { laneColours } from "./lane_colours.js";

export const LEGEND = 22; // height of one line of it
const SIZE = 12; // of its letters
const SWATCH = 14;
const AFTER = 5, // from a swatch to its words
  BETWEEN = 18; // and on to the next one

const LONG = new Set(["empty", "waits"]); // what is plain, or is not there, in a comparison
/** @type {Record<string, number>} */
const VALUES = { positive: 0.6, sum: 0.6, negative: -0.6, zero: 0 };

/**
 * What there is to say of the marks in a picture.
 *
 * @param {Model} model
 * @returns {LegendMark[]}
 */
function marksOf({ header, C, PH, PW, H, W }) {
  /** @type {LegendMark[]} */
  const marks = [{ kind: "positive", words: "positive: the channel's colour" }];
  if (Object.values(header.negative).some(Boolean))
    marks.push({ kind: "negative", words: "negative: grey" });
  marks.push({ kind: "zero", words: "zero" });
  if (PH > H || PW > W) marks.push({ kind: "padding", words: "padding: added zeros" });
  if (header.captions?.inserted?.flat().some(Boolean))
    marks.push({ kind: "inserted", words: "zeros put between by the stride" });
  marks.push({ kind: "empty", words: "still to come" });
  if (C > 1) marks.push({ kind: "waits", words: "window of a channel that waits" });
  return marks;
}

/**
 * The marks that are not plain below each other, in few words; null if there is no room.
 *
 * @param {Model} model
 * @param {Box} box
 * @param {Pick<Tools, "textWidth">} tools
 * @param {boolean} sums  whether there are sums across channels
 * @returns {Legend | null}
 */
export function planShortLegend(model, { x, y, width, height }, tools, sums) {
  const [positive, ...others] = marksOf(model);
  /** @type {LegendMark[]} */
  const ofSums = sums ? [{ kind: "sum", words: "positive sum" }] : [];
  const marks = [positive, ...ofSums, ...others]
    .filter(({ kind }) => !LONG.has(kind))
    .map((mark) => ({ ...mark, words: mark.words.split(":")[0] }));
  const longest = Math.max(...marks.map(({ words }) => tools.textWidth(words)));
  const pitch = Math.min(LEGEND, height / marks.length);
  if (longest + SWATCH + AFTER > width || pitch < SWATCH) return null;
  const top = y + (height - pitch * marks.length) / 2;
  return {
    height,
    marks: marks.map((mark, at) => ({ ...mark, x, y: top + (at + 0.5) * pitch })),
  };
}

/**
 * Where the marks and their words stand, on as many lines as they need.
 *
 * @param {Model} model
 * @param {Point & {width: number}} box
 * @param {Pick<Tools, "textWidth">} tools
 * @returns {Legend}
 */
export function planLegend(model, { x, y, width }, tools) {
  let left = x,
    line = 0;
  const marks = marksOf(model).map((mark) => {
    const used = SWATCH + AFTER + (SIZE / 13) * tools.textWidth(mark.words);
    if (left > x && left + used > x + width) {
      line += 1;
      left = x;
    }
    const place = { ...mark, x: left, y: y + line * LEGEND + LEGEND / 2 };
    left += used + BETWEEN;
    return place;
  });
  return { marks, height: (line + 1) * LEGEND };
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Legend | null | undefined} legend
 */
export function paintLegend(context, { theme, hatch, dots }, legend) {
  for (const { kind, words, x, y } of legend?.marks ?? []) {
    const box = { x, y: y - SWATCH / 2, width: SWATCH, height: SWATCH };
    const view = {
      ...box,
      k: kind === "sum" ? null : 0,
      font: 0,
      rows: 1,
      cols: 1,
      cw: SWATCH,
      ch: SWATCH,
    };
    if (kind === "waits")
      strokeBox(context, grow(box, -1), 1.25, laneColours(theme, 0).stroke, [2, 3]);
    else if (kind === "empty") paintEmpty(context, theme, /** @type {any} */ (view));
    else {
      const look = { theme, hatch: kind === "inserted" ? dots : hatch };
      const value = VALUES[kind] ?? null;
      paintCell(context, look, /** @type {any} */ (view), box, value, 1);
    }
    paintText(context, theme, words, x + SWATCH + AFTER, y + 0.5, { size: SIZE });
  }
}
