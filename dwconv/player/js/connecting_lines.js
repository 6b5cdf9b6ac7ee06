// What is joined by lines in a lane: the window with its filter, and the filter with its output value.

import { cellOf, contains, viewsOf } from "./cell_boxes.js";
import { endsFromWindow, endsToCell, endsToPlane } from "./line_ends.js";
import { SIGN_RADII } from "./line_marks.js";
import { lineBetween } from "./line_routing.js";
import { tapPlace } from "./player_model.js";

const TWO_ARROWS = 300; // pixels: in a smaller lane two arrows to outputs would run together

/**
 * Whether the lines to the outputs are shown of filters that work at once: lines that run together would say
 * that their outputs do. Beside a filter of one row, one line cannot come while one goes.
 *
 * @param {Lane} lane
 * @param {View[]} filters
 */
export const hasArrows = ({ width, height }, [one, other, third]) =>
  !other ||
  (!third && width > TWO_ARROWS && (one.x === other.x ? height > TWO_ARROWS : one.rows > 1));

const NAME = { width: 86, height: 22 }; // the button with a lane's name

/** A line, and whether the product is taken at its end. @typedef {{points: Point[], times: boolean, ends: boolean}} Connection */

/**
 * The lines from a window to its filter, enlarged where it is, and from there to its output value.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {{i: number, j: number, q: number}} place
 * @param {boolean} current   whether filter q is the one that is also shown enlarged
 * @param {boolean} toOutput  whether the line to the output is wanted
 * @param {Connection[]} [taken]   lines of another filter, beside which that to the output runs
 * @returns {Connection[]}
 */
export function connectionsOf(
  lane,
  model,
  { i, j, q },
  current = true,
  toOutput = true,
  taken = /** @type {Connection[]} */ ([]),
) {
  const [input] = viewsOf(lane, "input");
  const [filter, output] = [viewsOf(lane, "filter")[q], viewsOf(lane, "output")[q]];
  const window = windowBoxOf(input, model, tapPlace(model, { i, j }, 0));
  // the enlarged filter takes the small one's place: through both, the product would seem to be taken twice
  const [used = filter] = current ? viewsOf(lane, "weights") : [];
  const stops = [...viewsOf(lane, "patch"), used];
  /** @type {{ends: import("./line_routing.js").End[], times?: boolean}[]} */
  const wanted = [];
  /** @type {View} */
  let from = input;
  for (const to of stops) {
    // of the planes on the way the first one with weights is what the window is multiplied with
    const times = to.kind !== "patch" && (from.kind === "input" || from.kind === "patch");
    const ends = from === input ? endsFromWindow(input, window, to) : endsToPlane(from, from, to);
    wanted.push({ ends, times });
    from = to;
  }
  if (toOutput) wanted.push({ ends: endsToCell(used, output, cellOf(output, i, j), true) });
  /** @type {Connection[]} */
  const found = [];
  const walls = obstaclesIn(lane);
  for (const { ends, times = false } of wanted) {
    const last = toOutput && ends === wanted[wanted.length - 1].ends,
      before = [...found, ...(last ? taken : [])].map(({ points }) => points);
    for (const inset of INSETS) {
      const points = lineWithoutSteps(insideOf(lane, inset), walls, ends, before);
      if (!points) continue;
      found.push({ points, times, ends: last });
      break;
    }
  }
  return found;
}

/**
 * The best line between two ends that has no step of a few pixels; where each has one, the best line.
 *
 * @param {Box} room
 * @param {Box[]} walls
 * @param {import("./line_routing.js").End[]} ends
 * @param {Point[][]} others
 */
