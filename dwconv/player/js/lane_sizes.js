// How large the planes of the large lane can be: sizes are tried from large to small until all fit.

import { decimalsIn, formatFor } from "./number_text.js";

export const LABEL = 18; // the words above a plane
export const NOTE = 17; // the words below the input, if some of it is out of reach
export const STACKED = 8; // between two planes below each other, besides their words
export const LINE_GAP = 14; // between blocks below each other
export const LEAST_GAP = 26; // between two blocks on a phone: the sign of the product stands there
const BLOCK_GAP = 40; // least room between two blocks of a lane, for the lines that join them
const LARGEST_CELL = 72;
const LEAST_CELL = 19; // with digits
const LEAST_FONT = 11;
const ALL_DIGITS = 13; // where they have room, values have all their digits
export const COMFORTABLE = 22; // cells of a window that stands in a lane with room around it
const PATCH_CELL = 34,
  SMALL_PATCH = 25;
const PHONE_PICTURES = 860; // height of the large lane on a phone where its planes are pictures, at most

/**
 * The lines of words below an input, as long as there is room.
 *
 * @param {Model} model
 * @param {number} width
 * @param {Tools} tools
 * @param {boolean} [phone]
 * @returns {string[]}
 */
export const notesOf = ({ header: { notes, captions } }, width, { textWidth }, phone) =>
  [...notes, ...((phone && captions?.phone_notes) || [])].flatMap((note) => {
    const lines = [""];
    for (const word of note.split(" ")) {
      const longer = `${lines[0]} ${word}`.trim();
      if (textWidth(longer) > width) lines.unshift(word);
      else lines[0] = longer;
    }
    return lines.reverse();
  });

/**
 * How cells of this height show the values of an array; font 0 if they cannot.
 *
 * @param {Model} model
 * @param {ArrayName} name
 * @param {number} ch
 * @param {number} digits
 * @param {Tools} tools
 * @param {number} [leastFont]
 */
export function cellsFor(model, name, ch, digits, tools, leastFont = LEAST_FONT) {
  // the larger all is drawn, for the back row, the less room digits leave around them
  const most = Math.min(ch * 0.58 * tools.scale, 28),
    smallest = leastFont / tools.scale;
  const least = Math.max(smallest, Math.min(ch * 0.4, 16));
  /** @param {Format} format */
  const withFormat = (format) => {
    const widthPerSize = format.chars * tools.digit;
    const wide = Math.ceil(least * widthPerSize + 5);
    const widest = (ch - 5 / tools.scale ** 2) / widthPerSize;
    const fitting = wide > ch ? least : Math.min(most, widest);
    const font = most < smallest || wide > 2 * ch ? 0 : fitting;
    return { cw: Math.max(ch, font && wide), ch, font, format };
  };
  const cells = withFormat(formatFor(model, name, digits));
  const all =
    cells.font < ALL_DIGITS
      ? cells
      : withFormat(formatFor(model, name, 4, decimalsIn(model, name)));
  return all.format.exact && all.cw === ch && all.font >= ALL_DIGITS ? all : cells;
}

/**
 * The best plan for a lane of this size: with digits if at all possible.
 *
 * @param {Model} model
 * @param {number} width
 * @param {number} height
 * @param {Tools} tools
 * @param {boolean} [phone]
 * @returns {Plan}
 */
export function planLarge(model, width, height, tools, phone = false) {
  const arrangements = ["one line", "two lines", "three lines"];
  const most = phone ? PATCH_CELL : LARGEST_CELL;
  const gap = phone ? LEAST_GAP : BLOCK_GAP,
    notes = NOTE * notesOf(model, width, tools, phone).length;
  const box = { width, height, phone, gap, notes, mostPatch: PATCH_CELL };
  for (const digits of [3, 2]) {
    if (model.PH * model.PW > 1000 || model.OH * model.OW * model.M > 2000) break;
    const found = [];
    for (const arrangement of arrangements) {
      const largest = Math.min(most, largestCell(model, box, arrangement));
      for (let ch = largest; ch >= LEAST_CELL / tools.scale; ch--) {
        const plan = tryPlan(model, box, ch, digits, arrangement, tools);
        if (!plan) continue;
        found.push(plan);
        break;
      }
    }
    // side by side reads best; stacking has to make the cells a good deal larger to be worth it,
    // except for a signal, which is as long as a line
    const worth = model.PW >= 4 * model.PH ? 1.05 : 1.35;
    const [first, ...others] = found;
    if (first) return others.reverse().find((plan) => plan.ch > worth * first.ch) ?? first;
  }
  // no digits in the planes: a smaller patch may leave room for much larger pictures
  const [patch, small] = [PATCH_CELL, SMALL_PATCH].map((most) =>
    planPictures(
      model,
      {
        ...box,
        mostPatch: most,
        height: phone ? PHONE_PICTURES : height,
      },
      arrangements,
      tools,
    ),
  );
  return small.ch > 1.12 * patch.ch ? small : patch;
}

