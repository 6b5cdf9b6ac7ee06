import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.matchMedia = () => ({ matches: false });
const frames = [];
globalThis.requestAnimationFrame = (frame) => frames.push(frame);
const { createPlayback } = await import("../../dwconv/player/js/playback.js");
const { decode, timelineOf } = await import("../../dwconv/player/js/player_model.js");
const { payload } = await import("./payload.mjs");

test("at every moment, also when it pauses and steps, the picture shows the step that is counted", () => {
  let shown = { w: 0, t: 0 };
  const seen = [];
  const check = () => {
    if (!playback) return;
    assert.deepEqual(shown, { ...playback.moment });
    seen.push(shown.w);
  };
  const picture = {
    go: (moment) => {
      shown = { ...moment };
    },
    changed() {},
    describe: () => "",
  };
  const controls = {
    tell() {},
    hush() {},
    showStep: check,
    showState: check,
    showSpeed() {},
    report() {},
  };
  const playback = createPlayback(picture, controls);
  playback.load(timelineOf(decode(payload({ channels: 2 }))), false);
  playback.play();
  for (let time = 0; time <= 2000; time += 40) {
    for (const frame of frames.splice(0)) frame(time);
    check();
  }
  playback.stepBy(1);
  playback.pause();
  check();
  assert.ok(playback.settled);
  assert.deepEqual([...new Set(seen)], [0, 1, 2, 3]); // none is left out, none comes twice
});

test("no key and no unit shows a window after the last one that may be shown", () => {
  let seen = 0;
  const clock = timelineOf(decode(payload({ channels: 2, taps: true }))); // 24 windows of two taps
  const picture = {
    go: (moment) => {
      seen = Math.max(seen, moment.w);
    },
    changed() {},
    describe: () => "",
  };
  const controls = {
    tell() {},
    hush() {},
    showStep() {},
    showState() {},
    showSpeed() {},
    report() {},
  };
  const playback = createPlayback(picture, controls);
  const playOn = () => {
    playback.play();
    for (let time = 0; time <= 27_000; time += 100) for (const one of frames.splice(0)) one(time);
  };
  playback.load(clock, false);
  playback.seek(4);
  playback.play();
  playback.stopAfter(4);
  assert.ok(!playback.playing);
  for (const act of [
    playOn,
    () => playback.stepBy(1),
    () => playback.scrubTo(Infinity),
    () => playback.seekWindow(9),
  ]) {
    act();
    assert.equal(playback.moment.w, 4);
  }
  playback.setUnit("tap");
  playOn();
  assert.deepEqual(playback.moment, { w: 4, t: 1 }); // the last tap of the window
  playback.setUnit("pixel"); // the second pixel would show windows 4 to 7 at once
  playOn();
  assert.equal(clock.stepOf("pixel", playback.moment), 0);
  assert.equal(seen, 4);
  playback.stopAfter(2);
  assert.deepEqual([playback.unit, playback.moment.w], ["window", 0]); // no whole pixel is left
  playback.setUnit("pixel");
  assert.equal(playback.unit, "window");
  playback.stopAfter(null);
  playOn();
  assert.equal(playback.moment.w, 23);
});

test("where the page plays a stretch, its end is not spoken; where somebody plays, it is", () => {
  let silent = false;
  const told = [];
  const controls = {
    tell: (news) => news && told.push([news, silent]),
    hush: (yes) => {
      silent = yes;
    },
    showStep() {},
    showState() {},
    showSpeed() {},
    report() {},
  };
  const playback = createPlayback({ go() {}, changed() {}, describe: () => "" }, controls);
  playback.load(timelineOf(decode(payload({ channels: 2 }))), false);
  const run = () => {
    playback.wake();
    for (let time = 0; time <= 30_000; time += 100) for (const one of frames.splice(0)) one(time);
  };
  playback.apply({ stretch: [0, 2, "window", 1] }, true);
  run();
  assert.deepEqual(told, [["Paused.", true]]);
  playback.play();
  run();
  assert.deepEqual(told.slice(1), [
    ["Playing", false],
    ["The end.", false],
  ]);
  // other numbers, while it plays: the page says what is other
  playback.seek(0);
  playback.play();
  playback.load(timelineOf(decode(payload({ channels: 3 }))), false);
  run();
  assert.deepEqual(told.at(-1), ["The end.", true]);
});
