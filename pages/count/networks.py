"""Published networks, layer by layer: what they cost, and what their papers print."""

from dwconv.ui.pages.networks import (
    chosen,
    conventions,
    profiler,
    published,
    summary,
    table_of_layers,
    without_pairs,
)
from dwconv.ui.widgets.controls import segments
from dwconv.ui.widgets.parts import title

title(
    "Published networks",
    "Every convolution and dense layer of a network, for one image: how much of it is depthwise, and what that saves.",
)
network = chosen()
summary(network)
view = segments(
    "table",
    "Table",
    {
        "layers": "Layer by layer",
        "standard": "Every pair made standard",
        "papers": "What the papers print",
        "profiler": "TensorFlow's count",
    },
    titled=False,
)
{
    "layers": table_of_layers,
    "standard": without_pairs,
    "papers": published,
    "profiler": profiler,
}[view](network)
conventions(network)
