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
 * Write a text with signs, and beside it the words that a screen reader says instead.
 *
 * @param {HTMLElement} element
 * @param {string} text
 * @param {string} words
 */
export function writeWithWords(element, text, words) {
  if (words === text) {
    element.textContent = text;
    return;
  }
  const signs = Object.assign(document.createElement("span"), {
    textContent: text,
    ariaHidden: "true",
  });
  const unseen = Object.assign(document.createElement("span"), {
    textContent: words,
    className: "dw-unseen",
  });
  element.replaceChildren(signs, unseen);
}

/**
 * Write paragraphs; those that stay the same are left alone, so that nobody who reads them is interrupted.
 *
 * @param {HTMLElement} element
 * @param {string[]} texts
 */
export function writeParagraphs(element, texts) {
  for (const [at, text] of texts.entries()) {
    const paragraph = element.children[at] ?? element.appendChild(document.createElement("p"));
    if (paragraph.textContent !== text) paragraph.textContent = text;
  }
  while (element.children.length > texts.length) element.lastElementChild?.remove();
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
  if (!context) throw new Error("this browser paints no canvas");
  context.direction = "ltr"; // or "−1" would be "1−" on a page that runs from right to left
  return context;
}
