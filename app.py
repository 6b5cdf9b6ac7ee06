"""The lab's entry point: `streamlit run app.py`."""

import contextlib
from collections.abc import AsyncIterator

import streamlit as st


def main() -> None:
    """Run one script run of one session."""
    from dwconv.ui.begin_run import begin_run
    from dwconv.ui.navigation import sections, sidebar_at_first
    from dwconv.ui.page_table import PAGES, browser_title
    from dwconv.ui.run_queue import RUNS
    from dwconv.ui.web.html_document import end_of_page
    from dwconv.ui.widgets.controls import shared_controls
    from dwconv.ui.widgets.page_parts import NO_SIDEBAR

    page = st.navigation(
        sections(), position="hidden" if st.context.is_embedded else "top", expanded=True
    )
    row = PAGES[page.url_path]
    # Before all elements: what comes before it is laid out in a narrow column.
    st.set_page_config(browser_title(row), layout="wide", initial_sidebar_state=sidebar_at_first())
    if not row.sidebar:
        # otherwise the previous page's sidebar stays until this run ends, and then everything moves
        st.html(NO_SIDEBAR)
    elif not st.context.is_embedded:
        # Before the page, so that the page does not move when its controls come.
        st.sidebar.html(f'<h2 class="dw-sidebar-name">{row.sidebar}</h2>')
    with RUNS.turn():
        begin_run(page.url_path)
        try:
            page.run()  # before the controls: the picture is what everybody waits for
        finally:
            if row.about_layer and not st.context.is_embedded:
                shared_controls()
            st.html(end_of_page(row.section))


@contextlib.asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """What the server does before the first visitor comes, and after the last."""
    from dwconv.ui import web
    from dwconv.ui.free_memory import free_memory_regularly
    from dwconv.ui.prepare_server import prepare
    from dwconv.ui.streamlit_internals import kept_sessions

    with web.server_process():
        prepare()
        async with web.classes(), free_memory_regularly(kept_sessions):
            yield


# The file is read twice: the server imports it for `app`, each session runs it as a script.
if __name__ == "__main__":
    main()
else:
    from dwconv.ui import web

    app = st.App(__file__, lifespan=lifespan, middleware=web.middleware(), routes=web.routes())
