// The picture of a race: where everything goes, and its three layers (see painting.js).
//
// Of each track the input channels are rows, on both sides at the same heights. To their right lie
// the filters as a bank: a row for each input channel, a column for each output channel, a slice
// where the two meet. A standard convolution fills the bank, a depthwise one only its diagonal.

import { css, hatching, laneColours, mix, tint } from "./colours.js";
import { cellOf } from "./layout.js";
import {
  dimUnreached, grow, middleOf, newCanvas, paintEmpty, paintRevealed, planeImage, put, roundBox,
  strokeBox,
} from "./marks.js";
import { formatFor, inputAt, tapPlace, write, writeResult, written } from "./model.js";
import { channelsOf, outputOf, productOf, revealedOf, weightOf } from "./race_model.js";

export const SIDE_BY_SIDE = 760;  // from this width on
const HEAD = 68;                  // for the words in HTML above a track
const LEGEND_BESIDE = 440;        // from this width of a track on; player.css says the same
const BETWEEN = 18, NAME = 44, ROW_GAP = 6, WIRES = 34;
const LARGEST_TILE = 30, TALLEST_STRIP = 110;
const PHONE_ROW = 78;

/** Height of the formula and its legend below a track, in HTML. */
function formulaHeight(width, narrow) {
  if (width >= LEGEND_BESIDE) return 72;
  return narrow ? 142 : 94;
}

/** Plan both tracks for a size in CSS pixels; below each other on a phone, as high as they need. */
export function planRace(race, size, tools) {
  const narrow = size.width < SIDE_BY_SIDE;
  const scene = { ...size, tracks: [] };
  let y = 0;
  const width = narrow ? size.width : (size.width - BETWEEN) / 2;
  const strips = race.tracks.map((track) => stripSize(track, width));
  const formula = formulaHeight(width, narrow);
  const tallest = Math.max(...strips.map(({ height }) => height));
  for (const track of race.tracks) {
    const strip = { ...strips[track.side], ...(narrow ? {} : { height: tallest }) };
    const own = (Math.min(PHONE_ROW, Math.max(16, 300 / track.C)) + ROW_GAP) * track.C;
    const height = narrow ? HEAD + own + 8 + strip.height + formula + 12 : size.height;
    const box = { x: narrow ? 0 : track.side * (width + BETWEEN), y, width, height };
    scene.tracks.push(planTrack(track, box, strip, formula, tools));
    if (narrow) y += height + BETWEEN;
  }
  if (narrow) scene.height = y;
  return scene;
}

/** The products as tiles: one block of the kernel's shape for each channel of the window. */
function stripSize({ S, KW, KH, values }, width) {
  if (!values.products) return { tile: 0, height: 70 };
  const across = (width - 120 - (S - 1) * 10) / (S * KW);
  const tile = Math.max(2, Math.min(LARGEST_TILE, across, TALLEST_STRIP / KH));
  return { tile, height: KH * Math.min(tile, 26) + (S > 1 ? 62 : 50) };
}

