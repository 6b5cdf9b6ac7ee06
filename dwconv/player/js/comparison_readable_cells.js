// How large the cells of a comparison can be where every filter slice has digits.

import {
  BAND_TOP,
  BELOW_OWN,
  BELOW_SLICE,
  COLUMN_GAP,
  HEADER,
  LEAST_DIGIT,
  ROW_GAP,
  TO_BANK,
  TO_OUTPUTS,
  WIDEST_CELL,
} from "./comparison_sizes.js";
import { formatFor } from "./number_text.js";

// All lengths are pixels, unless a comment says that they are shares.

// Cells of the planes

/** The height and the width of cells of input and outputs that have digits, at least. */
const LEAST_DIGIT_CELL = 11;
/** The size of the input's cells where they have no digits, so that the slices have some, at least. */
const LEAST_INPUT = 5;
/** The size of the outputs' cells where they have no digits, so that the slices have some, at least. */
const LEAST_OUTPUT = 3;
/** The height of slices beside an input without digits, at least: they are worth more than the least digits. */
const LEAST_SLICE_BESIDE_PICTURE = 15;
/** The size up to which cells of slices grow where input and outputs have all that they can use. */
const LARGEST_GROWN_SLICE = 32;
/** The size of the cells of input and outputs as a share of a slice's cells, at least. */
const LEAST_SHARE = { input: 0.6, output: 0.4 };

// Where cells of input and slices are alike

/** The size of outputs with digits as a share of the cells of input and slices, where there is room. */
const OUTPUT_SHARE = 0.8;
/** The size of outputs, as a share of the cells of input and slices, for which these become a little smaller. */
const WANTED_OUTPUT_SHARE = 0.55;
/** How small input and slices may become for larger outputs, as a share of what they could be. */
const LEAST_ALIKE_SHARE = 0.9;

// Above the slices

/** The height of the note above the numbers that a row has its own filters. */
const OWN_FILTERS_NOTE = 16;
/** The height of the numbers above the slices with a gap, where they are level with the notes of the other side. */
const LEVEL_HEADER = 24;

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
