"""Times of a layer on this machine."""

import time

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.engine import naive
from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import grouped_call
from dwconv.reference.timing import _repeat, measure


@pytest.mark.usefixtures("backend")
def test_a_layer_is_timed_beside_what_the_machine_can_do() -> None:
    before = time.time()
    measured = measure(ConvSpec(8, 8, 4, multiplier=2, padding="SAME"), 8).result()
    assert measured.timings.keys() == {"depthwise", "standard", "pointwise"}
    assert measured.missing == {}
    assert measured.timings["depthwise"].op == "tf.nn.depthwise_conv2d"
    for timing in measured.timings.values():
        assert 0 < timing.seconds < 60
        low, high = timing.middle_half
        assert low <= timing.seconds <= high
        assert low < high  # the spread, not the median twice
        assert timing.empty > 0
        assert timing.repetitions >= 3
    # A machine that does fewer, or more than a rack of them, was not measured.
    assert 1e7 < measured.peak < 1e14
    assert 1e7 < measured.bandwidth < 1e13
    assert measured.threads >= 1
    assert before <= measured.measured_at <= time.time()


@pytest.mark.usefixtures("backend")
def test_a_layer_that_takes_more_work_takes_more_time() -> None:
    small, large = (
        measure(ConvSpec(size, size, 8, padding="SAME"), 64).result() for size in (4, 96)
    )
    assert large.timings["standard"].seconds > small.timings["standard"].seconds


@pytest.mark.usefixtures("backend")
@pytest.mark.parametrize(
    "spec",
    [
        ConvSpec(9, 9, 2, kernel=2, dilation=2, stride=2),  # the depthwise op: another shape
        ConvSpec(8, 8, 2, kernel=2, dilation=2, stride=2, padding="SAME"),  # other numbers
    ],
)
def test_where_the_depthwise_op_is_wrong_an_op_that_computes_the_layer_is_timed(
    spec: ConvSpec,
) -> None:
    rng = np.random.default_rng(0)
    image, kernel = rng.standard_normal(spec.input_shape), rng.standard_normal(spec.filter_shape)
    measured = measure(spec, 5).result()
    assert measured.timings.keys() == {"depthwise", "standard", "pointwise"}
    assert measured.timings["depthwise"].op == "tf.nn.conv2d with one group for each channel"
    output = run(grouped_call(spec, image, kernel)).result().output
    np.testing.assert_allclose(output, naive.depthwise(spec, image, kernel), atol=1e-9)


def test_filters_below_one_are_refused() -> None:
    with pytest.raises(DwconvError, match="filters is 0"):
        measure(ConvSpec(5, 5, 1), 0)


def test_only_the_function_itself_is_timed() -> None:
    """Three repetitions of a wait at least, each as long as the wait, in turns with another."""
    calls: list[str] = []

    def wait() -> None:
        calls.append("wait")
        time.sleep(0.02)

    waited, other = _repeat(wait, lambda: calls.append("other"), duration=0.01)
    assert len(waited) == len(other) == 3
    assert min(waited) >= 0.02
    assert calls == ["wait", "other"] * 5
