// The field beside the slider: it shows the number of the step, counted from 1, and takes another one.

import { find } from "./dom.js";
import { inFull } from "./number_text.js";

/**
 * The step that a text names, counted from 1; null where there is none.
 *
 * @param {string} text
 * @param {number} steps   how many there are
 */
export function typedStep(text, steps) {
  const digits = text.replaceAll(/[\s,]/g, ""); // as in 1,944
  const step = /^\d+$/.test(digits) ? Number(digits) : 0;
  return step >= 1 && step <= steps ? step : null;
}

/**
 * Operate the field of the step and the words "of 81 values" beside it.
 *
 * @param {PlayerElement} player
 * @param {(step: number) => void} goTo   goes to a step, counted from 0
 * @param {(text: string) => void} say    says a sentence
 * @param {AbortSignal} signal            ends it
 */
export function createStepField(player, goTo, say, signal) {
  const field = find(player, ".dw-goto", HTMLInputElement);
  const count = find(player, ".dw-count", HTMLElement);
  let step = 0;
  let steps = 0;
  let typed = false; // it has the focus, and keeps what is typed

  function write() {
    if (!typed) field.value = steps ? inFull(step + 1) : "";
  }

  /** Go to the step that was typed, or say which steps there are. */
  function goToTyped() {
    const wanted = typedStep(field.value, steps);
    const refusal = wanted === null ? `The step must be 1 to ${inFull(steps)}.` : "";
    field.setCustomValidity(refusal);
    if (wanted === null) {
      field.reportValidity();
      say(refusal); // few screen readers read the browser's own hint
      return;
    }
    goTo(wanted - 1);
    player.focus({ preventScroll: true }); // its keys go on from there
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    event.stopPropagation(); // the player's keys are for those who do not type
    if (event.key === "Enter") goToTyped();
    if (event.key === "Escape") player.focus({ preventScroll: true });
  }

  function enter() {
    typed = true;
    field.select();
  }

  function leave() {
    typed = false;
    field.setCustomValidity("");
    write();
  }

  field.addEventListener("focus", enter, { signal });
  field.addEventListener("input", () => field.setCustomValidity(""), { signal });
  field.addEventListener("blur", leave, { signal });
  field.addEventListener("keydown", press, { signal });

  return {
    focus: () => field.focus(),
    /**
     * Show a step, counted from 0, of so many.
     *
     * @param {number} newStep
     * @param {number} newSteps
     * @param {string} [noun]  what there are so many of
     */
    show(newStep, newSteps, noun = "") {
      step = newStep;
      steps = newSteps;
      field.disabled = !steps;
      field.style.width = `${inFull(steps).length + 1.5}ch`;
      count.textContent = steps ? `of ${inFull(steps)} ${noun}`.trim() : "no steps";
      write();
    },
  };
}
