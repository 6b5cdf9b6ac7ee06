"""Teacher's sheets: each page has one, its links open without a warning, its numbers are counted here again."""

import numpy as np
import pytest

from dwconv.engine.sample_values import make_filter, make_input
from dwconv.teaching.sheets import SHEETS, make_sheet, sheet_document
from dwconv.ui.page_table import PAGES
from dwconv.ui.pages.sheets import query_of
from dwconv.ui.parameters.links import read_link
from dwconv.ui.parameters.player_state import read_moment


def answer(name, question):
    (found,) = [reply for asked, reply in make_sheet(name).questions if question in asked]
    return found


def test_every_page_with_a_player_and_every_page_that_counts_or_checks_has_a_sheet():
    wanted = {
        page.title for page in PAGES.values() if page.player or page.section in ("count", "check")
    }
    assert wanted <= {title for title, _ in SHEETS.values()}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_whole_and_its_links_open_without_a_warning(name):
    sheet = make_sheet(name)
    assert sheet.title == SHEETS[name][0]
    assert sheet.minutes == (10 if name == "lesson" else 15)
    assert len(sheet.questions) >= 4
    assert len(sheet.mistakes) >= 3
    for link in sheet.links:
        query = query_of(link)
        assert set(link.more) <= set(query)
        assert read_link(query, link.page)[1] == []
        assert read_moment(query, 1, 1)[1] == []
    text = sheet_document(sheet, [f"http://x/?a=1&b={n}" for n, _ in enumerate(sheet.links)])
    assert text.count("<img alt='' src='data:image/svg+xml,") == len(sheet.links)
    assert "href='http://x/?a=1&amp;b=0'" in text
    assert "<p>x/?a=1&amp;b=0</p>" in text  # on paper nobody follows a link
    for sign, meaning in ("⌊", "round down"), ("⌈", "round up"):
        assert (sign in text) == (f"{meaning})" in text), "a sign that the sheet does not explain"


def test_the_first_output_value_and_its_taps_on_padding_are_those_of_a_plain_loop():
    image = make_input("integers", 6, 6, 3, 4)
    kernel = make_filter("integers", (3, 3), 3, 2, 4)
    total = on_padding = 0
    for i in range(3):
        for j in range(3):
            if i == 0 or j == 0:  # SAME pads one row above and one column on the left
                on_padding += 1
            else:
                total += int(image[i - 1, j - 1, 0] * kernel[i, j, 0, 0])
    written = str(total).replace("-", "−")
    assert answer("window", "first value").startswith(
        f"{written}. {on_padding} of its 9 taps lie on padding"
    )


def test_the_gradient_of_the_first_weight_is_the_sum_of_the_inputs_that_it_meets():
    image = make_input("integers", 6, 6, 3, 4)
    met = int(np.sum([image[row, column, 0] for row in (0, 2) for column in (0, 2)]))
    written = str(met).replace("-", "−")
    assert answer("backward", "first weight").startswith(f"{written}: the sum of the 4 inputs")


def test_costs_are_those_of_a_hand_count():
    assert f"{112 * 112 * 32 * 9:,}" in answer("cost", "depthwise layer take")
    assert f"{112 * 112 * 64 * 32 * 9:,}" in answer("cost", "standard layer with 64")
    assert answer("comparison", "(MACs) does each side").startswith(
        f"Left {6 * 6 * 3 * 9:,}, right {6 * 6 * 3 * 3 * 9:,}, "
    )
    assert answer("comparison", "take together").endswith(f"= {6 * 6 * 3 * 9 + 6 * 6 * 3 * 3:,}.")


def test_the_channel_that_fails_at_the_large_rate_is_one_whose_loss_grows():
    from dwconv.teaching.gradient_descent import descend, make_task

    losses = descend(make_task("known", 0), 0.4, 20).losses
    growing = [str(k) for k in range(3) if losses[-1, k] > losses[0, k]]
    assert answer("learning", "which channels fail").startswith(f"{' and '.join(growing)}. ")
