"""Opens the app for tests without a browser, and does what a browser would do."""

import json
import re
import struct
import time
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from dwconv.player.payload import unpack
from dwconv.ui import page_table

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page.script for page in page_table.PAGES.values()]
SLIDING_WINDOW = "pages/see/sliding_window.py"
# Those about the one layer that the controls describe.
LAB_PAGES = [page.script for page in page_table.PAGES.values() if page.about_layer]
ANNOUNCER = "dwconv.announcer"  # is heard, not seen
CONTROLS = "dwconv.layer_controls"
WAITING = "dwconv.tensorflow_badge"
DESK = "dwconv.teacher_desk"


def opened(page=SLIDING_WINDOW, **query):
    """The app as a link with these parameters opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = str(value)
    app.run()
    if page != SLIDING_WINDOW:
        app.switch_page(page).run()
    assert not app.exception
    return app


def components(app):
    """Our elements that are seen, without the layer's controls and the badges of what is awaited."""
    elements = app.get("bidi_component")
    return [
        each
        for each in elements
        if each.proto.component_name not in (ANNOUNCER, CONTROLS, WAITING)
        and not is_hidden_desk(each)
    ]


def agreements(app):
    """What the badges say that are green; what opens is in the second line."""
    badges = [
        json.loads(each.proto.json)
        for each in app.get("bidi_component")
        if each.proto.component_name == WAITING
    ]
    return [badge["text"] for badge in badges if not badge["name"]]


def seen(text):
    """A text as it is seen: without the words that are heard in place of its signs."""
    return re.sub(r'<span class="dw-unseen">.*?</span>|<span aria-hidden="true">|</span>', "", text)


def widgets(app):
    """The ids of all widgets and components."""
    found, nodes = [], [app._tree]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Block):
            nodes += node.children.values()
        known = getattr(getattr(node, "proto", None), "id", "")
        if isinstance(known, str) and known:
            found.append(known)
    return found


def is_hidden_desk(element):
    """Whether it is a desk without a class, which shows nothing."""
    return element.proto.component_name == DESK and "secret" not in str(element.proto)


def heard(app, place=""):
    """The sentences of which a screen reader says those that are new.

    A page may have a region for each of several places; without a place it is the first of them.
    """
    announcer, *_ = [
        each.proto
        for each in app.get("bidi_component")
        if each.proto.component_name == "dwconv.announcer" and each.proto.id.endswith(place)
    ]
    return json.loads(announcer.json)["sentences"]


PATIENCE = 60  # seconds, of which TensorFlow's start takes a few


def answered(app):
    """The page after it has looked again until nothing is on its way."""
    until = time.monotonic() + PATIENCE
    while waits(app) and time.monotonic() < until:
        time.sleep(0.05)
        app.run()
    assert not app.exception
    assert not waits(app)
    return app


def waits(app):
    """Whether an answer of TensorFlow is awaited."""
    badges = [each for each in app.get("bidi_component") if each.proto.component_name == WAITING]
    return any(json.loads(each.proto.json)["name"] for each in badges)  # the green ones have none


def top(app):
    """The name of the page and its shape line, as text."""
    (html,) = [each.proto.body for each in app.get("html") if "<h1" in each.proto.body]
    visible = html.partition("</code>")[0]  # the legend follows
    return re.sub(r"<[^>]*>", " ", re.sub(r"</?(span|code)[^>]*>", "", visible)).strip()


def shown(app):
    """(options, header, arrays) that the player is given."""
    data = components(app)[0].proto.bytes
    (length,) = struct.unpack_from("<I", data)
    options = json.loads(data[4 : 4 + length])
    assert options.pop("numbers")[1] == len(data) - 4 - length
    return options, *unpack(data[4 + length :])


def sentences(app):
    """What the page says is wrong: with the link, or with the last change of the controls."""
    note = controls(app)["note"]["text"] if controls_element(app) else ""
    return [warning.value for warning in app.warning] + ([note] if note else [])


def controls_element(app):
    """The element with the layer's controls; None on pages without it."""
    elements = [each.proto for each in app.get("bidi_component")]
    return next((each for each in elements if each.component_name == CONTROLS), None)


def controls(app):
    """What the layer's controls show."""
    return json.loads(controls_element(app).json)


def fields(app):
    """The fields of the layer that are in sight: their limits, value, and whether locked."""
    shown = controls(app)
    return {
        field["name"]: SimpleNamespace(
            value=shown["values"][field["name"]], locked=row["locked"], **field
        )
        for group in shown["groups"]
        for row in group["rows"]
        for field in row["fields"]
        if row["shown"]
    }


def request_with(app, *changes):
    """What the browser sends when the layer's controls were changed: (name, value) each."""
    shown = controls(app)
    listed = [
        [shown["seen"] + at, name, str(value)] for at, (name, value) in enumerate(changes, start=1)
    ]
    states = app._tree.get_widget_states()
    state = {"changes": {"list": listed, "layer": shown["layer"]}}
    states.widgets.add(id=controls_element(app).id, json_value=json.dumps(state))
    return states


def change(app, **values):
    """The same session after fields of the layer's controls were changed, at once."""
    assert fields(app).keys() >= values.keys()
    app._run(request_with(app, *values.items()))
    assert not app.exception
    return app


def load_example(app, name):
    """The same session after an example was chosen."""
    assert name in controls(app)["examples"]["names"]
    app._run(request_with(app, ("example", name)))
    assert not app.exception
    return app


def went_to(app, query):
    """The same session after Back made the address another one."""
    app.query_params.clear()
    app.query_params.update(query)
    with patch("dwconv.ui.streamlit_internals.is_history_navigation", return_value=True):
        app.run()
    assert not app.exception
    return app


def sought(app, step):
    """The same session after the player was paused at a step."""
    moment = {"step": step, "unit": "tap", "speed": 2, "focus": 0, "playing": False}
    return _reported(app, components(app)[0], json_value=json.dumps({"at": moment}))


def request_with_typing(app, *edits):
    """What the browser sends when numbers were typed into the cells of the player's picture."""
    sent = {"list": list(edits), "shown": shown(app)[0]["typing"]["shown"]}
    states = app._tree.get_widget_states()
    states.widgets.add(id=components(app)[0].proto.id, json_value=json.dumps({"edits": sent}))
    return states


def typed_into_picture(app, *edits):
    """The same session after that."""
    app._run(request_with_typing(app, *edits))
    assert not app.exception
    return app


def edited(app, table, rows):
    """The same session after {row: {column: value}} was typed into a table."""
    return _reported(app, table, string_value=json.dumps({"edited_rows": rows}))


def _reported(app, element, **value):
    # AppTest cannot operate components and tables: this is what their browser's side would send.
    states = app._tree.get_widget_states()
    states.widgets.add(id=element.proto.id, **value)
    app._run(states)
    assert not app.exception
    return app


_HEARD = re.compile(r'<span class="dw-unseen">[^<]*</span>|<span aria-hidden="true">|</span>')


def shown_tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables of `show_table`, in the order of the page, with the texts that are seen."""
    return [_table(each.value) for each in app.markdown if each.value.startswith("| ")]


def _table(markdown: str) -> pd.DataFrame:
    names, _, *rows = [
        [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in _HEARD.sub("", markdown).splitlines()
    ]
    return pd.DataFrame(rows, columns=names)