function lineWithoutSteps(room, walls, [from, to], others) {
  let { gates } = from;
  const avoided = [...others];
  /** @type {Point[] | null} */
  let best = null;
  for (let tries = 0; tries < MOST_TRIES && gates.length; tries++) {
    const line = lineBetween(room, walls, { ...from, gates }, to, avoided);
    if (!line) break;
    best ??= line;
    const at = smallStep(line);
    if (at < 0) return line;
    // another start, where the window has one, and another way
    const [{ x, y }] = line,
      left = gates.filter(({ inside, shift }) => shift || inside.x !== x || inside.y !== y);
    if (at === 1 && left.length) gates = left;
    else avoided.push(line.slice(at - 1, at + 2));
  }
  return best;
}

const SMALL_STEP = 5; // pixels
const MOST_TRIES = 8;

/** Where a line has a step of a few pixels between two bends: the number of its first point; or -1. @param {Point[]} line */
const smallStep = (line) =>
  line.findIndex(({ x, y }, at) => {
    const next = line[at + 1];
    return (
      at > 0 && at < line.length - 2 && Math.abs(next.x - x) + Math.abs(next.y - y) < SMALL_STEP
    );
  });

const INSETS = [3, 1]; // pixels that a line keeps from the lane's border: where there is room, and at least
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

const BAR = 4; // pixels that a line is seen before a sign
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]; // of a piece, the best place first

/**
 * Where on a lane's line the sign of the product has room; null if it has none.
 *
 * @param {Lane} lane
 * @param {Point[]} points
 */
export const signPlace = (lane, points) =>
  signOn(obstaclesIn(lane), outsideOf(lane, points), viewsOf(lane, "filter")[0].x);

/**
 * A line without its first part over the plane that it starts in.
 *
 * @param {Lane} lane
 * @param {Point[]} points
 */
function outsideOf({ views }, [first, second, ...more]) {
  const plane = views.find((view) => view.kind === "input" && contains(view, first.x, first.y));
  if (!plane) return [first, second, ...more];
  const { x, y, width, height } = plane;
  const edge =
    first.y === second.y
      ? { x: second.x > first.x ? x + width : x, y: first.y }
      : { x: first.x, y: second.y > first.y ? y + height : y };
  return [edge, second, ...more];
}

/**
 * Where on a line a sign has room: in the middle of the longest piece, as large as it can be there; null if it has
 * none. Beyond the first filter it would seem to be that filter's: it stands before it where it can.
 *
 * @param {Box[]} walls
 * @param {Point[]} points
 * @param {number} filters  where the first one begins
 * @returns {(Point & {radius: number}) | null}
 */
function signOn(walls, points, filters) {
  // where it begins the line has to be seen
  const [first, second] = points;
  const start = {
    x: first.x + BAR * Math.sign(second.x - first.x),
    y: first.y + BAR * Math.sign(second.y - first.y),
  };
  const pieces = points.slice(1).map((to, at) => ({ from: at ? points[at] : start, to }));
  /** @param {{from: Point, to: Point}} piece */
  const lengthOf = ({ from, to }) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  // a piece beyond it counts less than any other
  /** @param {{from: Point, to: Point}} piece */
  const rank = (piece) => lengthOf(piece) - (piece.to.x > filters ? 1e4 : 0);
  pieces.sort((one, other) => rank(other) - rank(one));
  for (const { from, to } of pieces) {
    const length = lengthOf({ from, to });
    for (const radius of SIGN_RADII) {
      if (length < 2 * radius + 1) continue;
      for (const share of ALONG) {
        if (Math.min(share, 1 - share) * length < radius) continue;
        const x = from.x + share * (to.x - from.x),
          y = from.y + share * (to.y - from.y);
        const free = walls.every(
          (wall) =>
            x + radius < wall.x ||
            x - radius > wall.x + wall.width ||
            y + radius < wall.y ||
            y - radius > wall.y + wall.height,
        );
        if (free) return { x, y, radius };
      }
    }
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
function obstaclesIn({ name, views, texts }) {
  const words = texts.map(({ x, y, width = 0, note }) => ({
    x: x - (note ? 0 : width / 2) - 2,
    y: y - 12,
    width: width + 4,
    height: 16,
  }));
  return [...views, ...words, { x: name.x - 4, y: name.y, ...NAME }];
}
