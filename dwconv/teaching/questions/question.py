"""What a question is: its words, an answer with computed numbers, its source and a page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dwconv.engine.spec import ConvSpec


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question with its answer.

    Attributes
    ----------
    text : str
        The question.
    keywords : str
        Other words by which people look for it.
    template : str
        The answer, with names in braces where numbers belong.
    page : str
        Path of the page that shows the answer.
    spec : ConvSpec, optional
        The layer to show there.
    source : str
        Where it was asked in public; "" for a question that everybody has at first.
    more : mapping of str to value, optional
        Other parameters of the link.
    case : str, optional
        Key of the case to show, one of `dwconv.reference.known_faults`.
    elsewhere : str, optional
        Path of another page that shows more of the answer for the same layer.
    numbers : mapping of str to callable, optional
        From a name in `template` to the function that computes the number.
    """

    text: str
    keywords: str = ""
    template: str
    page: str
    spec: ConvSpec | None = None
    source: str = ""
    more: Mapping[str, int | str] = field(default_factory=dict)
    case: str = ""
    elsewhere: str | None = None
    numbers: Mapping[str, Callable[[], Any]] = field(default_factory=dict)

    @property
    def answer(self) -> str:
        """The answer with its numbers."""
        return self.template.format_map({name: _written(f()) for name, f in self.numbers.items()})


def _written(number: Any) -> str:
    if isinstance(number, float):
        return f"{number:.3g}"
    return f"{number:,}" if isinstance(number, int) else str(number)
