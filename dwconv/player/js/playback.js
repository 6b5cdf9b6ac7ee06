// The clock of an animation: which moment is the current one, whether it plays, and when the next
// step comes. It draws nothing itself, but tells a picture to go to a moment. A picture has these
// functions and values:
//
// picture.go(moment)           show this moment
// picture.changed()            it plays now, or no longer does
// picture.describe()           the moment in words and numbers
// picture.asks                 whether a value is to be predicted before it plays on; undefined if none is ever
// picture.pressLetter(letter)  do what a letter does; whether it does anything
// picture.focus                the lane that is large; picture.setFocus(k) makes it another one
//
// A timeline says what there is to go through (see timelineOf in player_model.js).

import constants from "./colours_and_speeds.js";
import { within } from "./player_model.js";
import { prefersReducedMotion } from "./reduced_motion.js";

const UNITS = /** @type {Unit[]} */ (constants.units);
const SPEEDS = constants.speeds;
export const MS_PER_STEP = constants.ms_per_step;

/**
 * Play a picture through a timeline.
 *
 * controls.tell(news)      what just happened, in a word or two; "" when another moment comes; with
 *                         `isHere` the place is said in place of the step, which was said already
 * controls.hush(yes)       what is shown from now on is read, and not spoken
 * controls.showStep()      another moment is the current one
 * controls.showState()     it plays or pauses now, or counts in another unit
 * controls.showSpeed()     the speed is another one
 * controls.report(soon)    Python is to hear of it: now, or after the last of several seeks
 *
 * @param {Picture} picture
 * @param {{tell: (news: string, isHere?: boolean) => void, hush: (yes: boolean) => void, showStep: () => void, showState: () => void, showSpeed: () => void, report: (soon: boolean) => void}} controls
 */
