"""Tests what the page's address holds, and how Back, the player and the controls change it."""

from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from dwconv.ui import address_bar
from dwconv.ui.session import LAB
from tests.pages.app import (
    LAB_PAGES,
    ROOT,
    SLIDING_WINDOW,
    change,
    controls,
    controls_element,
    fields,
    load_example,
    opened,
    request_with,
    request_with_typing,
    sentences,
    shown,
    sought,
    top,
    went_to,
)

LAYER = dict(h=7, w=9, c=2, kh=3, kw=2, m=2, sh=2, sw=1, pad="same", dh=1, dw=2, seed=5)


@pytest.mark.parametrize("page", LAB_PAGES)
def test_back_brings_the_older_layer(page):
    app = opened(page, **LAYER)
    older = dict(app.query_params)
    change(app, h=12)
    change(app, pad="valid")
    assert app.query_params["h"] == "12"
    went_to(app, older)
    assert fields(app)["h"].value == 7
    assert fields(app)["pad"].value == "same"
    assert app.query_params == older
    assert app.session_state[LAB].spec.output_shape == (1, 4, 9, 4)


def test_back_is_not_taken_for_a_change_and_leads_further_back():
    app = opened(**LAYER)
    links = [dict(app.query_params)]
    for height in (8, 9):
        change(app, h=height)
        links.append(dict(app.query_params))
    for link in reversed(links):
        went_to(app, link)
        assert app.query_params == link
        assert shown(app)[1]["input"] == [int(link["h"]), 9]


def test_a_touched_widget_is_right_where_the_address_is_late():
    app = opened(**LAYER)
    older = dict(app.query_params)
    change(app, h=12)
    app.query_params.clear()
    app.query_params.update(older)
    change(app, h=13)
    assert app.query_params["h"] == "13"
    assert shown(app)[1]["input"] == [13, 9]


def test_what_was_sent_before_the_address_changed_does_not_undo_the_change():
    app = opened(**LAYER)
    older = dict(app.query_params)
    change(app, h=12)
    app.query_params.clear()
    app.query_params.update(older)
    app.run()  # by a timer, say: nobody went back
    assert app.query_params["h"] == "12"
    assert shown(app)[1]["input"] == [12, 9]


def test_what_was_sent_before_an_example_was_heard_of_does_not_undo_it():
    app = opened()
    change(app, w=4)
    sent = request_with(app, ("h", 5))
    app._run(sent)
    load_example(app, "Three channels")
    three = dict(app.query_params)
    assert three["h"] == "6"
    app._run(sent)  # by the player, say, which does not wait for an answer
    app.run()
    assert app.query_params == three
    assert fields(app)["h"].value == 6
    assert shown(app)[1]["input"] == [6, 6]
    change(app, h=3)
    assert app.query_params["h"] == "3"


def test_a_change_is_made_once_however_often_it_is_sent():
    app = opened()
    sent = request_with(app, ("h", 5))
    app._run(sent)
    assert fields(app)["h"].value == 5
    change(app, h=6)
    app._run(sent)
    assert fields(app)["h"].value == 6
    assert controls(app)["seen"] == 2


def test_changes_that_come_together_are_all_made_and_so_is_one_of_a_page_beside_them():
    app = opened(**LAYER)
    app.toggle(key="predict").set_value(True)
    app._run(request_with(app, ("h", 12), ("pad", "valid"), ("h", 11)))
    link = app.query_params
    assert (link["h"], link["pad"], link["predict"]) == ("11", "valid", "1")


def test_each_of_several_changes_writes_one_address_and_so_does_an_example(monkeypatch):
    """So Back undoes one change at a time, however late the server answers."""
    app = opened(**LAYER)
    written, write = [], address_bar._set_query

    def note(wanted):
        written.append((wanted["h"], wanted["w"]))
        write(wanted)

    monkeypatch.setattr(address_bar, "_set_query", note)
    width = app.query_params["w"]
    app._run(request_with(app, ("h", 12), ("w", 11)))
    assert list(dict.fromkeys(written)) == [("12", width), ("12", "11")]
    written.clear()
    load_example(app, "Lost row")
    assert set(written) == {("6", "6")}


def test_a_change_that_comes_with_back_is_made():
    app = opened(**LAYER)
    older = dict(app.query_params)
    change(app, h=12)
    app.query_params.clear()
    app.query_params.update(older)
    with patch("dwconv.ui.streamlit_internals.is_history_navigation", return_value=True):
        app._run(request_with(app, ("w", 5)))
    assert (app.query_params["h"], app.query_params["w"]) == ("12", "5")


