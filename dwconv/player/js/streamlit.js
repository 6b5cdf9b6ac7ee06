// How Streamlit mounts a player, gives it numbers and hears from it.

import { sameBytes } from "./model.js";
import { styleWith } from "./style.js";

const mounted = new WeakMap();

/** What a player was doing when it left the page. */
let left = null;

/**
 * The function that Streamlit calls with new data, and again with a new theme, for players that
 * `create` makes, with their style sheet. The data is one block of bytes: the length of the
 * options, the options as JSON, the payload (see `frame` in component.py).
 */
export const mountWith = (create, css, style = styleWith(css)) => (
  { data, parentElement, setStateValue, setTriggerValue }) => {
  const block = data instanceof Uint8Array ? data : new Uint8Array(data);
  const length = new DataView(block.buffer, block.byteOffset).getUint32(0, true);
  const options = JSON.parse(new TextDecoder().decode(block.subarray(4, 4 + length)));
  let mount = mounted.get(parentElement);
  if (!mount) {
    style(parentElement);
    mount = { calls: 0, received: {}, reports: [] };
    mount.player = create(parentElement, {
      onSeek: (at) => reportTo(mount, at), onNext: (by) => mount.ask("next", by),
    });
    mounted.set(parentElement, mount);
  }
  const call = ++mount.calls, payload = block.slice(4 + length);
  Object.assign(mount, { send: setStateValue, ask: setTriggerValue });
  const wishes = wishesIn(mount, options);
  mount.player.update(payload, call === 1 ? { ...wishes, ...comingBack(payload, options) } : wishes);
  return () => {
    const { player, reports } = mount;
    left = { payload, at: player.moment(), known: reports.at(-1)?.step ?? options.step };
    setTimeout(() => endOnceGone(mount, call, parentElement), 250);
  };
};

/**
 * Who looks at another page meanwhile finds the player as it was: while it plays it reports nothing,
 * so Python knows at best where it began.
 */
function comingBack(payload, { step, stretch }) {
  const same = left && !stretch && step === left.known && sameBytes(left.payload, payload);
  return same ? left.at : {};
}

/**
 * The clean-up also runs for a call that newer data overtook, before the newer call, which a busy
 * browser makes late: so the player ends only once its element has left the page.
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

function reportTo(mount, at) {
  const latest = mount.reports.at(-1);
  if (latest && Object.keys(at).every((name) => at[name] === latest[name])) return;
  mount.reports = [...mount.reports.slice(-20), at];
  mount.send("at", at);
}

/**
 * The options that Python changed by its own will. What it only repeats since the last call, or
 * echoes because the player reported it, must not pull the player back to where it was then.
 * `playing` counts at the first call alone: later it is for whoever operates the player.
 */
function wishesIn(mount, options) {
  // a stretch is a list
  const repeated = (name, value) => String(mount.received[name]) === String(value);
  const echoed = (name, value) => mount.reports.some((at) => at[name] === value);
  const wishes = Object.entries(options).filter(([name, value]) =>
    !repeated(name, value) && !echoed(name, value) && (name !== "playing" || mount.calls === 1));
  mount.received = options;
  const latest = mount.reports.at(-1);
  if (latest && latest.step === options.step) mount.reports = [latest];
  return Object.fromEntries(wishes);
}
