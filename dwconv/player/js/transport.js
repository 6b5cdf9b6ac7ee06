// The controls of a player (buttons, slider, keys, the sentence for screen readers) and its clock: it
// decides when the next frame and the next step come. It draws nothing itself, but tells a picture to
// go to a moment. A picture has these functions and values:
//
// picture.go(moment, length)   set out for a moment and be there in `length` ms; true while on the way
// picture.tick(passed)         ms went by on the way; false once it has arrived
// picture.changed()            it plays now, or no longer does
// picture.describe()           the moment in words and numbers
// picture.asks                 whether a value is to be predicted before it plays on; undefined if none is ever
// picture.focus                the lane that is large; picture.setFocus(k) makes it another one
//
// A timeline says what there is to go through (see timelineOf in model.js).

import constants from "./constants.js";
import { find } from "./dom.js";
import { within } from "./model.js";
import { prefersCalm } from "./motion.js";
import { inFull } from "./number_text.js";
import { spoken } from "./speech.js";

const UNITS = /** @type {Unit[]} */ (constants.units);
const SPEEDS = constants.speeds;
export const PERIOD = { tap: 700, window: 800, pixel: 1000 }; // ms a step takes at speed 1
const LONGEST_MOVE = 280; // of those, ms that the window is on its way; then it rests
const MOVE_BY_HAND = 180; // ms on its way after a key or a button
const WORDS_AT_MOST_EVERY = 400; // ms between two updates of the status while playing
const REPORT_AFTER = 200; // ms without another seek before Python hears of it
const MEANING = {
  tap: "one multiplication",
  window: "one output value",
  pixel: "one position, all channels",
};

/**
 * The step that a text names, counted from 1; null where there is none.
 *
 * @param {string} text
 * @param {number} steps   how many there are
 */
export function typedStep(text, steps) {
  const digits = text.replaceAll(/[\s,]/g, ""); // as in 1,944
  const step = /^\d+$/.test(digits) ? Number(digits) : 0;
  return step >= 1 && step <= steps ? step : null;
}

/** @param {HTMLElement} button */
const unitOf = (button) => /** @type {Unit} */ (button.dataset.value);

/**
 * Operate the buttons, the slider, the keys and the status of a player's element.
 *
 * @param {PlayerElement} player
 * @param {Picture} picture
 * @param {(report: Report) => void} onSeek
 */
