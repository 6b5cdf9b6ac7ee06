// Connects a player to Streamlit: creates it, passes numbers to it and sends its reports back.

import { styleWith } from "./add_style.js";
import { sameBytes } from "./player_model.js";

/**
 * One mounted player: how often Streamlit called, what it said last, what the player reported, and
 * where to send more.
 *
 * @typedef {object} Mounted
 * @property {number} calls
 * @property {Options} received
 * @property {Report[]} reports
 * @property {Player} player
 * @property {Mount["setStateValue"]} send
 * @property {Mount["setTriggerValue"]} trigger
 */

/** @type {WeakMap<Node, Mounted>} */
const mounted = new WeakMap();

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
  return (/** @type {Mount} */ { data, parentElement, setStateValue, setTriggerValue }) => {
    const block = data instanceof Uint8Array ? data : new Uint8Array(data);
    const length = new DataView(block.buffer, block.byteOffset).getUint32(0, true);
    const options = JSON.parse(new TextDecoder().decode(block.subarray(4, 4 + length)));
    style(parentElement);
    const mount = mounted.get(parentElement) ?? newMount(create, parentElement);
    const call = ++mount.calls;
    const payload = block.slice(4 + length);
    mount.send = setStateValue;
    mount.trigger = setTriggerValue;
    const changed = changedOptions(mount, options);
    mount.player.update(
      payload,
      call === 1 ? { ...changed, ...comingBack(payload, options) } : changed,
    );
    return () => {
      const { player, reports } = mount;
      lastLeft = { payload, at: player.moment(), known: reports.at(-1)?.step ?? options.step };
      setTimeout(() => endOnceGone(mount, call, parentElement), 250);
    };
  };
}

/**
 * @param {(root: HTMLElement | ShadowRoot, listeners: Listeners) => Player} create
 * @param {HTMLElement | ShadowRoot} parentElement
 */
function newMount(create, parentElement) {
  /** @type {Mounted} */
  const mount = {
    calls: 0,
    received: {},
    reports: [],
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
  mounted.delete(parentElement);
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
 * `playing` counts at the first call alone: later it is for whoever operates the player.
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
    return !repeated && !echoed && (name !== "playing" || mount.calls === 1);
  });
  mount.received = options;
  const latest = mount.reports.at(-1);
  if (latest && latest.step === options.step) mount.reports = [latest];
  return Object.fromEntries(changed.map((name) => [name, options[name]]));
}
