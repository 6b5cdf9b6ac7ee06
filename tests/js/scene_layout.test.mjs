import assert from "node:assert/strict";
import { test } from "node:test";
import { kernelLines, planStrip, stripShapes } from "../../dwconv/player/js/arithmetic_layout.js";
import { placeIn, sumNameOf } from "../../dwconv/player/js/arithmetic_painting.js";
import { cellAt, cellOf, contains, viewsOf } from "../../dwconv/player/js/cell_boxes.js";
import { forgetWaiting } from "../../dwconv/player/js/legend.js";
import { decode } from "../../dwconv/player/js/player_model.js";
import { planScene } from "../../dwconv/player/js/scene_layout.js";
import { measures } from "./measures.mjs";
import { payload } from "./payload.mjs";

const tools = measures(0.6, 7);
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
          assert.ok(one === other || apart(one, other), `${one.kind} on ${other.kind}`);
        }
      }
    }
  });
}

test("a large lane stands in one place right above its products, whichever lane it is", () => {
  for (const size of [DESKTOP, PHONE]) {
    for (const channels of [3, 8]) {
      const layer = { size: [16, 16], kernel: [3, 3], channels };
      const places = Array.from({ length: channels }, (_, focus) => {
        const { lanes, strip } = plan(layer, size, focus);
        const large = lanes.filter(({ big }) => big);
        assert.deepEqual(
          large.map(({ k }) => k),
          [focus],
        );
        for (const one of lanes)
          for (const other of [...lanes, strip]) assert.ok(one === other || apart(one, other));
        const below = large[0].y + large[0].height;
        assert.ok(strip.y >= below && strip.y - below < 40);
        return large[0].y;
      });
      assert.equal(new Set(places).size, 1);
    }
  }
});

test("where the picture fills the window for the back row, digits fill their cells", () => {
  const layer = { size: [6, 6], kernel: [3, 3], channels: 3, multiplier: 2, padding: "SAME" };
  const size = { width: 954, height: 502, scale: 1.3 };
  const back = { ...measures(0.5, 5), scale: 1.3 };
  const { lanes } = planScene(decode(payload(layer)), size, 0, back);
  for (const view of lanes.flatMap(({ views }) => views)) {
    const room = (view.cw - 3) / (view.format.chars * back.digit);
    assert.ok(view.font >= 0.95 * Math.min(0.75 * view.ch, room), view.kind);
  }
});

test("in a lane with room, the full words of each filter and output stand over its middle", () => {
  const layer = { size: [4, 5], kernel: [3, 3], channels: 3, multiplier: 2 };
  const size = { width: 840, height: 502, scale: 1 };
  const letters = { ...tools, digit: 0.5, textWidth: (text) => 5 * text.length };
  const { lanes } = planScene(decode(payload(layer)), size, 0, letters);
  for (const { views, texts, k } of lanes)
    for (const { kind, q, x, y, width } of views) {
      if (kind === "input") continue;
      const over = texts.find((text) => text.y < y && Math.abs(text.x - x - width / 2) < 1);
      const full = kind === "filter" ? `its own filter q = ${q}` : `output channel ${2 * k + q}`;
      assert.equal(over?.text, full, `channel ${k}, ${kind} ${q}`);
    }
});

test("the words that name a plane stand above it, nearer to it than to any other plane", () => {
  for (const size of [DESKTOP, PHONE, { width: 1232, height: 560 }, { width: 796, height: 420 }]) {
    for (const [channels, multiplier, side] of [
      [1, 1, 6],
      [3, 2, 6],
      [3, 4, 6],
      [2, 2, 15],
      [8, 1, 8],
    ]) {
      const layer = { size: [side, side], kernel: [3, 3], channels, multiplier };
      for (const { texts, views, y: top } of plan(layer, size).lanes) {
        for (const { text, x, y, note, centred } of texts) {
          if (note || !text || !centred || text === "its own filters") continue;
          const about = `${text}: ${JSON.stringify({ size, layer })}`;
          const under = views.filter((view) => Math.abs(x - view.x - view.width / 2) < 60);
          const [below] = under.filter((view) => view.y >= y).sort((a, b) => a.y - b.y);
          assert.ok(below && below.y - y < 10, about);
          assert.ok(y > top, about);
        }
      }
    }
  }
});

