// The model of two blocks of layers: their stages with the values of each, and where both are at a
// moment of the clock. No drawing; all arithmetic is on indices and counts.
//
// Both go through the same places, from 0 on: expansion, activation, depthwise, activation, second
// 1x1 convolution, and what follows that. At a place a block has a stage, or nothing. A place is gone
// through position by position, and at one position channel by channel; a block with fewer channels
// than the other is done earlier there.

import { readHeader } from "./header_and_bytes.js";
import { NOUNS, within } from "./player_model.js";

/**
 * Take the bytes of dwconv/player/blocks.py apart.
 *
 * @param {Uint8Array} bytes
 * @returns {Blocks}
 */
export function decodeBlocks(bytes) {
  const [{ blocks }, end] = readHeader(bytes);
  const numbers = new Float32Array(bytes.slice(end).buffer);
  for (const { input, stages } of blocks)
    for (const stage of [input, ...stages])
      if (stage) {
        const [rows, columns, channels] = stage.shape;
        const size = rows * columns * channels;
        Object.assign(stage, { rows, columns, channels });
        stage.values = numbers.subarray(stage.start, stage.start + size);
      }
  let start = 0,
    before = 0;
  const places = blocks[0].stages.map((/** @type {any} */ _, /** @type {number} */ at) => {
    const stages = blocks
      .map((/** @type {LayerBlock} */ block) => block.stages[at])
      .filter(Boolean);
    const [{ rows, columns }] = stages;
    const channels = Math.max(...stages.map((/** @type {BlockStage} */ stage) => stage.channels));
    const place = { rows, columns, channels, positions: rows * columns, start, before };
    start += place.positions * channels;
    before += place.positions;
    return place;
  });
  return { blocks, places, windows: start, positions: before };
}

/**
 * The place that a count falls into: the last that begins at or before it.
 *
 * @param {Blocks} model
 * @param {"start" | "before"} by   whether windows or positions are counted
 * @param {number} count
 */
const placeAt = ({ places }, by, count) => places.findLastIndex((place) => place[by] <= count);

/**
 * What a clock goes through (see timelineOf in player_model.js).
 *
 * @param {Blocks} model
 * @returns {Timeline}
 */
export function timelineOfBlocks(model) {
  return {
    windows: model.windows,
    rows: 1,
    taps: false,
    whyNoTaps: "here a step is one value of a stage, or one position of it",
    count: (unit) => (unit === "pixel" ? model.positions : model.windows),
    stepOf(unit, { w }) {
      const { start, before, channels } = model.places[placeAt(model, "start", w)];
      return unit === "pixel" ? before + Math.floor((w - start) / channels) : w;
    },
    momentAt(unit, step) {
      if (unit !== "pixel") return { w: step, t: 0 };
      const { start, before, channels } = model.places[placeAt(model, "before", step)];
      return { w: start + (step - before) * channels, t: 0 };
    },
    lastTap: () => 0,
    noun: (unit) => NOUNS[unit],
  };
}

/**
 * Where both blocks are at a moment. `n` is the channel, null for all of them.
 *
 * @param {Blocks} model
 * @param {Unit} unit
 * @param {Moment} moment
 * @returns {BlocksState}
 */
export function stateOfBlocks(model, unit, { w }) {
  const at = placeAt(model, "start", w);
  const { start, columns, channels } = model.places[at];
  const position = Math.floor((w - start) / channels);
  const n = unit === "pixel" ? null : (w - start) % channels;
  return { at, position, i: Math.floor(position / columns), j: position % columns, n };
}

/**
 * The first window of a place, or of a cell in it.
 *
 * @param {Blocks} model
 * @param {number} at
 * @param {number} [position]
 * @param {number} [n]
 */
export const windowOfBlocks = ({ places }, at, position = 0, n = 0) =>
  places[at].start + position * places[at].channels + n;

/**
 * How many values of a channel are there: a prefix in reading order.
 *
 * @param {BlocksState} state
 * @param {number} at         the place of the stage
 * @param {BlockStage} stage
 * @param {number} n          the channel
 */
export function revealedOfStage(state, at, { rows, columns }, n) {
  if (at !== state.at) return at < state.at ? rows * columns : 0;
  return state.position + Number(state.n === null || n <= state.n);
}

/**
 * The stage whose output a stage takes: the one before it, or the block's input.
 *
 * @param {LayerBlock} block
 * @param {number} at
 */
export const stageBefore = ({ input, stages }, at) =>
  stages.slice(0, at).findLast((stage) => stage !== null) ?? input;

/**
 * Multiplications of a block that have been done by now.
 *
 * @param {LayerBlock} block
 * @param {BlocksState} state
 */
export function macsDone({ stages }, state) {
  let sum = 0;
  stages.forEach((stage, at) => {
    if (!stage?.macs || at > state.at) return;
    const { macs, rows, columns, channels } = stage;
    const there = state.n === null ? channels : within(state.n + 1, channels);
    const values = state.position * channels + there;
    sum += at < state.at ? macs : (macs * values) / (rows * columns * channels);
  });
  return sum;
}

/**
 * A value of a stage.
 *
 * @param {BlockStage} stage
 * @param {number} n
 * @param {number} position
 */
export const valueOfStage = ({ values, rows, columns }, n, position) =>
  values[n * rows * columns + position];

/**
 * The rows and columns of the input that a position of a stage is made from; outside it is padding.
 *
 * @param {BlockStage} stage
 * @param {number} i
 * @param {number} j
 */
export function windowOfStage({ kernel, stride, dilation, before }, i, j) {
  if (!kernel || !stride || !dilation || !before) return { row: i, column: j, height: 1, width: 1 };
  return {
    row: i * stride[0] - before[0],
    column: j * stride[1] - before[1],
    height: (kernel[0] - 1) * dilation[0] + 1,
    width: (kernel[1] - 1) * dilation[1] + 1,
  };
}
