// Where the lines of a comparison run: from a window to its filter, with the sign of the product on it, and from the
// filter to its output value or, where several channels meet, from their filters to the plus, and from there to the
// output value.
//
// Where all filters have digits, the line to an output always takes the same way: down from its filter, below
// everything, and up beside its output.

import { cellOf } from "./cell_boxes.js";
import { channelsOf } from "./comparison_model.js";
import { BELOW_SLICE } from "./comparison_sizes.js";
import { endsFromWindow, endsToCell, endsToPlane, HEAD_ROOM } from "./line_ends.js";
import { SIGN_RADII } from "./line_marks.js";
import { lineBetween } from "./line_routing.js";

const PLUS = 7; // pixels from the middle of the plus to its edge
const GAP = 8; // pixels into the next row of the same card
const LEAST_ROW = 24; // pixels: lower rows have no room for lines
const BELOW = 7; // from planes to the line below them
const APART = 3; // between the lines of two filters of a row
const LEAST_BELOW = 2;
const ABOVE_SLICES = 3; // in low rows, to the line that leaves them
const LEAST_JOINT = 12; // pixels: in lower rows dots would touch each other
const FRAME = 1.5; // around the filter, outside it
const NUMBER = 8; // from the middle of an output's number to a line that comes to it
const WORD = 12; // the height of what is said of filters
const BESIDE = 6; // from an output to the line that goes up beside it

/**
 * The lines of one output value.
 *
 * @param {ComparisonPlan} plan
 * @param {{i: number, j: number, n: number}} place
 * @param {boolean} [all]   whether the filters of all outputs work at once
 * @returns {ComparisonLines}
 */
export function comparisonLinesOf(plan, { i, j, n }, all = false) {
  const { track, box, readable } = plan,
    ks = channelsOf(track, n),
    many = ks.length > 1;
  const output = plan.outputs[n],
    cell = cellOf(output, i, j);
  const numbers = [...plan.headers, ...plan.outputs.flatMap(({ number }) => number ?? [])].map(
    ({ x, y }) => ({ x: x - 5, y: y - 6, width: 10, height: 11 }),
  );
  const x = plan.plusX(n);
  /** @type {ComparisonLines["joints"]} */
  const joints = [];
  const parts = ks.map((k, s) => {
    const row = plan.rows[k];
    // rows of one card share the gaps between them
    const above = s ? GAP : -1,
      below = s < ks.length - 1 ? GAP : -1;
    const room = {
      x: box.x + 5,
      y: row.y - above,
      width: box.width - 8,
      height: row.height + above + below,
    };
    const slice = plan.slices[n][s],
      enlarged = plan.enlarged.find((view) => view.k === k);
    const walls = [...plan.views, ...numbers].filter((view) => meets(view, room));
    /** @type {Point[][]} */
    const lines = [];
    /** @param {import("./line_routing.js").End[]} ends */
    const join = ([from, to]) => {
      const line = row.height < LEAST_ROW ? null : lineBetween(room, walls, from, to, lines);
      if (line) lines.push(line);
    };
    const filter = enlarged ?? slice;
    if (enlarged) join(endsToPlane(slice, slice, enlarged));
    const isHigh = row.height >= LEAST_ROW;
    const factor =
      isHigh && !all ? lineFromWindow(plan, room, walls, { i, j }, filter, lines) : null;
    if (!many && readable) lines.push(lineBelow(slice, output, cell, n % track.M));
    else if (!many) {
      join(endsToCell(filter, output, cell));
      if (!lines.length) {
        // in a low row no line passes its output: one leads to the output, or to the number before it
        const ends = endsToPlane(filter, filter, withNumber(output));
        for (const gate of ends[1].gates) gate.ahead = HEAD_ROOM;
        join(ends);
      }
    } else if (filter.x + filter.width < x && (enlarged || readable)) {
      const joint = { x, y: filter.y + filter.height / 2 };
      lines.push([{ x: filter.x + filter.width, y: joint.y }, joint]);
      joints.push({ ...joint, k });
    } else if (slice.x + slice.width < x && plan.enlarged.length) {
      // beside a large row: above the slices of its own
      const middle = slice.x + slice.width / 2,
        level = slice.y - ABOVE_SLICES;
      lines.push([
        { x: middle, y: slice.y },
        { x: middle, y: level },
        { x, y: level },
      ]);
      if (row.height >= LEAST_JOINT) joints.push({ x, y: level, k });
    }
    return {
      k,
      factor,
      lines,
      sign: isHigh || all ? signOfProduct(plan, slice, factor) : null,
    };
  });
  if (!joints.length) return { parts, joints, plus: null, bus: null, sum: null };
  const band = plan.outside[Math.floor((n * track.G) / track.N)],
    plus = { x, y: band.y + PLUS + 1 };
  const tops = parts.flatMap(({ lines }) => lines.at(-1)?.at(-1)?.y ?? []);
  const first = Math.min(...tops);
  const bus = [
    { x, y: first },
    { x, y: plus.y - PLUS },
  ];
  if (readable) return { parts, joints, plus, bus, sum: lineBeside(plus, output, cell) };
  const circle = { x: x - PLUS, y: plus.y - PLUS, width: 2 * PLUS, height: 2 * PLUS };
  const [from, to] = endsToCell(circle, output, cell);
  for (const gate of from.gates) gate.cost = 0;
  const around = { x: box.x + 5, y: band.y, width: box.width - 8, height: band.height };
  const walls = [...plan.outputs, ...numbers].filter((view) => meets(view, band));
  return { parts, joints, plus, bus, sum: lineBetween(around, walls, from, to) };
}

