"""Tests links: old ones, random ones, and those that hide or lock controls."""

import random
import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import numpy as np
import pytest
from streamlit.util import calc_hash

from dwconv.player.colours_and_speeds import SPEEDS, UNITS
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.layer_values import make_operands, make_spec
from dwconv.ui.parameters.legal_values import make_legal
from dwconv.ui.parameters.links import write_link
from dwconv.ui.parameters.player_state import write_moment
from dwconv.ui.parameters.table import PARAMETERS, TYPED, choice_row, defaults, numbers
from tests.pages.app import (
    ROOT,
    SLIDING_WINDOW,
    change,
    components,
    controls,
    fields,
    opened,
    sentences,
    shown,
)

# Links as they were given out, each with what was on the screen then. These lines stay as they are.
KEPT = [
    (
        "h=3&w=3&c=1&kh=2&kw=1&m=2&sh=1&sw=1&dh=1&dw=1&seed=0&n=8&pad=valid&input=ramp&kernel=ramp",
        [[[13, 17, 21], [25, 29, 33]], [[18, 24, 30], [36, 42, 48]]],
        {"playing": True},
    ),
    (
        "h=3&w=4&c=1&kh=2&kw=2&m=1&sh=1&sw=2&pad=same&dh=1&dw=1&seed=0&input=ramp&kernel=ramp&step=4",
        [[[44, 64], [84, 104], [29, 35]]],
        {"step": 4, "playing": False},
    ),
    (
        "v=1&h=3&w=3&c=1&kh=2&kw=2&m=1&sh=1&sw=1&dh=1&dw=1&seed=0&pad=explicit&pt=1&pb=0&pl=0&pr=1"
        "&input=typed&kernel=typed&xv=1_0_2_0_-1_0_3_0_0.5&fv=1_2_3_4&step=2&by=tap&speed=0.5&lane=0",
        [[[3, 8, 6], [-3, 1, 2], [7, 1, 1.5]]],
        {"step": 2, "unit": "tap", "speed": 0.5, "focus": 0, "playing": False},
    ),
]


def options_of_a_link(options):
    """Of the player's options, those that a link and its page decide, at whatever time they come."""
    of_the_run = {
        "typing",  # what may be typed into the picture
        "disagreement",  # where TensorFlow returns other values: known once its verdict is there
    }
    return {name: value for name, value in options.items() if name not in of_the_run}


@pytest.mark.parametrize(("link", "output", "options"), KEPT)
def test_links_from_earlier_show_what_they_showed(link, output, options):
    app = opened(**dict(pair.split("=") for pair in link.split("&")))
    assert not sentences(app)
    said, _, arrays = shown(app)
    assert arrays["output"][0].tolist() == output
    assert options_of_a_link(said) == {"predict": False, **options}


def test_the_app_follows_a_new_name_in_links(monkeypatch):
    monkeypatch.setitem(PARAMETERS, "m", replace(PARAMETERS["m"], link="filters_each"))
    app = opened(h=4, w=4, c=1, filters_each=2)
    assert not sentences(app)
    assert app.query_params["filters_each"] in ("2", ["2"])
    assert "m" not in app.query_params
    assert shown(app)[1]["multiplier"] == 2


def random_state(source):
    """A state that the controls can reach, with its moment."""
    values = {
        name: source.randint(number.least, min(number.most, 12))
        for name, number in numbers().items()
        if not number.pages
    }
    values["seed"] = source.randint(0, 9999)
    for name in ("pad", "input", "kernel"):
        values[name] = source.choice(
            [each for each in list(choice_row(name).options) if each != TYPED]
        )
    values, _ = make_legal(defaults() | values)
    windows = PAGES[""].player.windows(make_spec(values), values)
    moment = {
        "step": source.randrange(windows),
        "unit": source.choice(sorted(UNITS)),
        "speed": source.choice(SPEEDS),
        "focus": source.randrange(values["c"]),
    }
    return values, moment


@pytest.mark.parametrize("number", range(100))
def test_state_to_link_to_state_is_the_identity_and_the_numbers_are_equal(number):
    values, moment = random_state(random.Random(number))
    link = write_link(values, "") | write_moment(moment)
    app = opened(**link)
    assert not sentences(app)
    assert dict(app.query_params) == link
    said, _, arrays = shown(app)
    assert options_of_a_link(said) == {**moment, "playing": False, "predict": False}
    image, filter = make_operands(make_spec(values), values)
    assert np.array_equal(arrays["input"], np.moveaxis(image[0], 2, 0))
    assert np.array_equal(arrays["filter"], np.moveaxis(filter, (0, 1), (2, 3)))


