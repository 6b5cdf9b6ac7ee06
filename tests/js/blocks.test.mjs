import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowsOf, frameOf, planesOf } from "../../dwconv/player/js/blocks_arrows.js";
import {
  decodeBlocks,
  macsDone,
  revealedOfStage,
  stateOfBlocks,
  timelineOfBlocks,
  windowOfStage,
} from "../../dwconv/player/js/blocks_model.js";
import { planBlocks } from "../../dwconv/player/js/blocks_painting.js";
import { describeBlocks } from "../../dwconv/player/js/blocks_words.js";

// Upper: one depthwise stage of 2 channels, ReLU6; lower: 3 channels at the same places, a sum.
function bytesOf() {
  const numbers = [];
  const stage = (kind, shape, values, more = {}) => {
    const start = numbers.length;
    numbers.push(...values);
    return { kind, shape, start, largest: 9, macs: 0, ...more };
  };
  const counting = (size, first = 0) => Array.from({ length: size }, (_, at) => first + at);
  const geometry = { kernel: [3, 3], stride: [1, 1], dilation: [2, 1], before: [2, 1], from: 2 };
  const blocks = [
    {
      title: "Upper",
      input: stage("sum", [2, 2, 2], counting(8)),
      stages: [
        stage("depthwise", [2, 2, 2], counting(8, -3), { ...geometry, multiplier: 1, macs: 72 }),
        stage("ReLU6", [2, 2, 2], [0, 0, 0, 0, 1, 2, 3, 4], { changed: 3 }),
      ],
      macs: 72,
    },
    {
      title: "Lower",
      input: stage("sum", [2, 2, 3], counting(12)),
      stages: [
        stage("pointwise", [2, 2, 3], counting(12, 5), { ...geometry, macs: 36 }),
        stage(
          "sum",
          [2, 2, 3],
          counting(12, 5).map((value, at) => value + at),
        ),
      ],
      macs: 36,
    },
  ];
  const text = JSON.stringify({ blocks });
  const header = new TextEncoder().encode(text + " ".repeat(3 - ((text.length + 3) % 4)));
  const bytes = new Uint8Array(4 + header.length + 4 * numbers.length);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  bytes.set(new Uint8Array(new Float32Array(numbers).buffer), 4 + header.length);
  return bytes;
}

const tools = { textWidth: (text) => 6.5 * text.length };
const model = decodeBlocks(bytesOf());
const timeline = timelineOfBlocks(model);

test("every step has one moment, and the moment that step, in both units", () => {
  assert.equal(timeline.count("window"), 2 * 4 * 3); // the larger number of channels counts
  assert.equal(timeline.count("pixel"), 2 * 4);
  for (const unit of ["window", "pixel"])
    for (let step = 0; step < timeline.count(unit); step++)
      assert.equal(timeline.stepOf(unit, timeline.momentAt(unit, step)), step);
});

test("the values of a stage appear in reading order, after all of the stage before", () => {
  const [upper, lower] = model.blocks;
  for (const unit of ["window", "pixel"]) {
    const seen = [];
    for (let step = 0; step < timeline.count(unit); step++) {
      const state = stateOfBlocks(model, unit, timeline.momentAt(unit, step));
      const there = model.blocks.map((block) =>
        block.stages.map((stage, at) =>
          Array.from({ length: stage.channels }, (_, n) => revealedOfStage(state, at, stage, n)),
        ),
      );
      for (const [first, second] of there)
        if (second.some(Boolean)) assert.ok(first.every((count) => count === 4));
      seen.push(there.flat(2).reduce((sum, count) => sum + count));
    }
    assert.ok(seen.every((sum, at) => at === 0 || sum >= seen[at - 1]));
    assert.equal(seen.at(-1), 4 * (2 + 2 + 3 + 3));
  }
  const state = stateOfBlocks(model, "window", { w: 2 * 3 + 1, t: 0 }); // position 2, channel 1
  assert.deepEqual(state, { at: 0, position: 2, i: 1, j: 0, n: 1 });
  assert.equal(macsDone(upper, state), (72 * (2 * 2 + 2)) / 8);
  assert.equal(macsDone(lower, state), (36 * (2 * 3 + 2)) / 12);
});

test("a sentence says what both do", () => {
  const say = (unit, w) => describeBlocks(model, timeline, unit, { w, t: 0 });
  assert.equal(
    say("window", 12 + 3),
    "Step 16 of 24: stage 2 of 2, output row 0, column 1, channel 0. Upper: ReLU6(\u22122) = 0. Lower: 6 + 1 = 7.",
  );
  assert.match(say("window", 2), /Upper: depthwise 3\u00d73 has only 2 channels/);
  assert.match(say("pixel", 12), /all channels. Upper: ReLU6 cuts 1 of 2 values here/);
  // of a stage with a kernel where its window lies, and in which channels
  assert.match(
    say("window", 3 * 3 + 1),
    /output row 1, column 1, channel 1\. Upper: depthwise 3×3: output = \S+ Window: input channel 1, rows −1, 1 and 3, columns 0, 1 and 2\. Lower: 1×1 expansion: output = \S+ Window in all channels: input rows/,
  );
  assert.match(
    say("pixel", 0),
    /Upper: depthwise[^.]*\. Window in each channel: input rows −2, 0 and 2,/,
  );
  assert.doesNotMatch(say("window", 2), /only 2 channels\. Window/);
});

