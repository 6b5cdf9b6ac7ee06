// The form of "Predict": the student types an output value before the player shows it. The right
// value comes from the payload and is compared with the typed one.

import { find } from "./dom.js";

const ENOUGH = 0.005; // relative: three digits will do where the value is no whole number

/**
 * Operate the form in which a value is predicted.
 *
 * question   name and value of the output that a window makes
 * reveal     called once the window that was asked for may be seen
 * next       called to go on to the next window
 *
 * @param {PlayerElement} player
 * @param {{question: (w: number) => {name: string, value: number, text: string}, reveal: () => void, next: () => void}} uses
 */
export function createGuess(player, { question, reveal, next }) {
  const form = find(player, ".dw-guess", HTMLFormElement);
  const name = find(form, "label span", HTMLElement);
  const field = find(form, "input", HTMLInputElement);
  const button = find(form, "button", HTMLButtonElement);
  const verdict = find(form, ".dw-verdict", HTMLElement);
  const score = find(form, ".dw-score", HTMLElement);
  const gone = new AbortController();
  /** @type {Set<number>} */
  const seen = new Set(); // the windows that may be seen
  let on = false;
  let current = -1; // the window that is asked for
  let right = 0;
  let going = false;

  /**
   * Show what is asked at a window, or that it was answered.
   *
   * @param {number} w
   */
  function show(w) {
    form.hidden = !on;
    if (!on) return;
    if (w !== current) {
      field.value = verdict.textContent = "";
      form.dataset.answer = "";
    }
    current = w;
    name.textContent = `${question(w).name} =`;
    field.disabled = seen.has(w);
    if (going && !field.disabled) {
      going = false;
      field.focus();
    }
    button.textContent = seen.has(w) ? "Next" : "Check";
  }

  /** @param {Event} event */
  function check(event) {
    event.preventDefault();
    if (seen.has(current)) {
      going = true; // the field can be typed into once the window is there
      next();
      return;
    }
    const typed = field.value
      .trim()
      .replace(/^[\u2212\u2013]/, "-")
      .replace(",", ".");
    const guess = typed === "" ? NaN : Number(typed);
    if (Number.isNaN(guess)) {
      verdict.textContent = "A number, please, such as \u221212 or 0.5.";
      return;
    }
    const { value, text } = question(current);
    const off = Math.abs(guess - value);
    const hit = Number.isInteger(value) ? off === 0 : off <= ENOUGH * Math.abs(value);
    seen.add(current);
    right += hit ? 1 : 0;
    form.dataset.answer = hit ? "right" : "wrong";
    verdict.textContent = hit
      ? "\u2713 Right."
      : `\u2717 Not ${field.value.trim()}: it is ${text}, see the products.`;
    score.textContent = `${right} of ${seen.size} right`;
    reveal();
    show(current);
    button.focus();
  }

  form.addEventListener("submit", check, { signal: gone.signal });
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
    get on() {
      return on;
    },
    /** @param {boolean} value */
    set(value) {
      on = value;
    },
    reset() {
      seen.clear();
      current = -1;
      right = 0;
      score.textContent = "";
    },
    destroy: () => gone.abort(),
  };
}
