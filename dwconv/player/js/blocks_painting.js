// The picture of two blocks of layers: where the planes of each stage are, and how they are drawn.
// On a wide screen a block is a row and a place a column; on a phone it is the other way round.

import {
  AROUND_FRAME,
  FRAME_LINE,
  frameOf,
  LEAST_GAP,
  levelOf,
  paintArrows,
  planesOf,
  SHORTCUT,
} from "./blocks_arrows.js";
import { revealedOfStage, stageBefore, valueOfStage, windowOfStage } from "./blocks_model.js";
import {
  outlineBox,
  paintEmpty,
  paintPlane,
  paintRevealed,
  planeImage,
  roundBox,
} from "./canvas_drawing.js";
import { cellOf } from "./cell_boxes.js";
import { SIDE_BY_SIDE } from "./comparison_sizes.js";
import { css } from "./compute_palette.js";
import { inLines, MOST_HUES, paintLegend, SWATCH } from "./legend.js";
import { hatching, laneColours } from "./theme_colours.js";

const TITLE = 26, // height of the line above a block
  LINE = 17; // height of a line of words above a stage
const PHONE_GAP = 10, // between stages
  BETWEEN = 3; // between planes
const PHONE_EDGE = 14; // left of a block on a phone without a sum
const PHONE_PLANES = 47; // height of the planes of a stage on a phone
const PHONE_TITLE = 92;
const LARGEST_CELL = 30;
const LEAST_COLUMN = 96; // pixels: the words above narrow planes
const OVER_ARROW = 5; // from the words of a place without a stage to the arrow that passes it

/** What the colours and frames of the picture mean. @type {LegendMark[]} */
const MARKS = [
  { kind: "positive", words: "positive" },
  { kind: "sum", words: "positive sum of channels" },
  { kind: "negative", words: "negative" },
  { kind: "zero", words: "zero" },
  { kind: "empty", words: "still to come" },
  { kind: "empty", frame: "read", words: "read in this step" },
  { kind: "empty", frame: "made", words: "made in this step" },
];

/**
 * Plan the picture for a size in CSS pixels.
 *
 * @param {Blocks} model
 * @param {Size} size
 * @param {Pick<Tools, "textWidth">} tools
 * @returns {BlocksPlan}
 */
export function planBlocks({ blocks, places }, { width, height: whole }, tools) {
  const narrow = width < SIDE_BY_SIDE;
  const edge = AROUND_FRAME;
  const hues = Math.min(blocks[0].input.channels, MOST_HUES);
  /** @param {number} y */
  const legendAt = (y) =>
    inLines(
      MARKS.map((mark) => ({ ...mark, hues })),
      { x: edge, y, width: width - 2 * edge },
      tools,
    );
  const height = whole - (narrow ? 0 : legendAt(0).height);
  const columns = places.length + 1;
  const lines = narrow ? 2 : 3;
  const title = narrow ? PHONE_TITLE : TITLE;
  const sums = blocks.some(({ stages }) => stages.some((stage) => stage?.kind === "sum"));
  const phoneEdge = sums ? SHORTCUT : PHONE_EDGE;
  const across = narrow
    ? width / 2 - phoneEdge - edge
    : (width - 2 * edge - LEAST_GAP * (columns - 1)) / columns;
  const below = sums ? SHORTCUT : AROUND_FRAME + 2;
  const down = narrow ? lines * LINE + PHONE_PLANES : height / 2 - TITLE - below;
  const plans = blocks.map((block, side) => {
    const x = narrow ? (side * width) / 2 : 0;
    const y = narrow ? 0 : side * (height / 2);
    const stages = [block.input, ...block.stages].map((stage, column) => {
      const box = {
        x: narrow ? x + phoneEdge : edge + column * (across + LEAST_GAP),
        y: y + title + (narrow ? column * (down + PHONE_GAP) : 0),
        width: across,
        height: down,
      };
      const words = lines * LINE + AROUND_FRAME + 3;
      const room = { ...box, y: box.y + words, height: box.height - words };
      // words may be a little wider than the planes; where there is no stage, they are one line
      const head = narrow
        ? { ...box, height: (stage ? lines : 1) * LINE }
        : { ...box, x: box.x - edge, width: across + 2 * edge, height: lines * LINE };
      return { at: column - 1, box, head, room, stage, views: [] };
    });
    const top = { x, y, width: narrow ? width / 2 - edge : width, height: title };
    return { block, side, title: top, stages };
  });
  placePlanes(plans.flatMap(({ stages }) => stages));
  if (!narrow) spreadColumns(plans, width, across);
  const legend = legendAt(narrow ? title + columns * (down + PHONE_GAP) : height);
  const end = narrow ? title + columns * (down + PHONE_GAP) + legend.height : whole;
  return { width, height: end, narrow, blocks: plans, legend };
}

