"""A sheet of exercises, made from a number: the same link gives the whole class the same sheet."""

import streamlit as st

from dwconv.ui.pages.exercises import new_sheet, paper_head, score, show_sheet
from dwconv.ui.session import lab
from dwconv.ui.widgets.controls import number, segments, toggle
from dwconv.ui.widgets.parts import title

values = lab().values
place = title(f"Exercises, sheet {values['sheet']}, level {values['level']}")
with place:
    st.badge(f"{score()} right without the solution")
with st.container(key="sheet-says"):
    st.caption("The address names the sheet: whoever opens it has the same questions.")
with st.container(horizontal=True, vertical_alignment="bottom", key="sheet-controls"):
    number("sheet", "Sheet")
    st.button("New sheet", on_click=new_sheet, icon=":material/casino:")
    segments(
        "level", "Level", {"1": "1 VALID", "2": "2 SAME, stride, M", "3": "3 dilation, unequal"}
    )
    toggle("solutions", "Solutions")
paper_head()
show_sheet()
with st.container(key="sheet-foot"):
    st.caption(
        "Answers and score stay in this tab until it is closed or reloaded; nothing is stored."
    )
