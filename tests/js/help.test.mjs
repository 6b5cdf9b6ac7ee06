// What is said of a key that does nothing where it was pressed.

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.matchMedia = () => ({ matches: false });
const { KEYS_OF_TYPING } = await import("../../dwconv/player/js/cell_typing.js");
const { KEYS_OF_ONE_LAYER } = await import("../../dwconv/player/js/help.js");
const { useOf } = await import("../../dwconv/player/js/unused_keys.js");

const ALL = [...KEYS_OF_ONE_LAYER, ...KEYS_OF_TYPING];

test("every key that is listed has an answer where it does nothing", () => {
  const keys = [
    ..." g[]pviwosfca0123456789-.,",
    ...["ArrowUp", "ArrowDown", "Home", "End"],
    ...["Escape", "Enter", "F2"],
  ];
  for (const key of keys) assert.match(useOf(ALL, key), /^.+ does nothing here \(.+\)\.$/, key);
  assert.equal(useOf(ALL, "a"), "A does nothing here (when you predict: go to the field).");
  assert.equal(useOf(ALL, "Escape"), "Escape does nothing here (go back).");
  assert.match(useOf(ALL, "5"), /^5 does/);
  assert.equal(useOf(ALL, "x"), "");
});
