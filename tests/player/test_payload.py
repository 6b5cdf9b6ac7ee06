"""Tests that the player gets the engine's numbers, bit for bit where float32 can hold them."""

import json
import re
import struct

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError, depthwise_conv2d, steps
from dwconv.player.comparison import (
    depthwise_and_pointwise,
    depthwise_and_standard,
    more_macs,
    share_of_standard,
)
from dwconv.player.component import frame
from dwconv.player.payload import MOST_PRODUCTS, pack, pack_grouped, unpack

SPECS = {
    "worked": ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2),
    "same": ConvSpec(6, 6, 3, multiplier=2, padding="SAME"),
    "even": ConvSpec(5, 4, 2, kernel=2, padding="SAME"),
    "strided": ConvSpec(7, 6, 2, stride=(2, 3)),
    "dilated": ConvSpec(8, 9, 2, dilation=(2, 3)),
    "uneven": ConvSpec(5, 6, 2, padding=((0, 2), (1, 3)), stride=2),
    "channels first": ConvSpec(5, 6, 3, multiplier=2, data_format="NCHW", padding="SAME"),
}


def drawn(spec, dtype=np.int64, seed=0):
    random = np.random.default_rng(seed)
    image, kernels = (
        random.integers(-4, 6, shape) for shape in (spec.input_shape, spec.filter_shape)
    )
    if np.dtype(dtype).kind == "f":
        image, kernels = image + random.random(image.shape), kernels + random.random(kernels.shape)
    return image.astype(dtype), kernels.astype(dtype)


@pytest.mark.parametrize("dtype", [np.int64, np.float32, np.float64])
@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_arrays_are_the_engines(spec, dtype):
    """Products, sums and outputs equal the steps, in their order."""
    image, kernels = drawn(spec, dtype)
    header, arrays = unpack(pack(spec, image, kernels))
    walked = list(steps(spec, image, kernels))
    taps = spec.kernel[0] * spec.kernel[1]
    for name, one in (("products", "products"), ("sums", "partial_sums")):
        expected = np.array([getattr(step, one).ravel() for step in walked], dtype=dtype)
        sent = arrays[name].reshape(len(walked), taps)
        np.testing.assert_array_equal(sent, expected.astype(sent.dtype))
    for step in walked:
        place = (step.channel, step.multiplier, *step.position)
        assert arrays["output"][place] == arrays["output"].dtype.type(step.total)
    assert header["taps"]


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_the_output_is_that_of_depthwise_conv2d(spec):
    image, kernels = drawn(spec)
    nchw = spec.data_format == "NCHW"
    padding = spec.padding
    if not isinstance(padding, str):
        padding = [[0, 0], *map(list, padding), [0, 0]]
    strides = [1, 1, *spec.stride] if nchw else [1, *spec.stride, 1]
    whole = depthwise_conv2d(
        image, kernels, strides, padding, spec.data_format, list(spec.dilation)
    )[0]
    planes = whole if nchw else np.moveaxis(whole, 2, 0)
    _, arrays = unpack(pack(spec, image, kernels))
    np.testing.assert_array_equal(arrays["output"].reshape(planes.shape), planes)


def test_layout_is_the_documented_one():
    """Read without `unpack`: magic, length, JSON, then arrays at their offsets."""
    spec = SPECS["same"]
    image, kernels = drawn(spec)
    data = pack(spec, image, kernels)
    assert data[:4] == b"DWC1"
    (length,) = struct.unpack_from("<I", data, 4)
    header = json.loads(data[8 : 8 + length])
    where = header["arrays"]
    assert list(where) == ["input", "filter", "output", "products", "sums"]
    assert where["input"]["shape"] == [3, 6, 6]
    assert where["filter"]["shape"] == [3, 2, 3, 3]
    assert where["output"]["shape"] == [3, 2, 6, 6]
    assert where["sums"]["shape"] == [6, 6, 3, 2, 3, 3]
    start = 8 + length + where["input"]["offset"]
    first = np.frombuffer(data, "<f4", 3 * 6 * 6, start).reshape(3, 6, 6)
    np.testing.assert_array_equal(first, np.moveaxis(image[0], 2, 0))
    last = where["sums"]
    assert len(data) == 8 + length + last["offset"] + 4 * np.prod(last["shape"])


def test_header_says_what_no_window_reaches():
    spec = ConvSpec(6, 6, 1, stride=2)
    header, _ = unpack(pack(spec, *drawn(spec)))
    assert header["lost"] == [1, 1]
    assert header["reached"] == [[1, 1, 1, 1, 1, 0]] * 2
    assert header["notes"] == [
        "No window reaches the last input row, 5.",
        "No window reaches the last input column, 5.",
    ]


