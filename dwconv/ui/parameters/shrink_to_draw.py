"""Makes a layer small enough to be drawn, and changes it as little as possible."""

from __future__ import annotations

from dwconv.ui.page_table import COUNTING_PAGES
from dwconv.ui.parameters.legal_values import make_legal
from dwconv.ui.parameters.table import PARAMETERS, Values, number_of, numbers, of_layer


def shrink_to_draw(values: Values) -> tuple[Values, str]:
    """Make a layer small enough for a page that draws each of its values.

    Parameters
    ----------
    values : dict
        A legal combination of a page that only counts.

    Returns
    -------
    values : dict
        A legal combination of a page that draws the layer: the same if it was one already.
    sentence : str
        What is drawn instead of what; "" if nothing changed.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> values, sentence = shrink_to_draw(defaults() | {"h": 112, "w": 112, "c": 32})
    >>> values["h"], values["c"]
    (64, 8)
    >>> print(sentence)
    Pages that draw each value show a smaller layer: input height 64 instead of 112, input width 64 instead of 112, number of input channels 8 instead of 32. Shapes and Cost keep the layer as it is.
    """
    too_large: Values = {
        name: row.most
        for name, row in numbers().items()
        if not row.pages and number_of(values, name) > row.most
    }
    if not too_large:
        return values, ""
    smaller, _ = make_legal(values | too_large)
    changed = [
        f"{PARAMETERS[name].noun} {smaller[name]} instead of {values[name]}"
        for name in of_layer(values)
        if smaller[name] != values[name]
    ]
    return smaller, (
        f"Pages that draw each value show a smaller layer: {', '.join(changed)}. "
        f"{COUNTING_PAGES} keep the layer as it is."
    )
