"""Numbers as people type them into the picture."""

import pytest

from dwconv.ui.parameters.typed_cells import read_cell_edits, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (" -7 ", -7),
        ("\u22120.5", -0.5),
        ("0,5", 0.5),
        ("0,125", 0.125),
        ("12,5", 12.5),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5),
        ("+1e3", 1000),
        ("2,5e-1", 0.25),
        ("1/2", 0.5),
        ("-3/4", -0.75),
        ("1.000", 1),
        ("1e6", 1e6),
    ],
)
def test_a_typed_number_is_read_as_it_is_meant(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1,000",
        "-12,345",
        "1.234,5",
        "1 000",
        "1/0",
        "1/2/3",
        "0.5.1",
        "1e",
        "nan",
        "inf",
        "1_0",
        "\u0663",
        "--1",
        "1e7",
        "-1000001",
        "5%",
        "<b>",
    ],
)
def test_an_unclear_number_is_refused_with_a_sentence_and_never_taken_for_another(text):
    sentence = read_number(text)
    assert isinstance(sentence, str)
    assert "{" not in sentence
    assert sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {"list": 5},
        [[True, "input 0 0 0 0", [["1"]]]],
        [[1, "input 0 0 0 -1", [["1"]]]],
        [[1, "input 0 0 0 0", [["1"], ["2", "3"]]]],
        [[1, "input 0 0 0 0", []]],
        [[1, "input 0 0 0 0", ["1"] * 5000]],
    ],
)
def test_edits_that_no_player_sends_are_left_out(sent):
    assert read_cell_edits(sent, 0) == []
