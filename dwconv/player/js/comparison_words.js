// The words of a comparison in HTML: above both a line that says how to read the picture and, once both are
// done, what it comes to; a title and a counter above each track, and its index formula below the controls.

import { formulaOf, legendOf } from "./comparison_formula.js";
import { realMacsOf } from "./comparison_model.js";
import { howToRead } from "./comparison_sentences.js";
import { css } from "./compute_palette.js";
import { writeWithWords } from "./dom.js";
import { inFull } from "./number_text.js";
import { laneColours } from "./theme_colours.js";

const ROOMY = 820, // pixels: a player of that width has room for a word beside the number of the step
  ROOMY_PHONE = 340; // and where that has a line of its own with the slider
const BARS_APART = 16; // pixels between two bars in one line, or they would be read as one
const LEAST_APART = 0.6; // between numbers below a formula, in letters
const LARGEST_COUNT = 14; // pixels of the counters' letters

/** How many of the multiplications meet padding. @param {number} count */
const onPadding = (count) => `${inFull(count)} on padding`;

/**
 * What stands beside a bar that is shorter than the other one.
 *
 * @param {number} macs
 * @param {number} most
 */
function aboutScale(macs, most) {
  const times = most / macs,
    scale = "one scale for both bars";
  const other = Number.isInteger(times) ? `${times} times as long` : "longer";
  return macs < most ? [`${scale}: the other is ${other}`, scale, ""] : [""];
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} [text]
 */
const make = (tag, name, text = "") =>
  Object.assign(document.createElement(tag), { className: name, textContent: text });

/**
 * Put the words into the element of a comparison.
 *
 * @param {PlayerElement} player
 * @param {HTMLElement} scene
 * @param {(side: number) => void} choose   called when a title is clicked on a phone
 */
