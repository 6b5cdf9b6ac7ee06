// The parts that stand side by side in the input plane of a gradient: their names, and the lines between them.

import { css } from "./compute_palette.js";
import { addText } from "./lane_layout.js";

/**
 * Words above each of the parts that stand side by side in an input plane, as far as they fit; whether it has
 * such parts.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {View} view
 * @param {Tools} tools
 */
export function nameParts(lane, model, view, tools) {
  const { parts } = model.header.captions ?? {};
  if (!parts) return false;
  const { width, words } = parts;
  words.forEach((/** @type {string} */ text, /** @type {number} */ part) => {
    const room = width * view.cw,
      short = /** @type {string} */ (text.split(" of ").at(-1));
    const fitting = [text, short].find((each) => tools.textWidth(each) < room);
    if (!fitting) return;
    const section = { ...view, x: view.x + part * room, width: room };
    addText(lane, section, fitting, tools);
  });
  return true;
}

/**
 * A line between the parts that stand side by side in a plane.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {View} view
 */
export function divideParts(context, { model, theme }, view) {
  const { parts } = model.header.captions ?? {};
  if (!parts) return;
  context.fillStyle = css(theme.ink);
  for (let at = parts.width; at < view.cols; at += parts.width) {
    context.fillRect(view.x + at * view.cw - 1, view.y, 2, view.height);
  }
}
