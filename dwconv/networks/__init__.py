"""Published networks, layer by layer: what every convolution and dense layer costs.

`NOT_COUNTED` names the layers that are left out: they multiply no input by a kernel.
"""

from dwconv.networks.layers import KINDS, NOT_COUNTED, Kind, NetworkLayer, Total, by_kind, total
from dwconv.networks.profiler import ProfilerLine, beside_profiler
from dwconv.networks.tables import (
    NETWORKS,
    READINGS,
    RESOLUTIONS,
    V2_WIDTHS,
    WIDTHS,
    network,
    parameters,
    profiled,
    versions,
    widths_of,
)
from dwconv.networks.without_depthwise import depthwise_separable_pairs, with_standard_layers

__all__ = [
    "KINDS",
    "NETWORKS",
    "NOT_COUNTED",
    "READINGS",
    "RESOLUTIONS",
    "V2_WIDTHS",
    "WIDTHS",
    "Kind",
    "NetworkLayer",
    "ProfilerLine",
    "Total",
    "beside_profiler",
    "by_kind",
    "depthwise_separable_pairs",
    "network",
    "parameters",
    "profiled",
    "total",
    "versions",
    "widths_of",
    "with_standard_layers",
]
