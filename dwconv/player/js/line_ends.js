// Where a line may leave a plane, and where it may come to one: one rule for all pictures.
//
// A line runs between planes and never over a number. It starts at the window's own edge and leaves the
// input between two rows or two columns of cells; it comes to a filter from the left and leaves it on the
// right; and it comes to its output value from the right, over cells of the same output that are still
// empty, or in a lane to the first of a row from the left. Other sides serve only where these have no room.

import { WAYS } from "./line_routing.js";

/** @typedef {import("./line_routing.js").Gate} Gate */

const [RIGHT, DOWN, LEFT, UP] = WAYS.keys();
const CORNER = 4; // pixels that a line keeps from a plane's corner
const ELSEWHERE = 400; // what a side costs that the rule does not name
const CORNER_COST = 40; // of a start at the window's corner
const NEAR_MISS = 12, // pixels
  NEAR_MISS_COST = 120;
const MARKED = 8; // pixels: smaller cells have neither digits nor marks
export const HEAD_ROOM = 12; // pixels that the head of an arrow and a bit of its line take before a cell

/**
 * A gate on a side of a box, at a place along it; the line may be shifted along the side of `part`.
 *
 * @param {Box} box
 * @param {number} way
 * @param {number} place
 * @param {number} [cost]
 * @param {Box} [part]
 * @returns {Gate}
 */
function gateOf({ x, y, width, height }, way, place, cost = 0, part) {
  const [start, size] = sideOf(way);
  /** @type {[number, number] | undefined} */
  const shift = part && [part[start] + CORNER, part[start] + part[size] - CORNER];
  const edge =
    way === RIGHT || way === LEFT
      ? { x: way === RIGHT ? x + width : x, y: place }
      : { x: place, y: way === DOWN ? y + height : y };
  return { inside: edge, edge, way, cost, shift };
}

/** @param {number} way */
const sideOf = (way) =>
  way === RIGHT || way === LEFT
    ? /** @type {["y", "height"]} */ (["y", "height"])
    : /** @type {["x", "width"]} */ (["x", "width"]);

/**
 * Where along a side two boxes can be joined by a straight line: as near as possible to the middle of
 * the first; null where they do not face each other.
 *
 * @param {Box} one
 * @param {Box} other
 * @param {number} way
 */
function shared(one, other, way) {
  const [start, size] = sideOf(way);
  const least = Math.max(one[start], other[start]) + CORNER,
    most = Math.min(one[start] + one[size], other[start] + other[size]) - CORNER;
  if (least > most) return null;
  return Math.max(least, Math.min(middle(one, way), most));
}

/**
 * The middle of a side of a box.
 *
 * @param {Box} box
 * @param {number} way
 */
function middle(box, way) {
  const [start, size] = sideOf(way);
  return box[start] + box[size] / 2;
}

/**
 * The ends of a line from a part of a plane, or all of it, to the whole of another plane.
 *
 * @param {Box} plane
 * @param {Box} part   what the line belongs to: the window, or the plane itself
 * @param {Box} to
 * @returns {import("./line_routing.js").End[]}
 */
export function endsToPlane(plane, part, to) {
  /** @param {number} way */
  const place = (way) => shared(part, to, way);
  const leaves = [RIGHT, DOWN, LEFT, UP].map((way) =>
    gateOf(plane, way, place(way) ?? middle(part, way), [0, 80, ELSEWHERE, ELSEWHERE][way], part),
  );
  const comes = [LEFT, UP, RIGHT, DOWN].map((way) =>
    gateOf(to, way, place(way) ?? middle(to, way), { [LEFT]: 0, [UP]: 30 }[way] ?? ELSEWHERE, to),
  );
  return [
    { plane, gates: leaves },
    { plane: to, gates: comes },
  ];
}

/**
 * The ends of a line from a window in a plane to the whole of another plane: it starts at the window's edge.
 *
 * @param {View} plane
 * @param {Box} window
 * @param {Box} to
 * @returns {import("./line_routing.js").End[]}
 */
