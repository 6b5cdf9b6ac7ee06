import assert from "node:assert/strict";
import { test } from "node:test";
import { cellOf, viewsOf } from "../../dwconv/player/js/cell_boxes.js";
import {
  connectionsOf,
  hasArrows,
  signPlace,
  windowBoxOf,
} from "../../dwconv/player/js/connecting_lines.js";
import { decode, tapPlace } from "../../dwconv/player/js/player_model.js";
import { apart } from "../../dwconv/player/js/player_overlay.js";
import { planScene } from "../../dwconv/player/js/scene_layout.js";
import { measures } from "./measures.mjs";
import { payload } from "./payload.mjs";

const tools = measures(0.55, 6.5, (cell) => (cell >= 6 ? Math.floor(cell) : Math.max(cell, 0.01)));
const SCREENS = {
  desktop: { width: 954, height: 507 },
  projector: { width: 1232, height: 560 },
  phone: { width: 358, height: 0 },
  "small phone": { width: 296, height: 0 },
  landscape: { width: 796, height: 420 },
};
const LAYERS = [];
for (const channels of [1, 3, 8]) {
  for (const multiplier of [1, 2, 4]) {
    LAYERS.push({ size: [3, 3], kernel: [2, 1], channels, multiplier });
    LAYERS.push({ size: [6, 6], kernel: [3, 3], channels, multiplier });
    LAYERS.push({ size: [9, 9], kernel: [3, 3], channels, multiplier, dilation: 2, stride: 2 });
  }
}
LAYERS.push({ size: [40, 40], kernel: [3, 3], channels: 2, multiplier: 4 });
LAYERS.push({ size: [1, 30], kernel: [1, 5], channels: 2, multiplier: 2 });
// the gradient of a filter: the output's gradient is the kernel
LAYERS.push({ size: [6, 6], kernel: [6, 6], channels: 3, multiplier: 2, pad: 1 });
LAYERS.push({ size: [12, 12], kernel: [7, 7], channels: 1, multiplier: 4 });

const LEAST_STEP = 4.5; // pixels
const LEAST_ARROW = 8; // of which its head takes all
const HALF = 0.75; // of a line's thickness

