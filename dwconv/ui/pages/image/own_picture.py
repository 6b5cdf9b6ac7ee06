"""A visitor's own picture in the Image lab: uploaded, kept in the session, removed."""

from __future__ import annotations

import streamlit as st

from dwconv.engine.errors import DwconvError
from dwconv.files import images
from dwconv.files.images import Picture
from dwconv.ui.streamlit_internals import LOST_UPLOAD, forget_upload, is_lost_upload
from dwconv.ui.widgets.markdown import show_caption

# Keys of the session.
_PICTURE = "_image_own"  # no larger than `images.SIDE`
_ERROR = "_image_wrong"  # what was wrong with the last file
_UPLOADER = "image-file"


def uploaded_picture() -> Picture | None:
    """The visitor's own picture, if there is one."""
    uploaded: Picture | None = st.session_state.get(_PICTURE)
    return uploaded


def upload_error() -> str:
    """What was wrong with the last file; empty if nothing was."""
    error: str = st.session_state.get(_ERROR, "")
    return error


def show_upload() -> None:
    """Draw the field for a file, and the way back to the photograph."""
    st.file_uploader(
        "Your own picture",
        type=["image/*"],
        key=_UPLOADER,
        on_change=_read_file,
        help="PNG, JPEG or WebP. Only you see it: it stays in this session and is in no link. It "
        f"is made smaller if a side has more than {images.SIDE} pixels.",
    )
    if is_lost_upload(st.session_state.get(_UPLOADER)):
        show_caption(LOST_UPLOAD.format(what="your picture"))
    if uploaded_picture() is not None:
        show_caption("Your picture is in no link. A link to this page shows the photograph.")
        st.button("Back to the photograph", on_click=_remove)


def _read_file() -> None:
    """Read the file that was just chosen, or forget the one that was removed."""
    file = st.session_state[_UPLOADER]
    st.session_state.pop(_ERROR, None)
    if file is None or is_lost_upload(file):
        st.session_state.pop(_PICTURE, None)
        return
    try:
        st.session_state[_PICTURE] = images.read(file.getvalue(), file.name)
    except DwconvError as error:
        st.session_state[_ERROR] = str(error)
    finally:
        forget_upload(file)


def _remove() -> None:
    st.session_state.pop(_PICTURE, None)
    st.session_state.pop(_ERROR, None)
