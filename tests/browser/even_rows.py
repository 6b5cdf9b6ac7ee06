"""Text that is too small to read, and controls that stand unevenly in one row."""

from playwright.sync_api import Page

from tests.browser.harness import found_still

SMALLEST = 12  # pixels

_ALL = """
    const all = [];
    (function walk(root) {
        for (const each of root.querySelectorAll("*")) {
            all.push(each);
            if (each.shadowRoot) walk(each.shadowRoot);
        }
    })(document.querySelector("[data-testid=stMain]"));
    const shown = each => {
        const { width, height } = each.getBoundingClientRect();
        const { visibility, clipPath } = getComputedStyle(each);
        return width > 1 && height > 1 && visibility !== "hidden" && clipPath === "none";
    };
"""
"""JavaScript: all elements of a page, those in shadow roots as well, and which of them are shown."""


def small_text(page: Page) -> list[str]:
    """Texts of a page in less than 12 pixels. Formulas have indices, which are smaller."""
    return found_still(
        page,
        """() => {"""
        + _ALL
        + """
            const found = new Set();
            for (const each of all) {
                const own = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
                if (!own || !shown(each) || each.closest(".katex, .dw-unseen, .dw-player")) continue;
                const box = each.closest("svg")?.viewBox?.baseVal?.width;
                const scale = box ? each.closest("svg").getBoundingClientRect().width / box : 1;
                const size = parseFloat(getComputedStyle(each).fontSize) * scale;
                if (size < SMALLEST - 0.1) found.add(`${size.toFixed(1)}: ${each.textContent.trim().slice(0, 40)}`);
            }
            return [...found];
        }""".replace("SMALLEST", str(SMALLEST)),
    )


def uneven(page: Page) -> list[str]:
    """Controls beside each other that have another height, or whose middles are not in one line."""
    return found_still(
        page,
        """() => {"""
        + _ALL
        + """
            const fields = "[data-testid=stNumberInputContainer], [data-testid=stTextInputRootElement], "
                + "[data-testid=stSelectbox] [role=group]";
            const switches = "[data-testid=stCheckbox] label, [data-testid=stRadioOption]";
            const parts = all.filter(each =>
                each.matches(`button, summary, [data-testid=stPageLink] a, ${fields}, ${switches}`)
                && shown(each)
                && !each.closest(".dw-player, .st-key-home, .st-key-title-end, [data-testid=stElementToolbar], [data-testid=stTooltipHoverTarget]")
                && !each.parentElement?.closest(fields));
            const boxes = parts.map(each => [each, each.getBoundingClientRect()]);
            const found = [];
            boxes.forEach(([one, a], at) => {
                for (const [other, b] of boxes.slice(at + 1)) {
                    const common = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                    const apart = Math.max(a.left, b.left) - Math.min(a.right, b.right);
                    if (common < 0.6 * Math.min(a.height, b.height) || apart < 0 || apart > 60) continue;
                    const higher = !one.matches(switches) && !other.matches(switches)
                        && Math.abs(a.height - b.height) > 1.5;
                    if (higher || Math.abs(a.top + a.bottom - b.top - b.bottom) > 4)
                        found.push([one, other].map(each => each.innerText || each.tagName).join(" beside "));
                }
            });
            return found;
        }""",
    )