/** Points of a line, half a pixel from one to the next. */
function* pointsOf(line) {
  for (let at = 1; at < line.length; at++) {
    const [from, to] = [line[at - 1], line[at]];
    assert.ok(from.x === to.x || from.y === to.y, "level or upright");
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    for (let share = 0; share <= 1; share += 0.5 / Math.max(length, 0.5)) {
      yield { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
    }
  }
}

const covers = ({ x, y, width, height }, point, by = HALF) =>
  point.x > x - by && point.x < x + width + by && point.y > y - by && point.y < y + height + by;

/** Whether a point is on the edge of a box, or off it by less than a hair. */
const onEdge = (box, point) => covers(box, point, 0.01) && !covers(box, point, -0.01);

/** No step of a few pixels between two bends: it would look like a mistake. */
function checkBends(line, about) {
  for (let at = 2; at < line.length - 1; at++) {
    const [from, to] = [line[at - 1], line[at]];
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    assert.ok(length >= LEAST_STEP, `a step of ${length} pixels: ${about}`);
  }
}

const boxOf = ({ x, y, width, note }) => ({
  x: note ? x : x - width / 2,
  y: y - 11,
  width,
  height: 13,
});

function places(model) {
  const found = [];
  for (const i of new Set([0, Math.floor(model.OH / 2), model.OH - 1]))
    for (const q of new Set([0, 1, model.M - 1]))
      if (q < model.M)
        found.push({ i, j: model.OW - 1 - Math.floor((i * model.OW) / model.OH), q });
  return found;
}

for (const [name, size] of Object.entries(SCREENS)) {
  test(`a line starts at the filter in use and touches no other and no digit: ${name}`, () => {
    for (const layer of LAYERS) {
      const model = decode(payload(layer));
      for (const focus of new Set([0, model.C - 1])) {
        const scene = planScene(model, { scale: 1, ...size }, focus, tools);
        const lanes = scene.lanes.filter(({ big }) => big); // small ones have outlines alone
        const told = [lanes.find(({ k }) => k === focus), lanes[0]];
        for (const lane of new Set(told)) {
          checkSign(lane, model, JSON.stringify({ layer }));
          for (const place of places(model))
            check(lane, model, place, JSON.stringify({ layer, place }));
        }
      }
    }
  });
}

/** Whether a piece of a line lies between two rows, or two columns, of a plane's cells. */
const betweenCells = ({ x, y, cw, ch }, one, other) => {
  const at = one.y === other.y ? (one.y - y) / ch : (one.x - x) / cw;
  return Math.abs(at - Math.round(at)) < 0.01;
};

/** Whether a point lies over a value of the output that is there before the place's own. */
const overValue = (output, { i, j }, { x, y }) => {
  const row = Math.floor((y - output.y) / output.ch),
    column = Math.floor((x - output.x) / output.cw);
  return row < i || (row === i && column <= j);
};

/** The sign of the product has room on its line, for every row of windows and every filter. */
function checkSign(lane, model, about) {
  for (let i = 0; i < model.OH; i += model.OH > 9 ? 3 : 1) {
    for (let q = 0; q < model.M; q++) {
      const lines = connectionsOf(lane, model, { i, j: model.OW - 1, q }, true, false);
      const { points } = lines.find(({ times }) => times);
      const sign = signPlace(lane, points);
      assert.ok(sign, `no room for the sign: ${about}`);
      assert.ok(sign.radius >= 5);
    }
  }
}

function check(lane, model, place, about) {
  const [input] = viewsOf(lane, "input");
  const filter = viewsOf(lane, "filter")[place.q],
    output = viewsOf(lane, "output")[place.q];
  const connections = connectionsOf(lane, model, place),
    lines = connections.map(({ points }) => points);
  const [used = filter] = viewsOf(lane, "weights"); // one of both: no line joins a filter to itself
  const stops = [input, ...viewsOf(lane, "patch"), used, output];
  assert.equal(lines.length, stops.length - 1, `a line is missing: ${about}`);
  for (const line of lines) {
    const [first, last] = [line[0], line[line.length - 1]];
    const window = windowBoxOf(input, model, tapPlace(model, place, 0));
    // the first line starts at the window's own edge, not at that of its plane
    const fromWindow = line === lines[0] && onEdge(window, first);
    const from = fromWindow ? input : stops.slice(1, -1).find((box) => onEdge(box, first));
    const to = [...stops.slice(1, -1), cellOf(output, place.i, place.j)].find((box) =>
      onEdge(box, last),
    );
    assert.ok(from && to && from !== to, `from nothing, or to nothing: ${about}`);
    if (from === input) {
      assert.ok(!covers(window, line[1], -HALF), `back over the window: ${about}`);
    }
    checkBends(line, about);
    const own = [from, stops.includes(to) ? to : output];
    for (const point of pointsOf(line)) {
      assert.ok(covers(lane, point, -HALF), `out of its lane: ${about}`);
      for (const view of lane.views) {
        if (view === input && from === input) {
          assert.ok(!covers(window, point, -HALF), `over the window: ${about}`);
          const inside = covers(view, point, -HALF) && view.ch >= 8; // smaller cells say nothing
          assert.ok(!inside || betweenCells(view, line[0], line[1]), `on a digit: ${about}`);
        } else if (own.includes(view)) {
          const over =
            covers(view, point, -HALF) && (view !== output || overValue(view, place, point));
          assert.ok(!over, `on a digit: ${about}`);
        } else assert.ok(!covers(view, point), `touches ${view.kind} ${view.q}: ${about}`);
      }
      for (const text of lane.texts) {
        assert.ok(!text.width || !covers(boxOf(text), point), `on "${text.text}": ${about}`);
      }
    }
  }
  // the head of the arrow and a bit of its line are seen before the value
  const [before, end] = lines.at(-1).slice(-2);
  const straight = Math.abs(end.x - before.x) + Math.abs(end.y - before.y);
  assert.ok(straight >= LEAST_ARROW, `an arrow of ${straight} pixels: ${about}`);
  const signs = connections.filter(({ times }) => times);
  assert.equal(signs.length, 1, about);
  assert.deepEqual(
    connections.map(({ ends }) => ends),
    connections.map((_, at) => at === connections.length - 1),
  );
  const leaves = lines[lines.length - 1][0],
    arrives = lines[lines.length - 2].at(-1);
  assert.ok(onEdge(used, leaves) && onEdge(used, arrives), `not at the filter in use: ${about}`);
}

test("a sign of the product stands before all filters, and lines that branch behind it have no other", () => {
  const model = decode(payload({ size: [4, 5], kernel: [3, 3], channels: 3, multiplier: 2 }));
  for (const size of [SCREENS.desktop, SCREENS.phone, { width: 840, height: 500 }]) {
    const { lanes } = planScene(model, { ...size, scale: 1 }, 0, tools);
    for (const lane of lanes.filter(({ big }) => big)) {
      const left = Math.min(...viewsOf(lane, "filter").map(({ x }) => x));
      for (const place of places(model)) {
        const lines = [0, 1].map((q) =>
          connectionsOf(lane, model, { ...place, q }, q === 0, false).find(({ times }) => times),
        );
        const about = JSON.stringify({ size, place });
        const signs = lines.map(({ points }) => ({ ...signPlace(lane, points), points }));
        for (const { x } of signs) assert.ok(x <= left, about);
        // side by side, filters have one sign on the line that they share
        const [[start], [other]] = lines.map(({ points }) => points);
        const shared = size === SCREENS.desktop && start.x === other.x && start.y === other.y;
        if (shared) assert.equal(apart(signs).length, 1, about);
      }
    }
  }
});

test("lines that begin together have one sign", () => {
  /** A level line from 0, with a sign on it, and then down. */
  const sign = (x, y, bend) => ({
    x,
    y,
    points: [
      { x: 0, y: 20 },
      { x: bend, y: 20 },
      { x: bend, y: 90 },
    ],
  });
  const near = [40, 43, 90].map((x) => ({
    x,
    y: 20,
    points: [
      { x, y: 0 },
      { x, y: 40 },
    ],
  }));
  assert.deepEqual(apart(near), [near[0], near[2]]);
  // the one on the part that they share, whichever line it belongs to
  const shared = sign(40, 20, 60),
    own = sign(80, 60, 80);
  assert.deepEqual(apart([shared, own]), [shared]);
  assert.deepEqual(apart([own, shared]), [shared]);
  const separate = [sign(60, 60, 60), own];
  assert.deepEqual(apart(separate), separate);
});

/** The longest stretch, in pixels, for which two lines lie less than 2 pixels from each other. */
const along = ({ points: one }, { points: other }) => {
  let longest = 0;
  for (let at = 1; at < one.length; at++)
    for (let by = 1; by < other.length; by++) {
      const [x, y] = ["x", "y"].map((side) => {
        const [a, b] = [one, other].map((line, which) => {
          const ends = [line[(which ? by : at) - 1][side], line[which ? by : at][side]];
          return [Math.min(...ends), Math.max(...ends)];
        });
        return Math.min(a[1], b[1]) - Math.max(a[0], b[0]);
      });
      if (Math.min(x, y) > -2) longest = Math.max(longest, x, y);
    }
  return longest;
};

test("two filters that work at once have arrows to their outputs, which run apart, where there is room", () => {
  const shown = new Set();
  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const layer of LAYERS.filter(({ multiplier }) => multiplier === 2)) {
      const model = decode(payload(layer));
      const { lanes } = planScene(model, { ...size, scale: 1 }, 0, tools);
      const filters = (lane) => viewsOf(lane, "filter");
      for (const lane of lanes.filter((each) => each.big && hasArrows(each, filters(each)))) {
        shown.add(screen);
        const [above, below] = filters(lane);
        shown.add(above.y === below.y ? "beside each other" : "below each other");
        for (const place of places(model).filter(({ q }) => q === 0)) {
          const ways = [0, 1].flatMap((q) =>
            connectionsOf(lane, model, { ...place, q }, q === 0, false),
          );
          const first = connectionsOf(lane, model, place, true, true, ways);
          const second = connectionsOf(lane, model, { ...place, q: 1 }, false, true, [
            ...ways,
            ...first,
          ]);
          const about = JSON.stringify({ screen, layer, place });
          const [one, other] = [first, second].map((lines) => lines.find(({ ends }) => ends));
          assert.ok(one && other, `one has none: ${about}`);
          for (const [arrow, others] of [
            [one, second],
            [other, first],
          ])
            for (const line of others)
              assert.ok(along(arrow, line) < 2, `they run together: ${about}`);
        }
      }
    }
  }
  assert.ok(shown.has("desktop") && shown.has("projector"));
  assert.ok(shown.has("beside each other") && shown.has("below each other"));
});

test("the first value of a row whose filter stands left of it is reached from the left, without a way around", () => {
  const model = decode(payload({ size: [4, 4], kernel: [3, 3], channels: 1, multiplier: 1 }));
  const size = { width: 840, height: 430 };
  const [lane] = planScene(model, { ...size, scale: 1 }, 0, tools).lanes;
  const [[filter], [output]] = [viewsOf(lane, "filter"), viewsOf(lane, "output")];
  assert.ok(filter.x + filter.width < output.x);
  for (const i of [0, 1]) {
    const { points } = connectionsOf(lane, model, { i, j: 0, q: 0 }).find(({ ends }) => ends);
    assert.ok(points.every(({ x }) => x <= output.x + 0.01));
  }
});
