// Mends what Streamlit tells screen readers: it keeps the names of icons ("rule icon, image") and a
// stop of the keyboard on the page as a whole from them, and names the button that opens the sidebar.

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
    // on a phone "Menu" is written on it: who says what is seen must be understood
    part
      .querySelector('[data-testid="stExpandSidebarButton"]')
      ?.setAttribute("aria-label", "Menu and settings");
    // the link that skips to it can still focus it
    part.querySelector('[data-testid="stMain"][tabindex="0"]')?.setAttribute("tabindex", "-1");
  };
  hide(page);
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes)
      if (addedNodes.length && target instanceof Element) hide(target);
  }).observe(page, { subtree: true, childList: true });
}
