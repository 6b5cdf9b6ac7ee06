import assert from "node:assert/strict";
import { test } from "node:test";
import { nextCell } from "../../dwconv/player/js/cell_cursor.js";
import { decodeComparison, stateOf } from "../../dwconv/player/js/comparison_model.js";
import {
  changeOfComparison,
  channelsAloud,
  describeCellOfComparisonAloud,
  filtersAloud,
} from "../../dwconv/player/js/comparison_speech.js";
import { tapRows } from "../../dwconv/player/js/comparison_tables.js";
import { orderOfComparison } from "../../dwconv/player/js/neighbour_planes.js";
import { comparisonPayload } from "./payload.mjs";

// 3x3 inputs 1...18, kernels of 2x1 taps, two channels, four outputs of 2x3. All numbers of a side
// are counted on: depthwise weights 19...26 and outputs from 27, standard ones 19...34 and from 35.
const comparison = decodeComparison(comparisonPayload({ channels: 2 }));
const LEFT = 0,
  RIGHT = 1;
const at = (side, kind, k, n, s, row, column) => ({ side, kind, k, n, s, row, column });
const statesOf = (of, w, unit = "window", t = 0) =>
  of.tracks.map((track) => stateOf(of, track, unit, { w, t }));
const said = (cell, w = 0, of = comparison) =>
  describeCellOfComparisonAloud(of, "window", statesOf(of, w), cell);

test("an input of a comparison says which outputs use it and which weight it meets now", () => {
  assert.equal(
    said(at(LEFT, "input", 0, 0, 0, 1, 0)),
    "Input, row 1, column 0, channel 0 = 4. Used for output channels 0 and 1, in rows 0 and 1, column 0. " +
      "The window of this step covers it: it is multiplied by weight 20, row 1, column 0, for output channel 0.",
  );
  assert.equal(
    said(at(RIGHT, "input", 1, 0, 1, 0, 0)),
    "Input, row 0, column 0, channel 1 = 10. Used for output channels 0, 1, 2 and 3, in row 0, column 0. " +
      "The window of this step covers it: it is multiplied by weight 21, row 0, column 0, for output channel 0.",
  );
  // the depthwise side makes output 0 from channel 0 alone
  assert.match(said(at(LEFT, "input", 1, 2, 0, 0, 0)), /column 0\. Not used in this step\.$/);
});

test("a weight of a comparison says for which output it is and which inputs it meets", () => {
  assert.equal(
    said(at(RIGHT, "slice", 1, 1, 1, 1, 0), 1),
    "Weight, row 1, column 0, channel 1, for output channel 1 = 26. " +
      "Multiplied by the input in rows 1 and 2, columns 0, 1 and 2. In the window of this step: input 13.",
  );
  // of another output channel than the one at work
  for (const [side, n] of [
    [RIGHT, 0],
    [LEFT, 0],
  ])
    assert.match(said(at(side, "slice", 0, n, 0, 1, 0), 1), /2\. Not used in this step\.$/);
});

test("an output of a comparison says its value once it is there, and what it is a sum of", () => {
  assert.equal(
    said(at(RIGHT, "output", 0, 1, 0, 0, 0)),
    "Output, row 0, column 0, channel 1: not computed yet, a sum over channels 0 and 1.",
  );
  assert.match(said(at(RIGHT, "output", 0, 1, 0, 0, 0), 1), /channel 1 = 41, a sum/);
  assert.match(said(at(LEFT, "output", 1, 2, 0, 0, 0), 2), /= 39, from channel 1 alone\./);
});

test("of a change of a comparison is said what is another size now, and what it was", () => {
  const steps = () => 24;
  const other = {
    ...comparison,
    tracks: [comparison.tracks[0], { ...comparison.tracks[1], N: 8, macs: 99 }],
  };
  assert.equal(
    changeOfComparison(comparison, other, steps),
    `Now output channels on the right 8, was 4; multiply-accumulates on the right 99, was ${comparison.tracks[1].macs}.`,
  );
});

test("what the right side takes from the left is not said before it is made", () => {
  const fed = { ...comparison, feeds: true, inTurn: true };
  const input = at(RIGHT, "input", 1, 0, 1, 0, 0);
  assert.match(
    said(input, 0, fed),
    /^Input, row 0, column 0, channel 1: not computed yet\. Used for/,
  );
  assert.match(said(input, 1, fed), /^Input, row 0, column 0, channel 1 = 10\./);
  const weight = at(RIGHT, "slice", 1, 0, 1, 0, 0);
  assert.doesNotMatch(said(weight, 0, fed), /window of this step/);
});

test("filters and channels are said row by row where they are small, else where they are", () => {
  assert.equal(
    filtersAloud(comparison, statesOf(comparison, 1)),
    "Left, filter of output channel 1: channel 0: row 0: 21; row 1: 22. " +
      "Right, filter of output channel 1: channel 0: row 0: 23; row 1: 24. channel 1: row 0: 25; row 1: 26.",
  );
  const large = decodeComparison(comparisonPayload({ channels: 5 }));
  assert.match(
    filtersAloud(large, statesOf(large, 1)),
    /row 1: \d+\. Right, filter of output channel 1: 5 slices of 2 by 1, for channels 0 to 4\. Question mark opens them as tables\.$/,
  );
  assert.equal(
    channelsAloud(large, statesOf(large, 1)),
    "Input: 5 channels of 3 by 3, channels 0 to 4. Question mark opens them as tables.",
  );
});

