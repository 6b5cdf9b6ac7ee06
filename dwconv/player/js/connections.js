// What is joined by lines in a lane: the window with its filter, and the filter with its output value.

import { cellOf, viewsOf } from "./boxes.js";
import { lineBetween } from "./line_search.js";
import { tapPlace } from "./model.js";

const NAME = { width: 86, height: 22 }; // the button with a lane's name

/**
 * The lines from a window to its filter, and from there to its output value.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {{i: number, j: number, q: number}} place
 * @param {boolean} current   whether filter q is the one that is also shown enlarged
 * @param {boolean} toOutput  whether the line to the output is wanted
 * @returns {Point[][]}
 */
export function connectionsOf(lane, model, { i, j, q }, current = true, toOutput = true) {
  const [input] = viewsOf(lane, "input");
  const [filter, output] = [viewsOf(lane, "filter")[q], viewsOf(lane, "output")[q]];
  const enlarged = [...viewsOf(lane, "patch"), ...(current ? viewsOf(lane, "weights") : [])];
  /** @type {import("./line_search.js").End[]} */
  const ends = [
    { plane: input, box: windowBoxOf(input, model, tapPlace(model, { i, j }, 0)) },
    ...[...enlarged, filter].map((view) => ({ plane: view, box: view })),
  ];
  if (toOutput) ends.push({ plane: output, box: cellOf(output, i, j) });
  /** @type {Point[][]} */
  const lines = [];
  // not on the lane's own border, which would hide it
  const room = { x: lane.x + 3, y: lane.y + 2, width: lane.width - 5, height: lane.height - 4 };
  const walls = obstaclesIn(lane);
  for (let at = 1; at < ends.length; at++) {
    const line = lineBetween(room, walls, ends[at - 1], ends[at], lines);
    if (line) lines.push(line);
  }
  return lines;
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
