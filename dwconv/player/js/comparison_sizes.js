// How large the parts of a comparison can be: its rows, the planes in them, the cells with digits, the tiles.

import { charsOfPair, formatFor, HEAVY } from "./number_text.js";

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
/** The same on a phone, where the picture may be higher. */
export const PHONE_MARGIN = 8;
/** From outputs to the panel's right edge: the line to the last outputs comes down there. */
export const TO_RIGHT_EDGE = 16;
/** The least room for connecting lines: to the filters, to the enlarged slice, to the outputs. */
export const CONNECTION_ROOM = [14, 12, 32];

// One large row among small ones

/** Rows whose cells have this size are all alike. */
const LEAST_EQUAL_CELL = 12;
/** Rows with smaller cells are alike, too, unless one of them can have cells so many times as large. */
const MUCH_LARGER = 1.35;
/** The share of the height that the small rows have together, at most. */
const SMALL_ROWS_SHARE = 0.46;

// Cells of the planes

/** The size of any cell, at most. */
const WIDEST_CELL = 44;
/** The size up to which cells of slices grow where input and outputs have all that they can use. */
const LARGEST_GROWN_SLICE = 32;
/** The size of digits, at least. */
const LEAST_DIGIT = 8.5;
/** The height and the width of cells of input and outputs that have digits, at least. */
const LEAST_DIGIT_CELL = 11;
/** The size of the input's cells where they have no digits, so that the slices have some, at least. */
const LEAST_INPUT = 5;
/** The size of the outputs' cells where they have no digits, so that the slices have some, at least. */
const LEAST_OUTPUT = 3;
/** The height of slices beside an input without digits, at least: they are worth more than the least digits. */
const LEAST_SLICE_BESIDE_PICTURE = 15;
/** The size of the cells of input and outputs as a share of a slice's cells, at least. */
const LEAST_SHARE = { input: 0.6, output: 0.4 };

// Where cells of input and slices are alike

/** The size of outputs with digits beside them, as a share of theirs, where there is room. */
const OUTPUT_SHARE = 0.8;
/** The share that outputs should have at least: input and slices become a little smaller for it. */
const WANTED_OUTPUT_SHARE = 0.55;
/** How small they may become for it, as a share of what they could be. */
const LEAST_ALIKE_SHARE = 0.9;

// The products as tiles, and as boxes with the two factors

/** The width of a tile, at most. */
const LARGEST_TILE = 48;
/** The height of a tile, at most. */
const TILE_HEIGHT = 20;
/** The width of a box with a product and its factors, at most. */
const LARGEST_PAIR = 72;
/** The height of such a box, at most: its digits would be no larger in a higher one. */
const PAIR_HEIGHT = 35;
/** The height of such a box, at least. */
const LEAST_PAIR = 22;
/** What the widest text leaves free of a box's width and of the gap to the next box. */
export const BESIDE_TEXT = 5.5;
/** The height of the line above the boxes, which says which output value it is. */
const PAIR_TOP = 27;
/** The height of the line below the boxes: what each channel gives, and what they come to. */
export const SUM_LINE = 23;
/** The width of what they come to, at the right end of that line. */
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
/** The same with a gap, where the numbers are level with the notes of the other side. */
const LEVEL_HEADER = 24;
/** The height of the note above the numbers that a row has its own filters. */
const OWN_FILTERS_NOTE = 16;
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
  const { S, KW, KH, values, header } = track;
  const [input, filter] = /** @type {ArrayName[]} */ (["input", "filter"]).map((name) =>
    formatFor(track, name, 2),
  );
  const chars = charsOfPair(input, filter, header.negative.filter),
    gap = 20; // the sign of the sum stands in it, beside a frame
  // where there is little width, the result of a sum over channels has a line of its own
  const beside = width >= LEGEND_BESIDE || S === 1,
    below = SUM_LINE + (beside ? 0 : SUM_LINE);
  const free = width - 24 - (S - 1) * gap - (beside ? RESULT_WIDTH : 0);
  const tile = Math.min(LARGEST_PAIR, free / (S * KW)),
    high = Math.min(PAIR_HEIGHT, Math.floor((most - PAIR_TOP - SUM_LINE) / KH));
  const pairFont = Math.min(0.4 * high, (tile - BESIDE_TEXT) / (chars * HEAVY * tools.digit), 14);
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
    filter,
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

