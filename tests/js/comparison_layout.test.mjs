import assert from "node:assert/strict";
import { test } from "node:test";
import { comparisonLinesOf } from "../../dwconv/player/js/comparison_connecting_lines.js";
import { planComparison } from "../../dwconv/player/js/comparison_layout.js";
import { decodeComparison } from "../../dwconv/player/js/comparison_model.js";
import { endsToPlane } from "../../dwconv/player/js/line_ends.js";
import { lineBetween } from "../../dwconv/player/js/line_routing.js";
import { comparisonPayload } from "./payload.mjs";

const tools = {
  digit: 0.5,
  snap: Math.round,
  snapCell: (cell) => (cell >= 6 ? Math.floor(cell) : cell),
  textWidth: (text) => 6.5 * text.length,
};
// the picture at 1280x720, with the controls beside it
const PROJECTOR = { width: 954, height: 476 };
const plan = (layer, size = PROJECTOR, shown = 0) =>
  planComparison(decodeComparison(comparisonPayload(layer)), size, [0, 0], tools, shown);

const middle = ({ y, height }) => y + height / 2;
const HAIR = 0.5; // of a pixel
const covers = (box, { x, y, width, height }) =>
  x >= box.x - HAIR &&
  y >= box.y - HAIR &&
  x + width <= box.x + box.width + HAIR &&
  y + height <= box.y + box.height + HAIR;
const apart = (one, other) =>
  one.x + one.width <= other.x + HAIR ||
  other.x + other.width <= one.x + HAIR ||
  one.y + one.height <= other.y + HAIR ||
  other.y + other.height <= one.y + HAIR;

for (const pad of [0, 1]) {
  test(`with three channels and M = 2 every weight of both banks has digits, padding ${pad}`, () => {
    for (const { views } of plan({ size: [6, 6], kernel: [3, 3], channels: 3, multiplier: 2, pad })
      .tracks) {
      const slices = views.filter(({ kind }) => kind === "slice");
      assert.ok(slices.length >= 6);
      for (const { font } of slices) assert.ok(font >= 8.5, `${font}`);
    }
  });
}

test("an output that sums over several rows stands outside of them, others in their own row", () => {
  for (const channels of [2, 3, 4, 8]) {
    for (const multiplier of [1, 2, 4]) {
      const scene = plan({ size: [6, 6], kernel: [3, 3], channels, multiplier });
      const [left, right] = scene.tracks;
      for (const output of left.outputs) {
        const row = left.rows[Math.floor(output.n / multiplier)];
        assert.ok(middle(output) > row.y && middle(output) < row.y + row.height);
        assert.ok(output.x + output.width <= left.lanes[0].x + left.lanes[0].width);
      }
      assert.equal(right.lanes.length, 1);
      for (const output of right.outputs) {
        const [lane] = right.lanes;
        assert.ok(output.y > lane.y + lane.height, `${channels}, ${multiplier}`);
        assert.ok(output.x + output.width <= scene.width + 0.5);
        const [box] = right.outside;
        assert.ok(output.y >= box.y && output.y + output.height <= box.y + box.height + 0.5);
      }
    }
  }
});

// desktop, projector, landscape, phone, small phone
const SIZES = [
  PROJECTOR,
  { width: 1232, height: 560 },
  { width: 796, height: 420 },
  { width: 358, height: 0 },
  { width: 296, height: 0 },
];

test("outputs that sum over several rows stand below all of them, never one for each row, and none lies on another", () => {
  for (const size of SIZES) {
    for (const [channels, multiplier] of [
      [2, 1],
      [3, 1],
      [3, 2],
      [2, 4],
      [8, 1],
    ]) {
      for (const side of [6, 15]) {
        const layer = { size: [side, side], kernel: [3, 3], channels, multiplier };
        const about = JSON.stringify({ size, layer });
        const { outputs, outside, rows, inputs, slices } = plan(layer, size, 1).tracks[1];
        const [box] = outside;
        const above = [...inputs, ...slices.flat()].map(({ y, height }) => y + height);
        assert.ok(box.y > Math.max(...above), `beside a row: ${about}`);
        for (const row of rows) assert.ok(box.y >= row.y + row.height - HAIR, about);
        for (const one of outputs) {
          assert.ok(covers(box, one), `output ${one.n} out of its box: ${about}`);
          for (const other of outputs) {
            assert.ok(one === other || apart(one, other), `${one.n} on ${other.n}: ${about}`);
          }
        }
      }
    }
  }
});

