// Keeps the picture at the moment at which the teacher's is.
//
// While the teacher's animation plays nothing is sent: the moment says when it began, and the
// server's time says how far it is.

import { MS_PER_STEP } from "../../../player/js/playback.js";
import { within } from "../../../player/js/player_model.js";
import { prefersReducedMotion } from "../../../player/js/reduced_motion.js";

const LOOK_EVERY = 400; // ms between two looks at whether the animation is where it should be

/** The unit of a moment, or the next larger one where the picture has no taps. @param {Timeline} timeline @param {Unit} unit */
const unitHere = (timeline, unit) => (unit === "tap" && !timeline.taps ? "window" : unit);

/**
 * Which step of its unit a moment is at, at a server's time.
 *
 * @param {Timeline} timeline
 * @param {ClassMoment} moment
 * @param {number} now
 */
export function teacherStepAt(timeline, moment, now) {
  const { unit, step, tap, playing, speed, at } = moment;
  const real = unitHere(timeline, unit);
  const w = within(step, Math.max(timeline.windows - 1, 0));
  const begun = timeline.stepOf(real, {
    w,
    t: real === "tap" ? within(tap, timeline.lastTap(w)) : 0,
  });
  const passed = playing ? Math.floor((Math.max(now - at, 0) * speed) / MS_PER_STEP[real]) : 0;
  return Math.min(begun + passed, Math.max(stopOf(timeline, moment), begun));
}

/** The step at which playing stops on this page. @param {Timeline} timeline @param {ClassMoment} moment */
function stopOf(timeline, { unit, until }) {
  const last = timeline.windows - 1;
  if (last < 0) return 0;
  const w = within(until ?? last, last);
  return timeline.stepOf(unitHere(timeline, unit), { w, t: timeline.lastTap(w) });
}

/**
 * Let a picture follow.
 *
 * @param {ReturnType<typeof import("./picture.js").createPicture>} picture
 * @param {() => number} serverTime
 */
export function createFollower(picture, serverTime) {
  /** @type {ClassMoment | null} */
  let moment = null;
  let follows = true;

  const shownStep = () => Number(picture.element.dataset.step);

  function go() {
    const { timeline, player } = picture;
    if (!timeline || !moment || !follows) return;
    const { unit, step, playing, lane, speed, until } = moment;
    const at = teacherStepAt(timeline, moment, serverTime());
    player.pause();
    picture.update({ unit, speed, focus: lane, step });
    if (playing) {
      const last = until ?? timeline.windows - 1;
      picture.update({ stretch: [step, last, unit, speed, 0] });
      player.pause();
    }
    player.seek(at);
    if (playing && !prefersReducedMotion.matches && at < stopOf(timeline, moment)) player.play();
  }

  // a tab that slept is behind, and so is whoever wants no motion while the others watch it
  const timer = setInterval(() => {
    const { timeline, player } = picture;
    if (!timeline?.windows || !moment?.playing || !follows) return;
    const wanted = teacherStepAt(timeline, moment, serverTime());
    const far = Math.abs(shownStep() - wanted);
    if (far > (prefersReducedMotion.matches ? 0 : 1)) {
      player.seek(wanted);
      if (!prefersReducedMotion.matches && wanted < stopOf(timeline, moment)) player.play();
    }
  }, LOOK_EVERY);

  return {
    /**
     * @param {Uint8Array} payload
     * @param {import("./picture.js").Kind} kind
     */
    show(payload, kind) {
      picture.load(payload, kind);
      if (follows) go();
      else picture.update({ step: 0 });
    },
    /** @param {ClassMoment} next */
    set(next) {
      const same = moment && JSON.stringify(moment) === JSON.stringify(next);
      moment = next;
      if (!same) go();
    },
    /** Follow, or leave the picture to the student. @param {boolean} yes */
    follow(yes) {
      if (yes === follows) return;
      follows = yes;
      if (yes) go();
      else picture.player.pause();
    },
    /** Play from a moment, whatever the class does. @param {Partial<ClassMoment>} moment */
    visit({ unit, step, lane, speed }) {
      const options = { unit, step, focus: lane, speed };
      const given = Object.entries(options).filter(([, value]) => value !== undefined);
      picture.update(Object.fromEntries(given));
    },
    /** Be where the class is, after a visit elsewhere. */
    return: go,
    destroy: () => clearInterval(timer),
  };
}
