"""The Training page as the server makes it."""

import json
import struct

import numpy as np

from dwconv.teaching.gradient_descent import descend, make_task
from tests.pages.app import components, opened, shown_tables

PAGE = "pages/see/learning.py"


def shown(app):
    """(first update, header, arrays) that the element is given."""
    data = components(app)[0].proto.bytes
    update, length = struct.unpack_from("<II", data)
    header = json.loads(data[8 : 8 + length])
    arrays, start = {}, 8 + length
    for name, shape in header["arrays"].items():
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(data, "<f4", count, start).reshape(shape)
        start += 4 * count
    assert start == len(data)
    return update, header, arrays


def test_the_element_is_given_the_run_of_the_chosen_rate():
    app = opened(PAGE, lr="0.3", hk="integers", ls="2", upd="7")
    update, header, arrays = shown(app)
    task = make_task("integers", 2)
    run = descend(task, 0.3, 60)
    assert (update, header["updates"]) == (7, run.updates)
    for k in range(3):
        for n in (0, run.updates):
            np.testing.assert_array_equal(
                arrays["filters"][n, k], run.filters[n, :, :, k, 0].ravel().astype("f")
            )
            np.testing.assert_array_equal(
                arrays["errors"][n, k], run.errors[n, 0, :, :, k].ravel().astype("f")
            )
        np.testing.assert_array_equal(
            arrays["hidden"][k], task.hidden[:, :, k, 0].ravel().astype("f")
        )
        np.testing.assert_array_equal(
            arrays["wanted"][0, k], task.wanted[0, :, :, k].ravel().astype("f")
        )
    np.testing.assert_allclose(arrays["losses"], run.losses, rtol=1e-6)


def test_a_rate_that_is_too_large_names_its_channels_and_a_small_one_is_not_warned_of():
    app = opened(PAGE, lr="0.1", hk="known", ls="1")
    assert any("Press Run (▶)" in each.value for each in (*app.markdown, *app.caption))
    assert not app.warning
    app.segmented_control(key="lr").set_value("0.4").run()
    (warning,) = app.warning
    assert "too large for channel 2:" in warning.value
    assert "The others still learn" in warning.value
    assert app.query_params["lr"] == "0.4"


def test_the_table_has_a_line_for_each_update():
    app = opened(PAGE)
    table = shown_tables(app)[1]
    assert len(table) == 61
    assert table.columns.tolist() == ["update", *(f"loss of channel {k}" for k in range(3))]
