import assert from "node:assert/strict";
import { test } from "node:test";
import { Pending } from "../../dwconv/player/js/pending_changes.js";

test("a change waits until the server says that it has made it", () => {
  const pending = new Pending();
  pending.add("h", "7");
  const sent = pending.list;
  pending.add("w", "5");
  assert.deepEqual(sent, [[1, "h", "7"]]); // what was sent stays as it was
  pending.answered(1);
  assert.deepEqual(pending.list, [[2, "w", "5"]]);
  assert.deepEqual([pending.has("h"), pending.has("w")], [false, true]);
  pending.answered(2);
  assert.deepEqual(pending.list, []);
});

test("numbers go on where the server stands, and never go back", () => {
  const pending = new Pending();
  pending.answered(41); // of an earlier element in the same page
  pending.add("h", "7");
  pending.answered(0); // of a server that was restarted
  pending.add("h", "8");
  assert.deepEqual(pending.list, [
    [42, "h", "7"],
    [43, "h", "8"],
  ]);
});
