// The sentence about a step, for screen readers, in the status of a player.

import { find } from "./dom.js";
import { heardAgain, speakOfChanges, spoken } from "./spoken.js";

const AT_MOST_EVERY = 400; // ms between two updates of the status while playing
const REST = 1000; // ms after a step of a class's teacher until it is spoken: the next one may follow at once

/**
 * Write the sentence of each step into the status.
 *
 * @param {PlayerElement} player
 * @param {() => string} describe    the moment in words and numbers
 * @param {() => boolean} isPlaying   then its steps are not spoken
 */
export function createStatusLine(player, describe, isPlaying) {
  const status = find(player, ".dw-status", HTMLElement);
  let news = ""; // what just happened, said before the step until the next one
  let alone = false; // or in its place
  let last = ""; // the last sentence about a step
  let changed = 0; // when the status was changed last
  let timer = 0;
  let silent = false;

  function showNow() {
    const words = spoken(describe());
    const sentence = alone ? spoken(news) : spoken(news) + (news && " ") + words;
    if (sentence === last) return; // what was said in its place since stays
    last = sentence;
    write(sentence, !silent && (!isPlaying() || news !== ""));
  }

  /**
   * Write the status: what just happened is spoken, the steps that play by are not.
   *
   * @param {string} words
   * @param {boolean} aloud
   */
  function write(words, aloud) {
    if (status.textContent === words) return;
    speakOfChanges(status, aloud);
    status.textContent = words;
    changed = performance.now();
  }

  return {
    /** Describe the step; while playing, not too often, and of another's steps only the last. */
    show() {
      clearTimeout(timer);
      let wait = 0;
      if (isPlaying() && !news) wait = changed + AT_MOST_EVERY - performance.now();
      else if (!news && !silent && player.closest(".dc-follows")) wait = REST;
      if (wait > 0) timer = setTimeout(showNow, wait);
      else showNow();
    },
    /** Describe the step for whoever reads it: who listens was told by somebody else. */
    showInSilence() {
      clearTimeout(timer);
      silent = true;
      showNow();
      silent = false;
    },
    /** Whether what is written from now on is only read, not spoken. @param {boolean} yes */
    hush(yes) {
      silent = yes;
    },
    /**
     * What just happened, to be said before the step; "" for nothing.
     *
     * @param {string} words
     * @param {boolean} [inPlace]   or in place of the step
     */
    tell(words, inPlace = false) {
      news = words;
      alone = inPlace && words !== "";
    },
    /** Say this once, in place of the step, and again when it is said again. @param {string} text */
    say(text) {
      write(heardAgain(spoken(text), status.textContent), true);
    },
    destroy: () => clearTimeout(timer),
  };
}