function planTrack(track, box, strip, formula, tools) {
  const { C, G, S, N, PH, PW, OH, OW, KH, KW } = track;
  const plan = { track, box, views: [], lanes: [], strip: null, head: { ...box, height: HEAD } };
  const top = box.y + HEAD, bottom = box.y + box.height - formula;
  plan.formula = { x: box.x, y: bottom, width: box.width, height: formula };
  plan.strip = { x: box.x, y: bottom - strip.height, width: box.width, height: strip.height - 8, tile: strip.tile };
  const pitch = (plan.strip.y - 8 - top + ROW_GAP) / C;
  const rowHeight = Math.max(pitch - ROW_GAP, pitch * 0.8), rowTop = (k) => top + k * pitch;
  const room = rowHeight - Math.min(8, rowHeight * 0.2);

  const across = Math.ceil(N / G / S);  // output planes side by side
  const inner = box.width - NAME - 12, gap = N > 12 ? 2 : 5, between = OW * OH > 1 ? 6 : 3;
  const slice = tools.snapCell(Math.max(0.2, Math.min(room / KH, ((0.4 * inner) / N - gap) / KW, 16)));
  const bank = N * (KW * slice + gap) - gap;
  const left = inner - bank - 2 * WIRES - (across - 1) * between;
  const cell = tools.snapCell(Math.max(0.2, Math.min(room / Math.max(PH, OH), left / (PW + across * OW), 40)));
  const x0 = box.x + NAME, outputs = across * (OW * cell + between) - between;
  const outputX = box.x + box.width - 10 - outputs;
  const bankX = x0 + PW * cell + (outputX - x0 - PW * cell - bank) / 2;
  const add = (kind, more, x, y, rows, cols, size) => {
    const view = { kind, x: tools.snap(x), y: tools.snap(y), rows, cols, cw: size, ch: size, ...more };
    Object.assign(view, { width: cols * size, height: rows * size });
    plan.views.push(Object.assign(view, digitsFor(track, kind, size, tools)));
  };
  for (let g = 0; g < G; g++) {
    const y = rowTop(g * S);
    const height = (S - 1) * pitch + rowHeight;
    plan.lanes.push({ x: box.x, y, width: box.width, height });
  }
  for (let k = 0; k < C; k++) {
    const middle = rowTop(k) + rowHeight / 2;
    add("input", { k, hue: track.hues[k] }, x0, middle - (PH * cell) / 2, PH, PW, cell);
  }
  for (let n = 0; n < N; n++) {
    const g = Math.floor((n * G) / N), own = n - (g * N) / G;
    const x = bankX + n * (KW * slice + gap);
    for (let k = 0; k < C; k++) {
      const y = rowTop(k) + rowHeight / 2 - (KH * slice) / 2;
      const s = k - g * S;
      if (s >= 0 && s < S) add("slice", { k, n, s, hue: track.hues[k] }, x, y, KH, KW, slice);
      else plan.views.push({ kind: "nothing", k, n, x, y, width: KW * slice, height: KH * slice });
    }
    const middle = rowTop(g * S + Math.floor(own / across)) + rowHeight / 2;
    add("output", { n, hue: S === 1 ? track.hues[g] : null },
      outputX + (own % across) * (OW * cell + between), middle - (OH * cell) / 2, OH, OW, cell);
  }
  plan.columns = { bank: bankX, bankEnd: bankX + bank, output: outputX };
  const of = (kind) => plan.views.filter((view) => view.kind === kind);
  plan.inputs = of("input");
  plan.outputs = of("output");
  plan.slices = plan.outputs.map(({ n }) => of("slice").filter((view) => view.n === n));
  // what lines pass behind: slices and outputs
  plan.front = new Path2D();
  plan.front.rect(0, 0, 1e5, 1e5);
  for (const view of [...of("slice"), ...plan.outputs]) {
    plan.front.rect(view.x - 1, view.y - 1, view.width + 2, view.height + 2);
  }
  plan.rows = Array.from({ length: C }, (_, k) => ({ k, y: rowTop(k), height: rowHeight }));
  return plan;
}

function digitsFor(track, kind, cell, tools) {
  const name = kind === "slice" ? "filter" : kind;
  for (const digits of [3, 2]) {
    const format = formatFor(track, name, digits);
    const font = Math.min(cell * 0.56, (cell - 3) / (format.chars * tools.digit), 18);
    if (font >= 8.5) return { font, format };
  }
  return { font: 0, format: null };
}

/** Plan and paint everything that holds until numbers, size or theme change. */
export function buildRaceStage(race, theme, size, dpr, context) {
  context.font = `500 100px ${theme.textFont}`;
  const digit = context.measureText("0").width / 100;
  const tools = {
    digit,
    snap: (value) => Math.round(value * dpr) / dpr,
    snapCell: (cell) => (cell * dpr >= 6 ? Math.floor(cell * dpr) / dpr : cell),
  };
  const scene = planRace(race, size, tools);
  const stage = { race, scene, theme, dpr, digit, hatch: hatching(theme, dpr), images: new Map() };
  for (const { track, views } of scene.tracks) {
    for (const view of views) if (view.kind !== "nothing") stage.images.set(view, imageOfView(stage, track, view));
  }
  stage.still = newCanvas(scene.width * dpr, scene.height * dpr);
  paintStillOfRace(stage.still.getContext("2d"), stage);
  return stage;
}

