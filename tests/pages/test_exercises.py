"""The exercise page: the link's sheet, answers and what is said to them, and where solutions lead."""

import json

import numpy as np
import pytest

from dwconv import conv2d, steps
from dwconv.teaching.exercises import EDITION, KINDS, LEVELS, sheet
from dwconv.ui.pages.exercises import TITLES, in_markdown, solution_link
from dwconv.ui.parameters.layer_values import make_operands, make_spec
from dwconv.ui.parameters.legal_values import make_legal
from dwconv.ui.parameters.links import read_link
from dwconv.ui.parameters.player_state import read_moment
from dwconv.ui.widgets.markdown import escape_markdown
from tests.pages.app import (
    SLIDING_WINDOW,
    components,
    controls,
    fields,
    heard,
    opened,
    seen,
    sentences,
    shown,
    top,
    went_to,
)

PAGE = "pages/learn/exercises.py"


def questions(app):
    return [seen(each.value) for each in app.markdown]


def said(app):
    """What answers were told: (right, wrong, hints and what could not be read)."""
    return tuple([each.value for each in kind] for kind in (app.success, app.warning, app.info))


def answered(app, number, text, sheet=7, level=2):
    """The same session after an answer was typed and checked."""
    name = f"{EDITION}-{sheet}-{level}-{number}"
    if any(each.key == f"answer-{name}" for each in app.radio):
        app.radio(key=f"answer-{name}").set_value(text)
    else:
        app.text_input(key=f"answer-{name}").set_value(text)
    check = next(each for each in app.button if each.form_id == f"form-{name}")
    check.click().run()
    assert not app.exception
    return app


def score(app):
    return next(each.value for each in app.markdown if "solved on your own" in each.value)


def test_every_kind_of_exercise_has_a_title():
    assert TITLES.keys() == KINDS.keys()


@pytest.mark.parametrize("level", LEVELS)
def test_a_link_opens_its_sheet(level):
    app = opened(PAGE, sheet=41, level=level)
    assert top(app) == "Exercises"
    assert heard(app)[0] == f"Exercises, sheet 41, level {level}"
    for one in sheet(41, level):
        assert escape_markdown(one.question) in questions(app)
    link = {"sheet": "41", "edition": str(EDITION), "level": str(level), "solutions": "0"}
    assert link.items() <= app.query_params.items()
    assert "h" not in app.query_params  # it is not about the lab's layer
    assert said(app) == ([], [], [])


def test_a_link_of_an_earlier_edition_opens_the_sheet_of_that_edition():
    app = opened(PAGE, sheet=1, level=1, edition=1)
    for one in sheet(1, 1, 1):
        assert escape_markdown(one.question) in questions(app)
    next(each for each in app.button if each.label == "New sheet").click().run()
    assert app.query_params["edition"] == str(EDITION)


def test_what_is_wrong_with_a_link_is_said():
    app = went_to(opened(PAGE), {"sheet": "x", "level": "9", "edition": "4"})
    assert len(sentences(app)) == 1
    assert "sheet=x: the number of the exercise sheet must be a whole number" in sentences(app)[0]
    assert "level=9: the level must be one of 1, 2, 3" in sentences(app)[0]
    assert "edition=4" in sentences(app)[0]
    assert heard(app)[0] == "Exercises, sheet 1, level 1"


def test_every_right_answer_is_found_right_and_counted():
    app = opened(PAGE, sheet=7, level=2)
    assert "0 of 8" in score(app)
    for number, one in enumerate(sheet(7, 2), 1):
        answered(app, number, one.shown_answer)
        assert f"{number} of 8" in score(app)
    right, wrong, _ = said(app)
    assert len(right) == 8
    assert wrong == []


def test_the_hint_goes_once_the_answer_is_right():
    app = opened(PAGE, sheet=7, level=2)
    one = sheet(7, 2)[0]
    answered(app, 1, "1 1 1")
    assert said(app)[2] == [escape_markdown(one.hint)]
    answered(app, 1, one.shown_answer)
    assert said(app)[1:] == ([], [])
    assert "1 of 8" in score(app)


