"""What a lesson is made of: parts, beats, and the animations that they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy.typing as npt

from dwconv.engine.sample_values import make_filter, make_input
from dwconv.engine.spec import ConvSpec
from dwconv.player.colours_and_speeds import Unit
from dwconv.reference.calls import Call
from dwconv.teaching.claims.claim import CostQuestion

Array = npt.NDArray[Any]
Shows = Literal["depthwise", "depth", "conv2d", "separable", "closing"]


@dataclass(frozen=True)
class Animation:
    """A layer with its numbers, by itself or beside another layer, as the lesson animates it.

    Attributes
    ----------
    spec : ConvSpec
    shows : str
        "depthwise", the layer by itself; or beside another: "depth", `tf.nn.conv2d` on the first
        channel and on all; "conv2d", depthwise and `tf.nn.conv2d` with as many outputs;
        "separable", depthwise and a pointwise layer behind it; "closing", depthwise and
        `tf.nn.conv2d` with `filters` outputs.
    filters : int or None
        Kernels of `tf.nn.conv2d`; None for as many as the depthwise layer has outputs.
    input, kernel : str
        From `dwconv.engine.sample_values`.
    seed : int
    pages : tuple of str
        Paths of the pages that show the same: "comparison" only where both layers have as many
        outputs, "" for `depthwise_spec`.
    """

    spec: ConvSpec
    shows: Shows = "depthwise"
    filters: int | None = None
    input: str = "integers"
    kernel: str = "integers"
    seed: int = 4
    pages: tuple[str, ...] = ("",)

    def operands(self) -> tuple[Array, Array]:
        """Input and depthwise filter."""
        spec = self.spec
        return (
            make_input(self.input, *spec.input_shape[1:], self.seed)[None],
            make_filter(self.kernel, spec.kernel, spec.channels, spec.multiplier, self.seed),
        )

    @property
    def filters_beside(self) -> int:
        """Outputs of what stands beside the depthwise layer: the cost page's N."""
        return self.filters or self.spec.output_shape[3]

    @property
    def depthwise_spec(self) -> ConvSpec:
        """The depthwise layer in it. On one channel `tf.nn.conv2d` is one: its kernels are its M."""
        if self.shows == "depth":
            return self.spec.replace(channels=1, multiplier=self.filters_beside)
        return self.spec

    def standard_filter(self) -> Array:
        """The kernels of `tf.nn.conv2d`, of shape (kh, kw, C, `filters_beside`)."""
        spec = self.spec
        return make_filter(self.kernel, spec.kernel, spec.channels, self.filters_beside, self.seed)

    @property
    def windows(self) -> int:
        """Number of windows in the animation."""
        spec = self.spec
        positions, channels = spec.vertical.output * spec.horizontal.output, spec.output_shape[3]
        return (
            positions
            * {
                "depthwise": channels,
                "depth": self.filters_beside,
                "conv2d": channels,
                "separable": 2 * channels,
                "closing": channels + self.filters_beside,
            }[self.shows]
        )


@dataclass(frozen=True)
class AnswerForm:
    """How a live class answers a question: what is typed or chosen, and what is right.

    Attributes
    ----------
    right : tuple of int
        The right numbers; of `choices` the index of the right one.
    names : tuple of str
        What the whole numbers that are typed are called.
    choices : tuple of str
        If not empty, one of them is chosen.
    wrong : tuple of (tuple of int, str)
        Wrong answers that are known, each with a sentence on what leads to it.
    """

    right: tuple[int, ...]
    names: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    wrong: tuple[tuple[tuple[int, ...], str], ...] = ()


@dataclass(frozen=True)
class Beat:
    """One idea: a few sentences, and the stretch of an animation that shows it.

    Attributes
    ----------
    text : str
        A few sentences (Markdown).
    animation : Animation
    first, last : int
        Windows, counted from 0: it plays from `first` to the result of `last`.
    unit : "tap", "window" or "pixel"
    speed : float
    cost_of : CostQuestion or None
        The layer whose cost the text gives, where it is not the one shown.
    caption : str
        One short sentence for the back row, without Markdown: all that a presenter's picture says.
    question, answer : str
        What the class is asked after this beat, and the right answer; "" where nothing is asked.
    form : AnswerForm or None
        How a live class answers it; None where nothing is asked.
    heard : str
        What of the picture the text is about, for whoever does not see it; "" for nothing.
    before_answer : Animation or None
        The picture until the answer is open, where `animation` shows the answer: it rests at its end.
    """

    text: str
    animation: Animation
    first: int = 0
    last: int = 0
    unit: Unit = "window"
    speed: float = 1
    cost_of: CostQuestion | None = None
    caption: str = ""
    question: str = ""
    answer: str = ""
    form: AnswerForm | None = None
    heard: str = ""
    before_answer: Animation | None = None

    def picture(self, *, is_open: bool) -> Animation:
        """Return the animation that is shown while the answer is open, or not yet."""
        return self.animation if is_open or self.before_answer is None else self.before_answer


@dataclass(frozen=True, eq=False)
class Part:
    """One part of the lesson: its beats, and the questions to the class.

    Attributes
    ----------
    title : str
    beats : tuple of Beat
    question, answer : str
        What the class is asked at the end, and the right answer.
    calls : tuple of Call
        Calls of TensorFlow that are shown as code, with what they print, in place of those of each
        picture.
    form : AnswerForm or None
        How a live class answers the question at the end.
    farewell : str
        What is said after the last beat, where many stop; "" where the next part simply follows.
    """

    title: str
    beats: tuple[Beat, ...]
    question: str = ""
    answer: str = ""
    calls: tuple[Call, ...] = ()
    form: AnswerForm | None = None
    farewell: str = ""

    def question_after(self, beat: int) -> tuple[str, str]:
        """What the class is asked after a beat, counted from 1, and the answer; "" for nothing."""
        asked = self.beats[beat - 1]
        if asked.question or beat < len(self.beats):
            return asked.question, asked.answer
        return self.question, self.answer

    def form_after(self, beat: int) -> AnswerForm | None:
        """How a live class answers the question after a beat; None where nothing is asked."""
        asked = self.beats[beat - 1]
        if asked.question or beat < len(self.beats):
            return asked.form
        return self.form