export function createComparisonWords(player, scene, choose) {
  /** @type {Comparison} */
  let comparison;
  /** @type {{element: HTMLElement, name: HTMLElement, counter: HTMLElement, drawn: HTMLElement, onIt: HTMLElement, padding: HTMLElement, bar: HTMLElement, about: HTMLElement, real: HTMLElement, idle: HTMLElement}[]} */
  let heads = []; // above each track
  /** @type {HTMLElement[]} */
  let formulas = []; // below the controls
  let above = make("div", "dw-above");
  let reads = make("div", "dw-reads");
  let ends = make("div", "dw-ends");

  const isNarrow = () => player.classList.contains("dw-narrow");

  /**
   * Write what stays for these numbers.
   *
   * @param {Comparison} newComparison
   */
  function write(newComparison) {
    comparison = newComparison;
    for (const old of player.querySelectorAll(".dw-head, .dw-code, .dw-above")) old.remove();
    heads = comparison.tracks.map(({ title, macs }) => {
      const element = make("div", "dw-head");
      const name = element.appendChild(make("b", "dw-title", title));
      const counter = element.appendChild(make("div", "dw-counter"));
      const done = counter.appendChild(make("span", "dw-done"));
      const drawn = done.appendChild(make("b", ""));
      const onIt = done.appendChild(make("span", "", " ("));
      const padding = onIt.appendChild(make("span", ""));
      onIt.append(")");
      counter.append(" ", make("span", "dw-all", `of ${inFull(macs)} multiplications`));
      const measure = element.appendChild(make("div", "dw-measure"));
      const bar = measure.appendChild(make("div", "dw-bar"));
      const real = bar.appendChild(make("i", "dw-real"));
      const idle = bar.appendChild(make("i", "dw-idle"));
      const about = measure.appendChild(make("span", "dw-scale"));
      scene.append(element);
      return { element, name, counter, drawn, onIt, padding, bar, about, real, idle };
    });
    const code = player.appendChild(make("div", "dw-code"));
    formulas = comparison.tracks.map(() => code.appendChild(make("div", "dw-formula")));
    for (const formula of formulas) formula.ariaHidden = "true"; // the status says the step
    above = make("div", "dw-above");
    reads = above.appendChild(make("div", "dw-reads", howToRead(comparison)));
    ends.remove();
    ends = make("div", "dw-ends");
    writeWithWords(ends, comparison.header.ends, comparison.header.ends_heard);
    if (comparison.header.ends) scene.before(above);
  }

  /**
   * Name a side: on a phone, which shows one of them, its name is a button that brings it in.
   *
   * @param {number} side
   * @param {boolean} inSight
   */
  function nameSide(side, inSight) {
    const before = heads[side].name,
      tag = isNarrow() ? "button" : "b";
    if (before.localName !== tag) {
      heads[side].name = make(tag, "dw-title", before.textContent ?? "");
      if (isNarrow()) heads[side].name.onclick = () => choose(side);
      before.replaceWith(heads[side].name);
    }
    if (isNarrow()) heads[side].name.ariaPressed = String(inSight);
  }

  /**
   * Put the words where a stage has room for them.
   *
   * @param {Stage} stage
   * @param {number} scale   how much larger than planned everything is drawn
   */
  function place(stage, scale) {
    /** @type {ComparisonPlan[]} */
    const plans = stage.scene.tracks;
    // a pixel of both bars is as many multiplications
    const apart = isNarrow() ? BARS_APART : 0; // there they stand side by side in one line
    const scaleOfBars = Math.min(
      ...plans.map(({ track, head }) => (head.width - apart) / track.macs),
    );
    const most = Math.max(...plans.map(({ track }) => track.macs));
    const roomy = isNarrow() ? ROOMY_PHONE : ROOMY;
    player.classList.toggle("dw-roomy", stage.scene.width * scale >= roomy);
    plans.forEach((plan, side) => {
      lay(heads[side].element, plan.head, scale);
      heads[side].bar.style.width = `${Math.max(3, scaleOfBars * plan.track.macs)}px`;
      const { bar, about } = heads[side];
      for (const words of aboutScale(plan.track.macs, most)) {
        about.textContent = words;
        if (bar.offsetWidth + about.scrollWidth + 8 <= plan.head.width) break;
      }
      formulas[side].style.display = plan.inSight ? "" : "none";
      nameSide(side, plan.inSight);
    });
    const place = plans.find(({ ends: box }) => box)?.ends;
    if (player.classList.contains("dw-presenting")) {
      ends.removeAttribute("style");
      above.append(ends);
    } else if (place && comparison.header.ends) {
      scene.append(ends);
      lay(ends, place, scale);
    }
    fitCounters(plans.map(({ head }) => head.width));
  }

  /**
   * One size for both counters, such that at the end there is room for them beside the titles.
   *
   * @param {number[]} widths
   */
  function fitCounters(widths) {
    player.style.setProperty("--dw-count-size", `${LARGEST_COUNT}px`);
    const sizes = comparison.tracks.map((track, side) => {
      const { name, counter, drawn, onIt, padding } = heads[side];
      const wasted = track.macs - realMacsOf(track);
      drawn.textContent = inFull(track.macs);
      padding.textContent = onPadding(wasted);
      onIt.hidden = wasted === 0;
      const room = widths[side] - (isNarrow() ? 8 : name.offsetWidth + 8);
      return (LARGEST_COUNT * room) / counter.scrollWidth;
    });
    player.style.setProperty("--dw-count-size", `${Math.min(LARGEST_COUNT, ...sizes)}px`);
  }

  /**
   * Show how far both are.
   *
   * @param {State[]} states
   * @param {boolean} over   whether both are done
   */
  function count(states, over) {
    states.forEach(({ macs, real }, side) => {
      const head = heads[side],
        total = comparison.tracks[side].macs;
      head.drawn.textContent = inFull(macs);
      const wasted = macs - real;
      head.padding.textContent = onPadding(wasted);
      head.onIt.hidden = wasted === 0;
      head.real.style.width = `${(100 * real) / total}%`;
      head.idle.style.width = `${(100 * wasted) / total}%`;
    });
    player.dataset.macs = states.map(({ macs }) => macs).join(" ");
    player.dataset.realMacs = states.map(({ real }) => real).join(" ");
    ends.style.visibility = over ? "visible" : "hidden";
    reads.style.visibility = over ? "hidden" : "visible";
  }

  /**
   * The index formulas, with the numbers of the moment under their letters.
   *
   * @param {Theme} theme
   * @param {Unit} unit
   * @param {State[]} states
   */
  function spell(theme, unit, states) {
    const formulasNow = comparison.tracks.map((track, side) => {
      const state = states[side];
      const [output, ...product] = formulaOf(track, unit, state);
      // a term a line where there is little room
      const rows = isNarrow() ? [output, ...product] : [output, product.flat()];
      return rows.map((pieces) =>
        lineOf(pieces, (of) => css(laneColours(theme, hueOf(track, unit, state, of)).text)),
      );
    });
    // both as large as the longest line allows; a letter is 0.6 of its size wide
    const longest = Math.max(...formulasNow.flat().map(({ length }) => length));
    formulasNow.forEach(([first, ...others], side) => {
      formulas[side].replaceChildren(
        first.element,
        make("div", "dw-meaning", legendOf(comparison.tracks[side])),
        ...others.map(({ element }) => element),
      );
      formulas[side].style.setProperty(
        "--dw-letter-size",
        `min(var(--dw-size-lead), ${98 / (0.6 * longest)}cqw)`,
      );
    });
  }

  return { write, place, count, spell };
}