@pytest.mark.parametrize("number", range(1, 9))
def test_a_wrong_answer_gets_its_mistake_then_a_hint_then_the_solution(number):
    app = opened(PAGE, sheet=7, level=2)
    one = sheet(7, 2)[number - 1]
    wrong = one.written(one.wrong_answers[0].answer) if one.wrong_answers else "1 1 1"
    assert not any(
        escape_markdown(one.shown_answer) in each for each in questions(app) if "answer" in each
    )
    answered(app, number, wrong)
    assert said(app) == ([], [in_markdown(one.grade(wrong).message)], [escape_markdown(one.hint)])
    assert (
        one.wrong_answers == () or in_markdown(one.wrong_answers[0].explanation) in said(app)[1][0]
    )
    app.button(key=f"open-{EDITION}-7-2-{number}").click().run()
    assert any(f"**{escape_markdown(one.shown_answer)}**" in each for each in questions(app))
    for line in one.solution:
        assert any(line.substituted in each for each in questions(app))
    # Once it was seen, the right answer is right, and not counted.
    answered(app, number, one.shown_answer)
    assert len(said(app)[0]) == 1
    assert "0 of 8" in score(app)


def test_what_cannot_be_read_is_no_wrong_answer():
    app = opened(PAGE, sheet=7, level=2)
    answered(app, 1, "![x](//e.co/x.png)")
    right, wrong, told = said(app)
    assert (right, wrong) == ([], [])
    assert told == [escape_markdown(sheet(7, 2)[0].grade("![x](//e.co/x.png)").message)]


def test_answers_and_score_survive_a_visit_to_another_page_and_another_sheet():
    app = opened(PAGE, sheet=7, level=2)
    shape, picture = sheet(7, 2)[0], sheet(7, 2)[5]
    answered(app, 1, shape.shown_answer)
    answered(app, 6, picture.shown_answer)
    answered(app, 5, "12")
    before = said(app)
    app.switch_page(SLIDING_WINDOW).run()
    app.switch_page(PAGE).run()
    assert said(app) == before
    assert app.text_input(key=f"answer-{EDITION}-7-2-1").value == shape.shown_answer
    assert app.radio(key=f"answer-{EDITION}-7-2-6").value == picture.shown_answer
    assert "2 of 8" in score(app)
    app.number_input(key="sheet").set_value(8).run()
    assert said(app) == ([], [], [])
    assert "0 of 8" in score(app)
    app.number_input(key="sheet").set_value(7).run()
    assert said(app) == before
    assert app.text_input(key=f"answer-{EDITION}-7-2-5").value == "12"


def keeper(app):
    """The element that lets the browser keep the answers."""
    elements = [each.proto for each in app.get("bidi_component")]
    return next(each for each in elements if each.component_name == "dwconv.kept_sheet_answers")


def sent_by_browser(app, sheet_name, answers):
    """The same session after a browser sent what it kept."""
    states = app._tree.get_widget_states()
    state = {"kept": {"sheet": sheet_name, "answers": answers}}
    states.widgets.add(id=keeper(app).id, json_value=json.dumps(state))
    app._run(states)
    assert not app.exception
    return app


def test_a_new_session_takes_over_the_answers_that_the_browser_kept():
    app = opened(PAGE, sheet=7, level=2)
    shape, picture = sheet(7, 2)[0], sheet(7, 2)[5]
    answered(app, 1, shape.shown_answer)
    answered(app, 1, "1 1 1")
    answered(app, 6, picture.shown_answer)
    app.button(key=f"open-{EDITION}-7-2-1").click().run()
    before = said(app)
    data = json.loads(keeper(app).json)
    assert data["sheet"] == f"{EDITION}-7-2"
    assert data["answers"].keys() == {"1", "6"}
    again = sent_by_browser(opened(PAGE, sheet=7, level=2), f"{EDITION}-7-2", data["answers"])
    assert said(again) == before
    assert again.text_input(key=f"answer-{EDITION}-7-2-1").value == "1 1 1"
    assert again.radio(key=f"answer-{EDITION}-7-2-6").value == picture.shown_answer
    assert "2 of 8" in score(again)
    assert again.button(key=f"open-{EDITION}-7-2-1").label == "Hide the solution"
    assert json.loads(keeper(again).json) == data
    # What is answered now counts, whatever the browser sent at first.
    answered(again, 1, shape.shown_answer)
    assert again.text_input(key=f"answer-{EDITION}-7-2-1").value == shape.shown_answer


