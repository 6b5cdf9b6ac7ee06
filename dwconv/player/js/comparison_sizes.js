// How large the parts of a comparison can be: its rows, the planes in them, the tiles of the products.

import { additionFormats, factorFormats, HEAVY } from "./number_text.js";

// All lengths are pixels, unless a comment says that they are shares.

// Widths of the picture

/** From this width on two layers, or the stages of a block, stand side by side. */
export const SIDE_BY_SIDE = 760;
/** From this width of a side on, its legend stands beside the products. */
const LEGEND_BESIDE = 430;

// The panels of the rows

/** Between one row and the next. */
export const ROW_GAP = 6;
/** From planes to the upper and lower edge of their panel, at least. */
export const MARGIN = 4;
/** From planes to the edge of their panel on a phone, where the picture may be higher. */
export const PHONE_MARGIN = 8;
/** From outputs to the panel's right edge: the line to the last outputs comes down there. */
export const TO_RIGHT_EDGE = 16;
/** The least room for connecting lines: to the filters, to the enlarged slice, to the outputs. */
export const CONNECTION_ROOM = [14, 12, 32];

// One large row among small ones

/** Rows whose cells have this size are all alike. */
const LEAST_EQUAL_CELL = 12;
/** Rows with smaller cells are alike unless one of them could have cells this many times as large. */
const MUCH_LARGER = 1.35;
/** The share of the height that the small rows have together, at most. */
const SMALL_ROWS_SHARE = 0.46;

// Cells of the planes

/** The size of any cell, at most. */
export const WIDEST_CELL = 44;
/** The size of digits, at least. */
export const LEAST_DIGIT = 8.5;
const READ_WELL = 10; // so large, digits are read with ease
const BACK_ROW = 11; // and from the last row of a room

// The products as tiles, and as boxes with the two factors

/** The width of a tile, at most. */
const LARGEST_TILE = 48;
/** The height of a tile, at most. */
const TILE_HEIGHT = 20;
/** The width of a box with a product and its factors, at most. */
const LARGEST_PAIR = 72;
/** The height of a box with factors, at most: its digits would be no larger in a higher one. */
const PAIR_HEIGHT = 35;
/** The height of a box with factors, at least. */
const LEAST_PAIR = 22;
/** What the widest text leaves free of a box's width and of the gap to the next box. */
export const BESIDE_TEXT = 5.5;
/** The height of the line above the boxes, which says which output value it is. */
const PAIR_TOP = 27;
/** The height of the line below the boxes: what each channel gives, and what they come to. */
export const SUM_LINE = 23;
const BELOW_PRODUCTS = 6;
/** The width of the result at the right end of the line of sums. */
export const RESULT_WIDTH = 66;

// Outputs

/** The room above an output for its number. */
export const NUMBER_ABOVE = 13;
/** The room to the left of an output for its number. */
const NUMBER_LEFT = 14;
/** From a sum's outputs to the next ones: the head of a small arrow stands between them. */
const ARROW_GAP = 9;

// Slices, and what stands between them and the other planes

/** The height of the numbers above the slices: which output channel each column makes. */
export const HEADER = 18;
/** The room below the slices for the mark of a filter of both sides. */
export const BELOW_SLICE = 18;
/** The room below the slices for the line to the outputs of their own row. */
export const BELOW_OWN = 10;
/** Between slices side by side: the line of the sum stands in the middle. */
export const COLUMN_GAP = 12;
/** From the input to the slices: the sign of the product stands there. */
export const TO_BANK = 24;
/** From the slices to the outputs of their row. */
export const TO_OUTPUTS = 30;
/** The room above outputs that stand below the rows: the plus stands there. */
export const BAND_TOP = 18;

/**
 * The products as tiles: one block of the kernel's shape for each channel of the window. Where there is
 * room, each has its two factors above it (see `planPairs`); the words stand to the right of them.
 *
 * @param {Track} track
 * @param {number} width
 * @param {number} most
 */
