// The cell cursor: arrow keys walk through the values of a picture, cell by cell, and say each.

import { find } from "./dom.js";
import { within } from "./player_model.js";

/**
 * Where an arrow key leads, in rows down and columns to the right; nowhere for any other key.
 *
 * @param {string} key
 * @returns {[down: number, right: number]}
 */
export function directionOf(key) {
  if (key === "ArrowUp") return [-1, 0];
  if (key === "ArrowDown") return [1, 0];
  if (key === "ArrowLeft") return [0, -1];
  return key === "ArrowRight" ? [0, 1] : [0, 0];
}

/**
 * Where an arrow key leads from a cell. Beyond the edge of a plane lies the next one: the input,
 * then a filter, then its output; above and below, the other filters, and then the other channels.
 * I, W and O lead to what is at work at the step.
 *
 * @template {PlaneCell} C
 * @param {PlaneOrder<C>} order
 * @param {C} cell
 * @param {string} key
 * @returns {C | null} null for a key that leads nowhere
 */
export function nextCell(order, cell, key) {
  const { kind, row, column } = cell;
  const [rows, columns] = order.sizeOf(cell);
  const [down, right] = directionOf(key);
  if (!down && !right) {
    const jump = order.kinds["iwo".indexOf(key.toLowerCase())];
    return jump ? placed(order, order.atStep({ ...cell, kind: jump })) : null;
  }
  if (row + down >= 0 && row + down < rows && column + right >= 0 && column + right < columns)
    return { ...cell, row: row + down, column: column + right };
  if (right) {
    const beside = order.kinds[order.kinds.indexOf(kind) + right];
    const next = beside ? { ...cell, kind: beside } : order.beyond(cell, right);
    return next ? placed(order, { ...next, column: right > 0 ? 0 : Infinity }) : cell;
  }
  const next = order.below(cell, down);
  return next ? placed(order, { ...next, row: down > 0 ? 0 : Infinity }) : cell;
}

/** What is said where an arrow key leads nowhere. @param {string} key */
function endOf(key) {
  const [down, right] = directionOf(key);
  return `${down + right < 0 ? "First" : "Last"} ${down ? "row" : "column"}.`;
}

/**
 * The cell of a plane that is nearest to a place.
 *
 * @template {PlaneCell} C
 * @param {PlaneOrder<C>} order
 * @param {C} cell
 * @returns {C}
 */
function placed(order, cell) {
  const [rows, columns] = order.sizeOf(cell);
  return { ...cell, row: within(cell.row, rows - 1), column: within(cell.column, columns - 1) };
}

/**
 * Let keys move the cursor while the element of the values has the focus.
 *
 * order   the planes that are shown; null if there are none
 * start   the cell to begin with
 * show    marks a cell and says it, and then what else there is to say; null when the cursor leaves
 * leads   whether Enter on an output goes to another step
 * go      goes to the step of an output cell; false if it is the one that is shown
 * sound   makes a row of an output plane heard; false if none of it may be
 * say     says a sentence once
 * type    takes a key that begins to type into a cell; false if it does not
 *
 * @template {PlaneCell} C
 * @param {PlayerElement} player
 * @param {{order: () => PlaneOrder<C> | null, start: () => C, show: (cell: C | null, more: string) => void, leads: (cell: C) => boolean, go: (cell: C) => boolean, sound: (cell: C) => boolean, say: (text: string) => void, type?: (cell: C, key: string) => boolean}} uses
 */
export function createCursor(player, uses) {
  const { order, start, show, leads, go, sound, say, type = () => false } = uses;
  const element = find(player, ".dw-cells", HTMLElement);
  const gone = new AbortController();
  /** @type {C | null} */
  let cell = null;
  let told = false; // whether what Enter does was said since the values have the focus

  /** @param {C} next */
  function moveTo(next) {
    cell = next;
    const tells = !told && next.kind === "output" && leads(next);
    told ||= tells;
    show(cell, tells ? " Press Enter to go there." : "");
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const planes = order();
    if (!planes || event.altKey || event.ctrlKey || event.metaKey) return;
    const here = placed(planes, cell ?? start());
    if (type(here, event.key)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === "Enter") {
      if (here.kind !== "output") show(here, "");
      else if (!go(here)) say("The picture is at this output.");
    } else if (event.key.toLowerCase() === "s") {
      if (here.kind !== "output") say("S plays outputs.");
      else if (!sound(here)) say("Not computed yet.");
    } else {
      const next = nextCell(planes, here, event.key);
      if (!next) return;
      if (next === here) say(endOf(event.key));
      else moveTo(next);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const { signal } = gone;
  element.addEventListener("keydown", press, { signal });
  element.addEventListener(
    "focus",
    () => {
      told = false;
      const planes = order();
      if (planes && element.matches(":focus-visible")) moveTo(placed(planes, cell ?? start()));
    },
    { signal },
  );
  element.addEventListener("blur", () => show(null, ""), { signal });

  return {
    forget() {
      cell = null;
    },
    /** The cell that keys are about; null while the values have no focus. */
    get cell() {
      return element.matches(":focus") ? cell : null;
    },
    /** @param {C} next */
    moveTo(next) {
      element.focus({ preventScroll: true });
      moveTo(next);
    },
    destroy: () => gone.abort(),
  };
}
