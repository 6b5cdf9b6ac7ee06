"""The Image lab page."""

from dwconv.ui.pages.image import show

show()
