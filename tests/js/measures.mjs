// What a layout is measured with where there is no browser: letters that are all equally wide.

/**
 * @param {number} digit    how wide a digit is, as a share of its size
 * @param {number} letter   how wide a letter is, in pixels
 * @param {(cell: number) => number} [snapCell]
 */
export const measures = (digit, letter, snapCell = Math.floor) => ({
  digit,
  scale: 1,
  snap: Math.round,
  snapCell,
  textWidth: (/** @type {string} */ text) => letter * text.length,
});
