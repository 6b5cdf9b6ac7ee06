"""The Class page."""

from dwconv.ui.pages.classroom import show

show()
