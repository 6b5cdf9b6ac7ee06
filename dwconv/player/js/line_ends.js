// Where a line may leave a plane, and where it may come to one: one rule for all pictures.
//
// A line runs between planes and never over a number. It leaves the input at its edge, level with the
// window; it comes to a filter from the left and leaves it on the right; and it comes to its output
// value from the right, over cells of the same output that are still empty. Other sides serve only
// where these have no room.

import { WAYS } from "./line_routing.js";

/** @typedef {import("./line_routing.js").Gate} Gate */

const [RIGHT, DOWN, LEFT, UP] = WAYS.keys();
const CORNER = 4; // pixels that a line keeps from a plane's corner
const ELSEWHERE = 400; // what a side costs that the rule does not name

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
 * The ends of a line from a window to a plane that stands between others: it comes to it from above.
 *
 * @param {Box} plane
 * @param {Box} part
 * @param {Box} to
 * @returns {import("./line_routing.js").End[]}
 */
export function endsFromAbove(plane, part, to) {
  const [leaves] = endsToPlane(plane, part, to);
  return [
    { plane, gates: leaves.gates.filter(({ way }) => way === RIGHT) },
    {
      plane: to,
      gates: [
        gateOf(to, UP, middle(to, UP), 0, to),
        gateOf(to, LEFT, shared(part, to, LEFT) ?? middle(to, LEFT), ELSEWHERE, to),
      ],
    },
  ];
}

/**
 * The ends of a line from a whole plane to a cell of another one.
 *
 * @param {Box} plane
 * @param {Box & {cw: number, ch: number}} to
 * @param {Box} cell
 * @returns {import("./line_routing.js").End[]}
 */
export function endsToCell(plane, to, cell) {
  const leaves = [RIGHT, DOWN, LEFT, UP].map((way) =>
    gateOf(plane, way, middle(plane, way), way === RIGHT ? 0 : ELSEWHERE, plane),
  );
  const comes = [RIGHT, DOWN].map((way) => {
    const { edge, ...gate } = gateOf(to, way, middle(cell, way)),
      { inside } = gateOf(cell, way, middle(cell, way));
    const length = Math.abs(edge.x - inside.x) + Math.abs(edge.y - inside.y);
    return { ...gate, edge, inside, cost: 0.3 * length + (way === DOWN ? ELSEWHERE : 0) };
  });
  return [
    { plane, gates: leaves },
    { plane: to, gates: comes },
  ];
}
