// The pointer on the picture of a player: the cell under it, what is said of that, and what a click does.

import { placeOf, revealed, windowAt } from "./player_model.js";
import { cellUnder } from "./scene_places.js";
import { describeCell } from "./sentences.js";

/**
 * @param {Cell | null} one
 * @param {Cell | null} other
 */
const sameCell = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Follow the pointer over a picture.
 *
 * model         what is shown
 * frame         the frame of the picture (see picture_canvases.js)
 * transport     its controls (see playback_controls.js)
 * prediction    what may be seen of it (see prediction.js)
 * typing        what is typed into it (see cell_typing.js)
 * shownWindow   the window that the picture shows
 * paint         draws the values again
 * outline       draws the outlines again
 * toLane        makes a lane the large one
 *
 * @param {object} uses
 * @param {() => Model} uses.model
 * @param {() => ReturnType<typeof import("./picture_canvases.js").createCanvases>} uses.frame
 * @param {ReturnType<typeof import("./playback_controls.js").createPlaybackControls>} uses.transport
 * @param {ReturnType<typeof import("./prediction.js").createPrediction>} uses.prediction
 * @param {() => ReturnType<typeof import("./cell_typing.js").createTyping>} uses.typing
 * @param {() => number} uses.shownWindow
 * @param {() => void} uses.paint
 * @param {() => void} uses.outline
 * @param {(k: number) => void} uses.toLane
 */
export function createPointer(uses) {
  const { model, frame, transport, prediction, typing, shownWindow } = uses;
  /** @type {Cell | null} */
  let cell = null; // the cell under the pointer
  /** @type {Cell | null} */
  let tapped = null; // the cell that a finger went to, whose tip nothing else would close
  let wasRevealed = false; // whether its value was there when the tip was written

  /**
   * The lane and the cell under a pointer event.
   *
   * @param {PointerEvent} event
   */
  function hit(event) {
    const { x, y } = frame().placeOf(event);
    const scene = frame().stage?.scene ?? { lanes: [] };
    return { x, y, ...cellUnder(scene, model(), { x, y }, shownWindow(), prediction.hides()) };
  }

  /**
   * How many values of an output plane may be seen.
   *
   * @param {number} k
   * @param {number} q
   */
  function revealedNow(k, q) {
    const { moment, unit } = prediction.visible();
    return revealed(model(), unit, moment, k, q);
  }

  /** @param {Cell} at */
  const isRevealed = ({ kind, k, q, row, column }) =>
    kind === "output" && row * model().OW + column < revealedNow(k, q);

  /** @param {Cell} output */
  const windowOf = ({ k, q, row, column }) => windowAt(model(), { i: row, j: column, k, q });

  /** The window whose arithmetic is shown: while paused, that of the output value under the pointer. */
  function subject() {
    if (!cell || transport.playing || !isRevealed(cell)) return null;
    const w = windowOf(cell);
    return transport.unit === "window" && w === shownWindow() ? null : w;
  }

  /** @param {Cell | null} next */
  function pointTo(next) {
    if (sameCell(next, cell)) return;
    const before = subject();
    cell = next;
    if (subject() !== before) uses.paint();
    uses.outline();
    if (cell) fillTip();
    else frame().hideTip();
  }

  function fillTip() {
    if (!cell) return;
    wasRevealed = isRevealed(cell);
    const { moment, unit } = prediction.visible();
    const lines = describeCell(model(), unit, moment, cell);
    if (prediction.hides())
      lines.length = 1; // the others tell where the window is
    else if (typing().canType(typedInto(cell)))
      lines.push(
        matchMedia("(hover: none)").matches
          ? "tap again to change it"
          : "click again, or type a number, to change it",
      );
    frame().showTip(lines);
  }

  /**
   * The cell of a plane that is clicked with this one: of the enlarged filter, its own.
   *
   * @param {Cell | null} at
   */
  const typedInto = (at) =>
    at?.kind === "weights" ? { ...at, kind: "filter", q: placeOf(model(), shownWindow()).q } : at;

  /** @param {PointerEvent} event */
  function point(event) {
    const { x, y, lane, cell: under } = hit(event);
    frame().scene.classList.toggle(
      "dw-pointing",
      under?.kind === "output" || Boolean(lane && !lane.big),
    );
    pointTo(under);
    if (under) frame().placeTip({ x, y });
  }

  /** @param {PointerEvent} event */
  function click(event) {
    point(event);
    const { lane, cell: under } = hit(event);
    // a finger does not hover: what it has gone to is there, and needs no telling
    const leave = () => event.pointerType === "touch" && pointTo(null);
    if (prediction.hides() && under?.kind === "input" && lane?.big) {
      prediction.choose(under);
      uses.toLane(under.k);
      leave();
      return;
    }
    if (under?.kind === "output") transport.seekWindow(windowOf(under));
    if (lane) uses.toLane(lane.k);
    typing().pick(typedInto(under));
    if (under?.kind === "output") leave();
    tapped = event.pointerType === "touch" ? cell : null;
  }

  return {
    point,
    leave: () => pointTo(null),
    click,
    pointTo,
    subject,
    windowOf,
    revealedNow,
    get cell() {
      return cell;
    },
    /** What was under the pointer is elsewhere now. */
    forget() {
      cell = null;
      frame().hideTip();
    },
    /** At another step, write the tip again if the value under the pointer has come, or gone. */
    renewTip() {
      if (cell === tapped) pointTo(null);
      if (cell && wasRevealed !== isRevealed(cell)) fillTip();
    },
  };
}