/**
 * What shall have digits besides the filter slices, best first; a cell without digits has a share of a
 * slice's size, or is as small as can be seen.
 */
const DIGITS = [
  { input: true, output: true, share: LEAST_SHARE },
  { input: true, output: false, share: LEAST_SHARE },
  { input: false, output: false, share: LEAST_SHARE },
  { input: false, output: false, share: { input: 0.4, output: 0.4 } },
  { input: false, output: false, share: { input: 0, output: 0 } },
];

/**
 * The shapes of the cells, best first: a filter lies on the window like a copy of it; or its cells are
 * larger, and square as the input's; or lower than wide, as digits may be. Digits are worth more than a shape, and
 * a shape more than the note on rows with their own filters.
 *
 * @type {("alike" | "square" | "free")[]}
 */
const SHAPES = ["alike", "square", "free"];

const WISHES = DIGITS.flatMap((digits) =>
  SHAPES.flatMap((shape) =>
    (digits.input ? [true, false] : [false]).map((note) => ({ ...digits, shape, note })),
  ),
);

/**
 * Sizes with which every filter slice has digits, and input and outputs too where they can: of both
 * tracks, the same of them have digits, and cells of one size; null for a track whose slices have no room.
 *
 * @param {Track[]} tracks
 * @param {Room[]} rooms   of both sides
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 * @returns {(ReadableSizes | null)[]}
 */
export function readableSizes(tracks, rooms, tools) {
  for (const wish of WISHES) {
    const sizes = tracks.map((track) => sizesFor(track, rooms[track.side], wish, tools));
    if (sizes.every((each) => each)) return ofOneSize(tracks, rooms, sizes, wish.note);
    if (tracks.length === 1 && wish === WISHES.at(-1)) return sizes;
  }
  const sizes = tracks.flatMap((track) => readableSizes([track], rooms, tools));
  return sizes.every((each) => each) ? ofOneSize(tracks, rooms, sizes, false) : sizes;
}

/**
 * The same values have cells of one size in all tracks. What that leaves to the outputs, they take.
 *
 * @param {Track[]} tracks
 * @param {Room[]} rooms
 * @param {any[]} sizes
 * @param {boolean} note
 * @returns {ReadableSizes[]}
 */
function ofOneSize(tracks, rooms, sizes, note) {
  if (sizes.length === 1) return sizes;
  const same = { ...sizes[0] };
  for (const name of Object.keys(same)) same[name] = Math.min(...sizes.map((each) => each[name]));
  /** @param {number} output */
  const fits = (output) =>
    tracks.every((track) => fitsIn(track, { ...same, output }, note, rooms[track.side]));
  while (same.output + 1 <= same.inputHigh && fits(same.output + 1)) same.output++;
  return tracks.map(() => same);
}

/**
 * @param {Track} track
 * @param {ReadableSizes} sizes
 * @param {boolean} note
 * @param {Room} room
 */
function fitsIn(track, sizes, note, room) {
  const used = usedBy(track, sizes, note ? OWN_FILTERS_NOTE : 0, room);
  return used.width <= room.width && used.height <= room.height;
}

/**
 * Sizes of the cells of input, slices and outputs of a track.
 *
 * The slices are as large as they can be, then the input, which is never larger, then the outputs. Where a
 * group sums over several rows its outputs stand below them, each in the column of its filter; where each
 * row has its own outputs they stand in it, to the right.
 *
 * @param {Track} track
 * @param {Room} room
 * @param {typeof WISHES[number]} wish
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 * @returns {ReadableSizes | null}
 */
