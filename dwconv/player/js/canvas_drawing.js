// Draws marks (lines, boxes, text) on a canvas, and whole planes of numbers with them.

import { cellOf } from "./cell_boxes.js";
import { css } from "./compute_palette.js";
import { paintsOffScreen } from "./dom.js";
import { write } from "./number_text.js";
import { isInserted } from "./player_model.js";
import { depth, laneColours, tint } from "./theme_colours.js";

// a window whose turn is not now; on whole pixels a line has its full colour
export const WAITING_LINE = 2,
  WAITING = [2, 3];
export const DASHES = [5, 3]; // around what the pointer asks for; what is happening has solid lines

/**
 * @param {number} width
 * @param {number} height
 */
export function newCanvas(width, height) {
  return new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
}

/**
 * Put words on the canvas. `y` is their middle, or, with `base`, the line they stand on.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {any} style
 */
export function paintText(context, theme, text, x, y, style) {
  const { size = 13, weight = 400, colour = theme.muted, align = "left" } = style;
  const { code = false, base = false } = style;
  context.font = `${weight} ${size}px ${code ? theme.codeFont : theme.textFont}`;
  context.fillStyle = css(colour);
  context.textAlign = align;
  context.textBaseline = base ? "alphabetic" : "middle";
  context.fillText(text, x, y);
}

/**
 * @param {Context} context
 * @param {Box} box
 * @param {number} line
 * @param {Colour} colour
 * @param {number[]} [dash]
 */
export function strokeBox(context, { x, y, width, height }, line, colour, dash = []) {
  context.strokeStyle = css(colour);
  context.lineWidth = line;
  context.setLineDash(dash);
  context.strokeRect(x, y, width, height);
  context.setLineDash([]);
}

/**
 * An outline that is seen on every tint: a line between two thin ones of paper.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Box} box
 * @param {number} line
 * @param {Colour} colour
 * @param {number[]} [dash]
 */
export function outlineBox(context, theme, box, line, colour, dash = []) {
  strokeBox(context, box, line + 2, theme.paper);
  strokeBox(context, box, line, colour, dash);
}

/**
 * A box with round corners, filled with a colour or pattern and stroked with a line.
 *
 * @param {Context} context
 * @param {Box} box
 * @param {number} radius
 * @param {{fill?: string | CanvasPattern, line?: number, colour?: Colour, dash?: number[]}} look
 */
export function roundBox(
  context,
  { x, y, width, height },
  radius,
  { fill, line = 0, colour, dash = [] },
) {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.max(0, Math.min(radius, width / 2, height / 2)));
  if (fill) {
    context.fillStyle = fill;
    context.fill();
  }
  if (!line || !colour) return;
  context.strokeStyle = css(colour);
  context.lineWidth = line;
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

/**
 * @param {Box} box
 * @param {number} by
 */
export function grow({ x, y, width, height }, by) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** @param {Box} box */
export const middleOf = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

/**
 * A plane with all its values, on a canvas of its own. `valueAt` gives null where a zero was added,
 * and `hatchAt` how that is drawn; `largest` is the magnitude that has the deepest tint.
 *
 * @param {{theme: Theme, hatch: CanvasPattern, dpr: number}} stage
 * @param {TintedView} view
 * @param {(row: number, column: number) => number | null} valueAt
 * @param {number} largest
 * @param {(row: number, column: number) => CanvasPattern} [hatchAt]
 */
export function planeImage({ theme, hatch, dpr }, view, valueAt, largest, hatchAt = () => hatch) {
  const canvas = newCanvas(view.width * dpr, view.height * dpr);
  const context = paintsOffScreen(canvas);
  if (view.cw * dpr < 6 || view.rows * view.cols > 3000) {
    paintPicture(context, { theme, hatch }, view, valueAt, largest);
    return canvas;
  }
  context.scale(dpr, dpr);
  const origin = { x: 0, y: 0, cw: view.cw, ch: view.ch };
  for (let row = 0; row < view.rows; row++) {
    for (let column = 0; column < view.cols; column++) {
      const box = cellOf(origin, row, column);
      const look = { theme, hatch: hatchAt(row, column) };
      paintCell(context, look, view, box, valueAt(row, column), largest);
    }
  }
  return canvas;
}

