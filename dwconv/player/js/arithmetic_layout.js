// Where the parts of the strip below the large lanes lie: label, taps, result.
//
// Up to a dozen taps stand in one row with words in front ("row"); more make lines, one for each row of
// the kernel, with the sum so far at its end ("lines"), or a grid ("grid"); very many are tinted squares
// in the kernel's shape ("dense").

import { COMFORTABLE } from "./lane_sizes.js";
import { additionFormats, factorFormats, HEAVY } from "./number_text.js";

export const NARROW = 620; // below this width: a phone
const PHONE_LABEL = 68; // height of the words above the products on a phone
const MOST_IN_A_ROW = 12;
const MOST_LINES = 5;
const TALLEST_GRID = 200,
  GRID_LINE = 36,
  LEAST_GRID_LINE = 26;
const MOST_KERNEL_LINES = 7, // as many rows of a kernel have a line each
  KERNEL_LINE = 17, // its height at least
  LEAST_BOX = 46, // width of a product in it
  LINE_NAME = 74, // width of its name
  LINE_SUM = 84; // and of the sum so far
const LOW_LINE = 12.5, // height of the others then, at least
  ACTIVE_LINE = 40; // height of the line of the kernel row that is being added
const STRIP_CELL = 42;
export const FOLDED = 0.155; // size of two factors that stand one below the other, as a share of the height of a tap
const BESIDE_TEXT = 5, // pixels of a box beside the widest text in it, on both sides together
  EQUALS = 1.8; // width of " = ", in digits
const LEAST_STRIP = 86,
  LEAST_LINE = 24, // of products that are read
  LEAST_LANES = 110, // height of the large lane and the legend that a short scene keeps
  LEAST_LANE = 24; // and of each other lane
const NARROWER = 860; // of strips that are no wider, the words get less
/** Width of the words on the left, of those before the products, and of the result. @param {number} width */
const wordsOf = (width) =>
  width < NARROWER
    ? { label: 178, words: 84, result: 108 }
    : { label: 204, words: 92, result: 150 };

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
  const { label, result } = wordsOf(scene.width),
    width = scene.width - label - result;
  const { lines } = stripGrid(model, width),
    oneForm = linesFit(model, width); // whatever the height
  const high = oneForm ? KH * KERNEL_LINE + 12 : lines * 33 + 16;
  const wanted = lines <= MOST_LINES ? Math.max(100, high) : 140;
  const left = scene.height - LEAST_LANES - (C - 1) * LEAST_LANE;
  const compact = { height: Math.max(LEAST_STRIP, Math.min(wanted, left)) };
  const tall = Math.min(TALLEST_GRID, KH * GRID_LINE + 16);
  // what is left has to hold a window with digits, and the other lanes
  const lanes = Math.max(170, KH * COMFORTABLE + 60) + (C - 1) * 46;
  const fits = !oneForm && KH * LEAST_GRID_LINE + 16 <= tall && KW * STRIP_CELL <= width;
  return fits && scene.height - tall >= lanes
    ? [{ height: tall, kernel: true }, compact]
    : [compact];
}

/**
 * Whether each row of the kernel can have a line of its own.
 *
 * @param {Model} model
 * @param {number} width
 */
const linesFit = ({ KH, KW }, width) =>
  KH <= MOST_KERNEL_LINES && (width - LINE_NAME - LINE_SUM) / KW - 3 >= LEAST_BOX;

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
  const narrow = box.width < NARROW,
    parts = wordsOf(box.width);
  /** @type {Strip} */
  const strip = { ...box, narrow, cells: [], words: null };
  const area = narrow
    ? {
        x: box.x + 10,
        y: box.y + PHONE_LABEL,
        width: box.width - 20,
        height: box.height - PHONE_LABEL - 8,
      }
    : {
        x: box.x + parts.label,
        y: box.y + 8,
        width: box.width - parts.label - parts.result,
        height: box.height - 16,
      };
  strip.label = {
    x: box.x + 14,
    y: box.y + (narrow ? 22 : box.height / 2),
    letters: narrow ? 285 : 1.4 * parts.label, // one size of a name's, times their number
  };
  strip.result = narrow
    ? { right: box.x + box.width - 12, middle: box.y + 34, width: 130 }
    : { right: box.x + box.width - 14, middle: box.y + box.height / 2, width: parts.result - 14 };
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
    strip.words = { x: area.x + parts.words - 10 };
    const width = Math.min(92, (area.width - parts.words - 5) / model.T - 5);
    const right = { ...area, x: area.x + parts.words };
    placeTaps(strip, model, right, { columns: model.T, gap: 5, width });
  } else if (box.kernel) {
    strip.mode = "grid";
    const width = Math.min(116, (area.width - 12) / model.KW - 4);
    placeTaps(strip, model, area, { columns: model.KW, gap: 4, width });
  } else if (linesFit(model, area.width) && area.height >= model.KH * LOW_LINE) {
    strip.mode = "lines";
    const width = Math.min(96, (area.width - LINE_NAME - LINE_SUM) / model.KW - 3);
    const right = { ...area, x: area.x + LINE_NAME };
    placeTaps(strip, model, right, { columns: model.KW, gap: 2, width });
  } else {
    const { columns, lines } = stripGrid(model, area.width);
    const read = lines <= MOST_LINES && area.height >= lines * LEAST_LINE;
    strip.mode = read ? "grid" : "dense";
    if (strip.mode === "grid") {
      const width = Math.min(64, (area.width - 12 + 3) / columns - 3);
      placeTaps(strip, model, area, { columns, gap: 3, width });
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
    narrow ? area : { ...area, width: area.width + parts.result - 14 },
  );
  fitStripText(strip, model, tools);
  return strip;
}

