// How large the parts of a comparison can be: its rows, the planes in them, the cells with digits, the tiles.

import { formatFor } from "./number_text.js";

export const LEGEND_BESIDE = 440; // from this width of a track on; player.css says the same
const ROW_GAP = 6;
export const MARGIN = 6;
export const WIRES = [14, 12, 32]; // least room for them: to the filters, to the enlarged slice, to the outputs
const SEEN_CELL = 9,
  MUCH = 1.6; // rows with smaller cells are not all alike if one of them can have much larger ones
const SMALL_ROWS = 0.46; // share of the height that the others have then, at most
export const WIDEST_CELL = 44;
const LARGEST_TILE = 48,
  TILE_HEIGHT = 22;
const LEAST_DIGIT = 8.5, // size of digits, at least
  LEAST_INPUT = 9, // and of the cells of input and outputs that make room for digits in the bank
  LEAST_OUTPUT = 4.5;
export const CAPTION = 17; // words above the outputs of several lanes
export const NUMBER = 13; // room above an output for its number
const BESIDE = 14; // or to its left

/**
 * The products as tiles: one block of the kernel's shape for each channel of the window.
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
  return { words, gap, tile, high, height: Math.max(80, tiles + (S > 1 ? 28 : 16)) };
}

/**
 * Heights of the rows and the planes in them: all alike, or one large and the others small. A large
 * one leaves to the others what it has no use for, and with `lower` nobody takes it.
 *
 * @param {number} C
 * @param {number} height
 * @param {boolean} lower
 * @param {(height: number) => any} gridOf
 */
export function planRows(C, height, lower, gridOf) {
  const alike = (height + ROW_GAP) / C - ROW_GAP,
    grid = gridOf(alike);
  const pitch = Math.min(40, (SMALL_ROWS * height) / (C - 1)),
    gap = Math.min(ROW_GAP, 0.2 * pitch);
  const most = height - pitch * (C - 1),
    largest = gridOf(most);
  if (C === 1 || grid.cell >= SEEN_CELL || largest.cell < MUCH * grid.cell) {
    const row = { ...grid, height: lower ? Math.min(alike, grid.used) : alike };
    return { equal: true, gap: ROW_GAP, large: row, small: row };
  }
  const used = Math.min(most, largest.used);
  const low = lower ? pitch - gap : (height - used) / (C - 1) - gap;
  const small = gridOf(low + 0.8 * MARGIN); // there a margin would be much of the height
  return {
    equal: false,
    gap,
    large: { ...largest, height: used },
    small: { ...small, height: low },
  };
}

