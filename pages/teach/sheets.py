"""The Teacher's sheets page."""

from dwconv.ui.pages.sheets import show

show()
