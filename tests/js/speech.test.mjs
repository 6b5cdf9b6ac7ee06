import assert from "node:assert/strict";
import { test } from "node:test";
import { nextCell } from "../../dwconv/player/js/cell_cursor.js";
import { disagreementAt } from "../../dwconv/player/js/disagreement.js";
import { orderOfPlayer } from "../../dwconv/player/js/neighbour_planes.js";
import { numbered } from "../../dwconv/player/js/number_text.js";
import { channelAloud, filterAloud } from "../../dwconv/player/js/planes_aloud.js";
import { decode, placeOf } from "../../dwconv/player/js/player_model.js";
import { howToAnswer, productsText } from "../../dwconv/player/js/prediction_words.js";
import { describe, describeQuestion, resultOf } from "../../dwconv/player/js/sentences.js";
import {
  changeOf,
  describeCellAloud,
  meaningsOf,
  newsOfFirstStep,
  rowOf,
  sizesOf,
  summaryOf,
} from "../../dwconv/player/js/speech.js";
import { spoken } from "../../dwconv/player/js/spoken.js";
import { payload } from "./payload.mjs";

// 3x3 inputs 1...9, kernels of 2x1 taps, two channels with two filters each: 2x3 outputs
const model = decode(payload({ channels: 2 }));
const first = { w: 0, t: 0 };

test("signs that screen readers pass over are words", () => {
  assert.equal(
    spoken("2·(−1) ≈ −1.5e−7, −∞"),
    "2 times minus 1 is about minus 1.5 times 10 to the power of minus 7, minus infinity",
  );
  assert.equal(
    spoken("∂L/∂filter[0, 1] = 4·1."),
    "the gradient with respect to filter[0, 1] = 4 times 1.",
  );
  assert.equal(
    spoken("1/N + 1/K² = 1/3 + 1/9, 3×3 → 2×2"),
    "1 divided by N plus 1 divided by K squared = 1 divided by 3 plus 1 divided by 9, 3 by 3 becomes 2 by 2",
  );
});

test("rows are listed in words", () => {
  assert.equal(numbered("row", [2]), "row 2");
  assert.equal(numbered("row", [0, 1]), "rows 0 and 1");
  assert.equal(numbered("row", [-1, 0, 1]), "rows −1, 0 and 1");
  assert.equal(numbered("row", [-1, 0, 1, 2, 3]), "rows −1 to 3");
  assert.equal(numbered("row", [0, 2, 4]), "rows 0, 2 and 4");
});

test("the sizes of a layer are one sentence", () => {
  assert.equal(
    sizesOf(model),
    "2 channels of 3 by 3; 2 filters of 2 by 1 for each, stride 1; 4 output channels of 2 by 3.",
  );
  assert.match(
    sizesOf(decode(payload({ dilation: 2 }))),
    /1 channel .* dilation 2; 2 output channels of 1 by 3/,
  );
});

test("where the gradient of the output slides, it is called so and not a filter", () => {
  const captions = { ...model.header.captions, factors: ["input", "g"] };
  const backward = { ...model, header: { ...model.header, captions } };
  assert.match(sizesOf(backward), /; 2 planes of g of 2 by 1 for each, stride 1;/);
  assert.match(summaryOf(backward, "window")[1], /Row 0 of g lies on the first row of the window/);
});

test("the summary is the sizes, and then how the steps go and what is counted from where", () => {
  const [sizes, rules] = summaryOf(model, "window");
  assert.equal(sizes, sizesOf(model));
  assert.match(
    rules,
    /^A window slides .*next row\. Rows, columns and channels are counted from 0, steps and taps from 1\.$/,
  );
  assert.doesNotMatch(summaryOf(model, "pixel")[1], /next column/);
});

