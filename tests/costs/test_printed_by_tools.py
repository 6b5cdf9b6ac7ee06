"""What each tool prints, against figures that the tools printed."""

import pytest

from dwconv import ConvSpec, costs
from dwconv.costs.printed_by_tools import TENSORFLOW, TOOLS, XLA, tools_printing
from dwconv.reference.profile import count_flops

LAYER = ConvSpec(8, 8, 4, multiplier=2, padding="SAME")  # 3x3, to 8 channels

# Printed by fvcore 0.1.5, THOP 0.1.1, torchinfo 1.8.0, ptflops 0.7.5 and torch 2.13.0 for
# Conv2d(4, 8, 3, padding=1, groups=4 or 1) on 1x4x8x8, by the profiler of TensorFlow 2.21.0, and by
# XLA's cost_analysis() in jax 0.10.2: depthwise, depthwise with bias, standard, standard with bias.
PRINTED = {
    "fvcore": (4608, 4608, 18432, 18432),
    "THOP": (4608, 4608, 18432, 18432),
    "torchinfo": (4608, 5120, 18432, 18944),
    "ptflops": (4608, 5120, 18432, 18944),
    "PyTorch's flop counter": (9216, 9216, 36864, 36864),
    "TensorFlow's profiler": (9216, 9728, 36864, 37376),
    "XLA's cost analysis": (7744, 8256, 30976, 31488),
}


@pytest.mark.parametrize("counter", TOOLS, ids=lambda counter: counter.name)
def test_a_figure_is_what_the_tool_printed(counter):
    plain, biased = costs(LAYER, 8), costs(LAYER, 8, bias=True)
    figures = (
        counter.figure(plain["depthwise"]),
        counter.figure(biased["depthwise"]),
        counter.figure(plain["standard"]),
        counter.figure(biased["standard"]),
    )
    assert figures == PRINTED[counter.name]


@pytest.mark.parametrize("bias", [False, True])
def test_the_profilers_rule_is_what_it_counts(bias):
    spec = ConvSpec(9, 7, 3, kernel=(2, 3), multiplier=2, stride=2, padding="SAME")
    cost = costs(spec, 5, bias=bias)
    kinds = ("depthwise", "standard")
    rule = {kind: TENSORFLOW.figure(cost[kind]) for kind in kinds}
    assert count_flops(spec, 5, bias=bias).result() == rule


@pytest.mark.torch
@pytest.mark.parametrize("bias", [False, True])
def test_pytorchs_rule_is_what_it_counts(bias):
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    (rule,) = (each for each in TOOLS if each.name == "PyTorch's flop counter")
    for kind, groups in (("depthwise", 4), ("standard", 1)):
        layer = torch.nn.Conv2d(4, 8, 3, padding=1, groups=groups, bias=bias)
        with FlopCounterMode(display=False) as counted:
            layer(torch.ones(1, 4, 8, 8))
        assert counted.get_total_flops() == rule.figure(costs(LAYER, 8, bias=bias)[kind])


def test_where_no_tap_meets_padding_there_are_two_figures():
    """On VALID padding there is no tap to disagree about."""
    cost = costs(LAYER.replace(padding="VALID"), 8)["depthwise"]
    assert {each.figure(cost) for each in TOOLS} == {cost.macs, 2 * cost.macs}
    assert XLA.figure(cost) == TENSORFLOW.figure(cost)


def test_tools_that_print_the_same_number_are_named():
    biased = costs(LAYER, 8, bias=True)["depthwise"]
    assert tools_printing(9728, biased) == ["TensorFlow's profiler"]
    assert tools_printing(5120, biased) == ["torchinfo", "ptflops"]
    assert tools_printing(1, biased) == []
