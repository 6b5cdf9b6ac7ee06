// Where everything of a comparison goes: for each track its lanes, filters, outputs and products.
//
// Of each track the input channels are rows, with the slices of the filters that meet them to their
// right. Where each channel has filters of its own, their outputs stand in its row. Where filters meet
// several channels, each is a column of slices, and its output stands below the rows, in the same
// column: it belongs to no row.

import { channelsOf } from "./comparison_model.js";
import {
  BAND_TOP,
  BELOW_SLICE,
  COLUMN_GAP,
  CONNECTION_ROOM,
  digitsFor,
  EDGE,
  HEADER,
  MARGIN,
  NUMBER,
  planGrid,
  planOutputs,
  planPairs,
  planRows,
  planTiles,
  ROW_GAP,
  readableSizes,
  rowHeight,
  SIDE_BY_SIDE,
  TO_BANK,
  TO_OUTPUTS,
} from "./comparison_sizes.js";
import { planLegendColumn, planLegendLines } from "./legend.js";

const LEAST_PITCH = 12; // pixels from one column of slices to the next that has room for a number
const LEAST_ABOVE = 15; // and above them
const BETWEEN = 18,
  LEFT_SHARE = 0.469, // of the width, where the right side has more filters
  HEAD = 38, // height of the words in HTML above a track
  PHONE_HEAD = 102, // and above both of a phone
  ENDS = 60, // and of the sentence at the end of a phone, at least
  UNDER = 6, // from the rows to the products
  NAME = 26;
const NOTE_SIZE = 12; // of its letters
const NOTE_TOP = 37; // from a row's top to slices that have a note above their numbers
const LARGEST_WEIGHT = 18;
const TILES = 0.2, // share of the height that products take at most
  PHONE_TILES = 110, // and as many pixels on a phone
  PAIRS = 0.24, // the same with their factors
  PHONE_PAIRS = 160;
const LEAST_TILE = 22; // pixels: boxes of products with digits
const BAND = 0.22; // share of the height that outputs below small rows take
const PHONE_ROW = 138,
  PHONE_ROWS = 440; // at most

/**
 * Plan both tracks for a size in CSS pixels. On a phone both counters stand above the picture of one
 * side; the other picture lies beside the screen, and a swipe or its title brings it in.
 *
 * @param {Comparison} comparison
 * @param {Size} size
 * @param {number[]} focus
 * @param {Omit<Tools, "scale">} tools
 * @param {number} [shown]  the side in sight on a phone
 */
