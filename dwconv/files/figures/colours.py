"""The colours of a figure in light and dark, computed as player/js/compute_palette.js does."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dwconv.player.colours_and_speeds import LANE_HUES, NEGATIVE_COLOUR, THEMES

Array = npt.NDArray[Any]
Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

_TEXT, _GRAPHICS = 4.6, 3.03  # a little more than WCAG asks for


def _rgb(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2 defines it.

    Examples
    --------
    >>> contrast((0, 0, 0), (1, 1, 1))
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _readable(hue: Colour, ground: Colour, ink: Colour, ratio: float) -> Colour:
    """The hue, moved towards the ink until it stands out from the ground by this ratio."""
    shades = (_mix(hue, ink, step / 100) for step in range(100))
    return next((shade for shade in shades if contrast(shade, ground) >= ratio), ink)


class LaneColours(NamedTuple):
    """The colours of one channel's lane."""

    stroke: Colour
    text: Colour
    hue: Colour
    deepest: float  # share of the hue in the tint of the largest value


class Theme:
    """All colours of a figure, on light or on dark paper."""

    def __init__(self, dark: bool) -> None:
        page = THEMES["dark" if dark else "light"]
        self.paper = _rgb(page["--st-background-color"])
        self.ink = _rgb(page["--st-text-color"])
        most = 0.72 if dark else 0.68

        def mixed(share: float) -> Colour:
            return _mix(self.paper, self.ink, share)

        self.panel = mixed(0.035 if dark else 0.018)
        self.line = mixed(0.14)
        self.grid = mixed(0.16 if dark else 0.1)
        self.empty = mixed(0.075 if dark else 0.045)
        self.hatch = mixed(0.24 if dark else 0.17)
        self.muted = _readable(mixed(0.55), self.empty, self.ink, 4.8)
        self.lanes = []
        for hue in map(_rgb, LANE_HUES):
            # a hue darker than a dark panel would not be seen on it
            tinted = _readable(hue, self.panel, self.ink, _GRAPHICS) if dark else hue
            self.lanes.append(
                LaneColours(
                    _readable(hue, self.panel, self.ink, 5 if dark else _GRAPHICS),
                    _readable(hue, self.empty, self.ink, _TEXT),
                    tinted,
                    self._deepest(tinted, most),
                )
            )
        self._grey = _rgb(NEGATIVE_COLOUR)
        self._deepest_grey = self._deepest(self._grey, 0.72 if dark else 0.62)

    def _deepest(self, hue: Colour, most: float) -> float:
        """How deep a tint may be for digits in ink to be readable on it."""
        while most > 0.2 and contrast(_mix(self.paper, hue, most), self.ink) < _TEXT:
            most -= 0.02
        return most

    def lane(self, k: int) -> LaneColours:
        """Return the colours of channel `k`."""
        return self.lanes[k % len(self.lanes)]

    def tints(self, k: int, values: Array, largest: float) -> Array:
        """Return a colour for each value: the lane's hue if positive, grey if negative, paper if 0.

        Parameters
        ----------
        k : int
            Channel.
        values : ndarray
        largest : float
            Magnitude that gets the deepest tint.

        Returns
        -------
        ndarray of float, shape ``(*values.shape, 3)``
        """
        numbers = np.asarray(values, np.float64)
        with np.errstate(invalid="ignore"):
            depth = np.clip(np.abs(np.nan_to_num(numbers, posinf=largest)) / (largest or 1), 0, 1)
        depth = np.where(depth > 0, 0.2 + 0.8 * depth, 0)[..., None]
        hue, deepest = self.lane(k).hue, self.lane(k).deepest
        paper = np.array(self.paper)
        positive = paper + (np.array(hue) - paper) * depth * deepest
        negative = paper + (np.array(self._grey) - paper) * depth * self._deepest_grey
        tints: Array = np.where((numbers > 0)[..., None], positive, negative)
        return tints
