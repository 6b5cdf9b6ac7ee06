"""The Shapes page."""

from dwconv.ui.pages.shapes import show

show()
