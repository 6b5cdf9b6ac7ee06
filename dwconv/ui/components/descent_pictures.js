// For each channel of a run of gradient descent its input, filter, gradient, outputs and error, in small pictures.

import { addElement } from "../../player/js/add_element.js";
import { writeWithWords } from "../../player/js/dom.js";
import { spoken } from "../../player/js/spoken.js";
import { lossesAt, MINUS, planeOf, short, written } from "./descent_numbers.js";
import { element } from "./svg.js";

const NARROW = 420; // pixels: below it there are two rows of pictures, of smaller cells
const LEAST_SIGNED = 6; // percent of its hue: a paler cell looks white, and has a dot in place of a sign

/** What is in the pictures whose cells have no digits. @type {[mark: string, words: string][]} */
const KEY = [
  ["positive", "positive: in colour"],
  ["negative", "negative: grey"],
  ["ring", "zero"],
  ["dot", "nearly zero"],
];
/** Of the marks in the middle of a cell, as shares of it. @type {Record<string, number>} */
const RADII = { ring: 0.2, dot: 0.09 };

/** @typedef {"input" | "kernel" | "gradient" | "output"} Scale whose largest magnitude has the deepest tint */
/** @typedef {{name: string, of: string, cell: number, digits: boolean, scale: Scale}} Picture */

/** @type {Picture[]} */
const PICTURES = [
  { name: "input", of: "input", cell: 10, digits: false, scale: "input" },
  { name: "filter now", of: "filters", cell: 30, digits: true, scale: "kernel" },
  { name: "its gradient", of: "gradients", cell: 30, digits: true, scale: "gradient" },
  { name: "output now", of: "outputs", cell: 14, digits: false, scale: "output" },
  { name: "wanted", of: "wanted", cell: 14, digits: false, scale: "output" },
  { name: "now − wanted", of: "errors", cell: 14, digits: false, scale: "output" },
  { name: "hidden filter", of: "hidden", cell: 30, digits: true, scale: "kernel" },
];

/** Whose first numbers each scale is taken from. @type {Record<Scale, string>} */
const LARGEST_OF = { input: "input", kernel: "hidden", gradient: "gradients", output: "wanted" };

/** Say what colours and marks mean. @param {Element} parent */
export function addKey(parent) {
  for (const [mark, words] of KEY) {
    const meaning = addElement("span", parent);
    const svg = element("svg", { width: 15, height: 15, "aria-hidden": "true" }, meaning);
    const cell = { x: 0.5, y: 0.5, width: 14, height: 14, style: "--hue: var(--dw-hue-0)" };
    element("rect", { class: mark, ...cell }, svg);
    if (mark === "negative") element("text", { x: 7.5, y: 11.5 }, svg, MINUS);
    if (mark in RADII)
      element("circle", { class: mark, cx: 7.5, cy: 7.5, r: 14 * RADII[mark] }, svg);
    meaning.append(words);
  }
}

/**
 * The pictures, one row for each channel.
 *
 * @param {HTMLElement} lanes   where they stand
 */
