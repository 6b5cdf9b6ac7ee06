// What is written into the picture of a comparison: numbers of columns and outputs, and what filters and
// outputs are.

import { channelsOf } from "./comparison_model.js";

const NOTE_SIZE = 12, // of letters
  LEAST_WORDS = 10; // where fewer words would be larger
const BESIDE_WORDS = 12; // pixels
export const KEY = 17; // pixels from the key of a colour to its words
const LEAST_PITCH = 12; // pixels from one column of slices to the next that has room for a number
const LEAST_ABOVE = 15; // and above them

/**
 * Whether filters of a side have marks: those of the right side that the left one has, too.
 *
 * @param {Comparison} comparison
 * @param {number} side
 */
export const hasMarks = ({ tracks: [left, right], feeds }, side) =>
  !feeds && side === 1 && right.S > 1 && left.N === right.N;

/**
 * Below which filters of the right side a mark says that they are the left one's, too.
 *
 * @param {Comparison} comparison
 * @param {ComparisonPlan} plan
 * @param {boolean} narrow
 */
export function marksOf({ tracks: [left, right] }, { slices, readable }, narrow) {
  return slices.map((views, n) => {
    const { k, x, y, width, height } = views[channelsOf(right, n).indexOf(channelsOf(left, n)[0])];
    const text = !narrow && readable && width >= 34 ? "as left" : "";
    return { k, text, x, y: y + height + 4, width, height: readable ? 3 : 1.5 };
  });
}

/**
 * What stands beside the outputs that sum over several rows, and the key of their colour: the fullest
 * words that have room in letters that can be read.
 *
 * @param {ComparisonPlan} plan
 * @param {Pick<Tools, "textWidth">} tools
 */
export function bandWordsOf({ track: { S, C, N, G }, outside, outputs }, { textWidth }) {
  const these = `${S === C ? "all" : "these"} ${S}`,
    last = [`sums over ${these}`];
  const choices = [
    ["A column makes one", "output: the sum over", `${these} channels`],
    ["A column makes one", `sum over ${these}`],
    last,
    ["sums over", these],
  ];
  return outside.map((box, g) => {
    const room = outputs[(g * N) / G].x - box.x - 1.5 * BESIDE_WORDS;
    /**
     * @param {string[]} lines
     * @param {string} key
     */
    const place = (lines, key) => {
      // widths are those of letters of 13 pixels
      const widest = Math.max(...lines.map(textWidth));
      const most = 13 * Math.min(room / widest, key ? (room - KEY) / textWidth(key) : 1);
      const count = lines.length + (key ? 1 : 0);
      const pitch = Math.min(15.5, (box.height - 6) / count);
      const size = Math.min(NOTE_SIZE, pitch - 2, most);
      const x = box.x + BESIDE_WORDS,
        y = box.y + box.height / 2 - ((count - 1) / 2) * pitch;
      return { lines, key, size, x, y, pitch };
    };
    const fitting = choices
      .map((lines, at) => place(lines, at < 3 ? "positive sum" : "positive"))
      .find(({ size }) => size >= LEAST_WORDS);
    return fitting ?? place(last, "");
  });
}

/**
 * "its own filter" or "filters" above the slices of each row, where there is room: what depthwise means.
 *
 * @param {ComparisonPlan} plan
 * @param {Pick<Tools, "textWidth">} tools
 */
function ownNotesOf({ track, rows, slices, inputs, outputs }, { textWidth }) {
  const text = track.N > track.C ? "its own filters" : "its own filter",
    half = (NOTE_SIZE / 13) * (textWidth(text) / 2);
  return rows.flatMap(({ k, y }) => {
    const own = slices.flat().filter((view) => view.k === k);
    const left = own[0].x,
      right = own[own.length - 1].x + own[own.length - 1].width;
    const x = (left + right) / 2,
      top = own[0].y - (track.N > 1 ? 25 : 12);
    const from = inputs[k].x + inputs[k].width + 4,
      to = Math.min(...outputs.map((view) => view.x)) - 4;
    return top - y < 9 || x - half < from || x + half > to
      ? []
      : [{ k, x, y: top, width: 2 * half, text }];
  });
}

/**
 * Where the number of an output stands: its middle; null where there is no room, unless this was kept.
 *
 * @param {View} view
 * @param {ComparisonPlan} plan
 * @param {boolean} kept
 * @returns {Point | null}
 */
function numberOf({ x, y, width, height, beside }, { outputs, rows, outside }, kept) {
  if (beside) return height < 11 ? null : { x: x - 8, y: y + height / 2 };
  const tops = [...rows, ...outside].map((box) => box.y).filter((top) => top <= y);
  const above = outputs
    .filter((other) => other.y < y && other.x < x + width && x < other.x + other.width)
    .map((other) => other.y + other.height);
  if (!kept && (width < 12 || y - Math.max(...tops, ...above) < 11)) return null;
  return { x: x + width / 2, y: y - 7 };
}

/**
 * The numbers of the columns of slices and of the outputs, and what is said of filters.
 *
 * @param {ComparisonPlan} plan
 * @param {number} pitch   from one column of slices to the next
 * @param {Pick<Tools, "textWidth">} tools
 */
export function writeNumbers(plan, pitch, tools) {
  const { track, slices, outputs, box, readable } = plan,
    sums = track.S > 1;
  const above = slices[0][0].y - box.y; // room for numbers
  const numbered = readable || (sums && pitch >= LEAST_PITCH && above >= LEAST_ABOVE);
  plan.headers =
    numbered && track.N > 1
      ? slices.map(([{ x, y, width }], n) => ({ n, x: x + width / 2, y: y - 10 }))
      : [];
  plan.notes = !sums && readable ? ownNotesOf(plan, tools) : [];
  for (const view of outputs)
    view.number = track.N > 1 ? numberOf(view, plan, sums && readable) : null;
}
