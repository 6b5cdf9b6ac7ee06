// Where everything of a race goes: for each track its lanes, filters, outputs and products.
//
// Of each track the input channels are rows, on both sides at the same heights. To their right lie
// the filters as a bank: a row for each input channel, a column for each output channel, a slice
// where the two meet. A standard convolution fills the bank, a depthwise one only its diagonal.

import { formatFor } from "./number_text.js";

export const SIDE_BY_SIDE = 760; // from this width on
const LEGEND_BESIDE = 440; // from this width of a track on; player.css says the same
const BETWEEN = 18,
  NAME = 32,
  ROW_GAP = 6,
  MARGIN = 6;
const WIRES = [14, 12, 32]; // least room for them: to the filters, to the enlarged slice, to the outputs
const SEEN_CELL = 9,
  MUCH = 1.6; // rows with smaller cells are not all alike if one of them can have much larger ones
const SMALL_ROWS = 0.46; // share of the height that the others have then, at most
const WIDEST_CELL = 44,
  LARGEST_WEIGHT = 18;
const LARGEST_TILE = 48,
  TILE_HEIGHT = 22;
const PHONE_ROW = 120,
  PHONE_ROWS = 440; // at most

/**
 * Plan both tracks for a size in CSS pixels; below each other on a phone, as high as they need.
 *
 * @param {Race} race
 * @param {Size} size
 * @param {number[]} focus
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 */
export function planRace(race, size, focus, tools) {
  const narrow = size.width < SIDE_BY_SIDE;
  /** @type {Size & {tracks: RacePlan[]}} */
  const scene = { ...size, tracks: [] };
  let y = 0;
  const width = narrow ? size.width : (size.width - BETWEEN) / 2;
  // heights of the words in HTML above a track, and of the formula and its legend below it
  const head = narrow ? 62 : 37;
  const formula = width >= LEGEND_BESIDE ? 66 : narrow ? 134 : 84;
  const strips = race.tracks.map((track) =>
    planTiles(track, width, narrow ? 110 : 0.2 * size.height),
  );
  const tallest = Math.max(...strips.map(({ height }) => height));
  for (const track of race.tracks) {
    const strip = { ...strips[track.side], ...(narrow ? {} : { height: tallest }) };
    const below = 8 + strip.height + 6 + formula;
    const room = narrow ? Math.min(PHONE_ROW * track.C, PHONE_ROWS) : size.height - head - below;
    const plan = planTrack(
      track,
      { x: narrow ? 0 : track.side * (width + BETWEEN), y: y + head, width, height: room },
      focus[track.side],
      narrow,
      tools,
    );
    const { box } = plan,
      bottom = box.y + box.height;
    scene.tracks.push(
      Object.assign(plan, {
        head: { ...box, y, height: head },
        strip: { ...strip, x: box.x, y: bottom + 8, width },
        formula: { ...box, y: bottom + below - formula, height: formula },
      }),
    );
    if (narrow) y = bottom + below + BETWEEN;
  }
  if (narrow) scene.height = y;
  return scene;
}

/**
 * The products as tiles: one block of the kernel's shape for each channel of the window.
 *
 * @param {Track} track
 * @param {number} width
 * @param {number} most
 */
