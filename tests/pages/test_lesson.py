"""The lesson as the server makes it."""

import hashlib
import json
import re
import struct
from unittest.mock import patch

import pytest

from dwconv.classroom.open_classes_from_threads import OPEN_CLASSES
from dwconv.classroom.room_state import public_state
from dwconv.player.comparison import unpack_comparison
from dwconv.teaching.claims import claims, tensorflow_answers
from dwconv.teaching.lesson import chapters, parts
from dwconv.teaching.lesson.wording import plain_text
from dwconv.ui import live_class
from dwconv.ui.page_table import PRODUCT
from dwconv.ui.pages.lesson.text import beats_before
from dwconv.ui.parameters.table import PARAMETERS
from tests.pages.app import (
    answered,
    components,
    heard,
    opened,
    sentences,
    shown,
    shown_tables,
    went_to,
    widgets,
)

PAGE = "pages/learn/lesson.py"
LENGTHS = list(chapters().values())
ONE_LINE = 96  # letters of a presenter's caption that fit beside the progress on 1280 pixels


def text_on(app):
    return "\n".join(each.value for each in app.markdown).replace("\u00a0", " ")


def options(app):
    """What the player is told besides its numbers."""
    data = components(app)[0].proto.bytes
    (length,) = struct.unpack_from("<I", data)
    return json.loads(data[4 : 4 + length])


def stretch(app):
    return options(app)["stretch"]


def press(app, name):
    app.button(key=f"lesson-{name}").click().run()
    assert not app.exception
    return app


def something_to_open(part, beat):
    """Whether Next opens an answer or tests a claim before it goes on."""
    return part == len(parts()) or parts()[part].question_after(beat)[0] != ""


def says_farewell(part, beat):
    """Whether the farewell of a part follows before the next part."""
    return part < len(parts()) and parts()[part].farewell != "" and beat == LENGTHS[part]


def test_next_leads_through_every_beat_and_back_again():
    app = opened(PAGE)
    way = [(part, beat) for part, beats in enumerate(LENGTHS) for beat in range(1, beats + 1)]
    for part, beat in way:
        assert (app.query_params["part"], app.query_params["beat"]) == (str(part), str(beat))
        is_claim = part == len(parts())
        assert (claims()[beat - 1] if is_claim else parts()[part].beats[beat - 1]).text in text_on(
            app
        )
        for _ in range(1 + something_to_open(part, beat) - ((part, beat) == way[-1])):
            press(app, "next")
        if says_farewell(part, beat):
            press(app, "long-way")
    assert app.button(key="lesson-next").disabled
    for part, beat in reversed(way[:-1]):
        press(app, "back")
        assert (app.query_params["part"], app.query_params["beat"]) == (str(part), str(beat))
    assert app.button(key="lesson-back").disabled


def test_after_the_ten_minutes_a_farewell_says_where_to_go_and_page_down_goes_no_further():
    app = opened(PAGE, part=0, beat=LENGTHS[0])
    press(press(app, "next"), "next")
    assert parts()[0].farewell in text_on(app)
    labels = [label for label, _ in links(app)]
    assert any(label.startswith("Exercises") for label in labels)
    assert any(label.startswith("Explore") for label in labels)
    assert app.button(key="lesson-next").disabled
    assert options(app)["caption"][0].startswith(parts()[0].farewell)
    press(app, "back")
    assert app.query_params["beat"] == str(LENGTHS[0])
    assert parts()[0].beats[-1].text in text_on(app)


def test_the_picture_has_rows_of_zeros_only_once_the_answer_is_open():
    (number,) = [at for at, one in enumerate(parts()[0].beats, 1) if one.before_answer]
    app = opened(PAGE, part=0, beat=number)
    beat = parts()[0].beats[number - 1]
    assert not any(map(any, beat.picture(is_open=False).spec.pads))
    _, rows, columns, _ = beat.animation.spec.output_shape
    before = shown(app)[2]["output"].size
    press(app, "next")
    assert any(map(any, beat.animation.spec.pads))
    assert before < shown(app)[2]["output"].size == rows * columns * beat.animation.spec.channels
    assert stretch(app)[:2] == [beat.first, beat.last]


def test_next_opens_the_answer_before_it_goes_on():
    app = opened(PAGE, part=0, beat=2)
    question, answer = parts()[0].question_after(2)
    assert question in text_on(app)
    assert options(app)["caption"][0].endswith(question)
    press(app, "next")
    assert app.query_params["beat"] == "2"
    assert answer in text_on(app)
    assert options(app)["caption"] == [f"{question}\n{answer}", "2 of 12"]
    press(app, "next")
    assert app.query_params["beat"] == "3"


