"""Finds signs that are heard as signs: in names, in descriptions and in what a page says by itself."""

from playwright.sync_api import Page

from tests.browser.harness import found_still

# Names that are Streamlit's, or that are no formula: the place, and the reason.
EXCEPTIONS = (
    ("[data-testid=stDataFrame]", "Streamlit's table, which paints its cells"),
    ("[data-testid=stElementToolbar]", "Streamlit's tools: “Show/hide columns”"),
    ("pre, code, math, .katex", "code is read sign by sign, a formula by its MathML"),
)

_FIND = r"""elsewhere => {
    // a minus, a dot or a cross between factors, a power, an arrow, rounding; a fraction
    const BARE = /[−·×÷²³→≈≤≥√∞±⌈⌊]|(?<![\w./])(?:\d+|[A-Z])\/(?:\d+|[A-Z])\b/u;
    const SAYS = '[role=status], [role=alert], [role=img] > title, [aria-live]:not([aria-live=off]), .dw-unseen';
    const NAMED = 'h1, h2, h3, h4, h5, h6, button, summary, [role=radio], [role=switch], [role=tab], legend, caption';
    const all = root => [...root.querySelectorAll('*')].flatMap(
        element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const heard = element => {
        const copy = element.cloneNode(true);
        const silent = `[aria-hidden=true], style, svg, kbd, ${elsewhere}`;
        for (const each of copy.querySelectorAll(silent)) each.remove();
        return copy.textContent.trim();
    };
    const found = [];
    for (const element of all(document)) {
        if (!element.checkVisibility({visibilityProperty: true})) continue;
        const host = element.getRootNode().host ?? element;
        const place = `${elsewhere}, [aria-hidden=true]`;
        if (element.closest(place) || host.closest(place)) continue;
        const texts = ['aria-label', 'aria-description', 'aria-valuetext'].map(
            name => element.getAttribute(name) ?? '');
        const named = element.matches(NAMED) && !element.hasAttribute('aria-label');
        if (named || element.matches(SAYS)) texts.push(heard(element));
        found.push(...texts.filter(text => BARE.test(text)));
    }
    return [...new Set(found)];
}"""


def bare_signs(page: Page) -> list[str]:
    """What a screen reader may pass over."""
    return found_still(page, _FIND, ", ".join(place for place, _ in EXCEPTIONS))
