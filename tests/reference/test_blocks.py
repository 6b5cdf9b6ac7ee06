"""The two blocks of the Comparison page are those that Keras builds MobileNet and MobileNetV2 of."""

from typing import Any

import numpy as np
import pytest

from dwconv import ConvSpec
from dwconv.engine.blocks import inverted_residual, separable_block
from dwconv.networks.blocks import BLOCKS
from dwconv.reference import ask_tensorflow

CHANNELS, EXPANSION = 8, 2


def outputs_in_keras(image: Any, filters: Any, stride: int) -> Any:
    """What Keras's own blocks make of an image, with normalisations that change nothing."""
    import keras
    from keras.src.applications import mobilenet, mobilenet_v2

    def output(build: Any, of_block: Any) -> Any:
        start = keras.Input(image.shape[1:])
        model = keras.Model(start, build(start))
        of_block = iter(of_block)
        for layer in model.layers:
            if isinstance(layer, keras.layers.BatchNormalization):
                one = np.ones(layer.gamma.shape, "float32")
                layer.set_weights([one, 0 * one, 0 * one, one - layer.epsilon])
            elif layer.get_weights():
                layer.set_weights([next(of_block)])
        return np.array(model(image, training=False))

    upper, lower = filters
    return [
        output(
            lambda x: mobilenet._depthwise_conv_block(x, CHANNELS, 1, 1, (stride, stride), 1), upper
        ),
        output(
            lambda x: mobilenet_v2._inverted_res_block(x, EXPANSION, stride, 1, CHANNELS, 1), lower
        ),
    ]


@pytest.mark.parametrize("stride", [1, 2])
def test_keras_builds_the_same_blocks(stride: int) -> None:
    random = np.random.default_rng(stride)
    draw = lambda *shape: random.normal(size=shape).astype("float32")  # noqa: E731
    wide = EXPANSION * CHANNELS
    image = draw(1, 6, 6, CHANNELS)  # Keras pads even sizes as SAME does
    upper = draw(3, 3, CHANNELS, 1), draw(1, 1, CHANNELS, CHANNELS)
    lower = draw(1, 1, CHANNELS, wide), draw(3, 3, wide, 1), draw(1, 1, wide, CHANNELS)
    spec = ConvSpec(6, 6, CHANNELS, stride=stride, padding="SAME")
    ours = (
        separable_block(spec, image, *upper),
        inverted_residual(spec.replace(channels=wide), image, *lower),
    )
    worker = ask_tensorflow.shared_worker()
    found = worker.submit(outputs_in_keras, image, (upper, lower), stride, limit=60).result()
    for stages, output in zip(ours, found, strict=True):
        np.testing.assert_allclose(stages[-1].output, output, rtol=1e-4, atol=1e-4)
    for name, stages in zip(("MobileNet", "MobileNetV2"), ours, strict=True):
        listed = [step for step in BLOCKS[name] if step != "normalisation"]
        kinds = [stage.kind.replace("sum", "sum with the input") for stage in stages]
        assert kinds == (listed if stride == 1 or name == "MobileNet" else listed[:-1])
