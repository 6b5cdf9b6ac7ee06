// Gradient descent on a depthwise layer, update by update: for each channel its input, kernel,
// gradient, output and error as pictures, and the losses as curves. It draws numbers, it computes none.

import { setColours, styleWith } from "../../player/js/add_style.js";
import { find, writeWithWords } from "../../player/js/dom.js";
import { prefersReducedMotion } from "../../player/js/reduced_motion.js";
import { speakOfChanges, spoken } from "../../player/js/spoken.js";
import { letSwipesPass } from "../../player/js/touch_slider.js";
import css from "./gradient_descent.css";
import { element } from "./svg.js";

const style = styleWith(css);

const DELAY = 160; // ms from one update to the next
const CHART = { width: 300, height: 250, left: 46, right: 72, top: 12, bottom: 38 };
const LEAST = 1e-8; // a loss below this is drawn as this
const DASHES = ["", "7 4", "2 3"];
const MINUS = "\u2212";
const LINE = 14; // pixels from one name to the next
const LEAST_SIGNED = 6; // percent of its hue: a paler cell looks white, and has a dot in place of a sign

/** What is in the small pictures, whose cells have no digits. @type {[mark: string, words: string][]} */
const KEY = [
  ["positive", "positive: in colour"],
  ["negative", "negative: grey"],
  ["ring", "zero"],
  ["dot", "nearly zero"],
];
/** Of the marks in the middle of a cell, as shares of it. @type {Record<string, number>} */
const RADII = { ring: 0.2, dot: 0.09 };

/** @typedef {{name: string, of: string, cell: number, digits: boolean, scale: string}} Picture */

/** @type {Picture[]} */
const PICTURES = [
  { name: "input", of: "input", cell: 10, digits: false, scale: "input" },
  { name: "filter now", of: "filters", cell: 30, digits: true, scale: "kernel" },
  { name: "its gradient", of: "gradients", cell: 30, digits: true, scale: "gradient" },
  { name: "output now", of: "outputs", cell: 14, digits: false, scale: "output" },
  { name: "wanted", of: "wanted", cell: 14, digits: false, scale: "output" },
  { name: "now − wanted", of: "errors", cell: 14, digits: false, scale: "output" },
  { name: "hidden filter", of: "hidden", cell: 30, digits: true, scale: "kernel" },
];

/**
 * @param {Uint8Array} bytes
 * @returns {{update: number, run: DescentRun}}
 */
function decode(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  /** @type {Record<string, Float32Array>} */
  const values = {};
  let start = 8 + length;
  for (const [name, shape] of Object.entries(header.arrays)) {
    const size =
      4 * shape.reduce((/** @type {number} */ all, /** @type {number} */ each) => all * each, 1);
    values[name] = new Float32Array(bytes.slice(start, start + size).buffer);
    start += size;
  }
  return { update: view.getUint32(0, true), run: { ...header, values } };
}

/**
 * Three digits of a number, of which two decimals at most.
 *
 * @param {number} value
 * @param {number} digits behind the point where it has a power of ten
 */
export function short(value, digits) {
  const size = Math.abs(value);
  const text =
    size === 0
      ? "0"
      : size >= 999.5
        ? value.toExponential(digits)
        : value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
  return text
    .replace("e+", "e")
    .replace(/^-(0\.?0*)$/, "$1")
    .replace("-", MINUS);
}

/** A loss with three digits. @param {number} value */
export const written = (value) =>
  (value === 0 ? "0" : value < 1e-3 ? value.toExponential(2) : value.toPrecision(3))
    .replace("e+", "e")
    .replace("-", MINUS);

/**
 * @param {DescentRun} run
 * @param {Picture} picture
 * @param {number} channel
 * @param {number} update
 */
function plane({ values, channels, kernel, input, output }, { of }, channel, update) {
  const [rows, columns] =
    of === "input" ? input : ["filters", "gradients", "hidden"].includes(of) ? kernel : output;
  const fixed = ["input", "wanted", "hidden"].includes(of);
  const size = rows * columns;
  const start = ((fixed ? 0 : update * channels) + channel) * size;
  return { rows, columns, numbers: values[of].subarray(start, start + size) };
}

/**
 * Heights at which words stand above each other, each as near to its own as there is room.
 *
 * @param {number[]} heights
 * @param {number} least
 * @param {number} most
 */
export function apart(heights, least, most) {
  const order = heights.map((_, at) => at).sort((a, b) => heights[a] - heights[b] || a - b);
  const places = heights.map((height) => Math.max(height, least));
  order.forEach((at, place) => {
    if (place) places[at] = Math.max(places[at], places[order[place - 1]] + LINE);
  });
  const over = Math.max(0, places[order[order.length - 1]] - most);
  let next = Number.POSITIVE_INFINITY;
  for (const at of order.reverse()) {
    places[at] = Math.min(places[at], over ? Math.min(most, next - LINE) : places[at]);
    next = places[at];
  }
  return places;
}

