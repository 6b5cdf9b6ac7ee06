// Paints the picture of a comparison in its three layers (see painting.js).

import {
  dimUnreached,
  framePicture,
  grow,
  newCanvas,
  paintEmpty,
  paintRevealed,
  paintText,
  planeImage,
  roundBox,
} from "./canvas_drawing.js";
import { KEY } from "./comparison_labels.js";
import { planComparison } from "./comparison_layout.js";
import { channelsOf, isThere, laneOf, outputOf, revealedOf, weightOf } from "./comparison_model.js";
import { productOf, sharedBlock, sumOfChannel } from "./comparison_sentences.js";
import {
  BESIDE_TEXT,
  FRAME,
  plusBetween,
  RESULT,
  SIDE_BY_SIDE,
  SUM_LINE,
} from "./comparison_sizes.js";
import { css } from "./compute_palette.js";
import { paintsOffScreen } from "./dom.js";
import { paintLegend, paintSwatch } from "./legend.js";
import { formatFor, HEAVY, multiplied, write, writeResult, written } from "./number_text.js";
import { inputAt, tapPlace } from "./player_model.js";
import { TOO_MANY } from "./sentences.js";
import { hatching, laneColours, tint } from "./theme_colours.js";

const PLANES = new Set(["input", "slice", "output"]);

/**
 * Plan and paint everything that holds until numbers, size or theme change.
 *
 * @param {Comparison} comparison
 * @param {Theme} theme
 * @param {Size} size
 * @param {number[]} focus
 * @param {number} dpr
 * @param {Context} context
 * @param {number} shown  the side in sight on a phone
 */
export function buildComparisonStage(comparison, theme, size, focus, dpr, context, shown) {
  context.font = `500 100px ${theme.textFont}`;
  const digit = context.measureText("0").width / 100;
  context.font = `400 13px ${theme.textFont}`;
  /** @type {Omit<Tools, "scale">} */
  const tools = {
    digit,
    textWidth: (text) => context.measureText(text).width,
    snap: (value) => Math.round(value * dpr) / dpr,
    snapCell: (cell) => (cell * dpr >= 6 ? Math.floor(cell * dpr) / dpr : cell),
  };
  const scene = planComparison(comparison, size, focus, tools, shown);
  /** @type {Stage} */
  const stage = {
    comparison,
    scene,
    theme,
    dpr,
    digit,
    hatch: hatching(theme, dpr),
    images: new Map(),
  };
  stage.lines = new Map();
  for (const { track, views } of scene.tracks) {
    for (const view of views)
      if (PLANES.has(view.kind)) stage.images.set(view, imageOfView(stage, track, view));
  }
  stage.still = newCanvas(scene.width * dpr, scene.height * dpr);
  paintStillOfComparison(paintsOffScreen(stage.still), stage);
  return stage;
}

/**
 * @param {Stage} stage
 * @param {Track} track
 * @param {View} view
 */
function imageOfView(stage, track, view) {
  /**
   * @param {number} row
   * @param {number} column
   */
  const valueAt = (row, column) => {
    if (view.kind === "input") return inputAt(track, view.k, row, column);
    if (view.kind === "output") return outputOf(track, view.n, row, column);
    return weightOf(track, view.n, view.s, row, column);
  };
  const { largest: all } = track.header;
  const largest = all[/** @type {ArrayName} */ (view.kind)] ?? all.filter ?? 0;
  const canvas = planeImage(stage, { ...view, k: view.hue }, valueAt, largest);
  if (view.kind === "input") {
    const context = paintsOffScreen(canvas);
    dimUnreached(context, stage.theme, track, view);
    framePicture(context, stage.theme, track, view);
  }
  return canvas;
}

/**
 * @param {Context} context
 * @param {Stage} stage
 */
function paintStillOfComparison(context, stage) {
  const { scene, theme, dpr, images } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  for (const plan of scene.tracks) {
    for (const lane of plan.lanes) {
      roundBox(context, grow(lane, -0.5), 6, {
        fill: css(theme.panel),
        line: 1,
        colour: theme.line,
      });
    }
    paintOutside(context, stage, plan);
    for (const { k, y, height, large } of plan.rows) {
      const { stroke, text } = laneColours(theme, plan.track.hues[k]);
      context.fillStyle = css(stroke);
      context.fillRect(plan.box.x, y + 1, 5, height - 2);
      if (height >= 11)
        paintText(context, theme, `${k}`, plan.box.x + 12, y + height / 2, {
          size: large ? 16 : 12,
          weight: 650,
          colour: text,
        });
    }
    for (const view of plan.views) {
      if (comesLater(stage, plan, view)) paintEmpty(context, theme, view);
      else if (images.has(view))
        context.drawImage(images.get(view), view.x, view.y, view.width, view.height);
    }
    roundBox(context, grow(plan.strip, -0.5), 6, { line: 1, colour: theme.line });
  }
}

