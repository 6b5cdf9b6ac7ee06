"""What the choices of the Image lab are called on the page."""

from __future__ import annotations

from dwconv.ui.widgets.controls import LABELS

NAMES = LABELS | {
    "auto": "by kernel",
    "signed": "grey is 0",
    "clipped": "black is 0",
    "one": "one for all",
    "each": "one per channel",
}
