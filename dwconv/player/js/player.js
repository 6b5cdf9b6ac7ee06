// The player: a depthwise convolution, one visible step at a time.
//
// It draws the numbers of a payload (see payload.py) and computes none. Whatever is on the canvas
// is a function of (payload, moment, hover) and, for a fraction of a second between two moments,
// of how far the window has moved.

import { NARROW } from "./arithmetic_layout.js";
import { middleOf } from "./canvas_drawing.js";
import { createCursor } from "./cell_cursor.js";
import { createTyping } from "./cell_typing.js";
import { createDisagreement } from "./disagreement.js";
import { find } from "./dom.js";
import { createHelp, KEYS_OF_ONE_LAYER } from "./help.js";
import { createLaneButtons } from "./lane_buttons.js";
import { isSmall, liesOnItsSide, mayFollow } from "./large_lane.js";
import { orderOfPlayer } from "./neighbour_planes.js";
import { buildStage, paintBase } from "./painting.js";
import { createCanvases, playerIn, publish } from "./picture_canvases.js";
import { channelAloud, filterAloud } from "./planes_aloud.js";
import { createPlaybackControls } from "./playback_controls.js";
import { createPlayerLabel } from "./player_label.js";
import {
  ASKED_FOR_OUTPUT,
  decode,
  placeOf,
  sameBytes,
  tapPlace,
  timelineOf,
  within,
} from "./player_model.js";
import { paintOverlay } from "./player_overlay.js";
import { createPointer } from "./player_pointer.js";
import { createPrediction } from "./prediction.js";
import { boxOfCell } from "./scene_places.js";
import { describe, describeCell, describeQuestion, describeValue, resultOf } from "./sentences.js";
import { playRow } from "./sound.js";
import {
  changeOf,
  describeCellAloud,
  newsOfFirstStep,
  rowOf,
  sizesOf,
  summaryOf,
} from "./speech.js";
import { tablesOf } from "./tables.js";
import { createTour } from "./tour.js";

