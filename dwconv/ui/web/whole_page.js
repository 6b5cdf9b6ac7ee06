// Shows a page once all of its first screen is there, and leaves it visible from then on.
//
// A style could find that out by :has(). But then each change of any text in the page would have the
// browser style the whole page anew, while a picture plays as well.

/** Milliseconds without a grey box: the next ones may only be on their way. */
const WAIT = 100;

/** The event of a window that says that a picture is drawn: nothing comes any more that moves it. */
const DRAWN = "dw-drawn";

/** What a node says of one that comes after it (Node.DOCUMENT_POSITION_FOLLOWING). */
const FOLLOWING = 4;

/**
 * @param {Document} document
 * @param {{whole: string, box: string, player: string, shown: string}} names   the selectors of what comes last in
 *   a page, of a grey box in the place of what is not loaded yet, and of a player; the class of a document that
 *   was whole
 */
export function showWhenWhole(document, { whole, box, player, shown }) {
  let timer = 0;
  let isDrawn = false;
  const show = () => {
    observer.disconnect();
    document.documentElement.classList.add(shown);
  };
  /** Whether the first screen lacks something. Below a drawn picture it moves nothing: nobody waits for it. */
  const lacks = () => {
    const picture = isDrawn && document.querySelector(player);
    return [...document.querySelectorAll(box)].some((each) => {
      if (picture && picture.compareDocumentPosition(each) & FOLLOWING) return false;
      const { top, right, height } = each.getBoundingClientRect();
      return height > 0 && top < window.innerHeight && right > 0; // a folded panel lies on the left
    });
  };
  const look = () => {
    const isWhole = document.querySelector(whole) && !lacks();
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
