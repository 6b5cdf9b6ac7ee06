"""Questions to a class: the right answers by hand and by loops, the mistakes, the histogram."""

import csv
import io
import json
import math
from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dwconv.classroom import events
from dwconv.classroom.answers import read_answer
from dwconv.classroom.limits import Limits
from dwconv.classroom.questions import (
    BUILDERS,
    ClassQuestion,
    ask_beat,
    ask_claim,
    ask_exercise,
    ask_lesson_question,
    ask_poll,
    grade,
    histogram,
    lesson_questions,
    reveal,
)
from dwconv.classroom.results import as_csv, figures
from dwconv.classroom.room_state import Room, apply
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call
from dwconv.teaching.claims import claims
from dwconv.teaching.exercises import KINDS, exercise
from dwconv.teaching.lesson import parts
from dwconv.teaching.lesson.wording import plain_text

LAYERS = [
    ConvSpec(5, 6, 2, kernel=(3, 2), multiplier=2, padding="SAME"),
    ConvSpec(7, 8, 3, kernel=(2, 3), stride=(2, 2), padding=((1, 0), (0, 2))),
    ConvSpec(7, 7, 1, kernel=(3, 3), multiplier=3, dilation=(2, 2)),
]


def numbers(spec):
    image = make_input("integers", *spec.input_shape[1:], 5)[None]
    return image, make_filter("integers", spec.kernel, spec.channels, spec.multiplier, 5)


def by_loops(spec, image, filter, i, j, k, q):
    """One value, and the input cells that it is made from, one tap at a time."""
    (top, _), (left, _) = spec.pads
    total, cells = 0.0, []
    for di, dj in product(range(spec.kernel[0]), range(spec.kernel[1])):
        row = i * spec.stride[0] + di * spec.dilation[0] - top
        column = j * spec.stride[1] + dj * spec.dilation[1] - left
        if 0 <= row < spec.height and 0 <= column < spec.width:
            total += float(image[0, row, column, k] * filter[di, dj, k, q])
            cells.append([row, column])
    return total, sorted(cells)


def places(spec):
    """Row, column, k and q of every window in reading order, by nested loops."""
    _, rows, columns, _ = spec.output_shape
    return [
        (i, j, k, q)
        for i in range(rows)
        for j in range(columns)
        for k in range(spec.channels)
        for q in range(spec.multiplier)
    ]


UNCHANGED = {
    "dilation 2": {"dilation": 1},
    "dilated window": {"dilation": 1},
    "VALID": {"padding": "SAME"},
    "SAME": {"padding": "VALID"},
}
"""What a layer has before the change that a question is about."""


def ask(name, spec, window=0):
    return BUILDERS[name][1](spec, *numbers(spec), window)


def ask_before_change(name, spec, window=0):
    return ask(name, spec.replace(**UNCHANGED.get(name, {})), window)


@pytest.mark.parametrize("spec", LAYERS)
def test_the_next_value_and_its_cells_are_those_of_the_loops(spec):
    image, filter = numbers(spec)
    order = places(spec)
    for window in range(0, len(order) - 1, 7):
        value, _ = by_loops(spec, image, filter, *order[window + 1])
        question = ask("next value", spec, window)
        assert float(question.right) == value
        assert question.moment["step"] == question.hides_from == window + 1
        question = ask("cells", spec, window)
        assert question.right == by_loops(spec, image, filter, *order[window])[1]
        assert question.lane == order[window][2]


def test_filters_shapes_and_costs_are_counted_by_hand():
    spec = LAYERS[0]
    question = ask("filter", spec, window=1)  # k = 0, q = 1 is shown; asked is channel 2 = 1·2 + 0
    assert question.right == {"channel k": 1, "filter q": 0}
    assert ask("shape", spec).right == ["5", "6", "4"]
    assert ask("stride 2", spec).right == ["3", "3", "4"]
    assert "5×6×4" not in ask("stride 2", spec).text
    assert ask("dilation 2", spec).right == ["5", "6", "4"]  # SAME
    assert ask("VALID", spec).right == ["3", "5", "4"]
    bare = spec.replace(padding="VALID")
    assert ask("dilation 2", bare).right == ["1", "4", "4"]
    assert ask("SAME", bare).right == ["5", "6", "4"]
    reach = ask("dilated window", spec)
    assert reach.right == "5"  # rows 0, 2 and 4
    assert all(grade(reach, wrong).mistake for wrong in "3467")
    assert ask("MACs", spec).right == str(5 * 6 * 4 * 3 * 2)
    assert ask("parameters", spec).right == str(3 * 2 * 2 * 2)
    # every factor has its name
    assert "5·6 positions · 4 filters · 3·2 weights = 720." in ask("MACs", spec).solution
    assert "4 filters · 3·2 weights = 24." in ask("parameters", spec).solution


