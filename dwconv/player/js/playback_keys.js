// The keys of a player's transport, as far as the focused control does not need them for itself.

/** Whether a key is typed into a field or a list: then a letter is no key of the player. @param {EventTarget | null} target */
export const isTyped = (target) =>
  target instanceof Element && target.matches("input:not([type=range]), select");

/**
 * What a key does to an animation; null where it does nothing, or belongs to the focused control.
 *
 * @param {string} key
 * @param {Element | null} control   the button, field or list that has the focus
 * @param {{toggle: () => void, stepBy: (steps: number) => void, scrubTo: (step: number) => void, changeSpeed: (by: number) => void, typeStep: () => void, toLane: ((by: number) => void) | null}} actions
 * @returns {(() => void) | null}
 */
export function actionOf(key, control, actions) {
  const { toggle, stepBy, scrubTo, changeSpeed, typeStep, toLane } = actions;
  const arrowsTaken = control?.matches("input, select, [role=radio]");
  const endsTaken = control?.matches("select, [role=radio]");
  const spaceTaken = control && !control.matches("input");
  /** @param {number} by */
  const lane = (by) => (arrowsTaken || !toLane ? null : () => toLane(by));
  const action = {
    " ": spaceTaken ? null : toggle,
    ArrowLeft: arrowsTaken ? null : () => stepBy(-1),
    ArrowRight: arrowsTaken ? null : () => stepBy(1),
    ArrowUp: lane(-1),
    ArrowDown: lane(1),
    Home: endsTaken ? null : () => scrubTo(0),
    End: endsTaken ? null : () => scrubTo(Infinity),
    g: typeStep,
    G: typeStep,
    "[": () => changeSpeed(-1),
    "]": () => changeSpeed(1),
  }[key];
  return action ?? null;
}

const none = () => {};
const ANY = {
  toggle: none,
  stepBy: none,
  scrubTo: none,
  changeSpeed: none,
  typeStep: none,
  toLane: none,
};

/** Whether a key does something to an animation. @param {string} key */
export const isPlaybackKey = (key) => actionOf(key, null, ANY) !== null;