export function planComparison(comparison, size, focus, tools, shown = 0) {
  const narrow = size.width < SIDE_BY_SIDE;
  /** @type {Size & {tracks: ComparisonPlan[]}} */
  const scene = { ...size, tracks: [], ...(narrow ? { height: 0 } : {}) };
  // more room for more filters, if all of them have digits then
  const parted = partRoom(comparison, size, LEFT_SHARE, tools, shown);
  const { head, below, strips, boxes, sizes } =
    !narrow && comparison.tracks[1].S > 1 && parted.sizes[0] && parted.sizes[0] === parted.sizes[1]
      ? parted
      : partRoom(comparison, size, 0.5, tools, shown);
  const tallest = strips[0].height;
  /** @param {number} [most] */
  const plansWith = (most) =>
    comparison.tracks.map((track, side) =>
      planTrack(track, boxes[side], focus[side], narrow, tools, sizes[side], most),
    );
  let plans = plansWith();
  if (!comparison.feeds && !(sizes[0] && sizes[1])) {
    const cells = plans.map(({ rows }) => Math.max(...rows.map((row) => row.cell)));
    plans = plansWith(Math.min(...cells));
  }
  for (const track of comparison.tracks) {
    const strip = strips[track.side];
    const plan = plans[track.side],
      { box } = plan,
      bottom = box.y + box.height;
    scene.tracks.push(
      Object.assign(plan, {
        head: narrow
          ? { x: (track.side * size.width) / 2, y: 0, width: size.width / 2, height: head }
          : { ...box, y: 0, height: head },
        strip: { ...strip, x: box.x, y: bottom + UNDER, width: box.width },
        inSight: !narrow || track.side === shown,
      }),
    );
    const { width } = box;
    Object.assign(plan, { legend: null, ends: null, marks: marksOf(comparison, plan, narrow) });
    if (narrow && plan.marks.length && !plan.readable) plan.notes = [noteOfMarks(plan)];
    plan.bandWords = bandWordsOf(plan, tools);
    const seen = {
      // where both sides are in sight, the outputs' own box says what their colour means
      sums: narrow && track.side === shown && track.S > 1,
      both: plan.marks.some(({ text }) => !text),
      views: plans.flatMap(({ views }, side) => (narrow && side !== shown ? [] : views)),
    };
    if (narrow) {
      if (track.side !== shown) continue;
      const under = { x: box.x + 12, y: bottom + below + 4, width: width - 24 };
      plan.legend = planLegendLines(track, under, tools, seen);
      plan.ends = { x: 0, y: under.y, width, height: Math.max(ENDS, plan.legend.height) };
      scene.height = under.y + plan.ends.height + 4;
    } else if (track.side === 0) {
      const used = 12 + track.S * (track.KW * strip.tile + strip.gap) + 16;
      const top = strip.pairFont ? strip.top - 3 : 0;
      const free = {
        x: box.x + used,
        y: bottom + UNDER + top,
        width: width - used - (strip.pairFont ? 12 : strip.words + 12),
        height: tallest - top,
      };
      plan.legend = planLegendColumn(track, free, tools, seen);
      // the sentence at the end takes the legend's place
      plan.ends = {
        ...free,
        y: free.y + 1,
        width: box.x + width - free.x - 8,
        height: free.height - 3,
      };
    }
  }
  return scene;
}

/**
 * Part a size between the two sides: their boxes, their products, and the sizes of their cells.
 *
 * @param {Comparison} comparison
 * @param {Size} size
 * @param {number} share   of the left side
 * @param {Omit<Tools, "scale">} tools
 * @param {number} shown
 */
function partRoom(comparison, size, share, tools, shown) {
  const { tracks, feeds } = comparison,
    narrow = size.width < SIDE_BY_SIDE;
  const head = narrow ? PHONE_HEAD : HEAD,
    both = size.width - BETWEEN;
  const widths = narrow ? [size.width, size.width] : [share * both, both - share * both];
  const planned = planStrips(comparison, widths, narrow ? 0 : size.height, tools);
  const tallest = Math.max(...planned.map(({ height }) => height));
  const strips = planned.map((strip) => ({ ...strip, height: tallest }));
  const below = UNDER + tallest + 1;
  const boxes = tracks.map(({ side, C }) => ({
    x: narrow ? (side - shown) * (size.width + BETWEEN) : side * (widths[0] + BETWEEN),
    y: narrow ? head + 6 : head,
    width: widths[side],
    height: narrow ? Math.min(PHONE_ROW * C, PHONE_ROWS) : size.height - head - below,
  }));
  const rooms = boxes.map(({ width, height }) => ({ width: width - NAME - 10, height }));
  let sizes = feeds
    ? tracks.flatMap((track) => readableSizes([track], rooms, tools))
    : readableSizes(tracks, rooms, tools);
  const [one, other] = sizes;
  // the same values have cells of one size on both sides
  if (!feeds && one && other) {
    /** @param {keyof ReadableSizes} name */
    const least = (name) => Math.min(one[name], other[name]);
    const same = {
      wide: least("wide"),
      high: least("high"),
      input: least("input"),
      inputHigh: least("inputHigh"),
      output: least("output"),
    };
    sizes = [same, same];
  }
  return { head, below, strips, boxes, sizes };
}

/**
 * Below which filters of the right side a mark says that they are the left one's, too.
 *
 * @param {Comparison} comparison
 * @param {ComparisonPlan} plan
 * @param {boolean} narrow
 */