/**
 * The boxes of outputs that sum over several rows, the numbers of the columns and of the outputs, and
 * what is said of filters.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 */
function paintOutside(context, { theme, hatch }, plan) {
  const { track, outside, outputs, headers, bandWords, notes, marks } = plan;
  for (const box of outside)
    roundBox(context, grow(box, -0.5), 6, { line: 1, colour: theme.line, fill: css(theme.panel) });
  for (const { lines, key, x, y, size, pitch } of bandWords) {
    for (const [at, text] of lines.entries())
      paintText(context, theme, text, x, y + at * pitch, { size });
    if (!key) continue;
    const middle = y + lines.length * pitch;
    paintSwatch(context, { theme, hatch }, "sum", { x, y: middle - 6, width: 12, height: 12 });
    paintText(context, theme, key, x + KEY, middle, { size });
  }
  for (const { n, x, y } of headers)
    paintText(context, theme, `${n}`, x, y, { size: 12, weight: 600, align: "center" });
  for (const { n, number } of outputs) {
    if (number)
      paintText(context, theme, `${n}`, number.x, number.y, { size: 12, align: "center" });
  }
  for (const { k, x, y, text } of notes) {
    const { text: colour } = laneColours(theme, track.hues[k]);
    paintText(context, theme, text, x, y, { size: 12, align: "center", colour });
  }
  for (const { k, x, y, width, height, text } of marks) {
    const { stroke, text: colour } = laneColours(theme, track.hues[k]);
    context.fillStyle = css(stroke);
    context.fillRect(x, y, width, height);
    const style = { size: 10.5, align: "center", colour };
    if (text) paintText(context, theme, text, x + width / 2, y + height + 6, style);
  }
}

/**
 * Whether a view is filled in value by value: an output, or an input that is the left one's output.
 *
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {View} view
 */
const comesLater = ({ comparison }, { track }, { kind }) =>
  kind === "output" || (kind === "input" && comparison.feeds && track.side === 1);

// -- the base: what the moment adds

/**
 * Paint a moment: `states` of the tracks, or for one of them another value that is pointed at.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Unit} unit
 * @param {State[]} states
 * @param {(State & {side: number}) | null} subject
 */
export function paintComparisonBase(context, stage, unit, states, subject) {
  const { scene, still, dpr, images } = stage;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.drawImage(still, 0, 0);
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  scene.tracks.forEach((/** @type {ComparisonPlan} */ plan, /** @type {number} */ side) => {
    const { track } = plan,
      state = states[side];
    for (const view of plan.views) {
      if (!comesLater(stage, plan, view)) continue;
      const count =
        view.kind === "output"
          ? revealedOf(track, state, view.n)
          : revealedOf(stage.comparison.tracks[0], states[0], view.k);
      paintRevealed(context, dpr, images.get(view), view, count);
    }
    const pointed = subject?.side === side ? subject : null;
    const values = unit === "pixel" && !pointed;
    // the values of a position take the place of the legend beside the products
    if (!values || isBelow(plan))
      paintLegend(context, { ...stage, dots: stage.hatch }, plan.legend);
    if (unit !== "pixel" && state.works) paintEnlarged(context, stage, plan, state);
    if (values) paintValues(context, stage, plan, state);
    else paintProducts(context, stage, plan, pointed ?? state, unit === "tap" && !pointed, states);
  });
}

/** Whether the legend of a track stands below its products, not beside them. @param {ComparisonPlan} plan */
const isBelow = ({ legend, strip }) =>
  legend !== null && legend.marks[0].y > strip.y + strip.height;

const FACTORS = 0.29, // of a box's height: where the middle of the two factors is
  PRODUCT = 0.72; // and of their product below them

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
 * The slices of the filter in use, as large as their rows allow.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 */
function paintEnlarged(context, stage, { track, enlarged }, { n }) {
  for (const view of enlarged) {
    const s = channelsOf(track, n).indexOf(view.k);
    if (s >= 0)
      context.drawImage(
        imageOfView(stage, track, { ...view, n, s }),
        view.x,
        view.y,
        view.width,
        view.height,
      );
  }
}

/**
 * On the left of the strip the products, on its right what they are of and what they come to.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {boolean} byTap
 * @param {State[]} states   of both sides: a factor that is still to be made is a question mark
 */
