"""The lab's entry point: `streamlit run app.py`."""

import contextlib
from collections.abc import AsyncIterator

import streamlit as st


def main() -> None:
    """Run one script run of one session."""
    from dwconv.ui.parameters import LAB
    from dwconv.ui.session import begin_run
    from dwconv.ui.widgets.controls import shared_controls

    st.set_page_config(page_title="Depthwise, step by step", layout="wide")
    page = st.navigation(
        [
            st.Page("pages/see/sliding_window.py", title="Sliding window", default=True),
            st.Page("pages/see/comparison.py", title="Comparison"),
            st.Page("pages/see/backward.py", title="Backward"),
            st.Page("pages/see/image.py", title="Image lab"),
            st.Page("pages/count/shapes.py", title="Shapes"),
            st.Page("pages/count/cost.py", title="Cost"),
            st.Page("pages/count/networks.py", title="Networks"),
            st.Page("pages/check/tensorflow.py", title="TensorFlow"),
            st.Page("pages/learn/lesson.py", title="Lesson"),
            st.Page("pages/learn/exercises.py", title="Exercises"),
        ],
        position="hidden" if st.context.is_embedded else "top",
    )
    begin_run(page.url_path)
    try:
        page.run()  # before the controls: the picture is what everybody waits for
    finally:
        if page.url_path in LAB and not st.context.is_embedded:
            shared_controls()


@contextlib.asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """What the server does before the first visitor comes."""
    from dwconv.ui.server import prepare

    prepare()
    yield


# The file is read twice: the server imports it for `app`, each session runs it as a script.
if __name__ == "__main__":
    main()
else:
    from dwconv.ui import web

    app = st.App(__file__, lifespan=lifespan, middleware=web.middleware(), routes=web.routes())
