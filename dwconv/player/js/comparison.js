// The comparison: two convolutions side by side on one clock. It has the markup and the transport of a
// player; its picture is both convolutions, with words around them (see comparison_words.js).

import { middleOf } from "./canvas_drawing.js";
import { cellOf } from "./cell_boxes.js";
import { createCursor } from "./cell_cursor.js";
import {
  channelsOf,
  decodeComparison,
  laneOf,
  revealedOf,
  stateOf,
  timelineOfComparison,
} from "./comparison_model.js";
import { paintComparisonOverlay } from "./comparison_overlay.js";
import { buildComparisonStage, paintComparisonBase } from "./comparison_painting.js";
import { createComparisonPointer } from "./comparison_pointer.js";
import { describeMomentOfComparison, resultsOfComparison } from "./comparison_sentences.js";
import { SIDE_BY_SIDE } from "./comparison_sizes.js";
import {
  changeOfComparison,
  channelsAloud,
  describeCellOfComparisonAloud,
  filtersAloud,
  summaryOfComparison,
} from "./comparison_speech.js";
import { tablesOfComparison } from "./comparison_tables.js";
import { createComparisonWords } from "./comparison_words.js";
import { find } from "./dom.js";
import { createHelp, KEYS_OF_LAYERS } from "./help.js";
import { mayFollow } from "./large_lane.js";
import { orderOfComparison } from "./neighbour_planes.js";
import { createCanvases, playerIn, publish } from "./picture_canvases.js";
import { createPlaybackControls } from "./playback_controls.js";
import { createPlayerLabel } from "./player_label.js";
import { sameBytes, tapPlace, within } from "./player_model.js";
import { playRow } from "./sound.js";
import { newsOfFirstStep, rowOf } from "./speech.js";

const SWIPE = 48; // pixels across, at least

/**
 * Operate the element of player.html as a comparison; see createPlayer for what it is given.
 *
 * @param {HTMLElement | ShadowRoot} root
 * @param {Listeners} [listeners]
 */
