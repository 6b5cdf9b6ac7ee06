"""Draws pictures, GIFs and MP4s in a worker process, and limits how long that may take.

No Streamlit here. matplotlib is loaded in that process alone, which has a low priority, so that
pages stay quick. Between the frames of one animation it draws those of others, and single pictures.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from concurrent.futures import CancelledError, Future
from functools import lru_cache
from typing import Any, Literal

from dwconv.engine.spec import ConvSpec
from dwconv.reference.inside_worker import (
    BEHIND_PAGES,
    let_other_sessions_go_first,
    lower_priority,
)
from dwconv.reference.worker_errors import WorkerError
from dwconv.reference.worker_manager import Worker

Kind = Literal["gif", "mp4"]

MILLISECONDS = 500
"""How long each frame of an animation is shown."""

_DRAW_LIMIT = 120.0  # seconds that a picture or a frame may take while all else goes first
_TIME_LIMIT = 600.0  # seconds that an animation may take, its time in the queue included
_JOIN_LIMIT = 120.0  # seconds that joining the frames of one animation may take
_ABANDONED = 30.0  # seconds without a call of `progress` after which an animation is given up
_MOST_ANIMATIONS = 6  # at the same time, for all visitors


class TooManyAnimations(RuntimeError):
    """As many animations are being made as the server allows at the same time."""


@lru_cache(maxsize=1)
def worker() -> Worker:
    """Return the worker process. It starts with its first job."""
    return Worker(_initialize, name="The process that draws pictures", limit=_DRAW_LIMIT)


def _initialize() -> str:
    let_other_sessions_go_first(BEHIND_PAGES)
    lower_priority(BEHIND_PAGES)
    from dwconv.files import figures

    return figures.__name__


def draw(what: Literal["picture", "strip"], *operands: Any, **options: Any) -> Future[bytes]:
    """Call `dwconv.files.figures.picture` or `dwconv.files.figures.strip` in the worker process."""
    return worker().submit(_draw, what, operands, options)


def _draw(what: str, operands: tuple[Any, ...], options: dict[str, Any]) -> bytes:
    from dwconv.files import figures

    drawn: bytes = getattr(figures, what)(*operands, **options)
    return drawn


def has_ffmpeg() -> bool:
    """Return whether MP4 files can be made on this machine."""
    return shutil.which("ffmpeg") is not None


def _choose_steps(spec: ConvSpec) -> tuple[str, list[int]]:
    from dwconv.files import figures

    return figures.frames(spec)


def _draw_frame(operands: tuple[Any, ...], unit: Any, step: int, options: dict[str, Any]) -> bytes:
    from dwconv.files import figures

    spec, x, w = operands
    (frame,) = figures.draw_frames(spec, x, w, unit, [step], **options)
    return frame


def _join(kind: Kind, frames: list[bytes]) -> bytes:
    from dwconv.files import figures

    return (figures.gif if kind == "gif" else figures.mp4)(frames, MILLISECONDS)


class AnimationFile:
    """An animation that is being made in the worker process.

    Parameters
    ----------
    kind : "gif" or "mp4"
    spec, input, filter
        As for `dwconv.files.figures.picture`.
    **options
        "names" and "dark" of `dwconv.files.figures.draw_frames`.

    Raises
    ------
    TooManyAnimations
        If as many are being made as may be; the text is a sentence.

    Attributes
    ----------
    file : Future of bytes
        The animation; or a `WorkerError`, or `CancelledError` after `cancel`.
    drawn, total : int
        Frames that are drawn, and how many there will be; 0 until that is known.
    """

    _running: set[AnimationFile] = set()  # noqa: RUF012
    _lock = threading.Lock()

    def __init__(self, kind: Kind, spec: ConvSpec, input: Any, filter: Any, **options: Any) -> None:
        self.kind = kind
        self.file: Future[bytes] = Future()
        self.drawn = self.total = 0
        self._operands = spec, input, filter
        self._options = options
        self._frames: list[bytes] = []
        self._unit = ""
        self._steps: list[int] = []
        self._last_asked = self._started = time.monotonic()
        with self._lock:
            if len(self._running) >= _MOST_ANIMATIONS:
                raise TooManyAnimations(
                    f"{_MOST_ANIMATIONS} animations are being made already, for all visitors together. "
                    "Try again in a minute."
                )
            self._running.add(self)
        self.file.add_done_callback(lambda _: self._running.discard(self))
        worker().submit(_choose_steps, spec).add_done_callback(self._steps_chosen)

    def progress(self) -> float:
        """Return the share that is done, from 0 to 1.

        The animation is given up when this is not called for half a minute: the visitor has left.
        """
        self._last_asked = time.monotonic()
        # Joining the frames is quicker than drawing them.
        return 0.95 * self.drawn / self.total if self.total else 0.0

    def cancel(self) -> None:
        """Draw no further frames, and discard those being drawn."""
        self._end(CancelledError())

    # Called in the thread that hands out jobs

    def _steps_chosen(self, job: Future[tuple[str, list[int]]]) -> None:
        if self._goes_on_after(job):
            self._unit, self._steps = job.result()
            self.total = len(self._steps)
            self._submit_next()

    def _submit_next(self) -> None:
        if self.drawn < self.total:  # one in a job: what is cancelled holds nobody up for longer
            step = self._steps[self.drawn]
            job = worker().submit(_draw_frame, self._operands, self._unit, step, self._options)
            job.add_done_callback(self._frame_drawn)
        else:
            worker().submit(_join, self.kind, self._frames, limit=_JOIN_LIMIT).add_done_callback(
                self._joined
            )

    def _frame_drawn(self, job: Future[bytes]) -> None:
        if self._goes_on_after(job):
            self._frames.append(job.result())
            self.drawn = len(self._frames)
            self._submit_next()

    def _joined(self, job: Future[bytes]) -> None:
        if self._goes_on_after(job):
            self._frames = []
            with contextlib.suppress(Exception):  # cancelled a moment ago
                self.file.set_result(job.result())

    def _goes_on_after(self, job: Future[Any]) -> bool:
        now = time.monotonic()
        if self.file.done():
            self._frames = []
        elif (error := job.exception()) is not None:
            self._end(error)
        elif now - self._started > _TIME_LIMIT:
            self._end(
                WorkerError(
                    f"Making the animation took longer than {_TIME_LIMIT:g} s, so it was stopped."
                )
            )
        elif now - self._last_asked > _ABANDONED:
            self._end(CancelledError())
        else:
            return True
        return False

    def _end(self, error: BaseException) -> None:
        with contextlib.suppress(Exception):  # it is done already
            self.file.set_exception(error)
