"""What can happen in a class: each event as plain data, checked and bounded when it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from dwconv.player.colours_and_speeds import SPEEDS, UNITS

Mode = Literal["follow", "free", "freeze"]
MODES: tuple[Mode, ...] = ("follow", "free", "freeze")
"""Pages follow the teacher and may look around, are on their own, or only follow."""

Where = Literal["everywhere", "projector"]

DrawnBy = Literal["player", "comparison"]
"""What draws a picture: of one layer, or of two side by side on one clock."""

MOST_CAPTION = 300  # characters

_NAME = re.compile(r"[0-9a-zA-Z_-]{1,40}")
_PAGE = re.compile(r"[a-z_]{0,40}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_STEPS = 2**31


class ClassError(ValueError):
    """Something that cannot be done in a class; its text is a sentence for whoever asked for it.

    Parameters
    ----------
    sentence : str
    status : int, optional
        The HTTP status that an answer with it has.
    wait : float, optional
        Seconds after which it may work.
    """

    def __init__(self, sentence: str, status: int = 400, wait: float = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.wait = wait


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened in a class.

    Attributes
    ----------
    at : int
        When, as the server's time in ms.
    """

    at: int = 0


# -- what students do


@dataclass(frozen=True, kw_only=True)
class Joined(Event):
    """A student's page connected, by a connection of this name."""

    student: str
    connection: str


@dataclass(frozen=True, kw_only=True)
class Left(Event):
    """A student's page has been gone for a while; counts only for its newest connection."""

    student: str
    connection: str


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    """A student answered the question that is open, for the first time or again."""

    student: str
    question: str
    answer: Any


@dataclass(frozen=True, kw_only=True)
class Lost(Event):
    """A student says "I'm lost", or takes it back."""

    student: str
    lost: bool


# -- what the teacher does


@dataclass(frozen=True, kw_only=True)
class Moved(Event):
    """The teacher's player is at another moment, or plays now, or no longer does.

    Attributes
    ----------
    unit : "tap", "window" or "pixel"
    step : int
        The window, from 0, whatever the unit.
    tap : int
        With the unit "tap" the multiplication within the window, from 0.
    playing : bool
    lane : int
        The channel whose lane is large.
    speed : float
    until : int or None
        The window at whose result playing stops; None for the last one.
    """

    unit: str = "window"
    step: int = 0
    tap: int = 0
    playing: bool = False
    lane: int = 0
    speed: float = 1
    until: int | None = None


@dataclass(frozen=True, kw_only=True)
class Pictured(Event):
    """The teacher shows other numbers; a question about a moment of those before is put away.

    Attributes
    ----------
    hash : str
        SHA-256 of the payload's bytes, in hexadecimal digits.
    drawn_by : "player" or "comparison"
        What draws the payload.
    page : str
        The path of the lab's page that opens the same layer; "" for the start page.
    caption : str
        What the teacher says of the picture, in plain text.
    layer : mapping of str to str
        The parameters of the link that opens the same layer in the lab.
    sizes : str
        Of the layer, as text: pictures of one layer have the same.
    moment : dict
        As for `Moved`; without it the animation is at its beginning.
    """

    hash: str
    drawn_by: DrawnBy = "player"
    page: str = ""
    caption: str = ""
    layer: Mapping[str, str] = field(default_factory=dict)
    sizes: str = ""
    moment: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ModeSet(Event):
    """The pages follow, are free, or only follow."""

    mode: Mode


@dataclass(frozen=True, kw_only=True)
class Asked(Event):
    """The teacher asks a question.

    Attributes
    ----------
    id : str
    public : mapping
        What students get of it.
    whole : mapping
        All of it, the answer too.
    """

    id: str
    public: Mapping[str, Any]
    whole: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Closed(Event):
    """No further answers are taken."""


@dataclass(frozen=True, kw_only=True)
class Reopened(Event):
    """Answers are taken again, until the question is closed: it has no time limit any more."""


@dataclass(frozen=True, kw_only=True)
class Revealed(Event):
    """The right answer is shown, on every page or on the projector alone; it closes the question."""

    reveal: Mapping[str, Any]
    where: Where = "everywhere"


@dataclass(frozen=True, kw_only=True)
class Cleared(Event):
    """The question is put away."""


@dataclass(frozen=True, kw_only=True)
class Helped(Event):
    """The teacher has helped: the list of students who ask for help is empty again."""


@dataclass(frozen=True, kw_only=True)
class Ended(Event):
    """The class is over."""


@dataclass(frozen=True, kw_only=True)
class Restored(Event):
    """The class goes on from what a server remembered: what came since may be lost."""


EVENTS_BY_NAME: dict[str, type[Event]] = {
    event.__name__: event
    for event in (
        *(Joined, Left, Answered, Lost),
        *(Moved, Pictured, ModeSet, Asked, Closed, Reopened, Revealed, Cleared, Helped),
        *(Ended, Restored),
    )
}
"""The class of every event, by its name."""


def encode(event: Event) -> str:
    """Return an event as text, which `decode` reads.

    Examples
    --------
    >>> decode(encode(Closed(at=3)))
    Closed(at=3)
    """
    fields = {"kind": type(event).__name__, **asdict(event)}
    return json.dumps(fields, separators=(",", ":"))


