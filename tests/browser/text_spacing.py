"""Finds text that is cut off: with spaced letters, with longer words, and from right to left."""

from playwright.sync_api import Page

from tests.browser.harness import found_still

# What WCAG 2.2 asks a page to bear (1.4.12).
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""

# Every element of this project that shows text of its own, also in the shadow roots of components.
_TEXTS = """
    const OURS = '.dw-player *, .dw-controls *, .dw-shapes *, .dw-page-name, .dw-badge, .dc-class *';
    const NO_TEXT = ['STYLE', 'SCRIPT', 'OPTION', 'SELECT', 'TITLE', 'title'];
    const all = root => [...root.querySelectorAll('*')].flatMap(
        element => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const texts = all(document).filter(element =>
        (element.getRootNode() instanceof ShadowRoot || element.matches(OURS))
        && !NO_TEXT.includes(element.tagName)
        && element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
"""

_FIND = (
    "() => {"
    + _TEXTS
    + """
    const found = [];
    for (const element of texts) {
        const range = document.createRange();
        range.selectNodeContents(element);
        const text = range.getBoundingClientRect();
        for (let box = element; box; box = box.parentElement) {
            const {overflowX, overflowY, clipPath} = getComputedStyle(box);
            if (clipPath !== 'none' || box.matches('[data-testid=stAppViewContainer]')) break;
            const hides = overflow => ['hidden', 'clip'].includes(overflow);
            const edge = box.getBoundingClientRect();
            const cut = hides(overflowX) && (text.right > edge.right + 2 || text.left < edge.left - 2)
                || hides(overflowY) && (text.bottom > edge.bottom + 3 || text.top < edge.top - 3);
            if (cut) found.push(`"${element.textContent.slice(0, 60)}" in ${box.outerHTML.slice(0, 60)}`);
            if (cut || ['auto', 'scroll'].includes(overflowX)) break;
        }
    }
    return [...new Set(found)];
}"""
)

_SPACE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const change = root => {
        const others = root.adoptedStyleSheets.filter(each => each !== window.spacing);
        root.adoptedStyleSheets = [...others, sheet];
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) change(element.shadowRoot);
    };
    change(document);
    window.spacing = sheet;
}"""

_LENGTHEN = (
    "() => {"
    + _TEXTS
    + """
    document.documentElement.dir = 'rtl';
    for (const element of texts) {
        if (element.closest('code, svg, td, .dw-formula')) continue;
        for (const node of element.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE) continue;
            node.data = node.data.replace(/[a-z]{2,}/gi, word =>
                word + 'ö'.repeat(Math.ceil(0.4 * word.length)));
        }
    }
}"""
)


def cut(page: Page) -> list[str]:
    """The texts of this project that their place cuts off; what scrolls cuts nothing."""
    return found_still(page, _FIND)


def space_out(page: Page, css: str = SPACING) -> None:
    """Give letters, words and lines more room, also in shadow roots; "" takes it back."""
    page.evaluate(_SPACE, css)


def lengthen(page: Page) -> None:
    """Make this project's words 40% longer and let the page run from right to left."""
    page.evaluate(_LENGTHEN)
