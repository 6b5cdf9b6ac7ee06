// Predicting: an output value, and before it the cells under its window, are asked for before the
// picture shows them. This joins the form (prediction_form.js) with the cells chosen in the picture.

import { cellName, cellNumber } from "./cell_names.js";
import { createCellChoice } from "./choose_window_cells.js";
import { find } from "./dom.js";
import { isSmall } from "./large_lane.js";
import { LEGEND } from "./legend.js";
import { writeResult } from "./number_text.js";
import { boxInPlayer } from "./part_boxes.js";
import { outputAt, placeOf } from "./player_model.js";
import { createPredictionForm } from "./prediction_form.js";
import { howToAnswer, productsText } from "./prediction_words.js";
import { describeCell, outputName, spokenName } from "./sentences.js";

/** What the keys do, for the window that "?" opens. */
export const KEYS_OF_PREDICTION = [
  ["Space", "on an input cell, when you predict the cells of the window: choose it"],
  ["A", "when you predict: go to the field"],
];

const ONE_LINE = 900; // pixels that the question, its answer and the score take side by side

/**
 * Ask for values before they are shown.
 *
 * model          what is shown
 * shown          the moment and the unit that the picture shows
 * transport      says sentences in place of the step, and goes to windows
 * frame          where the picture is
 * pointer        forgets what it points at
 * paint          draws the values again
 * outline        draws the outlines and the chosen cells again
 * bringInSight   brings the picture in sight
 *
 * @param {PlayerElement} player
 * @param {{model: () => Model, shown: () => {moment: Moment, unit: Unit}, transport: Pick<ReturnType<typeof import("./playback_controls.js").createPlaybackControls>, "say" | "tell" | "limit" | "hush" | "seekWindow" | "forgetNews" | "showState" | "showInSilence">, frame: () => import("./part_boxes.js").Frame, pointer: () => {pointTo: (cell: null) => void}, paint: () => void, outline: () => void, bringInSight: () => void}} uses
 */
export function createPrediction(player, uses) {
  const { model, shown, transport, outline } = uses;
  const { say } = transport;
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
    next() {
      transport.seekWindow(shown().moment.w + 1);
      uses.bringInSight();
    },
  });

  /** Show what may be seen of a window now. */
  function reveal() {
    transport.forgetNews();
    uses.pointer().pointTo(null);
    uses.paint();
    outline();
    if (isWrong()) bringProductsInSight();
    if (asks()) transport.showState();
    else transport.showInSilence(); // the verdict has said its products
  }

  /**
   * Put the question for a value over the line that says what tints and marks mean, where that has its room:
   * then the picture keeps its size.
   */
  function place() {
    if (!guess.on) return; // to ask for sizes takes long while the page has changed
    const form = find(player, ".dw-guess", HTMLElement),
      { stage, scene, scale } = uses.frame();
    const { legend, strip, narrow } = stage?.scene ?? {};
    const wide = scene.clientWidth >= ONE_LINE && !form.hasAttribute("data-cells");
    // a picture that is still to come most likely has that line, and is then drawn once
    const over = wide && (!stage || Boolean(legend && strip && !narrow));
    form.classList.toggle("dw-over", over);
    form.style.top = over && strip ? `${scene.offsetTop + strip.y * scale}px` : "";
    form.style.setProperty("--dw-line-room", `${(LEGEND + 2) * scale}px`);
  }

  /** On a phone, let the whole strip of products stand above the controls. */
  function bringProductsInSight() {
    const box = isSmall(player) && boxInPlayer(player, uses.frame(), "strip");
    if (!box) return;
    const bar = find(player, ".dw-transport", HTMLElement),
      below = Number.parseFloat(getComputedStyle(bar).bottom) || 0, // 0, or less: some rows are out of sight
      mark = player.appendChild(document.createElement("i"));
    Object.assign(mark.style, {
      position: "absolute",
      top: `${box.y}px`,
      height: `${box.height}px`,
      scrollMarginBottom: `${bar.offsetHeight + below + 8}px`,
    });
    mark.scrollIntoView({ block: "nearest", behavior: "instant" });
    mark.remove();
  }

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

  /**
   * Say that Predict is off, or what it asks and how that is answered. It asks for the next value
   * where the one of this step was shown.
   *
   * @param {boolean} wasOn   whether only what it asks for is another
   * @param {() => string} describe   the step in words
   */
  function tellSwitched(wasOn, describe) {
    if (!guess.on) {
      transport.tell("Predict is off.");
      return;
    }
    transport.limit();
    const next = shown().moment.w + 1;
    if (!(wasOn && asks()) && next < model().windows) {
      transport.hush(true); // it is said once, with how to answer
      transport.seekWindow(next);
      transport.hush(false);
    }
    transport.tell(asks() ? `${describe()} ${howToAnswer(hides())}` : "", true);
    const scene = find(player, ".dw-scene", HTMLElement); // a phone has the switch below it
    if (scene.getBoundingClientRect().top < 0) scene.scrollIntoView();
  }

  return {
    asks,
    hides,
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
    /**
     * Take over whether values are predicted; whether the same numbers are to be drawn again.
     *
     * @param {Options} options
     * @param {boolean} fresh             whether the numbers are others
     * @param {() => string} describe     the step in words
     */
    apply({ predict }, fresh, describe) {
      if (predict === undefined) return false;
      const wasOn = guess.on;
      if (guess.set(predict) && !fresh) tellSwitched(wasOn, describe);
      return !fresh;
    },
    place,
    /** Show what is asked at a window. @param {number} w */
    show(w) {
      guess.show(w);
      place();
    },
    /** Go to the field, or say what to do where there is none; false if nothing is asked. */
    focus() {
      const asksCells = hides();
      if (asksCells) say(howToAnswer(asksCells));
      return asksCells || guess.focus();
    },
    reset: guess.reset,
    destroy: guess.destroy,
  };
}