test("the table of a window has a row for each multiplication, once its inputs are made", () => {
  const states = (of, w) => of.tracks.map((track) => stateOf(of, track, "window", { w, t: 0 }));
  const rows = (side, n, of = comparison, w = 0) =>
    tapRows(of, states(of, w), of.tracks[side], { i: 0, j: 0, n });
  // output 1 of the standard layer: weights 23...26, two taps of each of two channels
  assert.deepEqual(rows(RIGHT, 1), [
    ["1", "0", "0", "0", "1", "23"],
    ["2", "0", "1", "0", "4", "24"],
    ["3", "1", "0", "0", "10", "25"],
    ["4", "1", "1", "0", "13", "26"],
  ]);
  // output 2 of the depthwise one: its channel alone
  assert.deepEqual(
    rows(LEFT, 2).map(([, channel, , , input]) => [channel, input]),
    [
      ["1", "10"],
      ["1", "13"],
    ],
  );
  const fed = { ...comparison, feeds: true, inTurn: true };
  assert.equal(rows(RIGHT, 1, fed), null);
  assert.equal(rows(LEFT, 2, fed)?.length, 2);
});

test("arrow keys go through the planes of the left side and then through those of the right", () => {
  const goes = (from, key, to, of = comparison) =>
    assert.deepEqual(
      nextCell(orderOfComparison(of, statesOf(of, 0), "window"), from, key),
      to,
      key,
    );
  goes(at(LEFT, "input", 1, 2, 0, 0, 2), "ArrowRight", at(LEFT, "slice", 1, 2, 0, 0, 0));
  goes(at(LEFT, "slice", 1, 2, 0, 0, 0), "ArrowRight", at(LEFT, "output", 1, 2, 0, 0, 0));
  goes(at(LEFT, "output", 1, 2, 0, 1, 2), "ArrowRight", at(RIGHT, "input", 1, 2, 1, 1, 0));
  goes(at(RIGHT, "input", 1, 0, 1, 1, 0), "ArrowLeft", at(LEFT, "output", 1, 2, 0, 1, 2));
  goes(at(LEFT, "input", 0, 0, 0, 0, 0), "ArrowLeft", at(LEFT, "input", 0, 0, 0, 0, 0));
  goes(at(RIGHT, "output", 0, 3, 0, 1, 2), "ArrowRight", at(RIGHT, "output", 0, 3, 0, 1, 2));
  // below: the channels of a filter, then the next filter
  goes(at(RIGHT, "slice", 1, 0, 1, 1, 0), "ArrowDown", at(RIGHT, "slice", 0, 1, 0, 0, 0));
  goes(at(LEFT, "slice", 1, 2, 0, 0, 0), "ArrowUp", at(LEFT, "slice", 0, 1, 0, 1, 0));
  goes(at(LEFT, "output", 0, 1, 0, 1, 0), "ArrowDown", at(LEFT, "output", 1, 2, 0, 0, 0));
  goes(at(RIGHT, "output", 1, 3, 1, 1, 0), "ArrowDown", at(RIGHT, "output", 1, 3, 1, 1, 0));
  // another channel has other filters on the left, and the same on the right
  goes(at(LEFT, "input", 0, 1, 0, 2, 0), "ArrowDown", at(LEFT, "input", 1, 2, 0, 0, 0));
  goes(at(RIGHT, "input", 0, 1, 0, 2, 0), "ArrowDown", at(RIGHT, "input", 1, 1, 1, 0, 0));
  // an output of the left side is an input of a pointwise layer
  const fed = { ...comparison, feeds: true };
  goes(at(LEFT, "output", 0, 1, 0, 1, 2), "ArrowRight", at(RIGHT, "input", 1, 1, 1, 1, 0), fed);
  goes(at(RIGHT, "input", 1, 1, 1, 1, 0), "ArrowLeft", at(LEFT, "output", 0, 1, 0, 1, 2), fed);
});

test("I, W and O lead to what a side has at work at the step", () => {
  const jumps = (side, w, unit, t) =>
    ["i", "w", "o"].map((key) => {
      const order = orderOfComparison(comparison, statesOf(comparison, w, unit, t), unit);
      const from = at(side, "input", 0, 0, 0, 2, 2);
      const { k, n, row, column } = nextCell(order, from, key);
      return [k, n, row, column].join(" ");
    });
  // step 23 is the last: row 1, column 2, output channel 3
  assert.deepEqual(jumps(LEFT, 23, "window"), ["1 3 1 2", "1 3 0 0", "1 3 1 2"]);
  assert.deepEqual(jumps(RIGHT, 23, "window"), ["0 3 1 2", "0 3 0 0", "0 3 1 2"]);
  // its fourth tap is the second one in channel 1
  assert.deepEqual(jumps(RIGHT, 23, "tap", 3), ["1 3 2 2", "1 3 1 0", "1 3 1 2"]);
  assert.deepEqual(jumps(RIGHT, 20, "pixel"), ["0 0 1 2", "0 0 0 0", "0 0 1 2"]);
});
