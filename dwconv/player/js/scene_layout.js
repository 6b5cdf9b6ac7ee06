// Plans the player's scene for a size: where the lanes and the strip with the products lie.
//
// A scene is lanes with views, and the strip. A view is one plane on screen: a grid of `rows` by
// `cols` cells of cw by ch pixels at (x, y), with digits of size `font` or, at font 0, as a
// picture. The view "patch" is the window taken out of the plane and enlarged, for planes whose
// own digits would be too small; "weights" is likewise the current filter, where there are too
// many filters for all of them to have digits.

import { NARROW, narrowStripHeight, planStrip, stripShapes } from "./arithmetic_layout.js";
import { placeColumn, planColumn } from "./column_layout.js";
import { columnsOf, makeRoomForWords, newLane, placeLarge, placeSmall } from "./lane_layout.js";
import { planLarge } from "./lane_sizes.js";
import { LEGEND, planLegend, planLegendLine } from "./legend.js";

const GUTTER = 92; // a lane's name, to the left of its planes
const LANE_GAP = 6;
const ABOVE_STRIP = 4;
const LARGE_CELL = 24; // lanes below each other with smaller cells give way to columns
const LOWEST = 18; // height of a small lane at least: of its name
const SHORT = 360; // height of a picture in which the large lane needs nearly all the room
const PHONE_LANE = 322; // height of a phone's large lane if that is enough for digits: the products are in sight then
const TALLEST_PHONE_LANE = 560; // and at most

/**
 * Plan lanes and strip for a size in CSS pixels; on a phone the height follows.
 *
 * @param {Model} model
 * @param {Size & {scale: number}} size
 * @param {number} focus
 * @param {Tools} tools
 */
export function planScene(model, size, focus, tools) {
  /** @type {Scene} */
  const scene = { ...size, narrow: !size.height || size.width < NARROW, lanes: [], strip: null };
  if (!model.windows) return { ...scene, height: scene.height || 120 };
  if (scene.narrow) planNarrow(scene, model, focus, tools);
  else planWide(scene, model, focus, tools);
  return scene;
}

/**
 * Lanes below each other and the strip, all in the given height: the strip at the bottom or, where one lane is
 * large, right below that.
 *
 * @param {Scene} scene
 * @param {Model} model
 * @param {number} focus
 * @param {Tools} tools
 */
function planWide(scene, model, focus, tools) {
  const { C } = model;
  const box = { x: GUTTER, width: scene.width - GUTTER - 14 };
  if (planColumns(scene, model, tools)) return;
  const shapes = [LEGEND, 0].flatMap((legend) =>
    stripShapes(model, scene).map((shape) => ({
      shape,
      legend,
      ...planLanes(scene, model, box, shape.height + legend, tools),
    })),
  );
  // the legend and a strip in the kernel's own shape are worth some of the lanes' room, but not
  // their digits
  /** @param {{plan: Plan}} shared */
  const allDigits = ({ plan: { digits, blocks } }) =>
    4 * digits + (blocks.filter.cells.font ? 2 : 0) + (blocks.patch?.cells.font ? 1 : 0);
  const most = Math.max(...shapes.map(allDigits));
  const chosen = shapes.find((shape) => allDigits(shape) === most) ?? shapes[0];
  const { shape, equal, plan } = chosen,
    stripHeight = shape.height;
  let { legend, room, small } = chosen;
  // where the large lane needs the legend's room for its digits, the small ones make some for it
  const lower = small - LEGEND / (C - 1);
  if (!legend && plan !== equal && lower >= LOWEST) {
    room -= legend = LEGEND;
    small = lower;
  }
  makeRoomForWords(model, plan, box.width, tools);
  const columns = columnsOf(plan, box);
  // One large lane stands always in the same place, with its products below it: while it plays, an eye need not
  // follow it. The small ones are below that, as on a phone. In a low window, where the bar lies over the end of the
  // picture, they come first: their names are buttons.
  const isOne = plan !== equal,
    large = isOne ? room - small * (C - 1) : small,
    top = scene.height < SHORT ? (small + LANE_GAP) * (C - 1) : 0;
  const below = isOne ? top + large + ABOVE_STRIP : scene.height - stripHeight - legend;
  let y = isOne && !top ? below + legend + stripHeight + LANE_GAP : 0;
  for (let k = 0; k < C; k++) {
    const big = !isOne || k === focus;
    const height = big ? large : small;
    const lane = newLane(
      k,
      0,
      tools.snap(isOne && big ? top : y),
      scene.width,
      tools.snap(height),
      big,
    );
    if (big) placeLarge(lane, model, plan, box, tools);
    else placeSmall(lane, model, columns, tools);
    lane.name = { x: 14, y: lane.height > 40 ? lane.y + 7 : lane.y + lane.height / 2 - 9 };
    scene.lanes.push(lane);
    if (!isOne || !big) y += height + LANE_GAP;
  }
  const under = { x: 14, y: below - 2, width: scene.width - 28 };
  if (legend) scene.legend = planLegendLine(model, under, tools, viewsIn(scene)) ?? undefined;
  const strip = { x: 0, y: below + legend, width: scene.width, height: stripHeight };
  scene.strip = planStrip(model, { ...strip, kernel: shape.kernel }, tools);
}

