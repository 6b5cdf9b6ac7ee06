// Draws the lines that join planes: the line, its head, its sign, and what it begins at.

import { paintText, roundBox } from "./canvas_drawing.js";
import { css } from "./compute_palette.js";

/**
 * A line through points, with round corners.
 *
 * @param {Context} context
 * @param {Point[]} points
 */
export function strokeLine(context, points) {
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
export const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

export const SIGN_RADII = [8, 6.5, 5]; // the usual one, and smaller ones where there is less room
const JOINT = 3.5; // radius of the dot where lines meet
const HEAD = 8; // pixels from the point of an arrow to its foot

/**
 * The head of an arrow, at the end of a line.
 *
 * @param {Context} context
 * @param {Point[]} points
 * @param {Colour} colour
 * @param {number} [size]
 */
export function paintHead(context, points, colour, size = HEAD) {
  const [before, end] = points.slice(-2);
  const across = Math.sign(end.x - before.x),
    down = Math.sign(end.y - before.y);
  context.fillStyle = css(colour);
  context.beginPath();
  context.moveTo(end.x, end.y);
  for (const side of [-1, 1]) {
    context.lineTo(
      end.x - across * size + (side * down * size) / 2,
      end.y - down * size + (side * across * size) / 2,
    );
  }
  context.fill();
}

/**
 * A sign in a small circle on a line.
 *
 * @param {Context} context
 * @param {Theme} theme
 * @param {Point & {radius?: number}} place
 * @param {string} sign
 * @param {Colour} colour
 */
export function paintSign(context, theme, { x, y, radius = 8 }, sign, colour) {
  const circle = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  roundBox(context, circle, radius, { fill: css(theme.paper), line: 1.5, colour });
  const style = { size: 1.9 * radius, weight: 700, colour: theme.ink, align: "center" };
  paintText(context, theme, sign, x, y + 0.5, style);
}

/**
 * A dot where a line joins another one.
 *
 * @param {Context} context
 * @param {Point} place
 * @param {Colour} colour
 */
export function paintJoint(context, { x, y }, colour) {
  context.fillStyle = css(colour);
  context.beginPath();
  context.arc(x, y, JOINT, 0, 2 * Math.PI);
  context.fill();
}