test("what is said of an input lies on no plane, on no other words, and in its lane", () => {
  const notes = ["No window reaches the last row, 5.", "No window reaches the last column, 5."];
  const letters = { ...tools, textWidth: (text) => 6.5 * text.length };
  for (const width of [296, 358, 640, 796, 954, 1232])
    for (const side of [3, 6, 15])
      for (const kernel of [2, 3])
        for (const channels of [1, 2, 3, 8])
          for (const multiplier of [1, 2, 4]) {
            if (kernel > side || channels * multiplier > 12) continue;
            const layer = { size: [side, side], kernel: [kernel, kernel], channels, multiplier };
            const model = decode(payload({ ...layer, stride: 2, more: { notes } }));
            const size = { width, height: width < 640 ? 0 : 507, scale: 1 };
            const { lanes } = planScene(model, size, 0, letters);
            for (const { x, y, height, big, views, texts, ...lane } of lanes) {
              const about = JSON.stringify({ width, layer });
              const boxes = texts.map(({ text, note, ...at }) => ({
                note,
                x: at.x - (note ? 0 : at.width / 2),
                y: at.y - 11,
                width: text ? at.width : 0,
                height: 13,
              }));
              const said = texts.filter(({ note }) => note).map(({ text }) => text);
              assert.equal(said.join(" "), big ? notes.join(" ") : "", about);
              for (const box of boxes.filter(({ note }) => note)) {
                for (const other of [...views, ...boxes])
                  assert.ok(box === other || apart(box, other), about);
                assert.ok(box.x >= x && box.x + box.width <= x + lane.width, about);
                assert.ok(box.y + box.height <= y + height + 1, about);
              }
            }
          }
});

const apart = (one, other) =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

test("no name above a plane leaves its lane, however long the words of a page are", () => {
  for (const [channels, multiplier] of [
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 1],
  ]) {
    const words = Array.from(
      { length: channels * multiplier },
      (_, n) => `g of output channel ${n}`,
    );
    const captions = { filter: words, output: words.map(() => "\u2202L/\u2202filter, q = 0") };
    for (const size of [DESKTOP, PHONE, { width: 1232, height: 560 }, { width: 796, height: 420 }])
      for (const kernel of [2, 3, 6]) {
        const layer = { size: [7, 7], kernel: [kernel, kernel], channels, multiplier };
        for (const lane of plan({ ...layer, more: { captions } }, size).lanes)
          for (const { text, x, width, note } of lane.texts) {
            if (note || !text || !lane.big) continue;
            const about = `${text}: ${JSON.stringify({ ...layer, size })}`;
            assert.ok(x - width / 2 >= lane.x && x + width / 2 <= lane.x + lane.width, about);
          }
      }
  }
});

test("the products of a kernel with many rows have a line for each row, the one being added large", () => {
  for (const [side, width] of [
    [5, 954],
    [6, 954],
    [6, 1232],
  ]) {
    const layer = { size: [side, side], kernel: [side, side], channels: 3, pad: 1, products: true };
    const model = decode(payload({ ...layer, taps: true, more: { negative: { filter: true } } }));
    const box = { x: 0, y: 0, width, height: stripShapes(model, { width, height: 400 })[0].height };
    const strip = planStrip(model, box, tools);
    assert.equal(strip.mode, "lines");
    assert.ok(strip.pairFont >= 9.5, `${strip.pairFont}`);
    const shape = { KH: side, KW: side };
    for (const active of [-1, 0, side - 1]) {
      const lines = kernelLines(strip, shape, active);
      assert.equal(lines.length, side);
      for (const [at, { y, height }] of lines.entries()) {
        assert.ok(at === 0 || y >= lines[at - 1].y + lines[at - 1].height);
        assert.ok(height >= (active < 0 ? 13 : 8), `${height}`);
        if (at === active) assert.ok(height >= 34, `${height}`);
      }
      const { y, height } = lines.at(-1);
      assert.ok(y + height <= strip.y + strip.height);
    }
    // as large as the digits of the start page's products
    assert.ok(strip.activeFont >= 14, `${strip.activeFont}`);
  }
});

