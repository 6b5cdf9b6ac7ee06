// Where the lines of a comparison run: from each window through its filter slice to the output value, or
// to the plus where several channels meet, and from there to the output value.

import { cellOf } from "./boxes.js";
import { channelsOf } from "./comparison_model.js";
import { windowBoxOf } from "./connections.js";
import { lineBetween } from "./line_search.js";
import { tapPlace } from "./model.js";

const PLUS = 7; // pixels from the middle of the plus to its edge

/**
 * The lines of one output value.
 *
 * @param {ComparisonPlan} plan
 * @param {{i: number, j: number, n: number}} place
 * @returns {ComparisonLines}
 */
export function comparisonLinesOf(plan, { i, j, n }) {
  const { track, columns } = plan,
    ks = channelsOf(track, n),
    many = ks.length > 1;
  const output = plan.outputs[n],
    cell = cellOf(output, i, j),
    at = tapPlace(track, { i, j }, 0);
  const end = { plane: output, box: cell };
  const first = plan.rows[ks[0]],
    last = plan.rows[ks[ks.length - 1]];
  const middle = (first.y + last.y + last.height) / 2;
  const plus = many ? { x: columns.output - 15, y: middle } : null;
  const numbers = plan.outputs.flatMap(({ number }) =>
    number ? [{ x: number.x - 5, y: number.y - 6, width: 10, height: 11 }] : [],
  );
  const parts = ks.map((k, s) => {
    const row = plan.rows[k],
      room = { x: plan.box.x + 5, y: row.y, width: plan.box.width - 5, height: row.height };
    const input = plan.inputs[k],
      slice = plan.slices[n][s],
      enlarged = plan.enlarged.find((view) => view.k === k);
    /** @type {{plane: Box & {cw: number, ch: number}, box: Box}[]} */
    const ends = [
      { plane: input, box: windowBoxOf(input, track, at) },
      ...[slice, ...(enlarged ? [enlarged] : [])].map((view) => ({ plane: view, box: view })),
    ];
    if (many) ends.push(beforePlus(columns.filterEnd + 8, row, enlarged ?? slice));
    else ends.push(end);
    const walls = [...plan.views.filter(({ kind }) => kind !== "nothing"), ...numbers].filter(
      (box) => meets(box, row),
    );
    /** @type {Point[][]} */
    const lines = [];
    for (let stop = 1; stop < ends.length; stop++) {
      const line = lineBetween(room, walls, ends[stop - 1], ends[stop], lines);
      if (line) lines.push(line);
    }
    return { k, lines };
  });
  if (!plus) return { parts, plus, sum: null };
  const room = {
    x: plus.x,
    y: plan.box.y,
    width: plan.box.x + plan.box.width - plus.x,
    height: plan.box.height,
  };
  const circle = { x: plus.x - PLUS, y: plus.y - PLUS, width: 2 * PLUS, height: 2 * PLUS };
  const start = { plane: { ...circle, cw: 2 * PLUS, ch: 2 * PLUS }, box: circle };
  start.box = start.plane;
  return { parts, plus, sum: lineBetween(room, [...plan.outputs, ...numbers], start, end) };
}

/**
 * Where a line may end before it bends to the plus: level with the slices, above or below them.
 *
 * @param {number} x
 * @param {{y: number, height: number}} row
 * @param {Box} slice
 */
function beforePlus(x, row, slice) {
  const above = (row.y + slice.y) / 2,
    below = (row.y + row.height + slice.y + slice.height) / 2;
  const height = (below - above) / 0.6; // a line may leave a plane at a fifth of it and at four fifths
  const plane = { x, y: above - height / 5, width: 0, height, cw: 1, ch: 1 };
  return { plane, box: plane };
}

/**
 * @param {Box} view
 * @param {{y: number, height: number}} row
 */
const meets = (view, row) => view.y < row.y + row.height && row.y < view.y + view.height;
