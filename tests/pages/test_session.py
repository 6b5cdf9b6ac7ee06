"""What the address says, and what Back, the player and the controls make of it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import (
    LAB_PAGES,
    ROOT,
    SLIDING_WINDOW,
    opened,
    sentences,
    shown,
    sought,
    went_to,
)

LAYER = dict(h=7, w=9, c=2, kh=3, kw=2, m=2, sh=2, sw=1, pad="same", dh=1, dw=2, seed=5)


@pytest.mark.parametrize("page", LAB_PAGES)
def test_back_brings_the_older_layer(page):
    app = opened(page, **LAYER)
    older = dict(app.query_params)
    app.number_input(key="h").set_value(12).run()
    app.selectbox(key="pad").set_value("valid").run()
    assert app.query_params["h"] == "12"
    went_to(app, older)
    assert app.number_input(key="h").value == 7
    assert app.selectbox(key="pad").value == "same"
    assert app.query_params == older
    assert any("(1, 7, 9, 2) ∗ (3, 2, 2, 2)" in each.value for each in app.subheader)


def test_back_is_not_taken_for_a_change_and_leads_on():
    app = opened(**LAYER)
    links = [dict(app.query_params)]
    for height in (8, 9):
        app.number_input(key="h").set_value(height).run()
        links.append(dict(app.query_params))
    for link in reversed(links):
        went_to(app, link)
        assert app.query_params == link
        assert shown(app)[1]["input"] == [int(link["h"]), 9]


def test_a_touched_widget_is_right_where_the_address_is_late():
    app = opened(**LAYER)
    older = dict(app.query_params)
    app.number_input(key="h").set_value(12).run()
    app.query_params.clear()
    app.query_params.update(older)
    app.number_input(key="h").set_value(13).run()
    assert app.query_params["h"] == "13"
    assert shown(app)[1]["input"] == [13, 9]


def test_what_was_sent_before_the_address_changed_does_not_undo_the_change():
    app = opened(**LAYER)
    older = dict(app.query_params)
    app.number_input(key="h").set_value(12).run()
    app.query_params.clear()
    app.query_params.update(older)
    app.run()  # by a timer, say: nobody went back
    assert app.query_params["h"] == "12"
    assert shown(app)[1]["input"] == [12, 9]


def test_what_was_sent_before_an_example_was_heard_of_does_not_undo_it():
    app = opened()
    sent = app._tree.get_widget_states()
    app.pills(key="example").select("Three channels").run()
    three = dict(app.query_params)
    assert three["h"] == "6"
    app._run(sent)  # by the player, say, which does not wait for an answer
    app.run()
    assert app.query_params == three
    assert app.number_input(key="h").value == 6
    assert shown(app)[1]["input"] == [6, 6]
    app.number_input(key="h").set_value(3).run()
    assert app.query_params["h"] == "3"


def test_an_example_can_be_undone_by_hand_or_by_back():
    app = opened()
    worked = dict(app.query_params)
    app.pills(key="example").select("Three channels").run()
    for name in ("h", "w", "c", "kh", "kw"):
        app.number_input(key=name).set_value(int(worked[name])).run()
        assert app.query_params[name] == worked[name]
    app.pills(key="example").select("Photo").run()
    went_to(app, worked)
    app.run()
    assert app.query_params == worked


def test_back_to_a_wrong_link_says_again_what_is_wrong():
    app = opened(h=99)
    app.number_input(key="h").set_value(5).run()
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
    app.number_input(key="seed").set_value(6).run()
    assert "step" not in app.query_params
    assert shown(app)[0] == {"playing": True, "predict": False}


def test_a_step_is_kept_while_only_other_things_change():
    app = opened(**LAYER, step=4)
    app.toggle(key="predict").set_value(True).run()
    assert app.query_params["step"] == "4"
    app.selectbox(key="input").set_value("typed").run()  # the same numbers
    assert app.query_params["step"] == "4"


def test_back_to_another_layer_brings_its_step():
    app = opened(**LAYER, step=4)
    older = dict(app.query_params)
    app.number_input(key="seed").set_value(6).run()
    went_to(app, older)
    assert shown(app)[0]["step"] == 4


def test_a_step_is_kept_while_the_numbers_stay():
    app = opened(**LAYER, step=4)
    for page in (*LAB_PAGES, SLIDING_WINDOW):
        app.switch_page(page).run()
    assert app.query_params["step"] == "4"
    assert shown(app)[0] == {"step": 4, "playing": False, "predict": False}


def test_back_to_the_plain_address_leaves_it_plain():
    """Anything else would be a new entry of the history, and Back would lead nowhere."""
    app = opened()
    assert app.query_params["h"] == "3"
    went_to(app, {})
    assert app.query_params == {}
    assert shown(app)[1]["input"] == [3, 3]
    app.number_input(key="h").set_value(4).run()
    assert app.query_params["h"] == "4"


def test_what_others_put_into_the_address_stays_there():
    app = opened(**LAYER, case="one-wide", x="1")
    others = {"case": "one-wide", "x": "1"}
    assert others.items() <= app.query_params.items()
    app.number_input(key="h").set_value(12).run()
    assert others.items() <= app.query_params.items()
    sought(app, 3)
    assert others.items() <= app.query_params.items()
    app.switch_page("pages/count/cost.py").run()
    assert others.items() <= app.query_params.items()


MOMENT = {"unit": "tap", "speed": 2, "focus": 0, "playing": False, "predict": False}


def test_the_player_writes_its_step_into_the_address():
    app = opened(**LAYER)
    assert "step" not in app.query_params
    sought(app, 5)
    assert app.query_params["step"] == "5"
    assert [app.query_params[name] for name in ("by", "speed", "lane")] == ["tap", "2", "0"]
    assert shown(app)[0] == MOMENT | {"step": 5}
    app.run()
    assert app.query_params["step"] == "5"
    sought(app, 6)
    assert app.query_params["step"] == "6"
    app.switch_page("pages/count/cost.py").run()
    assert "step" not in app.query_params  # there is no player
    app.switch_page(SLIDING_WINDOW).run()
    assert shown(app)[0] == MOMENT | {"step": 6}


def test_a_step_is_in_the_address_at_once():
    """The player's report reruns only the player, not what writes the address in every run."""

    def script():
        from dwconv.ui.address import record_moment
        from dwconv.ui.run import begin_run

        begin_run("")
        record_moment({"step": 5})

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.query_params["step"] == "5"
    assert app.query_params["h"] == "3"


