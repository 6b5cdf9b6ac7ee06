"""Teacher's sheets: for each page and the lesson one printed page with aim, plan, questions, answers.

`SHEETS` names them; `make_sheet` builds one, with its numbers computed by the engine.
"""

from __future__ import annotations

from collections.abc import Callable

from dwconv.teaching.sheets import about_checking, about_cost, about_lesson, about_pictures
from dwconv.teaching.sheets.document import sheet_body, sheet_document, title_of
from dwconv.teaching.sheets.teacher_sheet import PageLink, TeacherSheet

__all__ = [
    "SHEETS",
    "PageLink",
    "TeacherSheet",
    "make_sheet",
    "sheet_body",
    "sheet_document",
    "title_of",
]

SHEETS: dict[str, tuple[str, Callable[[], TeacherSheet]]] = {
    "lesson": ("The ten-minute lesson", about_lesson.ten_minutes),
    "window": ("Sliding window", about_pictures.sliding_window),
    "comparison": ("Comparison", about_pictures.comparison),
    "backward": ("Backward", about_pictures.backward),
    "learning": ("Training", about_pictures.learning),
    "image": ("Image lab", about_pictures.image),
    "shapes": ("Shapes", about_cost.shapes),
    "cost": ("Cost", about_cost.cost),
    "networks": ("Networks", about_cost.networks),
    "tensorflow": ("TensorFlow", about_checking.tensorflow),
    "layouts": ("Layouts", about_checking.layouts),
    "int8": ("Int8", about_checking.int8),
    "class": ("Class", about_lesson.live_class),
}
"""From the name of a sheet in links to its title and to what builds it, in the order on screen."""


def make_sheet(name: str) -> TeacherSheet:
    """Build one sheet.

    Parameters
    ----------
    name : str
        A key of `SHEETS`.

    Examples
    --------
    >>> make_sheet("lesson").minutes
    10
    """
    return SHEETS[name][1]()
