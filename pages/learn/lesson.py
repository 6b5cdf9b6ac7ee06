"""The lesson: text beside the animation that shows it."""

from dwconv.ui.pages.lesson import choose_part, show
from dwconv.ui.widgets.parts import title

with title("Lesson", "Next, or the Page Down key, plays the next step and stops."):
    choose_part()
show()
