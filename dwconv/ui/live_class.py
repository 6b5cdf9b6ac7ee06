"""The live class that this session teaches: starting it, showing it a picture, asking it."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from dwconv.classroom import events
from dwconv.classroom.events import ClassError, read_moment
from dwconv.classroom.open_classes_from_threads import OPEN_CLASSES
from dwconv.classroom.questions import ClassQuestion, ask_claim
from dwconv.classroom.room_state import Room
from dwconv.classroom.store_interface import now_ms
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.teaching.claims import Answer, check_predictions, claims, engine_answers
from dwconv.ui import cached
from dwconv.ui.components.teacher_desk import teacher_desk
from dwconv.ui.run_queue import RUNS
from dwconv.ui.session import moment as session_moment
from dwconv.ui.session import page
from dwconv.ui.widgets.markdown import escape_markdown

TEACHER = "_class_teacher"  # the session's key of code and secret
_SHOWN_VERSION = "_class_shown"  # the version of the room that the last picture made
_PROBLEM = "_class_problem"
_CLASS_OVER = "_class_over"
_ASKED_AT = "_class_asked_at"
JUST_ASKED = 1.0  # seconds after asking in which a press is a second one of the press that asked
_PATIENCE = 20  # seconds that a claim's test may take
_LOOKS, _LOOK_EVERY = 30, 0.05  # how often, and after how many seconds, the player is looked at


def teacher() -> tuple[str, str] | None:
    """Return code and secret of the class that this session teaches, as long as there is one."""
    known: tuple[str, str] | None = st.session_state.get(TEACHER)
    if known is None:
        return None
    room = OPEN_CLASSES.room(known[0])
    if room is None or room.ended:
        st.session_state.pop(TEACHER)
        st.session_state[_CLASS_OVER] = True
        st.session_state[_PROBLEM] = "The class has ended, and its answers are deleted."
        return None
    return known


def may_teach() -> bool:
    """Return whether this session has started a class or taken one over, without asking for it."""
    return TEACHER in st.session_state


def room() -> Room | None:
    """Return the class that this session teaches, as it is now."""
    known = teacher()
    return OPEN_CLASSES.room(known[0]) if known else None


def asks_for(*names: str) -> bool:
    """Return whether the class is asked for numbers of these names, and has not seen them."""
    now = room()
    if now is None or not now.asking:
        return False
    question = now.questions[-1]
    return question.reveal is None and tuple(question.whole.get("names", ())) == names


def start() -> None:
    """Open a class and teach it from now on."""
    try:
        st.session_state[TEACHER] = OPEN_CLASSES.create()
        for key in _CLASS_OVER, _PROBLEM:
            st.session_state.pop(key, None)
    except ClassError as error:
        st.session_state[_PROBLEM] = str(error)


def show_problem() -> None:
    """Say, once, what could not be done in the last run."""
    place = st.empty()  # there without a problem, too: a picture whose place changes begins to play
    if problem := st.session_state.pop(_PROBLEM, ""):
        place.warning(escape_markdown(problem), icon=":material/info:")


def show_desk(*, small: bool = False, page_down: bool = True) -> None:
    """Show the teacher's desk; without a class it only asks this tab of the browser for one.

    Parameters
    ----------
    small : bool, optional
        Whether the page needs the room: then the QR code is in the large view alone.
    page_down : bool, optional
        Whether Page Down is the desk's. In the lesson it is the lesson's, which asks the class.
    """
    known = teacher()
    teacher_desk(
        known,
        join_link(known[0]) if known else "",
        _take_over_class,
        shown=st.session_state.get(_SHOWN_VERSION, 0),
        forget=bool(st.session_state.get(_CLASS_OVER)),
        small=small,
        page_down=page_down,
    )


def _take_over_class() -> None:
    """Go on with the class that this tab of the browser knows, if the secret is its teacher's."""
    told = st.session_state["class-desk"].get("teacher")
    if not isinstance(told, dict) or st.session_state.get(TEACHER):
        return
    code, secret = str(told.get("code", "")), str(told.get("secret", ""))
    if OPEN_CLASSES.is_teacher(code, secret):
        st.session_state[TEACHER] = code, secret
    else:
        st.session_state[_CLASS_OVER] = True
        st.session_state[_PROBLEM] = "That class has ended, or the link is not its teacher's."


