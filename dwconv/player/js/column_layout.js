// Lanes side by side, all of one size and all with digits: in each its input, filters and outputs.

import { nameParts } from "./gradient_parts.js";
import { addText, addView, nameFilters, placeNotes, wordsFor } from "./lane_layout.js";
import { blockOf, cellsFor, LABEL, NOTE, notesOf, STACKED } from "./lane_sizes.js";

const MOST_LANES = 4,
  MOST_FILTERS = 4;
const LARGEST_CELL = 40,
  LEAST_CELL = 17,
  LEAST_FONT = 9.8;
const NAME_ROW = 24; // the lane's name, above its planes
const LEFT = 11, // from the lane's edge to its planes
  RIGHT = 18, // the head of an arrow and its line stand there
  BOTTOM = 8;
const BESIDE = 28, // least room between two blocks side by side: the sign of the product stands there
  BELOW = 14; // and below each other, besides their words
const MOST_BESIDE = 100;
const APART = { filter: 14, output: 20 }; // between two planes of a kind side by side

/** Rows of blocks or, with `tucked`, the outputs below the input and the filters beside both. @typedef {{rows: string[][], tucked?: boolean}} Arrangement */

/**
 * How the blocks of a column stand: as on a phone, with the filters beside the input and the outputs below,
 * so that each block has its place in every view; or in another way, where it makes the cells much larger.
 *
 * @type {Arrangement[][]}
 */
const ARRANGEMENTS = [
  [
    { rows: [["input", "filter"], ["output"]] },
    { rows: [["input", "filter"], ["output"]], tucked: true },
  ],
  [{ rows: [["input"], ["filter", "output"]] }, { rows: [["input"], ["filter"], ["output"]] }],
];
const MUCH_LARGER = 1.5;

/**
 * The best plan for columns of this size; null if not all their planes can have digits.
 *
 * @param {Model} model
 * @param {Size} size   of one column
 * @param {Tools} tools
 * @returns {ColumnPlan | null}
 */
export function planColumn(model, { width, height }, tools) {
  if (model.C < 2 || model.C > MOST_LANES || model.M > MOST_FILTERS) return null;
  const room = { width: width - LEFT - RIGHT, height: height - NAME_ROW - BOTTOM },
    notes = NOTE * notesOf(model, room.width, tools).length;
  room.height -= notes;
  for (const digits of [3, 2]) {
    const [usual, other] = ARRANGEMENTS.map((each) => largest(model, room, digits, each, tools));
    const plan = other && !(usual && other.ch <= MUCH_LARGER * usual.ch) ? other : usual;
    if (plan) return { ...plan, height: plan.height + notes };
  }
  return null;
}

/**
 * The plan with the largest cells in one of some arrangements; null if none has room.
 *
 * @param {Model} model
 * @param {Size} room
 * @param {number} digits
 * @param {Arrangement[]} arrangements
 * @param {Tools} tools
 */
function largest(model, room, digits, arrangements, tools) {
  for (let cell = LARGEST_CELL; cell >= LEAST_CELL; cell--) {
    for (const arrangement of arrangements) {
      const plan = tryColumn(model, room, cell, digits, arrangement, tools);
      if (plan) return plan;
    }
  }
  return null;
}

/**
 * @param {Model} model
 * @param {Size} room
 * @param {number} cell
 * @param {number} digits
 * @param {Arrangement} arrangement
 * @param {Tools} tools
 * @returns {ColumnPlan | null}
 */
function tryColumn(model, room, cell, digits, { rows, tucked = false }, tools) {
  const { M, PH, PW, KH, KW, OH, OW } = model;
  const ch = tools.snapCell(cell);
  /** @param {ArrayName} name */
  const cells = (name) => cellsFor(model, name, ch, digits, tools, LEAST_FONT);
  const input = cells("input"),
    filter = cells("filter"),
    output = cells("output");
  if (!(input.font && filter.font && output.font)) return null;
  // the window and the filter that lies on it have one shape
  input.cw = filter.cw = Math.max(input.cw, filter.cw);
  input.font = filter.font = Math.min(input.font, filter.font);
  for (let filters = 1; filters <= M; filters++) {
    for (let outputs = M; outputs > 0; outputs--) {
      const blocks = {
        input: blockOf(input, 1, 1, PH, PW),
        filter: blockOf(filter, M, filters, KH, KW, APART.filter),
        output: blockOf(output, M, outputs, OH, OW, APART.output),
      };
      const used = tucked ? sizeOfTucked(blocks) : sizeOfRows(blocks, rows);
      if (used.width <= room.width && used.height <= room.height) {
        return { ch, digits, blocks, rows, tucked, ...used };
      }
    }
  }
  return null;
}

