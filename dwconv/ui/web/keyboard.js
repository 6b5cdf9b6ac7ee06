// What the keyboard does in two of Streamlit's own parts: in a row of choices, where it waits for Space
// and knows two of the four arrows, and in a box that a button opens, which stands at the end of the page.

const CHOICES = '[data-testid="stButtonGroup"] [role="radiogroup"]';
const CHOICE = '[role="radio"]:not(:disabled)';
const OPENER = '[data-testid="stPopoverButton"]';
const BOX = '[data-testid="stPopoverBody"]';
const STOP =
  ':is(a[href], button:enabled, input:enabled, select, textarea, summary, [tabindex="0"])';

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Milliseconds for which a box that is being opened is waited for. */
const PATIENCE = 10_000;
const A_MOMENT = 500;

/**
 * Let all arrows choose in a row of choices, and the way to it lead to what is chosen, as in any radio group.
 *
 * @param {Document} page
 */
export function chooseByArrows(page) {
  page.addEventListener(
    "keydown",
    (event) => {
      const { target, key } = event,
        step = STEPS[key];
      const group = target instanceof Element && target.closest(CHOICES);
      if (!step || !group || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // Streamlit's own arrows move the focus alone
      const choices = [...group.querySelectorAll(CHOICE)];
      const at = choices.indexOf(target) + step;
      const next = choices.at(at % choices.length);
      if (!(next instanceof HTMLElement)) return;
      next.focus();
      next.click();
    },
    true,
  );
  page.addEventListener("focusin", ({ target, relatedTarget }) => {
    const group = target instanceof Element && target.closest(CHOICES);
    if (!group || !target.matches(":focus-visible")) return; // a pointer chooses by itself
    if (relatedTarget instanceof Node && group.contains(relatedTarget)) return;
    const chosen = group.querySelector('[aria-checked="true"]');
    if (chosen instanceof HTMLElement && chosen !== target) chosen.focus();
  });
}

/**
 * Give the focus to a box that was opened by a key; its end closes it and leads back to its button.
 *
 * @param {Document} page
 */
export function enterBoxes(page) {
  /** @type {HTMLElement | null} */
  let opener = null;

  // Until the focus has been in the box for a moment: Streamlit may put another one in its place.
  function enter(until = performance.now() + PATIENCE) {
    // a box that is being closed may still be there
    const boxes = opener?.ariaExpanded === "true" ? page.querySelectorAll(BOX) : [];
    const box = [...boxes].at(-1),
      at = page.activeElement ?? page.body;
    if (box instanceof HTMLElement && (at === opener || at === page.body)) {
      box.tabIndex = -1;
      box.focus({ preventScroll: true });
      until = Math.min(until, performance.now() + A_MOMENT);
    }
    if (performance.now() < until) requestAnimationFrame(() => enter(until));
  }

  page.addEventListener(
    "click",
    ({ target, detail }) => {
      const button = target instanceof Element && target.closest(OPENER);
      // a click of a pointer has a number
      if (detail || !(button instanceof HTMLElement) || button.ariaExpanded === "true") return;
      opener = button;
      enter();
    },
    true,
  );
  page.addEventListener("keydown", (event) => {
    const box = event.target instanceof Element && event.target.closest(BOX);
    if (event.key !== "Tab" || !box || !opener?.isConnected) return;
    const stops = stopsIn(box),
      [target] = event.composedPath();
    const [first, last] = [stops[0] ?? box, stops.at(-1) ?? box];
    const backwards = event.shiftKey && (target === box || target === first);
    if (!backwards && (event.shiftKey || target !== last)) return;
    opener.focus({ preventScroll: true }); // from there Tab goes on to what follows it
    opener.click(); // an open box would lie over that
    if (backwards) event.preventDefault();
  });
}

/**
 * What Tab stops at, in parts with a tree of their own as well.
 *
 * @param {Element | ShadowRoot} root
 * @returns {Element[]}
 */
const stopsIn = (root) =>
  [...root.querySelectorAll("*")].flatMap((each) =>
    each.shadowRoot
      ? stopsIn(each.shadowRoot)
      : each.matches(STOP) && each.checkVisibility({ visibilityProperty: true })
        ? [each]
        : [],
  );
