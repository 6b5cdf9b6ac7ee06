"""The Sliding window page: the window slides over every channel, down to one multiplication."""

from __future__ import annotations

from dwconv.ui.widgets.animation import show_player
from dwconv.ui.widgets.badge import show_layer_verdict
from dwconv.ui.widgets.controls import toggle
from dwconv.ui.widgets.parts import heading, player_only
from dwconv.ui.widgets.take_home import take_home
from dwconv.ui.widgets.typed import show_table_links, show_tables


def show() -> None:
    """Show the page."""
    beside_title = heading(
        "Each channel has its own filters. Channels are never mixed.", after=_controls
    )
    show_player()
    if player_only():
        return
    show_tables()
    take_home()
    with beside_title:
        show_layer_verdict()


def _controls() -> None:
    show_table_links()
    toggle("predict")