export function createPlayback(picture, controls) {
  /** @type {Timeline} */
  let timeline;
  /** @type {Unit} */
  let unit = "window";
  let speed = 1;
  let moment = { w: 0, t: 0 };
  let playing = false;
  let ranOut = false; // it stopped because it came to the end, not by anybody's hand
  /** @type {number | null} */
  let until = null; // the window whose result ends a stretch: playing stops there
  let byPage = false; // whether the page plays it, or other numbers, and says itself what it shows
  /** @type {number | null} */
  let lastShown = null; // the last window that may be shown, while a class is asked for the next one
  let clock = 0; // ms since the last step
  let lastTime = 0;
  let frame = 0;

  const stepNow = () => timeline.stepOf(unit, moment);
  const lastStep = () => timeline.count(unit) - 1;
  const atEnd = () => stepNow() >= lastStep();

  /** The last step that may be shown; -1 if none of this unit may. @param {Unit} [counted] */
  function lastAllowed(counted = unit) {
    const last = timeline.count(counted) - 1;
    if (lastShown === null || lastShown >= timeline.windows - 1) return last;
    const step = timeline.stepOf(counted, { w: lastShown, t: timeline.lastTap(lastShown) });
    const next = timeline.stepOf(counted, { w: lastShown + 1, t: 0 });
    return step === next ? step - 1 : step; // a whole pixel would show the next value, too
  }

  /**
   * Show no window after this one, whatever is pressed; null to show all again.
   *
   * @param {number | null} w
   */
  function stopAfter(w) {
    if (w === lastShown) return;
    lastShown = w;
    if (w === null || !timeline?.windows) return;
    pause();
    if (lastAllowed() < 0) setUnit("window");
    if (stepNow() > lastAllowed()) seek(lastAllowed());
  }

  // -- what there is to go through, and what Python asks for

  /**
   * Begin at the beginning of other numbers, or stay where the same place is in them.
   *
   * @param {Timeline} newTimeline
   * @param {boolean} stays
   */
  function load(newTimeline, stays) {
    const first = timeline === undefined;
    timeline = newTimeline;
    if (unit === "tap" && !timeline.taps) unit = "window";
    if (!stays) moment = { w: 0, t: 0 };
    clock = 0;
    until = null;
    byPage = playing = Boolean(timeline.windows) && (playing || (ranOut && !first));
    ranOut = false;
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
      if (!fresh) go({ w: moment.w, t: 0 });
    }
    if (step !== undefined && Number.isInteger(step)) {
      const window = { w: within(step, timeline.windows - 1), t: 0 };
      if (fresh) moment = window;
      else go(window);
    }
    if (newSpeed && SPEEDS.includes(newSpeed)) setSpeed(newSpeed);
    if (options.playing !== undefined)
      byPage = playing = options.playing && !prefersReducedMotion.matches && !atEnd();
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
    byPage = true;
    ranOut = false;
    const start = timeline.stepOf(unit, { w: within(first, until), t: 0 }),
      end = endOfStretch(until);
    const next = timeline.momentAt(unit, prefersReducedMotion.matches ? end : start);
    if (fresh) moment = next;
    else go(next);
    clock = 0;
    playing = !prefersReducedMotion.matches && start < end;
    picture.changed();
  }

  /** @param {number} w */
  const endOfStretch = (w) => timeline.stepOf(unit, { w, t: timeline.lastTap(w) });

  /** The step at which playing comes to rest: the end, or before it that of the stretch. */
  function stop() {
    const most = Math.min(lastStep(), Math.max(lastAllowed(), stepNow()));
    if (until === null || stepNow() >= endOfStretch(until)) return most;
    return Math.min(endOfStretch(until), most);
  }

  // -- frame by frame

  function wake() {
    if (frame || !playing) return;
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
      const period = MS_PER_STEP[unit] / speed;
      const steps = Math.floor(clock / period);
      clock -= steps * period;
      if (steps) advance(picture.asks === undefined ? steps : 1);
    }
    frame = playing ? requestAnimationFrame(tick) : 0;
  }

  /** @param {number} steps */
  function advance(steps) {
    const last = stop();
    const step = Math.min(stepNow() + steps, last);
    if (step === last) {
      playing = false;
      ranOut = step === lastStep();
    }
    controls.hush(byPage);
    go(timeline.momentAt(unit, step));
    if (!playing) {
      controls.tell(ranOut ? "The end." : "Paused.");
      controls.showState();
      controls.report(false);
    }
    controls.hush(false);
  }

  /**
   * Make a moment the current one.
   *
   * @param {Moment} next
   */
  function go(next) {
    if (next.w !== moment.w || next.t !== moment.t) controls.tell("");
    moment = next;
    picture.go(moment);
    controls.showStep();
    wake();
  }

  // -- what users do

  /**
   * Go to a step of the unit.
   *
   * @param {number} step
   */
  function seek(step) {
    if (!timeline?.windows) return;
    const wanted = within(step, lastAllowed());
    byPage = ranOut = false;
    clock = 0;
    if (wanted !== stepNow()) go(timeline.momentAt(unit, wanted));
    controls.report(true);
  }

  /**
   * Go to a step, and pause there: said last, as each step that it goes to is new.
   *
   * @param {number} step
   */
  function scrubTo(step) {
    seek(step);
    pause();
  }

  /** Pause where a window has its result. @param {number} w */
  const seekWindow = (w) => scrubTo(endOfStretch(w));

  /** @param {number} steps */
  const stepBy = (steps) => scrubTo(stepNow() + steps);

  function play() {
    if (playing || picture.asks || !timeline?.windows) return;
    if (stepNow() >= lastAllowed() && !atEnd()) return;
    byPage = ranOut = false;
    clock = 0;
    if (atEnd()) go(timeline.momentAt(unit, 0));
    playing = !atEnd();
    controls.tell("Playing", true);
    picture.changed();
    controls.showState();
    controls.report(true);
    wake();
  }

  function pause() {
    ranOut = false;
    if (!playing) return;
    playing = false;
    controls.tell("Paused.");
    picture.changed();
    controls.showState();
    controls.report(true);
  }

  /**
   * Count in another unit from now on; the place stays, and comes back with the old unit.
   *
   * @param {Unit} next
   */
  function setUnit(next) {
    if (next === unit || (timeline.windows && lastAllowed(next) < 0)) return;
    unit = next;
    clock = 0;
    if (timeline.windows) go({ w: moment.w, t: 0 });
    if (timeline.windows && stepNow() > lastAllowed()) seek(lastAllowed());
    controls.showState();
    controls.report(true);
  }

  /** @param {number} next */
  function setSpeed(next) {
    clock *= speed / next; // keeps the share of a step that has passed
    speed = next;
    controls.showSpeed();
  }

  /** @param {number} next */
  function chooseSpeed(next) {
    setSpeed(next);
    controls.report(true);
  }

  /** Take the next faster speed, or the next slower one for -1. @param {number} by */
  function changeSpeed(by) {
    chooseSpeed(SPEEDS[within(SPEEDS.indexOf(speed) + by, SPEEDS.length - 1)]);
  }

  return {
    load,
    apply,
    wake,
    seek,
    seekWindow,
    stepBy,
    scrubTo,
    play,
    pause,
    toggle: () => (playing ? pause() : play()),
    setUnit,
    stopAfter,
    chooseSpeed,
    changeSpeed,
    get timeline() {
      return timeline;
    },
    get moment() {
      return moment;
    },
    get unit() {
      return unit;
    },
    get speed() {
      return speed;
    },
    get playing() {
      return playing;
    },
    get settled() {
      return !playing;
    },
    /** The window at whose result playing stops; null if it plays to the end or not at all. */
    get stopsAt() {
      return playing && until !== null && stop() < lastStep() ? until : null;
    },
    destroy: () => cancelAnimationFrame(frame),
  };
}
