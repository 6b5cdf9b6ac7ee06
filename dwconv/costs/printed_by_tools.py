"""The number that each tool prints for a layer's operations, and how it counts.

Every tool counts on the output size. They differ in three things: whether a multiply-accumulate
counts 1 or 2, whether a bias counts, and whether taps on padding count. What one tool calls FLOPs
another calls MACs.
"""

from __future__ import annotations

from dataclasses import dataclass

from dwconv.costs.layer import Cost


@dataclass(frozen=True)
class Tool:
    """A tool and its way of counting.

    Attributes
    ----------
    name : str
    calls_it : str
        The tool's name for its number.
    per_mac : int
        What one multiply-accumulate adds to it.
    bias : bool
        Whether a layer's bias adds one per output value.
    padding : bool
        Whether taps on padding count.
    source : str
        Where in the tool's source the convention is written down.
    version : str
        The version whose rule this is.
    before : str
        What an earlier version did, if that was something else.
    """

    name: str
    calls_it: str
    per_mac: int
    bias: bool
    padding: bool
    source: str
    version: str = ""
    before: str = ""

    def figure(self, cost: Cost) -> int:
        """The number that the tool prints for a layer.

        Parameters
        ----------
        cost : Cost
            As `dwconv.costs.layer.costs` gives it, with the bias if the layer has one.

        Examples
        --------
        >>> from dwconv import ConvSpec, costs
        >>> layer = costs(ConvSpec(8, 8, 4, multiplier=2, padding="SAME"), bias=True)
        >>> {tool.name: tool.figure(layer["depthwise"]) for tool in TOOLS[:3]}
        {'fvcore': 4608, 'THOP': 4608, 'torchinfo': 5120}
        """
        macs = cost.macs if self.padding else cost.real_macs
        return self.per_mac * macs + self.bias * cost.additions


# Each was run on 8x8x4, 3x3, M = 2, SAME; tests/costs/test_printed_by_tools.py holds what it printed.
TENSORFLOW = Tool(
    "TensorFlow's profiler", "float_ops", 2, True, True, "tensorflow/python/ops/nn_ops.py", "2.21.0"
)
XLA = Tool(
    "XLA's cost analysis",
    "flops",
    2,
    True,
    False,
    "xla/service/hlo_cost_analysis.cc",
    "of jax 0.10.2",
)
TOOLS = (
    Tool("fvcore", "flops", 1, False, True, "fvcore/nn/jit_handles.py", "0.1.5"),
    Tool(
        "THOP",
        "MACs",
        1,
        False,
        True,
        "thop/vision/basic_hooks.py",
        "0.1.1",
        "THOP 0.0.31 added 1 per output for a bias",
    ),
    Tool("torchinfo", "mult-adds", 1, True, True, "torchinfo/layer_info.py", "1.8.0"),
    Tool("ptflops", "MACs", 1, True, True, "ptflops/pytorch_ops.py", "0.7.5"),
    Tool(
        "PyTorch's flop counter", "FLOPs", 2, False, True, "torch/utils/flop_counter.py", "2.13.0"
    ),
    TENSORFLOW,
    XLA,
)


def tools_printing(figure: int, cost: Cost) -> list[str]:
    """The tools that print exactly this number for a layer.

    Examples
    --------
    >>> from dwconv import ConvSpec, costs
    >>> tools_printing(7744, costs(ConvSpec(8, 8, 4, multiplier=2, padding="SAME"))["depthwise"])
    ["XLA's cost analysis"]
    """
    return [tool.name for tool in TOOLS if tool.figure(cost) == figure]
