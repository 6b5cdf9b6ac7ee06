"""TensorFlow's word on every value, and where TensorFlow itself is wrong."""

import streamlit as st

from dwconv.ui.pages.tensorflow import both_outputs, flops, open_gallery, status_line
from dwconv.ui.widgets.parts import heading

heading("TensorFlow runs on exactly these numbers, here and now.")
status_line()

views = "On these numbers", "Where TensorFlow is wrong"
numbers, wrong = st.tabs(views, default=views["case" in st.query_params])
with numbers:
    both_outputs()
    st.markdown("#### How many operations does TensorFlow count?")
    flops()
with wrong:
    st.caption(
        "Each case runs anew when you click it: what TensorFlow returned, it returned just now."
    )
    open_gallery()
