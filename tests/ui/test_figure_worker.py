"""The worker process for matplotlib, and animations made in it a few frames at a time."""

import io
import os
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from dwconv import ConvSpec
from dwconv.files import figures
from dwconv.reference.worker_errors import WorkerError
from dwconv.ui import figure_worker
from dwconv.ui.figure_worker import AnimationFile, TooManyAnimations, draw, worker

SPEC = ConvSpec(4, 4, 1, multiplier=2)
OPERANDS: tuple[Any, ...] = (SPEC, np.ones(SPEC.input_shape), np.ones(SPEC.filter_shape))


def loaded() -> set[str]:
    return {"streamlit", "tensorflow", "matplotlib", "matplotlib.pyplot"} & set(sys.modules)


def test_the_worker_draws_the_same_pictures_at_a_low_priority() -> None:
    assert draw("picture", *OPERANDS, step=3).result() == figures.picture(*OPERANDS, step=3)
    assert draw("strip", *OPERANDS, format="png").result()[1:4] == b"PNG"
    assert worker().submit(loaded).result() == {"matplotlib"}
    if hasattr(os, "nice"):
        assert worker().submit(os.nice, 0).result() == min(os.nice(0) + 10, 19)  # after the pages
    session = Path(
        "/proc", str(worker().status().pid), "autogroup"
    )  # of Linux: other sessions, too
    assert not session.exists() or session.read_text().endswith("nice 10\n")


def test_an_animation_is_made_frame_by_frame() -> None:
    animation = AnimationFile("gif", *OPERANDS)
    shares = [animation.progress()]
    while not animation.file.done():
        shares.append(animation.progress())
        time.sleep(0.02)
    assert (animation.drawn, animation.total) == (8, 8)
    assert shares == sorted(shares)
    assert len(set(shares)) > 2
    film = Image.open(io.BytesIO(animation.file.result()))
    assert film.n_frames == 8
    assert animation not in AnimationFile._running


def test_a_cancelled_animation_stops() -> None:
    animation = AnimationFile("gif", *OPERANDS)
    animation.cancel()
    assert isinstance(animation.file.exception(timeout=1), CancelledError)
    draw("picture", *OPERANDS).result()  # whatever was on its way has come
    time.sleep(0.1)
    worker().submit(int).result()
    assert animation.drawn <= 1
    assert animation not in AnimationFile._running


def test_single_pictures_are_drawn_between_the_frames() -> None:
    animation = AnimationFile("gif", *OPERANDS)
    draw("picture", *OPERANDS).result()
    assert not animation.file.done()
    animation.cancel()


def test_an_animation_whose_progress_nobody_asks_for_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figure_worker, "_ABANDONED", 0.0)
    assert isinstance(AnimationFile("gif", *OPERANDS).file.exception(timeout=60), CancelledError)


def test_an_animation_that_takes_too_long_ends_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figure_worker, "_TIME_LIMIT", 0.0)
    error = AnimationFile("gif", *OPERANDS).file.exception(timeout=60)
    assert isinstance(error, WorkerError)
    assert str(error) == "Making the animation took longer than 0 s, so it was stopped."


def test_too_many_animations_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_worker, "_MOST_ANIMATIONS", 1)
    first = AnimationFile("gif", *OPERANDS)
    with pytest.raises(TooManyAnimations, match="are being made already"):
        AnimationFile("gif", *OPERANDS)
    first.cancel()
    AnimationFile("gif", *OPERANDS).cancel()


def test_a_layer_that_cannot_be_drawn_ends_with_the_reason() -> None:
    spec = ConvSpec(4, 4, 17)
    animation = AnimationFile("gif", spec, np.ones(spec.input_shape), np.ones(spec.filter_shape))
    error = animation.file.exception(timeout=60)
    assert isinstance(error, WorkerError)
    assert "channels is 17, but must be at most 16 to be drawn" in str(error)
