"""Tests what is said of outputs that were computed elsewhere: mistakes are made on purpose, by plain loops."""

import numpy as np
import pytest

from dwconv import ConvSpec, DwconvError
from dwconv.files.explain_output import explain_output

SPEC = ConvSpec(9, 8, 3, kernel=(3, 3), multiplier=2, stride=2, padding="SAME")
RANDOM = np.random.default_rng(7)
IMAGE = RANDOM.normal(size=SPEC.input_shape).astype("float32")
FILTER = RANDOM.normal(size=SPEC.filter_shape).astype("float32")


def by_loops(image=IMAGE, filter=FILTER, stride=2, before=None, dilation=1, size=None):
    """The output, multiplication by multiplication; `before` are the rows and columns of padding in front."""
    (top, left), (rows, columns) = before or SAME, size or SPEC.output_shape[1:3]
    kh, kw, channels, multiplier = filter.shape
    output = np.zeros((1, rows, columns, channels * multiplier))
    for i, j, k, q, di, dj in np.ndindex(rows, columns, channels, multiplier, kh, kw):
        y, x = stride * i + dilation * di - top, stride * j + dilation * dj - left
        if 0 <= y < image.shape[1] and 0 <= x < image.shape[2]:
            output[0, i, j, k * multiplier + q] += image[0, y, x, k] * filter[di, dj, k, q]
    return output


SAME = 1, 0  # of 9 rows and 8 columns with stride 2: one row before and after, one column after
RIGHT = by_loops()
IN_ORDER = RIGHT.reshape(1, 5, 4, 3, 2)

AGREES = {
    "the layer's.": RIGHT,
    "in the order NCHW": RIGHT.transpose(0, 3, 1, 2),
    "the layer's": RIGHT[0].astype("float16"),
}
DIFFERS = {
    "turned by 180°": by_loops(filter=FILTER[::-1, ::-1]),
    "rows and columns are exchanged": by_loops(filter=FILTER.swapaxes(0, 1)),
    "q·C + k": IN_ORDER.swapaxes(3, 4).reshape(RIGHT.shape),
    "added up": IN_ORDER.sum(3),
    "weights are reshaped": by_loops(filter=FILTER.transpose(2, 3, 0, 1).reshape(FILTER.shape)),
    "NCHW input is reshaped": by_loops(image=IMAGE.transpose(0, 3, 1, 2).reshape(IMAGE.shape)),
    "padding=1 of PyTorch": by_loops(before=(1, 1)),
    "padding is VALID": by_loops(before=(0, 0), size=(4, 3)),
    "the stride is 1": by_loops(stride=1, size=(9, 7)),
    "ReLU.": np.maximum(RIGHT, 0),
    "as a bias does: 0.5 in channel 0, −2 in channel 2 and 1 in channel 5": np.add(
        RIGHT, [0.5, 0, -2, 0, 0, 1]
    ),
    "3 times": 3 * RIGHT,
    "your channel 0 is the layer's 1 and 1 is the layer's 0": RIGHT[..., [1, 0, 2, 3, 4, 5]],
    "in channel 4 alone": RIGHT * [1, 1, 1, 1, 7, 1],
    "It is in the order NCHW": by_loops(filter=FILTER[::-1, ::-1]).transpose(0, 3, 1, 2),
    "is VALID and the kernels are turned": by_loops(
        filter=FILTER[::-1, ::-1], before=(0, 0), size=(4, 3)
    ),
}


@pytest.mark.parametrize("said", AGREES)
def test_the_right_output_is_right_in_any_order(said):
    found = explain_output(SPEC, IMAGE, FILTER, AGREES[said])
    assert found.agrees
    assert said in found.sentence


@pytest.mark.parametrize("said", DIFFERS)
def test_a_mistake_is_named(said):
    found = explain_output(SPEC, IMAGE, FILTER, DIFFERS[said])
    assert not found.agrees
    assert said in found.sentence, found.sentence


def test_what_nobody_knows_is_said_by_its_first_place():
    wrong = RIGHT.copy()
    wrong[0, 0] += np.arange(24).reshape(4, 6) % 5 + 1
    said = explain_output(SPEC, IMAGE, FILTER, wrong).sentence
    assert said.startswith(
        "24 of 120 values differ, first in row 0, column 0, channel 0. There yours is "
    )
    assert "at the border" in said
    one = RIGHT.copy()
    one[0, 2, 1, 3] += 1  # no other weights: they change most values of a channel
    said = explain_output(SPEC, IMAGE, FILTER, one).sentence
    assert said.startswith("Only one of 120 values differs, in row 2, column 1, channel 3. ")
    assert "(7, 7, 7)" in explain_output(SPEC, IMAGE, FILTER, np.ones((7, 7, 7))).sentence
    with pytest.raises(DwconvError, match="must be \\(1, 5, 4, 6\\), or \\(1, 6, 5, 4\\)"):
        explain_output(SPEC, IMAGE, FILTER, np.ones((2, 5, 4, 6)))


def test_of_an_output_of_one_place_no_bias_and_of_one_value_no_factor_is_guessed():
    for channels, theirs in (1, [7.5]), (3, [4.25, -3.5, 11]):
        spec = ConvSpec(3, 3, channels)
        image, filter = IMAGE[:, :3, :3, :channels], FILTER[..., :channels, :1]
        said = explain_output(spec, image, filter, np.reshape(theirs, (1, 1, 1, -1))).sentence
        assert "does not recognise" in said


def test_tensorflows_own_fault_is_named():
    spec = ConvSpec(9, 9, 2, stride=2, dilation=2, padding="SAME")
    image, filter = IMAGE[:, :, [*range(8), 0], :2], FILTER[..., :2, :1]
    assert explain_output(spec, image, filter, by_loops(image, filter, 2, (2, 2), 2, (5, 5))).agrees
    # what the op returns instead is checked against it in tests/reference/test_places_taken.py
    from dwconv.reference.places_taken import output_at_places, places_of_any_shape

    theirs = output_at_places(places_of_any_shape(spec), image, filter)
    assert (
        "a stride together with a dilation" in explain_output(spec, image, filter, theirs).sentence
    )
