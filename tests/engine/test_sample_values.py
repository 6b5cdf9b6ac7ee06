"""Tests the sample inputs and kernels: sizes, seeds and known values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv import depthwise_conv2d
from dwconv.engine.errors import DwconvError
from dwconv.engine.sample_values import (
    INPUTS,
    KERNELS,
    SMALLEST,
    filter_from_names,
    make_filter,
    make_input,
)


@pytest.mark.parametrize("source", INPUTS)
def test_an_input_has_the_size_asked_for_and_is_the_same_twice(source):
    image = make_input(source, 5, 9, 4, seed=3)
    assert image.shape == (5, 9, 4)
    assert image.dtype == np.float32
    assert image.flags.writeable
    np.testing.assert_array_equal(image, make_input(source, 5, 9, 4, seed=3))


@pytest.mark.parametrize("source", KERNELS)
def test_a_filter_has_the_size_asked_for_and_is_the_same_twice(source):
    kernels = make_filter(source, (4, 3), 2, 3, seed=5)
    assert kernels.shape == (4, 3, 2, 3)
    assert kernels.dtype == np.float32
    np.testing.assert_array_equal(kernels, make_filter(source, (4, 3), 2, 3, seed=5))


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 5), st.integers(0, 99))
def test_a_larger_input_keeps_the_numbers_it_had(height, width, channels, seed):
    small = make_input("integers", height, width, channels, seed)
    large = make_input("integers", height + 3, width + 2, channels + 1, seed)
    np.testing.assert_array_equal(small, large[:height, :width, :channels])


def test_more_filters_keep_the_numbers_of_the_first_ones():
    few = make_filter("integers", (3, 3), 2, 1, seed=7)
    more = make_filter("integers", (5, 4), 3, 4, seed=7)
    np.testing.assert_array_equal(few, more[:3, :3, :2, :1])


def test_seeds_differ_and_input_differs_from_kernel():
    assert (make_input("integers", 7, 7, 1, 1) != make_input("integers", 7, 7, 1, 2)).any()
    image, kernel = make_input("integers", 7, 7, 1, 1), make_filter("integers", (7, 7), 1, 1, 1)
    assert np.corrcoef(image.ravel(), kernel.ravel())[0, 1] < 0.9


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 3), (4, 5), (7, 7)])
def test_identity_under_same_padding_returns_the_input(size):
    image = make_input("integers", 8, 8, 2)[None]
    kernel = make_filter("identity", size, 2, 1)
    np.testing.assert_array_equal(depthwise_conv2d(image, kernel, [1, 1, 1, 1], "SAME"), image)


def test_well_known_kernels_have_their_textbook_numbers():
    """As any textbook prints them at 3x3."""

    def at_three(source):
        return make_filter(source, (3, 3), 1, 1)[:, :, 0, 0].tolist()

    assert at_three("sobel-x") == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    assert at_three("sobel-y") == [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    assert at_three("laplacian") == [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    assert at_three("sharpen") == [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    assert np.sum(at_three("box-blur")) == pytest.approx(1)
    assert (16 * np.array(at_three("gaussian"))).tolist() == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    assert at_three("emboss") == [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]


@pytest.mark.parametrize("size", [(5, 5), (3, 5)])
def test_the_laplacian_stands_in_the_middle_of_a_larger_kernel(size):
    expected = np.zeros(size, np.float32)
    row, column = size[0] // 2, size[1] // 2
    expected[row - 1 : row + 2, column - 1 : column + 2] = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    np.testing.assert_array_equal(make_filter("laplacian", size, 1, 1)[:, :, 0, 0], expected)


def test_a_checkerboard_begins_with_1_and_the_next_channel_with_0():
    image = make_input("checkerboard", 3, 4, 3)
    assert image[:, :, 0].tolist() == [[1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]]
    np.testing.assert_array_equal(image[:, :, 1], 1 - image[:, :, 0])
    np.testing.assert_array_equal(image[:, :, 2], image[:, :, 0])


def test_sobel_x_and_y_take_turns_over_the_filters():
    both = make_filter("sobel-xy", (3, 3), 2, 4)
    x, y = make_filter("sobel-x", (3, 3), 1, 1), make_filter("sobel-y", (3, 3), 1, 1)
    for k in range(2):
        for q in range(4):
            np.testing.assert_array_equal(both[:, :, k, q], (y if q % 2 else x)[:, :, 0, 0])


@pytest.mark.parametrize("source", ["sobel-x", "sobel-y", "laplacian"])
def test_a_difference_of_a_constant_is_zero(source):
    kernel = make_filter(source, (5, 5), 1, 1)
    assert kernel.sum() == 0
    assert kernel.any()


def test_an_impulse_shows_the_kernel_turned_half_round():
    kernel = make_filter("ramp", (3, 3), 1, 1)
    image = make_input("impulse", 5, 5, 1)[None]
    shown = depthwise_conv2d(image, kernel, [1, 1, 1, 1], "VALID")[0, :, :, 0]
    np.testing.assert_array_equal(shown, kernel[::-1, ::-1, 0, 0])


def test_the_photo_has_pixels_of_a_picture_and_its_colours_in_turn():
    image = make_input("photo", 24, 40, 4)
    assert image.min() >= 0
    assert image.max() <= 255
    assert image.std() > 30
    np.testing.assert_array_equal(image[:, :, 0], image[:, :, 3])  # red again
    assert (image[:, :, 0] != image[:, :, 2]).any()


def test_a_name_is_given_for_each_channel_and_filter():
    typed = np.arange(9, dtype=np.float32).reshape(3, 3)
    filter = filter_from_names([["sobel-x", "typed"], ["emboss", "sobel-x"]], 3, typed)
    assert filter.shape == (3, 3, 2, 2)
    assert filter.dtype == np.float32
    np.testing.assert_array_equal(filter[:, :, 0, 1], typed)
    for k, q, name in [(0, 0, "sobel-x"), (1, 0, "emboss"), (1, 1, "sobel-x")]:
        np.testing.assert_array_equal(
            filter[:, :, k, q], make_filter(name, (3, 3), 1, 1)[:, :, 0, 0]
        )


def test_unknown_sources_and_kernels_too_small_are_refused_by_name():
    with pytest.raises(DwconvError, match="input is 'noise', but must be one of integers"):
        make_input("noise", 3, 3, 1)
    with pytest.raises(DwconvError, match="kernel is 'gabor', but must be one of integers"):
        make_filter("gabor", (3, 3), 1, 1)
    for source, (height, width) in SMALLEST.items():
        make_filter(source, (height, width), 1, 1)
        with pytest.raises(DwconvError, match=f"high and {width} wide for {source}"):
            make_filter(source, (height, max(width - 1, 1)) if width > 1 else (1, 1), 1, 1)
