"""Names in a link that no parameter has: a sentence about them, with the name to use where it is clear."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dwconv.engine.plurals import listed
from dwconv.ui.page_table import Page
from dwconv.ui.parameters import hidden_and_locked, player_state, typed_values
from dwconv.ui.parameters.links import IGNORED, MOST_NAMED, quote
from dwconv.ui.parameters.table import PARAMETERS, defaults, link_name, of_layer

KNOWN_CASE = "case"
"""The name in a link of a case of the page TensorFlow, which is no parameter."""

OTHER_NAMES = {
    "height": ("h",),
    "width": ("w",),
    "size": ("h", "w"),
    "input_size": ("h", "w"),
    "channels": ("c",),
    "in_channels": ("c",),
    "kernel_size": ("kh", "kw"),
    "ksize": ("kh", "kw"),
    "k": ("kh", "kw"),
    "multiplier": ("m",),
    "depth_multiplier": ("m",),
    "channel_multiplier": ("m",),
    "stride": ("sh", "sw"),
    "strides": ("sh", "sw"),
    "s": ("sh", "sw"),
    "dilation": ("dh", "dw"),
    "dilations": ("dh", "dw"),
    "dilation_rate": ("dh", "dw"),
    "d": ("dh", "dw"),
    "padding": ("pad",),
    "p": ("pad",),
    "filters": ("n",),
    "batch_size": ("batch",),
    "b": ("batch",),
    "data_format": ("fmt",),
    "format": ("fmt",),
}
"""Names that a link does not know, but that somebody may write, and the parameters that are meant.

Small or capital letters make no difference.
"""

_BATCH = "N"  # as PyTorch calls it; n is the number of filters

_SOMEBODY_ELSES = re.compile(r"embed(_options)?|utm_.*|\w*clid|v")
"""Streamlit's own names, those by which other sites follow a link, and the version."""


def say_unknown_names(query: Mapping[str, str], page: Page) -> list[str]:
    """Return what a link says that no parameter is: one sentence for each name that has another one.

    Parameters
    ----------
    query : mapping of str to str
    page : Page
        Only pages about the layer say which of its parameters was meant.

    Examples
    --------
    >>> from dwconv.ui.page_table import PAGES
    >>> for sentence in say_unknown_names({"stride": "2", "foo": "1", "H": "9", "h": "3"}, PAGES[""]):
    ...     print(sentence)
    stride=2: no parameter has this name in a link. Use sh and sw.
    H=9: no parameter has this name in a link. Use h.
    foo=1: no parameter has this name in a link. Ignored here.
    """
    unknown = [
        name for name in query if name not in _known() and not _SOMEBODY_ELSES.fullmatch(name)
    ]
    meant = {name: _meant(name) if page.about_layer else () for name in unknown}
    sentences = [
        f"{_quoted(name, query)}: no parameter has this name in a link. "
        f"Use {listed(map(link_name, names))}."
        for name, names in meant.items()
        if names
    ]
    rest = [_quoted(name, query) for name, names in meant.items() if not names]
    if rest:
        what = "this name" if len(rest) == 1 else "these names"
        more = ", …" if len(rest) > MOST_NAMED else ""
        sentences.append(
            f"{', '.join(rest[:MOST_NAMED])}{more}: no parameter has {what} in a link. {IGNORED}"
        )
    return sentences


def _known() -> set[str]:
    """All names that the lab itself reads or writes."""
    names = (name for row in PARAMETERS.values() for name in (row.link, *row.earlier_links))
    others = player_state.NAMES | hidden_and_locked.NAMES | typed_values.NAMES
    return {*names, *others, KNOWN_CASE}


def _meant(name: str) -> tuple[str, ...]:
    """The parameters of the layer that somebody means by a name; none if that is not clear."""
    if name == _BATCH:
        return ("batch",)
    small = name.lower()
    if small != name and small in of_layer(defaults()):
        return (small,)
    return OTHER_NAMES.get(small, ())


def _quoted(name: str, query: Mapping[str, str]) -> str:
    return f"{quote(name)}={quote(query[name])}"
