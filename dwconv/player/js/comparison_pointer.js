// The pointer on the picture of a comparison: the cell under it, what is said of that, and what a click does.

import { cellAt, contains } from "./cell_boxes.js";
import { channelsOf, isThere, stateOf, windowOfComparison } from "./comparison_model.js";
import { describeCellOfComparison } from "./comparison_sentences.js";

/**
 * Follow the pointer over a comparison.
 *
 * comparison          what is shown
 * frame         the frame of the picture (see picture_canvases.js)
 * transport     its controls (see playback_controls.js)
 * statesNow     where both tracks are in the picture
 * rowsOf        the rows of a side if one of them can be made large
 * enlarge       makes a row of a side the large one
 * paint         draws the values again
 * outline       draws the outlines again
 *
 * @param {object} uses
 * @param {() => Comparison} uses.comparison
 * @param {() => ReturnType<typeof import("./picture_canvases.js").createCanvases>} uses.frame
 * @param {ReturnType<typeof import("./playback_controls.js").createPlaybackControls>} uses.transport
 * @param {() => State[]} uses.statesNow
 * @param {(side: number) => ComparisonRow[]} uses.rowsOf
 * @param {(side: number, k: number) => void} uses.enlarge
 * @param {() => void} uses.paint
 * @param {() => void} uses.outline
 */
export function createComparisonPointer(uses) {
  const { comparison, frame, transport, statesNow, rowsOf, enlarge } = uses;
  /** @type {ComparisonCell | null} */
  let cell = null; // the cell under the pointer
  /** @type {ComparisonCell | null} */
  let tapped = null; // the cell that a finger went to, whose tip nothing else would close

  /** @returns {ComparisonPlan[]} */
  const plans = () => frame().stage?.scene.tracks ?? [];

  /** @param {PointerEvent} event */
  function hit(event) {
    const { x, y } = frame().placeOf(event);
    for (const [side, plan] of plans().entries()) {
      const view = plan.views.find((/** @type {View} */ box) => contains(box, x, y));
      if (!view) continue;
      const { row, column } = cellAt(view, x, y);
      const { kind, k, n, s } = view;
      if (kind === "enlarged") return { x, y, cell: sliceIn(side, k, row, column) };
      return { x, y, cell: { side, kind, k, n, s, row, column } };
    }
    return { x, y, cell: null };
  }

  /**
   * The weight that an enlarged slice shows just now, if it shows any.
   *
   * @param {number} side
   * @param {number} k
   * @param {number} row
   * @param {number} column
   */
  function sliceIn(side, k, row, column) {
    const { works, n } = statesNow()[side],
      s = channelsOf(comparison().tracks[side], n).indexOf(k);
    return works && transport.unit !== "pixel" && s >= 0
      ? { side, kind: "slice", k, n, s, row, column }
      : null;
  }

  /**
   * The row under the pointer, where rows differ: it can be made the large one.
   *
   * @param {Point} point
   */
  function rowAt({ x, y }) {
    for (const [side, { box }] of plans().entries()) {
      if (x < box.x || x >= box.x + box.width) continue;
      const found = rowsOf(side).find((row) => y >= row.y && y < row.y + row.height);
      if (found) return { side, ...found };
    }
    return null;
  }

  /** While paused, an output value under the pointer shows its own arithmetic. */
  function subject() {
    if (cell?.kind !== "output" || transport.playing) return null;
    if (!isThere(comparison(), statesNow(), cell)) return null;
    const { side } = cell;
    return {
      ...stateOf(comparison(), comparison().tracks[side], "window", { w: windowOf(cell), t: 0 }),
      side,
    };
  }

  /** @param {ComparisonCell} output */
  const windowOf = ({ side, n, row, column }) =>
    windowOfComparison(comparison(), comparison().tracks[side], n, row, column);

  /** @param {ComparisonCell | null} next */
  function pointTo(next) {
    if (JSON.stringify(next) === JSON.stringify(cell)) return;
    const before = subject();
    cell = next;
    if (subject()?.window !== before?.window) uses.paint();
    uses.outline();
    if (cell) fillTip();
    else frame().hideTip();
  }

  function fillTip() {
    if (cell) frame().showTip(describeCellOfComparison(comparison(), statesNow(), cell));
  }

  /** @param {PointerEvent} event */
  function point(event) {
    const { x, y, cell: under } = hit(event),
      row = rowAt({ x, y });
    const enlarges = Boolean(row && !row.large);
    frame().scene.classList.toggle("dw-pointing", under?.kind === "output" || enlarges);
    frame().overlay.canvas.title = enlarges && !under ? "enlarge this lane" : "";
    pointTo(under);
    if (under) frame().placeTip({ x, y });
  }

  /** @param {PointerEvent} event */
  function click(event) {
    point(event);
    const { x, y, cell: under } = hit(event),
      row = rowAt({ x, y });
    if (row) enlarge(row.side, row.k);
    tapped = event.pointerType === "touch" ? cell : null;
    if (under?.kind !== "output") return;
    transport.seekWindow(windowOf(under));
    if (tapped) pointTo(null);
  }

  return {
    point,
    leave: () => pointTo(null),
    click,
    pointTo,
    subject,
    windowOf,
    get cell() {
      return cell;
    },
    /** Write the tip again at another step. */
    renewTip() {
      if (cell === tapped) pointTo(null);
      fillTip();
    },
    /** What was under the pointer is elsewhere now. */
    forget() {
      cell = null;
      frame().hideTip();
    },
  };
}