def test_a_browser_that_still_holds_the_answer_closed_does_not_close_it_again():
    app = opened(PAGE, part=0, beat=2)
    (closed,) = [each for each in widgets(app) if "lesson-answer" in each]
    press(app, "next")
    states = app._tree.get_widget_states()
    del states.widgets[:]
    states.widgets.add(id=closed, bool_value=False)
    app._run(states)
    assert not app.exception
    _, answer = parts()[0].question_after(2)
    assert options(app)["caption"][0].endswith(answer)
    press(app, "next")
    assert app.query_params["beat"] == "3"


def test_a_question_that_is_heard_says_what_to_press():
    app = opened(PAGE, part=0, beat=2)
    assert heard(app)[-1] == "Think, then press Answer"
    app.button(key="lesson-next").click().run()
    assert heard(app)[-1].startswith("Answer. ")
    assert "Think, then press Answer" not in heard(app)


def test_a_presenter_s_picture_has_a_caption_at_every_beat():
    for part, beats in enumerate(LENGTHS[:-1]):
        app = opened(PAGE, part=part)
        for beat in range(1, beats + 1):
            lines = []
            for _ in range(1 + something_to_open(part, beat) + says_farewell(part, beat)):
                text, progress = options(app)["caption"]
                assert not re.search(r"\*\*|[$`]", text)
                assert progress == f"{beat} of {beats}"
                lines.append(text.split("\n"))
                assert all(10 < len(line) <= ONE_LINE for line in lines[-1]), text
                if not app.button(key="lesson-next").disabled:
                    press(app, "next")
            assert {len(each) for each in lines} == {len(lines[0])}, lines  # the picture stays


def test_a_beat_plays_its_stretch_and_again_plays_it_anew():
    app = opened(PAGE, part=8, beat=2)
    first = stretch(app)
    assert first[:4] == [0, 1, "tap", 1]
    assert shown(app)[2]["output"][0, 0].ravel().tolist() == [13, 17, 21, 25, 29, 33]
    press(app, "again")
    assert stretch(app)[:4] == first[:4]
    assert stretch(app)[4] != first[4]
    press(app, "next")
    assert stretch(app)[:4] == [2, 11, "window", 2]


def test_a_link_opens_a_beat_with_what_was_said_before_it():
    app = opened(PAGE, part=5, beat=3)
    assert app.selectbox[0].value == 5
    for beat in parts()[5].beats:
        assert beat.text in text_on(app)
    assert parts()[5].question in text_on(app)
    went_to(app, {"part": "4", "beat": "1"})
    assert parts()[4].beats[0].text in text_on(app)
    assert parts()[4].beats[1].text not in text_on(app)


@pytest.mark.parametrize(
    ("query", "sentence", "lands"),
    [
        ({"part": "99"}, "part=99: the part of the lesson must be from 0 to 11", (11, 1)),
        (
            {"part": "2", "beat": "9"},
            "Part 2 of the lesson, Three channels, one filter, has 3",
            (2, 3),
        ),
        ({"part": "two"}, "part=two: the part of the lesson must be a whole number", (0, 1)),
    ],
)
def test_what_is_wrong_with_a_link_is_said(query, sentence, lands):
    app = went_to(opened(PAGE), query)
    assert any(each.startswith(sentence) for each in sentences(app))
    assert (int(app.query_params["part"]), int(app.query_params["beat"])) == lands
    press(app, "back" if lands != (0, 1) else "next")
    assert sentences(app) == []


def test_choosing_a_part_begins_at_its_first_beat():
    app = opened(PAGE, part=7, beat=8)
    app.selectbox[0].select(2).run()
    assert (app.query_params["part"], app.query_params["beat"]) == ("2", "1")


def test_one_animation_at_a_time():
    for part, beats in enumerate(LENGTHS):
        app = opened(PAGE, part=part, beat=beats)
        assert len(components(app)) == (part < len(parts()))


def test_part_2_shows_a_kernel_on_one_channel_beside_a_kernel_on_three():
    app = opened(PAGE, part=2)
    data = components(app)[0].proto.bytes
    (length,) = struct.unpack_from("<I", data)
    header, _ = unpack_comparison(data[4 + length :])
    assert [track["filter"] for track in header["tracks"]] == [[3, 3, 1, 1], [3, 3, 3, 1]]
    assert [track["macs"] for track in header["tracks"]] == [81, 243]


