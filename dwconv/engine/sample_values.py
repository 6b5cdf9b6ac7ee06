"""Sample inputs and kernels: seeded integers, test patterns, a photograph, well-known image filters.

Every sample is a pure function of its size and a seed. A larger size adds values
around or behind those of a smaller one where that is possible, so that making the
input larger does not exchange the numbers that are already there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from math import comb
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError

Array = npt.NDArray[np.float32]

_GRID = 64  # seeded values are drawn on a grid of this size at least, and cropped
_KERNEL_GRID = 7
_MULTIPLIERS = 4


def _random_integers(
    shape: tuple[int, ...], least: tuple[int, ...], low: int, high: int, seed: int
) -> Array:
    """Integers from low to high, the same ones for every shape up to `least`."""
    grid = tuple(max(sizes) for sizes in zip(shape, least, strict=True))
    values = _drawn(grid, low, high, seed)
    return values[tuple(slice(size) for size in shape)].astype(np.float32)


@lru_cache(4)  # a page needs the same ones more than once, and a class the same as others
def _drawn(grid: tuple[int, ...], low: int, high: int, seed: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(seed).integers(low, high + 1, size=grid)


def integers(height: int, width: int, channels: int, seed: int = 0) -> Array:
    """Whole numbers from -3 to 5, small enough for mental arithmetic.

    Examples
    --------
    >>> small, large = integers(2, 2, 1, seed=4), integers(3, 3, 1, seed=4)
    >>> bool((small == large[:2, :2]).all())
    True
    """
    # Channels first, so that one more channel leaves the others as they are.
    grid = _random_integers((channels, height, width), (1, _GRID, _GRID), -3, 5, seed)
    return np.ascontiguousarray(np.moveaxis(grid, 0, 2))


def ramp(height: int, width: int, channels: int, seed: int = 0) -> Array:
    """1, 2, 3, ... in reading order, one channel after the other.

    Examples
    --------
    >>> ramp(2, 3, 1)[:, :, 0].tolist()
    [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    """
    values = np.arange(1, channels * height * width + 1, dtype=np.float32)
    return np.ascontiguousarray(np.moveaxis(values.reshape(channels, height, width), 0, 2))


def impulse(height: int, width: int, channels: int, seed: int = 0) -> Array:
    """A single 1 in the middle: the output shows the kernel, turned by 180 degrees.

    Examples
    --------
    >>> impulse(3, 3, 1)[:, :, 0].astype(int).tolist()
    [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    """
    values = np.zeros((height, width, channels), np.float32)
    values[height // 2, width // 2] = 1
    return values


def checkerboard(height: int, width: int, channels: int, seed: int = 0) -> Array:
    """1 and 0 in turn; each channel starts with the other one.

    Examples
    --------
    >>> np.moveaxis(checkerboard(2, 2, 2), 2, 0).astype(int).tolist()
    [[[1, 0], [0, 1]], [[0, 1], [1, 0]]]
    """
    row, column, channel = np.indices((height, width, channels))
    return np.asarray((row + column + channel + 1) % 2, np.float32)


COLOURS = ("red", "green", "blue")
"""What the channels of a picture are."""


@lru_cache(maxsize=1)
def photograph() -> npt.NDArray[np.uint8]:
    """The photograph that matplotlib ships: Grace Hopper, 600 by 512 pixels of RGB.

    Raises
    ------
    DwconvError
        If matplotlib is not installed.

    Examples
    --------
    >>> photograph().shape
    (600, 512, 3)
    """
    from PIL import Image

    # Found without importing matplotlib, which would take most of a second.
    package = find_spec("matplotlib")
    if package is None or package.origin is None:
        raise DwconvError(
            "input", "photo", "needs matplotlib, which ships it", "Install matplotlib."
        )
    path = Path(package.origin).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"
    with Image.open(path) as photo:
        pixels = np.array(photo.convert("RGB"))
    pixels.setflags(write=False)
    return pixels


@lru_cache(maxsize=32)
def _portrait(height: int, width: int) -> Array:
    """The face on the photograph, as (height, width, RGB)."""
    from PIL import Image

    left, top, side = 128, 40, 288  # head and collar, a square
    across = side if width >= height else side * width / height
    down = side if height >= width else side * height / width
    box = (
        left + (side - across) / 2,
        top + (side - down) / 2,
        left + (side + across) / 2,
        top + (side + down) / 2,
    )
    photo = Image.fromarray(photograph())
    small = photo.resize((width, height), Image.Resampling.BOX, box=box)
    values = np.asarray(small, np.float32)
    values.setflags(write=False)
    return values


def photo(height: int, width: int, channels: int, seed: int = 0) -> Array:
    """A portrait of Grace Hopper, 0 to 255; channels are red, green, blue, red, ...

    Raises
    ------
    DwconvError
        If matplotlib, which ships the photograph, is not installed.

    Examples
    --------
    >>> picture = photo(16, 12, 4)
    >>> picture.shape, bool((picture[:, :, 3] == picture[:, :, 0]).all())
    ((16, 12, 4), True)
    """
    return _portrait(height, width)[:, :, np.arange(channels) % len(COLOURS)].copy()


INPUTS: dict[str, Callable[[int, int, int, int], Array]] = {
    "integers": integers,
    "ramp": ramp,
    "impulse": impulse,
    "checkerboard": checkerboard,
    "photo": photo,
}


def make_input(source: str, height: int, width: int, channels: int, seed: int = 0) -> Array:
    """Make one image.

    Parameters
    ----------
    source : str
        A key of `INPUTS`.
    height, width, channels : int
    seed : int, optional
        For "integers".

    Returns
    -------
    ndarray of float32, shape (height, width, channels)

    Raises
    ------
    DwconvError
        If there is no such source.

    Examples
    --------
    >>> make_input("ramp", 1, 3, 1).ravel().tolist()
    [1.0, 2.0, 3.0]
    >>> make_input("noise", 1, 3, 1)
    Traceback (most recent call last):
    dwconv.engine.errors.DwconvError: input is 'noise', but must be one of integers, ramp, impulse, checkerboard, photo.
    """
    if source not in INPUTS:
        raise DwconvError("input", source, f"must be one of {', '.join(INPUTS)}")
    return INPUTS[source](height, width, channels, seed)


def _binomial(length: int) -> Array:
    return np.array([comb(length - 1, i) for i in range(length)], np.float32)


def _sobel(height: int, width: int) -> Array:
    """Smooth down the columns, difference along the rows; [[-1, 0, 1], ...] at 3x3."""
    difference = np.convolve(_binomial(width - 1), np.array([-1, 1], np.float32))
    return np.outer(_binomial(height), difference).astype(np.float32)


def _sobel_y(height: int, width: int) -> Array:
    return np.ascontiguousarray(_sobel(width, height).T)


def _identity(height: int, width: int) -> Array:
    """A 1 where SAME padding centres the window: its output is the input."""
    values = np.zeros((height, width), np.float32)
    values[(height - 1) // 2, (width - 1) // 2] = 1
    return values


def _laplacian(height: int, width: int) -> Array:
    """Second difference along both axes: 1 -2 1 down and across, summed."""
    values = np.zeros((height, width), np.float32)
    row, column = (height - 1) // 2, (width - 1) // 2
    values[row - 1 : row + 2, column] += (1, -2, 1)
    values[row, column - 1 : column + 2] += (1, -2, 1)
    return values


def _gaussian(height: int, width: int) -> Array:
    """Binomial weights, which sum to 1; 1 2 1, 2 4 2, 1 2 1 by 16 at 3x3."""
    values = np.outer(_binomial(height), _binomial(width))
    return np.asarray(values / values.sum(), np.float32)


def _emboss(height: int, width: int) -> Array:
    """Light from the upper left: darker against it, brighter behind; sums to 1."""
    values = np.zeros((height, width), np.float32)
    row, column = (height - 1) // 2, (width - 1) // 2
    values[row - 1 : row + 2, column - 1 : column + 2] = (-2, -1, 0), (-1, 1, 1), (0, 1, 2)
    return values


# What one kernel of a family is, given its height and width. A tuple is dealt out
# to the filters q of a channel in turn.
_Slice = Callable[[int, int], Array]
_SLICES: dict[str, tuple[_Slice, ...]] = {
    "ones": (lambda height, width: np.ones((height, width), np.float32),),
    "identity": (_identity,),
    "box-blur": (lambda height, width: np.full((height, width), 1 / (height * width), np.float32),),
    "sobel-x": (_sobel,),
    "sobel-y": (_sobel_y,),
    "sobel-xy": (_sobel, _sobel_y),
    "laplacian": (_laplacian,),
    "sharpen": (lambda height, width: _identity(height, width) - _laplacian(height, width),),
    "gaussian": (_gaussian,),
    "emboss": (_emboss,),
}

KERNELS: tuple[str, ...] = ("integers", "ramp", *_SLICES)

# The smallest (height, width) at which a difference can be taken at all.
SMALLEST: dict[str, tuple[int, int]] = {
    "sobel-x": (1, 2),
    "sobel-y": (2, 1),
    "sobel-xy": (2, 2),
    "laplacian": (3, 3),
    "sharpen": (3, 3),
    "emboss": (3, 3),
}

GREY = (0.299, 0.587, 0.114)
"""How much red, green and blue count in a grey picture, by ITU-R BT.601."""


def make_filter(
    source: str, kernel: tuple[int, int], channels: int, multiplier: int, seed: int = 0
) -> Array:
    """Make the kernels of a depthwise layer.

    Parameters
    ----------
    source : str
        One of `KERNELS`: seeded integers from -2 to 2, 1 2 3 ... in memory order, or
        a named kernel in every slice. Named kernels are stretched to the kernel's
        size; "sobel-xy" is Sobel x for even q and Sobel y for odd q.
    kernel : (int, int)
        Height and width.
    channels, multiplier : int
        C and M.
    seed : int, optional
        For "integers".

    Returns
    -------
    ndarray of float32, shape (kernel height, kernel width, channels, multiplier)

    Raises
    ------
    DwconvError
        If there is no such source, or the kernel is too small for it.

    Examples
    --------
    >>> make_filter("sobel-x", (3, 3), 1, 1)[:, :, 0, 0].astype(int).tolist()
    [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    >>> make_filter("laplacian", (3, 3), 1, 1)[:, :, 0, 0].astype(int).tolist()
    [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    """
    height, width = kernel
    if source == "integers":
        # The input's numbers must not reappear in the kernels, hence another stream.
        grid = _random_integers(
            (channels, multiplier, height, width),
            (1, _MULTIPLIERS, _KERNEL_GRID, _KERNEL_GRID),
            -2,
            2,
            seed + 1_000_003,
        )
        return np.ascontiguousarray(np.moveaxis(grid, (0, 1), (2, 3)))
    if source == "ramp":
        shape = height, width, channels, multiplier
        return np.arange(1, np.prod(shape) + 1, dtype=np.float32).reshape(shape)
    if source not in _SLICES:
        raise DwconvError("kernel", source, f"must be one of {', '.join(KERNELS)}")
    least = SMALLEST.get(source, (1, 1))
    if height < least[0] or width < least[1]:
        raise DwconvError(
            "kernel", kernel, f"must be at least {least[0]} high and {least[1]} wide for {source}"
        )
    family = _SLICES[source]
    slices = [family[q % len(family)](height, width) for q in range(multiplier)]
    per_channel = np.stack(slices, axis=-1)
    return np.repeat(per_channel[:, :, None, :], channels, axis=2)


def filter_from_names(
    names: Sequence[Sequence[str]], side: int, typed: Array | None = None
) -> Array:
    """Make a depthwise filter from a kernel name for every slice.

    Parameters
    ----------
    names : sequence of sequences of str
        ``names[k][q]``: which of `KERNELS` meets channel k as its filter q, or "typed".
    side : int
        Height and width of the kernels.
    typed : ndarray, shape (side, side), optional
        What "typed" stands for.

    Returns
    -------
    ndarray of float32, shape (side, side, C, M)

    Examples
    --------
    >>> filter_from_names([["identity", "sobel-x"], ["identity", "sobel-y"]], 3)[0, :, :, 1].T.astype(int)
    array([[-1,  0,  1],
           [-1, -2, -1]])
    """
    slices = {
        name: make_filter(name, (side, side), 1, 1)[:, :, 0, 0]
        for name in {name for row in names for name in row} - {"typed"}
    }
    if typed is not None:
        slices["typed"] = typed
    rows = [np.stack([slices[name] for name in row], axis=-1) for row in names]
    return np.stack(rows, axis=2).astype(np.float32)
