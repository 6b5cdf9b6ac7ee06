// Where the parts of the strip below the lanes lie: label, taps, result.
//
// Up to a dozen taps stand in one row with words in front ("row"); more make a grid ("grid"), in
// the kernel's shape or, if the lanes need the room, with kernel rows side by side; very many are
// tinted squares in the kernel's shape ("dense").

import { COMFORTABLE } from "./lane_sizes.js";
import { additionFormats, formatFor } from "./number_text.js";

export const NARROW = 620; // below this width: a phone
const PHONE_LABEL = 68; // height of the words above the products on a phone
const MOST_IN_A_ROW = 12;
const MOST_LINES = 5;
const TALLEST_GRID = 200,
  GRID_LINE = 36,
  LEAST_GRID_LINE = 26;
const HALVES = 44; // between blocks of kernel rows side by side: the numbers of the rows stand there
const STRIP_LABEL = 204,
  STRIP_WORDS = 92,
  STRIP_RESULT = 150,
  STRIP_CELL = 42;

/**
 * Whole kernel rows on each line if that takes few lines, else as many taps as fit.
 *
 * @param {Model} model
 * @param {number} width
 */
function stripGrid(model, width) {
  const perLine = Math.max(1, Math.floor(width / STRIP_CELL));
  const kernelRows = Math.min(model.KH, Math.floor(perLine / model.KW));
  const whole = kernelRows > 0 && Math.ceil(model.KH / kernelRows) <= MOST_LINES;
  const columns = whole ? kernelRows * model.KW : perLine;
  return { columns, lines: Math.ceil(model.T / columns), kernelRows: whole ? kernelRows : 0 };
}

/**
 * How tall the strip of a wide scene may be, best first: as a grid in the kernel's own shape?
 *
 * @param {Model} model
 * @param {Scene} scene
 * @returns {{height: number, kernel?: boolean}[]}
 */
export function stripShapes(model, scene) {
  const { C, KH, KW, T } = model;
  if (T <= MOST_IN_A_ROW) return [{ height: 86 }];
  const width = scene.width - STRIP_LABEL - STRIP_RESULT;
  const { lines } = stripGrid(model, width);
  const compact = { height: lines <= MOST_LINES ? Math.max(100, lines * 33 + 16) : 140 };
  const tall = Math.min(TALLEST_GRID, KH * GRID_LINE + 16);
  // what is left has to hold a window with digits, and the other lanes
  const lanes = Math.max(170, KH * COMFORTABLE + 60) + (C - 1) * 46;
  const fits = KH * LEAST_GRID_LINE + 16 <= tall && KW * STRIP_CELL <= width;
  return fits && scene.height - tall >= lanes
    ? [{ height: tall, kernel: true }, compact]
    : [compact];
}

/** @param {Model} model */
export function narrowStripHeight(model) {
  if (model.KW > 7 || model.KH > 9) return 220;
  if (model.T <= 4) return 156;
  if (model.KW <= 4) return PHONE_LABEL + 8 + model.KH * 46;
  return PHONE_LABEL + 8 + model.KH * (model.header.taps ? 46 : 36);
}

/**
 * @param {Model} model
 * @param {Box & {kernel?: boolean}} box
 * @param {Tools} tools
 */
export function planStrip(model, box, tools) {
  const narrow = box.width < NARROW;
  /** @type {Strip} */
  const strip = { ...box, narrow, cells: [], words: null, rowNames: [] };
  const area = narrow
    ? {
        x: box.x + 10,
        y: box.y + PHONE_LABEL,
        width: box.width - 20,
        height: box.height - PHONE_LABEL - 8,
      }
    : {
        x: box.x + STRIP_LABEL,
        y: box.y + 8,
        width: box.width - STRIP_LABEL - STRIP_RESULT,
        height: box.height - 16,
      };
  const labelTop = narrow ? 22 : Math.max(25, box.height / 2 - 17);
  strip.label = { x: box.x + 14, y: box.y + labelTop };
  strip.result = narrow
    ? { right: box.x + box.width - 12, middle: box.y + 34, width: 130 }
    : { right: box.x + box.width - 14, middle: box.y + box.height / 2, width: STRIP_RESULT - 14 };
  if (narrow) {
    const dense = model.KW > 7 || model.KH > 9,
      columns = model.T <= 4 ? model.T : model.KW;
    strip.mode = dense ? "dense" : columns > 4 && !model.header.taps ? "grid" : "row";
    const gap = dense ? 1 : 4;
    const width = Math.min(dense ? 14 : 116, (area.width + gap) / columns - gap);
    const left = area.x + (area.width - columns * (width + gap) + gap) / 2;
    placeTaps(strip, model, { ...area, x: left }, { columns, gap, width });
  } else if (model.T <= MOST_IN_A_ROW) {
    strip.mode = "row";
    strip.words = { x: area.x + STRIP_WORDS - 10 };
    const width = Math.min(92, (area.width - STRIP_WORDS - 5) / model.T - 5);
    const right = { ...area, x: area.x + STRIP_WORDS };
    placeTaps(strip, model, right, { columns: model.T, gap: 5, width });
  } else if (box.kernel) {
    strip.mode = "grid";
    const width = Math.min(116, (area.width - 12) / model.KW - 4);
    placeTaps(strip, model, area, { columns: model.KW, gap: 4, width });
  } else {
    const { columns, lines, kernelRows } = stripGrid(model, area.width);
    strip.mode = lines <= MOST_LINES ? "grid" : "dense";
    if (strip.mode === "grid") {
      const split = kernelRows > 1 ? HALVES : 0;
      const room = area.width - 12 - split * kernelRows;
      const width = Math.min(64, (room + 3) / columns - 3);
      const right = split ? { ...area, x: area.x + split } : area;
      placeTaps(strip, model, right, { columns, gap: 3, split, width });
      if (split) nameRows(strip, model);
    } else {
      const width = Math.max(
        1,
        Math.min(16, area.height / model.KH - 1, area.width / model.KW - 1),
      );
      placeTaps(strip, model, area, { columns: model.KW, gap: 1, width });
    }
  }
  strip.chips = planChips(
    model,
    narrow ? area : { ...area, width: area.width + STRIP_RESULT - 14 },
  );
  fitStripText(strip, model, tools);
  return strip;
}