/**
 * Make columns as wide as the planes in them, and as far from each other as the width allows: the arrows
 * between them are as long as each other. Words of a place without a stage stand on the arrow that passes it.
 *
 * @param {BlockPlan[]} plans
 * @param {number} width
 * @param {number} across   of each column, as the planes were planned
 */
function spreadColumns(plans, width, across) {
  const edge = AROUND_FRAME,
    last = plans[0].stages.length - 1;
  const widths = plans[0].stages.map((_, column) => {
    const planes = plans.flatMap(({ stages }) => (stages[column].stage ? [stages[column]] : []));
    return Math.max(Math.min(LEAST_COLUMN, across), ...planes.map((plan) => planesOf(plan).width));
  });
  const gap = (width - 2 * edge - widths.reduce((sum, wide) => sum + wide, 0)) / last;
  let x = edge;
  for (const [column, wide] of widths.entries()) {
    const beside = column % last ? gap / 2 : edge;
    for (const { stages } of plans) {
      const { box, room, head, views } = stages[column];
      const by = x + wide / 2 - (box.x + box.width / 2);
      for (const view of views) view.x += by;
      for (const each of [box, room]) Object.assign(each, { x, width: wide });
      Object.assign(head, { x: x - beside, width: wide + 2 * beside });
    }
    x += wide + gap;
  }
  for (const { stages } of plans) {
    const first = stages.findIndex(({ stage }) => !stage),
      next = stages.findIndex(({ stage }, column) => column > first && stage);
    if (first < 0 || next < 0) continue;
    const { head } = stages[first];
    const y = levelOf(stages) - LINE - OVER_ARROW;
    Object.assign(head, { y, height: LINE, width: stages[next].head.x - head.x });
  }
}

/**
 * Place the planes of all stages, as large as they can be. Those with as many channels have cells of one size, so
 * that a smaller output is drawn smaller, and as many planes in a line.
 *
 * @param {StagePlan[]} stages
 */
function placePlanes(stages) {
  const there = stages.flatMap((plan) => (plan.stage ? [{ plan, stage: plan.stage }] : []));
  for (const channels of new Set(there.map(({ stage }) => stage.channels))) {
    const alike = there.filter(({ stage }) => stage.channels === channels);
    let best = { cell: 0, perLine: 1 };
    for (let perLine = 1; perLine <= channels; perLine++) {
      const down = Math.ceil(channels / perLine);
      const cells = alike.flatMap(({ plan: { room }, stage: { rows, columns } }) => [
        (room.width - (perLine - 1) * BETWEEN) / (perLine * columns),
        (room.height - (down - 1) * BETWEEN) / (down * rows),
      ]);
      const cell = Math.min(LARGEST_CELL, ...cells);
      if (cell > best.cell) best = { cell, perLine };
    }
    for (const { plan, stage } of alike) plan.views = viewsIn(plan.room, stage, best);
  }
}

/**
 * The planes of a stage in a box.
 *
 * @param {Box} room
 * @param {BlockStage} stage
 * @param {{cell: number, perLine: number}} arrangement   the size of a cell, and how many planes a line has
 */
function viewsIn(room, { rows, columns, channels }, { cell, perLine }) {
  const wide = cell * columns,
    high = cell * rows;
  const left = room.x + (room.width - perLine * wide - (perLine - 1) * BETWEEN) / 2;
  return Array.from({ length: channels }, (_, n) => ({
    kind: "stage",
    n,
    q: 0,
    x: left + (n % perLine) * (wide + BETWEEN),
    y: room.y + Math.floor(n / perLine) * (high + BETWEEN),
    width: wide,
    height: high,
    rows,
    cols: columns,
    cw: cell,
    ch: cell,
    font: 0,
    format: { decimals: 0, chars: 1 },
  }));
}

/**
 * The channel whose colour the planes of a stage have: as long as no channels are mixed, that of the
 * input channel; null, the colour of sums, after the first 1x1 convolution.
 *
 * @param {LayerBlock} block
 * @param {number} at
 * @param {number} n
 */
