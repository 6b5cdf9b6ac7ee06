import assert from "node:assert/strict";
import { test } from "node:test";
import { payload } from "./payload.mjs";

globalThis.matchMedia = () => ({ matches: false });
const { decode, timelineOf } = await import("../../dwconv/player/js/player_model.js");
const { teacherStepAt } = await import("../../dwconv/classroom/page/js/follow_teacher.js");

const clock = timelineOf(decode(payload({ channels: 2, taps: true }))); // 24 windows of two taps
const moment = {
  unit: "window",
  step: 4,
  tap: 0,
  playing: false,
  lane: 0,
  speed: 1,
  until: null,
  at: 1000,
};

test("a class that is at rest is at its step, whatever the time", () => {
  for (const now of [0, 1000, 99_000]) assert.equal(teacherStepAt(clock, moment, now), 4);
});

test("a moment is counted in its unit", () => {
  assert.equal(teacherStepAt(clock, { ...moment, unit: "tap", tap: 1 }, 0), 9);
  assert.equal(teacherStepAt(clock, { ...moment, unit: "pixel" }, 0), 1);
});

test("an animation is as far as the time since it began", () => {
  const playing = { ...moment, playing: true };
  assert.equal(teacherStepAt(clock, playing, 1000 + 799), 4);
  assert.equal(teacherStepAt(clock, playing, 1000 + 800), 5);
  assert.equal(teacherStepAt(clock, { ...playing, speed: 4 }, 1000 + 800), 8);
  assert.equal(teacherStepAt(clock, { ...playing, unit: "tap" }, 1000 + 1400), 10);
});

test("it stops at the last step", () => {
  assert.equal(teacherStepAt(clock, { ...moment, playing: true }, 1e9), 23);
  assert.equal(teacherStepAt(clock, { ...moment, step: 999 }, 0), 23);
});

test("a message that comes before its time moves nothing", () => {
  assert.equal(teacherStepAt(clock, { ...moment, playing: true }, 0), 4);
});

test("taps that were not sent are windows", () => {
  const without = timelineOf(decode(payload({ channels: 2 })));
  assert.equal(teacherStepAt(without, { ...moment, unit: "tap", tap: 1 }, 0), 4);
});

test("the part of a lesson that plays ends where the teacher's does", () => {
  const playing = { ...moment, playing: true, until: 6 };
  assert.equal(teacherStepAt(clock, playing, 1000 + 800), 5);
  assert.equal(teacherStepAt(clock, playing, 1e9), 6);
  assert.equal(teacherStepAt(clock, { ...playing, unit: "tap" }, 1e9), 13);
  assert.equal(teacherStepAt(clock, { ...playing, step: 9 }, 1e9), 9); // never back
});