/**
 * @param {Context} context
 * @param {{theme: Theme, hatch: CanvasPattern}} stage
 * @param {TintedView} view
 * @param {Box} box
 * @param {number | null} value
 * @param {number} largest
 */
export function paintCell(context, { theme, hatch }, view, box, value, largest) {
  const padding = value === null;
  context.fillStyle = padding ? hatch : tint(theme, view.k, value, largest);
  context.fillRect(box.x, box.y, box.width, box.height);
  strokeBox(context, grow(box, -0.5), 1, theme.grid);
  if (!view.font) {
    if (value !== null && value < 0) paintMinus(context, theme, box);
    if (value === 0) paintRing(context, theme, box);
    return;
  }
  const { x, y } = middleOf(box);
  paintText(context, theme, padding ? "0" : write(value, view.format), x, y + view.font * 0.04, {
    size: view.font,
    weight: 500,
    colour: padding ? theme.added : theme.ink,
    align: "center",
  });
}

/** Where there are many small ones, how much of the ink they take: they must not cover the tints. */
export const SMALL_MINUS_INK = 0.75;
const SMALLEST_MINUS = 3; // pixels of the screen: a smaller one is no longer seen

/**
 * The sign of a negative value whose digits have no room.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Box} box
 */
function paintMinus(context, theme, { x, y, width, height }) {
  const thick = Math.max(1, height / 8);
  context.fillStyle = css(theme.ink);
  context.fillRect(x + width / 4, y + (height - thick) / 2, width / 2, thick);
}

/**
 * A zero whose digit has no room: a cell that is still to come has no mark.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Box} box
 */
function paintRing(context, theme, box) {
  const { x, y } = middleOf(box),
    radius = Math.min(box.width, box.height) / 5;
  context.strokeStyle = css(theme.muted);
  context.lineWidth = 1;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/**
 * Where a plane of small cells has a minus: in every cell with a negative value or, where cells have
 * less room than a minus needs, in every block of cells whose values add up to less than 0.
 *
 * @param {{rows: number, cols: number}} view
 * @param {{width: number, height: number}} cell   in pixels of the screen
 * @param {(row: number, column: number) => number | null} valueAt
 * @returns {Box[]}
 */
export function minusBoxes({ rows, cols }, { width, height }, valueAt) {
  const down = Math.max(1, Math.ceil(SMALLEST_MINUS / height)),
    across = Math.max(1, Math.ceil(SMALLEST_MINUS / width));
  /** @type {Box[]} */
  const boxes = [];
  for (let top = 0; top < rows; top += down) {
    for (let left = 0; left < cols; left += across) {
      const bottom = Math.min(rows, top + down),
        right = Math.min(cols, left + across);
      let sum = 0;
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) sum += valueAt(row, column) ?? 0;
      }
      if (!(sum < 0)) continue;
      boxes.push({
        x: left * width,
        y: top * height,
        width: (right - left) * width,
        height: (bottom - top) * height,
      });
    }
  }
  return boxes;
}

/**
 * Many small cells: one pixel a value, enlarged (or reduced) to the plane's size.
 *
 * @param {Context} context
 * @param {{theme: Theme, hatch: CanvasPattern}} stage
 * @param {TintedView} view
 * @param {(row: number, column: number) => number | null} valueAt
 * @param {number} largest
 */
function paintPicture(context, { theme, hatch }, view, valueAt, largest) {
  const { width, height } = context.canvas;
  const { positive, negative } = laneColours(theme, view.k);
  const picture = new ImageData(view.cols, view.rows);
  const pixels = new Uint32Array(picture.data.buffer);
  for (let row = 0, at = 0; row < view.rows; row++) {
    for (let column = 0; column < view.cols; column++, at++) {
      const value = valueAt(row, column);
      if (value === null) continue;
      pixels[at] = (value > 0 ? positive : negative).pixels[depth(value, largest)];
    }
  }
  const small = newCanvas(view.cols, view.rows);
  paintsOffScreen(small).putImageData(picture, 0, 0);
  context.fillStyle = hatch; // stays where there is padding
  context.fillRect(0, 0, width, height);
  context.imageSmoothingEnabled = width < view.cols;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, width, height);
  const cell = { width: width / view.cols, height: height / view.rows };
  context.fillStyle = css(theme.ink, SMALL_MINUS_INK);
  for (const box of minusBoxes({ rows: view.rows, cols: view.cols }, cell, valueAt)) {
    const long = Math.max(2, Math.round(box.width / 2)),
      thick = Math.max(1, Math.round(box.height / 8)); // whole pixels, or it would be pale
    const x = Math.round(box.x + (box.width - long) / 2),
      y = Math.round(box.y + (box.height - thick) / 2);
    context.fillRect(x, y, long, thick);
  }
}

