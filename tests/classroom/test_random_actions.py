"""A page sees what the teacher's player shows, through a hundred random actions, on either store."""

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from dwconv.classroom.limits import Limits
from dwconv.classroom.memory_store import MemoryStore
from dwconv.classroom.open_classes import OpenClasses
from dwconv.classroom.redis_store import RedisStore
from tests.classroom.http_classes import Stream, Student, Teacher, ask, open_class, serve
from tests.classroom.test_routes import comparison, picture

LIMITS = Limits()


PICTURES = {
    **{picture(seed): "player" for seed in range(2)},
    **{comparison(s): "comparison" for s in range(2)},
}


@pytest.fixture(params=["one process", "two processes and Redis"])
def servers(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Servers of the same classes: the teacher is at the first, the student at the last."""
    with ExitStack() as stack:
        stores: list[Callable[[], Any]] = [lambda: MemoryStore(LIMITS)]
        if request.param != "one process":
            address = request.getfixturevalue("redis_server").address
            stores = [lambda: RedisStore(address, LIMITS)] * 2
        servers = [OpenClasses(store(), LIMITS) for store in stores]
        yield [stack.enter_context(serve(classes)) for classes in servers]


def test_a_page_sees_what_the_teacher_shows(servers: list[str]) -> None:
    random_numbers = random.Random(11)
    teacher = open_class(servers[0])
    room = f"{servers[-1]}/c/{teacher.code}"
    stream = Student(room).listen()
    stream.next()
    shown: bytes | None = None
    moment: dict[str, Any] = {}
    caption = ""
    for number in range(100):
        do = random_numbers.choice(["picture", "moment", "moment", "mode", "ask", "reveal"])
        if do == "picture" or shown is None:
            shown = random_numbers.choice(list(PICTURES))
            moment = _moment(random_numbers)
            caption = f"What is said of picture {number}"
            answer = teacher.show(
                shown,
                layer={"seed": str(number)},
                moment=moment,
                page="comparison",
                caption=caption,
            )
        elif do == "moment":
            moment = _moment(random_numbers)
            answer = teacher.do("moment", **moment)
        elif do == "ask" or number < 10:
            answer = teacher.do("ask", id=f"q{number}", public={"kind": "number"}, whole={})
        elif do == "reveal":
            answer = teacher.do("reveal", reveal={"answer": str(number)})
        else:
            answer = teacher.do("mode", mode=random_numbers.choice(["follow", "free", "freeze"]))
        if answer.status != 200:
            assert (do, answer.json()["problem"]) == ("reveal", "There is no question.")
            continue
        version = answer.json()["version"]
        state = stream.until(lambda state, version=version: state["version"] >= version)
        assert state["version"] == version
        assert ask(f"{room}/payload/{state['picture']['hash']}").body == shown
        assert state["picture"]["hash"] == hashlib.sha256(shown).hexdigest()
        assert state["picture"]["kind"] == PICTURES[shown]
        assert (state["page"], state["caption"]) == ("comparison", caption)
        assert {name: state["moment"][name] for name in moment} == moment
    stream.close()


def _moment(numbers: random.Random) -> dict[str, Any]:
    return {
        "unit": numbers.choice(["tap", "window", "pixel"]),
        "step": numbers.randrange(18),
        "tap": numbers.randrange(9),
        "playing": numbers.random() < 0.3,
        "lane": numbers.randrange(2),
        "speed": numbers.choice([0.5, 1, 4]),
        "until": numbers.choice([None, 17]),
    }


def test_a_student_may_answer_at_any_server(servers: list[str]) -> None:
    teacher = open_class(servers[0])
    elsewhere = Teacher(servers[-1], teacher.code, teacher.secret)
    students = [
        Student(f"{url}/c/{teacher.code}", f"student{number:05}")
        for number, url in enumerate(servers * 3)
    ]
    streams = [student.listen() for student in students]
    teacher.do("ask", id="q1", public={"kind": "number"}, whole={})
    for stream in streams:
        stream.until(lambda state: state["question"])
    told = Stream(f"{teacher.room}/teacher/events", X_Class_Secret=teacher.secret)
    for number, student in enumerate(students):
        assert student.answer("q1", str(number)).json()["received"]
    # What the other server took is on its way for a moment.
    told.until(lambda figures: figures["answered"] == len(students), "figures")
    told.close()
    elsewhere.do("close")
    for stream in streams:
        state = stream.until(lambda state: not state["question"]["open"])
        assert state["question"]["id"] == "q1"
        stream.close()
    assert elsewhere.figures()["answered"] == len(students)
