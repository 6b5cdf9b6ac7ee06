"""The view "Where the activation is" of the Networks page: the blocks of three networks, step by step."""

from __future__ import annotations

from dwconv.networks.blocks import BLOCKS, Step
from dwconv.ui.pages.networks.choice import Chosen
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.table_file import table_file
from dwconv.ui.widgets.tables import show_table

_BOLD: tuple[Step, ...] = ("depthwise", "pointwise")


def show_blocks(chosen: Chosen) -> str:
    """Show the steps of each block below each other, from input to output; return their names."""
    most = max(map(len, BLOCKS.values()))
    table = {"step": [str(step) for step in range(1, most + 1)]} | {
        name: [f"**{step}**" if step in _BOLD else step for step in steps]
        + [""] * (most - len(steps))
        for name, steps in BLOCKS.items()
    }
    show_table(table, "blocks")
    table_file(
        {name: [cell.strip("*") for cell in cells] for name, cells in table.items()}, "blocks"
    )
    show_text(
        "**MobileNet** puts the depthwise layer first, and an activation after each of the two layers. "
        "**Xception** has an activation before the two layers and none between them. **MobileNetV2** has the "
        "*inverted residual*: a pointwise layer makes more channels, the depthwise layer works on these, and "
        "a second pointwise layer makes few channels again. After it there is no activation: it would set "
        "negative values to 0, and with few channels no other channel keeps what is lost."
    )
    show_caption("Blocks with stride 1, as keras.applications builds them.")
    return f"The blocks of {', '.join(BLOCKS)}"
