// Connects a player to Streamlit: creates it, passes numbers to it and sends its reports back.

import { styleWith } from "./add_style.js";
import { readHeader } from "./header_and_bytes.js";
import { playerIn } from "./picture_canvases.js";
import { sameBytes } from "./player_model.js";

/**
 * One mounted player: its element, how often Streamlit called, the last block that it shows, those
 * that Streamlit has still to call with although they were shown, what was said last, what the player
 * reported, and where to send more.
 *
 * @typedef {object} Mounted
 * @property {Node} element
 * @property {number} calls
 * @property {Uint8Array | null} shown
 * @property {Uint8Array[]} early
 * @property {Options} received
 * @property {Report[]} reports
 * @property {() => void} ignoreTop
 * @property {Player} player
 * @property {Mount["setStateValue"]} send
 * @property {Mount["setTriggerValue"]} trigger
 */

/** @type {WeakMap<Node, Mounted>} */
const mounted = new WeakMap();

/** The same by the keys that Python gave them. @type {Map<string, Mounted>} */
const known = new Map();

/**
 * How many blocks are kept that were shown early and that Streamlit has not called with yet. Some it never
 * calls with, since newer ones overtook them: the oldest are dropped.
 */
const MOST_EARLY = 8;

/**
 * What a player was doing when it left the page.
 *
 * @type {{payload: Uint8Array, at: Report, known: number | undefined} | null}
 */
let lastLeft = null;

/**
 * The function that Streamlit calls with new data, and again with a new theme, for players that
 * `create` makes, with their style sheet. The data is one block of bytes: the length of the
 * options, the options as JSON, the payload (see `frame` in component.py).
 *
 * @param {(root: HTMLElement | ShadowRoot, listeners: Listeners) => Player} create
 * @param {string} css
 */
export function mountWith(create, css) {
  const style = styleWith(css);
  window.addEventListener("dw-numbers", (event) => {
    if (showEarly(/** @type {CustomEvent<Uint8Array>} */ (event).detail)) event.preventDefault();
  });
  return (/** @type {Mount} */ { data, parentElement, setStateValue, setTriggerValue }) => {
    const block = data instanceof Uint8Array ? data : new Uint8Array(data);
    const { options, payload } = read(block);
    style(parentElement);
    const mount = mounted.get(parentElement) ?? newMount(create, parentElement);
    if (options.numbers) known.set(options.numbers[0], mount);
    const call = ++mount.calls;
    mount.send = setStateValue;
    mount.trigger = setTriggerValue;
    if (!wasShownEarly(mount, block)) {
      const changed = changedOptions(mount, options);
      mount.shown = block;
      mount.player.update(
        payload,
        call === 1 ? { ...changed, ...comingBack(payload, options) } : changed,
      );
    }
    if (call === 1) window.dispatchEvent(new Event("dw-drawn")); // see numbers_first.js
    return () => {
      const { player, reports } = mount;
      lastLeft = { payload, at: player.moment(), known: reports.at(-1)?.step ?? options.step };
      setTimeout(() => endOnceGone(mount, call, parentElement), 250);
    };
  };
}

/**
 * The options and the payload of a block.
 *
 * @param {Uint8Array} block
 * @returns {{options: Options, payload: Uint8Array}}
 */
function read(block) {
  const [options, end] = readHeader(block);
  return { options, payload: block.slice(end) };
}

/**
 * Show a block that has just arrived (see numbers_first.js), if its player is on the page and shows
 * something else; whether it is so.
 *
 * @param {Uint8Array} block
 */
function showEarly(block) {
  const { options, payload } = read(block);
  const mount = options.numbers && known.get(options.numbers[0]);
  if (!mount?.element.isConnected || sameBytes(mount.shown, block)) return false;
  const changed = changedOptions(mount, options);
  mount.shown = block;
  mount.early = [...mount.early.slice(1 - MOST_EARLY), block];
  mount.player.update(payload, changed);
  return true;
}

/**
 * Whether a block with which Streamlit calls was shown when it arrived, or a newer one since.
 *
 * @param {Mounted} mount
 * @param {Uint8Array} block
 */
