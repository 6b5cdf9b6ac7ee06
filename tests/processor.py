"""What the results of TensorFlow's kernels depend on besides its version."""

from pathlib import Path


def sums_float16_in_float32() -> bool:
    """Whether oneDNN has a kernel for float16 here: TensorFlow's own adds up in float16."""
    flags = Path("/proc/cpuinfo")
    return flags.exists() and "avx512_fp16" in flags.read_text(encoding="utf-8").split()
