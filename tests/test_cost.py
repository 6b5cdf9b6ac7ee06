"""Costs against a count of every single multiplication, and against published figures."""

import pytest

from dwconv import ConvSpec, costs
from dwconv.errors import DwconvError

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


@pytest.mark.parametrize("filters", [0, 2.0, True])
def test_filters_must_be_a_positive_int(filters):
    with pytest.raises(DwconvError, match="filters is"):
        costs(SPECS[0], filters=filters)
