// Where the outlines are while they move smoothly from one moment to the next.

const SHORTEST_MOVE = 60; // ms: what is faster is there at once

/** @param {number} x */
const ease = (x) => (x < 0.5 ? 4 * x ** 3 : 1 - (2 - 2 * x) ** 3 / 2);

/** Whether readers prefer less motion. */
export const prefersCalm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Where the outlines are.
 *
 * placeOf   the place of a moment, numbers under names
 * onWay     called at every frame on the way
 * there     called with the moment once it is there
 *
 * @param {{placeOf: (moment: Moment) => Position, onWay: () => void, there: (moment: Moment) => void}} picture
 */
export function createMotion({ placeOf, onWay, there }) {
  /** @type {Position} */
  let place = {};
  /** @type {{from: Position, to: Position, moment: Moment, passed: number, length: number} | null} */
  let move = null;

  /** @param {Moment} moment */
  function arrive(moment) {
    move = null;
    place = placeOf(moment);
    there(moment);
    return false;
  }

  return {
    /** The place, in fractions on the way. */
    get place() {
      return place;
    },
    get moving() {
      return Boolean(move);
    },
    /** Be at a moment without telling anybody. */
    set(/** @type {Moment} */ moment) {
      move = null;
      place = placeOf(moment);
    },
    /** Set out for a moment; whether there is a way to go. */
    go(/** @type {Moment} */ moment, /** @type {number} */ length) {
      if (prefersCalm.matches || length < SHORTEST_MOVE) return arrive(moment);
      const to = placeOf(moment);
      const stays = Object.keys(to).every((name) => to[name] === place[name]);
      move = { from: { ...place }, to, moment, passed: 0, length: stays ? length / 2 : length };
      return true;
    },
    /** So many ms have passed; false once it is there. */
    tick(/** @type {number} */ passed) {
      if (!move) return false;
      move.passed += passed;
      const share = ease(Math.min(move.passed / move.length, 1));
      if (share === 1) return arrive(move.moment);
      const { from, to } = move;
      /** @type {Position} */
      const between = {};
      for (const name of Object.keys(to))
        between[name] = from[name] + (to[name] - from[name]) * share;
      place = between;
      onWay();
      return true;
    },
  };
}
