// Paints the overlay of a comparison: the windows of both tracks, the lines from input to output, and what
// the pointer asks for.

import { DASHES, grow, outlineBox, WAITING, WAITING_LINE } from "./canvas_drawing.js";
import { cellOf } from "./cell_boxes.js";
import { comparisonLinesOf } from "./comparison_connecting_lines.js";
import { channelsOf, laneOf } from "./comparison_model.js";
import { css, mix } from "./compute_palette.js";
import { paintHead, paintJoint, paintSign, strokeLine } from "./line_marks.js";
import { tapPlace } from "./player_model.js";
import { laneColours } from "./theme_colours.js";

/**
 * Paint the outlines of one moment.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Unit} unit
 * @param {State[]} states
 * @param {{hover: ComparisonCell | null}} motion
 */
export function paintComparisonOverlay(context, stage, unit, states, { hover }) {
  const { scene, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  scene.tracks.forEach((/** @type {ComparisonPlan} */ plan, /** @type {number} */ side) => {
    const state = states[side],
      { track } = plan;
    const all = unit === "pixel";
    const used = new Set(channelsOf(track, state.n));
    const at = tapPlace(track, state, 0);
    for (const view of plan.inputs) {
      const works = state.works && (all || used.has(view.k));
      outlineWindowOf(
        context,
        stage,
        track,
        view,
        at,
        works ? 2.5 : WAITING_LINE,
        laneColours(stage.theme, view.hue).stroke,
        works ? [] : WAITING,
      );
    }
    if (!state.works) return;
    const filters = all ? Array.from({ length: track.N }, (_, n) => n) : [state.n];
    for (const n of filters) strokeConnection(context, stage, plan, { ...state, n }, all);
    if (unit === "tap" && state.t >= 0) outlineTapOf(context, stage, plan, state, at);
  });
  if (hover) outlineHoverOf(context, stage, hover, states[hover.side]);
}

const LOW_CELL = 11; // pixels: a frame around a smaller one leaves its inside free
/**
 * A line from the right to a cell, as far as the frame around the cell.
 *
 * @param {Point[]} line
 * @param {number} frame   how far that reaches out of the cell
 */
const outsideFrame = (line, frame) => {
  const { x, y } = line[line.length - 1];
  return [...line.slice(0, -1), { x: x + frame, y }];
};

const SMALL_HEAD = 5.5; // pixels: of an arrow

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Track} track
 * @param {View} view
 * @param {{row: number, column: number}} at
 * @param {number} line
 * @param {Colour} colour
 * @param {number[]} [dash]
 */
function outlineWindowOf(context, { theme }, track, view, at, line, colour, dash = []) {
  /**
   * @param {number} taps
   * @param {number} dilation
   */
  const span = (taps, dilation) => (taps - 1) * dilation + 1;
  const box = {
    ...cellOf(view, at.row, at.column),
    width: span(track.KW, track.dw) * view.cw,
    height: span(track.KH, track.dh) * view.ch,
  };
  const thin = view.ch < 6 ? Math.min(line, 1.5) : line;
  const holes = (track.dh > 1 && track.KH > 1) || (track.dw > 1 && track.KW > 1);
  if (!holes) {
    outlineBox(context, theme, box, thin, colour, dash);
    return;
  }
  outlineBox(context, theme, grow(box, 2), 1.5, colour, dash);
  for (let t = 0; t < track.K; t++) {
    const tap = cellOf(
      view,
      at.row + Math.floor(t / track.KW) * track.dh,
      at.column + (t % track.KW) * track.dw,
    );
    outlineBox(context, theme, tap, Math.min(thin, Math.max(0.75, view.ch / 6)), colour, dash);
  }
}

/**
 * The lines of one output value; the plus where several channels meet. Gives back what its products need.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {{i: number, j: number, n: number}} place
 * @param {Colour} colour   of the sum
 * @param {boolean} all   whether all filters work at once
 */
function strokeLines(context, stage, plan, { i, j, n }, colour, all) {
  const { theme, lines: known } = stage,
    key = [plan.track.side, i, j, n, all].join();
  if (known.size > 500) known.clear();
  if (!known.has(key)) known.set(key, comparisonLinesOf(plan, { i, j, n }, all));
  /** @type {ComparisonLines} */
  const { parts, joints, plus, bus, sum } = known.get(key);
  const low = plan.outputs[n].cw < LOW_CELL;
  const head = plan.readable || low ? SMALL_HEAD : undefined; // outputs stand close together
  const frame = low ? 4 : 1;
  context.lineWidth = 1.5;
  for (const { k, factor, lines } of parts) {
    const { stroke } = laneColours(theme, plan.track.hues[k]);
    context.strokeStyle = css(stroke);
    for (const line of factor ? [factor, ...lines] : lines) strokeLine(context, line);
    if (!plus && lines.length)
      paintHead(context, outsideFrame(lines[lines.length - 1], frame), stroke, head);
  }
  if (!plus || !bus) return parts;
  context.strokeStyle = css(colour);
  strokeLine(context, bus);
  if (sum) {
    strokeLine(context, sum);
    paintHead(context, outsideFrame(sum, frame), colour, head);
  }
  for (const joint of joints)
    paintJoint(context, joint, laneColours(theme, plan.track.hues[joint.k]).stroke);
  paintSign(context, theme, plus, "+", colour);
  return parts;
}