/**
 * Rows and columns that no window reaches step back; the note below the plane says so.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Model} model
 * @param {TintedView} view
 */
export function dimUnreached(context, theme, model, view) {
  const [rows, columns] = model.header.reached;
  if (!rows.includes(0) && !columns.includes(0)) return;
  const { width, height } = context.canvas;
  const ch = height / view.rows,
    cw = width / view.cols;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = css(theme.panel, 0.68);
  for (const [row, reached] of rows.entries()) {
    if (!reached) context.fillRect(0, row * ch, width, ch);
  }
  for (const [column, reached] of columns.entries()) {
    if (!reached) context.fillRect(column * cw, 0, cw, height);
  }
}

/**
 * The edge between the picture and the padding around it.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Model} model
 * @param {TintedView} view
 */
export function framePicture(context, theme, { top, left, H, W }, view) {
  if (view.rows === H && view.cols === W) return;
  const ch = context.canvas.height / view.rows,
    cw = context.canvas.width / view.cols;
  const line = Math.max(1, Math.round(ch / view.ch));
  context.setTransform(1, 0, 0, 1, 0, 0);
  const box = { x: left * cw, y: top * ch, width: W * cw, height: H * ch };
  strokeBox(context, box, line, theme.frame);
}

/**
 * The first `count` values of an output plane: whole rows, then a part of one.
 *
 * The image of the plane is made when its first value is shown: what is about to be seen need not wait
 * for what comes later.
 *
 * @template {Box & {rows: number, cols: number}} V
 * @param {Context} context
 * @param {number} dpr
 * @param {Map<V, OffscreenCanvas>} images   where the image is kept
 * @param {V} view
 * @param {number} count
 * @param {() => OffscreenCanvas} make
 */
export function paintRevealed(context, dpr, images, view, count, make) {
  if (count <= 0) return;
  const image = images.get(view) ?? make();
  images.set(view, image);
  const ch = image.height / view.rows,
    cw = image.width / view.cols;
  const rows = Math.floor(count / view.cols),
    rest = count % view.cols;
  /**
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  const copy = (y, width, height) => {
    if (width < 1 || height < 1) return;
    const to = { x: view.x, y: view.y + y / dpr, width: width / dpr, height: height / dpr };
    context.drawImage(image, 0, y, width, height, to.x, to.y, to.width, to.height);
  };
  const edge = Math.round(rows * ch);
  copy(0, image.width, edge);
  copy(edge, Math.round(rest * cw), Math.round((rows + 1) * ch) - edge);
}

/**
 * An output plane that is still to come: a grid with nothing in it.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {TintedView} view
 */
export function paintEmpty(context, theme, { x, y, width, height, rows, cols, cw, ch }) {
  context.fillStyle = css(theme.empty);
  context.fillRect(x, y, width, height);
  context.fillStyle = css(theme.frame);
  if (ch < 4) {
    strokeBox(context, { x, y, width, height }, 1, theme.frame);
    return;
  }
  for (let row = 0; row <= rows; row++) context.fillRect(x, y + row * ch - 0.5, width, 1);
  for (let col = 0; col <= cols; col++) context.fillRect(x + col * cw - 0.5, y, 1, height);
}

/**
 * How a zero that was added to the input is drawn: as padding, or as put in by a stride.
 *
 * @param {Stage} stage
 * @param {number} row
 * @param {number} column
 */
export const hatchOf = ({ model, hatch, dots }, row, column) =>
  isInserted(model, row, column) ? dots : hatch;
