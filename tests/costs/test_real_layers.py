"""Layers as large as a page that only counts takes, against counts of their own kind."""

import random

import numpy as np

from dwconv import costs
from dwconv.costs.formulas import cost_formulas, output_size
from dwconv.ui.components.axis_ruler import ruler_data, unreached
from dwconv.ui.parameters.layer_values import make_spec
from dwconv.ui.parameters.legal_values import bounds, repair
from dwconv.ui.parameters.table import defaults, number_row, of_layer


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
    values, _ = repair(values, "cost")
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


def test_a_hundred_random_layers_are_counted_as_an_independent_count_says():
    source = random.Random(1)
    for _ in range(100):
        values = random_values(source)
        spec, filters = make_spec(values), source.choice([1, 1000, 65_536])
        sides = []
        for size, kernel, stride, dilation, before, after in (
            ("h", "kh", "sh", "dh", "pt", "pb"),
            ("w", "kw", "sw", "dw", "pl", "pr"),
        ):
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
            sides.append((len(starts), real, seen))
        (rows, real_rows, seen_rows), (columns, real_columns, _) = sides
        c, m = values["c"], values["m"]
        taps = values["kh"] * values["kw"]
        assert spec.output_shape == (1, rows, columns, c * m)
        assert spec.vertical.reached == tuple(seen_rows)
        cost = costs(spec, filters)
        assert cost["depthwise"].macs == rows * columns * c * m * taps
        assert cost["depthwise"].real_macs == real_rows * real_columns * c * m
        assert cost["depthwise"].params == c * m * taps
        assert cost["standard"].macs == rows * columns * c * filters * taps
        assert cost["standard"].params == c * filters * taps
        assert cost["separable"].macs == rows * columns * c * m * (taps + filters)
        padding = {"same": "SAME", "valid": "VALID"}.get(values["pad"], values["pad"])
        lines = {line.label: line.result for line in output_size(spec.vertical, padding)}
        assert lines["output size"] == rows
        assert cost_formulas(spec, filters, cost)["depthwise"][0].result == cost["depthwise"].macs
        missed = ruler_data(spec.vertical, "height")["missed"]
        if len(missed) > 1 or spec.vertical.padded <= 512:
            assert sum(to - start for start, to in missed) == (~seen_rows).sum()
        assert bool(unreached(spec.vertical, "row")) == (not seen_rows.all())
