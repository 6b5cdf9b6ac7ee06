// The form of "Predict": the student types an output value before the player shows it, and may be
// asked first which cells of the input it is made from. What is right comes from the payload.

import { find, writeWithWords } from "./dom.js";
import { inFull } from "./number_text.js";
import { heardAgain, spoken } from "./spoken.js";

const ENOUGH = 0.005; // relative: three digits will do where the value is no whole number

const GOES_ON = "Enter goes to the next step.";
const SENDS = "Type the sum, then Enter.";

const byFinger = () => matchMedia("(pointer: coarse)").matches;

/**
 * Operate the form in which a value is predicted.
 *
 * question   name and value of the output that a window makes, what it is called aloud, and the products in a sentence
 * cells      the cells that are chosen in the picture: `judge` compares them with a window's
 * reveal     called once more of the window that was asked for may be seen
 * next       called to go on to the next window
 *
 * @param {PlayerElement} player
 * @param {{question: (w: number) => {name: string, aloud: string, value: number, text: string, products: string}, cells: {judge: (w: number) => {right: boolean, sentence: string, words?: string} | null, clear: () => void}, reveal: () => void, next: () => void}} uses
 */
export function createPredictionForm(player, { question, cells, reveal, next }) {
  const form = find(player, ".dw-guess", HTMLFormElement);
  const label = find(form, "label", HTMLElement);
  const shownName = find(label, "span", HTMLElement);
  const which = find(form, ".dw-which", HTMLElement);
  const field = find(form, "input", HTMLInputElement);
  const button = find(form, "button", HTMLButtonElement);
  const verdict = find(form, ".dw-verdict", HTMLElement);
  const score = find(form, ".dw-score", HTMLElement);
  const gone = new AbortController();
  /** @type {Set<number>} */
  const seen = new Set(); // the windows that may be seen
  /** @type {Set<number>} */
  const found = new Set(); // the windows whose cells may be seen
  let on = false;
  let asksCells = false;
  let rightCells = 0;
  let current = -1; // the window that is asked for
  let right = 0;
  let going = false;

  /** Whether the cells of this window are still to be chosen. @param {number} w */
  const hides = (w) => on && asksCells && !seen.has(w) && !found.has(w);

  function clearVerdict() {
    verdict.textContent = form.dataset.answer = "";
    field.removeAttribute("aria-invalid");
  }

  /**
   * Show what is asked at a window, or that it was answered.
   *
   * @param {number} w
   */
  function show(w) {
    form.hidden = !on;
    if (!on) return;
    if (w !== current) {
      field.value = "";
      clearVerdict();
      cells.clear();
    }
    current = w;
    const { name, aloud } = question(w);
    shownName.textContent = `${name} =`;
    field.setAttribute("aria-label", `Your prediction for step ${inFull(w + 1)}`);
    // whoever comes to the field hears what it is for, and what sends it: the status says the question
    field.setAttribute("aria-description", seen.has(w) ? "" : spoken(`${aloud}. ${SENDS}`));
    find(which, "span", HTMLElement).textContent = name;
    which.hidden = !hides(w);
    label.hidden = hides(w);
    // not disabled once it is answered: the focus stays, so that the verdict is what is heard next
    field.disabled = hides(w);
    field.readOnly = seen.has(w);
    if (going && !field.disabled && !field.readOnly) {
      going = false;
      field.focus();
    }
    const check = hides(w) ? "Check cells" : "Check value";
    button.textContent = seen.has(w) ? "Next" : check;
  }

  /** Say what is missing in an answer, which then does not count. @param {string} sentence */
  function ask(sentence) {
    const before = verdict.lastElementChild?.textContent;
    writeWithWords(verdict, sentence, heardAgain(spoken(sentence), before));
  }

  /** @param {Event} event */
  function check(event) {
    event.preventDefault();
    if (seen.has(current)) {
      going = true; // the field can be typed into once the window is there
      next();
      return;
    }
    if (hides(current)) {
      const judgement = cells.judge(current);
      if (!judgement) {
        ask("Choose the cells in the picture first.");
        return;
      }
      const { right, sentence, words } = judgement;
      found.add(current);
      rightCells += right ? 1 : 0;
      tell(right, sentence, words);
      // a finger would get its keyboard over the cells that it is told about
      if (!byFinger()) field.focus({ preventScroll: true });
      return;
    }
    const typed = field.value
      .trim()
      .replace(/^[\u2212\u2013]/, "-")
      .replace(",", ".");
    const guess = typed === "" ? NaN : Number(typed);
    if (Number.isNaN(guess)) {
      field.setAttribute("aria-invalid", "true");
      ask("Type a number, such as \u221212 or 0.5.");
      return;
    }
    field.removeAttribute("aria-invalid");
    const { value, text, products } = question(current);
    const off = Math.abs(guess - value);
    const hit = Number.isInteger(value) ? off === 0 : off <= ENOUGH * Math.abs(value);
    seen.add(current);
    right += hit ? 1 : 0;
    tell(
      hit,
      hit
        ? off
          ? `\u2713 Right, rounded: it is ${text}.`
          : "\u2713 Right."
        : `\u2717 Not ${field.value.trim()}: it is ${text}. Look at the products.`,
      hit ? `Right, ${text}.` : `Not ${field.value.trim()}: it is ${text}. ${products}`,
    );
    if (byFinger())
      field.blur(); // away with the keyboard
    else field.focus({ preventScroll: true }); // Enter goes on from there, after a click as well
  }

  /**
   * Say what an answer is worth, and show what may be seen now.
   *
   * @param {boolean} hit
   * @param {string} sentence   with a sign in front
   * @param {string} [words]    what is said instead, before the score
   */
  function tell(hit, sentence, words = sentence.slice(1)) {
    form.dataset.answer = hit ? "right" : "wrong";
    const sign = Object.assign(document.createElement("span"), {
      textContent: sentence[0],
      ariaHidden: "true", // the words say it
    });
    const text = document.createElement("span");
    const values = `${right} of ${seen.size} right`;
    score.textContent = found.size
      ? `Right: ${rightCells} of ${found.size} windows, ${right} of ${seen.size} values`
      : values;
    const next = seen.has(current) ? GOES_ON : "";
    writeWithWords(
      text,
      sentence.slice(1),
      spoken(`${words} ${score.textContent}. ${next}`).trim(),
    );
    verdict.replaceChildren(sign, text);
    reveal();
    show(current);
  }

  form.addEventListener("submit", check, { signal: gone.signal });
  form.addEventListener("input", () => field.removeAttribute("aria-invalid"), {
    signal: gone.signal,
  });
  // the player's keys are for those who do not type
  form.addEventListener(
    "keydown",
    (event) => {
      if (event.target === field) event.stopPropagation();
    },
    { signal: gone.signal },
  );

  return {
    show,
    /** Whether the value of this window is still to be predicted. */
    asks: (/** @type {number} */ w) => on && !seen.has(w),
    hides,
    get on() {
      return on;
    },
    /** Go to the field; false if nothing can be typed. */
    focus() {
      if (!on || field.disabled) return false;
      field.focus();
      return true;
    },
    /** Ask for values, for cells first, or not at all; whether that is new. @param {boolean | "cells"} value */
    set(value) {
      const ofCells = value === "cells";
      const changed = on !== Boolean(value) || asksCells !== ofCells;
      if (asksCells !== ofCells) cells.clear();
      if (changed && !seen.has(current)) clearVerdict(); // it was about another question
      on = Boolean(value);
      asksCells = ofCells;
      form.toggleAttribute("data-cells", asksCells);
      return changed;
    },
    reset() {
      seen.clear();
      found.clear();
      cells.clear();
      current = -1;
      right = rightCells = 0;
      score.textContent = "";
    },
    destroy: () => gone.abort(),
  };
}
