// Where a part of the picture is in its player: for what a part of the page points at, or brings in sight.

import { find } from "./dom.js";
import { boxOfPart, scaled } from "./scene_places.js";

/** What is needed of a player's frame. @typedef {Pick<ReturnType<typeof import("./picture_canvases.js").createCanvases>, "stage" | "scene" | "scale">} Frame */

/**
 * The box of a part of the picture, or of the controls below it, in pixels of the player; null where it is not
 * shown.
 *
 * @param {PlayerElement} player
 * @param {Frame} frame
 * @param {string} part   "input", "filter", "output", "strip" or "transport"
 * @returns {Box | null}
 */
export function boxInPlayer(player, { stage, scene, scale }, part) {
  if (!stage) return null;
  if (part === "transport") {
    const bar = find(player, ".dw-transport", HTMLElement).getBoundingClientRect(),
      { left, top } = player.getBoundingClientRect();
    return { x: bar.left - left, y: bar.top - top, width: bar.width, height: bar.height };
  }
  const box = boxOfPart(stage.scene, part);
  return box && scaled(box, scale, { x: scene.offsetLeft, y: scene.offsetTop });
}
