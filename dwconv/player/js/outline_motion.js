// Where the window comes from while it goes from one moment to the next. The picture shows the next
// moment at once, all of it; what moves is a shade that follows the window and shows its way.

const SHORTEST_MOVE = 60; // ms: a way that is over sooner is not shown

/** @param {number} x */
const ease = (x) => (x < 0.5 ? 4 * x ** 3 : 1 - (2 - 2 * x) ** 3 / 2);

/** Whether readers prefer less motion. */
export const prefersReducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * The way of the window.
 *
 * placeOf   the place of a moment, numbers under names
 * onWay     called at every frame on the way, and at its end
 * there     called with each new moment: the picture is to show it
 *
 * @param {{placeOf: (moment: Moment) => Position, onWay: () => void, there: (moment: Moment) => void}} picture
 */
export function createMotion({ placeOf, onWay, there }) {
  /** @type {Position} */
  let place = {}; // of the moment that is shown
  /** @type {Position | null} */
  let trail = null; // where the shade is, in fractions, until it comes to the window
  /** @type {{from: Position, passed: number, length: number} | null} */
  let move = null;

  return {
    /** Where the shade of the window is; null when it has arrived. */
    get from() {
      return trail;
    },
    get moving() {
      return Boolean(move);
    },
    /** Be at a moment without telling anybody. */
    set(/** @type {Moment} */ moment) {
      move = trail = null;
      place = placeOf(moment);
    },
    /** Show a moment; whether there is a way to be shown as well. */
    go(/** @type {Moment} */ moment, /** @type {number} */ length) {
      const from = trail ?? place;
      place = placeOf(moment);
      const stays = Object.keys(place).every((name) => place[name] === from[name]);
      const still = stays || prefersReducedMotion.matches || length < SHORTEST_MOVE;
      trail = still ? null : from;
      move = still ? null : { from: { ...from }, passed: 0, length };
      there(moment);
      return Boolean(move);
    },
    /** So many ms have passed; false once the shade is there. */
    tick(/** @type {number} */ passed) {
      if (!move) return false;
      move.passed += passed;
      const share = ease(Math.min(move.passed / move.length, 1));
      const { from } = move;
      if (share === 1) move = trail = null;
      else {
        trail = {};
        for (const name of Object.keys(place))
          trail[name] = from[name] + (place[name] - from[name]) * share;
      }
      onWay();
      return Boolean(move);
    },
  };
}
