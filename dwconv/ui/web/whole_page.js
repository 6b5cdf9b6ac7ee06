// Shows a page once all of it is there that has a place in it, and leaves it visible from then on.
//
// A style could find that out by :has(). But then each change of any text in the page would have the
// browser style the whole page anew, while a picture plays as well.

/** Milliseconds without a grey box: the next ones may only be on their way. */
const WAIT = 100;

/** The event of a window that says that a picture is drawn: nothing comes any more that moves it. */
const DRAWN = "dw-drawn";

/**
 * @param {Document} document
 * @param {{whole: string, box: string, shown: string}} names   the selectors of what comes last in a page and
 *   of a grey box in the place of what is not loaded yet; the class of a document that was whole
 */
export function showWhenWhole(document, { whole, box, shown }) {
  let timer = 0;
  let isDrawn = false;
  const show = () => {
    observer.disconnect();
    document.documentElement.classList.add(shown);
  };
  const look = () => {
    const isWhole = document.querySelector(whole) && !document.querySelector(box);
    if (isWhole && isDrawn) show();
    else if (isWhole) timer ||= window.setTimeout(show, WAIT);
    else {
      window.clearTimeout(timer);
      timer = 0;
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  const noteDrawn = () => {
    isDrawn = true;
    look();
  };
  window.addEventListener(DRAWN, noteDrawn, { once: true });
}