def decode(text: str | bytes) -> Event:
    """Return the event of a text that `encode` wrote."""
    fields = json.loads(text)
    return EVENTS_BY_NAME[fields.pop("kind")](**fields)


# -- reading what a browser sent


def read_student(given: Any) -> str:
    """Return a student's number, which a page draws for itself: 8 to 40 letters and digits.

    Raises
    ------
    ClassError
    """
    if not (isinstance(given, str) and len(given) >= 8 and _NAME.fullmatch(given)):
        raise ClassError("The page did not say which student this is. Load it again.")
    return given


def read_moment(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a moment, checked; what is missing stands at its default.

    Raises
    ------
    ClassError

    Examples
    --------
    >>> read_moment({"step": 3, "speed": 2})
    {'unit': 'window', 'step': 3, 'tap': 0, 'playing': False, 'lane': 0, 'speed': 2, 'until': None}
    """
    moment = {
        name: given.get(name, getattr(Moved(), name))
        for name in ("unit", "step", "tap", "playing", "lane", "speed", "until")
    }
    if moment["unit"] not in UNITS:
        raise ClassError(f"unit must be one of {', '.join(UNITS)}.")
    if isinstance(moment["speed"], bool) or moment["speed"] not in SPEEDS:
        raise ClassError(f"speed must be one of {', '.join(f'{speed:g}' for speed in SPEEDS)}.")
    for name in "step", "tap", "lane", "until":
        number = moment[name]
        if name == "until" and number is None:
            continue
        if type(number) is not int or not 0 <= number < _MOST_STEPS:
            raise ClassError(f"{name} must be a whole number from 0.")
    if not isinstance(moment["playing"], bool):
        raise ClassError("playing must be true or false.")
    return moment


def read_layer(given: Any) -> dict[str, str]:
    """Return the parameters of a link to a layer.

    Raises
    ------
    ClassError
    """
    if not isinstance(given, dict):
        raise ClassError("layer must be the parameters of a link, each with its text.")
    layer = {str(name): str(value) for name, value in given.items()}
    if sum(len(name) + len(value) for name, value in layer.items()) > 8000:
        raise ClassError("layer must be a link of at most 8000 characters.")
    return layer


def read_page(given: Any) -> str:
    """Return the path of a page of the lab.

    Raises
    ------
    ClassError
    """
    if not (isinstance(given, str) and _PAGE.fullmatch(given)):
        raise ClassError("page must be the name of a page, such as comparison.")
    return given


def read_caption(given: Any) -> str:
    """Return what is said of a picture.

    Raises
    ------
    ClassError
    """
    if not isinstance(given, str) or len(given) > MOST_CAPTION:
        raise ClassError(f"caption must be a text of at most {MOST_CAPTION} characters.")
    return given


def read_hash(given: str) -> str:
    """Return the hash of a payload.

    Raises
    ------
    ClassError
    """
    if not _HASH.fullmatch(given):
        raise ClassError("There is no such picture.", 404)
    return given


def read_teaching(action: str, given: Mapping[str, Any], most_bytes: int) -> Event:
    """Return the event that a teacher's page asks for.

    Parameters
    ----------
    action : str
        "moment", "mode", "ask", "close", "reopen", "reveal", "clear", "help" or "end".
    given : mapping
        What was sent with it.
    most_bytes : int
        Of each of `public`, `whole` and `reveal`, as JSON.

    Raises
    ------
    ClassError

    Examples
    --------
    >>> read_teaching("mode", {"mode": "free"}, 9).mode
    'free'
    """
    plain: dict[str, type[Event]] = {
        "close": Closed,
        "reopen": Reopened,
        "clear": Cleared,
        "help": Helped,
        "end": Ended,
    }
    if action in plain:
        return plain[action]()
    if action == "moment":
        return Moved(**read_moment(given))
    if action == "mode":
        mode = given.get("mode")
        if mode not in MODES:
            raise ClassError(f"mode must be one of {', '.join(MODES)}.")
        return ModeSet(mode=mode)
    if action == "ask":
        public, whole = _mapping(given, "public", most_bytes), _mapping(given, "whole", most_bytes)
        name = given.get("id")
        if not (isinstance(name, str) and _NAME.fullmatch(name)):
            raise ClassError("id must be 1 to 40 letters and digits.")
        return Asked(id=name, public=public, whole=whole)
    if action == "reveal":
        where = given.get("where", "everywhere")
        if where not in ("everywhere", "projector"):
            raise ClassError("where must be everywhere or projector.")
        return Revealed(reveal=_mapping(given, "reveal", most_bytes), where=where)
    raise ClassError(f"A class knows no action {action[:20]!r}.", 404)


def _mapping(given: Mapping[str, Any], name: str, most_bytes: int) -> dict[str, Any]:
    value = given.get(name)
    if not isinstance(value, dict):
        raise ClassError(f"{name} must be given, as names with values.")
    if len(json.dumps(value)) > most_bytes:
        raise ClassError(f"{name} is longer than {most_bytes:,} bytes.", 413)
    return value
