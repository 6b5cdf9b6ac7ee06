"""The view "TensorFlow's count" of the Networks page."""

from __future__ import annotations

from dwconv.engine.plurals import listed
from dwconv.networks import beside_profiler, versions
from dwconv.ui.pages.networks.choice import Chosen
from dwconv.ui.widgets.markdown import show_caption, show_text
from dwconv.ui.widgets.number_text import written
from dwconv.ui.widgets.table_file import rows_file
from dwconv.ui.widgets.tables import show_table


def show_profiler(chosen: Chosen) -> str:
    """Show what TensorFlow's profiler counts in the same network; return both sums."""
    width = chosen.width if chosen.name == "MobileNet" else 1.0
    if width != chosen.width:
        show_caption(f"The profiler was run on {chosen.name} with width 1: these are its numbers.")
    *lines, rest = beside_profiler(chosen.name, width=width, resolution=chosen.resolution)
    version = versions()
    rows = [
        {
            "TensorFlow's ops": listed(line.ops),
            "profiler, FLOPs": written(line.profiler),
            "counted here": written(line.ours or 0),
            "": "✓ equal" if line.profiler == line.ours else "✗ see below",
        }
        for line in lines
    ]
    theirs, ours = sum(line.profiler for line in lines), sum(line.ours or 0 for line in lines)
    rows.append(
        {
            "TensorFlow's ops": "sum",
            "profiler, FLOPs": written(theirs),
            "counted here": written(ours),
            "": "✓ equal" if theirs == ours else f"{written(ours - theirs)} more",
        }
    )
    show_table(rows, "profiler")
    rows_file(rows, f"{chosen.in_file_names}-profiler")
    missing = [line for line in lines if line.profiler != line.ours]
    if missing:
        show_text(
            "**Why.** This network's depthwise layers are convolutions with groups. Keras compiles "
            "these with XLA, into functions. The profiler does not look into functions, so it "
            "counts nothing there."
        )
    show_text(
        f"The profiler's total is {written(theirs + rest.profiler)}. It also counts {written(rest.profiler)} in "
        f"ops that are not counted here: {', '.join(rest.ops)}."
    )
    show_caption(
        f"`tf.compat.v1.profiler` of TensorFlow {version['tensorflow']} on the network as Keras "
        f"{version['keras']} builds it, for one image, without training. A bias is one "
        "operation for each output value."
    )
    return f"TensorFlow's profiler counts {written(theirs)} FLOPs, this page {written(ours)}"
