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

/** Points of a line, at most a pixel from one to the next. */
function* pointsOf(line) {
  for (let at = 1; at < line.length; at++) {
    const [from, to] = [line[at - 1], line[at]];
    const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y));
    for (let step = 0; step <= count; step++) {
      const share = count ? step / count : 0;
      yield { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
    }
  }
}

const holds = ({ x, y, width, height }, point, by = 0) =>
  point.x > x - by && point.x < x + width + by && point.y > y - by && point.y < y + height + by;

const found = new Map(); // lines, by what they are of

/** Call `check` for the lines of some output values in all layouts that have room for lines. */
function forAllLines(check) {
  for (const [channels, multiplier] of [
    [3, 2],
    [4, 1],
    [2, 4],
    [8, 2],
  ]) {
    for (const size of SIZES) {
      const layer = { size: [6, 6], kernel: [3, 3], channels, multiplier, pad: 1 };
      for (const plan_ of plan(layer, size).tracks) {
        for (const n of [0, Math.floor(plan_.track.N / 2), plan_.track.N - 1]) {
          for (const [i, j] of [
            [2, 2],
            [5, 0],
          ]) {
            const about = JSON.stringify({ size, layer, side: plan_.track.side, n, i, j });
            if (!found.has(about)) found.set(about, comparisonLinesOf(plan_, { i, j, n }));
            check(plan_, found.get(about), { i, j, n }, about);
          }
        }
      }
    }
  }
}

test("no line of a comparison touches a slice or an output that is not its own, or an output's number", () => {
  let seen = 0;
  forAllLines((plan_, { parts, bus, sum }, { n }, about) => {
    const lines = [...parts.flatMap(({ lines }) => lines), bus, sum].filter((line) => line);
    seen += lines.length;
    for (const { lines, times } of parts) {
      if (!times || !plan_.headers.length) continue; // rows without digits have less room
      // it leaves the input, and comes to its slice from above
      const [start, end] = [times[0], times.at(-1)];
      assert.equal(lines[0], times);
      const input = plan_.inputs.find(
        ({ x, width, y, height }) => start.x === x + width && start.y > y && start.y < y + height,
      );
      const slice = plan_.slices[n].find(({ y }) => Math.abs(end.y - y) < 0.01);
      assert.ok(input && slice && input.k === slice.k, about);
    }
    for (const point of lines.flatMap((line) => [...pointsOf(line)])) {
      for (const view of plan_.views) {
        if (view.kind === "input" || view.kind === "enlarged" || view.n === n) continue;
        assert.ok(!holds(view, point), `${view.kind} ${view.n}: ${about}`);
      }
      for (const { n: other, number } of plan_.outputs) {
        const off =
          !number || Math.abs(point.x - number.x) > 4 || Math.abs(point.y - number.y) > 4.5;
        assert.ok(off, `the number ${other}: ${about}`);
      }
    }
  });
  assert.ok(seen > 1000, `${seen}`);
});

test("the arrow comes to the middle of its output value from the right, over empty cells alone", () => {
  forAllLines((plan_, { parts, sum, plus }, { i, j, n }, about) => {
    const output = plan_.outputs[n];
    const line = plus ? sum : parts[0].lines.at(-1);
    if (!line || line === parts[0].times) return; // rows of a few pixels have no room for lines
    const [before, end] = line.slice(-2);
    assert.equal(before.y, end.y, about);
    assert.ok(before.x > end.x, about);
    assert.ok(Math.abs(end.x - output.x - (j + 1) * output.cw) < 0.01, about);
    assert.ok(Math.abs(end.y - output.y - (i + 0.5) * output.ch) < 0.01, about);
    for (const point of pointsOf(line)) {
      if (!holds(output, point, -0.01)) continue;
      const row = Math.floor((point.y - output.y) / output.ch),
        column = Math.floor((point.x - output.x) / output.cw + 0.001);
      assert.ok(row === i && column > j, `over ${row}, ${column}: ${about}`);
    }
  });
});

