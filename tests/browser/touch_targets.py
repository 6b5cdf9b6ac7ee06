"""Finds controls that are too small: 44 pixels for a finger, 24 for a mouse pointer (WCAG 2.2).

For a finger the text of a field has 16 pixels: around a smaller one an iPhone enlarges the page.
"""

from playwright.sync_api import Page

from tests.browser.harness import found_still

FINGER = 44
POINTER = 24

# Controls that are not the project's, or have another one of full size that does the same: the place,
# and the reason.
EXCEPTIONS = (
    ("[data-testid=stElementToolbar]", "Streamlit's tools of a table, which keys reach as well"),
    ("[data-testid=stDataFrame]", "Streamlit's table, which paints its cells"),
    ("[data-testid=stSkipToContent]", "a link that only keys reach"),
    (".dw-skip", "links that only keys reach"),
)

_FIND = """([least, elsewhere]) => {
    const CONTROLS = 'a[href], button, input, select, textarea, summary, ' +
        '[role=button], [role=switch], [role=tab], [role=slider], [role=menuitem]';
    const all = root => [...root.querySelectorAll('*')].flatMap(
        element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    // how far an element's ::after reaches out of it, which takes clicks as well
    const reach = element => {
        const {content, position, top, right, bottom, left} = getComputedStyle(element, '::after');
        if (content === 'none' || position !== 'absolute') return [0, 0];
        return [[left, right], [top, bottom]].map(sides =>
            sides.reduce((sum, side) => sum + Math.max(0, -parseFloat(side) || 0), 0));
    };
    const found = [];
    for (const element of all(document)) {
        if (!element.matches(CONTROLS) || element.disabled) continue;
        if (!element.checkVisibility({visibilityProperty: true})) continue;
        const host = element.getRootNode().host ?? element;
        if (elsewhere.some(place => element.closest(place) || host.closest(place))) continue;
        const style = getComputedStyle(element);
        if (element.matches('a') && style.display === 'inline') continue;  // a link within a text
        const areas = [element, ...(element.matches('input') && element.labels || [])].map(each => each.getBoundingClientRect());
        const width = Math.max(...areas.map(area => area.width)),
            height = Math.max(...areas.map(area => area.height));
        if (width <= 1 || height <= 1 || style.clipPath !== 'none') continue;
        const name = element.getAttribute('aria-label') || element.textContent.trim() || element.outerHTML;
        const FIELD = 'input:not([type=range], [type=checkbox], [type=radio]), select, textarea';
        if (least === 44 && element.matches(FIELD) && parseFloat(style.fontSize) < 16)
            found.push(`${name.slice(0, 60)}: text of ${style.fontSize}`);
        const [more, higher] = reach(element);
        if (width + more >= least - 0.5 && height + higher >= least - 0.5) continue;
        const place = element.closest('[data-testid]') ?? host.closest('[data-testid]');
        found.push(`${name.slice(0, 60)} (${element.tagName}, ${place?.dataset.testid}): ` +
            `${Math.round(width + more)} by ${Math.round(height + higher)}`);
    }
    return [...new Set(found)];
}"""


def too_small(page: Page, least: int) -> list[str]:
    """The controls in sight that have fewer pixels than this in one direction."""
    return found_still(page, _FIND, [least, [place for place, _ in EXCEPTIONS]])
