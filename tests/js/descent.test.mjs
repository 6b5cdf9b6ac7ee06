import assert from "node:assert/strict";
import { test } from "node:test";
import { short, written } from "../../dwconv/ui/components/descent_numbers.js";
import { apart } from "../../dwconv/ui/components/loss_curves.js";

test("a number of a small picture has three digits at most", () => {
  for (const [value, says] of [
    [0, "0"],
    [-0.004, "≈0"],
    [0.004, "≈0"],
    [-3.444, "−3.44"],
    [12.345, "12.3"],
    [-123.4, "−123"],
    [1234, "1.2e3"],
  ])
    assert.equal(short(value, 1), says, value);
  assert.equal(short(-1999, 0), "−2e3");
});

test("a loss has three digits", () => {
  assert.deepEqual([0, 12.3456, 0.5, 0.00012345].map(written), ["0", "12.3", "0.500", "1.23e−4"]);
});

test("names stand apart, in their order, and within the chart", () => {
  for (const heights of [[50], [50, 50, 50], [0, 1, 2], [98, 99, 100], [10, 80, 82], [99, 0, 98]]) {
    const places = apart(heights, 4, 100);
    const inOrder = heights
      .map((height, at) => [height, at])
      .sort((one, other) => one[0] - other[0] || one[1] - other[1])
      .map(([, at]) => places[at]);
    inOrder.forEach((place, at) => {
      assert.ok(place >= 4 && place <= 100, `${heights}: ${places}`);
      if (at) assert.ok(place - inOrder[at - 1] >= 14, `${heights}: ${places}`);
    });
  }
  assert.deepEqual(apart([10, 80], 4, 100), [10, 80], "where there is room they stay");
});
