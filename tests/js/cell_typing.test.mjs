import assert from "node:assert/strict";
import { test } from "node:test";
import { blockOf, placeAfter } from "../../dwconv/player/js/cell_typing.js";
import { shortest } from "../../dwconv/player/js/number_text.js";

test("a block is read as spreadsheets copy it", () => {
  assert.deepEqual(blockOf("1\t0,5\r\n-3\t\r\n"), [
    ["1", "0,5"],
    ["-3", ""],
  ]);
  assert.deepEqual(blockOf("1; 2;3"), [["1", "2", "3"]]);
  assert.deepEqual(blockOf("1 2\n3 4\n\n"), [
    ["1", "2"],
    ["3", "4"],
  ]);
});

test("Enter goes on in reading order, arrows stay within the plane", () => {
  assert.deepEqual(placeAfter([2, 3], [0, 1], "Enter"), [0, 2]);
  assert.deepEqual(placeAfter([2, 3], [0, 2], "Enter"), [1, 0]);
  assert.equal(placeAfter([2, 3], [1, 2], "Enter"), null);
  assert.deepEqual(placeAfter([2, 3], [0, 2], "ArrowDown"), [1, 2]);
  assert.deepEqual(placeAfter([2, 3], [1, 2], "ArrowRight"), [1, 2]);
  assert.deepEqual(placeAfter([2, 3], [0, 0], "ArrowUp"), [0, 0]);
  assert.deepEqual(placeAfter([2, 3], [1, 1], "ArrowLeft"), [1, 0]);
});

test("a value stands in the field as one would type it", () => {
  for (const text of ["0.1", "-2.5", "7", "0.3333333", "1000000", "0"])
    assert.equal(shortest(Math.fround(Number(text))), text);
});
