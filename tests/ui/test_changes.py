"""Tests changes of the layer's controls, as browsers send them and as an attacker might."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv.ui.components.layer_controls import controls_data, read_sent
from dwconv.ui.parameters.changes import EXAMPLE, Change, layer_text, make_changes, read_changes
from dwconv.ui.parameters.hidden_and_locked import Restrictions
from dwconv.ui.parameters.legal_values import bounds, make_legal
from dwconv.ui.parameters.presets import PRESETS, preset
from dwconv.ui.parameters.table import (
    CONTROLS,
    PARAMETERS,
    Choice,
    Number,
    choices,
    defaults,
    number_row,
    of_layer,
)

FREE = Restrictions()
LAYER = list(of_layer(defaults()))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=9,
)
sent_changes = st.lists(
    st.tuples(
        st.integers(-2, 9),
        st.sampled_from([*LAYER, EXAMPLE]),
        st.sampled_from([*PRESETS, "same", "typed"]) | st.integers(-9, 99).map(str) | st.text(),
    ).map(list)
)


@given(anything | sent_changes, st.integers(-1, 9))
def test_nothing_that_is_sent_breaks_anything_or_makes_a_value_that_does_not_exist(sent, seen):
    changes = read_changes(sent, seen)
    values, sentences = make_changes(changes, defaults(), FREE)
    for name, row in PARAMETERS.items():
        if isinstance(row, Number):
            assert type(values[name]) is int
            assert row.least <= values[name] <= row.most
        elif isinstance(row, Choice):
            assert values[name] in row.options
    assert len(sentences) <= len(changes)
    numbers = [change.number for change in changes]
    assert numbers == sorted(set(numbers))
    assert all(number > seen for number in numbers)


@given(anything)
def test_no_state_of_a_component_breaks_anything(state):
    for sent in (state, {"changes": state}):
        read_changes(read_sent(sent)[0], 0)


def test_changes_are_made_in_the_order_of_their_numbers_and_once():
    sent = [[3, "h", "5"], [2, EXAMPLE, "Photo"], [1, "w", "7"]]
    values, sentences = make_changes(read_changes(sent, 0), defaults(), FREE)
    assert sentences == []
    assert of_layer(values) == of_layer(preset("Photo")) | {"h": 5}
    assert read_changes(sent, 3) == []
    assert read_changes(sent, 2) == [Change(3, "h", "5")]


@pytest.mark.parametrize(
    ("name", "typed", "becomes", "said"),
    [
        (
            "h",
            "112",
            64,
            "The input height must be from 3 to 64, not 112. Using 64 instead. "
            "Shapes and Cost take up to 65,536.",
        ),
        ("h", "0", 3, "The input height must be from 3 to 64, not 0. Using 3 instead."),
        ("m", "-3", 1, "The channel multiplier must be from 1 to 4, not -3. Using 1 instead."),
        ("h", "9" * 999, 64, "The input height must be from 3 to 64. Using 64 instead."),
        (
            "kh",
            "9",
            7,
            "The kernel height must be from 1 to 7, not 9. Using 7 instead. "
            "Shapes and Cost take up to 255.",
        ),
        ("h", "6.5", 8, "The input height must be a whole number. It stays 8."),
        ("h", "", 8, "The input height must be a whole number. It stays 8."),
        ("h", "5", 5, ""),
        ("pad", "wide", "valid", ""),
    ],
)
def test_what_a_field_does_not_take_becomes_the_nearest_with_a_sentence(name, typed, becomes, said):
    values, sentences = make_changes([Change(1, name, typed)], defaults(), FREE)
    assert values[name] == becomes
    assert " ".join(sentences) == said


def test_where_to_type_is_said_of_values_that_are_typed_in():
    for name in ("input", "kernel"):
        change = [Change(1, name, "typed")]
        values, (said,) = make_changes(change, defaults(), FREE, "")
        assert values[name] == "typed"
        assert said == f"The {name} is typed in now: its table is below the picture."
        assert make_changes(change, defaults(), FREE, "shapes")[1] == [], "it has no such table"


def test_of_a_number_that_no_layer_has_the_limits_of_this_one_are_said_as_beside_the_field():
    values, (said,) = make_changes([Change(1, "kh", "9")], defaults() | {"h": 6, "w": 6}, FREE)
    assert make_legal(values) == (values, []), "one correction is enough"
    assert said == (
        "The kernel height must be from 1 to 6, not 9. Using 6 instead. "
        "SAME padding or a larger input makes room."
    )
    assert bounds(values)["kh"] == (1, 6)


@pytest.mark.parametrize("control", [name for name in CONTROLS if name != "examples"])
@pytest.mark.parametrize("how", ["hidden", "locked"])
def test_what_a_link_hides_or_locks_is_not_changed(control, how):
    (name, *_) = [name for name in LAYER if PARAMETERS[name].control == control]
    row = PARAMETERS[name]
    other = "2" if isinstance(row, Number) else list(row.options)[1]
    locks = Restrictions(**{how: (control,)})
    change = Change(1, name, other)
    assert make_changes([change], defaults(), FREE)[0] != defaults()
    values, sentences = make_changes([change], defaults(), locks)
    assert values == defaults()
    assert sentences == [f"The link to this page locks the {row.noun}. It stays as it is."]
    values, sentences = make_changes([Change(1, EXAMPLE, "Photo")], defaults(), locks)
    assert values == defaults()
    assert len(sentences) == 1


def test_a_parameter_of_one_page_is_not_changed_by_the_layers_controls():
    assert read_changes([[1, "n", "9"], [2, "predict", "1"], [3, "x", "1"]], 0) == []


@pytest.mark.parametrize("name", LAYER)
def test_another_layer_has_another_text(name):
    row = PARAMETERS[name]
    values = defaults() | {"pad": "explicit"}
    other = "same" if name == "pad" else row.least + 1 if isinstance(row, Number) else "typed"
    if other == values[name]:
        other += 1
    assert layer_text(values | {name: other}) != layer_text(values)
    assert layer_text(values | {"n": 9}) == layer_text(values)


@given(st.sampled_from(list(PRESETS)), st.sampled_from(["valid", "same", "explicit"]))
def test_the_controls_show_every_parameter_of_the_layer_with_its_limits(name, pad):
    values, _ = make_legal(preset(name) | {"pad": pad})
    data = controls_data(values, FREE, 7, ("h", "wrong"))
    fields = {
        field["name"]: field
        for group in data["groups"]
        for row in group["rows"]
        for field in row["fields"]
    }
    assert fields.keys() == set(LAYER)
    assert data["values"] == of_layer(values)
    for each, field in fields.items():
        if each in choices():
            assert dict(field["options"]) == choices()[each].options
        else:
            assert (field["least"], field["most"]) == bounds(values)[each]
            assert field["label"] == number_row(each).label
    assert data["examples"]["shown"] == (name if preset(name)["pad"] == pad else "")
    assert [group["heading"] for group in data["groups"]] == [
        "Input",
        "Filter",
        "Motion: height, width",
        "Values",
    ]
