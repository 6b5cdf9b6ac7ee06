// Pictures of one convolution: input channels, kernels and outputs, a lane a channel.
//
// Draws what it is given and computes no value. All pictures share one view, in the input's own
// coordinates, so that a place is the same place in each: output (i, j) is drawn where its window is
// centred, as large as the stride. The probe is an output position; hovering shows another one for
// as long as it lasts, a click or a tap puts the probe there.

import constants from "../../player/js/constants.js";
import { setColours, styleWith } from "../../player/js/style.js";
import css from "./picture.css";

const style = styleWith(css);

const MOST_ZOOM = 64;
const MARK = constants.probe;
const HATCH = "rgba(128, 128, 128, 0.55)";

/**
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {Element} parent
 * @param {string} [text]
 */
function element(tag, attributes, parent, text) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  parent?.append(node);
  return node;
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/**
 * The header and the arrays that Python's `pack` wrote.
 *
 * @param {Uint8Array} bytes
 */
function unpack(bytes) {
  // A copy begins at an address that every array may begin at.
  const buffer = bytes.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let at = 4 + length;
  const take = (Type, count) => {
    const array = new Type(buffer, at, count);
    at += array.byteLength + (-array.byteLength & 3);
    return array;
  };
  const inside = header.size[0] * header.size[1];
  const pixels = take(Uint8Array, header.lanes.length * inside);
  const input = header.lanes.map((_, k) => pixels.subarray(k * inside, (k + 1) * inside));
  const output = header.planes.map(({ type }) =>
    take(type === "int16" ? Int16Array : Float32Array, header.output[0] * header.output[1]),
  );
  return { header, input, output };
}

/**
 * Shades 0 to 255 of an output: its black and white are given, in its own unit.
 *
 * @param {ArrayLike<number>} values
 * @param {any} drawn
 */
function shades(values, { decimals, type, black, white }) {
  const unit = type === "int16" ? 10 ** decimals : 1;
  const low = black * unit;
  const share = 255 / (white * unit - low);
  const result = new Uint8ClampedArray(values.length); // rounds, and clips at both ends
  for (let at = 0; at < values.length; at++) result[at] = (values[at] - low) * share;
  return result;
}

/**
 * A bitmap of red, green and blue planes, which may be one and the same.
 *
 * @param {Pair} place
 * @param {Pair} place
 */
function bitmap([height, width], [red, green, blue]) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  const data = context.createImageData(width, height);
  const words = new Uint32Array(data.data.buffer);
  for (let at = 0; at < words.length; at++) {
    words[at] = 0xff000000 | (blue[at] << 16) | (green[at] << 8) | red[at];
  }
  context.putImageData(data, 0, 0);
  return canvas;
}

class View {
  /**
   * @param {HTMLElement} root
   */
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector(".stage");
    this.status = root.querySelector(".status");
    this.zoom = 1;
    this.lane = 0;
    this.hovered = null;
    this.sizes = new ResizeObserver(() => this.plan());
    root.querySelector(".in").onclick = () => this.zoomTo(this.zoom * 2);
    root.querySelector(".out").onclick = () => this.zoomTo(this.zoom / 2);
    root.querySelector(".whole").onclick = () => this.zoomTo(1);
    root.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * @param {Uint8Array} bytes
   */
  update(bytes) {
    // The probe keeps its place in the picture, at any number of pixels.
    const share = this.header
      ? this.toInput(this.probe).map((at, axis) => at / this.header.size[axis])
      : [0.4, 0.5]; // a little above the middle, where a portrait has its face
    const before = this.header?.size;
    Object.assign(this, unpack(bytes));
    const { header } = this;
    this.probe = this.toOutput(...share.map((part, axis) => part * header.size[axis]));
    this.hovered = null;
    if (String(before) !== String(header.size)) this.look();
    this.lane = Math.min(this.lane, header.lanes.length - 1);
    const grey = (size, plane) => bitmap(size, [plane, plane, plane]);
    if (header.image !== this.image) {
      this.image = header.image;
      this.source = {
        colour: bitmap(header.size, this.input),
        input: this.input.map((plane) => grey(header.size, plane)),
      };
    }
    const shaded = this.output.map((values, at) => shades(values, header.planes[at]));
    this.pictures = {
      ...this.source,
      output: shaded.map((plane) => grey(header.output, plane)),
      result: header.multiplier === 1 && !header.mixed ? bitmap(header.output, shaded) : null,
    };
    this.build();
    this.draw();
    this.say();
  }

