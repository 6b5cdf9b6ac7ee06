import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf, legendOf } from "../../dwconv/player/js/comparison_formula.js";
import {
  decodeComparison,
  stateOf,
  timelineOfComparison,
} from "../../dwconv/player/js/comparison_model.js";
import {
  addedIn,
  describeMomentOfComparison,
  sumOfChannel,
} from "../../dwconv/player/js/comparison_sentences.js";
import { moreBetween } from "../../dwconv/player/js/comparison_words.js";
import { comparisonPayload } from "./payload.mjs";

const { tracks } = decodeComparison(comparisonPayload({ channels: 4 }));
const [depthwise, standard] = tracks;
const SIDES = [
  depthwise,
  standard,
  { ...standard, G: 2, S: 2 },
  { ...standard, G: 4, S: 1 },
  { ...standard, kind: "pointwise", KH: 1, KW: 1, K: 1, T: 4 },
];

test("the letters of a channel or a filter are those that the words below the formula explain", () => {
  const explained = SIDES.map((track) => {
    const state = { ...stateOf({ tracks }, track, "window", { w: 0, t: 0 }), i: 0, j: 0 };
    const pieces = formulaOf(track, "window", state).flat();
    const letters = pieces.filter(({ of }) => of === "channel" || of === "made");
    const words = legendOf(track)
      .match(/\b[a-z]\b/g)
      .filter((word) => word !== "a");
    assert.deepEqual(
      [...new Set(letters.map(({ letter }) => letter))].sort(),
      [...new Set(words)].sort(),
      track.kind,
    );
    return words;
  });
  const [left, ...right] = explained;
  // one letter never means two things on the two sides
  for (const words of right) assert.ok(!words.some((word) => left.includes(word)), `${words}`);
});

test("below the products of a channel stands the sum of this channel alone, once it is complete", () => {
  // two windows of three channels of two taps; the sums come with the payload
  const values = { channel_sums: [3, 7, 11, 15, 19, -1] };
  const at = (s, t = 5, window = 0) => sumOfChannel({ K: 2, S: 3, values }, { window, t }, s);
  assert.deepEqual([at(0), at(1), at(2)], ["3", "7", "11"]);
  assert.equal(at(1, 2), ""); // in the middle of a channel
  assert.equal(at(2, 5, 1), "\u22121");
});

test("a step says its products row by row where they are few, else what each channel gives", () => {
  const of = decodeComparison(comparisonPayload({ channels: 2 })).tracks[1]; // two taps of two channels
  const place = { n: 0, i: 0, j: 0 };
  const said = (values, window, of) =>
    addedIn({ ...of, values: { ...of.values, ...values } }, { window, ...place });
  const few = { products: [0, 1, 2, 3, -4, 0, 6, 7], channel_sums: [] };
  assert.equal(
    said(few, 1, of),
    "a sum over channels 0 and 1. Products: channel 0, row 0: \u22124; row 1: 0; channel 1, row 0: 6; row 1: 7",
  );
  const values = {
    products: Array.from({ length: 24 }, (_, at) => at),
    channel_sums: [5, 6, 7, -8],
  };
  const many = { ...of, K: 6, T: 12 };
  assert.equal(said(values, 1, many), "the sum of 7 and \u22128 from channels 0 and 1");
  assert.equal(said({ products: undefined }, 0, many), "a sum over channels 0 and 1");
});

test("a step says once what both sides have in common, and what each of them makes", () => {
  const comparison = decodeComparison(comparisonPayload({ channels: 2 }));
  const timeline = timelineOfComparison(comparison);
  const words = describeMomentOfComparison(comparison, timeline, "window", { w: 1, t: 0 });
  assert.equal(
    words,
    "Step 2 of 24: output row 0, column 0, channel 1. tf.nn.depthwise_conv2d: value = 33, from channel 0 " +
      "alone. tf.nn.conv2d: value = 41, a sum over channels 0 and 1. So far 4 of 1 and 8 of 1 MACs.",
  );
});

test("a tap says its output channel, its input channel and where it lies", () => {
  const layer = { channels: 2, kernel: [3, 3], pad: 1, products: true };
  const comparison = decodeComparison(comparisonPayload(layer));
  const timeline = timelineOfComparison(comparison);
  const said = (of, clock, w, t) => describeMomentOfComparison(of, clock, "tap", { w, t });
  assert.match(
    said(comparison, timeline, 1, 9),
    /conv2d: output channel 1, tap 10 of 18, input channel 1, row −1, column −1, padding, 0·/,
  );
  assert.match(
    said(comparison, timeline, 1, 4),
    /channel 1\. tf.nn.depthwise_conv2d: tap 5 of 9, input channel 0, row 0, column 0, 1·/,
  );
  // a kernel of 1 by 1 lies where its output does
  const fed = decodeComparison(comparisonPayload({ ...layer, pointwise: true }));
  assert.match(
    said(fed, timelineOfComparison(fed), 5, 2),
    /conv2d: output channel 1, tap 3 of 4, input channel 2, \d+·/,
  );
});

test("numbers below a formula stay apart, and a sign keeps the same room on both sides", () => {
  const letter = (name, meaning) => ({ letter: name, meaning, of: "channel" });
  const short = letter("q", "0");
  assert.equal(moreBetween(letter("k", "2"), "+", short), 0);
  assert.ok(moreBetween(letter("k", "0\u202615"), "+", short) > 0.5);
  assert.equal(moreBetween("output[0, ", "+", short), 0);
});
