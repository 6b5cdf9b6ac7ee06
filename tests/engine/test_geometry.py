"""dwconv.engine.geometry against windows counted one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import effective_kernel, legal_ranges, make_axis

sizes = st.integers(0, 12)
kernels = st.integers(1, 6)
steps = st.integers(1, 4)
paddings = st.sampled_from(["VALID", "SAME"]) | st.tuples(st.integers(0, 7), st.integers(0, 7))


def holes(kernel, dilation):
    """The kernel as a row of taps (1) and holes (0)."""
    row = [1]
    for _ in range(kernel - 1):
        row += [0] * (dilation - 1) + [1]
    return row


def starts(padded, kernel, stride, dilation):
    """Where windows can start, found by trying every place."""
    reach = len(holes(kernel, dilation))
    return [at for at in range(0, padded + 1, stride) if at + reach <= padded]


@given(kernels, steps)
def test_effective_kernel_is_the_length_with_holes(kernel, dilation):
    """(k - 1) d + 1 counts taps and holes."""
    assert effective_kernel(kernel, dilation) == len(holes(kernel, dilation))


@given(sizes, kernels, steps, steps, paddings)
def test_the_output_counts_the_windows_that_fit(size, kernel, stride, dilation, padding):
    """VALID and explicit padding have as many outputs as windows fit; none is an error."""
    assume(padding != "SAME")
    before, after = (0, 0) if padding == "VALID" else padding
    fitting = starts(before + size + after, kernel, stride, dilation)
    if not fitting:
        with pytest.raises(DwconvError):
            make_axis(size, kernel, stride, dilation, padding)
        return
    got = make_axis(size, kernel, stride, dilation, padding)
    assert got.output == len(fitting)
    assert (got.before, got.after) == (before, after)
    assert [got.taps(index)[0] for index in range(got.output)] == [at - before for at in fitting]


@given(sizes, kernels, steps, steps)
def test_same_pads_as_little_as_gives_one_output_per_stride(size, kernel, stride, dilation):
    """SAME has ceil(n/s) outputs, no more padding than that needs, and the odd pixel after."""
    got = make_axis(size, kernel, stride, dilation, "SAME")
    assert got.output == len(range(0, size, stride))
    assert got.after - got.before in (0, 1)
    total = got.before + got.after
    if size:
        # What fits grows with the padding: this much is enough, and one less is not.
        assert len(starts(size + total, kernel, stride, dilation)) == got.output
        assert not total or len(starts(size + total - 1, kernel, stride, dilation)) < got.output
    else:
        assert (total, got.output) == (0, 0)


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "dilation", "before", "after", "output"),
    [
        (8, 2, 1, 1, 0, 1, 8),
        (224, 3, 2, 1, 0, 1, 112),
        (7, 3, 2, 1, 1, 1, 4),
        (9, 1, 3, 1, 0, 0, 3),
        (9, 2, 3, 4, 1, 1, 3),
        (5, 9, 1, 1, 4, 4, 5),
    ],
)
def test_same_padding_worked_out_by_hand(size, kernel, stride, dilation, before, after, output):
    """SAME splits max((out-1)s + e - n, 0) with the odd pixel after."""
    got = make_axis(size, kernel, stride, dilation, "SAME")
    assert (got.before, got.after, got.output) == (before, after, output)


@given(sizes, kernels, steps, steps, paddings)
def test_taps_reached_and_lost_describe_the_same_windows(size, kernel, stride, dilation, padding):
    """Pixels are reached by painting every window; what no window spans at the end is lost."""
    try:
        got = make_axis(size, kernel, stride, dilation, padding)
    except DwconvError:
        assume(False)
    painted = np.zeros(got.padded + 1, bool)
    spanned = 0
    for index in range(got.output):
        at = index * stride
        row = np.array(holes(kernel, dilation), bool)
        painted[at : at + len(row)] |= row
        spanned = at + len(row)
        assert got.taps(index) == tuple(np.flatnonzero(row) + at - got.before)
    inside = painted[got.before : got.before + size]
    assert got.reached == tuple(inside.tolist())
    assert got.lost == got.padded - spanned
    assert got.padded == got.before + size + got.after
    assert got.effective == len(holes(kernel, dilation))


@given(sizes, kernels, steps, steps, paddings, st.data())
def test_legal_ranges_are_exactly_what_make_axis_takes(
    size, kernel, stride, dilation, padding, data
):
    """Within the limits of `legal` every value works; just outside, none does."""
    now = {"size": size, "kernel": kernel, "stride": stride, "dilation": dilation}
    assume(size > 0)
    try:
        make_axis(**now, padding=padding)
    except DwconvError:
        assume(False)
    limits = legal_ranges(size, kernel, dilation, padding)
    name = data.draw(st.sampled_from(list(limits)))
    least, most = limits[name]

    def works(value):
        changed, around = dict(now), padding
        if name in changed:
            changed[name] = value
        elif isinstance(padding, tuple):
            around = (value, padding[1]) if name == "before" else (padding[0], value)
        else:
            assume(False)
        try:
            make_axis(**changed, padding=around)
        except DwconvError:
            return False
        return True

    assert works(data.draw(st.integers(least, least + 30 if most is None else most)))
    smallest = 0 if name in ("before", "after") else 1
    if least > smallest:
        assert not works(least - 1)
    if most is not None:
        assert not works(most + 1)


def test_a_kernel_that_does_not_fit_is_explained():
    """The error names axis, kernel, dilation and the pixels there are, and a kernel that fits."""
    with pytest.raises(DwconvError) as caught:
        make_axis(5, 3, dilation=3, padding=(1, 0), name="width")
    message = str(caught.value)
    assert caught.value.parameter == "kernel width"
    assert caught.value.value == 3
    for part in ("dilation 3", "7 pixels", "1 + 5 + 0", "at most 2", "SAME"):
        assert part in message


def test_the_kernel_that_the_error_suggests_fits():
    """The largest kernel in the message is legal, and one more is not."""
    assert make_axis(5, 2, dilation=4).output == 1
    with pytest.raises(DwconvError, match="a kernel of at most 2"):
        make_axis(5, 3, dilation=4)


def test_no_kernel_fits_into_a_size_of_0():
    """A size of 0 without padding has no window: the size is wrong, and not the kernel."""
    for padding in ("VALID", (0, 0)):
        with pytest.raises(DwconvError) as caught:
            make_axis(0, 3, dilation=2, padding=padding, name="height")
        assert str(caught.value) == (
            "height is 0, but must be at least 5 for one window to fit. "
            "Use a larger input, or padding."
        )
        assert make_axis(5, 3, dilation=2, padding=padding).output == 1
    assert make_axis(0, 3, padding=(1, 2)).output == 1
    assert make_axis(0, 3, padding="SAME").lost == 0


@given(sizes, kernels, steps, steps, paddings)
def test_distances_lead_to_the_same_pixels(size, kernel, stride, dilation, padding):
    """A distance of 1 where there is one window, or one tap, changes no tap of any window."""
    try:
        got = make_axis(size, kernel, stride, dilation, padding)
    except DwconvError:
        assume(False)
    window, tap = got.distances
    for index in range(got.output):
        start = index * window - got.before
        assert got.taps(index) == tuple(start + number * tap for number in range(kernel))


def test_distances_are_never_longer_than_the_padded_axis():
    """What memory has to span is what the windows do, however large stride and dilation."""
    for padding in ("VALID", "SAME", (2, 3)):
        assert make_axis(5, 1, 2**62, 10**30, padding).distances == (1, 1)
    assert make_axis(5, 2, 3, 4, (2, 3)).distances == (3, 4)


def test_numbers_of_any_size_are_refused_in_a_sentence():
    """A dilation that Python itself would not print is described."""
    with pytest.raises(DwconvError, match="dilation <an int of 16610 bits> spreads it"):
        make_axis(5, 3, dilation=10**5000)
    with pytest.raises(DwconvError, match="at most <an int of 16610 bits>"):
        make_axis(10**5000, 10**5001)
