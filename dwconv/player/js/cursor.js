// The cell cursor: arrow keys walk through the values of the picture, cell by cell, and say each.

import { find } from "./dom.js";
import { within } from "./model.js";

/**
 * Where an arrow key leads from a cell. Beyond the edge of a plane lies the next one: the input,
 * then a filter, then its output; above and below, the other filters, and then the other channels.
 *
 * @param {Model} model
 * @param {Cell} cell
 * @param {string} key
 * @returns {Cell | null} null for a key that leads nowhere
 */
export function nextCell(model, cell, key) {
  const { kind, k, q, row, column } = cell;
  const [rows, columns] = sizeOf(model, kind);
  const [down, right] = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }[key] ?? [0, 0];
  if (!down && !right) {
    const jump = { i: "input", w: "filter", o: "output" }[key.toLowerCase()];
    return jump ? placed(model, { ...cell, kind: jump }) : null;
  }
  if (row + down >= 0 && row + down < rows && column + right >= 0 && column + right < columns)
    return { ...cell, row: row + down, column: column + right };
  if (right) {
    const kinds = ["input", "filter", "output"];
    const next = kinds[kinds.indexOf(kind) + right];
    if (!next) return cell;
    return placed(model, { ...cell, kind: next, column: right > 0 ? 0 : Infinity });
  }
  const planes = kind === "input" ? 1 : model.M;
  const at = k * planes + (kind === "input" ? 0 : q) + down;
  if (at < 0 || at >= model.C * planes) return cell;
  const channel = Math.floor(at / planes);
  const filter = kind === "input" ? q : at % planes;
  return placed(model, { ...cell, k: channel, q: filter, row: down > 0 ? 0 : Infinity });
}

/**
 * The cell of a plane that is nearest to a place.
 *
 * @param {Model} model
 * @param {Cell} cell
 * @returns {Cell}
 */
function placed(model, cell) {
  const [rows, columns] = sizeOf(model, cell.kind);
  return { ...cell, row: within(cell.row, rows - 1), column: within(cell.column, columns - 1) };
}

/**
 * Rows and columns of a plane; the input's with its padding.
 *
 * @param {Model} model
 * @param {string} kind
 */
function sizeOf(model, kind) {
  if (kind === "input") return [model.PH, model.PW];
  return kind === "filter" ? [model.KH, model.KW] : [model.OH, model.OW];
}

/**
 * Let keys move the cursor while the element of the values has the focus.
 *
 * model   the numbers that are shown, if there are any
 * start   the cell to begin with
 * show    marks a cell and says it; null when the cursor leaves
 * go      goes to the step of an output cell
 * sound   makes a row of an output plane heard
 * type    takes a key that begins to type into a cell; false if it does not
 *
 * @param {PlayerElement} player
 * @param {{model: () => Model | undefined, start: () => Cell, show: (cell: Cell | null) => void, go: (cell: Cell) => void, sound: (cell: Cell) => void, type: (cell: Cell, key: string) => boolean}} uses
 */
export function createCursor(player, { model, start, show, go, sound, type }) {
  const element = find(player, ".dw-cells", HTMLElement);
  const gone = new AbortController();
  /** @type {Cell | null} */
  let cell = null;

  /** @param {Cell} next */
  function moveTo(next) {
    cell = next;
    show(cell);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const shown = model();
    if (!shown?.windows || event.altKey || event.ctrlKey || event.metaKey) return;
    const here = placed(shown, cell ?? start());
    if (type(here, event.key)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === "Enter") {
      if (here.kind === "output") go(here);
      else show(here);
    } else if (event.key.toLowerCase() === "s") sound(here);
    else {
      const next = nextCell(shown, here, event.key);
      if (!next) return;
      moveTo(next);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const { signal } = gone;
  element.addEventListener("keydown", press, { signal });
  element.addEventListener(
    "focus",
    () => {
      const shown = model();
      if (shown?.windows && element.matches(":focus-visible"))
        moveTo(placed(shown, cell ?? start()));
    },
    { signal },
  );
  element.addEventListener("blur", () => show(null), { signal });

  return {
    forget() {
      cell = null;
    },
    /** The cell that keys are about; null while the values have no focus. */
    get cell() {
      return element.matches(":focus") ? cell : null;
    },
    /** @param {Cell} next */
    moveTo(next) {
      element.focus({ preventScroll: true });
      moveTo(next);
    },
    destroy: () => gone.abort(),
  };
}
