"""The view "What the papers print" of the Networks page."""

from __future__ import annotations

from dwconv.engine.plurals import counted
from dwconv.networks.papers import PrintedFigure, printed_figures
from dwconv.ui.pages.networks.choice import Chosen
from dwconv.ui.widgets.markdown import show_caption
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table


def show_papers(chosen: Chosen) -> str:
    """Show the numbers of the papers beside ours; return how many agree."""
    found = printed_figures(chosen.name)
    papers = list(dict.fromkeys(figure.paper for figure in found))
    marks = {"agrees": "✓ agrees", "cut off": "≈ cut off", "differs": "✗ differs"}
    if chosen.width != 1 or chosen.resolution not in (None, 224):
        show_caption(
            f"These numbers are for {chosen.name} with width 1 and resolution 224, unless a row names another."
        )
    # Few columns, with lines that break: fits on a phone.
    table = {
        "figure": [figure.what for figure in found],
        "published": [_as_here(figure.printed) for figure in found],
        "counted here": [
            f"{_on_one_line(_as_here(figure.ours))} {_on_one_line(marks[figure.verdict])}"
            for figure in found
        ],
        "where, and why": [
            _where(figure, papers) + (f". {_as_here(figure.why)}" if figure.why else "")
            for figure in found
        ],
    }
    show_table(table, "papers")
    table_file(table, f"{chosen.name.lower()}-papers")
    numbered = len(papers) > 1
    show_caption(
        "  \n".join(
            f"[{number}] {paper}." if numbered else f"From {paper}."
            for number, paper in enumerate(papers, 1)
        )
    )
    show_caption(
        "A printed number agrees if the number counted here, rounded to the same number of digits, is equal "
        "to it. M is a million, B a thousand million."
    )
    agree = sum(figure.verdict == "agrees" for figure in found)
    return f"{agree} of {counted(len(found), '{n} printed number', '{n} printed numbers')} agree"


def _as_here(text: str) -> str:
    """A text of the papers with its shares written as on all pages.

    Examples
    --------
    >>> _as_here("94.86 %"), _as_here("4.2 M")
    ('94.86%', '4.2 M')
    """
    return text.replace(" %", "%")


def _on_one_line(words: str) -> str:
    """The words with spaces at which a line does not break."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _where(figure: PrintedFigure, papers: list[str]) -> str:
    """Where in the paper a number is; and in which paper, if there are several."""
    return figure.where + (f" [{papers.index(figure.paper) + 1}]" if len(papers) > 1 else "")
