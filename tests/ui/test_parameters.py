"""URL text to values to a layer, and back."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dwconv import ConvSpec
from dwconv.engine.errors import DwconvError
from dwconv.engine.sample_values import make_input
from dwconv.player.colours_and_speeds import SPEEDS, UNITS
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters import hidden_and_locked, player_state, typed_values
from dwconv.ui.parameters.hidden_and_locked import (
    SOLUTIONS,
    Restrictions,
    read_restrictions,
    write_restrictions,
)
from dwconv.ui.parameters.layer_values import make_operands, make_spec
from dwconv.ui.parameters.legal_values import bounds, make_legal
from dwconv.ui.parameters.links import IGNORED, quote, read_link, write_link
from dwconv.ui.parameters.player_state import ignored_moment, read_moment, write_moment
from dwconv.ui.parameters.presets import PRESETS, preset
from dwconv.ui.parameters.shrink_to_draw import shrink_to_draw
from dwconv.ui.parameters.table import (
    CONTROLS,
    PARAMETERS,
    Choice,
    Number,
    Text,
    choice_row,
    choices,
    defaults,
    flags,
    is_on,
    number_row,
    numbers,
)
from dwconv.ui.parameters.typed_values import read_typed
from dwconv.ui.parameters.unknown_names import say_unknown_names

TEXTS = [name for name, row in PARAMETERS.items() if isinstance(row, Text)]

any_values = st.fixed_dictionaries(
    {name: st.integers(row.least, row.most) for name, row in numbers().items()}
    | {name: st.sampled_from(list(row.options)) for name, row in choices().items()}
    | dict.fromkeys(flags(), st.booleans())
    | {name: st.sampled_from(["", "3", "3s2n2 5d4"]) for name in TEXTS}
)


def test_the_parameters_of_the_layer_have_these_names():
    contract = {"h", "w", "c", "kh", "kw", "m", "sh", "sw", "pad", "dh", "dw", "seed"}
    assert contract <= defaults().keys()


@given(any_values)
def test_values_that_are_valid_one_by_one_are_made_possible_together(values):
    """And what was possible stays as it is."""
    mended, said = make_legal(values)
    spec = make_spec(mended)  # raises if not
    assert spec.output_shape[1] > 0
    assert bool(said) == (mended != values)
    assert make_legal(mended) == (mended, [])


@given(any_values)
def test_a_combination_is_left_alone_if_it_is_possible(values):
    values["g"] = 1  # in one group, whatever the channels
    values["beat"] = 1  # which every part of the lesson has
    values["oc"] = values["bq"] = 0  # which every op and every channel has
    values["alpha"] = "1.0"  # which every network has
    try:
        make_spec(values)
        make_operands(make_spec(values), values)
    except DwconvError:
        return
    assert make_legal(values) == (values, [])


@given(any_values)
def test_a_link_gives_back_the_same_picture(values):
    values, _ = make_legal(values)
    again, said = read_link(write_link(values, "cost"))
    assert said == []
    assert make_spec(again) == make_spec(values)
    for one, other in zip(
        make_operands(make_spec(again), again),
        make_operands(make_spec(values), values),
        strict=True,
    ):
        np.testing.assert_array_equal(one, other)


@given(any_values, st.sampled_from(sorted(numbers().keys() - {"g", "beat", "oc", "bq"})), st.data())
def test_every_value_inside_the_bounds_is_possible_with_the_others(values, name, data):
    values, _ = make_legal(values | {"g": 1, "beat": 1, "oc": 0, "bq": 0})
    least, most = bounds(values)[name]
    assert least <= values[name] <= most
    changed = values | {name: data.draw(st.integers(least, most))}
    assert make_legal(changed) == (changed, [])


@given(st.integers(1, 8), st.integers(1, 8))
def test_groups_that_do_not_divide_the_channels_become_the_next_fewer_that_do(channels, groups):
    values, said = make_legal(defaults() | {"c": channels, "g": groups})
    fewer = [g for g in range(1, groups + 1) if channels / g == channels // g]
    assert values["g"] == fewer[-1]
    assert bool(said) == (values["g"] != groups)


@given(st.integers(1, 11), st.integers(1, 23))
def test_a_beat_that_a_part_does_not_have_becomes_its_last(part, beat):
    values, said = make_legal(defaults() | {"part": part, "beat": beat})
    last = {7: 8, 11: 23}.get(part, 3)
    assert values["beat"] == min(beat, last)
    assert bool(said) == (beat > last)


@given(
    st.integers(1, 8),
    st.integers(1, 4),
    st.sampled_from(list(choice_row("op").options)),
    st.integers(0, 31),
)
def test_an_output_channel_too_large_for_an_op_becomes_its_last(channels, m, op, channel):
    made = {"depthwise_conv2d": channels * m, "conv2d": m}[op]
    asked = {"c": channels, "m": m, "op": op, "oc": channel}
    values, said = make_legal(defaults() | asked, "tensorflow")
    assert values["oc"] == min(channel, made - 1)
    assert bool(said) == (channel >= made)
    assert make_legal(defaults() | asked, "shapes") == (values, [])


@given(st.integers(1, 4), st.integers(0, 3))
def test_a_filter_that_a_channel_does_not_have_becomes_its_last(m, q):
    values, said = make_legal(defaults() | {"m": m, "bq": q}, "backward")
    assert values["bq"] == min(q, m - 1)
    assert bool(said) == (q >= m)
    assert make_legal(defaults() | {"m": m, "bq": q}, "shapes") == (values, [])


any_moments = st.fixed_dictionaries(
    {},
    optional={
        "step": st.integers(0, 71),
        "unit": st.sampled_from(sorted(UNITS)),
        "speed": st.sampled_from(SPEEDS),
        "focus": st.integers(0, 2),
    },
)


@given(any_moments)
def test_a_link_gives_back_the_moment(moment):
    assert read_moment(write_moment(moment), windows=72, channels=3) == (moment, [])


@given(st.dictionaries(st.sampled_from([*player_state.NAMES, "hide", "lock", "v"]), st.text()))
def test_no_text_in_a_url_breaks_a_moment_or_what_is_allowed(query):
    moment, said = read_moment(query, windows=12, channels=3)
    assert 0 <= moment.get("step", 0) < 12
    assert 0 <= moment.get("focus", 0) < 3
    allowed, unknown = read_restrictions(query)
    assert set(allowed.hidden + allowed.locked) <= {*CONTROLS, SOLUTIONS}
    for sentence in [*said, *unknown, *read_link(query)[1]]:
        assert not set("[]<>*`$") & set(sentence)


@given(
    st.sets(st.sampled_from(sorted(CONTROLS))),
    st.sets(st.sampled_from([*CONTROLS, SOLUTIONS])),
)
def test_a_link_gives_back_what_is_allowed(hidden, locked):
    order = [*CONTROLS, SOLUTIONS]
    allowed = Restrictions(
        tuple(sorted(hidden, key=order.index)), tuple(sorted(locked, key=order.index))
    )
    assert read_restrictions(write_restrictions(allowed)) == (allowed, [])


def test_a_link_from_a_later_version_is_said_to_be_one():
    values, said = read_link({"v": "2", "h": "9"})
    assert values["h"] == 9
    assert len(said) == 1
    assert "version 1" in said[0]


@given(any_values, st.sampled_from(["kh", "kw", "dh", "dw"]))
def test_the_bounds_are_no_tighter_than_they_need_be(values, name):
    values, _ = make_legal(values)
    _, most = bounds(values)[name]
    if most < number_row(name).most:
        with pytest.raises(DwconvError):
            make_spec(values | {name: most + 1})


@given(st.dictionaries(st.sampled_from([*defaults(), "x"]), st.text(max_size=30)))
@example({"h": "0\x1f"})  # space to strip(), but not to float()
def test_no_text_in_a_url_breaks_anything(query):
    values, said = read_link(query)
    make_spec(make_legal(values)[0])
    for sentence in said:
        assert sentence.endswith(".")
        assert len(sentence) < 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"h": "abc"}, "h=abc: the input height must be a whole number. Using 8 instead."),
        ({"h": "1.5"}, "h=1.5: the input height must be a whole number. Using 8 instead."),
        ({"m": "0"}, "m=0: the channel multiplier must be from 1 to 4. Using 1 instead."),
        (
            {"pad": "full"},
            "pad=full: the padding must be one of valid, same, explicit. Using valid instead.",
        ),
        (
            {"h": "9" * 5000},
            f"h={'9' * 19}…: the input height must be from 1 to 64. Using 64 instead.",
        ),
        (
            {"bias": "yes"},
            "bias=yes: the bias of each layer must be 0 or 1, off or on. Using 0 instead.",
        ),
    ],
)
def test_a_wrong_value_gets_a_sentence(query, sentence):
    assert read_link(query)[1] == [sentence]


@pytest.mark.parametrize("text", ["![](//e.co/x.png)", "[x](//e.co)", "<b>", "<//e.co>", "![x]"])
def test_no_text_in_a_url_becomes_a_link_or_a_picture(text):
    said = read_link(dict.fromkeys(defaults(), text))[1]
    assert len(said) == len(defaults())
    said += read_moment({"step": text}, 5, 1)[1]
    said += read_typed(text, "xv", (1, 1, 1))[1]
    assert len(said) == len(defaults()) + 2
    for sentence in said:
        assert not set(sentence) & set("[]()!<>"), sentence


def test_a_kernel_that_does_not_fit_gets_a_sentence_with_what_would_work():
    values, _ = read_link({"h": "3", "kh": "5"})
    mended, said = make_legal(values)
    assert mended["kh"] == 3
    assert said == [
        "A kernel height of 5 with dilation 1 spans 5 pixels, but the padded input has only 3. "
        "Using kernel 3 and dilation 1 instead. SAME padding or a larger input would make room."
    ]


def test_a_named_kernel_grows_to_what_it_needs():
    mended, said = make_legal(defaults() | {"kh": 2, "kw": 1, "kernel": "sobel-x"})
    assert (mended["kh"], mended["kw"]) == (2, 2)
    assert len(said) == 1


def test_a_named_kernel_that_cannot_fit_gives_way():
    small = {"h": 2, "w": 2, "kh": 2, "kw": 2}
    mended, said = make_legal(defaults() | small | {"kernel": "laplacian"})
    assert mended["kernel"] == "integers"
    assert said == [
        "A laplacian kernel needs at least 3×3 taps, which do not fit into this input. Using random "
        "integers instead."
    ]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_possible_as_it_is(name):
    values = preset(name)
    assert make_legal(values) == (values, [])


def test_the_start_is_the_worked_example():
    """Values 1 to 9, a 2x1 kernel with M=2; its output is printed in many places."""
    values = preset("Worked example")
    assert make_spec(values) == ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    image, filter = make_operands(make_spec(values), values)
    assert image.ravel().tolist() == list(range(1, 10))
    assert filter[:, 0, 0, :].tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("page", ["comparison", "cost"])
def test_pages_that_compare_layers_start_with_several_channels(page):
    assert make_spec(preset(PAGES[page].start)).channels > 1


def test_the_lost_row_preset_loses_a_row():
    assert make_spec(preset("Lost row")).vertical.lost == 1


def test_explicit_padding_is_taken_from_its_four_sides():
    values = defaults() | {"pad": "explicit", "pt": 1, "pb": 2, "pl": 3, "pr": 4}
    assert make_spec(values).pads == ((1, 2), (3, 4))


def test_only_what_is_wrong_with_the_page_itself_is_said_there():
    query = {"sheet": "zz", "ik": "99", "net": "no", "h": "x"}
    for path, name in (("", "h"), ("exercises", "sheet")):
        said = read_link(query, path)[1]
        wrong = [sentence for sentence in said if not sentence.endswith(IGNORED)]
        assert [sentence.partition("=")[0] for sentence in wrong] == [name]
        assert len(said) == 4


def test_padding_without_explicit_is_said():
    said = read_link({"pt": "3"})[1]
    assert said == ["pt=3: only pad=explicit uses this. Ignored."]


@given(any_values)
def test_a_pages_own_parameters_are_read_back_from_its_link_alone(values):
    values, _ = make_legal(values)
    own = {name: row.pages for name, row in PARAMETERS.items() if row.pages}
    assert PAGES.keys() >= frozenset().union(*own.values())
    for page in PAGES:
        link = write_link(values, page)
        read = read_link(link)[0]
        for name, pages in own.items():
            if page in pages:
                assert read[name] == values[name]
                assert name not in flags() or link[name] in ("0", "1")
            else:
                assert name not in link


def test_a_text_that_cannot_be_read_or_is_too_long_is_replaced_and_said():
    values, warnings = read_link({"stack1": "3x3", "stack2": "3 " * 90, "stack3": ""}, "shapes")
    assert [values[name] for name in TEXTS] == ["31", "3n15", "", ""]
    assert warnings[0].startswith("stack1=3x3: the layer must be a kernel size")
    assert warnings[1].endswith("may have 120 characters at most. Using 3n15 instead.")
    assert len(warnings) == 2


def test_a_parameter_that_is_added_to_the_table_is_read_written_and_bounded(monkeypatch):
    row = Number(name="zoom", noun="zoom", pages=frozenset({"shapes"}), default=2, least=1, most=4)
    monkeypatch.setitem(PARAMETERS, "zoom", row)
    assert defaults()["zoom"] == 2
    assert read_link({"zoom": "3"}, "shapes")[0]["zoom"] == 3
    values, warnings = read_link({"zoom": "9"}, "shapes")
    assert (values["zoom"], warnings) == (
        4,
        ["zoom=9: the zoom must be from 1 to 4. Using 4 instead."],
    )
    assert write_link(values, "shapes")["zoom"] == "4"
    assert "zoom" not in write_link(values, "cost")
    assert read_link({"zoom": "9"}, "cost")[1] == [
        "zoom=9: only Shapes uses the zoom. Ignored here."
    ]
    assert bounds(values)["zoom"] == (1, 4)
    assert make_legal(values) == (values, [])


def test_a_preset_that_is_added_is_a_legal_layer_with_the_other_values_as_they_are(monkeypatch):
    monkeypatch.setitem(PRESETS, "Tall", {"h": 9, "w": 3})
    assert preset("Tall") == defaults() | {"h": 9, "w": 3}
    assert make_legal(preset("Tall")) == (preset("Tall"), [])


def test_a_bound_in_the_table_is_the_bound_of_links_and_fields(monkeypatch):
    row = number_row("h")
    monkeypatch.setitem(PARAMETERS, "h", replace(row, most=row.most - 7))
    values, said = read_link({"h": str(row.most)})
    assert values["h"] == row.most - 7
    assert said == [
        f"h={row.most}: the input height must be from 1 to {row.most - 7}. Using {row.most - 7} "
        "instead."
    ]
    assert bounds(values)["h"][1] == row.most - 7


@pytest.mark.parametrize("name", player_state.IN_LINKS)
def test_a_name_in_links_has_one_place(monkeypatch, name):
    moment = {"step": 3, "unit": "tap", "speed": 2, "focus": 1}
    monkeypatch.setitem(player_state.IN_LINKS, name, "other")
    link = write_moment(moment)
    assert "other" in link
    assert read_moment(link, 5, 2) == (moment, [])
    complaint = read_moment({"other": "wrong"}, 5, 2)[1]
    assert len(complaint) == 1
    assert complaint[0].startswith("other=wrong: ")


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameters_name_in_links_is_changed_in_its_row_alone(monkeypatch, name):
    row = replace(PARAMETERS[name], link="other")
    monkeypatch.setitem(PARAMETERS, name, row)
    page = next(path for path in PAGES if is_on(name, path))
    pad = {} if row.control != "padding" or name == "pad" else {"pad": "explicit"}
    values = defaults() | pad | read_link({"other": _another_value(row)}, page)[0]
    values |= pad
    assert values[name] != defaults()[name]
    link = write_link(values, page)
    assert "other" in link
    assert name not in link
    found, warnings = read_link(link, page)
    assert (found[name], warnings) == (values[name], [])
    assert read_link({name: _another_value(row)}, page)[0][name] == defaults()[name]
    for other in set(PAGES) - {path for path in PAGES if is_on(name, path)}:
        (said,) = read_link({"other": _another_value(row)}, other)[1]
        assert said.startswith("other=")


def test_a_link_with_an_earlier_name_opens_the_same_layer(monkeypatch):
    row = replace(PARAMETERS["m"], link="mult", earlier_links=("m",))
    monkeypatch.setitem(PARAMETERS, "m", row)
    assert read_link({"m": "2"}, "")[0]["m"] == read_link({"mult": "2"}, "")[0]["m"] == 2
    assert read_link({"mult": "3", "m": "2"}, "")[0]["m"] == 3
    assert read_link({"m": "9"}, "")[1][0].startswith("m=9: ")
    assert {"mult": "2"}.items() <= write_link(defaults() | {"m": 2}, "").items()
    assert "m" not in write_link(defaults(), "")


def test_a_wrong_name_in_a_link_gets_a_sentence_with_the_new_name(monkeypatch):
    monkeypatch.setitem(PARAMETERS, "sw", replace(PARAMETERS["sw"], link="across"))
    monkeypatch.setitem(PARAMETERS, "pad", replace(PARAMETERS["pad"], link="border"))
    assert read_link({"pt": "1"}, "")[1] == ["pt=1: only border=explicit uses this. Ignored."]
    assert say_unknown_names({"stride": "2", "pt": "1"}, PAGES[""]) == [
        "stride=2: no parameter has this name in a link. Use sh and across."
    ]


def test_no_two_things_have_the_same_name_in_links():
    names = [row.link for row in PARAMETERS.values()]
    names += [*player_state.NAMES, *hidden_and_locked.NAMES, *typed_values.NAMES, "v", "embed"]
    assert len(names) == len(set(names))


def test_seeded_values_keep_their_places_up_to_the_largest_input() -> None:
    # The engine cannot know the bounds of the fields: its grid must be as large as they allow.
    number = PARAMETERS["h"]
    small = make_input("integers", number.least + 4, 5, 2, seed=3)
    large = make_input("integers", number.most, PARAMETERS["w"].most, 2, seed=3)
    assert np.array_equal(large[: number.least + 4, :5], small)


def test_a_name_that_a_link_does_not_know_is_answered_with_the_one_to_use():
    query = {"stride": "2", "batch": "2", "fmt": "NCHW", "utm_source": "x"}
    assert read_link(query, "")[1] == [
        "batch=2, fmt=NCHW: only Shapes and Cost use these. Ignored here."
    ]
    assert say_unknown_names(query, PAGES[""]) == [
        "stride=2: no parameter has this name in a link. Use sh and sw."
    ]
    values, said = read_link({"batch": "2", "fmt": "NCHW"}, "shapes")
    assert (values["batch"], values["fmt"], said) == (2, "nchw", [])


@pytest.mark.parametrize(
    ("name", "use"),
    [("H", "h"), ("SW", "sw"), ("N", "batch"), ("k", "kh and kw"), ("format", "fmt")],
)
def test_a_name_that_pytorch_or_a_paper_uses_is_answered_with_the_one_to_use(name, use):
    (said,) = say_unknown_names({name: "3"}, PAGES["shapes"])
    assert said == f"{name}=3: no parameter has this name in a link. Use {use}."


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_names_that_no_parameter_has_and_knows_all_that_the_lab_writes(path):
    query = dict.fromkeys(["groups", "foo", "bar", "baz", "more"], "1")
    (said,) = say_unknown_names(query, PAGES[path])
    assert said.startswith("groups=1, foo=1, bar=1, baz=1, …: no parameter has these names")
    assert said.endswith(IGNORED)
    (said,) = say_unknown_names({"stride": "2"}, PAGES[path])
    assert said.startswith("stride=2: no parameter has this name in a link.")
    assert said.endswith("Use sh and sw." if PAGES[path].about_layer else IGNORED)
    own = write_link(defaults() | {"pad": "explicit"}, path)
    own |= dict.fromkeys([*player_state.NAMES, *hidden_and_locked.NAMES, *typed_values.NAMES], "")
    foreign = dict.fromkeys(["embed", "embed_options", "utm_source", "fbclid", "case"], "")
    assert say_unknown_names(own | foreign, PAGES[path]) == []


def test_a_number_for_the_kind_of_kernel_is_answered_with_the_names_of_its_size():
    (said,) = read_link({"kernel": "3"}, "")[1]
    assert said.endswith("kh and kw are the kernel's size.")


def _another_value(row):
    """A value that a link may have, and that is not the default."""
    if isinstance(row, Number):
        return str(row.least if row.least != row.default else row.least + 1)
    if isinstance(row, Choice):
        return next(option for option in reversed(row.options) if option != row.default)
    return "3n2" if isinstance(row, Text) else str(int(not row.default))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_which_parameters_it_ignores_and_where_they_count(path):
    page = PAGES[path]
    own = {"pad": "explicit"} if page.about_layer else {}
    for name, row in PARAMETERS.items():
        text = _another_value(row)
        if path in row.pages or (page.about_layer and not row.pages):
            own.setdefault(name, text)
            continue
        (sentence,) = read_link({name: text}, path)[1]
        assert sentence.startswith(f"{name}={quote(text)}: only ")
        assert sentence.endswith(f" the {row.noun}. Ignored here.")
        for other in row.pages or {""}:
            assert PAGES[other].title in sentence
        assert read_link({name: str(defaults()[name]).lower()}, path)[1] == []
    # Links that the lab makes have nothing but what their page reads.
    assert read_link(own, path)[1] == []
    assert write_link(defaults() | {"pad": "explicit"}, path).keys() == own.keys() | {"v"}
    assert bool(ignored_moment({"step": "3", "by": "tap"}, page)) == (page.player is None)


def test_many_ignored_parameters_take_one_sentence():
    link = write_link(defaults() | {"h": 9, "w": 9, "c": 2, "kh": 5, "kw": 5}, "")
    assert read_link(link, "networks")[1] == [
        "h=9, w=9, c=2, kh=5, …: only pages about one layer, such as Sliding window, use these. "
        "Ignored here."
    ]


def test_the_nearest_layer_that_is_drawn_is_legal_and_as_large_as_can_be():
    large = defaults() | {"h": 224, "c": 32, "kh": 31, "pad": "same", "sh": 9}
    values, sentence = shrink_to_draw(large)
    assert (values["h"], values["c"], values["kh"], values["sh"]) == (64, 8, 7, 8)
    assert "31" in sentence
    assert "224" in sentence
    assert shrink_to_draw(values) == (values, "")
    make_operands(make_spec(values), values)


def test_a_label_begins_with_a_small_letter_unless_it_is_a_command_or_a_question() -> None:
    capital = {row.label for row in PARAMETERS.values() if row.label[0].isupper()}
    assert capital == {"Predict", "Which cells?", "Convolution or correlation?"}
