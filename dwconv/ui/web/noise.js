// Mends what Streamlit tells screen readers: it keeps the names of icons ("rule icon, image") and a
// stop of the keyboard on the page as a whole from them; it gives names to the buttons that open the
// sidebar and that step a number, and takes shortcuts out of names; it says signs in names and in
// its boxes and numbers as words, what a tip says, to which exercise a field or a grade belongs, and which of
// several buttons is chosen; a table and its rows have names, and one that is wider than its place can
// be scrolled by keys.

const NAMED = "h1, h2, h3, h4, h5, h6, button, summary, a, [role=tab], [role=option]";
const CHOICE = "label:has(input[type=radio], input[type=checkbox])";

/**
 * Mend a document, now and whenever Streamlit draws something.
 *
 * @param {Document} page
 * @param {[pattern: string, words: string][]} signs   see player/js/signs_in_words.js
 */
export function keepQuiet(page, signs) {
  const rules = signs.map(([pattern, words]) => ({ pattern: new RegExp(pattern, "gu"), words }));
  const spoken = (/** @type {string} */ text) =>
    rules.reduce((said, { pattern, words }) => said.replace(pattern, words), text);

  /** What is heard of an element's text. @param {Element} element */
  function heard(element) {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const each of copy.querySelectorAll("[aria-hidden=true], kbd, svg, style")) each.remove();
    return (copy.textContent ?? "").trim();
  }

  /**
   * Say the signs in an element's name as words.
   *
   * @param {Element} element
   */
  function name(element) {
    const of = (element.matches(CHOICE) && element.querySelector("input")) || element;
    if (of instanceof HTMLElement && of.dataset.saidAs !== undefined) {
      if (of.dataset.saidAs === element.textContent) return;
      delete of.dataset.saidAs;
      of.removeAttribute("aria-label");
    }
    if (of.hasAttribute("aria-label") || element.querySelector("math")) return;
    const text = heard(element),
      words = spoken(text);
    if (words === text || !(of instanceof HTMLElement)) return;
    of.dataset.saidAs = element.textContent ?? "";
    of.removeAttribute("aria-labelledby"); // of a heading: its text, with the signs
    of.setAttribute("aria-label", words.trim());
  }

  /** @param {Element} element */
  function rename(element) {
    const label = element.getAttribute("aria-label") ?? "",
      words = spoken(label);
    if (words !== label) element.setAttribute("aria-label", words);
  }

  /**
   * Say the signs in a box as words, and before a grade the name of its exercise.
   *
   * @param {Element} box
   */
  function sayBox(box) {
    const text = box.querySelector('[data-testid="stMarkdownContainer"]');
    if (!(text instanceof HTMLElement) || text.querySelector("a, button, math")) return;
    const heading = box.closest(GRADE) && box.closest(EXERCISE)?.querySelector("h2, h3");
    const lines = [...text.querySelectorAll("p, li:not(:has(p))")].map(heard);
    const seen = lines.join(" "),
      words = spoken(heading ? `${heard(heading)}. ${seen}` : seen);
    say(text, seen, words);
  }

  /**
   * Let words be heard in place of what is seen.
   *
   * @param {HTMLElement} text
   * @param {string} seen
   * @param {string} words
   */
  function say(text, seen, words) {
    if (text.dataset.saidAs === words) return;
    text.dataset.saidAs = words;
    const before = text.nextElementSibling;
    if (before?.matches(".dw-unseen")) before.remove();
    if (words === seen) {
      text.removeAttribute("aria-hidden");
      return;
    }
    text.setAttribute("aria-hidden", "true");
    const unseen = page.createElement("span");
    unseen.className = "dw-unseen";
    unseen.textContent = words;
    text.after(unseen);
  }

  /** Name a table after its place, which `show_table` marks, and look whether it scrolls. @param {Element} table */
  function nameTable(table) {
    for (const part of [table, table.parentElement]) if (part) sizes.observe(part);
    const place = table
      .closest('[class*="st-key-table_"]')
      ?.className.match(/st-key-table_([^_\s]+)/);
    if (place) table.setAttribute("aria-label", place[1].replaceAll("-", " "));
  }

  /** Make the first cell of a row its header, but not a number, which `show_table` aligns at the right. @param {Element} cell */
  function nameRow(cell) {
    if (getComputedStyle(cell).textAlign === "right") cell.removeAttribute("role");
    else cell.setAttribute("role", "rowheader");
  }

  /** Say the signs of a number on display as words. @param {HTMLElement} number */
  function sayMetric(number) {
    const seen = heard(number);
    say(number, seen, spoken(seen));
  }

  /** Say whether a button is the one that is chosen of several: an icon shows it. @param {Element} button */
  function press(button) {
    const isChosen = Boolean(button.querySelector('[data-testid="stIconMaterial"]'));
    if (button.closest(ONE_OF)) button.setAttribute("aria-pressed", String(isChosen));
  }

  /** Describe the button that has the focus by the tip that opened for it: then it is heard the next time, too. @param {Element} tip */
  function describe(tip) {
    const button = page.activeElement;
    if (button?.closest('[data-testid="stTooltipHoverTarget"]'))
      button.setAttribute("aria-description", spoken(heard(tip)));
  }

  const sizes = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      const place = (target instanceof HTMLTableElement && target.parentElement) || target;
      const isCut =
        place.scrollWidth > place.clientWidth + 1 || place.scrollHeight > place.clientHeight + 1;
      const name = place.querySelector("table")?.getAttribute("aria-label") ?? "";
      const stop = { tabindex: "0", role: "region", "aria-label": name };
      for (const [attribute, value] of Object.entries(stop))
        if (isCut) place.setAttribute(attribute, value);
        else place.removeAttribute(attribute);
    }
  });

  const STEPS = { stNumberInputStepDown: "one less", stNumberInputStepUp: "one more" };
  const EXERCISE = '[class*="st-key-exercise-"]'; // its fields and buttons are called as those of others
  const ONE_OF = '[class*="st-key-one-of-"]'; // buttons of which one is chosen
  const GRADE = '[class*="st-key-grade-"]';
  const SPOKEN_BY_PAGE = `${EXERCISE} [data-testid="stAlertContainer"][role]`;
  const BOX = '[data-testid="stAlertContainer"]';
  const METRIC = '[data-testid="stMetricValue"]';
  const TABLE = '[class*="st-key-table_"] table';
  // all of these have a choice: to say so of each is noise
  const REQUIRED = '[role="radiogroup"][aria-required]';
  const ICON = '[role="img"][aria-label$=" icon"]';
  /** @param {ParentNode} part */
  const mend = (part) => {
    for (const icon of part.querySelectorAll(ICON)) icon.setAttribute("aria-hidden", "true");
    for (const key of part.querySelectorAll("button kbd[aria-label]")) {
      key.closest("button")?.setAttribute("aria-keyshortcuts", key.textContent ?? "");
      key.setAttribute("aria-hidden", "true");
    }
    for (const [id, by] of Object.entries(STEPS))
      for (const button of part.querySelectorAll(`[data-testid="${id}"]`)) {
        const field = button.closest('[data-testid="stNumberInput"]')?.querySelector("input");
        if (field?.ariaLabel) button.setAttribute("aria-label", `${field.ariaLabel}, ${by}`);
      }
    for (const table of part.querySelectorAll(TABLE)) nameTable(table);
    for (const cell of part.querySelectorAll(`${TABLE} tbody td:first-child`)) nameRow(cell);
    for (const element of part.querySelectorAll("[aria-label]")) rename(element);
    for (const element of part.querySelectorAll(`${NAMED}, ${CHOICE}`)) name(element);
    // the page itself says what a press led to, in one message
    for (const box of part.querySelectorAll(SPOKEN_BY_PAGE)) box.removeAttribute("role");
    for (const heading of part.querySelectorAll(`${EXERCISE} :is(h2, h3)`)) {
      const exercise = heading.closest(EXERCISE);
      if (!heading.id || exercise?.getAttribute("aria-labelledby") === heading.id) continue;
      exercise?.setAttribute("role", "group");
      exercise?.setAttribute("aria-labelledby", heading.id);
    }
    for (const tip of part.querySelectorAll('[role="tooltip"]')) describe(tip);
    for (const group of part.querySelectorAll(ONE_OF)) {
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", group.className.match(/st-key-one-of-(\S+)/)?.[1] ?? "");
    }
    for (const button of part.querySelectorAll(`${ONE_OF} button`)) press(button);
    for (const box of part.querySelectorAll(BOX)) sayBox(box);
    for (const number of part.querySelectorAll(METRIC))
      if (number instanceof HTMLElement) sayMetric(number);
    for (const group of part.querySelectorAll(REQUIRED)) group.removeAttribute("aria-required");
    // on a phone "Menu" is written on it: who says what is seen must be understood
    part
      .querySelector('[data-testid="stExpandSidebarButton"]')
      ?.setAttribute("aria-label", "Menu and settings");
    // the link that skips to it can still focus it
    part.querySelector('[data-testid="stMain"][tabindex="0"]')?.setAttribute("tabindex", "-1");
  };
  mend(page);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      if (!element) continue;
      if (addedNodes.length) mend(element);
      if (type === "attributes") {
        if (element.matches(SPOKEN_BY_PAGE)) element.removeAttribute("role");
        rename(element);
      } else {
        const named = element.closest(`${NAMED}, ${CHOICE}`);
        if (named) name(named);
        if (named) press(named);
        const box = element.closest(BOX);
        if (box) sayBox(box);
        const number = element.closest(METRIC);
        if (number instanceof HTMLElement) sayMetric(number);
      }
    }
  }).observe(page, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["aria-label", "role"],
  });
}
