import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { decode, timelineOf } from "../../dwconv/player/js/player_model.js";
import { payload } from "./payload.mjs";

// What the transport needs of a page; frames come when a test asks for them.
class Element {
  constructor(classes = "", dataset = {}) {
    this.classes = classes;
    this.dataset = dataset;
    this.attributes = {};
    this.listeners = {};
    this.parts = [];
    this.style = { setProperty: () => {} };
  }
  querySelector(selector) {
    return this.parts.find(({ classes }) => `.${classes}` === selector) ?? null;
  }
  querySelectorAll() {
    return this.parts;
  }
  addEventListener(type, handler) {
    this.listeners[type] = handler;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  replaceChildren() {}
  closest() {
    return null;
  }
  matches(selector) {
    return selector === ":focus-within" && this.focused === true;
  }
  focus() {
    this.listeners.focus?.();
  }
  select() {}
  setCustomValidity(sentence) {
    this.problem = sentence;
  }
  reportValidity() {}
}
for (const name of ["HTMLElement", "HTMLButtonElement", "HTMLInputElement", "HTMLSelectElement"]) {
  globalThis[name] = Element;
}
let frames = [];
const page = {
  Element,
  Option: class {},
  document: { createElement: () => new Element() },
  matchMedia: () => ({ matches: false }),
  requestAnimationFrame: (frame) => frames.push(frame),
  cancelAnimationFrame: () => {},
};
Object.assign(globalThis, page);
const { createPlaybackControls } = await import("../../dwconv/player/js/playback_controls.js");
const { typedStep } = await import("../../dwconv/player/js/step_field.js");
const { actionOf } = await import("../../dwconv/player/js/playback_keys.js");
const { mayFollow } = await import("../../dwconv/player/js/large_lane.js");

const UNITS = ["tap", "window", "pixel"];

function transportOf(layer) {
  const player = new Element();
  const names = ["play", "step", "ticks", "goto", "count", "speed", "advance", "status"];
  for (const name of [...names, "first", "previous", "next", "last"]) {
    player.parts.push(new Element(`dw-${name}`));
  }
  const advance = player.querySelector(".dw-advance");
  advance.parts = UNITS.map((value) => new Element("", { value }));
  const went = [];
  const picture = {
    went,
    go: (moment) => went.push(moment),
    changed: () => {},
    describe: () => "words",
    setFocus: () => {},
    focus: 0,
    asks: undefined,
    lanes: false,
  };
  const reports = [];
  const transport = createPlaybackControls(player, picture, (report) => reports.push(report));
  transport.load(timelineOf(decode(payload(layer))), "its sizes.");
  transport.showState();
  return { transport, player, picture, reports, press: press.bind(null, player) };
}

function press(player, key) {
  player.listeners.keydown({
    key,
    target: new Element(),
    preventDefault: () => {},
    stopPropagation: () => {},
  });
}

/** Let so many ms go by, in frames of 50 ms. */
function play(ms) {
  for (let time = 1000; time <= 1000 + ms; time += 50) {
    const [frame, ...more] = frames.splice(0);
    assert.equal(more.length, 0, "it asks for one frame at a time");
    if (!frame) return;
    frame(time);
  }
}

beforeEach(() => {
  frames = [];
});

test("the element says the step, the steps and the unit", () => {
  const { player } = transportOf();
  const { step, steps, unit, playing } = player.dataset;
  assert.deepEqual([step, steps, unit, playing], ["0", "12", "window", "false"]);
});

test("what a step is in another unit is said before the step, while it plays as well", () => {
  const { transport, player } = transportOf();
  const status = player.querySelector(".dw-status");
  const [tap, window, pixel] = player.querySelector(".dw-advance").parts;
  tap.listeners.click();
  assert.equal(status.textContent, "Now a step is one multiplication. words");
  tap.listeners.click();
  window.listeners.click();
  assert.match(status.textContent, /^Now a step is one output value\./);
  transport.play();
  pixel.listeners.click();
  assert.match(status.textContent, /^Now a step is one position, all channels\./);
  assert.equal(status.ariaLive, "polite");
  transport.pause();
  press(player, "ArrowRight");
  assert.equal(status.textContent, "words");
});

test("the slider says the step in few words: the status says what there is", () => {
  const { transport, player } = transportOf();
  transport.seek(7);
  assert.equal(player.querySelector(".dw-step").ariaValueText, "step 8 of 12");
  transport.destroy();
});

test("it plays a window every 800 ms and stops at the last one", () => {
  const { transport, player, reports } = transportOf();
  transport.play();
  play(1650);
  assert.equal(player.dataset.step, "2");
  play(20_000);
  assert.deepEqual([player.dataset.step, player.dataset.playing], ["11", "false"]);
  assert.equal(reports.at(-1).step, 11);
  transport.destroy();
});

test("twice the speed takes half of the time", () => {
  const { transport, player } = transportOf();
  transport.apply({ speed: 2 }, true);
  transport.play();
  play(1650);
  assert.equal(player.dataset.step, "4");
  transport.destroy();
});

test("a stretch ends where its last window does", () => {
  const { transport, player } = transportOf();
  transport.apply({ stretch: [2, 5, "window", 1, 0] }, false);
  transport.wake();
  assert.equal(player.dataset.step, "2");
  assert.deepEqual(transport.clockNow(), { tap: 0, until: 5 });
  play(20_000);
  assert.deepEqual(transport.clockNow(), { tap: 0, until: null });
  assert.deepEqual([player.dataset.step, player.dataset.playing], ["5", "false"]);
  transport.destroy();
});

test("keys step, jump and change the speed", () => {
  const { transport, player, press } = transportOf();
  for (const [key, step] of [
    ["ArrowRight", "1"],
    ["End", "11"],
    ["ArrowRight", "11"],
    ["ArrowLeft", "10"],
    ["Home", "0"],
    ["ArrowLeft", "0"],
  ]) {
    press(key);
    assert.equal(player.dataset.step, step, key);
  }
  press("]");
  press("]");
  press("[");
  assert.equal(transport.report().speed, 2);
  press(" ");
  assert.equal(player.dataset.playing, "true");
  press(" ");
  assert.equal(player.dataset.playing, "false");
  transport.destroy();
});

test("a key that changes no step says what it did, or why it did nothing", () => {
  const { transport, player, picture, press } = transportOf();
  const status = player.querySelector(".dw-status");
  const heard = (key) => {
    status.textContent = "";
    press(key);
    assert.equal(status.ariaLive, "polite");
    return status.textContent;
  };
  assert.equal(heard("ArrowLeft"), "First step.");
  assert.equal(heard("Home"), "First step.");
  transport.seek(11);
  assert.equal(heard("ArrowRight"), "Last step.");
  assert.equal(heard("End"), "Last step.");
  assert.equal(heard("]"), "Speed 2 times");
  picture.lanes = true;
  picture.setFocus = (k) => {
    picture.focus = Math.max(0, Math.min(k, 1));
  };
  assert.equal(heard("ArrowDown"), "Shown large: channel 1.");
  assert.equal(heard("ArrowDown"), "Last channel.");
  assert.equal(heard("ArrowUp"), "Shown large: channel 0.");
  assert.equal(heard("ArrowUp"), "First channel.");
  picture.asks = true;
  transport.seek(4);
  assert.equal(heard(" "), "Answer first.");
  picture.asks = undefined;
  transport.stopAfter(4);
  assert.equal(heard("ArrowRight"), "It goes on once the class sees the answer.");
  // pressed once more it is heard once more: a status with the same words would stay silent
  press("ArrowRight");
  assert.notEqual(status.textContent, "It goes on once the class sees the answer.");
  assert.equal(status.textContent.trim(), "It goes on once the class sees the answer.");
  transport.destroy();
});

test("a typed step is counted as on screen, and one that is not there is refused", () => {
  const { transport, player } = transportOf();
  const field = player.querySelector(".dw-goto");
  assert.deepEqual(
    [field.value, player.querySelector(".dw-count").textContent],
    ["1", "of 12 values"],
  );
  press(player, "g");
  for (const [text, step] of [
    ["7", "6"],
    ["12", "11"],
    [" 3", "2"],
  ]) {
    field.value = text;
    press(field, "Enter");
    assert.deepEqual([player.dataset.step, field.problem], [step, ""], text);
  }
  for (const text of ["0", "13", "-1", "2.5", "x", ""]) {
    field.value = text;
    press(field, "Enter");
    assert.equal(player.dataset.step, "2", text);
    assert.match(field.problem, /must be 1 to 12/);
    assert.equal(player.querySelector(".dw-status").textContent.trim(), field.problem);
  }
  transport.seek(4);
  assert.equal(field.value, "", "what is typed stays while the field has the focus");
  field.listeners.blur();
  assert.equal(field.value, "5");
  assert.equal(typedStep("1,944", 2000), 1944);
  transport.destroy();
});

test("taps are off where they were not sent, and say why", () => {
  const { transport, player } = transportOf();
  const [tap, window] = player.querySelector(".dw-advance").parts;
  assert.deepEqual([tap.disabled, window.disabled], [true, false]);
  transport.apply({ unit: "tap" }, true);
  assert.equal(transport.unit, "window");
  const withTaps = transportOf({ taps: true });
  withTaps.transport.apply({ unit: "tap" }, true);
  withTaps.transport.showState();
  assert.deepEqual([withTaps.player.dataset.unit, withTaps.player.dataset.steps], ["tap", "24"]);
});

test("what Python asks for is kept within the layer", () => {
  const { transport } = transportOf();
  transport.apply({ step: 99, speed: 3 }, true);
  assert.deepEqual([transport.moment.w, transport.report().speed], [11, 1]);
});

test("the status tells what happened, and not every step that it plays", ({ mock }) => {
  let seconds = 0; // words may change again
  mock.method(performance, "now", () => 1000 * ++seconds);
  const { transport, player } = transportOf();
  const status = player.querySelector(".dw-status");
  const said = () => [status.textContent, status.ariaLive];
  assert.deepEqual(said(), ["words", "off"]); // nothing has changed yet
  transport.play();
  assert.deepEqual(said(), ["Playing from step 1 of 12.", "polite"]);
  play(850);
  assert.deepEqual(said(), ["words", "off"]);
  transport.pause();
  assert.deepEqual(said(), ["Paused. words", "polite"]);
  transport.showState(); // as after a run of the page
  assert.deepEqual(said(), ["Paused. words", "polite"]);
  transport.play();
  play(20_000);
  assert.deepEqual(said(), ["The end. words", "polite"]);
  transport.load(timelineOf(decode(payload({ channels: 2 }))), "Now other sizes.");
  transport.showState();
  assert.deepEqual(said(), ["Now other sizes. words", "polite"]);
  transport.play();
  press(player, "ArrowRight"); // it pauses at the next step, which is said last
  assert.deepEqual(said(), ["Paused. words", "polite"]);
  transport.play();
  for (player.focused of [false, true]) {
    transport.load(timelineOf(decode(payload())), "Now other sizes.");
    transport.wake();
    play(20_000);
    assert.deepEqual(said(), ["The end. words", player.focused ? "polite" : "off"]);
  }
  player.focused = false;
  press(player, "Home");
  transport.load(timelineOf(decode(payload())), "");
  transport.apply({ playing: true }, true); // a link that plays: nobody has asked for it
  transport.wake();
  play(20_000);
  assert.deepEqual(said(), ["The end. words", "off"]);
  transport.destroy();
});

test("what is written while the status is hushed is not spoken", () => {
  const { transport, player } = transportOf();
  const status = player.querySelector(".dw-status");
  const said = () => [status.textContent, status.ariaLive];
  transport.hush(true);
  transport.tell("Paused.");
  transport.showState();
  assert.deepEqual(said(), ["Paused. words", "off"]);
  transport.hush(false);
  transport.showState();
  assert.deepEqual(said(), ["Paused. words", "off"]);
  transport.tell("Predict is on.");
  transport.showState();
  assert.deepEqual(said(), ["Predict is on. words", "polite"]);
});

test("a control that has the focus keeps the keys that it needs itself", () => {
  const control = (...kinds) => ({
    matches: (selector) => selector.split(", ").some((kind) => kinds.includes(kind)),
  });
  const keys = [" ", "ArrowLeft", "ArrowUp", "Home", "]", "g"];
  const nothing = () => {};
  const actions = { toggle: nothing, stepBy: nothing, changeSpeed: nothing, typeStep: nothing };
  const left = (control, toLane = nothing) =>
    keys.filter((key) => actionOf(key, control, { ...actions, toLane }));
  assert.deepEqual(left(null), keys);
  assert.deepEqual(left(null, null), [" ", "ArrowLeft", "Home", "]", "g"]);
  assert.deepEqual(left(control("button")), ["ArrowLeft", "ArrowUp", "Home", "]", "g"]);
  assert.deepEqual(left(control("input")), [" ", "Home", "]", "g"]);
  assert.deepEqual(left(control("select")), ["]", "g"]);
  assert.deepEqual(left(control("[role=radio]", "button")), ["]", "g"]);
  assert.equal(actionOf("x", null, actions), null);
});

test("the large lane follows the one that acts where it stays long enough to be read", () => {
  const on = { T: 9, M: 1 };
  assert.deepEqual(
    [1, 2, 4].map((speed) => mayFollow("window", on, speed)),
    [true, true, false],
  );
  const few = { T: 1, M: 1 };
  assert.deepEqual([mayFollow("tap", on, 16), mayFollow("tap", few, 4)], [true, false]);
  assert.equal(mayFollow("window", { T: 9, M: 2 }, 4), true, "a lane with two filters acts twice");
  assert.equal(mayFollow("window", on, 0), true, "and always where it does not play");
  assert.equal(mayFollow("pixel", on, 0), false, "but not where all lanes act");
});
