// What is said of two blocks of layers: the names of the stages, a moment as a sentence, tables.

import {
  macsDone,
  revealedOfStage,
  stageBefore,
  stateOfBlocks,
  valueOfStage,
} from "./blocks_model.js";
import {
  counted,
  inFull,
  MINUS,
  numbered,
  shortest,
  withEquals,
  writeResult,
} from "./number_text.js";
import { nothingToShow } from "./sentences.js";
import { spoken } from "./spoken.js";
import { tableOf } from "./tables.js";
import { rowsAndColumnsOf } from "./window_sentence.js";

const MOST_VALUES = 4; // in a sentence
const MOST_DIGITS = 7; // of a value with all its digits

/** A value with all its digits, or rounded where they are many. @param {number} value */
export function shortValue(value) {
  const text = shortest(value);
  return text.length > MOST_DIGITS ? writeResult(value) : text.replace("-", MINUS);
}

/** The same as a result. @param {number} value */
const result = (value) =>
  shortest(value).length > MOST_DIGITS ? withEquals(value) : `= ${shortValue(value)}`;

/**
 * What a stage is called.
 *
 * @param {LayerBlock} block
 * @param {number} at
 */
export function nameOfStage({ stages }, at) {
  const stage = stages[at];
  if (!stage) return "";
  if (stage.kind === "sum") return "+ the input";
  if (stage.kind === "ReLU6") return "ReLU6";
  if (stage.kind === "depthwise") return `depthwise ${stage.kernel?.join("\u00d7")}`;
  if (at && stages[0]) return "1\u00d71 projection, linear";
  if (stage.channels > (stage.from ?? 0) && !at) return "1\u00d71 expansion";
  return "1\u00d71 convolution";
}

/** The shape of a stage's output. @param {BlockStage} stage */
export const shapeOf = ({ rows, columns, channels }) => `${rows}\u00d7${columns}\u00d7${channels}`;

/**
 * What a stage costs, or changes.
 *
 * @param {BlockStage} stage
 */
export function effectOf({ kind, macs, changed = 0, values }) {
  if (kind === "ReLU6") return `cuts ${inFull(changed)} of ${inFull(values.length)}`;
  if (kind === "sum") return counted(values.length, "{n} addition", "{n} additions");
  return counted(macs, "{n} MAC", "{n} MACs");
}

/**
 * What a stage does, for those who see it the first time.
 *
 * @param {LayerBlock} block
 * @param {number} at
 */
export function roleOf({ stages }, at) {
  const stage = stages[at];
  if (!stage) return "";
  if (stage.kind === "sum") return "the shortcut";
  if (stage.kind === "ReLU6") return "cuts below 0 and above 6";
  if (stage.kind === "depthwise") return "each channel by itself";
  const last = at && stages[0];
  return `${stage.from} \u2192 ${counted(stage.channels, "{n} channel", "{n} channels")}${last ? ", no ReLU6 after it" : ""}`;
}

/**
 * One moment in words and numbers.
 *
 * @param {Blocks} model
 * @param {Timeline} timeline
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function describeBlocks(model, timeline, unit, moment) {
  if (!timeline.windows) return nothingToShow("One of the stages");
  const state = stateOfBlocks(model, unit, moment);
  const step = `Step ${inFull(timeline.stepOf(unit, moment) + 1)} of ${inFull(timeline.count(unit))}`;
  const where = `stage ${state.at + 1} of ${model.places.length}, output row ${state.i}, column ${state.j}`;
  const which = state.n === null ? "all channels" : `channel ${state.n}`;
  const sides = model.blocks.map(
    (block) => `${block.title}: ${momentOfBlock(block, state)}${windowText(block, state)}`,
  );
  return `${step}: ${where}, ${which}. ${sides.join(". ")}.`;
}

/**
 * Which rows and columns of its input a block's window covers at a moment, and of which channels; "" where
 * it has none, or no value.
 *
 * @param {LayerBlock} block
 * @param {BlocksState} state
 */
