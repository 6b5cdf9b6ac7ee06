"""The process that draws, and animations made in it piece by piece."""

import io
import os
import sys
import time
from concurrent.futures import CancelledError
from typing import Any

import numpy as np
import pytest
from PIL import Image

from dwconv import ConvSpec
from dwconv.files import figures
from dwconv.reference.worker import ChildError
from dwconv.ui import drawing
from dwconv.ui.drawing import Busy, Making, artist, draw

SPEC = ConvSpec(4, 4, 1, multiplier=2)
OPERANDS: tuple[Any, ...] = (SPEC, np.ones(SPEC.input_shape), np.ones(SPEC.filter_shape))


def loaded() -> set[str]:
    return {"streamlit", "tensorflow", "matplotlib", "matplotlib.pyplot"} & set(sys.modules)


def test_it_draws_what_figures_draws_in_a_process_that_stands_back() -> None:
    assert draw("picture", *OPERANDS, step=3).result() == figures.picture(*OPERANDS, step=3)
    assert draw("strip", *OPERANDS, format="png").result()[1:4] == b"PNG"
    assert artist().submit(loaded).result() == {"matplotlib"}
    if hasattr(os, "nice"):
        assert artist().submit(os.nice, 0).result() == min(os.nice(0) + 10, 19)


def test_an_animation_is_made_frame_by_frame() -> None:
    making = Making("gif", *OPERANDS)
    shares = [making.ask()]
    while not making.file.done():
        shares.append(making.ask())
        time.sleep(0.02)
    assert (making.done, making.of) == (8, 8)
    assert shares == sorted(shares)
    assert len(set(shares)) > 2
    film = Image.open(io.BytesIO(making.file.result()))
    assert film.n_frames == 8
    assert making not in Making._running


def test_a_cancelled_animation_stops() -> None:
    making = Making("gif", *OPERANDS)
    making.cancel()
    assert isinstance(making.file.exception(timeout=1), CancelledError)
    draw("picture", *OPERANDS).result()  # whatever was on its way has come
    time.sleep(0.1)
    artist().submit(int).result()
    assert making.done <= 3
    assert making not in Making._running


def test_single_pictures_come_between_the_frames() -> None:
    making = Making("gif", *OPERANDS)
    draw("picture", *OPERANDS).result()
    assert not making.file.done()
    making.cancel()


def test_one_that_nobody_asks_about_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_FORGOTTEN", 0.0)
    assert isinstance(Making("gif", *OPERANDS).file.exception(timeout=60), CancelledError)


def test_one_that_takes_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_LONGEST", 0.0)
    error = Making("gif", *OPERANDS).file.exception(timeout=60)
    assert isinstance(error, ChildError)
    assert str(error) == "This took longer than 0 s, so it was given up."


def test_there_are_not_too_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_MOST", 1)
    first = Making("gif", *OPERANDS)
    with pytest.raises(Busy, match="in the making already"):
        Making("gif", *OPERANDS)
    first.cancel()
    Making("gif", *OPERANDS).cancel()


def test_what_cannot_be_drawn_ends_in_a_sentence() -> None:
    spec = ConvSpec(4, 4, 17)
    making = Making("gif", spec, np.ones(spec.input_shape), np.ones(spec.filter_shape))
    error = making.file.exception(timeout=60)
    assert isinstance(error, ChildError)
    assert "channels is 17, but must be at most 16 to be drawn" in str(error)
