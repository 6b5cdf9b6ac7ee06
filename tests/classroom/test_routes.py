"""The addresses of a class, over real HTTP."""

import base64
import gzip
import hashlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dwconv import ConvSpec
from dwconv.classroom import page, routes
from dwconv.classroom.limits import Limits
from dwconv.classroom.open_classes import OpenClasses
from dwconv.player.comparison import depthwise_and_standard, pack_comparison
from dwconv.player.payload import pack
from dwconv.ui.web.headers import script_hashes
from tests.browser.harness import free_port
from tests.classroom.http_classes import Stream, Student, Teacher, ask, open_class, serve
from tests.deploy import nginx

SCRIPTS = Path(page.__file__).parent / "bundle"
CHOICE = {"kind": "choice", "text": "Which?", "choices": ["<b>one</b>", "two"]}


def picture(seed: int = 0) -> bytes:
    spec = ConvSpec(5, 5, 2, kernel=(3, 3))
    numbers = np.random.default_rng(seed)
    filters = numbers.integers(-3, 4, spec.filter_shape)
    return pack(spec, numbers.integers(0, 9, spec.input_shape), filters)


def comparison(seed: int = 0) -> bytes:
    """Two layers beside each other, as the lesson and the comparison show them."""
    spec = ConvSpec(4, 4, 2)
    numbers = np.random.default_rng(seed)
    image = numbers.integers(0, 9, spec.input_shape)
    own, elsewhere = (numbers.integers(-3, 4, (3, 3, 2, n)) for n in (1, 2))
    return pack_comparison(depthwise_and_standard(spec, image, own, elsewhere, 1), "together")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(OpenClasses(limits=Limits(students=3, rooms=40))) as address:
        yield address


@pytest.fixture
def teacher(url: str) -> Teacher:
    return open_class(url)


def test_a_student_sees_what_the_teacher_shows(teacher: Teacher) -> None:
    stream = Student(teacher.room).listen()
    assert stream.answer.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in stream.answer.headers, "packed, an event waits for the next"
    assert stream.answer.headers["x-accel-buffering"] == "no"
    assert stream.next()["picture"] is None
    payload = picture()
    layer = {"h": "5", "w": "5"}
    shown = teacher.show(payload, layer=layer, moment={"step": 3, "unit": "tap", "tap": 2}).json()
    state = stream.next()
    assert state["picture"] == {"hash": shown["hash"], "kind": "player"}
    assert state["layer"] == layer
    assert (state["moment"]["step"], state["moment"]["tap"], state["moment"]["unit"]) == (
        3,
        2,
        "tap",
    )
    assert abs(state["now"] - 1000 * time.time()) < 5000
    answer = ask(f"{teacher.room}/payload/{shown['hash']}", Accept_Encoding="gzip")
    assert gzip.decompress(answer.body) == payload
    assert ask(f"{teacher.room}/payload/{shown['hash']}").body == payload
    assert "immutable" in answer.headers["cache-control"]
    teacher.do("moment", step=7, playing=True, speed=2, lane=1)
    moved = stream.next()["moment"]
    assert (moved["step"], moved["playing"], moved["speed"], moved["lane"]) == (7, True, 2, 1)
    stream.close()


def test_an_answer_is_taken_changed_counted_and_refused_once_closed(teacher: Teacher) -> None:
    student = Student(teacher.room)
    stream = student.listen()
    teacher.do("ask", id="q1", public=CHOICE, whole={"answer": 1})
    question = stream.until(lambda state: state["question"])["question"]
    assert question == {**CHOICE, "id": "q1", "open": True}
    assert student.answer("q1", 0).json() == {"received": True, "answer": 0}
    assert student.answer("q1", 1).json() == {"received": True, "answer": 1}
    assert student.answer("q1", 7).json()["problem"] == "Choose one of the 2 choices."
    figures = teacher.figures()
    assert (figures["students"], figures["answered"], figures["open"]) == (1, 1, True)
    teacher.do("close")
    closed = student.answer("q1", 0)
    assert (closed.status, closed.json()) == (409, {"problem": "The question is closed."})
    teacher.do("reopen")
    assert student.answer("q1", 1).status == 200
    teacher.do("reveal", reveal={"answer": "two"}, where="projector")
    assert "reveal" not in stream.until(lambda state: not state["question"]["open"])["question"]
    figures = teacher.figures()
    assert (figures["revealed"], figures["everywhere"]) == (True, False)
    teacher.do("reveal", reveal={"answer": "two"})
    state = stream.until(lambda state: "reveal" in state["question"])
    assert state["question"]["reveal"] == {"answer": "two"}
    assert teacher.figures()["everywhere"]
    teacher.do("clear")
    assert stream.until(lambda state: state["question"] is None)
    stream.close()


