"""What the choices of the Image lab are called on the page."""

from __future__ import annotations

from dwconv.ui.widgets.controls import LABELS

NAMES = LABELS | {
    "auto": "automatic",
    "signed": "grey is 0",
    "clipped": "black is 0",
    "one": "same for all",
    "each": "one per channel",
}
