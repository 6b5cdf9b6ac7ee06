"""A class as plain data: its state, and what each event makes of it.

A room is a function of its events: `apply` takes a room and returns a new one. It does not change
the old room, read the clock or use random numbers. So servers that apply the same events in the
same order hold equal rooms.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from dwconv.classroom import events
from dwconv.classroom.events import ClassError, DrawnBy, Event, Mode, Where
from dwconv.classroom.limits import Limits

NO_LONGER_ASKED = "This question is no longer asked."
PICTURE_CHANGED = "The picture has changed, so the question about it is closed."

_GRACE = 2000  # ms: what was sent in time may be under way
_KNOWN_PER_PLACE = 4
"""Over a whole class, this many times as many different students may join as fit in at once."""


@dataclass(frozen=True)
class AskedQuestion:
    """A question that the class was asked, with its answers.

    Attributes
    ----------
    id : str
    public, whole : mapping
        What students get of it, and all of it.
    answers : mapping of str to Any
        The newest answer of each student, by the student's number.
    open : bool
        Whether answers are taken.
    reveal : mapping or None
        The right answer and what explains it, once it is shown.
    where : "everywhere" or "projector"
        Which screens show it.
    at : int
        When it was asked, in ms.
    students : int
        How many were there then.
    """

    id: str
    public: Mapping[str, Any]
    whole: Mapping[str, Any]
    answers: Mapping[str, Any] = field(default_factory=dict)
    open: bool = True
    reveal: Mapping[str, Any] | None = None
    where: Where = "everywhere"
    at: int = 0
    students: int = 0

    @property
    def ends(self) -> float:
        """Until when answers are taken, in ms."""
        given = self.public.get("ends")
        return float(given) if isinstance(given, int | float) else math.inf


@dataclass(frozen=True)
class Room:
    """One class.

    Attributes
    ----------
    code, secret : str
        Its code, and the digest of its teacher's secret.
    created : int
        When it began, in ms.
    limits : Limits
    version : int
        Grows when something changes that students see, besides the counts.
    epoch : int
        Grows when the class was restored, and answers may have been lost.
    mode : "follow", "free" or "freeze"
    picture : str or None
        The hash of the payload that is shown.
    before : str or None
        The hash of the payload that was shown before it; some page may still be fetching it.
    drawn_by : "player" or "comparison"
        What draws the picture.
    page : str
        The page of the lab that opens `layer`.
    caption : str
        What the teacher says of the picture.
    layer : mapping of str to str
    sizes : str
        As in `Pictured`.
    moment : mapping
        What `Moved` has, and when it was set.
    questions : tuple of AskedQuestion
        All that were asked, the newest last.
    asking : bool
        Whether the newest is shown.
    present : mapping of str to str
        The newest connection of each student who is there.
    known : frozenset of str
        Every student who was there.
    lost : frozenset of str
        Students who say that they are lost.
    helped : int
        How often the teacher has helped the students who said that they were lost.
    ended : bool
    """

    code: str
    secret: str
    created: int
    limits: Limits = field(default_factory=Limits)
    version: int = 1
    epoch: int = 0
    mode: Mode = "follow"
    picture: str | None = None
    before: str | None = None
    drawn_by: DrawnBy = "player"
    page: str = ""
    caption: str = ""
    layer: Mapping[str, str] = field(default_factory=dict)
    sizes: str = ""
    moment: Mapping[str, Any] = field(default_factory=lambda: moment_of(events.Moved()))
    questions: tuple[AskedQuestion, ...] = ()
    asking: bool = False
    present: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    helped: int = 0
    ended: bool = False

    @property
    def question(self) -> AskedQuestion | None:
        """The question that is shown."""
        return self.questions[-1] if self.asking else None

    @property
    def ends(self) -> int:
        """When the class ends by itself, in ms."""
        return self.created + 1000 * self.limits.lifetime


def moment_of(moved: events.Moved) -> dict[str, Any]:
    """Return the moment that an event set, with its time."""
    return asdict(moved)


def refusal(room: Room, event: Event) -> ClassError | None:
    """Return why an event changes nothing in a room, or None if it may happen.

    Examples
    --------
    >>> room = Room("BCDFG", "", 0)
    >>> print(refusal(room, events.Closed()))
    There is no open question.
    >>> refusal(room, events.Ended()) is None
    True
    """
    if room.ended:
        return ClassError("This class has ended.", 410)
    if event.at >= room.ends and not isinstance(event, events.Ended):
        return ClassError("This class has ended.", 410)
    question = room.question
    match event:
        case events.Joined(student=student):
            return _refuse_to_join(room, student)
        case events.Left(student=student, connection=connection):
            if room.present.get(student) != connection:
                return ClassError("The student has connected again.", 409)
        case events.Answered(student=student, question=name):
            if student not in room.known:
                return ClassError("Join the class first: load the page again.", 409)
            if question is None or question.id != name:
                return ClassError(NO_LONGER_ASKED, 409)
            if not question.open:
                return ClassError("The question is closed.", 409)
            if event.at > question.ends + _GRACE:
                return ClassError("The time for this question is up.", 409)
        case events.Lost(student=student):
            if student not in room.known:
                return ClassError("Join the class first: load the page again.", 409)
        case events.Asked(id=name):
            if any(asked.id == name for asked in room.questions):
                return ClassError("This question was asked already. Give a new one its own id.")
            if len(room.questions) >= room.limits.questions:
                return ClassError(
                    f"This class has had {room.limits.questions} questions, which is the most. "
                    "Start a new class.",
                    409,
                )
        case events.Closed():
            if question is None or not question.open:
                return ClassError("There is no open question.", 409)
        case events.Reopened():
            if question is None or question.open or question.reveal is not None:
                return ClassError("There is no closed question without its answer.", 409)
            if "closed" in question.public:
                return ClassError(
                    "The class sees another picture now. Ask the question again.", 409
                )
        case events.Revealed() | events.Cleared():
            if question is None:
                return ClassError("There is no question.", 409)
        case _:
            pass
    return None


def _refuse_to_join(room: Room, student: str) -> ClassError | None:
    most = room.limits.students
    if student in room.present:
        return None
    if len(room.present) >= most or (
        student not in room.known and len(room.known) >= _KNOWN_PER_PLACE * most
    ):
        return ClassError(
            f"This class is full: {most} students are in it, which is the most. Tell your teacher.",
            503,
            wait=20,
        )
    return None


def apply(room: Room, event: Event) -> Room:
    """Return the room after an event; the same room if the event is refused.

    Examples
    --------
    >>> room = apply(Room("BCDFG", "", 0), events.ModeSet(mode="free"))
    >>> room.mode, room.version
    ('free', 2)
    """
    if refusal(room, event) is not None:
        return room
    match event:
        case events.Joined(student=student, connection=connection):
            return replace(
                room,
                present={**room.present, student: connection},
                known=room.known | {student},
            )
        case events.Left(student=student):
            present = {one: name for one, name in room.present.items() if one != student}
            return replace(room, present=present)
        case events.Answered(student=student, answer=answer):
            asked = room.questions[-1]
            return _with_question(room, answers={**asked.answers, student: answer})
        case events.Lost(student=student, lost=lost):
            return replace(room, lost=room.lost | {student} if lost else room.lost - {student})
        case _:
            return replace(_after_teachers_event(room, event), version=room.version + 1)


def _after_teachers_event(room: Room, event: Event) -> Room:
    """Return the room after what its teacher did."""
    match event:
        case events.Moved():
            return replace(room, moment=moment_of(event))
        case events.Pictured():
            moved = events.Moved(**{**event.moment, "at": event.at})
            asked = room.question
            if asked and event.hash != room.picture and asked.whole.get("moment"):
                room = _without_question(room)  # it was about a moment of the other numbers
            elif asked and asked.open and _was_about_picture(room, asked.whole, event):
                told = {**asked.public, "closed": PICTURE_CHANGED}
                room = _with_question(room, open=False, public=told)
            return replace(
                room,
                picture=event.hash,
                before=room.picture if room.picture != event.hash else room.before,
                drawn_by=event.drawn_by,
                page=event.page,
                caption=event.caption,
                layer=event.layer,
                sizes=event.sizes,
                moment=moment_of(moved),
            )
        case events.ModeSet(mode=mode):
            return replace(room, mode=mode)
        case events.Asked():
            asked = AskedQuestion(
                event.id, event.public, event.whole, at=event.at, students=len(room.present)
            )
            earlier = tuple(replace(one, open=False) for one in room.questions)
            return replace(room, questions=(*earlier, asked), asking=True)
        case events.Closed():
            return _with_question(room, open=False)
        case events.Reopened():
            timeless = {**room.questions[-1].public}
            timeless.pop("ends", None)
            return _with_question(room, open=True, public=timeless)
        case events.Revealed():
            return _with_question(room, open=False, reveal=event.reveal, where=event.where)
        case events.Cleared():
            return _without_question(room)
        case events.Helped():
            return replace(room, lost=frozenset(), helped=room.helped + 1)
        case events.Ended():
            return replace(room, ended=True)
        case events.Restored():
            return replace(room, epoch=room.epoch + 1)
        case _:
            raise TypeError(f"no teacher does {event}")


def _was_about_picture(room: Room, whole: Mapping[str, Any], event: events.Pictured) -> bool:
    """Whether a question is about the layer of the picture, and the next one is of another, or shows the answer."""
    shows_output = whole.get("hides_output") and event.drawn_by != "player"
    return bool(whole.get("about_layer") and (event.sizes != room.sizes or shows_output))


def _with_question(room: Room, **changes: Any) -> Room:
    """Return the room with changes of its newest question."""
    *earlier, asked = room.questions
    return replace(room, questions=(*earlier, replace(asked, **changes)))


def _without_question(room: Room) -> Room:
    """Return the room with its question closed and put away."""
    return replace(_with_question(room, open=False), asking=False)


def public_state(room: Room) -> dict[str, Any]:
    """Return what students get of a room: no answer before it is revealed, and no secret."""
    asked = room.question
    question: dict[str, Any] | None = None
    if asked is not None:
        question = {**asked.public, "id": asked.id, "open": asked.open}
        if asked.reveal is not None and asked.where == "everywhere":
            question["reveal"] = asked.reveal
    return {
        "version": room.version,
        "epoch": room.epoch,
        "mode": room.mode,
        "picture": {"hash": room.picture, "kind": room.drawn_by} if room.picture else None,
        "page": room.page,
        "caption": room.caption,
        "layer": room.layer,
        "moment": room.moment,
        "question": question,
        **counts(room),
        "helped": room.helped,
        "ended": room.ended,
        "ends": room.ends,
    }


def counts(room: Room) -> dict[str, int]:
    """Return how many students are there, how many say that they are lost, and how many have answered."""
    asked = room.question
    return {
        "students": len(room.present),
        "lost": len(room.lost & room.present.keys()),
        "answered": len(asked.answers) if asked else 0,
    }


def encode(room: Room) -> str:
    """Return a whole room as text, which `decode` reads."""
    fields = asdict(room)
    fields["known"], fields["lost"] = sorted(room.known), sorted(room.lost)
    return json.dumps(fields, separators=(",", ":"))


def decode(text: str | bytes) -> Room:
    """Return the room of a text that `encode` wrote.

    Examples
    --------
    >>> room = Room("BCDFG", "", 0)
    >>> decode(encode(room)) == room
    True
    """
    fields = json.loads(text)
    fields["limits"] = Limits(**fields["limits"])
    fields["questions"] = tuple(AskedQuestion(**asked) for asked in fields["questions"])
    fields["known"], fields["lost"] = frozenset(fields["known"]), frozenset(fields["lost"])
    return Room(**fields)
