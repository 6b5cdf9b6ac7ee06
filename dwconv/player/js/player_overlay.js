// Paints the overlay of the player: the outlines of the window, the filter and the output value, the
// lines between them, and what the pointer asks for.

import {
  DASHES,
  grow,
  outlineBox,
  paintText,
  strokeBox,
  WAITING,
  WAITING_LINE,
} from "./canvas_drawing.js";
import { cellOf, isMagnified, viewsOf } from "./cell_boxes.js";
import { paintCellMarks } from "./cell_marks.js";
import { css, mix } from "./compute_palette.js";
import { connectionsOf, hasArrows, signPlace, windowBoxOf } from "./connecting_lines.js";
import { distance, paintHead, paintSign, strokeLine } from "./line_marks.js";
import { placeOf, reachedBy, tapPlace, windowShown } from "./player_model.js";
import { laneColours } from "./theme_colours.js";

const NEXT_SIGN = 12; // pixels between the middles of two signs, at least

/**
 * Paint the outlines of one moment. `marks` are those of chosen cells; with `hidden` nothing tells
 * where the window is; `asked` is the window whose value a class is asked for, which is outlined in place of
 * the moment's, or -1.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Moment} moment
 * @param {Unit} unit
 * @param {{hover: Cell | null, hidden: boolean, marks: [CellPlace, CellMark][], asked: number}} motion
 */
