import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellsUnder,
  createCellChoice,
  judgeCells,
} from "../../dwconv/player/js/choose_window_cells.js";
import { decode, placeOf } from "../../dwconv/player/js/player_model.js";
import { payload } from "./payload.mjs";

// 4x4 inputs in a frame of padding, kernels of 2x2 taps, stride 2, two channels: 3x3 outputs
const model = decode(payload({ size: [4, 4], kernel: [2, 2], channels: 2, stride: 2, pad: 1 }));
const windowOf = (i, j, k) => ((i * 3 + j) * 2 + k) * 2;
const middle = windowOf(1, 1, 1);
const square = [1, 2].flatMap((a) => [1, 2].map((b) => ({ k: 1, row: 1 + a, column: 1 + b })));

test("a window covers the cells that its formula names", () => {
  assert.deepEqual(placeOf(model, middle), { i: 1, j: 1, k: 1, q: 0 });
  // rows 2·1 and 2·1 + 1 of the padded input
  assert.deepEqual(
    cellsUnder(model, middle).values,
    [2, 3].flatMap((row) => [2, 3].map((column) => ({ k: 1, row, column }))),
  );
  assert.deepEqual(cellsUnder(model, windowOf(0, 0, 0)).values, [{ k: 0, row: 1, column: 1 }]);
  assert.equal(cellsUnder(model, windowOf(0, 0, 0)).padding.length, 3);
  const dilated = decode(payload({ size: [5, 5], kernel: [2, 2], dilation: 3 }));
  assert.deepEqual(
    cellsUnder(dilated, 0).values.map(({ row, column }) => [row, column]),
    [
      [0, 0],
      [0, 3],
      [3, 0],
      [3, 3],
    ],
  );
});

test("the cells under the window are right, whether padding is chosen or not", () => {
  assert.deepEqual(judgeCells(model, middle, square), {
    right: true,
    sentence: "✓ Right: 4 cells.",
    marks: square.map((cell) => [cell, "right"]),
  });
  const corner = [{ k: 0, row: 1, column: 1 }];
  const said = "✓ Right: 1 cell. 3 cells of the window are padding.";
  assert.equal(judgeCells(model, windowOf(0, 0, 0), corner).sentence, said);
  const padding = { k: 0, row: 0, column: 1 };
  assert.equal(judgeCells(model, windowOf(0, 0, 0), [...corner, padding]).right, true);
});

test("what is missing, what is too much and another channel are told apart", () => {
  const apart = [...square.slice(1), { k: 1, row: 4, column: 4 }];
  const judged = judgeCells(model, middle, apart);
  assert.equal(judged.right, false);
  assert.equal(judged.sentence, "✗ 3 of 4 cells found, 1 missing (+), 1 not under the window (✗).");
  assert.equal(
    judged.words,
    "3 of 4 cells found. Right: row 1, column 2; row 2, columns 1 and 2. Missing: row 1, column 1. " +
      "Not under the window: row 3, column 3.",
  );
  assert.deepEqual(judged.marks.at(-1), [square[0], "missing"]);
  assert.deepEqual(judged.marks.at(-2), [apart.at(-1), "wrong"]);
  const elsewhere = square.map((cell) => ({ ...cell, k: 0 }));
  assert.equal(
    judgeCells(model, middle, elsewhere).sentence,
    "✗ 0 of 4 cells found, 4 missing (+), 4 not under the window (✗). " +
      "Only channel 1 counts: its filter sees no other channel.",
  );
});

test("who does not see the marks hears which cells have them", () => {
  const elsewhere = square.map((cell) => ({ ...cell, k: 0 }));
  assert.equal(
    judgeCells(model, middle, elsewhere).words,
    "0 of 4 cells found. Missing: rows 1 and 2, columns 1 and 2. Not under the window: channel 0, " +
      "rows 1 and 2, columns 1 and 2. Only channel 1 counts: its filter sees no other channel.",
  );
});

test("padding that the window does not cover is wrong", () => {
  const judged = judgeCells(model, middle, [...square, { k: 1, row: 0, column: 0 }]);
  assert.equal(judged.sentence, "✗ 4 of 4 cells found, 1 not under the window (✗).");
});

test("a window on padding alone is right without any cell", () => {
  const far = decode(payload({ size: [2, 2], kernel: [1, 1], pad: 2 }));
  assert.equal(
    judgeCells(far, 0, []).sentence,
    "✓ Right: no cell with a value. 1 cell of the window is padding.",
  );
});

test("a cell is chosen and taken back, and marked by what it is once it was judged", () => {
  const choice = createCellChoice();
  const cell = { kind: "input", q: 0, ...square[0] };
  assert.equal(choice.toggle(cell), true);
  assert.equal(choice.has(square[0]), true);
  assert.deepEqual(choice.marks, [[square[0], "chosen"]]);
  assert.equal(choice.toggle(square[0]), false);
  assert.equal(choice.count, 0);
  for (const each of square) choice.toggle(each);
  assert.equal(choice.judge(model, middle).right, true);
  assert.deepEqual(
    choice.marks.map(([, mark]) => mark),
    ["right", "right", "right", "right"],
  );
  choice.clear();
  assert.deepEqual(choice.marks, []);
});
