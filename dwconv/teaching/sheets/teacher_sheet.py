"""What a teacher's sheet is made of: aim, plan, questions with answers, usual mistakes, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dwconv.engine.spec import ConvSpec
from dwconv.player.colours_and_speeds import Unit


@dataclass(frozen=True)
class PageLink:
    """A page to open in class, and what it shows.

    Attributes
    ----------
    label : str
        What the link opens, in a few words.
    page : str
        The path of the page.
    spec : ConvSpec, optional
        The layer that the page shows.
    more : mapping of str to int or str
        Other parameters that the page shows, by their names in `dwconv.ui.parameters`.
    unit : "tap", "window" or "pixel", optional
        What one step of the page's player is.
    """

    label: str
    page: str
    spec: ConvSpec | None = None
    more: Mapping[str, int | str] = field(default_factory=dict)
    unit: Unit | None = None


@dataclass(frozen=True, kw_only=True)
class TeacherSheet:
    """One sheet for the teacher, short enough for one printed page.

    The texts are plain; a part between backticks is code.

    Attributes
    ----------
    title : str
        The page or the lesson that it is about.
    aim : str
        What students can do afterwards.
    plan : tuple of (int, str)
        The minutes that each part takes, and what to do.
    questions : tuple of (str, str)
        What to ask the class, and the right answer.
    mistakes : tuple of (str, str)
        What students often get wrong, and what helps.
    links : tuple of PageLink
    """

    title: str
    aim: str
    plan: tuple[tuple[int, str], ...]
    questions: tuple[tuple[str, str], ...]
    mistakes: tuple[tuple[str, str], ...]
    links: tuple[PageLink, ...]

    @property
    def minutes(self) -> int:
        """How long the whole plan takes."""
        return sum(minutes for minutes, _ in self.plan)

    @property
    def timetable(self) -> tuple[tuple[int, int, str], ...]:
        """The plan with the minute in which each part starts and ends.

        Examples
        --------
        >>> sheet = TeacherSheet(
        ...     title="Shapes",
        ...     aim="",
        ...     plan=((2, "Look."), (3, "Ask.")),
        ...     questions=(),
        ...     mistakes=(),
        ...     links=(),
        ... )
        >>> sheet.timetable, sheet.minutes
        (((0, 2, 'Look.'), (2, 5, 'Ask.')), 5)
        """
        rows, start = [], 0
        for minutes, text in self.plan:
            rows.append((start, start + minutes, text))
            start += minutes
        return tuple(rows)
