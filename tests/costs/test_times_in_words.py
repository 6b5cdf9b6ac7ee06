"""Tests that the sentences about measured times follow these, whatever they are."""

from dwconv.costs.roofline import roofline_points
from dwconv.costs.times_in_words import describe_times
from tests.costs.test_roofline import FILTERS, SPEC, measurement


def said(measured):
    return " ".join(describe_times(roofline_points(measured, SPEC, FILTERS)))


def test_the_sentences_say_what_was_measured():
    faster = said(measurement(0.001, 0.01))
    assert (
        "512 times fewer MACs than standard and is 10 times faster than standard: 1 ms, not 10 ms."
        in faster
    )
    assert "In one second depthwise does 900 million MACs, standard 46 billion." in faster
    slower = said(measurement(0.02, 0.01))
    assert "MACs than standard but is 2 times slower than standard: 20 ms, not 10 ms." in slower
    assert "but is about as fast as standard" in said(measurement(0.01, 0.0101))


def test_the_separable_layer_is_compared_with_standard():
    faster = said(measurement(0.001, 0.01, 0.001))
    assert "takes 2 ms: 5 times faster than standard." in faster
    slower = said(measurement(0.001, 0.01, 0.019))
    assert "takes 20 ms: 2 times slower than standard." in slower


def test_the_time_of_the_call_itself_is_said():
    assert "on one pixel, takes 0.1 ms: this part of the 1 ms is" in said(measurement(0.001, 0.01))
    assert "takes 0.1 ms, as long as here. So nearly all" in said(measurement(0.00005, 0.01))


def test_an_op_above_the_limit_is_named():
    assert "above the limit" not in said(measurement(0.001, 0.01))
    low = said(measurement(0.001, 0.01, pointwise=0.01, peak=40e9))
    assert "These are above the limit: standard" in low


def test_without_one_of_the_two_ops_nothing_is_compared():
    at = roofline_points(measurement(0.001, 0.01), SPEC, FILTERS)
    del at["depthwise"]
    assert describe_times(at) == []