function imageOfView(stage, track, view) {
  const valueAt = {
    input: (row, column) => inputAt(track, view.k, row, column),
    slice: (row, column) => weightOf(track, view.n, view.s, row, column),
    output: (row, column) => outputOf(track, view.n, row, column),
  }[view.kind];
  const largest = track.header.largest[view.kind === "slice" ? "filter" : view.kind];
  const canvas = planeImage(stage, { ...view, k: view.hue }, valueAt, largest);
  if (view.kind === "input") dimUnreached(canvas.getContext("2d"), stage.theme, track, view);
  return canvas;
}

function paintStillOfRace(context, stage) {
  const { scene, theme, dpr, images } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  for (const plan of scene.tracks) {
    for (const lane of plan.lanes) {
      roundBox(context, grow(lane, -0.5), 6, { fill: css(theme.panel), line: 1, colour: theme.line });
    }
    for (const { k, y, height } of plan.rows) {
      const { stroke, text } = laneColours(theme, plan.track.hues[k]);
      context.fillStyle = css(stroke);
      context.fillRect(plan.box.x, y + 1, 5, height - 2);
      if (height >= 13) put(context, theme, `${k}`, plan.box.x + 14, y + height / 2, { weight: 650, colour: text });
    }
    for (const view of plan.views) {
      if (comesLater(stage, plan, view)) paintEmpty(context, theme, view);
      else if (view.kind === "nothing") paintNothing(context, theme, view);
      else context.drawImage(images.get(view), view.x, view.y, view.width, view.height);
    }
    roundBox(context, grow(plan.strip, -0.5), 6, { line: 1, colour: theme.line });
  }
}

/** Whether a view is filled in value by value: an output, or an input that is the left one's output. */
const comesLater = ({ race }, { track }, { kind }) =>
  kind === "output" || (kind === "input" && race.feeds && track.side === 1);

/** Where a channel and a filter do not meet: no weights at all. */
function paintNothing(context, theme, view) {
  if (view.width < 5) return;
  const { x, y } = middleOf(view);
  context.fillStyle = css(theme.line);
  context.fillRect(x - 1, y - 1, 2, 2);
}

// -- the base: what the moment adds

/** Paint a moment: `states` of the tracks, or for one of them another value that is pointed at. */
export function paintRaceBase(context, stage, unit, states, subject) {
  const { scene, still, dpr, images } = stage;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.drawImage(still, 0, 0);
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  scene.tracks.forEach((plan, side) => {
    const { track } = plan, state = states[side];
    for (const view of plan.views) {
      if (!comesLater(stage, plan, view)) continue;
      const count = view.kind === "output"
        ? revealedOf(track, state, view.n) : revealedOf(stage.race.tracks[0], states[0], view.k);
      paintRevealed(context, dpr, images.get(view), view, count);
    }
    const pointed = subject?.side === side ? subject : null;
    if (unit === "pixel" && !pointed) paintValues(context, stage, plan, state);
    else paintProducts(context, stage, plan, pointed ?? state, unit === "tap" && !pointed);
  });
}

const TOO_MANY = "single products are too many to send at this size";

