// Tells a screen reader what a control changed: the sentences of the page that were not there before.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import css from "./announcer.css";

const style = styleWith(css);

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const region = find(parentElement, "[role=status]", HTMLElement);
  // A page that opens is read by its reader; only what changes later is news.
  const { known } = region.dataset;
  const news = data.sentences.filter(
    (/** @type {string} */ sentence) => known && !JSON.parse(known).includes(sentence),
  );
  if (news.length) region.textContent = `${news.join(". ")}.`;
  region.dataset.known = JSON.stringify(data.sentences);
}
