"""A teacher's sheet as HTML: a part of a page, and a document that prints on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

import segno

from dwconv.player.signs_in_words import signs_in_words
from dwconv.teaching.sheets.teacher_sheet import TeacherSheet

_STYLE = Path(__file__).with_name("sheet.css").read_text(encoding="utf-8")
_ON_PAPER = (
    "@page { size: A4; margin: 11mm 14mm; } body { margin: 0; background: #fff; color: #000; }"
)


def title_of(sheet: TeacherSheet) -> str:
    """The title of a sheet on paper.

    Examples
    --------
    >>> from dwconv.teaching.sheets import make_sheet
    >>> title_of(make_sheet("lesson"))
    'Teacher’s sheet: The ten-minute lesson'
    """
    return f"Teacher’s sheet: {sheet.title}"


def sheet_body(sheet: TeacherSheet, addresses: Sequence[str]) -> str:
    """Write a sheet as HTML, without its title.

    On paper the address of each link stands below its QR code.

    Parameters
    ----------
    sheet : TeacherSheet
    addresses : sequence of str
        The whole URL of each of ``sheet.links``.

    Returns
    -------
    str
        With its own style, which touches nothing else on the page.
    """
    plan = "".join(
        f"<tr><th scope='row'>{start}–{end} min</th><td>{_text(text)}</td></tr>"
        for start, end, text in sheet.timetable
    )
    questions = "".join(
        f"<li>{_text(question)}<p class='teacher-answer'>{_text(answer)}</p></li>"
        for question, answer in sheet.questions
    )
    mistakes = "".join(
        f"<li><em>{_text(mistake)}</em> {_text(help)}</li>" for mistake, help in sheet.mistakes
    )
    links = "".join(
        f"<li><a href='{escape(address)}'><img alt='' src='{_qr_code(address)}'>"
        f"<span>{_text(link.label)}</span></a><p>{escape(address.split('://')[-1])}</p></li>"
        for link, address in zip(sheet.links, addresses, strict=True)
    )
    return (
        f"<style>{_STYLE}</style><div class='teacher-sheet'>"
        f"<p><b>Aim.</b> {_text(sheet.aim)}</p>"
        f"<h2>Plan, {sheet.minutes} minutes</h2><table aria-label='Plan'>{plan}</table>"
        f"<h2>Questions and answers</h2><ol>{questions}</ol>"
        f"<h2>What usually goes wrong</h2><ul>{mistakes}</ul>"
        f"<h2>Links</h2><ul class='teacher-links'>{links}</ul></div>"
    )


def sheet_document(sheet: TeacherSheet, addresses: Sequence[str]) -> str:
    """Write a sheet as an HTML file that prints on one page of A4.

    Parameters
    ----------
    sheet : TeacherSheet
    addresses : sequence of str
        The whole URL of each of ``sheet.links``.

    Examples
    --------
    >>> from dwconv.teaching.sheets import make_sheet
    >>> sheet = make_sheet("shapes")
    >>> text = sheet_document(sheet, ["http://localhost/shapes"] * len(sheet.links))
    >>> text.count("<h1>"), text.count("<img")
    (1, 3)
    """
    title = escape(title_of(sheet))
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{title}</title><style>{_ON_PAPER}</style></head>"
        f"<body><main class='teacher-paper'><h1>{title}</h1>{sheet_body(sheet, addresses)}</main>"
        "</body></html>"
    )


def _text(text: str) -> str:
    """Escape a text, mark what stands between backticks as code, and have signs heard as words.

    Examples
    --------
    >>> _text("`f(x)` is 4 < 5")
    '<code>f(x)</code> is 4 &lt; 5'
    >>> _text("6 − 3")
    '<span aria-hidden="true">6 − 3</span><span class="dw-unseen">6 minus 3</span>'
    """
    parts = re.split(r"`([^`]+)`", text)
    return "".join(
        f"<code>{escape(part)}</code>" if at % 2 else _with_words(part)
        for at, part in enumerate(parts)
    )


def _with_words(text: str) -> str:
    seen, heard = escape(text), escape(signs_in_words(text))
    if seen == heard:
        return seen
    return f'<span aria-hidden="true">{seen}</span><span class="dw-unseen">{heard}</span>'


def _qr_code(address: str) -> str:
    """Return the QR code of a URL as the address of a picture."""
    picture: str = segno.make(address, error="l", boost_error=False).svg_data_uri(
        border=2, light="#ffffff", unit="px", scale=2, encode_minimal=True
    )
    return escape(picture.replace(";charset=utf-8,", ","), quote=True)
