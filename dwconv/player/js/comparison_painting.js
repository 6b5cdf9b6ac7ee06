// Paints the picture of a comparison in its three layers (see painting.js).

import {
  clearCanvas,
  framePicture,
  grow,
  paintEmpty,
  paintPlane,
  paintRevealed,
  paintText,
  planeImage,
  roundBox,
} from "./canvas_drawing.js";
import { KEY } from "./comparison_labels.js";
import { planComparison } from "./comparison_layout.js";
import { channelsOf, outputOf, revealedOf, weightOf } from "./comparison_model.js";
import { paintProducts } from "./comparison_products.js";
import { css } from "./compute_palette.js";
import { paintsOffScreen } from "./dom.js";
import { paintLegend, paintSwatch } from "./legend.js";
import { writeResult } from "./number_text.js";
import { inputAt } from "./player_model.js";
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
 * @param {OffscreenCanvas} [used]   the still of the stage before
 */
export function buildComparisonStage(comparison, theme, size, focus, dpr, context, shown, used) {
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
  stage.still = clearCanvas(scene.width * dpr, scene.height * dpr, used);
  paintStillOfComparison(paintsOffScreen(stage.still), stage);
  return stage;
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Track} track
 * @param {View} view
 */
function paintView(context, stage, track, view) {
  /**
   * @param {number} row
   * @param {number} column
   */
  const valueAt = (row, column) => {
    if (view.kind === "input") return inputAt(track, view.k, row, column);
    if (view.kind === "output") return outputOf(track, view.n, row, column);
    return weightOf(track, view.n, view.s, row, column);
  };
  const { largest: all, reached } = track.header;
  const largest = all[/** @type {ArrayName} */ (view.kind)] ?? all.filter ?? 0;
  const isInput = view.kind === "input",
    hued = { ...view, k: view.hue };
  paintPlane(context, stage, hued, valueAt, largest, undefined, isInput ? reached : undefined);
  if (isInput) framePicture(context, stage, track, view);
}

/**
 * @param {Context} context
 * @param {Stage} stage
 */
function paintStillOfComparison(context, stage) {
  const { scene, theme, dpr } = stage;
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
      else if (PLANES.has(view.kind)) paintView(context, stage, plan.track, view);
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
      paintRevealed(context, dpr, images, view, count, () =>
        planeImage(dpr, view, (plane) => paintView(plane, stage, track, view)),
      );
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
    if (s >= 0) paintView(context, stage, track, { ...view, n, s });
  }
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
