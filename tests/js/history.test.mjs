import assert from "node:assert/strict";
import { test } from "node:test";
import { keepHistory } from "../../dwconv/ui/web/history.js";

const NAMES = { quiet: ["step", "speed"], typed: ["xv", "fv", "iv"] };

/** A browser's window with as much of a history as the rule needs. */
function opened(address) {
  const entries = [new URL(address, "http://lab.example")];
  let at = 0;
  const listeners = {};
  const happens = (type) => listeners[type]?.();
  const write = (url) => new URL(url, entries[at]);
  const window = {
    get location() {
      return entries[at];
    },
    history: {
      pushState(_state, _unused, url) {
        const next = write(url);
        entries.splice(++at, Infinity, next);
      },
      replaceState(_state, _unused, url) {
        entries[at] = write(url);
      },
    },
    addEventListener(type, handler) {
      listeners[type] = handler;
    },
  };
  keepHistory(window, NAMES);
  return {
    /** What Python or Streamlit writes without anybody's doing. */
    writes: (url) => window.history.pushState({}, "", url),
    /** The same after somebody clicked. */
    changes(url) {
      happens("pointerdown");
      window.history.pushState({}, "", url);
    },
    touches: () => happens("keydown"),
    back() {
      at -= 1;
      happens("popstate");
    },
    entries: () => entries.map(({ pathname, search }) => pathname + search),
  };
}

test("what a page adds to its own address is no entry", () => {
  const { writes, entries } = opened("/");
  writes("/?h=5");
  writes("/?h=4&w=5");
  assert.deepEqual(entries(), ["/?h=4&w=5"]);
});

test("a page and a change are an entry each", () => {
  const { writes, changes, entries } = opened("/?h=5");
  changes("/cost?h=5&step=3");
  writes("/cost?h=5&n=6");
  changes("/cost?h=6&n=6");
  changes("/cost?h=7&n=6");
  changes("/?h=7");
  assert.deepEqual(entries(), [
    "/?h=5",
    "/cost?h=5&n=6",
    "/cost?h=6&n=6",
    "/cost?h=7&n=6",
    "/?h=7",
  ]);
});

test("a page whose query comes before its path is one entry, and the page before keeps its own", () => {
  const { writes, changes, entries } = opened("/?h=5&predict=1");
  changes("/?h=5&n=6");
  writes("/cost?h=5&n=6");
  changes("/cost?h=5&n=6&step=3"); // only quiet names differ
  writes("/comparison?h=5&n=6&step=3");
  assert.deepEqual(entries(), ["/?h=5&predict=1", "/cost?h=5&n=6", "/comparison?h=5&n=6&step=3"]);
});

test("steps are no entries, and the address has the last one", () => {
  const { changes, entries } = opened("/?h=5");
  changes("/?h=5&step=1");
  changes("/?h=5&step=2&speed=4");
  assert.deepEqual(entries(), ["/?h=5&step=2&speed=4"]);
  changes("/?h=6&speed=4");
  assert.equal(entries().length, 2);
});

test("two changes before the first is answered are an entry each", () => {
  const { changes, touches, writes, entries } = opened("/?h=5&w=5");
  touches();
  touches();
  writes("/?h=6&w=5");
  writes("/?h=6&w=6");
  assert.deepEqual(entries(), ["/?h=5&w=5", "/?h=6&w=5", "/?h=6&w=6"]);
  changes("/cost?h=6&w=6");
  writes("/cost?h=6&w=6&n=4"); // the next page has not been touched yet
  assert.deepEqual(entries().slice(3), ["/cost?h=6&w=6&n=4"]);
});

test("what a change brings with it belongs to its entry", () => {
  const { writes, changes, entries } = opened("/image?k=box");
  changes("/image?k=typed");
  writes("/image?k=typed&iv=1_2");
  assert.deepEqual(entries(), ["/image?k=box", "/image?k=typed&iv=1_2"]);
});

test("numbers typed one after another are one entry, in the input and in the kernel one each", () => {
  const { changes, entries } = opened("/?input=ramp&kernel=ramp");
  changes("/?input=typed&kernel=ramp&xv=1");
  changes("/?input=typed&kernel=ramp&xv=2&step=3");
  changes("/?input=typed&kernel=ramp&xv=3&step=3");
  changes("/?input=typed&kernel=typed&xv=3&fv=1");
  changes("/?input=typed&kernel=typed&xv=3&fv=2");
  assert.deepEqual(entries(), [
    "/?input=ramp&kernel=ramp",
    "/?input=typed&kernel=ramp&xv=3&step=3",
    "/?input=typed&kernel=typed&xv=3&fv=2",
  ]);
});

test("Back begins anew: what was typed before stays an entry", () => {
  const { writes, changes, back, entries } = opened("/?xv=0");
  changes("/?xv=1");
  changes("/shapes?xv=1");
  back();
  writes("/?xv=1&lane=0");
  changes("/?xv=2");
  assert.deepEqual(entries(), ["/?xv=0", "/?xv=1&lane=0", "/?xv=2"]);
});
