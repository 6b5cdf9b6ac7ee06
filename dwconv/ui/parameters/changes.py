"""Changes of the layer's controls, as a browser sends them: read, checked and made.

A browser numbers its changes and sends all that the server has not answered yet. So a request
that was sent before an answer came cannot undo anything, and none is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from dwconv.ui.page_table import COUNTING_PAGES
from dwconv.ui.parameters.hidden_and_locked import Restrictions, locked_sentence
from dwconv.ui.parameters.layer_values import AXES
from dwconv.ui.parameters.legal_values import bounds
from dwconv.ui.parameters.links import whole_number, write_link
from dwconv.ui.parameters.presets import PRESETS, preset
from dwconv.ui.parameters.table import (
    PARAMETERS,
    TYPED,
    Choice,
    Number,
    Parameter,
    Value,
    Values,
    number_of,
    of_layer,
)

EXAMPLE = "example"
"""The name of a change that loads a preset; all other names are those of parameters."""

_SPANS = [name for _, kernel, _, dilation, _, _ in AXES for name in (kernel, dilation)]

_MOST = 100  # at once; a person makes fewer


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes
    ----------
    number : int
        Later changes have larger ones.
    name : str
        Of a parameter of the layer, or `EXAMPLE`.
    value : str
        What was typed, the chosen option, or the name of a preset.
    """

    number: int
    name: str
    value: str


def read_changes(sent: object, seen: int) -> list[Change]:
    """Read the changes that a browser sends, in their order.

    Parameters
    ----------
    sent : object
        A list of ``[number, name, value]``. Anything else is left out.
    seen : int
        The number of the last change that was made: only later ones are returned.

    Examples
    --------
    >>> read_changes([[4, "h", "7"], [5, "pad", "same"], ["x"]], seen=4)
    [Change(number=5, name='pad', value='same')]
    """
    found = {}
    for each in sent[-_MOST:] if isinstance(sent, list) else ():
        if not isinstance(each, list) or list(map(type, each)) != [int, str, str]:
            continue
        change = Change(*each)
        if change.number > seen and (change.name == EXAMPLE or _row(change.name)):
            found[change.number] = change
    return [found[number] for number in sorted(found)]


def make_changes(
    changes: Iterable[Change],
    values: Values,
    restrictions: Restrictions,
    page: str | None = None,
) -> tuple[Values, list[str]]:
    """Make changes one after the other.

    Parameters
    ----------
    changes : iterable of Change
    values : dict
        Every parameter.
    restrictions : Restrictions
        What is hidden or locked is not changed.
    page : str, optional
        The path of the page, whose limits hold; those of a page that draws the layer without it.

    Returns
    -------
    values : dict
        Every parameter, valid on its own.
    sentences : list of str
        One for each change that was not made, or not as it was asked for, or that goes on elsewhere.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> changes = [Change(1, "h", "112"), Change(2, "w", "5")]
    >>> values, sentences = make_changes(changes, defaults(), Restrictions())
    >>> values["h"], values["w"], sentences
    (64, 5, ['The input height must be from 3 to 64, not 112. Using 64 instead. Shapes and Cost take up to 65,536.'])
    """
    values, sentences = dict(values), []
    for change in changes:
        if change.name == EXAMPLE:
            if restrictions.any():
                sentences.append("The link to this page locks a part of the layer: no examples.")
            elif change.value in PRESETS:
                values |= of_layer(preset(change.value))
            continue
        row = PARAMETERS[change.name]
        if row.control in restrictions.hidden + restrictions.locked:
            sentences.append(f"{locked_sentence(row.noun)} It stays as it is.")
        elif isinstance(row, Number):
            values[row.name], wrong = _number_typed(row, change.value, values, page)
            sentences += [wrong] if wrong else []
        elif isinstance(row, Choice) and change.value in row.options:
            if change.value == TYPED and page == "":
                sentences.append(f"The {row.noun} is typed in now: its table is below the picture.")
            values[row.name] = change.value
    return values, sentences


def _row(name: str) -> Parameter | None:
    """The row of a parameter of the layer; None for other names."""
    row = PARAMETERS.get(name)
    return row if row and not row.pages else None


def _number_typed(row: Number, typed: str, values: Values, page: str | None) -> tuple[int, str]:
    """Return the legal number nearest to what was typed, and what was wrong; "" if nothing was.

    Of a number that no layer has, the sentence names the limits of this one, as the field does.
    """
    number = whole_number(typed[:400])
    if number is None:
        before = number_of(values, row.name)
        return before, f"The {row.noun} must be a whole number. It stays {before}."
    most = row.most_on(page)
    if row.least <= number <= most:
        return int(number), ""
    least, here = bounds(values, page)[row.name]
    nearest = int(min(max(number, least), here))
    sentence = f"The {row.noun} must be from {least} to {here}. Using {nearest} instead."
    if abs(number) < 1e6:
        sentence = f"The {row.noun} must be from {least} to {here}, not {number:.0f}. Using {nearest} instead."
    if row.name in _SPANS and number > here < most:
        sentence += " SAME padding or a larger input makes room."
    if row.most_counted and here == most < number <= row.most_counted:
        sentence += f" {COUNTING_PAGES} take up to {row.most_counted:,}."
    return nearest, sentence


def layer_text(values: Values) -> str:
    """The layer as one text: the same text, the same layer.

    A browser returns the text of the layer that it showed when something was changed. A server
    that was restarted sees by it whether that change is still to be made.

    Examples
    --------
    >>> layer_text(preset("Worked example"))
    'v=1&h=3&w=3&c=1&kh=2&kw=1&m=2&sh=1&sw=1&dh=1&dw=1&pad=valid&input=ramp&kernel=ramp&seed=0'
    """
    return _written(tuple(of_layer(values).items()))


@lru_cache(200)  # it is asked more than once in a run
def _written(values: tuple[tuple[str, Value], ...]) -> str:
    return urlencode(write_link(dict(values), ""))
