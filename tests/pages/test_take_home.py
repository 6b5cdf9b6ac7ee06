"""The Take home panel: its files are made when it is opened, and uploads are read."""

import io

import numpy as np
import pytest

from dwconv import DwconvError
from dwconv.files.snippets import FRAMEWORKS, source
from dwconv.files.tensor_tables import write_csv
from dwconv.files.tensors import read_tensors, write_npz
from dwconv.ui.parameters.layer_values import make_operands, make_spec
from dwconv.ui.parameters.links import read_link
from dwconv.ui.parameters.uploaded_arrays import other_ways, read_upload, uploaded
from dwconv.weights import from_tensorflow
from tests.pages.app import change, opened, shown

OPEN = dict(h=5, w=6, c=2, kh=3, kw=2, m=2, pad="same", sh=2, sw=2, seed=7)


def unfolded(**query):
    app = opened(**query)
    app.session_state["take-home"] = True
    app.run()
    assert not app.exception
    return app


def programs(app):
    return [each.value for each in app.code if "import numpy" in each.value]


def test_a_closed_section_makes_no_files():
    app = opened(**OPEN)
    assert "Take home" in [each.label for each in app.expander]
    assert not app.get("download_button")
    assert not programs(app)


def test_every_download_that_is_promised_is_offered():
    app = unfolded(**OPEN)
    labels = [each.proto.label for each in app.get("download_button")]
    assert labels == [
        "Player (HTML)",
        "Notebook",
        "Tensors (.npz)",
        "Tensors (CSV)",
        *(f"{what} ({kind})" for what in ("Picture", "Strip") for kind in ("SVG", "PDF", "PNG")),
    ]


def test_the_code_is_about_the_numbers_shown():
    app = unfolded(**OPEN)
    values, _ = read_link({name: str(value) for name, value in OPEN.items()})
    spec = make_spec(values)
    operands = make_operands(spec, values)
    assert programs(app) == [source("TensorFlow", spec, *operands).rstrip()]
    offered = [list(each.options) for each in app.get("button_group")]
    assert list(FRAMEWORKS) in offered
    change(app, c=3)
    wider = make_operands(spec.replace(channels=3), values | {"c": 3})
    expected = source("TensorFlow", spec.replace(channels=3), *wider)
    assert programs(app) == [expected.rstrip()]


def uploading(app, name, data):
    app.file_uploader(key="tensors").set_value((name, data, "application/octet-stream")).run()
    assert not app.exception
    return app


IMAGE = np.random.default_rng(1).normal(size=(1, 4, 5, 2)).astype("float32")
KERNEL = np.random.default_rng(2).normal(size=(2, 3, 2, 3)).astype("float32")


@pytest.mark.parametrize("kind", ["npz", "csv"])
def test_an_uploaded_file_is_computed(kind):
    arrays = {"input": IMAGE, "filter": KERNEL, "output": np.zeros((1, 1, 1, 1))}
    data = write_npz(**arrays) if kind == "npz" else write_csv(**arrays).encode()
    app = uploading(unfolded(**OPEN), f"mine.{kind}", data)
    _, header, sent = shown(app)
    assert header["padding"] == "SAME"
    np.testing.assert_array_equal(sent["input"], np.moveaxis(IMAGE[0], 2, 0))
    np.testing.assert_array_equal(sent["filter"], np.moveaxis(KERNEL, (0, 1), (2, 3)))
    assert app.query_params["input"] == app.query_params["kernel"] == "typed"


