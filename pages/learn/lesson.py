"""The Lesson page."""

from dwconv.ui.pages.lesson import show

show()
