// What is joined by lines in a lane: the window with its filter, and the filter with its output value.

import { cellOf, viewsOf } from "./cell_boxes.js";
import { endsToCell, endsToPlane } from "./line_ends.js";
import { lineBetween } from "./line_routing.js";
import { tapPlace } from "./player_model.js";

const NAME = { width: 86, height: 22 }; // the button with a lane's name

/** A line, and whether the product is taken at its end. @typedef {{points: Point[], times: boolean, ends: boolean}} Connection */

/**
 * The lines from a window to its filter, and from there to its output value.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {{i: number, j: number, q: number}} place
 * @param {boolean} current   whether filter q is the one that is also shown enlarged
 * @param {boolean} toOutput  whether the line to the output is wanted
 * @returns {Connection[]}
 */
export function connectionsOf(lane, model, { i, j, q }, current = true, toOutput = true) {
  const [input] = viewsOf(lane, "input");
  const [filter, output] = [viewsOf(lane, "filter")[q], viewsOf(lane, "output")[q]];
  const stops = [...viewsOf(lane, "patch"), ...(current ? viewsOf(lane, "weights") : []), filter];
  /** @type {{ends: import("./line_routing.js").End[], times?: boolean}[]} */
  const wanted = [];
  /** @type {View} */
  let from = input;
  for (const to of stops) {
    const part = from === input ? windowBoxOf(input, model, tapPlace(model, { i, j }, 0)) : from;
    // of the planes on the way the first one with weights is what the window is multiplied with
    const times = to.kind !== "patch" && (from.kind === "input" || from.kind === "patch");
    wanted.push({ ends: endsToPlane(from, part, to), times });
    from = to;
  }
  if (toOutput) wanted.push({ ends: endsToCell(filter, output, cellOf(output, i, j)) });
  /** @type {Connection[]} */
  const found = [];
  const walls = obstaclesIn(lane);
  for (const { ends, times = false } of wanted) {
    const before = found.map(({ points }) => points);
    for (const inset of INSETS) {
      const points = lineBetween(insideOf(lane, inset), walls, ends[0], ends[1], before);
      if (!points) continue;
      found.push({ points, times, ends: toOutput && ends === wanted[wanted.length - 1].ends });
      break;
    }
  }
  return found;
}

const INSETS = [4, 1]; // pixels that a line keeps from the lane's border: where there is room, and at least
const STRIPE = 5; // of the lane's colour, at its left

/**
 * @param {Box} lane
 * @param {number} inset
 */
const insideOf = ({ x, y, width, height }, inset) => ({
  x: x + STRIPE + inset,
  y: y + inset,
  width: width - STRIPE - 2 * inset,
  height: height - 2 * inset,
});

const SIGN = 8; // half of the sign's width
const BAR = 4; // beside the window

/**
 * Where on a line the sign of the product has room: in the middle of its longest piece; null if there is none.
 *
 * @param {Lane} lane
 * @param {Point[]} points
 * @returns {Point | null}
 */
export function signPlace(lane, points) {
  const walls = obstaclesIn(lane);
  // the bar beside the window takes the first pixels
  const [first, second] = points;
  const start = {
    x: first.x + BAR * Math.sign(second.x - first.x),
    y: first.y + BAR * Math.sign(second.y - first.y),
  };
  const pieces = points.slice(1).map((to, at) => ({ from: at ? points[at] : start, to }));
  /** @param {{from: Point, to: Point}} piece */
  const lengthOf = ({ from, to }) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  pieces.sort((one, other) => lengthOf(other) - lengthOf(one));
  for (const piece of pieces) {
    if (lengthOf(piece) < 2 * SIGN + 1) return null;
    const x = (piece.from.x + piece.to.x) / 2,
      y = (piece.from.y + piece.to.y) / 2;
    const free = walls.every(
      (wall) =>
        x + SIGN < wall.x ||
        x - SIGN > wall.x + wall.width ||
        y + SIGN < wall.y ||
        y - SIGN > wall.y + wall.height,
    );
    if (free) return { x, y };
  }
  return null;
}

/**
 * The box around a window whose first tap is at a place of a view.
 *
 * @param {View} view
 * @param {{KH: number, KW: number, dh: number, dw: number}} model
 * @param {{row: number, column: number}} at
 */
export function windowBoxOf(view, { KH, KW, dh, dw }, { row, column }) {
  return {
    ...cellOf(view, row, column),
    width: ((KW - 1) * dw + 1) * view.cw,
    height: ((KH - 1) * dh + 1) * view.ch,
  };
}

/**
 * What a line in a lane must not touch: planes, words, and the lane's name.
 *
 * @param {Lane} lane
 * @returns {Box[]}
 */
export function obstaclesIn({ name, views, texts }) {
  const words = texts.map(({ x, y, width = 0, note }) => ({
    x: x - (note ? 0 : width / 2) - 2,
    y: y - 12,
    width: width + 4,
    height: 16,
  }));
  return [...views, ...words, { x: name.x - 4, y: name.y, ...NAME }];
}
