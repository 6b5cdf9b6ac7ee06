// Pictures of one convolution: input channels, kernels and outputs, a lane for each channel.
//
// Draws what it is given and computes no value. All pictures share one view, in the input's own
// coordinates. The probe is an output position; hovering shows another one for as long as it lasts,
// a click or a tap puts the probe there.

import { setColours, styleWith } from "../../player/js/add_style.js";
import { find, writeWithWords } from "../../player/js/dom.js";
import { speakOfChanges, spoken } from "../../player/js/spoken.js";
import { bitmap, pixel, shades, unpack, valueText } from "./image_lab_data.js";
import { paintKernel, paintPicture } from "./image_lab_painting.js";
import css from "./image_lab_pictures.css";
import { clamp, corner, frame, middle, nearest } from "./image_lab_places.js";
import { element, writeNumbers } from "./image_lab_window.js";
import { changeOfSizes, laneInWords, newEffects, placeInWords } from "./image_lab_words.js";

/** @typedef {import("./image_lab_data.js").Pair} Pair */
/** @typedef {import("./image_lab_data.js").Kernel} Kernel */
/** @typedef {import("./image_lab_data.js").Pictures} Pictures */
/** @typedef {"colour" | "input" | "output" | "result"} Kind */
/** @typedef {{kind: Kind, at: number, canvas: HTMLCanvasElement, value: HTMLElement, caption: HTMLElement, explained: string}} Figure */
/** @typedef {{colour: OffscreenCanvas, input: OffscreenCanvas[], output: OffscreenCanvas[], result: OffscreenCanvas | null}} Bitmaps */

const style = styleWith(css);

const MOST_ZOOM = 64;
const ARROWS = new Map([
  ["ArrowUp", [-1, 0]],
  ["ArrowDown", [1, 0]],
  ["ArrowLeft", [0, -1]],
  ["ArrowRight", [0, 1]],
]);

class View {
  /**
   * @param {HTMLElement} root
   * @param {Uint8Array} bytes
   */
  constructor(root, bytes) {
    this.root = root;
    this.stage = find(root, ".stage", HTMLElement);
    this.status = find(root, ".status", HTMLElement);
    this.choice = find(root, ".lanes", HTMLElement);
    this.zoom = 1;
    this.lane = 0;
    /** @type {Pair | null} */
    this.hovered = null;
    /** @type {Pair | null} */
    this.centre = null;
    /** @type {Figure[]} */
    this.figures = [];
    /** @type {{kernel: Kernel, canvas: HTMLCanvasElement}[]} */
    this.kernels = [];
    this.numbers = document.createElement("div");
    this.shape = "";
    this.planned = 0;
    this.sizes = new ResizeObserver(() => this.plan());
    find(root, ".in", HTMLElement).onclick = () => this.zoomTo(this.zoom * 2);
    find(root, ".out", HTMLElement).onclick = () => this.zoomTo(this.zoom / 2);
    find(root, ".whole", HTMLElement).onclick = () => this.zoomTo(1);
    // A slider: at it a screen reader leaves the arrow keys to the page. The status says the place.
    const keys = find(root, ".keys", HTMLElement);
    root.addEventListener("focus", () => keys.focus({ preventScroll: true }));
    root.addEventListener("keydown", (event) => this.key(event));
    this.pictures = unpack(bytes);
    const { size } = this.pictures.header;
    // A little above the middle, where a portrait has its face.
    this.probe = nearest(this.pictures.header, [0.4 * size[0], 0.5 * size[1]]);
    this.bitmaps = this.allBitmaps(null);
    this.show();
  }

  /**
   * Show other pictures; the probe keeps its place, at any number of pixels.
   *
   * @param {Uint8Array} bytes
   */
  update(bytes) {
    const before = this.pictures.header;
    const [row, column] = middle(before, this.probe);
    this.pictures = unpack(bytes);
    const { header } = this.pictures;
    this.probe = nearest(header, [
      (row / before.size[0]) * header.size[0],
      (column / before.size[1]) * header.size[1],
    ]);
    this.hovered = null;
    if (String(before.size) !== String(header.size)) this.look();
    this.lane = Math.min(this.lane, header.lanes.length - 1);
    this.bitmaps = this.allBitmaps(before.image === header.image ? this.bitmaps : null);
    const changes = [...newEffects(before, header), changeOfSizes(before, header)];
    this.show(header.mixed ? "" : changes.join(" ").trim()); // the other picture has said it
  }

