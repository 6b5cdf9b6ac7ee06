"""The Exercises page."""

from dwconv.ui.pages.exercises import show

show()
