"""Values that are typed into a table."""

import json

import numpy as np
import pytest

from dwconv.ui.parameters import typed_values
from dwconv.ui.parameters.typed_values import read_typed
from tests.pages.app import (
    change,
    components,
    edited,
    fields,
    opened,
    sentences,
    shown,
    sought,
    typed_into_picture,
    went_to,
)

SMALL = dict(h=2, w=3, c=1, kh=1, kw=1, input="typed", kernel="ones", xv="1_2_3_4_5_6")


def test_what_is_typed_is_computed_and_in_the_link():
    app = opened(**SMALL)
    edited(app, app.data_editor[0], {"1": {"2": 7.5}})
    assert shown(app)[2]["input"].ravel().tolist() == [1, 2, 3, 4, 5, 7.5]
    assert shown(app)[2]["output"].ravel().tolist() == [1, 2, 3, 4, 5, 7.5]
    assert app.query_params["xv"] == "1_2_3_4_5_7.5"


def test_one_edit_after_the_other_is_kept():
    app = opened(**SMALL)
    edited(app, app.data_editor[0], {"1": {"2": 7.5}})
    edited(app, app.data_editor[0], {"0": {"0": -1}, "1": {"2": 7.5}})
    assert app.query_params["xv"] == "-1_2_3_4_5_7.5"
    change(app, sw=2)
    assert app.query_params["xv"] == "-1_2_3_4_5_7.5"


def test_a_table_takes_what_a_link_can_hold():
    """An emptied cell is 0, and a number too large becomes the largest."""
    app = opened(**SMALL)
    edited(app, app.data_editor[0], {"0": {"0": None, "1": 1e9, "2": -1e9}})
    assert shown(app)[2]["input"].ravel().tolist() == [0, 1e6, -1e6, 4, 5, 6]


def test_an_edit_of_one_slice_leaves_the_others():
    app = opened(h=1, w=1, c=2, kh=1, kw=2, m=2, pad="same", kernel="typed", fv="1_2_3_4_5_6_7_8")
    app.pills(key="slice-kernel-4").select("channel 1, q = 0").run()
    edited(app, app.data_editor[0], {"0": {"1": 9}})
    assert app.query_params["fv"] == "1_2_3_4_5_9_7_8"


def test_an_edited_photograph_keeps_the_names_of_its_colours():
    app = opened(h=4, w=4, c=3, input="photo")
    names = shown(app)[1]["names"]
    typed_into_picture(app, [1, "input 0 0 1 1", [["7"]]])
    assert app.query_params["input"] == "typed"
    assert names[0] == "channel 0: red"
    assert shown(app)[1]["names"] == names
    assert shown(opened(**app.query_params))[1]["names"] == names
    assert "names" not in shown(opened(**app.query_params | {"xv": "_".join("8" * 48)}))[1]


def test_an_edit_removes_the_warnings_about_the_link():
    app = opened(**SMALL | {"seed": "x"})
    assert len(sentences(app)) == 1
    edited(app, app.data_editor[0], {"0": {"0": 2}})
    assert sentences(app) == []


def test_a_link_replaces_the_table_and_what_was_typed_into_it():
    """Streamlit would add the old edits to the new values if the table stayed the same one."""
    app = opened(**SMALL)
    older = dict(app.query_params)
    edited(app, app.data_editor[0], {"1": {"2": 7.5}})
    before = app.data_editor[0].proto.id
    went_to(app, older | {"xv": "9_8_7_6_5_4"})
    assert shown(app)[2]["input"].ravel().tolist() == [9, 8, 7, 6, 5, 4]
    np.testing.assert_array_equal(app.data_editor[0].value, [[9, 8, 7], [6, 5, 4]])
    assert app.data_editor[0].proto.id != before
    edited(app, app.data_editor[0], {"0": {"0": 1}})
    assert app.query_params["xv"] == "1_8_7_6_5_4"


def test_a_table_of_a_few_hundred_values_is_in_the_link():
    app = opened(h=16, w=16, c=2)
    change(app, input="typed")
    values, said = read_typed(app.query_params["xv"], "xv", (16, 16, 2))
    assert said == []
    np.testing.assert_array_equal(np.moveaxis(values, 2, 0), shown(app)[2]["input"])
    assert not any("too many" in each.value for each in app.caption)


FRACTIONS = "_".join(f"{value:.9g}" for value in np.random.default_rng(1).random(1568, np.float32))


@pytest.mark.parametrize(
    ("source", "name", "layer"),
    [
        ("input", "xv", dict(h=64, w=64, c=8)),
        ("kernel", "fv", dict(kh=7, kw=7, c=8, m=4, kernel="typed", fv=FRACTIONS)),
    ],
)
def test_a_table_too_long_for_a_link_is_left_out_of_it_and_the_page_says_so(source, name, layer):
    app = opened(**layer)
    picture = shown(app)[2]["output"]
    change(app, **{source: "typed"})
    assert app.query_params[source] == "typed"
    assert name not in app.query_params
    assert any(each.value.startswith("These are too many values") for each in app.caption)
    np.testing.assert_array_equal(shown(app)[2]["output"], picture)