function paintProducts(context, stage, plan, state, byTap) {
  const { theme, hatch, digit } = stage, { track, strip } = plan;
  const { S, K, KW, T } = track, { products, sums } = track.values;
  const title = `output[0, ${state.i}, ${state.j}, ${state.n}]`;
  const before = stage.race.feeds ? "waits for its input" : "waits for its turn";
  const waits = state.works === false ? (state.t < 0 ? before : "done, waits") : "";
  put(context, theme, title, strip.x + 12, strip.y + 17, { weight: 600, colour: theme.ink, code: true });
  if (byTap && !waits && products) paintProduct(context, stage, plan, state, title);
  else {
    const words = waits || (S > 1 ? `${T} products over ${S} channels` : `${T} products, one channel`);
    put(context, theme, words, strip.x + strip.width - 12, strip.y + 17, { align: "right" });
  }
  if (!products) put(context, theme, TOO_MANY, strip.x + 12, strip.y + 44, {});
  const { tile } = strip, high = Math.min(tile, 26), top = strip.y + 31;
  const format = formatFor(track, "products", 2);
  const font = Math.min(high * 0.5, (tile - 3) / (format.chars * digit), 14);
  channelsOf(track, state.n).forEach((k, s) => {
    const left = strip.x + 12 + s * (KW * tile + 10);
    for (let t = 0; products && t < K; t++) {
      const at = s * K + t, { row, column } = tapPlace(track, state, t);
      const box = { x: left + (t % KW) * tile, y: top + Math.floor(t / KW) * high, width: tile - 1, height: high - 1 };
      const known = at <= state.t, padding = inputAt(track, k, row, column) === null;
      const value = known ? products[state.window * T + at] : null;
      const fill = padding ? hatch : known ? tint(theme, track.hues[k], value, track.header.largest.products) : css(theme.panel);
      const now = byTap && at === state.t;
      roundBox(context, box, 3, { fill, line: now ? 2 : 1, colour: now ? laneColours(theme, track.hues[k]).stroke : theme.grid });
      if (known && font >= 8) {
        put(context, theme, write(value, format), box.x + box.width / 2, box.y + box.height / 2 + 0.5, {
          size: font, weight: 500, colour: padding ? theme.muted : theme.ink, align: "center",
        });
      }
    }
    const end = Math.min(state.t, s * K + K - 1);
    if (!products || S === 1 || end < s * K || KW * tile < 22) return;
    const words = KW * tile >= 80 ? "so far " : "\u03a3 ";
    const text = words + writeResult(sums[state.window * T + end]);
    const size = Math.min(12, (KW * tile + 6) / (text.length * digit));
    if (size < 7.5) return;
    const middle = left + (KW * tile) / 2;
    put(context, theme, text, middle, top + track.KH * high + 9, { size, align: "center" });
  });
  if (state.t < 0) return;
  const whole = state.t === T - 1;
  if (!whole && !sums) return;
  const text = whole ? written(outputOf(track, state.n, state.i, state.j)) : writeResult(sums[state.window * T + state.t]);
  const colour = laneColours(theme, S === 1 ? track.hues[state.g] : null).text;
  const size = Math.max(13, Math.min(26, 92 / (text.length * digit)));
  put(context, theme, text, strip.x + strip.width - 12, strip.y + strip.height / 2 + 10, {
    size, weight: 700, colour, align: "right",
  });
}

/** With `tap`: the two numbers that are multiplied now, beside the title. */
function paintProduct(context, { theme, digit }, { track, strip }, state, title) {
  const text = productOf(track, state), k = channelsOf(track, state.n)[Math.floor(state.t / track.K)];
  const room = strip.width - 40 - 8 * title.length;  // what the title's letters leave
  put(context, theme, text, strip.x + strip.width - 12, strip.y + 17, {
    size: Math.min(18, room / (text.length * digit)), weight: 650,
    colour: laneColours(theme, track.hues[k]).text, align: "right",
  });
}

/** With `pixel`: what all filters make of this position. */
function paintValues(context, stage, plan, { i, j }) {
  const { theme, digit } = stage, { track, strip } = plan, { N, G, S } = track;
  put(context, theme, `output[0, ${i}, ${j}, :]`, strip.x + 12, strip.y + 17, { weight: 600, colour: theme.ink, code: true });
  const lines = N > 16 ? 2 : 1, each = Math.ceil(N / lines);
  const width = Math.min(64, (strip.width - 24) / each), height = Math.min(30, (strip.height - 44) / lines);
  for (let n = 0; n < N; n++) {
    const hue = S === 1 ? track.hues[Math.floor((n * G) / N)] : null, value = outputOf(track, n, i, j);
    const box = {
      x: strip.x + 12 + (n % each) * width, y: strip.y + 34 + Math.floor(n / each) * (height + 3),
      width: width - 3, height,
    };
    const fill = tint(theme, hue, value, track.header.largest.output);
    roundBox(context, box, 3, { fill, line: 1, colour: laneColours(theme, hue).stroke });
    const text = writeResult(value), size = Math.min(14, (box.width - 4) / (text.length * digit));
    if (size >= 8) {
      put(context, theme, text, box.x + box.width / 2, box.y + box.height / 2 + 0.5, {
        size, weight: 600, colour: theme.ink, align: "center",
      });
    }
  }
}

