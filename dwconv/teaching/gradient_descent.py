"""Gradient descent on a depthwise layer: it finds hidden kernels from inputs and outputs alone.

The loss is a sum of one loss for each channel k, the mean of its squared errors:

    L = sum over k of L_k,   L_k = mean over i, j of (output[i, j, k] - wanted[i, j, k])**2

so dL/doutput[i, j, k] = 2 * (output - wanted)[i, j, k] / (number of positions), and the engine makes
dL/dfilter of it. One update takes the learning rate times that away from the filter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.gradients import filter_gradient
from dwconv.engine.sample_values import filter_from_names, make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import windows

Array = npt.NDArray[np.float64]

SPEC = ConvSpec(height=8, width=8, channels=3)
"""The layer that learns."""

TOO_LARGE = 1e9
"""A run ends when a loss is above this: the learning rate is too large, and it only grows."""

_KNOWN = ("sobel-x", "sobel-y", "laplacian")
# Channels with larger values allow only a smaller rate, so one may fail while the others learn.
_SCALES = (0.2, 0.3, 0.5)


class Task(NamedTuple):
    """What is to be learned.

    Attributes
    ----------
    input : ndarray, shape ``SPEC.input_shape``
    hidden : ndarray, shape ``SPEC.filter_shape``
        The kernels to find. The descent sees only `wanted`.
    wanted : ndarray, shape ``SPEC.output_shape``
        The output of the hidden kernels.
    """

    input: Array
    hidden: Array
    wanted: Array


@dataclass(frozen=True, eq=False)
class Descent:
    """A run of gradient descent, from update 0, before the first, to the last.

    Attributes
    ----------
    filters, gradients : ndarray, shape (updates + 1, *SPEC.filter_shape)
        ``filters[n + 1]`` is ``filters[n] - rate * gradients[n]``.
    outputs, errors : ndarray, shape (updates + 1, *SPEC.output_shape)
        An error is an output minus what is wanted.
    losses : ndarray, shape (updates + 1, C)
        One loss for each channel; their sum is what is made smaller.
    """

    filters: Array
    gradients: Array
    outputs: Array
    errors: Array
    losses: Array

    @property
    def updates(self) -> int:
        """How many updates there are."""
        return len(self.filters) - 1


def make_task(kernels: str, seed: int) -> Task:
    """Make hidden kernels, an input, and the output that they make of it.

    Parameters
    ----------
    kernels : "integers" or "known"
        Seeded integers, or Sobel x, Sobel y and the Laplacian.
    seed : int

    Examples
    --------
    >>> make_task("known", 0).hidden[:, :, 0, 0].astype(int).tolist()
    [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    """
    if kernels == "known":
        hidden = filter_from_names([[name] for name in _KNOWN], SPEC.kernel[0])
    elif kernels == "integers":
        hidden = make_filter("integers", SPEC.kernel, SPEC.channels, 1, seed)
    else:
        raise DwconvError("kernels", kernels, 'must be "integers" or "known"')
    image = make_input("integers", *SPEC.input_shape[1:], seed)[None] * np.array(_SCALES)
    return Task(image, hidden.astype(np.float64), depthwise(SPEC, image, hidden.astype(np.float64)))


def descend(task: Task, rate: float, updates: int) -> Descent:
    """Go down the gradient from kernels of zeros.

    Parameters
    ----------
    task : Task
    rate : float
        The learning rate, above 0.
    updates : int
        At most so many; the run ends earlier when a loss is above `TOO_LARGE`.

    Examples
    --------
    >>> run = descend(make_task("known", 0), 0.2, 40)
    >>> bool((run.losses[-1] < run.losses[0] / 100).all())
    True
    """
    if not rate > 0:
        raise DwconvError("rate", rate, "must be above 0")
    filter: Array = np.zeros(SPEC.filter_shape)
    moments: list[tuple[Array, ...]] = []
    while True:
        output = depthwise(SPEC, task.input, filter)
        error = output - task.wanted
        gradient = filter_gradient(SPEC, task.input, _output_gradient(error))
        loss = (error**2).mean(axis=(0, 1, 2))
        moments.append((filter, gradient, output, error, loss))
        if len(moments) > updates or loss.max() > TOO_LARGE:
            return Descent(*(np.stack(each) for each in zip(*moments, strict=True)))
        filter = filter - rate * gradient


def rate_limits(task: Task) -> Array:
    """Return for each channel the learning rate from which on its loss no longer falls.

    The loss of a channel is a quadratic function of its kernel. Its second derivative is
    H = 2 * (mean over all windows of window * window^T), and gradient descent on it converges where
    the rate is below 2 / (largest eigenvalue of H).

    Returns
    -------
    ndarray, shape (C,)

    Examples
    --------
    >>> bool((np.diff(rate_limits(make_task("known", 0))) < 0).all())
    True
    """
    taken = windows(SPEC, task.input[0])
    each = taken.reshape(-1, SPEC.kernel[0] * SPEC.kernel[1], SPEC.channels)
    second = 2 * np.einsum("nak,nbk->kab", each, each) / len(each)
    limits: Array = 2 / np.linalg.eigvalsh(second)[:, -1]
    return limits


def cross_gradients(task: Task, filter: Array) -> Array:
    """Return how large the gradient of each channel's loss is for the kernel of each channel.

    Returns
    -------
    ndarray, shape (C, C)
        In row k, column j the largest magnitude of dL_k/dfilter[:, :, j, 0]: 0 but for k = j.

    Examples
    --------
    >>> largest = cross_gradients(make_task("known", 0), np.zeros(SPEC.filter_shape))
    >>> int(np.count_nonzero(largest)), int(np.count_nonzero(np.diag(largest)))
    (3, 3)
    """
    error = depthwise(SPEC, task.input, filter) - task.wanted
    rows = []
    for channel in range(SPEC.channels):
        only = np.zeros_like(error)
        only[..., channel] = error[..., channel]
        gradient = filter_gradient(SPEC, task.input, _output_gradient(only))
        rows.append(np.abs(gradient).max(axis=(0, 1, 3)))
    return np.stack(rows)


def _output_gradient(error: Array) -> Array:
    """Return dL/doutput, where L is the sum over channels of the mean of the squared errors."""
    gradient: Array = 2 * error / (error.shape[1] * error.shape[2])
    return gradient
