"""The view "What the papers print" of the Networks page."""

from __future__ import annotations

import streamlit as st

from dwconv.networks.papers import Claim, claims
from dwconv.ui.pages.networks.choice import Chosen


def show_papers(chosen: Chosen) -> None:
    """Show the numbers of the papers beside ours."""
    found = claims(chosen.name)
    papers = list(dict.fromkeys(claim.paper for claim in found))
    marks = {"agrees": "✓ agrees", "cut off": "≈ cut off", "differs": "✗ differs"}
    if chosen.width != 1 or chosen.resolution not in (None, 224):
        st.caption(
            "These numbers are for MobileNet with width 1 and resolution 224, unless a row names another."
        )
    # Few columns, with lines that break: fits on a phone.
    st.table(
        {
            "figure": [claim.what for claim in found],
            "published": [claim.printed for claim in found],
            "counted here": [
                f"{_on_one_line(claim.ours)} {_on_one_line(marks[claim.verdict])}"
                for claim in found
            ],
            "where, and why": [
                _where(claim, papers) + (f". {claim.why}" if claim.why else "") for claim in found
            ],
        },
        hide_index=True,
    )
    numbered = len(papers) > 1
    st.caption(
        "  \n".join(
            f"[{number}] {paper}." if numbered else f"From {paper}."
            for number, paper in enumerate(papers, 1)
        )
    )
    st.caption(
        "A number agrees if ours, rounded to as many digits, is the same. M is a million, B a "
        "thousand million."
    )


def _on_one_line(words: str) -> str:
    """The words with spaces at which a line does not break."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _where(claim: Claim, papers: list[str]) -> str:
    """Where in the paper a number is; and in which paper, if there are several."""
    return claim.where + (f" [{papers.index(claim.paper) + 1}]" if len(papers) > 1 else "")
