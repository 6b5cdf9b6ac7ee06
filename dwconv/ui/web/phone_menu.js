// The menu of a phone, which lies over the page: it closes when a page is chosen, so that this is seen, and when
// somebody taps beside it. That tap is not for what lies there.

const MENU = '[data-testid="stSidebar"]:not([data-collapsed="true"])';
const CLOSE = '[data-testid="stSidebarCollapseButton"] button';
const PAGE_LINK = '[data-testid="stSidebarNavLink"]';
const MAIN = '[data-testid="stMain"]';
const NARROW = "(max-width: 768px)"; // where Streamlit lays it over the page

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
