"""How much of a page a browser styles anew when a text in it changes."""

import json

from playwright.sync_api import Page

# As a player writes its step: another text in the place of the last one.
CHANGE = """() => {
    const texts = [...document.querySelectorAll('[data-testid=stMain] *')].filter(each =>
        each.childNodes.length === 1 && each.firstChild.nodeType === Node.TEXT_NODE
        && !each.matches('style, script') && each.checkVisibility());
    texts.at(-1).textContent += ' ';
    document.body.offsetHeight;  // styled at once
}"""


def restyled(page: Page) -> int:
    """The number of elements that are styled anew after a text has changed.

    Few, unless a style asks by :has() what is anywhere below an element that holds much of the page: then a
    change of any text in it makes Chromium style all of the page, at every step that plays.
    """
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.evaluate(CHANGE)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    counts = [
        each["args"].get("elementCount", 0) for each in events if each["name"] == "UpdateLayoutTree"
    ]
    assert counts
    return max(counts)
