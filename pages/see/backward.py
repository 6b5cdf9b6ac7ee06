"""The gradients of the layer, which the same operation makes."""

from dwconv.ui.pages.backward import animation, badge, controls, explanation
from dwconv.ui.widgets.parts import alone, heading

slot = heading("Both gradients are convolutions again, of the same kind.", first=controls)
animation()
if not alone():
    explanation()
    with slot:
        badge()