test("of a change is said what is another size now, and what it was", () => {
  assert.equal(
    changeOf(model, decode(payload({ channels: 2, stride: 2 })), "window"),
    "Now vertical stride 2, was 1; horizontal stride 2, was 1; output 1 by 2, was 2 by 3; steps 8, was 24. " +
      "From one output row to the next the window moves down by 2. " +
      "From one output column to the next the window moves to the right by 2.",
  );
  // a window of one column is as wide with any dilation
  assert.deepEqual(meaningsOf(model, { ...model, dh: 2, dw: 2 }), [
    "The window's 2 rows lie 2 apart, so it reaches over 3 rows.",
  ]);
  // of the same sizes which numbers are others
  const with_ = (/** @type {string} */ name) => ({
    ...model,
    values: { ...model.values, [name]: model.values[name].map((value) => -value) },
  });
  assert.equal(changeOf(model, with_("filter"), "window"), "Other filters.");
  assert.equal(changeOf(model, with_("input"), "window"), "Other numbers, the same sizes.");
  const both = {
    ...model,
    values: { ...with_("input").values, filter: with_("filter").values.filter },
  };
  assert.equal(changeOf(model, both, "window"), "Other numbers, the same sizes.");
  // and what no window reaches any more
  const lost = { ...model, header: { ...model.header, notes: ["No window reaches row 3."] } };
  assert.match(changeOf(model, lost, "window"), /No window reaches row 3\.$/);
  assert.doesNotMatch(changeOf(lost, lost, "window"), /No window/);
  assert.match(summaryOf(lost, "window")[1], /No window reaches row 3\./);
});

test("a step says its result first, then where its window is and what it multiplies, row by row", () => {
  assert.equal(
    describe(model, "window", { w: 1, t: 0 }),
    "Step 2 of 24: output row 0, column 0, channel 1 = 33. " +
      "Window: input channel 0, filter 1, rows 0 and 1, column 0. Row 0: 1·21. Row 1: 4·22.",
  );
  const padded = decode(payload({ kernel: [3, 3], multiplier: 1, pad: 1 }));
  const window =
    "Window: input rows −1, 0 and 1, columns −1, 0 and 1. " +
    "Row −1: all padding. Row 0: padding; 1·14; 2·15. Row 1: padding; 4·17; 5·18.";
  assert.equal(
    describe(padded, "window", first),
    `Step 1 of 9: output row 0, column 0, channel 0 = 19. ${window}`,
  );
  // of several channels each step says whose window it is, with one filter a channel too
  const several = decode(payload({ kernel: [3, 3], channels: 2, multiplier: 1, pad: 1 }));
  assert.match(describe(several, "window", first), /Window: input channel 0, rows /);
  // a question says the same, but for the result
  assert.equal(
    describeQuestion(padded, first),
    `Step 1 of 9: what is output row 0, column 0, channel 0? ${window}`,
  );
  assert.equal(
    describeQuestion(padded, first, true),
    "Step 1 of 9: which cells of the input make output row 0, column 0, channel 0?",
  );
});

test("where TensorFlow differs, only those windows say so", () => {
  // at windows 5 and 8
  const values = btoa(String.fromCharCode(...new Uint8Array(new Float32Array([7, -2.5]).buffer)));
  const disagreement = {
    shown: "",
    sentence: "Another: {value}.",
    values,
    windows: btoa("\x04\x80"),
  };
  const at = (unit, w, t = 0) => disagreementAt(disagreement, model, unit, { w, t });
  assert.deepEqual(
    [4, 5, 6, 8, 23].map((w) => at("window", w)),
    ["", "Another: 7.", "", "Another: −2.500.", ""],
  );
  assert.deepEqual([at("tap", 5, 0), at("tap", 5, 1)], ["", "Another: 7."]);
  assert.deepEqual([at("pixel", 0), at("pixel", 4)], ["", "Another: 7."]);
  assert.equal(disagreementAt(null, model, "window", first), "");
  // window 5 is output row 0, column 1: it covers input rows 0 and 1, and column 1
  const places = (rows, columns) => [
    [rows, rows],
    [columns, columns, columns],
  ];
  const because = (rows, columns) =>
    disagreementAt({ ...disagreement, taken: places(rows, columns) }, model, "window", {
      w: 5,
      t: 0,
    });
  assert.equal(because([0, 1], [1]), "Another: 7.");
  assert.equal(
    because([-1, 1], [1]),
    "Another: 7. It takes input rows −1 and 1 instead of 0 and 1.",
  );
  assert.equal(
    because([-1, 1], [2]),
    "Another: 7. It takes input rows −1 and 1 instead of 0 and 1, and column 2 instead of 1.",
  );
});