def test_a_sheet_that_is_started_again_has_no_answers_and_takes_none_back():
    app = opened(PAGE, sheet=7, level=2)
    assert not any(each.key == "start-again" for each in app.button)
    shape, picture = sheet(7, 2)[0], sheet(7, 2)[5]
    answered(app, 1, shape.shown_answer)
    answered(app, 6, picture.shown_answer)
    kept = json.loads(keeper(app).json)["answers"]
    app.button(key="start-again").click().run()
    assert "0 of 8" in score(app)
    assert said(app) == ([], [], [])
    assert app.text_input(key=f"answer-{EDITION}-7-2-1").value == ""
    assert app.radio(key=f"answer-{EDITION}-7-2-6").value is None
    data = json.loads(keeper(app).json)
    assert (data["answers"], data["alone"]) == ({}, True)
    sent_by_browser(app, f"{EDITION}-7-2", kept)
    assert "0 of 8" in score(app)
    answered(app, 1, shape.shown_answer)
    assert "1 of 8" in score(app)


def test_a_class_link_shows_hints_and_no_solution_and_locks_no_layer():
    app = opened(PAGE, sheet=7, level=2, solutions=1, lock="solutions")
    assert app.query_params["lock"] == "solutions"
    assert not any(each.key == "solutions" for each in app.toggle)
    one = sheet(7, 2)[0]
    answered(app, 1, "1 1 1")
    assert said(app)[2] == [escape_markdown(one.hint)]
    answered(app, 1, one.shown_answer)
    assert "1 of 8" in score(app)
    assert not any(str(each.key).startswith("open-") for each in app.button)
    assert not any(line.substituted in each for each in questions(app) for line in one.solution)
    app.switch_page(SLIDING_WINDOW).run()
    assert not controls(app)["examples"]["locked"]
    assert not any(field.locked for field in fields(app).values())
    assert app.query_params["lock"] == "solutions"  # and so it is on the way back


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"text": "6"},
        {"text": "6" * 81, "missed": 0, "opened": False, "solved": True},
        {"text": 6, "missed": 0, "opened": False, "solved": True},
        {"text": "6", "missed": -1, "opened": False, "solved": True},
        {"text": "6", "missed": 0, "opened": "no", "solved": True},
    ],
)
def test_what_is_no_answer_is_not_taken_from_the_browser(answer):
    app = sent_by_browser(opened(PAGE, sheet=7, level=2), f"{EDITION}-7-2", {"1": answer})
    assert said(app) == ([], [], [])
    assert "0 of 8" in score(app)


def test_answers_of_another_sheet_and_words_that_are_no_choice_are_not_taken_over():
    one = {"text": "6x6x6", "missed": 0, "opened": False, "solved": True}
    app = opened(PAGE, sheet=7, level=2)
    sent_by_browser(app, "2-8-2", {"1": one})
    sent_by_browser(app, f"{EDITION}-7-2", {"6": one, "99": one})
    assert said(app) == ([], [], [])
    assert "0 of 8" in score(app)


def test_a_new_sheet_is_another_one_and_in_the_address():
    app = opened(PAGE, sheet=7, level=2)
    next(each for each in app.button if each.label == "New sheet").click().run()
    assert app.query_params["sheet"] != "7"
    assert app.number_input(key="sheet").value == int(app.query_params["sheet"])
    went_to(app, {"sheet": "7", "edition": str(EDITION), "level": "2", "solutions": "0"})
    assert app.number_input(key="sheet").value == 7
    assert escape_markdown(sheet(7, 2)[0].question) in questions(app)


def test_a_sheet_with_solutions_has_all_of_them():
    app = opened(PAGE, sheet=7, level=3, solutions=1)
    for one in sheet(7, 3):
        assert any(f"**{escape_markdown(one.shown_answer)}**" in each for each in questions(app))
    without = opened(PAGE, sheet=7, level=3)
    assert not any("The answer:" in each for each in questions(without))