/**
 * @param {Record<string, Block>} blocks
 * @param {string[][]} rows
 */
function sizeOfRows(blocks, rows) {
  const widths = rows.map(
    (row) => row.reduce((sum, name) => sum + blocks[name].width + BESIDE, 0) - BESIDE,
  );
  const heights = rows.map((row) => Math.max(...row.map((name) => blocks[name].height)));
  return {
    width: Math.max(...widths),
    height: heights.reduce((sum, height) => sum + height + BELOW, 0) - BELOW,
  };
}

/** @param {Record<string, Block>} blocks */
function sizeOfTucked({ input, filter, output }) {
  return {
    width: Math.max(input.width, output.width) + BESIDE + filter.width,
    height: Math.max(input.height + BELOW + output.height, filter.height),
  };
}

/**
 * Place the planes of a column and their words.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {ColumnPlan} plan
 * @param {Tools} tools
 */
export function placeColumn(lane, model, plan, tools) {
  const { blocks, rows, tucked } = plan;
  const room = lane.width - LEFT - RIGHT,
    spare = Math.max(0, lane.height - NAME_ROW - BOTTOM - plan.height),
    notes = notesOf(model, room, tools);
  // what height is left over lies evenly above, between and below the rows
  const more = spare / (rows.length + 1),
    below = BELOW + more;
  let y = lane.y + NAME_ROW + more;
  const most = Math.max(...rows.map((row) => row.length)) - 1;
  const wide = Math.min(room, plan.width + most * (MOST_BESIDE - BESIDE));
  const left = lane.x + LEFT + (room - wide) / 2;
  if (tucked) {
    const beside = Math.max(blocks.input.width, blocks.output.width);
    place("input", left + (beside - blocks.input.width) / 2, y);
    place("output", left + (beside - blocks.output.width) / 2, y + blocks.input.height + below);
    place("filter", left + wide - blocks.filter.width, y);
    placeNotes(lane, notes, y + plan.height + more - NOTE * notes.length, tools);
  }
  for (const row of tucked ? [] : rows) {
    const height = Math.max(...row.map((name) => blocks[name].height)),
      used = row.reduce((sum, name) => sum + blocks[name].width, 0);
    const gap = row.length > 1 ? (wide - used) / (row.length - 1) : 0;
    let x = left + (row.length > 1 ? 0 : (wide - used) / 2);
    for (const name of row) {
      // the filters stand in the middle of what they are beside
      place(name, x, y + (name === "filter" ? (height - blocks[name].height) / 2 : 0));
      x += blocks[name].width + gap;
    }
    y = placeNotes(lane, notes, y + height, tools) + below;
  }
  nameFilters(lane, model, tools);

  /**
   * @param {string} kind
   * @param {number} x
   * @param {number} y
   */
  function place(kind, x, y) {
    const { cells, perRow, rows, cols, gap } = blocks[kind];
    const count = kind === "input" ? 1 : model.M;
    for (let q = 0; q < count; q++) {
      const left = x + (q % perRow) * (cols * cells.cw + gap),
        top = y + Math.floor(q / perRow) * (rows * cells.ch + LABEL + STACKED);
      const at = top + LABEL;
      const view = addView(lane, kind, q, left, at, rows, cols, cells, tools);
      if (kind === "input" && nameParts(lane, model, view, tools)) continue;
      // a line has room beside the words of filters
      const between =
        perRow > 1 ? gap / 2 - 4 : kind === "filter" ? (model.M > 1 ? 7 : 11) : Infinity;
      const bounds = [
        Math.max(lane.x + 8, view.x - between),
        Math.min(lane.x + lane.width - 4, view.x + view.width + between),
      ];
      const words = wordsFor(model, kind, lane.k, q).filter(
        (text) => model.M === 1 || !text.startsWith("its own"),
      );
      const fitting =
        words.find((text) => tools.textWidth(text) <= bounds[1] - bounds[0]) ??
        words[words.length - 1];
      addText(lane, view, fitting, tools, bounds);
    }
  }
}
