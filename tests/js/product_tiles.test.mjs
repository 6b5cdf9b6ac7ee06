import assert from "node:assert/strict";
import { test } from "node:test";
import {
  narrowStripHeight,
  planStrip,
  stripShapes,
} from "../../dwconv/player/js/arithmetic_layout.js";
import { paintArithmetic } from "../../dwconv/player/js/arithmetic_painting.js";
import { planComparison } from "../../dwconv/player/js/comparison_layout.js";
import { decodeComparison, stateOf } from "../../dwconv/player/js/comparison_model.js";
import { paintComparisonBase } from "../../dwconv/player/js/comparison_painting.js";
import { css, paletteOf } from "../../dwconv/player/js/compute_palette.js";
import { decode } from "../../dwconv/player/js/player_model.js";
import { planScene } from "../../dwconv/player/js/scene_layout.js";
import { comparisonPayload, payload } from "./payload.mjs";

// Widths in the page's font, Source Sans, of weight 500 and of weight 700, in letters of one pixel.
const DIGIT = [0.505, 0.528];
const WIDTHS = {
  "\u00b7": [0.262, 0.3],
  "(": [0.314, 0.344],
  ")": [0.314, 0.344],
  " ": [0.2, 0.2],
};
function widthOf(text, font) {
  const [, weight, size] = font.match(/^(\d+) ([\d.e-]+)px/);
  const share = (weight - 500) / 200;
  const of = ([at500, at700]) => at500 + share * (at700 - at500);
  return [...text].reduce((sum, letter) => sum + size * of(WIDTHS[letter] ?? DIGIT), 0);
}
const tools = {
  digit: DIGIT[0],
  scale: 1,
  snap: Math.round,
  snapCell: (cell) => (cell >= 6 ? Math.floor(cell) : cell),
  textWidth: (text) => 6.5 * text.length,
};
const stage = {
  theme: { ...paletteOf([255, 255, 255], [20, 24, 29]), textFont: "", codeFont: "" },
  digit: DIGIT[0],
  dpr: 1,
  images: { get: () => ({ width: 0, height: 0 }), set() {} },
};

/** A canvas that finds numbers which reach the edge of their tile. */
function measuring() {
  const tiles = [];
  const found = { numbers: 0, wide: [] };
  const context = {
    roundRect: (x, y, width, height) => tiles.push({ x, y, width, height }),
    fillText(text, x, y) {
      const tile = tiles.at(-1);
      const inside = tile && Math.abs(x - tile.x - tile.width / 2) < 0.1;
      if (!inside || y < tile.y || y > tile.y + tile.height || !/^[\d\u2212]/.test(text)) return;
      found.numbers++;
      const free = tile.width - widthOf(text, this.font);
      if (free < 2.5) found.wide.push(`${text}: ${free}`);
    },
    canvas: {},
  };
  return [new Proxy(context, { get: (at, key) => (key in at ? at[key] : () => {}) }), found];
}

let seed = 1;
/** Numbers up to `most`, in place of the values of a layer: whole ones, or multiples of `unit`. */
function fill({ values, header }, most, unit = 1) {
  values.channel_sums = values.sums;
  for (const [name, largest] of Object.entries({ ...most, products: most.input * most.filter })) {
    values[name]?.forEach((_, at, all) => {
      seed = (48271 * seed) % 2147483647;
      all[at] = Math.round((2 * (seed / 2147483647) - 1) * (largest / unit)) * unit;
    });
    header.largest[name] = largest;
    header.negative[name] = true;
    header.whole[name] = unit === 1;
  }
}
const LAYERS = [1, 3, 5].flatMap((kernel) =>
  [1, 3, 6].map((channels) => ({
    size: [6, 6],
    kernel: [kernel, kernel],
    channels,
    pad: kernel > 2 ? 1 : 0,
    products: true,
  })),
);
const MOST = [
  { input: 5, filter: 2, output: 40, sums: 40 },
  { input: 28, filter: 2, output: 90, sums: 90 },
  { input: 120, filter: 30, output: 9999, sums: 9999 },
];
const SIZES = [
  { width: 950, height: 520 },
  { width: 1110, height: 690 },
  { width: 800, height: 420 },
  { width: 358, height: 0 },
];

test("no number of a product reaches the edge of its tile, in bold neither", () => {
  const [context, found] = measuring();
  for (const most of MOST)
    for (const layer of LAYERS)
      for (const size of SIZES) {
        const model = decode(payload({ ...layer, taps: true, more: { negative: {} } }));
        fill(model, most);
        const scene = planScene(model, { ...size, scale: 1 }, 0, tools);
        for (let t = -1; t < model.T; t++)
          paintArithmetic(context, { ...stage, model, scene }, 0, t);
      }
  assert.ok(found.numbers > 5000);
  assert.deepEqual(found.wide, []);
});

