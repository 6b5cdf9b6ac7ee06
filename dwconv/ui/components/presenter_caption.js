// What stands above the picture of a presenter who teaches a class.

import { find } from "../../player/js/dom.js";

/**
 * Write the code, the question and the count there: the window of a presenter hides the desk.
 *
 * @param {string} code
 * @param {ClassFigures} figures
 */
export function writeCaption(code, figures) {
  const above = /** @type {HTMLElement | null} */ (document.querySelector(".dw-caption"));
  if (!above) return;
  const { question, text, open, answered, students } = figures;
  const counts =
    question && open ? `${answered} of ${students} answered, ${code}` : `${students} here, ${code}`;
  const words = find(above, "p", HTMLElement);
  const beside = find(above, "span", HTMLElement);
  if (document.querySelector(".st-key-lesson-picture")) {
    // the lesson has its own words there, and says how far it is
    if (beside.textContent !== beside.dataset.told)
      beside.dataset.progress = beside.textContent ?? "";
    beside.dataset.told = `${beside.dataset.progress}, ${counts}`;
    beside.textContent = beside.dataset.told;
    return;
  }
  words.textContent = question ? (text ?? "") : `Join with ${code}`;
  beside.textContent = counts;
  above.hidden = false;
}
