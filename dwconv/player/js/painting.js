// Paints the player's scene in three layers. The still holds what is the same at every moment; it is
// painted once. The base is the still with what the moment adds: outputs, the window's numbers, the
// strip; it is painted once for each step. The overlay holds the outlines; it alone is painted again
// while they move (player_overlay.js).
//
// `stage` is what painting needs: {scene, model, theme, dpr, digit, hatch, images, still}.

import { paintArithmetic, paintChips, paintQuestion } from "./arithmetic_painting.js";
import {
  clearCanvas,
  framePicture,
  grow,
  hatchOf,
  paintCells,
  paintEmpty,
  paintPlane,
  paintRevealed,
  paintText,
  planeImage,
  roundBox,
} from "./canvas_drawing.js";
import { cellOf, isMagnified, viewsOf } from "./cell_boxes.js";
import { css } from "./compute_palette.js";
import { paintsOffScreen } from "./dom.js";
import { divideParts } from "./gradient_parts.js";
import { captionOf } from "./lane_layout.js";
import { forgetWaiting, paintLegend } from "./legend.js";
import {
  ASKED_FOR_OUTPUT,
  ASKED_IN_WORDS,
  inputAt,
  outputAt,
  placeOf,
  revealed,
  tapPlace,
  weightAt,
  windowShown,
} from "./player_model.js";
import { planScene } from "./scene_layout.js";
import { NOTHING } from "./sentences.js";
import { dotting, hatching, laneColours } from "./theme_colours.js";

/**
 * Plan and paint everything that holds until numbers, size, focus or theme change.
 *
 * @param {Model} model
 * @param {Theme} theme
 * @param {Size & {scale: number}} size
 * @param {number} dpr
 * @param {number} focus
 * @param {Context} context
 * @param {boolean} [together]   whether all lanes act at once, so that none waits
 * @param {OffscreenCanvas} [used]   the still of the stage before
 */
export function buildStage(model, theme, size, dpr, focus, context, together = false, used) {
  /**
   * @param {string} text
   * @param {string} font
   */
  const widthOf = (text, font) => {
    context.font = font;
    return context.measureText(text).width;
  };
  const digit = widthOf("0", `500 100px ${theme.textFont}`) / 100;
  /** @type {Tools} */
  const tools = {
    digit,
    scale: size.scale,
    snap: (value) => Math.round(value * dpr) / dpr,
    // whole pixels, except where a fraction of one is much of the cell
    snapCell: (cell) => (cell * dpr >= 6 ? Math.floor(cell * dpr) / dpr : Math.max(cell, 0.01)),
    textWidth: (text) => widthOf(text, `400 13px ${theme.textFont}`),
  };
  const scene = planScene(model, size, focus, tools);
  if (together) forgetWaiting(scene);
  /** @type {Stage} */
  const stage = { scene, model, theme, dpr, digit, hatch: hatching(theme, dpr), images: new Map() };
  stage.lines = new Map();
  stage.dots = dotting(theme, dpr);
  stage.still = clearCanvas(scene.width * dpr, scene.height * dpr, used);
  paintStill(paintsOffScreen(stage.still), stage);
  return stage;
}

// -- the still

/**
 * @param {Context} context
 * @param {Stage} stage
 */
