// The player: a depthwise convolution, one visible step at a time.
//
// It draws the numbers of a payload (see payload.py) and computes none. Whatever is on the canvas
// is a function of (payload, moment, hover) and, for a fraction of a second between two moments,
// of how far the window has moved.

import { cellAt, cellOf, contains, viewsOf } from "./boxes.js";
import { laneColours } from "./colours.js";
import { createCursor } from "./cursor.js";
import { find } from "./dom.js";
import { createFrame, playerIn, publish } from "./frame.js";
import { createGuess } from "./guess.js";
import { createHelp } from "./help.js";
import { middleOf } from "./marks.js";
import {
  decode,
  inputAt,
  outputAt,
  placeOf,
  revealed,
  sameBytes,
  tapPlace,
  timelineOf,
  weightAt,
  windowAt,
  within,
} from "./model.js";
import { createMotion } from "./motion.js";
import { shortest, writeResult } from "./number_text.js";
import { buildStage, paintBase } from "./painting.js";
import { css } from "./palette.js";
import { orderOfPlayer } from "./plane_order.js";
import { paintOverlay } from "./player_overlay.js";
import { describe, describeCell, describeQuestion, outputName } from "./sentences.js";
import { playRow } from "./sound.js";
import { describeCellAloud, rowOf, sizesOf, summaryOf } from "./speech.js";
import { NARROW } from "./strip_layout.js";
import { tablesOf } from "./tables.js";
import { createTour } from "./tour.js";
import { createTransport, PERIOD } from "./transport.js";
import { createTyping } from "./typing.js";
import { createCellChoice } from "./window_cells.js";

/**
 * @param {Cell | null} one
 * @param {Cell | null} other
 */
const sameCell = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const SHORTEST_WINDOW = 500; // pixels: a phone that lies on its side has less
const SHORTEST_STAY = 350; // ms that a lane is the large one: three changes a second are no flicker

/**
 * Operate the element of player.html as a player.
 *
 * root     an element that is, or contains, div.dw-player
 * onSeek   called with {step, unit, speed, focus, playing} after play, pause, seek, a new unit,
 *          speed or focus, and when new numbers start it over; never while it plays. `step` counts
 *          windows.
 * onEdit   called with what was typed into the picture and is not answered yet
 * onNext   called with 1 or -1 when a presenter goes on to the next example, or back
 *
 * @param {HTMLElement | ShadowRoot} root
 * @param {Listeners} [listeners]
 */
