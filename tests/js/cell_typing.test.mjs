import assert from "node:assert/strict";
import { test } from "node:test";
import { blockOf, placeAfter } from "../../dwconv/player/js/cell_typing.js";
import { shortest } from "../../dwconv/player/js/number_text.js";
import { decode } from "../../dwconv/player/js/player_model.js";
import { changeByTyping } from "../../dwconv/player/js/typed_change.js";
import { payload } from "./payload.mjs";

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

test("of what was typed is said which value it is, and how many outputs are others", () => {
  const layer = { channels: 2, pad: 1 };
  const before = decode(payload(layer));
  const after = (change) => {
    const now = decode(payload(layer));
    change(now.values);
    return changeByTyping(before, now);
  };
  assert.equal(
    after(({ input, output }) => {
      input[9 + 5] = -7; // channel 1, row 1, column 2
      output.set([-1, -2], 3);
    }),
    "Input, row 1, column 2, channel 1 is -7; 2 outputs changed.",
  );
  assert.equal(
    after(({ filter, output }) => {
      filter[7] = 0.5;
      output[0] = -1;
    }),
    "Weight, row 1, column 0, channel 1, filter 1 is 0.5; 1 output changed.",
  );
  assert.equal(
    after(({ input }) => input.set([-1, -1, -1])),
    "3 values changed; no output changed.",
  );
  assert.equal(
    after(() => {}),
    "",
  );
});
