"""Sizes, padding and window positions along one axis of a convolution.

A two-dimensional convolution is two independent axes. Everything here is about
one of them; `dwconv.engine.spec.ConvSpec` holds two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dwconv.engine.errors import DwconvError, quote

Padding = Literal["VALID", "SAME"] | tuple[int, int]


def effective_kernel(kernel: int, dilation: int) -> int:
    """Length that a kernel spans once its taps are `dilation` apart.

    ``e = (k - 1) * d + 1``

    Examples
    --------
    >>> effective_kernel(3, 1), effective_kernel(3, 2)
    (3, 5)
    """
    return (kernel - 1) * dilation + 1


def _same_output(size: int, stride: int) -> int:
    """Windows of SAME along one axis: ``ceil(n / s)``."""
    return -(-size // stride)


def same_padding(size: int, effective: int, stride: int) -> tuple[int, int]:
    """Padding of SAME before and after: half of it on each side, and an odd pixel after.

    As many windows as ``ceil(n / s)`` take ``max((out - 1) * s + e - n, 0)`` pixels of padding.

    Parameters
    ----------
    size, effective, stride : int
        Input pixels, pixels that one window spans, pixels from window to window.

    Examples
    --------
    >>> same_padding(8, 3, 1), same_padding(8, 3, 2), same_padding(8, 3, 4)
    ((1, 1), (0, 1), (0, 0))
    """
    total = max((_same_output(size, stride) - 1) * stride + effective - size, 0) if size else 0
    before = total // 2
    return before, total - before


@dataclass(frozen=True)
class Axis:
    """One axis of a convolution: sizes in pixels, counted along that axis.

    Make one with `make_axis`, which checks that at least the formula is defined.

    Attributes
    ----------
    size : int
        Input pixels.
    kernel, stride, dilation : int
        Taps of the kernel, pixels from window to window, pixels from tap to tap.
    before, after : int
        Padding on either side.
    output : int
        Number of windows, which is the output's size.
    """

    size: int
    kernel: int
    stride: int
    dilation: int
    before: int
    after: int
    output: int

    @property
    def effective(self) -> int:
        """Pixels that one window spans, holes included."""
        return effective_kernel(self.kernel, self.dilation)

    @property
    def padded(self) -> int:
        """Input pixels with the padding on both sides."""
        return self.before + self.size + self.after

    @property
    def distances(self) -> tuple[int, int]:
        """Pixels from window to window and from tap to tap; 1 where there is only one.

        With one window a stride may be any number, longer than any memory: nothing lies
        that far away. The same goes for a dilation with one tap.

        Examples
        --------
        >>> make_axis(5, 1, stride=10**30, dilation=10**30).distances
        (1, 1)
        """
        return (
            self.stride if self.output > 1 else 1,
            self.dilation if self.kernel > 1 else 1,
        )

    @property
    def lost(self) -> int:
        """Positions at the end of the padded axis, behind the last window.

        The floor in the output formula leaves these out. Under SAME there are some only
        if the stride is larger than the kernel.
        """
        if not self.output:
            return self.padded
        return self.padded - ((self.output - 1) * self.stride + self.effective)

    def taps(self, index: int) -> tuple[int, ...]:
        """Input pixels under window `index`; outside 0..size-1 lies padding.

        Examples
        --------
        >>> make_axis(5, 3, 1, 1, "SAME").taps(0)
        (-1, 0, 1)
        """
        start = index * self.stride - self.before
        return tuple(range(start, start + self.effective, self.dilation))

    @property
    def reached(self) -> tuple[bool, ...]:
        """For each input pixel, whether any tap of any window falls on it.

        Pixels may be missed at the end (the floor), between the windows (a stride
        larger than the kernel) and between the taps (a dilation that shares a
        factor with the stride).

        Examples
        --------
        >>> make_axis(6, 3, 2, 1, "VALID").reached
        (True, True, True, True, True, False)
        """
        seen = bytearray(self.size)
        for pixels in self.pixels_read():
            seen[pixels.start : pixels.stop : pixels.step] = b"\1" * len(pixels)
        return tuple(map(bool, seen))

    def pixels_read(self) -> Iterator[range]:
        """Yield pixels that taps meet, several at a time; each once for every tap that meets it.

        Tap d of window w lies at ``w * stride + d * dilation - before``, so windows and taps can
        change places. The loop runs over whichever are fewer, and a range holds all of the others.

        Examples
        --------
        >>> list(make_axis(6, 3, 2, 1, "VALID").pixels_read())
        [range(0, 3), range(2, 5)]
        """
        few, many = sorted([(self.output, self.stride), (self.kernel, self.dilation)])
        for index in range(few[0]):
            first = index * few[1] - self.before
            outside = max(-(first // many[1]), 0)  # so many of the others lie on the padding before
            end = max(min(first + many[0] * many[1], self.size), 0)
            yield range(first + outside * many[1], end, many[1])


def make_axis(
    size: int,
    kernel: int,
    stride: int = 1,
    dilation: int = 1,
    padding: Padding = "VALID",
    *,
    name: str = "axis",
) -> Axis:
    """Work out one axis of a convolution.

    With effective kernel e = (k - 1) * d + 1 the output size is

    - VALID:    ``floor((n - e) / s) + 1``
    - SAME:     ``ceil(n / s)``, padded by ``max((out - 1) * s + e - n, 0)`` in all,
      half of it before and the odd pixel after
    - explicit: ``floor((before + n + after - e) / s) + 1``

    as documented for `tf.nn.convolution`.

    Parameters
    ----------
    size, kernel, stride, dilation : int
        In pixels; already checked to be in range on their own.
    padding : "VALID", "SAME" or (before, after)
    name : str
        What the error calls this axis: "height" or "width".

    Raises
    ------
    DwconvError
        If not even one window fits into the padded input. It is about the kernel,
        or about the input's size where no kernel would fit.

    Examples
    --------
    >>> make_axis(15, 3).output
    13
    >>> same = make_axis(8, 2, padding="SAME")
    >>> same.output, same.before, same.after
    (8, 0, 1)
    """
    effective = effective_kernel(kernel, dilation)
    if padding == "SAME":
        before, after = same_padding(size, effective, stride)
        return Axis(size, kernel, stride, dilation, before, after, _same_output(size, stride))
    before, after = (0, 0) if padding == "VALID" else padding
    padded = before + size + after
    if not padded:
        raise DwconvError(
            name,
            size,
            f"must be at least {quote(effective)} for one window to fit",
            "Use a larger input, or padding.",
        )
    if effective > padded:
        spread = ""
        if effective > kernel:
            spread = f" (dilation {quote(dilation)} spreads it over {quote(effective)} pixels)"
        around = f"{quote(size)} input pixels"
        if before or after:
            sides = " + ".join(map(quote, (before, size, after)))
            around = f"{quote(padded)} pixels that {sides} make"
        largest = (padded - 1) // dilation + 1
        raise DwconvError(
            f"kernel {name}",
            kernel,
            f"must fit{spread} into the {around} along the {name}",
            f"Use a kernel of at most {quote(largest)}, or SAME padding, or a larger input.",
        )
    return Axis(size, kernel, stride, dilation, before, after, (padded - effective) // stride + 1)


def legal_ranges(
    size: int, kernel: int, dilation: int, padding: Padding
) -> dict[str, tuple[int, int | None]]:
    """Return the range in which each number is legal while the others stay as they are.

    The stride is not among them: whichever it is, one window fits or none does.

    Returns
    -------
    dict
        Keys "size", "kernel", "dilation", "before" and "after", each with (least, most); `most` is
        None where there is no limit.

    Examples
    --------
    >>> legal_ranges(size=6, kernel=3, dilation=1, padding="VALID")["kernel"]
    (1, 6)
    >>> legal_ranges(size=6, kernel=3, dilation=1, padding="VALID")["dilation"]
    (1, 2)
    >>> legal_ranges(size=6, kernel=3, dilation=1, padding="SAME")["kernel"]
    (1, None)
    """
    effective = effective_kernel(kernel, dilation)
    free: tuple[int, int | None] = (1, None)
    if padding == "SAME":
        return {
            "size": free,
            "kernel": free,
            "dilation": free,
            "before": (0, None),
            "after": (0, None),
        }
    before, after = (0, 0) if padding == "VALID" else padding
    padded = before + size + after
    return {
        "size": (max(effective - before - after, 1), None),
        "kernel": (1, max((padded - 1) // dilation + 1, 1)),
        "dilation": (1, max((padded - 1) // (kernel - 1), 1) if kernel > 1 else None),
        "before": (max(effective - size - after, 0), None),
        "after": (max(effective - size - before, 0), None),
    }
