// The controls of a player: buttons, slider, speed and keys move the clock of playback.js, and show
// where it is; Python hears of it.

import constants from "./colours_and_speeds.js";
import { find } from "./dom.js";
import { inFull } from "./number_text.js";
import { createPlayback } from "./playback.js";
import { actionOf, isTyped } from "./playback_keys.js";
import { spoken } from "./spoken.js";
import { createStatusLine } from "./status_line.js";
import { createStepField } from "./step_field.js";
import { letSwipesPass } from "./touch_slider.js";
import { createUnitButtons, MEANING } from "./unit_buttons.js";

const REPORT_AFTER = 200; // ms without another seek before Python hears of it

/**
 * Operate the buttons, the slider, the keys and the status of a player's element.
 *
 * @param {PlayerElement} player
 * @param {Picture} picture   see playback.js
 * @param {(report: Report) => void} onSeek
 */
export function createPlaybackControls(player, picture, onSeek) {
  const button = (/** @type {string} */ name) => find(player, `.dw-${name}`, HTMLButtonElement);
  const playButton = button("play");
  const slider = find(player, ".dw-step", HTMLInputElement);
  const ticks = find(player, ".dw-ticks", HTMLElement);
  const speedList = find(player, ".dw-speed", HTMLSelectElement);
  const gone = new AbortController();
  let reportTimer = 0;

  const playback = createPlayback(picture, {
    tell: (news, isHere) =>
      status.tell(isHere ? `${news} from ${slider.ariaValueText}.` : news, isHere),
    hush: (yes) => status.hush(yes && !player.matches(":focus-within")),
    showStep,
    showState,
    showSpeed() {
      speedList.value = String(playback.speed);
    },
    report: (soon) => (soon ? reportSoon() : reportNow()),
  });
  const status = createStatusLine(
    player,
    () => picture.describe(),
    () => playback.playing,
  );
  const stepField = createStepField(player, playback.scrubTo, status.say, gone.signal);
  const unitButtons = createUnitButtons(player, chooseUnit, gone.signal);

  /**
   * Begin at the beginning of other numbers, or stay where the same place is in them.
   *
   * @param {Timeline} timeline
   * @param {string} news   what changed, in words
   * @param {boolean} [stays]
   * @param {boolean} [instead]   whether that is said in place of the first step, which is as before
   */
  function load(timeline, news, stays = false, instead = false) {
    const first = playback.timeline === undefined;
    status.tell(first || stays ? "" : news, instead);
    playback.load(timeline, stays);
    limit();
    placeTicks();
  }

  /** Offer the units that there are, and count in windows where the chosen one is not among them. */
  function limit() {
    unitButtons.limit(playback.timeline, picture.asks !== undefined);
    if (!unitButtons.allow(playback.unit)) playback.setUnit("window");
  }

  /** Count in another unit, and say so before the step, while it plays as well. @param {Unit} unit */
  function chooseUnit(unit) {
    const before = playback.unit;
    playback.setUnit(unit);
    if (playback.unit !== before) status.tell(`Now a step is ${MEANING[unit]}.`);
    status.show();
  }

  /** A tick on the track where each output row begins, unless they would make a comb. */
  function placeTicks() {
    const { rows } = playback.timeline,
      length = rows > 40 ? 0 : Math.max(rows - 1, 0);
    if (ticks.childElementCount === length) return; // where they are depends on their number alone
    ticks.replaceChildren(
      ...Array.from({ length }, (_, row) => {
        const tick = document.createElement("i");
        tick.style.left = `${(100 * (row + 1)) / rows}%`;
        return tick;
      }),
    );
  }

  // -- what is shown, and what is reported

  function showState() {
    const { playing, unit } = playback;
    player.dataset.playing = String(playing);
    player.dataset.unit = unit;
    playButton.setAttribute("aria-label", playing ? "Pause" : "Play");
    unitButtons.show(unit);
    showStep();
  }

  function showStep() {
    const { timeline, unit, moment } = playback;
    const steps = timeline.count(unit),
      step = steps ? timeline.stepOf(unit, moment) : 0;
    player.dataset.step = String(step);
    player.dataset.steps = String(steps);
    slider.max = String(Math.max(steps - 1, 0));
    slider.value = String(step);
    slider.disabled = !steps;
    // short: the status says what there is at this step
    slider.ariaValueText = `step ${inFull(step + 1)} of ${inFull(steps)}`;
    slider.style.setProperty("--dw-done", `${steps > 1 ? (100 * step) / (steps - 1) : 0}%`);
    stepField.show(step, steps, timeline.noun?.(unit));
    status.show();
  }

  /** What a link, or Python, is told of this moment. */
  function report() {
    const { moment, unit, speed, playing } = playback;
    const { focus } = picture;
    return { step: moment.w, unit, speed, ...(focus === undefined ? {} : { focus }), playing };
  }

  /** What a class is told besides: the tap within the window, and the window at whose result playing stops. */
  function clockNow() {
    const { unit, moment, stopsAt } = playback;
    return { tap: unit === "tap" ? moment.t : 0, until: stopsAt };
  }

  function reportNow() {
    clearTimeout(reportTimer);
    onSeek(report());
  }

  function reportSoon() {
    clearTimeout(reportTimer);
    reportTimer = setTimeout(reportNow, REPORT_AFTER);
  }

  // -- what users press, and what is said where that changes no step

  /**
   * Go on or back, or play; where that leads nowhere say why.
   *
   * @param {number} by   below 0 for back, 0 for play
   * @param {() => void} act
   */
  function orSay(by, act) {
    const { moment, playing } = playback;
    act();
    if (playback.moment !== moment || playback.playing !== playing) return;
    const { step, steps } = player.dataset;
    if (by < 0) status.say("First step.");
    else if (!by && picture.asks) status.say("Answer first.");
    else
      status.say(
        Number(step) + 1 < Number(steps)
          ? "It goes on once the class sees the answer."
          : "Last step.",
      );
  }

  /** @param {number} by */
  function toLane(by) {
    const { focus } = picture,
      { moment } = playback;
    picture.setFocus((focus ?? 0) + by);
    const stays = picture.focus === focus && playback.moment === moment;
    const noun = focus === undefined ? "stage" : "channel";
    if (stays) status.say(`${by < 0 ? "First" : "Last"} ${noun}.`);
    else if (focus !== undefined) status.say(`Shown large: channel ${picture.focus}.`);
  }

  const actions = {
    toggle: () => orSay(0, playback.toggle),
    stepBy: (/** @type {number} */ by) => orSay(by, () => playback.stepBy(by)),
    scrubTo: (/** @type {number} */ step) => orSay(step || -1, () => playback.scrubTo(step)),
    changeSpeed(/** @type {number} */ by) {
      playback.changeSpeed(by);
      status.say(`Speed ${playback.speed}\u00d7`);
    },
    typeStep: stepField.focus,
  };

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !playback.timeline?.windows) return;
    const { target } = event;
    const control = target instanceof Element ? target.closest("button, input, select") : null;
    const act = actionOf(event.key, control, { ...actions, toLane: picture.lanes ? toLane : null });
    const letter = event.key.toLowerCase(),
      values = /** @type {HTMLElement | null} */ (player.querySelector(".dw-cells"));
    if (act) act();
    else if (isTyped(target)) return;
    else if (letter === "v" && values) values.focus();
    else if (!picture.pressLetter?.(letter)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * After a click the keys are the player's again, not those of the button that was hit.
   *
   * @param {any} event
   */
  function takeKeysBack(event) {
    if (event.detail === 0 || event.target.closest("select, input")) return;
    if (document.activeElement?.matches(".dw-type input")) return; // the click opened it
    player.focus({ preventScroll: true });
  }

  /**
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: any) => void} handler
   */
  function listen(target, type, handler) {
    target.addEventListener(type, handler, { signal: gone.signal });
  }

  speedList.replaceChildren(
    ...constants.speeds.map((value) => {
      const text = `${value}\u00d7`;
      return Object.assign(new Option(text, String(value)), { ariaLabel: spoken(text) });
    }),
  );
  speedList.value = String(playback.speed);
  listen(button("first"), "click", () => actions.scrubTo(0));
  listen(button("previous"), "click", () => actions.stepBy(-1));
  listen(button("next"), "click", () => actions.stepBy(1));
  listen(button("last"), "click", () => actions.scrubTo(Infinity));
  listen(playButton, "click", actions.toggle);
  letSwipesPass(slider);
  listen(slider, "input", () => playback.scrubTo(Number(slider.value)));
  listen(speedList, "change", () => playback.chooseSpeed(Number(speedList.value)));
  listen(player, "click", takeKeysBack);
  listen(player, "keydown", press);

  const { apply, seek, seekWindow, play, pause, wake, stopAfter } = playback;
  return {
    load,
    limit,
    apply,
    seek,
    seekWindow,
    play,
    pause,
    wake,
    stopAfter,
    showState,
    say: status.say,
    showInSilence: status.showInSilence,
    tell: status.tell,
    hush: status.hush,
    /** What happened before was said: what comes next is said without it. */
    forgetNews: () => status.tell(""),
    reportSoon,
    report,
    clockNow,
    get timeline() {
      return playback.timeline;
    },
    get moment() {
      return playback.moment;
    },
    get unit() {
      return playback.unit;
    },
    get playing() {
      return playback.playing;
    },
    get settled() {
      return playback.settled;
    },
    destroy() {
      gone.abort();
      playback.destroy();
      status.destroy();
      clearTimeout(reportTimer);
    },
  };
}