function planTiles({ S, KW, KH, values }, width, most) {
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
function planRows(C, height, lower, gridOf) {
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
function planGrid({ N, G, S, PH, PW, OH, OW }, width, height, tools) {
  const across = Math.ceil(N / G / S); // outputs of a row
  const between = OW * OH > 1 ? 6 : 3;
  /** @type {any} */
  let best = null;
  for (let perLine = across; perLine > 0; perLine--) {
    const lines = Math.ceil(across / perLine);
    const cell = tools.snapCell(
      Math.max(
        0.2,
        Math.min(
          (height - MARGIN) / PH,
          (height - MARGIN - (lines - 1) * between) / (lines * OH),
          (width - (perLine - 1) * between) / (PW + perLine * OW),
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
      width: perLine * (OW * cell + between) - between,
      used: Math.max(PH * cell, lines * (OH * cell + between) - between) + MARGIN,
    };
  }
  return best;
}

/**
 * A track in a box, with row `focus` large if one is; where it may be `lower`, only as high as it
 * has use for.
 *
 * @param {Track} track
 * @param {Box} box
 * @param {number} focus
 * @param {boolean} lower
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 */
function planTrack(track, box, focus, lower, tools) {
  const { C, G, S, N, PH, PW, OH, OW, KH, KW } = track;
  const inner = box.width - NAME - 10,
    gap = Math.min(3, 24 / N);
  const wires = WIRES[0] + WIRES[1] + WIRES[2];
  const shared = inner - wires - Math.min(0.34 * inner, KW * LARGEST_WEIGHT + N * (2 * KW + gap));
  const {
    equal,
    gap: between,
    large,
    small,
  } = planRows(C, box.height, lower, (height) => planGrid(track, shared, height, tools));
  /** @type {RaceRow[]} */
  const rows = [];
  for (let k = 0, y = box.y; k < C; k++) {
    const isLarge = equal || k === focus,
      row = isLarge ? large : small;
    rows.push({ ...row, k, large: isLarge, y, middle: y + row.height / 2 });
    y += row.height + between;
  }
  box = { ...box, height: rows[C - 1].y + rows[C - 1].height - box.y };
  const outputs = Math.max(...rows.map(({ width }) => width));

  // the bank of filters: with digits if possible, else small, and the slices in use enlarged beside it
  const left = inner - PW * large.cell - outputs - wires,
    low = Math.min(small.height, large.height - MARGIN);
  /**
   * @param {number} width
   * @param {number} apart
   * @param {number} most
   */
  const sliceIn = (width, apart, most) => Math.min(low / KH, (width / N - apart) / KW, most);
  let slice = sliceIn(left, 8, 36),
    enlarged = 0,
    apart = 8;
  if (N > 1 && (slice < LARGEST_WEIGHT || !equal)) {
    const most = Math.max(LARGEST_WEIGHT, large.cell);
    enlarged = Math.min((large.height - MARGIN) / KH, (0.6 * left) / KW, most);
    enlarged = tools.snapCell(Math.max(0.2, enlarged));
    slice = sliceIn(left - KW * enlarged, gap, 12);
    apart = gap;
  }
  slice = tools.snapCell(Math.max(0.2, slice));
  const pitch = KW * slice + apart,
    bank = N * pitch - apart;
  const wider = 1 + (left - bank - KW * enlarged) / wires;
  const x0 = box.x + NAME,
    bankX = x0 + PW * large.cell + wider * WIRES[0],
    bankEnd = bankX + bank;
  const enlargedX = bankEnd + wider * WIRES[1],
    filterEnd = enlarged ? enlargedX + KW * enlarged : bankEnd;
  const outputX = x0 + inner - outputs;

  const plan = /** @type {RacePlan} */ ({ track, box, rows, focused: !equal });
  /** @type {any[]} */
  plan.views = [];
  /**
   * @param {string} kind
   * @param {any} more
   * @param {number} x
   * @param {number} y
   * @param {number} rows
   * @param {number} cols
   * @param {number} size
   */
  const add = (kind, more, x, y, rows, cols, size) => {
    const view = {
      kind,
      x: tools.snap(x),
      y: tools.snap(y),
      rows,
      cols,
      cw: size,
      ch: size,
      ...more,
    };
    Object.assign(view, { width: cols * size, height: rows * size });
    plan.views.push(Object.assign(view, digitsFor(track, kind, size, tools)));
  };
  plan.lanes = Array.from({ length: G }, (_, g) => {
    const first = rows[g * S],
      last = rows[g * S + S - 1];
    return { x: box.x, y: first.y, width: box.width, height: last.y + last.height - first.y };
  });
  for (const { k, large: enlarges, middle, cell } of rows) {
    const hue = track.hues[k];
    add(
      "input",
      { k, hue },
      x0 + (PW * (large.cell - cell)) / 2,
      middle - (PH * cell) / 2,
      PH,
      PW,
      cell,
    );
    if (enlarged && enlarges)
      add("enlarged", { k, hue }, enlargedX, middle - (KH * enlarged) / 2, KH, KW, enlarged);
  }
  for (let n = 0; n < N; n++) {
    const g = Math.floor((n * G) / N),
      own = n - (g * N) / G;
    const x = bankX + n * pitch;
    for (const { k, middle } of rows) {
      const y = middle - (KH * slice) / 2,
        s = k - g * S;
      if (s >= 0 && s < S) add("slice", { k, n, s, hue: track.hues[k] }, x, y, KH, KW, slice);
      else {
        const box = { x, y, width: KW * slice, height: KH * slice };
        plan.views.push(/** @type {any} */ ({ kind: "nothing", k, n, ...box }));
      }
    }
    const { middle, across, perLine, between, cell, width } =
      rows[g * S + Math.floor(own / large.across)];
    const at = own % across,
      lines = Math.ceil(across / perLine);
    const top = middle - (lines * (OH * cell + between) - between) / 2;
    add(
      "output",
      { n, hue: S === 1 ? track.hues[g] : null },
      outputX + (outputs - width) / 2 + (at % perLine) * (OW * cell + between),
      top + Math.floor(at / perLine) * (OH * cell + between),
      OH,
      OW,
      cell,
    );
  }
  plan.columns = { bank: bankX, filterEnd, output: outputX };
  /** @param {string} kind */
  const of = (kind) => plan.views.filter((view) => view.kind === kind);
  plan.inputs = of("input");
  plan.outputs = of("output");
  plan.slices = plan.outputs.map(({ n }) => of("slice").filter((view) => view.n === n));
  plan.enlarged = of("enlarged");
  // what lines pass behind; an enlarged slice only where one is
  plan.front = behind([...of("slice"), ...plan.outputs]);
  plan.frontEnlarged = behind(plan.enlarged);
  return plan;
}

/**
 * Everything but these views, to be clipped to.
 *
 * @param {Box[]} views
 */
function behind(views) {
  const path = new Path2D();
  path.rect(0, 0, 1e5, 1e5);
  for (const { x, y, width, height } of views) path.rect(x - 1, y - 1, width + 2, height + 2);
  return path;
}

/**
 * @param {Track} track
 * @param {string} kind
 * @param {number} cell
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 */
function digitsFor(track, kind, cell, tools) {
  const ofFilter = kind === "slice" || kind === "enlarged";
  const name = /** @type {ArrayName} */ (ofFilter ? "filter" : kind);
  for (const digits of [3, 2]) {
    const format = formatFor(track, name, digits);
    const font = Math.min(cell * 0.58, (cell - 3) / (format.chars * tools.digit), 24);
    if (font >= 8.5) return { font, format };
  }
  return { font: 0, format: null };
}