export function planTiles({ S, KW, KH, values }, width, most) {
  const words = width < LEGEND_BESIDE ? 124 : 152,
    gap = S > 8 ? 3 : 8;
  const across = (width - words - 32 - (S - 1) * gap) / (S * KW);
  const tile = Math.max(2, Math.min(LARGEST_TILE, across, (1.3 * most) / KH));
  const high = Math.min(tile, TILE_HEIGHT, most / KH),
    tiles = values.products ? KH * high : 0;
  const height = Math.max(80, tiles + (S > 1 ? 40 : 16));
  return { words, gap, tile, high, top: 8, pairFont: 0, height };
}

/**
 * The same with the two factors of every product in its box, the words in a line above all, and the
 * sums in a line below; null where there is no room for digits that can be read.
 *
 * @param {Track} track
 * @param {number} width
 * @param {number} most
 * @param {Pick<Tools, "digit">} tools
 */
export function planPairs(track, width, most, tools) {
  const { S, KW, KH, values } = track;
  const gap = 20; // the sign of the sum stands in it, beside a frame
  const narrow = width < LEGEND_BESIDE; // as on a phone
  // below the products the sums of the channels, and on a phone what is said of a frame
  const below = narrow ? (S === 1 ? BELOW_PRODUCTS : 2 * SUM_LINE) : SUM_LINE;
  const high = Math.min(PAIR_HEIGHT, Math.floor((most - PAIR_TOP - SUM_LINE) / KH)),
    highest = 0.425 * high; // of the digits
  /** @param {number} beside  what stands to the right of the boxes */
  const tileWith = (beside) =>
    Math.min(LARGEST_PAIR, (width - 24 - (S - 1) * gap - beside) / (S * KW));
  /** @param {number} chars */
  const sizeOf = (chars, tile = tileWith(RESULT_WIDTH)) =>
    Math.min(highest, (tile - BESIDE_TEXT) / (chars * HEAVY * tools.digit), 14);
  const ways = factorFormats(track);
  // the result stands in the line above on a phone, which may show no more, and where the boxes need the width
  const beside = !narrow && (S === 1 || sizeOf(ways[0].chars) >= BACK_ROW),
    tile = tileWith(beside || S === 1 ? RESULT_WIDTH : 0);
  const well = Math.min(READ_WELL, highest);
  // rather fewer decimals than digits that are hard to read
  const { input, weight, chars } =
    ways.find((way) => sizeOf(way.chars, tile) >= well) ?? ways[ways.length - 1];
  const products = additionFormats(track),
    product =
      products.find(({ chars }) => sizeOf(chars, tile) >= well) ?? products[products.length - 1];
  const pairFont = sizeOf(chars, tile);
  if (!values.products || pairFont < LEAST_DIGIT || high < LEAST_PAIR) return null;
  const height = PAIR_TOP + KH * high + below;
  return {
    words: width - 24,
    gap,
    tile,
    high,
    top: PAIR_TOP,
    pairFont,
    beside,
    height,
    input,
    weight,
    product,
  };
}

export const FRAME = { apart: 3, line: 2 }; // around a block of products: how far from it, and how thick

/**
 * Where the sign of the sum stands: in the middle between the edges that are seen on its two sides.
 *
 * @param {{left: number, width: number}} before   a block of products
 * @param {number} left                           where the next one begins
 * @param {number} framed                         which of the two has a frame: 0, 1, or another number
 */
export function plusBetween(before, left, framed) {
  const around = FRAME.apart + FRAME.line / 2;
  const from = before.left + before.width + (framed === 0 ? around : 0),
    to = left - (framed === 1 ? around : 0);
  return (from + to) / 2;
}

/**
 * Heights of the rows and the planes in them: all alike, or one large and the others small. The large row
 * is no higher than its planes need. The small rows share what is left; with `lower` that stays empty.
 *
 * @param {number} C
 * @param {number} height
 * @param {boolean} lower
 * @param {(height: number) => any} gridOf
 */