const OUTPUT_ASKED = "The class is asked for the output's size.";

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
  const gone = new AbortController();
  const label = createPlayerLabel(player, "Player of the depthwise convolution", gone.signal);

  /** @type {Uint8Array | null} */
  let bytes = null; // the payload
  /** @type {Model} */
  let model; // what it says
  const disagreement = createDisagreement();
  let focus = 0;
  let chosen = false; // whether somebody made this lane the large one since the last step, or plays with it
  let shown = { w: 0, t: 0 }; // the moment that the picture shows
  let asked = -1; // the window whose value a class is asked for, or less; see askAbout
  let windowHidden = false; // whether a class is asked for the window's cells

  const transport = createPlaybackControls(
    player,
    {
      go: arrive,
      setFocus,
      changed: () => {
        rest();
        if (pointer.cell) paint();
        tellStep();
      },
      describe: describeNow,
      pressLetter(letter) {
        const place = placeNow();
        if (letter === "f") transport.say(filterAloud(model, place));
        else if (letter === "c") transport.say(channelAloud(model, place.k));
        else return letter === "a" && prediction.focus();
        return true;
      },
      get focus() {
        return focus;
      },
      get asks() {
        return prediction.on ? prediction.asks() : undefined;
      },
      get lanes() {
        return model.C > 1;
      },
    },
    onSeek,
  );

  function showControls() {
    tellStep();
    transport.showState();
  }

  const tellStep = () => label.show(summaryNow(), transport, asked < -1);

  const summaryNow = () =>
    asked === ASKED_FOR_OUTPUT ? [OUTPUT_ASKED] : summaryOf(model, transport.unit);

  /** The step in words: what is asked, or what there is. */
  function describeNow() {
    const { unit, moment } = transport;
    if (asked === ASKED_FOR_OUTPUT) return OUTPUT_ASKED;
    if (windowHidden && model.windows) return describeValue(model, moment);
    if (prediction.asks(moment.w))
      return describeQuestion(model, moment, prediction.hides(moment.w));
    const said = describe(model, unit, moment),
      words = asked < -1 ? said.replace(/^Step.*?: /, "") : said,
      more = disagreement.at(model, unit, moment);
    return more ? `${words} ${more}` : words;
  }

  const prediction = createPrediction(player, {
    model: () => model,
    shown: () => ({ moment: shown, unit: transport.unit }),
    transport,
    frame: () => frame,
    pointer: () => pointer,
    paint,
    outline,
    bringInSight,
  });

  const pointer = createPointer({
    model: () => model,
    frame: () => frame,
    transport,
    prediction,
    typing: () => typing,
    shownWindow: () => shown.w,
    paint: () => paint(),
    outline: () => outline(),
    toLane: setFocus,
  });

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
    // of a stretch the page says what it shows, and that comes before the numbers of a step
    transport.hush(Boolean(options.stretch));
    if (fresh) load(newBytes, stays, options);
    transport.apply(options, fresh);
    const late = disagreement.hear(options, fresh); // its numbers were said before
    if (options.caption) frame.setCaption(options.caption);
    if (fresh && !first)
      tour.stop(); // it was about other numbers
    else if (options.tour) tour.start(options.tour[1]);
    if (fresh && Number.isInteger(options.step)) focus = placeOf(model, transport.moment.w).k;
    if (Number.isInteger(options.focus)) focus = within(options.focus ?? 0, model.C - 1);
    const switched = prediction.apply(options, fresh, describeNow);
    transport.limit();
    if (fresh) {
      shown = transport.moment;
      if (!first) transport.reportSoon(); // so that nobody keeps a step of the numbers before
    }
    // at first before the picture, which is as high as the controls leave room; later after it, as
    // nothing that is written into the page should keep new numbers waiting
    ask();
    if (first) showControls();
    frame.restage(fresh);
    if (!first) showControls();
    // the lane beside the arithmetic is the one that it is about, where no other one can be read
    if (fresh && !Number.isInteger(options.focus) && follows()) enlarge(placeNow().k);
    if (switched) {
      paint();
      outline();
    }
    transport.hush(false);
    const objection = disagreement.at(model, transport.unit, transport.moment);
    if (late && objection && !transport.playing && !prediction.on) transport.say(objection);
    transport.wake();
  }

  /**
   * @param {Uint8Array} newBytes
   * @param {boolean} stays   whether the moment stays: somebody typed a number and looks what it does
   * @param {Options} options
   */
  function load(newBytes, stays, options) {
    const before = model;
    const told = stays ? describeNow() : "";
    bytes = newBytes;
    model = decode(bytes);
    stays &&= sizesOf(before) === sizesOf(model);
    const news = before ? newsOf(before, options) : "";
    const first = news ? firstStepSince(before, options) : { words: "", instead: false };
    transport.load(timelineOf(model), `${news} ${first.words}`.trim(), stays, first.instead);
    if (!stays) {
      chosen = false;
      cursor.forget();
      typing.forget();
    }
    focus = within(focus, model.C - 1);
    pointer.forget();
    prediction.reset();
    if (stays) transport.tell(typing.newsOf(before, model), told === describeNow());
  }

  /**
   * What is said of new numbers.
   *
   * @param {Model} before
   * @param {Options} options
   */
  function newsOf(before, { stretch }) {
    if (stretch) return ""; // whoever plays a stretch of it says what is other
    const unit = transport.unit === "tap" && !model.header.taps ? "window" : transport.unit;
    return changeOf(before, model, unit);
  }

  /**
   * What is said of the first step of new numbers, and whether that is in place of the step.
   *
   * @param {Model} before
   * @param {Options} options
   */
  function firstStepSince(before, { step }) {
    const { unit, moment } = transport;
    const same = !step && !prediction.on && unit !== "tap" && before.windows && model.windows;
    const first = { w: 0, t: 0 };
    const value = same ? resultOf(model, unit, first) : "";
    return newsOfFirstStep({
      before: value && describe(before, unit, first),
      now: value && describe(model, unit, first),
      back: moment.w > 0 && !step,
      value,
    });
  }

  function ask() {
    prediction.show(shown.w);
    if (prediction.asks()) transport.pause();
  }

  // -- the picture

  function paint() {
    if (!frame.stage) return;
    const { moment, unit } = prediction.visible();
    paintBase(frame.base, frame.stage, moment, unit, pointer.subject(), hidesNow(), asked);
  }

  function outline() {
    if (!frame.stage) return;
    paintOverlay(frame.overlay, frame.stage, shown, transport.unit, {
      hover: pointer.cell,
      hidden: prediction.hides(shown.w) || hidesNow(),
      marks: prediction.marks,
      asked,
    });
  }

  /** Whether all channels act at once. */
  const together = () => transport.unit === "pixel";
  let wereTogether = false;

  const hidesNow = () => windowHidden || prediction.hides();

  /** @param {boolean} yes */
  function hideWindow(yes) {
    if (yes === windowHidden) return;
    windowHidden = yes;
    if (!model) return;
    paint();
    outline();
    tellStep();
    transport.showInSilence();
  }

  /** Where the value is that a class is asked for; else where the one that is shown is. */
  const placeNow = () => placeOf(model, asked < 0 ? shown.w : asked);

  /**
   * Open the lane of the value that a class is asked for, and mark it.
   *
   * @param {number} w  its window; -1 for none, -2 if it is asked for a number that is not in the
   *   picture: its steps are not counted then; -3 if it is asked for the output's size, which is hidden
   */
  function askAbout(w) {
    if (asked === w) return;
    asked = w;
    player.dataset.asked = String(w);
    if (!model) return;
    chosen = false;
    if (follows()) enlarge(placeNow().k);
    paint();
    outline();
    tellStep();
    transport.showInSilence();
  }

  /** @param {Moment} moment */
  function arrive(moment) {
    shown = moment;
    if (!transport.playing || follows()) chosen = false;
    ask();
    tellStep();
    laneButtons.keep(stays());
    if (follows() && enlarge(placeNow().k) && oneIsLarge()) return; // all is painted anew
    if (together() !== wereTogether) {
      wereTogether = together();
      frame.restage();
    }
    pointer.renewTip();
    paint();
    outline();
  }

  /** @param {number} k */
  function setFocus(k) {
    chosen = true;
    if (enlarge(k)) transport.reportSoon();
  }

  /** The channel whose values come first: the one that acts, unless another was chosen or all of them act. */
  function channelNow() {
    const acts = !chosen && !together() && !hidesNow() && model.windows;
    return acts ? placeNow().k : focus;
  }

  /** Make a lane the large one, or where all are alike the one that a page with one large lane opens; whether it is another. @param {number} k */
  function enlarge(k) {
    if (k === focus || k < 0 || k >= model.C) return false;
    const byKey = laneButtons.focused;
    focus = k;
    if (oneIsLarge()) {
      pointer.forget();
      frame.restage();
    }
    if (byKey) laneButtons.focus(k);
    return true;
  }

  /** Whether one lane is large and others are not, of the numbers that are shown. */
  const oneIsLarge = () =>
    frame.stage?.model === model &&
    frame.stage.scene.lanes.some((/** @type {Lane} */ { big }) => !big);

  /** Whether the lane that acts is made the large one: at rest always; while it plays not in place of one that somebody chose, as long as a large window can say so. */
  function follows() {
    const { playing, unit } = transport;
    if (frame.stage?.model !== model || (playing && chosen && !isSmall(player))) return false;
    return mayFollow(unit, model, playing ? transport.report().speed : 0);
  }

  /** Whether one lane stays the large one while others act. */
  const stays = () =>
    transport.playing && !together() && !isSmall(player) && oneIsLarge() && !follows();

  /** When it comes to rest, make the lane that acts the large one, unless another one was chosen. */
  function rest() {
    laneButtons.keep(stays());
    if (!transport.playing && !chosen && follows()) enlarge(placeNow().k);
  }

  /** On a phone, bring the picture in sight for whoever goes through it. */
  function bringInSight() {
    if (!isSmall(player)) return;
    const { top } = frame.scene.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 5)
      frame.scene.scrollIntoView({ block: "start", behavior: "instant" });
  }

  // -- the keyboard: from cell to cell, and what "?" opens

  const cursor = createCursor(player, {
    order: () =>
      model?.windows ? orderOfPlayer(model, hidesNow() ? null : shown, transport.unit) : null,
    start() {
      const { i, j, q } = placeOf(model, shown.w);
      const at = hidesNow() ? { row: model.top, column: model.left } : tapPlace(model, { i, j }, 0);
      return { kind: "input", k: channelNow(), q, ...at };
    },
    show(cell, more) {
      if (cell) setFocus(cell.k);
      pointer.pointTo(cell);
      const box = cell && frame.stage && boxOfCell(frame.stage.scene, cell);
      if (!box) return;
      frame.placeTip(middleOf(box));
      const { moment, unit } = prediction.visible();
      if (prediction.hides()) prediction.sayCell(cell);
      else if (windowHidden) transport.say(describeCell(model, unit, moment, cell)[0]);
      else transport.say(describeCellAloud(model, unit, moment, cell) + more);
    },
    leads: (cell) => !hidesNow() && pointer.windowOf(cell) !== shown.w,
    go(cell) {
      const { moment } = transport;
      transport.seekWindow(pointer.windowOf(cell));
      return transport.moment !== moment;
    },
    type: (cell, key) => prediction.chooseByKey(cell, key) || typing.begin(cell, key),
    sound: ({ k, q, row }) =>
      playRow(rowOf(model, k, q, row, pointer.revealedNow(k, q)), model.values.output),
    say: transport.say,
  });
  const typing = createTyping(player, {
    model: () => model,
    frame: () => frame,
    setFocus,
    cursor,
    pointer,
    transport,
    send: onEdit,
  });
  const help = createHelp(player, {
    opened: () => transport.pause(),
    summary: summaryNow,
    keys: KEYS_OF_ONE_LAYER,
    say: transport.say,
    tables() {
      if (asked === ASKED_FOR_OUTPUT) return [];
      const k = channelNow();
      return tablesOf(
        model,
        {
          w: shown.w,
          hidden: prediction.asks() || windowHidden,
          there: (q) => pointer.revealedNow(k, q),
          disagreement: disagreement.at(model, "window", shown),
        },
        k,
      );
    },
  });

  const frame = createCanvases(
    player,
    {
      get narrowBelow() {
        return liesOnItsSide() ? Infinity : NARROW;
      },
      get ready() {
        return model !== undefined;
      },
      get key() {
        return `${focus} ${together()}`;
      },
      build: (size, theme, dpr, context, used) =>
        buildStage(model, theme, size, dpr, focus, context, together(), used),
      show(stage) {
        paint();
        outline();
        laneButtons.place(stage, focus, frame.scale);
        prediction.place();
        tour.place();
        typing.place();
      },
      pointer,
      say: transport.say,
    },
    onNext &&
      ((by) => {
        setFocus(0); // where another example begins
        onNext(by);
      }),
  );
  const laneButtons = createLaneButtons(player, setFocus, frame.listen);
  frame.listen(find(player, ".dw-buttons", HTMLElement), "click", bringInSight);

  const tour = createTour(player, { frame: () => frame, transport, setFocus, bringInSight });

  /**
   * Where the middle of a cell is, in pixels of the browser's window: for tests and tours.
   *
   * @param {string} kind
   * @param {Record<string, number>} [cell]
   */
  function where(kind, { k = 0, q = 0, row = 0, column = 0 } = {}) {
    if (!frame.stage) throw new Error("nothing is shown");
    const box = boxOfCell(frame.stage.scene, { kind, k, q, row, column });
    if (!box) throw new Error(`there is no such ${kind}`);
    return frame.middleInWindow(box);
  }

  return publish(player, { update, where, hideWindow, askAbout }, frame, transport, () => {
    gone.abort();
    prediction.destroy();
    tour.destroy();
    cursor.destroy();
    typing.destroy();
    help.destroy();
  });
}
