// Paints the pictures, the window in them and the kernels on their canvases.

import constants from "../../player/js/colours_and_speeds.js";
import { paintsOn } from "../../player/js/dom.js";
import { corner, middle } from "./image_lab_places.js";

/** @typedef {import("./image_lab_data.js").Pair} Pair */
/** @typedef {import("./image_lab_data.js").Header} Header */
/** @typedef {import("./image_lab_places.js").Frame} Frame */
/** @typedef {{left: number, top: number, wide: number, high: number}} Rectangle */

const HATCH = "rgba(128, 128, 128, 0.55)";

/**
 * A clean canvas with as many dots as the screen has there.
 *
 * @param {HTMLCanvasElement} canvas
 */
function cleared(canvas) {
  const ratio = devicePixelRatio || 1;
  const wide = Math.round(canvas.clientWidth * ratio);
  const high = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const context = paintsOn(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  return context;
}

/**
 * The outline of a window or an output: never too small to be seen.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Rectangle} box
 * @param {number} line
 */
function mark(context, { left, top, wide, high }, line) {
  const [across, down] = [Math.max(0, 7 - wide) / 2, Math.max(0, 7 - high) / 2];
  constants.probe.forEach((colour, at) => {
    context.strokeStyle = colour;
    context.lineWidth = at ? line : line + 2;
    context.strokeRect(left - across, top - down, wide + 2 * across, high + 2 * down);
  });
}

/**
 * Four faint lines towards the window, from the edges of what the canvas shows.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Rectangle} shown
 * @param {number} x
 * @param {number} y
 * @param {Rectangle} box
 */
function cross(context, shown, x, y, { left, top, wide, high }) {
  const gap = 10;
  const lines = [
    [shown.left, y, Math.min(left, x) - gap, y],
    [Math.max(left + wide, x) + gap, y, shown.left + shown.wide, y],
    [x, shown.top, x, Math.min(top, y) - gap],
    [x, Math.max(top + high, y) + gap, x, shown.top + shown.high],
  ];
  context.globalAlpha = 0.4;
  constants.probe.forEach((colour, at) => {
    context.strokeStyle = colour;
    context.lineWidth = at ? 1 : 2;
    context.beginPath();
    for (const [fromX, fromY, toX, toY] of lines) {
      if (toX < fromX || toY < fromY) continue;
      context.moveTo(fromX, fromY);
      context.lineTo(toX, toY);
    }
    context.stroke();
  });
  context.globalAlpha = 1;
}

/**
 * The padding: hatched, and only where it is on the canvas, however far it is zoomed in.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Rectangle} box
 */
function hatch(context, { left, top, wide, high }) {
  const right = Math.min(left + wide, context.canvas.clientWidth);
  const bottom = Math.min(top + high, context.canvas.clientHeight);
  const [from, down] = [Math.max(left, 0), Math.max(top, 0)];
  context.save();
  context.beginPath();
  context.rect(left, top, wide, high);
  context.clip();
  context.strokeStyle = HATCH;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = from - (bottom - down); at < right; at += 5) {
    context.moveTo(at, bottom);
    context.lineTo(at + bottom - down, down);
  }
  context.stroke();
  context.strokeRect(left + 0.5, top + 0.5, wide - 1, high - 1);
  context.restore();
}

/**
 * An input or an output with the window of one output. Output (i, j) is painted where its window
 * has its middle, as large as the stride, so that a place is the same place in all pictures.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {OffscreenCanvas} image
 * @param {Header} header
 * @param {Frame} frame
 * @param {Pair} place
 * @param {boolean} isInput
 */
export function paintPicture(canvas, image, header, { scale, top, left }, place, isInput) {
  const { size, padded, before, stride, span, kernel, dilation } = header;
  const context = cleared(canvas);
  /**
   * @param {number} row
   * @param {number} column
   * @param {number} rows
   * @param {number} columns
   * @returns {Rectangle}
   */
  const onScreen = (row, column, rows, columns) => ({
    left: left + column * scale,
    top: top + row * scale,
    wide: columns * scale,
    high: rows * scale,
  });
  const all = onScreen(-before[0], -before[1], padded[0], padded[1]);
  if (isInput) hatch(context, all);
  const step = isInput ? [1, 1] : stride;
  const [row, column] = isInput
    ? [0, 0]
    : [(span[0] - stride[0]) / 2 - before[0], (span[1] - stride[1]) / 2 - before[1]];
  const drawn = onScreen(row, column, image.height * step[0], image.width * step[1]);
  context.imageSmoothingEnabled = scale * step[1] * (devicePixelRatio || 1) < 2;
  context.drawImage(image, drawn.left, drawn.top, drawn.wide, drawn.high);
  if (!isInput) {
    // where the input is: VALID leaves some of it
    const whole = onScreen(0, 0, size[0], size[1]);
    context.strokeStyle = HATCH;
    context.lineWidth = 1;
    context.strokeRect(whole.left + 0.5, whole.top + 0.5, whole.wide - 1, whole.high - 1);
  }

  const [first, second] = corner(header, place);
  const [centreRow, centreColumn] = middle(header, place);
  const box = isInput
    ? onScreen(first, second, span[0], span[1])
    : onScreen(centreRow - stride[0] / 2, centreColumn - stride[1] / 2, stride[0], stride[1]);
  if (isInput && scale >= 6 && Math.max(...dilation) > 1) {
    for (let di = 0; di < kernel[0]; di++) {
      for (let dj = 0; dj < kernel[1]; dj++) {
        mark(context, onScreen(first + di * dilation[0], second + dj * dilation[1], 1, 1), 1);
      }
    }
  }
  const start = { left: Math.max(all.left, 0), top: Math.max(all.top, 0) };
  const shown = {
    ...start,
    wide: Math.min(all.left + all.wide, canvas.clientWidth) - start.left,
    high: Math.min(all.top + all.high, canvas.clientHeight) - start.top,
  };
  cross(context, shown, left + centreColumn * scale, top + centreRow * scale, box);
  mark(context, box, 1.8);
}

/**
 * A kernel as squares in the shades that were sent.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} shades
 * @param {Pair} size
 */
export function paintKernel(canvas, shades, [rows, columns]) {
  const context = cleared(canvas);
  const side = Math.floor(Math.min(canvas.clientWidth / columns, canvas.clientHeight / rows));
  const start = Math.round((canvas.clientWidth - side * columns) / 2);
  context.strokeStyle = HATCH;
  context.lineWidth = 1;
  shades.forEach((shade, at) => {
    const left = start + (at % columns) * side;
    const top = Math.floor(at / columns) * side;
    context.fillStyle = `rgb(${shade}, ${shade}, ${shade})`;
    context.fillRect(left, top, side, side);
    context.strokeRect(left + 0.5, top + 0.5, side - 1, side - 1);
  });
}