def test_what_is_wrong_with_a_file_is_said_and_nothing_changes():
    app = unfolded(**OPEN)
    before = shown(app)[1]
    app = uploading(app, "mine.csv", b"a,b\n")
    assert "first line is" in app.warning[0].value.replace("\\", "")
    assert shown(app)[1] == before


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"output": IMAGE}, 'must have a tensor named "input" or "filter"'),
        ({"input": IMAGE[0, 0]}, "input.shape is (5, 2), but must be (1, height, width, C)"),
        ({"input": np.repeat(IMAGE, 2, 0)}, "input.shape is (2, 4, 5, 2)"),
        (
            {"input": np.zeros((1, 65, 3, 1))},
            "the input height of input is 65, but must be from 1 to 64",
        ),
        (
            {"filter": np.zeros((8, 1, 2, 1))},
            "the kernel height of filter is 8, but must be from 1 to 7",
        ),
        (
            {"filter": np.zeros((3, 3, 3, 1))},
            "filter.shape is (3, 3, 3, 1), but must have 2 as its third",
        ),
        ({"input": IMAGE * 1e7}, "but must be at most 1,000,000"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_reason(arrays, sentence):
    with pytest.raises(DwconvError) as raised:
        uploaded("mine.NPZ", write_npz(**arrays), channels=2)
    assert sentence in str(raised.value)


def test_bytes_that_are_no_text_are_no_table():
    with pytest.raises(DwconvError, match="must be text in UTF-8"):
        uploaded("mine.csv", b"\xff\xfe", channels=2)


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@pytest.mark.parametrize("ending", ["npy", "npz", "dat"])
@pytest.mark.parametrize("channels", [1, 2, 3])
def test_a_single_array_is_what_its_shape_allows(ending, channels):
    kernel = np.random.default_rng(channels).normal(size=(3, 2, channels, 2)).astype("float32")
    values, arrays, _ = uploaded(f"a.{ending}", npy(kernel), channels)
    assert values == {"kh": 3, "kw": 2, "c": channels, "m": 2, "kernel": "typed"}
    np.testing.assert_array_equal(arrays["kernel"], kernel)
    image = np.ones((1, 4, 5, 8), "float32")
    values, arrays, _ = uploaded(f"a.{ending}", npy(image), channels)
    assert values == {"h": 4, "w": 5, "c": 8, "input": "typed"}
    with pytest.raises(DwconvError, match="its shape fits an input and a filter"):
        uploaded(f"a.{ending}", npy(np.ones((1, 4, channels, 1))), channels)


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_an_archive_without_names_is_read():
    file = io.BytesIO()
    np.savez(file, np.ones((3, 3, 3, 1)))
    assert set(uploaded("a.npz", file.getvalue(), 3)[1]) == {"kernel"}


@pytest.mark.parametrize(
    ("name", "shape", "how", "advice"),
    [
        ("filter", (2, 1, 2, 3), "2×1 kernels, 2 channels, M = 3", "reshape(2, 1, 2, 3)"),
        ("filter", (1, 3, 2, 2), "1×3 kernels, 2 channels, M = 2", "reshape(3, 2, 2, 1)"),
        ("filter", (3, 3, 2, 1), "3×3 kernels, 2 channels, M = 1", ""),
        ("input", (1, 2, 8, 2), "2 rows, 8 columns, 2 channels", "input.transpose(0, 2, 3, 1)"),
        ("input", (1, 8, 8, 2), "8 rows, 8 columns, 2 channels", ""),
    ],
)
def test_the_page_says_how_the_axes_of_a_file_are_read(name, shape, how, advice):
    app = uploading(unfolded(**OPEN), "a.npz", write_npz(**{name: np.ones(shape, "float32")}))
    [note] = [info.value.replace("\\", "") for info in app.info if "is read as" in info.value]
    assert f"{name} {shape}" in note
    assert how in note
    assert advice in note
    assert ("upload" in note) == bool(advice)


def test_a_refused_filter_of_pytorch_is_answered_with_its_conversion():
    data = write_npz(filter=np.ones((2, 1, 3, 3)))
    with pytest.raises(DwconvError) as raised:
        uploaded("a.npz", data, channels=2)
    assert "upload filter.reshape(2, 1, 3, 3).transpose(2, 3, 0, 1)" in str(raised.value)


def test_a_table_in_utf_16_is_refused_with_the_reason():
    with pytest.raises(DwconvError, match="begins with the mark of UTF-16"):
        uploaded("a.csv", "tensor,axis 0".encode("utf-16"), channels=2)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_may_begin_with_excels_separator_line(mark):
    text = mark + "sep=;\ntensor;axis 0;axis 1;axis 2;axis 3;value\ninput;0;0;0;0;0,5\n"
    assert uploaded("a.csv", text.encode(), channels=1)[1]["input"].item() == 0.5


def test_a_filter_alone_keeps_the_input():
    values, arrays, _ = uploaded("a.npz", write_npz(filter=KERNEL), channels=2)
    assert values == {"kh": 2, "kw": 3, "c": 2, "m": 3, "kernel": "typed"}
    np.testing.assert_array_equal(arrays["kernel"], KERNEL)


def test_numpy_s_own_files_are_read():
    file = io.BytesIO()
    np.savez_compressed(file, input=IMAGE.astype("float64"))
    values, _, _ = uploaded("a.npz", file.getvalue(), channels=7)
    assert values == {"h": 4, "w": 5, "c": 2, "input": "typed"}


def named_readings(tensors, channels):
    """Every way that is offered for a file, and what it makes of the file."""
    return {
        (way.kind, way.order, way.channels): read_upload(tensors, channels, way)
        for way in other_ways(tensors, channels, None)
    }


@pytest.mark.parametrize("layout", ["TensorFlow", "PyTorch", "ONNX", "TFLite", "JAX", "Keras"])
@pytest.mark.parametrize(("kh", "kw", "c", "m"), [(3, 3, 3, 1), (3, 2, 3, 2), (1, 1, 4, 4)])
def test_weights_of_every_framework_are_read_or_offered(layout, kh, kw, c, m):
    filter = np.random.default_rng(4).normal(size=(kh, kw, c, m)).astype("float32")
    theirs = from_tensorflow(filter, layout)
    tensors = {"filter": theirs}
    found = [read.arrays["kernel"] for read in named_readings(tensors, c).values()]
    try:
        found.append(read_upload(tensors, c)[1]["kernel"])
    except DwconvError:
        assert layout not in ("TensorFlow", "Keras")
    assert any(np.array_equal(each, filter) for each in found)


def test_channels_first_is_offered_and_read_value_by_value():
    image = np.arange(60, dtype="float32").reshape(1, 3, 4, 5)
    values, arrays, _ = named_readings({"input": image}, 3)["input", "NCHW", 3]
    assert (values["h"], values["w"], values["c"]) == (4, 5, 3)
    assert all(
        arrays["input"][i, j, k] == image[0, k, i, j] for k, i, j in np.ndindex(image.shape[1:])
    )


@pytest.mark.parametrize(
    "text", ["1,2,3\n4,5,6\n7,8,9\n", "1;2;3\n4;5;6\n7;8;9", "1\t2\t3\n4\t5\t6\n7\t8\t9"]
)
def test_a_plain_table_is_a_kernel_for_every_channel_and_an_input_on_request(text):
    values, arrays, _ = uploaded("matrix.csv", text.encode(), 2)
    assert (values["kh"], values["kw"], values["c"], values["m"]) == (3, 3, 2, 1)
    assert arrays["kernel"][:, :, 1, 0].tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    tensors = read_tensors("matrix.csv", text.encode())
    (way,) = other_ways(tensors, 2, None)
    assert read_upload(tensors, 2, way)[0] == {"h": 3, "w": 3, "c": 1, "input": "typed"}


def test_a_large_plain_table_is_an_input():
    text = "\n".join(",".join("1" * 9) for _ in range(8))
    assert uploaded("a.csv", text.encode(), 2)[0] == {"h": 8, "w": 9, "c": 1, "input": "typed"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,2\n3\n", "line 2 is '3', but must be 2 numbers"),
        ("1,2\n3,x\n", "line 2 is '3,x', but must be 2 numbers"),
        ("1,nan\n", "a value of arr_0 is nan"),
        ("1\n" * 5000, "may have 4,096 lines of numbers at most"),
    ],
)
def test_a_text_that_is_no_plain_table_is_refused_with_the_reason(text, sentence):
    with pytest.raises(DwconvError) as raised:
        uploaded("a.csv", text.encode(), 2)
    assert sentence in str(raised.value)


