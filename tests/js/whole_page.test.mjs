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
    querySelector: (what) => [...parts].find((part) => what.includes(part)) ?? null,
  };
  showWhenWhole(document, { whole: ".last", box: ".box", shown: "shown" });
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
