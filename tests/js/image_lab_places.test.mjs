// The places of the Image lab's pictures, and the numbers that Python packed for them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pixel, shades, unpack, valueText } from "../../dwconv/ui/components/image_lab_data.js";
import { corner, frame, middle, nearest } from "../../dwconv/ui/components/image_lab_places.js";

// 9 x 7 pixels, a kernel of 3 x 2 with dilations 2 and 3, strides 2 and 1, padding 1 and 2.
const header = {
  size: [9, 7],
  kernel: [3, 2],
  stride: [2, 1],
  dilation: [2, 3],
  span: [5, 4],
  before: [1, 2],
  padded: [11, 11],
  output: [4, 8],
};

test("a window begins where stride and padding say", () => {
  assert.deepEqual(corner(header, [0, 0]), [-1, -2]);
  assert.deepEqual(corner(header, [3, 5]), [5, 3]);
  assert.deepEqual(middle(header, [3, 5]), [7.5, 5]);
});

test("the output nearest to the middle of a window is the window's own", () => {
  for (let i = 0; i < header.output[0]; i++) {
    for (let j = 0; j < header.output[1]; j++)
      assert.deepEqual(nearest(header, middle(header, [i, j])), [i, j]);
  }
  assert.deepEqual(nearest(header, [-100, 100]), [0, 7]);
});

test("the whole padded input fits on a canvas, at its left and in the middle of its height", () => {
  assert.deepEqual(frame(header, [110, 220], 1, null), { scale: 10, top: 10, left: 20 });
  assert.deepEqual(frame(header, [220, 110], 1, null), { scale: 10, top: 65, left: 20 });
});

test("a zoomed view has its place in the middle, and leaves no gap at an edge", () => {
  const zoomed = frame(header, [110, 110], 2, [4, 3]);
  assert.deepEqual(zoomed, { scale: 20, top: 55 - 80, left: 55 - 60 });
  const atTheEdge = frame(header, [110, 110], 2, [-1, 99]);
  assert.equal(atTheEdge.top, 20); // the padding's first row is at the canvas's first
  assert.equal(atTheEdge.left + (11 - 2) * 20, 110);
});

/** What `pack` writes: a length, the header, and the arrays, each filled up to four bytes. */
function packed(fields, pixels, output) {
  const text = new TextEncoder().encode(JSON.stringify(fields));
  const parts = [new Uint8Array(new Uint32Array([Math.ceil(text.length / 4) * 4]).buffer)];
  for (const part of [text, pixels, ...output.map((each) => new Uint8Array(each.buffer))]) {
    const filled = new Uint8Array(Math.ceil(part.length / 4) * 4).fill(part === text ? 32 : 0);
    filled.set(part);
    parts.push(filled);
  }
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

test("numbers come back as they were packed, at any address", () => {
  const planes = [
    { type: "int16", decimals: 2, black: 0, white: 2 },
    { type: "float32", decimals: 0, black: -4, white: 4 },
  ];
  const fields = { size: [1, 3], output: [1, 3], lanes: [{}], planes };
  const output = [Int16Array.of(-150, 0, 25), Float32Array.of(-0.5, 1, 70000)];
  const bytes = packed(fields, Uint8Array.of(7, 8, 9), output);
  for (const shift of [0, 1]) {
    const moved = new Uint8Array(bytes.length + shift);
    moved.set(bytes, shift);
    const pictures = unpack(moved.subarray(shift));
    assert.deepEqual([...pictures.input[0]], [7, 8, 9]);
    assert.equal(valueText(pictures, 0, [0, 0]), "−1.50");
    assert.equal(valueText(pictures, 1, [0, 2]), "70000");
    assert.equal(pixel(pictures, 0, 0, 2), 9);
    assert.equal(pixel(pictures, 0, 0, 3), null);
    assert.deepEqual([...shades(pictures.output[0], planes[0])], [0, 0, 32]);
    assert.deepEqual([...shades(pictures.output[1], planes[1])], [112, 159, 255]);
  }
});
