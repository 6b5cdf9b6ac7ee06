import assert from "node:assert/strict";
import { test } from "node:test";
import { digitSize } from "../../dwconv/ui/components/plane_digits.js";

test("all values of a table have the size that its longest one has room for", () => {
  assert.equal(digitSize(44, [["0.33", "0"]]), 14);
  assert.equal(digitSize(44, [["0.333"], ["−0.333"]]), digitSize(44, [["−0.333"]]));
  assert.ok(digitSize(44, [["0.333", "−0.333"]]) < 14);
  assert.equal(digitSize(30, [["1"]]), 12);
  assert.equal(digitSize(21, [["1"]]), 0);
});
