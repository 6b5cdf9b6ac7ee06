// The menu of a phone, which lies over the page: it closes when a page is chosen, so that this is seen, and when
// somebody taps beside it. That tap is not for what lies there.

const MENU = '[data-testid="stSidebar"]:not([data-collapsed="true"])';
const CLOSE = '[data-testid="stSidebarCollapseButton"] button';
const PAGE_LINK = '[data-testid="stSidebarNavLink"]';
const MAIN = '[data-testid="stMain"]';
const NARROW = "(max-width: 768px)"; // where Streamlit lays it over the page

const ON_ITS_SIDE = "(max-height: 499px) and (pointer: coarse)";
const STARTS_CLOSED = "stSidebarCollapsed-"; // where Streamlit keeps whether it is closed

/**
 * Start with the menu closed on a phone that lies on its side: it would leave the picture half of the screen. What
 * a visitor does with it later counts.
 *
 * @param {Window} window
 */
export function startClosed(window) {
  if (!window.matchMedia(ON_ITS_SIDE).matches) return;
  try {
    const { localStorage } = window;
    if (localStorage.getItem(STARTS_CLOSED) === null) localStorage.setItem(STARTS_CLOSED, "true");
  } catch {
    // a browser that keeps nothing: the menu is open, as Streamlit has it
  }
}

/** @param {Window} window */
export function closeMenu(window) {
  const { document } = window;
  const close = () => {
    const button = document.querySelector(CLOSE);
    if (button instanceof HTMLElement) button.click();
  };
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(PAGE_LINK)) setTimeout(close);
  });
  /** @param {Event} event */
  const take = (event) => {
    const { target, type } = event;
    if (!(target instanceof Element && target.closest(MAIN))) return;
    if (!window.matchMedia(NARROW).matches || !document.querySelector(MENU)) return;
    event.stopImmediatePropagation();
    if (type !== "click") return;
    event.preventDefault();
    close();
  };
  for (const type of ["pointerdown", "pointerup", "mousedown", "mouseup", "click"])
    window.addEventListener(type, take, { capture: true });
}
