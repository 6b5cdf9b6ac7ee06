// The window that "?" opens: what the picture is, the keys, and all numbers as tables.

import { find } from "./dom.js";
import { inputAt, isInserted, outputAt, placeOf, tapPlace, weightAt } from "./model.js";
import { MINUS, writeResult } from "./number_text.js";
import { factorsOf, outputName } from "./sentences.js";

const LARGEST = 1200; // cells of a table, at most: a larger one helps nobody

const KEYS = [
  ["Space", "play, pause"],
  ["←, →", "one step back, one step on"],
  ["Home, End", "first step, last step"],
  ["G", "type the number of a step; Enter goes to it"],
  ["↑, ↓", "the channel above, the channel below"],
  ["[, ]", "slower, faster"],
  ["P, Escape", "fill the window, go back"],
  ["Tab, then arrows", "from value to value"],
  ["I, W, O", "on a value: to the input, the weights, the output"],
  ["Enter", "on an output: go to its step"],
  ["Space", "on an input, where its cells are asked for: choose it"],
  ["S", "on an output: hear its row, a higher tone for a larger value"],
];
// Where readers can type into the picture.
const KEYS_OF_TYPING = [
  [
    "0 to 9, −, . or ,",
    "on a value of the input or of a filter, or after a click on it: type another number",
  ],
  ["Enter, arrows", "while typing: take the number, go to the next value"],
  ["F2", "while typing: let ← and → move within the number"],
  ["Escape", "while typing: leave the value as it is"],
  ["Ctrl+V", "on a value: paste numbers from a spreadsheet"],
];

/**
 * Let a button, and "?" within the player, open the window.
 *
 * opened    called before it opens
 * summary   what the picture is
 * tables    the tables of this moment
 *
 * @param {PlayerElement} player
 * @param {{opened: () => void, summary: () => string, tables: () => HTMLElement[]}} uses
 */
export function createHelp(player, { opened, summary, tables }) {
  const dialog = find(player, ".dw-help", HTMLDialogElement);
  const gone = new AbortController();
  const keys = tableOf(
    "While the player has the focus",
    ["key", "does"],
    [...KEYS, ...KEYS_OF_TYPING],
  );
  for (const row of [...keys.rows].slice(-KEYS_OF_TYPING.length)) row.className = "dw-with-typing";
  find(dialog, ".dw-keys", HTMLElement).replaceChildren(keys);

  function open() {
    opened();
    find(dialog, ".dw-summary", HTMLElement).textContent = summary();
    find(dialog, ".dw-numbers", HTMLElement).replaceChildren(...tables());
    dialog.showModal();
  }

  /**
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: any) => void} handler
   */
  const listen = (target, type, handler) =>
    target.addEventListener(type, handler, { signal: gone.signal });
  listen(find(player, ".dw-help-button", HTMLButtonElement), "click", open);
  listen(find(dialog, "button", HTMLButtonElement), "click", () => dialog.close());
  listen(player, "keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=range]), select");
    if (event.key !== "?" || typing || dialog.open) return;
    open();
    event.preventDefault();
    event.stopPropagation();
  });
  // the player's keys rest meanwhile
  listen(dialog, "keydown", (event) => event.stopPropagation());
  listen(dialog, "click", (event) => event.stopPropagation());
  return { destroy: () => gone.abort() };
}

/**
 * @param {string} tag
 * @param {string} text
 */
const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/**
 * A table with a title, and headers for its columns and rows.
 *
 * @param {string} title
 * @param {string[]} columns   the first stands above the rows' headers
 * @param {string[][]} rows    each begins with its header
 */
function tableOf(title, columns, rows) {
  const table = document.createElement("table");
  table.append(make("caption", title));
  /**
   * @param {string[]} cells
   * @param {boolean} all   whether all of them are headers
   */
  const line = (cells, all) => {
    const row = document.createElement("tr");
    for (const [at, text] of cells.entries()) {
      const cell = make(all || !at ? "th" : "td", text);
      if (all || !at) cell.setAttribute("scope", all ? "col" : "row");
      row.append(cell);
    }
    return row;
  };
  table.append(line(columns, true), ...rows.map((row) => line(row, false)));
  return table;
}

/**
 * A plane as a table, or a sentence where it is too large for one.
 *
 * @param {string} title
 * @param {[number, number]} size
 * @param {[number, number]} first   the number of the first row and column
 * @param {(row: number, column: number) => string} textAt
 */
function planeTable(title, [rows, columns], [top, left], textAt) {
  if (rows * columns > LARGEST)
    return make("p", `${title} has ${rows} rows and ${columns} columns, too many for a table.`);
  const numbers = (/** @type {number} */ count, /** @type {number} */ start) =>
    Array.from({ length: count }, (_, at) => String(at + start).replace("-", MINUS));
  return tableOf(
    title,
    ["row", ...numbers(columns, left).map((number) => `column ${number}`)],
    numbers(rows, top).map((number, row) => [
      number,
      ...Array.from({ length: columns }, (_, column) => textAt(row, column)),
    ]),
  );
}

/**
 * The window of a moment, product by product, and the planes of a channel.
 *
 * @param {Model} model
 * @param {{w: number, hidden: boolean, there: (q: number) => number}} now   the window, whether its
 *   products may not be seen yet, and how many values of the channel's output planes may be
 * @param {number} k
 */
export function tablesOf(model, { w, hidden, there }, k) {
  if (!model.windows) return [];
  const [input, weight] = factorsOf(model);
  const planes = [
    planeTable(
      `Channel ${k}: ${input}`,
      [model.PH, model.PW],
      [-model.top, -model.left],
      (row, column) => {
        const value = inputAt(model, k, row, column);
        if (value !== null) return writeResult(value);
        return isInserted(model, row, column) ? "0, from the stride" : "0, padding";
      },
    ),
  ];
  for (let q = 0; q < model.M; q++) {
    const name = `Channel ${k}, filter ${model.q0 + q}`;
    planes.push(
      planeTable(`${name}: ${weight}`, [model.KH, model.KW], [0, 0], (row, column) =>
        writeResult(weightAt(model, k, q, row, column)),
      ),
      planeTable(`${name}: output`, [model.OH, model.OW], [0, 0], (row, column) =>
        row * model.OW + column < there(q)
          ? writeResult(outputAt(model, k, q, row, column))
          : "not yet",
      ),
    );
  }
  return hidden ? planes : [windowTable(model, w), ...planes];
}

/**
 * @param {Model} model
 * @param {number} w
 */
function windowTable(model, w) {
  const place = placeOf(model, w);
  const [input, weight] = factorsOf(model);
  const { products, sums } = model.values;
  const rows = Array.from({ length: model.T }, (_, t) => {
    const { row, column } = tapPlace(model, place, t);
    const value = inputAt(model, place.k, row, column);
    const a = Math.floor(t / model.KW),
      b = t % model.KW;
    return [
      String(t + 1),
      `${row - model.top}, ${column - model.left}`.replaceAll("-", MINUS),
      value === null ? "0, added" : writeResult(value),
      writeResult(weightAt(model, place.k, place.q, a, b)),
      ...(products
        ? [writeResult(products[w * model.T + t]), writeResult(sums[w * model.T + t])]
        : []),
    ];
  });
  const columns = ["tap", "row, column", input, weight];
  if (products) columns.push("product", "running sum");
  return tableOf(
    `The window of this step: ${outputName(model, place)} = ` +
      writeResult(outputAt(model, place.k, place.q, place.i, place.j)),
    columns,
    rows,
  );
}
