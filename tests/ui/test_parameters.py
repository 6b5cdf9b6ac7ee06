"""URL text to values to a layer, and back."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dwconv import ConvSpec
from dwconv.engine.errors import DwconvError
from dwconv.ui import parameters as state

numbers = {name: st.integers(number.least, number.most) for name, number in state.NUMBERS.items()}
choices = {name: st.sampled_from(each) for name, each in state.CHOICES.items()}
flags = dict.fromkeys(state.FLAGS, st.booleans())
any_values = st.fixed_dictionaries({**numbers, **choices, **flags})


def test_the_names_are_those_of_the_contract():
    contract = {"h", "w", "c", "kh", "kw", "m", "sh", "sw", "pad", "dh", "dw", "seed"}
    assert contract <= state.DEFAULTS.keys()


@given(any_values)
def test_values_that_are_valid_one_by_one_are_made_possible_together(values):
    """And what was possible stays as it is."""
    mended, said = state.repair(values)
    spec = state.make_spec(mended)  # raises if not
    assert spec.output_shape[1] > 0
    assert bool(said) == (mended != values)
    assert state.repair(mended) == (mended, [])


@given(any_values)
def test_a_combination_is_left_alone_if_it_is_possible(values):
    values["g"] = 1  # in one group, whatever the channels
    values["beat"] = 1  # which every part of the lesson has
    values["oc"] = values["bq"] = 0  # which every op and every channel has
    try:
        state.make_spec(values)
        state.make_operands(values)
    except DwconvError:
        return
    assert state.repair(values) == (values, [])


@given(any_values)
def test_a_link_gives_back_the_same_picture(values):
    values, _ = state.repair(values)
    again, said = state.parse(state.write(values, "cost"))
    assert said == []
    assert state.make_spec(again) == state.make_spec(values)
    for one, other in zip(state.make_operands(again), state.make_operands(values), strict=True):
        np.testing.assert_array_equal(one, other)


@given(
    any_values, st.sampled_from(sorted(state.NUMBERS.keys() - {"g", "beat", "oc", "bq"})), st.data()
)
def test_every_value_inside_the_bounds_is_possible_with_the_others(values, name, data):
    values, _ = state.repair(values | {"g": 1, "beat": 1, "oc": 0, "bq": 0})
    least, most = state.bounds(values)[name]
    assert least <= values[name] <= most
    changed = values | {name: data.draw(st.integers(least, most))}
    assert state.repair(changed) == (changed, [])


@given(st.integers(1, 8), st.integers(1, 8))
def test_groups_that_do_not_divide_the_channels_become_the_next_fewer_that_do(channels, groups):
    values, said = state.repair(state.DEFAULTS | {"c": channels, "g": groups})
    fewer = [g for g in range(1, groups + 1) if channels / g == channels // g]
    assert values["g"] == fewer[-1]
    assert bool(said) == (values["g"] != groups)


@given(st.integers(1, 11), st.integers(1, 23))
def test_a_beat_that_a_part_does_not_have_becomes_its_last(part, beat):
    values, said = state.repair(state.DEFAULTS | {"part": part, "beat": beat})
    last = {7: 8, 11: 23}.get(part, 3)
    assert values["beat"] == min(beat, last)
    assert bool(said) == (beat > last)


@given(
    st.integers(1, 8), st.integers(1, 4), st.sampled_from(state.CHOICES["op"]), st.integers(0, 31)
)
def test_an_output_channel_that_an_op_does_not_have_becomes_its_last(channels, m, op, channel):
    made = {"depthwise_conv2d": channels * m, "conv2d": m}[op]
    asked = {"c": channels, "m": m, "op": op, "oc": channel}
    values, said = state.repair(state.DEFAULTS | asked, "tensorflow")
    assert values["oc"] == min(channel, made - 1)
    assert bool(said) == (channel >= made)
    assert state.repair(state.DEFAULTS | asked, "shapes") == (values, [])


@given(st.integers(1, 4), st.integers(0, 3))
def test_a_filter_that_a_channel_does_not_have_becomes_its_last(m, q):
    values, said = state.repair(state.DEFAULTS | {"m": m, "bq": q}, "backward")
    assert values["bq"] == min(q, m - 1)
    assert bool(said) == (q >= m)
    assert state.repair(state.DEFAULTS | {"m": m, "bq": q}, "shapes") == (values, [])


moments = st.fixed_dictionaries(
    {},
    optional={
        "step": st.integers(0, 71),
        "unit": st.sampled_from(sorted(state.UNITS)),
        "speed": st.sampled_from(state.SPEEDS),
        "focus": st.integers(0, 2),
    },
)


@given(moments)
def test_a_link_gives_back_the_moment(moment):
    assert state.parse_moment(state.write_moment(moment), windows=72, channels=3) == (moment, [])


@given(st.dictionaries(st.sampled_from([*state.MOMENT_NAMES, "hide", "lock", "v"]), st.text()))
def test_no_text_in_a_url_breaks_a_moment_or_what_is_allowed(query):
    moment, said = state.parse_moment(query, windows=12, channels=3)
    assert 0 <= moment.get("step", 0) < 12
    assert 0 <= moment.get("focus", 0) < 3
    allowed, unknown = state.parse_allowed(query)
    assert set(allowed.hidden + allowed.locked) <= state.CONTROLS.keys()
    for sentence in [*said, *unknown, *state.parse(query)[1]]:
        assert not set("[]<>*`$") & set(sentence)


@given(
    st.sets(st.sampled_from(sorted(state.CONTROLS))),
    st.sets(st.sampled_from(sorted(state.CONTROLS))),
)
def test_a_link_gives_back_what_is_allowed(hidden, locked):
    order = list(state.CONTROLS)
    allowed = state.Allowed(
        tuple(sorted(hidden, key=order.index)), tuple(sorted(locked, key=order.index))
    )
    assert state.parse_allowed(state.write_allowed(allowed)) == (allowed, [])


def test_a_link_from_a_later_version_is_said_to_be_one():
    values, said = state.parse({"v": "2", "h": "9"})
    assert values["h"] == 9
    assert len(said) == 1
    assert "version 1" in said[0]


@given(any_values, st.sampled_from(["kh", "kw", "dh", "dw"]))
def test_the_bounds_are_no_tighter_than_they_need_be(values, name):
    values, _ = state.repair(values)
    _, most = state.bounds(values)[name]
    if most < state.NUMBERS[name].most:
        with pytest.raises(DwconvError):
            state.make_spec(values | {name: most + 1})


@given(st.dictionaries(st.sampled_from([*state.DEFAULTS, "x"]), st.text(max_size=30)))
def test_no_text_in_a_url_breaks_anything(query):
    values, said = state.parse(query)
    state.make_spec(state.repair(values)[0])
    for sentence in said:
        assert sentence.endswith(".")
        assert len(sentence) < 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"h": "abc"}, "h=abc: the input height must be a whole number. It is shown with 8."),
        ({"h": "1.5"}, "h=1.5: the input height must be a whole number. It is shown with 8."),
        ({"m": "0"}, "m=0: the channel multiplier goes from 1 to 4 here. It is shown with 1."),
        (
            {"pad": "full"},
            "pad=full: this must be one of valid, same, explicit. It is shown with valid.",
        ),
        (
            {"h": "9" * 5000},
            f"h={'9' * 19}…: the input height goes from 1 to 64 here. It is shown with 64.",
        ),
        (
            {"bias": "yes"},
            "bias=yes: the bias of each layer is 0 or 1, off or on. It is shown off.",
        ),
    ],
)
def test_a_wrong_value_gets_a_sentence(query, sentence):
    assert state.parse(query)[1] == [sentence]


@pytest.mark.parametrize("text", ["![](//e.co/x.png)", "[x](//e.co)", "<b>", "<//e.co>", "![x]"])
def test_no_text_in_a_url_becomes_a_link_or_a_picture(text):
    said = state.parse(dict.fromkeys(state.DEFAULTS, text))[1]
    assert len(said) == len(state.DEFAULTS)
    said += state.parse_step({"step": text}, 5)[1]
    said += state.read_typed(text, "xv", (1, 1, 1))[1]
    assert len(said) == len(state.DEFAULTS) + 2
    for sentence in said:
        assert not set(sentence) & set("[]()!<>"), sentence


def test_a_kernel_that_does_not_fit_gets_a_sentence_with_what_would_work():
    values, _ = state.parse({"h": "3", "kh": "5"})
    mended, said = state.repair(values)
    assert mended["kh"] == 3
    assert said == [
        "A kernel height of 5 with dilation 1 spans 5 pixels, and the padded input has 3. It is "
        "shown with kernel 3, dilation 1; SAME padding or a larger input would make room."
    ]


def test_a_named_kernel_grows_to_what_it_needs():
    mended, said = state.repair(state.DEFAULTS | {"kh": 2, "kw": 1, "kernel": "sobel-x"})
    assert (mended["kh"], mended["kw"]) == (2, 2)
    assert len(said) == 1


def test_a_named_kernel_that_cannot_fit_gives_way():
    small = {"h": 2, "w": 2, "kh": 2, "kw": 2}
    mended, said = state.repair(state.DEFAULTS | small | {"kernel": "laplacian"})
    assert mended["kernel"] == "integers"
    assert said == [
        "A laplacian kernel needs at least 3×3 taps and does not fit into this input. It is shown "
        "with integers."
    ]


@pytest.mark.parametrize("name", state.PRESETS)
def test_a_preset_is_possible_as_it_is(name):
    values = state.PRESETS[name]
    assert state.repair(values) == (values, [])


def test_the_start_is_the_worked_example():
    """Values 1 to 9, a 2x1 kernel with M=2; its output is printed in many places."""
    values = state.PRESETS[state.WORKED]
    assert state.make_spec(values) == ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    image, filter = state.make_operands(values)
    assert image.ravel().tolist() == list(range(1, 10))
    assert filter[:, 0, 0, :].tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("page", ["comparison", "cost"])
def test_pages_that_compare_layers_start_with_several_channels(page):
    assert state.make_spec(state.PRESETS[state.START[page]]).channels > 1


def test_the_lost_row_preset_loses_a_row():
    assert state.make_spec(state.PRESETS["Lost row"]).vertical.lost == 1


def test_explicit_padding_is_taken_from_its_four_sides():
    values = state.DEFAULTS | {"pad": "explicit", "pt": 1, "pb": 2, "pl": 3, "pr": 4}
    assert state.make_spec(values).pads == ((1, 2), (3, 4))


typed_shapes = st.tuples(*[st.integers(1, 4)] * 3) | st.tuples(*[st.integers(1, 3)] * 4)


@given(typed_shapes, st.data())
def test_typed_values_survive_the_url_bit_by_bit(shape, data):
    drawn = st.floats(-1e6, 1e6, width=32)
    size = int(np.prod(shape))
    values = np.array(data.draw(st.lists(drawn, min_size=size, max_size=size)), np.float32)
    values = values.reshape(shape)
    again, said = state.read_typed(state.write_typed(values), "xv", shape)
    assert said == []
    np.testing.assert_array_equal(again.view(np.uint32), values.view(np.uint32))


@pytest.mark.parametrize("largest", [200, -100, 30_000, 0.1, 1e6, -0.0])
def test_many_typed_values_survive_the_url_packed(largest):
    values = np.resize(np.array([largest, 0, 1], np.float32), (16, 16, 3))
    text = state.write_typed(values)
    assert len(text) < state.LONGEST_PLAIN
    assert re.fullmatch(r"[\w=-]+", text)
    again, said = state.read_typed(text, "xv", values.shape)
    assert said == []
    np.testing.assert_array_equal(again.view(np.uint32), values.view(np.uint32))


def test_the_photograph_fits_into_a_link():
    image, _ = state.make_operands(state.PRESETS["Photo"])
    assert len(state.write_typed(image[0])) <= state.LONGEST_TYPED


def test_packed_values_that_are_damaged_are_said_and_never_swell():
    whole = state.write_typed(np.zeros((64, 64, 8), np.float32))
    for text in (
        "z",
        "zq",
        "zBAAAA",
        "zB" + "!" * 8,
        whole[: len(whole) // 2],
        whole[:9] + "A" * 40,
    ):
        values, said = state.read_typed(text, "xv", (2, 2, 1))
        assert values.shape == (2, 2, 1)
        assert len(said) == 1, text
    values, said = state.read_typed(whole, "xv", (2, 2, 1))
    assert said == [
        "xv holds 5 values, and 4 are needed. Missing ones are shown as 0, others are left out."
    ]


def test_only_what_is_wrong_with_the_page_itself_is_said_there():
    query = {"sheet": "zz", "ik": "99", "net": "no", "h": "x"}
    assert [said.partition("=")[0] for said in state.parse(query, "")[1]] == ["h"]
    assert [said.partition("=")[0] for said in state.parse(query, "exercises")[1]] == ["sheet"]


def test_padding_without_explicit_is_said():
    said = state.parse({"pt": "3"})[1]
    assert said == ["pt=3: this counts with pad=explicit alone. It is left out."]


def test_a_typed_value_goes_to_a_million_and_no_further():
    values, said = state.read_typed("1000000_-1000000", "xv", (1, 2, 1))
    assert values.ravel().tolist() == [1e6, -1e6]
    assert said == []
    for text, shown in {"1000001": 1e6, "-1e30": -1e6, "inf": 1e6, "-inf": -1e6}.items():
        values, said = state.read_typed(text, "xv", (1, 1, 1))
        assert values.ravel().tolist() == [shown]
        assert said == [f"xv: {text!r} is beyond 1,000,000. It is shown as {shown:,.0f}."]


@given(st.text(max_size=40))
def test_no_typed_text_breaks_anything(text):
    values, _ = state.read_typed(text, "xv", (2, 2, 1))
    assert np.isfinite(values).all()


def test_typed_values_are_used_and_fitted():
    values = state.DEFAULTS | {"h": 3, "w": 3, "c": 1, "input": "typed", "kernel": "typed"}
    image, filter = state.make_operands(
        values, np.full((2, 4, 1), 7, np.float32), np.full((3, 3, 1, 1), 2, np.float32)
    )
    assert image[0, :, :, 0].tolist() == [[7, 7, 7], [7, 7, 7], [0, 0, 0]]
    assert (filter == 2).all()


@given(any_values)
def test_a_pages_own_parameters_are_read_back_from_its_link_alone(values):
    values, _ = state.repair(values)
    for name, pages in state.ONLY_ON.items():
        for page in pages:
            link = state.write(values, page)
            assert state.parse(link)[0][name] == values[name]
            assert name not in state.FLAGS or link[name] in ("0", "1")
        assert name not in state.write(values, "shapes")