/** @param {Float32Array} numbers */
const largestOf = (numbers) =>
  numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

/**
 * @param {HTMLElement} root
 * @param {(update: number) => void} report
 */
function create(root, report) {
  /** @type {DescentRun} */
  let run;
  let update = 0,
    playing = false,
    revealed = false,
    narrow = false,
    last = 0,
    frame = 0;
  /** @type {{rects: Element[], texts: Element[], marks: Element[], svg: Element, picture: Picture, channel: number}[]} */
  let drawn = [];
  /** @type {Element[]} */
  let ends = [];

  root.replaceChildren();
  /**
   * @param {string} tag
   * @param {string} name
   * @param {Element} parent
   * @param {string} [text]
   */
  const make = (tag, name, parent, text = "") => {
    const made = Object.assign(document.createElement(tag), { className: name });
    writeWithWords(made, text, spoken(text));
    parent.append(made);
    return made;
  };
  const transport = make("div", "transport", root);
  /**
   * @param {string} text
   * @param {() => void} act
   */
  const button = (text, act) => {
    const made = /** @type {HTMLButtonElement} */ (make("button", "", transport, text));
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const buttons = make("div", "dw-buttons", transport);
  /**
   * @param {string} name
   * @param {[string, string][]} paths the classes and the lines of the picture on it
   * @param {() => void} act
   */
  const pictured = (name, paths, act) => {
    const made = button("", act);
    made.title = name; // what it is called as well: with a label beside it, it would be said twice
    const svg = element("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, made);
    for (const [look, d] of paths) element("path", { class: look, d }, svg);
    buttons.append(made);
    return made;
  };
  pictured("Reset: back to update 0", [["", "M3 3h2v10H3zM13 3v10L6 8z"]], () => seek(0));
  pictured("One update back", [["", "M11 3v10L4 8z"]], () => seek(update - 1));
  const play = pictured(
    "Run",
    [
      ["dw-icon-play", "M4 2.5v11L13.5 8z"],
      ["dw-icon-pause", "M3.5 3h3v10h-3zM9.5 3h3v10h-3z"],
    ],
    () => (playing ? pause() : start()),
  );
  play.className = "dw-play";
  pictured("One update on", [["", "M5 3v10l7-5z"]], () => seek(update + 1));
  pictured("Last update", [["", "M11 3h2v10h-2zM3 3v10l7-5z"]], () => seek(run.updates));
  const slider = /** @type {HTMLInputElement} */ (make("input", "dw-slider", transport));
  slider.type = "range";
  slider.min = "0";
  slider.setAttribute("aria-label", "Update");
  letSwipesPass(slider);
  slider.addEventListener("input", () => show(Number(slider.value), true));
  slider.addEventListener("change", () => report(update));
  const place = make("span", "place", transport);
  const reveal = button("Show the hidden filters", () => {
    revealed = !revealed;
    reveal.textContent = revealed ? "Hide the hidden filters" : "Show the hidden filters";
    show(update);
  });
  const body = make("div", "body", root);
  const lanes = make("div", "lanes", body);
  const chart = make("figure", "chart", body);
  const key = make("p", "key", root);
  for (const [mark, words] of KEY) {
    const meaning = make("span", "", key);
    const svg = element("svg", { width: 15, height: 15, "aria-hidden": "true" }, meaning);
    const cell = { x: 0.5, y: 0.5, width: 14, height: 14, style: "--hue: var(--dw-hue-0)" };
    element("rect", { class: mark, ...cell }, svg);
    if (mark === "negative") element("text", { x: 7.5, y: 11.5 }, svg, MINUS);
    if (mark in RADII)
      element("circle", { class: mark, cx: 7.5, cy: 7.5, r: 14 * RADII[mark] }, svg);
    meaning.append(words);
  }
  const status = make("p", "status", root);
  status.setAttribute("role", "status");

  function pause() {
    playing = false;
    cancelAnimationFrame(frame);
    label();
    report(update);
  }

  function start() {
    if (update >= run.updates) show(0);
    if (prefersReducedMotion.matches) {
      seek(run.updates);
      return;
    }
    playing = true;
    last = 0;
    label();
    frame = requestAnimationFrame(tick);
  }

  /** @param {number} now */
  function tick(now) {
    if (!playing || !root.isConnected) return;
    if (!last) last = now;
    if (now - last >= DELAY) {
      last = now;
      show(update + 1);
      if (update >= run.updates) {
        pause();
        return;
      }
    }
    frame = requestAnimationFrame(tick);
  }

  function label() {
    play.title = playing ? "Pause" : "Run";
    root.dataset.playing = String(playing);
  }

  /** @param {number} to */
  function seek(to) {
    playing = false;
    show(to);
    label();
    report(update);
  }

  /** The pictures and the curves of a run, empty. */
  function build() {
    lanes.replaceChildren();
    drawn = [];
    narrow = root.clientWidth < 420; // two rows of pictures then
    for (let channel = 0; channel < run.channels; channel++) {
      const lane = make("section", "lane", lanes);
      lane.style.setProperty("--hue", `var(--dw-hue-${channel})`);
      lane.setAttribute("aria-label", `channel ${channel}`);
      make("strong", "name", lane, `channel ${channel}`);
      make("span", "loss", lane);
      const pictures = make("div", "pictures", lane);
      for (const picture of PICTURES) {
        const { rows, columns } = plane(run, picture, channel, 0),
          cell = narrow && !picture.digits ? Math.min(picture.cell, 12) : picture.cell,
          across = picture.digits ? cell + (narrow && picture.scale === "kernel" ? 2 : 8) : cell; // room for −3.44
        const figure = make("figure", picture.of, pictures);
        make("figcaption", "", figure, picture.name);
        const [width, height] = [columns * across + 1, rows * cell + 1];
        const svg = element(
          "svg",
          { role: "img", width, height, viewBox: `0 0 ${width} ${height}` },
          figure,
        );
        const rects = [],
          texts = [],
          marks = [];
        for (let at = 0; at < rows * columns; at++) {
          const x = (at % columns) * across + 0.5,
            y = Math.floor(at / columns) * cell + 0.5;
          rects.push(element("rect", { x, y, width: across, height: cell }, svg));
          texts.push(element("text", { x: x + across / 2, y: y + cell / 2 + 4 }, svg, ""));
          if (picture.digits) continue;
          marks.push(element("circle", { cx: x + across / 2, cy: y + cell / 2 }, svg));
        }
        drawn.push({ rects, texts, marks, svg, picture, channel });
      }
    }
    curves();
  }

  function curves() {
    if (!chart.clientWidth) return; // the page is being put together, or left
    chart.replaceChildren();
    const { losses } = run.values;
    const cut = losses.some((loss) => loss < LEAST) ? "; at the bottom 1e\u22128 or less" : "";
    const caption = make("figcaption", "", chart, `loss of each channel${cut}`);
    const { width, left, right, top, bottom } = CHART;
    // Beside the pictures it is as high as they are.
    const beside = chart.offsetTop === lanes.offsetTop;
    const height = beside
      ? ((lanes.offsetHeight - caption.offsetHeight - 5) * width) / chart.clientWidth
      : CHART.height;
    const logs = Array.from(losses, (loss) => Math.log10(Math.max(loss, LEAST)));
    const [least, most] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
    const x = (/** @type {number} */ at) =>
      left + ((width - left - right) * at) / Math.max(run.updates, 1);
    const y = (/** @type {number} */ log) =>
      top + ((height - top - bottom) * (most - log)) / Math.max(most - least, 1);
    const svg = element("svg", { role: "img", viewBox: `0 0 ${width} ${height}` }, chart);
    element("title", {}, svg, "The losses over the updates; the table below has the numbers");
    const every = Math.ceil((most - least) / 6);
    for (let power = least; power <= most; power += every) {
      element(
        "line",
        { class: "grid", x1: left, x2: width - right, y1: y(power), y2: y(power) },
        svg,
      );
      const tick = `1e${power}`.replace("-", MINUS);
      element("text", { class: "tick", x: left - 5, y: y(power) + 4 }, svg, tick);
    }
    for (const at of new Set([0, Math.round(run.updates / 2), run.updates]))
      element("text", { class: "at", x: x(at), y: height - bottom + 19 }, svg, String(at));
    element("text", { class: "at", x: (left + width - right) / 2, y: height - 4 }, svg, "update");
    ends = [];
    /** @type {(() => void)[]} */
    const runs = [];
    for (let channel = 0; channel < run.channels; channel++) {
      /** @type {string[]} */
      const points = [];
      for (let at = 0; at <= run.updates; at++)
        points.push(`${x(at)},${y(logs[at * run.channels + channel])}`);
      const look = {
        style: `--hue: var(--dw-hue-${channel})`,
        "stroke-dasharray": DASHES[channel % 3],
      };
      const past = element("polyline", { class: "curve", ...look }, svg);
      runs.push(() => past.setAttribute("points", points.slice(0, update + 1).join(" ")));
      ends.push(element("circle", { class: "mark", r: 4.5, style: look.style }, svg));
    }
    const names = ends.map((_, channel) =>
      element("text", { class: "which" }, svg, `channel ${channel}`),
    );
    const now = element("line", { class: "now", y1: top, y2: height - bottom }, svg);
    move = () => {
      for (const draw of runs) draw();
      now.setAttribute("x1", String(x(update)));
      now.setAttribute("x2", String(x(update)));
      const heights = names.map((_, channel) => y(logs[update * run.channels + channel]));
      // On the right no curve has been yet.
      const places = apart(heights, top + 4, height - bottom);
      names.forEach((name, channel) => {
        ends[channel].setAttribute("cx", String(x(update)));
        ends[channel].setAttribute("cy", String(heights[channel]));
        name.setAttribute("x", String(x(update) + 9));
        name.setAttribute("y", String(places[channel] + 4));
      });
    };
  }
  let move = () => {};

  /**
   * @param {number} to
   * @param {boolean} [byHand]
   */
  function show(to, byHand = false) {
    if (byHand && playing) {
      playing = false;
      label();
    }
    update = Math.max(0, Math.min(to, run.updates));
    const digits = (/** @type {number} */ value) => short(value, narrow ? 0 : 1);
    for (const { rects, texts, marks, svg, picture, channel } of drawn) {
      const hidden = picture.of === "hidden" && !revealed;
      const { numbers } = plane(run, picture, channel, update);
      const largest = scales[picture.scale][channel];
      const shares = Array.from(numbers, (value) =>
        hidden ? 0 : Math.round(78 * Math.min(1, Math.abs(value) / largest)),
      );
      rects.forEach((rect, at) => {
        rect.setAttribute("class", numbers[at] < 0 && !hidden ? "negative" : "positive");
        /** @type {SVGElement} */ (rect).style.setProperty("--share", `${shares[at]}%`);
      });
      texts.forEach((text, at) => {
        // Without digits, a sign told by more than grey.
        const sign = numbers[at] < 0 && shares[at] >= LEAST_SIGNED ? MINUS : "";
        const says = hidden ? "?" : picture.digits ? digits(numbers[at]) : sign;
        if (text.textContent !== says) text.textContent = says;
      });
      // And 0 has a ring, as in the player's cells: an empty cell is still to come.
      marks.forEach((circle, at) => {
        const mark = numbers[at] === 0 ? "ring" : shares[at] < LEAST_SIGNED ? "dot" : "none";
        circle.setAttribute("class", mark);
        circle.setAttribute("r", String(picture.cell * (RADII[mark] ?? 0)));
      });
      const says = hidden ? "hidden" : picture.digits ? Array.from(numbers, digits).join(", ") : "";
      svg.setAttribute(
        "aria-label",
        spoken(`${picture.name}, channel ${channel}${says ? `: ${says}` : ""}`),
      );
    }
    const losses = run.values.losses.subarray(update * run.channels, (update + 1) * run.channels);
    lanes.querySelectorAll(".loss").forEach((span, channel) => {
      const loss = `loss ${written(losses[channel])}`;
      writeWithWords(/** @type {HTMLElement} */ (span), loss, spoken(loss));
    });
    move();
    slider.max = String(run.updates);
    slider.value = String(update);
    slider.style.setProperty("--dw-done", `${(100 * update) / run.updates}%`);
    place.textContent = `update ${update} of ${run.updates}`;
    slider.setAttribute("aria-valuetext", place.textContent);
    speakOfChanges(status, !playing);
    status.textContent = spoken(
      `Update ${update} of ${run.updates}. Losses: ${Array.from(losses, (loss, k) => `channel ${k} ${written(loss)}`).join(", ")}.`,
    );
    root.dataset.update = String(update);
  }

  /** @type {Record<string, number[]>} */
  let scales = {};
  let wide = 0; // for which it was drawn

  function draw() {
    wide = root.clientWidth;
    build();
    show(update);
  }

  new ResizeObserver(() => {
    if (run && wide !== root.clientWidth) draw();
  }).observe(root);

  return {
    /** @param {{update: number, run: DescentRun}} given */
    load(given) {
      const first = run === undefined;
      run = given.run;
      /** @param {string} of */
      const each = (of) =>
        Array.from({ length: run.channels }, (_, channel) =>
          largestOf(
            plane(run, { of, name: "", cell: 0, digits: false, scale: "" }, channel, 0).numbers,
          ),
        );
      scales = {
        input: each("input"),
        kernel: each("hidden"),
        gradient: each("gradients"),
        output: each("wanted"),
      };
      if (first) update = given.update;
      draw();
      label();
    },
  };
}

/** @type {WeakMap<Element, ReturnType<typeof create> & {bytes?: string}>} */
const elements = new WeakMap();

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const root = find(parentElement, ".descent", HTMLElement);
  setColours(root);
  let shown = elements.get(root);
  if (!shown) {
    shown = create(root, (update) => setStateValue("at", { update }));
    elements.set(root, shown);
  }
  // the update that the page was told comes back: only other numbers are loaded
  const bytes = data.subarray(4).join();
  if (shown.bytes !== bytes) {
    shown.bytes = bytes;
    shown.load(decode(data));
  }
}
