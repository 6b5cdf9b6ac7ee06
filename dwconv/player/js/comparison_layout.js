// Where everything of a comparison goes: for each track its lanes, filters, outputs and products.
//
// Of each track the input channels are rows, on both sides at the same heights. To their right lie
// the filters as a bank: a row for each input channel, a column for each output channel, a slice
// where the two meet. A standard convolution fills the bank, a depthwise one only its diagonal.

import {
  CAPTION,
  digitsFor,
  LEGEND_BESIDE,
  MARGIN,
  NUMBER,
  planGrid,
  planOutputs,
  planReadable,
  planRows,
  planTiles,
  WIDEST_CELL,
  WIRES,
} from "./comparison_sizes.js";

export const SIDE_BY_SIDE = 760; // from this width on
const BETWEEN = 18,
  NAME = 28;
const LARGEST_WEIGHT = 18;
const APART = 28; // between lanes and the outputs of several of them: the plus stands there
const PHONE_ROW = 120,
  PHONE_ROWS = 440; // at most

/**
 * Plan both tracks for a size in CSS pixels. On a phone both counters stand above the picture of one
 * side; the other picture lies beside the screen, and a swipe or its title brings it in.
 *
 * @param {Comparison} comparison
 * @param {Size} size
 * @param {number[]} focus
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 * @param {number} [shown]  the side in sight on a phone
 */