def test_the_lesson_leaves_the_labs_layer_alone():
    app = opened(h=7, w=6, c=2)
    app.switch_page(PAGE).run()
    press(app, "next")
    assert {"h", "w", "c"}.isdisjoint(app.query_params)
    app.switch_page("pages/count/shapes.py").run()
    assert app.query_params["h"] == "7"
    assert "part" not in app.query_params


def test_the_values_of_the_lesson_are_those_of_no_other_page():
    assert PARAMETERS["part"].pages == PARAMETERS["beat"].pages == {"lesson"}


def test_code_comes_with_what_tensorflow_printed():
    app = opened(PAGE, part=8)
    program, output = (each.value for each in answered(app).code)
    assert "tf.nn.depthwise_conv2d(" in program
    assert output.splitlines()[0] == "(1, 2, 3, 2)"
    assert [float(each) for each in output.replace("[", " ").replace("]", " ").split()[4:]] == [
        *(13, 18, 17, 24, 21, 30),
        *(25, 36, 29, 42, 33, 48),
    ]


def test_a_claim_is_tested_by_a_click_and_not_before():
    app = opened(PAGE, part=11, beat=2)
    assert "What is true" not in text_on(app)
    press(app, "test")
    answered(app)
    table = shown_tables(app)[0]
    assert table["by the claim"].tolist() == ["13"] * 4
    assert table["this lab"].tolist() == table["TensorFlow"].tolist() == ["7", "5", "11", "15"]
    assert any("The claim is false" in each.value for each in app.markdown)
    press(app, "next")
    assert "What is true" not in text_on(app)


def test_a_claim_that_is_true_is_said_to_be():
    app = opened(PAGE, part=11, beat=LENGTHS[-1])
    press(app, "test")
    answered(app)
    assert shown_tables(app)[0]["TensorFlow"].tolist() == ["4, 1"]
    assert "**Why.**" in text_on(app)
    assert "The claim is false" not in text_on(app)


def test_nothing_says_beforehand_how_a_test_ends():
    app = opened(PAGE, part=11)
    for beat in range(1, LENGTHS[-1] + 1):
        went_to(app, {"part": "11", "beat": str(beat)})
        titles = [each for each in text_on(app).split("\n") if each.startswith("## ")]
        assert titles == ["## True or false?", "## All claims"]
        assert "The claim is false" not in text_on(app)
        assert "The claim is true" not in text_on(app)


def verdict(app):
    press(app, "test")
    answered(app)
    return shown_tables(app)[0]


def test_the_time_of_a_claim_is_measured_once_a_minute_for_all_visitors():
    beat = [claim.key for claim in claims()].index("macs-are-time") + 1
    with (
        patch("dwconv.ui.pages.lesson.claim_tests.time") as clock,
        patch("dwconv.ui.cached.questions.tensorflow_answers", wraps=tensorflow_answers) as asked,
    ):
        for minute, runs in (0, 1), (0, 1), (1, 2):
            clock.time.return_value = 60.0 * minute
            table = verdict(opened(PAGE, part=11, beat=beat))
            assert asked.call_count == runs
            assert table["this lab"].tolist() == ["–"]
            assert all(each.endswith(" times") for each in table["TensorFlow"])


def links(app):
    return [(each.proto.label, each.proto.page) for each in app.get("page_link")]


@pytest.mark.parametrize(
    ("part", "beat", "labels"),
    [
        (1, 1, ["Open this layer in the sliding window"]),
        (
            2,
            3,
            [
                "Open the left side in the sliding window",
                "Work out the cost of the right side (N = 1)",
                "Work out the cost on 15×15×3 (N = 1)",
            ],
        ),
        (9, 1, ["Open it in the comparison"]),
        (10, 1, ["Open the depthwise layer in the sliding window", "Work out its cost (N = 8)"]),
    ],
)
def test_a_link_says_what_of_the_beat_it_opens(part, beat, labels):
    app = opened(PAGE, part=part, beat=beat)
    assert [label for label, _ in links(app)] == [PRODUCT, *labels]


def state_of(code):
    """What students get of a class."""
    return public_state(OPEN_CLASSES.room(code))


@pytest.fixture
def no_second_press(monkeypatch):
    """Let each press count, however soon it follows the one before."""
    monkeypatch.setattr(live_class, "JUST_ASKED", 0)


