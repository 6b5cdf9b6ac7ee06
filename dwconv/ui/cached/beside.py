"""What the Comparison page shows beside the lab's layer, packed, and TensorFlow's word on it."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import numpy as np

from dwconv.engine.blocks import Stage, inverted_residual, separable_block
from dwconv.engine.sample_values import make_filter
from dwconv.engine.spec import ConvSpec
from dwconv.player.blocks import LARGEST, pack_blocks
from dwconv.player.comparison import (
    Track,
    depthwise_and_pointwise,
    depthwise_and_standard,
    more_macs,
    pack_comparison,
    share_of_standard,
    share_of_standard_aloud,
)
from dwconv.reference.check import check
from dwconv.reference.verdict import Verdict
from dwconv.ui.cached.bounded_cache import RESULTS
from dwconv.ui.cached.kept_answers import KeptAnswers
from dwconv.ui.cached.layer import arrays_of, key_of
from dwconv.ui.parameters.table import TYPED, Array, number_of
from dwconv.ui.session import Lab


def comparison(lab: Lab, groups: int | None) -> tuple[tuple[Track, Track], bytes]:
    """The lab's layer and what stands beside it, as they are and packed for the player.

    Beside it: `tf.nn.conv2d` in so many groups, or, for None, the pointwise layer after it. The
    weights that only the other one has come from where the layer's own do.
    """
    kernel, seed = str(lab.values["kernel"]), number_of(lab.values, "seed")
    source = "integers" if kernel == TYPED else kernel
    return _comparison(groups, source, seed, *key_of(lab))


def blocks(lab: Lab) -> tuple[tuple[tuple[Stage, ...], tuple[Stage, ...]], bytes]:
    """The stages of a separable block and of an inverted residual, and both packed for the player.

    The depthwise stage is the lab's layer; the inverted residual has it with `t` times the input's
    channels, one filter for each.
    """
    source = "integers" if lab.values["kernel"] == TYPED else str(lab.values["kernel"])
    return _blocks(number_of(lab.values, "t"), source, number_of(lab.values, "seed"), *key_of(lab))


def block_verdict(lab: Lab) -> Future[Verdict]:
    """TensorFlow's word on the depthwise stage of that inverted residual."""
    (_, residual), _ = blocks(lab)
    made = residual[2]
    assert made.spec is not None
    assert made.filter is not None
    return _stage_verdict(
        made.spec, made.input.tobytes(), made.filter.tobytes(), made.output.tobytes()
    )


@RESULTS.results_of
def _comparison(
    groups: int | None, source: str, seed: int, *key: Any
) -> tuple[tuple[Track, Track], bytes]:
    spec, output_channels = key[0], key[0].channels * key[0].multiplier
    input, filter = arrays_of(*key)
    if groups is not None:
        # with the same seed, the extra slices of the right side would repeat slices of the left side
        elsewhere = make_filter(source, spec.kernel, spec.channels, output_channels, seed + 2)
        tracks = depthwise_and_standard(spec, input, filter, elsewhere, groups)
        return tracks, pack_comparison(tracks, "together", more_macs(tracks))
    pointwise = make_filter("integers", (1, 1), output_channels, output_channels, seed + 1)
    tracks = depthwise_and_pointwise(spec, input, filter, pointwise)
    return tracks, pack_comparison(
        tracks,
        "in turn",
        share_of_standard(spec, output_channels),
        share_of_standard_aloud(spec, output_channels),
    )


@RESULTS.results_of
def _blocks(
    expansion: int, source: str, seed: int, *key: Any
) -> tuple[tuple[tuple[Stage, ...], tuple[Stage, ...]], bytes]:
    spec, channels = key[0], key[0].channels
    input, filter = arrays_of(*key)
    wide = spec.replace(channels=channels * expansion, multiplier=1)

    def one_by_one(inputs: int, outputs: int, number: int) -> Array:
        return make_filter("integers", (1, 1), inputs, outputs, seed + number)

    upper = separable_block(
        spec, input, filter, one_by_one(channels * spec.multiplier, channels, 1), LARGEST
    )
    lower = inverted_residual(
        wide,
        input,
        one_by_one(channels, wide.channels, 2),
        make_filter(source, spec.kernel, wide.channels, 1, seed),
        one_by_one(wide.channels, channels, 3),
        LARGEST,
    )
    return (upper, lower), pack_blocks(upper, lower)


@KeptAnswers
def _stage_verdict(spec: ConvSpec, input: bytes, filter: bytes, output: bytes) -> Future[Verdict]:
    made = np.frombuffer(output, np.float32).reshape(spec.output_shape)
    return check(spec, *arrays_of(spec, input, filter), made)