def test_students_who_are_lost_are_counted_while_they_are_there(teacher: Teacher) -> None:
    student = Student(teacher.room)
    stream = student.listen()
    stream.next()
    student.lost(True)
    assert teacher.figures()["lost"] == 1
    teacher.do("help")
    assert teacher.figures()["lost"] == 0
    assert stream.next()["helped"] == 1
    stream.close()


@pytest.mark.parametrize("action", ["moment", "mode", "ask", "close", "reveal", "end", "picture"])
def test_only_the_teacher_teaches(teacher: Teacher, action: str) -> None:
    stranger = Teacher(teacher.url, teacher.code, "guess")
    answer = stranger.do(action)
    assert (answer.status, answer.json()) == (
        403,
        {"problem": "Only the class's teacher may do this."},
    )
    assert ask(f"{teacher.room}/teacher/{action}", {}).status == 403


def test_the_teacher_hears_counts(teacher: Teacher) -> None:
    address = f"{teacher.room}/teacher/events"
    assert ask(address).status == 403
    told = Stream(address, X_Class_Secret=teacher.secret)
    assert told.next("figures")["students"] == 0
    stream = Student(teacher.room).listen()
    assert told.until(lambda figures: figures["students"] == 1, "figures")
    teacher.do("end")
    assert told.until(lambda figures: figures["ended"], "figures")
    assert stream.until(lambda state: state["ended"])
    with pytest.raises(EOFError):
        stream.next()
    for one in stream, told:
        one.close()


def test_a_full_class_refuses_the_next_student_with_a_sentence(teacher: Teacher) -> None:
    streams = [Student(teacher.room, f"student0000{number}").listen() for number in range(3)]
    for stream in streams:
        stream.next()
    address = f"{teacher.room}/state?student=student00009"
    answer = ask(address)
    assert answer.status == 503
    assert answer.json()["problem"].startswith("This class is full: 3 students")
    assert answer.headers["retry-after"] == "20"
    for stream in streams:
        stream.close()


def test_the_page_has_the_code_or_says_why_there_is_none(teacher: Teacher) -> None:
    found = ask(f"{teacher.url}/c/{teacher.code.lower()}")
    assert found.status == 200
    assert f'data-code="{teacher.code}" data-problem=""' in found.body.decode()
    packed = ask(f"{teacher.url}/c/{teacher.code}", Accept="text/html", Accept_Encoding="gzip")
    assert len(packed.body) < 56_000
    assert b"<title>Class " in gzip.decompress(packed.body), "it is not Streamlit's page"
    assert "script-src 'self'" in found.headers["content-security-policy"]
    wrong = ask(f"{teacher.url}/c/ZZZZZ")
    assert wrong.status == 404
    assert (
        'data-problem="There is no class with the code ZZZZZ. Look at the board again."'
        in wrong.body.decode()
    )
    late = ask(f"{teacher.url}/c/_/{page.script_name('comparison_picture')}")
    assert late.headers["content-type"].startswith("text/javascript")
    assert len(found.body) + len(late.body) < 202_000
    assert teacher.secret.encode() not in found.body
    assert not re.search(rb'class="dw-(guess|present|tour|spot)', found.body), (
        "no student predicts there"
    )
    assert b'<dialog class="dw-help"' in found.body

    # It brings its script along, and the numbers of a small picture.
    for payload, drawn_by in (picture(5), "player"), (comparison(), "comparison"):
        teacher.show(payload, layer={})
        found = ask(teacher.room)
        text = found.body.decode()
        assert f">{base64.b64encode(payload).decode()}</script>" in text
        assert f'data-hash="{hashlib.sha256(payload).hexdigest()}"' in text
        assert "link" not in found.headers
        hashes = script_hashes(text)
        assert len(hashes) == 1, "one script, and all other elements are data"
        assert hashes[0] in found.headers["content-security-policy"]
        name = page.script_name("class" if drawn_by == "player" else "class_with_comparison")
        assert (SCRIPTS / name).read_text("utf-8").partition("\n")[2] in text

    # Those of a large one are fetched at the same time as the page.
    spec = ConvSpec(30, 30, 3)
    numbers = np.random.default_rng(3)
    payload = pack(spec, numbers.random(spec.input_shape), numbers.random(spec.filter_shape))
    name = teacher.show(payload, layer={}).json()["hash"]
    found = ask(teacher.room)
    address = f"{teacher.code}/payload/{name}"
    assert found.headers["link"].startswith(f"<{address}>; rel=preload; as=fetch")
    assert ask(f"{teacher.url}/c/{address}").body == payload
    assert f'data-hash="{name}"' not in found.body.decode()