// -- the overlay: everything that moves or follows the pointer

/** Paint the outlines; `visual` is where the window is, in fractions of cells. */
export function paintRaceOverlay(context, stage, unit, states, { visual, hover, arrival }) {
  const { scene, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  scene.tracks.forEach((plan, side) => {
    const state = states[side], { track } = plan;
    const all = unit === "pixel";
    const used = all ? null : new Set(channelsOf(track, state.n));
    const at = tapPlace(track, visual, 0);
    for (const view of plan.inputs) {
      const works = state.works && (all || used.has(view.k));
      outlineWindowOf(context, stage, track, view, at, works ? 2.5 : 1, laneColours(stage.theme, view.hue).stroke);
    }
    if (!state.works) return;
    const filters = all ? Array.from({ length: track.N }, (_, n) => n) : [state.n];
    for (const n of filters) wire(context, stage, plan, { ...state, n }, all ? 0.45 * arrival : arrival, all);
    if (unit === "tap" && state.t >= 0) outlineTapOf(context, stage, plan, state, at);
  });
  if (hover) outlineHoverOf(context, stage, hover);
}

function outlineWindowOf(context, { theme }, track, view, at, line, colour, dash = []) {
  const span = (taps, dilation) => (taps - 1) * dilation + 1;
  const box = {
    ...cellOf(view, at.row, at.column),
    width: span(track.KW, track.dw) * view.cw, height: span(track.KH, track.dh) * view.ch,
  };
  const thin = view.ch < 6 ? Math.min(line, 1.5) : line;
  const holes = (track.dh > 1 && track.KH > 1) || (track.dw > 1 && track.KW > 1);
  if (!holes) strokeBox(context, grow(box, thin / 2 + 1), 1, theme.paper);
  strokeBox(context, box, holes ? 1 : thin, colour, holes ? [2, 3] : dash);
  if (!holes) return;
  for (let t = 0; t < track.K; t++) {
    const tap = cellOf(view, at.row + Math.floor(t / track.KW) * track.dh, at.column + (t % track.KW) * track.dw);
    strokeBox(context, tap, Math.min(thin, Math.max(0.75, view.ch / 6)), colour, dash);
  }
}

/** A height inside a plane on the nearest line of its grid, off the digits. */
const onGrid = ({ y, ch }, height) => y + Math.round((height - y) / ch) * ch;

/** Windows -> slices -> one output value. Where several channels meet, a plus says so. */
function wire(context, stage, plan, { i, j, n }, alpha, faint) {
  const { theme } = stage, { track, columns } = plan;
  const output = plan.outputs[n], cell = cellOf(output, i, j);
  const at = tapPlace(track, { i, j }, 0), ks = channelsOf(track, n), many = ks.length > 1;
  const sum = laneColours(theme, output.hue).stroke;
  const end = { x: cell.x, y: onGrid(output, cell.y + cell.height / 2) };
  const plus = { x: (columns.bankEnd + columns.output) / 2 + 4, y: end.y };
  context.save();
  context.globalAlpha = alpha;
  context.save();
  context.clip(plan.front, "evenodd");
  context.lineWidth = faint ? 1 : 1.5;
  for (const [s, k] of ks.entries()) {
    const input = plan.inputs[k], slice = plan.slices[n][s];
    const box = cellOf(input, at.row, at.column), middle = middleOf(slice);
    const start = {
      x: box.x + ((track.KW - 1) * track.dw + 1) * input.cw,
      y: onGrid(input, box.y + (((track.KH - 1) * track.dh + 1) * input.ch) / 2),
    };
    context.strokeStyle = css(laneColours(theme, input.hue).stroke);
    context.beginPath();
    context.moveTo(start.x, start.y);
    const right = input.x + input.width + 2, bank = columns.bank - 4;
    context.lineTo(right, start.y);
    context.bezierCurveTo((right + bank) / 2, start.y, (right + bank) / 2, middle.y, bank, middle.y);
    context.lineTo(columns.bankEnd + 2, middle.y);
    const to = many ? { x: plus.x - 7, y: plus.y } : { x: columns.output - 3, y: end.y };
    const half = (columns.bankEnd + 2 + to.x) / 2;
    context.bezierCurveTo(half, middle.y, half, to.y, to.x, to.y);
    if (!many) context.lineTo(end.x, end.y);
    context.stroke();
  }
  if (many) {
    context.strokeStyle = css(sum);
    context.beginPath();
    context.moveTo(plus.x + 7, plus.y);
    context.lineTo(end.x, end.y);
    context.stroke();
  }
  context.restore();
  if (many && !faint) {
    roundBox(context, { x: plus.x - 7, y: plus.y - 7, width: 14, height: 14 }, 7, {
      fill: css(theme.paper), line: 1.5, colour: sum,
    });
    put(context, theme, "+", plus.x, plus.y + 0.5, { size: 14, weight: 700, colour: theme.ink, align: "center" });
  }
  if (!faint) {
    for (const [s, k] of ks.entries()) {
      const slice = plan.slices[n][s];
      strokeBox(context, grow(slice, slice.ch < 4 ? 1 : 0), slice.ch < 4 ? 1 : 2, laneColours(theme, slice.hue).stroke);
    }
  }
  strokeBox(context, cell.width < 6 ? grow(cell, 2) : cell, faint ? 1.5 : 2.5, sum);
  context.restore();
}

/** With `tap`: the one input value and the one weight that are multiplied now. */
function outlineTapOf(context, stage, plan, state, { row, column }) {
  const { theme } = stage, { track } = plan;
  const s = Math.floor(state.t / track.K), t = state.t % track.K;
  const k = channelsOf(track, state.n)[s], a = Math.floor(t / track.KW), b = t % track.KW;
  const colour = mix(laneColours(theme, track.hues[k]).stroke, theme.ink, 0.35);
  const rings = [
    cellOf(plan.inputs[k], row + a * track.dh, column + b * track.dw),
    cellOf(plan.slices[state.n][s], a, b),
  ];
  for (const ring of rings) {
    strokeBox(context, ring.width < 5 ? grow(ring, 1.5) : ring, Math.min(3.5, Math.max(1.5, ring.width / 4)), colour);
  }
}

const DASHES = [5, 3];

function outlineHoverOf(context, stage, { side, kind, k, n, s, row, column }) {
  const { theme } = stage, plan = stage.scene.tracks[side], { track } = plan;
  const pen = (hue) => mix(laneColours(theme, hue).stroke, theme.ink, 0.45);
  if (kind === "output") {
    const view = plan.outputs[n];
    strokeBox(context, cellOf(view, row, column), 2.5, pen(view.hue), DASHES);
    channelsOf(track, n).forEach((channel, slice) => {
      const at = tapPlace(track, { i: row, j: column }, 0);
      outlineWindowOf(context, stage, track, plan.inputs[channel], at, 2, pen(track.hues[channel]), DASHES);
      strokeBox(context, plan.slices[n][slice], 2, pen(track.hues[channel]), DASHES);
    });
    return;
  }
  const view = kind === "slice" ? plan.slices[n][s] : plan.inputs[k];
  strokeBox(context, cellOf(view, row, column), 2, pen(view.hue), DASHES);
  for (const other of plan.views) {
    const meets = kind === "slice" ? other.n === n : channelsOf(track, other.n ?? 0).includes(k);
    if (other.kind === "output" && meets) strokeBox(context, grow(other, 2), 2, pen(other.hue), DASHES);
    if (other.kind === "input" && kind === "slice" && other.k === k) strokeBox(context, grow(other, 2), 2, pen(view.hue), DASHES);
    if (other.kind === "slice" && kind === "input" && other.k === k) strokeBox(context, grow(other, 1), 1.5, pen(view.hue), DASHES);
  }
}