function paintProducts(context, stage, plan, state, byTap, states) {
  const { theme, hatch, digit } = stage,
    { track, strip } = plan;
  const { S, K, KW, T } = track,
    { products, sums } = track.values;
  const { tile, high, gap, pairFont } = strip,
    top = strip.y + strip.top;
  const before = stage.comparison.feeds ? "waits for its input" : "waits for its turn";
  const waits = state.works === false ? (state.t < 0 ? before : "done") : "";
  /**
   * @param {string} text
   * @param {number} y
   * @param {number} size
   * @param {any} [style]
   */
  const right = (text, y, size, style) =>
    paintText(context, theme, text, strip.x + strip.width - 12, y, {
      size: Math.min(size, strip.words / (text.length * digit)),
      align: "right",
      ...style,
    });
  const title = `output[0, ${state.i}, ${state.j}, ${state.n}]`;
  // letters of code are a little wider than digits
  const code = { weight: 600, colour: theme.ink, code: true };
  const size = Math.min(13, strip.words / (0.62 * title.length));
  if (pairFont) paintText(context, theme, title, strip.x + 12, strip.y + 15, { ...code, size });
  else right(title, strip.y + 15, size, code);
  const product = byTap && !waits && products;
  const { text: laneText } = laneColours(theme, track.hues[laneOf(track, state)]);
  const same = track.side ? sharedBlock(stage.comparison, state) : -1;
  const narrow = stage.scene.width < SIDE_BY_SIDE;
  const where = narrow ? "in depthwise" : "on the left";
  const framed = same >= 0 && pairFont ? `framed: as ${where}` : "";
  const look = product ? { size: 16, weight: 650, colour: laneText } : { size: 13 };
  const notes = product
    ? [productOf(track, state)]
    : waits
      ? [waits]
      : sumNotes(track, narrow ? "" : framed);
  if (pairFont) {
    const from = 24 + 0.62 * size * title.length,
      room = strip.width - from - (narrow ? RESULT : 0) - 12;
    const note = notes.find((text) => text.length * digit * look.size * 0.95 < room);
    if (note) paintText(context, theme, note, strip.x + from, strip.y + 15, look);
  } else right(notes[Math.min(1, notes.length - 1)], strip.y + 34, product ? 18 : 13, look);
  if (!products) {
    const lines = [TOO_MANY.slice(0, 2).join(" "), TOO_MANY[2]];
    for (const [at, line] of lines.entries()) {
      paintText(context, theme, line, strip.x + 12, strip.y + 26 + 18 * at, {});
    }
  }
  const format = formatFor(track, "products", 2);
  const font = Math.min(
    high * (pairFont ? 0.46 : 0.58),
    (tile - (pairFont ? BESIDE_TEXT : 4)) / (format.chars * HEAVY * digit),
    pairFont ? 15 : 14,
  );
  channelsOf(track, state.n).forEach((k, s) => {
    const left = strip.x + 12 + s * (KW * tile + gap);
    for (let t = 0; products && t < K; t++) {
      const at = s * K + t,
        { row, column } = tapPlace(track, state, t);
      const box = {
        x: left + (t % KW) * tile,
        y: top + Math.floor(t / KW) * high,
        width: tile - 2,
        height: high - (pairFont ? 2 : 1),
      };
      const known = at <= state.t,
        factor = inputAt(track, k, row, column),
        padding = factor === null;
      const value = known ? products[state.window * T + at] : 0;
      const fill = padding
        ? hatch
        : known
          ? tint(theme, track.hues[k], value, track.header.largest.products ?? 0)
          : css(theme.panel);
      const now = byTap && at === state.t;
      roundBox(context, box, 3, {
        fill,
        line: now ? 2 : 1,
        colour: now ? laneColours(theme, track.hues[k]).stroke : theme.grid,
      });
      if (pairFont) {
        const weight = weightOf(track, state.n, s, Math.floor(t / KW), t % KW);
        const cell = { side: track.side, kind: "input", k, n: state.n, s, row, column };
        const pair = multiplied(
          isThere(stage.comparison, states, cell) ? write(factor ?? 0, strip.input) : "?",
          write(weight, strip.filter),
          track.header.negative.filter,
        );
        paintText(context, theme, pair, box.x + box.width / 2, box.y + FACTORS * box.height, {
          size: pairFont,
          weight: now ? 650 : 400,
          colour: padding ? theme.added : known ? theme.ink : theme.muted,
          align: "center",
        });
      }
      if (known && font >= 8) {
        paintText(
          context,
          theme,
          write(value, format),
          box.x + box.width / 2,
          box.y + (pairFont ? PRODUCT : 0.5) * box.height + 0.5,
          {
            size: font,
            weight: pairFont ? 650 : 500,
            colour: padding ? theme.added : theme.ink,
            align: "center",
          },
        );
      }
    }
    if (!products || S === 1 || state.t < s * K + K - 1 || KW * tile < 22) return;
    const own = sumOfChannel(track, state, s),
      { text: ownColour } = laneColours(theme, track.hues[k]);
    const middle = left + (KW * tile) / 2,
      bottom = top + track.KH * high,
      line = bottom + (pairFont ? SUM_LINE / 2 : 11);
    const wide = KW * tile - (pairFont ? 2 : 1);
    const block = { left, top, width: wide, bottom };
    if (s === same) paintSame(context, stage, block, k, Boolean(pairFont));
    const term = s && own.startsWith("\u2212") ? `(${own})` : own;
    const size = Math.min(13, (KW * tile + gap - 2) / (term.length * digit));
    if (size < 7.5) return;
    const style = pairFont ? { weight: 650, colour: ownColour } : {};
    paintText(context, theme, term, middle, line, { size, align: "center", ...style });
    if (!s) return;
    const before = { left: left - KW * tile - gap, width: wide };
    const x = plusBetween(before, left, same < 0 ? -1 : same - s + 1);
    paintText(context, theme, "+", x, line, { size, align: "center" });
  });
  if (state.t < 0) return;
  const whole = state.t === T - 1;
  if (!whole && !sums) return;
  const text = whole
    ? written(outputOf(track, state.n, state.i, state.j))
    : writeResult(sums[state.window * T + state.t]);
  const colour = laneColours(theme, S === 1 ? track.hues[state.g] : null).text;
  const blocks = S * KW * tile + (S - 1) * gap,
    below = top + track.KH * high;
  // at the end of the line of the sums, or on a phone in sight above all
  if (!pairFont) right(text, strip.y + (strip.height + 44) / 2, 28, { weight: 700, colour });
  else if (narrow) {
    right(text, strip.y + 15, 20, { weight: 700, colour });
    if (same < 0) return;
    const left = strip.x + 12 + same * (KW * tile + gap) + (KW * tile) / 2;
    const style = { size: 12, align: "center" };
    paintText(context, theme, framed, left, below + 1.5 * SUM_LINE - 2, style);
  } else {
    const from = strip.x + 12 + blocks + 8,
      room = strip.x + strip.width - 8 - from;
    const size = S === 1 ? 20 : Math.min(20, room / (text.length * digit));
    const at = S === 1 ? strip.x + 12 + blocks / 2 : from;
    paintText(context, theme, text, at, below + SUM_LINE / 2, {
      size,
      weight: 700,
      colour,
      align: S === 1 ? "center" : "left",
    });
  }
}

