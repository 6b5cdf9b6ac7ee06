"""Exercises: questions generated from a seed, and the grading of answers.

`sheet` makes a sheet, `exercise` one of its exercises; `Exercise.grade` judges an answer.
"""

from dwconv.teaching.exercises.exercise_and_grade import Exercise, Grade, Table
from dwconv.teaching.exercises.mistake_sentences import WrongAnswer
from dwconv.teaching.exercises.random_layers import LEVELS
from dwconv.teaching.exercises.sheet import EDITION, KINDS, exercise, kinds, sheet

__all__ = [
    "EDITION",
    "KINDS",
    "LEVELS",
    "Exercise",
    "Grade",
    "Table",
    "WrongAnswer",
    "exercise",
    "kinds",
    "sheet",
]