/**
 * @param {HTMLElement} element
 * @param {Box} box
 * @param {number} scale
 */
function lay(element, { x, y, width, height }, scale) {
  Object.assign(element.style, {
    left: `${x * scale}px`,
    top: `${y * scale}px`,
    width: `${width}px`,
    height: `${height}px`,
    transform: scale > 1 ? `scale(${scale})` : "",
  });
}

/**
 * One line of a formula, and how many letters wide it is.
 *
 * @param {(string | Piece)[]} pieces
 * @param {(of: string) => string} colourOf   what a letter points to
 */
function lineOf(pieces, colourOf) {
  const element = make("div", "dw-letters");
  let length = 0;
  for (const [at, piece] of pieces.entries()) {
    if (typeof piece === "string") {
      const more = moreBetween(pieces[at - 1], piece, pieces[at + 1]);
      length += piece.length + more;
      const sign = element.appendChild(make("span", "", piece));
      sign.style.padding = `0 ${more / 2}ch`;
      continue;
    }
    const wide = widthOf(piece);
    length += wide;
    const letter = element.appendChild(make("span", `dw-letter dw-${piece.of}`));
    letter.append(make("i", "", piece.letter), make("small", "", piece.meaning));
    letter.style.width = `${wide}ch`;
    letter.style.color = colourOf(piece.of);
  }
  return { element, length };
}

/**
 * Width of a letter, in letters: the words below it may be wider.
 *
 * @param {Piece} piece
 */
const widthOf = ({ letter, meaning, of }) =>
  of === "what" || of === "sum" ? Math.max(letter.length, 0.55 * meaning.length) : letter.length;

/**
 * How much wider the sign between two letters is for the numbers below both to stay apart, in letters.
 *
 * @param {string | Piece | undefined} before
 * @param {string} sign
 * @param {string | Piece | undefined} after
 */
export function moreBetween(before, sign, after) {
  if (typeof before !== "object" || typeof after !== "object") return 0;
  const number = (/** @type {Piece} */ { meaning }) => meaning.length;
  const needed = (number(before) + number(after)) / 2 + LEAST_APART;
  return Math.max(0, needed - (widthOf(before) + widthOf(after)) / 2 - sign.length);
}

/**
 * The channel whose colour a letter has: that of the lane which it points to, of the output's
 * outline for the output channel, null (ink) for a place in a plane and for what spans lanes.
 *
 * @param {Track} track
 * @param {Unit} unit
 * @param {State} state
 * @param {string} of
 */
function hueOf({ S, K, hues }, unit, { g, t }, of) {
  if ((of !== "channel" && of !== "made") || unit === "pixel") return null;
  if (S === 1) return hues[g];
  return of === "channel" && unit === "tap" && t >= 0 ? hues[g * S + Math.floor(t / K)] : null;
}