def test_a_second_press_at_once_does_not_close_the_question_of_a_beat(monkeypatch):
    number = next(at for at, beat in enumerate(parts()[0].beats, 1) if beat.question)
    app = opened("pages/teach/class.py")
    app.button(key="class-start").click().run()
    code, _ = app.session_state[live_class.TEACHER]
    app.query_params.update({"part": "0", "beat": str(number)})
    app.switch_page(PAGE).run()
    monkeypatch.setattr(live_class, "JUST_ASKED", 3600)
    press(app, "next")
    press(app, "next")
    assert state_of(code)["question"]["open"]
    monkeypatch.setattr(live_class, "JUST_ASKED", 0)
    press(app, "next")
    assert not state_of(code)["question"]["open"]


@pytest.mark.usefixtures("no_second_press")
def test_the_ten_minutes_are_given_to_a_class_from_the_first_beat_to_the_last():
    app = opened("pages/teach/class.py")
    app.button(key="class-start").click().run()
    code, _ = app.session_state[live_class.TEACHER]
    app.switch_page(PAGE).run()
    for number, beat in enumerate(parts()[0].beats, 1):
        assert app.query_params["beat"] == str(number)
        (player,) = [each for each in components(app) if "teacher_desk" not in component(each)]
        state = state_of(code)
        assert state["picture"]["kind"] == component(player).removeprefix("dwconv.")
        assert state["picture"]["hash"] == hashlib.sha256(payload_in(player)).hexdigest()
        rests = beat.before_answer  # where the picture would show the answer
        first = rests.windows - 1 if rests else beat.first
        assert (state["moment"]["step"], state["moment"]["unit"]) == (first, beat.unit)
        assert state["caption"] == plain_text(beat.caption)
        assert state["question"] is None
        if beat.question:
            ask_and_reveal(app, code, beat)
        press(app, "next")
    assert state_of(code)["caption"] == parts()[0].farewell
    press(app, "long-way")
    assert app.query_params["part"] == "1"
    press(app, "back")
    press(app, "next")
    assert state_of(code)["question"] is None, "no question is asked twice"


@pytest.mark.usefixtures("no_second_press")
def test_a_class_is_asked_of_each_claim_before_it_is_tested():
    app = opened("pages/teach/class.py")
    app.button(key="class-start").click().run()
    code, _ = app.session_state[live_class.TEACHER]
    app.query_params.update({"part": str(len(parts())), "beat": "1"})
    app.switch_page(PAGE).run()
    live_class.prepare_claim(0).result(timeout=90)  # TensorFlow may have to start
    claim = claims()[0]
    press(app, "next")
    asked = state_of(code)["question"]
    assert asked["text"] == f"True or false, whatever the picture shows? {plain_text(claim.text)}"
    assert (asked["open"], asked["choices"]) == (True, ("True", "False"))
    press(app, "next")
    assert not state_of(code)["question"]["open"]
    assert app.button(key="lesson-test").label == "Test it", (
        "nothing on the projector gives it away"
    )
    press(app, "next")
    revealed = state_of(code)["question"]["reveal"]
    assert (revealed["answer"], revealed["solution"][-1]) == ("False", plain_text(claim.truth))
    assert app.button(key="lesson-test").label == "Test it again"
    press(app, "next")
    assert state_of(code)["question"] is None
    assert app.query_params["beat"] == "2"


def ask_and_reveal(app, code, beat):
    """Go through the question of a beat, which nobody answers."""
    press(app, "next")
    asked = state_of(code)["question"]
    assert asked["text"] == plain_text(beat.question)
    assert asked["open"]
    press(app, "next")
    closed = state_of(code)["question"]
    assert (closed["open"], closed.get("reveal")) == (False, None)
    press(app, "next")
    assert state_of(code)["question"]["reveal"]["solution"] == [plain_text(beat.answer)]


def component(element):
    return element.proto.component_name


def payload_in(element):
    data = element.proto.bytes
    (length,) = struct.unpack_from("<I", data)
    return data[4 + length :]


def test_no_text_above_a_beat_is_about_another_picture():
    """Beats 3 to 5 show other layers, 8 another layer on the right."""
    before = {beat: beats_before(parts()[0], beat) for beat in range(1, 13)}
    assert (before[2], before[3], before[7], before[8], before[9]) == ([1], [], [6], [], [8])
    app = opened(PAGE, part=0, beat=7)
    assert parts()[0].beats[5].text in text_on(app)
    assert parts()[0].beats[4].text not in text_on(app)
