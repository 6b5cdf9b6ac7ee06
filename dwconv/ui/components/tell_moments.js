// Where the player of a teacher's page is, and how its class is told.

import { ask } from "./class_server.js";

const LOOK_EVERY = 200; // ms between two looks at the player
const HOLD = 400; // ms in which a new picture comes to the player, too
const TELL_AGAIN = 4000; // ms after which a playing animation is told again

/** @typedef {import("./class_server.js").Teacher} Teacher */

/** The player, or the comparison, of the page; undefined while there is none. */
export function playerNow() {
  /** @type {NodeListOf<PlayerElement>} */
  const players = document.querySelectorAll(".dw-player");
  return [...players].at(-1)?.dwPlayer; // one that is about to leave stands before it
}

/** Where the player is, as a class is told; null while there is none. */
function momentNow() {
  const player = playerNow();
  if (!player) return null;
  const { step = 0, unit = "window", focus = 0, speed = 1, playing } = player.moment();
  return { unit, step, playing, lane: focus, speed, ...player.clock() };
}

/**
 * Tell the class where the player is, until the element is gone or the class is over.
 *
 * @param {HTMLElement} desk
 * @param {Teacher} teacher
 * @param {() => boolean} isOver
 * @param {(problem: string) => void} complain
 * @param {() => void} hide  keeps from the picture what the class is asked for
 */
export function tellMoments(desk, teacher, isOver, complain, hide) {
  let told = "";
  let at = 0;
  let under = false; // whether one is under way: of two at once the later might arrive first
  let shown = desk.dataset.shown;
  let hold = 0; // until when the player may still have the picture before
  const timer = setInterval(tell, LOOK_EVERY);
  async function tell() {
    if (!desk.isConnected) return clearInterval(timer);
    hide(); // another player may have come
    if (desk.dataset.shown !== shown) {
      shown = desk.dataset.shown;
      hold = performance.now() + HOLD;
    }
    const moment = momentNow();
    if (!moment || under || isOver() || performance.now() < hold) return;
    // A playing animation goes on by itself on every page.
    const going = moment.playing ? { ...moment, step: 0, tap: 0 } : moment;
    const text = JSON.stringify([shown, going]);
    const late = moment.playing && performance.now() - at > TELL_AGAIN;
    if (text === told && !late) return;
    told = text;
    at = performance.now();
    under = true;
    try {
      await ask(teacher, "moment", { method: "POST", body: JSON.stringify(moment) });
    } catch (error) {
      told = "";
      complain(String(error instanceof Error ? error.message : error));
    } finally {
      under = false;
    }
  }
  return tell;
}
