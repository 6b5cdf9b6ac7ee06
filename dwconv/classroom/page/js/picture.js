// The class's picture: a player, or a comparison of two convolutions, in the same place of the page.

import { createPlayer } from "../../../player/js/player.js";
import { decode, timelineOf } from "../../../player/js/player_model.js";

/** @typedef {"player" | "comparison"} Kind */
/** @typedef {typeof import("./comparison_picture.js")} ComparisonScript */

/** @type {ComparisonScript | null} */
let comparison = null;
let tries = 0;

/** Take what draws a comparison, where it came with the page. @param {ComparisonScript} script */
export function provideComparison(script) {
  comparison = script;
}

/** Load what draws a comparison; a name that failed once may be kept as failed by the browser. */
async function loadComparison() {
  const name = document.documentElement.dataset.comparison ?? "";
  const again = tries ? `?again=${tries}` : "";
  tries += 1;
  comparison = await import(new URL(`_/${name}${again}`, document.baseURI).href);
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
  let kind = comparison ? first : "player";
  let player = create();
  /** @type {Uint8Array | null} */
  let bytes = null;
  /** @type {Timeline | null} */
  let timeline = null;
  /** @type {Model | null} */
  let model = null;

  function create() {
    return kind === "comparison" && comparison
      ? comparison.createComparison(place)
      : createPlayer(place);
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
      if (wanted === "comparison" && !comparison) await loadComparison();
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
      timeline = model ? timelineOf(model) : (comparison?.clockOf(payload) ?? null);
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
