"""What the results of TensorFlow's kernels depend on besides its version."""

from pathlib import Path

from dwconv.engine.spec import ConvSpec


def onednn_has_float16() -> bool:
    """Whether oneDNN has a kernel for float16 here, which adds up in float32; TensorFlow's own does in float16."""
    flags = Path("/proc/cpuinfo")
    return flags.exists() and "avx512_fp16" in flags.read_text(encoding="utf-8").split()


def float16_may_crash(spec: ConvSpec) -> bool:
    """Whether oneDNN's kernel for float16 may end TensorFlow's process at this layer.

    It does at some of the layers with more than one filter for a channel and the last window of a row
    behind the input: 13 of 471 random ones, and at none of 1,216 others, each in a process of its own.
    """
    across = spec.horizontal
    last = (across.output - 1) * across.stride - across.before
    return onednn_has_float16() and spec.multiplier > 1 and last >= across.size