function paintStill(context, stage) {
  const { scene, theme, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  for (const lane of scene.lanes) paintLane(context, stage, lane);
  paintLegend(context, stage, scene.legend);
  if (scene.strip) {
    roundBox(context, grow(scene.strip, -0.5), 7, { line: 1, colour: theme.line });
  } else {
    paintText(context, theme, NOTHING, scene.width / 2, scene.height / 2, {
      size: 16,
      align: "center",
    });
  }
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Lane} lane
 */
function paintLane(context, stage, lane) {
  const { theme } = stage;
  roundBox(context, grow(lane, -0.5), 7, { fill: css(theme.panel), line: 1, colour: theme.line });
  context.fillStyle = css(laneColours(theme, lane.k).stroke);
  context.beginPath();
  context.roundRect(lane.x, lane.y, 5, lane.height, [7, 0, 0, 7]);
  context.fill();
  for (const view of lane.views) {
    if (view.kind === "output") paintEmpty(context, theme, view);
    else if (!isMagnified(view)) paintView(context, stage, view);
  }
  for (const { text, x, y, note } of lane.texts) {
    const style = note ? { colour: theme.ink } : { align: "center" };
    paintText(context, theme, text, x, y, { ...style, base: true });
  }
}

// -- planes

/**
 * One plane of the stage's model.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 */
function paintView(context, stage, view) {
  const { model } = stage;
  /**
   * @param {number} row
   * @param {number} column
   */
  const valueAt = (row, column) => {
    if (view.kind === "input") return inputAt(model, view.k, row, column);
    const read = view.kind === "filter" ? weightAt : outputAt;
    return read(model, view.k, view.q, row, column);
  };
  const largest = model.header.largest[/** @type {ArrayName} */ (view.kind)] ?? 0;
  /**
   * @param {number} row
   * @param {number} column
   */
  const hatchAt = (row, column) =>
    view.kind === "input" ? hatchOf(stage, row, column) : stage.hatch;
  const reached = view.kind === "input" ? model.header.reached : undefined;
  paintPlane(context, stage, view, valueAt, largest, hatchAt, reached);
  if (!reached) return;
  framePicture(context, stage, model, view);
  divideParts(context, stage, view);
}

/**
 * The current filter, enlarged.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 * @param {Place} place
 */
function paintWeights(context, stage, view, { q }) {
  const { model, theme } = stage;
  const cells = Array.from({ length: model.T }, (_, t) => {
    const a = Math.floor(t / view.cols),
      b = t % view.cols;
    return { box: cellOf(view, a, b), value: weightAt(model, view.k, q, a, b) };
  });
  paintCells(context, stage, view, cells, model.header.largest.filter);
  const style = { align: "center", base: true };
  const words = captionOf(model, "filter", view.k, q) ?? `filter q = ${q}`;
  paintText(context, theme, words, view.x + view.width / 2, view.y - 6, style);
}

/**
 * The numbers under the window, enlarged.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 * @param {Place} place
 */
function paintPatch(context, stage, view, place) {
  const { model } = stage;
  const cells = Array.from({ length: model.T }, (_, t) => {
    const { row, column } = tapPlace(model, place, t);
    return {
      box: cellOf(view, Math.floor(t / view.cols), t % view.cols),
      value: inputAt(model, view.k, row, column),
      hatch: hatchOf(stage, row, column),
    };
  });
  paintCells(context, stage, view, cells, model.header.largest.input);
}

/**
 * In place of all outputs of a lane one question mark, which is as large for every size of them.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Lane} lane
 */
function coverOutputs(context, theme, lane) {
  const [{ x: left, y: top, width, height }] = viewsOf(lane, "output");
  context.fillStyle = css(theme.panel);
  const above = Math.max(top - 24, lane.y + 3); // with the words there
  context.fillRect(
    left - 14,
    above,
    lane.x + lane.width - left + 11,
    lane.y + lane.height - 3 - above,
  );
  const side = Math.min(72, width, height),
    x = left + (width - side) / 2,
    y = top + (height - side) / 2;
  roundBox(context, { x, y, width: side, height: side }, 6, { line: 1.5, colour: theme.ink });
  const style = { size: side / 2, align: "center", colour: theme.ink };
  paintText(context, theme, "?", x + side / 2, y + side / 2, style);
}

// -- the base

/**
 * Paint one moment. `subject` is a window whose arithmetic the strip shows instead of the moment's
 * own, because the pointer is on its output value; or null. With `hidden`, nothing tells where the
 * window is. `asked` is the window whose value a class is asked for, which is shown and named in place of
 * the moment's; -1 if it is asked for none, or ASKED_IN_WORDS or ASKED_FOR_OUTPUT.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Moment} moment
 * @param {Unit} unit
 * @param {number | null} subject
 * @param {boolean} [hidden]
 * @param {number} [asked]
 */
export function paintBase(context, stage, moment, unit, subject, hidden = false, asked = -1) {
  const { scene, model, theme, still, dpr } = stage;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.drawImage(still, 0, 0);
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  if (!model.windows) return;
  const place = placeOf(model, windowShown(model, moment, asked));
  const hidesOutput = asked === ASKED_FOR_OUTPUT;
  for (const lane of scene.lanes) {
    if (hidesOutput) coverOutputs(context, theme, lane);
    for (const view of hidesOutput ? [] : viewsOf(lane, "output")) {
      const count = revealed(model, unit, moment, view.k, view.q);
      paintRevealed(context, dpr, stage.images, view, count, () =>
        planeImage(dpr, view, (plane) => paintView(plane, stage, view)),
      );
    }
    for (const view of viewsOf(lane, "patch")) {
      if (hidden) paintEmpty(context, theme, view);
      else paintPatch(context, stage, view, place);
    }
    for (const view of viewsOf(lane, "weights")) paintWeights(context, stage, view, place);
    if (model.C > 1 && (unit === "pixel" || lane.k === place.k)) {
      const colour = laneColours(theme, lane.k).stroke;
      roundBox(context, grow(lane, -1), 6, { line: 1.75, colour });
    }
  }
  if (hidesOutput) return;
  if (subject !== null) {
    roundBox(context, grow(scene.strip, -1), 6, { line: 1.5, colour: theme.muted, dash: [5, 3] });
    paintArithmetic(context, stage, subject, null);
  } else if (hidden || asked >= 0) {
    paintQuestion(context, stage, asked < 0 ? moment.w : asked);
  } else if (unit === "pixel") {
    paintChips(context, stage, place);
  } else {
    const now = unit === "tap" ? moment.t : null;
    paintArithmetic(context, stage, moment.w, now, asked === ASKED_IN_WORDS);
  }
}
