// Which lane is the large one: the one that acts, at rest and while an animation plays, unless that would
// flicker.

import { MS_PER_STEP } from "./playback.js";

const SHORTEST_WINDOW = 500; // pixels: a phone that lies on its side has less
// ms that a lane stays the large one at least: fewer than three changes a second do not flicker
const SHORTEST_STAY = 350;

/** A phone that lies on its side: it is laid out as one that stands, and scrolls. */
export const liesOnItsSide = () =>
  matchMedia(`(max-height: ${SHORTEST_WINDOW - 1}px) and (pointer: coarse)`).matches;

/**
 * Whether there is room for one lane and its arithmetic only.
 *
 * @param {PlayerElement} player
 */
export const isSmall = (player) =>
  player.classList.contains("dw-narrow") || window.innerHeight < SHORTEST_WINDOW;

/**
 * Whether the large lane may change from window to window: not where that would flicker.
 *
 * @param {Unit} unit
 * @param {{T: number, M: number}} model  taps of a window, and windows of a lane one after another
 * @param {number} speed   0 while it does not play
 */
export function mayFollow(unit, { T, M }, speed) {
  if (unit === "pixel") return false; // all lanes act
  const period = unit === "tap" ? MS_PER_STEP.tap * T : MS_PER_STEP.window;
  return period * M >= SHORTEST_STAY * speed;
}
