// The class's picture: the player, at the moment at which the teacher's is.
//
// While the teacher's animation plays nothing is sent: the moment says when it began, and the
// server's time says how far it is.

import { decode, stepOf, within } from "../../../player/js/model.js";
import { prefersCalm } from "../../../player/js/motion.js";
import { PERIOD } from "../../../player/js/transport.js";

const LOOK_EVERY = 400; // ms between two looks at whether the animation is where it should be

/**
 * Which step of its unit a moment is at, at a server's time.
 *
 * @param {Model} model
 * @param {ClassMoment} moment
 * @param {number} now
 */
export function stepAt(model, { unit, step, tap, playing, speed, at }, now) {
  const real = unit === "tap" && !model.header.taps ? "window" : unit;
  const w = within(step, Math.max(model.windows - 1, 0));
  const begun = stepOf(model, real, { w, t: real === "tap" ? within(tap, model.T - 1) : 0 });
  const passed = playing ? Math.floor((Math.max(now - at, 0) * speed) / PERIOD[real]) : 0;
  const last = stepOf(model, real, { w: model.windows - 1, t: model.T - 1 });
  return Math.min(begun + passed, Math.max(last, 0));
}

/**
 * Let a player follow.
 *
 * @param {PlayerElement} element
 * @param {Player} player
 * @param {() => number} serverTime
 */
export function createFollower(element, player, serverTime) {
  /** @type {Uint8Array | null} */
  let bytes = null;
  /** @type {Model | null} */
  let model = null;
  /** @type {ClassMoment | null} */
  let moment = null;
  let follows = true;

  function go() {
    if (!bytes || !model || !moment || !follows) return;
    const { unit, step, playing, lane, speed } = moment;
    const at = stepAt(model, moment, serverTime());
    player.pause();
    player.update(bytes, { unit, speed, focus: lane, step });
    player.seek(at);
    if (playing && !prefersCalm.matches && at < Number(element.dataset.steps) - 1) player.play();
  }

  // a tab that slept is behind, and so is whoever wants no motion while the others watch it
  const timer = setInterval(() => {
    if (!model || !moment?.playing || !follows || !model.windows) return;
    const wanted = stepAt(model, moment, serverTime());
    const far = Math.abs(Number(element.dataset.step) - wanted);
    if (far > (prefersCalm.matches ? 0 : 1)) {
      player.seek(wanted);
      if (!prefersCalm.matches && wanted < Number(element.dataset.steps) - 1) player.play();
    }
  }, LOOK_EVERY);

  return {
    /** @param {Uint8Array} payload */
    show(payload) {
      bytes = payload;
      model = decode(payload);
      if (follows) go();
      else player.update(bytes, { step: 0 });
    },
    /** @param {ClassMoment} next */
    set(next) {
      const same = moment && JSON.stringify(moment) === JSON.stringify(next);
      moment = next;
      if (!same) go();
    },
    /** Follow, or leave the player to the student. @param {boolean} yes */
    follow(yes) {
      if (yes === follows) return;
      follows = yes;
      if (yes) go();
      else player.pause();
    },
    /** Play from a moment, whatever the class does. @param {Partial<ClassMoment>} moment */
    visit({ unit, step, lane, speed }) {
      if (!bytes) return;
      const options = { unit, step, focus: lane, speed };
      const given = Object.entries(options).filter(([, value]) => value !== undefined);
      player.update(bytes, Object.fromEntries(given));
    },
    /** Be where the class is, after a visit elsewhere. */
    return: go,
    get model() {
      return model;
    },
    destroy: () => clearInterval(timer),
  };
}
