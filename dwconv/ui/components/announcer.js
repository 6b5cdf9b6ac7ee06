// Tells a screen reader what a control changed: the sentence of the page, whenever it is another one.

import { find } from "../../player/js/dom.js";
import { styleWith } from "../../player/js/style.js";
import css from "./announcer.css";

const style = styleWith(css);

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const region = find(parentElement, "[role=status]", HTMLElement);
  // A page that opens is read by its reader; only what changes later is news.
  if (region.dataset.known !== undefined && region.dataset.known !== data.sentence)
    region.textContent = data.sentence;
  region.dataset.known = data.sentence;
}
