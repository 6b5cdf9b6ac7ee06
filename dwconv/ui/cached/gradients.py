"""The gradients of the lab's layer, their payload, and TensorFlow's verdict on them."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import numpy as np

from dwconv.engine.gradient_layers import (
    GradientLayer,
    filter_gradient_layer,
    input_gradient_layer,
    layer_of_one_filter,
    layer_of_the_sum,
)
from dwconv.engine.sample_values import make_input
from dwconv.engine.spec import ConvSpec
from dwconv.player.captions import Captions
from dwconv.player.payload import pack
from dwconv.reference.check import check_gradients
from dwconv.reference.verdict import Verdict
from dwconv.ui.cached.bounded_cache import RESULTS
from dwconv.ui.cached.kept_answers import KeptAnswers
from dwconv.ui.cached.layer import arrays_of, key_of, names_of
from dwconv.ui.parameters.table import Array, number_of
from dwconv.ui.session import Lab

SUM = -1
"""The value of `bq` that means: the sum over all filters q of a channel."""


def gradient(lab: Lab) -> tuple[Array, GradientLayer]:
    """What comes back to the lab's layer from the loss, and the layer that makes a gradient of it.

    Returns
    -------
    out_backprop : ndarray, shape ``lab.spec.output_shape``
    layer : GradientLayer
        From `dwconv.engine.gradient_layers`.
    """
    return _gradient(str(lab.values["of"]), _output_gradient_seed(lab), *key_of(lab))


def shows_sum(lab: Lab) -> bool:
    """Whether the sum of the input's gradient over q is what is shown: there are parts to add up."""
    asked = number_of(lab.values, "bq") == SUM
    return asked and lab.values["of"] == "input" and lab.spec.multiplier > 1


def gradient_payload(lab: Lab, captions: Captions) -> bytes:
    """The player's numbers of that layer, of the part of it that filter `bq` makes, or of the sum."""
    of, q = str(lab.values["of"]), number_of(lab.values, "bq")
    q = SUM if shows_sum(lab) else max(q, 0)
    seed = _output_gradient_seed(lab)
    return _gradient_payload(captions, names_of(lab), of, q, seed, *key_of(lab))


def gradient_verdicts(lab: Lab) -> Future[dict[str, Verdict]]:
    """TensorFlow's word on both gradients that these layers make, by "input" and "filter"."""
    return _gradient_verdicts(_output_gradient_seed(lab), *key_of(lab))


def _output_gradient_seed(lab: Lab) -> int | None:
    """The seed of what comes back from the loss; None for ones."""
    return None if lab.values["up"] == "ones" else number_of(lab.values, "seed")


_SEED_OFFSET = 10_000  # beyond every seed of the lab: this gradient is no piece of the input


@RESULTS.results_of
def _gradient(of: str, seed: int | None, *key: Any) -> tuple[Array, GradientLayer]:
    spec, (image, filter) = key[0], arrays_of(*key)
    output_gradient = np.ones(spec.output_shape, np.float32)
    if seed is not None:
        _, height, width, channels = spec.output_shape
        output_gradient = make_input("integers", height, width, channels, seed + _SEED_OFFSET)[None]
    if of == "filter":
        return output_gradient, filter_gradient_layer(spec, image, output_gradient)
    return output_gradient, input_gradient_layer(spec, filter, output_gradient)


@RESULTS.results_of
def _gradient_payload(
    captions: Captions, names: tuple[str, ...], of: str, q: int, seed: int | None, *key: Any
) -> bytes:
    _, layer = _gradient(of, seed, *key)
    if of == "input" and q == SUM:
        layer = layer_of_the_sum(_parts_by_filter(key[0], layer))
    elif of == "input":
        layer = layer_of_one_filter(layer, key[0].multiplier, q)
    return pack(*layer, captions, names)


def _parts_by_filter(spec: ConvSpec, layer: GradientLayer) -> Array:
    """What each filter adds to the input's gradient, of shape (1, height, width, C, M)."""
    return layer.output.reshape(*spec.input_shape, spec.multiplier)


@KeptAnswers
def _gradient_verdicts(seed: int | None, *key: Any) -> Future[dict[str, Verdict]]:
    spec, (image, filter) = key[0], arrays_of(*key)
    output_gradient, layer = _gradient("filter", seed, *key)
    to_filter = layer.output.reshape(spec.filter_shape)
    to_input = _parts_by_filter(spec, _gradient("input", seed, *key)[1]).sum(-1)
    return check_gradients(spec, image, filter, output_gradient, (to_input, to_filter))
