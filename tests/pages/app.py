"""The app as its tests open it, without a browser, and what a browser would do to it."""

import json
import struct
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from dwconv.player.payload import unpack
from dwconv.ui import page_table

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page.script for page in page_table.PAGES.values()]
SLIDING_WINDOW = "pages/see/sliding_window.py"
# Those about the one layer that the controls describe.
LAB_PAGES = [page.script for page in page_table.PAGES.values() if page.about_layer]


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


def shown(app):
    """(options, header, arrays) that the player is given."""
    data = app.get("bidi_component")[0].proto.bytes
    (length,) = struct.unpack_from("<I", data)
    return json.loads(data[4 : 4 + length]), *unpack(data[4 + length :])


def sentences(app):
    return [warning.value for warning in app.warning]


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
    return _reported(app, app.get("bidi_component")[0], json_value=json.dumps({"at": moment}))


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