test("a filter and a channel of the input are said row by row, without padding", () => {
  assert.equal(
    channelAloud(model, 1),
    "Input, channel 1: row 0: 10, 11, 12; row 1: 13, 14, 15; row 2: 16, 17, 18.",
  );
  assert.equal(filterAloud(model, { k: 0, q: 1 }), "Filter 1 of channel 0: row 0: 21; row 1: 22.");
  const one = decode(payload({ pad: 1 }));
  assert.match(channelAloud(one, 0), /^Input, channel 0: row 0: 1, 2, 3; row 1: 4/);
  const large = { ...model, H: 11, W: 11 };
  assert.match(channelAloud(large, 0), /11 rows and 11 columns\. Question mark opens them/);
});

test("after a prediction the products are said row by row, and a question how it is answered", () => {
  const values = { ...model.values, products: [19, -80] };
  assert.equal(productsText({ ...model, values }, 0), "The products: row 0: 19; row 1: −80.");
  // padding is not said as 0: a 0 is one of the input or of the filter
  const padded = decode(payload({ kernel: [3, 3], multiplier: 1, pad: 1 }));
  const products = [0, 0, 0, 0, 1, 0, 0, 4, -5];
  assert.equal(
    productsText({ ...padded, values: { ...padded.values, products } }, 0),
    "The products: row −1: all padding; row 0: padding, 1, 0; row 1: padding, 4, −5.",
  );
  assert.equal(
    howToAnswer(false),
    "To answer, press A at the slider Picture, or go to the edit field.",
  );
  // while cells are asked for there is no field, and A leads nowhere
  assert.doesNotMatch(howToAnswer(true), /field|press A/);
});

test("an input says which outputs use it and which weights it meets now", () => {
  const cell = { kind: "input", k: 0, q: 0, row: 1, column: 0 };
  assert.equal(
    describeCellAloud(model, "window", first, cell),
    "Input, row 1, column 0, channel 0 = 4. Used by the outputs in rows 0 and 1, column 0. " +
      "The window of this step covers it: it is multiplied by weight 20 of filter 0, row 1, column 0.",
  );
  const away = describeCellAloud(model, "window", first, { ...cell, column: 2 });
  assert.equal(
    away,
    "Input, row 1, column 2, channel 0 = 6. Used by the outputs in rows 0 and 1, column 2.",
  );
  const one = decode(payload({ multiplier: 1 }));
  assert.match(describeCellAloud(one, "window", first, cell), /by weight 11, row 1, column 0\.$/);
  const strided = decode(payload({ stride: 2 }));
  const unused = describeCellAloud(strided, "window", first, { ...cell, column: 1 });
  assert.match(unused, /No window reaches it\.$/);
});

test("what belongs to another channel or filter than the one at work is not said to be used", () => {
  const said = (unit, w, cell) =>
    describeCellAloud(model, unit, { w, t: 0 }, { row: 0, column: 0, ...cell });
  const input = { kind: "input", k: 0, q: 0 };
  const weight = { kind: "filter", k: 0, q: 1 };
  for (const unit of ["tap", "window"]) {
    // windows 0 and 1 are those of channel 0, 2 and 3 those of channel 1
    assert.match(said(unit, 1, input), /covers it: it is multiplied by weight 21 of filter 1, row/);
    assert.match(said(unit, 2, input), /Used by the outputs in [^.]*\. Not used in this step\.$/);
    assert.match(said(unit, 1, weight), /In the window of this step: input 1\.$/);
    for (const w of [0, 2, 3])
      assert.match(said(unit, w, weight), /columns 0, 1 and 2\. Not used in this step\.$/);
  }
  // in a whole position all of them are at work
  assert.match(
    said("pixel", 0, { ...input, k: 1 }),
    /by weight 23 of filter 0 and 25 of filter 1,/,
  );
  assert.match(said("pixel", 0, { ...weight, k: 1 }), /In the window of this step: input 10\.$/);
});

test("a weight says which inputs it meets", () => {
  assert.equal(
    describeCellAloud(
      model,
      "window",
      { w: 1, t: 0 },
      { kind: "filter", k: 0, q: 1, row: 1, column: 0 },
    ),
    "Weight, row 1, column 0, channel 0, filter 1 = 22. Multiplied by the input in rows 1 and 2, columns 0, 1 and 2. " +
      "In the window of this step: input 4.",
  );
});

