"""Finds controls in the window whose middle lies under something else, so that a click goes there."""

from playwright.sync_api import Page

from tests.browser.harness import found_still

_FIND = """() => {
    const CONTROLS = 'a[href], button, input, select, textarea, summary, ' +
        '[role=button], [role=switch], [role=tab], [role=slider], [role=menuitem]';
    const all = root => [...root.querySelectorAll('*')].flatMap(
        element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const parentOf = element => element.parentElement ?? element.getRootNode().host;
    const holds = (outer, inner) => inner && (inner === outer || holds(outer, parentOf(inner)));
    function topAt(x, y) {
        let hit = document.elementFromPoint(x, y), inner;
        while ((inner = hit?.shadowRoot?.elementFromPoint(x, y)) && inner !== hit) hit = inner;
        return hit;
    }
    function isClipped(element, x, y) {  // scrolled out of sight, in a list that is longer than its place
        for (let outer = parentOf(element); outer; outer = parentOf(outer)) {
            const {left, right, top, bottom} = outer.getBoundingClientRect();
            const clips = getComputedStyle(outer).overflow !== 'visible';
            if (clips && (x < left || x > right || y < top || y > bottom)) return true;
        }
        return false;
    }
    const found = [];
    for (const element of all(document)) {
        if (!element.matches(CONTROLS) || element.disabled) continue;
        const isForKeysAlone = element.matches('[role=slider]') && getComputedStyle(element).pointerEvents === 'none';
        if (isForKeysAlone) continue;  // the pointer is for what lies below
        if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        const {left, top, width, height} = element.getBoundingClientRect();
        const x = left + width / 2, y = top + height / 2;
        if (width <= 1 || height <= 1 || getComputedStyle(element).clipPath !== 'none') continue;
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || isClipped(element, x, y)) continue;
        const hit = topAt(x, y), areas = [element, ...(element.labels ?? [])];
        if (!hit || areas.some(area => holds(area, hit) || holds(hit, area))) continue;
        const name = each => (each.getAttribute('aria-label') || each.textContent.trim() || each.outerHTML).slice(0, 50);
        found.push(`${name(element)} (${element.tagName}) lies under ${name(hit)} (${hit.tagName})`);
    }
    return [...new Set(found)];
}"""


def covered(page: Page) -> list[str]:
    """The controls in the window that lie under something else, each with what lies over it."""
    return found_still(page, _FIND)