test("the legend names the marks of cells without digits where there are such cells", () => {
  for (const size of [DESKTOP, PHONE]) {
    for (const side of [6, 30]) {
      const layer = { size: [side, side], kernel: [3, 3], channels: 3, multiplier: 2 };
      const { lanes, legend } = plan({ ...layer, more: { negative: { input: true } } }, size);
      const marked = lanes.some(({ views }) => views.some(({ font }) => !font));
      const kinds = legend.marks.map(({ kind }) => kind);
      assert.equal(kinds.includes("zero"), marked);
      assert.equal(kinds.includes("negative"), marked);
      assert.equal(kinds.includes("grey"), !marked);
      assert.equal(marked, size === PHONE || side === 30);
    }
  }
});

test("the legend lies on nothing, whatever the width", () => {
  const captions = { inserted: [[1], [1]] };
  for (let width = 360; width < 1300; width += 45) {
    for (const more of [{}, { captions }]) {
      for (const [channels, height] of [
        [3, 330],
        [3, 507],
        [1, 420],
        [8, 507],
      ]) {
        const layer = { size: [6, 6], kernel: [3, 3], channels, multiplier: 2, pad: 1, more };
        const { lanes, strip, legend, narrow } = plan(layer, { width, height });
        for (const { words, x, y } of legend?.marks ?? []) {
          const about = `${words}: ${JSON.stringify({ width, height, channels })}`;
          assert.ok(x >= 0 && x + 19 + 7 * words.length * (12 / 13) <= width, about);
          if (narrow)
            assert.ok(y - 7 >= Math.max(...lanes.map((lane) => lane.y + lane.height)), about);
          else {
            assert.ok(y + 7 <= strip.y, about);
            const line = { x: 0, y: y - 6, width, height: 12 };
            for (const lane of lanes) assert.ok(apart(lane, line), about);
          }
        }
      }
    }
  }
});

test("where the large lane needs the legend's room for its digits, the small lanes make some for it", () => {
  for (const [side, kernel, channels, pad, width, height] of [
    [10, 3, 3, 1, 954, 504],
    [16, 3, 2, 0, 954, 504],
    [10, 5, 8, 0, 1232, 560],
  ]) {
    const layer = { size: [side, side], kernel: [kernel, kernel], channels, multiplier: 1, pad };
    const { lanes, strip, legend } = plan(layer, { width, height });
    const about = JSON.stringify({ side, channels });
    assert.ok(legend?.marks.length, `no legend: ${about}`);
    const [{ y }] = legend.marks;
    assert.ok(y + 7 <= strip.y, about);
    for (const lane of lanes) assert.ok(apart(lane, { x: 0, y: y - 6, width, height: 12 }), about);
  }
});

test("on a phone the words above a plane keep their distance from the lane's name", () => {
  for (const pad of [0, 1]) {
    const [{ name, texts }] = plan({ size: [6, 6], kernel: [3, 3], channels: 3, pad }, PHONE).lanes;
    for (const { y } of texts) assert.ok(y >= name.y + 36, `${y - name.y}`);
  }
});

test("many products leave the lanes of a short scene their room", () => {
  for (const [width, height] of [
    [640, 300],
    [700, 330],
    [820, 280],
  ]) {
    for (const side of [3, 6]) {
      const layer = { size: [6, 6], kernel: [side, side], channels: 3, multiplier: 2, pad: 1 };
      const { lanes, strip, legend } = plan(layer, { width, height });
      const about = JSON.stringify({ width, height, side });
      assert.ok(Math.max(...lanes.map((lane) => lane.height)) >= 70, about);
      assert.ok(legend.marks.length > 0 && strip.y + strip.height <= height, about);
      for (const lane of lanes) {
        assert.ok(lane.y + lane.height <= strip.y, about);
        for (const { y, height: high } of lane.views)
          assert.ok(y >= lane.y - 1 && y + high <= lane.y + lane.height + 1, about);
      }
    }
  }
});

