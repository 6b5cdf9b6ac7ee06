import assert from "node:assert/strict";
import { test } from "node:test";
import { showWhenWhole } from "../../dwconv/ui/web/whole_page.js";

/** A document whose parts come and go, and a clock that is turned by hand. */
function opened() {
  const parts = new Set();
  const timers = new Map();
  let change = () => {};
  const window = Object.assign(new EventTarget(), {
    setTimeout: (what, after) => timers.set(timers.size + 1, [after, what]).size,
    clearTimeout: (timer) => timers.delete(timer),
    innerHeight: 720,
  });
  Object.assign(globalThis, {
    window,
    MutationObserver: class {
      constructor(look) {
        change = look;
      }
      observe() {}
      disconnect() {
        change = () => {};
      }
    },
  });
  const classes = new Set();
  const document = {
    body: {},
    documentElement: { classList: classes },
    // the parts of a page, which stand in it in the order in which they came
    querySelectorAll: (what) =>
      [...parts].flatMap((part, place) =>
        what.includes(part.split("-")[0])
          ? {
              place,
              compareDocumentPosition: (other) => (other.place > place ? 4 : 2),
              getBoundingClientRect: () => ({
                top: part.endsWith("-below") ? 720 : 0,
                right: part.endsWith("-folded") ? 0 : 400,
                height: 38,
              }),
            }
          : [],
      ),
    querySelector: (what) => document.querySelectorAll(what)[0] ?? null,
  };
  showWhenWhole(document, { whole: ".last", box: ".box", player: ".player", shown: "shown" });
  return {
    isShown: () => classes.has("shown"),
    comes(part) {
      parts.add(part);
      change();
    },
    goes(part) {
      parts.delete(part);
      change();
    },
    draws: () => window.dispatchEvent(new Event("dw-drawn")),
    wait() {
      for (const [timer, [, what]] of [...timers]) {
        timers.delete(timer);
        what();
      }
    },
  };
}

test("a page is shown when its last part is there and no grey box has come for a moment", () => {
  const { isShown, comes, goes, wait } = opened();
  comes("first");
  wait();
  assert.equal(isShown(), false);
  comes("last");
  comes("box");
  wait();
  assert.equal(isShown(), false);
  goes("box");
  assert.equal(isShown(), false);
  wait();
  assert.equal(isShown(), true);
});

test("a page whose picture is drawn is shown at once, when what stands around it is there", () => {
  const { isShown, comes, goes, draws } = opened();
  draws();
  assert.equal(isShown(), false);
  comes("box");
  comes("last");
  assert.equal(isShown(), false);
  goes("box");
  assert.equal(isShown(), true);
});

test("what is not loaded yet below a drawn picture keeps nobody waiting, above it it does", () => {
  for (const isAbove of [false, true]) {
    const { isShown, comes, draws } = opened();
    for (const part of isAbove ? ["box", "player"] : ["player", "box"]) comes(part);
    comes("last");
    assert.equal(isShown(), false);
    draws();
    assert.equal(isShown(), !isAbove);
  }
});

test("what is not loaded yet below the first screen, or in a folded panel, keeps nobody waiting", () => {
  const { isShown, comes, goes, wait } = opened();
  for (const part of ["box-folded", "box", "box-below", "last"]) comes(part);
  wait();
  assert.equal(isShown(), false);
  goes("box");
  wait();
  assert.equal(isShown(), true);
});