function sizesFor(track, room, { share, shape, ...wish }, tools) {
  const alike = shape === "alike";
  // beside an input without digits, slices are worth more than the least
  const leastHigh =
    wish.input || alike ? Math.ceil(highWith(LEAST_DIGIT)) : LEAST_SLICE_BESIDE_PICTURE;
  /** @param {ArrayName} name */
  const withDigits = (name) => 3 + LEAST_DIGIT * formatFor(track, name, 2).chars * tools.digit;
  const least = withDigits("filter");
  /**
   * The smallest width with digits that is left by rounding to whole pixels of the screen.
   *
   * @param {ArrayName} name
   */
  const narrowest = (name) => {
    let cell = Math.max(LEAST_DIGIT_CELL, Math.ceil(withDigits(name)));
    while (tools.snapCell(cell) < withDigits(name)) cell += 0.25;
    return cell;
  };
  const leastInput = wish.input ? narrowest("input") : LEAST_INPUT,
    leastOutput = wish.output ? narrowest("output") : LEAST_OUTPUT;
  /** @param {ReadableSizes} sizes */
  const fits = (sizes) => fitsIn(track, sizes, wish.note, room);
  /**
   * Make some cells as large as they fit.
   *
   * @param {ReadableSizes} sizes
   * @param {number} most
   * @param {number} now
   * @param {(cell: number) => Partial<ReadableSizes>} larger
   */
  const grow = (sizes, most, now, larger) => {
    for (let cell = Math.floor(most); cell > now; cell--) {
      if (!fits({ ...sizes, ...larger(cell) })) continue;
      Object.assign(sizes, larger(cell));
      return;
    }
  };
  if (alike) {
    const smallest = Math.max(leastHigh, least, leastInput);
    for (const part of wish.output ? [OUTPUT_SHARE, share.output] : [share.output]) {
      /** @type {ReadableSizes | null} */
      let found = null;
      for (let cell = WIDEST_CELL; tools.snapCell(cell) >= smallest; cell--) {
        const size = tools.snapCell(cell),
          output = tools.snapCell(Math.max(leastOutput, part * size));
        const sizes = { input: size, inputHigh: size, output, wide: size, high: size };
        if (!fits(sizes)) continue;
        grow(sizes, size, output, (larger) => ({ output: larger }));
        found ??= sizes;
        if (size < LEAST_ALIKE_SHARE * found.input) break;
        if (sizes.output >= WANTED_OUTPUT_SHARE * size) return sizes;
      }
      if (found) return found;
    }
    return null;
  }
  const square = shape === "square";
  for (let wide = WIDEST_CELL; tools.snapCell(wide) >= least; wide--) {
    const highest = square ? wide : Math.max(wide, leastHigh),
      lowest = Math.max(leastHigh, square ? wide : 0.8 * wide);
    for (let high = highest; high >= lowest; high--) {
      const input = tools.snapCell(Math.max(leastInput, share.input * wide));
      /** @type {ReadableSizes} */
      const sizes = {
        input,
        // digits need less height than width
        inputHigh: wish.input && !square ? LEAST_DIGIT_CELL : input,
        output: tools.snapCell(Math.max(leastOutput, share.output * wide)),
        wide: tools.snapCell(wide),
        high: tools.snapCell(high),
      };
      const most = Math.min(sizes.wide, sizes.high);
      if (input > sizes.wide || sizes.inputHigh > sizes.high || !fits(sizes)) continue;
      if (wish.input) {
        grow(sizes, most, sizes.inputHigh, (cell) => ({
          input: Math.max(sizes.input, cell),
          inputHigh: cell,
        }));
        if (!square) {
          const wider = Math.min(sizes.wide, 1.4 * sizes.inputHigh);
          grow(sizes, wider, sizes.input, (cell) => ({ input: cell }));
          const higher = Math.min(sizes.high, 1.2 * sizes.input);
          grow(sizes, higher, sizes.inputHigh, (cell) => ({ inputHigh: cell }));
        }
      } else {
        // without digits both are pictures, and none is worth more than the other
        grow(sizes, most, sizes.output, (cell) => {
          const input = Math.max(sizes.input, cell);
          return { input, inputHigh: input, output: cell };
        });
        grow(sizes, most, sizes.input, (cell) => ({ input: cell, inputHigh: cell }));
      }
      grow(sizes, WIDEST_CELL, sizes.output, (cell) => ({ output: cell }));
      // what the shares of input and output kept from the slices
      grow(sizes, LARGEST_GROWN_SLICE, sizes.high, (cell) => ({
        wide: square ? cell : Math.max(sizes.wide, cell),
        high: cell,
      }));
      return sizes;
    }
  }
  return null;
}

