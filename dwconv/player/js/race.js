// The race: two convolutions side by side on one clock. It has the markup and the transport of a
// player; its picture is both convolutions, with a counter above each and its index formula below.
// A line below them says how to read them and, once both are done, how they compare.

import { cellAt, cellOf, contains } from "./boxes.js";
import { laneColours } from "./colours.js";
import { find } from "./dom.js";
import { createFrame, playerIn, publish } from "./frame.js";
import { createHelp } from "./help.js";
import { sameBytes, within } from "./model.js";
import { createMotion } from "./motion.js";
import { inFull } from "./number_text.js";
import { css } from "./palette.js";
import { SIDE_BY_SIDE } from "./race_layout.js";
import {
  channelsOf,
  decodeRace,
  describeCellOfRace,
  describeRace,
  formulaOf,
  laneOf,
  legendOf,
  readingOf,
  revealedOf,
  stateOf,
  timelineOfRace,
  windowOfRace,
} from "./race_model.js";
import { paintRaceOverlay } from "./race_overlay.js";
import { buildRaceStage, paintRaceBase } from "./race_painting.js";
import { createTransport } from "./transport.js";

const SWIPE = 48; // pixels across, at least
const LARGEST_COUNT = 14; // pixels of the counters' letters

/** How many of the multiplications meet padding, if any do. @param {number} count */
const onPadding = (count) => (count ? `, ${inFull(count)} on padding` : "");

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} [text]
 */
const make = (tag, name, text = "") =>
  Object.assign(document.createElement(tag), { className: name, textContent: text });

/**
 * Operate the element of player.html as a race; see createPlayer for what it is given.
 *
 * @param {HTMLElement | ShadowRoot} root
 * @param {Listeners} [listeners]
 */