function marksOf({ tracks: [left, right], feeds }, { track, slices, readable }, narrow) {
  if (feeds || track.side === 0 || right.S === 1 || left.N !== right.N) return [];
  return slices.map((views, n) => {
    const { k, x, y, width, height } = views[channelsOf(right, n).indexOf(channelsOf(left, n)[0])];
    const text = !narrow && readable && width >= 34 ? "as left" : "";
    return { k, text, x, y: y + height + 4, width, height: readable ? 3 : 1.5 };
  });
}

/**
 * What the marks of a phone's picture mean, above the first of them.
 *
 * @param {ComparisonPlan} plan
 */
function noteOfMarks({ rows: [{ k, y, height }], inputs: [input], box }) {
  const right = input.x + input.width;
  const x = (right + box.x + box.width) / 2;
  return { k, x, y: y + Math.min(11, 0.12 * height), text: "underlined: as in depthwise" };
}

/**
 * What stands beside the outputs that sum over several rows.
 *
 * @param {ComparisonPlan} plan
 * @param {Pick<Tools, "textWidth">} tools
 */
function bandWordsOf({ track, outside, inputs }, { textWidth }) {
  const these = track.S === track.C ? "all" : "these";
  return outside.map((box) => {
    const lines =
      box.height < 54
        ? [`sums over ${these} ${track.S}`]
        : ["A column makes one", `output: the sum over`, `${these} ${track.S} channels`];
    const swatch = box.height >= 66;
    const room = inputs[0].x + inputs[0].width - box.x - 4;
    const size = Math.min(12, (13 * room) / Math.max(...lines.map(textWidth)));
    const pitch = size + 3.5,
      count = lines.length + (swatch ? 1 : 0);
    return {
      lines,
      size,
      swatch,
      x: box.x + 12,
      y: box.y + box.height / 2 - ((count - 1) / 2) * pitch,
      pitch,
    };
  });
}

/**
 * The products of both tracks: with their factors if both have room for them.
 *
 * @param {Comparison} comparison
 * @param {number[]} widths
 * @param {number} height  of the picture; 0 on a phone, where it follows
 * @param {Pick<Tools, "digit">} tools
 */
function planStrips({ tracks, feeds }, widths, height, tools) {
  const pairs = tracks.map((track) =>
    planPairs(track, widths[track.side], height ? PAIRS * height : PHONE_PAIRS, tools),
  );
  const paired = pairs.every((strip) => strip);
  const strips = tracks.map(
    (track, side) =>
      (paired && pairs[side]) ||
      planTiles(track, widths[side], height ? TILES * height : PHONE_TILES),
  );
  // the same products have boxes of one size on both sides, if their digits have room in it
  if (!feeds && (paired || Math.min(...strips.map(({ tile }) => tile)) >= LEAST_TILE)) {
    for (const name of /** @type {const} */ (["tile", "high", "pairFont"])) {
      const least = Math.min(...strips.map((strip) => strip[name]));
      for (const strip of strips) strip[name] = least;
    }
  }
  return strips;
}

/**
 * A track in a box, with row `focus` large if one is; where it may be `lower`, only as high as it has
 * use for. With `sizes` all slices have digits.
 *
 * @param {Track} track
 * @param {Box} box
 * @param {number} focus
 * @param {boolean} lower
 * @param {Pick<Tools, "digit" | "snap" | "snapCell" | "textWidth">} tools
 * @param {ReadableSizes | null} sizes
 * @param {number} [most]  of the input's cells in rows without digits
 */
