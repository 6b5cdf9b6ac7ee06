"""Convolution in groups, against loops over the definition and against both whole operations."""

import math

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError, conv2d, costs, depthwise_conv2d
from dwconv.engine.grouped import block_diagonal, divisors, grouped_filter, grouped_products
from dwconv.engine.steps import products, steps, windows
from dwconv.player.comparison import (
    Track,
    depthwise_and_pointwise,
    depthwise_and_standard,
    output_of,
    pack_comparison,
    unpack_comparison,
)
from dwconv.player.payload import unpack

SPECS = [
    ConvSpec(6, 5, 3, kernel=(3, 2), multiplier=2, padding="SAME"),
    ConvSpec(7, 7, 4, kernel=2, multiplier=1, stride=(2, 1), dilation=(1, 3)),
    ConvSpec(4, 5, 6, kernel=(1, 3), multiplier=2, padding=((2, 0), (1, 3))),
]


def drawn(shape, seed):
    return np.random.default_rng(seed).integers(-3, 4, shape).astype(np.float32)


def layer(spec, seed=0):
    kernel, made = spec.kernel, spec.channels * spec.multiplier
    return (
        drawn(spec.input_shape, seed),
        drawn(spec.filter_shape, seed + 1),
        drawn((*kernel, spec.channels, made), seed + 2),
    )


def by_loops(spec, image, bank, groups):
    """Every output value from the definition: a filter meets the channels of its own group."""
    (top, _), (left, _) = spec.pads
    made = bank.shape[3]
    result = np.zeros((spec.vertical.output, spec.horizontal.output, made))
    count = real = 0
    for i, j, n in np.ndindex(*result.shape):
        for k in range(spec.channels):
            if k * groups // spec.channels != n * groups // made:
                continue
            for di, dj in np.ndindex(*spec.kernel):
                row = i * spec.stride[0] + di * spec.dilation[0] - top
                column = j * spec.stride[1] + dj * spec.dilation[1] - left
                count += 1
                if 0 <= row < spec.height and 0 <= column < spec.width:
                    real += 1
                    result[i, j, n] += image[0, row, column, k] * bank[di, dj, k, n]
    return result, count, real


@pytest.mark.parametrize("spec", SPECS)
def test_every_number_of_groups_follows_the_formula(spec):
    image, _, bank = layer(spec)
    for groups in divisors(spec.channels):
        own = grouped_filter(bank, groups)
        wanted, count, _ = by_loops(spec, image, bank, groups)
        each, sums = grouped_products(windows(spec, image[0]), own)
        assert np.array_equal(sums[..., -1, -1, -1], wanted)
        assert each.size == count
        assert Track("", "grouped", spec, image, own, ()).macs == count


@pytest.mark.parametrize("spec", SPECS)
def test_one_group_per_channel_has_the_steps_of_the_depthwise_convolution(spec):
    image, filter, bank = layer(spec)
    own = grouped_filter(block_diagonal(filter, bank), spec.channels)
    for one, other in zip(
        grouped_products(windows(spec, image[0]), own),
        products(windows(spec, image[0]), filter),
        strict=True,
    ):
        assert np.array_equal(one.reshape(other.shape), other)


@pytest.mark.parametrize("spec", SPECS)
def test_depthwise_is_conv2d_with_a_block_diagonal_filter(spec):
    image, filter, _ = layer(spec)
    padding = spec.padding
    if not isinstance(padding, str):
        padding = [[0, 0], *map(list, padding), [0, 0]]
    strides, dilations = [1, *spec.stride, 1], [1, *spec.dilation, 1]
    whole = conv2d(image, block_diagonal(filter), strides, padding, "NHWC", dilations)
    own = depthwise_conv2d(image, filter, strides, padding, "NHWC", spec.dilation)
    assert np.array_equal(whole, own)


def test_the_block_diagonal_holds_the_depthwise_weights_and_the_others_are_as_given():
    _, filter, elsewhere = layer(SPECS[0])
    bank = block_diagonal(filter, elsewhere)
    for k, n in np.ndindex(3, 6):
        wanted = filter[:, :, k, n - 2 * k] if n // 2 == k else elsewhere[:, :, k, n]
        assert np.array_equal(bank[:, :, k, n], wanted)


def test_a_number_of_groups_that_does_not_divide_the_channels_is_refused():
    with pytest.raises(DwconvError, match=r"groups.*2.*3 channels"):
        grouped_filter(np.ones((1, 1, 3, 6)), 2)
    with pytest.raises(DwconvError, match="elsewhere"):
        block_diagonal(np.ones((1, 1, 3, 2)), np.ones((1, 1, 3, 5)))


@pytest.mark.parametrize("spec", SPECS)
def test_a_comparison_has_the_outputs_of_both_operations(spec):
    image, filter, elsewhere = layer(spec)
    for groups in divisors(spec.channels):
        tracks = depthwise_and_standard(spec, image, filter, elsewhere, groups)
        header, payloads = unpack_comparison(pack_comparison(tracks, "together"))
        bank = block_diagonal(filter, elsewhere)
        totals = [step.total for step in steps(spec, image, filter)]
        assert output_of(payloads[0]).ravel().tolist() == totals
        wanted, count, real = by_loops(spec, image, bank, groups)
        assert np.array_equal(output_of(payloads[1])[0], wanted)
        assert header["tracks"][1]["macs"] == tracks[1].macs == count
        rows, columns = unpack(payloads[1])[0]["real"]
        pairs = math.prod(tracks[1].filter.shape[2:])
        assert sum(rows) * sum(columns) * pairs == real


@pytest.mark.parametrize("spec", SPECS)
def test_the_pointwise_layer_gets_the_output_of_the_depthwise_layer(spec):
    image, filter, _ = layer(spec)
    made = spec.channels * spec.multiplier
    pointwise = drawn((1, 1, made, made), 5)
    tracks = depthwise_and_pointwise(spec, image, filter, pointwise)
    header, (left, right) = unpack_comparison(pack_comparison(tracks, "in turn"))
    assert np.array_equal(output_of(right)[0], output_of(left)[0] @ pointwise[0, 0])
    assert sum(track["macs"] for track in header["tracks"]) == costs(spec)["separable"].macs
