"""Tests the costs and sizes of the largest layers that the pages take, against an independent count."""

import random

from dwconv import costs
from dwconv.costs.latex_formulas import cost_formulas, output_size
from dwconv.engine.unreached import unreached_in_words
from dwconv.ui.components.axis_ruler import ruler_data
from dwconv.ui.parameters.layer_values import make_spec
from tests.costs.random_large_layers import random_values, walked


def test_a_hundred_random_layers_are_counted_as_an_independent_count_says():
    source = random.Random(1)
    for _ in range(100):
        values = random_values(source)
        spec, filters = make_spec(values), source.choice([1, 1000, 65_536])
        rows, columns = walked(values)
        c, m = values["c"], values["m"]
        taps = values["kh"] * values["kw"]
        assert spec.output_shape == (1, rows.windows, columns.windows, c * m)
        assert spec.vertical.reached == tuple(rows.seen)
        cost = costs(spec, filters)
        assert cost["depthwise"].macs == rows.windows * columns.windows * c * m * taps
        assert cost["depthwise"].real_macs == rows.real * columns.real * c * m
        assert cost["depthwise"].params == c * m * taps
        assert cost["standard"].macs == rows.windows * columns.windows * c * filters * taps
        assert cost["standard"].params == c * filters * taps
        assert cost["separable"].macs == rows.windows * columns.windows * c * m * (taps + filters)
        padding = {"same": "SAME", "valid": "VALID"}.get(values["pad"], values["pad"])
        lines = {line.label: line.result for line in output_size(spec.vertical, padding)}
        assert lines["output size"] == rows.windows
        assert cost_formulas(spec, filters, cost)["depthwise"][0].result == cost["depthwise"].macs
        missed = ruler_data(spec.vertical, "height")["missed"]
        if len(missed) > 1 or spec.vertical.padded <= 512:
            assert sum(to - start for start, to in missed) == (~rows.seen).sum()
        assert bool(unreached_in_words(spec.vertical, "row")) == (not rows.seen.all())
