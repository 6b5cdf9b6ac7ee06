"""Beginners' questions, and forty from public issue trackers and forums; the numbers of all answers are computed."""

from dwconv.teaching.questions import (
    about_channels,
    about_cost,
    about_other_layers,
    about_sizes,
    about_weights,
    first_questions,
)
from dwconv.teaching.questions.question import Question
from dwconv.teaching.questions.search import find_questions

QUESTIONS: tuple[tuple[str, tuple[Question, ...]], ...] = (
    ("First questions", first_questions.QUESTIONS),
    ("Channels and filters", about_channels.QUESTIONS),
    ("Weights of other frameworks", about_weights.QUESTIONS),
    ("Padding, stride and dilation", about_sizes.QUESTIONS),
    ("Cost", about_cost.QUESTIONS),
    ("Neighbours of the depthwise layer", about_other_layers.QUESTIONS),
)
"""All questions under the heading of their subject."""

__all__ = ["QUESTIONS", "Question", "find_questions"]