@pytest.mark.parametrize("name", BUILDERS)
def test_a_question_that_outlives_its_picture_says_which_layer_it_is_about(name):
    question = ask_before_change(name, LAYERS[0])
    assert question.moment or question.text.startswith("Input 5×6×2, kernel 3×2, M = 2, stride ")


def test_a_question_that_cannot_be_asked_gives_the_reason():
    with pytest.raises(events.ClassError, match="The stride is 2 already"):
        ask("stride 2", LAYERS[1])
    with pytest.raises(events.ClassError, match=r"dilation is 2 already\. Set it to 1 or 3"):
        ask("dilated window", LAYERS[2])
    with pytest.raises(events.ClassError, match=r"padding is SAME already\. Set it to VALID"):
        ask("SAME", LAYERS[0])
    spec = LAYERS[0]
    image, filter = numbers(spec)
    with pytest.raises(events.ClassError, match="whole numbers"):
        BUILDERS["next value"][1](spec, image + 0.5, filter, 0)
    for window in np.prod(spec.output_shape) - 1, 10_000:
        with pytest.raises(events.ClassError, match="no value follows"):
            ask("next value", spec, int(window))
    around = ConvSpec(3, 3, 1, kernel=(2, 2), padding=((3, 3), (3, 3)))
    with pytest.raises(events.ClassError, match="All taps of this window lie on padding"):
        ask("cells", around, 0)


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize("spec", [LAYERS[0], LAYERS[2]])
def test_known_mistakes_are_named_and_the_right_answer_is_right(name, spec):
    question = ask_before_change(name, spec, 3)
    assert grade(question, question.right).right
    assert question.mistakes
    for answer, sentence in question.mistakes:
        outcome = grade(question, answer)
        assert outcome.right is False
        assert outcome.mistake == sentence
    assert ClassQuestion.from_whole(question.whole()) == question


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("dilation", [1, 2])
@pytest.mark.parametrize("pads", [((0, 0), (0, 0)), ((1, 0), (0, 0)), ((0, 0), (2, 1)), "SAME"])
def test_a_mistake_in_the_cells_names_only_what_the_layer_has(stride, dilation, pads):
    spec = ConvSpec(9, 9, 1, kernel=3, stride=stride, dilation=dilation, padding=pads)
    windows = spec.output_shape[1] * spec.output_shape[2]
    said = " ".join(
        sentence for window in range(windows) for _, sentence in ask("cells", spec, window).mistakes
    )
    axes = spec.vertical, spec.horizontal
    above, left = (axis.before > 0 for axis in axes)
    assert ("stride" in said) is (stride > 1)
    assert ("ilation" in said) is (dilation > 1)
    assert ("adding" in said) is (above or left)
    assert ("first window up" in said) is above
    assert ("to the left" in said) is left
    assert ("window without" in said) is (((stride > 1) + (dilation > 1) + (above or left)) > 1)


PUBLIC = {"kind", "text", "look", "choices", "fields", "names", "lane", "window"}


@pytest.mark.parametrize("name", BUILDERS)
def test_students_get_nothing_of_the_answer(name):
    question = ask_before_change(name, LAYERS[0], 3)
    assert set(question.public()) <= PUBLIC


def test_the_picture_hides_its_output_only_where_its_size_is_asked_for():
    asked = {name: ask_before_change(name, LAYERS[0]).window for name in BUILDERS}
    assert asked["shape"] == -3
    assert asked["stride 2"] == asked["MACs"] == asked["parameters"] == -2
    assert asked["cells"] == -1


