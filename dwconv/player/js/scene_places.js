// Where things are in the picture of a player: the cell under a point, the box of a cell or of a part.

import { cellAt, cellOf, contains, viewsOf } from "./cell_boxes.js";
import { LABEL } from "./lane_sizes.js";
import { placeOf, tapPlace } from "./player_model.js";

/**
 * The lane and the cell under a point.
 *
 * The enlarged window shows values of the input plane, so a cell of it is the cell of that plane.
 *
 * @param {Pick<Scene, "lanes">} scene
 * @param {Model} model
 * @param {Point} point
 * @param {number} w         the window that is shown
 * @param {boolean} hidden   whether it is not to be seen where the window is
 * @returns {{lane: Lane | undefined, cell: Cell | null}}
 */
export function cellUnder({ lanes }, model, { x, y }, w, hidden) {
  /** @param {Box} box */
  const over = (box) => contains(box, x, y);
  const lane = lanes.find(over);
  const view = lane?.views.find(over);
  if (!view) return { lane, cell: null };
  const { row, column } = cellAt(view, x, y);
  const { kind, k, q } = view;
  if (kind !== "patch") return { lane, cell: { kind, k, q, row, column } };
  if (hidden) return { lane, cell: null };
  const place = tapPlace(model, placeOf(model, w), row * model.KW + column);
  return { lane, cell: { kind: "input", k, q, ...place } };
}

/**
 * The box of a cell in its plane; null where that is not shown.
 *
 * @param {Pick<Scene, "lanes">} scene
 * @param {Cell} cell
 * @returns {Box | null}
 */
export function boxOfCell({ lanes }, { kind, k, q, row, column }) {
  const lane = lanes[k];
  const view = lane && viewsOf(lane, kind)[kind === "input" ? 0 : q];
  return view && row < view.rows && column < view.cols ? cellOf(view, row, column) : null;
}

/**
 * The box of a part of the picture: of the strip, or of all planes of a kind in the large lane, with
 * the words above them.
 *
 * @param {Pick<Scene, "lanes" | "strip">} scene
 * @param {string} part   "input", "filter", "output" or "strip"
 * @returns {Box | null}
 */
export function boxOfPart({ lanes, strip }, part) {
  if (part === "strip") return strip;
  const lane = lanes.find(({ big }) => big) ?? lanes[0];
  const planes = viewsOf(lane, part);
  if (!planes.length) return null;
  const left = Math.min(...planes.map(({ x }) => x)),
    top = Math.min(...planes.map(({ y }) => y)) - LABEL,
    right = Math.max(...planes.map(({ x, cols, cw }) => x + cols * cw)),
    bottom = Math.max(...planes.map(({ y, rows, ch }) => y + rows * ch));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * A box of the picture in pixels of the page, where the picture may be drawn larger.
 *
 * @param {Box} box
 * @param {number} scale
 * @param {Point} [origin]   where the picture begins
 * @returns {Box}
 */
export const scaled = ({ x, y, width, height }, scale, origin = { x: 0, y: 0 }) => ({
  x: origin.x + x * scale,
  y: origin.y + y * scale,
  width: width * scale,
  height: height * scale,
});