/**
 * A size that the cells of a lane do not exceed, since their planes alone would not fit: no larger
 * one is tried. A pixel more than that, as sizes are rounded to whole pixels of the screen.
 *
 * @param {Model} model
 * @param {LaneRoom} box
 * @param {string} arrangement
 */
function largestCell({ PH, PW, KH, KW, OH, OW }, { width, height }, arrangement) {
  /** @type {Record<string, [number, number]>} cells below each other, and side by side */
  const cells = {
    "one line": [Math.max(PH, KH, OH), PW + KW + OW],
    "two lines": [Math.max(PH, KH) + OH, Math.max(PW + KW, OW)],
    "three lines": [PH + OH, Math.max(PW, KW, OW)],
  };
  const [rows, columns] = cells[arrangement];
  return Math.floor(Math.min(height / rows, width / columns)) + 1;
}

/**
 * @param {Model} model
 * @param {LaneRoom} box
 * @param {string[]} arrangements
 * @param {Tools} tools
 * @returns {Plan}
 */
function planPictures(model, box, arrangements, tools) {
  for (let ch = LEAST_CELL - 1; ch > 0.02; ch *= ch > 6 ? 1 - 1 / ch : 0.94) {
    for (const arrangement of arrangements) {
      /**
       * @param {number} input
       * @param {number} output
       */
      const planWith = (input, output) => tryPlan(model, box, input, 0, arrangement, tools, output);
      let plan = tryPlan(model, box, ch, 0, arrangement, tools);
      if (!plan) continue;
      // one size for both does not use all the room: beside a large input (it may be mostly
      // padding) the output need not be as small, nor the input beside many outputs
      let output = 0;
      for (const cell of largerCells(ch)) {
        const grown = planWith(ch, cell);
        if (!grown) continue;
        [plan, output] = [grown, cell];
        break;
      }
      for (const cell of largerCells(ch)) {
        const grown = planWith(cell, output || ch);
        if (grown) return grown;
      }
      return plan;
    }
  }
  const smallest = tryPlan(
    model,
    { ...box, width: Infinity, height: Infinity },
    1,
    0,
    "one line",
    tools,
  );
  if (!smallest) throw new Error("there is no room");
  return smallest;
}

/** @param {number} ch */
const largerCells = (ch) =>
  [26, LEAST_CELL, ...[4, 3, 2.5, 2.25, 2, 1.75, 1.5, 1.25].map((times) => times * ch)].filter(
    (cell) => cell > ch && cell <= 26,
  );

/**
 * All blocks of a lane at one cell size, or null if they do not fit or their digits do not.
 *
 * @param {Model} model
 * @param {LaneRoom} box
 * @param {number} size
 * @param {number} digits
 * @param {string} arrangement
 * @param {Tools} tools
 * @param {number} [outputSize]
 * @returns {Plan | null}
 */
function tryPlan(model, box, size, digits, arrangement, tools, outputSize = 0) {
  const { width, height, gap } = box;
  const { M, PH, PW, KH, KW, OH, OW } = model;
  const ch = tools.snapCell(size);
  /** @param {ArrayName} name */
  const plain = (name) => ({ cw: ch, ch, font: 0, format: formatFor(model, name, 3) });
  const input = digits ? cellsFor(model, "input", ch, digits, tools) : plain("input");
  const output =
    digits || outputSize
      ? cellsFor(model, "output", tools.snapCell(outputSize || size), digits || 3, tools)
      : plain("output");
  let filter = cellsFor(model, "filter", ch, digits || 3, tools);
  /** @type {Cells | null} */
  let patch = null;
  /** @type {Cells | null} */
  let weights = null;
  if (digits) {
    // the window and the filter that lies on it have one shape
    input.cw = filter.cw = Math.max(input.cw, filter.cw);
  } else {
    [patch, weights, filter] = enlarged(model, box, tools); // with its own numbers
  }
  if (digits && !(input.font && filter.font && output.font)) return null;
  if (digits && !patch) input.font = filter.font = Math.min(input.font, filter.font);

  const oneLine = arrangement === "one line";
  /** @type {Record<string, Block>} */
  const blocks = { input: blockOf(input, 1, 1, PH, PW) };
  if (patch) blocks.patch = blockOf(patch, 1, 1, KH, KW);
  if (weights) blocks.weights = blockOf(weights, 1, 1, KH, KW);
  const apart = box.phone && weights; // the filters have a line of their own
  const beside = apart
    ? []
    : [arrangement === "two lines" ? blocks.input : undefined, blocks.patch, blocks.weights].filter(
        (each) => each !== undefined,
      );
  const left = beside.reduce((rest, each) => rest - each.width - gap, width);
  blocks.filter = gridBlock(filter, M, KH, KW, 14, oneLine ? height : null, left);
  blocks.output = gridBlock(output, M, OH, OW, 20, oneLine ? height : null, width);
  /** @type {Record<string, string[][]>} */
  const arranged = {
    "one line": [["input", "patch", "weights", "filter", "output"]],
    "two lines": [["input", "patch", "weights", "filter"], ["output"]],
    "three lines": apart
      ? [["input"], ["patch", "weights"], ["filter"], ["output"]]
      : [["input"], ["patch", "weights", "filter"], ["output"]],
  };
  const lines = arranged[arrangement].map((line) => line.filter((name) => blocks[name]));
  /** @param {number[]} numbers */
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const heights = lines.map((line) => Math.max(...line.map((name) => blocks[name].height)));
  const widths = lines.map((line) => sum(line.map((name) => blocks[name].width + gap)) - gap);
  const total = sum(heights) + (lines.length - 1) * LINE_GAP + box.notes,
    widest = Math.max(...widths);
  if (total > height || widest > width) return null;
  return { ch, digits, blocks, lines, height: total };
}