export function planComparison(comparison, size, focus, tools, shown = 0) {
  const narrow = size.width < SIDE_BY_SIDE;
  /** @type {Size & {tracks: ComparisonPlan[]}} */
  const scene = { ...size, tracks: [], ...(narrow ? { height: 0 } : {}) };
  const width = narrow ? size.width : (size.width - BETWEEN) / 2;
  // heights of the words in HTML above a track, and of the formula and its legend below it
  const head = narrow ? 78 : 37;
  const formula = width >= LEGEND_BESIDE ? 66 : narrow ? 134 : 84;
  const strips = comparison.tracks.map((track) =>
    planTiles(track, width, narrow ? 110 : 0.2 * size.height),
  );
  const tallest = Math.max(...strips.map(({ height }) => height));
  const below = 8 + tallest + 6 + formula;
  /**
   * @param {Track} track
   * @param {number} [widest]
   */
  const planOf = (track, widest) =>
    planTrack(
      track,
      {
        x: (track.side - (narrow ? shown : 0)) * (width + BETWEEN),
        y: narrow ? comparison.tracks.length * head + 6 : head,
        width,
        height: narrow ? Math.min(PHONE_ROW * track.C, PHONE_ROWS) : size.height - head - below,
      },
      focus[track.side],
      narrow,
      tools,
      widest,
    );
  let plans = comparison.tracks.map((track) => planOf(track));
  const cells = plans.map(({ readableCell }) => readableCell);
  // the same input has cells of one size on both sides
  if (!comparison.feeds && Math.min(...cells) > 0)
    plans = comparison.tracks.map((track) => planOf(track, Math.min(...cells)));
  for (const track of comparison.tracks) {
    const strip = { ...strips[track.side], height: tallest };
    const plan = plans[track.side],
      { box } = plan,
      bottom = box.y + box.height;
    scene.tracks.push(
      Object.assign(plan, {
        head: narrow
          ? { ...box, x: 0, y: track.side * head, height: head }
          : { ...box, y: 0, height: head },
        strip: { ...strip, x: box.x, y: bottom + 8, width },
        formula: { ...box, y: bottom + below - formula, height: formula },
        inSight: !narrow || track.side === shown,
      }),
    );
    if (narrow) scene.height = Math.max(scene.height, bottom + below + BETWEEN);
  }
  return scene;
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
 * @param {number} [widest]  of the cells of a bank with digits
 */
function planTrack(track, box, focus, lower, tools, widest = WIDEST_CELL) {
  const { C, G, S, N, PH, PW, OH, OW, KH, KW } = track;
  const apartFromLane = S > 1 ? APART : 0; // outputs that are no lane's own stand outside all lanes
  const whole = box.width - NAME - 10,
    inner = whole - apartFromLane,
    gap = Math.min(3, 24 / N);
  const last = WIRES[2] - apartFromLane; // in both cases as much room up to the outputs
  const wires = WIRES[0] + WIRES[1] + last;
  const shared = inner - wires - Math.min(0.34 * whole, KW * LARGEST_WEIGHT + N * (2 * KW + gap));
  const {
    equal,
    gap: between,
    large,
    small,
  } = planRows(C, box.height, lower, (height) => planGrid(track, shared, height, tools));
  /** @type {ComparisonRow[]} */
  const rows = [];
  for (let k = 0, y = box.y; k < C; k++) {
    const isLarge = equal || k === focus,
      row = isLarge ? large : small;
    rows.push({ ...row, k, large: isLarge, y, middle: y + row.height / 2 });
    y += row.height + between;
  }
  box = { ...box, height: rows[C - 1].y + rows[C - 1].height - box.y };
  /** @param {number} g */
  const laneOf = (g) => {
    const first = rows[g * S],
      last = rows[g * S + S - 1];
    return { x: box.x, y: first.y, width: box.width, height: last.y + last.height - first.y };
  };
  const blocks = Array.from({ length: G }, (_, g) =>
    S > 1 ? planOutputs(track, laneOf(g).height, 0.3 * inner, large.cell, tools) : rows[g * S],
  );
  const readable =
    equal && N > 1
      ? planReadable(track, inner, rows[0].height, tools, laneOf(0).height, widest)
      : null;
  if (readable) {
    for (const row of rows) row.cell = readable.cell;
    blocks.fill(readable.block);
  }
  const cell = readable?.cell ?? large.cell;
  const outputs = Math.max(...blocks.map(({ width }) => width));

  // the bank of filters: with digits if possible, else small, and the slices in use enlarged beside it
  const left = inner - PW * cell - outputs - wires,
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
  if (readable) {
    slice = readable.slice;
    apart = gap;
  } else if (N > 1 && (slice < LARGEST_WEIGHT || !equal)) {
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
    bankX = x0 + PW * cell + wider * WIRES[0],
    bankEnd = bankX + bank;
  const enlargedX = bankEnd + wider * WIRES[1],
    filterEnd = enlarged ? enlargedX + KW * enlarged : bankEnd;
  const outputX = x0 + inner + apartFromLane - outputs;

  const plan = /** @type {ComparisonPlan} */ ({ track, box, rows, focused: !equal });
  plan.readableCell = readable?.cell ?? 0;
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
   * @param {number} [high]
   */
  const add = (kind, more, x, y, rows, cols, size, high = size) => {
    const view = {
      kind,
      x: tools.snap(x),
      y: tools.snap(y),
      rows,
      cols,
      cw: size,
      ch: high,
      ...more,
    };
    Object.assign(view, { width: cols * size, height: rows * high });
    plan.views.push(Object.assign(view, digitsFor(track, kind, size, high, tools)));
  };
  plan.lanes = Array.from({ length: G }, (_, g) => {
    const lane = laneOf(g);
    return S > 1 ? { ...lane, width: outputX - APART - lane.x } : lane;
  });
  plan.outside =
    S > 1
      ? plan.lanes.map((lane) => ({
          ...lane,
          x: outputX - 7,
          width: box.x + box.width - outputX + 7,
        }))
      : [];
  for (const { k, large: enlarges, middle, cell } of rows) {
    const hue = track.hues[k];
    add(
      "input",
      { k, hue },
      x0 + (PW * ((readable?.cell ?? large.cell) - cell)) / 2,
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
      const tall = readable?.high ?? slice,
        y = middle - (KH * tall) / 2,
        s = k - g * S;
      if (s >= 0 && s < S) add("slice", { k, n, s, hue: track.hues[k] }, x, y, KH, KW, slice, tall);
      else {
        const box = { x, y, width: KW * slice, height: KH * tall };
        plan.views.push(/** @type {any} */ ({ kind: "nothing", k, n, ...box }));
      }
    }
    const { across, perLine, between, down = between, cell, width, beside = 0 } = blocks[g],
      lane = laneOf(g);
    const at = own % across,
      lines = Math.ceil(across / perLine);
    const first = S > 1 ? CAPTION + (beside ? 0 : NUMBER) : 0; // below the words, and the number of the first line
    const high = lines * (OH * cell + down) - down;
    const top = lane.y + first + (lane.height - first - high) / 2;
    add(
      "output",
      { n, hue: S === 1 ? track.hues[g] : null, lane: lane.y, beside },
      outputX + (outputs - width) / 2 + beside + (at % perLine) * (OW * cell + between),
      top + Math.floor(at / perLine) * (OH * cell + down),
      OH,
      OW,
      cell,
    );
  }
  plan.columns = { bank: bankX, filterEnd, output: outputX - (S > 1 ? 8 : 0) };
  /** @param {string} kind */
  const of = (kind) => plan.views.filter((view) => view.kind === kind);
  plan.inputs = of("input");
  plan.outputs = of("output");
  plan.slices = plan.outputs.map(({ n }) => of("slice").filter((view) => view.n === n));
  plan.enlarged = of("enlarged");
  for (const view of plan.outputs) view.number = N > 1 ? numberOf(view, plan.outputs) : null;
  return plan;
}

/**
 * Where the number of an output stands: its middle; null where there is no room.
 *
 * @param {View} view
 * @param {View[]} outputs
 * @returns {Point | null}
 */
function numberOf({ x, y, width, height, beside, lane }, outputs) {
  if (beside) return height < 11 ? null : { x: x - 8, y: y + height / 2 };
  const above = outputs
    .filter((other) => other.y < y && other.x < x + width && x < other.x + other.width)
    .map((other) => other.y + other.height);
  if (width < 12 || y - Math.max(lane, ...above) < 11) return null;
  return { x: x + width / 2, y: y - 6 };
}
