"""What a claim is made of: its sentence, the questions that test it, and what it predicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.spec import ConvSpec
from dwconv.reference.calls import Call

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class CostQuestion:
    """The question how many FLOPs both kinds of layer take.

    Attributes
    ----------
    spec : ConvSpec
    filters : int
        Output channels of the standard layer.
    """

    spec: ConvSpec
    filters: int


@dataclass(frozen=True, eq=False)
class TimeQuestion:
    """The question how long TensorFlow takes for both kinds of layer.

    This library has no answer to it: its own times say nothing about TensorFlow's.

    Attributes
    ----------
    spec : ConvSpec
    filters : int
        Output channels of the standard layer.
    """

    spec: ConvSpec
    filters: int


Question = Call | CostQuestion | TimeQuestion


@dataclass(frozen=True, eq=False)
class Answer:
    """What came back for one question.

    Attributes
    ----------
    output : ndarray or None
    error : str
        The type of the exception; empty if there was none.
    message : str
        Its text.
    flops : dict of str to int
        For a `CostQuestion`: keys "depthwise" and "standard".
    seconds : dict of str to float
        For a `TimeQuestion`: the same keys, those of the ops that ran.
    """

    output: Array | None = None
    error: str = ""
    message: str = ""
    flops: dict[str, int] | None = None
    seconds: dict[str, float] | None = None

    @property
    def shape(self) -> str:
        """The shape of the output, or that there is none."""
        return "an error" if self.output is None else str(self.output.shape)

    def macs(self, kind: str) -> int:
        """Multiply-accumulates: a MAC is two FLOPs."""
        return (self.flops or {})[kind] // 2

    @property
    def nonzero_channels(self) -> list[int]:
        """The output channels that hold something else than 0."""
        if self.output is None:
            return []
        return [int(n) for n in np.flatnonzero(np.any(self.output != 0, axis=(0, 1, 2)))]


@dataclass(frozen=True, eq=False)
class Prediction:
    """One thing that is so if the claim is true.

    Attributes
    ----------
    quantity : str
        What is looked at.
    claimed : object
        What it is if the claim is true.
    read : callable
        Takes the answers, in the order of the claim's questions, and returns what it is; None
        where they say nothing about it.
    """

    quantity: str
    claimed: object
    read: Callable[[Sequence[Answer]], object]


@dataclass(frozen=True, eq=False)
class Claim:
    """A sentence that is true or false, with the test that decides.

    Attributes
    ----------
    key : str
    text : str
        The sentence.
    test : str
        What is done to test it.
    questions : tuple of Call, CostQuestion or TimeQuestion
    predictions : tuple of Prediction
    truth : str
        What is true, and why.
    spec : ConvSpec or None
        The layer for the lab, if one of its layers shows it.
    page : str
        The path of the page that shows it best.
    link_values : mapping of str to int or str
        What else the link to that page says, by the names in the URL.
    """

    key: str
    text: str
    test: str
    questions: tuple[Question, ...]
    predictions: tuple[Prediction, ...]
    truth: str
    spec: ConvSpec | None = None
    page: str = ""
    link_values: Mapping[str, int | str] = field(default_factory=dict)
