"""Costs against a count of every single multiplication, and against published figures."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dwconv import ConvSpec, costs
from dwconv.costs.layer import KINDS, count_costs, count_real_taps
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import make_axis

SPECS = [
    ConvSpec(8, 8, 4, multiplier=2, padding="SAME"),
    ConvSpec(7, 9, 2, kernel=(2, 3), stride=(2, 1), dilation=(1, 2), padding="SAME"),
    ConvSpec(6, 6, 3, stride=2, batch=2),
    ConvSpec(5, 4, 1, kernel=(4, 3), padding=((2, 0), (1, 3)), dilation=2, multiplier=3),
]


def count(spec, pairs):
    """Multiply one by one, with padding arithmetic of its own: (all taps, taps on the input)."""
    every = real = 0
    (top, _), (left, _) = spec.pads
    for _ in range(spec.batch * pairs):
        for i in range(spec.output_shape[1]):
            for j in range(spec.output_shape[2]):
                for di in range(spec.kernel[0]):
                    for dj in range(spec.kernel[1]):
                        row = i * spec.stride[0] + di * spec.dilation[0] - top
                        column = j * spec.stride[1] + dj * spec.dilation[1] - left
                        every += 1
                        real += 0 <= row < spec.height and 0 <= column < spec.width
    return every, real


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_macs_are_the_multiplications_one_by_one(spec):
    cost = costs(spec, filters=5)
    made = spec.channels * spec.multiplier
    assert (cost["depthwise"].macs, cost["depthwise"].real_macs) == count(spec, made)
    assert (cost["standard"].macs, cost["standard"].real_macs) == count(spec, spec.channels * 5)
    places = spec.batch * spec.output_shape[1] * spec.output_shape[2]
    assert cost["separable"].macs == cost["depthwise"].macs + places * made * 5
    # A pointwise layer pads nothing: each of its taps meets a value.
    assert cost["separable"].real_macs == cost["depthwise"].real_macs + places * made * 5


def test_tensorflows_profiler_counts_the_same():
    """Figures that TensorFlow 2.21 printed for 8x8x4, 3x3, M=2, SAME."""
    plain, biased = costs(SPECS[0]), costs(SPECS[0], bias=True)
    assert plain["depthwise"].flops == 9_216
    assert biased["depthwise"].flops == 9_728
    assert plain["standard"].flops == 36_864
    assert plain["depthwise"].real_macs == 484 * 4 * 2


def test_the_separable_ratio_is_that_of_the_mobilenet_paper():
    """Howard et al. 2017, equation 5: 1/N + 1/K^2."""
    cost = costs(ConvSpec(14, 14, 512, padding="SAME"), filters=512)
    assert cost["separable"].macs / cost["standard"].macs == pytest.approx(1 / 512 + 1 / 9)


def test_bias_adds_one_parameter_and_one_addition_per_output():
    spec = ConvSpec(5, 5, 2, multiplier=3)
    plain, biased = costs(spec, filters=4), costs(spec, filters=4, bias=True)
    added = {kind: biased[kind].params - plain[kind].params for kind in plain}
    assert added == {"depthwise": 6, "standard": 4, "separable": 6 + 4}
    assert biased["standard"].flops - plain["standard"].flops == 3 * 3 * 4
    assert biased["standard"].macs == plain["standard"].macs


@pytest.mark.parametrize("bias", [False, True])
def test_counting_only_real_taps_does_not_change_the_biases(bias):
    cost, all_taps = count_costs(SPECS[0], 8, bias=bias, real=True), costs(SPECS[0], 8, bias=bias)
    for kind in KINDS:
        assert cost[kind].macs == all_taps[kind].real_macs
        added = all_taps[kind].flops - 2 * all_taps[kind].macs
        assert cost[kind].flops == 2 * all_taps[kind].real_macs + added
        assert (cost[kind].params, cost[kind].bytes) == (
            all_taps[kind].params,
            all_taps[kind].bytes,
        )


def test_bytes_are_input_parameters_and_output_once_each():
    spec = ConvSpec(15, 15, 3)
    cost = costs(spec, filters=8)
    assert cost["depthwise"].bytes == 4 * (15 * 15 * 3 + 27 + 13 * 13 * 3)
    assert cost["standard"].bytes == 4 * (15 * 15 * 3 + 216 + 13 * 13 * 8)
    handed_on = 13 * 13 * 3
    pointwise = 4 * (handed_on + 24 + 13 * 13 * 8)
    assert cost["separable"].bytes == cost["depthwise"].bytes + pointwise
    assert costs(spec, 8, itemsize=2)["standard"].bytes * 2 == cost["standard"].bytes


def test_costs_are_plain_ints():
    for cost in costs(SPECS[1], bias=True).values():
        assert {type(value) for value in vars(cost).values()} == {int}


@pytest.mark.parametrize("filters", [0, 2.0, True, "2", [2], -1, float("nan"), np.array([2])])
def test_filters_must_be_a_positive_int(filters):
    with pytest.raises(DwconvError, match="filters is"):
        costs(SPECS[0], filters=filters)


@pytest.mark.parametrize("itemsize", [0, 2.0, True, None, "4"])
def test_itemsize_must_be_a_positive_int(itemsize):
    with pytest.raises(DwconvError, match="itemsize is"):
        costs(SPECS[0], itemsize=itemsize)


@pytest.mark.parametrize("bias", ["yes", 2, -1, 1, 0, 1.0, None, [], np.array([True])])
def test_bias_must_be_true_or_false(bias):
    """A bias of 2 would be counted twice, and one of -1 taken away."""
    with pytest.raises(DwconvError, match=r"^bias is .*, but must be True or False\.$"):
        costs(SPECS[0], bias=bias)


def test_numpys_integers_and_bools_count_as_pythons():
    assert costs(SPECS[0], filters=np.uint8(200), bias=np.True_) == costs(SPECS[0], 200, bias=True)
    assert costs(SPECS[0], bias=np.False_) == costs(SPECS[0])


@pytest.mark.parametrize("spec", [3, None, "spec", (5, 5, 2), {"height": 5}])
def test_a_spec_is_needed(spec):
    with pytest.raises(TypeError, match=r"^spec is .*, but must be a ConvSpec\."):
        costs(spec)


def test_a_cost_can_only_be_added_to_a_cost():
    with pytest.raises(TypeError, match="unsupported operand"):
        costs(SPECS[0])["depthwise"] + 3


@given(
    st.integers(0, 12),
    st.integers(1, 6),
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from(["VALID", "SAME"]) | st.tuples(st.integers(0, 7), st.integers(0, 7)),
)
def test_real_taps_are_the_taps_on_the_input_one_by_one(size, kernel, stride, dilation, padding):
    try:
        one = make_axis(size, kernel, stride, dilation, padding)
    except DwconvError:
        assume(False)
    taps = [pixel for index in range(one.output) for pixel in one.taps(index)]
    assert count_real_taps(one) == sum(0 <= pixel < size for pixel in taps)


def test_huge_layers_are_counted_at_once():
    """Neither a kernel nor an input of any size is walked through."""
    large = costs(ConvSpec(10**12, 5, 1, kernel=(3, 2**62), padding="SAME"))["depthwise"]
    assert large.real_macs == (3 * 10**12 - 2) * 25
    apart = costs(ConvSpec(5, 5, 1, kernel=1, stride=2**62, dilation=10**5000))["depthwise"]
    assert apart.macs == apart.real_macs == 1
