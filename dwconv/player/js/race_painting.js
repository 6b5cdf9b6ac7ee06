// The picture of a race: where everything goes, and its three layers (see painting.js).
//
// Of each track the input channels are rows, on both sides at the same heights. To their right lie
// the filters as a bank: a row for each input channel, a column for each output channel, a slice
// where the two meet. A standard convolution fills the bank, a depthwise one only its diagonal.

import { css, hatching, laneColours, mix, tint } from "./colours.js";
import { paintsOffScreen } from "./dom.js";
import { cellOf } from "./layout.js";
import {
  dimUnreached,
  grow,
  middleOf,
  newCanvas,
  paintEmpty,
  paintRevealed,
  planeImage,
  put,
  roundBox,
  strokeBox,
} from "./marks.js";
import { formatFor, inputAt, tapPlace, write, writeResult, written } from "./model.js";
import { channelsOf, laneOf, outputOf, productOf, revealedOf, weightOf } from "./race_model.js";

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

const PLANES = new Set(["input", "slice", "output"]);

/**
 * Plan and paint everything that holds until numbers, size or theme change.
 *
 * @param {Race} race
 * @param {Theme} theme
 * @param {Size} size
 * @param {number[]} focus
 * @param {number} dpr
 * @param {Context} context
 */
export function buildRaceStage(race, theme, size, focus, dpr, context) {
  context.font = `500 100px ${theme.textFont}`;
  const digit = context.measureText("0").width / 100;
  /** @type {Pick<Tools, "digit" | "snap" | "snapCell">} */
  const tools = {
    digit,
    snap: (value) => Math.round(value * dpr) / dpr,
    snapCell: (cell) => (cell * dpr >= 6 ? Math.floor(cell * dpr) / dpr : cell),
  };
  const scene = planRace(race, size, focus, tools);
  /** @type {Stage} */
  const stage = { race, scene, theme, dpr, digit, hatch: hatching(theme, dpr), images: new Map() };
  for (const { track, views } of scene.tracks) {
    for (const view of views)
      if (PLANES.has(view.kind)) stage.images.set(view, imageOfView(stage, track, view));
  }
  stage.still = newCanvas(scene.width * dpr, scene.height * dpr);
  paintStillOfRace(paintsOffScreen(stage.still), stage);
  return stage;
}

/**
 * @param {Stage} stage
 * @param {Track} track
 * @param {View} view
 */
function imageOfView(stage, track, view) {
  /**
   * @param {number} row
   * @param {number} column
   */
  const valueAt = (row, column) => {
    if (view.kind === "input") return inputAt(track, view.k, row, column);
    if (view.kind === "output") return outputOf(track, view.n, row, column);
    return weightOf(track, view.n, view.s, row, column);
  };
  const { largest: all } = track.header;
  const largest = all[/** @type {ArrayName} */ (view.kind)] ?? all.filter ?? 0;
  const canvas = planeImage(stage, { ...view, k: view.hue }, valueAt, largest);
  if (view.kind === "input") dimUnreached(paintsOffScreen(canvas), stage.theme, track, view);
  return canvas;
}

/**
 * @param {Context} context
 * @param {Stage} stage
 */
function paintStillOfRace(context, stage) {
  const { scene, theme, dpr, images } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  for (const plan of scene.tracks) {
    for (const lane of plan.lanes) {
      roundBox(context, grow(lane, -0.5), 6, {
        fill: css(theme.panel),
        line: 1,
        colour: theme.line,
      });
    }
    for (const { k, y, height, large } of plan.rows) {
      const { stroke, text } = laneColours(theme, plan.track.hues[k]);
      context.fillStyle = css(stroke);
      context.fillRect(plan.box.x, y + 1, 5, height - 2);
      if (height >= 11)
        put(context, theme, `${k}`, plan.box.x + 12, y + height / 2, {
          size: large ? 16 : 12,
          weight: 650,
          colour: text,
        });
    }
    for (const view of plan.views) {
      if (comesLater(stage, plan, view)) paintEmpty(context, theme, view);
      else if (view.kind === "nothing") paintNothing(context, theme, view);
      else if (images.has(view))
        context.drawImage(images.get(view), view.x, view.y, view.width, view.height);
    }
    roundBox(context, grow(plan.strip, -0.5), 6, { line: 1, colour: theme.line });
  }
}

