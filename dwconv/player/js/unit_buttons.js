// The buttons "Advance by": they choose whether a step is a tap, a window or a pixel.

import { find } from "./dom.js";

/** What a step is. @type {Record<Unit, string>} */
export const MEANING = {
  tap: "one multiplication",
  window: "one output value",
  pixel: "one position, all channels",
};

/** @param {HTMLElement} button */
const unitOf = (button) => /** @type {Unit} */ (button.dataset.value);

/**
 * Operate the radio buttons of the unit.
 *
 * @param {PlayerElement} player
 * @param {(unit: Unit) => void} choose
 * @param {AbortSignal} signal            ends it
 */
export function createUnitButtons(player, choose, signal) {
  const group = find(player, ".dw-advance", HTMLElement);
  const buttons = [...group.querySelectorAll("button")];

  /**
   * Arrows choose among the radio buttons, as in any radio group.
   *
   * @param {KeyboardEvent} event
   */
  function press(event) {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const enabled = buttons.filter((button) => !button.disabled);
    const at = enabled.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    if (!by || at < 0) return;
    event.preventDefault();
    const next = enabled[(at + by + enabled.length) % enabled.length];
    next.focus();
    choose(unitOf(next));
  }

  for (const button of buttons)
    button.addEventListener("click", () => choose(unitOf(button)), { signal });
  group.addEventListener("keydown", press, { signal });

  return {
    /**
     * Offer the units that there are: taps where they were sent; windows alone where they are predicted.
     *
     * @param {Timeline} timeline
     * @param {boolean} predicted
     */
    limit(timeline, predicted) {
      for (const button of buttons) {
        const unit = unitOf(button);
        const noTaps =
          unit === "tap" && !timeline.taps && (timeline.whyNoTaps || "there is no output");
        const why = predicted && unit !== "window" ? "you predict one window at a time" : noTaps;
        button.disabled = Boolean(why);
        button.title = why ? `Off: ${why}` : MEANING[unit];
      }
    },
    /** @param {Unit} unit */
    allow: (unit) => !buttons.some((button) => button.disabled && unitOf(button) === unit),
    /** Show which unit is chosen. @param {Unit} unit */
    show(unit) {
      for (const button of buttons) {
        const chosen = unitOf(button) === unit;
        button.setAttribute("aria-checked", String(chosen));
        button.tabIndex = chosen ? 0 : -1;
      }
    },
  };
}
