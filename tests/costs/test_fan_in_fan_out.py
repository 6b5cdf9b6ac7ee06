"""Fan-in and fan-out: by counting the products of the naive loops, and as the frameworks count."""

import numpy as np
import pytest

from dwconv import ConvSpec
from dwconv.costs.fan_in_fan_out import fan_in_fan_out
from dwconv.engine.naive import depthwise

SPEC = ConvSpec(7, 7, 3, kernel=(3, 2), multiplier=2)


def test_the_fans_are_those_of_one_output_and_one_input_in_the_middle():
    image, filter = np.ones(SPEC.input_shape), np.ones(SPEC.filter_shape)
    fan_in = depthwise(SPEC, image, filter)[0, 2, 2, 0]
    one = np.zeros(SPEC.input_shape)
    one[0, 3, 3, 1] = 1
    fan_out = depthwise(SPEC, one, filter).sum()
    layer = fan_in_fan_out(SPEC)[0]
    assert (layer.fan_in, layer.fan_out) == (fan_in, fan_out)


def test_with_a_stride_an_input_value_meets_fewer_weights_on_average():
    spec = ConvSpec(36, 36, 1, kernel=(3, 2), multiplier=2, stride=(3, 2), padding="SAME")
    average = 0.0
    for place in np.ndindex(6, 6):  # of which every residue of the stride has its share
        one = np.zeros(spec.input_shape)
        one[0, 15 + place[0], 15 + place[1], 0] = 1
        average += depthwise(spec, one, np.ones(spec.filter_shape)).sum() / 36
    assert average == pytest.approx(fan_in_fan_out(spec)[0].fan_out / (3 * 2))


@pytest.mark.torch
def test_pytorch_counts_the_same_fans():
    import torch

    weight = torch.nn.Conv2d(3, 6, (3, 2), groups=3).weight
    found = torch.nn.init._calculate_fan_in_and_fan_out(weight)
    assert found == (fan_in_fan_out(SPEC)[2].fan_in, fan_in_fan_out(SPEC)[2].fan_out)