/**
 * Whether a view is filled in value by value: an output, or an input that is the left one's output.
 *
 * @param {Stage} stage
 * @param {RacePlan} plan
 * @param {View} view
 */
const comesLater = ({ race }, { track }, { kind }) =>
  kind === "output" || (kind === "input" && race.feeds && track.side === 1);

/**
 * Where a channel and a filter do not meet: no weights at all.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Box} view
 */
function paintNothing(context, theme, view) {
  if (view.width < 5) return;
  const { x, y } = middleOf(view);
  context.fillStyle = css(theme.line);
  context.fillRect(x - 1, y - 1, 2, 2);
}

// -- the base: what the moment adds

/**
 * Paint a moment: `states` of the tracks, or for one of them another value that is pointed at.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Unit} unit
 * @param {State[]} states
 * @param {(State & {side: number}) | null} subject
 */
export function paintRaceBase(context, stage, unit, states, subject) {
  const { scene, still, dpr, images } = stage;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.drawImage(still, 0, 0);
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  scene.tracks.forEach((/** @type {RacePlan} */ plan, /** @type {number} */ side) => {
    const { track } = plan,
      state = states[side];
    for (const view of plan.views) {
      if (!comesLater(stage, plan, view)) continue;
      const count =
        view.kind === "output"
          ? revealedOf(track, state, view.n)
          : revealedOf(stage.race.tracks[0], states[0], view.k);
      paintRevealed(context, dpr, images.get(view), view, count);
    }
    const pointed = subject?.side === side ? subject : null;
    if (unit !== "pixel" && state.works) paintEnlarged(context, stage, plan, state);
    if (unit === "pixel" && !pointed) paintValues(context, stage, plan, state);
    else paintProducts(context, stage, plan, pointed ?? state, unit === "tap" && !pointed);
  });
}

const TOO_MANY = ["single products are too many", "to send at this size"];

/**
 * The slices of the filter in use, as large as their rows allow.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {RacePlan} plan
 * @param {State} state
 */
function paintEnlarged(context, stage, { track, enlarged }, { n }) {
  for (const view of enlarged) {
    const s = channelsOf(track, n).indexOf(view.k);
    if (s >= 0)
      context.drawImage(
        imageOfView(stage, track, { ...view, n, s }),
        view.x,
        view.y,
        view.width,
        view.height,
      );
  }
}

/**
 * On the left of the strip the products, on its right what they are of and what they come to.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {RacePlan} plan
 * @param {State} state
 * @param {boolean} byTap
 */