export function planRows(C, height, lower, gridOf) {
  const alike = (height + ROW_GAP) / C - ROW_GAP,
    grid = gridOf(alike);
  const pitch = Math.min(40, (SMALL_ROWS_SHARE * height) / (C - 1)),
    gap = Math.min(ROW_GAP, 0.2 * pitch);
  const most = height - pitch * (C - 1),
    largest = gridOf(most);
  if (C === 1 || grid.cell >= LEAST_EQUAL_CELL || largest.cell < MUCH_LARGER * grid.cell) {
    const row = { ...grid, height: lower ? Math.min(alike, grid.used) : alike };
    return { equal: true, gap: ROW_GAP, large: row, small: row };
  }
  const used = Math.min(most, largest.used);
  const low = lower ? pitch - gap : (height - used) / (C - 1) - gap;
  const small = gridOf(low + 0.7 * MARGIN); // there a margin would be much of the height
  return {
    equal: false,
    gap,
    large: { ...largest, height: used },
    small: { ...small, height: low },
  };
}

/**
 * The planes of a row that has its outputs in it, or its input alone: cells as large as its height and
 * the share of its width allow.
 *
 * @param {Track} track
 * @param {number} width
 * @param {number} height
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 * @param {number} margin
 * @param {number} [most]
 */
export function planGrid(track, width, height, tools, margin, most = WIDEST_CELL) {
  const { N, G, S, PH, PW, OH, OW } = track;
  // a row with its own outputs is a panel of its own; of a low row a margin would be much
  const around = Math.max(MARGIN, Math.min((S > 1 ? 1 : 2) * margin, 0.1 * height));
  const across = S > 1 ? 0 : N / G; // outputs of a row
  const between = OW * OH > 1 ? 6 : 3;
  /** @type {any} */
  let best = null;
  for (let perLine = across; perLine >= Math.min(1, across); perLine--) {
    const lines = perLine && Math.ceil(across / perLine),
      beside = besideOwn(N, perLine);
    const cell = tools.snapCell(
      Math.max(
        0.2,
        Math.min(
          (height - around) / PH,
          (height - around - (lines - 1) * between) / (lines * OH || 1),
          (width - beside - (perLine - 1) * between) / (PW + perLine * OW),
          most,
        ),
      ),
    );
    if (best && cell <= 1.1 * best.cell) continue;
    best = {
      across,
      between,
      perLine,
      cell,
      beside,
      width: Math.max(0, beside + perLine * (OW * cell + between) - between),
      used: Math.max(PH * cell, lines * (OH * cell + between) - between) + around,
    };
  }
  return best;
}

/**
 * The outputs of a group that sums over several rows: a block below those rows, so that none of them
 * seems to belong to one input.
 *
 * @param {Track} track
 * @param {number} height
 * @param {number} width
 * @param {number} most
 * @param {Pick<Tools, "snapCell">} tools
 * @param {number} margin
 */
export function planOutputs({ N, G, OH, OW }, height, width, most, tools, margin) {
  const across = N / G,
    between = OW * OH > 1 ? ARROW_GAP : 3,
    down = NUMBER_ABOVE + 3;
  /** @type {any} */
  let best = null;
  for (let perLine = across; perLine > 0; perLine--) {
    const lines = Math.ceil(across / perLine);
    if (perLine > Math.ceil(across / lines)) continue; // lines are as long as each other
    const free = height - 2 * margin - NUMBER_ABOVE - (lines - 1) * down;
    const room = (width - (perLine - 1) * between) / (perLine * OW);
    const cell = tools.snapCell(Math.max(0.2, Math.min(free / (lines * OH), room, most)));
    if (best && cell <= 1.1 * best.cell) continue;
    const used = perLine * (OW * cell + between) - between;
    best = { across, between, down, perLine, cell, width: used, beside: 0 };
  }
  return best;
}

/**
 * Room beside the outputs of one row for their numbers, where they lie below each other.
 *
 * @param {number} N
 * @param {number} perLine
 */
const besideOwn = (N, perLine) => (N > 1 && perLine === 1 ? NUMBER_LEFT : 0);
