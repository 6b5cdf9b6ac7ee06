"""Which rows and columns TensorFlow's depthwise op multiplies where stride and dilation are above 1."""

import numpy as np
import pytest

from dwconv import ConvSpec
from dwconv.engine.dilation_in_blocks import places_in_blocks
from dwconv.reference.check import check
from dwconv.reference.places_taken import (
    PlacesTaken,
    output_at_places,
    places_taken,
    taken_in_words,
)

PADDINGS = "SAME", "VALID", ((1, 2), (0, 1))


def layer(number: int, rng: np.random.Generator) -> ConvSpec:
    """A small layer with one stride above 1 and a dilation that is above 1 on an axis."""
    sizes, kernel = rng.integers(7, 12, 2), rng.integers(1, 4, 2)
    dilation = ((2, 1), (1, 3), (2, 2), (3, 2))[number % 4]
    return ConvSpec(
        *map(int, sizes),
        2,
        kernel=tuple(map(int, kernel)),  # type: ignore[arg-type]
        stride=int(rng.integers(1, 4)),  # type: ignore[arg-type]
        dilation=dilation,
        padding=PADDINGS[number % 3],  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("number", range(24))
def test_the_places_are_those_whose_products_tensorflow_adds_up(number: int) -> None:
    rng = np.random.default_rng(number)
    spec = layer(number, rng)
    image = rng.integers(-9, 10, spec.input_shape).astype("float32")
    kernel = rng.integers(-9, 10, spec.filter_shape).astype("float32")
    theirs = check(spec, image, kernel).result().asked.output
    assert theirs is not None
    same = spec.padding == "SAME"
    rows = places_in_blocks(spec.vertical, same=same)
    columns = places_in_blocks(spec.horizontal, same=same)
    around = np.zeros((2, 60, 60))  # the input among zeros, far enough on all sides
    around[:, 20 : 20 + spec.height, 20 : 20 + spec.width] = np.moveaxis(image[0], 2, 0)
    expected = [
        [
            [
                sum(
                    around[k, 20 + row, 20 + column] * kernel[a, b, k, 0]
                    for a, row in enumerate(rows_now)
                    for b, column in enumerate(columns_now)
                )
                for k in range(2)
            ]
            for columns_now in columns
        ]
        for rows_now in rows
    ]
    assert theirs[0].tolist() == expected
    found = output_at_places(PlacesTaken(rows, columns), image, kernel)
    np.testing.assert_array_equal(found, theirs)


def test_the_verdict_says_where_the_largest_difference_is_and_the_sentence_how_it_comes() -> None:
    rng = np.random.default_rng(7)
    spec = ConvSpec(5, 5, 3, stride=(2, 1), dilation=(2, 1), padding="SAME")
    image = rng.integers(-9, 10, spec.input_shape).astype("float32")
    kernel = rng.integers(-9, 10, spec.filter_shape).astype("float32")
    verdict = check(spec, image, kernel).result()
    assert verdict.kind == "confirmed"
    ours, theirs = verdict.tried[-1].output, verdict.asked.output
    assert ours is not None
    assert theirs is not None
    largest = verdict.largest
    assert largest is not None
    assert largest.op == "tf.nn.depthwise_conv2d"
    assert abs(largest.ours - largest.theirs) == np.abs(ours - theirs).max()
    assert (ours[largest.where], theirs[largest.where]) == largest[2:]
    row, column = largest.where[1:3]
    assert row == 1
    said = "There it takes input rows −1, 1 and 3 instead of 0, 2 and 4."
    assert taken_in_words(spec, row, column) == said


def test_where_the_op_follows_the_formula_or_has_another_shape_nothing_is_said() -> None:
    assert places_taken(ConvSpec(8, 8, 1, stride=2)) is None
    assert places_taken(ConvSpec(8, 8, 1, kernel=2, stride=2, dilation=2)) is None
