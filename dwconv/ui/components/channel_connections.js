// Lines from inputs on the left to the outputs on the right that they feed: {connections: [[input, output]]}.

import { setColours, styleWith } from "../../player/js/add_style.js";
import constants from "../../player/js/colours_and_speeds.js";
import { find } from "../../player/js/dom.js";
import css from "./channel_connections.css";
import { element } from "./svg.js";

const style = styleWith(css);

const ROW = 34,
  LEFT = 86,
  RIGHT = 234,
  WIDE = 320;

/**
 * @param {HTMLElement} root
 * @param {Wires} data
 */
function draw(root, { inputs, outputs, connections, words }) {
  const high = ROW * Math.max(inputs, outputs);
  const svg = element("svg", { role: "img", width: WIDE, viewBox: `0 0 ${WIDE} ${high}` }, root);
  element("title", {}, svg, words);
  const left = (/** @type {number} */ index) => ((index + 0.5) * high) / inputs;
  const right = (/** @type {number} */ index) => ((index + 0.5) * high) / outputs;
  for (const [input, output] of connections) {
    element(
      "line",
      {
        x1: LEFT,
        y1: left(input),
        x2: RIGHT,
        y2: right(output),
        style: `--hue: var(--dw-hue-${input % constants.hues.length})`,
      },
      svg,
    );
  }
  for (let index = 0; index < inputs; index++) {
    element("circle", { cx: LEFT, cy: left(index), r: 5 }, svg);
    element("text", { class: "input", x: LEFT - 12, y: left(index) + 4 }, svg, `input ${index}`);
  }
  for (let index = 0; index < outputs; index++) {
    element("circle", { cx: RIGHT, cy: right(index), r: 5 }, svg);
    element("text", { x: RIGHT + 12, y: right(index) + 4 }, svg, `output ${index}`);
  }
}

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const root = find(parentElement, ".connections", HTMLElement);
  setColours(root);
  root.replaceChildren();
  draw(root, data);
}