test("a window begins where the padding does and counts the holes of a dilation", () => {
  const [stage] = model.blocks[0].stages;
  assert.deepEqual(windowOfStage(stage, 1, 1), { row: -1, column: 0, height: 5, width: 3 });
});

test("no plane leaves its stage, and no stage the picture, on a projector and on a phone", () => {
  for (const size of [
    { width: 954, height: 476 },
    { width: 366, height: 0 },
    { width: 296, height: 0 },
  ]) {
    const plan = planBlocks(model, size, tools);
    for (const { stages } of plan.blocks)
      for (const stage of stages) {
        const { box, views } = stage;
        assert.ok(box.x >= 5 && box.x + box.width <= size.width - 5);
        assert.ok(box.y + box.height <= plan.height);
        for (const view of views) {
          assert.ok(view.x >= box.x - 0.5 && view.x + view.width <= box.x + box.width + 0.5);
          assert.ok(view.y + view.height <= plan.legend.marks[0].y - 7);
          assert.ok(view.y >= box.y && view.y + view.height <= box.y + box.height + 0.5);
        }
        // the frame of the moment lies below the words
        if (views.length) assert.ok(frameOf(stage).y - 1 >= stage.head.y + stage.head.height);
      }
  }
});

test("an arrow keeps 6 pixels from planes and from the frame of the moment, at both ends", () => {
  const far = (value, other) => Math.abs(value - other);
  const sides = ({ x, y, width, height }) => ({
    x,
    y,
    right: x + width,
    bottom: y + height,
  });
  for (const size of [
    { width: 954, height: 476 },
    { width: 1440, height: 600 },
    { width: 366, height: 0 },
    { width: 296, height: 0 },
  ]) {
    const plan = planBlocks(model, size, tools);
    for (let now = 0; now < model.places.length; now++) {
      let seen = 0;
      for (const block of plan.blocks) {
        /** What is drawn of a stage; the line of a frame is 2 pixels wide. */
        const drawn = block.stages.map((stage) =>
          sides(
            stage.at === now
              ? (({ x, y, width, height }) => ({
                  x: x - 1,
                  y: y - 1,
                  width: width + 2,
                  height: height + 2,
                }))(frameOf(stage))
              : planesOf(stage),
          ),
        );
        for (const { points } of arrowsOf(block, plan.narrow, now)) {
          seen++;
          const about = JSON.stringify({ size, now, points });
          for (const { x, y } of [points[0], points.at(-1)]) {
            const near = drawn.flatMap((box) => {
              const beside = y >= box.y && y <= box.bottom,
                below = x >= box.x && x <= box.right;
              if (beside) return [far(x, box.x), far(x, box.right)];
              return below ? [far(y, box.bottom)] : [];
            });
            assert.ok(far(Math.min(...near), 6) < 0.01, `${near}: ${about}`);
          }
          // long enough for its head, and on nothing
          const [before, end] = points.slice(-2);
          assert.ok(Math.hypot(end.x - before.x, end.y - before.y) >= 7 - 0.01, about);
          for (const [at, to] of points.slice(1).entries())
            for (const box of drawn) {
              const from = points[at];
              const off =
                Math.max(from.x, to.x) < box.x ||
                Math.min(from.x, to.x) > box.right ||
                Math.max(from.y, to.y) < box.y ||
                Math.min(from.y, to.y) > box.bottom;
              assert.ok(off, about);
            }
          for (const { x, y } of points)
            assert.ok(x >= 1 && x < size.width - 1 && y < plan.height - 1, about);
        }
      }
      assert.ok(seen >= (plan.narrow ? 1 : 5), `${seen}`); // stage to stage, and to the sum
    }
  }
});

test("arrows from stage to stage are as long as each other; where a stage is missing, this is said on the arrow", () => {
  const size = { width: 800, height: 476 };
  const arrows = (block) =>
    arrowsOf(block, false, -2)
      .map(({ points }) => points)
      .filter(({ length }) => length === 2);
  const [upper, lower] = model.blocks;
  const wide = { ...lower.stages[1], channels: 12 };
  const uneven = { ...model, blocks: [upper, { ...lower, stages: [lower.stages[0], wide] }] };
  const [, { stages }] = planBlocks(uneven, size, tools).blocks;
  const lengths = arrows({ stages }).map(([from, to]) => to.x - from.x);
  assert.ok(planesOf(stages[2]).width > planesOf(stages[1]).width + 20);
  assert.ok(Math.abs(lengths[0] - lengths[1]) < 0.01, `${lengths}`);
  const without = { ...model, blocks: [{ ...upper, stages: [null, upper.stages[1]] }, lower] };
  const [block] = planBlocks(without, size, tools).blocks;
  const [[from, to]] = arrows(block);
  const { head } = block.stages[1];
  assert.ok(head.x > from.x - 6 && head.x + head.width < to.x + 6);
  const above = from.y - head.y - head.height;
  assert.ok(above > 0 && above < 8, `${above}`);
});
