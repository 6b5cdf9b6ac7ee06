"""The programs that are shown are complete, and compute what the engine computes."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dwconv import (
    ConvSpec,
    DwconvError,
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.files.snippets import DIGITS, FRAMEWORKS, gradient_source, source, tensorflow_source
from dwconv.reference import ask_tensorflow
from dwconv.reference.ask_tensorflow import run
from dwconv.reference.calls import Call, depthwise_call, grouped_call, standard_call
from dwconv.reference.known_faults import cases

ROOT = Path(__file__).resolve().parents[2]


def execute(source: str) -> tuple[tuple[int, ...], str, bytes, str]:
    """Run a program as it stands, in TensorFlow's process; return its output tensor and what it prints."""
    program = (
        "(lambda names, text: (__import__('contextlib').redirect_stdout(text).__enter__(), "
        f"exec({source!r}, names), (lambda o: (tuple(o.shape), o.dtype.name, o.tobytes(), "
        "text.getvalue()))(names['output'].numpy()))[2])({}, __import__('io').StringIO())"
    )
    return ask_tensorflow.shared_worker().submit(eval, program).result()


SPECS = [
    ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2),
    ConvSpec(6, 5, 3, stride=2, padding="SAME", data_format="NCHW"),  # type: ignore[arg-type]
    ConvSpec(8, 8, 2, kernel=(2, 2), padding=((1, 0), (0, 2)), dilation=(2, 1)),
    ConvSpec(8, 8, 1, stride=(2, 2), dilation=(2, 2)),
    ConvSpec(40, 40, 3, batch=2),
]


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize("numbers", ["whole", "real"])
def test_a_program_for_tensorflow_gives_the_same_bits(spec: ConvSpec, numbers: str) -> None:
    rng = np.random.default_rng(3)

    def make(*shape: int) -> Any:
        values = rng.integers(-3, 6, shape) if numbers == "whole" else rng.normal(size=shape)
        return values.astype("float32")

    image, kernel = make(*spec.input_shape), make(*spec.filter_shape)
    calls = [
        depthwise_call(spec, image, kernel),
        grouped_call(spec, image, kernel),
        standard_call(spec, image, make(*spec.kernel, spec.channels, 4)),
    ]
    for call in calls:
        source = tensorflow_source(call)
        compile(source, "shown", "exec")
        shape, dtype, data, printed = execute(source)
        expected = run(call).result().output
        assert expected is not None
        assert (shape, dtype, data) == (expected.shape, "float32", expected.tobytes())
        assert printed.startswith(str(expected.shape))
        assert max(map(len, source.splitlines())) <= 100
        assert ("zlib" in source) == (max(call.input.size, call.filter.size) > DIGITS)
        assert call.note.strip().capitalize() in source


@pytest.mark.parametrize(
    "spec",
    [
        SPECS[0],
        SPECS[2],
        SPECS[3],  # TensorFlow gets it wrong
        ConvSpec(30, 30, 3),
        # and has no way back through this
        ConvSpec(4, 4, 2, multiplier=2, stride=(2, 1), padding=((3, 0), (1, 4))),
        ConvSpec(6, 6, 2, stride=(2, 1), padding="SAME"),
        ConvSpec(6, 5, 2, stride=2, padding="SAME", data_format="NCHW"),  # type: ignore[arg-type]
    ],
    ids=str,
)
@pytest.mark.parametrize("of", ["input", "filter"])
def test_a_program_gives_the_gradients_of_the_engine(spec: ConvSpec, of: str) -> None:
    rng = np.random.default_rng(3)
    shapes = spec.input_shape, spec.filter_shape, spec.output_shape
    x, w, g = (rng.integers(-3, 6, shape).astype("float32") for shape in shapes)
    source = gradient_source(spec, x, w, g)
    assert max(map(len, source.splitlines())) <= 100
    shape, _, data, _ = execute(f"{source}output = to_{of}")
    call = depthwise_call(spec, x, w)
    how: Any = call.strides, call.padding, call.data_format, spec.dilation
    if of == "input":
        ours = depthwise_conv2d_backprop_input(x.shape, w, g, *how)
    else:
        ours = depthwise_conv2d_backprop_filter(x, w.shape, g, *how)
    assert (shape, data) == (ours.shape, ours.tobytes())


