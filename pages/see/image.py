"""A photograph through real kernels, and what no depthwise convolution can do to it."""

from dwconv.ui.pages.image import Made, controls, grey, pictures, typed_kernel, verdict
from dwconv.ui.widgets.parts import title

slot = title(
    "Image lab",
    "Every colour channel meets kernels of its own. Point at a place: it is the same in all pictures.",
)
made = Made.now()
typed_kernel(made)
pictures(made)
grey(made)
controls(made)
with slot:
    verdict(made)