function paintProducts(context, stage, plan, state, byTap) {
  const { theme, hatch, digit } = stage,
    { track, strip } = plan;
  const { S, K, KW, T } = track,
    { products, sums } = track.values;
  const { tile, high, gap } = strip,
    top = strip.y + 8;
  const before = stage.race.feeds ? "waits for its input" : "waits for its turn";
  const waits = state.works === false ? (state.t < 0 ? before : "done, waits") : "";
  /**
   * @param {string} text
   * @param {number} y
   * @param {number} size
   * @param {any} [style]
   */
  const right = (text, y, size, style) =>
    put(context, theme, text, strip.x + strip.width - 12, y, {
      size: Math.min(size, strip.words / (text.length * digit)),
      align: "right",
      ...style,
    });
  const title = `output[0, ${state.i}, ${state.j}, ${state.n}]`;
  // letters of code are a little wider than digits
  right(title, strip.y + 15, Math.min(13, strip.words / (0.62 * title.length)), {
    weight: 600,
    colour: theme.ink,
    code: true,
  });
  if (byTap && !waits && products) {
    const colour = laneColours(theme, track.hues[laneOf(track, state)]).text;
    right(productOf(track, state), strip.y + 35, 18, { weight: 650, colour });
  } else
    right(
      waits || (S > 1 ? `${T} products, ${S} channels` : `${T} products, one channel`),
      strip.y + 34,
      13,
    );
  if (!products) {
    for (const [at, line] of TOO_MANY.entries()) {
      put(context, theme, line, strip.x + 12, strip.y + 26 + 18 * at, {});
    }
  }
  const format = formatFor(track, "products", 2);
  const font = Math.min(high * 0.58, (tile - 3) / (format.chars * digit), 14);
  channelsOf(track, state.n).forEach((k, s) => {
    const left = strip.x + 12 + s * (KW * tile + gap);
    for (let t = 0; products && t < K; t++) {
      const at = s * K + t,
        { row, column } = tapPlace(track, state, t);
      const box = {
        x: left + (t % KW) * tile,
        y: top + Math.floor(t / KW) * high,
        width: tile - 1,
        height: high - 1,
      };
      const known = at <= state.t,
        padding = inputAt(track, k, row, column) === null;
      const value = known ? products[state.window * T + at] : 0;
      const fill = padding
        ? hatch
        : known
          ? tint(theme, track.hues[k], value, track.header.largest.products ?? 0)
          : css(theme.panel);
      const now = byTap && at === state.t;
      roundBox(context, box, 3, {
        fill,
        line: now ? 2 : 1,
        colour: now ? laneColours(theme, track.hues[k]).stroke : theme.grid,
      });
      if (known && font >= 8) {
        put(
          context,
          theme,
          write(value, format),
          box.x + box.width / 2,
          box.y + box.height / 2 + 0.5,
          {
            size: font,
            weight: 500,
            colour: padding ? theme.muted : theme.ink,
            align: "center",
          },
        );
      }
    }
    const end = Math.min(state.t, s * K + K - 1);
    if (!products || S === 1 || end < s * K || KW * tile < 22) return;
    const words = KW * tile >= 80 ? "so far " : "\u03a3 ";
    const text = words + writeResult(sums[state.window * T + end]);
    const size = Math.min(13, (KW * tile + gap - 2) / (text.length * digit));
    if (size < 7.5) return;
    const middle = left + (KW * tile) / 2;
    put(context, theme, text, middle, top + track.KH * high + 8, { size, align: "center" });
  });
  if (state.t < 0) return;
  const whole = state.t === T - 1;
  if (!whole && !sums) return;
  const text = whole
    ? written(outputOf(track, state.n, state.i, state.j))
    : writeResult(sums[state.window * T + state.t]);
  const colour = laneColours(theme, S === 1 ? track.hues[state.g] : null).text;
  right(text, strip.y + (strip.height + 44) / 2, 28, { weight: 700, colour });
}

/**
 * With `pixel`: what all filters make of this position.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {RacePlan} plan
 * @param {State} state
 */
function paintValues(context, stage, plan, { i, j }) {
  const { theme, digit } = stage,
    { track, strip } = plan,
    { N, G, S } = track;
  put(context, theme, `output[0, ${i}, ${j}, :]`, strip.x + 12, strip.y + 15, {
    weight: 600,
    colour: theme.ink,
    code: true,
  });
  const lines = N > 12 ? 2 : 1,
    each = Math.ceil(N / lines);
  const width = Math.min(64, (strip.width - 24) / each),
    height = Math.min(44, (strip.height - 38) / lines);
  for (let n = 0; n < N; n++) {
    const hue = S === 1 ? track.hues[Math.floor((n * G) / N)] : null,
      value = outputOf(track, n, i, j);
    const box = {
      x: strip.x + 12 + (n % each) * width,
      y: strip.y + 29 + Math.floor(n / each) * height,
      width: width - 3,
      height: height - 3,
    };
    const fill = tint(theme, hue, value, track.header.largest.output ?? 0);
    roundBox(context, box, 3, { fill, line: 1, colour: laneColours(theme, hue).stroke });
    const text = writeResult(value),
      size = Math.min(16, (box.width - 4) / (text.length * digit));
    if (size >= 8) {
      put(context, theme, text, box.x + box.width / 2, box.y + box.height / 2 + 0.5, {
        size,
        weight: 600,
        colour: theme.ink,
        align: "center",
      });
    }
  }
}

// -- the overlay: everything that moves or follows the pointer

/**
 * Paint the outlines; `visual` is where the window is, in fractions of cells.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Unit} unit
 * @param {State[]} states
 * @param {{visual: any, hover: RaceCell | null, arrival: number}} motion
 */
