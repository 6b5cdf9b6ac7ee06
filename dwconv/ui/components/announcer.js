// Tells a screen reader what a control changed or a button led to: the sentences of the page that were
// not there before, and all of them where somebody asked again.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { heardAgain } from "../../player/js/spoken.js";
import css from "./announcer.css";
import { inPlaceOf, whatIsOther } from "./sizes_said.js";

const style = styleWith(css);

const AFTER_THE_PLAYER = 600; // ms: what a player says of the same change comes first
const AFTER_THE_OTHERS = 200; // ms more for what comes last
const HEARD_AFTER = 3000; // ms until what was said is taken away: who reads the page has it there

/** A sentence with a full stop, unless it ends in a sign of its own. @param {string} sentence */
const withItsEnd = (sentence) => (/[.?!:…]$/.test(sentence) ? sentence : `${sentence}.`);

/** @type {WeakMap<HTMLElement, ReturnType<typeof setTimeout>>} by region: one does not silence another */
const timers = new WeakMap();
/** @type {WeakMap<HTMLElement, string[]>} by region, what is not said yet */
const waiting = new WeakMap();

/**
 * @param {HTMLElement} region
 * @param {string[]} sentences   after those that are not said yet, or in place of those about the same
 * @param {boolean} last         after those of other regions
 */
function say(region, sentences, last) {
  clearTimeout(timers.get(region));
  const all = inPlaceOf(waiting.get(region) ?? [], sentences);
  waiting.set(region, all);
  const speak = () => {
    waiting.delete(region);
    region.textContent = heardAgain(all.map(withItsEnd).join(" "), region.textContent);
    const clear = () => {
      region.textContent = "";
    };
    timers.set(region, setTimeout(clear, HEARD_AFTER));
  };
  timers.set(region, setTimeout(speak, AFTER_THE_PLAYER + (last ? AFTER_THE_OTHERS : 0)));
}

/** @param {Mount} mount */
export default function ({ data, parentElement }) {
  style(parentElement);
  const region = find(parentElement, "[role=status]", HTMLElement);
  // A page that opens is read by its reader; only what changes later is news, and what was waited for.
  /** @type {string[] | null} */
  const known = region.dataset.known ? JSON.parse(region.dataset.known) : data.atOnce ? [] : null;
  const isOther = Boolean(known) && region.dataset.of !== data.of;
  const all = isOther && !data.still; // of other numbers all is news
  const waited = region.dataset.silent === "true"; // the run before said nothing of these numbers
  const news = data.sentences
    .filter((/** @type {string} */ each) => !data.silent && known && (all || !known.includes(each)))
    .map((/** @type {string} */ each) =>
      whatIsOther(
        each,
        known?.find((old) => old.split(": ")[0] === each.split(": ")[0]),
      ),
    );
  if (known && data.still && (isOther || waited) && !news.length) news.push(data.still);
  if (news.length) say(region, news, data.last);
  // what another part says counts as said, beside what was said here
  const said = data.silent && known ? [...known, ...data.sentences] : data.sentences;
  region.dataset.known = JSON.stringify([...new Set(said)]);
  region.dataset.of = data.of;
  region.dataset.silent = String(data.silent);
}
