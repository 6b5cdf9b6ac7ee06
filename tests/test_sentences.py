"""Sentences that can be translated: plural forms are written out, and no code makes capitals."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "dwconv"
PYTHON = sorted(ROOT.rglob("*.py"))
SCRIPTS = sorted(
    path
    for path in ROOT.rglob("*")
    if path.suffix in (".js", ".css") and "bundle" not in path.parts
)

ENDINGS = {"s", "es", "is", "are", "was", "were", "has", "have", "make", "makes", "use", "uses"}
IN_SCRIPTS = re.compile(
    r'[?:]\s*"(?:s|es|is|are|was|were|has|have)"|text-transform: *capitalize|charAt\(0\)\.toUpperCase|\[0\]\.toUpperCase'
    r'|\.replace\("([a-z])\w*", "(?!\1)[A-Z]\w*"\)|\.join\(" (?:and|or) "\)'
)


def glue_in(code: str) -> list[str]:
    """What a Python module does to words that only English allows."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.IfExp):
            branches = [
                each
                for branch in (node.body, node.orelse)
                for each in (branch.elts if isinstance(branch, ast.Tuple) else [branch])
            ]
            parts = {each.value for each in branches if isinstance(each, ast.Constant)}
            found += [ast.unparse(node)] if parts & ENDINGS else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of, name = node.func.value, node.func.attr
            makes_capitals = (
                name in ("capitalize", "title")
                or (name == "upper" and isinstance(of, ast.Subscript))
            ) and not (node.args or node.keywords)
            lists = (
                name == "join" and isinstance(of, ast.Constant) and of.value in (" and ", " or ")
            )
            found += [ast.unparse(node)] if makes_capitals or lists else []
    return found


def chosen_words_in(code: str) -> list[str]:
    """Where a Python module chooses words within a sentence: each sentence is to be written out."""
    return [
        ast.unparse(node.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FormattedValue)
        and isinstance(node.value, ast.IfExp)
        and all(
            isinstance(branch, ast.Constant) and re.search("[a-z]{2}", str(branch.value))
            for branch in (node.value.body, node.value.orelse)
        )
    ]


def optional_ends_in(code: str) -> list[str]:
    """Ends that a Python module puts to a sentence or leaves out: ", padded", ": type the values"."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.IfExp):
            texts = [
                "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in (branch.values if isinstance(branch, ast.JoinedStr) else [branch])
                )
                for branch in (node.body, node.orelse)
                if isinstance(branch, ast.Constant | ast.JoinedStr)
            ]
            found += [
                text
                for text in texts
                if "" in texts
                and re.match(r"(?:[,;:]| (?![A-Z])) *[^\W=]", text)
                and not re.search(r'=["{]', text)  # an attribute, or an argument of code
            ]
    return found


def test_no_module_puts_a_sentence_together_from_clauses() -> None:
    said = [
        path
        for path in PYTHON
        if {
            "ui",
            "teaching",
            "costs",
            "reference",
            "classroom",
            "files",
            "networks",
            "weights",
            "player",
        }
        & set(path.parts)
    ]
    found = {
        path.name: chosen_words_in(code) + optional_ends_in(code)
        for path in said
        for code in [path.read_text("utf-8")]
    }
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "code",
    [
        'f\'For this layer {"with" if bias else "without"} a bias.\'',
        "', padded' if pads else ''",
        "f', not {number}' if number else ''",
        "'' if same else f' with N = {n}'",
    ],
)
def test_a_sentence_of_clauses_is_found(code: str) -> None:
    assert len(chosen_words_in(code) + optional_ends_in(code)) == 1


def test_no_module_puts_an_ending_to_a_word_or_makes_capitals() -> None:
    found = {path.name: glue_in(path.read_text("utf-8")) for path in PYTHON}
    assert {name: what for name, what in found.items() if what} == {}
    in_scripts = {path.name: IN_SCRIPTS.findall(path.read_text("utf-8")) for path in SCRIPTS}
    assert {name: what for name, what in in_scripts.items() if what} == {}


# Folders whose sentences are shown; of `costs` and `reference` the messages and explanations are.
ON_SCREEN = {"ui", "teaching", "player", "costs", "reference", "classroom"}
# Words that readers did not understand at once, from sentences that were once on screen.
UNCLEAR = re.compile(
    r"known here gives|black and white: by|not theirs to|right without the solution"
    r"|taps on padding counted|\b[a-z]+ (?:<=|>=) \d|odd one always|somebody must|got the same layer"
    r"|the sum forgets|so much of its|not the arithmetic's|nothing to spread|going back: the",
    re.IGNORECASE,
)


def strings_in(code: str) -> list[str]:
    """The texts of a Python module that are no docstrings."""
    tree = ast.parse(code)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def quoted(script: str) -> list[str]:
    """The texts of a script."""
    return re.findall(r'"[^"\n]*"|`[^`]*`', script)


def test_no_sentence_on_screen_has_words_that_readers_did_not_understand() -> None:
    on_screen = [path for path in PYTHON if ON_SCREEN & set(path.parts)]
    texts = {path.name: "\n".join(strings_in(path.read_text("utf-8"))) for path in on_screen}
    texts |= {
        path.name: re.sub(r"\$\{[^}]*\}", "", "\n".join(quoted(path.read_text("utf-8"))))
        for path in SCRIPTS
    }
    found = {name: UNCLEAR.findall(text) for name, text in texts.items()}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "code",
    [
        'f\'{count} row{"s" if count > 1 else ""}\'',
        "'is' if count == 1 else 'are'",
        "word.capitalize()",
        "word.title()",
        "word[0].upper() + word[1:]",
        "' and '.join(words)",
        "('channel', 'makes') if one else ('channels', 'make')",
    ],
)
def test_a_module_that_builds_words_from_parts_is_found(code: str) -> None:
    assert len(glue_in(code)) == 1
