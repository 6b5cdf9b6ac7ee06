"""Exercises without end: made from a seed by the engine, and graded by it.

`sheet` makes a sheet, `exercise` one of its exercises; `Exercise.grade` judges an answer.
"""

from dwconv.teaching.exercises.exercise import Exercise, Grade, Slip, Table
from dwconv.teaching.exercises.layers import LEVELS
from dwconv.teaching.exercises.sheet import EDITION, KINDS, exercise, sheet

__all__ = [
    "EDITION",
    "KINDS",
    "LEVELS",
    "Exercise",
    "Grade",
    "Slip",
    "Table",
    "exercise",
    "sheet",
]
