// A slider under a finger. By itself it jumps to where the finger comes down, also where that is the beginning
// of a swipe that scrolls the page.

const ACROSS = 6; // pixels after which a finger moves the slider

/**
 * Leave a slider as it is until a finger has moved along it or has tapped it.
 *
 * @param {HTMLInputElement} slider
 */
export function letSwipesPass(slider) {
  /** @type {{x: number, value: string} | null} */
  let begun = null; // where the finger came down, and what the slider said, until it is clear what it does

  for (const type of /** @type {const} */ ([
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
  ]))
    slider.addEventListener(type, ({ pointerType, clientX: x }) => {
      if (type === "pointerdown") {
        begun = pointerType === "touch" ? { x, value: slider.value } : null;
        return;
      }
      if (!begun || (type === "pointermove" && Math.abs(x - begun.x) <= ACROSS)) return;
      const { value } = begun;
      begun = null;
      // what the browser takes for a swipe is not meant for the slider
      if (type === "pointercancel") slider.value = value;
      else slider.dispatchEvent(new Event("input"));
    });
  slider.addEventListener("input", (event) => begun && event.stopImmediatePropagation(), true);
}
