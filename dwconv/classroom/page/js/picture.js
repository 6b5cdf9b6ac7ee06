// The class's picture: a player, or a race of two convolutions, in the same place of the page.

import { decode, timelineOf } from "../../../player/js/model.js";
import { createPlayer } from "../../../player/js/player.js";

/** @typedef {"player" | "race"} Kind */
/** @typedef {typeof import("./race_picture.js")} RaceScript */

/** @type {RaceScript | null} */
let race = null;
let tries = 0;

/** Take what draws a race, where it came with the page. @param {RaceScript} script */
export function haveRace(script) {
  race = script;
}

/** Load what draws a race; a name that failed once may be kept as failed by the browser. */
async function loadRace() {
  const name = document.documentElement.dataset.race ?? "";
  const again = tries ? `?again=${tries}` : "";
  tries += 1;
  race = await import(new URL(`_/${name}${again}`, document.baseURI).href);
}

/**
 * @param {HTMLElement} place holds the markup of a player
 * @param {Kind} [first] what is shown first, where the page has what draws it
 */
export function createPicture(place, first = "player") {
  const markup = /** @type {HTMLElement} */ (place.querySelector(".dw-player"));
  const unused = /** @type {PlayerElement} */ (markup.cloneNode(true));
  let element = /** @type {PlayerElement} */ (markup);
  /** @type {Kind} */
  let kind = race ? first : "player";
  let player = create();
  /** @type {Uint8Array | null} */
  let bytes = null;
  /** @type {Timeline | null} */
  let timeline = null;
  /** @type {Model | null} */
  let model = null;

  function create() {
    return kind === "race" && race ? race.createRace(place) : createPlayer(place);
  }

  /** @param {Kind} wanted */
  function become(wanted) {
    if (wanted === kind) return;
    kind = wanted;
    player.destroy();
    const next = /** @type {PlayerElement} */ (unused.cloneNode(true));
    element.replaceWith(next);
    element = next;
    player = create();
  }

  return {
    /** Load the script that a picture needs. @param {Kind} wanted */
    async prepare(wanted) {
      if (wanted === "race" && !race) await loadRace();
    },
    /**
     * Take other numbers; nothing of them is drawn before `update`. `prepare` comes first.
     *
     * @param {Uint8Array} payload
     * @param {Kind} itsKind
     */
    load(payload, itsKind) {
      become(itsKind);
      bytes = payload;
      model = kind === "player" ? decode(payload) : null;
      timeline = model ? timelineOf(model) : (race?.clockOf(payload) ?? null);
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
