"""What a badge says of each kind of verdict, without TensorFlow."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dwconv.reference.calls import Run
from dwconv.reference.verdict import judge
from dwconv.ui.widgets.badge import in_short

OURS = np.arange(4.0).reshape(1, 2, 2, 1)
SAME, OTHER, LARGER = Run("op", OURS), Run("op", OURS + 1), Run("op", np.ones((1, 3, 3, 1)))
REFUSED = Run("op", error="InvalidArgumentError", message="no")


@pytest.mark.parametrize(
    ("runs", "short"),
    [
        ((SAME, OTHER), "TensorFlow agrees"),
        ((OTHER, SAME), "TensorFlow differs"),
        ((LARGER, SAME), "TensorFlow differs"),
        ((OTHER, REFUSED), "TensorFlow differs"),
        ((REFUSED, OTHER), "TensorFlow differs"),
        ((REFUSED, SAME), "TensorFlow refuses"),
        ((REFUSED, REFUSED), "TensorFlow refuses"),
    ],
)
def test_a_badge_says_refuses_only_where_there_is_no_answer_that_differs(runs, short):
    verdict = judge(OURS, runs, np.zeros(1), explanation="Why.")
    assert in_short(verdict) == short


def show_refusal() -> None:
    import numpy as np

    from dwconv.reference.calls import Run
    from dwconv.reference.verdict import judge
    from dwconv.ui.widgets.badge import show_verdict

    ours = np.ones((1, 2, 2, 1))
    runs = Run("op A", error="InvalidArgumentError"), Run("op B", ours)
    show_verdict(judge(ours, runs, np.zeros(1), explanation="It takes one stride."))


def test_the_reason_of_a_refusal_begins_with_what_is_refused():
    app = AppTest.from_function(show_refusal).run()
    assert not app.exception
    badge, refused, why = [each.value for each in app.markdown]
    assert badge == ":orange-badge[:material/block: TensorFlow refuses]"
    assert refused.startswith("op A refuses this call (InvalidArgumentError). op B agrees.")
    assert why == "It takes one stride."