def test_what_a_link_hides_is_not_there_and_what_it_locks_cannot_be_changed():
    app = opened(h=6, w=5, c=2, hide="seed_stride_examples", lock="size_padding")
    assert "c" in fields(app)
    assert not {"seed", "sh", "sw"} & fields(app).keys()
    assert controls(app)["examples"]["names"] == []
    assert fields(app)["h"].locked
    assert fields(app)["pad"].locked
    assert not fields(app)["c"].locked
    change(app, c=3)
    assert app.query_params["hide"] == "examples_stride_seed"
    assert app.query_params["lock"] == "size_padding"
    app.switch_page("pages/count/shapes.py").run()
    assert app.query_params["hide"] == "examples_stride_seed"
    assert "sh" not in fields(app)


@pytest.mark.parametrize("how", ["hide", "lock"])
def test_typed_values_that_are_withheld_cannot_be_typed(how):
    typed = dict(h=2, w=2, c=1, kh=1, kw=1, input="typed", xv="1_2_3_4", kernel="typed", fv="5")
    app = opened(**typed, **{how: "input"})
    tables = [each.proto.disabled for each in app.data_editor]
    assert tables == ([False] if how == "hide" else [True, False])
    assert controls(app)["examples"]["locked"]
    app.session_state["take-home"] = True
    app.run()
    assert not app.get("file_uploader")


def test_a_link_within_the_lab_keeps_what_the_first_link_hides_and_locks():
    app = opened(hide="seed", lock="kernel")
    app.switch_page("pages/count/shapes.py").run()
    app.query_params.clear()
    app.query_params.update({"h": "5", "w": "5"})
    app.switch_page(SLIDING_WINDOW).run()
    assert (app.query_params["hide"], app.query_params["lock"]) == ("seed", "kernel")


def test_a_link_in_which_all_is_wrong_gets_a_few_sentences_about_this_page():
    app = opened(**dict.fromkeys(defaults(), "zz"))
    said = sentences(app)[0].split("  \n")
    assert len(said) == 6
    assert re.fullmatch(r"And \d+ more notes like these\.", said[-1])
    assert not any(each.startswith(("sheet", "ik", "net")) for each in said)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"hide": "me"}, "hide=me: there is no control with this name"),
        ({"v": "7"}, "v=7: this lab reads links of version 1"),
        ({"by": "foot"}, "by=foot"),
        ({"speed": "1e9"}, "speed=1e9"),
        ({"lane": "<b>"}, "lane=·b·"),
        ({"step": "9" * 400}, "step=9999999999999999999…"),
        ({"xv": "1e999_" * 9999, "input": "typed"}, "xv"),
    ],
)
def test_what_is_wrong_with_a_link_is_a_sentence_and_the_rest_is_shown(query, said):
    app = opened(h=4, w=4, c=2, **query)
    assert any(said in each for each in sentences(app)), sentences(app)
    assert shown(app)[2]["input"].shape == (2, 4, 4)


def test_a_link_with_a_thousand_foreign_parameters_keeps_the_lab_s_own():
    app = opened(h=9, **{f"foreign{number}": "x" for number in range(990)})
    assert app.query_params["h"] == "9"
    assert "foreign0" in app.query_params
    assert len(dict(app.query_params)) < 300


@pytest.mark.parametrize("more", [{}, {"h": 9}])
def test_a_name_that_no_parameter_has_is_answered_and_the_rest_is_shown(more):
    app = opened(groups=4, stride=2, utm_source="mail", **more)
    (said,) = sentences(app)
    assert "groups=4: no parameter has this name in a link. Ignored here." in said
    assert "stride=2: no parameter has this name in a link. Use sh and sw." in said
    assert "utm" not in said
    assert components(app)


def test_every_link_of_a_page_opens_its_page_in_a_new_tab_too_also_below_a_folder():
    paths = {calc_hash(page.name): page.path for page in PAGES.values()}
    found = set()
    app = opened()
    for page in [*PAGES.values(), PAGES[""]]:
        app.switch_page(page.script).run()
        for link in (each.proto for each in app.get("page_link")):
            target = paths[link.page_script_hash]
            found.add((page.path, target))
            for folder in "", "/courses/lab":
                here = f"https://lab.example{folder}/{page.path}"
                address = f"{link.page}?{link.query_string}" if link.query_string else link.page
                assert urlsplit(urljoin(here, address)).path == f"{folder}/{target}"
    assert {("", "lesson"), ("lesson", ""), ("questions", ""), ("shapes", "backward")} <= found


def test_one_function_makes_all_links():
    users = [
        path.name for path in (ROOT / "dwconv").rglob("*.py") if "st.page_link(" in path.read_text()
    ]
    assert users == ["navigation.py"]


def test_every_link_to_a_new_tab_says_so_in_its_name_or_its_tip():
    found = 0
    for path in (ROOT / "dwconv").rglob("*.*"):
        if path.suffix not in (".js", ".html", ".py") or path.parent.name == "bundle":
            continue
        text = path.read_text("utf-8")
        for link in re.finditer(r'target: "_blank"|target="_blank"|st\.link_button\(', text):
            found += 1
            assert re.search(r"opens in a new tab", text[link.end() : link.end() + 250], re.I), path
    assert found > 2
