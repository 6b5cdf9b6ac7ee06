"""A button that copies a link to the page, with the step and speed at which its player is."""

from __future__ import annotations

from dwconv.ui.components.mount_component import component
from dwconv.ui.parameters.player_state import IN_LINKS

_HTML = '<button type="button"></button><span role="status"></span>\n'


def copy_link(label: str, query: str | None, key: str) -> None:
    """Show the button.

    Parameters
    ----------
    label : str
        What the button says.
    query : str or None
        What the link has behind its question mark; None for what the address bar has.
    key : str
    """
    component("copy_link", _HTML)(key=key, data={"label": label, "query": query, "names": IN_LINKS})