def test_a_typed_answer_is_read_as_the_right_one():
    question = ask("MACs", LAYERS[0])
    assert grade(question, read_answer(question.public(), "720")).right
    question = ask("shape", LAYERS[0])
    assert grade(question, read_answer(question.public(), "5x6x4")).right
    assert "multiplier" in grade(question, read_answer(question.public(), "5, 6, 2")).mistake


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_exercises_are_graded_as_on_their_page(kind, level):
    one, question = exercise(7, kind, level), ask_exercise(7, kind, level)
    assert one.question in question.text
    assert grade(question, question.right).right
    assert one.grade(one.shown_answer).right
    for (answer, sentence), wrong in zip(question.mistakes, one.wrong_answers, strict=True):
        assert grade(question, answer).mistake == sentence == wrong.explanation
        assert sentence in one.grade(one.written(wrong.answer)).message


@pytest.mark.parametrize("level", [1, 2, 3])
def test_which_line_is_wrong_is_asked_with_every_line_as_it_is_worked_out(level):
    for seed in range(8):
        one, question = exercise(seed, "wrong step", level), ask_exercise(seed, "wrong step", level)
        assert question.kind == "choice"
        assert len(question.choices) == len(one.lines)
        assert question.choices[question.right].startswith(f"{one.answer[0]}. ")
        for number, (choice, line) in enumerate(zip(question.choices, one.lines, strict=True), 1):
            assert choice.startswith(f"{number}. ")
            assert evaluated(choice) == line.result
        assert evaluated(question.solution[0]) != one.lines[question.right].result


def evaluated(line):
    """What the formula in plain text comes to, which must be what stands behind its equals sign."""
    formula, _, result = line.rpartition(": ")[2].partition(" = ")
    for sign, python in zip("·−⌊⌋⌈⌉", ["*", "-", "floor(", ")", "ceil(", ")"], strict=True):
        formula = formula.replace(sign, python)
    value = eval(formula, {"floor": math.floor, "ceil": math.ceil, "max": max})
    assert f"{value:,}".replace("-", "−") == result
    return value


def test_another_right_answer_of_an_exercise_is_right():
    one, question = exercise(3, "find", 1), ask_exercise(3, "find", 1)
    tried = [
        dict(zip(one.names, answer, strict=True))
        for answer in product(range(1, 6), repeat=len(one.names))
    ]
    for answer in tried:
        says = one.explain_miss(tuple(answer.values()))
        assert grade(question, answer).right == (not says)


def test_claims_and_polls_are_graded_and_polls_refused_with_a_sentence():
    claim = claims()[0]
    assert grade(ask_claim(claim, False), 1).right
    assert grade(ask_claim(claim, True), 0).right
    poll = ask_poll("Too fast?", ["yes", "no"])
    assert grade(poll, 0).right is None
    for choices in ["one"], list("abcdefg"), ["same", " same "]:
        with pytest.raises(events.ClassError, match="2 to 6"):
            ask_poll("Well?", choices)
    with pytest.raises(events.ClassError, match="Type a question"):
        ask_poll(" ", ["a", "b"])


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.key)
def test_the_answer_to_a_claim_tells_every_layer_that_it_is_tested_on(claim):
    question = ask_claim(claim, False)
    assert "whatever the picture shows" in question.text
    said, truth = question.solution
    assert truth == plain_text(claim.truth)
    assert "own, not on the picture's" in said.replace("own layer", "own")
    layers = said.partition(": ")[2].removesuffix(".").split("; ")
    if len(claim.questions) > 4:  # those of whole networks
        assert claim.test in said
        return
    for one in claim.questions:
        call = isinstance(one, Call)
        shape = one.input.shape if call else one.spec.input_shape
        kh, kw, depth, last = one.filter.shape if call else one.spec.filter_shape
        weights = (
            f" kernel {kh}×{kw}, M = {last}, ",
            f" conv2d with {last} filters of {kh}×{kw}×{depth}, ",
            f" filter of shape {(kh, kw, depth, last)}, ",
        )
        padding = one.padding if call else one.spec.padding
        assert any(
            layer.startswith(f"input of shape {shape}, ")
            and any(each in layer for each in weights)
            and " stride " in layer
            and f" padding {padding}" in layer
            for layer in layers
        )


def test_the_lesson_s_questions_are_asked_with_the_answers_of_the_page():
    for index, (text, answer) in enumerate(lesson_questions()):
        question = ask_lesson_question(index)
        shown = reveal(question, {})
        assert question.text == text
        assert answer in (shown["answer"], *shown["solution"])
        assert set(question.public()) <= PUBLIC - {"lane"}
        for wrong, sentence in question.mistakes:
            assert grade(question, wrong).mistake == sentence


