// Paints the strip below one side of a comparison: the products of an output value, and what they come to.

import { paintText, roundBox } from "./canvas_drawing.js";
import { channelsOf, isThere, laneOf, outputOf, weightOf } from "./comparison_model.js";
import { productOf, sharedBlock, sumOfChannel } from "./comparison_sentences.js";
import {
  BESIDE_TEXT,
  FRAME,
  plusBetween,
  RESULT_WIDTH,
  SIDE_BY_SIDE,
  SUM_LINE,
} from "./comparison_sizes.js";
import { css } from "./compute_palette.js";
import { formatFor, HEAVY, multiplied, withEquals, write, writeResult } from "./number_text.js";
import { inputAt, tapPlace } from "./player_model.js";
import { TOO_MANY } from "./sentences.js";
import { laneColours, tint } from "./theme_colours.js";

const EDGE = 12; // from the left and the right edge of the strip to what stands in it
const TITLE = 15; // from its upper edge to the middle of its first line
const FACTORS = 0.29, // of a box's height: where the middle of the two factors is
  PRODUCT = 0.72; // and of their product below them

/**
 * On the left of the strip the products, on its right what they are of and what they come to.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {boolean} byTap    whether a step is one product
 * @param {State[]} states   of both sides: a factor that is still to be made is a question mark
 */
export function paintProducts(context, stage, plan, state, byTap, states) {
  const { track, strip } = plan,
    { S, K, KW } = track,
    { products } = track.values;
  const same = track.side ? sharedBlock(stage.comparison, state) : -1;
  const where = isNarrow(stage) ? "in depthwise" : "on the left";
  const framed = same >= 0 && strip.pairFont ? `framed: as ${where}` : "";
  paintTitle(context, stage, plan, state, byTap, framed);
  if (products)
    channelsOf(track, state.n).forEach((k, s) => {
      paintBlock(context, stage, plan, state, k, s, byTap ? state.t : -1, states);
      if (S > 1 && state.t >= s * K + K - 1 && KW * strip.tile >= 22)
        paintSumOfChannel(context, stage, plan, state, k, s, same);
    });
  else {
    for (const [at, line] of TOO_MANY.entries())
      paintText(context, stage.theme, line, strip.x + EDGE, strip.y + 26 + 18 * at, {});
  }
  if (state.t >= 0) paintResult(context, stage, plan, state, same, framed);
}

/** Whether one side is in sight at a time. @param {Stage} stage */
const isNarrow = ({ scene }) => scene.width < SIDE_BY_SIDE;

/** The left edge of a block of products. @param {ComparisonPlan} plan @param {number} s */
const leftOf = ({ track, strip }, s) => strip.x + EDGE + s * (track.KW * strip.tile + strip.gap);

/** The width of a block of products. @param {ComparisonPlan} plan */
const widthOf = ({ track, strip }) => track.KW * strip.tile - (strip.pairFont ? 2 : 1);

/** The lower edge of the products. @param {ComparisonPlan} plan */
const bottomOf = ({ track, strip }) => strip.y + strip.top + track.KH * strip.high;

/**
 * Words at the right edge of the strip.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {string} text
 * @param {number} y
 * @param {number} size
 * @param {any} style
 */
function paintAtRight(context, { theme, digit }, { strip }, text, y, size, style) {
  paintText(context, theme, text, strip.x + strip.width - EDGE, y, {
    size: Math.min(size, strip.words / (text.length * digit)),
    align: "right",
    ...style,
  });
}

/**
 * Which output value it is, and what is said of its products.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {boolean} byTap
 * @param {string} framed   what is said of the products in a frame
 */
function paintTitle(context, stage, plan, state, byTap, framed) {
  const { theme, digit, comparison } = stage,
    { track, strip } = plan;
  const { pairFont } = strip,
    y = strip.y + TITLE,
    narrow = isNarrow(stage);
  const { title, size, end } = titleOf(strip, state);
  const code = { weight: 600, colour: theme.ink, code: true };
  if (pairFont) paintText(context, theme, title, strip.x + EDGE, y, { ...code, size });
  else paintAtRight(context, stage, plan, title, y, size, code);
  const before = comparison.feeds ? "waits for its input" : "waits for its turn";
  const waits = state.works === false ? (state.t < 0 ? before : "done") : "";
  const product = byTap && !waits && track.values.products;
  const { text: laneText } = laneColours(theme, track.hues[laneOf(track, state)]);
  const look = product ? { size: 16, weight: 650, colour: laneText } : { size: 13 };
  const notes = product
    ? [productOf(track, state)]
    : waits
      ? [waits]
      : sumNotes(track, narrow ? "" : framed);
  if (pairFont) {
    // the result, where it stands in this line, comes first
    const from = end + (strip.beside ? EDGE : roomOfResult(stage)),
      room = strip.width - from - EDGE;
    const note = notes.find((text) => text.length * digit * look.size * 0.95 < room);
    if (note && strip.beside) paintText(context, theme, note, strip.x + from, y, look);
    else if (note) paintAtRight(context, stage, plan, note, y, look.size, look);
  } else {
    const note = notes[Math.min(1, notes.length - 1)];
    paintAtRight(context, stage, plan, note, strip.y + 34, product ? 18 : 13, look);
  }
}

