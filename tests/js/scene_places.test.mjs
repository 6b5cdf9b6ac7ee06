import assert from "node:assert/strict";
import { test } from "node:test";
import { middleOf } from "../../dwconv/player/js/canvas_drawing.js";
import { viewsOf } from "../../dwconv/player/js/cell_boxes.js";
import { cellName, cellNumber } from "../../dwconv/player/js/cell_names.js";
import { decode, placeOf, tapPlace } from "../../dwconv/player/js/player_model.js";
import { planScene } from "../../dwconv/player/js/scene_layout.js";
import { boxOfCell, boxOfPart, cellUnder, scaled } from "../../dwconv/player/js/scene_places.js";
import { measures } from "./measures.mjs";
import { payload } from "./payload.mjs";

const tools = measures(0.6, 7);
const model = decode(payload({ size: [40, 40], kernel: [3, 3], channels: 2, pad: 1 }));
const scene = planScene(model, { width: 950, height: 520, scale: 1 }, 0, tools);

test("the cell under the middle of a cell's box is that cell, in every kind of plane", () => {
  for (const [kind, k, q] of [
    ["input", 0, 0],
    ["input", 1, 0],
    ["filter", 0, 1],
    ["output", 1, 1],
  ]) {
    const cell = { kind, k, q, row: 2, column: 1 };
    const box = boxOfCell(scene, cell);
    const { lane, cell: under } = cellUnder(scene, model, middleOf(box), 0, false);
    assert.deepEqual([lane.k, under], [k, cell]);
  }
  assert.equal(boxOfCell(scene, { kind: "filter", k: 0, q: 0, row: 3, column: 0 }), null);
  assert.deepEqual(cellUnder(scene, model, { x: -1, y: -1 }, 0, false), {
    lane: undefined,
    cell: null,
  });
});

test("a cell of the enlarged window is the input cell that it shows, unless the window is hidden", () => {
  const [patch] = viewsOf(scene.lanes[0], "patch");
  const middle = { x: patch.x + 2.5 * patch.cw, y: patch.y + 1.5 * patch.ch }; // row 1, column 2
  const w = 2 * 2 * 41; // of a later row
  const { row, column } = tapPlace(model, placeOf(model, w), 1 * 3 + 2);
  const { cell } = cellUnder(scene, model, middle, w, false);
  assert.deepEqual([cell.kind, cell.row, cell.column], ["input", row, column]);
  assert.equal(cellUnder(scene, model, middle, w, true).cell, null);
});

test("a part of the picture is all planes of its kind in the large lane", () => {
  const outputs = viewsOf(scene.lanes[0], "output");
  const box = boxOfPart(scene, "output");
  assert.equal(outputs.length, 2);
  for (const { x, y, rows, cols, cw, ch } of outputs) {
    assert.ok(x >= box.x && x + cols * cw <= box.x + box.width);
    assert.ok(y >= box.y && y + rows * ch <= box.y + box.height);
  }
  for (const { y, height, text } of scene.lanes[0].texts.filter(({ x }) => x >= box.x))
    if (text.startsWith("output")) assert.ok(y >= box.y, `${text}, ${y}, ${height}`);
  assert.equal(boxOfPart(scene, "strip"), scene.strip);
  assert.equal(boxOfPart(scene, "nothing"), null);
  const half = scaled({ x: 10, y: 20, width: 30, height: 40 }, 0.5, { x: 1, y: 2 });
  assert.deepEqual(half, { x: 6, y: 12, width: 15, height: 20 });
});

test("a cell's name counts rows and columns of the input without its padding", () => {
  const corner = { kind: "input", k: 1, q: 0, row: 0, column: 0 };
  assert.equal(cellName(model, corner), "Input, row -1, column -1, channel 1");
  assert.equal(cellNumber(model, corner), "0");
  const weight = { kind: "filter", k: 1, q: 1, row: 2, column: 0 };
  assert.equal(cellName(model, weight), "Weight, row 2, column 0, channel 1, filter 1");
  assert.equal(cellNumber(model, { ...corner, row: 1, column: 2 }), "1602"); // 40*40 + 2
});