export function endsFromWindow(plane, window, to) {
  const [leaves, comes] = endsToPlane(plane, window, to);
  const starts = leaves.gates.flatMap((gate) => fromWindow(plane, window, gate));
  for (const start of starts) if (barelyMisses(start, to)) start.cost += NEAR_MISS_COST;
  // where it can, a line goes straight on from between the cells
  const opposite = starts.flatMap(({ edge, way }) => {
    const gate = comes.gates.find((each) => each.way === (way + 2) % 4),
      level = way === RIGHT || way === LEFT ? edge.y : edge.x;
    if (!gate?.shift || level < gate.shift[0] || level > gate.shift[1]) return [];
    const off = Math.abs(level - middle(to, gate.way));
    return [gateOf(to, gate.way, level, gate.cost + 0.2 * off, to)];
  });
  return [
    { ...leaves, gates: starts },
    { ...comes, gates: [...opposite, ...comes.gates] },
  ];
}

/**
 * Whether a line that goes straight on from a gate passes a plane by a few pixels: it would need a small step.
 *
 * @param {Gate} gate
 * @param {Box} to
 */
function barelyMisses({ edge, way }, to) {
  const [start, size] = sideOf(way),
    place = edge[start],
    least = to[start] + CORNER,
    most = to[start] + to[size] - CORNER,
    off = Math.max(least - place, place - most);
  return off > 0 && off < NEAR_MISS;
}

/**
 * The gates by which a line from a window's own edge leaves its plane on the side of a gate: between each
 * two rows, or columns, of the window's cells, so that it covers no number on its way.
 *
 * @param {View} plane
 * @param {Box} window
 * @param {Gate} gate
 * @returns {Gate[]}
 */
function fromWindow(plane, window, gate) {
  const { edge, way, cost } = gate,
    level = way === RIGHT || way === LEFT,
    inside = gateOf(window, way, level ? edge.y : edge.x).edge;
  if (Math.abs(inside.x - edge.x) + Math.abs(inside.y - edge.y) < 0.5) return [gate];
  if (plane.ch < MARKED && plane.cw < MARKED) return [{ ...gate, inside }]; // nothing to read on its way
  const [start, size] = sideOf(way),
    pitch = level ? plane.ch : plane.cw,
    count = Math.round(window[size] / pitch);
  return Array.from({ length: count + 1 }, (_, line) => {
    const place = window[start] + line * pitch,
      far = Math.abs(place - (level ? edge.y : edge.x)),
      corner = line === 0 || line === count; // for a window of one row, or where no other will do
    return {
      ...gateOf(plane, way, place, cost + far + (corner ? CORNER_COST : 0)),
      inside: gateOf(window, way, place).edge,
    };
  });
}

/**
 * The ends of a line from a whole plane to a cell of another one.
 *
 * @param {Box} plane
 * @param {Box & {cw: number, ch: number}} to
 * @param {Box} cell
 * @param {boolean} [beside]   whether the line may come to the first of a row from the left
 * @returns {import("./line_routing.js").End[]}
 */
export function endsToCell(plane, to, cell, beside = false) {
  const leaves = [RIGHT, DOWN, LEFT, UP].map((way) =>
    gateOf(plane, way, middle(plane, way), way === RIGHT ? 0 : ELSEWHERE, plane),
  );
  const isFirst = beside && cell.x - to.x < 1; // nothing lies before it
  const comes = [RIGHT, DOWN, ...(isFirst ? [LEFT] : [])].map((way) => {
    const { edge, ...gate } = gateOf(to, way, middle(cell, way)),
      { inside } = gateOf(cell, way, middle(cell, way));
    const length = Math.abs(edge.x - inside.x) + Math.abs(edge.y - inside.y);
    const cost = 0.3 * length + (way === DOWN ? ELSEWHERE : 0);
    return { ...gate, edge, inside, cost, ahead: HEAD_ROOM };
  });
  return [
    { plane, gates: leaves },
    { plane: to, gates: comes },
  ];
}
