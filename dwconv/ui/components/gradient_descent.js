// Gradient descent on a depthwise layer, update by update: small pictures for each channel, and the losses as
// curves, with what plays them. It draws numbers, it computes none.

import { addElement } from "../../player/js/add_element.js";
import { setColours, styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { prefersReducedMotion } from "../../player/js/reduced_motion.js";
import { speakOfChanges, spoken } from "../../player/js/spoken.js";
import { letSwipesPass } from "../../player/js/touch_slider.js";
import { decode, lossesAt, written } from "./descent_numbers.js";
import { addKey, createPictures } from "./descent_pictures.js";
import css from "./gradient_descent.css";
import { createCurves } from "./loss_curves.js";
import { element } from "./svg.js";

const style = styleWith(css);

const DELAY = 160; // ms from one update to the next

/**
 * The buttons, the slider and the place; what is pressed is called by its name.
 *
 * @param {HTMLElement} root
 * @param {{seek: (by: (update: number, last: number) => number) => void, run: () => void, slide: (to: number) => void, settle: () => void, reveal: () => boolean}} uses
 */
function addTransport(root, { seek, run, slide, settle, reveal }) {
  const transport = addElement("div", root, "transport");
  const buttons = addElement("div", transport, "dw-buttons");
  /**
   * @param {string} name
   * @param {[string, string][]} paths the classes and the lines of the picture on it
   * @param {() => void} act
   */
  const pictured = (name, paths, act) => {
    const made = addElement("button", buttons);
    made.type = "button";
    made.title = name; // what it is called as well: with a label beside it, it would be said twice
    made.addEventListener("click", act);
    const svg = element("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, made);
    for (const [look, d] of paths) element("path", { class: look, d }, svg);
    return made;
  };
  pictured("Reset: back to update 0", [["", "M3 3h2v10H3zM13 3v10L6 8z"]], () => seek(() => 0));
  pictured("One update back", [["", "M11 3v10L4 8z"]], () => seek((update) => update - 1));
  const play = pictured(
    "Run",
    [
      ["dw-icon-play", "M4 2.5v11L13.5 8z"],
      ["dw-icon-pause", "M3.5 3h3v10h-3zM9.5 3h3v10h-3z"],
    ],
    run,
  );
  play.className = "dw-play";
  pictured("One update on", [["", "M5 3v10l7-5z"]], () => seek((update) => update + 1));
  pictured("Last update", [["", "M11 3h2v10h-2zM3 3v10l7-5z"]], () => seek((_, last) => last));
  const slider = addElement("input", transport, "dw-slider");
  slider.type = "range";
  slider.min = "0";
  slider.setAttribute("aria-label", "Update");
  letSwipesPass(slider);
  slider.addEventListener("input", () => slide(Number(slider.value)));
  slider.addEventListener("change", settle);
  const place = addElement("span", transport, "place");
  const hidden = addElement("button", transport, "", "Show the hidden filters");
  hidden.type = "button";
  hidden.addEventListener("click", () => {
    hidden.textContent = reveal() ? "Hide the hidden filters" : "Show the hidden filters";
  });

  return {
    /** @param {boolean} playing */
    showState(playing) {
      play.title = playing ? "Pause" : "Run";
      root.dataset.playing = String(playing);
    },
    /** @param {number} update @param {number} updates */
    showPlace(update, updates) {
      slider.max = String(updates);
      slider.value = String(update);
      slider.style.setProperty("--dw-done", `${(100 * update) / updates}%`);
      place.textContent = `update ${update} of ${updates}`;
      slider.setAttribute("aria-valuetext", place.textContent);
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {(update: number) => void} report
 */
function create(root, report) {
  /** @type {DescentRun} */
  let run;
  let update = 0,
    playing = false,
    revealed = false,
    last = 0, // when the update that is shown came
    frame = 0,
    wide = 0; // for which it was drawn

  root.replaceChildren();
  const transport = addTransport(root, {
    seek: (by) => seek(by(update, run.updates)),
    run: () => (playing ? pause() : start()),
    slide(to) {
      setPlaying(false);
      show(to);
    },
    settle: () => report(update),
    reveal() {
      revealed = !revealed;
      show(update);
      say(pictures.hiddenInWords(revealed));
      return revealed;
    },
  });
  const body = addElement("div", root, "body");
  const lanes = addElement("div", body, "lanes");
  const pictures = createPictures(lanes);
  const curves = createCurves(addElement("figure", body, "chart"), lanes);
  addKey(addElement("p", root, "key"));
  const status = addElement("p", root, "status");
  status.setAttribute("role", "status");

  /** @param {boolean} yes */
  function setPlaying(yes) {
    playing = yes;
    transport.showState(playing);
  }

  function pause() {
    cancelAnimationFrame(frame);
    setPlaying(false);
    report(update);
  }

  function start() {
    if (update >= run.updates) show(0);
    if (prefersReducedMotion.matches) {
      seek(run.updates);
      return;
    }
    last = 0;
    setPlaying(true);
    say(`Running to update ${run.updates}.`);
    frame = requestAnimationFrame(tick);
  }

  /** @param {number} now */
  function tick(now) {
    if (!playing || !root.isConnected) return;
    if (!last) last = now;
    if (now - last >= DELAY) {
      last = now;
      if (update + 1 >= run.updates) {
        seek(run.updates); // the end is said
        return;
      }
      show(update + 1);
    }
    frame = requestAnimationFrame(tick);
  }

  /** @param {string} sentence */
  function say(sentence) {
    speakOfChanges(status, true);
    status.textContent = spoken(sentence);
  }

  /** @param {number} to */
  function seek(to) {
    playing = false; // what it comes to is said
    show(to);
    setPlaying(false);
    report(update);
  }

  /** @param {number} to */
  function show(to) {
    update = Math.max(0, Math.min(to, run.updates));
    pictures.show(update, revealed);
    curves.show(update);
    transport.showPlace(update, run.updates);
    speakOfChanges(status, !playing);
    const losses = Array.from(
      lossesAt(run, update),
      (loss, channel) => `channel ${channel} ${written(loss)}`,
    );
    status.textContent = spoken(
      `Update ${update} of ${run.updates}. Losses: ${losses.join(", ")}.`,
    );
    root.dataset.update = String(update);
  }

  function draw() {
    wide = root.clientWidth;
    pictures.build(run, wide);
    curves.build(run);
    show(update);
  }

  new ResizeObserver(() => {
    if (run && wide !== root.clientWidth) draw();
  }).observe(root);

  return {
    /** @param {{update: number, run: DescentRun}} given */
    load(given) {
      if (run === undefined) update = given.update;
      run = given.run;
      draw();
      transport.showState(playing);
    },
  };
}

/** @type {WeakMap<Element, ReturnType<typeof create> & {bytes?: string}>} */
const elements = new WeakMap();

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const root = find(parentElement, ".descent", HTMLElement);
  setColours(root);
  let shown = elements.get(root);
  if (!shown) {
    shown = create(root, (update) => setStateValue("at", { update }));
    elements.set(root, shown);
  }
  // the update that the page was told comes back: only other numbers are loaded
  const bytes = data.subarray(4).join();
  if (shown.bytes !== bytes) {
    shown.bytes = bytes;
    shown.load(decode(data));
  }
}
