"""Runs axe-core on a page, and leaves out what Streamlit's own elements break."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.harness import found_still

AXE = Path(__file__).resolve().parents[1] / "js" / "node_modules" / "axe-core" / "axe.min.js"
# What Streamlit's own elements break, and no page of ours can mend: the rule, the elements, the reason.
STREAMLIT = (
    (
        "list",
        "[data-testid=stSidebarNav]",
        "its menu on a phone puts sections between list and items",
    ),
    ("listitem", "[data-testid=stSidebarNav]", "the items of the same menu"),
    ("region", "[data-testid=stSkipToContent]", "its skip link lies outside of all landmarks"),
    ("region", ".dw-skip", "the lab's own skip link stands beside it"),
    (
        "presentation-role-conflict",
        "[data-testid=stFileUploaderDropzone]",
        "its place for files has a name and no role (its stop of the keyboard went with issue 15921)",
    ),
    (
        "scrollable-region-focusable",
        ".katex-display",
        "its wide formulas scroll; the words beside them say the same",
    ),
    (
        "scrollable-region-focusable",
        "[data-testid=stCode]",
        "its code scrolls sideways (react-syntax-highlighter, issue 528); the button beside it copies it",
    ),
)

CHECK = """async ([streamlit, tags]) => {
    const options = {resultTypes: ['violations'], rules: {'color-contrast-enhanced': {enabled: false}}};
    if (tags) options.runOnly = {type: 'tag', values: tags};
    const {violations} = await axe.run(document, options);
    return violations.flatMap(({id, nodes}) => nodes
        .filter(({target}) => {
            const element = document.querySelector(target[0]);
            return !streamlit.some(([rule, within]) => rule === id && element?.closest(within));
        })
        .map(({html, failureSummary}) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}"""


def violations(page: Page, tags: list[str] | None = None) -> list[str]:
    """What axe-core finds on a page, by the rules with these tags or by all, less Streamlit's own."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return found_still(page, CHECK, [[list(entry) for entry in STREAMLIT], tags])
