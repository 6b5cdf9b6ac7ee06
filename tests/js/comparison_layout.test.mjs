import assert from "node:assert/strict";
import { test } from "node:test";
import { comparisonLinesOf } from "../../dwconv/player/js/comparison_connecting_lines.js";
import { planComparison } from "../../dwconv/player/js/comparison_layout.js";
import { channelsOf, decodeComparison } from "../../dwconv/player/js/comparison_model.js";
import { FRAME, plusBetween, SUM_LINE } from "../../dwconv/player/js/comparison_sizes.js";
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
const PROJECTOR = { width: 954, height: 508 };
const PHONE = { width: 358, height: 0 };
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

test("no words lie on other words, or on a plane", () => {
  for (const size of [...SIZES, { width: 320, height: 0 }])
    for (const shown of [0, 1])
      for (const [side, channels, multiplier, pad] of [
        [6, 3, 2, 0],
        [6, 3, 2, 1],
        [6, 3, 1, 1],
        [6, 2, 4, 1],
        [5, 8, 1, 0],
        [15, 3, 2, 1],
      ]) {
        const layer = { size: [side, side], kernel: [3, 3], channels, multiplier, pad };
        for (const { views, ...track } of plan(layer, size, shown).tracks) {
          const words = wordsIn(track);
          for (const one of words)
            for (const other of [...words, ...views]) {
              const about = `${one.text} on ${other.text ?? other.kind}`;
              assert.ok(
                one === other || apart(one, other),
                `${about}: ${JSON.stringify({ size, shown, layer })}`,
              );
            }
        }
      }
});

/** The boxes of all words in one side's picture; letters of 13 pixels have the widths of `tools`. */
function wordsIn({ outputs, headers, notes, marks, bandWords }) {
  const box = (text, x, y, size = 12, centred = true) => {
    const width = (size / 13) * tools.textWidth(text);
    return { text, x: x - (centred ? width / 2 : 0), y: y - 0.4 * size, width, height: 0.8 * size };
  };
  return [
    ...headers.map(({ n, x, y }) => box(`${n}`, x, y)),
    ...outputs.flatMap(({ n, number }) => (number ? [box(`${n}`, number.x, number.y)] : [])),
    ...notes.map(({ text, x, y }) => box(text, x, y)),
    ...marks.flatMap(({ text, x, y, width, height }) =>
      text ? [box(text, x + width / 2, y + height + 6, 10.5)] : [],
    ),
    ...bandWords.flatMap(({ lines, x, y, size, pitch }) =>
      lines.map((text, at) => box(text, x, y + at * pitch, size, false)),
    ),
  ];
}

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

