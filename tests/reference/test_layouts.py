"""TensorFlow, Keras and TFLite compute the same with the weights in their own layouts."""

from typing import Any

import numpy as np

from dwconv import ConvSpec, depthwise_conv2d, weights
from dwconv.costs.fan_in_fan_out import fan_in_fan_out
from dwconv.reference import ask_tensorflow
from dwconv.teaching.questions import QUESTIONS

SIZES = (3, 2, 3, 2)
IMAGE = np.random.default_rng(4).normal(size=(1, 5, 6, 3)).astype("float32")
FILTER = np.random.default_rng(3).normal(size=SIZES).astype("float32")


def outputs(image: Any, by_framework: Any) -> Any:
    """What each framework computes, and the shapes of the weights that it keeps; in TensorFlow's process."""
    import keras
    import tensorflow as tf

    found = {}
    op = tf.nn.depthwise_conv2d(image, by_framework["TensorFlow"], [1, 1, 1, 1], "VALID")
    found["TensorFlow"] = op.numpy(), by_framework["TensorFlow"]
    layer = keras.layers.DepthwiseConv2D((3, 2), depth_multiplier=2, use_bias=False)
    layer.build(image.shape)
    layer.set_weights([by_framework["Keras"]])
    found["Keras"] = np.array(layer(image)), np.array(layer.get_weights()[0])

    @tf.function(input_signature=[tf.TensorSpec(image.shape, tf.float32)])
    def function(x: Any) -> Any:
        return tf.nn.depthwise_conv2d(x, by_framework["TensorFlow"], [1, 1, 1, 1], "VALID")

    concrete = function.get_concrete_function()
    model = tf.lite.TFLiteConverter.from_concrete_functions([concrete], function).convert()
    lite = tf.lite.Interpreter(
        model_content=model,
        experimental_op_resolver_type=tf.lite.experimental.OpResolverType.BUILTIN_REF,
    )
    lite.allocate_tensors()
    kept = [
        lite.get_tensor(each["index"])
        for each in lite.get_tensor_details()
        if each["shape"].tolist() == [1, 3, 2, 6]
    ]
    lite.set_tensor(lite.get_input_details()[0]["index"], image)
    lite.invoke()
    found["TFLite"] = lite.get_tensor(lite.get_output_details()[0]["index"]), kept[0]
    return found


def test_each_framework_keeps_and_uses_the_weights_as_its_layout_says() -> None:
    ours = {name: weights.from_tensorflow(FILTER, name) for name in ("TensorFlow", "Keras")}
    worker = ask_tensorflow.shared_worker()
    found = worker.submit(outputs, IMAGE, ours, limit=60).result()
    expected = depthwise_conv2d(IMAGE, FILTER, [1, 1, 1, 1], "VALID")
    for name, (output, kept) in found.items():
        np.testing.assert_allclose(output, expected, rtol=1e-5, atol=1e-5, err_msg=name)
        assert kept.tobytes() == weights.from_tensorflow(FILTER, name).tobytes(), name
        layout = weights.find_layout(name)
        for i, j, k, q in np.ndindex(*SIZES):  # what the framework itself keeps at this place
            assert kept[layout.index(i, j, k, q, SIZES[3])] == FILTER[i, j, k, q], name


def standard_deviations(shape: tuple[int, ...]) -> list[float]:
    """What Keras's initialisers of He and Glorot draw for weights of this shape."""
    import keras

    kinds = keras.initializers.HeNormal(seed=1), keras.initializers.GlorotNormal(seed=1)
    return [float(np.std(np.array(kind(shape)))) for kind in kinds]


def test_keras_initialises_with_the_fans_that_the_cost_page_shows() -> None:
    spec = ConvSpec(9, 9, 64, kernel=(7, 7), multiplier=16)
    worker = ask_tensorflow.shared_worker()
    he, glorot = worker.submit(standard_deviations, spec.filter_shape, limit=60).result()
    keras = fan_in_fan_out(spec)[1]
    # 50,176 weights: the standard deviation is known to a third of a percent.
    np.testing.assert_allclose([he, glorot], [keras.he, keras.glorot], rtol=0.02)


def refusal(multiplier: float) -> str:
    """What Keras says of a layer with this multiplier for an input of three channels."""
    import keras

    try:
        keras.layers.DepthwiseConv2D(3, depth_multiplier=multiplier).build((1, 5, 6, 3))
    except Exception as error:
        return str(error)
    return ""


def test_keras_refuses_a_fraction_of_a_filter_with_the_words_of_the_answer() -> None:
    said = ask_tensorflow.shared_worker().submit(refusal, 0.25, limit=60).result()
    first = said.partition(". ")[0]
    assert "0.25" in first
    answers = [question.answer for _, group in QUESTIONS for question in group]
    assert any(f"`{first}`" in answer for answer in answers), said
