"""What the lab adds to Streamlit's web server: headers, limits on uploads, a health check, answers, classes, an orderly end.

st.App(__file__, middleware=web.middleware(), routes=web.routes())
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from dwconv.classroom import routes as class_routes
from dwconv.classroom.open_classes_from_threads import OPEN_CLASSES
from dwconv.ui.page_table import PAGES
from dwconv.ui.streamlit_internals import uploaded_files
from dwconv.ui.web import health, tensorflow_answers
from dwconv.ui.web.base_path import WithoutBasePath
from dwconv.ui.web.headers import SecurityHeaders, read_origins, read_replica
from dwconv.ui.web.html_document import FirstPage
from dwconv.ui.web.kept_files import KeptFiles, browser_files
from dwconv.ui.web.start_and_end import server_process
from dwconv.ui.web.tensorflow_answers import AnswersFirst
from dwconv.ui.web.upload_limits import UploadLimits
from dwconv.ui.widgets.page_parts import STYLE

__all__ = ["classes", "middleware", "routes", "server_process"]

FRAME_ANCESTORS = "DWCONV_FRAME_ANCESTORS"
METRICS = "DWCONV_METRICS"
REPLICA = "DWCONV_REPLICA"


def middleware() -> list[Middleware]:
    """What every request and every response passes.

    Three environment variables are read, once: ``DWCONV_FRAME_ANCESTORS`` names the sites that may
    show the player in a frame, ``DWCONV_METRICS=open`` serves Streamlit's counters, and
    ``DWCONV_REPLICA`` is what a proxy calls this server.

    Raises
    ------
    ValueError
        If ``DWCONV_FRAME_ANCESTORS`` holds something that is not a site, or ``DWCONV_REPLICA`` what
        cannot be a name.
    """
    return [
        Middleware(WithoutBasePath, routes=routes()),
        Middleware(
            SecurityHeaders,
            frame_ancestors=read_origins(os.environ.get(FRAME_ANCESTORS, "")),
            metrics_open=os.environ.get(METRICS, "") == "open",
            replica=read_replica(os.environ.get(REPLICA, "")),
        ),
        Middleware(AnswersFirst),
        Middleware(KeptFiles, files=browser_files()),
        Middleware(UploadLimits, held=uploaded_files),
        Middleware(FirstPage, title=PAGES[""].heading, style=STYLE, except_below="/c/"),
    ]


def routes() -> list[BaseRoute]:
    """The lab's own addresses beside Streamlit's."""
    return [
        *health.routes(),
        *tensorflow_answers.routes(),
        *class_routes.routes(lambda: OPEN_CLASSES.classes),
    ]


@contextlib.asynccontextmanager
async def classes() -> AsyncIterator[None]:
    """Serve live classes while the block lasts."""
    await OPEN_CLASSES.start()
    try:
        yield
    finally:
        await OPEN_CLASSES.stop()