/**
 * Mark the block of products that is all of the left side's: its frame, around its sum as well or, where
 * the sum is small, with words below it.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {{left: number, top: number, width: number, bottom: number}} block
 * @param {number} k
 * @param {boolean} withSum
 */
function paintSame(context, { theme, comparison }, { left, top, width, bottom }, k, withSum) {
  const { stroke, text: colour } = laneColours(theme, comparison.tracks[1].hues[k]);
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

/**
 * With `pixel`: what all filters make of this position.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 */
function paintValues(context, stage, plan, { i, j }) {
  const { theme, digit } = stage,
    { track, strip } = plan,
    { N, G, S } = track;
  paintText(context, theme, `output[0, ${i}, ${j}, :]`, strip.x + 12, strip.y + 15, {
    weight: 600,
    colour: theme.ink,
    code: true,
  });
  const lines = N > 12 ? 2 : 1,
    perLine = Math.ceil(N / lines);
  const width = Math.min(96, (strip.width - 24) / perLine),
    height = Math.min(72, (strip.height - 38) / lines);
  for (let n = 0; n < N; n++) {
    const hue = S === 1 ? track.hues[Math.floor((n * G) / N)] : null,
      value = outputOf(track, n, i, j);
    const box = {
      x: strip.x + 12 + (n % perLine) * width,
      y: strip.y + 29 + Math.floor(n / perLine) * height,
      width: width - 3,
      height: height - 3,
    };
    const fill = tint(theme, hue, value, track.header.largest.output ?? 0);
    roundBox(context, box, 3, { fill, line: 1, colour: laneColours(theme, hue).stroke });
    const text = writeResult(value),
      size = Math.min(28, 0.5 * box.height, (box.width - 8) / (text.length * digit));
    if (size >= 8) {
      paintText(context, theme, text, box.x + box.width / 2, box.y + box.height / 2 + 0.5, {
        size,
        weight: 600,
        colour: theme.ink,
        align: "center",
      });
    }
  }
}
