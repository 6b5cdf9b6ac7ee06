// What is heard of the pictures: what is under the probe, and what a control changed.

import { changesIn } from "../../player/js/speech.js";
import { pixel, valueText } from "./image_lab_data.js";
import { corner } from "./image_lab_places.js";

/** @typedef {import("./image_lab_data.js").Pair} Pair */
/** @typedef {import("./image_lab_data.js").Header} Header */
/** @typedef {import("./image_lab_data.js").Pictures} Pictures */

/**
 * The window of an output, and what it gives in every channel.
 *
 * @param {Pictures} pictures
 * @param {Pair} place
 */
export function placeInWords(pictures, place) {
  const { lanes, multiplier, kernel, mixed } = pictures.header;
  const [top, left] = corner(pictures.header, place);
  const parts = lanes.map(({ name }, k) => `${name}: ${outputsOf(pictures, k, place)}`);
  if (mixed) {
    const value = valueText(pictures, lanes.length * multiplier, place);
    parts.push(`${mixed.replace(":", ",")} = ${value}`);
  }
  return (
    `Output row ${place[0]}, column ${place[1]}; the ${kernel[0]}×${kernel[1]} window ` +
    `begins at input row ${top}, column ${left}. ${parts.join("; ")}.`
  );
}

/**
 * The channel whose numbers are shown, and its outputs.
 *
 * @param {Pictures} pictures
 * @param {number} lane
 * @param {Pair} place
 */
export const laneInWords = (pictures, lane, place) =>
  `${pictures.header.lanes[lane].name}, output row ${place[0]}, column ${place[1]}: ${outputsOf(pictures, lane, place)}.`;

/** @param {Pictures} pictures @param {number} k @param {Pair} place */
const outputsOf = (pictures, k, place) => {
  const { lanes, multiplier, mixed } = pictures.header;
  // with mixed channels a kernel's name is its one weight
  const input = mixed ? `${pixel(pictures, k, ...corner(pictures.header, place))} times ` : "";
  return lanes[k].kernels
    .map(({ name }, q) => {
      const value = valueText(pictures, k * multiplier + q, place);
      return input ? `${input}${name} = ${value}` : `${name} ${value}`;
    })
    .join(", ");
};

/**
 * What is seen in the outputs of kernels that were not there before, one sentence for each.
 *
 * @param {Header} before
 * @param {Header} now
 */
export function newEffects(before, now) {
  /** @param {Header} header @returns {Map<string, string>} */
  const effectsOf = ({ lanes }) =>
    new Map(lanes.flatMap(({ kernels }) => kernels.map(({ name, effect }) => [name, effect])));
  const known = effectsOf(before);
  return [...effectsOf(now)]
    .filter(([name, effect]) => effect && !known.has(name))
    .map(([name, effect]) => `${name}: ${effect}.`);
}

/**
 * Which sizes are others than before, and how large the output is; "" where all are the same.
 *
 * @param {Header} before
 * @param {Header} now
 */
export function changeOfSizes(before, now) {
  const changed = changesIn(namedSizes(before), namedSizes(now), "");
  const same = String(before.output) === String(now.output);
  return changed && same ? `${changed} The output is still ${bySize(now.output)}.` : changed;
}

const bySize = (/** @type {Pair} */ size) => size.join(" by ");

/**
 * @param {Header} header
 * @returns {import("../../player/js/speech.js").NamedSize[]}
 */
const namedSizes = ({ size, padded, kernel, multiplier, stride, dilation, output }) => [
  ["picture", bySize(size)],
  ["kernel", bySize(kernel)],
  ["filters for each channel", String(multiplier)],
  ["stride", String(stride[0])], // the same along both axes, and so the dilation
  ["dilation", String(dilation[0])],
  ["picture with padding", bySize(padded)],
  ["output", bySize(output)],
];
