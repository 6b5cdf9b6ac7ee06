"""A sheet of exercises, made from a number: the same link gives the whole class the same sheet."""

import streamlit as st

from dwconv.ui.pages.exercises import new_sheet, paper_head, score, show_sheet
from dwconv.ui.session import lab
from dwconv.ui.widgets.controls import number, segments, toggle
from dwconv.ui.widgets.parts import title

values = lab().values
place = title(f"Exercises, sheet {values['sheet']}, level {values['level']}")
with place:
    st.badge(f"{score()} solved on your own")
with st.container(key="sheet-says"):
    st.caption("Send this page's address to others: they get the same questions.")
with st.container(horizontal=True, vertical_alignment="bottom", key="sheet-controls"):
    number("sheet", "Sheet")
    st.button("New sheet", on_click=new_sheet, icon=":material/casino:")
    segments(
        "level", "Level", {"1": "1 VALID", "2": "2 SAME, stride, M", "3": "3 dilation, padding"}
    )
    toggle("solutions", "Solutions")
paper_head()
show_sheet()
with st.container(key="sheet-foot"):
    st.caption("Your answers stay in this tab until you close or reload it. They are not saved.")