export function paintRaceOverlay(context, stage, unit, states, { visual, hover, arrival }) {
  const { scene, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  scene.tracks.forEach((/** @type {RacePlan} */ plan, /** @type {number} */ side) => {
    const state = states[side],
      { track } = plan;
    const all = unit === "pixel";
    const used = new Set(channelsOf(track, state.n));
    const at = tapPlace(track, visual, 0);
    for (const view of plan.inputs) {
      const works = state.works && (all || used.has(view.k));
      outlineWindowOf(
        context,
        stage,
        track,
        view,
        at,
        works ? 2.5 : 1,
        laneColours(stage.theme, view.hue).stroke,
      );
    }
    if (!state.works) return;
    const filters = all ? Array.from({ length: track.N }, (_, n) => n) : [state.n];
    for (const n of filters)
      wire(context, stage, plan, { ...state, n }, all ? 0.45 * arrival : arrival, all);
    if (unit === "tap" && state.t >= 0) outlineTapOf(context, stage, plan, state, at);
  });
  if (hover) outlineHoverOf(context, stage, hover, states[hover.side]);
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Track} track
 * @param {View} view
 * @param {{row: number, column: number}} at
 * @param {number} line
 * @param {Colour} colour
 * @param {number[]} [dash]
 */
function outlineWindowOf(context, { theme }, track, view, at, line, colour, dash = []) {
  /**
   * @param {number} taps
   * @param {number} dilation
   */
  const span = (taps, dilation) => (taps - 1) * dilation + 1;
  const box = {
    ...cellOf(view, at.row, at.column),
    width: span(track.KW, track.dw) * view.cw,
    height: span(track.KH, track.dh) * view.ch,
  };
  const thin = view.ch < 6 ? Math.min(line, 1.5) : line;
  const holes = (track.dh > 1 && track.KH > 1) || (track.dw > 1 && track.KW > 1);
  if (!holes) strokeBox(context, grow(box, thin / 2 + 1), 1, theme.paper);
  strokeBox(context, box, holes ? 1 : thin, colour, holes ? [2, 3] : dash);
  if (!holes) return;
  for (let t = 0; t < track.K; t++) {
    const tap = cellOf(
      view,
      at.row + Math.floor(t / track.KW) * track.dh,
      at.column + (t % track.KW) * track.dw,
    );
    strokeBox(context, tap, Math.min(thin, Math.max(0.75, view.ch / 6)), colour, dash);
  }
}

/**
 * A height inside a plane on the nearest line of its grid, off the digits.
 *
 * @param {View} view
 * @param {number} height
 */
const onGrid = ({ y, ch }, height) => y + Math.round((height - y) / ch) * ch;

/**
 * Windows -> slices -> one output value. Where several channels meet, a plus says so.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {RacePlan} plan
 * @param {State} state
 * @param {number} alpha
 * @param {boolean} faint
 */
function wire(context, stage, plan, { i, j, n }, alpha, faint) {
  const { theme } = stage,
    { track, columns } = plan;
  const output = plan.outputs[n],
    cell = cellOf(output, i, j);
  const at = tapPlace(track, { i, j }, 0),
    ks = channelsOf(track, n),
    many = ks.length > 1;
  const sum = laneColours(theme, output.hue).stroke;
  const end = { x: cell.x, y: onGrid(output, cell.y + cell.height / 2) };
  const plus = { x: columns.output - 14, y: end.y };
  context.save();
  context.globalAlpha = alpha;
  context.save();
  context.clip(plan.front, "evenodd");
  if (!faint) context.clip(plan.frontEnlarged, "evenodd");
  context.lineWidth = faint ? 1 : 1.5;
  for (const [s, k] of ks.entries()) {
    const input = plan.inputs[k],
      slice = plan.slices[n][s];
    const box = cellOf(input, at.row, at.column),
      middle = middleOf(slice);
    const start = {
      x: box.x + ((track.KW - 1) * track.dw + 1) * input.cw,
      y: onGrid(input, box.y + (((track.KH - 1) * track.dh + 1) * input.ch) / 2),
    };
    context.strokeStyle = css(laneColours(theme, input.hue).stroke);
    context.beginPath();
    context.moveTo(start.x, start.y);
    const right = input.x + input.width + 2,
      bank = columns.bank - 4;
    context.lineTo(right, start.y);
    context.bezierCurveTo(
      (right + bank) / 2,
      start.y,
      (right + bank) / 2,
      middle.y,
      bank,
      middle.y,
    );
    context.lineTo(columns.filterEnd + 2, middle.y);
    const to = many ? { x: plus.x - 7, y: plus.y } : { x: columns.output - 3, y: end.y };
    const half = (columns.filterEnd + 2 + to.x) / 2;
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
      fill: css(theme.paper),
      line: 1.5,
      colour: sum,
    });
    put(context, theme, "+", plus.x, plus.y + 0.5, {
      size: 14,
      weight: 700,
      colour: theme.ink,
      align: "center",
    });
  }
  if (!faint) {
    for (const s of ks.keys()) {
      const slice = plan.slices[n][s];
      strokeBox(
        context,
        grow(slice, slice.ch < 4 ? 1 : 0),
        slice.ch < 4 ? 1 : 2,
        laneColours(theme, slice.hue).stroke,
      );
    }
    for (const view of plan.enlarged) {
      if (ks.includes(view.k)) strokeBox(context, view, 2.5, laneColours(theme, view.hue).stroke);
    }
  }
  strokeBox(context, cell.width < 6 ? grow(cell, 2) : cell, faint ? 1.5 : 2.5, sum);
  context.restore();
}