@pytest.mark.parametrize(
    "array",
    [
        np.float32([0.1, -0.0, 1e-30, 3.4e38, 16777216, -1 / 3]),
        np.float32([np.nan, np.inf, -np.inf, 1]),
        np.float64([0.1, 1 / 3, 5e-324, 2]),
        np.float16([0.1, 65504, -2, 6e-8]),
        np.int32([3, -2, 2**31 - 1, 0]),
        np.zeros((1, 0, 2, 2), "float32"),
        np.zeros((1, 2, 2, 2), "float32"),
        np.full((2, 2), -0.0, "float32"),
        np.float32([0.0, -0.0]),
        np.float32([-0.0, 1, 2]),
        np.full((2, 2), np.nan, "float32"),
        np.full((2, 2), 2**31 - 1, "int32"),
        np.arange(2**24 - 2, 2**24 + 2).astype("float32"),
        np.arange(-3, 5, dtype="float64").reshape(2, 2, 2),
        np.full((3, 1), 2.5, "float16"),
        np.random.default_rng(0).normal(size=(1, 50, 50, 2)).astype("float32"),
        np.random.default_rng(0).normal(size=(1, 40, 50, 2)).astype("float32"),
    ],
    ids=lambda each: f"{each.dtype}{each.shape}",
)
def test_values_are_written_exactly(array: Any) -> None:
    from dwconv.files.snippets.arrays import array_source

    names: dict[str, Any] = {}
    exec(f"import base64, zlib\nimport numpy as np\nvalue = {array_source(array)}", names)
    value = names["value"]
    assert value.dtype == array.dtype
    assert value.shape == array.shape
    assert value.tobytes() == array.tobytes()


@pytest.mark.parametrize("each", cases(), ids=lambda each: each.key)
def test_every_known_fault_has_a_program(each: Any) -> None:
    source = tensorflow_source(each.call)
    compile(source, "shown", "exec")
    wrong = max(each.call.dilations or [1]) > 1 and max(each.call.strides) > 1
    assert ("gets a dilation together with a stride wrong" in source) == wrong


def test_a_program_casts_to_a_type_that_numpy_lacks() -> None:
    ones = np.ones((1, 3, 3, 1), "float32"), np.ones((2, 2, 1, 1), "float32")
    source = tensorflow_source(
        Call("depthwise_conv2d", *ones, [1, 1, 1, 1], "VALID", dtype="bfloat16")
    )
    assert "input = tf.cast(input, tf.bfloat16)" in source
    assert execute(source)[1] == "bfloat16"


def test_values_of_the_lab_are_written_as_digits() -> None:
    spec = ConvSpec(15, 15, 3)
    image = make_input("integers", 15, 15, 3)[None]
    source = tensorflow_source(
        depthwise_call(spec, image, make_filter("sobel-x", spec.kernel, 3, 1))
    )
    assert "zlib" not in source
    assert len(source.splitlines()) < 80


# What each framework makes of a layer. Every way round that a program can take is among these.

LAYERS = [
    ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2),
    ConvSpec(5, 6, 2, kernel=(2, 4), multiplier=3, padding="SAME"),  # type: ignore[arg-type]
    ConvSpec(7, 6, 3, kernel=3, stride=2, padding="SAME"),  # type: ignore[arg-type]
    ConvSpec(6, 6, 2, stride=2, multiplier=2),  # type: ignore[arg-type]
    ConvSpec(9, 8, 2, multiplier=2, dilation=(2, 3), padding="SAME"),
    ConvSpec(8, 8, 2, stride=(2, 2), dilation=(2, 2), padding="SAME"),
    ConvSpec(8, 9, 2, stride=(2, 3), dilation=(2, 1)),
    ConvSpec(8, 8, 2, multiplier=2, stride=(1, 3), padding="SAME"),
    ConvSpec(4, 5, 2, padding=((1, 0), (0, 2)), multiplier=2),
    ConvSpec(4, 5, 2, padding=((2, 2), (1, 1)), stride=(2, 1)),
    ConvSpec(9, 3, 1, multiplier=2, stride=(2, 2)),
    ConvSpec(6, 5, 3, kernel=(2, 2), padding="SAME", data_format="NCHW", batch=2, multiplier=2),
    ConvSpec(6, 5, 2, padding=((1, 0), (0, 2)), data_format="NCHW", dilation=(2, 1)),
    ConvSpec(40, 40, 3, batch=2),
]

RUNNER = """
import contextlib, io, json, sys
import numpy as np
results = []
for source in json.load(sys.stdin):
    names, printed = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, "shown", "exec"), names)
    output = np.asarray(names["output"])
    results.append([output.shape, output.dtype.name, output.ravel().tolist(), printed.getvalue()])
print("RESULTS" + json.dumps(results))
"""


def run_all(sources: list[str]) -> list[tuple[Any, str]]:
    """Run whole programs one after the other in one new interpreter: outputs and what is printed."""
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(sources),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    results = json.loads(done.stdout.partition("RESULTS")[2])
    return [
        (np.array(values, dtype).reshape(shape), printed)
        for shape, dtype, values, printed in results
    ]


def operands(spec: ConvSpec, numbers: str) -> tuple[Any, Any]:
    rng = np.random.default_rng(7)
    if numbers == "whole":
        arrays = [rng.integers(-3, 6, shape) for shape in (spec.input_shape, spec.filter_shape)]
        return arrays[0].astype("float32"), arrays[1].astype("float32")
    dtype = "float64" if numbers == "double" else "float32"
    arrays = [rng.normal(size=shape) for shape in (spec.input_shape, spec.filter_shape)]
    return arrays[0].astype(dtype), arrays[1].astype(dtype)


