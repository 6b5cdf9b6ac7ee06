// Which lane is the large one while an animation plays: on a phone, the one that acts.

import { PERIOD } from "./playback.js";

const SHORTEST_WINDOW = 500; // pixels: a phone that lies on its side has less
const SHORTEST_STAY = 350; // ms that a lane is the large one: three changes a second are no flicker

/**
 * Whether there is room for one lane and its arithmetic only.
 *
 * @param {PlayerElement} player
 */
export const isSmall = (player) =>
  player.classList.contains("dw-narrow") || window.innerHeight < SHORTEST_WINDOW;

/**
 * Whether the large lane may change with every window: not where that would flicker.
 *
 * @param {Unit} unit
 * @param {number} taps    of a window
 * @param {number} speed   0 while it does not play
 */
export function mayFollow(unit, taps, speed) {
  if (unit === "pixel") return false; // all lanes act
  const period = unit === "tap" ? PERIOD.tap * taps : PERIOD.window;
  return !speed || period / speed >= SHORTEST_STAY;
}