def test_what_a_field_does_not_take_is_said_until_something_else_is_chosen():
    app = change(opened(**LAYER), h=112)
    assert fields(app)["h"].value == 64
    assert sentences(app) == [
        "The input height must be from 1 to 64, not 112. Using 64 instead. Shapes and Cost take up to 65,536."
    ]
    app.run()
    assert len(sentences(app)) == 1
    app.toggle(key="predict").set_value(True).run()
    assert sentences(app) == []


@pytest.mark.parametrize("sent", ["null", "[]", '{"changes": 5}', '{"changes": {"list": {}}}'])
def test_what_no_browser_sends_changes_nothing(sent):
    app = opened(**LAYER)
    before = dict(app.query_params)
    states = app._tree.get_widget_states()
    states.widgets.add(id=controls_element(app).id, json_value=sent)
    app._run(states)
    assert not app.exception
    assert dict(app.query_params) == before


def test_an_example_can_be_undone_by_hand_or_by_back():
    app = opened()
    worked = dict(app.query_params)
    load_example(app, "Three channels")
    for name in ("h", "w", "c", "kh", "kw"):
        change(app, **{name: int(worked[name])})
        assert app.query_params[name] == worked[name]
    load_example(app, "Photo")
    went_to(app, worked)
    app.run()
    assert app.query_params == worked


def test_back_to_a_wrong_link_says_again_what_is_wrong():
    app = opened(h=99)
    change(app, h=5)
    assert sentences(app) == []
    went_to(app, {"h": "99"})
    assert sentences(app)[0].startswith("h=99: the input height must be from 1 to 64")


def test_back_brings_the_older_step():
    app = opened(**LAYER, step=4)
    older = dict(app.query_params)
    sought(app, 9)
    went_to(app, older)
    assert shown(app)[0]["step"] == 4


def test_a_step_is_forgotten_when_the_numbers_change():
    """It counts the windows of another layer."""
    app = opened(**LAYER, step=4)
    assert app.query_params["step"] == "4"
    change(app, seed=6)
    assert "step" not in app.query_params
    assert asked(app) == {"playing": True, "predict": False}


def test_a_step_is_kept_while_only_other_things_change():
    app = opened(**LAYER, step=4)
    app.toggle(key="predict").set_value(True).run()
    assert app.query_params["step"] == "4"
    change(app, input="typed")  # the same numbers
    assert app.query_params["step"] == "4"


def test_back_to_another_layer_brings_its_step():
    app = opened(**LAYER, step=4)
    older = dict(app.query_params)
    change(app, seed=6)
    went_to(app, older)
    assert shown(app)[0]["step"] == 4


def test_a_step_is_kept_while_the_numbers_stay():
    app = opened(**LAYER, step=4)
    for page in (*LAB_PAGES, SLIDING_WINDOW):
        app.switch_page(page).run()
    assert app.query_params["step"] == "4"
    assert asked(app) == {"step": 4, "playing": False, "predict": False}


def test_back_to_the_plain_address_leaves_it_plain():
    """Anything else would be a new entry of the history, and Back would lead nowhere."""
    app = opened()
    assert app.query_params["h"] == "6"
    went_to(app, {})
    assert app.query_params == {}
    assert shown(app)[1]["input"] == [6, 6]
    change(app, h=4)
    assert app.query_params["h"] == "4"


def test_what_others_put_into_the_address_stays_there():
    app = opened(**LAYER, case="one-wide", x="1")
    others = {"case": "one-wide", "x": "1"}
    assert others.items() <= app.query_params.items()
    change(app, h=12)
    assert others.items() <= app.query_params.items()
    sought(app, 3)
    assert others.items() <= app.query_params.items()
    app.switch_page("pages/count/cost.py").run()
    assert others.items() <= app.query_params.items()


def asked(app):
    """Where the player is asked to be."""
    options = shown(app)[0]
    del options["typing"]
    return options


MOMENT = {"unit": "tap", "speed": 2, "focus": 0, "playing": False, "predict": False}


def test_the_player_writes_its_step_into_the_address():
    app = opened(**LAYER)
    assert "step" not in app.query_params
    sought(app, 5)
    assert app.query_params["step"] == "5"
    assert [app.query_params[name] for name in ("by", "speed", "lane")] == ["tap", "2", "0"]
    assert asked(app) == MOMENT | {"step": 5}
    app.run()
    assert app.query_params["step"] == "5"
    sought(app, 6)
    assert app.query_params["step"] == "6"
    app.switch_page("pages/count/cost.py").run()
    assert "step" not in app.query_params  # there is no player
    app.switch_page(SLIDING_WINDOW).run()
    assert asked(app) == MOMENT | {"step": 6}


