"""Gradient descent against plain loops, differences of the loss, and its own limits."""

import numpy as np
import pytest

from dwconv.engine.errors import DwconvError
from dwconv.engine.naive import depthwise
from dwconv.teaching.gradient_descent import (
    SPEC,
    TOO_LARGE,
    cross_gradients,
    descend,
    make_task,
    rate_limits,
)


def losses(task, filter):
    """The losses of the channels by plain loops."""
    output = np.array(depthwise(SPEC, task.input, filter))
    total = np.zeros(SPEC.channels)
    positions = 0
    for i in range(output.shape[1]):
        for j in range(output.shape[2]):
            positions += 1
            for k in range(SPEC.channels):
                total[k] += (output[0, i, j, k] - task.wanted[0, i, j, k]) ** 2
    return total / positions


@pytest.mark.parametrize("kernels", ["known", "integers"])
def test_the_gradient_is_how_the_loss_changes_with_each_weight(kernels):
    task = make_task(kernels, 3)
    run = descend(task, 0.05, 2)
    np.testing.assert_allclose(run.losses[2], losses(task, run.filters[2]), rtol=1e-12)
    small = 1e-5
    for place in ((0, 0, 0, 0), (1, 2, 1, 0), (2, 2, 2, 0)):
        above, below = (run.filters[2].copy() for _ in range(2))
        above[place] += small
        below[place] -= small
        slope = (losses(task, above) - losses(task, below)).sum() / (2 * small)
        assert run.gradients[2][place] == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_each_update_takes_rate_times_gradient_away_and_the_hidden_kernels_are_found():
    task = make_task("known", 0)
    run = descend(task, 0.3, 60)
    np.testing.assert_array_equal(run.filters[1:], run.filters[:-1] - 0.3 * run.gradients[:-1])
    np.testing.assert_array_equal(run.errors, run.outputs - task.wanted)
    assert not run.filters[0].any()
    np.testing.assert_allclose(run.filters[-1], task.hidden, atol=0.02)


def test_each_limit_is_the_rate_above_which_the_loss_of_its_channel_grows():
    task = make_task("integers", 1)
    for channel, limit in enumerate(rate_limits(task)):
        just_below = descend(task, 0.98 * limit, 400).losses[:, channel]
        assert (np.diff(just_below) <= 1e-12).all()
        just_above = descend(task, 1.02 * limit, 400).losses[:, channel]
        assert just_above[-1] > just_above[len(just_above) // 2]


def test_a_run_with_a_rate_that_is_too_large_ends():
    run = descend(make_task("known", 2), 0.4, 60)
    assert run.updates < 60
    assert run.losses[-1].max() > TOO_LARGE >= run.losses[:-1].max()


def test_the_data_of_one_channel_never_change_the_kernel_of_another():
    task = make_task("integers", 4)
    run = descend(task, 0.1, 20)
    other = task._replace(input=task.input.copy(), wanted=task.wanted.copy())
    other.input[..., 1] *= -3
    other.wanted[..., 1] += 7
    changed = descend(other, 0.1, 20)
    shared = min(len(run.filters), len(changed.filters))
    for kept in (0, 2):
        np.testing.assert_array_equal(
            changed.filters[:shared, :, :, kept], run.filters[:shared, :, :, kept]
        )
    assert (changed.filters[1, :, :, 1] != run.filters[1, :, :, 1]).any()
    largest = cross_gradients(task, run.filters[0])
    np.testing.assert_array_equal(largest, np.diag(np.diag(largest)))
    np.testing.assert_allclose(np.diag(largest), np.abs(run.gradients[0]).max(axis=(0, 1, 3)))


def test_impossible_values_are_refused_with_the_reason():
    with pytest.raises(DwconvError, match="rate"):
        descend(make_task("known", 0), 0, 3)
    with pytest.raises(DwconvError, match="kernels"):
        make_task("unknown", 0)
