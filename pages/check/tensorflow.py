"""The TensorFlow page."""

from dwconv.ui.pages.tensorflow import show

show()