def test_a_step_is_in_the_address_at_once():
    """The player's report reruns only the player, not what writes the address in every run."""

    def script():
        from dwconv.ui.address_bar import record_moment
        from dwconv.ui.begin_run import begin_run

        begin_run("")
        record_moment({"step": 5})

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.query_params["step"] == "5"
    assert app.query_params["h"] == "6"


def test_what_is_touched_while_only_a_fragment_runs_is_shown():
    """A player's report may bear it, and the page's own request need not follow."""

    def script():
        import streamlit as st

        from dwconv.ui import session
        from dwconv.ui.begin_run import begin_run

        runs = st.session_state.setdefault("runs", [])
        runs.append(1)
        begin_run("")
        if len(runs) == 1:
            session.set_controls({"h": 5})
            session.rerun_if_needed()
        assert session.lab().spec.height == 5

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert len(app.session_state["runs"]) == 2


def test_a_switch_that_only_the_request_of_a_player_carries_reaches_the_player():
    """Its fragment does not read the widgets: Predict would be on, and its question would not be there."""

    def script():
        import streamlit as st

        from dwconv.ui import session
        from dwconv.ui.begin_run import begin_run
        from dwconv.ui.widgets.controls import toggle

        runs = st.session_state.setdefault("runs", [])
        runs.append(1)
        if len(runs) != 2:  # the second run is that of the fragment alone
            begin_run("")
        toggle("predict")
        session.rerun_if_needed()

    app = AppTest.from_function(script).run()
    app.toggle(key="predict").set_value(True).run()
    assert not app.exception
    assert app.session_state[LAB].values["predict"] is True


@pytest.mark.parametrize(("address", "now"), [("1_2_3_4", "9_2_3_4"), ("8_5_5_5", "8_5_5_5")])
def test_a_number_typed_while_the_server_restarts_is_made_where_it_was_typed(address, now):
    """And not into other numbers, to which the address went on since it was made."""
    app = opened(h=2, w=2, c=1, kh=1, kw=1, input="typed", xv="1_2_3_4", kernel="ones")
    widgets = request_with_typing(app, [7, "input 0 0 0 0", [["9"]]])
    restarted = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in (dict(app.query_params) | {"xv": address}).items():
        restarted.query_params[name] = value
    restarted._run(widgets)
    assert restarted.query_params["xv"] == now


def sent_to_new_server(app, *changes, **address):
    """The page of `app` on a server that has never heard of it, after changes of the controls."""
    widgets = request_with(app, *changes) if changes else app._tree.get_widget_states()
    restarted = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in (address or app.query_params).items():
        restarted.query_params[name] = value
    restarted._run(widgets)
    assert not restarted.exception
    return restarted


def test_a_page_that_stayed_open_while_the_server_restarted_keeps_its_first_change():
    app = opened(h=6, w=6, kh=3, step=5)
    restarted = sent_to_new_server(app, ("h", 7))
    assert restarted.query_params["h"] == "7"
    assert restarted.query_params["w"] == "6"
    assert "step" not in restarted.query_params  # as after every change
    assert fields(restarted)["h"].value == 7
    assert "(1, 7, 6, 3) ∗ (3, 3, 3, 1)" in top(restarted)
    change(restarted, w=8)
    assert (restarted.query_params["h"], restarted.query_params["w"]) == ("7", "8")


def test_a_page_open_during_a_restart_keeps_a_first_change_of_a_choice_or_a_switch():
    app = opened(h=6, pad="valid")
    assert sent_to_new_server(app, ("pad", "same")).query_params["pad"] == "same"
    app = opened(h=6)
    app.toggle(key="predict").set_value(True)
    assert sent_to_new_server(app).query_params["predict"] == "1"


def test_without_a_change_a_restarted_server_shows_the_link():
    app = opened(h=6, step=5)
    restarted = sent_to_new_server(app)
    assert dict(restarted.query_params) == dict(app.query_params)
    # A change that it has made already is not made again when the address went on.
    shown_before = request_with(app, ("h", 7))
    link = dict(opened(h=5, w=5).query_params)
    restarted = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in link.items():
        restarted.query_params[name] = value
    restarted._run(shown_before)
    assert restarted.query_params["h"] == "5"
    assert controls(restarted)["seen"] == 1  # so that the next change has a later number
    # A link to another layer wins over what the widgets held.
    link = dict.fromkeys(("h", "w", "kh"), "4")
    assert sent_to_new_server(app, **link).query_params["h"] == "4"


def show_what_a_lost_player_sent() -> None:
    import streamlit as st

    from dwconv.ui import session

    st.text(repr(session.sent_by("player", "at")))


def test_a_component_that_is_on_no_page_any_more_has_sent_nothing():
    app = AppTest.from_function(show_what_a_lost_player_sent).run()
    assert app.text[0].value == "None"
