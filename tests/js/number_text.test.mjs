import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cellsFor } from "../../dwconv/player/js/lane_sizes.js";
import {
  additionFormats,
  counted,
  factorFormats,
  formatFor,
  inFull,
  withEquals,
  write,
} from "../../dwconv/player/js/number_text.js";
import { measures } from "./measures.mjs";

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

test("decimals that were typed are written with all their digits, and their float32 products with theirs", () => {
  const [input, filter] = [
    [0.4, -1.25],
    [0.1, -0.3],
  ].map((all) => Float32Array.from(all));
  const products = input.map((value, at) => Math.fround(value * filter[at]));
  const sums = Float32Array.of(products[0], Math.fround(products[0] + products[1]));
  const largest = { input: 1.25, filter: 0.3, products: 0.375, sums: 0.415 };
  const header = { largest, least: largest, whole: {}, negative: { filter: true } };
  const model = { header, values: { input, filter, products, sums } };
  const [{ input: one, weight: other }] = factorFormats(model);
  const [added] = additionFormats(model);
  const written = (values, format) => Array.from(values, (value) => write(value, format));
  assert.deepEqual(written(input, one), ["0.40", "\u22121.25"]);
  assert.deepEqual(written(filter, other), ["0.1", "\u22120.3"]);
  assert.deepEqual(written(products, added), ["0.040", "0.375"]);
  assert.deepEqual(written(sums, added), ["0.040", "0.415"]);
  assert.equal(withEquals(products[0], added), "= 0.040");
  assert.equal(withEquals(0.0400312, added), "\u2248 0.040");
  model.values.input = Float32Array.of(1 / 3);
  assert.deepEqual(
    factorFormats(model).map(({ exact }) => exact),
    [false, false],
  );
});

test("a cell with room for them has all digits of its values, and a small one the first", () => {
  const cells = (/** @type {number} */ size, /** @type {number[]} */ filter) => {
    const header = {
      largest: { filter: Math.max(...filter) },
      least: { filter: Math.max(...filter) },
      whole: {},
      negative: {},
    };
    const model = /** @type {any} */ ({ header, values: { filter: Float32Array.from(filter) } });
    const { format, cw } = cellsFor(model, "filter", size, 3, measures(0.55, 7));
    return [write(filter[0], format), cw];
  };
  const blur = [1 / 16, 1 / 8, 1 / 4];
  assert.deepEqual(cells(59, blur), ["0.0625", 59]);
  assert.deepEqual(cells(36, blur), ["0.063", 45]);
  assert.deepEqual(cells(59, [0.5, 0.25]), ["0.50", 59]);
  assert.deepEqual(cells(59, [1 / 9, 1 / 3]), ["0.111", 59]);
});
