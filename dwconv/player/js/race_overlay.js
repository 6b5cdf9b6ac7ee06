// Paints the overlay of a race: the windows of both tracks, the lines from input to output, and what
// the pointer asks for.

import { cellOf } from "./boxes.js";
import { css, laneColours, mix } from "./colours.js";
import { grow, middleOf, put, roundBox, strokeBox } from "./marks.js";
import { tapPlace } from "./model.js";
import { channelsOf, laneOf } from "./race_model.js";

/**
 * Paint the outlines; `visual` is where the window is, in fractions of cells.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Unit} unit
 * @param {State[]} states
 * @param {{visual: any, hover: RaceCell | null, arrival: number}} motion
 */
export function paintRaceOverlay(context, stage, unit, states, { visual, hover, arrival }) {
  const { scene, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  scene.tracks.forEach((/** @type {RacePlan} */ plan, /** @type {number} */ side) => {
    const state = states[side],
      { track } = plan;
    const all = unit === "pixel";
    const used = new Set(channelsOf(track, state.n));
    const at = tapPlace(track, visual, 0);
    for (const view of plan.inputs) {
      const works = state.works && (all || used.has(view.k));
      outlineWindowOf(
        context,
        stage,
        track,
        view,
        at,
        works ? 2.5 : 1,
        laneColours(stage.theme, view.hue).stroke,
      );
    }
    if (!state.works) return;
    const filters = all ? Array.from({ length: track.N }, (_, n) => n) : [state.n];
    for (const n of filters)
      wire(context, stage, plan, { ...state, n }, all ? 0.45 * arrival : arrival, all);
    if (unit === "tap" && state.t >= 0) outlineTapOf(context, stage, plan, state, at);
  });
  if (hover) outlineHoverOf(context, stage, hover, states[hover.side]);
}

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
  if (!holes) strokeBox(context, grow(box, thin / 2 + 1), 1, theme.paper);
  strokeBox(context, box, holes ? 1 : thin, colour, holes ? [2, 3] : dash);
  if (!holes) return;
  for (let t = 0; t < track.K; t++) {
    const tap = cellOf(
      view,
      at.row + Math.floor(t / track.KW) * track.dh,
      at.column + (t % track.KW) * track.dw,
    );
    strokeBox(context, tap, Math.min(thin, Math.max(0.75, view.ch / 6)), colour, dash);
  }
}

/**
 * A height inside a plane on the nearest line of its grid, off the digits.
 *
 * @param {View} view
 * @param {number} height
 */
const onGrid = ({ y, ch }, height) => y + Math.round((height - y) / ch) * ch;

/**
 * Windows -> slices -> one output value. Where several channels meet, a plus says so.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {RacePlan} plan
 * @param {State} state
 * @param {number} alpha
 * @param {boolean} faint
 */
function wire(context, stage, plan, { i, j, n }, alpha, faint) {
  const { theme } = stage,
    { track, columns } = plan;
  const output = plan.outputs[n],
    cell = cellOf(output, i, j);
  const at = tapPlace(track, { i, j }, 0),
    ks = channelsOf(track, n),
    many = ks.length > 1;
  const sum = laneColours(theme, output.hue).stroke;
  const end = { x: cell.x, y: onGrid(output, cell.y + cell.height / 2) };
  const plus = { x: columns.output - 14, y: end.y };
  context.save();
  context.globalAlpha = alpha;
  context.save();
  context.clip(plan.front, "evenodd");
  if (!faint) context.clip(plan.frontEnlarged, "evenodd");
  context.lineWidth = faint ? 1 : 1.5;
  for (const [s, k] of ks.entries()) {
    const input = plan.inputs[k],
      slice = plan.slices[n][s];
    const box = cellOf(input, at.row, at.column),
      middle = middleOf(slice);
    const start = {
      x: box.x + ((track.KW - 1) * track.dw + 1) * input.cw,
      y: onGrid(input, box.y + (((track.KH - 1) * track.dh + 1) * input.ch) / 2),
    };
    context.strokeStyle = css(laneColours(theme, input.hue).stroke);
    context.beginPath();
    context.moveTo(start.x, start.y);
    const right = input.x + input.width + 2,
      bank = columns.bank - 4;
    context.lineTo(right, start.y);
    context.bezierCurveTo(
      (right + bank) / 2,
      start.y,
      (right + bank) / 2,
      middle.y,
      bank,
      middle.y,
    );
    context.lineTo(columns.filterEnd + 2, middle.y);
    const to = many ? { x: plus.x - 7, y: plus.y } : { x: columns.output - 3, y: end.y };
    const half = (columns.filterEnd + 2 + to.x) / 2;
    context.bezierCurveTo(half, middle.y, half, to.y, to.x, to.y);
    if (!many) context.lineTo(end.x, end.y);
    context.stroke();
  }
  if (many) {
    context.strokeStyle = css(sum);
    context.beginPath();
    context.moveTo(plus.x + 7, plus.y);
    context.lineTo(end.x, end.y);
    context.stroke();
  }
  context.restore();
  if (many && !faint) {
    roundBox(context, { x: plus.x - 7, y: plus.y - 7, width: 14, height: 14 }, 7, {
      fill: css(theme.paper),
      line: 1.5,
      colour: sum,
    });
    put(context, theme, "+", plus.x, plus.y + 0.5, {
      size: 14,
      weight: 700,
      colour: theme.ink,
      align: "center",
    });
  }
  if (!faint) {
    for (const s of ks.keys()) {
      const slice = plan.slices[n][s];
      strokeBox(
        context,
        grow(slice, slice.ch < 4 ? 1 : 0),
        slice.ch < 4 ? 1 : 2,
        laneColours(theme, slice.hue).stroke,
      );
    }
    for (const view of plan.enlarged) {
      if (ks.includes(view.k)) strokeBox(context, view, 2.5, laneColours(theme, view.hue).stroke);
    }
  }
  strokeBox(context, cell.width < 6 ? grow(cell, 2) : cell, faint ? 1.5 : 2.5, sum);
  context.restore();
}

/**
 * @param {RacePlan} plan
 * @param {number} k
 */
const enlargedOf = ({ enlarged }, k) => enlarged.find((view) => view.k === k);

/**
 * With `tap`: the one input value and the one weight that are multiplied now.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {RacePlan} plan
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
    strokeBox(
      context,
      ring.width < 5 ? grow(ring, 1.5) : ring,
      Math.min(3.5, Math.max(1.5, ring.width / 4)),
      colour,
    );
  }
}

const DASHES = [5, 3];

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {RaceCell} cell
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
    strokeBox(context, cellOf(view, row, column), 2.5, pen(view.hue), DASHES);
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
      strokeBox(context, plan.slices[n][slice], 2, pen(track.hues[channel]), DASHES);
    });
    return;
  }
  const enlarged = n === state.n && state.works && enlargedOf(plan, k);
  const view = kind === "slice" ? enlarged || plan.slices[n][s] : plan.inputs[k];
  strokeBox(context, cellOf(view, row, column), 2, pen(view.hue), DASHES);
  for (const other of plan.views) {
    const meets = kind === "slice" ? other.n === n : channelsOf(track, other.n ?? 0).includes(k);
    if (other.kind === "output" && meets)
      strokeBox(context, grow(other, 2), 2, pen(other.hue), DASHES);
    if (other.kind === "input" && kind === "slice" && other.k === k)
      strokeBox(context, grow(other, 2), 2, pen(view.hue), DASHES);
    if (other.kind === "slice" && kind === "input" && other.k === k)
      strokeBox(context, grow(other, 1), 1.5, pen(view.hue), DASHES);
  }
}
