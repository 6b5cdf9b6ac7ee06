"""The search in the questions: words in any form and order, and the best match first."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dwconv.teaching.questions.question import Question

_WITHOUT_MEANING = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be been but by can cannot could did do does for from get gets had has have "
        "how i if in instead into is it its just me must my no not of on one or our per should so some such "
        "than that the their them there these they this to use used was we what when where which why will with "
        "would you your",
    )
)
_ENDINGS = (
    *(
        "isation",
        "ization",
        "isers",
        "izers",
        "iser",
        "izer",
        "ised",
        "ized",
        "ising",
        "izing",
        "ise",
        "ize",
    ),
    *(
        "ations",
        "ation",
        "ated",
        "ates",
        "ating",
        "ate",
        "ions",
        "ion",
        "ings",
        "ing",
        "ers",
        "er",
        "ed",
        "es",
        "e",
        "s",
        "ly",
    ),
)
_IN_QUESTION, _IN_KEYWORDS, _IN_ANSWER, _IN_SOURCE = 4.0, 3.0, 1.0, 0.5


def stems(text: str) -> list[str]:
    """The words of a text without punctuation and endings, and without words like "the" and "why".

    Examples
    --------
    >>> stems("Why is the kernel flipped?"), stems("flipping kernels")
    (['kernel', 'flip'], ['flip', 'kernel'])
    >>> stems("1-D, 3×3 and quantisation"), stems("quantized")
    (['1d', '3x3', 'quant'], ['quant'])
    """
    plain = re.sub(r"\b(\d)-d\b", r"\1d", text.lower().replace("×", "x"))
    words = re.findall(r"\d+\.\d+|[^\W_]+", plain)
    return [_stem(word) for word in words if word not in _WITHOUT_MEANING]


def find_questions(words: str, questions: Sequence[Question]) -> list[Question]:
    """The questions that have these words, the best match first.

    Of two that match equally well, the one whose question has the words side by side comes first,
    then the one whose question has the fewest other words.
    Those that have all of them come before those that have only some. The latter are left out if
    they are much worse than the best.

    Parameters
    ----------
    words : str
    questions : sequence of Question

    Returns
    -------
    list of Question
        All of them where `words` has no word with a meaning.

    Examples
    --------
    >>> one = Question(text="Why 14?", template="The stride.", source="a forum", page="shapes")
    >>> two = Question(text="Strides?", template="Two.", source="a forum", page="shapes")
    >>> [q.text for q in find_questions("stride", (one, two))]
    ['Strides?', 'Why 14?']
    >>> [q.text for q in find_questions("strides of 14", (one, two))]
    ['Why 14?', 'Strides?']
    """
    asked = list(dict.fromkeys(stems(words)))
    if not asked:
        return list(questions)
    marks = []
    for question in questions:
        places = _places(question)
        marks.append([_word_score(places, stem) for stem in asked])
    # A word that few questions have says more about which one is meant.
    rarity = [
        math.log(1 + len(questions) / max(1, sum(row[at] > 0 for row in marks)))
        for at in range(len(asked))
    ]
    scores = [sum(mark * rare for mark, rare in zip(row, rarity, strict=True)) for row in marks]
    titles = [stems(question.text) for question in questions]
    least = max(scores, default=0.0) / 2
    found = [
        (all(row), score, _holds_phrase(title, asked), -len({*title} - {*asked}), question)
        for score, row, title, question in zip(scores, marks, titles, questions, strict=True)
        if score > 0 and (all(row) or score >= least)
    ]
    found.sort(key=lambda each: each[:4], reverse=True)
    return [question for *_, question in found]


def _holds_phrase(words: list[str], phrase: list[str]) -> bool:
    """Whether the words of a phrase stand side by side and in order among others.

    Examples
    --------
    >>> _holds_phrase(["1x1", "depthwise", "layer"], ["1x1", "depthwise"])
    True
    >>> _holds_phrase(["depthwise", "before", "1x1"], ["1x1", "depthwise"])
    False
    """
    many = len(phrase)
    return any(words[at : at + many] == phrase for at in range(len(words) - many + 1))


def _stem(word: str) -> str:
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou"
    return word[:-1] if doubled else word


def _places(question: Question) -> list[tuple[list[str], float]]:
    """The words of each part of a question, and how much a word there counts."""
    return [
        (stems(question.text), _IN_QUESTION),
        (stems(question.keywords), _IN_KEYWORDS),
        (stems(question.answer), _IN_ANSWER),
        (stems(question.source), _IN_SOURCE),
    ]


def _word_score(places: list[tuple[list[str], float]], stem: str) -> float:
    """How much one word counts: the most where it stands in the question itself."""
    # A word may still be in the middle of being typed.
    begins = stem.isalpha() and len(stem) >= 3
    return max(
        (
            mark
            for words, mark in places
            if stem in words or (begins and any(word.startswith(stem) for word in words))
        ),
        default=0.0,
    )
