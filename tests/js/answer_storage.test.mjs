import assert from "node:assert/strict";
import { test } from "node:test";
import { keepAnswers, readAnswers } from "../../dwconv/ui/components/answer_storage.js";

/** A storage as browsers have it. */
function storage() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, String(text)),
    removeItem: (name) => kept.delete(name),
  };
}

test("what a session knows is kept, and a new session is told what it does not know", () => {
  const tab = storage();
  assert.deepEqual(keepAnswers(tab, { sheet: "2-7-2", answers: { 1: "a", 2: "b" } }), {});
  assert.deepEqual(keepAnswers(tab, { sheet: "2-7-2", answers: { 2: "new" } }), { 1: "a" });
  assert.deepEqual(readAnswers(tab, "2-7-2"), { 1: "a", 2: "new" });
  assert.deepEqual(keepAnswers(tab, { sheet: "2-8-2", answers: {} }), {});
});

test("a sheet that was started again forgets its answers, and no other sheet does", () => {
  const tab = storage();
  keepAnswers(tab, { sheet: "2-7-2", answers: { 1: "a", 2: "b" } });
  keepAnswers(tab, { sheet: "2-8-2", answers: { 1: "c" } });
  assert.deepEqual(keepAnswers(tab, { sheet: "2-7-2", answers: {}, alone: true }), {});
  assert.deepEqual(readAnswers(tab, "2-7-2"), {});
  assert.deepEqual(keepAnswers(tab, { sheet: "2-7-2", answers: { 2: "d" }, alone: true }), {});
  assert.deepEqual(readAnswers(tab, "2-7-2"), { 2: "d" });
  assert.deepEqual(readAnswers(tab, "2-8-2"), { 1: "c" });
});

test("what is no object is no answer", () => {
  const tab = storage();
  for (const text of ["[", "null", "7", "[1]"]) {
    tab.setItem("dwconv exercises 2-7-2", text);
    assert.deepEqual(keepAnswers(tab, { sheet: "2-7-2", answers: {} }), {});
  }
});