function planTrack(track, box, focus, lower, tools, sizes, most) {
  const { G, S, N, PH, PW, OH, OW, KH, KW } = track,
    own = N / G; // filters of a group
  const sums = S > 1,
    inner = box.width - NAME - 10;
  const plan = /** @type {ComparisonPlan} */ (/** @type {unknown} */ ({ track, box, views: [] }));
  const add = adder(plan, tools);
  const { rows, bands, focused } = sizes
    ? readableRows(track, box, sizes, lower)
    : smallRows(track, box, focus, lower, inner, tools, most);
  Object.assign(plan, { rows, focused, readable: Boolean(sizes) });
  const end = Math.max(
    ...rows.map(({ y, height }) => y + height),
    ...bands.map((b) => b.y + b.height),
  );
  plan.box = { ...box, height: end - box.y };

  // columns: where the slices begin, and how far it is from one to the next
  const x0 = box.x + NAME;
  const cell = Math.max(...rows.map((row) => row.cell)),
    large = rows.find((row) => row.large) ?? rows[0];
  let slice = { wide: sizes?.wide ?? 0, high: sizes?.high ?? 0 },
    enlarged = 0,
    gap = COLUMN_GAP,
    spare = 0;
  const block = sums || sizes ? null : Math.max(...rows.map(({ width }) => width));
  if (sizes) {
    const outputs = sums ? 0 : TO_OUTPUTS + own * OW * sizes.output + (own - 1) * COLUMN_GAP;
    const pitch = Math.max(KW * slice.wide, sums ? OW * sizes.output : 0) + COLUMN_GAP;
    spare = inner - PW * cell - TO_BANK - own * pitch - outputs;
    gap = pitch - KW * slice.wide + (sums ? Math.min(16, spare / (own + 1)) : 0);
  } else {
    gap = Math.min(3, 24 / own);
    const left =
      inner +
      10 -
      EDGE -
      PW * cell -
      (block ?? 0) -
      CONNECTION_ROOM[0] -
      CONNECTION_ROOM[1] -
      CONNECTION_ROOM[2];
    // a line passes above slices side by side
    const low = Math.min(...rows.map(({ height }) => height)) - (own > 1 ? 2 : 1) * MARGIN;
    /**
     * @param {number} width
     * @param {number} apart
     * @param {number} most
     */
    const sliceIn = (width, apart, most) =>
      tools.snapCell(Math.max(0.2, Math.min(low / KH, (width / own - apart) / KW, most)));
    let size = sliceIn(left, 8, 36);
    if (N > 1 && (size < LARGEST_WEIGHT || focused)) {
      const most = Math.max(LARGEST_WEIGHT, cell);
      enlarged = Math.min((large.height - MARGIN) / KH, (0.6 * left) / KW, most);
      enlarged = tools.snapCell(Math.max(0.2, enlarged));
      size = sliceIn(left - KW * enlarged, gap, 12);
    } else gap = 8;
    slice = { wide: size, high: size };
  }
  const bank = own * (KW * slice.wide + gap) - gap;
  const toBank = sizes
    ? TO_BANK + (sums ? 0 : Math.min(60, Math.max(0, spare) / 3))
    : CONNECTION_ROOM[0] + 14;
  const bankX = x0 + PW * cell + toBank,
    enlargedX = bankX + bank + CONNECTION_ROOM[1] + 6;

  for (const { k, large: enlarges, middle, cell: own_, high = own_, shift } of rows) {
    const hue = track.hues[k];
    const left = x0 + (PW * (cell - own_)) / 2;
    add("input", { k, hue }, left, middle - (PH * high) / 2, PH, PW, own_, high);
    if (enlarged && enlarges)
      add(
        "enlarged",
        { k, hue },
        enlargedX,
        middle + shift - (KH * enlarged) / 2,
        KH,
        KW,
        enlarged,
      );
  }
  for (let n = 0; n < N; n++) {
    const g = Math.floor(n / own),
      at = n % own;
    const x = bankX + at * (KW * slice.wide + gap);
    for (let s = 0; s < S; s++) {
      const { k, middle, shift } = rows[g * S + s];
      const y = middle + shift - (KH * slice.high) / 2;
      add("slice", { k, n, s, hue: track.hues[k] }, x, y, KH, KW, slice.wide, slice.high);
    }
    const hue = sums ? null : track.hues[g];
    if (sums && sizes) {
      const left = x + (KW * slice.wide - OW * sizes.output) / 2,
        band = bands[g];
      add("output", { n, hue }, left, band.y + BAND_TOP, OH, OW, sizes.output);
    } else if (sizes) {
      const row = rows[g],
        last = box.x + box.width - COLUMN_GAP - 6;
      const right = last - Math.max(0, spare - 60) / 3;
      const left = right - (own - at) * (OW * sizes.output + COLUMN_GAP) + COLUMN_GAP;
      const top = row.middle + row.shift - (OH * sizes.output) / 2;
      add("output", { n, hue }, left, top, OH, OW, sizes.output);
    } else {
      const {
        across,
        perLine,
        between,
        down = between,
        cell: size,
        width,
        beside = 0,
      } = sums ? bands[g] : rows[g];
      const lines = Math.ceil(across / perLine),
        high = lines * (OH * size + down) - down;
      const left = sums
        ? bankX + Math.max(0, inner - PW * cell - toBank - EDGE + 10 - width) / 2
        : box.x + box.width - EDGE - width;
      const top = sums
        ? bands[g].y + NUMBER + Math.max(0, bands[g].height - NUMBER - high) / 2
        : rows[g].middle - high / 2;
      add(
        "output",
        { n, hue, beside },
        left + beside + (at % perLine) * (OW * size + between),
        top + Math.floor(at / perLine) * (OH * size + down),
        OH,
        OW,
        size,
      );
    }
  }
  /** @param {string} kind */
  const of = (kind) => plan.views.filter((view) => view.kind === kind);
  plan.inputs = of("input");
  plan.outputs = of("output");
  plan.slices = plan.outputs.map(({ n }) => of("slice").filter((view) => view.n === n));
  plan.enlarged = of("enlarged");
  plan.lanes = Array.from({ length: G }, (_, g) => {
    const first = rows[g * S],
      last = rows[g * S + S - 1];
    return { x: box.x, y: first.y, width: box.width, height: last.y + last.height - first.y };
  });
  plan.outside = bands.map(({ y, height }) => ({ x: box.x, y, width: box.width, height }));
  plan.plusX = (n) => {
    const [{ x, width }] = plan.slices[n];
    return enlarged ? enlargedX + KW * enlarged + 14 : x + width + gap / 2;
  };
  const above = plan.slices[0][0].y - box.y; // room for numbers
  const numbered = sizes || (sums && KW * slice.wide + gap >= LEAST_PITCH && above >= LEAST_ABOVE);
  plan.headers =
    numbered && N > 1
      ? plan.slices.map(([{ x, y, width }], n) => ({ n, x: x + width / 2, y: y - 10 }))
      : [];
  plan.notes = !sums && sizes ? ownNotesOf(plan, tools) : [];
  for (const view of plan.outputs)
    view.number = N > 1 ? (sums && sizes ? besideOf(view) : numberOf(view, plan)) : null;
  return plan;
}