@pytest.mark.parametrize(("source", "name"), typed_values.IN_LINKS.items())
def test_a_link_that_lacks_the_typed_values_is_shown_with_integers(source, name):
    app = opened(h=5, w=5, **{source: "typed"})
    assert sentences(app) == [
        f"{source}=typed needs the typed values, {name}, which are missing. Using random "
        "integers instead."
    ]
    assert fields(app)[source].value == "integers"
    assert app.query_params[source] == "integers"
    np.testing.assert_array_equal(shown(app)[2]["output"], shown(opened(h=5, w=5))[2]["output"])


# -- numbers typed into the picture: (number, "kind channel filter row column", rows of texts)


def test_a_number_typed_into_the_picture_is_computed_where_it_was_typed():
    """The rest stays as it was generated, and so does the step: its reader looks what happens."""
    app = sought(opened(h=2, w=3, c=2, kh=1, kw=1, kernel="ones", input="ramp"), 5)
    before = shown(app)[2]["input"].copy()
    typed_into_picture(app, [1, "input 1 0 0 2", [["0,5"]]])
    before[1, 0, 2] = 0.5
    np.testing.assert_array_equal(shown(app)[2]["input"], before)
    np.testing.assert_array_equal(shown(app)[2]["output"][:, 0], before)
    assert fields(app)["input"].value == "typed"
    assert app.query_params["step"] == "5"
    assert shown(app)[0]["typing"]["seen"] == 1


def test_a_block_is_pasted_into_one_filter():
    app = opened(h=3, w=3, c=2, kh=2, kw=2, m=2, kernel="ones", input="ones")
    typed_into_picture(app, [1, "filter 1 0 0 0", [["1", "1/2"], ["-3", "4"]]])
    expected = np.ones((2, 2, 2, 2))
    expected[1, 0] = [[1, 0.5], [-3, 4]]
    np.testing.assert_array_equal(shown(app)[2]["filter"], expected)


def test_what_is_typed_faster_than_the_server_answers_is_made_once_and_in_its_order():
    app = opened(**SMALL)
    first, second = [1, "input 0 0 0 0", [["7"]]], [2, "input 0 0 0 1", [["8"]]]
    typed_into_picture(app, first)
    typed_into_picture(app, first, second, [3, "input 0 0 0 1", [["9"]]])
    assert app.query_params["xv"] == "7_9_3_4_5_6"
    edited(app, app.data_editor[0], {"0": {"0": -1}})
    typed_into_picture(app, first, second)  # an older request again
    assert app.query_params["xv"] == "-1_9_3_4_5_6"


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (["input 0 0 1 1", [["1e9"]]], "is too large"),
        (["input 0 0 1 1", [["0.5."]]], "is not a number"),
        (["input 0 0 1 1", [["1", "2", "3"]]], "does not fit"),
        (["input 4 0 1 1", [["1"]]], "no such input"),
    ],
)
def test_what_cannot_be_taken_changes_nothing_and_the_picture_says_why(block, sentence):
    app = opened(**SMALL)
    typed_into_picture(app, [1, *block])
    assert app.query_params["xv"] == "1_2_3_4_5_6"
    assert sentence in shown(app)[0]["typing"]["refused"]


def test_what_a_link_locks_cannot_be_typed_into_the_picture_either():
    app = opened(**SMALL, lock="weights")
    locked = shown(app)[0]["typing"]["into"]
    assert locked == {"input": "", "filter": "The link to this page locks the filters."}
    typed_into_picture(app, [1, "filter 0 0 0 0", [["5"]]], [2, "input 0 0 0 0", [["5"]]])
    assert shown(app)[2]["output"].ravel().tolist() == [5, 2, 3, 4, 5, 6]


def test_what_is_said_of_typing_names_the_lists_as_they_are_called():
    app = opened(h=3, w=3, c=1, kernel="ones")
    first = shown(app)[0]["typing"]["first"]
    for part, label in (("input", "input"), ("filter", "filters")):
        assert first[part].endswith(f"in the list “{label}” to have it back.")


def _compares_kernels(element):
    return element.proto.component_name == "dwconv.planes_side_by_side"


def test_the_kernels_are_turned_and_turned_back_and_both_outputs_are_shown():
    app = opened(h=5, w=4, c=2, m=1, kh=2, kw=3, seed=3)
    before = shown(app)[2]["filter"]
    assert not any(_compares_kernels(each) for each in components(app))
    app = opened(h=5, w=4, c=2, m=1, kh=2, kw=3, seed=3, flip=1)  # a link opens the panel
    kernel, correlation, turned, convolution = (
        plane["rows"]
        for each in components(app)
        if _compares_kernels(each)
        for plane in json.loads(each.proto.json)["planes"]
    )
    image = shown(app)[2]["input"][0]
    # By the definitions, for the first output value.
    taps = [(i, j) for i in range(2) for j in range(3)]
    assert correlation[0][0] == sum(image[i, j] * kernel[i][j] for i, j in taps)
    assert convolution[0][0] == sum(image[1 - i, 2 - j] * kernel[i][j] for i, j in taps)
    assert turned == [row[::-1] for row in kernel[::-1]]
    (button,) = [each for each in app.button if "Turn the filters" in each.label]
    button.click().run()
    assert (shown(app)[2]["filter"] == before[:, :, ::-1, ::-1]).all()
    (button,) = [each for each in app.button if "Turn the filters" in each.label]
    button.click().run()
    assert (shown(app)[2]["filter"] == before).all()
