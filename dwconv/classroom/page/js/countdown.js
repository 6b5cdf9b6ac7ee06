// The time that is left for an answer: shown every second, said to screen readers twice.

const WARNING = 10; // seconds before the end at which it is said
const LOOK_EVERY = 250; // ms

/**
 * Whole seconds that are left.
 *
 * @param {number} ends
 * @param {number} now
 */
export const secondsLeft = (ends, now) => Math.max(0, Math.ceil((ends - now) / 1000));

/**
 * What the clock shows.
 *
 * @param {number} seconds
 */
export function shownTime(seconds) {
  if (!seconds) return "Time is up.";
  return `Time left: ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * What a screen reader says between two looks at the clock; mostly nothing.
 *
 * @param {number} before seconds left at the look before
 * @param {number} now
 */
export function saidTime(before, now) {
  if (before > 0 && now === 0) return "Time is up.";
  return before > WARNING && now <= WARNING ? `${now} seconds left.` : "";
}

/**
 * @param {HTMLElement[]} places where the time is shown
 * @param {{serverTime: () => number, announce: (words: string) => void, over?: () => void}} uses
 */
export function createCountdown(places, { serverTime, announce, over = () => {} }) {
  /** @type {number | undefined} */
  let end;
  let before = 0;

  function look() {
    for (const place of places) place.hidden = end === undefined;
    if (end === undefined) return;
    const now = secondsLeft(end, serverTime());
    const words = shownTime(now);
    for (const place of places) if (place.textContent !== words) place.textContent = words;
    const said = saidTime(before, now);
    const isOver = before > 0 && now === 0;
    before = now;
    if (said) announce(said);
    if (isOver) over();
  }
  const timer = setInterval(look, LOOK_EVERY);

  return {
    /** Show the time until an end by the server's clock, or none. @param {number | undefined} ends */
    set(ends) {
      if (ends !== end) {
        end = ends;
        before = ends === undefined ? 0 : secondsLeft(ends, serverTime());
      }
      look();
    },
    destroy: () => clearInterval(timer),
  };
}
