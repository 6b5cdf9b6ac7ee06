// Keeps from screen readers what Streamlit gives them and nobody needs: the names of icons
// ("rule icon, image"), and a stop of the keyboard on the page as a whole.

/**
 * Hide them in a document, now and whenever Streamlit draws some.
 *
 * @param {Document} page
 */
export function keepQuiet(page) {
  const ICON = '[role="img"][aria-label$=" icon"]';
  /** @param {ParentNode} part */
  const hide = (part) => {
    for (const icon of part.querySelectorAll(ICON)) icon.setAttribute("aria-hidden", "true");
    // the link that skips to it can still focus it
    part.querySelector('[data-testid="stMain"][tabindex="0"]')?.setAttribute("tabindex", "-1");
  };
  hide(page);
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes)
      if (addedNodes.length && target instanceof Element) hide(target);
  }).observe(page, { subtree: true, childList: true });
}
