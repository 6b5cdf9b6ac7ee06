// What a class answers, as large as the window: opened by hand, or by itself where a presenter asked.

import { find } from "../../player/js/dom.js";

const STORED = "dw-class-large"; // how it was opened, while it is

export const forgetLarge = () => sessionStorage.removeItem(STORED);

/**
 * Let the large view be opened; a reload leaves the projector what it shows.
 *
 * @param {HTMLDialogElement} screen
 */
export function createLargeAnswers(screen) {
  let byItself = false;

  /** @param {boolean} itself */
  function open(itself) {
    byItself = itself;
    screen.showModal();
    sessionStorage.setItem(STORED, itself ? "by itself" : "by hand");
  }

  function toggle() {
    if (screen.open) screen.close();
    else open(false);
  }

  screen.addEventListener("close", forgetLarge);
  find(screen, ".screen-close", HTMLButtonElement).onclick = toggle;
  const before = sessionStorage.getItem(STORED);
  if (before) open(before === "by itself");

  return {
    toggle,
    /**
     * Follow the class: a presenter's window hides the desk, so what is answered comes by itself.
     *
     * @param {ClassFigures | null} before
     * @param {ClassFigures} now
     */
    follow(before, now) {
      const presents = document.documentElement.classList.contains("dw-presented");
      if (presents && before?.open && now.question && !now.open && !screen.open) open(true);
      else if (byItself && before && (now.open || now.question !== before.question)) {
        screen.close();
        byItself = false;
      }
    },
  };
}
