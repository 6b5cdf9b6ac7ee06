import assert from "node:assert/strict";
import { test } from "node:test";
import { hatchOf } from "../../dwconv/player/js/canvas_drawing.js";
import { write, writeResult } from "../../dwconv/player/js/number_text.js";
import {
  decode,
  inputAt,
  outputAt,
  placeOf,
  reachedBy,
  revealed,
  sameBytes,
  stepOf,
  tapPlace,
  timelineOf,
  weightAt,
  windowAt,
  within,
} from "../../dwconv/player/js/player_model.js";
import { describe, describeCell } from "../../dwconv/player/js/sentences.js";
import { payload } from "./payload.mjs";

const model = decode(payload({ channels: 2 })); // 2x3 positions, 2 channels, 2 filters each

test("a payload is taken apart into the arrays in their order", () => {
  assert.deepEqual([model.C, model.M, model.OH, model.OW, model.windows], [2, 2, 2, 3, 24]);
  assert.equal(inputAt(model, 1, 0, 0), 10);
  assert.equal(weightAt(model, 0, 1, 1, 0), 22);
  assert.equal(outputAt(model, 1, 1, 1, 2), 18 + 8 + 24);
});

test("a payload may lie anywhere in a buffer", () => {
  const bytes = payload();
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  assert.deepEqual(decode(shifted.subarray(1)).values, decode(bytes).values);
});

test("beside the input lies padding", () => {
  assert.equal(inputAt(model, 0, -1, 0), null);
  assert.equal(inputAt(model, 0, 0, 3), null);
});

test("windows run position by position, then channel by channel, then filter by filter", () => {
  const places = Array.from({ length: 6 }, (_, w) => placeOf(model, w));
  assert.deepEqual(
    places.map(({ j, k, q }) => [j, k, q]),
    [
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 1],
    ],
  );
  for (let w = 0; w < model.windows; w++) assert.equal(windowAt(model, placeOf(model, w)), w);
});

test("every step of every unit begins at a moment of that step", () => {
  const timeline = timelineOf(model);
  for (const unit of ["tap", "window", "pixel"]) {
    for (let step = 0; step < timeline.count(unit); step++) {
      assert.equal(timeline.stepOf(unit, timeline.momentAt(unit, step)), step);
    }
  }
  assert.deepEqual(
    ["tap", "window", "pixel"].map((unit) => timeline.count(unit)),
    [48, 24, 6],
  );
});

test("an output is revealed with the last tap of its window, and not before", () => {
  const second = { w: 1, t: 0 };
  assert.equal(revealed(model, "tap", second, 0, 1), 0);
  assert.equal(revealed(model, "tap", { w: 1, t: 1 }, 0, 1), 1);
  assert.equal(revealed(model, "window", second, 0, 1), 1);
  assert.equal(revealed(model, "window", { w: 0, t: 0 }, 0, 1), 0);
  assert.equal(revealed(model, "pixel", { w: 0, t: 0 }, 1, 1), 1);
});

test("the outputs that use a row are those whose window has a tap on it", () => {
  assert.deepEqual(reachedBy(2, 3, 1, 1, 5), [2, 1, 0]);
  assert.deepEqual(reachedBy(3, 3, 2, 1, 3), [1]);
  assert.deepEqual(reachedBy(2, 2, 1, 2, 3), [2, 0]);
});

test("an input value says how many windows it is under, at any stride and dilation", () => {
  for (const [stride, dilation] of [
    [1, 1],
    [2, 1],
    [1, 2],
    [3, 2],
  ]) {
    const strided = decode(payload({ size: [9, 9], kernel: [3, 3], stride, dilation }));
    for (let row = 0; row < 9; row++) {
      let under = 0;
      for (let i = 0; i < strided.OH; i++) {
        for (let t = 0; t < 9; t += 3) under += tapPlace(strided, { i, j: 0 }, t).row === row;
      }
      const cell = { kind: "input", k: 0, q: 0, row, column: 0 };
      const [, words] = describeCell(strided, "window", { w: 0, t: 0 }, cell);
      const said = under ? `the window covers it at ${under} position` : "no window reaches it";
      assert.ok(words.startsWith(said), `${words}, not ${said}`);
    }
  }
});

test("numbers are written as they are read on the page", () => {
  assert.equal(write(-3, { decimals: 2 }), "\u22123");
  assert.equal(write(-0.001, { decimals: 2 }), "≈0");
  assert.equal(write(Number.NEGATIVE_INFINITY, {}), "\u2212\u221e");
  assert.equal(writeResult(1 / 3), "0.3333");
  assert.equal(writeResult(12345678.5), "1.235e7");
});

test("a moment in words names the step, the place and the sum", () => {
  const words = describe(model, "window", { w: 0, t: 0 });
  assert.equal(words.split(".")[0], "Step 1 of 24: output row 0, column 0, channel 0 = 27");
  assert.match(words, /Row 0: 1\u00b719\. Row 1: 4\u00b720\.$/);
});

test("a value is kept between 0 and the most", () => {
  assert.deepEqual([within(-1, 3), within(2, 3), within(9, 3)], [0, 2, 3]);
});

test("the same bytes are the same animation", () => {
  assert.ok(sameBytes(payload(), payload()));
  assert.ok(!sameBytes(null, payload()));
  assert.ok(!sameBytes(payload(), payload({ channels: 2 })));
  const other = payload();
  other[other.length - 1] ^= 1;
  assert.ok(!sameBytes(payload(), other));
  assert.equal(stepOf(model, "pixel", { w: 5, t: 0 }), 1);
});

test("inserted zeros are told from values, and a gradient's value names the outputs it comes from", () => {
  // g has 2 x 2 values, with a zero between them; a kernel of 2 x 2
  const captions = {
    inserted: [
      [0, 1, 0],
      [0, 1, 0],
    ],
    places: {
      source: [
        [0, 1, 2],
        [0, 1, 2],
      ],
      weight: [
        [1, -1, 1],
        [1, -1, 1],
      ],
    },
    source: ["g[{i}, {j}]"],
    weight: ["filter[{i}, {j}]"],
  };
  const model = decode(payload({ kernel: [2, 2], multiplier: 1, captions }));
  const says = (kind, row, column) =>
    describeCell(model, "window", { w: 3, t: 0 }, { kind, k: 0, q: 0, row, column });
  assert.match(says("input", 2, 0)[0], /^g\[1, 0\] = 7/);
  assert.match(says("input", 1, 0)[0], /inserted because of the stride/);
  const drawn = (row, column) => hatchOf({ model, hatch: "hatched", dots: "dotted" }, row, column);
  assert.deepEqual([drawn(1, 0), drawn(0, 1), drawn(-1, 0)], ["dotted", "dotted", "hatched"]);
  assert.match(says("filter", 0, 0)[0], /^filter\[1, 1\]/);
  assert.match(says("output", 1, 0)[1], /output, row 1, column 0$/);
});
