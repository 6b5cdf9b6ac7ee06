// Weights that move from the layout of one framework to that of another.
// Draws what it is given: {from, to: {name, shape, filters}, cells: [{text, value, k, turn, from, to, words}], words}.

import { setColours, styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { speakOfChanges } from "../../player/js/spoken.js";
import { letSwipesPass } from "../../player/js/touch_slider.js";
import { element } from "./svg.js";
import css from "./weight_layouts.css";

const style = styleWith(css);
const GAP = 14, // between two blocks
  LABEL = 16, // above a block, for each line
  PLACED = 30, // the least width of a block with its indices above
  INDICES = 51, // as wide as "[15, 0]"
  WORDS = 58, // as wide as "k 0, q 0"
  LARGEST = 44, // side of a cell, in pixels
  LEGIBLE = 22, // the least side with digits
  TALLEST = 345,
  SECONDS = 2.4;

/** The state of each element: a new layout starts where the cells are now. @type {WeakMap<HTMLElement, any>} */
const running = new WeakMap();

/**
 * Where the blocks of an array lie: the first two axes count blocks, the last two rows and columns.
 *
 * @param {{shape: number[], filters: string[]}} end
 * @param {number} wide
 * @param {number} cell
 */
function arrange({ shape: [rows, columns, high, across], filters }, wide, cell) {
  const named = filters.length > 0 && cell >= LEGIBLE;
  const label = named ? 2 * LABEL + 3 : LABEL;
  const words = named ? WORDS : across * cell >= PLACED ? INDICES : 0;
  const width = Math.max(across * cell, words) + GAP,
    height = high * cell + label + GAP;
  const line = Math.max(1, Math.floor((wide + GAP) / width));
  const blocks = [];
  let x = 0,
    y = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const last = x >= line || (column === 0 && row > 0 && columns > 1);
      if (last) {
        x = 0;
        y += height;
      }
      blocks.push({ x: x * width, y, row, column });
      x += 1;
    }
  }
  return { blocks, label, height: y + height, width: across * cell };
}

/**
 * How far the weights have come, for screen readers.
 *
 * @param {{from: {name: string}, to: {name: string}}} ends
 * @param {number} at   from 0 to 1
 */
function placeInWords({ from, to }, at) {
  if (at <= 0) return `in the layout of ${from.name}`;
  if (at >= 1) return `in the layout of ${to.name}`;
  return `${Math.round(100 * at)} percent of the way from ${from.name} to ${to.name}`;
}

/**
 * @param {HTMLElement} root
 * @param {any} data
 */
