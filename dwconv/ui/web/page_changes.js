// For whoever does not see the page: the name of the page that a link led to, and the focus on a control
// that Streamlit drew anew. It loads no document for a page, and gives what it draws anew no focus.

const NAME = "h1.dw-page-name";
const PLACE = '[data-testid="stMain"]';
const CONTROL = "input, select, textarea, button, summary, a";

/** Milliseconds for which a page is looked through for a control that was taken away. */
const PATIENCE = 3000;

/**
 * Say the name of each page that a link leads to; that of the first one is the document's.
 *
 * @param {Document} page
 */
export function tellPages(page) {
  const region = page.createElement("p");
  region.setAttribute("role", "status");
  region.style.cssText = "position: absolute; width: 1px; height: 1px; overflow: hidden;";
  page.body.append(region);
  let known = "";
  new MutationObserver(() => {
    const name = page.querySelector(NAME)?.textContent ?? known;
    if (name === known) return;
    if (known) region.textContent = `Page: ${name}`;
    known = name;
  }).observe(page, { subtree: true, childList: true, characterData: true });
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

/**
 * Give the focus to the control of the same name when the one that had it is taken away.
 *
 * @param {Document} page
 */
export function keepFocus(page) {
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
    const isLost = !page.activeElement || page.activeElement === page.body;
    if (!isLost || performance.now() - last.gone > PATIENCE) {
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
