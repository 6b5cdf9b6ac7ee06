"""The window slides over every channel, down to one multiplication."""

from dwconv.ui.widgets.animation import animation
from dwconv.ui.widgets.badge import badge
from dwconv.ui.widgets.controls import toggle
from dwconv.ui.widgets.parts import alone, heading
from dwconv.ui.widgets.take_home import take_home
from dwconv.ui.widgets.typed import below, typed_values


def tools() -> None:
    below()
    toggle("predict", "Predict")


slot = heading(
    "Each channel keeps to its own lane: it meets its own filters and nothing else.", tools
)
animation()
if not alone():
    typed_values()
    take_home()
    with slot:
        badge()
