"""Depthwise beside tf.nn.conv2d, and with the pointwise step behind it."""

from dwconv.ui.pages.comparison import BELOW, badges, chosen, contained, controls, race
from dwconv.ui.widgets.parts import alone, heading

slot = heading(BELOW, first=controls)
race(chosen())
if not alone():
    contained()
    with slot:
        badges(chosen())