test("no number of a product reaches the edge of its tile in a comparison, in bold neither", () => {
  const [context, found] = measuring();
  for (const most of MOST)
    for (const layer of LAYERS)
      for (const size of SIZES)
        for (const pointwise of [false, true]) {
          const comparison = decodeComparison(comparisonPayload({ ...layer, pointwise }));
          for (const track of comparison.tracks) fill(track, most);
          const scene = planComparison(comparison, size, [0, 0], tools);
          for (const plan of scene.tracks) plan.enlarged = []; // a canvas of their own
          for (let t = 0; t < 4; t++) {
            const states = comparison.tracks.map((track) =>
              stateOf(comparison, track, "tap", { w: 0, t: Math.min(t, track.T - 1) }),
            );
            paintComparisonBase(context, { ...stage, comparison, scene }, "tap", states, null);
          }
        }
  assert.ok(found.numbers > 5000);
  assert.deepEqual(found.wide, []);
});

/** A canvas that keeps what is written. */
function keepingTexts() {
  const texts = [];
  const context = { fillText: (text) => texts.push(text), canvas: {} };
  return [new Proxy(context, { get: (at, key) => (key in at ? at[key] : () => {}) }), texts];
}

test("a factor below zero has brackets, and what is written multiplies to what is written or is rounded", () => {
  const most = { input: 2.5, filter: 1.5, output: 9, sums: 9 };
  const seen = { equations: 0, pairs: 0, rounded: 0 };
  const number = (text) => Number(text.replaceAll("\u2212", "-").replace(/[·()]/g, ""));
  for (const unit of [1, 0.1, 0.0001234])
    for (const layer of [...LAYERS, { ...LAYERS[0], kernel: [4, 4], products: true }])
      for (const size of SIZES) {
        const model = decode(payload({ ...layer, taps: true, more: { negative: {} } }));
        fill(model, most, unit);
        const { input, filter, products } = model.values;
        products.forEach((_, at) => {
          products[at] = input[at % input.length] * filter[at % filter.length];
        });
        const scene = planScene(model, { ...size, scale: 1 }, 0, tools);
        const [context, texts] = keepingTexts();
        paintArithmetic(context, { ...stage, model, scene }, 0, model.T - 1);
        const about = `${unit} ${layer.kernel} ${size.width}: ${texts.join(" | ")}`;
        const pairs = texts.filter((text) => /·[(\u2212\d]/.test(text));
        seen.pairs += pairs.length;
        assert.ok(!pairs.some((text) => text.includes("·\u2212")), about);
        const { exact } = scene.strip;
        assert.ok(unit > 0.01 || !exact);
        if (pairs.length && !exact) {
          seen.rounded++;
          assert.ok(
            texts.some((text) => text.includes("rounded")),
            about,
          );
        }
        if (unit === 0.1 && pairs.length) assert.ok(exact, about);
        for (const text of pairs.filter((each) => each.includes(" = "))) {
          seen.equations++;
          const [left, right] = text.split(" = ");
          const [one, other] = left.split("·").map(number);
          assert.ok(Math.abs(one * other - number(right)) < 1e-6 || right === "\u22480", about);
        }
      }
  assert.ok(Math.min(...Object.values(seen)) > 20, JSON.stringify(seen));
});

test("a factor that the left side has still to make is a question mark on the right", () => {
  const layer = { size: [3, 3], kernel: [2, 1], channels: 3, pad: 0, products: true };
  const comparison = decodeComparison(comparisonPayload({ ...layer, pointwise: true }));
  for (const track of comparison.tracks) fill(track, MOST[0]);
  const scene = planComparison(comparison, SIZES[0], [0, 0], tools);
  for (const plan of scene.tracks) plan.enlarged = [];
  const [left, right] = comparison.tracks;
  const seen = new Set();
  for (const unit of ["tap", "window"])
    for (let w = 0; w < 3 * (left.N + right.N); w++) {
      const states = comparison.tracks.map((track) =>
        stateOf(comparison, track, unit, { w, t: 0 }),
      );
      const pairs = [];
      const context = new Proxy(
        {
          fillText: (text, x) =>
            x > scene.tracks[1].strip.x && !text.includes("=") && pairs.push(text),
          canvas: {},
        },
        { get: (at, key) => (key in at ? at[key] : () => {}) },
      );
      paintComparisonBase(context, { ...stage, comparison, scene }, unit, states, null);
      const made = pairs.filter((text) => /^[\d\u2212]+\u00b7/.test(text)).length;
      const at = w % (left.N + right.N);
      assert.equal(made, Math.min(left.N, unit === "tap" ? at : at + 1), `${unit} ${w}`);
      assert.equal(pairs.filter((text) => text.startsWith("?\u00b7")).length, left.N - made);
      seen.add(made);
    }
  assert.equal(seen.size, left.N + 1);
});

test("the words beside the products lie in their box, one below the other, for every kernel and size", () => {
  const wrong = [];
  const texts = [];
  const canvas = {
    fillText(text, x, y) {
      const [, size, font] = this.font.match(/([\d.e-]+)px (\w*)/);
      texts.push({ text, x, y, size: Number(size), code: font === "code", align: this.textAlign });
    },
    canvas: {},
  };
  const context = new Proxy(canvas, { get: (at, key) => (key in at ? at[key] : () => {}) });
  const theme = { ...stage.theme, codeFont: "code" };
  /** Where what stands beside the words begins. */
  const beside = ({ narrow, width, cells }) =>
    narrow
      ? width
      : Math.min(
          cells[0].x,
          ...texts
            .filter(({ align }) => align === "right")
            .map(({ x, size, text }) => x - 0.43 * size * text.length),
        );
  // the start page at 1280x720, the lesson there, the start page at 1440x900, presented, on a phone, on its side
  const sizes = [
    [954, 504],
    [840, 504],
    [1114, 684],
    [1244, 620],
    [1404, 790],
    [796, 420],
    [844, 300],
    [358, 0],
  ];
  for (let side = 1; side < 10; side++)
    for (const [channels, multiplier] of [
      [1, 1],
      [3, 2],
      [4, 1],
      [8, 2],
    ])
      for (const whole of [true, false])
        for (const [width, height] of sizes) {
          const layer = {
            size: [side + 10, side],
            kernel: [side, side],
            channels,
            multiplier,

            taps: true,
          };
          const all = Object.fromEntries(
            ["input", "filter", "output", "products", "sums"].map((name) => [name, whole]),
          );
          const more = { negative: { filter: true }, whole: all };
          const model = decode(payload({ ...layer, products: true, more }));
          const shapes = height
            ? stripShapes(model, { width, height })
            : [{ height: narrowStripHeight(model) }];
          for (const shape of shapes) {
            const strip = planStrip(model, { x: 0, y: 9, width, ...shape }, tools);
            for (const now of [null, 0, model.T - 1]) {
              texts.length = 0;
              const scene = { strip };
              paintArithmetic(context, { ...stage, theme, model, scene }, model.windows - 1, now);
              const label = texts.filter(({ x }) => Math.abs(x - strip.label.x) < 0.1);
              const about = `${side} ${channels} ${whole} ${width} ${height} ${strip.mode} ${strip.height}`;
              if (label.length < 2) wrong.push(`${about}: nothing is said`);
              label.forEach(({ text, x, y, size, code }, at) => {
                const [before] = at ? label.slice(at - 1) : [];
                const top = y - 0.72 * size - (before ? before.y + 0.2 * before.size : strip.y);
                const below = strip.y + strip.height - y - 0.25 * size;
                const right = x + (code ? 0.6 : 0.43) * size * text.length;
                const free = beside(strip) - right;
                if (top < 1 || below < 2 || free < 0)
                  wrong.push(`${about} "${text}": ${top} ${below} ${free}`);
              });
            }
          }
        }
  assert.deepEqual(wrong, []);
});

test("in the lesson on a projector factors have digits that the back row can read", () => {
  const size = { width: 840, height: 540 }; // beside the text at 1280x720
  const negative = { input: true, filter: true };
  const model = decode(
    payload({ size: [4, 4], kernel: [3, 3], taps: true, products: true, more: { negative } }),
  );
  const [shape] = stripShapes(model, size);
  assert.ok(planStrip(model, { x: 0, y: 0, width: 840, ...shape }, tools).pairFont >= 11);
});

test("no product is dark or hatched before it is computed, whether it is one of padding or not", () => {
  const hatch = "hatch";
  const drawn = [];
  const context = new Proxy(
    { canvas: {} },
    {
      get: (at, key) =>
        at[key] ??
        (key === "fillText"
          ? (text) => drawn.push([text, at.fillStyle])
          : () => key === "fill" && drawn.push([hatch, at.fillStyle])),
    },
  );
  const model = decode(
    payload({ size: [4, 4], kernel: [3, 3], pad: 1, taps: true, products: true }),
  );
  for (const [width, height] of [
    [358, 0],
    [954, 300],
    [1232, 560],
  ]) {
    const shape = height
      ? stripShapes(model, { width, height })[0]
      : { height: narrowStripHeight(model) };
    const strip = planStrip(model, { x: 0, y: 9, width, ...shape }, tools);
    const hatched = { ...stage, hatch, model, scene: { strip } };
    for (const [now, pale, none] of [
      [-1, 9, 0],
      [model.T - 1, 0, 5],
    ]) {
      drawn.length = 0;
      paintArithmetic(context, hatched, 0, now);
      const pairs = drawn.filter(([text]) => /^\d+\u00b7/.test(text));
      const { muted } = stage.theme;
      assert.equal(pairs.filter(([, colour]) => colour === css(muted)).length, pale, strip.mode);
      assert.equal(drawn.filter(([, fill]) => fill === hatch).length, none, strip.mode);
    }
  }
});
