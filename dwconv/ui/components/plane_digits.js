// The size of the digits in a table of values that is drawn as a picture.

const LEAST_CELL = 22, // pixels of a cell with room for digits
  LARGE_CELL = 36; // and of one with room for larger ones

/**
 * One size for all values of a table, that of its longest one, so that none looks less important than
 * another; 0 where cells have no room for digits.
 *
 * @param {number} side   of a cell, in pixels
 * @param {string[][]} texts
 */
export function digitSize(side, texts) {
  if (side < LEAST_CELL) return 0;
  const longest = Math.max(3, ...texts.flat().map((text) => text.length));
  return Math.min(side < LARGE_CELL ? 12 : 14, (1.75 * side) / longest);
}
