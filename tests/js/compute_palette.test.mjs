import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  minusBoxes,
  outlineBox,
  paintCells,
  paintEmpty,
  paintPlane,
  SMALL_MINUS_INK,
} from "../../dwconv/player/js/canvas_drawing.js";
import { planComparison } from "../../dwconv/player/js/comparison_layout.js";
import { decodeComparison, stateOf } from "../../dwconv/player/js/comparison_model.js";
import { paintComparisonOverlay } from "../../dwconv/player/js/comparison_overlay.js";
import { css, fromHex, paletteOf } from "../../dwconv/player/js/compute_palette.js";
import { decode } from "../../dwconv/player/js/player_model.js";
import { paintOverlay } from "../../dwconv/player/js/player_overlay.js";
import { planScene } from "../../dwconv/player/js/scene_layout.js";
import { measures } from "./measures.mjs";
import { comparisonPayload, payload } from "./payload.mjs";

// WCAG 2.2's formulas, written once more, so that the palette is not checked against itself.
const linear = (value) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
function ratio(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
const parsed = (text) => text.match(/\d+/g).slice(0, 3).map(Number);

// What a colour looks like to others. The matrices of Machado, Oliveira and Fernandes (2009), severity
// 1, act on linear light; the eye of a greyscale printer keeps luminance alone.
const EYES = {
  all: null,
  grey: [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
  protan: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deutan: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritan: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};
function seenBy(eye, colour) {
  const matrix = EYES[eye];
  if (!matrix) return colour;
  const [r, g, b] = colour.map(linear);
  return [0, 3, 6].map((at) => {
    const sum = matrix[at] * r + matrix[at + 1] * g + matrix[at + 2] * b;
    const value = Math.min(1, Math.max(0, sum));
    return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
  });
}

const PAGES = JSON.parse(
  readFileSync(new URL("../../dwconv/player/themes.json", import.meta.url), "utf8"),
);
const THEMES = Object.entries(PAGES).flatMap(([name, theme]) =>
  [false, true].map((more) => ({
    name: more ? `${name}, more contrast` : name,
    more,
    colours: paletteOf(
      fromHex(theme["--st-background-color"]),
      fromHex(theme["--st-text-color"]),
      more,
    ),
  })),
);

for (const { name, more, colours } of THEMES) {
  const { paper, ink, panel, empty, frame, hatch, dots, added, muted, lanes, sums } = colours;
  const tints = [...lanes, sums].flatMap(({ positive, negative }) => [
    ...positive.css,
    ...negative.css,
  ]);
  const atLeast = (least, one, other, what) => {
    const found = ratio(one, other);
    assert.ok(found >= least, `${what}: ${found.toFixed(2)}, not ${least}`);
  };

  test(`text has a contrast of 4.5 on whatever it stands on: ${name}`, () => {
    for (const tint of tints) atLeast(4.5, ink, parsed(tint), "digits on a tint");
    for (const ground of [panel, hatch, dots]) atLeast(4.5, added, ground, "a zero that was added");
    for (const ground of [paper, panel, empty]) {
      atLeast(more ? 7 : 4.5, muted, ground, "small words");
      for (const { text } of lanes) atLeast(4.5, text, ground, "a lane's number");
    }
  });

  test(`lines and marks have a contrast of 3 with what is beside them: ${name}`, () => {
    for (const { stroke } of [...lanes, sums]) {
      atLeast(3, stroke, panel, "a lane's line on its panel");
      atLeast(3, stroke, paper, "an outline between its two lines of paper");
    }
    for (const ground of [empty, panel, paper])
      atLeast(3, frame, ground, "the grid of what is to come");
    atLeast(3, dots, panel, "dots of zeros between values");
  });

  test(`a tint stands out from the panel, that of a sum as well: ${name}`, () => {
    // of light paper a pale hue takes little: there it is seen by its colour, and so is yellow
    const [strongest, yellow] = colours.dark ? [2.1, 2.8] : [1.6, 1.25];
    for (const { positive, negative } of lanes) {
      atLeast(strongest, positive.deepest, panel, "a lane's largest value");
      atLeast(2.1, negative.deepest, panel, "the largest negative value");
    }
    atLeast(yellow, sums.positive.deepest, panel, "the largest sum");
    if (!colours.dark) return;
    for (let at = 1; at < sums.positive.css.length; at++) {
      const sum = parsed(sums.positive.css[at]);
      atLeast(1.8, sum, panel, `sum ${at}`);
      for (const { positive } of lanes)
        atLeast(
          0.98 * ratio(parsed(positive.css[at]), panel),
          sum,
          panel,
          `a sum as its lane ${at}`,
        );
    }
  });

  test(`a digit that no window reads steps back, and can be read on its cell: ${name}`, () => {
    const values = [-1, -0.5, 0, 0.5, 1, 9];
    for (const [k, font] of lanes.flatMap((_, k) => [0, 12].map((font) => [k, font]))) {
      const context = { ...noting(), fillText: (_, x) => digits.push([x, context.fillStyle]) };
      const digits = [];
      const view = { x: 0, y: 0, width: 60, height: 10, rows: 1, cols: 6, cw: 10, ch: 10, k, font };
      const valueAt = (_, column) => values[column];
      const stage = { theme: colours, dpr: 1, hatch: "" };
      const reached = [[1], [0, 0, 0, 0, 0, 1]];
      paintPlane(
        context,
        stage,
        { ...view, format: { decimals: 1, chars: 4 } },
        valueAt,
        1,
        undefined,
        reached,
      );
      const filled = (column) => {
        const fills = context.marks.filter(({ box, line }) => !line && box[0] === 10 * column);
        return fills.reduce((ground, { colour }) => over(ground, colour), paper);
      };
      for (const [x, colour] of digits) {
        const column = Math.floor(x / 10);
        const found = ratio(parsed(colour), filled(column));
        assert.ok(found >= 3, `${values[column]}: ${found.toFixed(2)}`);
        assert.equal(parsed(colour).join() === parsed(css(ink)).join(), column === 5);
      }
      assert.equal(digits.length, font ? 6 : 0);
      // where a digit has no room, the minus
      const minus = context.marks.filter(({ box, line }) => !line && box[3] < 10);
      assert.equal(minus.length, font ? 0 : 2);
      for (const { box, colour } of minus)
        assert.ok(ratio(parsed(colour), filled(Math.floor(box[0] / 10))) >= 3);
    }
  });

  test(`a sign is seen without a hue: ${name}`, () => {
    for (const eye of Object.keys(EYES)) {
      for (const tint of tints) {
        const ground = parsed(tint);
        const pale = ground.map((part, at) => part + (ink[at] - part) * SMALL_MINUS_INK);
        for (const mark of [ink, pale])
          atLeast(3, seenBy(eye, mark), seenBy(eye, ground), `the minus, to ${eye} eyes`);
      }
    }
  });
}

/** A colour, as the canvas is told it, over another one. */
function over(ground, colour) {
  const [alpha = 1] = colour.match(/[\d.]+(?=\))/) ?? [];
  return parsed(colour).map((part, at) => alpha * part + (1 - alpha) * ground[at]);
}

// A context that notes what is painted with which colour.
function noting() {
  const marks = [];
  return {
    marks,
    fillRect(...box) {
      marks.push({ colour: this.fillStyle, box });
    },
    strokeRect(...box) {
      marks.push({ colour: this.strokeStyle, line: this.lineWidth, box });
    },
    setLineDash() {},
    beginPath() {},
    arc(...circle) {
      this.circle = circle;
    },
    stroke() {
      marks.push({ colour: this.strokeStyle, circle: this.circle, box: [] });
    },
  };
}
const theme = THEMES[0].colours;
const TINY = { k: 0, font: 0, format: null };

test("cells without digits show a minus where the value is negative, a ring where it is zero, and nothing else", () => {
  const marksIn = (value) => {
    const context = noting();
    const box = { x: 0, y: 0, width: 8, height: 8 };
    paintCells(context, { theme, hatch: "hatch" }, TINY, [{ box, value }], 4);
    const minus = context.marks.some(
      ({ colour, box }) => parsed(colour).join() === theme.ink.join() && box[2] > box[3],
    );
    return [...(minus ? ["minus"] : []), ...(context.circle ? ["ring"] : [])].join();
  };
  assert.deepEqual([-4, -0.1, 0, 0.1, 4].map(marksIn), ["minus", "minus", "ring", "", ""]);
});

test("cells too small for a minus share one, where their values add up to less than 0", () => {
  const values = [
    [-1, 2, 0, -5, 3],
    [-3, 1, 0, 4, -3],
    [-1, null, 0, 0, 0],
  ];
  const placesIn = (size) =>
    minusBoxes(
      { rows: 3, cols: 5 },
      { width: size, height: size },
      (row, column) => values[row][column],
    )
      .map(({ x, y }) => [y / size, x / size])
      .join(" ");
  assert.equal(placesIn(3), "0,0 0,3 1,0 1,4 2,0"); // one for each negative value
  assert.equal(placesIn(1.5), "0,0 0,2 2,0"); // blocks of 2 by 2, and what is left at the edges
  assert.equal(placesIn(0.5), "0,0"); // all of them
});

test("a plane of values to come shows its grid, or its edge where cells are tiny", () => {
  for (const ch of [3, 12]) {
    const context = noting();
    paintEmpty(context, theme, {
      x: 0,
      y: 0,
      width: 4 * ch,
      height: 4 * ch,
      rows: 4,
      cols: 4,
      cw: ch,
      ch,
    });
    const lines = context.marks.filter(
      ({ colour }) => parsed(colour).join() === theme.frame.map(Math.round).join(),
    );
    assert.equal(lines.length, ch === 3 ? 1 : 10);
  }
});

test("an outline has paper on both of its sides", () => {
  const context = noting();
  outlineBox(context, theme, { x: 0, y: 0, width: 9, height: 9 }, 3, theme.lanes[0].stroke);
  assert.deepEqual(
    context.marks.map(({ colour, line }) => [parsed(colour), line]),
    [
      [theme.paper, 5],
      [theme.lanes[0].stroke.map(Math.round), 3],
    ],
  );
});

test("the pixels of a dotted window, of a channel that waits, stand out by 3:1 on their lane", () => {
  const tools = measures(0.5, 6);
  const layer = { size: [6, 6], kernel: [3, 3], channels: 3, multiplier: 2 };
  const model = decode(payload(layer)),
    comparison = decodeComparison(comparisonPayload(layer));
  const size = { width: 954, height: 508, scale: 1 };
  for (const { name, colours } of THEMES) {
    const stage = { theme: { ...colours, textFont: "", codeFont: "" }, dpr: 1, lines: new Map() };
    const states = comparison.tracks.map((track) =>
      stateOf(comparison, track, "window", { w: 0, t: 0 }),
    );
    const paint = {
      player: (context) =>
        paintOverlay(
          context,
          { ...stage, model, scene: planScene(model, size, 0, tools) },
          { w: 0, t: 0 },
          "window",
          { hover: null, hidden: false, marks: [] },
        ),
      comparison: (context) =>
        paintComparisonOverlay(
          context,
          { ...stage, comparison, scene: planComparison(comparison, size, [0, 0], tools) },
          "window",
          states,
          { hover: null },
        ),
    };
    for (const [what, onto] of Object.entries(paint)) {
      const waiting = [];
      const context = new Proxy(
        {
          setLineDash(dash) {
            this.dash = dash;
          },
          strokeRect() {
            if (this.dash.length) waiting.push([parsed(this.strokeStyle), this.lineWidth]);
          },
        },
        { get: (target, key) => (key in target ? target[key] : () => {}) },
      );
      onto(context);
      assert.equal(waiting.length, 2, `${name}, ${what}`);
      for (const [colour, line] of waiting) {
        // the middle of a line is on the edge of two pixels: of each it covers a half of its width
        const share = Math.min(1, line / 2);
        const pixel = colours.paper.map((part, at) => part + share * (colour[at] - part));
        const found = ratio(pixel, colours.panel);
        assert.ok(found >= 2.99, `${name}, ${what}: ${found}`);
      }
    }
  }
});
