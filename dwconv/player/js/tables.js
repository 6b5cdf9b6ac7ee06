// Tables of numbers, for whoever reads or hears them: the window of a step, and whole planes.

import { writeWithWords } from "./dom.js";
import { inFull, signed, writeResult } from "./number_text.js";
import { inputAt, isInserted, outputAt, placeOf, tapPlace, weightAt } from "./player_model.js";
import { factorsOf, spokenName } from "./sentences.js";
import { spoken } from "./spoken.js";

export const LARGEST = 1200; // cells of a table, at most: a larger one helps nobody

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
export function tableOf(title, columns, rows) {
  const table = document.createElement("table");
  table.className = "dw-table";
  const caption = document.createElement("caption");
  writeWithWords(caption, title, spoken(title));
  table.append(caption);
  /**
   * @param {string[]} cells
   * @param {boolean} all   whether all of them are headers
   */
  const line = (cells, all) => {
    const row = document.createElement("tr");
    for (const [at, text] of cells.entries()) {
      const cell = document.createElement(all || !at ? "th" : "td");
      writeWithWords(cell, text, spoken(text));
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
export function planeTable(title, [rows, columns], [top, left], textAt) {
  if (rows * columns > LARGEST)
    return make("p", `${title} has ${rows} rows and ${columns} columns, too many for a table.`);
  const numbers = (/** @type {number} */ count, /** @type {number} */ start) =>
    Array.from({ length: count }, (_, at) => signed(at + start));
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
 * A window's taps as a table, or a sentence where they are too many for one.
 *
 * @param {string} title
 * @param {string[]} columns
 * @param {string[][]} rows   one for each tap
 */
export function tapTable(title, columns, rows) {
  if (rows.length * columns.length > LARGEST)
    return make("p", `${title}. It has ${rows.length} products, too many for a table.`);
  return tableOf(title, columns, rows);
}

/**
 * A zero that is no value of the input.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 */
const addedText = (model, row, column) =>
  isInserted(model, row, column) ? "0, from the stride" : "0, padding";

const OTHER_CHANNELS = "Up and Down arrow in the player show another channel.";

/**
 * The window of a moment, product by product, and the planes of a channel.
 *
 * @param {Model} model
 * @param {{w: number, hidden: boolean, there: (q: number) => number, disagreement?: string}} now   the window,
 *   whether its products may not be seen yet, how many values of the channel's output planes may be,
 *   and what is said of another value for the window
 * @param {number} k
 */
export function tablesOf(model, { w, hidden, there, disagreement = "" }, k) {
  if (!model.windows) return [];
  const [input, weight] = factorsOf(model);
  const planes = [
    ...(model.C > 1 ? [make("p", `Tables of channel ${k}; ${OTHER_CHANNELS}`)] : []),
    planeTable(
      `Channel ${k}: ${input}`,
      [model.PH, model.PW],
      [-model.top, -model.left],
      (row, column) => {
        const value = inputAt(model, k, row, column);
        if (value !== null) return writeResult(value);
        return addedText(model, row, column);
      },
    ),
  ];
  for (let q = 0; q < model.M; q++) {
    const name = `Channel ${k}, filter ${model.q0 + q}`;
    planes.push(
      planeTable(`${name}: ${weight}`, [model.KH, model.KW], [0, 0], (row, column) =>
        writeResult(weightAt(model, k, q, row, column)),
      ),
      there(q)
        ? planeTable(`${name}: output`, [model.OH, model.OW], [0, 0], (row, column) =>
            row * model.OW + column < there(q)
              ? writeResult(outputAt(model, k, q, row, column))
              : "not yet",
          )
        : make("p", `${name}: no output value is computed yet.`),
    );
  }
  if (hidden) return planes;
  const about = make("p", "");
  const place = placeOf(model, w);
  const value = writeResult(outputAt(model, place.k, place.q, place.i, place.j));
  const sentence = `Step ${inFull(w + 1)}: ${spokenName(model, place)} = ${value}. ${disagreement}`;
  writeWithWords(about, sentence.trim(), spoken(sentence.trim()));
  return [about, windowTable(model, w), ...planes];
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
      signed(row - model.top),
      signed(column - model.left),
      value === null ? addedText(model, row, column) : writeResult(value),
      writeResult(weightAt(model, place.k, place.q, a, b)),
      ...(products
        ? [writeResult(products[w * model.T + t]), writeResult(sums[w * model.T + t])]
        : []),
    ];
  });
  const columns = ["tap", `${input} row`, `${input} column`, input, weight];
  if (products) columns.push("product", "running sum");
  const channel = model.header.captions ? "" : `, output channel ${place.k * model.M + place.q}`;
  return tapTable(`The window of step ${inFull(w + 1)}${channel}`, columns, rows);
}
