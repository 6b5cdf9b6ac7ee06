"""The questions: how many there are, and that every number in an answer is computed."""

import re

from dwconv.engine.receptive_field import receptive_field
from dwconv.teaching.questions import QUESTIONS, find_questions
from dwconv.teaching.questions.about_cost import _MANY, _ONE, _SPREAD

ALL = [question for _, group in QUESTIONS for question in group]


def test_there_are_forty_questions_and_none_twice():
    assert len(ALL) == 40
    assert len({question.text for question in ALL}) == 40


def test_no_number_is_typed_into_an_answer():
    for question in ALL:
        words = re.sub(r"`[^`]*`|\{\w+\}", "", question.template)
        assert not re.search(r"\d", words), words
        assert set(re.findall(r"\{(\w+)\}", question.template)) == set(question.numbers)
        assert len(re.findall(r"[.?!](?: |$)", question.answer)) <= 3, question.answer


def test_a_search_finds_words_in_any_order():
    assert [q.text for q in find_questions("31x31 dilated", ALL)] == [
        "One 31x31 kernel, several small ones, or a dilated one: which sees how far, at which cost?"
    ]


def test_the_three_stacks_of_the_answer_see_the_same_pixels():
    (question,) = [q for q in ALL if q.text.startswith("One 31x31")]
    # 31 * 31, 15 * 9 and 4 * 9, counted by hand
    for said in ("31×31", " 961 weights", "15 layers of 3×3 have 135", "4 such layers", "have 36."):
        assert said in question.answer
    assert {receptive_field(stack) for stack in (_ONE, _MANY, _SPREAD)} == {31}