test("an output says its value only once it is there", () => {
  const cell = { kind: "output", k: 0, q: 1, row: 0, column: 0 };
  const said = (w) => describeCellAloud(model, "window", { w, t: 0 }, cell);
  assert.equal(
    said(0),
    "Output, row 0, column 0, channel 1: not computed yet, from rows 0 to 1, column 0.",
  );
  assert.match(said(1), /^Output, row 0, column 0, channel 1 = 33, from/);
  assert.deepEqual(rowOf(model, 0, 1, 0, 2), [33, 34]);
});

test("arrow keys go from value to value, from plane to plane, from channel to channel", () => {
  const order = orderOfPlayer(model);
  const at = (kind, k, q, row, column) => ({ kind, k, q, row, column });
  const goes = (from, key, to) => assert.deepEqual(nextCell(order, from, key), to, key);
  goes(at("input", 0, 0, 0, 0), "ArrowRight", at("input", 0, 0, 0, 1));
  goes(at("input", 0, 0, 0, 0), "ArrowLeft", at("input", 0, 0, 0, 0));
  goes(at("input", 0, 1, 2, 2), "ArrowRight", at("filter", 0, 1, 1, 0));
  goes(at("filter", 0, 1, 1, 0), "ArrowRight", at("output", 0, 1, 1, 0));
  goes(at("output", 0, 1, 1, 0), "ArrowLeft", at("filter", 0, 1, 1, 0));
  goes(at("input", 0, 0, 2, 1), "ArrowDown", at("input", 1, 0, 0, 1));
  goes(at("output", 0, 1, 1, 2), "ArrowDown", at("output", 1, 0, 0, 2));
  goes(at("output", 1, 0, 0, 2), "ArrowUp", at("output", 0, 1, 1, 2));
  goes(at("output", 1, 1, 1, 2), "ArrowDown", at("output", 1, 1, 1, 2));
  assert.equal(nextCell(order, at("input", 0, 0, 0, 0), " "), null);
});

test("I, W and O lead to the input, the weight and the output of the step", () => {
  const from = { kind: "input", k: 0, q: 0, row: 2, column: 2 };
  const jumps = (moment, unit) =>
    ["i", "w", "O"].map((key) => {
      const { k, q, row, column } = nextCell(orderOfPlayer(model, moment, unit), from, key);
      return [k, q, row, column].join(" ");
    });
  // the last of 24 windows: row 1, column 2, channel 1, filter 1
  assert.deepEqual(jumps({ w: 23, t: 0 }, "window"), ["1 1 1 2", "1 1 0 0", "1 1 1 2"]);
  assert.deepEqual(jumps({ w: 23, t: 1 }, "tap"), ["1 1 2 2", "1 1 1 0", "1 1 1 2"]);
  // a whole position is of all channels, so the channel stays
  assert.deepEqual(jumps({ w: 20, t: 0 }, "pixel"), ["0 0 1 2", "0 0 0 0", "0 0 1 2"]);
  assert.deepEqual(jumps(null), ["0 0 2 2", "0 0 1 0", "0 0 1 2"]);
});

test("of more than nine products the count and the first ones are said", () => {
  const large = decode(payload({ size: [4, 4], kernel: [4, 4], multiplier: 1 }));
  const said = describe(large, "window", first);
  assert.match(
    said,
    /: output row 0, column 0, channel 0 = \d+\. The sum of 16 products: 1·17 \+ 2·18 \+ 3·19 and so on\.$/,
  );
});

test("of products with padding the first ones that have none are said", () => {
  const padded = decode(payload({ size: [4, 4], kernel: [4, 4], multiplier: 1, pad: 1 }));
  const said = describe(padded, "window", first);
  assert.match(said, /The sum of 16 products, 7 of them with added zeros: \d+·\d+ \+/);
  assert.doesNotMatch(said, / 0·| \+ 0/);
});

test("a first step that is word for word as before is said by its value alone, however many there are", () => {
  const said = (now, back = true) =>
    newsOfFirstStep({ before: "Step 1 of 75: output 3.", now, back, value: "3" });
  const same = "Step 1 of 1,045: output 3.";
  assert.deepEqual(said(same), { words: "Back at step 1: still 3.", instead: true });
  assert.deepEqual(said(same, false), { words: "Step 1: still 3.", instead: true });
  assert.deepEqual(said("Step 1 of 75: output 4."), { words: "Back at step 1.", instead: false });
  assert.deepEqual(said("Step 1 of 75: output 4.", false), { words: "", instead: false });
  assert.equal(resultOf(model, "window", { w: 1, t: 0 }), "output row 0, column 0, channel 1 = 33");
  assert.match(resultOf(model, "pixel", first), /^output channel 0 = \d+, output channel 1 = 33/);
});