/**
 * Rows in which all slices have digits, and the bands with the outputs below those that share them.
 *
 * @param {Track} track
 * @param {Box} box
 * @param {ReadableSizes} sizes
 * @param {boolean} lower
 */
function readableRows({ C, G, S, PH, OH, KH }, box, sizes, lower) {
  const { input, inputHigh, high, output } = sizes;
  const sums = S > 1,
    band = sums ? BAND_TOP + OH * output + MARGIN : 0;
  const least = rowHeight(PH * inputHigh, KH * high, sums ? 0 : OH * output);
  const room = (box.height - G * band - ROW_GAP * (G - 1)) / C;
  const height = lower ? least : Math.max(least, room);
  // as much above a slice as its number and a note need, and no more than leaves room below it
  const above = (height - KH * high) / 2;
  const shift = Math.min(
    above - BELOW_SLICE,
    Math.max(NOTE_TOP - above, (HEADER - BELOW_SLICE) / 2),
  );
  /** @type {ComparisonRow[]} */
  const rows = [];
  /** @type {any[]} */
  const bands = [];
  let y = box.y;
  for (let k = 0; k < C; k++) {
    rows.push(
      /** @type {any} */ ({
        k,
        y,
        height,
        middle: y + height / 2,
        shift: sums ? 0 : shift,
        large: true,
        cell: input,
        high: inputHigh,
      }),
    );
    y += height;
    if (k % S < S - 1) continue;
    if (sums) {
      bands.push({ y, height: band });
      y += band;
    }
    y += ROW_GAP;
  }
  return { rows, bands, focused: false };
}

