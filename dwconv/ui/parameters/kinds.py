"""The kinds of parameters: a whole number, one of a few options, on or off, a line of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dwconv.ui.page_table import PAGES

Array = npt.NDArray[np.float32]
Value = int | str
Values = dict[str, Value]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """What all kinds of parameters have.

    Attributes
    ----------
    name : str
        In the code, and the key of its widget.
    link : str
        Its name in links; the same, unless another one is given.
    earlier_links : tuple of str
        Names that it had in links before: they are still read, and not written.
    noun : str
        What it is, in a sentence: "the <noun> must be ...".
    label : str
        The words at its widget; the noun, unless something else is given. The name of a quantity
        begins with a small letter, as the letters of the formulas do; a command or a question with
        a capital.
    pages : frozenset of str
        Paths of the pages that show it. Empty for a parameter of the layer, which all pages about
        the layer show.
    control : str
        The control in the sidebar that it is part of: a name of `CONTROLS`.
    changes_player_of : frozenset of str
        Paths of the pages whose player has other numbers when it changes, although layer, input
        and filter stay the same.
    """

    name: str
    noun: str
    link: str = ""
    earlier_links: tuple[str, ...] = ()
    label: str = ""
    pages: frozenset[str] = frozenset()
    control: str = ""
    changes_player_of: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.link:
            object.__setattr__(self, "link", self.name)
        if not self.label:
            object.__setattr__(self, "label", self.noun)

    def name_in(self, query: Mapping[str, str]) -> str | None:
        """The name by which a link says it; None if the link does not.

        Examples
        --------
        >>> Flag(name="m", noun="m", link="mult", earlier_links=("m",)).name_in({"m": "1"})
        'm'
        """
        return next((name for name in (self.link, *self.earlier_links) if name in query), None)

    def is_on(self, page: str) -> bool:
        """Whether the page at this path shows it."""
        return page in self.pages if self.pages else PAGES[page].about_layer


@dataclass(frozen=True, kw_only=True)
class Number(Parameter):
    """A whole number, from `least` to `most`.

    Attributes
    ----------
    default, least, most : int
    limits : str
        What screen readers say of its limits, with the unit that it is counted in.
    most_counted : int, optional
        The most on pages that only count (`dwconv.ui.page_table.Page.only_counts`), where it is
        another: they draw no values, so that a layer of any size fits.
    """

    default: int
    least: int
    most: int
    most_counted: int | None = None
    limits: str = "{least:,} to {most:,}"

    def most_on(self, page: str | None) -> int:
        """The most on the page at this path; for None, on a page that draws the layer.

        Examples
        --------
        >>> from dwconv.ui.parameters.table import number_row
        >>> number_row("h").most_on("shapes"), number_row("h").most_on("comparison")
        (65536, 64)
        """
        if self.most_counted is None or page is None or not PAGES[page].only_counts:
            return self.most
        return self.most_counted

    def nearest(self, number: float, page: str | None) -> int:
        """Return the legal number that is nearest to a whole number, on the page at this path.

        Examples
        --------
        >>> from dwconv.ui.parameters.table import number_row
        >>> number_row("h").nearest(99, None), number_row("h").nearest(99, "shapes")
        (64, 99)
        """
        return int(min(max(number, self.least), self.most_on(page)))


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """One of a few options.

    Attributes
    ----------
    options : mapping of str to str
        From what a link says to the words on screen, in the order on screen.
    default : str
        The first option, unless another is given.
    """

    options: Mapping[str, str] = field(hash=False)
    default: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.default:
            object.__setattr__(self, "default", next(iter(self.options)))


@dataclass(frozen=True, kw_only=True)
class Flag(Parameter):
    """On or off; a link says 1 or 0."""

    default: bool = False


@dataclass(frozen=True, kw_only=True)
class Text(Parameter):
    """A short line of text that somebody types.

    Attributes
    ----------
    default : str
    longest : int
        Characters that it may have.
    read : callable
        What reads it; it raises a DwconvError where the text is not of its form.
    """

    default: str
    longest: int
    read: Callable[[str], object]
