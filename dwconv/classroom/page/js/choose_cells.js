// Cells of the input that a student chooses in the picture, by finger, mouse or keyboard.

import { within } from "../../../player/js/player_model.js";
import { element } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Lay a grid to choose from over the input plane of a channel.
 *
 * place     the middle of a cell in pixels of the window
 * changed   called when other cells are chosen, with words for what was done, and those that are shown
 *           where nothing was
 *
 * @param {HTMLElement} picture
 * @param {{rows: number, columns: number, lane: number, place: (row: number, column: number) => Point, changed: (words: string, shown?: string) => void}} plane
 */
export function createCells(picture, { rows, columns, lane, place, changed }) {
  const grid = element("div", {
    className: "dc-cells",
    tabIndex: 0,
    role: "slider", // at it a screen reader leaves the arrow keys to the page
    ariaValueNow: "0",
    ariaValueText: "cell by cell",
    ariaLabel: `Input of channel ${lane}, ${rows} rows, ${columns} columns. Arrow keys move, Space chooses.`,
  });
  const marks = grid.appendChild(document.createElementNS(SVG, "svg"));
  marks.ariaHidden = "true";
  picture.append(grid);

  /** @type {Map<string, [number, number]>} */
  const chosen = new Map();
  let cursor = { row: 0, column: 0 };
  let cell = { width: 1, height: 1 };
  let enabled = true;
  /** @type {[number, number][]} */
  let right = [];

  /** Put the grid where the plane is now. */
  function fit() {
    const edges = picture.getBoundingClientRect();
    const first = place(0, 0);
    const last = place(rows - 1, columns - 1);
    const across = (last.x - first.x) / (columns - 1); // not a number where there is one column
    const down = (last.y - first.y) / (rows - 1);
    cell = { width: across || down || 44, height: down || across || 44 };
    grid.style.left = `${first.x - cell.width / 2 - edges.left}px`;
    grid.style.top = `${first.y - cell.height / 2 - edges.top}px`;
    grid.style.width = `${columns * cell.width}px`;
    grid.style.height = `${rows * cell.height}px`;
    paint();
  }

  /**
   * @param {string} name
   * @param {number} row
   * @param {number} column
   */
  function rectangle(name, row, column) {
    const mark = document.createElementNS(SVG, "rect");
    const box = { x: column * cell.width, y: row * cell.height, ...cell, class: name };
    for (const [attribute, value] of Object.entries(box))
      mark.setAttribute(attribute, String(value));
    return mark;
  }

  function paint() {
    const all = [...chosen.values()].map(([row, column]) => rectangle("dc-chosen", row, column));
    const those = right.map(([row, column]) => rectangle("dc-right", row, column));
    marks.replaceChildren(...all, ...those, rectangle("dc-cursor", cursor.row, cursor.column));
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  function toggle(row, column) {
    if (!enabled) return;
    const name = `${row},${column}`;
    const before = chosen.delete(name);
    if (!before) chosen.set(name, [row, column]);
    cursor = { row, column };
    paint();
    changed(`row ${row}, column ${column} ${before ? "no longer chosen" : "chosen"}`);
  }

  /** @param {MouseEvent} event */
  function tap(event) {
    const edges = grid.getBoundingClientRect();
    const row = Math.floor((event.clientY - edges.top) / cell.height);
    const column = Math.floor((event.clientX - edges.left) / cell.width);
    if (row >= 0 && row < rows && column >= 0 && column < columns) toggle(row, column);
    else if (enabled) {
      const why = ` Only cells of input ${lane}: padding has none.`;
      changed(why, why);
    }
  }
  picture.addEventListener("click", tap, true);
  grid.addEventListener("keydown", (event) => {
    /** @type {[number, number] | undefined} */
    const by = /** @type {Record<string, [number, number]>} */ ({
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    })[event.key];
    if (by) {
      cursor = {
        row: within(cursor.row + by[0], rows - 1),
        column: within(cursor.column + by[1], columns - 1),
      };
      paint();
      const is = chosen.has(`${cursor.row},${cursor.column}`) ? ", chosen" : "";
      changed(`row ${cursor.row}, column ${cursor.column}${is}`);
    } else if (event.key === " " || event.key === "Enter") toggle(cursor.row, cursor.column);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const observer = new ResizeObserver(() => requestAnimationFrame(fit));
  observer.observe(picture);
  requestAnimationFrame(fit);

  return {
    fit,
    get cells() {
      return [...chosen.values()];
    },
    /** @param {[number, number][]} cells */
    choose(cells) {
      chosen.clear();
      for (const one of cells) chosen.set(one.join(), one);
      paint();
    },
    /** Mark the right ones. @param {[number, number][]} cells */
    reveal(cells) {
      right = cells;
      paint();
    },
    /** @param {boolean} yes */
    enable(yes) {
      enabled = yes;
      grid.ariaDisabled = String(!yes);
    },
    destroy() {
      observer.disconnect();
      picture.removeEventListener("click", tap, true);
      grid.remove();
    },
  };
}
