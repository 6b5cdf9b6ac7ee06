"""Tests the roofline."""

import pytest

from dwconv import ConvSpec, costs
from dwconv.costs.roofline import LAYERS, best_rate, roofline_points, timed_costs
from dwconv.reference.timing import Measurement, Timing

SPEC, FILTERS = LAYERS["14x14x512"]


def measurement(depthwise, standard, pointwise=0.001, peak=100e9, **changes):
    times = {"depthwise": depthwise, "standard": standard, "pointwise": pointwise}
    timings = {
        kind: Timing(f"tf.nn.{kind}", seconds, (seconds, seconds), 10, empty=0.0001)
        for kind, seconds in times.items()
    }
    values = dict(missing={}, peak=peak, bandwidth=20e9, threads=2, measured_at=0.0) | changes
    return Measurement(**({"timings": timings} | values))


def test_the_layers_are_those_of_the_paper():
    """Howard et al. 2017, table 1: 14x14x512, depthwise 3x3 and 1x1x512x512, counted by hand."""
    cost = timed_costs(SPEC, FILTERS)
    assert cost["depthwise"].macs == 14 * 14 * 512 * 9
    assert cost["standard"].macs == 14 * 14 * 512 * 512 * 9
    assert cost["pointwise"].macs == 14 * 14 * 512 * 512
    for name, (spec, _) in LAYERS.items():
        assert name == "x".join(str(size) for size in spec.output_shape[1:])


@pytest.mark.parametrize("real", [False, True])
def test_a_separable_layer_is_its_two_steps(real):
    spec = ConvSpec(9, 7, 3, multiplier=2, stride=2, padding="SAME")
    cost, steps = costs(spec, 5)["separable"], timed_costs(spec, 5, real=real)
    whole = cost.without_padding if real else cost
    assert vars(steps["depthwise"] + steps["pointwise"]) == vars(whole)


def test_the_roof_rises_and_then_stays_level():
    measured = measurement(0.001, 0.01)
    assert best_rate(measured, 1.0) == 20e9
    assert best_rate(measured, 5.0) == best_rate(measured, 50.0) == 100e9


def test_a_point_of_the_roofline_is_work_per_time():
    at = roofline_points(measurement(0.0005, 0.01), SPEC, FILTERS)
    assert at["depthwise"].rate == pytest.approx(14 * 14 * 512 * 9 / 0.0005)
    moved = 4 * (14 * 14 * 512 * 2 + 9 * 512)
    assert at["depthwise"].roof == pytest.approx(20e9 * 14 * 14 * 512 * 9 / moved)


def test_an_op_that_was_not_timed_is_left_out():
    measured = measurement(0.001, 0.01)
    del measured.timings["depthwise"]
    at = roofline_points(measured, SPEC, FILTERS)
    assert list(at) == ["standard", "pointwise"]
