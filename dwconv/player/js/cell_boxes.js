// Boxes on screen: which cell of a plane lies where.

import { within } from "./player_model.js";

/**
 * The part of a view that shows one cell.
 *
 * @param {Point & {cw: number, ch: number}} view
 * @param {number} row
 * @param {number} column
 */
export function cellOf(view, row, column) {
  return {
    x: view.x + column * view.cw,
    y: view.y + row * view.ch,
    width: view.cw,
    height: view.ch,
  };
}

/**
 * Whether a point lies in a box.
 *
 * @param {Box} box
 * @param {number} left
 * @param {number} top
 */
export function contains({ x, y, width, height }, left, top) {
  return left >= x && top >= y && left < x + width && top < y + height;
}

/**
 * The row and the column of a view that lie under a point in it.
 *
 * @param {View} view
 * @param {number} x
 * @param {number} y
 */
export function cellAt(view, x, y) {
  return {
    row: within(Math.floor((y - view.y) / view.ch), view.rows - 1),
    column: within(Math.floor((x - view.x) / view.cw), view.cols - 1),
  };
}

/**
 * The views of a kind in a lane; for filters and outputs, view q shows filter q.
 *
 * @param {Lane} lane
 * @param {string} kind
 */
export const viewsOf = (lane, kind) => lane.views.filter((view) => view.kind === kind);

/**
 * Views that show the moment's own numbers enlarged, and so are painted with every step.
 *
 * @param {View} view
 */
export const isMagnified = ({ kind }) => kind === "patch" || kind === "weights";
