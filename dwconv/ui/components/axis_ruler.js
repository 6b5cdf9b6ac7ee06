// One axis of a convolution as a ruler: the padded input on top, one row a window below.
// Draws what it is given: {name, size, before, after, room, cells, missed, windows: [{index, taps}], more}.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import css from "./axis_ruler.css";
import { element } from "./svg.js";

const style = styleWith(css);

/**
 * @param {HTMLElement} root
 * @param {Ruler} data
 */
function draw(root, data) {
  const { size, before, after, cells, missed, windows, more, above: top, bar: height, row } = data;
  const padded = data.room[0] + size + data.room[1];
  const wide = root.clientWidth || 600;
  const pixels = (wide - 80) / padded;
  const digits = pixels >= 18;
  const left = 76; // room for "window 99"
  const x = (/** @type {number} */ position) => left + (position + data.room[0]) * pixels;
  const svg = element(
    "svg",
    {
      role: "img",
      width: wide,
      height: data.height,
    },
    root,
  );
  element("title", {}, svg, data.words);

  const hatchName = `hatch-${data.name.replaceAll(" ", "-")}`;
  const defs = element("defs", {}, svg);
  const hatch = element(
    "pattern",
    {
      id: hatchName,
      width: 5,
      height: 5,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    },
    defs,
  );
  element("line", { class: "hatch", x1: 0, y1: 0, x2: 0, y2: 5 }, hatch);

  /**
   * @param {number} from
   * @param {number} to
   * @param {string} label
   */
  const band = (from, to, label) => {
    if (to <= from) return;
    const room = (to - from) * pixels;
    if (room <= label.length * 6.2) return; // a brace without words says nothing
    element("text", { class: "band", x: (x(from) + x(to)) / 2, y: 12 }, svg, label);
    element("line", { class: "brace", x1: x(from) + 1, x2: x(to) - 1, y1: 17, y2: 17 }, svg);
  };
  band(-before, 0, `padding ${before}`);
  band(0, size, `input, ${data.name} ${size}`);
  band(size, size + after, `padding ${after}`);

  /**
   * @param {number} from
   * @param {number} to
   * @param {string} kind
   */
  const bar = (from, to, kind) => {
    if (to <= from) return;
    const style = kind === "padding" ? `fill: url(#${hatchName})` : "";
    const width = (to - from) * pixels;
    element("rect", { class: kind, x: x(from), y: top, width, height, style }, svg);
  };
  if (!cells) {
    // Too many pixels to see: one bar each for the padding, the input and what is missed there.
    bar(-before, 0, "padding");
    bar(0, size, "pixel");
    bar(size, size + after, "padding");
    for (const [from, to] of missed) bar(from, to, "pixel missed");
  }
  const isMissed = (/** @type {number} */ p) => missed.some(([from, to]) => p >= from && p < to);
  for (let p = cells ? -before : size + after; p < size + after; p++) {
    const inside = p >= 0 && p < size;
    const reached = !isMissed(p);
    bar(p, p + 1, !inside ? "padding" : reached ? "pixel" : "pixel missed");
    // Padding has no index, and its zero would look like one.
    if (digits && inside) {
      element(
        "text",
        {
          class: reached ? "index" : "index missed",
          x: x(p) + pixels / 2,
          y: top + height / 2 + 4,
        },
        svg,
        String(p),
      );
    }
    if (inside && !reached) {
      element(
        "line",
        { class: "strike", x1: x(p), y1: top, x2: x(p) + pixels, y2: top + height },
        svg,
      );
    }
  }

  let y = top + height + 8;
  let previous = -1;
  for (const { index, taps } of windows) {
    if (index !== previous + 1) {
      element(
        "text",
        { class: "gap", x: left, y: y + row / 2 + 4 },
        svg,
        `… ${more} more windows …`,
      );
      y += row;
    }
    previous = index;
    const group = element("g", { class: "window" }, svg);
    element(
      "title",
      {},
      group,
      `output ${index}: taps at ${taps.map((tap) => (tap < 0 || tap >= size ? "padding" : tap)).join(", ")}`,
    );
    element("rect", { class: "hit", x: 0, y, width: wide, height: row }, group);
    element(
      "text",
      { class: "output", x: 70, y: y + row / 2 + 4 },
      group,
      index < 100 ? `window ${index}` : `${index}`,
    );
    element(
      "line",
      {
        class: "span",
        x1: x(taps[0]) + pixels / 2,
        x2: x(taps[taps.length - 1]) + pixels / 2,
        y1: y + row / 2 - 0.5,
        y2: y + row / 2 - 0.5,
      },
      group,
    );
    const side = Math.min(pixels - 2, 22);
    const isOutside = (/** @type {number} */ tap) => tap < 0 || tap >= size;
    if ((taps[1] - taps[0]) * pixels < 2) {
      // The taps would touch: one mark each for those on the input and those on padding.
      for (const outside of [true, false]) {
        const marks = taps.filter((tap) => isOutside(tap) === outside);
        if (!marks.length) continue;
        const width = Math.max((marks[marks.length - 1] - marks[0] + 1) * pixels, 1.5);
        const kind = outside ? "tap outside" : "tap";
        const place = { rx: 1, x: x(marks[0]), y: y + 2, width, height: row - 5 };
        element("rect", { class: kind, ...place }, group);
      }
      y += row;
      continue;
    }
    for (const tap of taps) {
      const outside = isOutside(tap);
      element(
        "rect",
        {
          class: outside ? "tap outside" : "tap",
          rx: 2,
          x: x(tap) + (pixels - side) / 2,
          y: y + 2,
          width: Math.max(side, 1.5),
          height: row - 5,
        },
        group,
      );
    }
    y += row;
  }
}

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const root = find(parentElement, ".ruler", HTMLElement);
  const redraw = () => {
    root.replaceChildren();
    draw(root, data);
  };
  redraw();
  const observer = new ResizeObserver(() => {
    if (
      root.firstElementChild &&
      Number(root.firstElementChild?.getAttribute("width")) !== root.clientWidth
    )
      redraw();
  });
  observer.observe(root);
  return () => observer.disconnect();
}
