// The line below the lanes that says what tints and marks mean.

import {
  grow,
  paintCells,
  paintEmpty,
  paintText,
  strokeBox,
  WAITING,
  WAITING_LINE,
} from "./canvas_drawing.js";
import { css } from "./compute_palette.js";
import { laneColours, tint } from "./theme_colours.js";

export const LEGEND = 22; // height of one line of it
const SIZE = 12; // of its letters
export const SWATCH = 14;
const AFTER = 5, // from a swatch to its words
  BETWEEN = 18; // and on to the next one

const LONG = new Set(["shade", "empty"]); // what is plain in a comparison
/** @type {Record<string, string>} Marks whose first words alone would say little */
const SHORT = { shade: "stronger: farther from 0" };
/** @type {Record<string, string>} */
const SHORTEST = {
  inserted: "stride's zeros",
  empty: "to come",
  waits: "not now",
  both: "as on the left",
};
export const MOST_HUES = 4; // in the swatch of what is positive
/** @type {Record<string, number>} */
const VALUES = { positive: 0.6, sum: 0.6, negative: -0.6, grey: -0.6, zero: 0 };

/**
 * What there is to say of the marks in a picture: of those that are in it.
 *
 * @param {Model} model
 * @param {View[]} views  the planes of the picture
 * @returns {LegendMark[]}
 */
function marksOf({ header, C, PH, PW, H, W }, views) {
  const plain = views.every(({ font }) => font > 0); // a sign and a zero are digits everywhere
  /** @type {LegendMark[]} */
  const marks = [{ kind: "positive", words: "positive: in colour", hues: Math.min(C, MOST_HUES) }];
  if (Object.values(header.negative).some(Boolean))
    marks.push({ kind: plain ? "grey" : "negative", words: "negative: grey" });
  if (!plain) marks.push({ kind: "zero", words: "zero" });
  marks.push({ kind: "shade", words: "stronger: farther from 0, same in all channels" });
  if (PH > H || PW > W) marks.push({ kind: "padding", words: "padding: zeros around" });
  if (header.captions?.inserted?.flat().some(Boolean))
    marks.push({ kind: "inserted", words: "zeros that the stride inserts" });
  marks.push({ kind: "empty", words: "empty: to come" });
  if (C > 1) marks.push({ kind: "waits", words: "same place, not in this step" });
  return marks;
}

/**
 * What of a comparison its legend names.
 *
 * sums    whether sums across channels are in it, whose colour nothing else explains
 * both    whether filters of one side are marked as those of the other
 * views   its planes
 *
 * @typedef {{sums: boolean, both: boolean, views: View[]}} ComparisonMarks
 */

/**
 * The marks of a comparison that are not plain, in few words.
 *
 * @param {Model} model
 * @param {ComparisonMarks} picture
 * @returns {LegendMark[]}
 */
function shortMarksOf(model, { sums, both, views }) {
  /** @type {LegendMark[]} */
  const more = sums ? [{ kind: "sum", words: "positive sum of channels" }] : [];
  if (both) more.push({ kind: "both", words: "a filter of depthwise, too" });
  // where filters and inputs have digits, an output alone has a sign or a ring
  const whose = views.every(({ kind, font }) => kind === "output" || font > 0) ? "output: " : "";
  return [...marksOf(model, views), ...more]
    .filter(({ kind }) => !LONG.has(kind))
    .map((mark) => {
      const words = mark.words.split(":")[0];
      const ofOutputs = mark.kind === "negative" || mark.kind === "zero";
      return { ...mark, words: ofOutputs ? whose + words : words };
    });
}

/**
 * The marks of a comparison below each other, at the right end of a box; null if there is no room.
 *
 * @param {Model} model
 * @param {Box} box
 * @param {Pick<Tools, "textWidth">} tools
 * @param {ComparisonMarks} picture
 * @returns {Legend | null}
 */
export function planLegendColumn(model, { x, y, width, height }, tools, picture) {
  const marks = shortMarksOf(model, picture);
  const shortest = marks.map((mark) => ({ ...mark, words: SHORTEST[mark.kind] ?? mark.words }));
  const pitch = Math.min(LEGEND, (height - 4) / marks.length);
  if (pitch < SWATCH) return null;
  for (const tried of [marks, shortest]) {
    const longest = Math.max(...tried.map(({ words }) => tools.textWidth(words)));
    if (longest + SWATCH + AFTER > width) continue;
    const top = y + (height - pitch * marks.length) / 2,
      left = x + width - longest - SWATCH - AFTER;
    return {
      height,
      marks: tried.map((mark, at) => ({ ...mark, x: left, y: top + (at + 0.5) * pitch })),
    };
  }
  return null;
}

/**
 * The marks of a comparison side by side, on as many lines as they need.
 *
 * @param {Model} model
 * @param {Point & {width: number}} box
 * @param {Pick<Tools, "textWidth">} tools
 * @param {ComparisonMarks} picture
 */
export const planLegendLines = (model, box, tools, picture) =>
  inLines(shortMarksOf(model, picture), box, tools);

