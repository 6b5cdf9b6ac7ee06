"""What this layer costs as depthwise, as standard and as separable convolution."""

from dwconv.ui.pages.cost import curves, layers, options, times, tools
from dwconv.ui.widgets.parts import heading

beside = heading(
    "The same input and the same kernel size in three kinds of layer. N is the number of outputs of the standard and the separable one."
)
view, filters, bias, real = options()
if view == "layer":
    layers(filters, bias, real)
elif view == "tools":
    tools(filters, bias, real)
elif view == "curves":
    curves(filters, bias, real)
else:
    times(filters, bias, real, beside)
