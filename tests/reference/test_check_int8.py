"""TFLite's reference kernel for int8 gives the same integers as ours, to the bit."""

from typing import Any

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError, depthwise_conv2d
from dwconv.engine.quantized import (
    FixedPointFactor,
    Quantization,
    QuantizedLayer,
    fixed_point_factor,
    multiply_by_number,
    quantization_for,
    quantize_filter,
    quantize_layer,
    quantized_depthwise,
    shift_right,
)
from dwconv.engine.quantized_steps import follow_output
from dwconv.reference import ask_tensorflow
from dwconv.reference.check_int8 import Int8Comparison, check_int8

SPECS = (
    ConvSpec(7, 6, 3, kernel=(3, 2), multiplier=2, stride=(2, 2), padding="SAME"),
    ConvSpec(9, 8, 2, kernel=(3, 3), dilation=(2, 2)),
    ConvSpec(16, 16, 8, kernel=(3, 3), padding="SAME"),
)


def tflite(spec: ConvSpec, filter: Any, images: Any, numbers: Any) -> Any:
    """What TFLite makes of a layer: scales, weights, bias, and its outputs; in TensorFlow's process."""
    import tensorflow as tf

    bias = np.linspace(-1, 1, spec.channels * spec.multiplier).astype("float32")

    @tf.function(input_signature=[tf.TensorSpec(spec.input_shape, tf.float32)])
    def function(x: Any) -> Any:
        strides, dilations = [1, *spec.stride, 1], list(spec.dilation)
        y = tf.nn.depthwise_conv2d(x, filter, strides, spec.padding, dilations=dilations)
        return tf.nn.bias_add(y, bias)

    converter = tf.lite.TFLiteConverter.from_concrete_functions(
        [function.get_concrete_function()], function
    )
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([image] for image in images)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    lite = tf.lite.Interpreter(
        model_content=converter.convert(),
        experimental_op_resolver_type=tf.lite.experimental.OpResolverType.BUILTIN_REF,
    )
    lite.allocate_tensors()
    (entry,), (end,) = lite.get_input_details(), lite.get_output_details()
    kept = {}
    for each in lite.get_tensor_details():
        axis = each["quantization_parameters"]["quantized_dimension"]
        if each["index"] not in (entry["index"], end["index"]):
            value = lite.get_tensor(each["index"])
            kept[value.dtype.name] = value, each["quantization_parameters"]["scales"], axis
    outputs = []
    for each in numbers:
        lite.set_tensor(entry["index"], each)
        lite.invoke()
        outputs.append(lite.get_tensor(end["index"]))
    return entry["quantization"], end["quantization"], kept, outputs


@pytest.mark.parametrize("spec", SPECS, ids=range(3))
def test_every_int8_output_is_tflite_s_to_the_bit(spec: ConvSpec) -> None:
    random = np.random.default_rng(7)
    filter = (random.normal(size=spec.filter_shape) * random.uniform(0.1, 3)).astype("float32")
    images = random.normal(1, 2, size=(3, *spec.input_shape)).astype("float32")
    numbers = random.integers(-128, 128, size=(4, *spec.input_shape)).astype("int8")
    worker = ask_tensorflow.shared_worker()
    entry, end, kept, outputs = worker.submit(
        tflite, spec, filter, images, numbers, limit=60
    ).result()
    weights, scales, axis = kept["int8"]
    # The weights of TFLite have the shape (1, kernel height, kernel width, C * M).
    assert (weights.shape, axis) == ((1, *spec.kernel, spec.channels * spec.multiplier), 3)
    ours, our_scales = quantize_filter(filter)
    np.testing.assert_array_equal(ours.reshape(weights.shape), weights)
    np.testing.assert_array_equal(our_scales.ravel(), scales)
    chosen = quantization_for(images)
    assert chosen.zero_point == entry[1]
    assert chosen.scale == pytest.approx(entry[0], rel=1e-6)
    layer = QuantizedLayer(
        spec, ours, our_scales, Quantization(*entry), Quantization(*end), kept["int32"][0]
    )
    for each, theirs in zip(numbers, outputs, strict=True):
        np.testing.assert_array_equal(quantized_depthwise(layer, each), theirs)
        assert len(np.unique(theirs)) > 20


