// From a scene and a moment to pixels, in three layers. The still has what does not depend on the
// moment and is painted once. The base canvas is the still plus what the moment adds: outputs, the
// window's numbers, the strip; it is painted once a step. The overlay has the outlines and is all
// that is painted while they move.
//
// `stage` is what painting needs: {scene, model, theme, dpr, digit, hatch, images, still}.

import { css, dotting, hatching, laneColours, mix, tint } from "./colours.js";
import { connectionsOf, windowBoxOf } from "./connections.js";
import { paintsOffScreen } from "./dom.js";
import { captionOf, cellOf, planScene, viewsOf } from "./layout.js";
import {
  dimUnreached,
  grow,
  middleOf,
  newCanvas,
  paintCell,
  paintEmpty,
  paintRevealed,
  planeImage,
  put,
  roundBox,
  strokeBox,
} from "./marks.js";
import {
  factorsOf,
  filterName,
  inputAt,
  isInserted,
  multiplied,
  NOTHING,
  outputAt,
  outputName,
  placeOf,
  reachedBy,
  revealed,
  tapPlace,
  weightAt,
  write,
  writeResult,
  written,
} from "./model.js";

/**
 * Plan and paint everything that holds until numbers, size, focus or theme change.
 *
 * @param {Model} model
 * @param {Theme} theme
 * @param {Size & {scale: number}} size
 * @param {number} dpr
 * @param {number} focus
 * @param {Context} context
 */
export function buildStage(model, theme, size, dpr, focus, context) {
  /**
   * @param {string} text
   * @param {string} font
   */
  const widthOf = (text, font) => {
    context.font = font;
    return context.measureText(text).width;
  };
  const digit = widthOf("0", `500 100px ${theme.textFont}`) / 100;
  /** @type {Tools} */
  const tools = {
    digit,
    scale: size.scale,
    snap: (value) => Math.round(value * dpr) / dpr,
    // whole pixels, except where a fraction of one is much of the cell
    snapCell: (cell) => (cell * dpr >= 6 ? Math.floor(cell * dpr) / dpr : Math.max(cell, 0.01)),
    textWidth: (text) => widthOf(text, `400 13px ${theme.textFont}`),
  };
  const scene = planScene(model, size, focus, tools);
  /** @type {Stage} */
  const stage = { scene, model, theme, dpr, digit, hatch: hatching(theme, dpr), images: new Map() };
  stage.lines = new Map();
  stage.dots = dotting(theme, dpr);
  for (const lane of scene.lanes) {
    for (const view of lane.views) {
      if (!isMagnified(view)) stage.images.set(view, imageOf(stage, view));
    }
  }
  stage.still = newCanvas(scene.width * dpr, scene.height * dpr);
  paintStill(paintsOffScreen(stage.still), stage);
  return stage;
}

// -- the still

/**
 * @param {Context} context
 * @param {Stage} stage
 */
