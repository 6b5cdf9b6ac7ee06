"""The comparison: two convolutions shown side by side, each a track, and the bytes that the browser gets.

bytes 0..3     length of the header, uint32
header         JSON: what stands above the two pictures, and how their clock runs
payloads       the two, one behind the other (see `dwconv.player.payload.pack_grouped`)
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Literal

import numpy as np

from dwconv.costs.layer import costs
from dwconv.engine.depthwise import depthwise
from dwconv.engine.grouped import block_diagonal, grouped_filter
from dwconv.engine.plurals import counted, listed
from dwconv.engine.spec import ConvSpec
from dwconv.player import header_and_bytes
from dwconv.player.payload import Array, pack_grouped, unpack

Order = Literal["together", "in turn"]


@dataclass(frozen=True, eq=False)
class Track:
    """One of the two convolutions.

    Attributes
    ----------
    title : str
        What it is called, e.g. "depthwise".
    kind : {"depthwise", "grouped", "pointwise"}
        Which index formula stands below it; "grouped" with one group is the standard one.
    spec : ConvSpec
        Size, kernel, stride, padding and dilation; its multiplier does not count.
    input : ndarray, shape ``spec.input_shape``
    filter : ndarray, shape (kh, kw, C / G, N)
    hues : tuple of int
        For each input channel, the channel of the lab whose colour it has.
    """

    title: str
    kind: Literal["depthwise", "grouped", "pointwise"]
    spec: ConvSpec
    input: Array
    filter: Array
    hues: tuple[int, ...]

    @property
    def filter_shape(self) -> tuple[int, ...]:
        """The shape of the filter as the op takes it."""
        kh, kw, depth, filters = self.filter.shape
        channels = self.spec.channels
        if self.kind == "depthwise":
            return kh, kw, channels, filters // channels
        return kh, kw, depth, filters

    @property
    def macs(self) -> int:
        """Multiply-accumulates: each filter meets C / G channels."""
        own = self.spec.replace(channels=self.filter.shape[2])
        return costs(own, self.filter.shape[3])["standard"].macs


def pack_comparison(
    tracks: tuple[Track, Track], order: Order, ends: str = "", heard: str = ""
) -> bytes:
    """Compute both convolutions and pack them for the player.

    Parameters
    ----------
    tracks : (Track, Track)
        Left and right.
    order : {"together", "in turn"}
        "together": both are always at the same position and the same output channel;
        they have equally many outputs. "in turn": at each position first all of the left
        one, then all of the right one, whose input is the left one's output.
    ends : str, optional
        What is said once both are done.
    heard : str, optional
        The same for whoever hears it, where it has letters in it.

    Returns
    -------
    bytes

    Examples
    --------
    >>> spec, image = ConvSpec(3, 3, 2), np.ones((1, 3, 3, 2), np.float32)
    >>> depthwise = Track("depthwise", "depthwise", spec, image, np.ones((3, 3, 1, 2)), (0, 1))
    >>> standard = Track("conv2d", "grouped", spec, image, np.ones((3, 3, 2, 2)), (0, 1))
    >>> data = pack_comparison((depthwise, standard), "together")
    >>> header, (left, right) = unpack_comparison(data)
    >>> [track["macs"] for track in header["tracks"]]
    [18, 36]
    """
    payloads = [pack_grouped(track.spec, track.input, track.filter) for track in tracks]
    header = {
        "order": order,
        "ends": ends,
        "ends_heard": heard or ends,
        "tracks": [
            {
                "title": track.title,
                "kind": track.kind,
                "filter": track.filter_shape,
                "hues": track.hues,
                "macs": track.macs,
                "length": len(payload),
            }
            for track, payload in zip(tracks, payloads, strict=True)
        ],
    }
    return header_and_bytes.join(header, payloads)


def depthwise_and_standard(
    spec: ConvSpec, input: Array, filter: Array, elsewhere: Array, groups: int
) -> tuple[Track, Track]:
    """A depthwise layer, and `tf.nn.conv2d` with as many outputs, in groups.

    Parameters
    ----------
    spec : ConvSpec
    input : ndarray, shape ``spec.input_shape``
    filter : ndarray, shape ``spec.filter_shape``
        The weights that both have.
    elsewhere : ndarray, shape (kh, kw, C, C * M)
        Where `conv2d` has more weights than that, they are these.
    groups : int
        Of `conv2d`; with C of them both layers are the same.
    """
    bank = grouped_filter(block_diagonal(filter, elsewhere), groups)
    name = "tf.nn.conv2d" if groups == 1 else f"tf.nn.conv2d, {groups} groups"
    left = _depthwise_track(spec, input, filter)
    return left, Track(name, "grouped", spec, input, bank, left.hues)


def depthwise_and_pointwise(
    spec: ConvSpec, input: Array, filter: Array, pointwise: Array
) -> tuple[Track, Track]:
    """A depthwise layer and the pointwise one that takes its output.

    Parameters
    ----------
    spec, input, filter
        The depthwise layer.
    pointwise : ndarray, shape (1, 1, C * M, N)
    """
    left = _depthwise_track(spec, input, filter)
    between = depthwise(spec, input, filter)
    height, width, channels = between.shape[1:]
    after = ConvSpec(height, width, channels, kernel=(1, 1))
    hues = tuple(n // spec.multiplier for n in range(channels))
    name = "tf.nn.conv2d, 1\u00d71"
    return left, Track(name, "pointwise", after, between, pointwise, hues)


def more_macs(tracks: tuple[Track, Track]) -> str:
    """How much more the right one multiplies, and why.

    Examples
    --------
    >>> spec, image = ConvSpec(3, 3, 2), np.ones((1, 3, 3, 2))
    >>> more_macs(depthwise_and_standard(spec, image, np.ones((3, 3, 2, 1)), np.ones((3, 3, 2, 2)), 1))
    'conv2d takes 36 multiplications, 2 times as many as depthwise_conv2d: each value adds over all 2 channels'
    >>> more_macs(depthwise_and_standard(spec, image, np.ones((3, 3, 2, 1)), np.ones((3, 3, 2, 2)), 2))
    'conv2d takes 18 multiplications, as many as depthwise_conv2d: each value adds over 1 of the 2 channels'
    """
    left, right = (track.macs for track in tracks)
    times = f"{right / left:g} times as many" if right != left else "as many"
    channels, depth = tracks[1].spec.channels, tracks[1].filter.shape[2]
    of_channels = counted(channels, "the one channel", f"{depth} of the {{n}} channels")
    if depth == channels > 1:
        of_channels = f"all {channels} channels"
    return (
        f"conv2d takes {counted(right, '{n} multiplication', '{n} multiplications')}, {times} as "
        f"depthwise_conv2d: each value adds over {of_channels}"
    )


def share_of_standard(spec: ConvSpec, filters: int) -> str:
    """What a separable layer costs beside the standard one (Howard et al., 2017, section 3.1).

    Examples
    --------
    >>> share_of_standard(ConvSpec(5, 5, 3), 3)
    "together 324 multiplications, 44.4% of conv2d's 729: with N outputs 1/N + 1/K\u00b2 = 1/3 + 1/9"
    >>> share_of_standard(ConvSpec(5, 5, 3, kernel=(3, 2), multiplier=2), 6)
    "together 864 multiplications, 66.7% of conv2d's 1,296: with N outputs M(1/N\u00a0+\u00a01/(Kh\u00b7Kw)) = 2(1/6\u00a0+\u00a01/6)"
    """
    cost = costs(spec, filters)
    standard, both = cost["standard"].macs, cost["separable"].macs
    kh, kw = spec.kernel
    area = "K\u00b2" if kh == kw else "(Kh\u00b7Kw)"
    letters, numbers = f"1/N + 1/{area}", f"1/{filters} + 1/{kh * kw}"
    # the paper has one filter a channel; M of them cost M times as much
    if spec.multiplier > 1:
        letters, numbers = (  # no line ends inside the brackets
            f"{times}({each})".replace(" ", "\u00a0")
            for times, each in (("M", letters), (spec.multiplier, numbers))
        )
    return (
        f"together {both:,} multiplications, {both / standard:.1%} of conv2d's {standard:,}: "
        f"with N outputs {letters} = {numbers}"
    )


def share_of_standard_aloud(spec: ConvSpec, filters: int) -> str:
    """The same as `share_of_standard` for whoever hears it, without letters.

    Examples
    --------
    >>> share_of_standard_aloud(ConvSpec(5, 5, 3), 3)
    "243 depthwise and 81 pointwise multiplications are 324 together, 44.4% of conv2d's 729. The rule: 1 divided by the 3 output channels, plus 1 divided by the 9 weights of a filter"
    >>> share_of_standard_aloud(ConvSpec(5, 5, 3, kernel=(3, 2), multiplier=2), 6)[-119:]
    'ilters for each channel, times the sum of 1 divided by the 6 output channels and 1 divided by the 6 weights of a filter'
    """
    cost = costs(spec, filters)
    standard, both = cost["standard"].macs, cost["separable"].macs
    first = cost["depthwise"].macs
    kh, kw = spec.kernel
    shares = (
        f"1 divided by the {counted(filters, '{n} output channel', '{n} output channels')}",
        f"1 divided by the {counted(kh * kw, '{n} weight', '{n} weights')} of a filter",
    )
    rule = ", plus ".join(shares)
    if spec.multiplier > 1:
        rule = f"{spec.multiplier} filters for each channel, times the sum of {listed(shares)}"
    return (
        f"{first:,} depthwise and {both - first:,} pointwise multiplications are {both:,} together, "
        f"{both / standard:.1%} of conv2d's {standard:,}. The rule: {rule}"
    )


def _depthwise_track(spec: ConvSpec, input: Array, filter: Array) -> Track:
    own = grouped_filter(block_diagonal(filter), spec.channels)
    return Track(
        "tf.nn.depthwise_conv2d", "depthwise", spec, input, own, tuple(range(spec.channels))
    )


def unpack_comparison(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The header and the two payloads again, as the browser finds them."""
    header, rest = header_and_bytes.split(data)
    ends = list(accumulate(track["length"] for track in header["tracks"]))
    return header, [rest[start:end] for start, end in pairwise([0, *ends])]


def output_of(payload: bytes) -> Array:
    """The output of one of the two, of shape (1, OH, OW, N)."""
    _, arrays = unpack(payload)
    return np.ascontiguousarray(np.moveaxis(arrays["output"], 0, 2)[None], np.float32)
