"""A badge for an answer that is on its way: the browser waits for it, not a run of the page."""

from __future__ import annotations

from dwconv.ui.components.mount_component import component

_HTML = '<span class="dw-badge"></span>\n'


def late_answer_badge(name: str, text: str) -> None:
    """Show the badge until the answer is there.

    Parameters
    ----------
    name : str
        Of `dwconv.ui.late_answers`.
    text : str
        What the badge says meanwhile.
    """
    component("late_answer_badge", _HTML, isolated=False)(
        key=f"waiting-{name}",
        data={"name": name, "text": text},
        width="content",
        on_answered_change=_nothing,
    )


def _nothing() -> None:
    """Declare `answered` to Streamlit: the run that it causes is all that is wanted."""
