"""The Cost page."""

from dwconv.ui.pages.cost import show

show()