def by_hand(spec: ConvSpec, x: Any, w: Any) -> Any:
    """The formula in float64, one output value at a time: no code of the lab in it."""
    if spec.data_format == "NCHW":
        x = x.transpose(0, 2, 3, 1)
    padded = np.pad(x.astype("float64"), ((0, 0), *spec.pads, (0, 0)))
    (sh, sw), (dh, dw), (kh, kw) = spec.stride, spec.dilation, spec.kernel
    rows = (padded.shape[1] - (kh - 1) * dh - 1) // sh + 1
    columns = (padded.shape[2] - (kw - 1) * dw - 1) // sw + 1
    output = np.zeros((len(x), rows, columns, spec.channels * spec.multiplier))
    for i, j in np.ndindex(rows, columns):
        patch = padded[:, i * sh : i * sh + kh * dh : dh, j * sw : j * sw + kw * dw : dw]
        patch = patch[:, :kh, :kw]
        output[:, i, j] = np.einsum("bhwk,hwkq->bkq", patch, w.astype("float64")).reshape(
            len(x), -1
        )
    return output if spec.data_format == "NHWC" else output.transpose(0, 3, 1, 2)


def check_programs(framework: str) -> None:
    cases = [(spec, *operands(spec, numbers)) for spec in LAYERS for numbers in ("whole", "real")]
    cases += [(spec, *operands(spec, "double")) for spec in LAYERS[1:3]]
    sources = [source(framework, *case) for case in cases]
    for (spec, x, w), text, (output, printed) in zip(cases, sources, run_all(sources), strict=True):
        expected = by_hand(spec, x, w)
        assert output.shape == spec.output_shape == expected.shape, (spec, text)
        assert output.dtype == x.dtype, (spec, text)
        exact = (x == np.round(x)).all()
        tolerance = 0 if exact else 1e-12 if x.dtype == np.float64 else 2e-5
        np.testing.assert_allclose(output, expected, rtol=0, atol=tolerance, err_msg=f"{spec}")
        assert printed.startswith(str(spec.output_shape)), text
        assert max(map(len, text.splitlines())) <= 100


@pytest.mark.timeout(300)
@pytest.mark.parametrize("framework", [each for each in FRAMEWORKS if each != "PyTorch"])
def test_programs_compute_the_same_as_the_engine(framework: str) -> None:
    check_programs(framework)


@pytest.mark.torch
@pytest.mark.timeout(300)
def test_a_program_gives_the_same_in_pytorch() -> None:
    check_programs("PyTorch")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_program_names_its_framework_and_every_workaround(framework: str) -> None:
    module = {"PyTorch": "torch", "TensorFlow": "tensorflow"}.get(framework, framework.lower())
    for spec in LAYERS:
        text = source(framework, spec, *operands(spec, "whole"))
        imported = {
            name.name.split(".")[0] if isinstance(node, ast.Import) else str(node.module)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in node.names
        }
        assert module in imported or (framework == "JAX" and "jax" in imported)
        assert not imported - {module, "numpy", "base64", "zlib", "torch.nn"}
        thinned = "every position was computed" in text
        unequal = spec.stride[0] != spec.stride[1]
        both = max(spec.stride) > 1 < max(spec.dilation)
        one_wide = spec.channels == 1 and spec.horizontal.output == 1 < spec.stride[1]
        assert thinned == (framework in ("TensorFlow", "Keras") and (unequal or both or one_wide))
        uneven = any(before != after for before, after in spec.pads)
        assert ("F.pad(" in text) == (framework == "PyTorch" and uneven)


def test_integers_become_float32() -> None:
    spec = ConvSpec(2, 2, 1, kernel=1)  # type: ignore[arg-type]
    text = source("NumPy", spec, np.arange(4).reshape(1, 2, 2, 1), np.ones((1, 1, 1, 1), int))
    assert 'np.arange(0, 4, dtype="float32")' in text


def test_arrays_that_do_not_fit_are_refused() -> None:
    spec = ConvSpec(4, 4, 2)
    with pytest.raises(DwconvError, match=r"filter.shape"):
        source("NumPy", spec, np.ones((1, 4, 4, 2)), np.ones((3, 3, 1, 1)))


def test_the_independent_loops_of_this_file_agree_with_the_engine() -> None:
    spec = ConvSpec(5, 6, 2, kernel=(2, 4), multiplier=3, padding="SAME")
    x, w = operands(spec, "whole")
    ours = depthwise_conv2d(x, w, [1, 1, 1, 1], "SAME")
    np.testing.assert_array_equal(ours, by_hand(spec, x, w))
