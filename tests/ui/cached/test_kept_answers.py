"""TensorFlow is asked once for each question; after a failure it is asked again."""

from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from dwconv.reference.worker_errors import WorkerHung
from dwconv.ui.cached import kept_answers
from dwconv.ui.cached.kept_answers import KeptAnswers


class Asked:
    """Answers whose futures the test completes, on a clock that the test turns."""

    def __init__(self):
        self.now = 1000.0
        self.futures = []
        self.answers = KeptAnswers(self._ask)

    def _ask(self, *question):
        self.futures.append((question, future := Future()))
        return future

    def __call__(self, *question):
        return self.answers(*question)

    @property
    def questions(self):
        return [question for question, _ in self.futures]


@pytest.fixture
def asked(monkeypatch):
    asked = Asked()
    monkeypatch.setattr(kept_answers, "time", SimpleNamespace(monotonic=lambda: asked.now))
    return asked


def test_the_same_question_has_the_same_answer(asked):
    first = asked("a", 1)
    assert asked("a", 1) is first
    first.set_result("yes")
    asked.now += 1e6
    assert asked("a", 1) is first
    assert asked("a", 2) is not first
    assert asked.questions == [("a", 1), ("a", 2)]


def test_a_failure_is_kept_for_a_while_and_then_asked_again(asked):
    first = asked("a")
    asked.now += 100  # an answer may take its time: what counts is when it failed
    first.set_exception(RuntimeError("crashed"))
    asked.now += kept_answers.RETRY_SECONDS - 0.1
    assert asked("a") is first
    asked.now += 0.2
    second = asked("a")
    assert second is not first
    asked.now += 1e6
    assert asked("a") is second  # not failed so far
    second.set_result("yes")
    asked.now += 1e6
    assert asked("a") is second


def test_a_question_during_which_the_process_hung_is_asked_once_more_at_once(asked):
    first = asked("a")
    first.set_exception(WorkerHung("hung"))
    second = asked("a")
    assert second is not first
    assert asked("a") is second
    second.set_exception(WorkerHung("hung again"))
    assert asked("a") is second  # it is the question's own fault: not a third time at once
    asked.now += kept_answers.RETRY_SECONDS + 0.1
    third = asked("a")
    assert third is not second
    third.set_result("yes")
    assert asked("a") is third
    assert len(asked.futures) == 3


def test_what_fails_again_waits_again(asked):
    for _ in range(3):
        failed = asked("a")
        failed.set_exception(RuntimeError("crashed"))
        assert asked("a") is failed
        asked.now += kept_answers.RETRY_SECONDS + 0.1
    assert asked("a") is not failed
    assert len(asked.questions) == 4


def test_a_failure_throws_no_other_answer_away(asked):
    good, bad, open_yet = asked("good"), asked("bad"), asked("open yet")
    good.set_result("yes")
    bad.set_exception(RuntimeError("crashed"))
    asked.now += kept_answers.RETRY_SECONDS + 0.1
    assert asked("bad") is not bad
    assert asked("good") is good
    assert asked("open yet") is open_yet


def test_only_the_latest_answers_are_kept(asked):
    kept = [asked(number) for number in range(kept_answers._MOST_ANSWERS)]
    assert asked(0) is kept[0]  # and so is the latest
    asked("one more")
    assert asked(0) is kept[0]
    assert asked(2) is kept[2]
    assert asked(1) is not kept[1]
    assert len(asked.answers._kept) == kept_answers._MOST_ANSWERS


def test_a_removed_answer_is_also_removed_from_the_list_of_failures(asked):
    asked("a").set_exception(RuntimeError("crashed"))
    for number in range(kept_answers._MOST_ANSWERS):
        asked(number)
    asked.now += kept_answers.RETRY_SECONDS + 0.1
    asked("a")
    assert len(asked.answers._kept) == kept_answers._MOST_ANSWERS
    assert asked.answers._failed == {}


def test_large_answers_make_older_ones_go(asked):
    half = bytes(kept_answers._MOST_BYTES // 2)
    for number in range(4):
        asked(number).set_result(half)
    small = asked("small")
    small.set_result("yes")
    assert list(asked.answers._kept) == [(3,), ("small",)]
    assert asked("small") is small
    assert asked.answers._sizes.keys() == asked.answers._kept.keys()