test("columns of weights without digits are numbered, unless they are too many for it", () => {
  const dense = (channels) =>
    plan({ size: [12, 12], kernel: [3, 3], channels, multiplier: 2 }).tracks[1];
  const { box, readable, outputs, slices, headers } = dense(4);
  assert.equal(readable, false);
  assert.equal(headers.length, outputs.length);
  for (const { n, x, y } of headers) {
    const [{ x: left, y: top, width }] = slices[n];
    assert.ok(x > left && x < left + width && y < top && y - 5 > box.y);
  }
  assert.deepEqual(dense(16).headers, []);
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
    const lines = [...parts.flatMap(({ factor, lines }) => [factor, ...lines]), bus, sum].filter(
      (line) => line,
    );
    seen += lines.length;
    for (const { k, factor, lines } of parts) {
      // it passes over nothing that is said of a filter
      const words = [
        ...plan_.marks.map((mark) => ({ ...mark, height: mark.height + (mark.text ? 10 : 0) })),
        ...plan_.notes.map(({ x, y, width }) => ({
          x: x - width / 2,
          y: y - 5,
          width,
          height: 10,
        })),
      ];
      for (const point of pointsOf(factor ?? []))
        assert.ok(!words.some((box) => holds(box, point)), `words: ${about}`);
      if (plan_.rows[k].large && plan_.readable) assert.ok(factor, `from the window: ${about}`);
      if (!lines.length) continue; // rows of a few pixels have no room for lines
      // it begins at the edge of its own filter
      const [start] = lines[0];
      const slice = plan_.slices[n].find((view) => view.k === k);
      assert.ok(holds(slice, start, 0.01) && !holds(slice, start, -0.01), about);
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

test("the arrow comes to the middle of its output value from the right, over empty cells alone, or in a low row to its output", () => {
  let lowRows = 0;
  forAllLines((plan_, { parts, sum, plus }, { i, j, n }, about) => {
    const output = plan_.outputs[n];
    const line = plus ? sum : parts[0].lines.at(-1);
    if (!line) return; // rows of a few pixels have no room for lines
    const [before, end] = line.slice(-2);
    assert.equal(before.y, end.y, about);
    if (end.x <= output.x) {
      // in a low row it cannot pass its output
      assert.ok(!plus && !plan_.readable && plan_.rows[parts[0].k].height < 40, about);
      assert.ok(before.x <= end.x - 8, about); // room for its head
      lowRows += 1;
      return;
    }
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
  assert.ok(lowRows > 0);
});

test("the head of the arrow to a sum has room, and every channel that is added has a line to the plus", () => {
  const PIXELS = 4.5; // from a value to the line beside its output: its frame ends before that
  for (const [channels, multiplier] of [
    [3, 2],
    [8, 1],
  ])
    for (const size of [PHONE, PROJECTOR]) {
      const layer = { size: [5, 5], kernel: [3, 3], channels, multiplier };
      const [, right] = plan(layer, size).tracks;
      for (const { n, rows, cols } of right.outputs) {
        const about = JSON.stringify({ layer, size, n });
        const place = { i: rows - 1, j: cols - 1, n };
        const { parts, bus, sum } = comparisonLinesOf(right, place);
        const ends = parts.map(({ lines }) => lines.at(-1).at(-1));
        assert.ok(
          ends.every(({ x, y }) => x === bus[0].x && y >= bus[0].y && y < bus[1].y),
          about,
        );
        if (right.readable) continue;
        const [before, end] = sum.slice(-2);
        assert.ok(before.x - end.x >= PIXELS, `${before.x - end.x}: ${about}`);
      }
    }
});

test("where values are multiplied there is a times sign, and where channels are added a plus with a dot for each", () => {
  forAllLines((plan_, { parts, joints, plus }, { n }, about) => {
    for (const { k, sign, factor } of parts) {
      if (!plan_.rows[k].large) continue; // beside a large row the others have outlines alone
      assert.ok(sign && sign.radius >= 5, `times: ${about}`);
      // between the input and all of its filters, on neither
      const circle = {
        x: sign.x - sign.radius,
        y: sign.y - sign.radius,
        width: 2 * sign.radius,
        height: 2 * sign.radius,
      };
      assert.ok(sign.x > plan_.inputs[k].x + plan_.inputs[k].width, about);
      for (const view of plan_.views) assert.ok(apart(view, circle), `${view.kind}: ${about}`);
      // before all filters, on the line from the window if there is one
      const row = plan_.slices.flat().filter((view) => view.k === k);
      assert.ok(sign.x + sign.radius <= row[0].x, about);
      const on = (to, at, line) => {
        const from = line[at - 1];
        return at && from.y === to.y && to.y === sign.y && from.x <= sign.x && sign.x <= to.x;
      };
      assert.ok(!factor || factor.some(on), about);
    }
    if (parts.length === 1) {
      assert.equal(plus, null);
      return;
    }
    assert.ok(plus, about);
    // every row of the sum has its own dot on the line, off the panel's edge
    const { box } = plan_;
    if (plan_.readable) assert.equal(joints.length, parts.length, about);
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

test("on projector and phone each product has its two factors in its box, as large on both sides", () => {
  for (const [size, shown] of [
    [PROJECTOR, 0],
    [{ width: 358, height: 0 }, 0],
    [{ width: 358, height: 0 }, 1],
  ]) {
    const [left, right] = plan(THREE, size, shown).tracks.map(({ strip }) => strip);
    assert.equal(left.pairFont, right.pairFont);
    assert.ok(right.pairFont >= 8.5, `${right.pairFont}`);
    const used = 24 + 3 * 3 * right.tile + 2 * right.gap;
    // what they come to stands to the right of them, or where there is no room in the line above
    const result = right.beside ? 60 : 0,
      lines = size === PROJECTOR ? 1 : 2;
    assert.ok(used + result <= right.width + HAIR);
    assert.ok(right.top + 3 * right.high + lines * SUM_LINE <= right.height + HAIR);
  }
});

test("in the lesson on a projector factors have digits that the back row can read", () => {
  const size = { width: 840, height: 540 }; // beside the text at 1280x720
  const layer = { size: [4, 5], kernel: [3, 3], channels: 3, multiplier: 1, products: true };
  for (const { strip } of plan(layer, size).tracks) assert.ok(strip.pairFont >= 11);
});

test("numbers above columns keep their distance from the edge of the panel, on both sides", () => {
  for (const size of [PROJECTOR, { width: 1116, height: 684 }])
    for (const pointwise of [false, true])
      for (const { headers, box } of plan({ ...THREE, pointwise }, size).tracks)
        for (const { y } of headers) assert.ok(y - box.y >= 14 - HAIR, `${y - box.y}`);
});

test("outputs without digits are more than half as large as the input, where that takes little of it", () => {
  const scene = plan({ ...THREE, pad: 1 }, { width: 1116, height: 684 });
  for (const { inputs, outputs } of scene.tracks) {
    assert.equal(outputs[0].font, 0);
    assert.ok(outputs[0].cw >= 0.55 * inputs[0].cw && inputs[0].cw >= 16);
    assert.equal(outputs[0].cw, scene.tracks[0].outputs[0].cw);
  }
});

test("on projector and phone every value of the inputs has digits, and on the projector every weight", () => {
  for (const pad of [0, 1]) {
    for (const [size, shown] of [
      [PROJECTOR, 0],
      [PHONE, 0],
      [PHONE, 1],
    ]) {
      for (const { inputs, slices, enlarged, track } of plan({ ...THREE, pad }, size, shown)
        .tracks) {
        if (size === PHONE && track.side !== shown) continue;
        const weights = size === PHONE && shown ? enlarged : slices.flat();
        for (const { font, kind } of [...inputs, ...weights])
          assert.ok(font >= 8.5, `${kind} ${font}, ${size.width}, ${shown}, ${pad}`);
      }
    }
  }
});

test("where filters have digits no line lies above the filter of another output, and every line takes the same way", () => {
  /** Left, right, up or down: where each piece of a line goes. */
  const ways = (line) =>
    line
      .slice(1)
      .map(({ x, y }, at) => [Math.sign(x - line[at].x), Math.sign(y - line[at].y)].join());
  forAllLines((plan_, { parts, bus, sum }, { n }, about) => {
    if (!plan_.readable) return;
    for (const { lines } of parts) {
      if (parts.length === 1)
        assert.deepEqual(ways(lines[0]), ["0,1", "1,0", "0,-1", "-1,0"], about);
      for (const point of lines.flatMap((line) => [...pointsOf(line)])) {
        for (const view of plan_.slices.flat()) {
          const above = point.y < view.y && point.y > plan_.rows[view.k].y;
          const over = point.x > view.x && point.x < view.x + view.width;
          assert.ok(view.n === n || !(above && over), `above ${view.n}: ${about}`);
        }
      }
    }
    if (!bus) return;
    assert.deepEqual(ways(sum), ["0,1", "-1,0"], about);
    // midway between two columns, clear of both and of the panel's edge
    const [{ x }] = bus;
    for (const view of plan_.slices.flat())
      assert.ok(x - view.x - view.width >= 5 || view.x - x >= 5, `${view.n}: ${about}`);
    assert.ok(plan_.box.x + plan_.box.width - x >= 14, about);
  });
});

test("no word, number or mark of a comparison touches the edge of its panel or lies on a plane", () => {
  for (const size of SIZES) {
    for (const [channels, multiplier] of [
      [3, 2],
      [3, 1],
      [2, 2],
      [4, 1],
    ]) {
      for (const shown of size === PROJECTOR ? [0] : [0, 1]) {
        const layer = { ...THREE, channels, multiplier };
        for (const {
          headers,
          notes,
          marks,
          outputs,
          lanes,
          outside,
          views,
          track,
          readable,
        } of plan(layer, size, shown).tracks) {
          if (!readable) continue;
          const about = JSON.stringify({ size, channels, multiplier, side: track.side });
          const words = [
            ...headers.map(({ x, y }) => ({ x: x - 4, y: y - 5, width: 8, height: 10 })),
            ...outputs.flatMap(({ number }) =>
              number ? [{ x: number.x - 4, y: number.y - 5, width: 8, height: 10 }] : [],
            ),
            ...notes.map(({ x, y }) => ({ x: x - 45, y: y - 5, width: 90, height: 10 })),
            ...marks.map(({ x, y, width, height, text }) => ({
              x,
              y,
              width,
              height: height + (text ? 11 : 0),
            })),
          ];
          for (const word of words) {
            const panel = [...lanes, ...outside].find((box) => covers(box, word));
            assert.ok(panel, `${JSON.stringify(word)} across an edge: ${about}`);
            assert.ok(word.y - panel.y >= 3 - HAIR, `${word.y - panel.y} below an edge: ${about}`);
            for (const view of views)
              assert.ok(apart(view, word), `on ${view.kind} ${view.n}: ${about}`);
          }
          for (const view of views) {
            const panel = [...lanes, ...outside].find((box) => covers(box, view));
            assert.ok(panel && view.y - panel.y >= 1 - HAIR, `${view.kind}: ${about}`);
          }
        }
      }
    }
  }
});

test("of the right side those filters are marked, and no others, that the left side has", () => {
  for (const [channels, multiplier] of [
    [3, 2],
    [2, 4],
    [8, 1],
  ]) {
    for (const [size, shown] of [
      [PROJECTOR, 0],
      [PHONE, 1],
    ]) {
      const { tracks } = plan({ ...THREE, channels, multiplier }, size, shown);
      const [left, right] = tracks;
      assert.deepEqual(left.marks, []);
      if (channels === 8 && size === PROJECTOR) {
        assert.deepEqual(right.marks, []); // the legend has no room to explain them
        continue;
      }
      assert.equal(right.marks.length, channels * multiplier);
      for (const [n, mark] of right.marks.entries()) {
        // output n of depthwise is made from channel n / M, rounded down
        const k = Math.floor(n / multiplier);
        assert.deepEqual([mark.k, channelsOf(left.track, n)], [k, [k]]);
        const slice = right.slices[n].find((view) => view.k === k);
        assert.ok(mark.x === slice.x && mark.y > slice.y + slice.height, `${n}`);
      }
      // in words where the left side is in sight, and its name has room below a filter
      const { text, width } = right.marks[0];
      assert.equal(text, size === PROJECTOR && right.readable && width >= 34 ? "as left" : "");
      assert.ok(text || size === PHONE || channels !== 3);
    }
  }
});

test("the legend names the marks that are in the picture, and no others", () => {
  const kinds = (layer, size, shown = 0) =>
    plan(layer, size, shown).tracks.flatMap(({ legend }) => legend?.marks ?? []);
  for (const [layer, size, shown] of [
    [THREE, PROJECTOR, 0],
    [THREE, PHONE, 0],
    [THREE, PHONE, 1],
    // all values of this one have digits
    [{ ...THREE, size: [4, 5], multiplier: 1, pad: 0 }, { width: 957, height: 468 }, 0],
  ]) {
    const { tracks } = plan(layer, size, shown);
    const seen = size === PHONE ? [tracks[shown]] : tracks;
    const plain = seen.every(({ views }) => views.every(({ font }) => font));
    const marks = kinds(layer, size, shown).map(({ kind }) => kind);
    const expected = {
      positive: true,
      // where both sides are in sight, it is named beside the sums
      sum: size === PHONE && seen.some(({ track }) => track.S > 1),
      // where its words have no room below each filter
      both: size === PHONE && shown === 1,
      negative: !plain,
      grey: plain,
      zero: !plain,
      padding: layer.pad > 0,
      empty: false,
      waits: true,
    };
    for (const [kind, there] of Object.entries(expected))
      assert.equal(marks.includes(kind), there, `${kind}: ${JSON.stringify({ size, shown })}`);
    assert.equal(plain, layer.multiplier === 1);
  }
});

test("a mark that no words explain has its place in the legend, or is left out", () => {
  const found = new Set();
  for (const channels of [3, 8])
    for (const multiplier of [1, 2, 4])
      for (const size of [...SIZES, { width: 957, height: 300 }]) {
        const layer = { size: [8, 8], kernel: [3, 3], channels, multiplier };
        const { tracks } = plan(layer, size, size.height ? 0 : 1);
        const seen = tracks.filter(({ inSight }) => inSight);
        const bare = seen.some(({ marks }) => marks.some(({ text }) => !text));
        const kinds = seen.flatMap(({ legend }) => legend?.marks.map(({ kind }) => kind) ?? []);
        const about = JSON.stringify({ size, channels, multiplier });
        assert.equal(kinds.includes("both"), bare, about);
        if (size.height) found.add(bare ? "named" : tracks[1].marks.length ? "words" : "none");
      }
  assert.deepEqual([...found].sort(), ["named", "none", "words"]);
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
      assert.equal(head.x, track.side * 179); // the counters stand side by side
      assert.ok(head.y + head.height <= Math.min(...tracks.map((each) => each.box.y)));
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

test("planes keep 4 pixels from the edge of their panel and from planes of the next row, on a phone 8", () => {
  const lesson = { size: [4, 5], kernel: [3, 3], channels: 3, multiplier: 1, products: true };
  for (const layer of [lesson, { ...THREE, pad: 0 }, THREE, { ...THREE, size: [8, 8], pad: 0 }]) {
    for (const [size, shown] of [
      [PROJECTOR, 0],
      [{ width: 840, height: 500 }, 0],
      [{ width: 1110, height: 690 }, 0],
      [PHONE, 0],
      [PHONE, 1],
    ]) {
      const least = size === PHONE ? 8 : 4;
      for (const { views, lanes, outside, inputs, track } of plan(layer, size, shown).tracks) {
        const about = JSON.stringify({ size, layer, side: track.side });
        if (size === PHONE && track.side !== shown) continue;
        for (const view of views) {
          const panel = [...lanes, ...outside].find((box) => covers(box, view));
          const apart_ = [
            view.y - panel.y,
            panel.y + panel.height - view.y - view.height,
            view.x - panel.x,
            panel.x + panel.width - view.x - view.width,
          ];
          assert.ok(Math.min(...apart_) >= least - HAIR, `${view.kind}, ${apart_}: ${about}`);
        }
        for (const [at, { y, height }] of inputs.slice(0, -1).entries())
          assert.ok(inputs[at + 1].y - y - height >= least - HAIR, about);
      }
    }
  }
});

test("after a depthwise layer each column of 1x1 filters stands above the output that it makes, joined to it", () => {
  const layers = [
    { ...THREE, pointwise: true },
    { ...THREE, size: [8, 8], pad: 0, multiplier: 1, pointwise: true },
    { ...THREE, channels: 4, pointwise: true },
  ];
  for (const layer of layers) {
    for (const size of [PROJECTOR, { width: 1110, height: 690 }, PHONE]) {
      const scene = plan(layer, size, size === PHONE ? 1 : 0);
      const [, right] = scene.tracks,
        { rows, slices, outputs, headers, inputs, box } = right;
      if (size === PHONE && layer.channels === 4) continue; // eight outputs have two lines there
      const about = JSON.stringify({ size, layer });
      assert.equal(headers.length, outputs.length, about);
      for (const { n, x, width, cw } of outputs) {
        assert.ok(size === PHONE || cw >= 5, `${cw}: ${about}`);
        for (const slice of slices[n]) {
          assert.ok(Math.abs(x + width / 2 - slice.x - slice.width / 2) < 1.5, about);
          assert.ok(slice.font >= 8.5, about);
        }
      }
      // rows are alike, but for the numbers above the first
      assert.equal(new Set(inputs.map(({ width }) => width)).size, 1, about);
      const heights = rows.map(({ height }) => height);
      assert.ok(Math.max(...heights) - Math.min(...heights) <= 16, `${heights}: ${about}`);
      for (const { n } of outputs) {
        const { parts, joints, bus, plus, sum } = comparisonLinesOf(right, { i: 1, j: 1, n });
        assert.ok(plus && bus && sum && parts.length === rows.length, about);
        assert.equal(joints.length, rows.length, about);
        // a line is seen from each filter to its dot, and from the last dot to the plus
        for (const { lines } of parts) {
          const [[from, to]] = lines;
          assert.ok(to.x - from.x >= 5, about);
        }
        assert.ok(plus.y - 7 - Math.max(...joints.map(({ y }) => y)) >= 5, about);
        assert.ok(box.x + box.width - plus.x >= 12, about);
      }
    }
  }
});

test("the sums of several channels have a key of their colour beside them, or in the legend", () => {
  for (const size of [PROJECTOR, { width: 840, height: 470 }]) {
    for (const layer of [
      THREE,
      { ...THREE, size: [4, 5], multiplier: 1, pad: 0 },
      { ...THREE, size: [4, 5], multiplier: 1, pad: 0, pointwise: true },
      { ...THREE, pointwise: true },
      { ...THREE, channels: 8 },
    ]) {
      const { tracks } = plan(layer, size);
      const about = JSON.stringify({ size, layer });
      const named = tracks[1].bandWords.every(({ key }) => key);
      const marks = tracks.flatMap(({ legend }) => legend?.marks ?? []);
      assert.equal(
        marks.some(({ kind }) => kind === "sum"),
        !named,
        about,
      );
      for (const [
        at,
        { lines, x, y, size: letters, pitch, key },
      ] of tracks[1].bandWords.entries()) {
        const box = tracks[1].outside[at],
          count = lines.length + (key ? 1 : 0);
        if (key) assert.ok(letters >= 10, `${letters}: ${about}`);
        assert.ok(y - pitch / 2 >= box.y && y + (count - 0.5) * pitch <= box.y + box.height, about);
        const width = Math.max(...lines.map((text) => 0.5 * letters * text.length));
        const first = Math.min(...tracks[1].outputs.map((view) => view.x));
        assert.ok(x + width <= first, about);
      }
    }
  }
});

test("a filter's cells are square and as large as those of the window that it lies on", () => {
  const lesson = { ...THREE, size: [4, 5], multiplier: 1, pad: 0 };
  // the pictures of the lesson at 1280x720 and 1440x900, and a phone's two
  for (const [size, shown] of [
    [{ width: 840, height: 500 }, 0],
    [{ width: 950, height: 640 }, 0],
    [PHONE, 0],
    [PHONE, 1],
  ]) {
    for (const layer of [lesson, { ...lesson, pointwise: true }]) {
      for (const { views, inSight } of plan(layer, size, shown).tracks) {
        if (!inSight) continue;
        const about = JSON.stringify({ size, layer });
        const [{ cw: cell }] = views;
        for (const { kind, cw, ch, font } of views) {
          assert.ok(cw === ch && font, `${kind} ${cw}x${ch}: ${about}`);
          // sums have less height, and never much smaller cells
          if (kind === "output") assert.ok(cw <= cell && cw >= 0.75 * cell, `${cw}: ${about}`);
          else assert.equal(cw, cell, `${kind}: ${about}`);
        }
      }
    }
  }
});

test("no cell of a filter is smaller than one of the input beside it", () => {
  for (const size of [...SIZES, { width: 1110, height: 690 }]) {
    for (const [channels, multiplier] of [
      [1, 2],
      [3, 1],
      [3, 2],
      [4, 1],
    ]) {
      for (const more of [{}, { pad: 0 }, { pad: 0, size: [4, 5] }, { pointwise: true }]) {
        const layer = { ...THREE, channels, multiplier, ...more };
        for (const { views, readable, track } of plan(layer, size).tracks) {
          if (!readable) continue;
          const [input, slice] = ["input", "slice"].map((kind) =>
            views.find((view) => view.kind === kind),
          );
          const about = JSON.stringify({ size, layer, side: track.side });
          assert.ok(slice.cw >= input.cw && slice.ch >= input.ch, about);
        }
      }
    }
  }
});

test("a row says that it has its own filters, or where it has one its own filter", () => {
  for (const [multiplier, words] of [
    [1, "its own filter"],
    [2, "its own filters"],
  ]) {
    const [{ notes }] = plan({ ...THREE, size: [4, 5], pad: 0, multiplier }).tracks;
    assert.deepEqual(
      notes.map(({ text }) => text),
      [words, words, words],
    );
  }
});

test("the plus between two blocks of products is in the middle of the gap that is seen, and clear of a frame", () => {
  for (const size of [PROJECTOR, { width: 840, height: 500 }, PHONE]) {
    const { strip, track } = plan(THREE, size, 1).tracks[1];
    const pitch = track.KW * strip.tile + strip.gap,
      width = track.KW * strip.tile - 2;
    for (const framed of [-1, 0, 1, 2]) {
      const x = plusBetween({ left: 0, width }, pitch, framed);
      const seen = FRAME.apart + FRAME.line / 2;
      const before = x - width - (framed === 0 ? seen : 0),
        after = pitch - x - (framed === 1 ? seen : 0);
      assert.ok(Math.abs(before - after) < 0.1 && before >= 9, `${before}, ${after}: ${framed}`);
    }
  }
});
