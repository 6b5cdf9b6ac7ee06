// Which changes of the address are entries of the browser's history, so that each press of Back
// undoes one change that somebody made, or leads back to the page before.
//
// Streamlit makes an entry of every address that a run writes: also of each step of a player, and
// of what a page adds to its own address when it opens.

/**
 * What the rule knows of the parameters, and of what happened since the last entry.
 *
 * @typedef {{
 *   quiet: string[],
 *   typed: string[],
 * }} Names quiet: no change of these is an entry; typed: several changes of one of these are one
 * @typedef {{visitor: boolean, touched: boolean, last: string[]}} Since visitor: whether somebody
 *   clicked or typed since the page opened; touched: the same since the last entry; last: the
 *   parameters that the last entry changed
 */

/**
 * The parameters that differ between two addresses, without the quiet ones.
 *
 * @param {URL} from
 * @param {URL} to
 * @param {Names} names
 */
export function changedNames(from, to, { quiet }) {
  const all = new Set([...from.searchParams.keys(), ...to.searchParams.keys()]);
  return [...all].filter(
    (name) => !quiet.includes(name) && from.searchParams.get(name) !== to.searchParams.get(name),
  );
}

/**
 * Whether an address that is written is a new entry; otherwise it takes the place of the old one.
 *
 * @param {URL} from
 * @param {URL} to
 * @param {Since} since
 * @param {Names} names
 */
export function isEntry(from, to, { visitor, touched, last }, names) {
  if (from.pathname !== to.pathname) return true;
  const changed = changedNames(from, to, names);
  if (!visitor || changed.length === 0) return false;
  // Of two quick changes the second is touched before the server has answered the first. So only
  // typed numbers need a touch of their own: a page also writes them after the choice "typed".
  if (!changed.every((name) => names.typed.includes(name))) return true;
  return touched && !changed.every((name) => last.includes(name));
}

/**
 * Let the browser open a link in a new tab or window when somebody asks for that by a key, such as
 * Ctrl: Streamlit would open it in this one.
 *
 * @param {Window} window
 */
export function keepNewTabs(window) {
  const leave = (/** @type {MouseEvent} */ event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    if (!(ctrlKey || metaKey || shiftKey)) return;
    if (target instanceof Element && target.closest("a[href]")) event.stopImmediatePropagation();
  };
  window.addEventListener("click", leave, { capture: true });
}

/**
 * Apply the rule to what is written into a window's address from now on.
 *
 * @param {Window} window
 * @param {Names} names
 */
export function keepHistory(window, names) {
  const { history } = window;
  const push = history.pushState.bind(history);
  /** @type {Since} */
  let since = { visitor: false, touched: false, last: [] };
  /** @type {{before: string, pushed: boolean} | null} */
  let written = null; // the write into a page's own address that nobody's click has followed

  history.pushState = (state, unused, url) => {
    const from = new URL(window.location.href),
      to = new URL(url ?? "", from);
    const samePage = from.pathname === to.pathname;
    // Going to a page, Streamlit may write its query before its path: that was for this page.
    const early = samePage || from.search !== to.search ? null : written;
    if (early && !early.pushed) history.replaceState(state, unused, early.before);
    const pushes = !early?.pushed && isEntry(from, to, since, names);
    written = samePage ? { before: from.href, pushed: pushes } : null;
    if (!samePage) since = { visitor: false, touched: false, last: [] };
    else if (pushes) since = { ...since, touched: false, last: changedNames(from, to, names) };
    if (pushes) push(state, unused, url);
    else history.replaceState(state, unused, url);
  };
  for (const type of ["pointerdown", "click", "keydown", "input"]) {
    const touch = () => {
      since.visitor = since.touched = true;
      written = null;
    };
    window.addEventListener(type, touch, { capture: true, passive: true });
  }
  window.addEventListener("popstate", () => {
    since = { visitor: false, touched: false, last: [] };
    written = null;
  });
}
