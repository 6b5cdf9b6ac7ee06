"""Parameters in links: reading them, with a warning for each that is wrong, and writing them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import listed
from dwconv.ui.page_table import PAGES
from dwconv.ui.parameters.table import (
    PARAMETERS,
    Choice,
    Flag,
    Number,
    Parameter,
    Text,
    Values,
    defaults,
    is_on,
    link_name,
)

VERSION = 1
"""Of links, in every link as `v`: another one when the same words come to mean something else."""

IGNORED = "Ignored here."
"""The end of a sentence about parameters that this page does not read, but another one does."""

MOST_NAMED = 4
"""Of the parameters that a page ignores, in one sentence."""

EXPLICIT_PADDING = "pt", "pb", "pl", "pr"
"""The parameters that count only while the padding is explicit."""


def read_link(query: Mapping[str, str], page: str | None = None) -> tuple[Values, list[str]]:
    """Read the parameters of a URL.

    Parameters
    ----------
    query : mapping of str to str
        Unknown names are passed over: `dwconv.ui.parameters.unknown_names` answers them.
    page : str, optional
        The path of the page: its limits hold, and parameters of other pages get a sentence that
        says where they count. Without it, the limits of a page that draws the layer hold.

    Returns
    -------
    values : dict
        Every parameter, valid on its own; the nearest valid value or the default where that of
        the URL is not.
    warnings : list of str
        One sentence for each that was not.

    Examples
    --------
    >>> values, warnings = read_link({"h": "99", "pad": "full"})
    >>> values["h"], values["pad"]
    (64, 'valid')
    >>> for sentence in warnings:
    ...     print(sentence)
    h=99: the input height must be from 1 to 64. Using 64 instead.
    pad=full: the padding must be one of valid, same, explicit. Using valid instead.
    """
    values = defaults()
    wrong: dict[str, str] = {}
    for name, row in PARAMETERS.items():
        in_link = row.name_in(query)
        if in_link is None:
            continue
        text = query[in_link]
        if isinstance(row, Number):
            values[name], wrong[name] = _number_in_link(row, text, page)
        elif isinstance(row, Choice):
            values[name], wrong[name] = _read_choice(row, text)
        elif isinstance(row, Text):
            values[name], wrong[name] = _read_text(row, text)
        else:
            values[name], wrong[name] = _read_flag(row, text)
    if values["pad"] != "explicit":
        for name in EXPLICIT_PADDING:
            if values[name] != PARAMETERS[name].default and not wrong[name]:
                wrong[name] = f"only {link_name('pad')}=explicit uses this. Ignored."
    warnings = [
        f"{_quoted(row, query)}: {wrong[name]}"
        for name, row in PARAMETERS.items()
        if wrong.get(name) and (page is None or is_on(name, page))
    ]
    if page is not None:
        warnings += _not_used(query, page)
    if query.get("v", str(VERSION)) != str(VERSION):
        warnings.insert(
            0,
            f"v={quote(query['v'])}: this lab reads links of version {VERSION}. Some of this link "
            "may be lost.",
        )
    return values, warnings


def _not_used(query: Mapping[str, str], page: str) -> list[str]:
    """What a link says that this page does not read: one sentence for each group of other pages."""
    ignored: dict[str, list[Parameter]] = {}
    for name, row in PARAMETERS.items():
        in_link = row.name_in(query)
        if in_link is None or is_on(name, page):
            continue
        text = query[in_link]
        default = str(row.default).lower()
        usual = {default, str(int(row.default))} if isinstance(row, Flag) else {default}
        if text.lower() not in usual:
            ignored.setdefault(_where_used(row), []).append(row)
    sentences = []
    for where, rows in ignored.items():
        said = ", ".join(_quoted(row, query) for row in rows[:MOST_NAMED])
        said += ", …" if len(rows) > MOST_NAMED else ""
        what = f"the {rows[0].noun}" if len(rows) == 1 else "these"
        sentences.append(f"{said}: {where.format(what=what)} {IGNORED}")
    return sentences


def _quoted(row: Parameter, query: Mapping[str, str]) -> str:
    """What a link says of a parameter, such as "h=99"."""
    name = row.name_in(query) or row.link
    return f"{name}={quote(query[name])}"


def _where_used(row: Parameter) -> str:
    """A sentence that says which pages read a parameter, with {what} for the parameter.

    Examples
    --------
    >>> _where_used(PARAMETERS["batch"]), _where_used(PARAMETERS["alpha"])
    ('only Shapes and Cost use {what}.', 'only Networks uses {what}.')
    >>> _where_used(PARAMETERS["h"])
    'only pages about one layer, such as Sliding window, use {what}.'
    """
    if not row.pages:
        return f"only pages about one layer, such as {PAGES[''].title}, use {{what}}."
    titles = [page.title for path, page in PAGES.items() if path in row.pages]
    if len(titles) == 1:
        return f"only {titles[0]} uses {{what}}."
    return f"only {listed(titles)} use {{what}}."


def _number_in_link(row: Number, text: str, page: str | None) -> tuple[int, str]:
    """Return the legal number nearest to that of a link, and what was wrong; "" if nothing was."""
    number = whole_number(text)
    if number is None:
        return row.default, f"the {row.noun} must be a whole number. Using {row.default} instead."
    most, nearest = row.most_on(page), row.nearest(number, page)
    if nearest == number:
        return nearest, ""
    allowed = f"from {row.least} to {most}" if row.least < most else str(row.least)
    return nearest, f"the {row.noun} must be {allowed}. Using {nearest} instead."


def _read_choice(row: Choice, text: str) -> tuple[str, str]:
    for option in row.options:
        if option.lower() == text.lower():
            return option, ""
    options = ", ".join(row.options)
    sentence = f"the {row.noun} must be one of {options}. Using {row.default} instead."
    if row.name == "kernel" and whole_number(text) is not None:
        sentence += f" {link_name('kh')} and {link_name('kw')} are the kernel's size."
    return row.default, sentence


def _read_flag(row: Flag, text: str) -> tuple[bool, str]:
    if text in ("0", "1"):
        return text == "1", ""
    return row.default, f"the {row.noun} must be 0 or 1, off or on. Using {row.default:d} instead."


def _read_text(row: Text, text: str) -> tuple[str, str]:
    if len(text) > row.longest:
        return (
            row.default,
            f"the {row.noun} may have {row.longest} characters at most. Using {row.default} instead.",
        )
    try:
        row.read(text)
    except DwconvError as error:
        return row.default, f"{error.parameter} {error.rule}. Using {row.default} instead."
    return text, ""


def whole_number(text: str) -> float | None:
    """The whole number that a URL says, however large; None if it says none.

    Examples
    --------
    >>> whole_number("-3"), whole_number("1e9"), whole_number("9" * 5000)
    (-3.0, 1000000000.0, inf)
    >>> whole_number("2.5"), whole_number("1_0")
    (None, None)
    """
    text = text.strip()  # what it takes for space, float() does not always
    if not re.fullmatch(r"[+-]?[0-9]+(\.0*)?([eE][+-]?[0-9]{1,4})?", text):
        return None
    value = float(text)
    return value if math.isinf(value) or value.is_integer() else None


def write_link(values: Values, page: str) -> dict[str, str]:
    """The parameters of a page's URL, which `read_link` reads back as they are in `values`.

    Every value that matters is written, defaults too: a link must not change its
    meaning when a default does.

    Examples
    --------
    >>> values = defaults() | {"h": 5, "pad": "same"}
    >>> read_link(write_link(values, "cost")) == (values, [])
    True
    """
    unused = EXPLICIT_PADDING if values["pad"] != "explicit" else ()
    return {"v": str(VERSION)} | {
        link_name(name): str(int(value) if isinstance(value, bool) else value)
        for name, value in values.items()
        if name not in unused and is_on(name, page)
    }


def quote(text: str) -> str:
    """What to quote of a URL: not much, and nothing that Markdown makes a link, bold or italic.

    Examples
    --------
    >>> quote("www.evil.example"), quote("__bold__"), quote("3_x"), quote("[a](//b.c)")
    ('www·evil.example', '··bold··', '3_x', '·a····b.c·')
    """
    shown = text if len(text) <= 20 else text[:19] + "…"
    shown = re.sub(r"[^\w.+…-]", "·", shown)
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])|(?<=www)\.", "·", shown, flags=re.IGNORECASE)
