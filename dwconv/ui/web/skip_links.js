// The way to the settings in the sidebar, which the keyboard reaches last: a link beside Streamlit's
// "Skip to main content", and one that leads back from their end. Each is seen while it has the focus,
// and looks as Streamlit's. In the menu of a phone, where all pages stand above the settings, a third one
// is always seen.

const SIDEBAR = '[data-testid="stSidebar"]';
const SETTINGS = '[data-testid="stSidebarUserContent"]';
const NAME = `${SETTINGS} h2.dw-sidebar-name`; // only pages with settings have it
const FIELD = `${SETTINGS} :is(input, select, textarea):enabled:not([tabindex="-1"])`;
const SKIP = '[data-testid="stSkipToContent"]';
const OPEN = '[data-testid="stExpandSidebarButton"]';
const MENU_HEADER = '[data-testid="stSidebarHeader"]';
const CLOSE = '[data-testid="stSidebarCollapseButton"] button';
const MAIN = '[data-testid="stMain"]';
const PLAYER = `${MAIN} .dw-player .dw-by-keys`;

/** Milliseconds for which a place that is only being opened or drawn is waited for. */
const PATIENCE = 3000;

/** The same of the first field: by then settings without one have none. */
const FIELDS_COME = 700;

/**
 * @param {Document} page
 */
export function leadToSettings(page) {
  const to = linkOf(page, "#stSidebar", "Skip to the settings", toSettings);
  const back = linkOf(page, "#stMain", "", backToPage);
  const down = linkOf(page, "#stSidebar", "Settings", downToSettings);
  down.className = "dw-down";

  /** @param {string} selector */
  const seen = (selector) =>
    [...page.querySelectorAll(selector)].find((each) =>
      each.checkVisibility({ visibilityProperty: true }),
    );

  /**
   * Give the focus to a place once it can have it.
   *
   * @param {() => Element | null | undefined} place
   */
  function focus(place, until = performance.now() + PATIENCE) {
    const found = place();
    if (found instanceof HTMLElement) {
      if (found.tabIndex < 0) found.tabIndex = -1; // a heading
      found.focus({ preventScroll: isInSight(found) });
      if (page.activeElement === found) return;
    }
    if (performance.now() < until) requestAnimationFrame(() => focus(place, until));
  }

  function toSettings() {
    const open = seen(OPEN);
    if (open instanceof HTMLElement) open.click();
    const late = performance.now() + FIELDS_COME;
    const comes = () => page.querySelector(FIELD) || performance.now() < late;
    focus(() => seen(FIELD) ?? (comes() ? null : seen(NAME)));
  }

  // to their name: a field would open the keyboard of the phone
  function downToSettings() {
    page.querySelector(NAME)?.scrollIntoView();
    focus(() => page.querySelector(NAME));
  }

  function backToPage() {
    const place = page.querySelector(PLAYER) ?? page.querySelector(MAIN);
    // in a narrow window the sidebar lies over the page
    const width = back.closest(SIDEBAR)?.clientWidth ?? 0; // where it is to be, when still on its way
    const over = Math.round(place?.getBoundingClientRect().left ?? 0) < width;
    const close = over && page.querySelector(CLOSE);
    if (close instanceof HTMLElement) close.click();
    focus(() => place);
  }

  function placeLinks() {
    const skip = page.querySelector(SKIP),
      name = page.querySelector(NAME);
    if (!skip || !name) {
      to.remove();
      back.remove();
      down.remove();
      return;
    }
    for (const link of [to, back]) {
      const look = `dw-skip ${skip.className}`;
      if (link.className !== look) link.className = look;
    }
    const words = page.querySelector(PLAYER) ? "Back to the picture" : "Back to the page";
    if (back.textContent !== words) back.textContent = words;
    if (skip.nextElementSibling !== to) skip.after(to);
    const header = page.querySelector(MENU_HEADER);
    if (header && down.parentElement !== header) header.prepend(down);
    const settings = name.closest(SETTINGS);
    if (settings && settings.lastElementChild !== back) settings.append(back);
  }

  placeLinks();
  new MutationObserver(placeLinks).observe(page, { subtree: true, childList: true });
}

/** @param {Element} element */
function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight && element.matches(PLAYER);
}

/**
 * A link within the page, which changes no address.
 *
 * @param {Document} page
 * @param {string} href
 * @param {string} words
 * @param {() => void} go
 */
function linkOf(page, href, words, go) {
  const link = page.createElement("a");
  link.href = href;
  link.textContent = words;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  return link;
}
