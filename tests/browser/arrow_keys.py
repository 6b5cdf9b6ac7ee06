"""Finds what takes the arrow keys where a screen reader keeps them to read the page.

Orca and NVDA read the page by arrow keys until the focus is at a control that is known to need them. A group is none,
and at an application Orca 43 goes on reading.
"""

from playwright.sync_api import Page

HANDED_OVER = [
    "slider",
    "spinbutton",
    "radio",
    "tab",
    "grid",
    "listbox",
    "menu",
    "tree",
    "combobox",
]

_FIND = """roles => {
    const all = root => [...root.querySelectorAll('*')].flatMap(
        element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const found = [];
    for (const element of all(document)) {
        if (element.tabIndex < 0 || element.matches('a, button, input, select, textarea, summary')) continue;
        if (!element.checkVisibility({visibilityProperty: true})) continue;
        const takes = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].some(key => {
            const pressed = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, composed: true});
            return !element.dispatchEvent(pressed);
        });
        if (takes && !roles.includes(element.role)) found.push(element.cloneNode().outerHTML);
    }
    return found;
}"""


def arrows_kept(page: Page) -> list[str]:
    """The elements that take arrow keys and would not get them from a screen reader."""
    found: list[str] = page.evaluate(_FIND, HANDED_OVER)
    return found
