import assert from "node:assert/strict";
import { test } from "node:test";
import { cellAt, cellOf, contains, viewsOf } from "../../dwconv/player/js/boxes.js";
import { planScene } from "../../dwconv/player/js/layout.js";
import { decode } from "../../dwconv/player/js/model.js";
import { payload } from "./payload.mjs";

const tools = {
  digit: 0.6,
  scale: 1,
  snap: Math.round,
  snapCell: Math.floor,
  textWidth: (text) => 7 * text.length,
};
const plan = (layer, size, focus = 0) =>
  planScene(decode(payload(layer)), { height: 0, scale: 1, ...size }, focus, tools);
const DESKTOP = { width: 950, height: 520 };
const PHONE = { width: 360 };

for (const [name, size] of Object.entries({ DESKTOP, PHONE })) {
  test(`every plane lies in its lane, and every lane in the scene: ${name}`, () => {
    for (const channels of [1, 3, 8]) {
      const scene = plan({ size: [8, 8], kernel: [3, 3], channels }, size);
      assert.equal(scene.lanes.length, channels);
      for (const lane of scene.lanes) {
        assert.ok(lane.y >= 0 && lane.y + lane.height <= scene.height);
        for (const view of lane.views) {
          assert.ok(view.x >= lane.x && view.x + view.width <= lane.x + lane.width, view.kind);
          assert.ok(view.y >= lane.y - 1 && view.y + view.height <= lane.y + lane.height + 1);
        }
      }
    }
  });

  test(`no two planes of a lane lie on each other: ${name}`, () => {
    for (const lane of plan({ size: [6, 6], kernel: [3, 3], channels: 3 }, size).lanes) {
      for (const one of lane.views) {
        for (const other of lane.views) {
          const apart =
            one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y;
          assert.ok(one === other || apart, `${one.kind} on ${other.kind}`);
        }
      }
    }
  });
}

test("each lane has its input, its filters and its outputs", () => {
  for (const lane of plan({ channels: 2 }, DESKTOP).lanes) {
    const counts = ["input", "filter", "output"].map((kind) => viewsOf(lane, kind).length);
    assert.deepEqual(counts, [1, 2, 2]);
  }
});

test("with several channels the words above the planes say whose filter and output each is", () => {
  const small = { ...tools, textWidth: (text) => 5 * text.length };
  const all = (channels) => {
    const model = decode(payload({ size: [6, 6], kernel: [3, 3], channels }));
    const { lanes } = planScene(model, { height: 0, scale: 1, ...DESKTOP }, 0, small);
    return lanes.flatMap(({ texts }) => texts.map(({ text }) => text));
  };
  const said = (channels) => all(channels).filter((text) => /input|its/.test(text));
  assert.deepEqual(said(1), ["input"]);
  const words = said(3);
  assert.equal(words[0], "input channel 0");
  assert.ok(words.includes("its own filter q = 0"), `${words}`);
  assert.ok(words.includes("its output channel 0 = 0·2 + 0"), `${words}`);
  // With less room as well: what has a formula says that it is an output.
  let formulas = 0;
  for (let letter = 5; letter < 12; letter += 0.5) {
    small.textWidth = (text) => letter * text.length;
    for (const text of all(3).filter((each) => /\d = 0/.test(each))) {
      assert.match(text, /output/); // of channel 0, the large one
      formulas += 1;
    }
  }
  assert.ok(formulas >= 12, `${formulas}`);
  small.textWidth = (text) => 5 * text.length;
  assert.deepEqual(all(3).slice(-5), ["window", "q = 0", "q = 1", "4 = 2·2 + 0", "5 = 2·2 + 1"]);
});

test("the lane in focus is the large one where not all can be", () => {
  const scene = plan({ size: [8, 8], kernel: [3, 3], channels: 6 }, DESKTOP, 4);
  assert.deepEqual(
    scene.lanes.filter(({ big }) => big).map(({ k }) => k),
    [4],
  );
});

test("on a phone the large lane and its arithmetic stay in their place, whichever lane it is", () => {
  const scenes = [0, 1, 2].map((focus) =>
    plan({ size: [6, 6], kernel: [3, 3], channels: 3 }, PHONE, focus),
  );
  for (const [focus, { lanes, strip, height }] of scenes.entries()) {
    assert.equal(lanes[focus].y, 0);
    assert.ok(strip.y >= lanes[focus].height && strip.y <= lanes[focus].height + 10);
    assert.equal(strip.y, scenes[0].strip.y);
    const others = lanes.filter(({ big }) => !big);
    assert.deepEqual(
      others.map(({ k }) => k),
      [0, 1, 2].filter((k) => k !== focus),
    );
    const tops = [strip, ...others].map(({ y, height }) => [y, y + height]);
    tops.slice(1).forEach(([top], at) => {
      assert.ok(top >= tops[at][1]);
    });
    assert.equal(height, tops.at(-1)[1]);
  }
});

test("where there is little height the large lane gets most of it", () => {
  const { lanes, strip } = plan(
    { size: [6, 6], kernel: [3, 3], channels: 3 },
    { width: 800, height: 260 },
    1,
  );
  assert.ok(lanes[1].height > 2 * (lanes[0].height + lanes[2].height));
  assert.ok(lanes[2].y + lanes[2].height <= strip.y);
});

test("a layer without output has no lanes", () => {
  assert.deepEqual(plan({ channels: 0 }, DESKTOP).lanes, []);
});

test("the cell under the middle of a cell is that cell", () => {
  const [view] = plan({ size: [5, 7] }, DESKTOP).lanes[0].views;
  for (let row = 0; row < view.rows; row++) {
    for (let column = 0; column < view.cols; column++) {
      const { x, y, width, height } = cellOf(view, row, column);
      assert.ok(contains(view, x + width / 2, y + height / 2));
      assert.deepEqual(cellAt(view, x + width / 2, y + height / 2), { row, column });
    }
  }
  assert.ok(!contains(view, view.x + view.width, view.y));
});
