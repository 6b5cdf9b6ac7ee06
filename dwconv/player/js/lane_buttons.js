// The buttons that make a channel's lane the large one; each stands on the name of its lane.

import { css } from "./compute_palette.js";
import { find } from "./dom.js";
import { laneColours } from "./theme_colours.js";

/**
 * Keep a button for each lane.
 *
 * @param {PlayerElement} player
 * @param {(k: number) => void} choose
 * @param {(target: EventTarget, type: string, handler: (event: any) => void) => void} listen
 */
export function createLaneButtons(player, choose, listen) {
  const group = find(player, ".dw-lanes", HTMLElement);
  listen(group, "click", ({ target }) => {
    if (target.dataset.k) choose(Number(target.dataset.k));
  });

  return {
    /** Whether one of them has the focus. */
    get focused() {
      return group.contains(document.activeElement);
    },
    /** @param {number} k */
    focus: (k) => find(group, `[data-k="${k}"]`, HTMLElement).focus(),
    /** Say of the large lane that it stays open while others act, or no longer. @param {boolean} yes */
    keep: (yes) => void group.toggleAttribute("data-stays", yes),
    /**
     * Put the buttons where the lanes of a new stage are.
     *
     * @param {Stage} stage
     * @param {number} large   the channel whose lane is large
     * @param {number} scale
     */
    place({ scene, theme, model: { header } }, large, scale) {
      /** @type {Lane[]} */
      const lanes = scene.lanes;
      group.style.transform = scale > 1 ? `scale(${scale})` : "";
      const choice = lanes.some((lane) => !lane.big);
      const buttons = [...group.querySelectorAll("button")];
      for (const button of buttons.slice(lanes.length)) button.remove();
      for (const lane of lanes) {
        const button = buttons[lane.k] ?? group.appendChild(document.createElement("button"));
        button.type = "button";
        button.className = "dw-lane";
        button.dataset.k = String(lane.k);
        writeName(button, header.names?.[lane.k] ?? `channel ${lane.k}`);
        button.disabled = !choice;
        button.title = choice && !lane.big ? "enlarge this lane" : "";
        button.setAttribute("aria-pressed", String(lane.k === large));
        button.tabIndex = lane.k === large ? 0 : -1; // one stop; arrow keys go to the others
        button.style.left = `${lane.name.x - 4}px`;
        button.style.top = `${lane.name.y}px`;
        button.style.color = css(laneColours(theme, lane.k).text);
      }
    },
  };
}

/**
 * Write a lane's name; of a photograph's, with a dot in the colour that the channel holds, as its lane has another.
 *
 * @param {HTMLElement} button
 * @param {string} name
 */
function writeName(button, name) {
  const [, before = name, colour] = /^(.*: )(red|green|blue)$/.exec(name) ?? [];
  button.textContent = before;
  if (!colour) return;
  const held = button.appendChild(document.createElement("span"));
  held.className = "dw-dot";
  held.textContent = colour;
  held.style.cssText = `--dw-dot:${colour}`;
}
