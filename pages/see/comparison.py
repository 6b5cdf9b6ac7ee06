"""The Comparison page."""

from dwconv.ui.pages.comparison import show

show()
