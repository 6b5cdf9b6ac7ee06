// A slider under a finger. By itself it jumps to where the finger comes down, also where that is the beginning
// of a swipe that scrolls the page.

const ACROSS = 6; // pixels after which a finger moves the slider

/** Sliders that do so already: a component may be drawn on the same element again. @type {WeakSet<Element>} */
const known = new WeakSet();

/**
 * Leave a slider as it is until a finger has moved along it or has tapped it.
 *
 * @param {HTMLInputElement} slider
 */
export function letSwipesPass(slider) {
  if (known.has(slider)) return;
  known.add(slider);
  /** @type {{x: number, value: string} | null} */
  let begun = null; // where the finger came down, and what the slider said, until it is clear what it does

  /** @param {boolean} meant   whether the slider was */
  const end = (meant) => {
    if (!begun) return;
    const { value } = begun;
    begun = null;
    if (!meant) slider.value = value;
    else if (slider.value !== value) slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  slider.addEventListener("pointerdown", ({ pointerType, clientX }) => {
    begun = pointerType === "touch" ? { x: clientX, value: slider.value } : null;
  });
  slider.addEventListener("pointermove", ({ clientX }) => {
    if (begun && Math.abs(clientX - begun.x) > ACROSS) end(true);
  });
  slider.addEventListener("pointerup", () => end(true));
  slider.addEventListener("pointercancel", () => end(false));
  slider.addEventListener("input", (event) => begun && event.stopImmediatePropagation(), true);
}