/**
 * @param {RacePlan} plan
 * @param {number} k
 */
const enlargedOf = ({ enlarged }, k) => enlarged.find((view) => view.k === k);

/**
 * With `tap`: the one input value and the one weight that are multiplied now.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {RacePlan} plan
 * @param {State} state
 * @param {any} place
 */
function outlineTapOf(context, stage, plan, state, { row, column }) {
  const { theme } = stage,
    { track } = plan;
  const s = Math.floor(state.t / track.K),
    t = state.t % track.K;
  const k = laneOf(track, state),
    a = Math.floor(t / track.KW),
    b = t % track.KW;
  const colour = mix(laneColours(theme, track.hues[k]).stroke, theme.ink, 0.35);
  const rings = [
    cellOf(plan.inputs[k], row + a * track.dh, column + b * track.dw),
    cellOf(enlargedOf(plan, k) ?? plan.slices[state.n][s], a, b),
  ];
  for (const ring of rings) {
    strokeBox(
      context,
      ring.width < 5 ? grow(ring, 1.5) : ring,
      Math.min(3.5, Math.max(1.5, ring.width / 4)),
      colour,
    );
  }
}

const DASHES = [5, 3];

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {RaceCell} cell
 * @param {State} state
 */
function outlineHoverOf(context, stage, { side, kind, k, n, s, row, column }, state) {
  const { theme } = stage,
    plan = stage.scene.tracks[side],
    { track } = plan;
  /** @param {number | null} hue */
  const pen = (hue) => mix(laneColours(theme, hue).stroke, theme.ink, 0.45);
  if (kind === "output") {
    const view = plan.outputs[n];
    strokeBox(context, cellOf(view, row, column), 2.5, pen(view.hue), DASHES);
    channelsOf(track, n).forEach((channel, slice) => {
      const at = tapPlace(track, { i: row, j: column }, 0);
      outlineWindowOf(
        context,
        stage,
        track,
        plan.inputs[channel],
        at,
        2,
        pen(track.hues[channel]),
        DASHES,
      );
      strokeBox(context, plan.slices[n][slice], 2, pen(track.hues[channel]), DASHES);
    });
    return;
  }
  const enlarged = n === state.n && state.works && enlargedOf(plan, k);
  const view = kind === "slice" ? enlarged || plan.slices[n][s] : plan.inputs[k];
  strokeBox(context, cellOf(view, row, column), 2, pen(view.hue), DASHES);
  for (const other of plan.views) {
    const meets = kind === "slice" ? other.n === n : channelsOf(track, other.n ?? 0).includes(k);
    if (other.kind === "output" && meets)
      strokeBox(context, grow(other, 2), 2, pen(other.hue), DASHES);
    if (other.kind === "input" && kind === "slice" && other.k === k)
      strokeBox(context, grow(other, 2), 2, pen(view.hue), DASHES);
    if (other.kind === "slice" && kind === "input" && other.k === k)
      strokeBox(context, grow(other, 1), 1.5, pen(view.hue), DASHES);
  }
}
