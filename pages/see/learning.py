"""The Learn a filter page."""

from dwconv.ui.pages.learning import show

show()