def test_every_answer_to_the_lesson_is_typed_or_chosen_and_graded():
    questions = [ask_lesson_question(index) for index in range(len(lesson_questions()))]
    # Worked out by hand from the questions as they stand on the page.
    assert [question.written(question.right) for question in questions] == [
        "4",
        "9",
        "channel k 3, filter q 1",
        "64",
        "A little more than 1/9",
        "rows above 0, rows below 1",
        "3",
        "first column 1, last column 3",
        "576",
        "depth of a filter 16, depth of the output 32",
        "channel k 2, filter q 0",
        "64",
        "A little more than 1/9",
        "first row 0, last row 2",
        "48",
        "5",
        "channel k 1, filter q 2",
    ]
    assert all(question.mistakes for question in questions)


@pytest.mark.parametrize(
    ("part", "given", "why"),
    [
        (1, {"first column": 0, "last column": 2}, "window of column 0"),
        (2, "9", "goes through all 64"),
        (3, {"depth of a filter": 1, "depth of the output": 32}, "all channels of its input"),
        (4, {"channel k": 1, "filter q": 1}, "order q·C + k"),
        (5, "9", "9 taps"),
        (6, 0, "depthwise layer alone"),
        (7, {"first row": -1, "last row": 1}, "below, not above"),
        (8, "33", "filter q = 0"),
        (9, "4", "multiplied by M = 3"),
        (10, {"channel k": 2, "filter q": 1}, "swapped k and q"),
    ],
)
def test_a_mistake_in_the_lesson_is_named(part, given, why):
    question = ask_beat(part, len(parts()[part].beats))
    read = read_answer(question.public(), given)
    assert why in grade(question, read).mistake


def answered(question, answers):
    """A class that was asked a question and gave these answers."""
    room = Room("BCDFG", "", 0)
    happened = [
        *(events.Joined(student=f"student-{n}", connection="c") for n in range(len(answers))),
        events.Asked(at=7000, id="one", public=question.public(), whole=question.whole()),
        *(
            events.Answered(student=f"student-{n}", question="one", answer=answer)
            for n, answer in enumerate(answers)
        ),
    ]
    for event in happened:
        room = apply(room, event)
    return room


def test_of_many_different_answers_the_bars_still_fit_and_their_counts_agree():
    question = ask_cells(40)
    answers = [[[0, n]] for n in range(300)] + [[[1, 1]]] * 5 + [question.right]
    shown = reveal(question, {str(n): answer for n, answer in enumerate(answers)})
    bars = shown["bars"]
    assert len(bars) == 8
    assert sum(bar["count"] for bar in bars) == len(answers)
    assert [bar["count"] for bar in bars if bar["right"]] == [1], "the right one is never hidden"
    assert (bars[0]["count"], bars[-1]["label"]) == (5, "other answers")
    assert all("mistake" in bar for bar in bars[:-1] if not bar["right"])
    assert len(json.dumps(shown)) < Limits().question_bytes
    wrong = reveal(question, {str(n): answer for n, answer in enumerate(answers[:-1])})["bars"]
    missed = [(bar["label"], bar["count"]) for bar in wrong if bar["right"]]
    assert missed == [(question.written(question.right), 0)], "nor where nobody gave it"
    room = answered(question, answers)
    assert figures(room)["reveal"]["bars"] == bars
    assert len(list(csv.DictReader(io.StringIO(as_csv(room))))) == 302, "every answer has its row"


def ask_cells(window):
    spec = LAYERS[0]
    image = make_input("integers", *spec.input_shape[1:], 4)[None]
    filter = make_filter("integers", spec.kernel, spec.channels, spec.multiplier, 4)
    return BUILDERS["cells"][1](spec, image, filter, window)


