"""A lesson: what is said stands beside the motion that shows it."""

from dwconv.ui.pages.lesson import choose_part, show
from dwconv.ui.widgets.parts import title

with title(
    "Lesson", "Next plays to the end of an idea and stops there; so does the Page Down key."
):
    choose_part()
show()
