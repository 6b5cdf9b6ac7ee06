import assert from "node:assert/strict";
import { test } from "node:test";
import { inPlaceOf, whatIsOther } from "../../dwconv/ui/components/sizes_said.js";

test("of a list of sizes those are said that are others, and what they were", () => {
  assert.equal(
    whatIsOther("output: batch 1, height 3, width 4", "output: batch 1, height 5, width 6"),
    "Now output: height 3, was 5; width 4, was 6",
  );
  assert.equal(
    whatIsOther("standard: MACs 3,600, parameters 144", "standard: MACs 2,025, parameters 144"),
    "Now standard: MACs 3,600, was 2,025",
  );
  const output = "output: height 3, channels 4, as many as the input has";
  assert.equal(whatIsOther(output, output.replace("4", "2")), "Now output: channels 4, was 2");
});

test("what is no list of the same sizes is said as it is", () => {
  const question = "2 of 12. Question: the input has 6 pixels, and a window 3";
  assert.equal(whatIsOther(question, question.replace("6", "7")), question);
  const shape = "input: batch 1, channels 3";
  assert.equal(whatIsOther(shape, "input: batch 1, height 3"), shape);
  assert.equal(whatIsOther(shape), shape);
});

test("what is not said yet is said with what is newer, but for what is about the same", () => {
  const older = ["conv2d", "Now output: height 3, was 5", "output channel 1"];
  assert.deepEqual(inPlaceOf(older, ["conv2d: TensorFlow agrees", "output channel 2", "a group"]), [
    "conv2d: TensorFlow agrees",
    "Now output: height 3, was 5",
    "output channel 2",
    "a group",
  ]);
});
