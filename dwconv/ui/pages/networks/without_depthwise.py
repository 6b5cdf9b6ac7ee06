"""The view "Without depthwise" of the Networks page: each pair replaced by a standard layer."""

from __future__ import annotations

from typing import Any

from dwconv.costs.latex_formulas import separable_share
from dwconv.engine.plurals import counted
from dwconv.networks import depthwise_separable_pairs, total, with_standard_layers
from dwconv.ui.pages.networks.choice import Chosen
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.table_file import rows_file
from dwconv.ui.widgets.tables import show_scrolling_table


def show_pairs_made_standard(chosen: Chosen) -> str:
    """Show the cost if a standard convolution replaced each depthwise separable pair; return it."""
    layers = chosen.layers
    whole, standard = total(layers), total(with_standard_layers(layers))
    show_text(
        f"{chosen.name} has {len(depthwise_separable_pairs(layers))} pairs of a depthwise and a pointwise layer. If one "
        f"standard convolution with the same kernel and the same outputs replaced each pair, it "
        f"would have **{written(standard.macs)}** MACs instead of {written(whole.macs)} "
        f"(**{standard.macs / whole.macs:.2f}** times as many) and **{written(standard.params)}** kernel "
        f"values instead of {written(whole.params)} (**{standard.params / whole.params:.2f}** times)."
    )
    show_caption(
        f"A pair has ${separable_share()}$ of the MACs of the standard layer. $N$ is the number of "
        "output channels of the pointwise layer. KH and KW are the kernel's height and width in the depthwise one."
    )
    rows: list[dict[str, Any]] = []
    for depthwise, pointwise in depthwise_separable_pairs(layers):
        (standard_layer,) = with_standard_layers((depthwise, pointwise))
        both = depthwise.macs + pointwise.macs
        rows.append(
            {
                "depthwise layer": depthwise.name,
                "pointwise layer": pointwise.name,
                "kernel": f"{depthwise.kernel[0]}×{depthwise.kernel[1]}",
                "N": pointwise.output_shape[-1],
                "MACs of the pair": both,
                "MACs as standard": standard_layer.macs,
                "share": both / standard_layer.macs,
            }
        )
    show_scrolling_table(rows, "pairs", f"The pairs of {chosen.name}", shares=["share"])
    rows_file(rows, f"{chosen.in_file_names}-pairs")
    return f"{counted(len(rows), '{n} pair', '{n} pairs')}, {written(standard.macs)} MACs as standard layers"