  // Places. Continuous, in pixels of the input: pixel r covers r to r + 1.

  /**
   * @param {Pair} place
   */
  toInput([i, j]) {
    const { stride, before, span } = this.header;
    return [i * stride[0] - before[0] + span[0] / 2, j * stride[1] - before[1] + span[1] / 2];
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  toOutput(row, column) {
    const { stride, before, span, output } = this.header;
    return [row, column].map((at, axis) =>
      clamp(Math.round((at - span[axis] / 2 + before[axis]) / stride[axis]), 0, output[axis] - 1),
    );
  }

  /**
   * Scale and offsets of a canvas: what of the padded input it shows.
   *
   * @param {HTMLCanvasElement} canvas
   */
  frame(canvas) {
    const { padded, before } = this.header;
    const sizes = [canvas.clientHeight, canvas.clientWidth];
    const scale = Math.min(sizes[0] / padded[0], sizes[1] / padded[1]) * this.zoom;
    const offsets = sizes.map((size, axis) => {
      const half = size / 2 / scale;
      const low = -before[axis],
        high = padded[axis] - before[axis];
      const wanted =
        this.centre && high - low > 2 * half
          ? clamp(this.centre[axis], low + half, high - half)
          : (low + high) / 2;
      return size / 2 - wanted * scale;
    });
    return { scale, top: offsets[0], left: offsets[1] };
  }

  // What is on the page

  build() {
    const { header } = this;
    const { lanes, multiplier, mixed } = header;
    const names = lanes.map(({ name, kernels }) => [name, ...kernels.map((each) => each.name)]);
    const shape = JSON.stringify([names, header.kernel, mixed]);
    this.root.querySelector(".legend").textContent = header.legend;
    this.root.classList.toggle("compact", Boolean(mixed));
    // Room to zoom in, even for a picture that is a mere line.
    this.stage.style.setProperty("--aspect", clamp(header.padded[1] / header.padded[0], 0.6, 1.8));
    this.stage.style.setProperty("--outputs", multiplier);
    if (shape === this.shape) return;
    this.shape = shape;
    this.sizes.disconnect();
    this.figures = [];
    this.stage.replaceChildren();
    this.stage.classList.toggle("with-result", multiplier === 1);
    const left = element("div", { class: "first" }, this.stage);
    this.figure(left, "colour", 0, "the picture");
    this.numbers = element("div", { class: "numbers" }, left);
    lanes.forEach(({ name, kernels }, k) => {
      this.figure(this.stage, "input", k, name);
      const pair = element("div", { class: "kernels" }, this.stage);
      kernels.forEach((kernel) => {
        const figure = element("figure", { class: "kernel" }, pair);
        const canvas = element("canvas", { role: "img" }, figure);
        element("figcaption", {}, figure, kernel.name);
        this.figures.push({ kind: "kernel", kernel, canvas });
        this.sizes.observe(canvas);
      });
      kernels.forEach((kernel, q) => {
        const at = k * multiplier + q;
        this.figure(this.stage, "output", at, `output ${at}`, `${name} ∗ ${kernel.name}`);
      });
    });
    if (mixed)
      this.figure(this.stage, "output", lanes.length * multiplier, mixed).classList.add("result");
    else if (multiplier === 1) {
      this.figure(this.stage, "result", 0, "the outputs as one colour picture").classList.add(
        "result",
      );
    }
    const choice = this.root.querySelector(".lanes");
    choice.replaceChildren();
    lanes.forEach(({ name }, k) => {
      const button = element(
        "button",
        { type: "button", role: "radio", class: name },
        choice,
        name,
      );
      button.onclick = () => this.choose(k);
    });
    this.choose(this.lane, true);
  }

  /**
   * @param {Element} parent
   * @param {string} kind
   * @param {number} at
   * @param {string} title
   * @param {string} [explained]
   */
  figure(parent, kind, at, title, explained) {
    const figure = element("figure", { class: kind, "data-at": at }, parent);
    const canvas = element("canvas", { role: "img", "aria-label": explained ?? title }, figure);
    const caption = element("figcaption", { title: explained ?? title }, figure);
    element("span", {}, caption, title);
    const range = element("i", {}, caption);
    const value = element("b", {}, caption);
    const entry = { kind, at, canvas, range, value };
    this.figures.push(entry);
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
      this.move(this.under(event, canvas));
      const lane =
        kind === "input" ? at : kind === "output" ? Math.floor(at / this.header.multiplier) : -1;
      if (lane >= 0 && lane < this.header.lanes.length) this.choose(lane);
    });
    this.sizes.observe(canvas);
    return figure;
  }

  // What hands do

  /**
   * @param {any} event
   * @param {HTMLCanvasElement} canvas
   */
  under(event, canvas) {
    const box = canvas.getBoundingClientRect();
    const { scale, top, left } = this.frame(canvas);
    return this.toOutput(
      (event.clientY - box.top - top) / scale,
      (event.clientX - box.left - left) / scale,
    );
  }

  /**
   * @param {Pair} place
   */
  move(place) {
    this.probe = place;
    this.hovered = null;
    this.follow();
    this.draw();
    this.say();
  }

  /** Keep the probe off the view's outer fifth. */
  follow() {
    const { padded } = this.header;
    const at = this.toInput(this.probe);
    this.centre ??= at;
    this.centre = this.centre.map((middle, axis) => {
      const half = (0.3 * padded[axis]) / this.zoom;
      return Math.abs(at[axis] - middle) > half ? at[axis] : middle;
    });
  }

  /** Put the probe into the middle of the view, unless that is the whole picture. */
  look() {
    this.centre = this.zoom > 1 ? this.toInput(this.probe) : null;
  }

  /**
   * @param {number} zoom
   */
  zoomTo(zoom) {
    this.zoom = clamp(zoom, 1, MOST_ZOOM);
    this.look();
    this.draw();
  }

  /**
   * @param {number} lane
   * @param {boolean} [silently]
   */
  choose(lane, silently) {
    this.lane = lane;
    this.root.querySelectorAll(".lanes button").forEach((button, k) => {
      button.setAttribute("aria-checked", String(k === lane));
      button.tabIndex = k === lane ? 0 : -1;
    });
    if (silently) return;
    this.draw();
    this.say();
  }

  /**
   * @param {any} event
   */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { output, lanes } = this.header;
    const far = event.shiftKey ? 10 : 1;
    const arrows = {
      ArrowUp: [-far, 0],
      ArrowDown: [far, 0],
      ArrowLeft: [0, -far],
      ArrowRight: [0, far],
    };
    const { key } = event;
    if (event.target.role === "radio" && key in arrows) {
      const [down, right] = arrows[key];
      this.choose((this.lane + Math.sign(down + right) + lanes.length) % lanes.length);
      this.root.querySelectorAll(".lanes button")[this.lane].focus();
    } else if (key in arrows) {
      this.move(this.probe.map((at, axis) => clamp(at + arrows[key][axis], 0, output[axis] - 1)));
    } else if (key === "+" || key === "=") this.zoomTo(this.zoom * 2);
    else if (key === "-") this.zoomTo(this.zoom / 2);
    else if (key === "0") this.zoomTo(1);
    else if (lanes[Number(key) - 1]) this.choose(Number(key) - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Numbers, as they were sent

  /**
   * @param {number} at
   * @param {Pair} place
   */
  read(at, [i, j]) {
    const { type, decimals } = this.header.planes[at];
    const value = this.output[at][i * this.header.output[1] + j];
    const text = type === "int16" ? (value / 10 ** decimals).toFixed(decimals) : String(value);
    return text.replace("-", "−");
  }

  /**
   * The input of channel k at a pixel, or null on padding.
   *
   * @param {number} k
   * @param {number} row
   * @param {number} column
   */
  pixel(k, row, column) {
    const [height, width] = this.header.size;
    const inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? this.input[k][row * width + column] : null;
  }

  /**
   * @param {Pair} place
   */
  corner([i, j]) {
    const { stride, before } = this.header;
    return [i * stride[0] - before[0], j * stride[1] - before[1]];
  }

  say() {
    const { lanes, multiplier, kernel, mixed } = this.header;
    const [i, j] = this.probe;
    const parts = lanes.map(
      ({ name, kernels }, k) =>
        `${name}: ` +
        kernels
          .map((each, q) => `${each.name} ${this.read(k * multiplier + q, this.probe)}`)
          .join(", "),
    );
    if (mixed) parts.push(`${mixed}: ${this.read(lanes.length * multiplier, this.probe)}`);
    const [top, left] = this.corner(this.probe);
    this.status.textContent =
      `Output row ${i}, column ${j}; the ${kernel[0]}×${kernel[1]} window ` +
      `begins at input row ${top}, column ${left}. ${parts.join("; ")}.`;
    this.root.dataset.row = i;
    this.root.dataset.column = j;
  }

  // Drawing

  /** Draw with the next frame, once. */
  plan() {
    this.planned ??= requestAnimationFrame(() => {
      this.planned = null;
      this.draw();
    });
  }

  draw() {
    if (!this.header) return;
    const place = this.hovered ?? this.probe;
    this.root.dataset.zoom = this.zoom;
    this.root.querySelector(".factor").textContent = `${this.zoom}×`;
    for (const entry of this.figures) {
      if (entry.kind === "kernel") this.drawKernel(entry);
      else this.drawPicture(entry, place);
    }
    this.write(place);
    this.root.dataset.drawn = Number(this.root.dataset.drawn ?? 0) + 1;
  }

  /**
   * @param {HTMLCanvasElement} canvas
   */
  context(canvas) {
    const ratio = devicePixelRatio || 1;
    const wide = Math.round(canvas.clientWidth * ratio),
      high = Math.round(canvas.clientHeight * ratio);
    if (canvas.width !== wide || canvas.height !== high)
      [canvas.width, canvas.height] = [wide, high];
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
    return context;
  }

  /**
   * @param {any} drawn
   * @param {Pair} place
   */
  drawPicture({ kind, at, canvas, range, value }, place) {
    const { size, padded, before, stride, span, kernel, dilation } = this.header;
    const context = this.context(canvas);
    const { scale, top, left } = this.frame(canvas);
    const y = (row) => top + row * scale;
    const x = (column) => left + column * scale;
    const input = kind === "colour" || kind === "input";
    const step = input ? [1, 1] : stride;
    const origin = input
      ? [0, 0]
      : before.map((pad, axis) => (span[axis] - stride[axis]) / 2 - pad);
    if (input)
      this.hatch(context, x(-before[1]), y(-before[0]), padded[1] * scale, padded[0] * scale);
    const image =
      kind === "input" || kind === "output" ? this.pictures[kind][at] : this.pictures[kind];
    context.imageSmoothingEnabled = scale * step[1] * (devicePixelRatio || 1) < 2;
    context.drawImage(
      image,
      x(origin[1]),
      y(origin[0]),
      image.width * step[1] * scale,
      image.height * step[0] * scale,
    );
    if (!input) {
      // where the input is: VALID leaves some of it
      context.strokeStyle = HATCH;
      context.lineWidth = 1;
      context.strokeRect(x(0) + 0.5, y(0) + 0.5, size[1] * scale - 1, size[0] * scale - 1);
    }

    const [first, second] = this.corner(place);
    const [row, column] = this.toInput(place);
    const box = input
      ? [x(second), y(first), span[1] * scale, span[0] * scale]
      : [x(column - stride[1] / 2), y(row - stride[0] / 2), stride[1] * scale, stride[0] * scale];
    if (input && scale >= 6 && Math.max(...dilation) > 1) {
      for (let di = 0; di < kernel[0]; di++) {
        for (let dj = 0; dj < kernel[1]; dj++) {
          this.mark(
            context,
            x(second + dj * dilation[1]),
            y(first + di * dilation[0]),
            scale,
            scale,
            1,
          );
        }
      }
    }
    const ends = [
      Math.max(x(-before[1]), 0),
      Math.max(y(-before[0]), 0),
      Math.min(x(padded[1] - before[1]), canvas.clientWidth),
      Math.min(y(padded[0] - before[0]), canvas.clientHeight),
    ];
    this.cross(context, ends, x(column), y(row), box);
    this.mark(context, ...box, 1.8);

    if (kind === "output") {
      const { black, white } = this.header.planes[at];
      range.textContent = black ? `±${white}` : "";
      value.textContent = this.read(at, place);
    }
    if (kind === "input") {
      const middle = [0, 1].map((axis) => ((kernel[axis] - 1) >> 1) * dilation[axis]);
      value.textContent = this.pixel(at, first + middle[0], second + middle[1]) ?? "padding";
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {any} x
   * @param {any} y
   * @param {any} wide
   * @param {any} high
   * @param {any} line
   */
  mark(context, x, y, wide, high, line) {
    // Never too small to be seen.
    const grow = [Math.max(0, 7 - wide) / 2, Math.max(0, 7 - high) / 2];
    MARK.forEach((colour, at) => {
      context.strokeStyle = colour;
      context.lineWidth = at ? line : line + 2;
      context.strokeRect(x - grow[0], y - grow[1], wide + 2 * grow[0], high + 2 * grow[1]);
    });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Pair} place
   * @param {any} x
   * @param {any} y
   * @param {Pair} place
   */
  cross(context, [first, highest, last, lowest], x, y, [left, top, wide, high]) {
    const gap = 10;
    const lines = [
      [first, y, Math.min(left, x) - gap, y],
      [Math.max(left + wide, x) + gap, y, last, y],
      [x, highest, x, Math.min(top, y) - gap],
      [x, Math.max(top + high, y) + gap, x, lowest],
    ];
    context.globalAlpha = 0.4;
    MARK.forEach((colour, at) => {
      context.strokeStyle = colour;
      context.lineWidth = at ? 1 : 2;
      context.beginPath();
      for (const [fromX, fromY, toX, toY] of lines) {
        if (toX < fromX || toY < fromY) continue;
        context.moveTo(fromX, fromY);
        context.lineTo(toX, toY);
      }
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {any} x
   * @param {any} y
   * @param {any} wide
   * @param {any} high
   */
  hatch(context, x, y, wide, high) {
    context.save();
    context.beginPath();
    context.rect(x, y, wide, high);
    context.clip();
    context.strokeStyle = HATCH;
    context.lineWidth = 1;
    context.beginPath();
    // Only what is on the canvas, however far it is zoomed in.
    const [right, bottom] = [
      Math.min(x + wide, context.canvas.clientWidth),
      Math.min(y + high, context.canvas.clientHeight),
    ];
    const [from, down] = [Math.max(x, 0), Math.max(y, 0)];
    for (let at = from - (bottom - down); at < right; at += 5) {
      context.moveTo(at, bottom);
      context.lineTo(at + bottom - down, down);
    }
    context.stroke();
    context.strokeRect(x + 0.5, y + 0.5, wide - 1, high - 1);
    context.restore();
  }

  /**
   * @param {any} drawn
   */
  drawKernel({ canvas, kernel }) {
    const [rows, columns] = this.header.kernel;
    const context = this.context(canvas);
    const side = Math.floor(Math.min(canvas.clientWidth / columns, canvas.clientHeight / rows));
    const left = Math.round((canvas.clientWidth - side * columns) / 2);
    context.strokeStyle = HATCH;
    context.lineWidth = 1;
    kernel.shades.forEach((shade, at) => {
      const cell = [left + (at % columns) * side, Math.floor(at / columns) * side];
      context.fillStyle = `rgb(${shade}, ${shade}, ${shade})`;
      context.fillRect(...cell, side, side);
      context.strokeRect(cell[0] + 0.5, cell[1] + 0.5, side - 1, side - 1);
    });
    canvas.setAttribute("aria-label", `kernel: ${kernel.name}`);
  }

  /**
   * The window's numbers: the input's, each kernel's, and what came of them.
   *
   * @param {Pair} place
   */
  write(place) {
    const { header, lane } = this;
    const { kernels, name } = header.lanes[lane];
    const [rows, columns] = header.kernel;
    const [top, left] = this.corner(place);
    this.numbers.replaceChildren();
    const where = element(
      "p",
      { class: "where" },
      this.numbers,
      `Output row ${place[0]}, column ${place[1]} of `,
    );
    element("b", { class: name }, where, name);
    const tables = element("div", { class: "tables" }, this.numbers);
    const table = (caption, text, padded = () => false) => {
      const grid = element("table", columns > 5 ? { class: "wide" } : {}, tables);
      element("caption", {}, grid, caption);
      for (let di = 0; di < rows; di++) {
        const line = element("tr", {}, grid);
        for (let dj = 0; dj < columns; dj++) {
          element(
            "td",
            padded(di, dj) ? { class: "padding", title: "padding" } : {},
            line,
            text(di, dj),
          );
        }
      }
      return grid;
    };
    const under = (di, dj) =>
      this.pixel(lane, top + di * header.dilation[0], left + dj * header.dilation[1]);
    table(
      "input window",
      (di, dj) => under(di, dj) ?? 0,
      (di, dj) => under(di, dj) === null,
    );
    kernels.forEach((kernel, q) => {
      const caption = `∗ ${kernel.factor ? `${kernel.factor} of ` : ""}${kernel.name}`;
      const grid = table(caption, (di, dj) => kernel.weights[di * columns + dj]);
      const foot = element("tfoot", {}, grid);
      const cell = element("td", { colspan: columns }, element("tr", {}, foot));
      cell.append(`output ${lane * header.multiplier + q} = `);
      element("b", {}, cell, this.read(lane * header.multiplier + q, place));
    });
    const address = this.link(place);
    if (address) {
      element(
        "a",
        { href: address, target: "_blank", rel: "noopener" },
        this.numbers,
        "Every multiplication, in the sliding window",
      );
    }
  }

  /**
   * The sliding window with this window as its whole input; nothing if that is too long.
   *
   * @param {Pair} place
   */
  link(place) {
    const { header } = this;
    const [top, left] = this.corner(place);
    for (const lanes of [header.lanes.map((_, k) => k), [this.lane]]) {
      const values = [];
      for (const k of lanes) {
        for (let di = 0; di < header.span[0]; di++) {
          for (let dj = 0; dj < header.span[1]; dj++)
            values.push(this.pixel(k, top + di, left + dj) ?? 0);
        }
      }
      const weights = lanes.flatMap((k) => header.lanes[k].kernels.flatMap(({ exact }) => exact));
      const [xv, fv] = [values.join("_"), weights.join("_")];
      if (Math.max(xv.length, fv.length) > header.longest) continue;
      const { link } = header;
      const query = new URLSearchParams({
        ...link.query,
        [link.channels]: lanes.length,
        [link.input]: xv,
        [link.filter]: fv,
      });
      return `./?${query}`;
    }
    return null;
  }
}

const views = new WeakMap();

export default function ({ data, parentElement }) {
  style(parentElement);
  const root = parentElement.querySelector(".picture");
  setColours(root);
  if (!views.has(root)) views.set(root, new View(root));
  views.get(root).update(data);
}