export function createRace(root, { onSeek = () => {}, onNext = null } = {}) {
  const player = playerIn(root);
  /** @type {{element: HTMLElement, name: HTMLButtonElement, counter: HTMLElement, drawn: HTMLElement, padding: HTMLElement, real: HTMLElement, idle: HTMLElement}[]} */
  let heads = []; // above each track
  /** @type {HTMLElement[]} */
  let formulas = []; // below each track
  // below both: how to read the picture, and at the end what it comes to
  let reads = make("div", "dw-reads");
  let ends = make("div", "dw-ends");
  player.classList.add("dw-race");
  player.setAttribute("aria-label", "Two convolutions on one clock");

  /** @type {Uint8Array | null} */
  let bytes = null; // the payloads of both
  /** @type {Race} */
  let race; // what they say
  /** @type {Timeline} */
  let timeline;
  let shown = { w: 0, t: 0 };
  let inSight = 0; // on a phone: the side whose picture is on the screen
  let focus = [0, 0]; // of each track, the row that is large where not all of them can be
  /** @type {RaceCell | null} */
  let hover = null; // the cell under the pointer

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
      describe: () => describeRace(race, timeline, transport.unit, transport.moment),
      get lanes() {
        return Boolean(
          frame.stage?.scene.tracks.some((/** @type {RacePlan} */ { focused }) => focused),
        );
      },
      get focus() {
        return this.lanes ? focus[0] : undefined;
      },
    },
    onSeek,
  );

  /** What stands side by side, in words. */
  function summary() {
    const sides = race.tracks.map(
      ({ title, macs, H, W, C, KH, KW, OH, OW, N }) =>
        `${title}: ${C} channels of ${H} by ${W}, kernel ${KH} by ${KW}, ` +
        `${N} output channels of ${OH} by ${OW}, ${inFull(macs)} multiply-accumulates`,
    );
    return `${sides.join(". ")}. Press question mark for the keys.`;
  }

  const help = createHelp(player, {
    opened: () => transport.pause(),
    summary,
    tables: () => [],
  });

  /** @param {Moment} moment */
  const statesAt = (moment) =>
    race.tracks.map((track) => stateOf(race, track, transport.unit, moment));

  /**
   * @param {Uint8Array} newBytes
   * @param {Options} [options]
   */
  function update(newBytes, options = {}) {
    const first = race === undefined;
    const fresh = !sameBytes(bytes, newBytes);
    if (fresh) {
      bytes = newBytes;
      race = decodeRace(bytes);
      timeline = timelineOfRace(race);
      transport.load(timeline, summary());
      find(player, ".dw-about", HTMLElement).textContent = summary();
      hover = null;
      frame.hideTip();
      writeHeads();
    }
    transport.apply(options, fresh);
    if (options.caption) frame.setCaption(options.caption);
    if (fresh && Number.isInteger(options.step) && timeline.windows) {
      focusOn(laneOf(race.tracks[0], statesAt(transport.moment)[0]));
    }
    if (Number.isInteger(options.focus)) focusOn(options.focus ?? 0);
    focusOn(focus[0]);
    if (fresh) {
      shown = transport.moment;
      motion.set(shown);
      if (!first) transport.reportSoon();
    }
    frame.restage(fresh);
    transport.showState();
    transport.wake();
  }

  // -- the picture

  /** @param {Stage} stage */
  function show(stage) {
    stage.scene.tracks.forEach((/** @type {RacePlan} */ plan, /** @type {number} */ side) => {
      lay(heads[side].element, plan.head);
      lay(formulas[side], plan.formula);
      formulas[side].style.display = plan.inSight ? "" : "none";
      const narrow = player.classList.contains("dw-narrow"),
        { name } = heads[side];
      name.disabled = !narrow;
      if (narrow) name.setAttribute("aria-pressed", String(plan.inSight));
      else name.removeAttribute("aria-pressed");
    });
    fitCounters(stage);
    paint();
    outline();
  }

  /** One size for both counters, such that at the end there is room for them beside the titles. */
  function fitCounters(/** @type {Stage} */ stage) {
    const [{ head }] = stage.scene.tracks;
    const narrow = player.classList.contains("dw-narrow");
    player.style.setProperty("--dw-count-size", `${LARGEST_COUNT}px`);
    const sizes = race.tracks.map(({ macs, PH, H, PW, W }, side) => {
      const { name, counter, drawn, padding } = heads[side];
      drawn.textContent = inFull(macs);
      padding.textContent = onPadding(PH > H || PW > W ? macs : 0);
      const room = head.width - (narrow ? 0 : name.offsetWidth + 8);
      return (LARGEST_COUNT * room) / counter.scrollWidth;
    });
    player.style.setProperty("--dw-count-size", `${Math.min(LARGEST_COUNT, ...sizes)}px`);
  }

  /**
   * With `tap` the row whose products are being added is large, else the one that was chosen: also
   * where the next tap is in the next row, and nothing would come to rest.
   */
  function largeNow() {
    const follows = transport.unit === "tap" && timeline.windows;
    return race.tracks.map((track, side) => {
      const state = follows && track.K > 1 && stateOf(race, track, "tap", shown);
      return state && state.t >= 0 ? laneOf(track, state) : focus[side];
    });
  }

  /**
   * Choose a lane of the left side; the right one has as many, or M for each of them.
   *
   * @param {number} k
   */
  function focusOn(k) {
    const [left, right] = race.tracks;
    const lane = within(k, left.C - 1),
      rowsPerLane = race.feeds ? left.N / left.C : 1;
    const kept = Math.floor(focus[1] / rowsPerLane) === lane;
    focus = [lane, kept ? within(focus[1], right.C - 1) : within(lane * rowsPerLane, right.C - 1)];
  }

  /**
   * @param {number} k
   * @param {number | null} [row]
   */
  function setFocus(k, row = null) {
    focusOn(k);
    if (row !== null) focus[1] = row;
    frame.restage();
    transport.reportSoon();
  }

  /**
   * @param {HTMLElement} element
   * @param {Box} box
   */
  function lay(element, { x, y, width, height }) {
    const { scale } = frame;
    Object.assign(element.style, {
      left: `${x * scale}px`,
      top: `${y * scale}px`,
      width: `${width}px`,
      height: `${height}px`,
      transform: scale > 1 ? `scale(${scale})` : "",
    });
  }

  function paint() {
    if (!frame.stage || !timeline.windows) return;
    const states = statesAt(shown),
      pointed = pointedAt();
    paintRaceBase(frame.base, frame.stage, transport.unit, states, pointed);
    count(states);
    spell(states.map((state, side) => (pointed?.side === side ? pointed : state)));
  }

  /** @param {number} [arrival] */
  function outline(arrival = 1) {
    if (!frame.stage || !timeline.windows) return;
    paintRaceOverlay(frame.overlay, frame.stage, transport.unit, statesAt(transport.moment), {
      visual: motion.place,
      hover,
      arrival,
    });
  }

  // -- words in HTML: counters above, formulas below

  /** What stands above each track and below both, once for these numbers; `count` fills in how far it is. */
  function writeHeads() {
    for (const old of player.querySelectorAll(".dw-head, .dw-formula, .dw-below")) old.remove();
    const most = Math.max(...race.tracks.map(({ macs }) => macs));
    heads = race.tracks.map(({ title, macs }, side) => {
      const element = make("div", "dw-head");
      const name = /** @type {HTMLButtonElement} */ (make("button", "dw-title", title));
      name.type = "button";
      name.addEventListener("click", () => showSide(side));
      element.append(name);
      const counter = element.appendChild(make("div", "dw-counter"));
      const drawn = counter.appendChild(make("b", ""));
      counter.append(` of ${inFull(macs)} MACs`);
      const padding = counter.appendChild(make("span", "dw-on-padding"));
      const bar = element.appendChild(make("div", "dw-bar"));
      bar.style.width = `${Math.max(1, (100 * macs) / most)}%`;
      const real = bar.appendChild(make("i", "dw-real"));
      const idle = bar.appendChild(make("i", "dw-idle"));
      frame.scene.append(element);
      return { element, name, counter, drawn, padding, real, idle };
    });
    formulas = race.tracks.map(() => frame.scene.appendChild(make("div", "dw-formula")));
    for (const formula of formulas) formula.ariaHidden = "true"; // the status says the step
    // one line for both: how to read the picture, and at the end what it comes to
    const below = make("div", "dw-below");
    reads = below.appendChild(make("div", "dw-reads", readingOf(race)));
    ends = below.appendChild(make("div", "dw-ends", race.header.ends));
    if (race.header.ends) frame.scene.after(below);
  }

  /** @param {State[]} states */
  function count(states) {
    states.forEach(({ macs, real }, side) => {
      const head = heads[side],
        total = race.tracks[side].macs;
      head.drawn.textContent = inFull(macs);
      const wasted = macs - real;
      head.padding.textContent = onPadding(wasted);
      head.real.style.width = `${(100 * real) / total}%`;
      head.idle.style.width = `${(100 * wasted) / total}%`;
    });
    player.dataset.macs = states.map(({ macs }) => macs).join(" ");
    player.dataset.realMacs = states.map(({ real }) => real).join(" ");
    const unit = transport.unit;
    const over = timeline.stepOf(unit, shown) === timeline.count(unit) - 1;
    ends.style.visibility = over ? "visible" : "hidden";
    reads.style.visibility = over ? "hidden" : "visible";
  }

  /**
   * The index formulas, with the numbers of the moment under their letters.
   *
   * @param {State[]} states
   */
  function spell(states) {
    race.tracks.forEach((track, side) => {
      const [output, ...product] = formulaOf(track, transport.unit, states[side]);
      // a term a line where there is little room
      const rows = player.classList.contains("dw-narrow")
        ? [output, ...product]
        : [output, product.flat()];
      const lines = rows.map((pieces) => line(track, states[side], pieces));
      // as large as the longest line allows; a letter is 0.6 of its size wide
      const longest = Math.max(...lines.map(({ length }) => length));
      const legend = make("div", "dw-meaning", legendOf(track));
      formulas[side].replaceChildren(
        lines[0].element,
        legend,
        ...lines.slice(1).map(({ element }) => element),
      );
      formulas[side].style.setProperty(
        "--dw-letter-size",
        `min(var(--dw-size-lead), ${98 / (0.6 * longest)}cqw)`,
      );
    });
  }

  /**
   * One line of a formula, and how many letters wide it is.
   *
   * @param {Track} track
   * @param {State} state
   * @param {(string | Piece)[]} pieces
   */
  function line(track, state, pieces) {
    const element = make("div", "dw-letters");
    let length = 0;
    for (const piece of pieces) {
      const wide = typeof piece === "string" ? piece.length : widthOf(piece);
      length += wide;
      if (typeof piece === "string") {
        element.append(make("span", "", piece));
        continue;
      }
      const letter = element.appendChild(make("span", `dw-letter dw-${piece.of}`));
      letter.append(make("i", "", piece.letter), make("small", "", piece.meaning));
      letter.style.width = `${wide}ch`;
      if (!frame.stage) continue;
      letter.style.color = css(laneColours(frame.stage.theme, hueOf(track, state, piece.of)).text);
    }
    return { element, length };
  }

  /**
   * Width of a letter, in letters: what stands below it may be wider, letters less so than digits.
   *
   * @param {Piece} piece
   */
  function widthOf({ letter, meaning, of }) {
    return Math.max(letter.length, (of === "what" || of === "sum" ? 0.55 : 0.9) * meaning.length);
  }

  /**
   * The channel whose colour a letter has: that of the lane which it points to, of the output's
   * outline for the output channel, null (ink) for a place in a plane and for what spans lanes.
   *
   * @param {Track} track
   * @param {State} state
   * @param {string} of
   */
  function hueOf({ S, K, hues }, { g, t }, of) {
    const { unit } = transport;
    if ((of !== "channel" && of !== "made") || unit === "pixel") return null;
    if (S === 1) return hues[g];
    return of === "channel" && unit === "tap" && t >= 0 ? hues[g * S + Math.floor(t / K)] : null;
  }

  // -- the way from one moment to the next

  // In fractions of an output: what a step is in cells of the input differs from track to track.
  /** @param {Moment} moment */
  function placeOnScreen(moment) {
    if (!timeline.windows) return { i: 0, j: 0 };
    const { i, j } = stateOf(race, race.tracks[0], "window", moment);
    return { i, j };
  }

  /** @param {number} side */
  function showSide(side) {
    if (side === inSight || !player.classList.contains("dw-narrow")) return;
    inSight = side;
    hover = null;
    frame.hideTip();
    frame.restage();
  }

  /** @param {Moment} moment */
  function arrive(moment) {
    shown = moment;
    if (frame.stage && String(largeNow()) !== String(frame.stage.large)) {
      hover = null; // what was under the pointer is elsewhere
      frame.hideTip();
      frame.restage();
      return;
    }
    if (hover) fillTip();
    paint();
    outline();
  }

  // -- the pointer

  /** @param {PointerEvent} event */
  function hit(event) {
    const { x, y } = frame.placeOf(event);
    for (const [side, plan] of (frame.stage?.scene.tracks ?? []).entries()) {
      const view = plan.views.find(
        (/** @type {View} */ box) => box.kind !== "nothing" && contains(box, x, y),
      );
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
    const { works, n } = statesAt(shown)[side],
      s = channelsOf(race.tracks[side], n).indexOf(k);
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
    /** @type {RacePlan[]} */
    const plans = frame.stage?.scene.tracks ?? [];
    for (const [side, { box, rows, focused }] of plans.entries()) {
      if (!focused || x < box.x || x >= box.x + box.width) continue;
      const found = rows.find((row) => y >= row.y && y < row.y + row.height);
      if (found) return { side, ...found };
    }
    return null;
  }

  /** @param {RaceCell} raceCell */
  const isRevealed = ({ side, kind, n, row, column }) =>
    kind === "output" &&
    row * race.tracks[side].OW + column < revealedOf(race.tracks[side], statesAt(shown)[side], n);

  /** While paused, an output value under the pointer shows its own arithmetic. */
  function pointedAt() {
    if (!hover || transport.playing || !isRevealed(hover)) return null;
    const { side, n, row, column } = hover,
      track = race.tracks[side];
    const w = windowOfRace(race, track, n, row, column);
    return { ...stateOf(race, track, "window", { w, t: 0 }), side };
  }

  /** @param {PointerEvent} event */
  function point(event) {
    const { x, y, cell } = hit(event),
      row = rowAt({ x, y });
    const enlarges = Boolean(row && !row.large);
    frame.scene.classList.toggle("dw-pointing", cell?.kind === "output" || enlarges);
    frame.overlay.canvas.title = enlarges && !cell ? "make this lane the large one" : "";
    pointTo(cell);
    if (cell) frame.placeTip({ x, y });
  }

  /** @param {RaceCell | null} cell */
  function pointTo(cell) {
    if (JSON.stringify(cell) === JSON.stringify(hover)) return;
    const before = pointedAt();
    hover = cell;
    if (pointedAt()?.window !== before?.window) paint();
    if (!motion.moving) outline();
    if (hover) fillTip();
    else frame.hideTip();
  }

  function fillTip() {
    if (!hover) return;
    frame.showTip(describeCellOfRace(race, statesAt(shown), hover));
  }

  /** @param {PointerEvent} event */
  function click(event) {
    point(event);
    const { x, y, cell } = hit(event),
      row = rowAt({ x, y });
    if (row) {
      const rowsPerLane = race.feeds && row.side ? race.tracks[0].N / race.tracks[0].C : 1;
      setFocus(Math.floor(row.k / rowsPerLane), row.side ? row.k : null);
    }
    if (cell?.kind !== "output") return;
    transport.seekWindow(windowOfRace(race, race.tracks[cell.side], cell.n, cell.row, cell.column));
    if (event.pointerType === "touch") pointTo(null);
  }

  const frame = createFrame(
    player,
    {
      narrowBelow: SIDE_BY_SIDE,
      get ready() {
        return race !== undefined;
      },
      get key() {
        return `${largeNow()};${inSight}`;
      },
      build(size, theme, dpr, context) {
        const large = largeNow();
        return { ...buildRaceStage(race, theme, size, large, dpr, context, inSight), large };
      },
      show,
      point,
      leave: () => pointTo(null),
      click,
    },
    onNext,
  );

  // a swipe on a phone: to the left brings in the right side
  /** @type {Point | null} */
  let touched = null;
  frame.listen(frame.scene, "pointerdown", (event) => {
    touched = event.pointerType === "touch" ? { x: event.clientX, y: event.clientY } : null;
  });
  frame.listen(frame.scene, "pointerup", (event) => {
    if (!touched) return;
    const across = event.clientX - touched.x,
      down = event.clientY - touched.y;
    touched = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
      showSide(across < 0 ? 1 : 0);
    }
  });

  /**
   * Where the middle of a cell is, in pixels of the browser's window; see createPlayer.
   *
   * @param {string} kind
   * @param {Record<string, number>} cell
   */
  function where(kind, { side = 0, row = 0, column = 0, ...wanted }) {
    if (!frame.stage) throw new Error("nothing is shown");
    const view = frame.stage.scene.tracks[side].views.find(
      (/** @type {View} */ candidate) =>
        candidate.kind === kind &&
        Object.keys(wanted).every((name) => candidate[name] === wanted[name]),
    );
    return frame.middleInWindow(cellOf(view, row, column));
  }

  return publish(player, { update, where }, frame, transport, help.destroy);
}
