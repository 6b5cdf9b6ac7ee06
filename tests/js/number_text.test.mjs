import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { counted, inFull } from "../../dwconv/player/js/number_text.js";

// tests/ui/widgets/test_number_text.py reads the same list.
const counts = JSON.parse(readFileSync(new URL("written_numbers.json", import.meta.url), "utf8"));

test("a count is written as Python writes it", () => {
  for (const [count, text] of Object.entries(counts)) assert.equal(inFull(Number(count)), text);
});

test("one thing has the singular, every other count the plural", () => {
  assert.equal(counted(0, "{n} channel", "{n} channels"), "0 channels");
  assert.equal(counted(1, "{n} output channel", "{n} output channels"), "1 output channel");
  assert.equal(counted(1024, "{n} channel", "{n} channels"), "1,024 channels");
});
