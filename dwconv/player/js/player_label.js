// What a player is called and what it says of itself to whoever comes to it: its name, the step or that it plays,
// and the first time its keys. Words that changed under the focus would be read beside each step, so those that no
// longer hold go without a sound while the focus is there, and new ones come once it is elsewhere.

import { find, writeParagraphs } from "./dom.js";
import { inFull } from "./number_text.js";
import { HOW_TO_HELP } from "./speech.js";

const DESCRIPTION = "aria-description";
const PLAYS = "It plays. Space pauses it.";

/**
 * Keep the name of a player's element, its description, and the paragraphs that a screen reader finds in it.
 *
 * @param {PlayerElement} player
 * @param {string} name
 * @param {AbortSignal} signal   ends it
 * @param {string} [keys]        which keys help most
 */
export function createPlayerLabel(player, name, signal, keys = HOW_TO_HELP) {
  const about = find(player, ".dw-about", HTMLElement);
  // A slider: at it a screen reader leaves the arrow keys to the page. Its value stays, as the status says each step.
  const slider = find(player, ".dw-by-keys", HTMLElement);
  let hint = slider.getAttribute(DESCRIPTION) ?? ""; // about its keys, until it was heard once
  let step = "";
  player.setAttribute("aria-label", name);

  function write() {
    const words = hint ? `${step} ${hint}`.trim() : step;
    const holds = !slider.matches(":focus") || slider.getAttribute(DESCRIPTION) === words;
    if (holds && words) slider.setAttribute(DESCRIPTION, words);
    else slider.removeAttribute(DESCRIPTION);
  }

  player.addEventListener("focus", () => slider.focus({ preventScroll: true }), { signal });
  slider.addEventListener(
    "blur",
    () => {
      hint = "";
      setTimeout(write);
    },
    { signal },
  );
  return {
    /**
     * Keep what the picture is, and the step, where a screen reader finds it.
     *
     * @param {string[]} summary          what the picture is
     * @param {Pick<ReturnType<typeof import("./playback_controls.js").createPlaybackControls>, "timeline" | "unit" | "moment" | "playing">} transport
     * @param {boolean} uncounted         whether nobody is told of how many steps it is
     */
    show(summary, { timeline, unit, moment, playing }, uncounted = false) {
      const steps = timeline.count(unit);
      step = "";
      if (playing) step = PLAYS;
      else if (steps && !uncounted)
        step = `Step ${inFull(timeline.stepOf(unit, moment) + 1)} of ${inFull(steps)}.`;
      // the step is in the status, and would be found twice
      writeParagraphs(about, [keys, ...summary, ...(playing ? [PLAYS] : [])]);
      write();
    },
  };
}
