// How Streamlit mounts a player, gives it numbers and hears from it.

const mounted = new WeakMap();

/**
 * The function that Streamlit calls with new data, and again with a new theme, for players that
 * `create` brings to life. The data is one block of bytes: the length of the options, the options
 * as JSON, the payload (see `frame` in __init__.py).
 */
export const mountedBy = (create) => ({ data, parentElement, setStateValue, setTriggerValue }) => {
  const block = data instanceof Uint8Array ? data : new Uint8Array(data);
  const length = new DataView(block.buffer, block.byteOffset).getUint32(0, true);
  const options = JSON.parse(new TextDecoder().decode(block.subarray(4, 4 + length)));
  let mount = mounted.get(parentElement);
  if (!mount) {
    mount = { calls: 0, received: {}, reports: [] };
    mount.player = create(parentElement, {
      onSeek: (at) => reportTo(mount, at), onNext: (by) => mount.ask("next", by),
    });
    mounted.set(parentElement, mount);
  }
  const call = ++mount.calls;
  Object.assign(mount, { send: setStateValue, ask: setTriggerValue });
  mount.player.update(block.slice(4 + length), wishesIn(mount, options));
  return () => setTimeout(() => endOnceGone(mount, call, parentElement), 250);
};

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
