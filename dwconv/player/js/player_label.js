// What a player is called for whoever comes to it: its name and the step, and the first time what there is. A name that changed under the
// focus would be read beside each step, so it changes only while the focus is elsewhere.

import { inFull } from "./number_text.js";

/**
 * Keep the step in the name of a player's element, and the hint about its keys until it was heard once.
 *
 * @param {PlayerElement} player
 * @param {string} name
 * @param {AbortSignal} signal   ends it
 */
export function createPlayerLabel(player, name, signal) {
  let label = name;

  function write() {
    if (!player.matches(":focus")) player.setAttribute("aria-label", label);
  }

  player.addEventListener(
    "focusout",
    ({ target }) => {
      if (target !== player) return;
      player.removeAttribute("aria-description");
      setTimeout(write);
    },
    { signal },
  );
  const hint = player.getAttribute("aria-description");
  return {
    /**
     * @param {number} step   counted from 0
     * @param {number} steps
     * @param {string} sentence   what there is at this step: said to whoever comes for the first time
     */
    show(step, steps, sentence) {
      label = steps ? `${name}, step ${inFull(step + 1)} of ${inFull(steps)}` : name;
      write();
      if (player.hasAttribute("aria-description") && !player.matches(":focus"))
        player.setAttribute("aria-description", `${sentence} ${hint}`);
    },
  };
}
