// For whoever does not see the page: a control that Streamlit disables keeps its place, and a file that
// was saved is said. A browser takes the focus from what is disabled, as the button of a file while it is made.

const FILE = '[data-testid="stDownloadButton"]';
const ERROR = '[data-testid="stDownloadButtonError"]';
const CONTROL = "a[href], button, input, select, textarea, summary";

const LOOK_AGAIN = 100; // ms between two looks whether a file is made
const FOR_GOOD = 300; // ms after which a control that is still disabled stays so
const HEARD_AFTER = 3000; // ms until what was said is taken away: who reads the page finds it there

/**
 * Give the focus back to a button that is enabled again; from one that stays disabled it goes on to
 * the next control.
 *
 * @param {Document} page
 */
export function keepPlace(page) {
  /** @type {HTMLButtonElement | null} */
  let last = null;
  const isLost = () => !page.activeElement || page.activeElement === page.body;
  page.addEventListener("focusin", ({ target }) => {
    last = target instanceof HTMLButtonElement ? target : null;
  });
  const goOn = () => {
    if (!last?.isConnected || !last.disabled || !isLost() || last.closest(FILE)) return;
    const all = [...page.querySelectorAll(CONTROL)];
    const next = all
      .slice(all.indexOf(last))
      .find((each) => each.matches(":enabled, a, summary") && each.checkVisibility());
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  };
  new MutationObserver((changes) => {
    if (!last || !changes.some(({ target }) => target === last)) return;
    if (last.disabled) setTimeout(goOn, FOR_GOOD);
    else if (isLost()) last.focus({ preventScroll: true });
  }).observe(page, { subtree: true, attributeFilter: ["disabled"] });
}

/**
 * Say of each file that it is saved, or why it is not, once the button that saves it can be pressed again.
 *
 * @param {Document} page
 */
export function saySaved(page) {
  const region = page.createElement("p");
  region.setAttribute("role", "status");
  region.style.cssText = "position: absolute; width: 1px; height: 1px; overflow: hidden;";
  page.body.append(region);
  let timer = 0;
  page.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(`${FILE} button`) : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const look = () => {
      if (button.disabled && button.isConnected) {
        setTimeout(look, LOOK_AGAIN);
        return;
      }
      const name = button.querySelector("p")?.textContent ?? "";
      const problem = button.closest(FILE)?.querySelector(ERROR)?.textContent;
      region.textContent = problem || `${name}: the file is saved.`;
      clearTimeout(timer);
      timer = setTimeout(() => {
        region.textContent = "";
      }, HEARD_AFTER);
    };
    setTimeout(look, LOOK_AGAIN);
  });
}
