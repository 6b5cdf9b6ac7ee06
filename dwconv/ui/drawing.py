"""The process that draws pictures, and animations made in it a few frames at a time.

No Streamlit here. matplotlib is loaded in that process alone, which stands back behind
everybody who looks at a page; and between the frames of one animation it draws those of
the others, and single pictures.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import time
from concurrent.futures import CancelledError, Future
from functools import lru_cache
from typing import Any, Literal

from dwconv.engine.spec import ConvSpec
from dwconv.reference.worker import Child, ChildError

Kind = Literal["gif", "mp4"]

MILLISECONDS = 500
"""How long each frame of an animation is shown."""

_AT_A_TIME = 3  # frames a job
_LONGEST = 600.0  # seconds that an animation may take, its time in the queue included
_FORGOTTEN = 30.0  # seconds after which an animation that nobody asks about is given up
_MOST = 6  # animations at the same time, for all visitors


class Busy(RuntimeError):
    """There are as many animations in the making as there may be."""


@lru_cache(maxsize=1)
def artist() -> Child:
    """The process that draws. It starts with its first job."""
    return Child(_begin, name="The process that draws", limit=60.0)


def _begin() -> str:
    with contextlib.suppress(AttributeError, OSError):  # not on Windows
        os.nice(10)
    from dwconv.files import figures

    return figures.__name__


def draw(what: Literal["picture", "strip"], *operands: Any, **options: Any) -> Future[bytes]:
    """Have `dwconv.files.figures.picture` or `dwconv.files.figures.strip` called in the process that draws."""
    return artist().submit(_draw, what, operands, options)


def _draw(what: str, operands: tuple[Any, ...], options: dict[str, Any]) -> bytes:
    from dwconv.files import figures

    drawn: bytes = getattr(figures, what)(*operands, **options)
    return drawn


def has_ffmpeg() -> bool:
    """Whether films can be made on this machine."""
    return shutil.which("ffmpeg") is not None


def _plan(spec: ConvSpec) -> tuple[str, list[int]]:
    from dwconv.files import figures

    return figures.frames(spec)


def _draw_frames(operands: tuple[Any, ...], unit: Any, steps: list[int], dark: bool) -> list[bytes]:
    from dwconv.files import figures

    spec, x, w = operands
    return figures.draw_frames(spec, x, w, unit, steps, dark=dark)


def _join(kind: Kind, frames: list[bytes]) -> bytes:
    from dwconv.files import figures

    return (figures.gif if kind == "gif" else figures.mp4)(frames, MILLISECONDS)


class Making:
    """An animation in the making.

    Parameters
    ----------
    kind : "gif" or "mp4"
    spec, input, filter
        As for `dwconv.files.figures.picture`.
    dark : bool, optional

    Raises
    ------
    Busy
        If too many are in the making already; the text is a sentence.

    Attributes
    ----------
    file : Future of bytes
        The animation; or a `ChildError`, or `CancelledError` after `cancel`.
    done, of : int
        Frames that are drawn, and how many there will be; 0 until that is known.
    """

    _running: set[Making] = set()  # noqa: RUF012
    _lock = threading.Lock()

    def __init__(
        self, kind: Kind, spec: ConvSpec, input: Any, filter: Any, *, dark: bool = False
    ) -> None:
        self.kind = kind
        self.file: Future[bytes] = Future()
        self.done = self.of = 0
        self._operands = spec, input, filter
        self._dark = dark
        self._frames: list[bytes] = []
        self._unit = ""
        self._steps: list[int] = []
        self._asked = self._begun = time.monotonic()
        with self._lock:
            if len(self._running) >= _MOST:
                raise Busy(
                    f"{_MOST} animations are in the making already, for all visitors together. "
                    "Try again in a minute."
                )
            self._running.add(self)
        self.file.add_done_callback(lambda _: self._running.discard(self))
        artist().submit(_plan, spec).add_done_callback(self._planned)

    def ask(self) -> float:
        """The share that is done, from 0 to 1. Who does not ask for long is taken to have left."""
        self._asked = time.monotonic()
        # Joining the frames is quicker than drawing them.
        return 0.95 * self.done / self.of if self.of else 0.0

    def cancel(self) -> None:
        """Draw no further frames. Those on their way are thrown away."""
        self._end(CancelledError())

    # In the thread that hands out jobs

    def _planned(self, job: Future[tuple[str, list[int]]]) -> None:
        if self._goes_on(job):
            self._unit, self._steps = job.result()
            self.of = len(self._steps)
            self._next()

    def _next(self) -> None:
        part = self._steps[self.done : self.done + _AT_A_TIME]
        if part:
            job = artist().submit(_draw_frames, self._operands, self._unit, part, self._dark)
            job.add_done_callback(self._drawn)
        else:
            artist().submit(_join, self.kind, self._frames, limit=120).add_done_callback(
                self._joined
            )

    def _drawn(self, job: Future[list[bytes]]) -> None:
        if self._goes_on(job):
            self._frames += job.result()
            self.done = len(self._frames)
            self._next()

    def _joined(self, job: Future[bytes]) -> None:
        if self._goes_on(job):
            self._frames = []
            with contextlib.suppress(Exception):  # cancelled a moment ago
                self.file.set_result(job.result())

    def _goes_on(self, job: Future[Any]) -> bool:
        now = time.monotonic()
        if self.file.done():
            self._frames = []
        elif (error := job.exception()) is not None:
            self._end(error)
        elif now - self._begun > _LONGEST:
            self._end(ChildError(f"This took longer than {_LONGEST:g} s, so it was given up."))
        elif now - self._asked > _FORGOTTEN:
            self._end(CancelledError())
        else:
            return True
        return False

    def _end(self, error: BaseException) -> None:
        with contextlib.suppress(Exception):  # it is done already
            self.file.set_exception(error)