export function paintOverlay(context, stage, moment, unit, { hover, hidden, marks, asked }) {
  const { scene, model, theme, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  if (!model.windows) return;
  const w = windowShown(model, moment, asked),
    isAsked = w === asked,
    place = placeOf(model, w),
    tap = { a: Math.floor(moment.t / model.KW), b: moment.t % model.KW };
  if (hidden) {
    outlineAsked(context, stage, place);
    paintCellMarks(context, stage, marks);
    if (hover) outlineCell(context, stage, hover);
    return;
  }
  for (const lane of scene.lanes) {
    const active = unit === "pixel" || lane.k === place.k;
    const { stroke } = laneColours(theme, lane.k);
    const [input] = viewsOf(lane, "input"),
      at = tapPlace(model, place, 0);
    if (!active) {
      outlineWindow(context, stage, input, at, WAITING_LINE, stroke, WAITING);
      continue;
    }
    outlineWindow(context, stage, input, at, lane.big ? 3 : 2, stroke);
    const filters = viewsOf(lane, "filter"),
      toOutput = unit !== "pixel" || hasArrows(lane, filters),
      acting = filters.filter(({ q }) => unit === "pixel" || q === place.q);
    // lines from filters go around those to the filters beside them
    const taken =
      lane.big && toOutput && acting[1]
        ? acting.flatMap(({ q }) => linesOf(stage, lane, { ...place, q }, q === place.q, false, []))
        : [];
    /** @type {LineSign[]} */
    const signs = [];
    for (const { q } of acting) {
      outlineFlow(
        context,
        stage,
        lane,
        { ...place, q },
        stroke,
        q === place.q,
        toOutput,
        taken,
        signs,
      );
    }
    const what = model.header.captions?.parts ? "+" : "\u00d7"; // parts are only added up
    for (const sign of apart(signs)) paintSign(context, theme, sign, what, stroke);
    if (unit === "tap" && !isAsked)
      outlineTap(context, stage, lane, { ...at, ...tap }, place.q, stroke);
  }
  if (isAsked) {
    const { x, y, width, height } = outlineAsked(context, stage, place);
    const style = { size: 0.8 * height, weight: 650, colour: theme.ink, align: "center" };
    paintText(context, theme, "?", x + width / 2, y + height / 2, style);
  }
  paintCellMarks(context, stage, marks);
  if (hover) outlineHover(context, stage, hover, place);
}

/**
 * Signs of lines that begin together: one for all of them. A sign is left out where it would lie on one before,
 * or where its line goes through another one: the product would seem to be taken twice.
 *
 * @param {LineSign[]} signs
 */
export const apart = (signs) =>
  signs.filter(
    (one, at) =>
      !signs.some(
        (other, index) =>
          (index < at && distance(one, other) < NEXT_SIGN) ||
          (index !== at && isOn(one.points, other) && (index < at || !isOn(other.points, one))),
      ),
  );

/** A sign, and the line that it stands on. @typedef {Point & {radius?: number, points: Point[]}} LineSign */

/** Whether a sign stands on a line. @param {Point[]} points @param {Point} sign */
const isOn = (points, sign) =>
  points.some(
    (to, at) =>
      at &&
      distance(points[at - 1], sign) + distance(sign, to) < distance(points[at - 1], to) + 0.1,
  );

/**
 * Outline the output value that is asked for; its cell.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Place} place
 */
function outlineAsked(context, { scene, theme }, { i, j, k, q }) {
  const cell = cellOf(viewsOf(scene.lanes[k], "output")[q], i, j);
  outlineBox(context, theme, cell, 3, laneColours(theme, k).stroke);
  return cell;
}

/**
 * The cell under the pointer, and nothing that it belongs to.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Cell} cell
 */
function outlineCell(context, { scene, theme }, { kind, k, q, row, column }) {
  const view = viewsOf(scene.lanes[k], kind)[kind === "input" || kind === "weights" ? 0 : q];
  strokeBox(context, cellOf(view, row, column), 2.5, theme.ink, DASHES);
}

/**
 * The box around a window; where there are holes between its taps, one around each tap.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 * @param {{row: number, column: number}} at
 * @param {number} line
 * @param {Colour} colour
 * @param {number[]} [dash]
 */
function outlineWindow(context, stage, view, at, line, colour, dash = []) {
  const { model, theme } = stage;
  const box = windowBoxOf(view, model, at);
  const thin = view.ch < 6 ? Math.min(line, 1.5) : line;
  if ((model.dh === 1 || model.KH === 1) && (model.dw === 1 || model.KW === 1)) {
    outlineBox(context, theme, box, thin, colour, dash);
    return;
  }
  // parts that are added up stand beside each other: no window spans what lies between them
  if (!model.header.captions?.parts) outlineBox(context, theme, grow(box, 2), 1.5, colour, dash);
  const tapLine = Math.min(thin, Math.max(1, view.ch / 6));
  for (let a = 0; a < model.KH; a++) {
    for (let b = 0; b < model.KW; b++) {
      const tap = cellOf(view, at.row + a * model.dh, at.column + b * model.dw);
      outlineBox(context, theme, grow(tap, -Math.min(1, view.ch / 8)), tapLine, colour, dash);
    }
  }
}

/**
 * Window -> filter -> output value: their outlines, joined by thin lines where there is room.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Place} place
 * @param {Colour} colour
 * @param {boolean} current
 * @param {boolean} toOutput
 * @param {import("./connecting_lines.js").Connection[]} taken   the lines of other filters; takes these
 * @param {LineSign[]} signs  takes the places for the signs of the product
 */
function outlineFlow(context, stage, lane, { i, j, q }, colour, current, toOutput, taken, signs) {
  const magnified = [...viewsOf(lane, "patch"), ...(current ? viewsOf(lane, "weights") : [])];
  const filter = viewsOf(lane, "filter")[q];
  const cell = cellOf(viewsOf(lane, "output")[q], i, j);
  const { theme } = stage;
  // a small lane has no room for lines: its outlines say it
  if (lane.big) {
    context.strokeStyle = css(colour);
    context.lineWidth = 1.5;
    const lines = linesOf(stage, lane, { i, j, q }, current, toOutput, taken);
    taken.push(...lines);
    for (const line of lines) {
      strokeLine(context, line.points);
      const sign = line.times && signPlace(lane, line.points);
      if (sign) signs.push({ ...sign, points: line.points });
      if (line.ends) paintHead(context, line.points, colour);
    }
  }
  const line = lane.big ? 2.5 : 2;
  for (const view of magnified) outlineBox(context, theme, view, line, colour);
  outlineBox(context, theme, filter, Math.min(line, Math.max(1, filter.ch / 2)), colour);
  if (cell.width < 7) outlineBox(context, theme, grow(cell, 2), 1.5, colour);
  else outlineBox(context, theme, cell, lane.big ? 3 : 2, colour);
}

/**
 * The lines of a window, found once for as long as the stage and the window stay.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {{i: number, j: number, q: number}} place
 * @param {boolean} current
 * @param {boolean} toOutput
 * @param {import("./connecting_lines.js").Connection[]} taken
 * @returns {import("./connecting_lines.js").Connection[]}
 */
function linesOf(stage, lane, { i, j, q }, current, toOutput, taken) {
  const key = [lane.k, i, j, q, current, toOutput, taken.length].join();
  const known = stage.lines.get(key);
  if (known) return known;
  if (stage.lines.size > 500) stage.lines.clear();
  const lines = connectionsOf(lane, stage.model, { i, j, q }, current, toOutput, taken);
  stage.lines.set(key, lines);
  return lines;
}

/**
 * With `tap`: the one input value and the one weight that are multiplied now.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Position} position
 * @param {number} q
 * @param {Colour} colour
 */
function outlineTap(context, stage, lane, { row, column, a, b }, q, colour) {
  const { model, theme } = stage;
  const [input] = viewsOf(lane, "input"),
    filter = viewsOf(lane, "filter")[q];
  const rings = [
    cellOf(input, row + a * model.dh, column + b * model.dw),
    ...[...lane.views.filter(isMagnified), filter].map((view) => cellOf(view, a, b)),
  ];
  for (const ring of rings) {
    if (ring.width < 4) continue;
    const line = Math.min(4, ring.width / 4);
    outlineBox(context, theme, ring, line, mix(colour, theme.ink, 0.35));
  }
}

// -- the pointer

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Cell} pointed
 * @param {Place} place
 */