/**
 * The value that the products make: its name in code, how large its letters are, and where in the strip it ends.
 *
 * @param {ComparisonPlan["strip"]} strip
 * @param {State} state
 */
function titleOf({ words }, { i, j, n }) {
  const title = `output[0, ${i}, ${j}, ${n}]`,
    wide = 0.62 * title.length; // letters of code are a little wider than digits
  const size = Math.min(13, words / wide);
  return { title, size, end: EDGE + size * wide };
}

/** The width that a result takes in the line of the title. @param {Stage} stage */
const roomOfResult = (stage) => (isNarrow(stage) ? 1.2 : 1.6) * RESULT_WIDTH;

/**
 * Of how many products a value is the sum, and of how many channels: from the fullest wording to the
 * shortest.
 *
 * @param {Track} track
 * @param {string} framed   what is said of the products in a frame, if there is one
 */
function sumNotes({ S, T }, framed) {
  const channels = S > 1 ? `${S} channels` : "one channel";
  if (T === 1) return [`one product, ${channels}`, "one product"];
  const short = `${T} products`;
  const notes = [`sum of ${short}, ${channels}`, `${short}, ${channels}`, short];
  return framed ? [`sum of ${short}; ${framed}`, `${short}; ${framed}`, ...notes] : notes;
}

/**
 * The products with one channel of the window, in the kernel's shape.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {number} k         the channel
 * @param {number} s         its place among the window's channels
 * @param {number} current   which product of the value is the step; -1 for none
 * @param {State[]} states
 */
function paintBlock(context, stage, plan, state, k, s, current, states) {
  const { theme, hatch, digit } = stage,
    { track, strip } = plan;
  const { K, KW, T, hues } = track,
    { products } = track.values;
  const { tile, high, pairFont } = strip,
    left = leftOf(plan, s);
  const format = strip.product ?? formatFor(track, "products", 2);
  const font = Math.min(
    high * (pairFont ? 0.46 : 0.58),
    (tile - (pairFont ? BESIDE_TEXT : 4)) / (format.chars * HEAVY * digit),
    pairFont ? 15 : 14,
  );
  for (let t = 0; t < K; t++) {
    const at = s * K + t,
      { row, column } = tapPlace(track, state, t);
    const box = {
      x: left + (t % KW) * tile,
      y: strip.y + strip.top + Math.floor(t / KW) * high,
      width: tile - 2,
      height: high - (pairFont ? 2 : 1),
    };
    const middle = box.x + box.width / 2;
    const known = at <= state.t,
      factor = inputAt(track, k, row, column),
      padding = factor === null;
    const value = known ? products[state.window * T + at] : 0;
    const shade = padding ? hatch : tint(theme, hues[k], value, track.header.largest.products ?? 0);
    const fill = known ? shade : css(theme.panel),
      ink = padding ? theme.added : theme.ink;
    const now = at === current;
    roundBox(context, box, 3, {
      fill,
      line: now ? 2 : 1,
      colour: now ? laneColours(theme, hues[k]).stroke : theme.grid,
    });
    if (pairFont) {
      const weight = weightOf(track, state.n, s, Math.floor(t / KW), t % KW);
      const cell = { side: track.side, kind: "input", k, n: state.n, s, row, column };
      const pair = multiplied(
        isThere(stage.comparison, states, cell) ? write(factor ?? 0, strip.input) : "?",
        write(weight, strip.weight),
      );
      paintText(context, theme, pair, middle, box.y + FACTORS * box.height, {
        size: pairFont,
        weight: now ? 650 : 400,
        colour: known ? ink : theme.muted,
        align: "center",
      });
    }
    if (known && font >= 8) {
      const y = box.y + (pairFont ? PRODUCT : 0.5) * box.height + 0.5;
      paintText(context, theme, write(value, format), middle, y, {
        size: font,
        weight: pairFont ? 650 : 500,
        colour: ink,
        align: "center",
      });
    }
  }
}