@pytest.mark.parametrize(
    "padding", ["VALID", "SAME", ((1, 2), (0, 3))], ids=["valid", "same", "explicit"]
)
@pytest.mark.parametrize("shared", [False, True])
def test_tflite_confirms_a_layer_with_our_scales_and_finds_one_wrong_integer(
    padding: Any, shared: bool
) -> None:
    spec = ConvSpec(8, 7, 2, multiplier=2, stride=(1, 2), padding=padding)
    random = np.random.default_rng(3)
    image, filter = random.normal(size=spec.input_shape), random.normal(size=spec.filter_shape)
    layer = quantize_layer(spec, image, filter, shared=shared)
    numbers = layer.input.quantize(image)
    found = quantized_depthwise(layer, numbers)
    right = check_int8(layer, numbers, found).result()
    assert right == Int8Comparison(found.size)
    assert right.agrees
    found[0, 0, 1, 2] ^= 1
    wrong = check_int8(layer, numbers, found).result()
    assert (wrong.different, wrong.agrees) == (1, False)


def test_each_output_followed_tap_by_tap_is_that_of_the_whole_layer() -> None:
    spec = SPECS[0]
    random = np.random.default_rng(5)
    image, filter = random.normal(size=spec.input_shape), random.normal(size=spec.filter_shape)
    layer = quantize_layer(spec, image, filter)
    numbers = layer.input.quantize(image)
    found = quantized_depthwise(layer, numbers)
    for i, j, at in np.ndindex(found.shape[1:]):
        one = follow_output(layer, numbers, (i, j), *divmod(at, 2))
        assert one.output == found[0, i, j, at]
        assert one.accumulator == sum(tap.difference * tap.weight for tap in one.taps)
        assert [tap.number is None for tap in one.taps] == [
            not (0 <= tap.row < spec.height and 0 <= tap.column < spec.width) for tap in one.taps
        ]
    with pytest.raises(DwconvError, match=r"must lie below \(4, 3, 3, 2\)"):
        follow_output(layer, numbers, (4, 0), 0, 0)


def test_int8_is_near_the_float_layer_and_one_scale_for_all_filters_is_worse() -> None:
    spec = ConvSpec(8, 8, 2, padding="SAME")
    random = np.random.default_rng(6)
    image, filter = random.normal(size=spec.input_shape), random.normal(size=spec.filter_shape)
    filter[:, :, 1] /= 50  # a filter with small weights loses most with the scale of another
    exact = depthwise_conv2d(image, filter, [1, 1, 1, 1], "SAME")
    errors = {}
    for shared in (False, True):
        layer = quantize_layer(spec, image, filter, shared=shared)
        real = layer.output.real(quantized_depthwise(layer, layer.input.quantize(image)))
        errors[shared] = np.abs(real - exact)
        assert errors[shared][..., 0].max() < 3 * layer.output.scale
    _, own = quantize_filter(filter)
    _, shared_scales = quantize_filter(filter, shared=True)
    assert len(set(own.ravel())) == 2
    assert len(set(shared_scales.ravel())) == 1
    assert errors[True][..., 1].max() > errors[False][..., 1].max()


def test_rounding_is_that_of_whole_numbers() -> None:
    # By fractions. The shift rounds halves away from 0, the multiplication rounds them up.
    for number in range(-70, 71):
        for places in range(4):
            exact = abs(number) / 2**places
            expected = int(exact + 0.5) * (1 if number >= 0 else -1)
            assert shift_right(number, places) == expected
    half = FixedPointFactor(2**30, 0)
    assert [int(multiply_by_number(each, half)) for each in (3, 1, -1, -3, -4)] == [2, 1, 0, -1, -2]
    assert fixed_point_factor(1.0) == FixedPointFactor(2**30, 1)
    assert fixed_point_factor(1 - 2**-40) == FixedPointFactor(2**30, 1)
    assert fixed_point_factor(2**-40) == FixedPointFactor(0, 0)
    with pytest.raises(DwconvError, match="must be a positive number"):
        fixed_point_factor(0.0)
