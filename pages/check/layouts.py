"""The Layouts page."""

from dwconv.ui.pages.layouts import show

show()