/**
 * What the products with one channel come to, below them, with a plus before it.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {number} k
 * @param {number} s
 * @param {number} same   the block that is all of the left side's; -1 for none
 */
function paintSumOfChannel(context, stage, plan, state, k, s, same) {
  const { theme, digit } = stage,
    { track, strip } = plan;
  const { tile, gap, pairFont } = strip,
    block = track.KW * tile;
  const own = sumOfChannel(track, state, s),
    { text: colour } = laneColours(theme, track.hues[k]);
  const left = leftOf(plan, s),
    y = bottomOf(plan) + (pairFont ? SUM_LINE / 2 : 11);
  if (s === same) paintSame(context, stage, plan, k, s);
  const term = s && own.startsWith("\u2212") ? `(${own})` : own;
  const size = Math.min(13, (block + gap - 2) / (term.length * digit));
  if (size < 7.5) return;
  const style = pairFont ? { weight: 650, colour } : {};
  paintText(context, theme, term, left + block / 2, y, { size, align: "center", ...style });
  if (!s) return;
  const before = { left: left - block - gap, width: widthOf(plan) };
  const x = plusBetween(before, left, same < 0 ? -1 : same - s + 1);
  paintText(context, theme, "+", x, y, { size, align: "center" });
}

/**
 * What all products come to, or the first of them as far as they are there.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {number} same
 * @param {string} framed
 */
function paintResult(context, stage, plan, state, same, framed) {
  const { theme, digit } = stage,
    { track, strip } = plan;
  const { S, KW, T } = track,
    { sums } = track.values;
  const { tile, gap, pairFont } = strip;
  const whole = state.t === T - 1;
  if (!whole && !sums) return;
  const text = whole
    ? withEquals(outputOf(track, state.n, state.i, state.j))
    : `so far ${writeResult(sums[state.window * T + state.t])}`;
  const { text: colour } = laneColours(theme, S === 1 ? track.hues[state.g] : null);
  const bold = { weight: 700, colour };
  const blocks = S * KW * tile + (S - 1) * gap,
    below = bottomOf(plan);
  // at the end of the line of the sums, or behind the value's name: on a phone that is in sight first
  if (!pairFont)
    paintAtRight(
      context,
      stage,
      plan,
      text,
      strip.y + (strip.height + 44) / 2,
      whole ? 28 : 20,
      bold,
    );
  else if (!strip.beside) {
    const size = Math.min(18, (roomOfResult(stage) - EDGE) / (text.length * digit));
    const left = strip.x + titleOf(strip, state).end + 8;
    paintText(context, theme, text, left, strip.y + TITLE, { size, ...bold });
    if (same < 0 || !isNarrow(stage)) return;
    const middle = leftOf(plan, same) + (KW * tile) / 2;
    const style = { size: 12, align: "center" };
    paintText(context, theme, framed, middle, below + 1.5 * SUM_LINE - 2, style);
  } else {
    const from = strip.x + EDGE + blocks + 8,
      room = strip.x + strip.width - 8 - from;
    const size = S === 1 ? 20 : Math.min(20, room / (text.length * digit));
    const at = S === 1 ? strip.x + EDGE + blocks / 2 : from;
    paintText(context, theme, text, at, below + SUM_LINE / 2, {
      size,
      align: S === 1 ? "center" : "left",
      ...bold,
    });
  }
}

/**
 * Mark the block of products that is all of the left side's: its frame, around its sum as well or, where
 * the sum is small, with words below it.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {number} k
 * @param {number} s
 */
function paintSame(context, { theme, comparison }, plan, k, s) {
  const { stroke, text: colour } = laneColours(theme, comparison.tracks[1].hues[k]);
  const left = leftOf(plan, s),
    top = plan.strip.y + plan.strip.top,
    width = widthOf(plan),
    bottom = bottomOf(plan);
  const withSum = plan.strip.pairFont;
  const below = withSum ? SUM_LINE - 4 : 2;
  const { apart, line } = FRAME;
  const box = {
    x: left - apart,
    y: top - apart,
    width: width + 2 * apart,
    height: bottom - top + apart + below,
  };
  roundBox(context, box, 5, { line, colour: stroke });
  if (withSum) return;
  const style = { size: 12, weight: 650, colour, align: "center" };
  const words = width >= 76 ? "as depthwise" : "as left";
  paintText(context, theme, words, left + width / 2, bottom + 26, style);
}
