// What the strip says of a gradient: which of its values it is, and what a weight's gradient means.

import { paintText } from "./canvas_drawing.js";
import { MINUS, writeResult } from "./number_text.js";
import { filterName } from "./sentences.js";

/**
 * Which value it is: in one short line on a phone.
 *
 * @param {Model} model
 * @param {boolean} narrow
 * @param {Place} place
 */
export function placeOfGradient(model, narrow, { i, j, k, q }) {
  const { C, M, header } = model,
    of = header.captions?.place;
  const at = `${of ? `${of} ` : ""}row ${i}, column ${j}`;
  if (!narrow) return [at, `channel k = ${k}, ${filterName(model, q, "q = ")}`];
  const filter = M > 1 || header.captions?.parts;
  const whose = [...(C > 1 ? [`channel ${k}`] : []), ...(filter ? [filterName(model, q)] : [])];
  return [[at, ...whose].join(", ")];
}

/**
 * What a weight's gradient says: by how much L changes if the weight is larger by 1, as L is a sum of products.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {number} gradient
 */
export function paintChange(context, { theme, model, digit, scene: { strip } }, gradient) {
  if (model.header.captions?.place !== "weight" || strip.narrow) return;
  const change = writeResult(Math.abs(gradient), strip.number),
    text = `weight + 1: L ${gradient < 0 ? MINUS : "+"} ${change}`;
  const { right, middle, width } = strip.result;
  const size = Math.min(13, (0.98 * width) / (text.length * digit));
  paintText(context, theme, text, right, middle + 34, { size, align: "right" });
}
