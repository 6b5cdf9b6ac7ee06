"""Answers to exercises as students type them: what is read, and what a refusal says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.teaching.exercises import KINDS, exercise
from dwconv.teaching.exercises.read_answers import read

SHAPE = "height", "width", "channels"


@given(
    numbers=st.tuples(*[st.integers(-999, 99_999)] * 3),
    between=st.sampled_from([", ", ",", "; ", " ", "\t", "\u00a0", " x ", " × ", "*", " by "]),
    brackets=st.sampled_from(["{}", "({})", "[{}]", "  {} "]),
    named=st.booleans(),
    data=st.data(),
)
def test_answers_that_mean_the_same_are_read_as_the_same(numbers, between, brackets, named, data):
    parts = [str(number) for number in numbers]
    if named:
        sign = data.draw(st.sampled_from(["=", " = ", ": ", " "]))
        pairs = data.draw(st.permutations(list(zip(SHAPE, parts, strict=True))))
        parts = [f"{name}{sign}{part}" for name, part in pairs]
    text = brackets.format(between.join(parts))
    if data.draw(st.booleans()):
        text = text.replace("-", "−").upper()
    assert read(text, SHAPE) == (numbers, "")


@given(
    number=st.integers(-(10**12), 10**12), by=st.sampled_from([",", " ", "\u202f", "'", "’", "_"])
)
def test_digits_may_be_grouped_by_threes(number, by):
    for text in (f"{number:,}".replace(",", by), str(number), f"MACs = {number}", f"{number}.0"):
        assert read(text, ("MACs",)) == ((number,), "")


@given(top=st.integers(1, 9), bottom=st.integers(1, 9))
def test_a_fraction_is_read_as_its_value(top, bottom):
    numbers, complaint = read(f"{top} / {bottom}", ("value",))
    assert not complaint
    assert numbers[0] * bottom == top


@pytest.mark.parametrize(
    "text",
    [
        "8x8x6",
        "8X8X6",
        "8 × 8 × 6",
        "8, 8, 6",
        "(8,8,6)",
        "8×8×6",
        "8 8 6",
        "[1, 8, 8, 6]",
        "h=8 w=8 c=6",
        "c6 h8 w8",
        "8.0 8 12/2",
        "8x8x6.",
        "8·8·6",
        "8 ⋅ 8 ⋅ 6",
        "= 8x8x6 .",
        "(None, 8, 8, 6)",
        "none x 8 x 8 x 6",
        "8x8x6 channels",
        "8 rows, 8 columns and 6 channels.",
        "6 channels, 8 height, 8 width",
        "6c 8h 8w",
        "height 8, 8, 6",
    ],
)
def test_a_shape_is_read_however_it_is_written(text):
    assert read(text, SHAPE) == ((8, 8, 6), "")


@pytest.mark.parametrize(
    "text", ["-5", "- 5", "—5", "– 5", "−5", "‑5", "minus 5", "Minus 5.", "-5."]
)
def test_a_minus_is_read_however_it_is_written(text):
    for whole in (text, f"value = {text}"):
        assert read(whole, ("value",)) == ((-5,), "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1152.", "MACs"),
        ("1,152.", "MACs"),
        ("1152 MACs.", "MACs"),
        ("1152 multiplications", "MACs"),
        ("1,152 multiply-accumulates", "MACs"),
        ("params: 1152", "parameters"),
        ("1 152 weights", "parameters"),
    ],
)
def test_a_number_may_have_its_unit_and_a_full_stop(text, name):
    assert read(text, (name,)) == ((1152,), "")


@pytest.mark.parametrize(
    ("text", "names", "sentence"),
    [
        ("1, 152", ("MACs",), "I read 1 and 152, but one number is needed. Write one number,"),
        ("8x8", SHAPE, "I read 8 and 8, but 3 numbers are needed. Write height, width,"),
        ("8-8-6", SHAPE, "I cannot tell what the minus or plus there means. Write height,"),
        ("8 minus 3", ("value",), "I cannot tell what the minus or plus there means."),
        ("1152 FLOPs", ("MACs",), "I don't understand “flops” here. Write one number, such as"),
        ("3M", ("MACs",), "I don't understand “m” here: write all digits. Write one number, such"),
        ("3 M", ("MACs",), "I don't understand “m” here: write all digits."),
        ("3k", ("parameters",), "I don't understand “k” here: write all digits."),
        ("5 p", ("parameters",), "I don't understand “p” here."),
        ("24 multiplications", ("parameters",), "I don't understand “multiplications” here."),
        ("1.152.000", ("MACs",), "I don't understand “1.152.000” here."),
        ("1e3", ("MACs",), "I don't understand “1e3” here."),
        ("banana", SHAPE, "There is no number in that. Write height, width, channels in this"),
        ("c=6, h=8, 8", SHAPE, "In another order, write a name with every number."),
    ],
)
def test_a_refusal_says_what_was_read_and_what_would_do(text, names, sentence):
    numbers, complaint = read(text, names)
    assert numbers == ()
    assert complaint.startswith(sentence)


@pytest.mark.parametrize(
    "names", [SHAPE, ("k", "q"), ("top", "bottom", "left", "right"), ("value",)]
)
def test_the_form_that_a_refusal_names_can_be_read(names):
    example = read("", names)[1].rpartition("such as ")[2]
    numbers, complaint = read(example, names)
    assert not complaint
    assert len(numbers) == len(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", SHAPE),
        ("8 - 8 - 6", SHAPE),
        ("8, height 8, 6", SHAPE),
        ("(None, 8, 6)", SHAPE),
        ("(None, 1, 8, 8, 6)", SHAPE),
        ("(8, 8, None)", SHAPE),
        ("8 8 6 MACs", SHAPE),
        ("1, 3, 2, 2", ("K", "s", "M")),  # no shape, so no batch
        ("--5", ("value",)),
        ("minus", ("value",)),
        ("5 -", ("value",)),
        ("banana", SHAPE),
        ("8-8-6", SHAPE),
        ("8x8", SHAPE),
        ("8x8x6x2", SHAPE),
        ("height 8, height 8, width 6", SHAPE),
        ("x=8 y=8 z=6", SHAPE),
        ("1,5", ("value",)),
        ("1,15,2", ("value",)),
        ("1/0", ("value",)),
        ("3²", ("value",)),
        ("1e3", ("value",)),
        ("nan", ("value",)),
        ("7 8", ("value",)),
        ("9" * 5000, ("value",)),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(text, names):
    numbers, complaint = read(text, names)
    assert numbers == ()
    assert complaint[0].isupper()
    assert complaint.endswith(".")


@given(st.text(max_size=120), st.sampled_from(sorted(KINDS)))
def test_no_text_breaks_a_grade(text, kind):
    grade = exercise(3, kind, 2).grade(text)
    assert grade.message.endswith(".")
    assert len(grade.message) < 600