def test_codes_cannot_be_guessed_in_bulk_and_the_class_goes_on_meanwhile() -> None:
    with serve(OpenClasses()) as url:
        teacher = open_class(url)
        stream = Student(teacher.room).listen()
        stream.next()
        answers = [ask(f"{url}/c/{guess}/state?student=student00002") for guess in guesses(70)]
        statuses = [answer.status for answer in answers]
        assert statuses[:60] == [404] * 60, "of three hundred one in five may mistype"
        assert statuses[65:] == [429] * 5
        assert "Too many wrong codes came from your network" in answers[-1].json()["problem"]
        assert int(answers[-1].headers["retry-after"]) <= 3
        assert ask(f"{teacher.room}/state?student=newcomer001").status == 429
        teacher.do("ask", id="q1", public=CHOICE, whole={})
        assert Student(teacher.room).answer("q1", 1).json()["received"]
        stream.close()


def guesses(count: int) -> list[str]:
    letters = "BCDFGHJKMN"
    return [f"ZZ{letters[n // 100]}{letters[n // 10 % 10]}{letters[n % 10]}" for n in range(count)]


@pytest.mark.parametrize(
    ("action", "given"),
    [
        ("moment", {"step": -1}),
        ("moment", {"unit": "row"}),
        ("moment", {"speed": 3}),
        ("mode", {"mode": "chaos"}),
        ("ask", {"id": "a b", "public": {}, "whole": {}}),
        ("ask", {"id": "q1", "public": {"text": "x" * 50_000}, "whole": {}}),
        ("reveal", {"reveal": []}),
        ("dance", {}),
    ],
)
def test_what_a_class_cannot_do_gets_a_sentence(teacher: Teacher, action: str, given: dict) -> None:  # type: ignore[type-arg]
    answer = teacher.do(action, **given)
    assert 400 <= answer.status < 500
    assert answer.json()["problem"].endswith(".")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b"\xff", b'{"student": 5}'])
def test_nonsense_from_a_student_gets_a_sentence(teacher: Teacher, body: bytes) -> None:
    answer = ask(f"{teacher.room}/answer", body)
    assert answer.status in (400, 413)
    assert answer.json()["problem"].endswith(".")


def test_a_page_of_another_site_opens_no_class(url: str) -> None:
    assert ask(f"{url}/c/", b"{}", Content_Type="text/plain").status == 415


def test_answers_of_students_send_no_message_to_other_pages(teacher: Teacher) -> None:
    stream = Student(teacher.room).listen()
    teacher.do("ask", id="q1", public=CHOICE, whole={})
    version = stream.until(lambda state: state["question"])["version"]
    for _ in range(5):
        Student(teacher.room).answer("q1", 0)
    teacher.do("close")
    assert stream.next()["version"] == version + 1
    stream.close()


def test_behind_nginx_a_page_hears_at_once_and_visitors_count_apart(tmp_path: Path) -> None:
    classes = OpenClasses()
    with serve(classes) as url:
        port = int(url.rsplit(":", 1)[1])
        with nginx.proxy(tmp_path, free_port(), [port, port]) as behind:
            teacher = open_class(behind)
            stream = Student(teacher.room).listen()
            for version in range(1, 6):  # each is read before the next is sent
                assert stream.next()["version"] == version
                teacher.do("moment", step=version)
            stream.close()
            # Whoever claims to be somebody else is counted as who it is.
            for guess in guesses(70):
                answer = ask(
                    f"{behind}/c/{guess}/state?student=student00002", X_Forwarded_For=guess
                )
            assert answer.status == 429


def test_a_question_on_the_page_is_no_markup(teacher: Teacher) -> None:
    text = "</script><script>alert(1)</script>"
    teacher.do("ask", id="q1", public={**CHOICE, "text": text}, whole={"answer": "SECRET"})
    found = ask(f"{teacher.url}/c/{teacher.code}").body.decode()
    assert "alert(1)" in found, "the state is in the page"
    assert "<script>alert" not in found
    assert "SECRET" not in found


def test_a_student_who_leaves_is_no_longer_counted_and_one_who_reloads_still_is(
    teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_ABSENT_AFTER", 0.3)
    goes, stays = (Student(teacher.room, f"student-{name}") for name in ("goes", "stays"))
    streams = [goes.listen(), stays.listen()]
    assert teacher.figures()["students"] == 2
    for stream in streams:
        stream.close()
    again = stays.listen()
    patience = time.monotonic() + 10
    while teacher.figures()["students"] != 1:
        assert time.monotonic() < patience
        time.sleep(0.05)
    time.sleep(0.4)  # the first stream of who stays has been gone for longer than that
    assert teacher.figures()["students"] == 1
    again.close()
