"""The Training page."""

from dwconv.ui.pages.learning import show

show()