  /**
   * Those of the input are made again only for another image.
   *
   * @param {Bitmaps | null} kept
   * @returns {Bitmaps}
   */
  allBitmaps(kept) {
    const { header, input, output } = this.pictures;
    const shaded = output.map((values, at) => shades(values, header.planes[at]));
    /** @param {Pair} size @param {ArrayLike<number>} plane */
    const grey = (size, plane) => bitmap(size, [plane, plane, plane]);
    return {
      colour: kept?.colour ?? bitmap(header.size, input),
      input: kept?.input ?? input.map((plane) => grey(header.size, plane)),
      output: shaded.map((plane) => grey(header.output, plane)),
      result: header.multiplier === 1 && !header.mixed ? bitmap(header.output, shaded) : null,
    };
  }

  /** @param {string} [news]   what changed, in words */
  show(news) {
    this.build();
    this.draw();
    this.say(news);
  }

  // What is on the page

  build() {
    const { header } = this.pictures;
    const { lanes, multiplier, mixed } = header;
    const names = lanes.map(({ name, kernels }) => [name, ...kernels.map((each) => each.name)]);
    const shape = JSON.stringify([names, header.kernel, header.size, header.output, mixed]);
    find(this.root, ".legend", HTMLElement).textContent = header.legend;
    this.root.ariaLabel = header.about;
    this.root.classList.toggle("compact", Boolean(mixed));
    // Room to zoom in, even for a picture that is a mere line.
    const aspect = clamp(header.padded[1] / header.padded[0], 0.6, 1.8);
    this.stage.style.setProperty("--aspect", String(aspect));
    this.stage.style.setProperty("--outputs", String(multiplier));
    // The names may be those of before, the weights others.
    if (shape === this.shape) {
      const kernels = lanes.flatMap((lane) => lane.kernels);
      this.kernels.forEach((each, at) => {
        each.kernel = kernels[at];
      });
      return;
    }
    this.shape = shape;
    this.sizes.disconnect();
    this.figures = [];
    this.kernels = [];
    this.root.style.aspectRatio = "auto"; // until now it kept the room that the pictures take about
    this.stage.replaceChildren();
    this.stage.classList.toggle("with-result", multiplier === 1);
    const left = element("div", { class: "first" }, this.stage);
    this.figure(left, "colour", 0, "the picture");
    this.numbers = element("div", { class: "numbers" }, left);
    const sized = (/** @type {string} */ words, /** @type {Pair} */ size) =>
      `${words}, ${size.join("×")}`;
    for (const [place, words, size] of /** @type {[string, string, Pair][]} */ ([
      ["of-inputs", "input", header.size],
      ["of-outputs", "output", header.output],
    ]))
      element("p", { class: `head ${place}` }, this.stage, sized(words, size));
    lanes.forEach(({ name, kernels }, k) => {
      this.figure(this.stage, "input", k, name);
      const pair = element("div", { class: "kernels" }, this.stage);
      for (const kernel of kernels) {
        const figure = element("figure", { class: "kernel" }, pair);
        const label = `kernel: ${kernel.name}`;
        const canvas = element("canvas", { role: "img", "aria-label": label }, figure);
        element("figcaption", {}, figure, kernel.name);
        this.kernels.push({ kernel, canvas });
        this.sizes.observe(canvas);
      }
      kernels.forEach((kernel, q) => {
        const at = k * multiplier + q;
        const effect = kernel.effect ? `: ${kernel.effect}` : "";
        this.figure(this.stage, "output", at, `output ${at}`, `${name} ∗ ${kernel.name}${effect}`);
      });
    });
    if (mixed)
      this.figure(this.stage, "output", lanes.length * multiplier, mixed).classList.add("result");
    else if (multiplier === 1)
      this.figure(this.stage, "result", 0, "the outputs as one colour picture");
    this.choice.replaceChildren();
    lanes.forEach(({ name }, k) => {
      const attributes = { type: "button", role: "radio", class: name };
      element("button", attributes, this.choice, name).onclick = () => this.choose(k);
    });
    this.choose(this.lane, true);
  }