function wasShownEarly(mount, block) {
  const at = mount.early.findIndex((each) => sameBytes(each, block));
  if (at >= 0) mount.early = mount.early.slice(at + 1);
  return at >= 0;
}

/**
 * @param {(root: HTMLElement | ShadowRoot, listeners: Listeners) => Player} create
 * @param {HTMLElement | ShadowRoot} parentElement
 */
function newMount(create, parentElement) {
  /** @type {Mounted} */
  const mount = {
    element: parentElement,
    calls: 0,
    shown: null,
    early: [],
    received: {},
    reports: [],
    ignoreTop: followTop(playerIn(parentElement)),
    send: () => {},
    trigger: () => {},
    player: create(parentElement, {
      onSeek: (report) => reportTo(mount, report),
      onNext: (by) => mount.trigger("next", by),
      onEdit: (edits) => mount.send("edits", edits),
    }),
  };
  mounted.set(parentElement, mount);
  return mount;
}

/**
 * Tell a player's style sheet how far down the page it begins, whatever stands above it: so it ends where
 * the window does. What is returned ends that.
 *
 * @param {HTMLElement} player
 */
function followTop(player) {
  const main = player.closest("[data-testid=stMain]");
  const page = main?.firstElementChild;
  if (!main || !page) return () => {};
  let last = NaN;
  const measure = () => {
    if (player.classList.contains("dw-presenting")) return;
    const top = player.getBoundingClientRect().top - main.getBoundingClientRect().top;
    const now = Math.round(top + main.scrollTop);
    if (now === last) return;
    last = now;
    player.style.setProperty("--dw-top", `${now}px`);
  };
  measure(); // before it is drawn: at another height it would be drawn once more
  const observer = new ResizeObserver(() => requestAnimationFrame(measure));
  observer.observe(page);
  return () => observer.disconnect();
}

/**
 * Who looks at another page meanwhile finds the player as it was: while it plays it reports nothing,
 * so Python knows at best where it began.
 *
 * @param {Uint8Array} payload
 * @param {Options} options
 * @returns {Options}
 */
function comingBack(payload, { step, stretch }) {
  if (!lastLeft || stretch || step !== lastLeft.known) return {};
  return sameBytes(lastLeft.payload, payload) ? lastLeft.at : {};
}

/**
 * The clean-up also runs for a call that newer data overtook, before the newer call, which a busy
 * browser makes late: so the player ends only once its element has left the page.
 *
 * @param {Mounted} mount
 * @param {number} call
 * @param {HTMLElement | ShadowRoot} parentElement
 */
function endOnceGone(mount, call, parentElement) {
  if (mount.calls !== call) return;
  if (parentElement.isConnected) {
    setTimeout(() => endOnceGone(mount, call, parentElement), 1000);
    return;
  }
  mount.player.destroy();
  mount.ignoreTop();
  mounted.delete(parentElement);
  for (const [key, each] of known) if (each === mount) known.delete(key);
}

/**
 * @param {Mounted} mount
 * @param {Report} report
 */
function reportTo(mount, report) {
  const latest = mount.reports.at(-1);
  const names = /** @type {(keyof Report)[]} */ (Object.keys(report));
  if (latest && names.every((name) => report[name] === latest[name])) return;
  mount.reports = [...mount.reports.slice(-20), report];
  mount.send("at", report);
}

/**
 * The options that Python changed by its own will. What it only repeats since the last call, or
 * echoes because the player reported it, must not pull the player back to where it was then.
 * `playing` counts in the first block alone: later it is for whoever operates the player.
 *
 * @param {Mounted} mount
 * @param {Options} options
 * @returns {Options}
 */
function changedOptions(mount, options) {
  const names = /** @type {(keyof Report)[]} */ (Object.keys(options));
  const changed = names.filter((name) => {
    // some are lists or objects
    const repeated = JSON.stringify(mount.received[name]) === JSON.stringify(options[name]);
    const echoed = mount.reports.some((report) => report[name] === options[name]);
    return !repeated && !echoed && (name !== "playing" || mount.shown === null);
  });
  mount.received = options;
  const latest = mount.reports.at(-1);
  if (latest && latest.step === options.step) mount.reports = [latest];
  return Object.fromEntries(changed.map((name) => [name, options[name]]));
}
