"""Signs are heard as words, in every sentence of the lab; text from elsewhere stays text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.classroom.questions.from_lessons import lesson_questions
from dwconv.engine.spec import ConvSpec
from dwconv.player.comparison import share_of_standard, share_of_standard_aloud
from dwconv.player.signs_in_words import signs_in_words, with_words
from dwconv.reference.known_faults import FAULTS
from dwconv.teaching.claims import claims
from dwconv.teaching.lesson import parts
from dwconv.teaching.lesson.wording import plain_text
from dwconv.ui.widgets.markdown import escape_markdown

# A minus, a sign between factors, a power, an arrow, rounding; a fraction of numbers or letters.
BARE = re.compile(r"[−·×÷²³→≈≤≥√∞±⌈⌊]|(?<![\w./])(?:\d+|[A-Z])/(?:\d+|[A-Z])\b")
FORMULA = re.compile(r"\$[^$]+\$")  # typeset: MathML, which is heard as it is


def written_ahead() -> list[str]:
    """The sentences of the lesson, the claims and the known faults."""
    found = [fault.reason_and_remedy() for fault in FAULTS]
    for part in parts():
        found += [part.question, part.answer]
        for beat in part.beats:
            found += [beat.text, beat.heard, beat.question, beat.answer]
    for claim in claims():
        found += [claim.text, claim.truth]
    for question, answer in lesson_questions():
        found += [question, answer]
    return [FORMULA.sub("", plain_text(each)) for each in found if each]


def test_no_sentence_that_is_written_ahead_is_heard_with_a_bare_sign() -> None:
    sentences = written_ahead()
    assert sum(bool(BARE.search(each)) for each in sentences) > 40  # with signs for the eye
    heard = [signs_in_words(each) for each in sentences]
    assert [each for each in heard if BARE.search(each)] == []
    # and twice said it is the same
    assert [signs_in_words(each) for each in heard] == heard


@pytest.mark.parametrize(("kernel", "multiplier"), [(3, 1), ((3, 2), 2)])
def test_the_share_of_a_separable_layer_is_heard_without_letters(kernel, multiplier) -> None:
    spec = ConvSpec(5, 5, 3, kernel=kernel, multiplier=multiplier)
    made = 3 * multiplier
    heard = share_of_standard_aloud(spec, made)
    assert not BARE.search(heard)
    assert re.search(r"\b[A-Z]\b", heard) is None
    total = re.search(r"together ([\d,]+)", share_of_standard(spec, made))
    assert total is not None
    first, second, together = (int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", heard)[:3])
    assert first + second == together == int(total[1].replace(",", ""))


def test_markdown_keeps_its_marks_links_formulas_and_code() -> None:
    text = (
        "## 3 × 3\n\nA **3×3** kernel, [see −1](/x), $a - b$ and `1/2`\n\n- It takes rows −1 to 1."
    )
    shown = with_words(text)
    assert shown.startswith("## 3 × 3\n\n<span aria-hidden")
    for kept in ("**3×3**", "[see −1](/x)", "$a - b$", "`1/2`", "\n\n- <span"):
        assert shown.count(kept) == 1
    assert '<span class="dw-unseen">It takes rows minus 1 to 1.</span>' in shown
    assert with_words("A < B & C: 1/2").endswith("A &lt; B &amp; C: 1 divided by 2</span>")


# Two backslashes in a row are one that is written.
TAG = re.compile(r"(?<!\\)(?:\\\\)*<([^>]*)>")


@given(st.lists(st.sampled_from([*"−×·<>\\`$[]()!/:ab1 ", "<b>", "<img src=x>", "3×3", "](x)"])))
def test_text_that_is_no_markdown_brings_in_no_html(parts: list[str]) -> None:
    shown = with_words(escape_markdown("".join(parts)))
    tags = TAG.findall(shown)
    whole = ['span aria-hidden="true"', "/span", 'span class="dw-unseen"', "/span"]
    assert tags in ([], whole), "the text, and what is heard in its place"
