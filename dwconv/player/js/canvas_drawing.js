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
 * An empty canvas: `used`, which nobody needs any more, if it has this size. A new one takes its memory anew.
 *
 * @param {number} width
 * @param {number} height
 * @param {OffscreenCanvas} [used]
 */
export function clearCanvas(width, height, used) {
  if (used?.width !== Math.round(width) || used.height !== Math.round(height))
    return newCanvas(width, height);
  const context = paintsOffScreen(used);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, used.width, used.height);
  return used;
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
 * A plane with all its values, on a canvas of its own.
 *
 * @param {number} dpr
 * @param {TintedView} view
 * @param {(context: Context) => void} paint   paints the plane where the view is
 */
export function planeImage(dpr, view, paint) {
  const canvas = newCanvas(view.width * dpr, view.height * dpr);
  const context = paintsOffScreen(canvas);
  context.setTransform(dpr, 0, 0, dpr, -view.x * dpr, -view.y * dpr);
  paint(context);
  return canvas;
}

/**
 * A plane with all its values. `valueAt` gives null where a zero was added, and `hatchAt` how that is
 * drawn; `largest` is the magnitude that has the deepest tint. Rows and columns that no window reaches, not in
 * `reached`, step back; the note below the plane says so.
 *
 * @param {Context} context
 * @param {{theme: Theme, hatch: CanvasPattern, dpr: number}} stage
 * @param {TintedView} view
 * @param {(row: number, column: number) => number | null} valueAt
 * @param {number} largest
 * @param {(row: number, column: number) => CanvasPattern} [hatchAt]
 * @param {number[][]} [reached]
 */
export function paintPlane(context, stage, view, valueAt, largest, hatchAt, reached) {
  const { rows, cols } = view;
  if (view.cw * stage.dpr < 6 || rows * cols > 3000) {
    paintPicture(context, stage, view, valueAt, largest);
    if (reached) dimUnreached(context, stage.theme, reached, view);
    return;
  }
  const cells = Array.from({ length: rows * cols }, (_, at) => {
    const row = Math.floor(at / cols),
      column = at % cols;
    return {
      box: cellOf(view, row, column),
      value: valueAt(row, column),
      hatch: hatchAt?.(row, column),
      dim: reached && !(reached[0][row] && reached[1][column]),
    };
  });
  paintCells(context, stage, view, cells, largest);
}

/**
 * Cells of one plane, each layer of them at a time: a canvas that changes its colours, lines and fonts
 * at every cell takes longer.
 *
 * @param {Context} context
 * @param {{theme: Theme, hatch: CanvasPattern}} stage
 * @param {TintedView} view
 * @param {{box: Box, value: number | null, hatch?: CanvasPattern, dim?: boolean}[]} cells   a value is null where a zero was added
 * @param {number} largest
 */
export function paintCells(context, { theme, hatch }, view, cells, largest) {
  /** @param {Box} box */
  const fill = ({ x, y, width, height }) => context.fillRect(x, y, width, height);
  for (const { box, value, hatch: own = hatch, dim } of cells) {
    context.fillStyle = value === null ? own : tint(theme, view.k, value, largest);
    fill(box);
    if (!dim) continue;
    context.fillStyle = css(theme.panel, DIM);
    fill(box);
  }
  context.strokeStyle = css(theme.grid);
  context.lineWidth = 1;
  for (const { box } of cells)
    context.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
  const ink = css(theme.ink),
    pale = css(theme.muted), // can be read on a dim cell
    added = css(theme.added);
  if (!view.font) {
    for (const { box, value, dim } of cells) {
      if (value !== null && value < 0) paintMinus(context, dim ? pale : ink, box);
      if (value === 0) paintRing(context, theme, box);
    }
    return;
  }
  context.font = `500 ${view.font}px ${theme.textFont}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { box, value, dim } of cells) {
    const { x, y } = middleOf(box);
    context.fillStyle = dim ? pale : value === null ? added : ink;
    context.fillText(value === null ? "0" : write(value, view.format), x, y + view.font * 0.04);
  }
}

/** Where there are many small ones, how much of the ink they take: they must not cover the tints. */
export const SMALL_MINUS_INK = 0.75;
const SMALLEST_MINUS = 3; // pixels of the screen: a smaller one is no longer seen

/**
 * The sign of a negative value whose digits have no room.
 *
 * @param {Context} context
 * @param {string} colour
 * @param {Box} box
 */
function paintMinus(context, colour, { x, y, width, height }) {
  const thick = Math.max(1, height / 8);
  context.fillStyle = colour;
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
 * @param {{theme: Theme, hatch: CanvasPattern, dpr: number}} stage
 * @param {TintedView} view
 * @param {(row: number, column: number) => number | null} valueAt
 * @param {number} largest
 */
function paintPicture(context, { theme, hatch, dpr }, view, valueAt, largest) {
  const width = Math.max(1, Math.round(view.width * dpr)),
    height = Math.max(1, Math.round(view.height * dpr));
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
  context.save();
  context.translate(view.x, view.y);
  context.scale(1 / dpr, 1 / dpr); // to pixels of the screen
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
  context.restore();
}

const DIM = 0.68; // of the panel's colour, over what no window reaches

/**
 * @param {Context} context
 * @param {Theme} theme
 * @param {number[][]} reached
 * @param {TintedView} view
 */
function dimUnreached(context, theme, [rows, columns], { x, y, width, height, cw, ch }) {
  context.fillStyle = css(theme.panel, DIM);
  for (const [row, reached] of rows.entries()) {
    if (!reached) context.fillRect(x, y + row * ch, width, ch);
  }
  for (const [column, reached] of columns.entries()) {
    if (!reached) context.fillRect(x + column * cw, y, cw, height);
  }
}

/**
 * The edge between the picture and the padding around it.
 *
 * @param {Context} context
 * @param {{theme: Theme, dpr: number}} stage
 * @param {Model} model
 * @param {TintedView} view
 */
export function framePicture(context, { theme, dpr }, { top, left, H, W }, view) {
  if (view.rows === H && view.cols === W) return;
  const { x, y, cw, ch } = view;
  const box = { x: x + left * cw, y: y + top * ch, width: W * cw, height: H * ch };
  strokeBox(context, box, Math.round(dpr) / dpr || 1, theme.frame);
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

const LEAST_CELL = 4; // pixels, with lines around it
// Cells that are smaller than this are not of whole pixels: where they are many, it is seen that lines stand unevenly.
const EVEN_CELL = 6,
  FEW_CELLS = 64;

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
  if (ch < LEAST_CELL || (ch < EVEN_CELL && rows * cols > FEW_CELLS)) {
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
