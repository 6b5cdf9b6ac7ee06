import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, drawNumbersFirst, findBlock } from "../../dwconv/ui/web/numbers_first.js";

const bytesOf = (text) => [...new TextEncoder().encode(text)];

/** A message of Streamlit with a block in it, as `frame` in component.py makes one. */
function messageWith(payload, { key = "player", says = payload.length } = {}) {
  const options = bytesOf(JSON.stringify({ numbers: [key, says], step: 3, of: "α ∗ β" }));
  const block = [options.length, 0, 0, 0, ...options, ...payload];
  const before = bytesOf(`id dwconv.player ${"<div></div>".repeat(400)}`);
  return { message: new Uint8Array([...before, ...block, 7, 7]), block };
}

/** A window with connections, a clock that is turned by hand, and a player that draws or not. */
function opened({ draws = true, hasPlayer = true, namesScript = false } = {}) {
  const happened = [];
  const timers = [];
  const frames = [];
  const window = Object.assign(new EventTarget(), {
    WebSocket: class extends EventTarget {
      constructor(...to) {
        super();
        this.to = to;
      }
      send() {}
    },
    document: {
      querySelector: (what) =>
        (what.startsWith("link") && namesScript) || (what === ".dw-player" && hasPlayer)
          ? {}
          : null,
    },
    setTimeout: (what, after = 0) => timers.push([after, what]),
    requestAnimationFrame: (what) => frames.push(what),
  });
  drawNumbersFirst(window);
  window.addEventListener("dw-numbers", (event) => {
    happened.push(["drawn", event.detail.length]);
    if (draws) event.preventDefault();
  });
  const socket = new window.WebSocket("ws://lab.example", ["streamlit"]);
  socket.addEventListener("message", ({ data }) =>
    happened.push(["told", data.byteLength ?? data]),
  );
  return {
    happened,
    socket,
    window,
    comes(data) {
      const sent = data instanceof Uint8Array ? data.slice().buffer : data;
      socket.dispatchEvent(new MessageEvent("message", { data: sent }));
    },
    frame() {
      for (const what of frames.splice(0)) what();
    },
    /** Call what waits for so many milliseconds at most. */
    wait(most = 0) {
      const due = timers.filter(([after]) => after <= most);
      timers.splice(0, Infinity, ...timers.filter(([after]) => after > most));
      for (const [, what] of due) what();
    },
  };
}

test("the block of a player is found in a message, and nothing else is taken for one", () => {
  const { message, block } = messageWith([1, 2, 3, 250]);
  assert.deepEqual([...findBlock(message)], block);
  // as a part of a larger buffer
  const larger = new Uint8Array([9, 9, 9, ...message]);
  assert.deepEqual([...findBlock(larger.subarray(3))], block);
  assert.equal(findBlock(messageWith([1, 2], { says: 50 }).message), null);
  assert.equal(findBlock(new Uint8Array(5000)), null);
  const words = bytesOf(`${"a".repeat(2000)}{"numbers":["player",3],`);
  assert.equal(findBlock(new Uint8Array(words)), null);
  assert.equal(findBlock(new Uint8Array(bytesOf('{"numbers":["player",0]}'))), null);
});

test("a picture is drawn, then painted, and then Streamlit is told of all in its order", () => {
  const { happened, comes, frame, wait } = opened();
  const { message, block } = messageWith([1, 2, 3]);
  comes(new Uint8Array(11));
  comes(message);
  comes(new Uint8Array(12));
  wait();
  assert.deepEqual(happened, [["drawn", block.length]]);
  frame();
  comes(new Uint8Array(13));
  assert.equal(happened.length, 1); // the frame is worked out, and not yet painted
  wait();
  const told = [11, message.length, 12, 13].map((length) => ["told", length]);
  assert.deepEqual(happened.slice(1), told);
  wait(1000);
  assert.equal(happened.length, 5); // once
  comes(new Uint8Array(14));
  wait();
  assert.deepEqual(happened.at(-1), ["told", 14]);
});

test("in a tab that nobody sees Streamlit is told all the same", () => {
  const { happened, comes, wait } = opened();
  comes(messageWith([1, 2, 3]).message);
  wait();
  assert.equal(happened.length, 1);
  wait(50);
  assert.equal(happened.length, 2);
});

test("numbers that no player draws wait for nothing", () => {
  const { happened, comes, wait, socket } = opened({ draws: false });
  assert.deepEqual(socket.to, ["ws://lab.example", ["streamlit"]]);
  comes(messageWith([1, 2, 3]).message);
  comes("text");
  assert.deepEqual(happened.at(-1), ["told", "text"]);
  wait();
  assert.equal(happened.length, 3);
});

test("the start of a run that was asked for waits for its numbers, but not for long", () => {
  const { happened, socket, comes, frame, wait } = opened();
  const { message, block } = messageWith([1, 2, 3]);
  socket.send("a control has changed");
  comes(new Uint8Array(11));
  wait();
  assert.deepEqual(happened, []);
  comes(message);
  frame();
  wait();
  assert.deepEqual(happened, [
    ["drawn", block.length],
    ["told", 11],
    ["told", message.length],
  ]);
  comes(new Uint8Array(12)); // the rest of the page
  wait();
  assert.equal(happened.length, 4);
  wait(1000);
  socket.send("a player has moved on"); // which brings no numbers
  comes(new Uint8Array(13));
  wait(49);
  assert.equal(happened.length, 4);
  wait(50);
  assert.deepEqual(happened.at(-1), ["told", 13]);
});