export function createPlayer(root, { onSeek = () => {}, onNext = null, onEdit = () => {} } = {}) {
  const player = playerIn(root);
  const laneButtons = find(player, ".dw-lanes", HTMLElement);
  const about = find(player, ".dw-about", HTMLElement);

  /** @type {Uint8Array | null} */
  let bytes = null; // the payload
  /** @type {Model} */
  let model; // what it says
  let focus = 0;
  let shown = { w: 0, t: 0 }; // the moment that the base canvas shows, once the window arrived
  /** @type {Cell | null} */
  let hover = null; // the cell under the pointer
  let hoverRevealed = false; // whether its value was there when the tip was written

  const motion = createMotion({ placeOf: placeOnScreen, onWay: outline, there: arrive });
  const transport = createTransport(
    player,
    {
      go: motion.go,
      tick: motion.tick,
      setFocus,
      changed: () => {
        if (hover) paint();
      },
      describe() {
        const { unit, moment } = transport;
        const asked = Boolean(model.windows) && guess.asks(moment.w);
        return asked
          ? describeQuestion(model, moment, hides(moment.w))
          : describe(model, unit, moment);
      },
      get focus() {
        return focus;
      },
      get asks() {
        return guess.on ? asking() : undefined;
      },
      get lanes() {
        return model.C > 1;
      },
    },
    onSeek,
  );

  const choice = createCellChoice(); // of the cells that a window covers
  const guess = createGuess(player, {
    question(w) {
      const place = placeOf(model, w),
        value = outputAt(model, place.k, place.q, place.i, place.j);
      return { name: outputName(model, place), value, text: writeResult(value) };
    },
    cells: { judge: (w) => choice.judge(model, w), clear: choice.clear },
    reveal() {
      pointTo(null);
      paint();
      outline();
      transport.showState();
    },
    next: () => transport.seekWindow(shown.w + 1),
  });

  /** Whether the value of the window that is shown is still to be predicted. */
  const asking = () => Boolean(model.windows) && guess.asks(shown.w);
  /** Whether it is asked first which cells a window covers. */
  const hides = (w = shown.w) => Boolean(model.windows) && guess.hides(w);
  /**
   * What may be seen: of a value that is to be predicted, the window and none of its products.
   *
   * @returns {{moment: Moment, unit: Unit}}
   */
  const visible = () =>
    asking()
      ? { moment: { w: shown.w, t: -1 }, unit: "tap" }
      : { moment: shown, unit: transport.unit };

  /**
   * Show these numbers. The same bytes change nothing; others start the animation over.
   *
   * @param {Uint8Array} newBytes
   * @param {Options} [options]
   */
  function update(newBytes, options = {}) {
    const first = model === undefined;
    const fresh = !sameBytes(bytes, newBytes);
    const stays = typing.update(options.typing) && fresh && !first;
    if (fresh) load(newBytes, stays);
    transport.apply(options, fresh);
    if (options.caption) frame.setCaption(options.caption);
    if (options.tour) startTour(options.tour[1]);
    if (fresh && Number.isInteger(options.step)) focus = placeOf(model, transport.moment.w).k;
    if (Number.isInteger(options.focus)) focus = within(options.focus ?? 0, model.C - 1);
    if (options.predict !== undefined) guess.set(options.predict);
    transport.limit();
    if (fresh) {
      shown = transport.moment;
      motion.set(shown);
      if (!first) transport.reportSoon(); // so that nobody keeps a step of the numbers before
    }
    frame.restage(fresh);
    if (options.predict !== undefined && !fresh) {
      paint();
      outline();
    }
    ask();
    transport.showState();
    transport.wake();
  }

  /**
   * @param {Uint8Array} newBytes
   * @param {boolean} stays   whether the moment stays: somebody typed a number and looks what it does
   */
  function load(newBytes, stays) {
    const sizes = model && sizesOf(model);
    bytes = newBytes;
    model = decode(bytes);
    stays &&= sizes === sizesOf(model);
    transport.load(timelineOf(model), sizesOf(model), stays);
    about.textContent = summaryOf(model);
    if (!stays) {
      cursor.forget();
      typing.forget();
    }
    focus = within(focus, model.C - 1);
    hover = null;
    frame.hideTip();
    guess.reset();
  }

  function ask() {
    guess.show(shown.w);
    if (asking()) transport.pause();
  }

  // -- the picture

  /** @param {Stage} stage */
  function placeLaneButtons(stage) {
    const { lanes } = stage.scene;
    laneButtons.style.transform = frame.scale > 1 ? `scale(${frame.scale})` : "";
    const choice = lanes.some((/** @type {Lane} */ lane) => !lane.big);
    const buttons = [...laneButtons.querySelectorAll("button")];
    for (const button of buttons.slice(lanes.length)) button.remove();
    for (const lane of lanes) {
      const button = buttons[lane.k] ?? laneButtons.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "dw-lane";
      button.dataset.k = String(lane.k);
      button.textContent = `channel ${lane.k}`;
      button.disabled = !choice;
      button.title = choice && !lane.big ? "enlarge this lane" : "";
      button.setAttribute("aria-pressed", String(lane.k === focus));
      button.tabIndex = lane.k === focus ? 0 : -1; // one stop; arrow keys go to the others
      button.style.left = `${lane.name.x - 4}px`;
      button.style.top = `${lane.name.y}px`;
      button.style.color = css(laneColours(stage.theme, lane.k).text);
    }
  }

  function paint() {
    if (!frame.stage) return;
    const { moment, unit } = visible();
    paintBase(frame.base, frame.stage, moment, unit, pointedAt(), hides());
  }

  /** @param {number} [arrival] */
  function outline(arrival = 1) {
    if (!frame.stage) return;
    paintOverlay(frame.overlay, frame.stage, transport.moment, transport.unit, {
      visual: motion.place,
      hover,
      arrival,
      hidden: hides(transport.moment.w) || hides(),
      marks: choice.marks,
    });
  }

  /** @param {Moment} moment */
  function placeOnScreen({ w, t }) {
    if (!model.windows) return { row: 0, column: 0, a: 0, b: 0 };
    const { row, column } = tapPlace(model, placeOf(model, w), 0);
    return { row, column, a: Math.floor(t / model.KW), b: t % model.KW };
  }

  /** @param {Moment} moment */
  function arrive(moment) {
    shown = moment;
    ask();
    if (follows() && enlarge(placeOf(model, moment.w).k)) return; // all is painted anew
    if (hover && hoverRevealed !== isRevealed(hover)) fillTip();
    paint();
    outline();
  }

  /** @param {number} k */
  function setFocus(k) {
    if (enlarge(k)) transport.reportSoon();
  }

  /** Make a lane the large one; whether it is another. @param {number} k */
  function enlarge(k) {
    if (k === focus || k < 0 || k >= model.C) return false;
    const byKey = laneButtons.contains(document.activeElement);
    focus = k;
    hover = null;
    frame.hideTip();
    frame.restage();
    if (byKey) find(laneButtons, `[data-k="${k}"]`, HTMLElement).focus();
    return true;
  }

  /** Whether there is room for one lane and its arithmetic: then it is the lane that acts. */
  const isSmall = () =>
    player.classList.contains("dw-narrow") || window.innerHeight < SHORTEST_WINDOW;

  /** Whether the lane that acts is made the large one; not where that would flicker. */
  function follows() {
    if (!isSmall() || transport.unit === "pixel" || !model.windows) return false;
    const period = transport.unit === "tap" ? PERIOD.tap * model.T : PERIOD.window;
    return !transport.playing || period / transport.report().speed >= SHORTEST_STAY;
  }

  /** On a phone, bring the picture in sight for whoever goes through it. */
  function bringInSight() {
    if (!isSmall()) return;
    const { top } = frame.scene.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 5)
      frame.scene.scrollIntoView({ block: "start", behavior: "instant" });
  }

  // -- the keyboard: from cell to cell, and what "?" opens

  const cursor = createCursor(player, {
    order: () => (model?.windows ? orderOfPlayer(model) : null),
    start() {
      const { i, j, k, q } = placeOf(model, shown.w);
      if (hides()) return { kind: "input", k: focus, q, row: model.top, column: model.left };
      return {
        kind: "input",
        q,
        ...(k === focus ? { k } : { k: focus }),
        ...tapPlace(model, { i, j }, 0),
      };
    },
    show(cell) {
      if (cell) setFocus(cell.k);
      pointTo(cell);
      if (!cell || !frame.stage) return;
      const view = viewsOf(frame.stage.scene.lanes[cell.k], cell.kind)[
        cell.kind === "input" ? 0 : cell.q
      ];
      frame.placeTip(middleOf(cellOf(view, cell.row, cell.column)));
      const { moment, unit } = visible();
      if (hides()) sayChosen(cell);
      else transport.say(describeCellAloud(model, unit, moment, cell));
    },
    go({ k, q, row, column }) {
      transport.seekWindow(windowAt(model, { i: row, j: column, k, q }));
    },
    type: (cell, key) => chooseByKey(cell, key) || typing.begin(cell, key),
    sound({ k, q, row }) {
      playRow(rowOf(model, k, q, row, revealedNow(k, q)), model.values.output);
    },
  });
  const typing = createTyping(player, {
    model: () => model,
    boxOf({ kind, k, q, row, column }) {
      const lane = /** @type {Lane | undefined} */ (frame.stage?.scene.lanes[k]);
      const view = lane && viewsOf(lane, kind)[kind === "input" ? 0 : q];
      if (!view || row >= view.rows || column >= view.cols) return null;
      const { x, y, width, height } = cellOf(view, row, column),
        { scale } = frame;
      return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
    },
    reach: ({ k }) => setFocus(k),
    cursor: () => cursor.cell,
    back: (cell) => cursor.moveTo(cell),
    begin() {
      transport.pause();
      pointTo(null);
    },
    textOf,
    nameOf,
    say: transport.say,
    send: onEdit,
  });
  /** The number in a cell of the input or of a filter, as short as it can be. @param {Cell} cell */
  function textOf({ kind, k, q, row, column }) {
    const value =
      kind === "input" ? inputAt(model, k, row, column) : weightAt(model, k, q, row, column);
    return shortest(value ?? 0);
  }

  /** What a cell of the input or of a filter is called. @param {Cell} cell */
  function nameOf({ kind, k, q, row, column }) {
    const filter = model.M > 1 ? `, filter ${q}` : "";
    return kind === "input"
      ? `Input, row ${row - model.top}, column ${column - model.left}, channel ${k}`
      : `Weight, row ${row}, column ${column}, channel ${k}${filter}`;
  }

  // -- which cells the window covers

  /** @param {Cell} cell */
  function sayChosen(cell) {
    const { moment, unit } = visible();
    if (cell.kind === "output") transport.say(describeCell(model, unit, moment, cell)[0]);
    else transport.say(`${nameOf(cell)} = ${textOf(cell)}${choice.has(cell) ? ", chosen" : ""}`);
  }

  /** @param {Cell} cell */
  function choose(cell) {
    const chosen = choice.toggle(cell);
    outline();
    transport.say(
      `${nameOf(cell)}: ${chosen ? "chosen" : "no longer chosen"}, ${choice.count} in all`,
    );
  }

  /**
   * @param {Cell} cell
   * @param {string} key
   */
  function chooseByKey(cell, key) {
    if (!hides() || cell.kind !== "input" || (key !== " " && key !== "Enter")) return false;
    choose(cell);
    return true;
  }

  const help = createHelp(player, {
    opened: () => transport.pause(),
    summary: () => summaryOf(model),
    tables: () =>
      tablesOf(model, { w: shown.w, hidden: asking(), there: (q) => revealedNow(focus, q) }, focus),
  });

  // -- the pointer

  /**
   * The lane and the cell under a pointer event.
   *
   * @param {PointerEvent} event
   */
  function hit(event) {
    const { x, y } = frame.placeOf(event);
    /** @param {Box} box */
    const over = (box) => contains(box, x, y);
    const lane = frame.stage?.scene.lanes.find(over);
    const view = lane?.views.find(over);
    if (!view) return { x, y, lane, cell: null };
    const { row, column } = cellAt(view, x, y);
    const { kind, k, q } = view;
    if (kind !== "patch") return { x, y, lane, cell: { kind, k, q, row, column } };
    if (hides()) return { x, y, lane, cell: null };
    // the same value as in the plane, so the same cell
    const place = tapPlace(model, placeOf(model, shown.w), row * model.KW + column);
    return { x, y, lane, cell: { kind: "input", k, q, ...place } };
  }

  /**
   * @param {number} k
   * @param {number} q
   */
  const revealedNow = (k, q) => {
    const { moment, unit } = visible();
    return revealed(model, unit, moment, k, q);
  };
  /** @param {Cell} cell */
  const isRevealed = ({ kind, k, q, row, column }) =>
    kind === "output" && row * model.OW + column < revealedNow(k, q);

  /** While paused, an output value under the pointer shows its own arithmetic: its window. */
  function pointedAt() {
    if (!hover || transport.playing || !isRevealed(hover)) return null;
    const w = windowAt(model, { i: hover.row, j: hover.column, k: hover.k, q: hover.q });
    return transport.unit === "window" && w === shown.w ? null : w;
  }

  /** @param {PointerEvent} event */
  function point(event) {
    const { x, y, lane, cell } = hit(event);
    frame.scene.classList.toggle(
      "dw-pointing",
      cell?.kind === "output" || Boolean(lane && !lane.big),
    );
    pointTo(cell);
    if (cell) frame.placeTip({ x, y });
  }

  /** @param {Cell | null} cell */
  function pointTo(cell) {
    if (sameCell(cell, hover)) return;
    const before = pointedAt();
    hover = cell;
    if (pointedAt() !== before) paint();
    if (!motion.moving) outline();
    if (hover) fillTip();
    else frame.hideTip();
  }

  /** @param {PointerEvent} event */
  function click(event) {
    point(event);
    const { lane, cell } = hit(event);
    if (hides() && cell?.kind === "input" && lane?.big) {
      choose(cell);
      setFocus(cell.k);
      if (event.pointerType === "touch") pointTo(null);
      return;
    }
    if (cell?.kind === "output") {
      transport.seekWindow(windowAt(model, { i: cell.row, j: cell.column, k: cell.k, q: cell.q }));
    }
    if (lane) setFocus(lane.k);
    typing.pick(typedInto(cell));
    // a finger does not hover: what it has gone to is there, and needs no telling
    if (event.pointerType === "touch" && cell?.kind === "output") pointTo(null);
  }

  /**
   * The cell of a plane that is clicked with this one: of the enlarged filter, its own.
   *
   * @param {Cell | null} cell
   */
  const typedInto = (cell) =>
    cell?.kind === "weights" ? { ...cell, kind: "filter", q: placeOf(model, shown.w).q } : cell;

  function fillTip() {
    if (!hover) return;
    hoverRevealed = isRevealed(hover);
    const { moment, unit } = visible();
    const lines = describeCell(model, unit, moment, hover);
    if (hides())
      lines.length = 1; // the others tell where the window is
    else if (typing.canType(typedInto(hover)))
      lines.push("click again, or type a number, to change it");
    frame.showTip(lines);
  }

  const frame = createFrame(
    player,
    {
      narrowBelow: NARROW,
      get ready() {
        return model !== undefined;
      },
      get key() {
        return String(focus);
      },
      build: (size, theme, dpr, context) => buildStage(model, theme, size, dpr, focus, context),
      show(stage) {
        placeLaneButtons(stage);
        paint();
        outline();
        tour.place();
        typing.place();
      },
      point,
      leave: () => pointTo(null),
      click,
    },
    onNext &&
      ((by) => {
        setFocus(0); // where another example begins
        onNext(by);
      }),
  );
  frame.listen(find(player, ".dw-buttons", HTMLElement), "click", bringInSight);
  frame.listen(
    laneButtons,
    "click",
    ({ target }) => target.dataset.k && setFocus(Number(target.dataset.k)),
  );

  /**
   * The box of what a tour points at, in pixels of the player.
   *
   * @param {string} place "input", "filter", "output", "strip" or "transport"
   * @returns {Box | null}
   */
  function boxOf(place) {
    if (!frame.stage) return null;
    if (place === "transport") {
      const bar = find(player, ".dw-transport", HTMLElement).getBoundingClientRect(),
        { left, top } = player.getBoundingClientRect();
      return { x: bar.left - left, y: bar.top - top, width: bar.width, height: bar.height };
    }
    const { lanes, strip } = /** @type {Scene} */ (frame.stage.scene);
    const lane = lanes.find(({ big }) => big) ?? lanes[0];
    const views = lane.views
      .filter(({ kind }) => kind === place)
      .map(({ x, y, rows, cols, cw, ch }) => ({ x, y, width: cols * cw, height: rows * ch }));
    const boxes = place === "strip" && strip ? [strip] : views;
    if (!boxes.length) return null;
    const left = Math.min(...boxes.map(({ x }) => x)),
      top = Math.min(...boxes.map(({ y }) => y)),
      right = Math.max(...boxes.map(({ x, width }) => x + width)),
      bottom = Math.max(...boxes.map(({ y, height }) => y + height));
    const scene = find(player, ".dw-scene", HTMLElement),
      { scale } = frame;
    return {
      x: scene.offsetLeft + left * scale,
      y: scene.offsetTop + top * scale,
      width: (right - left) * scale,
      height: (bottom - top) * scale,
    };
  }

  const tour = createTour(player, boxOf);

  /** @param {[place: string, text: string][]} stops */
  function startTour(stops) {
    setFocus(0);
    requestAnimationFrame(() => tour.start(stops)); // once the picture is there
  }

  /**
   * Where the middle of a cell is, in pixels of the browser's window: for tests and tours.
   *
   * @param {string} kind
   * @param {Record<string, number>} [cell]
   */
  function where(kind, { k = 0, q = 0, row = 0, column = 0 } = {}) {
    if (!frame.stage) throw new Error("nothing is shown");
    const view = viewsOf(frame.stage.scene.lanes[k], kind)[q];
    return frame.middleInWindow(cellOf(view, row, column));
  }

  return publish(player, { update, where }, frame, transport, () => {
    guess.destroy();
    tour.destroy();
    cursor.destroy();
    typing.destroy();
    help.destroy();
  });
}