test("with digits an output stands in the column of its filter, whose number is above the slices", () => {
  for (const [channels, multiplier] of [
    [3, 1],
    [3, 2],
    [2, 2],
  ]) {
    const [left, right] = plan({
      size: [6, 6],
      kernel: [3, 3],
      channels,
      multiplier,
      pad: 1,
    }).tracks;
    for (const { outputs, slices, headers } of [left, right]) {
      assert.equal(headers.length, outputs.length);
      for (const { n, x, y } of headers) {
        const [slice] = slices[n];
        assert.ok(x > slice.x && x < slice.x + slice.width && y < slice.y);
      }
    }
    for (const { n, x, width } of right.outputs) {
      for (const slice of right.slices[n])
        assert.ok(Math.abs(x + width / 2 - slice.x - slice.width / 2) < 1.5);
    }
    // the same weights and the same values have one size on both sides
    for (const kind of ["inputs", "outputs"]) assert.equal(left[kind][0].cw, right[kind][0].cw);
    const [one, other] = [left.slices[0][0], right.slices[0][0]];
    assert.deepEqual([one.cw, one.ch], [other.cw, other.ch]);
    assert.deepEqual([left.strip.tile, left.strip.high], [right.strip.tile, right.strip.high]);
  }
});

test("on the projector every output of both sides has its number", () => {
  for (const [channels, multiplier] of [
    [3, 1],
    [3, 2],
    [2, 2],
  ]) {
    for (const { outputs } of plan({ size: [6, 6], kernel: [3, 3], channels, multiplier }).tracks) {
      assert.equal(outputs.filter(({ number }) => number).length, channels * multiplier);
      for (const { number, x, y, width, height } of outputs) {
        const over = number.x > x - 3 && number.x < x + width + 3;
        assert.ok(!over || number.y < y - 3 || number.y > y + height + 3);
      }
    }
  }
});

test("no line of a comparison touches a slice or an output that is not its own, or an output's number", () => {
  for (const [channels, multiplier] of [
    [3, 2],
    [4, 1],
    [2, 4],
    [8, 2],
  ]) {
    for (const size of [PROJECTOR, { width: 358, height: 0 }]) {
      for (const plan_ of plan({ size: [6, 6], kernel: [3, 3], channels, multiplier }, size)
        .tracks) {
        for (let n = 0; n < plan_.track.N; n += 3) {
          const { parts, bus, sum } = comparisonLinesOf(plan_, { i: 2, j: 2, n });
          const lines = [
            ...parts.flatMap(({ lines }) => lines),
            ...[bus, sum].filter((line) => line !== null),
          ];
          // rows of a few pixels have no room for lines
          assert.ok(channels === 8 || lines.length > 1);
          for (const { lines, times } of parts) {
            if (!times || !plan_.headers.length) continue; // rows without digits have less room
            // it leaves the input, and comes to its slice from above
            const [start, end] = [times[0], times.at(-1)];
            assert.equal(lines[0], times);
            const input = plan_.inputs.find(
              ({ x, width, y, height }) =>
                start.x === x + width && start.y > y && start.y < y + height,
            );
            const slice = plan_.slices[n].find(({ y }) => Math.abs(end.y - y) < 0.01);
            assert.ok(input && slice && input.k === slice.k);
          }
          for (const line of lines) {
            for (let at = 1; at < line.length; at++) {
              const [from, to] = [line[at - 1], line[at]];
              for (let share = 0; share <= 1; share += 0.02) {
                const x = from.x + share * (to.x - from.x),
                  y = from.y + share * (to.y - from.y);
                for (const view of plan_.views) {
                  if (view.kind === "input" || view.n === n) continue;
                  if (view.kind === "enlarged") continue;
                  const inside =
                    x > view.x && x < view.x + view.width && y > view.y && y < view.y + view.height;
                  assert.ok(!inside, `${view.kind} ${view.n} by the line of ${n}`);
                }
                for (const { n: other, number } of plan_.outputs) {
                  const off = !number || Math.abs(x - number.x) > 4 || Math.abs(y - number.y) > 4.5;
                  assert.ok(off, `the number ${other} by the line of ${n}`);
                }
              }
            }
          }
        }
      }
    }
  }
});

test("on a phone one picture is in sight, below both counters", () => {
  for (const shown of [0, 1]) {
    const { tracks } = plan({ channels: 3 }, { width: 358, height: 0 }, shown);
    for (const { head, box, inSight, track } of tracks) {
      assert.equal(inSight, track.side === shown);
      assert.equal(box.x >= 0 && box.x + box.width <= 358, inSight);
      assert.ok(
        head.x === 0 && head.y + head.height <= Math.min(...tracks.map((each) => each.box.y)),
      );
    }
  }
});

test("between walls that leave no room there is no line", () => {
  const box = (x) => ({ x, y: 10, width: 10, height: 10 });
  const ends = endsToPlane(box(5), box(5), box(80));
  const room = { x: 0, y: 0, width: 100, height: 30 };
  assert.ok(lineBetween(room, [], ...ends));
  assert.equal(lineBetween(room, [{ x: 40, y: 0, width: 5, height: 30 }], ...ends), null);
});
