"""The Class page as the server makes it: starting, asking, and what cannot be asked."""

import re

import pytest
from streamlit.testing.v1.element_tree import Block

from dwconv.classroom.open_classes_from_threads import OPEN_CLASSES
from dwconv.classroom.questions import lesson_questions
from dwconv.teaching.claims import claims
from dwconv.teaching.exercises import sheet
from dwconv.ui import cached, live_class
from dwconv.ui.pages import classroom
from dwconv.ui.pages.exercises import TITLES
from tests.pages.app import change, components, opened, shown

PAGE = "pages/teach/class.py"


def started(**query):
    app = opened(PAGE, **query)
    app.button(key="class-start").click().run()
    assert not app.exception
    code, _ = app.session_state[live_class.TEACHER]
    return app, code


def asked(app, code):
    app.button(key="class-ask").click().run()
    assert not app.exception
    return OPEN_CLASSES.room(code).question


def test_a_class_is_shown_the_picture_of_the_page_and_each_change_of_it():
    app, code = started(h=5, w=6, c=2)
    room = OPEN_CLASSES.room(code)
    assert room.layer["h"] == "5"
    change(app, h=7)
    later = OPEN_CLASSES.room(code)
    assert later.layer["h"] == "7"
    assert later.picture != room.picture


def test_no_value_is_predicted_where_no_switch_ends_it():
    app = opened(PAGE, predict=1)
    assert shown(app)[0]["predict"] is False


def test_a_question_about_the_layer_is_asked_without_its_answer():
    app, code = started(h=5, w=6, c=2, m=2)
    app.selectbox(key="class-layer-question").set_value("How many MACs").run()
    question = asked(app, code)
    assert question.whole["right"] == str(3 * 4 * 4 * 9)
    assert "right" not in question.public
    assert "432" not in str(question.public)


def test_the_shape_that_a_class_is_asked_for_is_not_on_the_projector():
    app, code = started(h=5, w=6, c=2, m=2)
    lines = [re.sub("<[^>]+>", "", html.proto.body) for html in app.get("html")]
    assert [line for line in lines if "→ (1, 3, 4, 4)" in line]
    app.selectbox(key="class-layer-question").set_value("The output's shape").run()
    assert asked(app, code).whole["right"]
    lines = [re.sub("<[^>]+>", "", html.proto.body) for html in app.get("html")]
    assert not [line for line in lines if "(1, 3, 4, 4)" in line]
    assert [line for line in lines if "(1, 5, 6, 2) ∗ (3, 3, 2, 2) → (?, ?, ?, ?)" in line]


@pytest.mark.parametrize("source", classroom._SOURCES[1:4])
def test_exercises_claims_and_questions_of_the_lesson_are_asked(source):
    cached.answers_to(claims()[0].key, -1).result(timeout=90)  # TensorFlow may have to start
    app, code = started()
    app.selectbox(key="class-source").set_value(source).run()
    assert asked(app, code).public["text"]


def test_after_one_question_the_next_one_is_chosen():
    app, code = started()
    app.selectbox(key="class-source").set_value("The lesson").run()
    texts = [asked(app, code).public["text"] for _ in range(3)]
    assert texts == [question for question, _ in lesson_questions()[:3]]
    app.selectbox(key="class-lesson").set_value(len(lesson_questions()) - 1).run()
    last = [asked(app, code).public["text"] for _ in range(2)]
    assert last == [lesson_questions()[-1][0]] * 2
    app.selectbox(key="class-source").set_value("An exercise").run()
    sheets = [asked(app, code).whole["exercise"][0] for _ in range(2)]
    assert sheets == [1, 2]


def test_only_the_exercises_of_a_level_can_be_asked():
    app, code = started()
    app.selectbox(key="class-source").set_value("An exercise").run()
    for level in (2, 1):
        app.selectbox(key="class-level").set_value(level).run()
        offered = app.selectbox(key="class-kind").options
        assert offered == [TITLES[one.kind] for one in sheet(1, level)]
        if level == 2:
            app.selectbox(key="class-kind").set_value("same").run()
    question = asked(app, code)
    assert "SAME" not in question.public["text"]
    assert question.whole["exercise"][1:3] == ["shape", 1]


def test_a_poll_says_what_is_missing_and_keeps_what_was_typed():
    app, code = started()
    app.selectbox(key="class-source").set_value("A poll").run()
    app.text_input(key="class-poll").set_value("Too fast?").run()
    assert asked(app, code) is None
    assert "2 to 6 different choices" in app.warning[0].value
    assert app.text_input(key="class-poll").value == "Too fast?"
    # a click on the button takes the caret out of the field: both arrive in one run
    app.text_area(key="class-choices").set_value("yes\nno")
    assert asked(app, code).public["choices"] == ("yes", "no")


def test_a_question_that_cannot_be_asked_gives_the_reason():
    app, code = started(sh=2, sw=2)
    app.selectbox(key="class-layer-question").set_value("The shape with stride 2").run()
    before = places(app)
    assert asked(app, code) is None
    assert "The stride is 2 already" in app.warning[0].value
    assert places(app) == before, "a picture that has another place is drawn anew, and plays"


def test_a_change_is_only_offered_where_the_layer_has_room_for_it():
    def choices(**link):
        app, _ = started(**link)
        return app.selectbox(key="class-layer-question").options

    wide = choices(h=7, w=7, kh=3, kw=3)
    assert "The shape with dilation 2" in wide
    assert "dilation" not in " ".join(choices(h=4, w=4, kh=3, kw=3))


def test_beside_the_comparison_nobody_is_asked_for_the_shape_that_it_shows():
    app, _ = started()
    asks = app.selectbox(key="class-layer-question").options
    app = opened("pages/see/comparison.py")
    app.session_state[live_class.TEACHER] = OPEN_CLASSES.create()
    app.run()
    beside = app.selectbox(key="class-bar-question").options
    assert set(asks) - set(beside) == {
        *("The next value", "Which input cells it uses", "Which channel and filter"),
        "The output's shape",
    }


def places(app):
    """Where the parts of the page stand that have parts themselves, such as the picture's column."""
    return [at for at, part in app.main.children.items() if isinstance(part, Block)]


def test_the_secret_stands_only_in_the_desk():
    app, code = started()
    _, secret = app.session_state[live_class.TEACHER]
    assert secret not in str(dict(app.query_params))
    desk = [each for each in components(app) if secret in str(each.proto)]
    assert [each.proto.component_name for each in desk] == ["dwconv.teacher_desk"]
    assert secret not in str(OPEN_CLASSES.room(code))
