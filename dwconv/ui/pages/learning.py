"""The Training page: gradient descent on a depthwise layer finds hidden filters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from dwconv.engine.plurals import counted, listed
from dwconv.teaching.gradient_descent import (
    SPEC,
    TOO_LARGE,
    Descent,
    Task,
    cross_gradients,
    rate_limits,
)
from dwconv.ui import cached, session
from dwconv.ui.components.gradient_descent import gradient_descent
from dwconv.ui.parameters.table import number_of
from dwconv.ui.session import lab
from dwconv.ui.widgets.badge import show_verdict
from dwconv.ui.widgets.controls import choice_buttons, number_field
from dwconv.ui.widgets.markdown import show_text
from dwconv.ui.widgets.page_parts import heading
from dwconv.ui.widgets.show_when_ready import show_when_ready
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

_KEY = "descent"


def show() -> None:
    """Show the page."""
    beside_title = heading(
        "Each channel has a hidden filter, which the layer does not know. Its own filter starts with zeros. "
        "Press Run (▶): each update compares the output with the wanted one and changes the filter a little.",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="controls"):
        choice_buttons("hk")
        choice_buttons("lr")
        number_field("ls")
    kernels, rate, seed = _chosen()
    task, run = cached.descent(kernels, rate, seed)
    with st.container(key="picture-first"):
        gradient_descent(
            cached.descent_payload(kernels, rate, seed),
            key=_KEY,
            update=number_of(lab().values, "upd"),
            on_seek=_store_update,
        )
    _say_what_the_rate_does(task, run)
    show_text(
        "**One update:** new filter = filter − rate · gradient. The gradient of a filter is "
        "$\\partial L / \\partial\\,\\text{filter}$, as on the page Backward. "
        "**The loss** $L$ is the sum of the losses of the channels; the loss of a channel is the mean of "
        "its squared errors, and an error is output − wanted."
    )
    _show_that_channels_do_not_touch(task, run)
    with st.expander("The losses as a table", icon=":material/table:"):
        losses: dict[str, Sequence[float]] = {"update": range(run.updates + 1)}
        losses |= {f"loss of channel {k}": run.losses[:, k].tolist() for k in range(SPEC.channels)}
        show_table(losses, "losses", scrolls=True)
        table_file(losses, "losses")
    with beside_title:
        show_when_ready(lambda: cached.descent_verdict(kernels, rate, seed), show_verdict)


def _chosen() -> tuple[str, float, int]:
    values = lab().values
    return str(values["hk"]), float(str(values["lr"])), number_of(values, "ls")


def _store_update() -> None:
    """Keep the update at which the element came to rest, for the address."""
    at = session.sent_by(_KEY, "at")
    update = at.get("update") if isinstance(at, dict) else None
    if update is not None:
        st.session_state["upd"] = update  # a number of the table: checked when the run begins


def _say_what_the_rate_does(task: Task, run: Descent) -> None:
    """Say up to which rate each channel learns, and which of them do not with this one."""
    limits = rate_limits(task)
    _, rate, _ = _chosen()
    below = ", ".join(f"channel {k} below {limit:.2f}" for k, limit in enumerate(limits))
    too_large = [k for k, limit in enumerate(limits) if rate >= limit]
    show_text(
        f"**The rate must be small enough:** {below}. Larger input values need a smaller rate."
    )
    if not too_large:
        return
    which = listed(f"channel {k}" for k in too_large)
    others = [k for k in range(SPEC.channels) if k not in too_large]
    ended = (
        f" The run ends after update {run.updates}, when a loss is above {TOO_LARGE:,.0f}."
        if run.losses[-1].max() > TOO_LARGE
        else ""
    )
    learn = counted(
        len(others),
        " The other still learns: the values of one channel never change the filter of another.",
        " The others still learn: the values of one channel never change the filter of another.",
    )
    st.warning(
        f"A rate of {rate:g} is too large for {which}: each update goes past the filter with the lowest "
        f"loss and ends farther away from it, so the loss grows.{learn if others else ''}{ended}",
        icon=":material/trending_up:",
    )


def _show_that_channels_do_not_touch(task: Task, run: Descent) -> None:
    """Show the gradient of each channel's loss for each filter: 0 for the filters of other channels."""
    largest = cross_gradients(task, run.filters[0])
    show_text(
        "**The values of one channel never change the filter of another.** The largest number in the gradient of each "
        "filter, for the loss of each channel, before the first update:"
    )
    table = {"gradient": [f"loss of channel {k}" for k in range(SPEC.channels)]} | {
        f"filter of channel {j}": [_three_digits(largest[k, j]) for k in range(SPEC.channels)]
        for j in range(SPEC.channels)
    }
    show_table(table, "gradients")
    table_file(table, "gradients")


def _three_digits(value: np.float64) -> str:
    """A number as the picture writes it.

    Examples
    --------
    >>> _three_digits(np.float64(3.5)), _three_digits(np.float64(120)), _three_digits(np.float64(0))
    ('3.50', '120', '0')
    """
    text = "0" if value == 0 else f"{value:#.3g}".rstrip(".")
    return text.replace("e+0", "e").replace("e+", "e")
