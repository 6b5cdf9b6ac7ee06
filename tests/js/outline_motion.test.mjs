import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.matchMedia = () => ({ matches: false });
const frames = [];
globalThis.requestAnimationFrame = (frame) => frames.push(frame);
const { createMotion } = await import("../../dwconv/player/js/outline_motion.js");
const { createPlayback } = await import("../../dwconv/player/js/playback.js");
const { decode, timelineOf } = await import("../../dwconv/player/js/model.js");
const { payload } = await import("./payload.mjs");

function run(from, until) {
  for (let time = from; time <= until; time += 40) {
    for (const frame of frames.splice(0)) frame(time);
  }
}

test("at every moment, also on the way and when it pauses there, the picture shows the step that is counted", () => {
  let shown = { w: 0, t: 0 };
  const seen = [];
  const check = () => {
    if (!playback) return;
    const counted = { ...playback.moment };
    assert.deepEqual(shown, counted);
    seen.push({ ...counted, moving: motion.moving, from: motion.from?.row });
  };
  const motion = createMotion({
    placeOf: ({ w }) => ({ row: w }),
    onWay: check,
    there: (moment) => {
      shown = moment;
    },
  });
  motion.set(shown);
  const picture = { go: motion.go, tick: motion.tick, changed() {}, describe: () => "" };
  const controls = { tell() {}, showStep: check, showState: check, showSpeed() {}, report() {} };
  const playback = createPlayback(picture, controls);
  playback.load(timelineOf(decode(payload({ channels: 2 }))), false);
  playback.play();
  run(0, 2000);
  playback.stepBy(1);
  playback.pause();
  run(2040, 2500);
  const onWay = seen.filter(({ moving }) => moving);
  assert.ok(onWay.length > 10 && onWay.some(({ from, w }) => from > w - 1 && from < w));
  assert.ok(new Set(seen.map(({ w }) => w)).size >= 4);
  assert.equal(motion.from, null); // the shade has arrived
});