@pytest.mark.parametrize(
    ("spec", "notes"),
    [
        (
            ConvSpec(8, 3, 1, kernel=(1, 3), stride=(4, 1)),
            ["No window reaches input rows 1, 2, 3 ... (6 in all)."],
        ),
        (
            ConvSpec(5, 3, 1, kernel=(2, 3), stride=(4, 1)),
            ["No window reaches the last input rows, 2 to 4."],
        ),
        (
            ConvSpec(5, 3, 1, kernel=(1, 3), stride=(2, 1)),
            ["No window reaches input rows 1 and 3."],
        ),
        (ConvSpec(5, 3, 1, kernel=(3, 3), stride=(1, 1)), []),
    ],
)
def test_the_notes_say_in_words_what_is_special(spec, notes):
    header, _ = unpack(pack(spec, *drawn(spec)))
    assert header["notes"] == notes


def test_reached_covers_the_padding():
    """Padding that no window reaches is known as well; it is no input, so nothing is said."""
    spec = ConvSpec(4, 4, 1, stride=3, padding=((0, 1), (0, 0)))
    header, _ = unpack(pack(spec, *drawn(spec)))
    assert header["reached"][0] == [1, 1, 1, 0, 0]
    assert header["notes"][0] == "No window reaches the last input row, 3."


class TestThreshold:
    """Single products are sent up to a number of them, and not beyond."""

    def test_single_products_are_sent_up_to_the_limit(self):
        spec = ConvSpec(1, MOST_PRODUCTS, 1, kernel=1)
        header, arrays = unpack(pack(spec, *drawn(spec)))
        assert header["taps"]
        assert arrays["products"].size == MOST_PRODUCTS
        assert header["why_no_taps"] == ""

    def test_above_the_limit_only_sums_are_sent(self):
        spec = ConvSpec(1, MOST_PRODUCTS + 1, 1, kernel=1)
        header, arrays = unpack(pack(spec, *drawn(spec)))
        assert not header["taps"]
        assert set(arrays) == {"input", "filter", "output"}
        assert "200,001" in header["why_no_taps"]

    @pytest.mark.parametrize("padding", ["SAME", ((1, 2), (3, 0))])
    @pytest.mark.parametrize("data_format", ["NHWC", "NCHW"])
    def test_outputs_above_it_are_the_same(self, padding, data_format):
        """Below the threshold outputs are last running sums, above it they come from the op."""
        large = ConvSpec(
            60,
            61,
            3,
            kernel=5,
            multiplier=2,
            stride=(1, 2),
            padding=padding,
            data_format=data_format,
        )
        image, kernels = drawn(large)
        _, arrays = unpack(pack(large, image, kernels))
        assert "sums" not in arrays
        some = list(steps(large, image, kernels))[::997]
        for step in some:
            assert arrays["output"][step.channel, step.multiplier, *step.position] == step.total


def test_a_layer_without_output_is_packed():
    spec = ConvSpec(0, 3, 1, padding="SAME")
    header, arrays = unpack(pack(spec, *drawn(spec)))
    assert header["output"] == [0, 3]
    assert arrays["output"].shape == (1, 1, 0, 3)
    assert header["notes"] == []


class TestNumbers:
    """float32 where it shows the same numbers, float64 where it would not."""

    def test_small_integers_are_sent_as_float32(self):
        header, _ = unpack(pack(SPECS["same"], *drawn(SPECS["same"])))
        assert {where["dtype"] for where in header["arrays"].values()} == {"<f4"}
        assert all(header["whole"].values())

    def test_integers_that_float32_would_round_are_sent_as_float64(self):
        spec = ConvSpec(1, 2, 1, kernel=1)
        image = np.array([2**24 + 1, -1]).reshape(spec.input_shape)
        header, arrays = unpack(pack(spec, image, np.ones(spec.filter_shape, int)))
        assert header["arrays"]["input"]["dtype"] == "<f8"
        assert arrays["output"].ravel().tolist() == [2**24 + 1, -1]

    def test_a_large_negative_integer_is_sent_exactly(self):
        spec = ConvSpec(1, 1, 1, kernel=1)
        image = np.full(spec.input_shape, -(2**62))
        _, arrays = unpack(pack(spec, image, np.ones(spec.filter_shape, int)))
        assert arrays["input"].item() == -(2.0**62)

    def test_float64_values_outside_the_range_of_float32_are_sent_exactly(self):
        spec = ConvSpec(1, 2, 1, kernel=1)
        image = np.array([1e300, 1e-300]).reshape(spec.input_shape)
        header, arrays = unpack(pack(spec, image, np.ones(spec.filter_shape)))
        assert arrays["output"].ravel().tolist() == [1e300, 1e-300]
        assert header["largest"]["input"] == 1e300

    def test_nan_and_infinity_leave_the_header_valid(self):
        spec = ConvSpec(1, 3, 1, kernel=1)
        image = np.array([np.nan, np.inf, -2], np.float32).reshape(spec.input_shape)
        header, arrays = unpack(pack(spec, image, np.ones(spec.filter_shape, np.float32)))
        assert header["largest"]["input"] == 2
        assert not header["whole"]["input"]
        assert np.isnan(arrays["output"].ravel()[0])

    def test_floats_that_are_whole_are_known(self):
        spec = ConvSpec(2, 2, 1, kernel=1)
        header, _ = unpack(pack(spec, np.ones(spec.input_shape), np.full(spec.filter_shape, 0.5)))
        assert header["whole"] == {
            "input": True,
            "filter": False,
            "output": False,
            "products": False,
            "sums": False,
        }