def test_what_is_touched_while_only_a_fragment_runs_is_shown():
    """A player's report may bear it, and the page's own request need not follow."""

    def script():
        import streamlit as st

        from dwconv.ui import session
        from dwconv.ui.run import begin_run

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


def sent_to_new_server(app, **address):
    """What the page of `app` shows, sent to a server that has never heard of it."""
    widgets = app._tree.get_widget_states()
    restarted = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in (address or app.query_params).items():
        restarted.query_params[name] = value
    restarted._run(widgets)
    assert not restarted.exception
    return restarted


def test_a_page_that_stayed_open_while_the_server_restarted_keeps_its_first_change():
    app = opened(h=6, w=6, kh=3, step=5)
    app.number_input(key="h").set_value(7)
    restarted = sent_to_new_server(app)
    assert restarted.query_params["h"] == "7"
    assert restarted.query_params["w"] == "6"
    assert "step" not in restarted.query_params  # as after every change
    assert restarted.number_input(key="h").value == 7
    assert any("(1, 7, 6, 3) ∗ (3, 3, 3, 1)" in each.value for each in restarted.subheader)
    restarted.number_input(key="w").set_value(8).run()
    assert (restarted.query_params["h"], restarted.query_params["w"]) == ("7", "8")


def test_so_it_does_with_a_choice_and_with_what_is_on_or_off():
    app = opened(h=6, pad="valid")
    app.selectbox(key="pad").set_value("same")
    assert sent_to_new_server(app).query_params["pad"] == "same"
    app = opened(h=6)
    app.toggle(key="predict").set_value(True)
    assert sent_to_new_server(app).query_params["predict"] == "1"


def test_without_a_change_a_restarted_server_shows_the_link():
    app = opened(h=6, step=5)
    restarted = sent_to_new_server(app)
    assert dict(restarted.query_params) == dict(app.query_params)
    # A link to another layer wins over what the widgets held.
    link = dict.fromkeys(("h", "w", "kh"), "4")
    assert sent_to_new_server(app, **link).query_params["h"] == "4"
