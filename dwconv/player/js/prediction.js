// Predicting: an output value, and before it the cells under its window, are asked for before the
// picture shows them. This joins the form (prediction_form.js) with the cells chosen in the picture.

import { cellName, cellNumber } from "./cell_names.js";
import { createCellChoice } from "./choose_window_cells.js";
import { find } from "./dom.js";
import { writeResult } from "./number_text.js";
import { inputAt, outputAt, placeOf, tapPlace } from "./player_model.js";
import { createPredictionForm } from "./prediction_form.js";
import { describeCell, outputName, spokenName } from "./sentences.js";
import { addedZero, productsByRow } from "./window_sentence.js";

/** What the keys do, for the window that "?" opens. */
export const KEYS_OF_PREDICTION = [
  ["Space", "on an input cell, when you predict the cells of the window: choose it"],
  ["A", "when you predict: go to the field"],
];

/**
 * The products of a window, row by row, as a sentence; "" where they are too many to listen to.
 *
 * @param {Model} model
 * @param {number} w
 */
export function productsText(model, w) {
  const { T, values, header } = model,
    { products } = values;
  if (!products || T > 9) return "";
  const place = placeOf(model, w);
  if (!header.captions)
    return `The products: ${productsByRow(model, place, (t) => products[w * T + t])}.`;
  const written = Array.from({ length: T }, (_, t) => {
    const { row, column } = tapPlace(model, place, t);
    const added = inputAt(model, place.k, row, column) === null;
    return added ? addedZero(model, row, column) : writeResult(products[w * T + t]);
  });
  return `The products: ${written.join(", ")}.`;
}

/**
 * How a question is answered, by keys and for whoever listens.
 *
 * @param {boolean} asksCells   whether a window's cells are asked for, and no number is typed yet
 * @returns {string}
 */
export const howToAnswer = (asksCells) =>
  asksCells
    ? "In the player, Tab to the values; Space chooses a cell; then press Check cells."
    : "To answer, first go to the player, then press A, or go to its edit field.";

/**
 * Ask for values before they are shown.
 *
 * model      what is shown
 * shown      the moment and the unit that the picture shows
 * reveal     called once more of a window may be seen
 * next       called to go on to the next window
 * outline    draws the outlines and the chosen cells again
 * say        says a sentence, in place of the step
 *
 * @param {PlayerElement} player
 * @param {{model: () => Model, shown: () => {moment: Moment, unit: Unit}, reveal: () => void, next: () => void, outline: () => void, say: (text: string) => void}} uses
 */
export function createPrediction(player, { model, shown, reveal, next, outline, say }) {
  const choice = createCellChoice(); // of the cells that a window covers
  const guess = createPredictionForm(player, {
    question(w) {
      const place = placeOf(model(), w),
        value = outputAt(model(), place.k, place.q, place.i, place.j);
      const name = outputName(model(), place);
      return {
        name,
        aloud: spokenName(model(), place),
        value,
        text: writeResult(value),
        products: productsText(model(), w),
      };
    },
    cells: { judge: (w) => choice.judge(model(), w), clear: choice.clear },
    reveal,
    next,
  });

  /** Whether the value of a window is still to be predicted. @param {number} w */
  const asks = (w = shown().moment.w) => Boolean(model().windows) && guess.asks(w);
  /** Whether it is asked first which cells a window covers. @param {number} w */
  const hides = (w = shown().moment.w) => Boolean(model().windows) && guess.hides(w);

  /** Whether the value of this window was predicted, and is another. */
  const isWrong = () =>
    !asks() && find(player, ".dw-guess", HTMLElement).dataset.answer === "wrong";

  /**
   * What may be seen: of a value that is to be predicted, the window and none of its products.
   *
   * @returns {{moment: Moment, unit: Unit}}
   */
  function visible() {
    const { moment, unit } = shown();
    return asks() ? { moment: { w: moment.w, t: -1 }, unit: "tap" } : { moment, unit };
  }

  /** Choose a cell of the input, or no longer, as one that the window covers. @param {Cell} cell */
  function choose(cell) {
    const chosen = choice.toggle(cell);
    outline();
    const what = chosen ? "chosen" : "no longer chosen";
    say(`${cellName(model(), cell)}: ${what}, ${choice.count} in all`);
  }

  /** @param {Cell} cell */
  function sayCell(cell) {
    if (cell.kind === "output") {
      const { moment, unit } = visible();
      say(describeCell(model(), unit, moment, cell)[0]);
      return;
    }
    const chosen = choice.has(cell) ? ", chosen" : "";
    say(`${cellName(model(), cell)} = ${cellNumber(model(), cell)}${chosen}`);
  }

  return {
    asks,
    hides,
    isWrong,
    visible,
    choose,
    /** Take a key that chooses a cell; false if it does not. @type {(cell: Cell, key: string) => boolean} */
    chooseByKey(cell, key) {
      if (!hides() || cell.kind !== "input" || (key !== " " && key !== "Enter")) return false;
      choose(cell);
      return true;
    },
    sayCell,
    get on() {
      return guess.on;
    },
    get marks() {
      return choice.marks;
    },
    set: guess.set,
    show: guess.show,
    /** Go to the field, or say what to do where there is none; false if nothing is asked. */
    focus() {
      const asksCells = hides();
      if (asksCells) say(howToAnswer(asksCells));
      return asksCells || guess.focus();
    },
    /**
     * Say that Predict is off, or what it asks and how that is answered. It asks for the next value
     * where the one of this step was shown.
     *
     * @param {boolean} wasOn   whether only what it asks for is another
     * @param {Pick<ReturnType<typeof import("./playback_controls.js").createPlaybackControls>, "tell" | "limit" | "hush" | "seekWindow">} transport
     * @param {() => string} describe   the step in words
     */
    tellSwitched(wasOn, transport, describe) {
      if (!guess.on) {
        transport.tell("Predict is off.");
        return;
      }
      transport.limit();
      const scene = find(player, ".dw-scene", HTMLElement); // a phone has the switch below it
      if (scene.getBoundingClientRect().top < 0) scene.scrollIntoView();
      const next = shown().moment.w + 1;
      if (!(wasOn && asks()) && next < model().windows) {
        transport.hush(true); // it is said once, with how to answer
        transport.seekWindow(next);
        transport.hush(false);
      }
      transport.tell(asks() ? `${describe()} ${howToAnswer(hides())}` : "", true);
    },
    reset: guess.reset,
    destroy: guess.destroy,
  };
}
