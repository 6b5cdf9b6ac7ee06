// Tables of values as pictures beside each other, one value marked in each; a click marks another.
// Draws what it is given: {planes: [{title, rows, texts, most, zero}], at: [row, column] or null, hue}.

import { setColours, styleWith } from "../../player/js/add_style.js";
import constants from "../../player/js/colours_and_speeds.js";
import { find } from "../../player/js/dom.js";
import { tableOf } from "../../player/js/tables.js";
import { digitSize } from "./plane_digits.js";
import css from "./planes_side_by_side.css";
import { element } from "./svg.js";

const style = styleWith(css);
const LARGEST = 44, // side of a cell, in pixels
  SMALL = 26, // its side where two pictures share a phone
  NARROWEST = 260; // of a picture with its title

/**
 * The same numbers for screen readers.
 *
 * @param {string} title
 * @param {string[][]} texts
 */
function heardTable(title, texts) {
  const place = document.createElement("div"); // a table itself would be as wide as its words
  place.className = "dw-unseen";
  const columns = texts[0].map((_, column) => `column ${column}`);
  const rows = texts.map((row, number) => [`row ${number}`, ...row]);
  place.append(tableOf(title, ["row", ...columns], rows));
  return place;
}

/**
 * @param {HTMLElement} root
 * @param {Planes} data
 * @param {(place: {row: number, column: number}) => void} choose
 */
function draw(root, data, choose) {
  const figures = data.planes.map(({ title, texts }) => {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = title;
    caption.ariaHidden = "true"; // the table for screen readers has the same title
    figure.append(caption, heardTable(title, texts));
    // No wider than its cells, so that what is compared stands close together.
    figure.style.maxWidth = `${Math.max(LARGEST * texts[0].length, NARROWEST) + 4}px`;
    // What is only looked at stands beside the other also where its cells are small.
    if (!data.at) figure.style.flexBasis = `${Math.max(SMALL * texts[0].length + 4, 150)}px`;
    root.append(figure);
    return figure;
  });
  // Only now, with all of them in their places, does each have its width.
  for (const [number, { rows, texts, most, zero }] of data.planes.entries()) {
    const figure = figures[number];
    const wide = figure.clientWidth || 300;
    const side = Math.min(Math.floor((wide - 4) / rows[0].length), LARGEST);
    const svg = element(
      "svg",
      {
        class: data.at ? "clickable" : "",
        "aria-hidden": "true",
        width: side * rows[0].length + 4,
        height: side * rows.length + 4,
      },
      figure,
    );
    const size = digitSize(side, texts);
    for (const [i, row] of rows.entries()) {
      for (const [j, value] of row.entries()) {
        const x = 2 + j * side;
        const y = 2 + i * side;
        const far = value - zero;
        element(
          "rect",
          {
            class: far < 0 ? "cell negative" : "cell",
            x,
            y,
            width: side,
            height: side,
            "fill-opacity": most ? Math.min(0.75 * (Math.abs(far) / most), 0.75) : 0,
          },
          svg,
        );
        if (size) {
          element(
            "text",
            { x: x + side / 2, y: y + side / 2 + size / 3, style: `font-size: ${size}px` },
            svg,
            texts[i][j],
          );
        }
      }
    }
    if (!data.at) continue;
    const [i, j] = data.at;
    const place = { x: 2 + j * side, y: 2 + i * side, width: side, height: side };
    element("rect", { class: "at", ...place }, svg);
    svg.addEventListener("click", (event) => {
      const { clientX, clientY } = /** @type {MouseEvent} */ (event);
      const box = svg.getBoundingClientRect();
      const row = Math.floor((clientY - box.top - 2) / side);
      const column = Math.floor((clientX - box.left - 2) / side);
      if (row >= 0 && row < rows.length && column >= 0 && column < rows[0].length)
        choose({ row, column });
    });
  }
}

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const root = find(parentElement, ".planes", HTMLElement);
  setColours(root);
  root.style.setProperty("--grey", constants.grey);
  root.style.setProperty("--hue", `var(--dw-hue-${data.hue})`);
  let drawn = 0;
  const redraw = () => {
    drawn = root.clientWidth;
    root.replaceChildren();
    draw(root, data, (place) => setStateValue("at", place));
  };
  redraw();
  const observer = new ResizeObserver(() => {
    if (drawn !== root.clientWidth) redraw();
  });
  observer.observe(root);
  return () => observer.disconnect();
}