test("each lane has its input, its filters and its outputs", () => {
  for (const lane of plan({ channels: 2 }, DESKTOP).lanes) {
    const counts = ["input", "filter", "output"].map((kind) => viewsOf(lane, kind).length);
    assert.deepEqual(counts, [1, 2, 2]);
  }
});

test("with several channels the words say whose filters and which output channel each is", () => {
  const small = { ...tools, textWidth: (text) => 5 * text.length };
  const all = (channels, size, pad = 0) => {
    const model = decode(payload({ size: [6, 6], kernel: [3, 3], channels, pad }));
    const { lanes } = planScene(model, { height: 0, scale: 1, ...size }, 0, small);
    return lanes.filter(({ big }) => big).flatMap(({ texts }) => texts.map(({ text }) => text));
  };
  const said = (channels, size) =>
    all(channels, size).filter((text) => /input|its|output/.test(text));
  assert.deepEqual(said(1, DESKTOP), ["input", "output channel 0", "output channel 1"]);
  assert.deepEqual(
    said(3, DESKTOP),
    [0, 1, 2].flatMap((k) => [
      "input",
      ...[0, 1].map((q) => `output channel ${2 * k + q}`),
      "its own filters",
    ]),
  );
  assert.ok(all(3, DESKTOP).includes("filter q = 1"));
  assert.ok(all(3, PHONE, 1).includes("its own filters"));
  // nothing that looks like a part of a sum stands above the values of a plane
  for (const text of [...all(3, DESKTOP), ...all(3, PHONE)]) assert.doesNotMatch(text, /\+|·/);
});

test("each number in an output's name is named below it, in the same order", () => {
  const lines = (layer, place, narrow = false) =>
    placeIn(decode(payload({ size: [6, 6], kernel: [3, 3], ...layer })), { narrow }, place);
  const place = { i: 3, j: 1, k: 2, q: 1 };
  assert.deepEqual(lines({ channels: 3 }, place), [
    "image 0, row 3, column 1",
    "output channel 5 = k\u00b7M + q",
    "channel k = 2, filter q = 1",
  ]);
  assert.deepEqual(lines({ channels: 3 }, place, true), ["image 0, row 3, column 1, output 5"]);
  const first = { channels: 3, more: { data_format: "NCHW" } };
  assert.deepEqual(lines(first, place).slice(0, 2), [
    "image 0, output channel 5",
    "row 3, column 1",
  ]);
  // where the rule is plain it is not said
  assert.equal(lines({ channels: 1 }, { ...place, k: 0 })[1], "output channel 1");
  assert.equal(lines({ channels: 3, multiplier: 1 }, { ...place, q: 0 })[1], "output channel 2");
});

test("many products have one form, whatever the height, and their sums say which rows are in them", () => {
  for (const side of [4, 5, 6]) {
    const layer = { size: [side, side], kernel: [side, side], channels: 3, multiplier: 2, pad: 1 };
    for (const width of [796, 954, 1232])
      for (const height of [420, 507, 640, 900]) {
        const { strip } = plan({ ...layer, taps: true, products: true }, { width, height });
        assert.equal(strip.mode, "lines", JSON.stringify({ side, width, height }));
      }
  }
  assert.deepEqual(
    [sumNameOf(0, true), sumNameOf(3, true), sumNameOf(3, false)],
    ["row 0", "rows 0\u20133", "so far"],
  );
});