function outlineHover(context, stage, pointed, place) {
  const hover = pointed.kind === "weights" ? { ...pointed, kind: "filter", q: place.q } : pointed;
  const { scene, theme } = stage;
  const lane = scene.lanes[hover.k];
  const { stroke } = laneColours(theme, hover.k);
  const pen = {
    colour: mix(stroke, theme.ink, 0.45),
    box: (/** @type {Box} */ box, line = 2) => strokeBox(context, box, line, pen.colour, DASHES),
    window: (/** @type {View} */ view, /** @type {{row: number, column: number}} */ at) =>
      outlineWindow(context, stage, view, at, 2.5, pen.colour, DASHES),
    shade(/** @type {Box} */ box) {
      context.fillStyle = css(stroke, 0.28);
      context.fillRect(box.x, box.y, box.width, box.height);
      if (box.width >= 8) strokeBox(context, grow(box, -1), 1.5, pen.colour, [3, 2]);
    },
  };
  if (hover.kind === "output") hoverOutput(stage, lane, hover, pen);
  else if (hover.kind === "input") hoverInput(stage, lane, hover, pen, place);
  else if (hover.kind === "filter") hoverWeight(stage, lane, hover, pen, place);
}

/**
 * An output value: the window and the filter that made it.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Cell} cell
 * @param {HoverPen} pen
 */
function hoverOutput(stage, lane, { q, row, column }, pen) {
  pen.window(viewsOf(lane, "input")[0], tapPlace(stage.model, { i: row, j: column }, 0));
  pen.box(viewsOf(lane, "filter")[q]);
  pen.box(cellOf(viewsOf(lane, "output")[q], row, column), 2.5);
}

/**
 * An input value: the outputs that use it and, with the window on it, the weights it meets.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Cell} cell
 * @param {HoverPen} pen
 * @param {Place} place
 */
function hoverInput({ model }, lane, { row, column }, pen, { i, j }) {
  for (const out of reachedBy(row, model.KH, model.sh, model.dh, model.OH)) {
    for (const across of reachedBy(column, model.KW, model.sw, model.dw, model.OW)) {
      for (const view of viewsOf(lane, "output")) pen.shade(cellOf(view, out, across));
    }
  }
  pen.box(cellOf(viewsOf(lane, "input")[0], row, column), 2.5);
  const a = (row - i * model.sh) / model.dh,
    b = (column - j * model.sw) / model.dw;
  /**
   * @param {number} tap
   * @param {number} taps
   */
  const within = (tap, taps) => Number.isInteger(tap) && tap >= 0 && tap < taps;
  if (!within(a, model.KH) || !within(b, model.KW)) return;
  for (const view of [...lane.views.filter(isMagnified), ...viewsOf(lane, "filter")]) {
    pen.box(cellOf(view, a, b));
  }
}

/**
 * A weight: every input value that it meets, and the plane that it helps to make.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Cell} cell
 * @param {HoverPen} pen
 * @param {Place} place
 */
function hoverWeight({ model }, lane, { q, row, column }, pen, place) {
  const [input] = viewsOf(lane, "input");
  const top = row * model.dh,
    left = column * model.dw;
  if (model.sh === 1 && model.sw === 1) {
    const width = model.OW * input.cw,
      height = model.OH * input.ch;
    pen.shade({ ...cellOf(input, top, left), width, height });
  } else {
    for (let i = 0; i < model.OH; i++) {
      for (let j = 0; j < model.OW; j++) {
        pen.shade(cellOf(input, top + i * model.sh, left + j * model.sw));
      }
    }
  }
  const weights = q === place.q ? viewsOf(lane, "weights") : [];
  for (const view of [...viewsOf(lane, "patch"), ...weights, viewsOf(lane, "filter")[q]]) {
    pen.box(cellOf(view, row, column), 2.5);
  }
  pen.box(viewsOf(lane, "output")[q]);
}