  /**
   * @param {Element} parent
   * @param {Kind} kind
   * @param {number} at
   * @param {string} title
   * @param {string} [explained]
   */
  figure(parent, kind, at, title, explained = title) {
    const figure = element("figure", { class: kind, "data-at": at }, parent);
    const canvas = element("canvas", { role: "img", "aria-label": explained }, figure);
    const caption = element("figcaption", { title: explained }, figure);
    element("span", {}, caption, title);
    const value = element("b", {}, caption);
    this.figures.push({ kind, at, canvas, value, caption, explained });
    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      this.hovered = this.under(event, canvas);
      this.plan();
    });
    canvas.addEventListener("pointerleave", () => {
      this.hovered = null;
      this.plan();
    });
    canvas.addEventListener("click", (event) => {
      const { lanes, multiplier } = this.pictures.header;
      const lane = kind === "input" ? at : kind === "output" ? Math.floor(at / multiplier) : -1;
      if (lane >= 0 && lane < lanes.length) this.choose(lane, true); // the place says all channels
      this.move(this.under(event, canvas));
    });
    this.sizes.observe(canvas);
    return figure;
  }

  // Mouse, touch and keyboard

  /** @param {HTMLCanvasElement} canvas */
  frame(canvas) {
    /** @type {Pair} */
    const size = [canvas.clientHeight, canvas.clientWidth];
    return frame(this.pictures.header, size, this.zoom, this.centre);
  }

  /**
   * The output under a pointer.
   *
   * @param {MouseEvent} event
   * @param {HTMLCanvasElement} canvas
   */
  under(event, canvas) {
    const box = canvas.getBoundingClientRect();
    const { scale, top, left } = this.frame(canvas);
    return nearest(this.pictures.header, [
      (event.clientY - box.top - top) / scale,
      (event.clientX - box.left - left) / scale,
    ]);
  }

  /** @param {Pair} place */
  move(place) {
    this.probe = place;
    this.hovered = null;
    this.follow();
    this.draw();
    this.say();
  }

  /** Keep the probe off the view's outer fifth. */
  follow() {
    const { header } = this.pictures;
    const place = middle(header, this.probe);
    const centre = this.centre ?? place;
    /** @param {0 | 1} axis */
    const along = (axis) => {
      const half = (0.3 * header.padded[axis]) / this.zoom;
      return Math.abs(place[axis] - centre[axis]) > half ? place[axis] : centre[axis];
    };
    this.centre = [along(0), along(1)];
  }

  /** Put the probe into the middle of the view, unless that is the whole picture. */
  look() {
    this.centre = this.zoom > 1 ? middle(this.pictures.header, this.probe) : null;
  }

  /** @param {number} zoom */
  zoomTo(zoom) {
    this.zoom = clamp(zoom, 1, MOST_ZOOM);
    this.look();
    this.draw();
  }

  /** The buttons that choose a channel. */
  get buttons() {
    return [...this.choice.querySelectorAll("button")];
  }

  /**
   * @param {number} lane
   * @param {boolean} [silently]
   */
  choose(lane, silently) {
    this.lane = lane;
    this.buttons.forEach((button, k) => {
      button.setAttribute("aria-checked", String(k === lane));
      button.tabIndex = k === lane ? 0 : -1;
    });
    if (silently) return;
    this.draw();
    this.tell(laneInWords(this.pictures, lane, this.probe));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { output, lanes } = this.pictures.header;
    const { key } = event;
    const arrow = ARROWS.get(key);
    if (arrow) {
      const [down, right] = arrow;
      const target = this.buttons.find((button) => button === event.target);
      if (target) {
        this.choose((this.lane + down + right + lanes.length) % lanes.length);
        this.buttons[this.lane].focus();
      } else {
        const far = event.shiftKey ? 10 : 1;
        const [i, j] = this.probe;
        this.move([
          clamp(i + down * far, 0, output[0] - 1),
          clamp(j + right * far, 0, output[1] - 1),
        ]);
      }
    } else if (key === "+" || key === "=") this.zoomTo(this.zoom * 2);
    else if (key === "-") this.zoomTo(this.zoom / 2);
    else if (key === "0") this.zoomTo(1);
    else if (lanes[Number(key) - 1]) this.choose(Number(key) - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Say what is under the probe.
   *
   * @param {string} [news]   said before it
   */
  say(news = "") {
    this.tell(`${news} ${placeInWords(this.pictures, this.probe)}`.trim());
    this.root.dataset.row = String(this.probe[0]);
    this.root.dataset.column = String(this.probe[1]);
  }

  /** @param {string} words */
  tell(words) {
    speakOfChanges(this.status);
    this.status.textContent = spoken(words);
  }

  // Drawing

  /** Draw with the next frame, once. */
  plan() {
    this.planned ||= requestAnimationFrame(() => {
      this.planned = 0;
      this.draw();
    });
  }

  draw() {
    const { header } = this.pictures;
    const place = this.hovered ?? this.probe;
    if (this.root.dataset.zoom !== String(this.zoom)) {
      // a status: written again, it would be said again
      const factor = `${this.zoom}×`;
      const status = find(this.root, ".factor", HTMLElement);
      speakOfChanges(status);
      writeWithWords(status, factor, spoken(factor));
      // Not disabled: who has pressed one would lose the focus, and with it the keys of the pictures.
      for (const [button, end] of /** @type {[string, number][]} */ ([
        [".out", 1],
        [".whole", 1],
        [".in", MOST_ZOOM],
      ]))
        find(this.root, button, HTMLElement).ariaDisabled = String(this.zoom === end);
    }
    this.root.dataset.zoom = String(this.zoom);
    for (const { kernel, canvas } of this.kernels)
      paintKernel(canvas, kernel.shades, header.kernel);
    for (const figure of this.figures) {
      const { kind, canvas } = figure;
      const isInput = kind === "colour" || kind === "input";
      const image = this.bitmapOf(figure);
      const view = this.frame(canvas);
      if (image) paintPicture(canvas, image, header, view, place, isInput);
      this.label(figure, place);
    }
    writeNumbers(this.numbers, this.pictures, this.lane, place);
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1);
  }

  /** @param {Figure} figure */
  bitmapOf({ kind, at }) {
    const { colour, input, output, result } = this.bitmaps;
    return { colour, input: input[at], output: output[at], result }[kind];
  }

  /**
   * The value below an input or an output; what is white in it is said under a pointer.
   *
   * @param {Figure} figure
   * @param {Pair} place
   */
  label({ kind, at, value, caption, explained }, place) {
    const { header } = this.pictures;
    if (kind === "output") {
      const { black, white } = header.planes[at];
      caption.title = `${explained}; black is ${String(black).replace("-", "−")} or less, white ${white} or more`;
      value.textContent = valueText(this.pictures, at, place);
    }
    if (kind === "input") {
      const [row, column] = corner(header, place);
      const down = ((header.kernel[0] - 1) >> 1) * header.dilation[0];
      const right = ((header.kernel[1] - 1) >> 1) * header.dilation[1];
      value.textContent = String(pixel(this.pictures, at, row + down, column + right) ?? "padding");
    }
  }
}

/** @type {WeakMap<HTMLElement, View>} */
const views = new WeakMap();

/** @param {{data: Uint8Array, parentElement: HTMLElement}} mounted */
export default function ({ data, parentElement }) {
  style(parentElement);
  const root = find(parentElement, ".picture", HTMLElement);
  setColours(root);
  const view = views.get(root);
  if (view) view.update(data);
  else views.set(root, new View(root, data));
}
