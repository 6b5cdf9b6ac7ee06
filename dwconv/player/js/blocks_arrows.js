// The arrows of two blocks: from stage to stage, past the places without one, and from the input to the
// sum. Each keeps the same distance at both ends, from planes as from the frame around the stage of the
// moment, so that it is seen whole at every moment.

import { grow } from "./canvas_drawing.js";
import { css } from "./compute_palette.js";
import { paintHead, strokeLine } from "./line_marks.js";

const APART = 6; // pixels from both ends of an arrow to what it joins
const FRAME = 5; // pixels from planes to the frame around them
export const FRAME_LINE = 2;
const HEAD = 7; // least length of an arrow: that of its head
export const AROUND_FRAME = FRAME + FRAME_LINE / 2; // pixels that a frame takes around planes
export const LEAST_GAP = AROUND_FRAME + 2 * APART + HEAD; // between planes with an arrow between them
const TO_SHORTCUT = LEAST_GAP - APART; // from planes to the line from the input to the sum beside them
export const SHORTCUT = TO_SHORTCUT + 2; // room for it

/**
 * The box around the planes of a stage.
 *
 * @param {StagePlan} plan
 * @returns {Box}
 */
export function planesOf({ views }) {
  const x = Math.min(...views.map((view) => view.x)),
    y = Math.min(...views.map((view) => view.y));
  const right = Math.max(...views.map((view) => view.x + view.width)),
    bottom = Math.max(...views.map((view) => view.y + view.height));
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * Where the frame around a stage stands.
 *
 * @param {StagePlan} plan
 */
export const frameOf = (plan) => grow(planesOf(plan), FRAME);

/**
 * How high the arrows from stage to stage stand, where these are columns.
 *
 * @param {StagePlan[]} stages
 */
export function levelOf(stages) {
  const there = stages.filter(({ stage }) => stage);
  return there[0].room.y + Math.min(...there.map((plan) => planesOf(plan).height)) / 2;
}

/**
 * The arrows of a block while both blocks are at the place `now`.
 *
 * @param {BlockPlan} plan
 * @param {boolean} narrow
 * @param {number} now
 * @returns {{points: Point[], to: number}[]}  `to`: the place that it leads to
 */
export function arrowsOf({ stages }, narrow, now) {
  const there = stages.filter(({ stage }) => stage);
  /** The planes of a stage, with the frame around them if it has one. @param {StagePlan} plan */
  const edgesOf = (plan) => (plan.at === now ? grow(planesOf(plan), AROUND_FRAME) : planesOf(plan));
  /** @type {{points: Point[], to: number}[]} */
  const arrows = [];
  const level = levelOf(stages);
  for (let at = 1; at < there.length; at++) {
    const [from, to] = [there[at - 1], there[at]];
    const [one, other] = [edgesOf(from), edgesOf(to)];
    if (!narrow) {
      const start = one.x + one.width + APART,
        end = other.x - APART;
      const points = [start, end].map((x) => ({ x, y: level }));
      arrows.push({ points, to: to.at });
    } else if (to.at - from.at > 1) {
      // elsewhere the next stage stands right below; here words may stand between the two
      const { head } = stages[from.at + 2];
      const x = head.x + head.width / 2;
      const points = [head.y + head.height + APART, to.head.y - APART].map((y) => ({ x, y }));
      arrows.push({ points, to: to.at });
    }
  }
  const last = stages[stages.length - 1];
  if (last.stage?.kind !== "sum") return arrows;
  const [one, other] = [edgesOf(stages[0]), edgesOf(last)];
  const middle = (/** @type {number} */ start, /** @type {number} */ size) => start + size / 2;
  if (narrow) {
    const x = Math.min(stages[0].box.x, last.box.x) - TO_SHORTCUT;
    const [from, to] = [one, other].map((box) => middle(box.y, box.height));
    const points = [
      { x: one.x - APART, y: from },
      { x, y: from },
      { x, y: to },
      { x: other.x - APART, y: to },
    ];
    arrows.push({ points, to: last.at });
    return arrows;
  }
  const y = last.room.y + last.room.height + TO_SHORTCUT;
  const [from, to] = [one, other].map((box) => middle(box.x, box.width));
  const points = [
    { x: from, y: one.y + one.height + APART },
    { x: from, y },
    { x: to, y },
    { x: to, y: other.y + other.height + APART },
  ];
  arrows.push({ points, to: last.at });
  return arrows;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {BlocksPlan} scene
 * @param {BlockPlan} plan
 * @param {BlocksState} state
 */
export function paintArrows(context, theme, { narrow }, plan, { at }) {
  for (const { points, to } of arrowsOf(plan, narrow, at)) {
    const colour = to === at ? theme.ink : theme.muted; // whether values pass here at this moment
    context.strokeStyle = css(colour);
    context.lineWidth = to === at ? 2 : 1;
    strokeLine(context, points);
    paintHead(context, points, colour, HEAD);
  }
}
