"""The questions: how many there are, and that every number in an answer is computed."""

import re

from dwconv.teaching.questions import QUESTIONS

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
    assert [q.text for q in ALL if q.holds("31x31 dilated")] == [
        "One 31x31 kernel, several small ones, or a dilated one: which sees how far, at which cost?"
    ]
