// The class's picture: a player, or a race of two convolutions, in the same place of the page.

import { decode, timelineOf } from "../../../player/js/model.js";
import { createPlayer } from "../../../player/js/player.js";
import { createRace } from "../../../player/js/race.js";
import { decodeRace, timelineOfRace } from "../../../player/js/race_model.js";

/** @typedef {"player" | "race"} Kind */

/**
 * @param {HTMLElement} place holds the markup of a player
 */
export function createPicture(place) {
  const markup = /** @type {HTMLElement} */ (place.querySelector(".dw-player"));
  const unused = /** @type {PlayerElement} */ (markup.cloneNode(true));
  let element = /** @type {PlayerElement} */ (markup);
  let player = createPlayer(place);
  /** @type {Kind} */
  let kind = "player";
  /** @type {Uint8Array | null} */
  let bytes = null;
  /** @type {Timeline | null} */
  let timeline = null;
  /** @type {Model | null} */
  let model = null;

  /** @param {Kind} wanted */
  function become(wanted) {
    if (wanted === kind) return;
    kind = wanted;
    player.destroy();
    const next = /** @type {PlayerElement} */ (unused.cloneNode(true));
    element.replaceWith(next);
    element = next;
    player = kind === "race" ? createRace(place) : createPlayer(place);
  }

  return {
    /**
     * Take other numbers; nothing of them is drawn before `update`.
     *
     * @param {Uint8Array} payload
     * @param {Kind} itsKind
     */
    load(payload, itsKind) {
      become(itsKind);
      bytes = payload;
      model = kind === "player" ? decode(payload) : null;
      timeline = model ? timelineOf(model) : timelineOfRace(decodeRace(payload));
    },
    /** @param {Options} options */
    update(options) {
      if (bytes) player.update(bytes, options);
    },
    get element() {
      return element;
    },
    get player() {
      return player;
    },
    /** The numbers, where it is a player that shows them. */
    get model() {
      return model;
    },
    get timeline() {
      return timeline;
    },
  };
}
