"""The Networks page."""

from dwconv.ui.pages.networks import show

show()
