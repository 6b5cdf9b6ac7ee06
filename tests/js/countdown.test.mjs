import assert from "node:assert/strict";
import { test } from "node:test";
import { saidTime, secondsLeft, shownTime } from "../../dwconv/classroom/page/js/countdown.js";

test("the clock shows every second and says two things only", () => {
  const ends = 75_000;
  const said = [];
  let before = secondsLeft(ends, 0);
  for (let now = 0; now <= 80_000; now += 250) {
    const left = secondsLeft(ends, now);
    const words = saidTime(before, left);
    if (words) said.push([now, words]);
    before = left;
  }
  assert.deepEqual(said, [
    [65_000, "10 seconds left."],
    [75_000, "Time is up."],
  ]);
});

test("a page that slept says how much is left, or that it is over", () => {
  assert.equal(saidTime(40, 7), "7 seconds left.");
  assert.equal(saidTime(40, 0), "Time is up.");
  assert.equal(saidTime(7, 6), "");
  assert.equal(saidTime(0, 0), ""); // it came when the time was up already
});

test("minutes and seconds are shown", () => {
  assert.equal(shownTime(75), "Time left: 1:15");
  assert.equal(shownTime(9), "Time left: 0:09");
  assert.equal(shownTime(0), "Time is up.");
});
