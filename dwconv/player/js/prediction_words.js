// What is said where values are predicted, or asked of a class: the products of a value, and how to answer.

import { writeResult } from "./number_text.js";
import { inputAt, placeOf, tapPlace } from "./player_model.js";
import { addedZero, productsByRow } from "./window_sentence.js";

/**
 * The products of a window, row by row, as a sentence; "" where they are too many to listen to.
 *
 * @param {Model} model
 * @param {number} w
 */
export function productsText(model, w) {
  const { T, values, header } = model,
    { products } = values;
  if (!products || T > 9) return "";
  const place = placeOf(model, w);
  if (!header.captions)
    return `The products: ${productsByRow(model, place, (t) => products[w * T + t])}.`;
  const written = Array.from({ length: T }, (_, t) => {
    const { row, column } = tapPlace(model, place, t);
    const added = inputAt(model, place.k, row, column) === null;
    return added ? addedZero(model, row, column) : writeResult(products[w * T + t]);
  });
  return `The products: ${written.join(", ")}.`;
}

/**
 * How a question is answered, by keys and for whoever listens.
 *
 * @param {boolean} asksCells   whether a window's cells are asked for, and no number is typed yet
 * @returns {string}
 */
export const howToAnswer = (asksCells) =>
  asksCells
    ? "In the player, Tab to the values; Space chooses a cell; then press Check cells."
    : "To answer, press A at the slider Picture, or go to the edit field.";
