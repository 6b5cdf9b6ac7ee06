// A badge that says that TensorFlow agrees, or that its answer is on its way: then it asks the server
// for it, and shows the words that come, or has the page run again where words are not enough.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { element } from "./svg.js";
import css from "./tensorflow_badge.css";

const style = styleWith(css);
const ICONS = {
  waiting: "M7 3h10M7 21h10M8 3v4l4 5 4-5V3M8 21v-4l4-5 4 5v4",
  done: "M4 13l5 5L20 6",
  more: "M6 9l6 6l6-6",
};

/**
 * Show a text; a second line of it once the badge is opened, and a third for screen readers alone.
 *
 * @param {HTMLElement} badge
 * @param {"waiting" | "done"} state
 * @param {string} text
 */
function show(badge, state, text) {
  const [short, more, heard] = text.split("\n");
  badge.dataset.state = state;
  badge.replaceChildren();
  let head = badge;
  if (more) {
    const details = badge.appendChild(document.createElement("details"));
    head = details.appendChild(document.createElement("summary"));
    details.append(Object.assign(document.createElement("p"), { textContent: more }));
    details.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") details.open = false;
    });
  }
  draw(ICONS[state], head);
  head.append(short);
  if (heard) {
    const unseen = head.appendChild(document.createElement("span"));
    unseen.className = "dw-unseen";
    unseen.textContent = ` ${heard}`;
  }
  if (more) draw(ICONS.more, head);
}

/**
 * @param {string} icon
 * @param {Element} parent
 */
function draw(icon, parent) {
  const svg = element("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, parent);
  element("path", { d: icon }, svg);
}

let opened = false; // the first answer is of the page that was opened: it is read, not announced

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Ask until the answer is there.
 *
 * @param {HTMLElement} badge
 * @param {string} name
 * @param {() => void} runAgain
 */
async function ask(badge, name, runAgain) {
  const address = new URL(`answers/${encodeURIComponent(name)}`, document.baseURI);
  for (let failed = 0; badge.isConnected; ) {
    try {
      const response = await fetch(address);
      const { state, words } = await response.json();
      failed = 0;
      if (state === "waiting") continue;
      if (!badge.isConnected) return;
      if (words) return show(badge, "done", words);
      if (state === "unknown") await wait(1000); // another process has it, or it was long ago
      return runAgain();
    } catch {
      failed++; // the server is gone, or does not let us in at the moment
      await wait(Math.min(1000 * failed, 5000));
    }
  }
}

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const badge = find(parentElement, ".dw-badge", HTMLElement);
  const later = opened;
  opened = true;
  if (!data.name) {
    if (badge.dataset.words !== data.text) show(badge, "done", data.text);
    badge.dataset.words = data.text;
    return;
  }
  if (badge.dataset.name === data.name) return;
  badge.dataset.name = data.name;
  if (later && !data.quiet) badge.ariaLive = "polite";
  show(badge, "waiting", data.text);
  wait(data.after).then(() => ask(badge, data.name, () => setStateValue("answered", data.name)));
}
