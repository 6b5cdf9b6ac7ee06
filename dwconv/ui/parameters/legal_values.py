"""Which values are legal together: the bounds of each, and the nearest legal combination."""

from __future__ import annotations

import math

from dwconv.engine.geometry import effective_kernel, legal_ranges
from dwconv.engine.grouped import divisors
from dwconv.engine.plurals import counted
from dwconv.engine.sample_values import SMALLEST
from dwconv.networks import widths_of
from dwconv.teaching.lesson import chapters
from dwconv.ui.parameters.layer_values import AXES, axis_padding
from dwconv.ui.parameters.table import PARAMETERS, Values, is_on, number_of, numbers


def make_legal(values: Values, page: str | None = None) -> tuple[Values, list[str]]:
    """Make a combination legal by changing as little as possible.

    Values that are valid one by one may not fit together:

    - the kernel may not fit into the input: first the dilation is reduced, then the kernel;
    - a named kernel has a least size;
    - groups divide the channels;
    - an output channel is below the op's number of them, and a filter q below M;
    - a beat is one of its part of the lesson;
    - a network has its own widths.

    Parameters
    ----------
    values : dict
        Every parameter, valid on its own.
    page : str, optional
        The path of the page: changes that only other pages show get no warning.

    Returns
    -------
    values : dict
        A legal combination.
    warnings : list of str
        One sentence for each change.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> values, warnings = make_legal(defaults() | {"h": 4, "kh": 5})
    >>> values["kh"], len(warnings)
    (4, 1)
    """
    values = dict(values)
    warnings = [*_make_named_kernel_legal(values), *_make_kernel_span_legal(values)]
    others = {
        "g": _make_groups_legal(values),
        "oc": _make_output_channel_legal(values),
        "bq": _make_filter_legal(values),
        "beat": _make_beat_legal(values),
        "alpha": _make_width_legal(values),
    }
    warnings += [
        warning
        for name, warning in others.items()
        if warning and (page is None or is_on(name, page))
    ]
    return values, warnings


def _make_named_kernel_legal(values: Values) -> list[str]:
    """Enlarge the kernel to what a named one needs; use integers if that does not fit."""
    name = str(values["kernel"])
    least = SMALLEST.get(name, (1, 1))
    if any(taps > _longest_span(values, axis) for taps, axis in zip(least, AXES, strict=True)):
        values["kernel"] = "integers"
        return [
            f"A {name} kernel needs at least {least[0]}×{least[1]} taps, which do not fit into "
            "this input. Using random integers instead."
        ]
    old = number_of(values, "kh"), number_of(values, "kw")
    new = max(old[0], least[0]), max(old[1], least[1])
    if new == old:
        return []
    values["kh"], values["kw"] = new
    return [
        f"A {name} kernel needs at least {least[0]}×{least[1]} taps. The kernel size changed from "
        f"{old[0]}×{old[1]} to {new[0]}×{new[1]}."
    ]


def _make_kernel_span_legal(values: Values) -> list[str]:
    """Reduce dilation and kernel until a window fits into the padded input."""
    warnings = []
    for axis in AXES:
        _, kernel, _, dilation, _, _ = axis
        longest = _longest_span(values, axis)
        taps, spread = number_of(values, kernel), number_of(values, dilation)
        span = effective_kernel(taps, spread)
        if span <= longest:
            continue
        fewer = int(min(taps, longest))
        values[dilation], values[kernel] = max(int(longest - 1) // (taps - 1), 1), fewer
        warnings.append(
            f"A {PARAMETERS[kernel].noun} of {taps} with dilation {spread} spans {span} pixels, "
            f"but the padded input has only {longest:g}. Using kernel {fewer} and dilation "
            f"{values[dilation]} instead. SAME padding or a larger input would make room."
        )
    return warnings


def _longest_span(values: Values, axis: tuple[str, ...]) -> float:
    """How many pixels a window may span on an axis; SAME makes room for any number."""
    size, _, _, _, before, after = axis
    padding = axis_padding(values, before, after)
    if padding == "SAME":
        return math.inf
    return number_of(values, size) + (sum(padding) if isinstance(padding, tuple) else 0)


def _make_groups_legal(values: Values) -> str:
    groups, channels = number_of(values, "g"), number_of(values, "c")
    if channels % groups == 0:
        return ""
    values["g"] = max(fit for fit in divisors(channels) if fit < groups)
    return (
        f"{channels} channels cannot be split into {groups} equal groups. Using {values['g']} "
        f"instead. These numbers of groups are possible: {', '.join(map(str, divisors(channels)))}."
    )


def _make_output_channel_legal(values: Values) -> str:
    channels = number_of(values, "c") if values["op"] == "depthwise_conv2d" else 1
    outputs, asked = number_of(values, "m") * channels, number_of(values, "oc")
    if asked < outputs:
        return ""
    values["oc"] = outputs - 1
    return (
        f"{values['op']} has {counted(outputs, '{n} output channel', '{n} output channels')} here, so there is no channel "
        f"{asked}. Using channel {outputs - 1} instead."
    )


def _make_filter_legal(values: Values) -> str:
    filters, asked = number_of(values, "m"), number_of(values, "bq")
    if asked < filters:
        return ""
    values["bq"] = filters - 1
    return (
        f"Each channel has {counted(filters, '{n} filter', '{n} filters')} here, so there is no filter q = {asked}. "
        f"Using q = {filters - 1} instead."
    )


def _make_beat_legal(values: Values) -> str:
    part, asked = number_of(values, "part"), number_of(values, "beat")
    title, beats = list(chapters().items())[part]
    if asked <= beats:
        return ""
    values["beat"] = beats
    return (
        f"Part {part} of the lesson, {title}, has {counted(beats, '{n} beat', '{n} beats')}, so there is no beat "
        f"{asked}. Using beat {beats} instead."
    )


def _make_width_legal(values: Values) -> str:
    network, asked = str(values["net"]), float(values["alpha"])
    widths = widths_of(network)
    if asked in widths or len(widths) == 1:  # a network of one width shows no choice
        return ""
    nearest = min(widths, key=lambda width: abs(width - asked))
    values["alpha"] = str(nearest)
    return (
        f"{network} does not come in width {asked:g}. Using {nearest:g} instead. It comes in "
        f"{', '.join(f'{width:g}' for width in widths)}."
    )


def bounds(values: Values, page: str | None = None) -> dict[str, tuple[int, int]]:
    """How far each number can go while the others stay, for the widgets.

    Parameters
    ----------
    values : dict
        A legal combination (see `make_legal`).
    page : str, optional
        The path of the page; a page that draws the layer, unless it is given.

    Returns
    -------
    dict of str to (int, int)
        Every value inside is legal together with the others as they are.

    Examples
    --------
    >>> from dwconv.ui.parameters.table import defaults
    >>> bounds(defaults() | {"h": 4})["kh"]
    (1, 4)
    """
    limits = {name: (row.least, row.most_on(page)) for name, row in numbers().items()}
    smallest = SMALLEST.get(str(values["kernel"]), (1, 1))
    for names, taps in zip(AXES, smallest, strict=True):
        size, kernel, _, dilation, before, after = names
        ranges = legal_ranges(
            number_of(values, size),
            number_of(values, kernel),
            number_of(values, dilation),
            axis_padding(values, before, after),
        )
        own = dict(size=size, kernel=kernel, dilation=dilation, before=before, after=after)
        for what, name in own.items():
            (least, most), (low, high) = ranges[what], limits[name]
            limits[name] = max(low, least), high if most is None else max(min(high, most), low)
        limits[kernel] = max(limits[kernel][0], taps), limits[kernel][1]
    return limits
