"""The Backward page."""

from dwconv.ui.pages.backward import show

show()