def test_csv_histogram_and_the_accepted_answers_agree():
    question = ask("MACs", LAYERS[0])
    answers = ["720", "720", "1440", "12", "720", "12"]
    room = answered(question, answers)
    bars = histogram(question, room.questions[0].answers.values())
    assert [(bar["label"], bar["count"]) for bar in bars] == [("720", 3), ("12", 2), ("1,440", 1)]
    assert sum(bar["count"] for bar in bars) == len(answers) == figures(room)["answered"]
    assert figures(room)["reveal"]["bars"] == bars
    rows = list(csv.DictReader(io.StringIO(as_csv(room))))
    assert [(row["answer"], int(row["count"]), row["right"]) for row in rows] == [
        ("720", 3, "yes"),
        ("12", 2, "no"),
        ("1440", 1, "no"),
    ]
    assert "count FLOPs" in rows[2]["mistake"]
    negative = answered(replace(question, right="-12"), ["-1152"])
    (row,) = csv.DictReader(io.StringIO(as_csv(negative)))
    assert (row["answer"], row["students when asked"]) == ("-1152", "1")
    assert row["asked at (UTC)"] == "1970-01-01 00:00:07"
    (asked,) = negative.questions
    older = replace(negative, questions=(replace(asked, at=0, students=0),))
    (row,) = csv.DictReader(io.StringIO(as_csv(older)))
    assert (row["students when asked"], row["asked at (UTC)"]) == ("", "")
    (alone,) = csv.DictReader(io.StringIO(as_csv(answered(question, []))))
    assert (alone["question"], alone["answer"], alone["count"]) == (question.text, "", "0")
    assert alone["right answer"] == "720"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_text_becomes_a_formula_of_a_spreadsheet(text):
    poll = replace(ask_poll("x", ["a", "b"]), text=text, choices=(text, "b"))
    (row, _) = csv.DictReader(io.StringIO(as_csv(answered(poll, [0]))))
    assert row["question"] == f"'{text}"
    assert row["answer"] == f"'{text}"


def test_choices_that_nobody_took_have_a_bar_too():
    bars = histogram(ask_poll("Well?", ["a", "b", "c"]), [2, 2])
    assert [(bar["label"], bar["count"]) for bar in bars] == [("a", 0), ("b", 0), ("c", 2)]


def pools():
    """Questions of every kind, each with answers as students give them, some of which are refused."""
    spec = LAYERS[0]
    return [
        (ask("MACs", spec), ["720", "1,440", "1440", "12", "3/4", "many", ""]),
        (ask("shape", spec), ["5x6x4", "5, 6, 4", "5 6 2", "5 6"]),
        (ask("cells", spec, 3), [[[0, 0]], [[0, 0], [0, 1]], [[0, 1], [0, 0]], [], "none"]),
        (ask("filter", spec, 1), [{"channel k": "1", "filter q": "0"}, {"channel k": "1"}, {}]),
        (ask_poll("Well?", ["a", "=b"]), [0, 1, 2, "a"]),
        (ask_exercise(7, "wrong step", 2), [0, 1, 2, 99]),
    ]


POOLS = pools()
DONE = st.tuples(st.integers(0, 5), st.integers(0, 6))  # a student, and which answer
TURNS = st.lists(
    st.tuples(st.sampled_from(range(len(POOLS))), st.lists(DONE, max_size=8)), max_size=4
)


@settings(max_examples=60)
@given(TURNS)
def test_csv_histogram_and_accepted_answers_agree_whatever_is_answered(turns):
    room = Room("BCDFG", "", 0)
    for student in range(6):
        room = apply(room, events.Joined(student=f"student-{student}", connection="c"))
    accepted = []  # of each question: its answers in words by student, counted beside the room
    for turn, (which, done) in enumerate(turns):
        question, pool = POOLS[which]
        asked = events.Asked(id=f"q{turn}", public=question.public(), whole=question.whole())
        room = apply(room, asked)
        last = {}
        for student, index in done:
            try:
                read = read_answer(question.public(), pool[index % len(pool)])
            except events.ClassError:
                continue
            name = f"student-{student}"
            room = apply(room, events.Answered(student=name, question=f"q{turn}", answer=read))
            last[name] = question.written(read)
        accepted.append(last)
        bars = figures(room)["reveal"]["bars"]
        assert figures(room)["answered"] == sum(bar["count"] for bar in bars) == len(last)
        assert counted((bar["label"], bar["count"]) for bar in bars) == Counter(last.values())
    rows = list(csv.DictReader(io.StringIO(as_csv(room))))
    for turn, last in enumerate(accepted, 1):
        mine = [row for row in rows if row["number"] == str(turn)]
        said = counted((row["answer"].removeprefix("'"), int(row["count"])) for row in mine)
        plain = POOLS[turns[turn - 1][0]][0].kind == "number"
        given = (word.replace(",", "") if plain else word for word in last.values())
        assert said == Counter(given)


def counted(pairs):
    """How often each answer was given, without those that nobody gave."""
    total = Counter()
    for label, count in pairs:
        total[label] += count
    return +total