/**
 * Windows -> slices -> one output value. Where several channels meet, a plus says so. Of all filters at once the
 * lines are shown where each has a way of its own.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {boolean} all   whether all filters work at once
 */
function strokeConnection(context, stage, plan, { i, j, n }, all) {
  const { theme } = stage,
    { track } = plan;
  const output = plan.outputs[n],
    cell = cellOf(output, i, j),
    ks = channelsOf(track, n);
  const sum = laneColours(theme, output.hue).stroke;
  if (!all || plan.readable) {
    const parts = strokeLines(context, stage, plan, { i, j, n }, sum, all);
    for (const s of ks.keys()) {
      const slice = plan.slices[n][s];
      outlineBox(
        context,
        theme,
        grow(slice, slice.font ? 1.5 : slice.ch < 4 ? 1 : 0), // clear of its digits
        slice.ch < 4 ? 1 : 2,
        laneColours(theme, slice.hue).stroke,
      );
    }
    for (const view of plan.enlarged) {
      const { stroke } = laneColours(theme, view.hue);
      if (ks.includes(view.k)) outlineBox(context, theme, grow(view, 1.5), 2.5, stroke);
    }
    // over the frame of its filter, where they are close
    for (const { k, sign } of parts)
      if (sign) paintSign(context, theme, sign, "\u00d7", laneColours(theme, track.hues[k]).stroke);
  }
  const box = cell.width < LOW_CELL ? grow(cell, 1.5) : cell; // its sign stays in sight
  outlineBox(context, theme, box, all ? 1.5 : 2.5, sum);
}

/**
 * @param {ComparisonPlan} plan
 * @param {number} k
 */
const enlargedOf = ({ enlarged }, k) => enlarged.find((view) => view.k === k);

/**
 * With `tap`: the one input value and the one weight that are multiplied now.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonPlan} plan
 * @param {State} state
 * @param {any} place
 */
function outlineTapOf(context, stage, plan, state, { row, column }) {
  const { theme } = stage,
    { track } = plan;
  const s = Math.floor(state.t / track.K),
    t = state.t % track.K;
  const k = laneOf(track, state),
    a = Math.floor(t / track.KW),
    b = t % track.KW;
  const colour = mix(laneColours(theme, track.hues[k]).stroke, theme.ink, 0.35);
  const rings = [
    cellOf(plan.inputs[k], row + a * track.dh, column + b * track.dw),
    cellOf(enlargedOf(plan, k) ?? plan.slices[state.n][s], a, b),
  ];
  for (const ring of rings) {
    outlineBox(
      context,
      theme,
      ring.width < 5 ? grow(ring, 1.5) : ring,
      Math.min(3.5, Math.max(1.5, ring.width / 4)),
      colour,
    );
  }
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {ComparisonCell} cell
 * @param {State} state
 */
function outlineHoverOf(context, stage, { side, kind, k, n, s, row, column }, state) {
  const { theme } = stage,
    plan = stage.scene.tracks[side],
    { track } = plan;
  /** @param {number | null} hue */
  const pen = (hue) => mix(laneColours(theme, hue).stroke, theme.ink, 0.45);
  if (kind === "output") {
    const view = plan.outputs[n];
    outlineBox(context, theme, cellOf(view, row, column), 2.5, pen(view.hue), DASHES);
    channelsOf(track, n).forEach((channel, slice) => {
      const at = tapPlace(track, { i: row, j: column }, 0);
      outlineWindowOf(
        context,
        stage,
        track,
        plan.inputs[channel],
        at,
        2,
        pen(track.hues[channel]),
        DASHES,
      );
      outlineBox(context, theme, plan.slices[n][slice], 2, pen(track.hues[channel]), DASHES);
    });
    return;
  }
  const enlarged = n === state.n && state.works && enlargedOf(plan, k);
  const view = kind === "slice" ? enlarged || plan.slices[n][s] : plan.inputs[k];
  outlineBox(context, theme, cellOf(view, row, column), 2, pen(view.hue), DASHES);
  for (const other of plan.views) {
    const meets = kind === "slice" ? other.n === n : channelsOf(track, other.n ?? 0).includes(k);
    if (other.kind === "output" && meets)
      outlineBox(context, theme, grow(other, 2), 2, pen(other.hue), DASHES);
    if (other.kind === "input" && kind === "slice" && other.k === k)
      outlineBox(context, theme, grow(other, 2), 2, pen(view.hue), DASHES);
    if (other.kind === "slice" && kind === "input" && other.k === k)
      outlineBox(context, theme, grow(other, 1), 1.5, pen(view.hue), DASHES);
  }
}