export function createComparison(root, { onSeek = () => {}, onNext = null } = {}) {
  const player = playerIn(root);
  player.classList.add("dw-comparison");
  find(player, ".dw-lanes", HTMLElement).hidden = true; // its rows have no buttons
  const gone = new AbortController();
  const label = createPlayerLabel(player, "Player of two convolutions side by side", gone.signal);

  /** @type {Uint8Array | null} */
  let bytes = null; // the payloads of both
  /** @type {Comparison} */
  let comparison; // what they say
  /** @type {Timeline} */
  let timeline;
  let shown = { w: 0, t: 0 };
  let inSight = 0; // on a phone: the side whose picture is on the screen
  let sideChosen = false; // whether somebody chose it since the work went from one side to the other
  let sideAtWork = -1;
  let focus = [0, 0]; // of each track, the row that is large where not all of them can be
  let chosen = false; // whether somebody made it large since the last step

  const transport = createPlaybackControls(
    player,
    {
      go: arrive,
      setFocus,
      changed: () => {
        if (pointer.cell) paint();
        tellStep();
      },
      describe: describeNow,
      pressLetter(letter) {
        const say = { f: filtersAloud, c: channelsAloud }[letter];
        if (say) transport.say(say(comparison, statesAt(shown)));
        return Boolean(say);
      },
      get lanes() {
        return Boolean(
          frame.stage?.scene.tracks.some((/** @type {ComparisonPlan} */ { focused }) => focused),
        );
      },
      get focus() {
        return this.lanes ? focus[0] : undefined;
      },
    },
    onSeek,
  );

  /** The step in words. */
  function describeNow() {
    return describeMomentOfComparison(comparison, timeline, transport.unit, transport.moment);
  }

  const tellStep = () => label.show(summaryOfComparison(comparison), transport);

  function showControls() {
    tellStep();
    transport.showState();
  }

  const help = createHelp(player, {
    opened: () => transport.pause(),
    summary: () => summaryOfComparison(comparison),
    keys: KEYS_OF_LAYERS,
    say: transport.say,
    tables: () =>
      timeline.windows ? tablesOfComparison(comparison, transport.unit, shown, channelsNow()) : [],
  });

  /** @param {Moment} moment */
  const statesAt = (moment) =>
    comparison.tracks.map((track) => stateOf(comparison, track, transport.unit, moment));

  /**
   * @param {Uint8Array} newBytes
   * @param {Options} [options]
   */
  function update(newBytes, options = {}) {
    const first = comparison === undefined;
    const fresh = !sameBytes(bytes, newBytes);
    // of a stretch the page says what it shows, and that comes before the numbers of a step
    transport.hush(Boolean(options.stretch));
    if (fresh) {
      const before = comparison;
      bytes = newBytes;
      comparison = decodeComparison(bytes);
      timeline = timelineOfComparison(comparison);
      const count = (/** @type {Comparison} */ each) =>
        timelineOfComparison(each).count(transport.unit);
      const news = first || options.stretch ? "" : changeOfComparison(before, comparison, count);
      const step = news ? firstStepSince(before, options) : { words: "", instead: false };
      transport.load(timeline, `${news} ${step.words}`.trim(), false, step.instead);
      chosen = false;
      sideChosen = false;
      sideAtWork = -1;
      cursor.forget();
      pointer.forget();
      words.write(comparison);
    }
    transport.apply(options, fresh);
    if (options.caption) frame.setCaption(options.caption);
    if (fresh && Number.isInteger(options.step) && timeline.windows) {
      focusOn(laneOf(comparison.tracks[0], statesAt(transport.moment)[0]));
    }
    if (Number.isInteger(options.focus)) focusOn(options.focus ?? 0);
    focusOn(focus[0]);
    if (fresh) {
      shown = transport.moment;
      if (!first) transport.reportSoon();
    }
    // at first before the picture, which is as high as the controls leave room; later after it, as
    // nothing that is written into the page should keep new numbers waiting
    if (first) showControls();
    frame.restage(fresh);
    if (!first) showControls();
    if (fresh && timeline.windows) followWork();
    transport.hush(false);
    transport.wake();
  }

  /**
   * What is said of the first step of new numbers, and whether that is in place of the step.
   *
   * @param {Comparison} before
   * @param {Options} options
   */
  function firstStepSince(before, { step }) {
    const { unit, moment } = transport;
    const was = timelineOfComparison(before);
    const first = { w: 0, t: 0 };
    const value =
      !step && was.windows && timeline.windows ? resultsOfComparison(comparison, unit, first) : "";
    return newsOfFirstStep({
      before: value && describeMomentOfComparison(before, was, unit, first),
      now: value && describeMomentOfComparison(comparison, timeline, unit, first),
      back: moment.w > 0 && !step,
      value,
    });
  }

  // -- the picture

  /** @param {Stage} stage */
  function show(stage) {
    words.place(stage, frame.scale);
    paint();
    outline();
  }

  /**
   * With `tap` the row whose products are being added is large, else the one that was chosen: also
   * where the next tap is in the next row, and nothing would come to rest.
   */
  function largeNow() {
    const follows = transport.unit === "tap" && timeline.windows;
    return comparison.tracks.map((track, side) => {
      const state = follows && track.K > 1 && stateOf(comparison, track, "tap", shown);
      return state && state.t >= 0 ? laneOf(track, state) : focus[side];
    });
  }

  /** Of each track, the channel that acts, unless another was chosen or all of them act. */
  const channelsNow = () =>
    chosen || transport.unit === "pixel"
      ? largeNow()
      : statesAt(shown).map((state, side) => laneOf(comparison.tracks[side], state));

  /** How many rows of the right side belong to a lane of the left one. */
  function rowsPerLane() {
    const [left] = comparison.tracks;
    return comparison.feeds ? left.N / left.C : 1;
  }

  /**
   * Choose a lane of the left side; the right one has as many, or M for each of them.
   *
   * @param {number} k
   */
  function focusOn(k) {
    const [left, right] = comparison.tracks;
    const lane = within(k, left.C - 1),
      rows = rowsPerLane();
    const kept = Math.floor(focus[1] / rows) === lane;
    focus = [lane, within(kept ? focus[1] : lane * rows, right.C - 1)];
  }

  /**
   * @param {number} k
   * @param {number | null} [row]
   */
  function setFocus(k, row = null) {
    chosen = true;
    focusOn(k);
    if (row !== null) focus[1] = row;
    frame.restage();
    transport.reportSoon();
  }

  function paint() {
    if (!frame.stage || !timeline.windows) return;
    const states = statesAt(shown),
      pointed = pointer.subject();
    paintComparisonBase(frame.base, frame.stage, transport.unit, states, pointed);
    const unit = transport.unit;
    words.count(states, timeline.stepOf(unit, shown) === timeline.count(unit) - 1);
    words.spell(
      frame.stage.theme,
      unit,
      states.map((state, side) => (pointed?.side === side ? pointed : state)),
    );
  }

  function outline() {
    if (!frame.stage || !timeline.windows) return;
    paintComparisonOverlay(frame.overlay, frame.stage, transport.unit, statesAt(shown), {
      hover: pointer.cell,
    });
  }

  /** @param {number} side */
  function showSide(side) {
    if (side === inSight || !player.classList.contains("dw-narrow")) return;
    inSight = side;
    pointer.forget();
    frame.restage();
  }

  /** @param {number} side */
  function chooseSide(side) {
    sideChosen = true;
    showSide(side);
  }

  /** On a phone, bring in the side that works where the other one waits, unless somebody chose one meanwhile. */
  function followWork() {
    const [left, right] = statesAt(shown).map(({ works }) => works);
    if (left === right) return;
    const side = right ? 1 : 0;
    if (side !== sideAtWork) sideChosen = false;
    sideAtWork = side;
    if (sideChosen) return;
    const { unit, playing } = transport,
      T = Math.max(...comparison.tracks.map((track) => track.T));
    if (mayFollow(unit, { T, M: 1 }, playing ? transport.report().speed : 0)) showSide(side);
  }

  /** @param {Moment} moment */
  function arrive(moment) {
    shown = moment;
    chosen = false;
    tellStep();
    followWork();
    if (frame.stage && String(largeNow()) !== String(frame.stage.large)) {
      pointer.forget();
      frame.restage();
      return;
    }
    pointer.renewTip();
    paint();
    outline();
  }

  // -- the keyboard: from cell to cell

  let heard = -1; // the side that the cell said last belongs to
  const cursor = createCursor(player, {
    order: () =>
      timeline?.windows ? orderOfComparison(comparison, statesAt(shown), transport.unit) : null,
    start() {
      const side = player.classList.contains("dw-narrow") ? inSight : 0;
      const track = comparison.tracks[side],
        state = statesAt(shown)[side],
        k = laneOf(track, state);
      const s = channelsOf(track, state.n).indexOf(k);
      return { side, kind: "input", k, n: state.n, s, ...tapPlace(track, state, 0) };
    },
    show(cell, more) {
      if (cell) bringIn(cell);
      pointer.pointTo(cell);
      const before = heard;
      heard = cell ? cell.side : -1;
      if (!cell || !frame.stage) return;
      const view = viewOf(frame.stage.scene.tracks[cell.side], cell);
      frame.placeTip(middleOf(cellOf(view, cell.row, cell.column)));
      const whose = cell.side === before ? "" : `${comparison.tracks[cell.side].title}. `;
      transport.say(
        whose +
          describeCellOfComparisonAloud(comparison, transport.unit, statesAt(shown), cell) +
          more,
      );
    },
    leads: (cell) => pointer.windowOf(cell) !== shown.w,
    go(cell) {
      const { moment } = transport;
      transport.seekWindow(pointer.windowOf(cell));
      return transport.moment !== moment;
    },
    sound({ side, n, row }) {
      const track = comparison.tracks[side];
      const there = revealedOf(track, statesAt(shown)[side], n);
      return playRow(rowOf(track, 0, n, row, there), track.values.output); // the outputs lie one by one
    },
    say: transport.say,
  });

  /**
   * The plane that a cell belongs to.
   *
   * @param {ComparisonPlan} plan
   * @param {ComparisonCell} cell
   */
  function viewOf({ inputs, outputs, slices }, { kind, k, n, s }) {
    if (kind === "input") return inputs[k];
    return kind === "output" ? outputs[n] : slices[n][s];
  }

  /**
   * On a phone show the side of a cell; where one row is large, make it that of the cell.
   *
   * @param {ComparisonCell} cell
   */
  function bringIn({ side, k }) {
    showSide(side);
    const row = rowsOf(side).find((each) => each.k === k);
    if (row && !row.large) enlarge(side, k);
  }

  /**
   * The rows of a side if one of them can be made large.
   *
   * @param {number} side
   */
  function rowsOf(side) {
    /** @type {ComparisonPlan | undefined} */
    const plan = frame.stage?.scene.tracks[side];
    return plan?.focused ? plan.rows : [];
  }

  /**
   * Make a row the large one, and with it the lane of the other side.
   *
   * @param {number} side
   * @param {number} k
   */
  function enlarge(side, k) {
    if (side) setFocus(Math.floor(k / rowsPerLane()), k);
    else setFocus(k);
  }

  const pointer = createComparisonPointer({
    comparison: () => comparison,
    frame: () => frame,
    transport,
    statesNow: () => statesAt(shown),
    rowsOf,
    enlarge,
    paint: () => paint(),
    outline: () => outline(),
  });

  const frame = createCanvases(
    player,
    {
      narrowBelow: SIDE_BY_SIDE,
      get ready() {
        return comparison !== undefined;
      },
      get key() {
        return `${largeNow()};${inSight}`;
      },
      build(size, theme, dpr, context, used) {
        const large = largeNow();
        return {
          ...buildComparisonStage(comparison, theme, size, large, dpr, context, inSight, used),
          large,
        };
      },
      show,
      pointer,
      say: transport.say,
    },
    onNext,
  );

  const words = createComparisonWords(player, frame.scene, chooseSide);

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
      chooseSide(across < 0 ? 1 : 0);
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

  return publish(player, { update, where }, frame, transport, () => {
    gone.abort();
    cursor.destroy();
    help.destroy();
  });
}
