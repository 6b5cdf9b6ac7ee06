"""The scripts in the lab's HTML document, each in a file beside this one.

- history.js keeps the browser's history to what visitors did.
- whole_page.js shows a page once all of its first screen is there.
- noise.js keeps needless words from screen readers.
- load_fonts.js loads the font of numbers before a picture needs it.
- numbers_first.js has a picture drawn before the rest of a page is put together.
- page_changes.js says which page a link led to and shows it from its top, and says that a file is saved.
- kept_focus.js keeps the focus when its control is drawn anew or disabled.
- skip_links.js leads the keyboard to the settings.
- phone_menu.js closes the menu of a phone.
- lost_connection.js says that the lab does not answer.
- keyboard.js leads it through rows of choices, and into boxes that a button opens.
"""

from __future__ import annotations

import json
from pathlib import Path

from dwconv.player.signs_in_words import RULES
from dwconv.ui.parameters import player_state, typed_values

WHOLE = "dw-whole"
"""Class of what comes last in a page."""

SHOWN = "dw-shown"
"""Class of the document when a page was whole, and from then on."""

_PAGE = {
    "whole": f".{WHOLE}",
    "box": '[data-testid="stSkeleton"]',
    "player": ".dw-player",
    "shown": SHOWN,
}
_NAMES = {"quiet": sorted(player_state.NAMES), "typed": sorted(typed_values.NAMES)}


def _element(name: str, *calls: str) -> str:
    """The script of that name, and the calls that start it."""
    source = Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")
    start = "\n".join(f"{call};" for call in calls)
    return f'<script type="module">\n{source}\n{start}\n</script>\n'


SCRIPTS = (
    _element("history", f"keepHistory(window, {json.dumps(_NAMES)})", "keepNewTabs(window)")
    + _element("whole_page", f"showWhenWhole(document, {json.dumps(_PAGE)})")
    + _element("noise", f"keepQuiet(document, {json.dumps(RULES)})")
    + _element("load_fonts", "loadFonts(document)")
    + _element("numbers_first", "drawNumbersFirst(window)")
    + _element("page_changes", "openPages(document)", "sayFiles(document)")
    + _element("kept_focus", "keepWhenDrawnAnew(document)", "keepWhenDisabled(document)")
    + _element("skip_links", "leadToSettings(document)")
    + _element("phone_menu", "startClosed(window)", "closeMenu(window)")
    + _element("lost_connection", "sayLostConnection(document)")
    + _element("keyboard", "chooseByArrows(document)", "enterBoxes(document)")
)
"""Their elements; the policy of `dwconv.ui.web.headers` allows these and no others."""