class TestBytes:
    """The player starts over when its bytes change, and only then."""

    def test_equal_arguments_give_equal_bytes(self):
        spec = SPECS["same"]
        assert pack(spec, *drawn(spec)) == pack(spec.replace(), *drawn(spec))

    def test_any_other_number_gives_other_bytes(self):
        spec = SPECS["same"]
        image, kernels = drawn(spec)
        other = kernels.copy()
        other[0, 0, 0, 0] += 1
        assert pack(spec, image, kernels) != pack(spec, image, other)

    def test_options_stand_before_the_payload(self):
        payload = pack(SPECS["worked"], *drawn(SPECS["worked"]))
        block = frame(payload, "player", {"step": 7, "speed": None})
        (length,) = struct.unpack_from("<I", block)
        said = {"numbers": ["player", len(payload)], "step": 7}
        assert json.loads(block[4 : 4 + length]) == said
        assert block[4 + length :] == payload


class TestErrors:
    def test_a_batch_of_two_is_refused(self):
        spec = ConvSpec(3, 3, 1, batch=2)
        with pytest.raises(DwconvError, match="batch is 2"):
            pack(spec, *drawn(spec))

    def test_arrays_of_another_shape_are_refused(self):
        with pytest.raises(DwconvError, match="shape"):
            pack(SPECS["worked"], np.zeros((1, 4, 4, 1)), np.zeros((2, 1, 1, 2)))

    def test_bytes_that_are_no_payload_are_refused(self):
        with pytest.raises(DwconvError, match="payload"):
            unpack(b"PNG.....")


class TestEnds:
    """The sentence at the end of a comparison names what it counts, and its letters give its numbers."""

    @pytest.mark.parametrize(
        ("spec", "letters"),
        [
            (ConvSpec(6, 6, 3, multiplier=2, padding="SAME"), "M(1/N\u00a0+\u00a01/K\u00b2)"),
            (ConvSpec(5, 5, 3), "1/N + 1/K\u00b2"),
            (ConvSpec(7, 6, 2, kernel=(3, 2), multiplier=3), "M(1/N\u00a0+\u00a01/(Kh\u00b7Kw))"),
        ],
    )
    def test_the_last_sentence_compares_with_the_standard_layer(self, spec, letters):
        made = spec.channels * spec.multiplier
        image, kernels = drawn(spec)
        both = depthwise_and_pointwise(spec, image, kernels, np.ones((1, 1, made, made)))
        whole = depthwise_and_standard(
            spec, image, kernels, np.ones((*spec.kernel, spec.channels, made)), 1
        )[1]
        together = sum(track.macs for track in both)
        share = together / whole.macs
        said = share_of_standard(spec, made)
        start = f"together {together:,} multiplications, {share:.1%} of conv2d's {whole.macs:,}: "
        assert said.startswith(f"{start}with N outputs {letters} = ")
        assert all("(" not in word or ")" in word for word in said.split(" "))  # unbroken brackets
        sum_of_two = said.rpartition(" = ")[2]
        times, one, other = re.fullmatch(r"(\d*)\(?(1/\d+)\s\+\s(1/\d+)\)?", sum_of_two).groups()
        parts = [1 / int(each.removeprefix("1/")) for each in (one, other)]
        assert int(times or 1) * sum(parts) == pytest.approx(share)

    @pytest.mark.parametrize(("groups", "depth"), [(1, 4), (2, 2), (4, 1)])
    def test_the_sentence_says_how_many_times_more_macs_conv2d_has(self, groups, depth):
        spec = ConvSpec(5, 5, 4, multiplier=2)
        tracks = depthwise_and_standard(spec, *drawn(spec), np.ones((3, 3, 4, 8)), groups)
        left, right = (track.macs for track in tracks)
        assert right == depth * left
        times = f"{depth} times as many" if depth > 1 else "as many"
        of = "all 4" if depth == 4 else f"{depth} of the 4"
        assert more_macs(tracks) == (
            f"conv2d takes {right:,} multiplications, {times} as depthwise_conv2d: "
            f"each value adds over {of} channels"
        )


def test_the_sum_of_each_channel_alone_is_sent_and_is_that_of_a_loop():
    spec = ConvSpec(4, 5, 4, stride=(1, 2))
    image = drawn(spec)[0]
    filters = np.random.default_rng(1).integers(-3, 4, (3, 3, 2, 6))  # two groups of three filters
    sums = unpack(pack_grouped(spec, image, filters))[1]["channel_sums"]
    assert sums.shape == (2, 2, 6, 2)
    for i, j, n, s in np.ndindex(*sums.shape):
        channel = 2 * (n // 3) + s
        total = 0
        for di in range(3):
            for dj in range(3):
                total += image[0, i + di, 2 * j + dj, channel] * filters[di, dj, s, n]
        assert sums[i, j, n, s] == total
