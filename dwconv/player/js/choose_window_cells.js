// The question which cells of the input a window covers: what was chosen, and what is said to it.

import { counted, numbered } from "./number_text.js";
import { inputAt, placeOf, tapPlace } from "./player_model.js";

/** The name of a cell of the padded input. @param {Pick<Cell, "k" | "row" | "column">} cell */
const nameOf = ({ k, row, column }) => `${k},${row},${column}`;

/**
 * The cells of the input under a window: those with a value, and those that are padding.
 *
 * @param {Model} model
 * @param {number} w
 */
export function cellsUnder(model, w) {
  const place = placeOf(model, w),
    { k } = place;
  const cells = Array.from({ length: model.T }, (_, t) => ({ k, ...tapPlace(model, place, t) }));
  /** @param {{row: number, column: number}} cell */
  const hasValue = ({ row, column }) => inputAt(model, k, row, column) !== null;
  return {
    values: cells.filter(hasValue),
    padding: cells.filter((cell) => !hasValue(cell)),
  };
}

/**
 * Where cells are, in words; rows with the same columns stand together: "rows 0 and 1, column 2".
 *
 * @param {Model} model
 * @param {number} own   the channel that needs no name
 * @param {CellPlace[]} cells
 */
function placesInWords({ top, left }, own, cells) {
  const sorted = [...cells].sort((a, b) => a.k - b.k || a.row - b.row || a.column - b.column);
  /** @type {Map<string, {k: number, row: number, columns: number[]}>} */
  const lines = new Map();
  for (const { k, row, column } of sorted) {
    const line = lines.get(`${k},${row}`) ?? { k, row: row - top, columns: [] };
    lines.set(`${k},${row}`, line);
    line.columns.push(column - left);
  }
  /** @type {Map<string, {k: number, rows: number[], columns: number[]}>} */
  const groups = new Map();
  for (const { k, row, columns } of lines.values()) {
    const group = groups.get(`${k},${columns}`) ?? { k, rows: [], columns };
    groups.set(`${k},${columns}`, group);
    group.rows.push(row);
  }
  return [...groups.values()]
    .map(({ k, rows, columns }) => {
      const channel = k === own ? "" : `${numbered("channel", [k])}, `;
      return `${channel}${numbered("row", rows)}, ${numbered("column", columns)}`;
    })
    .join("; ");
}

/**
 * Judge chosen cells. Padding under the window is neither asked for nor wrong. The words are for whoever
 * does not see the marks: they say which cells have them.
 *
 * @param {Model} model
 * @param {number} w
 * @param {CellPlace[]} chosen
 * @returns {{right: boolean, sentence: string, words?: string, marks: [cell: CellPlace, mark: CellMark][]}}
 */
export function judgeCells(model, w, chosen) {
  const { values, padding } = cellsUnder(model, w);
  const names = new Set(chosen.map(nameOf));
  const wanted = new Set(values.map(nameOf)),
    allowed = new Set(padding.map(nameOf));
  const hits = chosen.filter((cell) => wanted.has(nameOf(cell)));
  const wrong = chosen.filter((cell) => !wanted.has(nameOf(cell)) && !allowed.has(nameOf(cell)));
  const missing = values.filter((cell) => !names.has(nameOf(cell)));
  /** @type {[CellPlace, CellMark][]} */
  const marks = [
    ...hits.map((cell) => /** @type {[CellPlace, CellMark]} */ ([cell, "right"])),
    ...wrong.map((cell) => /** @type {[CellPlace, CellMark]} */ ([cell, "wrong"])),
    ...missing.map((cell) => /** @type {[CellPlace, CellMark]} */ ([cell, "missing"])),
  ];
  const added = padding.length
    ? ` ${counted(
        padding.length,
        "{n} cell of the window is padding.",
        "{n} cells of the window are padding.",
      )}`
    : "";
  if (!wrong.length && !missing.length) {
    const found = values.length
      ? counted(values.length, "{n} cell.", "{n} cells.")
      : "no cell with a value.";
    return { right: true, sentence: `\u2713 Right: ${found}${added}`, marks };
  }
  const { k } = placeOf(model, w);
  const parts = [
    counted(values.length, `${hits.length} of {n} cell found`, `${hits.length} of {n} cells found`),
  ];
  if (missing.length) parts.push(`${missing.length} missing (+)`);
  if (wrong.length) parts.push(`${wrong.length} not under the window (\u2717)`);
  const others = wrong.some((cell) => cell.k !== k)
    ? ` Only channel ${k} counts: its filter sees no other channel.`
    : "";
  /** @type {[name: string, cells: CellPlace[]][]} */
  const lists = [
    ["Right", hits],
    ["Missing", missing],
    ["Not under the window", wrong],
  ];
  const places = lists.flatMap(([name, cells]) =>
    cells.length ? [`${name}: ${placesInWords(model, k, cells)}.`] : [],
  );
  return {
    right: false,
    sentence: `\u2717 ${parts.join(", ")}.${added}${others}`,
    words: `${parts[0]}. ${places.join(" ")}${added}${others}`,
    marks,
  };
}

/** The cells that are chosen and, once they were judged, what each of them is. */
export function createCellChoice() {
  /** @type {Map<string, CellPlace>} */
  const chosen = new Map();
  /** @type {[CellPlace, CellMark][] | null} */
  let judged = null;

  return {
    /** Choose a cell, or no longer; whether it is chosen now. @param {CellPlace} cell */
    toggle({ k, row, column }) {
      const name = nameOf({ k, row, column });
      if (chosen.delete(name)) return false;
      chosen.set(name, { k, row, column });
      return true;
    },
    /** @param {CellPlace} cell */
    has: (cell) => chosen.has(nameOf(cell)),
    get count() {
      return chosen.size;
    },
    /** What is marked in the picture. @returns {[CellPlace, CellMark][]} */
    get marks() {
      return judged ?? [...chosen.values()].map((cell) => [cell, "chosen"]);
    },
    /**
     * What the chosen cells are worth; null where none are and some should be: that is no answer.
     *
     * @param {Model} model
     * @param {number} w
     */
    judge(model, w) {
      if (!chosen.size && cellsUnder(model, w).values.length) return null;
      const { marks, ...judgement } = judgeCells(model, w, [...chosen.values()]);
      judged = marks;
      return judgement;
    },
    clear() {
      chosen.clear();
      judged = null;
    },
  };
}