/**
 * Cells of the patch and of the filters beside it: the same, unless many filters need room. If
 * that costs them their digits, the current filter is enlarged as well, and they get less room.
 *
 * @param {Model} model
 * @param {LaneRoom} laneRoom
 * @param {Tools} tools
 * @returns {[Cells, Cells | null, Cells]}
 */
function enlarged(model, { width, height, phone, gap, mostPatch }, tools) {
  const { M, KH, KW } = model;
  const widest = phone ? (width - gap) / 2 : 0.24 * width;
  const patchCell = tools.snapCell(Math.min(mostPatch, (height - LABEL) / KH, widest / KW));
  /**
   * @param {number} most
   * @param {number} room
   */
  const filterCell = (most, room) => {
    /** @param {number} cell */
    const fits = (cell) => {
      const perRow = stacked(M, phone ? 0.4 * height : height, KH * cell + LABEL);
      return perRow && perRow * KW * cell + (perRow - 1) * 14 <= room;
    };
    let cell = most;
    while (cell > 3 && !fits(cell)) cell = tools.snapCell(cell - 1);
    return cell;
  };
  /**
   * @param {ArrayName} name
   * @param {number} cell
   */
  const cells = (name, cell) => {
    for (const digits of [3, 2]) {
      const found = cellsFor(model, name, cell, digits, tools);
      if (found.font && found.cw <= 1.7 * cell) return found;
    }
    return { cw: cell, ch: cell, font: 0, format: formatFor(model, name, 3) };
  };
  const patch = cells("input", patchCell);
  const filter = cells("filter", filterCell(patchCell, phone ? widest : 0.32 * width));
  if (filter.font || M === 1) return [patch, null, filter];
  const weights = cells("filter", patchCell);
  if (!weights.font) return [patch, null, filter];
  const small = phone
    ? Math.floor(Math.min(10, (width - (M - 1) * 14) / (M * KW)))
    : filterCell(Math.min(patchCell, 10), 0.16 * width);
  return [patch, weights, cells("filter", Math.max(small, 2))];
}

/**
 * Fewest side by side such that `count` planes fit below each other into the height; or 0.
 *
 * @param {number} count
 * @param {number} height
 * @param {number} planeHeight
 */
function stacked(count, height, planeHeight) {
  for (let perRow = 1; perRow <= count; perRow++) {
    const lines = Math.ceil(count / perRow);
    if (lines * planeHeight + (lines - 1) * STACKED <= height) return perRow;
  }
  return 0;
}

/**
 * `count` planes with their words above them, `perRow` side by side.
 *
 * @param {Cells} cells
 * @param {number} count
 * @param {number} perRow
 * @param {number} rows
 * @param {number} cols
 * @param {number} [gap]
 * @returns {Block}
 */
export function blockOf(cells, count, perRow, rows, cols, gap = 0) {
  const lines = Math.ceil(count / perRow);
  return {
    cells,
    perRow,
    rows,
    cols,
    gap,
    width: perRow * cols * cells.cw + (perRow - 1) * gap,
    height: lines * (rows * cells.ch + LABEL) + (lines - 1) * STACKED,
  };
}

/**
 * The same as tall as the lane (given a height) or as wide.
 *
 * @param {Cells} cells
 * @param {number} count
 * @param {number} rows
 * @param {number} cols
 * @param {number} gap
 * @param {number | null} height
 * @param {number} width
 */
function gridBlock(cells, count, rows, cols, gap, height, width) {
  const across = Math.max(1, Math.min(count, Math.floor((width + gap) / (cols * cells.cw + gap))));
  const perRow =
    height === null
      ? Math.ceil(count / Math.ceil(count / across))
      : stacked(count, height, rows * cells.ch + LABEL) || count;
  return blockOf(cells, count, perRow, rows, cols, gap);
}