def test_a_click_reads_the_same_file_in_the_order_of_another_framework():
    kernel = np.arange(27, dtype="float32").reshape(3, 1, 3, 3)
    app = unfolded(h=6, w=6, c=3, kh=3, kw=3, m=1)
    app.file_uploader(key="tensors").set_value(("a.npz", write_npz(filter=kernel), ""))
    app.run()
    np.testing.assert_array_equal(shown(app)[2]["filter"], kernel)  # PyTorch's fits the layer
    app.button(key="read-filter-TensorFlow-3").click().run()
    assert shown(app)[2]["filter"].shape == (3, 3, 3, 1)  # C, M, rows, columns
    app.button(key="read-filter-PyTorch-3").click().run()
    np.testing.assert_array_equal(shown(app)[2]["filter"], kernel)
    assert any("as PyTorch keeps it" in info.value for info in app.info)


def test_a_saved_model_is_read_as_the_tensor_that_is_chosen_and_the_others_are_named():
    app = unfolded(h=6, w=6, c=3, kh=3, kw=3, m=1)
    first, second = (np.random.default_rng(at).normal(size=(3, 1, 3, 3)) for at in (1, 2))
    model = {"a.weight": first, "a.bias": np.ones(3), "b.weight": second}
    uploading(app, "model.npz", npz(**model))
    assert "which of the 3 tensors in the file is the filter" in app.info[0].value
    choice = app.selectbox(key="read-tensor")
    assert choice.options == ["a.weight (3, 1, 3, 3)", "b.weight (3, 1, 3, 3)"]
    choice.select_index(1).run()
    np.testing.assert_array_equal(shown(app)[2]["filter"], second.astype("float32"))
    said = app.info[0].value.replace("\\", "")
    assert "C = 3, M = 1, as PyTorch keeps it." in said
    assert "a.weight and a.bias were not read" in said
    app.button(key="read-filter-TensorFlow-3").click().run()
    assert app.selectbox(key="read-tensor").value == "b.weight"
    expected = np.moveaxis(second.astype("float32"), (2, 3), (0, 1))
    np.testing.assert_array_equal(shown(app)[2]["filter"], expected)


