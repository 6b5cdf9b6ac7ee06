"""Which channels of a file are read, where it has more than the lab shows.

Each channel of a depthwise convolution is computed from its own alone, so a selection is exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import counted, listed
from dwconv.engine.spec import ConvSpec

Array = npt.NDArray[Any]

LONGEST_TEXT = 100
"""Characters of a text that says which channels are read."""


@dataclass(frozen=True)
class ChannelSelection:
    """Some channels of a layer that has more.

    Attributes
    ----------
    chosen : tuple of int
        Their numbers, from 0, in the order in which they are read.
    of : int
        How many channels there are.
    """

    chosen: tuple[int, ...]
    of: int

    @property
    def text(self) -> str:
        """What `read_channels` reads.

        Examples
        --------
        >>> ChannelSelection((0, 1, 2, 3, 17, 40, 41), 128).text
        '0-3, 17, 40, 41'
        """
        runs = [f"{a}-{b}" if b > a + 1 else f"{a}, {b}" if b > a else f"{a}" for a, b in self.runs]
        return ", ".join(runs)

    @property
    def in_words(self) -> str:
        """The channels as a sentence names them.

        Examples
        --------
        >>> ChannelSelection(tuple(range(8)), 128).in_words, ChannelSelection((40,), 128).in_words
        ('channels 0 to 7', 'channel 40')
        """
        runs = [f"{a} to {b}" if b > a else f"{a}" for a, b in self.runs]
        return f"{counted(len(self.chosen), 'channel', 'channels')} {listed(runs)}"

    @property
    def runs(self) -> list[tuple[int, int]]:
        """The first and the last of channels that follow each other.

        Examples
        --------
        >>> ChannelSelection((0, 1, 2, 17, 40, 39), 128).runs
        [(0, 2), (17, 17), (40, 40), (39, 39)]
        """
        found: list[tuple[int, int]] = []
        for k in self.chosen:
            if found and k == found[-1][1] + 1:
                found[-1] = found[-1][0], k
            else:
                found.append((k, k))
        return found

    @property
    def numbered_here(self) -> str:
        """Which numbers they have in the lab; "" if they keep those of the file.

        Examples
        --------
        >>> ChannelSelection((0, 1, 17, 40), 128).numbered_here
        'The lab counts them from 0, in this order: its channel 2 is channel 17 of the file.'
        """
        moved = [(at, k) for at, k in enumerate(self.chosen) if at != k]
        if not moved:
            return ""
        at, k = moved[0]
        return (
            "The lab counts them from 0, in this order: "
            f"its channel {at} is channel {k} of the file."
        )

    @property
    def lane_names(self) -> tuple[str, ...]:
        """What the lanes of the picture are called; none if the channels keep the numbers of the file.

        Examples
        --------
        >>> ChannelSelection((0, 17), 128).lane_names, ChannelSelection((0, 1), 128).lane_names
        (('channel 0: 0 of the file', 'channel 1: 17 of the file'), ())
        """
        if not self.numbered_here:
            return ()
        return tuple(f"channel {at}: {k} of the file" for at, k in enumerate(self.chosen))

    @property
    def in_link(self) -> str:
        """What `read_selection` reads.

        Examples
        --------
        >>> ChannelSelection((0, 1, 2, 17), 128).in_link
        '0-2_17_of_128'
        """
        return f"{self.text.replace(', ', '_')}_of_{self.of}"

    @property
    def sentence(self) -> str:
        """What is said below a file.

        Examples
        --------
        >>> print(ChannelSelection(tuple(range(8)), 128).sentence)
        Of the 128 channels of the file, channels 0 to 7 were read. Each channel of a depthwise convolution is computed from its own alone, so without the others these stay the same. The pages that count work and memory count these channels only.
        """
        read = counted(
            len(self.chosen),
            f"Of the {self.of:,} channels of the file, {self.in_words} was read.",
            f"Of the {self.of:,} channels of the file, {self.in_words} were read.",
        )
        said = (
            f"{read} Each channel of a "
            "depthwise convolution is computed from its own alone, so without the others these stay the "
            "same. The pages that count work and memory count these channels only."
        )
        return f"{said} {self.numbered_here}".strip()


def first_channels(of: int, most: int) -> ChannelSelection:
    """Return the first channels, as many as are shown.

    Examples
    --------
    >>> first_channels(128, 8).text
    '0-7'
    """
    return ChannelSelection(tuple(range(min(of, most))), of)


def read_channels(text: str, of: int, most: int) -> ChannelSelection:
    """Read which channels somebody wants.

    Parameters
    ----------
    text : str
        Numbers and ranges with both ends, such as "0-3, 17, 40".
    of : int
        How many channels there are.
    most : int
        How many may be chosen.

    Raises
    ------
    DwconvError
        If it names no channel, too many, one twice, or one that there is not.

    Examples
    --------
    >>> read_channels(" 0-2 ,17; 40", 128, 8).chosen
    (0, 1, 2, 17, 40)
    >>> read_channels("0-99", 128, 8)
    Traceback (most recent call last):
        ...
    dwconv.engine.errors.DwconvError: channels is '0-99', but must be at most 8 channels. For example 0-7.
    """
    last = of - 1
    fix = f"For example {first_channels(of, most).text}."
    # a range may have a dash of any length between its ends, and blanks around it
    parts = re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "-", text.strip()[: LONGEST_TEXT + 1])
    chosen: list[int] = []
    for part in re.split(r"[\s,;]+", parts.strip(",; ")):
        found = re.fullmatch(r"([0-9]{1,9})(?:-([0-9]{1,9}))?", part, re.ASCII)
        if not found or len(text.strip()) > LONGEST_TEXT:
            rule = "must be numbers of channels and ranges, such as 0-3, 17, 40"
            raise DwconvError("channels", text, rule)
        begin, end = int(found[1]), int(found[2] or found[1])
        if begin > last or end > last:
            raise DwconvError("channels", text, f"must be from 0 to {last:,}", fix)
        if end < begin:
            rule = "must have the smaller end of a range first"
            raise DwconvError("channels", text, rule, f"Type {end}-{begin}.")
        if len(chosen) + end - begin >= most:
            rule = counted(most, "must be at most one channel", "must be at most {n} channels")
            raise DwconvError("channels", text, rule, fix)
        chosen += range(begin, end + 1)
    if len(set(chosen)) < len(chosen):
        twice = next(k for at, k in enumerate(chosen) if k in chosen[:at])
        raise DwconvError("channels", text, f"must have channel {twice} only once")
    return ChannelSelection(tuple(chosen), of)


def read_selection(text: str, most: int) -> ChannelSelection:
    """Read what a link says of the channels of a file.

    Raises
    ------
    DwconvError
        If it says no channels, too many, or some that there are not.

    Examples
    --------
    >>> selection = ChannelSelection((3, 0, 1, 2, 17), 128)
    >>> read_selection(selection.in_link, 8) == selection
    True
    """
    found = re.fullmatch(r"(.*)_of_([1-9][0-9]{0,8})", text, re.ASCII)
    if not found:
        raise DwconvError("channels", text, "must be such as 0-3_17_of_128")
    return read_channels(found[1].replace("_", " "), int(found[2]), most)


def select_output(output: Array, spec: ConvSpec, selection: ChannelSelection) -> Array | None:
    """Return what the chosen channels give of the output of the whole layer; None if it is no such output.

    Parameters
    ----------
    output : ndarray
        Channels last or first, with a batch or without it.
    spec : ConvSpec
        The layer with the chosen channels alone.
    selection : ChannelSelection

    Examples
    --------
    >>> spec, selection = ConvSpec(1, 1, 2, kernel=1, multiplier=2), ChannelSelection((1, 7), 9)
    >>> select_output(np.arange(18).reshape(1, 1, 18), spec, selection).ravel().tolist()
    [2, 3, 14, 15]
    >>> select_output(np.arange(4).reshape(1, 1, 4), spec, selection)
    """
    rows, columns, outputs = spec.output_shape[1:]
    count = selection.of * spec.multiplier
    if output.ndim not in (3, 4) or output.shape[-3:] in (
        (rows, columns, outputs),
        (outputs, rows, columns),
    ):
        return None
    planes = {2: output.shape[-3:-1], 0: output.shape[-2:]}  # by the axis of the channels
    axes = [axis for axis in planes if output.shape[axis - 3] == count]
    if not axes:
        return None
    axis = max(axes, key=lambda axis: planes[axis] == (rows, columns))
    chosen = [k * spec.multiplier + q for k in selection.chosen for q in range(spec.multiplier)]
    return np.take(output, chosen, axis - 3)
