// One output value of a stack of layers, followed back to the input: a row for each layer, the input's
// pixels below, and on how many ways each of them reaches the output.
// Draws what it is given: {name, whole, pixels, rows: [{label, centres}], read, ways, height, words}.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import css from "./receptive_field.css";
import { element } from "./svg.js";

const style = styleWith(css);

const LEFT = 58; // pixels for the words of the rows
const TOP = 4;
const CONE = 168; // from the output's row to the input's
const BAR = 16; // the input's pixels
const WAYS = 46; // the highest bar of the ways

/**
 * @param {HTMLElement} root
 * @param {OutputTrace} data
 */
function draw(root, data) {
  const { whole, pixels, rows, read, ways, words } = data;
  const wide = root.clientWidth || 400;
  const unit = (wide - LEFT - 4) / whole;
  const first = LEFT + ((whole - pixels) / 2) * unit;
  const x = (/** @type {number} */ pixel) => first + pixel * unit;
  const svg = element("svg", { role: "img", width: wide, height: data.height }, root);
  element("title", {}, svg, words);

  const gap = unit >= 5 ? 2 : unit >= 2.5 ? 0.8 : 0;
  /**
   * Rectangles of one kind as one path.
   *
   * @param {string} kind
   * @param {{left: number, width: number, top: number, height: number}[]} boxes
   */
  const path = (kind, boxes) => {
    const line = boxes
      .map(({ left, width, top, height }) => `M${left} ${top}h${width}v${height}h${-width}z`)
      .join("");
    if (line) element("path", { class: kind, d: line }, svg);
  };

  const space = CONE / (rows.length - 1);
  const high = Math.min(9, Math.max(space - 3, 1.2));
  const input = TOP + CONE;
  const ends = (/** @type {number[]} */ centres) =>
    /** @type {const} */ ([x(centres[0]), x(centres[centres.length - 1] + 1)]);
  const edges = rows.map(({ centres }, row) => ({ ends: ends(centres), y: TOP + row * space }));
  const left = edges.map((edge) => `${edge.ends[0]},${edge.y}`);
  const right = edges.map((edge) => `${edge.ends[1]},${edge.y}`).reverse();
  element("polygon", { class: "cone", points: [...left, ...right].join(" ") }, svg);

  let free = 0; // below this there is room for the next word
  for (const [row, { label, centres }] of rows.entries()) {
    const last = row === rows.length - 1;
    const y = TOP + row * space;
    const middle = last ? y + BAR / 2 + 4 : y + high / 2 + 4;
    if (last || (middle >= free && middle < input - 6)) {
      element("text", { class: "label", x: LEFT - 6, y: middle }, svg, label);
      free = middle + 14;
    }
    if (last) break;
    path(
      row ? "value" : "output",
      centres.map((centre) => ({
        left: x(centre) + gap / 2,
        width: Math.max(unit - gap, 1),
        top: y,
        height: high,
      })),
    );
  }

  const cell = (/** @type {number} */ pixel) => ({
    left: x(pixel) + gap / 4,
    width: Math.max(unit - gap / 2, 0.5),
    top: input,
    height: BAR,
  });
  const all = read.map((_, pixel) => pixel);
  path("pixel", all.filter((pixel) => read[pixel]).map(cell));
  path("missed", all.filter((pixel) => !read[pixel]).map(cell));

  const ground = input + BAR + 8 + WAYS;
  element("text", { class: "label", x: LEFT - 6, y: ground - WAYS / 2 + 4 }, svg, "ways");
  element("line", { class: "ground", x1: x(0), x2: x(pixels), y1: ground, y2: ground }, svg);
  path(
    "ways",
    all.map((pixel) => ({
      left: x(pixel) + gap / 2,
      width: Math.max(unit - gap, 0.5),
      top: ground - ways[pixel] * WAYS,
      height: ways[pixel] * WAYS,
    })),
  );
  const sentence = `${pixels} pixels`;
  element("line", { class: "brace", x1: x(0), x2: x(pixels), y1: ground + 8, y2: ground + 8 }, svg);
  const middle = Math.min(Math.max(x(pixels / 2), LEFT + 30), wide - 30);
  element("text", { class: "size", x: middle, y: ground + 22 }, svg, sentence);
}

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const root = find(parentElement, ".reach", HTMLElement);
  let drawn = 0;
  const redraw = () => {
    drawn = root.clientWidth;
    root.replaceChildren();
    draw(root, data);
  };
  redraw();
  const observer = new ResizeObserver(() => {
    if (drawn !== root.clientWidth) redraw();
  });
  observer.observe(root);
  return () => observer.disconnect();
}
