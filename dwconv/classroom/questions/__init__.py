"""What a class can be asked, and what its answers come to."""

from dwconv.classroom.questions.about_layer import BUILDERS, offered
from dwconv.classroom.questions.class_question import ClassQuestion
from dwconv.classroom.questions.from_lessons import (
    MOST_CHARACTERS,
    MOST_CHOICES,
    ask_beat,
    ask_claim,
    ask_exercise,
    ask_lesson_question,
    ask_poll,
    lesson_questions,
)
from dwconv.classroom.questions.grading import GradedAnswer, grade, histogram, reveal

__all__ = [
    "BUILDERS",
    "MOST_CHARACTERS",
    "MOST_CHOICES",
    "ClassQuestion",
    "GradedAnswer",
    "ask_beat",
    "ask_claim",
    "ask_exercise",
    "ask_lesson_question",
    "ask_poll",
    "grade",
    "histogram",
    "lesson_questions",
    "offered",
    "reveal",
]
