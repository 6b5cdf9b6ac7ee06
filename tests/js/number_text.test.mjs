import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  additionFormats,
  counted,
  formatFor,
  inFull,
  write,
} from "../../dwconv/player/js/number_text.js";

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

test("a value that is not zero is never written as zero, and small planes keep their digits", () => {
  const all = (of) => ({ filter: of, products: of, sums: of });
  const header = { largest: all(1.3), least: all(0.037), whole: {}, negative: {} };
  const model = { header, values: { products: [1 / 3], sums: [1 / 3] } };
  const filters = [3, 2].map((digits) => formatFor(model, "filter", digits));
  for (const format of [...filters, ...additionFormats(model)]) {
    assert.equal(Number(write(0.037, format)).toPrecision(1), "0.04");
    assert.ok(write(1 / 3, format).length <= format.chars);
    assert.deepEqual(
      [0, 1e-9, -1e-9].map((value) => write(value, format)),
      ["0", "≈0", "≈0"],
    );
  }
});
