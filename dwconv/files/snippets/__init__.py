"""Programs for other frameworks that compute the same, complete and ready to run."""

from dwconv.files.snippets.arrays import DIGITS, assignments, packed
from dwconv.files.snippets.frameworks import FRAMEWORKS, loops, source
from dwconv.files.snippets.tensorflow_programs import gradient_source, tensorflow_source

__all__ = [
    "DIGITS",
    "FRAMEWORKS",
    "assignments",
    "gradient_source",
    "loops",
    "packed",
    "source",
    "tensorflow_source",
]