function hueOf({ stages }, at, n) {
  const so = stages.slice(0, at + 1);
  if (so.some((stage) => stage?.kind === "pointwise")) return null;
  const own = so.find((stage) => stage?.kind === "depthwise");
  return own?.multiplier ? Math.floor(n / own.multiplier) : n;
}

/**
 * All that holds until numbers, size or theme change.
 *
 * @param {Blocks} model
 * @param {Theme} theme
 * @param {Size} size
 * @param {number} dpr
 * @param {Context} context
 * @returns {Stage}
 */
export function buildBlocksStage(model, theme, size, dpr, context) {
  const textWidth = (/** @type {string} */ text) => {
    context.font = `400 13px ${theme.textFont}`;
    return context.measureText(text).width;
  };
  const scene = planBlocks(model, size, { textWidth });
  return { scene, theme, dpr, digit: 0, hatch: hatching(theme, dpr), images: new Map() };
}

/**
 * Draw the values that there are at a moment.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Stage} stage
 * @param {BlocksState} state
 */
export function paintBlocks(context, stage, state) {
  const { scene, theme, dpr, images } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  paintLegend(context, stage, scene.legend);
  for (const { frame, x, y } of scene.legend.marks) {
    const box = { x: x + 1, y: y - SWATCH / 2 + 1, width: SWATCH - 2, height: SWATCH - 2 };
    const colour = frame === "read" ? laneColours(theme, 0).stroke : theme.ink;
    if (frame) outlineBox(context, theme, box, 2, colour);
  }
  for (const plan of scene.blocks) {
    paintArrows(context, theme, scene, plan, state);
    for (const stagePlan of plan.stages) {
      const { at, stage: made, views } = stagePlan;
      if (at === state.at && made)
        roundBox(context, frameOf(stagePlan), 6, {
          fill: css(theme.panel),
          line: FRAME_LINE,
          colour: theme.frame,
        });
      for (const view of views) {
        const tinted = { ...view, k: null };
        const count = at < 0 ? view.rows * view.cols : revealedOfStage(state, at, made, view.n);
        paintEmpty(context, theme, tinted);
        paintRevealed(context, dpr, images, view, count, () => {
          const valueAt = (/** @type {number} */ row, /** @type {number} */ column) =>
            valueOfStage(made, view.n, row * made.columns + column);
          const hue = hueOf(plan.block, at, view.n);
          const own = { ...view, k: hue };
          return planeImage(dpr, own, (plane) =>
            paintPlane(plane, stage, own, valueAt, made.largest),
          );
        });
      }
    }
  }
}

/**
 * Outline the cells that are made at a moment, and what each is made from.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Stage} stage
 * @param {BlocksState} state
 */
export function outlineBlocks(context, { scene, theme, dpr }, state) {
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  for (const { block, stages } of scene.blocks) {
    const here = stages[state.at + 1],
      made = here.stage;
    if (!made || (state.n !== null && state.n >= made.channels)) continue;
    const source = stages.find(
      (/** @type {StagePlan} */ { stage }) => stage === stageBefore(block, state.at),
    );
    const own = (/** @type {StageView} */ { n }) => state.n === null || n === state.n;
    const sources = source.views.filter((/** @type {StageView} */ view) => {
      if (state.n === null || made.kind === "pointwise") return true;
      return view.n === Math.floor(state.n / (made.multiplier || 1));
    });
    const window = windowOfStage(made, state.i, state.j);
    for (const view of sources)
      outline(
        context,
        theme,
        view,
        window,
        laneColours(theme, hueOf(block, source.at, view.n)).stroke,
      );
    const alone = { row: state.i, column: state.j, height: 1, width: 1 };
    if (made.kind === "sum")
      for (const view of stages[0].views.filter(own))
        outline(context, theme, view, alone, theme.ink);
    for (const view of here.views.filter(own)) outline(context, theme, view, alone, theme.ink);
  }
}

/**
 * Outline the part of a window that lies in a plane.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {StageView} view
 * @param {{row: number, column: number, height: number, width: number}} window
 * @param {Colour} colour
 */
function outline(context, theme, view, { row, column, height, width }, colour) {
  const top = Math.max(row, 0),
    left = Math.max(column, 0);
  const down = Math.min(row + height, view.rows) - top,
    across = Math.min(column + width, view.cols) - left;
  if (down <= 0 || across <= 0) return;
  const corner = cellOf(view, top, left);
  const box = { ...corner, width: across * view.cw, height: down * view.ch };
  outlineBox(context, theme, box, view.cw < 6 ? 1 : 2, colour);
}
