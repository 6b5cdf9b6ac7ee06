import assert from "node:assert/strict";
import { test } from "node:test";
import { planComparison } from "../../dwconv/player/js/comparison_layout.js";
import { decodeComparison, stateOf } from "../../dwconv/player/js/comparison_model.js";
import { paintComparisonOverlay } from "../../dwconv/player/js/comparison_overlay.js";
import { paletteOf } from "../../dwconv/player/js/compute_palette.js";
import { measures } from "./measures.mjs";
import { comparisonPayload } from "./payload.mjs";

const tools = measures(0.5, 6);

/** The signs that are painted at the first moment of a unit, and the boxes that are stroked, in their order. */
function signsOf(layer, unit) {
  const comparison = decodeComparison(comparisonPayload(layer));
  const theme = { ...paletteOf([255, 255, 255], [20, 24, 29], false), textFont: "", codeFont: "" };
  const scene = planComparison(comparison, { width: 954, height: 508, scale: 1 }, [0, 0], tools);
  const states = comparison.tracks.map((track) => stateOf(comparison, track, unit, { w: 0, t: 0 }));
  const signs = [],
    order = [];
  const context = new Proxy(
    {
      fillText(text, x, y) {
        signs.push(text);
        order.push({ text, x, y });
      },
      strokeRect: (...box) => order.push({ box }),
    },
    { get: (target, key) => (key in target ? target[key] : () => {}) },
  );
  const stage = { theme, dpr: 1, lines: new Map(), comparison, scene };
  paintComparisonOverlay(context, stage, unit, states, { hover: null });
  return { signs, scene, order };
}

test("where all filters work at once every column of a standard convolution has its plus, and each product its sign", () => {
  for (const multiplier of [1, 2]) {
    const layer = { size: [6, 6], kernel: [3, 3], channels: 3, multiplier };
    const { signs, scene } = signsOf(layer, "pixel");
    assert.ok(scene.tracks.every(({ readable }) => readable));
    const outputs = 3 * multiplier;
    assert.equal(signs.filter((sign) => sign === "+").length, outputs);
    // a lane on the left for each of its filters, and on the right for each column
    assert.equal(signs.filter((sign) => sign === "\u00d7").length, outputs + 3 * outputs);
    assert.equal(signsOf(layer, "window").signs.filter((sign) => sign === "+").length, 1);
  }
});

test("the sign of a product is whole: no frame is painted over it", () => {
  for (const unit of ["window", "pixel"]) {
    const layer = { size: [8, 8], kernel: [3, 3], channels: 3, multiplier: 4 };
    const { order } = signsOf(layer, unit);
    const signs = order.filter(({ text }) => text === "\u00d7");
    assert.ok(signs.length > 0);
    for (const sign of signs)
      for (const { box } of order.slice(order.indexOf(sign) + 1).filter(({ box }) => box)) {
        const [x, y, width, height] = box;
        const far = Math.max(x - sign.x, sign.x - x - width, y - sign.y, sign.y - y - height);
        assert.ok(far > 6, `${unit}: ${far}`);
      }
  }
});

test("where filters are too small for digits lines of all of them at once are left out", () => {
  const { signs, scene } = signsOf(
    { size: [8, 8], kernel: [5, 5], channels: 6, multiplier: 2 },
    "pixel",
  );
  assert.ok(scene.tracks.every(({ readable }) => !readable));
  assert.deepEqual(signs, []);
});