/**
 * "its own filters" above the slices of each row, where there is room: what depthwise means.
 *
 * @param {ComparisonPlan} plan
 * @param {Pick<Tools, "textWidth">} tools
 */
function ownNotesOf({ track, rows, slices, inputs, outputs }, { textWidth }) {
  const text = "its own filters",
    half = (NOTE_SIZE / 13) * (textWidth(text) / 2);
  return rows.flatMap(({ k, y }) => {
    const own = slices.flat().filter((view) => view.k === k);
    const left = own[0].x,
      right = own[own.length - 1].x + own[own.length - 1].width;
    const x = (left + right) / 2,
      top = own[0].y - (track.N > 1 ? 25 : 12);
    const from = inputs[k].x + inputs[k].width + 4,
      to = Math.min(...outputs.map((view) => view.x)) - 4;
    return top - y < 9 || x - half < from || x + half > to ? [] : [{ k, x, y: top, text }];
  });
}

/**
 * Rows without digits in all slices: all alike, or one large and the others small.
 *
 * @param {Track} track
 * @param {Box} box
 * @param {number} focus
 * @param {boolean} lower
 * @param {number} inner
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 * @param {number} [most]
 */
function smallRows(track, box, focus, lower, inner, tools, most) {
  const { C, G, S, N, KW } = track,
    sums = S > 1;
  const band = sums ? (BAND * box.height) / G : 0;
  const connectionRoom = CONNECTION_ROOM[0] + CONNECTION_ROOM[1] + CONNECTION_ROOM[2],
    own = N / G;
  const shared =
    inner +
    10 -
    EDGE -
    connectionRoom -
    Math.min(0.4 * inner, KW * LARGEST_WEIGHT + own * (2 * KW + 3));
  const { equal, gap, large, small } = planRows(C, box.height - G * band, lower, (height) =>
    planGrid(track, sums ? (lower ? 0.7 : 0.55) * shared : shared, height, tools, most),
  );
  /** @type {ComparisonRow[]} */
  const rows = [];
  /** @type {any[]} */
  const bands = [];
  let y = box.y;
  for (let k = 0; k < C; k++) {
    const isLarge = equal || k === focus,
      row = isLarge ? large : small;
    rows.push({ ...row, k, large: isLarge, y, middle: y + row.height / 2, shift: 0 });
    y += row.height;
    if (sums && k % S === S - 1) {
      const width = inner - track.PW * large.cell - CONNECTION_ROOM[0] - 14 - EDGE + 10;
      bands.push({
        ...planOutputs(track, band - 2, width, Math.max(large.cell, 12), tools),
        y,
        height: band - 2,
      });
      y += band - 2;
    }
    y += gap;
  }
  return { rows, bands, focused: !equal };
}

/**
 * @param {ComparisonPlan} plan
 * @param {Pick<Tools, "digit" | "snap" | "snapCell">} tools
 */
const adder =
  (plan, tools) =>
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
  (kind, more, x, y, rows, cols, size, high = size) => {
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
    plan.views.push(Object.assign(view, digitsFor(plan.track, kind, size, high, tools)));
  };

/**
 * Where the number of an output stands that has its line on the right: to its left, level with its top.
 *
 * @param {View} view
 * @returns {Point | null}
 */
function besideOf({ x, y, width }) {
  return { x: x + width / 2, y: y - 7 };
}

/**
 * Where the number of an output stands: its middle; null where there is no room.
 *
 * @param {View} view
 * @param {ComparisonPlan} plan
 * @returns {Point | null}
 */
function numberOf({ x, y, width, height, beside }, { outputs, rows, outside }) {
  if (beside) return height < 11 ? null : { x: x - 8, y: y + height / 2 };
  const tops = [...rows, ...outside].map((box) => box.y).filter((top) => top <= y);
  const above = outputs
    .filter((other) => other.y < y && other.x < x + width && x < other.x + other.width)
    .map((other) => other.y + other.height);
  if (width < 12 || y - Math.max(...tops, ...above) < 11) return null;
  return { x: x + width / 2, y: y - 7 };
}