def test_a_refused_file_offers_how_else_it_can_be_read():
    app = unfolded(h=6, w=6, c=3, kh=3, kw=3, m=1)
    app.file_uploader(key="tensors").set_value(("a.npy", npy(np.ones((2, 2, 1, 1))), "")).run()
    assert "filter.shape" in app.warning[0].value.replace("\\", "")
    app.button(key="read-filter-TensorFlow-1").click().run()
    assert shown(app)[1]["channels"] == 1
    assert not app.warning


def test_weights_in_the_order_of_pytorch_are_opened_on_layouts_and_read_again_as_such():
    app = opened("pages/check/layouts.py", h=6, w=6, c=3, kh=3, kw=2, m=2)
    app.session_state["own-weights"] = True
    app.run()
    theirs = np.arange(36.0).reshape(6, 1, 3, 2)  # (C*M, 1, height, width)
    file = io.BytesIO()
    np.save(file, theirs)
    sent = ("w.npy", file.getvalue(), "application/octet-stream")
    app.file_uploader(key="tensors").set_value(sent).run()
    assert "3×2 kernels, C = 3, M = 2, as PyTorch keeps it" in app.info[0].value.replace("\\", "")
    app.button(key="read-filter-TensorFlow-3").click().run()
    assert app.session_state["_lab"].filter.shape == (6, 1, 3, 2)
    app.button(key="read-filter-PyTorch-3").click().run()
    kernel = app.session_state["_lab"].filter
    assert kernel.shape == (3, 2, 3, 2)
    assert all(
        kernel[i, j, k, q] == theirs[2 * k + q, 0, i, j] for i, j, k, q in np.ndindex(3, 2, 3, 2)
    )


@pytest.mark.parametrize("shape", [(1, 3, 2, 6), (5, 5, 3)])
def test_on_layouts_what_may_be_an_input_changes_nothing_before_it_is_chosen_how_to_read_it(shape):
    app = opened("pages/check/layouts.py", h=6, w=6, c=3, kh=3, kw=2, m=2)
    app.session_state["own-weights"] = True
    app.run()
    before = app.session_state["_lab"]
    theirs = np.arange(np.prod(shape), dtype="float32").reshape(shape)
    uploading(app, "w.npy", npy(theirs))
    assert "Nothing has changed yet" in app.info[0].value
    for name in "input", "filter":
        np.testing.assert_array_equal(
            getattr(app.session_state["_lab"], name), getattr(before, name)
        )
    if len(shape) == 4:
        app.button(key="read-filter-TFLite-3").click().run()
        assert app.session_state["_lab"].filter.shape == (3, 2, 3, 2)
    else:
        app.button(key="read-input-NHWC-3").click().run()
        np.testing.assert_array_equal(app.session_state["_lab"].input[0], theirs)
