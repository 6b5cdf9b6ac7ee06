"""The table of known faults: which of them the installed TensorFlow has, and what Keras's layer does."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.plurals import counted
from dwconv.reference.fault_survey import CaseResult, Survey
from dwconv.reference.known_faults import find_case
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

_KERAS = {
    "right": "follows the formula",
    "wrong": "has the same fault",
    "refuses": "refuses the layer",
    "": "—",
}


def show_survey(found: Survey) -> None:
    """Show how each case stands, all of them run by the server that shows this page."""
    many = len(found.results)
    show_text(
        f"This server ran all {counted(many, '{n} case', '{n} cases')} that do not crash **TensorFlow "
        f"{found.tensorflow}**: {found.still_wrong} are still so. Where Keras can make the same layer, "
        f"**Keras {found.keras}** ran it, too."
    )
    with st.expander("Each case in this version", icon=":material/table:"):
        table: dict[str, list[str]] = {
            "case": [find_case(result.key).title for result in found.results],
            "kind": [str(find_case(result.key).group) for result in found.results],
            f"TensorFlow {found.tensorflow}": [_words(result) for result in found.results],
            "keras.layers.DepthwiseConv2D": [_KERAS[result.keras] for result in found.results],
        }
        show_table(table, "faults")
        table_file(table, "faults")
        show_caption(
            "A case that is right here can be wrong on another processor. The text of the case names the "
            "processors. "
            "Keras computes a dilated layer with stride 1 and then keeps every s-th value. So it is right "
            "where tf.nn.depthwise_conv2d is wrong."
        )


def _words(result: CaseResult) -> str:
    """Say the result of a case in a few words.

    Examples
    --------
    >>> _words(CaseResult("batch-0", False, "The shape is wrong.", ""))
    'Still so. The shape is wrong.'
    """
    state = "Not here." if result.right else "Still so."
    return f"{state} {result.verdict}"
