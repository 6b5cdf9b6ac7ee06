// What a browser does by itself where each page is a document, and each file a link: a page that is opened is
// named and shown from its top, and a file that is saved is said.

const NAME = "h1.dw-page-name";
const PLACE = '[data-testid="stMain"]';
const FILE = '[data-testid="stDownloadButton"]';
const ERROR = '[data-testid="stDownloadButtonError"]';

const LOOK_AGAIN = 100; // ms between two looks whether a file is made
const HEARD_AFTER = 3000; // ms until what was said is taken away: who reads the page finds it there
const DRAWN = 300; // ms after its name in which a page may give the focus a place

/**
 * Say the name of each page that a link leads to, and show it from its top; the name of the first page is the
 * document's. The focus of a link that is gone goes to the beginning of the page.
 *
 * @param {Document} page
 */
export function openPages(page) {
  const region = statusRegion(page);
  let known = "";
  new MutationObserver(() => {
    const name = page.querySelector(NAME)?.textContent ?? known;
    if (name === known) return;
    if (known) {
      region.textContent = `Page: ${name}`;
      const place = page.querySelector(PLACE);
      place?.scrollTo(0, 0); // the place of all pages, scrolled as the last one was left
      setTimeout(() => {
        const isLost = !page.activeElement || page.activeElement === page.body;
        if (isLost && place instanceof HTMLElement) place.focus({ preventScroll: true });
      }, DRAWN);
    }
    known = name;
  }).observe(page, { subtree: true, childList: true, characterData: true });
}

/**
 * Say of each file that it is saved, or why it is not, once the button that saves it can be pressed again.
 *
 * @param {Document} page
 */
export function sayFiles(page) {
  const region = statusRegion(page);
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

/**
 * A new place in the page whose words are heard and not seen.
 *
 * @param {Document} page
 */
function statusRegion(page) {
  const region = page.createElement("p");
  region.setAttribute("role", "status");
  region.style.cssText = "position: absolute; width: 1px; height: 1px; overflow: hidden;";
  page.body.append(region);
  return region;
}