function paintStill(context, stage) {
  const { scene, theme, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  for (const lane of scene.lanes) paintLane(context, stage, lane);
  if (scene.strip) {
    roundBox(context, grow(scene.strip, -0.5), 7, { line: 1, colour: theme.line });
  } else {
    put(context, theme, NOTHING, scene.width / 2, scene.height / 2, { size: 16, align: "center" });
  }
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Lane} lane
 */
function paintLane(context, stage, lane) {
  const { theme, images } = stage;
  roundBox(context, grow(lane, -0.5), 7, { fill: css(theme.panel), line: 1, colour: theme.line });
  context.fillStyle = css(laneColours(theme, lane.k).stroke);
  context.beginPath();
  context.roundRect(lane.x, lane.y, 5, lane.height, [7, 0, 0, 7]);
  context.fill();
  for (const view of lane.views) {
    const { x, y, width, height } = view;
    if (view.kind === "output") paintEmpty(context, theme, view);
    else if (images.has(view)) context.drawImage(images.get(view), x, y, width, height);
  }
  for (const { text, x, y, note } of lane.texts) {
    const style = note ? { colour: theme.ink } : { align: "center" };
    put(context, theme, text, x, y, { ...style, base: true });
  }
}

// -- planes

/**
 * One plane of the stage's model.
 *
 * @param {Stage} stage
 * @param {View} view
 */
function imageOf(stage, view) {
  const { model } = stage;
  /**
   * @param {number} row
   * @param {number} column
   */
  const valueAt = (row, column) => {
    if (view.kind === "input") return inputAt(model, view.k, row, column);
    const read = view.kind === "filter" ? weightAt : outputAt;
    return read(model, view.k, view.q, row, column);
  };
  const largest = model.header.largest[/** @type {ArrayName} */ (view.kind)] ?? 0;
  /**
   * @param {number} row
   * @param {number} column
   */
  const hatchAt = (row, column) =>
    view.kind === "input" ? hatchOf(stage, row, column) : stage.hatch;
  const canvas = planeImage(stage, view, valueAt, largest, hatchAt);
  if (view.kind !== "input") return canvas;
  const context = paintsOffScreen(canvas);
  dimUnreached(context, stage.theme, model, view);
  divideParts(context, stage, view);
  return canvas;
}

/**
 * How a zero that was added to the input is drawn: as padding, or as put in by a stride.
 *
 * @param {Stage} stage
 * @param {number} row
 * @param {number} column
 */
const hatchOf = ({ model, hatch, dots }, row, column) =>
  isInserted(model, row, column) ? dots : hatch;

/**
 * A line between the parts that stand side by side in a plane.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 */
function divideParts(context, { model, theme, dpr }, view) {
  const { parts } = model.header.captions ?? {};
  if (!parts) return;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.fillStyle = css(theme.ink);
  for (let at = parts.width; at < view.cols; at += parts.width) {
    context.fillRect(at * view.cw - 1, 0, 2, view.height);
  }
}

/**
 * Views that show the moment's own numbers enlarged, and so are painted with every step.
 *
 * @param {View} view
 */
const isMagnified = ({ kind }) => kind === "patch" || kind === "weights";

/**
 * The current filter, enlarged.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 * @param {Place} place
 */
function paintWeights(context, stage, view, { q }) {
  const { model, theme } = stage;
  for (let t = 0; t < model.T; t++) {
    const a = Math.floor(t / view.cols),
      b = t % view.cols;
    const value = weightAt(model, view.k, q, a, b);
    paintCell(context, stage, view, cellOf(view, a, b), value, model.header.largest.filter);
  }
  const style = { align: "center", base: true };
  const words = captionOf(model, "filter", view.k, q) ?? `filter q = ${q}`;
  put(context, theme, words, view.x + view.width / 2, view.y - 6, style);
}

/**
 * The numbers under the window, enlarged.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 * @param {Place} place
 */
function paintPatch(context, stage, view, place) {
  for (let t = 0; t < stage.model.T; t++) {
    const { row, column } = tapPlace(stage.model, place, t);
    const box = cellOf(view, Math.floor(t / view.cols), t % view.cols);
    const value = inputAt(stage.model, view.k, row, column);
    const look = { theme: stage.theme, hatch: hatchOf(stage, row, column) };
    paintCell(context, look, view, box, value, stage.model.header.largest.input);
  }
}

// -- the base

/**
 * Paint one moment. `subject` is a window whose arithmetic the strip shows instead of the moment's
 * own, because the pointer is on its output value; or null.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Moment} moment
 * @param {Unit} unit
 * @param {number | null} subject
 */
export function paintBase(context, stage, moment, unit, subject) {
  const { scene, model, theme, still, dpr } = stage;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.drawImage(still, 0, 0);
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  if (!model.windows) return;
  const place = placeOf(model, moment.w);
  for (const lane of scene.lanes) {
    for (const view of viewsOf(lane, "output")) {
      const count = revealed(model, unit, moment, view.k, view.q);
      paintRevealed(context, dpr, stage.images.get(view), view, count);
    }
    for (const view of viewsOf(lane, "patch")) paintPatch(context, stage, view, place);
    for (const view of viewsOf(lane, "weights")) paintWeights(context, stage, view, place);
    if (model.C > 1 && (unit === "pixel" || lane.k === place.k)) {
      const colour = laneColours(theme, lane.k).stroke;
      roundBox(context, grow(lane, -1), 6, { line: 1.75, colour });
    }
  }
  if (subject !== null) {
    roundBox(context, grow(scene.strip, -1), 6, { line: 1.5, colour: theme.muted, dash: [5, 3] });
    paintArithmetic(context, stage, subject, null);
  } else if (unit === "pixel") {
    paintChips(context, stage, place);
  } else {
    paintArithmetic(context, stage, moment.w, unit === "tap" ? moment.t : null);
  }
}

// -- the strip

const TOO_MANY = ["single products are too", "many to send at this size"];

/**
 * What stands where in a tap, in words.
 *
 * @param {Model} model
 * @param {Strip} strip
 */
function legendOf(model, { mode, inBox, beside }) {
  const pair = factorsOf(model).join(" \u00b7 ");
  if (mode === "row") return [`${pair}, product, running sum`];
  if (mode === "dense") return ["one square a product"];
  /** @type {Record<string, string>} */
  const legends = {
    pair: `in each box ${pair},`,
    product: "in each box a product,",
    equation: `${pair} = product,`,
  };
  return [legends[inBox], `${beside ? "beside" : "below"} it the running sum`];
}

/**
 * Every product of one output value and its running sums: all of them, or up to tap `now`.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {number} w
 * @param {any} now
 */
function paintArithmetic(context, stage, w, now) {
  const {
    model,
    theme,
    scene: { strip },
  } = stage;
  const { products, sums } = model.values;
  const place = placeOf(model, w),
    { i, j, k, q } = place;
  const colours = laneColours(theme, k);
  const last = now ?? model.T - 1;
  const lines = [`row ${i}, column ${j}`, `channel k = ${k}, ${filterName(model, q, "q = ")}`];
  const legend = products ? legendOf(model, strip) : TOO_MANY;
  const added = products ? strip.number : null;
  const rounded = strip.numberFont && added && !added.exact;
  if (strip.words) paintWords(context, stage, Boolean(products));
  else lines.push(...(strip.narrow ? [legend.join(" ") + (rounded ? ", rounded" : "")] : legend));
  if (rounded && !strip.narrow) lines.push(roundedTo(added));
  paintLabel(context, stage, outputName(model, place), lines, colours.text);
  for (const cell of strip.cells) {
    const { t } = cell,
      { row, column } = tapPlace(model, place, t);
    paintTap(context, stage, cell, {
      k,
      x: inputAt(model, k, row, column),
      weight: weightAt(model, k, q, Math.floor(t / model.KW), t % model.KW),
      product: products && t <= last ? products[w * model.T + t] : null,
      sum: products && t <= last ? sums[w * model.T + t] : null,
      now: t === now,
      toCome: t > last,
      hatch: hatchOf(stage, row, column),
    });
  }
  if (last === model.T - 1) {
    const value = written(outputAt(model, k, q, i, j), added);
    paintResult(context, stage, valueNoun(model), value, colours.text);
  } else if (now < 0) {
    paintResult(context, stage, valueNoun(model), "= ?", colours.text);
  } else {
    paintResult(
      context,
      stage,
      "sum so far",
      writeResult(sums[w * model.T + last], added),
      theme.ink,
    );
  }
}

/** What a value of the output planes is. @param {Model} model */
const valueNoun = ({ header: { captions } }) => (captions ? "gradient value" : "output value");

/**
 * Why the last digit of a running sum may be one off from what is added up by hand.
 *
 * @param {Written} format
 */
function roundedTo({ scientific, decimals, digits }) {
  if (scientific) return `rounded to ${digits} digits`;
  return `rounded to ${decimals} decimal${decimals === 1 ? "" : "s"}`;
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {any} all
 */
function paintWords(context, { theme, model, scene: { strip } }, all) {
  const { y, height } = strip.cells[0];
  const pair = factorsOf(model).join(" \u00b7 ");
  const words = all ? [pair, "product", "running sum"] : [pair];
  words.forEach((text, at) => {
    const middle = words.length > 1 ? ROWS[at] : 0.5;
    put(context, theme, text, strip.words.x, y + height * middle, { size: 12, align: "right" });
  });
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {string} title
 * @param {string[]} lines
 * @param {Colour} colour
 */
function paintLabel(context, { theme, scene: { strip }, model }, title, lines, colour) {
  const { x } = strip.label;
  const y = strip.label.y - (strip.narrow ? 0 : Math.max(0, lines.length - 2) * 8);
  const size = Math.min(15, 285 / outputName(model, placeOf(model, model.windows - 1)).length);
  put(context, theme, title, x, y, { size, weight: 600, colour, code: true, base: true });
  for (const [at, text] of lines.entries()) {
    put(context, theme, text, x, y + 20 + at * 17, { base: true });
  }
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {string} caption
 * @param {string} text
 * @param {Colour} colour
 */
function paintResult(context, { theme, digit, scene: { strip } }, caption, text, colour) {
  const { right, middle, width } = strip.result;
  const size = Math.max(14, Math.min(30, width / (text.length * digit)));
  put(context, theme, text, right, middle + 12, { size, weight: 700, colour, align: "right" });
  put(context, theme, caption, right, middle - 20, { align: "right" });
}

const ROWS = [0.17, 0.515, 0.86]; // where the three lines of a tap stand, as shares of its height

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Box} box
 * @param {any} tap
 */
function paintTap(context, stage, box, tap) {
  const {
    theme,
    model,
    scene: { strip },
  } = stage;
  const known = tap.product !== null;
  const three = strip.mode === "row" && model.header.taps;
  const tinted = { ...box };
  if (three) Object.assign(tinted, { y: box.y + box.height * 0.34, height: box.height * 0.34 });
  else if (strip.beside) tinted.width = box.width / 2;
  else if (strip.mode === "grid" && model.header.taps) tinted.height = box.height * 0.55;
  /** @type {string | CanvasPattern} */
  let fill = css(theme.panel);
  if (known) fill = tint(theme, tap.k, tap.product, model.header.largest.products);
  if (tap.x === null) fill = tap.hatch;
  roundBox(context, tinted, strip.mode === "dense" ? 1 : 4, {
    fill,
    line: tap.now ? 2.5 : 1,
    colour: tap.now ? laneColours(theme, tap.k).stroke : theme.grid,
  });
  if (strip.mode === "dense") return;

  /**
   * @param {string} text
   * @param {number} share
   * @param {number} size
   * @param {number} weight
   * @param {boolean} faint
   * @param {{x: number}} [middle]
   */
  const line = (text, share, size, weight, faint, { x } = middleOf(box)) => {
    const colour = faint ? theme.muted : theme.ink;
    const style = { size, weight: tap.now ? 700 : weight, colour, align: "center" };
    put(context, theme, text, x, box.y + box.height * share, style);
  };
  const value = tap.x === null ? "0" : write(tap.x, strip.input);
  const pair = multiplied(value, write(tap.weight, strip.weight), strip.parentheses);
  const product = known ? write(tap.product, strip.number) : "";
  const sum = known ? write(tap.sum, strip.number) : "";
  if (!model.header.taps) {
    if (strip.pairFont) line(pair, 0.5, strip.pairFont, 500, false);
  } else if (three) {
    if (strip.pairFont) line(pair, ROWS[0], strip.pairFont, 400, tap.toCome);
    if (strip.numberFont) line(product, ROWS[1], strip.numberFont, 600, false);
    if (strip.numberFont) line(sum, ROWS[2], strip.numberFont, 400, !tap.now);
  } else if (strip.beside) {
    const right = { x: box.x + box.width * 0.75, y: 0 },
      size = Math.min(strip.numberFont, 12);
    if (size) line(product, 0.5, size, 600, false, middleOf(tinted));
    if (size) line(sum, 0.5, size, 400, !tap.now, right);
  } else {
    const size = Math.min(strip.pairFont || strip.numberFont, 12);
    const equation = known ? `${pair} = ${product}` : pair;
    /** @type {Record<string, string>} */
    const content = { pair, product, equation };
    if (size) line(content[strip.inBox], 0.29, size, 500, tap.toCome);
    if (strip.numberFont) line(sum, 0.79, Math.min(strip.numberFont, 12), 400, !tap.now);
  }
}

/**
 * With `pixel`: what all filters of all channels make of this position.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {{i: number, j: number}} position
 */
function paintChips(context, stage, { i, j }) {
  const {
    model,
    theme,
    digit,
    scene: { strip },
  } = stage;
  const all = model.C > 1 ? `all ${model.C} channels` : `all ${model.M} filters`;
  const lines = [`row ${i}, column ${j}`, ...(model.C * model.M > 1 ? [all] : [])];
  paintLabel(context, stage, outputName(model, { i, j }), lines, theme.ink);
  for (const { channel, ...box } of strip.chips) {
    const k = Math.floor(channel / model.M),
      value = outputAt(model, k, channel % model.M, i, j);
    const fill = tint(theme, k, value, model.header.largest.output);
    roundBox(context, box, 4, { fill, line: 1.5, colour: laneColours(theme, k).stroke });
    const text = writeResult(value),
      name = `${channel}`,
      { x, y } = middleOf(box);
    const strong = { weight: 650, colour: theme.ink },
      light = { colour: theme.ink };
    if (box.height > 36) {
      const size = Math.min(20, (box.width - 8) / (text.length * digit));
      put(context, theme, text, x, box.y + box.height * 0.64, { ...strong, size, align: "center" });
      put(context, theme, name, x, box.y + box.height * 0.24, {
        ...light,
        size: 12,
        align: "center",
      });
    } else {
      const size = Math.min(14, (box.width - 34) / (text.length * digit), box.height * 0.6);
      put(context, theme, text, box.x + box.width - 6, y, { ...strong, size, align: "right" });
      put(context, theme, name, box.x + 6, y, { ...light, size: Math.min(12, size) });
    }
  }
}

// -- the overlay: everything that moves or follows the pointer

const DASHES = [5, 3]; // what the pointer asks for; what is happening has solid lines

/**
 * Paint the outlines. `visual` is where the window is now, in fractions of cells; `arrival` goes
 * from 0 to 1 while it arrives, and with it the lines to filter and output appear.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Moment} moment
 * @param {Unit} unit
 * @param {{visual: any, hover: Cell | null, arrival: number}} motion
 */
export function paintOverlay(context, stage, moment, unit, { visual, hover, arrival }) {
  const { scene, model, theme, dpr } = stage;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  if (!model.windows) return;
  const place = placeOf(model, moment.w);
  for (const lane of scene.lanes) {
    const active = unit === "pixel" || lane.k === place.k;
    const { stroke } = laneColours(theme, lane.k);
    const [input] = viewsOf(lane, "input");
    outlineWindow(context, stage, input, visual, active && lane.big ? 3 : 2, stroke);
    if (!active) continue;
    context.globalAlpha = arrival;
    // of several filters at once, lines that run together would say that their outputs do
    const toOutput = unit !== "pixel" || model.M === 1;
    for (const { q } of viewsOf(lane, "filter")) {
      if (unit !== "pixel" && q !== place.q) continue;
      outlineFlow(context, stage, lane, { ...place, q }, stroke, q === place.q, toOutput);
    }
    context.globalAlpha = 1;
    if (unit === "tap") outlineTap(context, stage, lane, visual, place.q, stroke);
  }
  if (hover) outlineHover(context, stage, hover, place);
}

/**
 * The box around a window; where there are holes between its taps, one around each tap.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 * @param {{row: number, column: number}} at
 * @param {number} line
 * @param {Colour} colour
 * @param {number[]} [dash]
 */
function outlineWindow(context, stage, view, at, line, colour, dash = []) {
  const { model, theme } = stage;
  const box = windowBoxOf(view, model, at);
  const thin = view.ch < 6 ? Math.min(line, 1.5) : line;
  if ((model.dh === 1 || model.KH === 1) && (model.dw === 1 || model.KW === 1)) {
    strokeBox(context, grow(box, thin / 2 + 1), 1, theme.paper);
    strokeBox(context, box, thin, colour, dash);
    return;
  }
  strokeBox(context, box, 1, colour, [2, 3]);
  const tapLine = Math.min(thin, Math.max(1, view.ch / 6));
  for (let a = 0; a < model.KH; a++) {
    for (let b = 0; b < model.KW; b++) {
      const tap = cellOf(view, at.row + a * model.dh, at.column + b * model.dw);
      strokeBox(context, grow(tap, -Math.min(1, view.ch / 8)), tapLine, colour, dash);
    }
  }
}

/**
 * Window -> filter -> output value: their outlines, joined by thin lines where there is room.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Place} place
 * @param {Colour} colour
 * @param {boolean} current
 * @param {boolean} toOutput
 */
function outlineFlow(context, stage, lane, { i, j, q }, colour, current, toOutput) {
  const magnified = [...viewsOf(lane, "patch"), ...(current ? viewsOf(lane, "weights") : [])];
  const filter = viewsOf(lane, "filter")[q];
  const cell = cellOf(viewsOf(lane, "output")[q], i, j);
  if (lane.height >= 40) {
    context.strokeStyle = css(colour);
    context.lineWidth = lane.big ? 1.5 : 1.25;
    for (const line of linesOf(stage, lane, { i, j, q }, current, toOutput))
      strokeLine(context, line);
  }
  const line = lane.big ? 2.5 : 2;
  for (const view of magnified) strokeBox(context, view, line, colour);
  strokeBox(context, filter, Math.min(line, Math.max(1, filter.ch / 2)), colour);
  if (cell.width < 7) strokeBox(context, grow(cell, 2), 1.5, colour);
  else strokeBox(context, cell, lane.big ? 3 : 2, colour);
}

/**
 * The lines of a window, found once for as long as the stage and the window stay.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {{i: number, j: number, q: number}} place
 * @param {boolean} current
 * @param {boolean} toOutput
 * @returns {Point[][]}
 */
function linesOf(stage, lane, { i, j, q }, current, toOutput) {
  const key = [lane.k, i, j, q, current, toOutput].join();
  const known = stage.lines.get(key);
  if (known) return known;
  if (stage.lines.size > 500) stage.lines.clear();
  const lines = connectionsOf(lane, stage.model, { i, j, q }, current, toOutput);
  stage.lines.set(key, lines);
  return lines;
}

/**
 * A line through points, with round corners.
 *
 * @param {Context} context
 * @param {Point[]} points
 */
function strokeLine(context, points) {
  context.beginPath();
  context.moveTo(points[0].x, points[0].y);
  for (let at = 1; at < points.length - 1; at++) {
    const [before, corner, after] = points.slice(at - 1, at + 2);
    const least = Math.min(distance(before, corner), distance(corner, after));
    context.arcTo(corner.x, corner.y, after.x, after.y, Math.min(7, least / 2));
  }
  const end = points[points.length - 1];
  context.lineTo(end.x, end.y);
  context.stroke();
}

/**
 * @param {Point} one
 * @param {Point} other
 */
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/**
 * With `tap`: the one input value and the one weight that are multiplied now.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Position} position
 * @param {number} q
 * @param {Colour} colour
 */
function outlineTap(context, stage, lane, { row, column, a, b }, q, colour) {
  const { model, theme } = stage;
  const [input] = viewsOf(lane, "input"),
    filter = viewsOf(lane, "filter")[q];
  const rings = [
    cellOf(input, row + a * model.dh, column + b * model.dw),
    ...[...lane.views.filter(isMagnified), filter].map((view) => cellOf(view, a, b)),
  ];
  for (const ring of rings) {
    if (ring.width < 4) continue;
    strokeBox(context, grow(ring, -2), 2, theme.paper);
    strokeBox(context, ring, Math.min(4, ring.width / 4), mix(colour, theme.ink, 0.35));
  }
}

// -- the pointer

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Cell} pointed
 * @param {Place} place
 */
function outlineHover(context, stage, pointed, place) {
  const hover = pointed.kind === "weights" ? { ...pointed, kind: "filter", q: place.q } : pointed;
  const { scene, theme } = stage;
  const lane = scene.lanes[hover.k];
  const { stroke } = laneColours(theme, hover.k);
  const pen = {
    colour: mix(stroke, theme.ink, 0.45),
    box: (/** @type {Box} */ box, line = 2) => strokeBox(context, box, line, pen.colour, DASHES),
    window: (/** @type {View} */ view, /** @type {{row: number, column: number}} */ at) =>
      outlineWindow(context, stage, view, at, 2.5, pen.colour, DASHES),
    shade(/** @type {Box} */ box) {
      context.fillStyle = css(stroke, 0.28);
      context.fillRect(box.x, box.y, box.width, box.height);
      if (box.width >= 8) strokeBox(context, grow(box, -1), 1.5, pen.colour, [3, 2]);
    },
  };
  if (hover.kind === "output") hoverOutput(stage, lane, hover, pen);
  else if (hover.kind === "input") hoverInput(stage, lane, hover, pen, place);
  else if (hover.kind === "filter") hoverWeight(stage, lane, hover, pen, place);
}

/**
 * An output value: the window and the filter that made it.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Cell} cell
 * @param {HoverPen} pen
 */
function hoverOutput(stage, lane, { q, row, column }, pen) {
  pen.window(viewsOf(lane, "input")[0], tapPlace(stage.model, { i: row, j: column }, 0));
  pen.box(viewsOf(lane, "filter")[q]);
  pen.box(cellOf(viewsOf(lane, "output")[q], row, column), 2.5);
}

/**
 * An input value: the outputs that use it and, with the window on it, the weights it meets.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Cell} cell
 * @param {HoverPen} pen
 * @param {Place} place
 */
function hoverInput({ model }, lane, { row, column }, pen, { i, j }) {
  for (const out of reachedBy(row, model.KH, model.sh, model.dh, model.OH)) {
    for (const across of reachedBy(column, model.KW, model.sw, model.dw, model.OW)) {
      for (const view of viewsOf(lane, "output")) pen.shade(cellOf(view, out, across));
    }
  }
  pen.box(cellOf(viewsOf(lane, "input")[0], row, column), 2.5);
  const a = (row - i * model.sh) / model.dh,
    b = (column - j * model.sw) / model.dw;
  /**
   * @param {number} tap
   * @param {number} taps
   */
  const within = (tap, taps) => Number.isInteger(tap) && tap >= 0 && tap < taps;
  if (!within(a, model.KH) || !within(b, model.KW)) return;
  for (const view of [...lane.views.filter(isMagnified), ...viewsOf(lane, "filter")]) {
    pen.box(cellOf(view, a, b));
  }
}

/**
 * A weight: every input value that it meets, and the plane that it helps to make.
 *
 * @param {Stage} stage
 * @param {Lane} lane
 * @param {Cell} cell
 * @param {HoverPen} pen
 * @param {Place} place
 */
function hoverWeight({ model }, lane, { q, row, column }, pen, place) {
  const [input] = viewsOf(lane, "input");
  const top = row * model.dh,
    left = column * model.dw;
  if (model.sh === 1 && model.sw === 1) {
    const width = model.OW * input.cw,
      height = model.OH * input.ch;
    pen.shade({ ...cellOf(input, top, left), width, height });
  } else {
    for (let i = 0; i < model.OH; i++) {
      for (let j = 0; j < model.OW; j++) {
        pen.shade(cellOf(input, top + i * model.sh, left + j * model.sw));
      }
    }
  }
  const weights = q === place.q ? viewsOf(lane, "weights") : [];
  for (const view of [...viewsOf(lane, "patch"), ...weights, viewsOf(lane, "filter")[q]]) {
    pen.box(cellOf(view, row, column), 2.5);
  }
  pen.box(viewsOf(lane, "output")[q]);
}
