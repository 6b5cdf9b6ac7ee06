// Where everything of a comparison goes: for each track its lanes, filters, outputs and products.
//
// Of each track the input channels are rows, with the slices of the filters that meet them to their
// right. Where each channel has filters of its own, their outputs stand in its row. Where filters meet
// several channels, each is a column of slices, and its output stands below the rows, in the same
// column: it belongs to no row.

import { bandWordsOf, hasMarks, marksOf, writeNumbers } from "./comparison_labels.js";
import { digitsFor, readableSizes } from "./comparison_readable_cells.js";
import { LARGEST_WEIGHT, readableRows, smallRows } from "./comparison_rows.js";
import {
  BAND_TOP,
  COLUMN_GAP,
  CONNECTION_ROOM,
  MARGIN,
  NUMBER_ABOVE,
  PHONE_MARGIN,
  planPairs,
  planTiles,
  SIDE_BY_SIDE,
  TO_BANK,
  TO_OUTPUTS,
  TO_RIGHT_EDGE,
} from "./comparison_sizes.js";
import { planLegendColumn, planLegendLines } from "./legend.js";

const BETWEEN = 18,
  LEFT_SHARE = 0.466, // of the width, where the right side has more filters
  HEAD = 38, // height of the words in HTML above a track
  PHONE_HEAD = 102, // and above both of a phone
  ENDS = 60, // and of the sentence at the end of a phone, at least
  UNDER = 6, // from the rows to the products
  NAME = 26;
const TILES = 0.2, // share of the height that products take at most
  PHONE_TILES = 110, // and as many pixels on a phone
  PAIRS = 0.24, // the same with their factors
  PHONE_PAIRS = 160;
const LEAST_TILE = 22; // pixels: boxes of products with digits
const PHONE_ROW = 146,
  PHONE_ROWS = 464; // at most

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
  const { head, below, strips, boxes, rooms, sizes } =
    !narrow && comparison.tracks[1].S > 1 && parted.sizes[0] && parted.sizes[0] === parted.sizes[1]
      ? parted
      : partRoom(comparison, size, 0.5, tools, shown);
  const tallest = strips[0].height;
  /** @param {number} [most] */
  const plansWith = (most) =>
    comparison.tracks.map((track, side) =>
      planTrack(track, boxes[side], rooms[side], focus[side], narrow, tools, sizes[side], most),
    );
  let plans = plansWith();
  if (!comparison.feeds && !(sizes[0] && sizes[1])) {
    const cells = plans.map(({ rows }) => Math.max(...rows.map((row) => row.cell)));
    plans = plansWith(Math.min(...cells));
  }
  for (const plan of plans) {
    plan.bandWords = bandWordsOf(plan, tools);
    plan.marks = hasMarks(comparison, plan.track.side) ? marksOf(comparison, plan, narrow) : [];
  }
  const inSight = plans.filter((_, side) => !narrow || side === shown);
  const unnamed = plans.some(({ bandWords }) => bandWords.some(({ key }) => !key));
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
    Object.assign(plan, { legend: null, ends: null });
    const seen = {
      // where both sides are in sight, the outputs' own box says what their colour means, if it has room
      sums: narrow ? track.side === shown && track.S > 1 : unnamed,
      both: inSight.some(({ marks }) => marks.some(({ text }) => !text)),
      views: inSight.flatMap(({ views }) => views),
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
      if (!plan.legend && seen.both) {
        // a mark that nothing explains is left out
        for (const each of plans) each.marks = [];
        plan.legend = planLegendColumn(track, free, tools, { ...seen, both: false });
      }
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
  const rooms = boxes.map(({ width, height }, side) => ({
    width: width - NAME - 10,
    height,
    margin: narrow ? PHONE_MARGIN : MARGIN,
    marked: hasMarks(comparison, side),
  }));
  const sizes = feeds
    ? tracks.flatMap((track) => readableSizes([track], rooms, tools))
    : readableSizes(tracks, rooms, tools);
  return { head, below, strips, boxes, rooms, sizes };
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
 * @param {Room} room
 * @param {number} focus
 * @param {boolean} lower
 * @param {Pick<Tools, "digit" | "snap" | "snapCell" | "textWidth">} tools
 * @param {ReadableSizes | null} sizes
 * @param {number} [most]  of the input's cells in rows without digits
 */
function planTrack(track, box, room, focus, lower, tools, sizes, most) {
  const { G, S, N, PH, PW, OH, OW, KH, KW } = track,
    own = N / G; // filters of a group
  const sums = S > 1,
    inner = box.width - NAME - 10;
  const plan = /** @type {ComparisonPlan} */ (/** @type {unknown} */ ({ track, box, views: [] }));
  const add = adder(plan, tools);
  const { rows, bands, focused } = sizes
    ? readableRows(track, box, sizes, lower, room)
    : smallRows(track, box, focus, lower, inner, tools, room.margin, most);
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
    const wider = sums ? Math.min(16, spare / (2 * own)) : 0;
    gap = pitch - KW * slice.wide + wider;
    spare -= own * wider;
  } else {
    gap = Math.min(8, 24 / own); // so that a few filters side by side are not read as one
    const left =
      inner +
      10 -
      TO_RIGHT_EDGE -
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
    ? TO_BANK + Math.min(60, Math.max(0, spare) / (sums ? 2 : 3))
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
        ? bankX + Math.max(0, inner - PW * cell - toBank - TO_RIGHT_EDGE + 10 - width) / 2
        : box.x + box.width - TO_RIGHT_EDGE - width;
      const top = sums
        ? bands[g].y + NUMBER_ABOVE + Math.max(0, bands[g].height - NUMBER_ABOVE - high) / 2
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
  writeNumbers(plan, KW * slice.wide + gap, tools);
  return plan;
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