/** All planes of a picture. @param {Scene} scene */
const viewsIn = ({ lanes }) => lanes.flatMap(({ views }) => views);

/**
 * Lanes side by side, all with digits, if they have room; whether they have.
 *
 * @param {Scene} scene
 * @param {Model} model
 * @param {Tools} tools
 */
function planColumns(scene, model, tools) {
  const { C } = model,
    width = (scene.width - LANE_GAP * (C - 1)) / C;
  for (const { height: stripHeight, kernel } of stripShapes(model, scene)) {
    const height = scene.height - stripHeight - LEGEND - 2;
    const box = { x: GUTTER, width: scene.width - GUTTER - 14 };
    const { equal } = planLanes(scene, model, box, stripHeight + LEGEND, tools);
    if (equal.digits && equal.ch >= LARGE_CELL) return false;
    const plan = planColumn(model, { width, height }, tools);
    if (!plan) continue;
    for (let k = 0; k < C; k++) {
      const x = tools.snap(k * (width + LANE_GAP));
      const lane = newLane(k, x, 0, tools.snap(width), tools.snap(height), true);
      placeColumn(lane, model, plan, tools);
      lane.name = { x: x + 14, y: 5 };
      scene.lanes.push(lane);
    }
    const strip = { x: 0, y: scene.height - stripHeight, width: scene.width, height: stripHeight };
    scene.strip = planStrip(model, { ...strip, kernel }, tools);
    const under = { x: 14, y: height, width: scene.width - 28 };
    scene.legend = planLegendLine(model, under, tools, viewsIn(scene)) ?? undefined;
    return true;
  }
  return false;
}

/**
 * How the lanes share what the strip leaves them.
 *
 * @param {Scene} scene
 * @param {Model} model
 * @param {{x: number, width: number}} box
 * @param {number} stripHeight
 * @param {Tools} tools
 */
function planLanes(scene, model, box, stripHeight, tools) {
  const { C } = model;
  const room = scene.height - stripHeight - ABOVE_STRIP - LANE_GAP * (C - 1);
  /** @param {number} height */
  const largeWith = (height) => planLarge(model, box.width, height - 12, tools);
  const equal = largeWith(room / C);
  let plan = equal,
    small = room / C;
  if (C > 1 && !(equal.digits && equal.ch >= LARGE_CELL)) {
    // not all of them can be large: one is, and the others shrink, further if that gives it digits
    const share = scene.height < SHORT ? 0.27 : 0.46;
    const most = Math.max(LOWEST, Math.min(92, (room * share) / (C - 1)));
    const heights = [most, most - 8, most - 16, most - 24].filter((height) => height >= 62);
    small = heights.find((height) => largeWith(room - height * (C - 1)).digits) ?? most;
    plan = largeWith(room - small * (C - 1));
  }
  return { room, equal, plan, small };
}

/**
 * A phone: the large lane as tall as it needs, the arithmetic below it, so that both are in sight,
 * and the other lanes as strips below that.
 *
 * @param {Scene} scene
 * @param {Model} model
 * @param {number} focus
 * @param {Tools} tools
 */
function planNarrow(scene, model, focus, tools) {
  const box = { x: 12, width: scene.width - 24 };
  /** @param {number} height */
  const planWith = (height) => planLarge(model, box.width, height, tools, true);
  const short = planWith(PHONE_LANE),
    plan = short.digits ? short : planWith(TALLEST_PHONE_LANE);
  const columns = columnsOf(null, { x: 80, width: scene.width - 88 });
  const large = Math.ceil(plan.height) + 44, // words above planes are not read as going on from the lane's name
    wide = stripShapes(model, { ...scene, height: Infinity }).slice(-1),
    stripHeight = scene.width < NARROW ? narrowStripHeight(model) : wide[0].height;
  let y = large + stripHeight + 2 * LANE_GAP;
  for (let k = 0; k < model.C; k++) {
    const big = k === focus;
    const lane = newLane(k, 0, big ? 0 : y, scene.width, big ? large : 40, big);
    if (big) placeLarge(lane, model, plan, box, tools, true);
    else placeSmall(lane, model, columns, tools);
    lane.name = { x: 12, y: big ? lane.y + 6 : lane.y + 11 };
    scene.lanes.push(lane);
    if (!big) y += lane.height + LANE_GAP;
  }
  scene.strip = planStrip(
    model,
    { x: 0, y: large + LANE_GAP, width: scene.width, height: stripHeight },
    tools,
  );
  const bottom = Math.ceil(y - LANE_GAP);
  const under = { x: 12, y: bottom, width: scene.width - 24 };
  scene.legend = planLegend(model, under, tools, viewsIn(scene));
  scene.height = bottom + scene.legend.height;
}