// 3x3 inputs, kernels of 3x3 taps, stride 2: TensorFlow pads below and to the right alone
const below = decode(
  payload({ kernel: [3, 3], multiplier: 1, size: [4, 4], stride: 2, taps: true }),
);
const uneven = {
  ...below,
  ...{ OH: 2, OW: 2, PH: 5, PW: 5, windows: 4 },
  header: {
    ...below.header,
    padding: "SAME",
    pads: [
      [0, 1],
      [0, 1],
    ],
  },
};

test("the summary, and a change, say on which sides padding lies", () => {
  const said = "Padding SAME adds zeros: 0 rows above, 1 below, 0 columns left, 1 right.";
  assert.ok(summaryOf(uneven, "window")[1].includes(` ${said} `));
  assert.ok(changeOf(below, uneven, "window").endsWith(said));
  assert.ok(!changeOf(uneven, { ...uneven, KW: 2 }, "window").includes(said), "it is as before");
  const valid = { ...model, header: { ...model.header, padding: "VALID" } };
  assert.match(summaryOf(valid, "window")[1], / Padding VALID adds nothing\. /);
});

test("a weight says which rows and columns of those it meets are padding", () => {
  const weight = { kind: "filter", k: 0, q: 0, row: 0, column: 2 };
  assert.match(
    describeCellAloud(uneven, "window", first, weight),
    /Multiplied by the input in rows 0 and 2, columns 2 and 4; column 4 is padding\./,
  );
});

test("a tap says in the input's own rows and columns where it lies, on padding too", () => {
  const values = { ...uneven.values, products: Array(36).fill(0), sums: Array(36).fill(0) };
  const tap = (of, w, t) => describe({ ...of, values }, "tap", { w, t }).split("Tap ")[1];
  assert.match(tap(uneven, 3, 8), /^9 of 9: padding, row 4, column 4, 0·/);
  assert.match(tap(uneven, 3, 0), /^1 of 9: input row 2, column 2, /);
  const around = decode(payload({ kernel: [3, 3], multiplier: 1, pad: 1, taps: true }));
  assert.match(tap(around, 0, 0), /^1 of 9: padding, row −1, column −1, 0·/);
  assert.match(tap(around, 0, 4), /^5 of 9: input row 0, column 0, /);
});

// what is left to signs: a minus, a dot or a cross between factors, a fraction, a power, an arrow
const BARE = /[−·×÷²³→≈≤≥√∞±∂⌈⌊]|(?<![\w.])(\d+|[A-Z])\/(\d+|[A-Z])\b/;

test("no step, cell, plane or table is heard with a bare sign, whatever the layer and the unit", () => {
  const layers = [
    { channels: 2 },
    { kernel: [3, 3], multiplier: 1, pad: 1 },
    { size: [4, 4], kernel: [4, 4], multiplier: 1, pad: 1 },
    { pad: 1, taps: true, products: true },
  ];
  let steps = 0;
  for (const of of layers.map((layer) => decode(payload(layer)))) {
    of.values.input.set([-1, -2.5]);
    of.values.filter.set([-3e-9]);
    for (const unit of of.header.taps ? ["tap", "window", "pixel"] : ["window", "pixel"]) {
      for (let w = 0; w < of.windows; w += of.C * of.M) {
        const at = { w, t: 0 };
        const { i, j, k, q } = { i: 0, j: 0, ...placeOf(of, w) };
        const said = [
          describe(of, unit, at),
          describeQuestion(of, at),
          resultOf(of, unit, at),
          productsText(of, w),
          filterAloud(of, { k, q }),
          channelAloud(of, k),
          ...summaryOf(of, unit),
          ...["input", "filter", "output"].map((kind) =>
            describeCellAloud(of, unit, at, { kind, k, q, row: 0, column: 0 }),
          ),
        ];
        for (const sentence of said) assert.doesNotMatch(spoken(sentence), BARE, `${i} ${j}`);
        steps += 1;
      }
    }
  }
  assert.ok(steps > 20);
});
