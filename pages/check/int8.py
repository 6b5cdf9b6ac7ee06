"""The Int8 page."""

from dwconv.ui.pages.int8 import show

show()
