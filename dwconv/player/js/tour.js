// A tour of the picture: a few sentences, one after the other, each beside what it is about.

import { find } from "./dom.js";
import { boxInPlayer } from "./part_boxes.js";

const GAP = 10; // pixels between a place and the sentence about it

/**
 * Let a player be toured.
 *
 * frame          where the picture is
 * transport      goes to the step that the tour begins with
 * setFocus       makes a lane the large one
 * bringInSight   brings the picture in sight
 *
 * @param {PlayerElement} player
 * @param {{frame: () => import("./part_boxes.js").Frame, transport: Pick<ReturnType<typeof import("./playback_controls.js").createPlaybackControls>, "hush" | "seekWindow">, setFocus: (k: number) => void, bringInSight: () => void}} uses
 */
export function createTour(player, { frame, transport, setFocus, bringInSight }) {
  const card = find(player, ".dw-tour", HTMLElement);
  const spot = find(player, ".dw-spot", HTMLElement);
  const [back, next, end] = ["back", "next", "end"].map((name) =>
    find(card, `.dw-tour-${name}`, HTMLButtonElement),
  );
  /** @type {[place: string, text: string][]} */
  let stops = [];
  let at = 0;

  function show() {
    find(card, "p", HTMLElement).textContent = stops[at][1];
    find(card, "span", HTMLElement).textContent = `${at + 1} of ${stops.length}`;
    back.disabled = at === 0;
    next.textContent = at + 1 < stops.length ? "Next" : "Done";
    card.hidden = false;
    place();
    next.focus({ preventScroll: true });
  }

  /** Put ring and sentence where the place is now: below it, or above, or over it. */
  function place() {
    if (card.hidden) return;
    const box = boxInPlayer(player, frame(), stops[at][0]);
    spot.hidden = !box;
    const within = player.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const around = box ?? { x: 0, y: 0, width: within.width, height: 0 };
    Object.assign(spot.style, {
      left: `${around.x - 4}px`,
      top: `${around.y - 4}px`,
      width: `${around.width + 8}px`,
      height: `${around.height + 8}px`,
    });
    const below = around.y + around.height + GAP;
    // the controls of a phone stay at the lower end of the window, and what is below them is out of it
    const fits = stops[at][0] !== "transport" && below + height <= within.height;
    const top = fits ? below : around.y - GAP - height;
    const left = Math.min(around.x, within.width - width - GAP);
    Object.assign(card.style, { left: `${Math.max(left, 0)}px`, top: `${Math.max(top, 0)}px` });
    card.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function stop() {
    card.hidden = true;
    spot.hidden = true;
  }

  function close() {
    stop();
    player.focus({ preventScroll: true });
  }

  /** @param {number} by */
  function go(by) {
    at += by;
    if (at >= stops.length) close();
    else show();
  }

  /** Keep the focus among the buttons of the tour. @param {number} by */
  function tab(by) {
    const buttons = [back, next, end].filter((button) => !button.disabled);
    const at = buttons.findIndex((button) => button.matches(":focus"));
    buttons[(Math.max(at, 0) + by + buttons.length) % buttons.length].focus();
  }

  const gone = new AbortController();
  const { signal } = gone;
  back.addEventListener("click", () => go(-1), { signal });
  next.addEventListener("click", () => go(1), { signal });
  end.addEventListener("click", close, { signal });
  card.addEventListener(
    "keydown",
    (event) => {
      event.stopPropagation(); // the player's own keys rest meanwhile
      if (event.key === "Escape") close();
      else if (event.key === "Tab") {
        event.preventDefault();
        tab(event.shiftKey ? -1 : 1);
      } else if (event.key === "ArrowRight") go(1);
      else if (event.key === "ArrowLeft" && at) go(-1);
    },
    { signal },
  );

  return {
    /** @param {[place: string, text: string][]} newStops */
    start(newStops) {
      setFocus(0);
      transport.hush(true); // its sentences come first
      transport.seekWindow(0); // and its ring is around what acts
      transport.hush(false);
      requestAnimationFrame(() => {
        bringInSight();
        stops = newStops;
        at = 0;
        show(); // once the picture is there
      });
    },
    place,
    stop,
    destroy: () => gone.abort(),
  };
}