/** A message of Streamlit: of a kind, and where it puts something; `length` tells it from others. */
function messageOf(kind, path, length, rest = []) {
  const where = path.length ? [8, 1, 18, path.length, ...path] : [];
  const head = [10, 3, 97, 98, 99, 18, where.length, ...where, (kind << 3) | 2, 1];
  const start = kind < 16 ? head : [...head.slice(0, -2), ((kind << 3) & 127) | 130, kind >> 4, 1];
  const message = new Uint8Array(Math.max(length, start.length + rest.length));
  message.set([...start, ...rest]);
  return message;
}

const DELTA = 5;
const NAVIGATION = 23;
const FINISHED = 6;

test("of a message its kind and its place are read, and nothing breaks where there are none", () => {
  assert.deepEqual(describe(messageOf(DELTA, [0, 1, 0], 30)), { kind: DELTA, path: [0, 1, 0] });
  assert.deepEqual(describe(messageOf(NAVIGATION, [], 30)), { kind: NAVIGATION, path: [] });
  assert.deepEqual(describe(new Uint8Array(0)), { kind: 0, path: [] });
  assert.deepEqual(describe(new Uint8Array([10, 255, 255])).path, []);
});

test("a page opens with its picture and what gives it its place; the rest comes when it is seen", () => {
  for (const isSeen of [true, false]) {
    const page = opened({ draws: false, hasPlayer: false, namesScript: true });
    const { happened, comes, frame, wait } = page;
    const lengths = () => happened.filter(([what]) => what === "told").map(([, length]) => length);
    page.socket.send("a page has opened");
    comes(messageOf(NAVIGATION, [], 41));
    comes(messageOf(DELTA, [1, 0], 42)); // the name of the panel, which makes room for it
    wait(49);
    assert.deepEqual(lengths(), []);
    const picture = messageOf(DELTA, [0, 1, 0], 0, [...messageWith([1, 2, 3]).message]);
    comes(picture);
    comes(messageOf(DELTA, [0, 0, 0], 43)); // above the picture
    comes(messageOf(DELTA, [0, 0, 0, 3], 70, bytesOf("$$ID-9afd21-title-end"))); // keeps its place
    comes(messageOf(DELTA, [0, 0, 0, 3, 0], 50)); // in it
    comes(messageOf(DELTA, [0, 0, 0, 4], 51));
    wait(50);
    assert.deepEqual(lengths(), []); // more may come that stands above it
    comes(messageOf(DELTA, [0, 2], 44)); // below it
    comes(messageOf(DELTA, [1, 1], 45)); // in the panel
    comes(messageOf(FINISHED, [], 46));
    wait();
    assert.deepEqual(lengths(), [42, picture.length, 43, 70, 51]);
    if (isSeen) {
      page.window.dispatchEvent(new Event("dw-drawn"));
      frame();
      wait();
    } else wait(1000); // its player has failed, or nobody sees the tab
    assert.deepEqual(lengths().slice(5), [41, 50, 44, 45, 46]);
    comes(messageOf(NAVIGATION, [], 47));
    wait();
    assert.deepEqual(lengths().at(-1), 47);
  }
});

test("a picture with nothing below it is put into its page when the run is over", () => {
  const { happened, comes, wait } = opened({ draws: false, hasPlayer: false, namesScript: true });
  const picture = messageOf(DELTA, [0, 1, 0], 0, [...messageWith([1, 2, 3]).message]);
  comes(picture);
  comes(messageOf(DELTA, [0, 0, 0], 43));
  wait();
  assert.deepEqual(happened.length, 1); // no player has drawn it
  comes(messageOf(FINISHED, [], 46));
  assert.deepEqual(happened.slice(1), [
    ["told", picture.length],
    ["told", 43],
  ]);
});

test("a page that comes back after its server was gone waits for nothing", () => {
  const { happened, comes, wait } = opened({ draws: false, hasPlayer: true, namesScript: true });
  comes(messageOf(DELTA, [0, 1, 0], 0, [...messageWith([1, 2, 3]).message])); // as it is shown
  comes(messageOf(NAVIGATION, [], 41));
  wait();
  assert.deepEqual(happened.at(-1), ["told", 41]);
});

test("numbers that come late keep nothing waiting", () => {
  const { happened, socket, comes, wait } = opened({ hasPlayer: false, namesScript: true });
  socket.send("a page has opened");
  comes(messageOf(NAVIGATION, [], 41));
  wait(50);
  assert.deepEqual(happened, [["told", 41]]);
  socket.send("a control has changed"); // and no player has come
  comes(messageOf(NAVIGATION, [], 42));
  wait();
  assert.deepEqual(happened.at(-1), ["told", 42]);
});

test("on a page without a player nothing waits", () => {
  const { happened, socket, comes, wait } = opened({ hasPlayer: false });
  socket.send("a control has changed");
  comes(new Uint8Array(11));
  wait();
  assert.equal(happened.length, 1);
});