/**
 * From a window to the left edge of its filter. It passes over no other filter, and over nothing that is said of
 * one; null where there is no such way.
 *
 * @param {ComparisonPlan} plan
 * @param {Box} room
 * @param {Box[]} walls
 * @param {{i: number, j: number}} place
 * @param {View} filter
 * @param {Point[][]} others  lines that it rather does not cross
 */
function lineFromWindow(
  { track, inputs, slices, marks, notes },
  room,
  walls,
  { i, j },
  filter,
  others,
) {
  const input = inputs[filter.k];
  const window = {
    ...cellOf(input, i * track.sh, j * track.sw),
    width: ((track.KW - 1) * track.dw + 1) * input.cw,
    height: ((track.KH - 1) * track.dh + 1) * input.ch,
  };
  const row = slices.flat().filter(({ k }) => k === filter.k);
  const words = [
    // where marks say which filters the other side has as well
    ...(marks.some(({ k }) => k === filter.k)
      ? row.map(({ x, y, width, height }) => ({ x, y: y + height, width, height: BELOW_SLICE }))
      : []),
    ...notes.map(({ x, y, width }) => ({ x: x - width / 2, y: y - WORD / 2, width, height: WORD })),
  ];
  const [from, { plane, gates }] = endsFromWindow(input, window, filter);
  const to = { plane, gates: gates.filter(({ edge }) => edge.x === filter.x) };
  return lineBetween(
    room,
    [...walls, ...words.filter((box) => meets(box, room))],
    from,
    to,
    others,
  );
}

/**
 * An output with the number that stands before it, if one does.
 *
 * @param {View} output
 * @returns {Box}
 */
function withNumber(output) {
  if (!output.beside || !output.number) return output;
  const x = output.number.x - NUMBER;
  return { ...output, x, width: output.x + output.width - x };
}

/**
 * From the lower edge of a filter, below all planes of its row, to an output value.
 *
 * @param {Box} slice
 * @param {Box} output
 * @param {Box} cell
 * @param {number} q   the filter of its channel: each has a line of its own
 */
function lineBelow(slice, output, cell, q) {
  const x = slice.x + slice.width / 2,
    below = Math.max(LEAST_BELOW, BELOW - APART * q),
    y = Math.max(slice.y + slice.height, output.y + output.height) + below;
  const up = output.x + output.width + BESIDE;
  return [{ x, y: slice.y + slice.height }, { x, y }, { x: up, y }, ...intoCell(up, cell)];
}

/**
 * From the plus down beside an output, to a value of it.
 *
 * @param {Point} plus
 * @param {Box} output
 * @param {Box} cell
 */
function lineBeside({ x, y }, output, cell) {
  const down = output.x + output.width + BESIDE,
    start = { x, y: y + PLUS };
  if (down <= x) return [start, ...intoCell(x, cell)];
  const level = y + PLUS + 3;
  return [start, { x, y: level }, { x: down, y: level }, ...intoCell(down, cell)];
}

/**
 * From beside an output to the right edge of a cell of it, over cells that are still empty.
 *
 * @param {number} x
 * @param {Box} cell
 */
const intoCell = (x, cell) => {
  const y = cell.y + cell.height / 2;
  return [
    { x, y },
    { x: cell.x + cell.width, y },
  ];
};

/**
 * The place of the product's sign: on the line from the window, between the input and all filters, or there alone
 * where no line comes from the window. Between two filters it would say that one is multiplied with the other.
 * Null where it has no room.
 *
 * @param {ComparisonPlan} plan
 * @param {View} slice
 * @param {Point[] | null} line   from the window
 */
function signOfProduct({ inputs, slices, rows }, slice, line) {
  const input = inputs[slice.k],
    first = slices.flat().find(({ k }) => k === slice.k) ?? slice;
  const from = input.x + input.width,
    room = first.x - FRAME - from,
    x = from + room / 2;
  const radius = SIGN_RADII.find((each) => 2 * each <= Math.min(rows[slice.k].height - 4, room));
  if (!radius) return null;
  if (!line) return { x, y: slice.y + slice.height / 2, radius };
  const at = line.findIndex((to, index) => index > 0 && line[index - 1].y === to.y && to.x > x);
  return at > 0 && line[at - 1].x <= x ? { x, y: line[at].y, radius } : null;
}

/**
 * @param {Box} view
 * @param {{y: number, height: number}} row
 */
const meets = (view, row) => view.y < row.y + row.height && row.y < view.y + view.height;
