// Tells a screen reader what a control changed or a button led to: the sentences of the page that were
// not there before, and all of them where somebody asked again.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { heardAgain } from "../../player/js/spoken.js";
import css from "./announcer.css";
import { whatIsOther } from "./sizes_said.js";

const style = styleWith(css);

const AFTER_THE_PLAYER = 600; // ms: what a player says of the same change comes first
const HEARD_AFTER = 3000; // ms until what was said is taken away: who reads the page has it there

/** A sentence with a full stop, unless it ends in a sign of its own. @param {string} sentence */
const withItsEnd = (sentence) => (/[.?!:…]$/.test(sentence) ? sentence : `${sentence}.`);

/** @type {WeakMap<HTMLElement, ReturnType<typeof setTimeout>>} by region: one does not silence another */
const timers = new WeakMap();

/**
 * @param {HTMLElement} region
 * @param {string} words
 */
function say(region, words) {
  clearTimeout(timers.get(region));
  const speak = () => {
    region.textContent = heardAgain(words, region.textContent);
    const clear = () => {
      region.textContent = "";
    };
    timers.set(region, setTimeout(clear, HEARD_AFTER));
  };
  timers.set(region, setTimeout(speak, AFTER_THE_PLAYER));
}

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const region = find(parentElement, "[role=status]", HTMLElement);
  // A page that opens is read by its reader; only what changes later is news, and what was waited for.
  /** @type {string[] | null} */
  const known = region.dataset.known ? JSON.parse(region.dataset.known) : data.atOnce ? [] : null;
  const isOther = Boolean(known) && region.dataset.of !== data.of; // of other numbers all is news
  const news = data.sentences
    .filter(
      (/** @type {string} */ each) => !data.silent && known && (isOther || !known.includes(each)),
    )
    .map((/** @type {string} */ each) =>
      whatIsOther(
        each,
        known?.find((old) => old.split(": ")[0] === each.split(": ")[0]),
      ),
    );
  if (news.length) say(region, news.map(withItsEnd).join(" "));
  region.dataset.known = JSON.stringify(data.sentences);
  region.dataset.of = data.of;
}
