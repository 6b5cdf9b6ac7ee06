// What the page says of the picture while it is connected to its class.

/**
 * @param {ClassState | null} state   null before the class was heard
 * @param {boolean} own               whether the student moves the picture
 * @param {string} hash               of the picture that stands here
 */
export function statusOf(state, own, hash) {
  if (!state) return "Joining …";
  if (state.mode === "freeze") return "Look at the board. The picture cannot be moved now.";
  if (state.mode === "free") return "Everybody can move the picture now.";
  if (!own) return "You see what the class sees.";
  return state.picture?.hash === hash
    ? "You move the picture yourself. The class goes on without you."
    : "You move the picture yourself. The class has gone on to another picture.";
}