function build(root, data) {
  const wide = root.clientWidth || 600;
  let cell = LARGEST;
  const fits = () =>
    [data.from, data.to].every((end) => {
      const { width, height } = arrange(end, wide, cell);
      return width <= wide && height <= TALLEST;
    });
  while (cell > 5 && !fits()) cell -= 1;
  const ends = [data.from, data.to].map((end) => arrange(end, wide, cell));
  const [bar, place] = [find(root, ".bar", HTMLElement), find(root, ".place", HTMLElement)];
  place.replaceChildren();
  const heights = ends.map((end) => end.height - GAP); // what follows stands directly under the blocks
  const high = Math.max(...heights);
  root.style.minHeight = ""; // it was kept free until now
  const svg = element("svg", { role: "img", width: wide, height: high }, place);
  element("title", {}, svg, data.words);
  const frames = ends.map((end, which) => {
    const { shape, filters } = [data.from, data.to][which];
    const group = element("g", { class: "frames" }, svg);
    for (const { x, y, row, column } of end.blocks) {
      if (filters.length && cell >= LEGIBLE) {
        element("text", { class: "label", x, y: y + 12 + LABEL }, group, filters[row]);
      }
      if (shape[3] * cell >= PLACED) {
        element("text", { class: "label", x, y: y + 12 }, group, `[${row}, ${column}]`);
      }
      element(
        "rect",
        {
          class: "block",
          x,
          y: y + end.label,
          width: shape[3] * cell,
          height: shape[2] * cell,
          rx: 2,
        },
        group,
      );
    }
    return /** @type {SVGElement} */ (group);
  });
  const spots = data.cells.map((/** @type {any} */ one) =>
    ends.map((end, which) => {
      const [a, b, c, d] = which ? one.to : one.from;
      const block = end.blocks[a * [data.from, data.to][which].shape[1] + b];
      return [block.x + d * cell, block.y + ends[which].label + c * cell];
    }),
  );
  const most = Math.max(...data.cells.map((/** @type {any} */ one) => Math.abs(one.value))) || 1;
  const nodes = data.cells.map((/** @type {any} */ one) => {
    const group = /** @type {SVGElement} */ (element("g", { class: "cell" }, svg));
    element("title", {}, group, one.words);
    element(
      "rect",
      {
        class: one.value < 0 ? "negative" : "positive",
        ...{ x: 2, y: 2, width: cell - 4, height: cell - 4 },
        style: `--hue: var(--dw-hue-${one.k}); --share: ${Math.round((70 * Math.abs(one.value)) / most)}%`,
      },
      group,
    );
    if (cell >= LEGIBLE) {
      const middle = cell / 2;
      const size = Math.min(14, (1.5 * cell) / Math.max(2, one.text.length));
      element("text", { x: middle, y: middle + 4, style: `font-size: ${size}px` }, group, one.text);
    }
    return group;
  });
  const turns = 1 + Math.max(...data.cells.map((/** @type {any} */ one) => one.turn));
  const range = find(bar, "input", HTMLInputElement);

  /** @param {number} at from 0, the first layout, to 1, the second */
  const show = (at) => {
    data.cells.forEach((/** @type {any} */ one, /** @type {number} */ index) => {
      // Filter by filter, each in half of the time.
      const begin = (0.5 * one.turn) / turns;
      const part = Math.min(1, Math.max(0, (at - begin) / 0.5));
      const eased = part * part * (3 - 2 * part);
      const [[x0, y0], [x1, y1]] = spots[index];
      const [x, y] = [x0 + (x1 - x0) * eased, y0 + (y1 - y0) * eased];
      nodes[index].setAttribute("transform", `translate(${x} ${y})`);
    });
    frames[0].style.opacity = String(Math.max(0, 1 - 2 * at));
    frames[1].style.opacity = String(Math.max(0, 2 * at - 1));
    range.value = String(Math.round(at * 100));
    range.style.setProperty("--dw-done", `${100 * at}%`);
    range.setAttribute("aria-valuetext", placeInWords(data, at));
    svg.setAttribute("height", String(at <= 0 ? heights[0] : at >= 1 ? heights[1] : high));
    const where = at <= 0 ? data.from : at >= 1 ? data.to : null;
    const status = find(bar, "[role=status]", HTMLElement);
    speakOfChanges(status);
    status.textContent = where ? `${where.name} (${where.shape.join(", ")})` : "";
  };
  return show;
}

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const root = find(parentElement, ".layouts", HTMLElement);
  setColours(root);
  const button = find(root, "button", HTMLButtonElement);
  const range = find(root, "input", HTMLInputElement);
  let show = build(root, data);
  let frame = 0;
  const stop = () => cancelAnimationFrame(frame);
  const play = () => {
    stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return show(1);
    const begin = performance.now();
    const step = () => {
      const at = Math.min(1, Math.max(0, (performance.now() - begin) / (1000 * SECONDS)));
      show(at);
      if (at < 1) frame = requestAnimationFrame(step);
    };
    step();
  };
  const key = JSON.stringify([data.from, data.to]);
  // What opens is at its beginning; a layout that is chosen after that moves.
  if (!running.has(root) || running.get(root) === key) show(0);
  else play();
  running.set(root, key);
  button.onclick = play;
  if (!running.has(root)) letSwipesPass(range);
  range.oninput = () => {
    stop();
    show(Number(range.value) / 100);
  };
  let wide = root.clientWidth;
  const observer = new ResizeObserver(() => {
    if (root.clientWidth === wide) return;
    wide = root.clientWidth;
    stop();
    show = build(root, data);
    show(Number(range.value) / 100);
  });
  observer.observe(root);
  return () => {
    stop();
    observer.disconnect();
  };
}