export function createPictures(lanes) {
  /** @type {DescentRun} */
  let run;
  let narrow = false;
  /** @type {Record<string, number[]>} */
  let scales = {};
  /** @type {{rects: SVGElement[], texts: SVGElement[], marks: SVGElement[], svg: SVGElement, picture: Picture, channel: number}[]} */
  let drawn = [];

  /** @param {number} value */
  const digits = (value) => short(value, narrow ? 0 : 1);

  /**
   * @param {Picture} picture
   * @param {number} channel
   * @param {HTMLElement} figure
   */
  function addCells(picture, channel, figure) {
    const { rows, columns } = planeOf(run, picture.of, channel, 0),
      cell = narrow && !picture.digits ? Math.min(picture.cell, 12) : picture.cell,
      across = picture.digits ? cell + (narrow && picture.scale === "kernel" ? 2 : 8) : cell; // room for −3.44
    const [width, height] = [columns * across + 1, rows * cell + 1];
    const size = { width, height, viewBox: `0 0 ${width} ${height}` };
    const svg = element("svg", { role: "img", ...size }, figure);
    const rects = [],
      texts = [],
      marks = [];
    for (let at = 0; at < rows * columns; at++) {
      const x = (at % columns) * across + 0.5,
        y = Math.floor(at / columns) * cell + 0.5;
      rects.push(element("rect", { x, y, width: across, height: cell }, svg));
      texts.push(element("text", { x: x + across / 2, y: y + cell / 2 + 4 }, svg, ""));
      if (picture.digits) continue;
      marks.push(element("circle", { cx: x + across / 2, cy: y + cell / 2 }, svg));
    }
    drawn.push({ rects, texts, marks, svg, picture, channel });
  }

  return {
    /** Put them there, empty, as large as there is room. @param {DescentRun} newRun @param {number} width */
    build(newRun, width) {
      run = newRun;
      narrow = width < NARROW;
      const channels = Array.from({ length: run.channels }, (_, channel) => channel);
      scales = Object.fromEntries(
        Object.entries(LARGEST_OF).map(([scale, of]) => [
          scale,
          channels.map((channel) => largestOf(planeOf(run, of, channel, 0).numbers)),
        ]),
      );
      lanes.replaceChildren();
      drawn = [];
      for (const channel of channels) {
        const lane = addElement("section", lanes, "lane");
        lane.style.setProperty("--hue", `var(--dw-hue-${channel})`);
        lane.setAttribute("aria-label", `channel ${channel}`);
        addElement("strong", lane, "name", `channel ${channel}`);
        addElement("span", lane, "loss");
        const pictures = addElement("div", lane, "pictures");
        for (const picture of PICTURES) {
          const figure = addElement("figure", pictures, picture.of);
          addElement("figcaption", figure, "", picture.name);
          addCells(picture, channel, figure);
        }
      }
    },

    /** What is said when the hidden filters are shown, or hidden again. @param {boolean} revealed */
    hiddenInWords(revealed) {
      if (!revealed) return "The hidden filters are hidden again.";
      const filters = Array.from({ length: run.channels }, (_, channel) => {
        const { numbers, columns } = planeOf(run, "hidden", channel, 0);
        return `channel ${channel}: ${inRows(Array.from(numbers, digits), columns)}`;
      });
      return `The hidden filters. ${filters.join(". ")}.`;
    },

    /** Show the numbers after so many updates. @param {number} update @param {boolean} revealed */
    show(update, revealed) {
      for (const { rects, texts, marks, svg, picture, channel } of drawn) {
        const hidden = picture.of === "hidden" && !revealed;
        const { numbers, columns } = planeOf(run, picture.of, channel, update);
        const largest = scales[picture.scale][channel];
        const shares = Array.from(numbers, (value) =>
          hidden ? 0 : Math.round(78 * Math.min(1, Math.abs(value) / largest)),
        );
        rects.forEach((rect, at) => {
          rect.setAttribute("class", numbers[at] < 0 && !hidden ? "negative" : "positive");
          rect.style.setProperty("--share", `${shares[at]}%`);
        });
        texts.forEach((text, at) => {
          // Without digits, a sign told by more than grey.
          const sign = numbers[at] < 0 && shares[at] >= LEAST_SIGNED ? MINUS : "";
          const says = hidden ? "?" : picture.digits ? digits(numbers[at]) : sign;
          if (text.textContent !== says) text.textContent = says;
        });
        // And 0 has a ring, as in the player's cells: an empty cell is still to come.
        marks.forEach((circle, at) => {
          const mark = numbers[at] === 0 ? "ring" : shares[at] < LEAST_SIGNED ? "dot" : "none";
          circle.setAttribute("class", mark);
          circle.setAttribute("r", String(picture.cell * (RADII[mark] ?? 0)));
        });
        const says = hidden
          ? "hidden"
          : picture.digits
            ? inRows(Array.from(numbers, digits), columns)
            : rangeOf(Array.from(numbers), digits);
        svg.setAttribute("aria-label", spoken(`${picture.name}, channel ${channel}: ${says}`));
      }
      const losses = lossesAt(run, update);
      lanes.querySelectorAll(".loss").forEach((span, channel) => {
        const loss = `loss ${written(losses[channel])}`;
        writeWithWords(/** @type {HTMLElement} */ (span), loss, spoken(loss));
      });
    },
  };
}

/**
 * The numbers of a small plane as they are heard: a row, a short stop, the next row.
 *
 * @param {string[]} texts
 * @param {number} columns
 */
const inRows = (texts, columns) =>
  texts.map((text, at) => `${at ? (at % columns ? ", " : "; ") : ""}${text}`).join("");

/**
 * What is heard of a plane without digits.
 *
 * @param {number[]} numbers
 * @param {(value: number) => string} write
 */
const rangeOf = (numbers, write) =>
  `from ${write(Math.min(...numbers))} to ${write(Math.max(...numbers))}`;

/** @param {Float32Array} numbers */
const largestOf = (numbers) =>
  numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
