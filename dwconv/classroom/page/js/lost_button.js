// The button "I'm lost": it stays pressed until the student takes it back, or the teacher has helped.

/**
 * @param {HTMLButtonElement} button
 * @param {ReturnType<typeof import("./tab_storage.js").remember>} memory
 * @param {(lost: boolean) => Promise<unknown>} send
 */
export function createLostButton(button, memory, send) {
  let helped = 0; // how often the teacher has helped

  /** @param {boolean} lost */
  function keep(lost) {
    button.setAttribute("aria-pressed", String(lost));
    memory.keepLost(lost ? helped : -1);
  }

  /** @param {boolean} lost */
  async function set(lost) {
    keep(lost);
    try {
      await send(lost);
    } catch {
      keep(!lost);
    }
  }
  button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));

  return {
    /** Take over how often the teacher has helped. @param {number} count */
    hear(count) {
      helped = count;
      if (memory.lostAt >= 0 && memory.lostAt !== helped) keep(false);
    },
    /** Say it again to a class that may have forgotten it. */
    confirm() {
      if (memory.lostAt >= 0) set(true);
    },
  };
}