export function createTransport(player, picture, onSeek) {
  const button = (/** @type {string} */ name) => find(player, `.dw-${name}`, HTMLButtonElement);
  const choiceOfUnit = find(player, ".dw-advance", HTMLElement);
  const ui = {
    play: button("play"),
    range: find(player, ".dw-step", HTMLInputElement),
    ticks: find(player, ".dw-ticks", HTMLElement),
    goTo: find(player, ".dw-goto", HTMLInputElement),
    count: find(player, ".dw-count", HTMLElement),
    speed: find(player, ".dw-speed", HTMLSelectElement),
    units: [...choiceOfUnit.querySelectorAll("button")],
    status: find(player, ".dw-status", HTMLElement),
  };
  const gone = new AbortController();

  /** @type {Timeline} */
  let timeline;
  /** @type {Unit} */
  let unit = "window";
  let speed = 1;
  let moment = { w: 0, t: 0 }; // what data-step says
  let playing = false;
  let ranOut = false; // it stopped because it came to the end, not by anybody's hand
  /** @type {number | null} */
  let until = null; // the window whose result ends a stretch: playing stops there
  let moving = false;
  let clock = 0;
  let lastTime = 0;
  let frame = 0;
  let lastWords = 0;
  let wordsTimer = 0;
  let reportTimer = 0;
  let stepSaid = ""; // the last sentence about a step
  let typesStep = false; // the field of the step has the focus, and keeps what is typed
  let news = ""; // what just happened, said before the step until the next one

  // -- what there is to go through, and what Python asks for

  /**
   * Begin at the beginning of other numbers, or stay where the same place is in them.
   *
   * @param {Timeline} newTimeline
   * @param {string} sizes   theirs, in words
   * @param {boolean} [stays]
   */
  function load(newTimeline, sizes, stays = false) {
    const first = timeline === undefined;
    news = first || stays ? "" : `Now ${sizes}`;
    timeline = newTimeline;
    if (unit === "tap" && !timeline.taps) unit = "window";
    if (!stays) moment = { w: 0, t: 0 };
    clock = 0;
    until = null;
    moving = false;
    playing = Boolean(timeline.windows) && (playing || (ranOut && !first));
    ranOut = false;
    limit();
    placeTicks();
  }

  /** Offer the units that there are: taps where they were sent; windows alone where they are predicted. */
  function limit() {
    for (const button of ui.units) {
      const value = unitOf(button);
      const noTaps =
        value === "tap" && !timeline.taps && (timeline.whyNoTaps || "there is no output");
      const why =
        picture.asks !== undefined && value !== "window"
          ? "you predict one window at a time"
          : noTaps;
      button.disabled = Boolean(why);
      button.title = why ? `Off: ${why}` : MEANING[value];
    }
    if (ui.units.some((button) => button.disabled && unitOf(button) === unit)) setUnit("window");
  }

  /**
   * Apply what Python asks for; with new numbers at once, else as if somebody had gone there.
   *
   * @param {Options} options
   * @param {boolean} fresh
   */
  function apply(options, fresh) {
    if (!timeline.windows) return;
    const { unit: newUnit, step, speed: newSpeed, stretch } = options;
    if (newUnit && UNITS.includes(newUnit) && (newUnit !== "tap" || timeline.taps)) {
      unit = newUnit;
      if (!fresh) go({ w: moment.w, t: 0 }, 0);
    }
    if (step !== undefined && Number.isInteger(step)) {
      const window = { w: within(step, timeline.windows - 1), t: 0 };
      if (fresh) moment = window;
      else go(window, 0);
    }
    if (newSpeed && SPEEDS.includes(newSpeed)) setSpeed(newSpeed);
    if (options.playing !== undefined)
      playing = options.playing && !prefersCalm.matches && !atEnd();
    if (!Array.isArray(stretch)) return;
    const [first, last, itsUnit, itsSpeed] = stretch;
    playStretch(first, last, itsUnit, itsSpeed, fresh);
  }

  /**
   * Play from one window to the result of another; be there at once where motion is not wanted.
   *
   * @param {number} first
   * @param {number} last
   * @param {Unit} itsUnit
   * @param {number} itsSpeed
   * @param {boolean} fresh
   */
  function playStretch(first, last, itsUnit, itsSpeed, fresh) {
    unit = itsUnit === "tap" && !timeline.taps ? "window" : itsUnit;
    setSpeed(itsSpeed);
    until = within(last, timeline.windows - 1);
    ranOut = false;
    const start = timeline.stepOf(unit, { w: within(first, until), t: 0 }),
      end = endOfStretch(until);
    const next = timeline.momentAt(unit, prefersCalm.matches ? end : start);
    if (fresh) moment = next;
    else go(next, 0);
    clock = 0;
    playing = !prefersCalm.matches && start < end;
    picture.changed();
  }

  /** @param {number} w */
  const endOfStretch = (w) => timeline.stepOf(unit, { w, t: timeline.lastTap(w) });

  /** The step at which playing comes to rest: the end, or before it that of the stretch. */
  function stop() {
    const end = timeline.count(unit) - 1;
    if (until === null || timeline.stepOf(unit, moment) >= endOfStretch(until)) return end;
    return endOfStretch(until);
  }

  /** A tick on the track where each output row begins, unless they would make a comb. */
  function placeTicks() {
    const rows = timeline.rows > 40 ? 0 : timeline.rows;
    ui.ticks.replaceChildren(
      ...Array.from({ length: Math.max(rows - 1, 0) }, (_, row) => {
        const tick = document.createElement("i");
        tick.style.left = `${(100 * (row + 1)) / rows}%`;
        return tick;
      }),
    );
  }

  // -- the clock

  function wake() {
    if (frame || !(playing || moving)) return;
    lastTime = 0;
    frame = requestAnimationFrame(tick);
  }

  /** @param {number} time */
  function tick(time) {
    // `frame` stays set meanwhile, so that nothing in here asks for another one;
    // a frame's time may lie before that of the last one, and a hidden tab sleeps
    const passed = lastTime ? within(time - lastTime, 100) : 0;
    lastTime = time;
    if (playing) {
      clock += passed;
      const period = PERIOD[unit] / speed;
      const steps = Math.floor(clock / period);
      clock -= steps * period;
      if (steps)
        advance(picture.asks === undefined ? steps : 1, Math.min(LONGEST_MOVE, period * 0.45));
    }
    if (moving) moving = picture.tick(passed);
    frame = playing || moving ? requestAnimationFrame(tick) : 0;
  }

  /**
   * @param {number} steps
   * @param {number} length
   */
  function advance(steps, length) {
    const last = stop();
    const step = Math.min(timeline.stepOf(unit, moment) + steps, last);
    if (step === last) {
      playing = false;
      ranOut = step === timeline.count(unit) - 1;
    }
    go(timeline.momentAt(unit, step), length);
    if (playing) return;
    news = ranOut ? "The end." : "Paused.";
    showState();
    reportNow();
  }

  /**
   * Make a moment the current one; the window takes `length` ms to get there.
   *
   * @param {Moment} next
   * @param {number} length
   */
  function go(next, length) {
    if (next.w !== moment.w || next.t !== moment.t) news = "";
    moment = next;
    moving = picture.go(moment, length);
    showStep();
    wake();
  }

  // -- what users do

  const atEnd = () => timeline.stepOf(unit, moment) >= timeline.count(unit) - 1;

  /**
   * Go to a step of the unit; at once when scrubbing, else within a moment.
   *
   * @param {number} step
   * @param {number} [length]
   */
  function seek(step, length = 0) {
    if (!timeline?.windows) return;
    const wanted = within(step, timeline.count(unit) - 1);
    ranOut = false;
    clock = 0;
    if (wanted !== timeline.stepOf(unit, moment)) go(timeline.momentAt(unit, wanted), length);
    reportSoon();
  }

  /**
   * Pause, and go to where a window has its result.
   *
   * @param {number} w
   */
  function seekWindow(w) {
    pause();
    seek(timeline.stepOf(unit, { w, t: timeline.lastTap(w) }), MOVE_BY_HAND);
  }

  /** @param {number} steps */
  function stepBy(steps) {
    pause();
    seek(timeline.stepOf(unit, moment) + steps, MOVE_BY_HAND);
  }

  /** @param {number} step */
  function scrubTo(step) {
    pause();
    seek(step);
  }

  /** Go to the step that was typed, counted from 1 as on screen; or say which steps there are. */
  function goToTyped() {
    const steps = timeline.count(unit),
      step = typedStep(ui.goTo.value, steps);
    ui.goTo.setCustomValidity(
      step === null ? `Type a whole number from 1 to ${inFull(steps)}, the last step.` : "",
    );
    if (step === null) {
      ui.goTo.reportValidity();
      return;
    }
    scrubTo(step - 1);
    player.focus({ preventScroll: true }); // its keys go on from there
  }

  function leaveStep() {
    typesStep = false;
    ui.goTo.setCustomValidity("");
    showStep();
  }

  /** @param {KeyboardEvent} event */
  function pressInStep(event) {
    event.stopPropagation(); // the player's keys are for those who do not type
    if (event.key === "Enter") goToTyped();
    if (event.key === "Escape") player.focus({ preventScroll: true });
  }

  function play() {
    if (playing || picture.asks || !timeline?.windows) return;
    ranOut = false;
    clock = 0;
    if (atEnd()) go(timeline.momentAt(unit, 0), MOVE_BY_HAND);
    playing = !atEnd();
    news = "Playing.";
    picture.changed();
    showState();
    reportSoon();
    wake();
  }

  function pause() {
    ranOut = false;
    if (!playing) return;
    playing = false;
    news = "Paused.";
    picture.changed();
    showState();
    reportSoon();
  }

  /**
   * Count in another unit from now on; the place stays, and comes back with the old unit.
   *
   * @param {Unit} next
   */
  function setUnit(next) {
    if (next === unit) return;
    unit = next;
    clock = 0;
    if (timeline.windows) go({ w: moment.w, t: 0 }, 0);
    showState();
    reportSoon();
  }

  /** @param {number} next */
  function setSpeed(next) {
    clock *= speed / next; // keeps the share of a step that has passed
    speed = next;
    ui.speed.value = String(speed);
  }

  /** @param {number} next */
  function chooseSpeed(next) {
    setSpeed(next);
    reportSoon();
  }

  /** @param {number} by */
  function changeSpeed(by) {
    chooseSpeed(SPEEDS[within(SPEEDS.indexOf(speed) + by, SPEEDS.length - 1)]);
  }

  // -- what is shown, and what is reported

  function showState() {
    player.dataset.playing = String(playing);
    player.dataset.unit = unit;
    ui.play.setAttribute("aria-label", playing ? "Pause" : "Play");
    for (const button of ui.units) {
      const chosen = unitOf(button) === unit;
      button.setAttribute("aria-checked", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
    showStep();
  }

  function showStep() {
    const steps = timeline.count(unit),
      step = steps ? timeline.stepOf(unit, moment) : 0;
    player.dataset.step = String(step);
    player.dataset.steps = String(steps);
    ui.range.max = String(Math.max(steps - 1, 0));
    ui.range.value = String(step);
    ui.range.disabled = !steps;
    ui.range.style.setProperty("--dw-done", `${steps > 1 ? (100 * step) / (steps - 1) : 0}%`);
    ui.goTo.disabled = !steps;
    ui.goTo.style.width = `${inFull(steps).length + 1.5}ch`;
    if (!typesStep) ui.goTo.value = steps ? inFull(step + 1) : "";
    ui.count.textContent = steps ? `of ${inFull(steps)}` : "no steps";
    clearTimeout(wordsTimer);
    const wait = playing && !news ? lastWords + WORDS_AT_MOST_EVERY - performance.now() : 0;
    if (wait > 0) wordsTimer = setTimeout(showWords, wait);
    else showWords();
  }

  function showWords() {
    const words = spoken(picture.describe());
    ui.range.setAttribute("aria-valuetext", words);
    const sentence = spoken(news) + (news && " ") + words;
    if (sentence === stepSaid) return; // what was said in its place since stays
    stepSaid = sentence;
    say(sentence, !playing || news !== "");
  }

  /**
   * Write the status: what just happened is spoken, the steps that play by are not.
   *
   * @param {string} words
   * @param {boolean} aloud
   */
  function say(words, aloud) {
    if (ui.status.textContent === words) return;
    ui.status.setAttribute("aria-live", aloud ? "polite" : "off");
    ui.status.textContent = words;
    lastWords = performance.now();
  }

  /** What a link, or Python, is told of this moment. */
  function report() {
    const { focus } = picture;
    return { step: moment.w, unit, speed, ...(focus === undefined ? {} : { focus }), playing };
  }

  /** What a class is told besides: the tap within the window, and the window at whose result playing stops. */
  function clockNow() {
    const stops = playing && until !== null && stop() < timeline.count(unit) - 1;
    return { tap: unit === "tap" ? moment.t : 0, until: stops ? until : null };
  }

  function reportNow() {
    clearTimeout(reportTimer);
    onSeek(report());
  }

  function reportSoon() {
    clearTimeout(reportTimer);
    reportTimer = setTimeout(reportNow, REPORT_AFTER);
  }

  // -- the keyboard: keys that the focused control does not need for itself

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !timeline?.windows) return;
    const { target } = event;
    const control = target instanceof Element ? target.closest("button, input, select") : null;
    const arrowsTaken = control?.matches("input, select, [role=radio]");
    const endsTaken = control?.matches("select, [role=radio]");
    const spaceTaken = control && !control.matches("input");
    /** @param {number} by */
    const toLane = (by) =>
      arrowsTaken || !picture.lanes ? null : () => picture.setFocus((picture.focus ?? 0) + by);
    const act = {
      " ": spaceTaken ? null : () => (playing ? pause() : play()),
      ArrowLeft: arrowsTaken ? null : () => stepBy(-1),
      ArrowRight: arrowsTaken ? null : () => stepBy(1),
      ArrowUp: toLane(-1),
      ArrowDown: toLane(1),
      Home: endsTaken ? null : () => scrubTo(0),
      End: endsTaken ? null : () => scrubTo(Infinity),
      g: () => ui.goTo.focus(),
      G: () => ui.goTo.focus(),
      "[": () => changeSpeed(-1),
      "]": () => changeSpeed(1),
    }[event.key];
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Arrows choose among the radio buttons, as in any radio group.
   *
   * @param {KeyboardEvent} event
   */
  function chooseUnit(event) {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const enabled = ui.units.filter((button) => !button.disabled);
    const at = enabled.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    if (!by || at < 0) return;
    event.preventDefault();
    const next = enabled[(at + by + enabled.length) % enabled.length];
    next.focus();
    setUnit(unitOf(next));
  }

  // -- wiring

  /**
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: any) => void} handler
   */
  function listen(target, type, handler) {
    target.addEventListener(type, handler, { signal: gone.signal });
  }

  ui.speed.replaceChildren(...SPEEDS.map((value) => new Option(`${value}\u00d7`, String(value))));
  ui.speed.value = String(speed);
  listen(button("first"), "click", () => scrubTo(0));
  listen(button("previous"), "click", () => stepBy(-1));
  listen(button("next"), "click", () => stepBy(1));
  listen(button("last"), "click", () => scrubTo(Infinity));
  listen(ui.play, "click", () => (playing ? pause() : play()));
  listen(ui.range, "input", () => scrubTo(Number(ui.range.value)));
  listen(ui.goTo, "focus", () => {
    typesStep = true;
    ui.goTo.select();
  });
  listen(ui.goTo, "input", () => ui.goTo.setCustomValidity(""));
  listen(ui.goTo, "blur", leaveStep);
  listen(ui.goTo, "keydown", pressInStep);
  listen(ui.speed, "change", () => chooseSpeed(Number(ui.speed.value)));
  for (const button of ui.units) listen(button, "click", () => setUnit(unitOf(button)));
  listen(choiceOfUnit, "keydown", chooseUnit);
  listen(player, "click", (event) => {
    // after a click the keys are the player's again, not those of the button that was hit
    if (event.detail === 0 || event.target.closest("select, input")) return;
    if (document.activeElement?.matches(".dw-type input")) return; // the click opened it
    player.focus({ preventScroll: true });
  });
  listen(player, "keydown", press);

  return {
    load,
    limit,
    apply,
    seek,
    seekWindow,
    play,
    pause,
    wake,
    showState,
    /** Say this once, in place of the step. @param {string} text */
    say: (text) => say(spoken(text), true),
    reportSoon,
    report,
    clockNow,
    get moment() {
      return moment;
    },
    get unit() {
      return unit;
    },
    get playing() {
      return playing;
    },
    get settled() {
      return !playing && !moving;
    },
    destroy() {
      gone.abort();
      cancelAnimationFrame(frame);
      clearTimeout(wordsTimer);
      clearTimeout(reportTimer);
    },
  };
}
