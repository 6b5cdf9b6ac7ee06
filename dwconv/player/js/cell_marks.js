// Marks on chosen cells of the input: a frame, and once they were judged a sign in its corner.

import { grow, outlineBox, paintText } from "./canvas_drawing.js";
import { cellOf, viewsOf } from "./cell_boxes.js";
import { css } from "./compute_palette.js";

/** @type {Record<CellMark, string>} */
const SIGNS = { chosen: "", right: "\u2713", wrong: "\u2717", missing: "+" };

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {[cell: CellPlace, mark: CellMark][]} marks
 */
export function paintCellMarks(context, { scene, theme }, marks) {
  for (const [{ k, row, column }, mark] of marks) {
    const [view] = viewsOf(scene.lanes[k], "input");
    const box = grow(cellOf(view, row, column), -1);
    const line = Math.max(1, Math.min(3, box.width / 8));
    outlineBox(context, theme, box, line, theme.ink, mark === "missing" ? [3, 3] : []);
    const size = Math.max(9, Math.min(14, box.width * 0.4)); // leaves the digits in sight
    if (!SIGNS[mark] || size > box.width) continue;
    const corner = { x: box.x + box.width - size, y: box.y, width: size, height: size };
    context.fillStyle = css(theme.ink);
    context.fillRect(corner.x, corner.y, size, size);
    const style = { size: size * 0.85, weight: 700, colour: theme.paper, align: "center" };
    paintText(context, theme, SIGNS[mark], corner.x + size / 2, corner.y + size / 2, style);
  }
}
