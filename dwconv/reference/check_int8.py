"""Asks TensorFlow Lite's interpreter whether the int8 outputs of a layer are right.

    check_int8(layer, numbers, outputs).result()      # an Int8Comparison

The model that it runs is written here, value by value: one DEPTHWISE_CONV_2D with the layer's own
scales. The converter would choose scales itself. The functions whose names begin with `_run` run in
TensorFlow's process.
"""

from __future__ import annotations

import warnings
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.plurals import counted
from dwconv.engine.quantized import QuantizedLayer
from dwconv.reference.ask_tensorflow import shared_worker
from dwconv.reference.worker_manager import Worker


@dataclass(frozen=True)
class Int8Comparison:
    """How the integers of TensorFlow Lite compare with ours.

    Attributes
    ----------
    outputs : int
        How many there are.
    different : int
        How many of them differ.
    error : str
        Why there is no answer; empty if there is one.
    """

    outputs: int
    different: int = 0
    error: str = ""

    @property
    def agrees(self) -> bool:
        """Whether all integers are equal."""
        return not self.error and self.different == 0

    @property
    def sentence(self) -> str:
        """The result in one sentence.

        Examples
        --------
        >>> Int8Comparison(24).sentence
        "TFLite's reference kernel returns the same 24 integers"
        >>> Int8Comparison(24, different=1).sentence
        "TFLite's reference kernel returns something else for 1 of 24 integers"
        """
        if self.error:
            return f"TFLite cannot be asked: {self.error}"
        if self.different:
            return (
                "TFLite's reference kernel returns something else for "
                f"{self.different:,} of {self.outputs:,} integers"
            )
        same = counted(self.outputs, "integer", "{n} integers")
        return f"TFLite's reference kernel returns the same {same}"


def check_int8(
    layer: QuantizedLayer,
    numbers: npt.ArrayLike,
    outputs: npt.ArrayLike,
    *,
    limit: float | None = None,
    worker: Worker | None = None,
) -> Future[Int8Comparison]:
    """Have TensorFlow Lite's reference kernel confirm int8 outputs, or contradict them.

    Parameters
    ----------
    layer : QuantizedLayer
        Without a bias.
    numbers : array_like of int8, shape ``layer.spec.input_shape``
    outputs : array_like of int8, shape ``layer.spec.output_shape``
        What `dwconv.engine.quantized.quantized_depthwise` returns.
    limit : float, optional
        Seconds that TensorFlow may take.
    worker : Worker, optional
        The process to run it in; the shared one if left out.

    Returns
    -------
    Future of Int8Comparison
        Raises a `WorkerError` if TensorFlow does not start, crashed or hung.
    """
    return (worker or shared_worker()).submit(
        _run_and_compare, layer, np.asarray(numbers), np.asarray(outputs), limit=limit
    )


def _run_and_compare(layer: QuantizedLayer, numbers: Any, outputs: Any) -> Int8Comparison:
    try:
        theirs = _run_model(layer, numbers)
    except ImportError:
        return Int8Comparison(outputs.size, error="this TensorFlow has no interpreter for it")
    except (RuntimeError, ValueError) as error:
        return Int8Comparison(outputs.size, error=str(error).partition("\n")[0][:120])
    if theirs.shape != outputs.shape:
        return Int8Comparison(outputs.size, different=outputs.size)
    return Int8Comparison(outputs.size, int(np.count_nonzero(theirs != outputs)))


def _run_model(layer: QuantizedLayer, numbers: Any) -> Any:
    """The outputs of the interpreter, with the reference kernels."""
    import tensorflow as tf

    spec = layer.spec
    if not isinstance(spec.padding, str):  # the op knows SAME and VALID alone
        zero = layer.input.zero_point
        numbers = np.pad(numbers, ((0, 0), *spec.pads, (0, 0)), constant_values=zero)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the interpreter will move to another package
        lite = tf.lite.Interpreter(
            model_content=_write_model(layer, numbers.shape),
            experimental_op_resolver_type=tf.lite.experimental.OpResolverType.BUILTIN_REF,
        )
    lite.allocate_tensors()
    lite.set_tensor(0, numbers)
    lite.invoke()
    return lite.get_tensor(2)


def _write_model(layer: QuantizedLayer, input_shape: tuple[int, ...]) -> bytes:
    """A model of one layer in TensorFlow Lite's file format."""
    import flatbuffers
    from tensorflow.lite.python import schema_py_generated as schema

    spec = layer.spec
    weights = layer.filter.reshape(1, *spec.kernel, -1)
    inputs = layer.input.scale, layer.input.zero_point
    outputs = layer.output.scale, layer.output.zero_point

    def tensor(name: bytes, shape: tuple[int, ...], buffer: int, scales: Any, zeros: Any) -> Any:
        made = schema.TensorT()
        made.name, made.shape, made.buffer = name, list(shape), buffer
        made.type = schema.TensorType.INT8
        made.quantization = schema.QuantizationParametersT()
        made.quantization.scale = np.asarray(scales, np.float32).ravel().tolist()
        made.quantization.zeroPoint = zeros
        made.quantization.quantizedDimension = 3 if buffer else 0
        return made

    options = schema.DepthwiseConv2DOptionsT()
    options.padding = schema.Padding.SAME if spec.padding == "SAME" else schema.Padding.VALID
    options.strideH, options.strideW = spec.stride
    options.dilationHFactor, options.dilationWFactor = spec.dilation
    options.depthMultiplier = spec.multiplier
    op = schema.OperatorT()
    op.opcodeIndex, op.inputs, op.outputs = 0, [0, 1], [2]
    op.builtinOptionsType, op.builtinOptions = schema.BuiltinOptions.DepthwiseConv2DOptions, options

    graph = schema.SubGraphT()
    graph.tensors = [
        tensor(b"input", input_shape, 0, *([each] for each in inputs)),
        tensor(b"filter", weights.shape, 1, layer.filter_scales, [0] * weights.shape[3]),
        tensor(b"output", spec.output_shape, 0, *([each] for each in outputs)),
    ]
    graph.inputs, graph.outputs, graph.operators = [0], [2], [op]
    code = schema.OperatorCodeT()
    code.builtinCode = code.deprecatedBuiltinCode = schema.BuiltinOperator.DEPTHWISE_CONV_2D
    code.version = 3  # the first for int8 with a scale for each channel
    empty, filled = schema.BufferT(), schema.BufferT()
    filled.data = np.frombuffer(weights.tobytes(), np.uint8)
    model = schema.ModelT()
    model.version, model.operatorCodes, model.subgraphs = 3, [code], [graph]
    model.buffers = [empty, filled]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())
