import assert from "node:assert/strict";
import { test } from "node:test";

// What the label needs of a page.
class Element {
  attributes = {};
  children = [];
  listeners = {};
  focused = false;
  parts = {};
  querySelector(part) {
    return this.parts[part];
  }
  get lastElementChild() {
    return this.children.at(-1);
  }
  appendChild(child) {
    this.children.push(child);
    child.remove = () => this.children.pop();
    return child;
  }
  matches() {
    return this.focused;
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  addEventListener(type, handler) {
    this.listeners[type] = handler;
  }
  focus() {
    this.focused = true;
  }
}
globalThis.HTMLElement = Element;
globalThis.document = { createElement: () => new Element() };
const { createPlayerLabel } = await import("../../dwconv/player/js/player_label.js");
const { HOW_TO_HELP } = await import("../../dwconv/player/js/speech.js");

function labelled() {
  const player = new Element();
  const about = new Element(),
    slider = new Element();
  slider.attributes["aria-description"] = "Its keys.";
  player.parts = { ".dw-about": about, ".dw-by-keys": slider };
  const label = createPlayerLabel(player, "Two of them", new AbortController().signal);
  return {
    player,
    slider,
    label,
    paragraphs: () => about.children.map((each) => each.textContent),
  };
}

/** What a transport says at a step. */
const at = (step, steps, playing = false) => ({
  timeline: { count: () => steps, stepOf: () => step },
  playing,
});

/** The focus leaves the slider. */
async function leave(slider) {
  slider.focused = false;
  slider.listeners.blur();
  await new Promise((resolve) => setTimeout(resolve, 5));
}

test("a player has its own name from the beginning, before a step is told", () => {
  assert.equal(labelled().player.attributes["aria-label"], "Two of them");
});

test("what has the focus in a player is its slider, whose value never changes", () => {
  const { player, slider, label } = labelled();
  const before = Object.keys(slider.attributes);
  player.listeners.focus();
  assert.ok(slider.focused);
  label.show([], at(1, 12));
  label.show([], at(2, 12));
  assert.deepEqual(
    Object.keys(slider.attributes).filter((name) => !before.includes(name)),
    [],
  );
});

test("what the picture is, its keys and whether it plays are paragraphs; the step is in the status alone", () => {
  const { label, paragraphs } = labelled();
  label.show(["Sizes.", "Rules."], at(0, 12, true));
  assert.deepEqual(paragraphs(), [HOW_TO_HELP, "Sizes.", "Rules.", "It plays. Space pauses it."]);
  label.show(["Sizes.", "Rules."], at(3, 12));
  assert.deepEqual(paragraphs(), [HOW_TO_HELP, "Sizes.", "Rules."]);
});

test("it never describes a step that has passed, and adds no words under the focus", async () => {
  const { slider, label } = labelled();
  const description = () => slider.getAttribute("aria-description");
  label.show([], at(0, 12, true));
  assert.equal(description(), "It plays. Space pauses it. Its keys.");
  label.show([], at(0, 12));
  assert.equal(description(), "Step 1 of 12. Its keys.", "its sentence is in the status");
  slider.focused = true;
  label.show([], at(0, 12));
  assert.equal(description(), "Step 1 of 12. Its keys.", "it may be read just now");
  label.show([], at(1, 12));
  assert.equal(description(), null);
  await leave(slider);
  assert.equal(description(), "Step 2 of 12.");
  label.show([], at(54, 324));
  assert.equal(description(), "Step 55 of 324.");
  label.show([], at(55, 324, true));
  assert.equal(description(), "It plays. Space pauses it.");
});
