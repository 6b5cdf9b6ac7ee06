// Where the lines of a comparison run: from each window to its filter slice and on to the output value; where
// several channels meet, from the slices to the plus, and from there to the output value.
//
// A line comes to a slice from above and leaves it on the right; see line_ends.js for the rest.

import { cellOf } from "./cell_boxes.js";
import { channelsOf } from "./comparison_model.js";
import { signOn, windowBoxOf } from "./connecting_lines.js";
import { endsFromAbove, endsToCell, endsToPlane } from "./line_ends.js";
import { lineBetween } from "./line_routing.js";
import { tapPlace } from "./player_model.js";

const PLUS = 7; // pixels from the middle of the plus to its edge
const GAP = 8; // pixels into the next row of the same card
const LEAST_ROW = 24; // pixels: lower rows have no room for lines

/**
 * The lines of one output value.
 *
 * @param {ComparisonPlan} plan
 * @param {{i: number, j: number, n: number}} place
 * @returns {ComparisonLines}
 */
export function comparisonLinesOf(plan, { i, j, n }) {
  const { track, box } = plan,
    ks = channelsOf(track, n),
    many = ks.length > 1;
  const output = plan.outputs[n],
    cell = cellOf(output, i, j),
    at = tapPlace(track, { i, j }, 0);
  const numbers = [...plan.headers, ...plan.outputs.flatMap(({ number }) => number ?? [])].map(
    ({ x, y }) => ({ x: x - 5, y: y - 6, width: 10, height: 11 }),
  );
  const x = plan.plusX(n);
  /** @type {Point[]} */
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
    const input = plan.inputs[k],
      slice = plan.slices[n][s],
      enlarged = plan.enlarged.find((view) => view.k === k);
    const walls = [...plan.views, ...numbers].filter((view) => meets(view, room));
    /** @type {Point[][]} */
    const lines = [];
    /** @param {import("./line_routing.js").End[]} ends */
    const join = ([from, to]) => {
      const line = row.height < LEAST_ROW ? null : lineBetween(room, walls, from, to, lines);
      if (line) lines.push(line);
      return line;
    };
    const times = join(endsFromAbove(input, windowBoxOf(input, track, at), slice));
    if (enlarged) join(endsToPlane(slice, slice, enlarged));
    const last = enlarged ?? slice;
    if (!many) join(endsToCell(last, output, cell));
    else if (last.x + last.width < x && (enlarged || plan.headers.length)) {
      const joint = { x, y: last.y + last.height / 2 };
      lines.push([{ x: last.x + last.width, y: joint.y }, joint]);
      joints.push(joint);
    }
    return { k, lines, times, sign: times && signOn(walls, times, true) };
  });
  if (!joints.length) return { parts, joints, plus: null, bus: null, sum: null };
  const band = plan.outside[Math.floor((n * track.G) / track.N)],
    plus = { x, y: band.y + PLUS + 1 };
  const circle = { x: x - PLUS, y: plus.y - PLUS, width: 2 * PLUS, height: 2 * PLUS };
  const [from, to] = endsToCell(circle, output, cell);
  for (const gate of from.gates) gate.cost = 0;
  const around = { x: box.x + 5, y: band.y, width: box.width - 8, height: band.height };
  const walls = [...plan.outputs, ...numbers].filter((view) => meets(view, band));
  const sum = lineBetween(around, walls, from, to);
  return { parts, joints, plus, bus: [joints[0], { x, y: plus.y - PLUS }], sum };
}

/**
 * @param {Box} view
 * @param {{y: number, height: number}} row
 */
const meets = (view, row) => view.y < row.y + row.height && row.y < view.y + view.height;