/**
 * The planes of a row: cells as large as its height and the share of its width allow.
 *
 * @param {Track} track
 * @param {number} width
 * @param {number} height
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 */
export function planGrid({ N, G, S, PH, PW, OH, OW }, width, height, tools) {
  const across = Math.ceil(N / G / S); // outputs of a row
  const between = OW * OH > 1 ? 6 : 3;
  /** @type {any} */
  let best = null;
  for (let perLine = across; perLine > 0; perLine--) {
    const lines = Math.ceil(across / perLine),
      beside = besideOwn(N, perLine);
    const cell = tools.snapCell(
      Math.max(
        0.2,
        Math.min(
          (height - MARGIN) / PH,
          (height - MARGIN - (lines - 1) * between) / (lines * OH),
          (width - beside - (perLine - 1) * between) / (PW + perLine * OW),
          WIDEST_CELL,
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
      width: beside + perLine * (OW * cell + between) - between,
      used: Math.max(PH * cell, lines * (OH * cell + between) - between) + MARGIN,
    };
  }
  return best;
}

/**
 * The outputs of a group that sums over several rows: a block beside them, with another number of
 * lines than rows unless that makes the cells much smaller, so that no output seems to belong to an
 * input.
 *
 * @param {Track} track
 * @param {number} height
 * @param {number} width
 * @param {number} most
 * @param {Pick<Tools, "snapCell">} tools
 */
export function planOutputs({ N, G, S, OH, OW }, height, width, most, tools) {
  const across = N / G,
    between = OW * OH > 1 ? 8 : 3;
  /** @type {any} */
  let best = null;
  for (let perLine = across; perLine > 0; perLine--) {
    const lines = Math.ceil(across / perLine),
      one = perLine === 1 && across > 1; // its numbers stand beside the outputs, not above them
    if (lines > 1 && perLine > 1 && Math.ceil(across / (perLine - 1)) === lines) continue;
    const beside = one ? BESIDE : 0,
      down = one ? 4 : NUMBER + 2;
    const free = height - CAPTION - MARGIN - (one ? (lines - 1) * down : lines * down);
    const room = (width - beside - (perLine - 1) * between) / (perLine * OW);
    const cell = tools.snapCell(Math.max(0.2, Math.min(free / (lines * OH), room, most)));
    // as many lines as rows would look like one for each
    const worth = (lines === S && across > 1 ? 0.8 : 1) * cell;
    if (best && worth <= 1.1 * best.worth) continue;
    const used = beside + perLine * (OW * cell + between) - between;
    best = { across, between, down, perLine, cell, width: used, beside, worth };
  }
  return best;
}

/**
 * Room beside the outputs of one row for their numbers, where they lie below each other.
 *
 * @param {number} N
 * @param {number} perLine
 */
const besideOwn = (N, perLine) => (N > 1 && perLine === 1 ? BESIDE : 0);

/**
 * Cells of input, bank and outputs with which the whole bank has digits, those of input and bank as
 * large as they can be together; null if there are none.
 *
 * @param {Track} track
 * @param {number} inner
 * @param {number} height  of a row
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 * @param {number} lane    height of a group's rows
 * @param {number} widest  of the input's cells
 */
export function planReadable(track, inner, height, tools, lane, widest) {
  const { N, S, PH, PW, OH, OW, KH, KW } = track;
  const across = Math.ceil(N / track.G),
    between = 6,
    lines = WIRES[0] + (S > 1 ? 10 : WIRES[2]) + 8;
  /** @param {ArrayName} name */
  const digitsNeed = (name) => {
    const least = 3 + LEAST_DIGIT * formatFor(track, name, 2).chars * tools.digit;
    let cell = Math.ceil(least);
    while (tools.snapCell(cell) < least) cell++;
    return cell;
  };
  const narrowest = digitsNeed("filter"),
    outputNeeds = digitsNeed("output");
  const high = Math.min((height - MARGIN - 8) / KH, WIDEST_CELL);
  if (0.58 * high < LEAST_DIGIT) return null;
  const largest = Math.floor(Math.min(widest, (height - MARGIN) / PH));
  /** @type {any} */
  let best = null;
  for (let cell = largest; cell >= LEAST_INPUT; cell--) {
    const room = inner - PW * cell - lines - N * (KW * narrowest + 3);
    /** @type {any[]} */
    const blocks = [];
    // outputs with digits if there is room for them, else as fine as the input
    for (const most of new Set([Math.max(cell, outputNeeds), cell])) {
      if (room > 0 && S > 1) blocks.push(planOutputs(track, lane, room, most, tools));
      for (let perLine = across; S === 1 && perLine > 0; perLine--) {
        const below = Math.ceil(across / perLine);
        const free = (height - MARGIN - (below - 1) * between) / (below * OH);
        const own = tools.snapCell(Math.min(free, most)),
          beside = besideOwn(N, perLine);
        const width = beside + perLine * (OW * own + between) - between;
        blocks.push({ across, between, perLine, cell: own, width, beside });
      }
    }
    const block = blocks.find((each) => each.cell >= LEAST_OUTPUT && each.width <= room);
    if (!block) continue;
    const left = inner - PW * cell - block.width - lines;
    const wide = tools.snapCell(Math.min((left / N - 3) / KW, WIDEST_CELL));
    const worth = Math.min(cell, wide);
    if (best && worth <= best.worth) continue;
    best = { cell, block, slice: wide, high: tools.snapCell(Math.min(high, 1.3 * wide)), worth };
  }
  return best;
}

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
    const font = Math.min(high * 0.58, (wide - 3) / (format.chars * tools.digit), 24);
    if (font >= LEAST_DIGIT) return { font, format };
  }
  return { font: 0, format: null };
}
