// Keeps the focus of whoever works by keys. What Streamlit draws anew gets none, and a browser takes it from
// what Streamlit disables, as the button of a file while the file is made.

const PLACE = '[data-testid="stMain"]';
const CONTROL = "input, select, textarea, button, summary, a[href]";
const FILE = '[data-testid="stDownloadButton"]';

/** Milliseconds for which a page is looked through for a control that was taken away. */
const PATIENCE = 3000;
/** Milliseconds after which a control that is still disabled stays so. */
const FOR_GOOD = 300;

/**
 * Give the focus to the control of the same name when the one that had it is taken away.
 *
 * @param {Document} page
 */
export function keepWhenDrawnAnew(page) {
  /** @type {{control: Element, name: string, gone: number} | null} */
  let last = null;
  page.addEventListener("focusin", () => {
    // not the event's target, which may be an entry of a list whose field keeps the focus
    const control = page.activeElement;
    const isKept = control?.matches(CONTROL) && control.closest(PLACE);
    const name = control && isKept ? nameOf(control) : ""; // without one it may be any other
    last = control && name ? { control, name, gone: 0 } : null;
  });
  // who clicks on the page or presses a key has found another place
  for (const type of ["pointerdown", "keydown"])
    page.addEventListener(
      type,
      () => {
        if (last && page.activeElement !== last.control) last = null;
      },
      true,
    );
  new MutationObserver(() => {
    if (!last || last.control.isConnected) return;
    last.gone ||= performance.now();
    if (!isLost(page) || performance.now() - last.gone > PATIENCE) {
      last = null;
      return;
    }
    const { name } = last;
    const again = [...page.querySelectorAll(`${PLACE} :is(${CONTROL})`)].find(
      (each) => each.checkVisibility() && nameOf(each) === name,
    );
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }).observe(page, { subtree: true, childList: true });
}

/**
 * Give the focus back to a button that is enabled again; from one that stays disabled it goes on to
 * the next control.
 *
 * @param {Document} page
 */
export function keepWhenDisabled(page) {
  /** @type {HTMLButtonElement | null} */
  let last = null;
  page.addEventListener("focusin", ({ target }) => {
    last = target instanceof HTMLButtonElement ? target : null;
  });
  const goOn = () => {
    if (!last?.isConnected || !last.disabled || !isLost(page) || last.closest(FILE)) return;
    const all = [...page.querySelectorAll(CONTROL)];
    const next = all
      .slice(all.indexOf(last))
      .find((each) => each.matches(":enabled, a, summary") && each.checkVisibility());
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  };
  new MutationObserver((changes) => {
    if (!last || !changes.some(({ target }) => target === last)) return;
    if (last.disabled) setTimeout(goOn, FOR_GOOD);
    else if (isLost(page)) last.focus({ preventScroll: true });
  }).observe(page, { subtree: true, attributeFilter: ["disabled"] });
}

/**
 * What a control is called: the label of its field, or its own words; "" if it has no name.
 *
 * @param {Element} control
 */
function nameOf(control) {
  const label = control.closest('[data-testid="stElementContainer"]')?.querySelector("label");
  const words = (label?.textContent || control.ariaLabel || control.textContent || "").trim();
  return words && `${control.tagName} ${words}`;
}

/** @param {Document} page */
const isLost = (page) => !page.activeElement || page.activeElement === page.body;
