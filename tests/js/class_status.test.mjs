import assert from "node:assert/strict";
import { test } from "node:test";
import { createLostButton } from "../../dwconv/classroom/page/js/lost_button.js";
import { statusOf } from "../../dwconv/classroom/page/js/status_words.js";
import { isPlaybackKey } from "../../dwconv/player/js/playback_keys.js";

test("a student reads who moves the picture, and whether it is still that of the class", () => {
  const state = { mode: "follow", picture: { hash: "a" } };
  assert.equal(statusOf(state, false, "a"), "You see what the class sees.");
  assert.match(statusOf(state, true, "a"), /goes on without you\.$/);
  assert.match(statusOf(state, true, "b"), /has gone on to another picture\.$/);
  assert.match(statusOf({ ...state, mode: "freeze" }, false, "a"), /cannot be moved/);
  assert.match(statusOf({ ...state, mode: "free" }, true, "a"), /^Everybody/);
  assert.equal(statusOf(null, false, ""), "Joining …");
});

/** The button, what the tab keeps, and what was sent. */
function lostButton(send = async () => {}) {
  const attributes = { "aria-pressed": "false" };
  const button = {
    getAttribute: (name) => attributes[name],
    setAttribute: (name, value) => {
      attributes[name] = value;
    },
    addEventListener: (_, handler) => {
      button.press = handler;
    },
  };
  const memory = {
    lostAt: -1,
    keepLost: (at) => {
      memory.lostAt = at;
    },
  };
  const sent = [];
  const lost = createLostButton(button, memory, (yes) => {
    sent.push(yes);
    return send();
  });
  return { button, lost, memory, sent, pressed: () => attributes["aria-pressed"] };
}

test("whoever is lost stays so until the teacher has helped, and tells a class that has forgotten", () => {
  const { button, lost, memory, sent, pressed } = lostButton();
  lost.hear(2);
  button.press();
  assert.deepEqual([pressed(), memory.lostAt, sent], ["true", 2, [true]]);
  lost.hear(2);
  lost.confirm();
  assert.deepEqual([pressed(), sent], ["true", [true, true]]);
  lost.hear(3);
  lost.confirm();
  assert.deepEqual([pressed(), memory.lostAt, sent], ["false", -1, [true, true]]);
});

test("a button that the server has not heard goes back", async () => {
  const { button, pressed } = lostButton(() => Promise.reject(new Error("no connection")));
  await button.press();
  assert.equal(pressed(), "false");
});

test("the keys of the player are those that take hold of the picture", () => {
  const keys = [" ", "ArrowLeft", "ArrowUp", "Home", "End", "g", "G", "[", "]"];
  assert.deepEqual(keys.filter(isPlaybackKey), keys);
  assert.deepEqual(["f", "c", "Tab", "Enter", "?"].filter(isPlaybackKey), []);
});
