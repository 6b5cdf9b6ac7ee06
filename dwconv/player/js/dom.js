// Finds elements of the page and canvas contexts; an error says which one is missing.

/**
 * The element that a selector finds below another one.
 *
 * @template {Element} T
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function find(parent, selector, type) {
  const found = parent.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`there is no ${selector}`);
  return found;
}

/**
 * What paints on a canvas of the page.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function paintsOn(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser paints no canvas");
  return context;
}

/**
 * What paints on a canvas that is not shown.
 *
 * @param {OffscreenCanvas} canvas
 */
export function paintsOffScreen(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser paints no canvas off the screen");
  context.direction = "ltr"; // or "−1" would be "1−" on a page that runs from right to left
  return context;
}