/**
 * The taps, line below line.
 *
 * @param {Strip} strip
 * @param {Model} model
 * @param {Box} area
 * @param {{columns: number, gap: number, width: number}} grid
 */
function placeTaps(strip, { T }, area, { columns, gap, width }) {
  const lines = Math.ceil(T / columns);
  const height = strip.mode === "dense" ? width : (area.height - gap * (lines - 1)) / lines;
  for (let t = 0; t < T; t++) {
    strip.cells.push({
      t,
      width,
      height,
      x: area.x + (t % columns) * (width + gap),
      y: area.y + Math.floor(t / columns) * (height + gap),
    });
  }
}

/**
 * Where the lines of a strip in "lines" lie: all as high as each other or, while one of them is being
 * added, that one higher, so that it can be read from far.
 *
 * @param {Strip} strip
 * @param {{KH: number, KW: number}} model
 * @param {number} active  the line that is being added; -1 for none
 */
export function kernelLines({ cells }, { KH, KW }, active) {
  const [{ y, height }] = cells,
    pitch = KH > 1 ? cells[KW].y - y : height;
  const whole = KH * pitch,
    most = Math.min(ACTIVE_LINE, whole / 2, whole - (KH - 1) * LOW_LINE),
    high = active < 0 ? pitch : Math.max(pitch, most),
    low = active < 0 || KH === 1 ? pitch : (whole - high) / (KH - 1);
  let top = y;
  return Array.from({ length: KH }, (_, line) => {
    const own = { y: top, height: (line === active ? high : low) - (pitch - height) };
    top += line === active ? high : low;
    return own;
  });
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
  if (strip.mode === "lines") {
    fitLines(strip, model, tools);
    return;
  }
  strip.beside = strip.mode === "grid" && model.header.taps && height < 30;
  const width = strip.cells[0].width / (strip.beside ? 2 : 1);
  const largest = Math.min(16, height * (strip.mode === "row" ? 0.25 : strip.beside ? 0.5 : 0.4));
  /**
   * @param {number} chars
   * @param {number} [room]
   */
  const sizeOf = (chars, room = width) =>
    Math.min(largest, (room - BESIDE_TEXT) / (chars * HEAVY * tools.digit));
  // where a tap is narrow and high, the second factor stands below the first
  const high = strip.mode === "row" ? FOLDED * height : 0;
  const ways = factorFormats(model).flatMap((way) => [
    { ...way, folded: 0, pairFont: sizeOf(way.chars) },
    { ...way, pairFont: Math.min(high, sizeOf(way.folded)) },
  ]);
  Object.assign(strip, ways.find(({ pairFont }) => pairFont >= 9.5) ?? { ...ways[0], pairFont: 0 });
  // rather fewer decimals than digits that are hard to read
  const sizes = additionFormats(model).map((format) => ({ format, size: sizeOf(format.chars) }));
  const { format, size } =
    sizes.find((each) => each.size >= Math.min(largest, 11)) ?? sizes[sizes.length - 1];
  strip.number = format;
  strip.numberFont = size >= 8.5 ? size : 0;
  strip.inBox = boxContent(strip, model, sizeOf);
}

/**
 * The same for lines: "3\u00b7(\u22121) = \u22123" in each box if it has room, else the product alone; and larger in
 * the line that is being added, where factors and product have a line each.
 *
 * @param {Strip} strip
 * @param {Model} model
 * @param {Tools} tools
 */
function fitLines(strip, model, tools) {
  const [{ width, height }] = strip.cells;
  /** @param {number} chars */
  const sizeOf = (chars) => (width - BESIDE_TEXT) / (chars * HEAVY * tools.digit);
  const formats = additionFormats(model);
  // rather fewer decimals than digits that are hard to read
  const format =
    formats.find(({ chars }) => sizeOf(2 * chars + 1) >= 10) ?? formats[formats.length - 1];
  strip.number = format;
  const more = EQUALS + format.chars,
    ways = factorFormats(model);
  const way =
    ways.find(({ chars }) => sizeOf(chars + more) >= 9.5) ??
    ways.find(({ chars }) => sizeOf(chars) >= 10) ??
    ways[0];
  Object.assign(strip, way, { folded: 0 });
  const most = Math.min(14, 0.74 * height),
    pair = sizeOf(way.chars),
    equation = sizeOf(way.chars + more);
  strip.inBox = !model.header.taps ? "pair" : equation >= 9.5 ? "equation" : "product";
  // without room for the equation the running sum stands beside each product
  strip.beside = strip.inBox === "product";
  const product = strip.beside ? sizeOf(2 * format.chars + 1) : sizeOf(format.chars);
  const size = strip.inBox === "pair" ? pair : equation;
  strip.pairFont = size >= 8.5 ? Math.min(most, size) : 0;
  strip.numberFont = product >= 8.5 ? Math.min(most, product) : 0;
  strip.activeFont = Math.min(18, product);
  strip.activePair = Math.min(18, pair);
}

/**
 * What a tinted box of a grid says, as far as it has room: "pair", "product" or "equation".
 *
 * @param {any} strip
 * @param {Model} model
 * @param {(chars: number, room?: number) => number} sizeOf
 */
function boxContent(strip, model, sizeOf) {
  const { beside, pairFont, numberFont, number, chars } = strip;
  if (!model.header.taps) return "pair";
  if (beside || !pairFont) return "product";
  const size = sizeOf(chars + EQUALS + number.chars);
  return numberFont && size >= 10.5 ? "equation" : "pair";
}