def join_link(code: str = "") -> str:
    """Where students join, beside this page and below the same base path; without a code they type it."""
    address = urlsplit(st.context.url or "http://localhost")
    base = address.path.rstrip("/").removesuffix(f"/{page().path}")
    return f"{address.scheme}://{address.netloc}{base}/c/{code}"


def show_picture(
    payload: bytes,
    layer: Mapping[str, str],
    *,
    path: str = "",
    caption: str = "",
    moment: Mapping[str, Any] | None = None,
) -> None:
    """Show the class a picture, where it has another one or another caption.

    Parameters
    ----------
    payload : bytes
        Of a player or of a comparison.
    layer : mapping of str to str
        The parameters of the link that opens the same layer in the lab.
    path : str, optional
        The page of that link.
    caption : str, optional
        What is said of it, in plain text.
    moment : mapping, optional
        Where the animation begins.
    """
    now = room()
    if now is None:
        return
    if (now.picture, now.caption) == (hashlib.sha256(payload).hexdigest(), caption):
        return
    try:
        shown = OPEN_CLASSES.show(now.code, payload, layer, moment, page=path, caption=caption)
        st.session_state[_SHOWN_VERSION] = shown.version
    except ClassError as error:
        st.warning(escape_markdown(str(error)), icon=":material/info:")


def ask(build: Callable[[], ClassQuestion], seconds: int = 0, name: str = "") -> bool:
    """Ask the class a question, or keep why it cannot be asked for `show_problem`.

    Parameters
    ----------
    build : callable
        Returns the question; may raise `ClassError` or `DwconvError`.
    seconds : int, optional
        How long answers are taken; 0 for until it is closed.
    name : str, optional
        What its id begins with.

    Returns
    -------
    bool
        Whether it was asked.
    """
    known = teacher()
    if known is None:
        return False
    try:
        question = build()
        public = question.public()
        if seconds:
            public["ends"] = now_ms() + 1000 * seconds
        name = f"{name}{secrets.token_hex(6)}"
        OPEN_CLASSES.teach(known[0], events.Asked(id=name, public=public, whole=question.whole()))
    except (ClassError, DwconvError) as error:
        st.session_state[_PROBLEM] = str(error)
        return False
    st.session_state[_ASKED_AT] = time.monotonic()
    return True


def has_just_asked() -> bool:
    """Return whether this session has asked the class only a moment ago."""
    asked_at: float = st.session_state.get(_ASKED_AT, -JUST_ASKED)
    return time.monotonic() - asked_at < JUST_ASKED


def stop_and_find_window(spec: ConvSpec) -> int:
    """Let the animation of the class rest, and return the last window that it shows.

    The teacher's page stops its player before it asks, and tells the class so: that may be under way.

    Parameters
    ----------
    spec : ConvSpec
        Of the layer that the class sees.
    """
    now = room()
    if now is None:
        return int(session_moment().get("step", 0))
    for _ in range(_LOOKS):
        RUNS.sleep(_LOOK_EVERY)
        now = room() or now
        if not now.moment["playing"]:
            break
    else:
        told = read_moment({**now.moment, "playing": False})
        teach(events.Moved(**told))
    window = int(now.moment["step"])
    at_once = spec.channels * spec.multiplier if now.moment["unit"] == "pixel" else 1
    return window - window % at_once + at_once - 1


def prepare_claim(number: int) -> Future[tuple[Answer, ...]]:
    """Let TensorFlow test a claim of the lesson, once for all classes, and return what it answers."""
    return cached.answers_to(claims()[number].key, -1)


def about_claim(number: int) -> ClassQuestion:
    """Return the question whether a claim of the lesson is true, once TensorFlow has tested it.

    Raises
    ------
    ClassError
        If that takes too long.
    """
    claim, future = claims()[number], prepare_claim(number)
    RUNS.wait_for(future, _PATIENCE)
    if not future.done():
        raise ClassError("TensorFlow has not tested this claim yet. Ask it again in a moment.")
    checks = check_predictions(claim, engine_answers(claim), future.result())
    return ask_claim(claim, all(check.holds for check in checks))


def teach(event: events.Event) -> None:
    """Let something happen in the class, or keep why it cannot for `show_problem`."""
    known = teacher()
    if known is None:
        return
    try:
        OPEN_CLASSES.teach(known[0], event)
    except ClassError as error:
        st.session_state[_PROBLEM] = str(error)