test("filters stand beside their input and outputs below it, in lanes side by side and on a phone", () => {
  for (const kernel of [3, 6])
    for (const size of [
      DESKTOP,
      { width: 954, height: 640 },
      { width: 1232, height: 900 },
      PHONE,
    ]) {
      const layer = { size: [6, 6], kernel: [kernel, kernel], channels: 3, multiplier: 2, pad: 1 };
      const [lane, beside] = plan(layer, size).lanes;
      if (size !== PHONE && beside.y > 0) continue; // lanes below each other: all in one line
      const [[input], [filter], [output]] = ["input", "filter", "output"].map((kind) =>
        viewsOf(lane, kind),
      );
      const about = JSON.stringify({ kernel, size });
      assert.ok(filter.x >= input.x + input.width, about);
      assert.ok(output.y >= input.y + input.height, about);
    }
});

test("the legend says what shades are, and shows every channel's hue for what is positive", () => {
  for (const channels of [1, 3, 8]) {
    const { legend } = plan({ size: [6, 6], kernel: [3, 3], channels, pad: 1 }, PHONE);
    const words = legend.marks.map((mark) => mark.words).join("; ");
    assert.match(words, /stronger: farther from 0/);
    assert.doesNotMatch(words, /added/); // products are added, zeros are put around
    assert.equal(legend.marks[0].hues, Math.min(channels, 4));
  }
});

test("up to four lanes stand side by side, all of one size and all with digits, if they have room", () => {
  for (const [channels, multiplier, width] of [
    [2, 2, 950],
    [3, 1, 950],
    [3, 2, 950],
    [4, 1, 1230],
  ]) {
    const layer = { size: [6, 6], kernel: [3, 3], channels, multiplier, pad: 1 };
    const { lanes, strip, legend } = plan(layer, { width, height: 507 });
    const about = `${channels} channels, ${multiplier} filters`;
    for (const [k, { x, y, height, big, views, ...lane }] of lanes.entries()) {
      assert.ok(big && y === 0 && height === lanes[0].height && lane.width === lanes[0].width);
      if (k) assert.ok(x >= lanes[k - 1].x + lanes[k - 1].width, about);
      assert.ok(height + legend.height <= strip.y, about);
      const places = placesOf({ x, y, views });
      assert.deepEqual(places, placesOf(lanes[0]), about); // alike in all
      for (const { kind, font } of views) {
        assert.ok(font >= 10 && kind !== "patch", `${about}: ${kind} ${font}`);
      }
    }
  }
});

const placesOf = ({ x, y, views }) =>
  views.map((view) => [view.kind, view.x - x, view.y - y, view.font]);

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
  for (const [focus, { lanes, strip, legend, height }] of scenes.entries()) {
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
    assert.equal(height, tops.at(-1)[1] + legend.height);
  }
});

test("a phone on its side has the large lane with digits, and the products in one row below it", () => {
  const layer = { size: [6, 6], kernel: [3, 3], channels: 3, multiplier: 2, pad: 1 };
  const { lanes, strip, height } = plan(layer, { width: 812 }, 1);
  const large = lanes.find(({ big }) => big);
  for (const { font, cw } of large.views) assert.ok(font >= 11 && cw >= 24, `${font} ${cw}`);
  assert.ok(strip.y >= large.y + large.height && strip.y + strip.height < height);
  assert.equal(new Set(strip.cells.map(({ y }) => y)).size, 1);
});

test("where there is little height the large lane gets most of it", () => {
  const { lanes, strip } = plan(
    { size: [6, 6], kernel: [3, 3], channels: 3 },
    { width: 800, height: 260 },
    1,
  );
  assert.ok(lanes[1].height > 2 * (lanes[0].height + lanes[2].height));
  for (const lane of lanes) assert.ok(lane.y + lane.height <= strip.y);
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

test("where all lanes act at once, the legend has no mark of those that wait", () => {
  const scene = plan({ size: [6, 6], kernel: [3, 3], channels: 3 }, DESKTOP);
  const kinds = () => scene.legend.marks.map(({ kind }) => kind);
  const before = kinds();
  assert.ok(before.includes("waits"));
  forgetWaiting(scene);
  assert.deepEqual(
    kinds(),
    before.filter((kind) => kind !== "waits"),
  );
  forgetWaiting({}); // a picture without a legend
});