/**
 * Leave out of a legend what waits, where all lanes act at once.
 *
 * @param {Pick<Scene, "legend">} scene
 */
export function forgetWaiting({ legend }) {
  if (legend) legend.marks = legend.marks.filter(({ kind }) => kind !== "waits");
}

/**
 * All marks of a player's picture side by side, on as many lines as they need.
 *
 * @param {Model} model
 * @param {Point & {width: number}} box
 * @param {Pick<Tools, "textWidth">} tools
 * @param {View[]} views  the planes of the picture
 */
export const planLegend = (model, box, tools, views) => inLines(marksOf(model, views), box, tools);

/**
 * The same on one line, where there is no room for a second: with all words, or fewer, or without the
 * last marks.
 *
 * @param {Model} model
 * @param {Point & {width: number}} box
 * @param {Pick<Tools, "textWidth">} tools
 * @param {View[]} views
 */
export function planLegendLine(model, box, tools, views) {
  const marks = marksOf(model, views),
    short = marks.map((mark) => ({ ...mark, words: SHORT[mark.kind] ?? mark.words.split(":")[0] }));
  const shortest = short.map((mark) => ({ ...mark, words: SHORTEST[mark.kind] ?? mark.words }));
  const tries = [
    marks,
    short,
    ...shortest.map((_, left) => shortest.slice(0, marks.length - left)),
  ];
  const legends = tries.map((each) => inLines(each, box, tools));
  return legends.find(({ height }) => height === LEGEND) ?? null;
}

/**
 * @param {LegendMark[]} marks
 * @param {Point & {width: number}} box
 * @param {Pick<Tools, "textWidth">} tools
 * @returns {Legend}
 */
export function inLines(marks, { x, y, width }, tools) {
  let left = x,
    line = 0;
  const placed = marks.map((mark) => {
    const used = SWATCH + AFTER + (SIZE / 13) * tools.textWidth(mark.words);
    if (left > x && left + used > x + width) {
      line += 1;
      left = x;
    }
    const place = { ...mark, x: left, y: y + line * LEGEND + LEGEND / 2 };
    left += used + BETWEEN;
    return place;
  });
  return { marks: placed, height: (line + 1) * LEGEND };
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Legend | null | undefined} legend
 */
export function paintLegend(context, { theme, hatch, dots }, legend) {
  for (const { kind, words, x, y, hues } of legend?.marks ?? []) {
    const box = { x, y: y - SWATCH / 2, width: SWATCH, height: SWATCH };
    paintSwatch(context, { theme, hatch: kind === "inserted" ? dots : hatch }, kind, box, hues);
    paintText(context, theme, words, x + SWATCH + AFTER, y + 0.5, { size: SIZE });
  }
}

/**
 * A small square that looks as what its words name.
 *
 * @param {Context} context
 * @param {{theme: Theme, hatch: CanvasPattern}} look
 * @param {string} kind
 * @param {Box} box
 * @param {number} [hues]
 */
export function paintSwatch(context, look, kind, box, hues = 1) {
  const { theme } = look,
    value = VALUES[kind] ?? null;
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
    strokeBox(context, grow(box, -1), WAITING_LINE, laneColours(theme, 0).stroke, WAITING);
  else if (kind === "shade") paintShades(context, theme, box);
  else if (kind === "positive" && hues > 1) paintHues(context, theme, box, hues);
  else if (kind === "empty") paintEmpty(context, theme, /** @type {any} */ (view));
  else if (kind === "both") {
    paintTint(context, theme, { ...box, height: box.height - 5 }, 0);
    context.fillStyle = css(laneColours(theme, 0).stroke);
    context.fillRect(box.x, box.y + box.height - 3, box.width, 3);
  }
  // where every value has its digits, a cell has no mark
  else if (kind === "grey") paintTint(context, theme, box, value ?? 0);
  else paintCells(context, look, /** @type {any} */ (view), [{ box, value }], 1);
}

/**
 * What is positive, in the hue of each of the first channels.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Box} box
 * @param {number} hues
 */
function paintHues(context, theme, box, hues) {
  const width = box.width / hues;
  for (let k = 0; k < hues; k++) {
    context.fillStyle = tint(theme, k, VALUES.positive, 1);
    context.fillRect(box.x + k * width, box.y, width, box.height);
  }
  strokeBox(context, grow(box, -0.5), 1, theme.grid);
}

/**
 * A pale and a dark value side by side.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Box} box
 */
function paintShades(context, theme, box) {
  for (const [at, value] of [0.25, 1].entries()) {
    context.fillStyle = tint(theme, 0, value, 1);
    context.fillRect(box.x + (at * box.width) / 2, box.y, box.width / 2, box.height);
  }
  strokeBox(context, grow(box, -0.5), 1, theme.grid);
}

/**
 * A cell's tint and border alone.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Box} box
 * @param {number} value  of at most 1
 */
function paintTint(context, theme, box, value) {
  context.fillStyle = tint(theme, 0, value, 1);
  context.fillRect(box.x, box.y, box.width, box.height);
  strokeBox(context, grow(box, -0.5), 1, theme.grid);
}