function windowText({ stages }, { at, i, j, n }) {
  const stage = stages[at];
  if (!stage?.kernel || (n ?? 0) >= stage.channels) return "";
  const { kernel, stride = [1, 1], dilation = [1, 1], before = [0, 0], multiplier } = stage;
  const [KH, KW] = kernel,
    [sh, sw] = stride,
    [dh, dw] = dilation,
    [top, left] = before;
  const [rows, columns] = rowsAndColumnsOf({ KH, KW, sh, sw, dh, dw, top, left }, { i, j });
  const places = `${numbered("row", rows)}, ${numbered("column", columns)}`;
  if (multiplier && n !== null)
    return `. Window: input channel ${Math.floor(n / multiplier)}, ${places}`;
  return `. Window in ${multiplier ? "each channel" : "all channels"}: input ${places}`;
}

/**
 * What a block does at a moment.
 *
 * @param {LayerBlock} block
 * @param {BlocksState} state
 */
export function momentOfBlock(block, state) {
  const stage = block.stages[state.at];
  if (!stage) return block.why || "it has no expansion";
  const name = nameOfStage(block, state.at);
  const before = stageBefore(block, state.at);
  const { position, n } = state;
  if (n === null) {
    const all = Array.from({ length: stage.channels }, (_, each) =>
      valueOfStage(stage, each, position),
    );
    if (stage.kind === "ReLU6") {
      const cut = all.filter((value, each) => value !== valueOfStage(before, each, position));
      return `ReLU6 cuts ${cut.length} of ${counted(all.length, "{n} value", "{n} values")} here`;
    }
    if (all.length <= MOST_VALUES) return `${name}: ${all.map(shortValue).join(", ")}`;
    return `${name} makes ${all.length} values, from ${shortValue(Math.min(...all))} to ${shortValue(Math.max(...all))}`;
  }
  if (n >= stage.channels)
    return `${name} has only ${counted(stage.channels, "{n} channel", "{n} channels")}`;
  const value = result(valueOfStage(stage, n, position));
  if (stage.kind === "ReLU6")
    return `ReLU6(${shortValue(valueOfStage(before, n, position))}) ${value}`;
  if (stage.kind === "sum") {
    const added = [before, block.input].map((each) => shortValue(valueOfStage(each, n, position)));
    return `${added[0]} + ${added[1].startsWith(MINUS) ? `(${added[1]})` : added[1]} ${value}`;
  }
  return `${name}: output ${value}`;
}

/**
 * How far a block is.
 *
 * @param {LayerBlock} block
 * @param {BlocksState} state
 */
export const progressOf = (block, state) =>
  `${inFull(Math.round(macsDone(block, state)))} of ${inFull(block.macs)} multiplications`;

/**
 * What stands one below the other, for whoever comes to it without seeing it.
 *
 * @param {Blocks} model
 */
export function summaryOfBlocks({ blocks }) {
  const sides = blocks.map((block) => {
    const chain = block.stages.flatMap((stage, at) =>
      stage ? [`${nameOfStage(block, at)}, ${shapeOf(stage)}`] : [],
    );
    const why = block.why ? ` ${block.why}.` : "";
    return `${block.title}: ${chain.join("; ")}. ${inFull(block.macs)} multiply-accumulates.${why}`;
  });
  return spoken(`${sides.join(" ")}`);
}

/** Which keys help most, for whoever is not there yet. */
export const HOW_TO_HELP =
  "Keys, at the slider Picture: right arrow for the next step, down arrow for the next stage, " +
  "question mark for all keys and the stages as tables.";

/**
 * The stages of both blocks, and the values of the present stage at the present position.
 *
 * @param {Blocks} model
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function tablesOfBlocks(model, unit, moment) {
  const state = stateOfBlocks(model, unit, moment);
  const stages = model.blocks.map((block) =>
    tableOf(
      block.title,
      ["stage", "what", "output", "work"],
      block.stages.flatMap((stage, at) =>
        stage
          ? [
              [
                String(at + 1),
                `${nameOfStage(block, at)}: ${roleOf(block, at)}`,
                shapeOf(stage),
                effectOf(stage),
              ],
            ]
          : [],
      ),
    ),
  );
  const values = model.blocks.flatMap((block) => {
    const stage = block.stages[state.at];
    if (!stage) return [];
    const title = `${block.title}, ${nameOfStage(block, state.at)}, row ${state.i}, column ${state.j}`;
    const rows = Array.from({ length: stage.channels }, (_, n) => [
      String(n),
      revealedOfStage(state, state.at, stage, n) > state.position
        ? shortValue(valueOfStage(stage, n, state.position))
        : "not computed yet",
    ]);
    return [tableOf(title, ["channel", "value"], rows)];
  });
  return [...stages, ...values];
}