def test_the_picture_in_words_does_not_name_its_kind():
    for level in LEVELS:
        app = opened(PAGE, sheet=7, level=level)
        drawing, _ = components(app)  # and the element that keeps answers
        for word in ("depthwise", "standard", "grouped"):
            assert word not in str(drawing.proto)
        assert "Output 0 is fed by input" in str(drawing.proto)


@pytest.mark.parametrize("level", LEVELS)
def test_every_solution_opens_its_layer_at_its_step(level):
    for seed in range(1, 60):
        for one in sheet(seed, level):
            values, complaints = read_link(link := solution_link(one))
            assert complaints == []
            assert make_legal(values) == (values, [])
            assert make_spec(values).output_shape == one.spec.output_shape
            assert make_spec(values).pads == one.spec.pads
            outputs = one.spec.output_shape
            assert read_moment(link, int(np.prod(outputs)), one.spec.channels)[1] == []
            if one.kind == "value":
                image, filter = make_operands(make_spec(values), values)
                at = list(steps(one.spec, image, filter))[one.step]
                assert (int(at.total),) == one.answer


def feeds(values):
    """Which input of the layer on the right of a link feeds which output, by trying each alone."""
    spec, groups = make_spec(values), values["g"]
    size = (*spec.kernel, spec.channels // groups, spec.channels * spec.multiplier)
    pairs = set()
    for alone in range(spec.channels):
        image = np.zeros(spec.input_shape)
        image[..., alone] = 1
        made = conv2d(image, np.ones(size), 1, "VALID")
        pairs |= {(alone, int(out)) for out in np.flatnonzero(made.any(axis=(0, 1, 2)))}
    return pairs


@pytest.mark.parametrize("level", LEVELS)
def test_the_solution_opens_a_layer_with_the_same_lines_from_inputs_to_outputs(level):
    kinds = set()
    for seed in range(1, 60):
        one = next(one for one in sheet(seed, level) if one.kind == "picture")
        kind = one.words[one.answer[0]]
        kinds.add(kind)
        values, _ = read_link(link := solution_link(one))
        if kind == "depthwise":
            assert "beside" not in link
            values["g"] = values["c"]
        else:
            assert link["beside"] == "conv2d"
        assert feeds(values) == set(one.connections)
    assert kinds == set(one.words)


@pytest.mark.parametrize("level", [2, 3])
def test_a_kind_that_is_not_depthwise_opens_in_the_comparison(level):
    one = sheet(7, level)[5]
    word = {"standard": "a standard convolution", "grouped": "a convolution in 2 groups"}
    app = opened(PAGE, sheet=7, level=level, solutions=1)
    labels = [link.proto.label for link in app.get("page_link")]
    label = word[one.words[one.answer[0]]]
    assert f"Watch {label} with these channels, beside the depthwise one" in labels
    app = opened("pages/see/comparison.py", **solution_link(one))
    assert sentences(app) == []
    groups = next(each for each in app.get("button_group") if each.key == "g")
    assert groups.value == one.groups


def test_mistakes_with_one_answer_are_a_list():
    number, known = next(
        (number, known)
        for number, one in enumerate(sheet(7, 2), 1)
        for known in one.wrong_answers
        if len(known.mistakes) > 1
    )
    app = opened(PAGE, sheet=7, level=2)
    answered(app, number, sheet(7, 2)[number - 1].written(known.answer))
    (told,) = said(app)[1]
    items = [line for line in told.split("\n") if line.startswith("- ")]
    assert len(items) == len(known.mistakes)


def test_a_sheet_on_paper_says_how_it_is_found():
    app = opened(PAGE, sheet=7, level=2)
    paper = " ".join(each.proto.body for each in app.get("html"))
    assert f"/exercises?sheet=7&amp;edition={EDITION}&amp;level=2" in paper


def test_a_solution_is_watched_in_the_sliding_window():
    one = sheet(7, 2)[2]
    app = opened(**solution_link(one))
    options, header, _ = shown(app)
    asked = {"step": one.step, "playing": False, "predict": False}
    assert {name: value for name, value in options.items() if name != "typing"} == asked
    assert header["input"] == [one.spec.height, one.spec.width]
    assert sentences(app) == []