/**
 * Height of a row with its own outputs: numbers above the slices, and below them room for a line.
 *
 * @param {number} input   height of its planes
 * @param {number} slice
 * @param {number} output
 * @param {number} margin
 */
export const ownRow = (input, slice, output, margin) =>
  Math.max(input + 2 * margin, Math.max(slice, output) + HEADER + BELOW_OWN);

/**
 * Height of each of some rows that share outputs, and the room above the first and below the last one:
 * numbers stand above the first one's slices, and marks may stand below those of all.
 *
 * @param {Track} track
 * @param {number} input   height of its planes
 * @param {number} slice
 * @param {Room} room
 * @param {number} [most]  of all together
 */
export function sharedRows({ S, N }, input, slice, { margin, marked }, most = 0) {
  const edge = margin / 2,
    below = marked ? BELOW_SLICE : margin;
  const least = Math.max(input + margin, margin + slice + below);
  const above = Math.min((least - slice) / 2, least - slice - below);
  const top = Math.max(edge, (N > 1 ? HEADER : 0) - above);
  const height = Math.max(least, (most - top - edge) / S);
  // where there is room below, the numbers stand as far from the edge as the notes of the other side
  const free = (height - slice) / 2,
    lower = Math.max(0, (N > 1 ? LEVEL_HEADER : 0) - top - free);
  return { height, top, bottom: edge, shift: Math.min(free - below, lower) };
}

/**
 * Width and height that a track takes with such sizes.
 *
 * @param {Track} track
 * @param {ReadableSizes} sizes
 * @param {number} note   height of the words above the slices of a row with its own filters
 * @param {Room} room
 */
function usedBy(track, { input, inputHigh, wide, high, output }, note, room) {
  const { C, G, S, N, PH, PW, OH, OW, KH, KW } = track;
  const own = N / G,
    slices = own * KW * wide + (own - 1) * COLUMN_GAP,
    outputs = own * OW * output + (own - 1) * COLUMN_GAP;
  if (S > 1) {
    const { height, top, bottom } = sharedRows(track, PH * inputHigh, KH * high, room);
    return {
      width: PW * input + TO_BANK + Math.max(slices, outputs) + COLUMN_GAP,
      height:
        G * (top + S * height + bottom + BAND_TOP + OH * output + room.margin) + (G - 1) * ROW_GAP,
    };
  }
  return {
    width: PW * input + TO_BANK + slices + TO_OUTPUTS + outputs + COLUMN_GAP,
    height:
      C * ownRow(PH * inputHigh, KH * high + note, OH * output, room.margin) + (C - 1) * ROW_GAP,
  };
}

/** How large digits can be in a cell: they leave more of a high one free than of a low one. @param {number} high */
const fontIn = (high) => 3.4 + 0.47 * high;
/** @param {number} font */
const highWith = (font) => (font - 3.4) / 0.47;

/**
 * @param {Track} track
 * @param {string} kind
 * @param {number} wide
 * @param {number} high
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 */
export function digitsFor(track, kind, wide, high, tools) {
  const ofFilter = kind === "slice" || kind === "enlarged";
  const name = /** @type {ArrayName} */ (ofFilter ? "filter" : kind);
  for (const digits of [3, 2]) {
    const format = formatFor(track, name, digits);
    const font = Math.min(fontIn(high), (wide - 3) / (format.chars * tools.digit), 24);
    if (font >= LEAST_DIGIT) return { font, format };
  }
  return { font: 0, format: null };
}
