"""Random layers up to the limits of the pages that count, and a count of them without formulas."""

from types import SimpleNamespace

import numpy as np

from dwconv.ui.parameters.legal_values import bounds, make_legal
from dwconv.ui.parameters.table import defaults, number_row, of_layer

SIDES = (("h", "kh", "sh", "dh", "pt", "pb"), ("w", "kw", "sw", "dw", "pl", "pr"))


def random_values(source):
    """A legal layer, its numbers spread evenly over their orders of magnitude."""
    values = defaults()
    for name in of_layer(values):
        if not isinstance(values[name], int) or name == "seed":
            continue
        row = number_row(name)
        most = row.most_on("cost") + 1
        values[name] = min(int(most ** source.random()), most - 1) or row.least
        if name[0] == "p" and source.random() < 0.3:
            values[name] = 0
    values["pad"] = source.choice(["valid", "same", "explicit"])
    values, _ = make_legal(values, "cost")
    for name, (least, most) in bounds(values, "cost").items():
        assert name not in of_layer(values) or least <= values[name] <= most
    return values


def windows_along(size, kernel, stride, dilation, padding):
    """(starts of all windows) by walking along the padded axis, without the formulas."""
    span = dilation * (kernel - 1) + 1
    if padding == "same":
        starts = range(0, size, stride)  # one window for each stride begun
        missing = max(starts[-1] + span - size, 0)
        return np.asarray(starts) - missing // 2
    before, after = padding
    starts = np.arange(-before, size + after, stride)
    return starts[starts + span <= size + after]


def walked(values):
    """Both sides of a layer: how many windows, how many of their taps are real, which pixels are read."""
    sides = []
    for size, kernel, stride, dilation, before, after in SIDES:
        padding = {
            "same": "same",
            "valid": (0, 0),
            "explicit": (values[before], values[after]),
        }[values["pad"]]
        starts = windows_along(
            values[size], values[kernel], values[stride], values[dilation], padding
        )
        real, seen = 0, np.zeros(values[size], bool)
        for tap in range(values[kernel]):
            at = starts + tap * values[dilation]
            at = at[(at >= 0) & (at < values[size])]
            real += len(at)
            seen[at] = True
        sides.append(SimpleNamespace(windows=len(starts), real=real, seen=seen))
    return sides


def random_batch(values, source):
    """The same layer with a batch and a data format."""
    batch = min(int(65_537 ** source.random()), 65_536)
    return values | {"batch": batch, "fmt": source.choice(["nhwc", "nchw"])}


def with_batch(values):
    """A layer, and the shapes of its input, filter and output."""
    (rows, columns), c, m = walked(values), values["c"], values["m"]

    def shape(height, width, channels):
        order = (height, width, channels) if values["fmt"] == "nhwc" else (channels, height, width)
        return values["batch"], *order

    return values, (
        shape(values["h"], values["w"], c),
        (values["kh"], values["kw"], c, m),
        shape(rows.windows, columns.windows, c * m),
    )
