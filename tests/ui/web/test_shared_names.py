"""Names that scripts share with each other or with Python, and that no import holds together."""

import re
from pathlib import Path

import dwconv
from dwconv.classroom.questions import class_question
from dwconv.ui.widgets import page_parts

SCRIPTS = [
    path
    for path in Path(dwconv.__file__).parent.rglob("*.js")
    if "bundle" not in path.relative_to(Path(dwconv.__file__).parent).parts
]


def events(pattern: str) -> set[str]:
    """The lab's own events that some script names in this place, itself or by a constant of the script."""
    found = set()
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        constants = dict(re.findall(r'^const ([A-Z_]+) = ("dw-[a-z-]+");', text, re.MULTILINE))
        names = [constants.get(name, name) for name in re.findall(pattern, text)]
        found |= {name.strip('"') for name in names if name.startswith('"dw-')}
    return found


def test_every_event_of_the_lab_that_is_sent_is_waited_for_and_the_other_way_round():
    sent = events(r'new (?:Custom)?Event\(\s*("dw-[a-z-]+"|[A-Z_]+)')
    waited_for = events(r'addEventListener\(\s*("dw-[a-z-]+"|[A-Z_]+)')
    assert sent == waited_for
    assert "dw-drawn" in sent  # the patterns find something


def test_a_question_in_words_has_the_same_number_in_python_and_in_scripts():
    [model] = [path for path in SCRIPTS if path.name == "player_model.js"]
    said = re.findall(r"ASKED_\w+ = (-?\d+);", model.read_text(encoding="utf-8"))
    assert [int(one) for one in said] == [
        class_question.ASKED_IN_WORDS,
        class_question.ASKED_FOR_OUTPUT,
    ]


def test_the_containers_that_may_follow_a_picture_are_those_of_the_heading():
    [script] = [path for path in SCRIPTS if path.name == "numbers_first.js"]
    [names] = re.findall(r"HAS_ITS_PLACE = /.*\((.*)\)/", script.read_text(encoding="utf-8"))
    keys = re.findall(r'key="([a-z-]+)"', Path(page_parts.__file__).read_text(encoding="utf-8"))
    assert names.split("|")
    for name in names.split("|"):
        assert keys.count(name) == 1, name