test("where values are multiplied there is a times sign, and where channels are added a plus with a dot for each", () => {
  forAllLines((plan_, { parts, joints, plus }, { n }, about) => {
    for (const { k, times, sign } of parts) {
      // beside a large row the others have outlines alone
      if (times || plan_.rows[k].large) assert.ok(sign && sign.radius >= 5, `times: ${about}`);
    }
    if (parts.length === 1) {
      assert.equal(plus, null);
      return;
    }
    assert.ok(plus, about);
    // every row of the sum has its own dot on the line, off the panel's edge
    const { box } = plan_;
    if (plan_.headers.length) assert.equal(joints.length, parts.length, about);
    for (const { x, y } of [plus, ...joints]) {
      assert.ok(x + 10 < box.x + box.width, about);
      assert.ok(
        plan_.slices[n].every((slice) => !holds(slice, { x, y }, 2.5)),
        about,
      );
    }
  });
});

const THREE = { size: [6, 6], kernel: [3, 3], channels: 3, multiplier: 2, pad: 1, products: true };

test("on projector and phone each product has its two factors above it, as large on both sides", () => {
  for (const [size, shown] of [
    [PROJECTOR, 0],
    [{ width: 358, height: 0 }, 0],
    [{ width: 358, height: 0 }, 1],
  ]) {
    const [left, right] = plan(THREE, size, shown).tracks.map(({ strip }) => strip);
    assert.equal(left.pairFont, right.pairFont);
    assert.ok(right.pairFont >= 8.5, `${right.pairFont}`);
    const used = 24 + 3 * 3 * right.tile + 2 * right.gap;
    assert.ok(used <= right.width + HAIR && right.top + 3 * right.high + 16 <= right.height + HAIR);
  }
});

test("the legend names the marks that are in the picture, and no others", () => {
  const kinds = (layer, size, shown = 0) =>
    plan(layer, size, shown).tracks.flatMap(({ legend }) => legend?.marks ?? []);
  const PHONE = { width: 358, height: 0 };
  for (const [layer, size, shown] of [
    [THREE, PROJECTOR, 0],
    [THREE, PHONE, 0],
    [THREE, PHONE, 1],
    // all values of this one have digits
    [{ ...THREE, size: [4, 5], multiplier: 1, pad: 0 }, { width: 957, height: 440 }, 0],
  ]) {
    const { tracks } = plan(layer, size, shown);
    const seen = size === PHONE ? [tracks[shown]] : tracks;
    const plain = seen.every(({ views }) => views.every(({ font }) => font));
    const marks = kinds(layer, size, shown).map(({ kind }) => kind);
    const expected = {
      positive: true,
      sum: seen.some(({ track }) => track.S > 1),
      negative: !plain,
      grey: plain,
      zero: !plain,
      padding: layer.pad > 0,
      empty: false,
      waits: false,
    };
    for (const [kind, there] of Object.entries(expected))
      assert.equal(marks.includes(kind), there, `${kind}: ${JSON.stringify({ size, shown })}`);
    assert.equal(plain, layer.multiplier === 1);
  }
});

test("the legend of a comparison lies beside the products and their words, or below them", () => {
  for (const size of [...SIZES, { width: 957, height: 440 }, { width: 1700, height: 800 }]) {
    for (const [channels, multiplier] of [
      [3, 2],
      [3, 1],
      [2, 4],
      [8, 1],
      [1, 2],
    ]) {
      for (const products of [true, false]) {
        const layer = { size: [6, 6], kernel: [3, 3], channels, multiplier, pad: 1, products };
        for (const { legend, strip, track } of plan(layer, size).tracks) {
          const about = JSON.stringify({ size, layer, side: track.side });
          const tiles = strip.x + 12 + track.S * (3 * strip.tile + strip.gap);
          for (const { x, y, words } of legend?.marks ?? []) {
            const right = x + 19 + 6.5 * words.length;
            if (y - 7 >= strip.y + strip.height) continue;
            assert.ok(x >= tiles && y - 7 >= strip.y && y + 7 <= strip.y + strip.height, about);
            const free = strip.pairFont ? 12 : strip.words + 12;
            assert.ok(right <= strip.x + strip.width - free + HAIR, about);
            if (strip.pairFont) assert.ok(y - 7 >= strip.y + strip.top - 4, about);
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
