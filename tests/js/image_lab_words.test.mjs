// What is heard of the Image lab's pictures.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changeOfSizes,
  laneInWords,
  newEffects,
  placeInWords,
} from "../../dwconv/ui/components/image_lab_words.js";

const header = {
  size: [4, 4],
  kernel: [3, 3],
  stride: [1, 1],
  dilation: [1, 1],
  before: [1, 1],
  padded: [6, 6],
  output: [4, 4],
  multiplier: 1,
  mixed: null,
};

/** A picture of red and green, each with one filter, whose outputs are all as given. */
const pictures = (more, names, outputs) => ({
  header: {
    ...header,
    lanes: ["red", "green"].map((name, k) => ({ name, kernels: [{ name: names[k] }] })),
    planes: outputs.map(() => ({ type: "float32", decimals: 0 })),
    ...more,
  },
  input: [new Uint8Array(16).fill(200), new Uint8Array(16).fill(100)],
  output: outputs.map((value) => new Float32Array(16).fill(value)),
});

test("a change of sizes is said with what was, and with the output's size in any case", () => {
  assert.equal(changeOfSizes(header, header), ""); // the filters alone are others
  assert.equal(
    changeOfSizes(header, { ...header, stride: [2, 2], output: [2, 2] }),
    "Now stride 2, was 1; output 2 by 2, was 4 by 4.",
  );
  assert.equal(
    changeOfSizes(header, { ...header, kernel: [5, 5], padded: [8, 8] }),
    "Now kernel 5 by 5, was 3 by 3; picture with padding 8 by 8, was 6 by 6. The output is still 4 by 4.",
  );
});

test("of kernels that come it is said what their outputs show, once for all channels", () => {
  const kernel = (name, effect) => ({ name, effect });
  const with_ = (...kernels) => ({ ...header, lanes: [{ kernels }, { kernels }] });
  const blur = kernel("box blur", "the picture blurred"),
    own = kernel("typed in", "");
  assert.deepEqual(newEffects(with_(own), with_(blur, own)), ["box blur: the picture blurred."]);
  assert.deepEqual(newEffects(with_(blur), with_(blur, own)), []);
});

test("another channel is said with its name and its output", () => {
  const both = pictures({}, ["Blur", "Emboss"], [12, -3]);
  assert.equal(laneInWords(both, 1, [2, 0]), "green, output row 2, column 0: Emboss −3.");
});

test("where the channels are mixed, input and weight are said as a product", () => {
  const more = { kernel: [1, 1], before: [0, 0], padded: [4, 4], mixed: "pointwise: their sum" };
  const grey = pictures(more, ["0.25", "0.5"], [50, 50, 100]);
  assert.equal(
    placeInWords(grey, [2, 3]),
    "Output row 2, column 3; the 1×1 window begins at input row 2, column 3. " +
      "red: 200 times 0.25 = 50; green: 100 times 0.5 = 50; pointwise, their sum = 100.",
  );
});
