"""The Questions page."""

from dwconv.ui.pages.questions import show

show()
