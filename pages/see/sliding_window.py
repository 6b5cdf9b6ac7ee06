"""The Sliding window page."""

from dwconv.ui.pages.sliding_window import show

show()
