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
  const controls = { tell() {}, showStep: check, showState: check, showSpeed() {}, report() {} };
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
