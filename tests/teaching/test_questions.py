"""The questions: how many there are, and that every number in an answer is computed."""

import re

import numpy as np
import pytest

from dwconv.engine.depthwise import depthwise
from dwconv.engine.quantized import quantize_layer, quantized_depthwise
from dwconv.engine.receptive_field import receptive_field
from dwconv.engine.sample_values import make_filter, make_input
from dwconv.reference.known_faults import find_case
from dwconv.teaching.questions import QUESTIONS, find_questions
from dwconv.teaching.questions.about_cost import _HOLES, _MANY, _ONE, _SPREAD

ALL = [question for _, group in QUESTIONS for question in group]


def test_there_are_forty_questions_from_public_places_and_none_twice():
    assert sum(bool(question.source) for question in ALL) == 40
    assert len({question.text for question in ALL}) == len(ALL)


def test_no_number_is_typed_into_an_answer():
    for question in ALL:
        words = re.sub(r"`[^`]*`|\{\w+\}", "", question.template)
        assert not re.search(r"\d", words), words
        assert set(re.findall(r"\{(\w+)\}", question.template)) == set(question.numbers)
        assert len(re.findall(r"[.?!](?: |$)", question.answer)) <= 3, question.answer


def test_a_search_finds_words_in_any_order():
    assert [q.text for q in find_questions("31x31 dilated", ALL)] == [
        "How far do one 31×31 kernel, several small ones and a dilated one see, and what do they cost?"
    ]


def test_the_three_stacks_of_the_answer_see_the_same_pixels():
    (question,) = [q for q in ALL if q.text.startswith("How far do one 31×31")]
    # 31 * 31, 15 * 9 and 4 * 9, counted by hand
    for said in ("31×31", " 961 weights", "15 layers of 3×3 have 135", "4 such layers", "have 36."):
        assert said in question.answer
    assert {receptive_field(stack) for stack in (_ONE, _MANY, _SPREAD, _HOLES)} == {31}
    # 16 taps, 2 pixels apart, span 31; each weight is used at 64 * 64 places
    for said in (
        "16×16 with dilation 2 has 256 weights",
        "only 256 of the 961",
        "1,048,576 for the",
    ):
        assert said in question.answer
    assert question.more["stack3"] == "16d2"


def _answer(begins):
    (question,) = [q for q in ALL if q.text.startswith(begins)]
    return question.answer


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        ("Why is the output 14", "28 / 2 is 14"),
        ("Why is the output 14", "The 15 comes from padding by 1"),  # (28 + 2 - 2) / 2 + 1
        ("Why is the output 14", "in 30 pixels, windows of 2 with stride 2 have 15 places"),
        ("Why is the output 14", "needed, here 0."),
        # The shapes of the two kernels, read from Keras
        ("Weights of shape", "(3, 32, 1) is (kernel, C, M) of `DepthwiseConv1D(3)`"),
        ("Weights of shape", "(3, 1, 32) is (kernel, one, C·M) of `Conv1D(32, 3, groups=32)`"),
        ("Weights of shape", "`w.reshape(3, 32, 1)`"),
        # 12,832 bytes for 14,112 MACs beside 14,848 bytes for 112,896
        ("Eight times", "8 times fewer MACs"),
        ("Eight times", "86% of its bytes, so it moves 6.91 times as many bytes for each MAC"),
        ("Why is my output smaller", "a window of 3 has 6 − 3 + 1 = 4 places"),
        ("What is padding", "6 rows become 4."),
        ("What is padding", "1 row above and 1 below: 6 rows become 6."),
        ("What is a stride", "rows 0, 2 and 4 of 7: 3 places in place of 5."),
        ("What is dilation", "spans 5 pixels"),
        ("What is dilation", "7 − 5 + 1 = 3 places on 7 rows"),
        ("What does the channel", "3 · 2 = 6."),
        # The shape of TensorFlow's result
        (
            "Can I use dilation",
            "returns 4×4 outputs, without an error, where the formula gives 3×3",
        ),
        ("Unequal strides", "with strides (2, 3) this computes 6×6 outputs and keeps 3×2"),
    ],
)
def test_an_answer_says_what_was_counted_by_hand(begins, said):
    assert said in _answer(begins)


def test_the_answer_on_unequal_strides_opens_a_case_in_which_tensorflow_refuses():
    (question,) = [q for q in ALL if q.case]
    assert question.text.startswith("Unequal strides")
    assert find_case(question.case).group == "refuses what is legal"


def test_the_layer_of_the_answer_on_int8_shows_that_scales_and_zero_points_matter():
    (question,) = [q for q in ALL if q.page == "int8"]
    spec, seed = question.spec, int(question.more["seed"])
    image = make_input("integers", spec.height, spec.width, spec.channels, seed)[None]
    weights = make_filter("integers", spec.kernel, spec.channels, spec.multiplier, seed)
    errors = []
    for shared in (False, True):
        layer = quantize_layer(spec, image, weights, shared=shared)
        found = layer.output.real(quantized_depthwise(layer, layer.input.quantize(image)))
        errors.append(np.abs(found - depthwise(spec, image, weights)).max())
        assert layer.input.zero_point != 0 != layer.output.zero_point
    assert errors[1] > 1.2 * errors[0]
