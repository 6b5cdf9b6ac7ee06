"""The frames of an animation, and the GIF or the MP4 made of them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.files.figures.colours import Theme
from dwconv.files.figures.layer_numbers import StepUnit, check_figure
from dwconv.files.figures.layout import FigureLayout
from dwconv.files.figures.one_moment import draw_moment

Array = npt.NDArray[Any]

MOST_FRAMES = 120
"""So many frames an animation has at most; of more steps it shows some, evenly spread."""


def spread(rows: int, columns: int, most: int) -> list[int]:
    """Return at most `most` positions of a plane in even steps, the first and the last among them.

    A few less than `most`, where `most` of them would keep to some of the columns or leave
    one of them out in row after row.

    Parameters
    ----------
    rows, columns : int
        Of the plane; its positions are counted in reading order.
    most : int
        At least 2.

    Examples
    --------
    >>> spread(1, 3, 5), spread(1, 101, 5)
    ([0, 1, 2], [0, 25, 50, 75, 100])
    >>> len(spread(6, 5, 24))  # with 24, column 2 would be in none of the rows
    20
    """
    count = rows * columns
    if count <= most:
        return list(range(count))

    def even(number: int) -> Array:
        return np.linspace(0, count - 1, number).round().astype(int)

    def imbalance(number: int) -> int:
        """By how much a column, and a row, is shown more often than another."""
        row, column = np.divmod(even(number), columns)
        return int(
            np.ptp(np.bincount(row, None, rows)) + np.ptp(np.bincount(column, None, columns))
        )

    fewest = max(2, 3 * most // 4)
    best: list[int] = even(min(range(most, fewest - 1, -1), key=imbalance)).tolist()
    return best


def frames(spec: ConvSpec) -> tuple[StepUnit, list[int]]:
    """Return the steps that an animation of a layer has: its unit and at most `MOST_FRAMES` of them.

    Examples
    --------
    >>> unit, steps = frames(ConvSpec(6, 6, 3, multiplier=2, padding="SAME"))
    >>> unit, len(steps)  # 216 windows, 36 positions
    ('pixel', 36)
    """
    positions = spec.vertical.output * spec.horizontal.output
    windows = positions * spec.channels * spec.multiplier
    if windows <= MOST_FRAMES:
        return "window", list(range(windows))
    return "pixel", spread(spec.vertical.output, spec.horizontal.output, MOST_FRAMES)


def draw_frames(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    unit: StepUnit,
    steps: list[int],
    *,
    names: Sequence[str] = (),
    dark: bool = False,
) -> list[bytes]:
    """Return some frames of an animation, each a PNG of 256 colours.

    Examples
    --------
    >>> drawn = draw_frames(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)), "pixel", [0])
    >>> drawn[0][1:4]
    b'PNG'
    """
    from PIL import Image

    numbers = check_figure(spec, input, filter, unit, max(steps), "png", names)
    layout, theme = FigureLayout(numbers, 0), Theme(dark)
    drawn = []
    for step in steps:
        image = Image.fromarray(draw_moment(layout, theme, unit, step).pixels())
        file = io.BytesIO()
        image.quantize(256, dither=Image.Dither.NONE).save(file, "PNG")
        drawn.append(file.getvalue())
    return drawn


def gif(drawn: list[bytes], milliseconds: int) -> bytes:
    """Return a GIF of these frames that repeats for ever; the last one is shown longer.

    Examples
    --------
    >>> drawn = draw_frames(ConvSpec(3, 3, 1), np.ones((1, 3, 3, 1)), np.ones((3, 3, 1, 1)), "pixel", [0])
    >>> gif(drawn, 400)[:6]
    b'GIF89a'
    """
    from PIL import Image

    first, *others = drawn
    file = io.BytesIO()
    Image.open(io.BytesIO(first)).save(
        file,
        "GIF",
        save_all=True,
        append_images=(Image.open(io.BytesIO(frame)) for frame in others),
        duration=[milliseconds] * len(others) + [max(milliseconds, 2000)],
        loop=0,
        optimize=False,
    )
    return file.getvalue()


def ffmpeg() -> str | None:
    """Return the path of ffmpeg on this machine; None if it is not installed."""
    return shutil.which("ffmpeg")


def mp4(drawn: list[bytes], milliseconds: int) -> bytes:
    """Return an MP4 film (H.264) of these frames, made by ffmpeg.

    Raises
    ------
    DwconvError
        If there is no ffmpeg on this machine, or it fails.
    """
    program = ffmpeg()
    if program is None:
        raise DwconvError(
            "format", "mp4", "needs ffmpeg on this machine, where it is not installed"
        )
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        for at, frame in enumerate([*drawn, drawn[-1]]):
            (Path(folder) / f"{at:04}.png").write_bytes(frame)
        command = [program, "-nostdin", "-loglevel", "error", "-framerate", f"1000/{milliseconds}"]
        command += ["-i", str(Path(folder) / "%04d.png"), "-threads", "1", "-c:v", "libx264"]
        # What every player takes: even sizes, and colours at half the resolution.
        command += ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white", "-pix_fmt", "yuv420p"]
        command += ["-r", "25", "-movflags", "+faststart", str(film)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise DwconvError("ffmpeg", done.stderr.strip()[:200], "must make a film of the frames")
        return film.read_bytes()