/**
 * The taps, kernel row below kernel row; with `split` in blocks side by side, the first rows left.
 *
 * @param {Strip} strip
 * @param {Model} model
 * @param {Box} area
 * @param {{columns: number, gap: number, width: number, split?: number}} grid
 */
function placeTaps(strip, { T, KW }, area, { columns, gap, width, split = 0 }) {
  const lines = Math.ceil(T / columns);
  const height = strip.mode === "dense" ? width : (area.height - gap * (lines - 1)) / lines;
  for (let t = 0; t < T; t++) {
    const row = Math.floor(t / KW),
      block = Math.floor(row / lines);
    const column = split ? block * KW + (t % KW) : t % columns,
      line = split ? row % lines : Math.floor(t / columns);
    strip.cells.push({
      t,
      width,
      height,
      x: area.x + column * (width + gap) + split * block,
      y: area.y + line * (height + gap),
    });
  }
}

/**
 * The number of each kernel row, to its left: where rows stand side by side it says which follows which.
 *
 * @param {Strip} strip
 * @param {Model} model
 */
function nameRows(strip, { KW, T, header }) {
  const row = header.captions?.row ?? "row";
  for (let t = 0; t < T; t += KW) {
    const { x, y, height } = strip.cells[t];
    strip.rowNames.push({ text: `${row} ${t / KW}`, x: x - 6, y: y + height / 2 });
  }
}

/**
 * With `pixel`, one chip for each output channel in place of the taps.
 *
 * @param {Model} model
 * @param {Box} box
 */
function planChips(model, { x, y, width, height }) {
  const count = model.C * model.M,
    gap = 5;
  /** @param {number} lines */
  const widthFor = (lines) => (width + gap) / Math.ceil(count / lines) - gap;
  let lines = 1;
  while (widthFor(lines) < 62 && (height + gap) / (lines + 1) - gap >= 18) lines++;
  const perLine = Math.ceil(count / lines);
  const size = {
    width: Math.min(104, widthFor(lines)),
    height: Math.min(70, (height + gap) / lines - gap),
  };
  return Array.from({ length: count }, (_, channel) => ({
    channel,
    ...size,
    x: x + (channel % perLine) * (size.width + gap),
    y: y + Math.floor(channel / perLine) * (size.height + gap),
  }));
}

/**
 * One size of text for all cells of the strip, so that nothing jumps from step to step.
 *
 * @param {Strip} strip
 * @param {Model} model
 * @param {Tools} tools
 */
function fitStripText(strip, model, tools) {
  const { height } = strip.cells[0];
  strip.beside = strip.mode === "grid" && model.header.taps && height < 30;
  const width = strip.cells[0].width / (strip.beside ? 2 : 1);
  const largest = Math.min(16, height * (strip.mode === "row" ? 0.25 : strip.beside ? 0.5 : 0.4));
  /**
   * @param {number} chars
   * @param {number} [room]
   */
  const sizeOf = (chars, room = width) => Math.min(largest, (room - 3) / (chars * tools.digit));
  strip.pairFont = 0;
  const ways = [
    { digits: 3, parentheses: true },
    { digits: 3, parentheses: false },
    { digits: 2, parentheses: true },
    { digits: 2, parentheses: false },
  ];
  for (const { digits, parentheses } of ways) {
    strip.input = formatFor(model, "input", digits);
    strip.weight = formatFor(model, "filter", digits);
    strip.parentheses = parentheses && model.header.negative.filter;
    const size = sizeOf(strip.input.chars + strip.weight.chars + (strip.parentheses ? 1.4 : 0.6));
    if (size < 9.5) continue;
    strip.pairFont = size;
    break;
  }
  // rather fewer decimals than digits that are hard to read
  const sizes = additionFormats(model).map((format) => ({ format, size: sizeOf(format.chars) }));
  const { format, size } =
    sizes.find((each) => each.size >= Math.min(largest, 11)) ?? sizes[sizes.length - 1];
  strip.number = format;
  strip.numberFont = size >= 8.5 ? size : 0;
  strip.inBox = boxContent(strip, model, sizeOf);
}

/**
 * What a tinted box of a grid says, as far as it has room: "pair", "product" or "equation".
 *
 * @param {any} it
 * @param {Model} model
 * @param {(chars: number, room?: number) => number} sizeOf
 */
function boxContent({ beside, pairFont, numberFont, input, weight, number }, model, sizeOf) {
  if (!model.header.taps) return "pair";
  if (beside || !pairFont) return "product";
  const size = sizeOf(input.chars + weight.chars + 1.4 + 2 + number.chars);
  return numberFont && size >= 10.5 ? "equation" : "pair";
}
