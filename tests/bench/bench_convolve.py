"""How fast dwconv is, forward and backward, beside TensorFlow and what else one would write.

    python tests/bench/bench_convolve.py [--repeats 25]

Every side is timed in one run, in turn, so that a busy machine is busy for all of
them; before each timed call goes one that is not, so that nobody starts with the
caches and threads that another side left behind. Ours gets ndarrays and TensorFlow gets tensors, which spares it
the conversion; it runs eagerly with its default threads. Medians are compared, and
the fastest call of each side stands beside them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import tensorflow as tf

from dwconv import (
    conv2d,
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
)
from dwconv.engine.geometry import make_axis

try:
    from scipy.signal import correlate
except ImportError:
    correlate = None

# The thirteen depthwise layers of MobileNetV1 at 224: (pixels, channels, stride, how often).
MOBILENET = [
    (112, 32, 1, 1),
    (112, 64, 2, 1),
    (56, 128, 1, 1),
    (56, 128, 2, 1),
    (28, 256, 1, 1),
    (28, 256, 2, 1),
    (14, 512, 1, 5),
    (14, 512, 2, 1),
    (7, 1024, 1, 1),
]
# Some of its other layers: (pixels, channels, kernel, stride, filters).
STANDARD = [(224, 3, 3, 2, 32), (112, 32, 1, 1, 64), (28, 256, 1, 1, 256), (28, 128, 3, 1, 128)]


def padded(x: np.ndarray, kernel: int, stride: int) -> np.ndarray:
    along = [make_axis(size, kernel, stride, 1, "SAME") for size in x.shape[1:3]]
    return np.pad(x, ((0, 0), *((a.before, a.after) for a in along), (0, 0)))


def tap_loop(x: np.ndarray, w: np.ndarray, stride: int) -> np.ndarray:
    """One multiplication and one addition over the whole tensor per tap."""
    wide = padded(x, len(w), stride)
    height, width = -(-x.shape[1] // stride), -(-x.shape[2] // stride)
    out = np.zeros((len(x), height, width, x.shape[3]), x.dtype)
    for i in range(w.shape[0]):
        for j in range(w.shape[1]):
            rows = slice(i, i + (height - 1) * stride + 1, stride)
            columns = slice(j, j + (width - 1) * stride + 1, stride)
            out += wide[:, rows, columns] * w[i, j, :, 0]
    return out


def windows_einsum(x: np.ndarray, w: np.ndarray, stride: int) -> np.ndarray:
    """sliding_window_view and einsum."""
    view = np.lib.stride_tricks.sliding_window_view(
        padded(x, len(w), stride), w.shape[:2], axis=(1, 2)
    )
    return np.einsum("nhwcij,ijc->nhwc", view[:, ::stride, ::stride], w[..., 0])


def scipy_channels(x: np.ndarray, w: np.ndarray, stride: int) -> np.ndarray:
    """scipy.signal.correlate, channel by channel; it knows no stride, so it drops values."""
    wide = padded(x, len(w), stride)
    return np.stack(
        [
            correlate(wide[0, :, :, k], w[:, :, k, 0], "valid")[::stride, ::stride]
            for k in range(x.shape[3])
        ],
        axis=-1,
    )[None]


def interleaved(
    calls: dict[str, Callable[[], object]], repeats: int
) -> dict[str, tuple[float, float]]:
    """(median, minimum) in ms of each call, all called once a round, the first rounds dropped."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(repeats + 3):
        for name, call in calls.items():
            call()
            start = time.perf_counter()
            call()
            if number >= 3:
                times[name].append((time.perf_counter() - start) * 1e3)
    return {name: (statistics.median(each), min(each)) for name, each in times.items()}


def line(title: str, result: dict[str, tuple[float, float]], note: str = "") -> None:
    cells = "  ".join(f"{name} {m:8.3f} ({least:7.3f})" for name, (m, least) in result.items())
    print(f"{title:28} {cells}  {note}")


def depthwise(repeats: int) -> None:
    print("Depthwise layers of MobileNetV1, float32, SAME, batch 1: ms, median (minimum)\n")
    ratios: list[float] = []
    best: list[float] = []
    rng = np.random.default_rng(0)
    for size, channels, stride, often in MOBILENET:
        x = rng.standard_normal((1, size, size, channels), dtype=np.float32)
        w = rng.standard_normal((3, 3, channels, 1), dtype=np.float32)
        tensors = tf.constant(x), tf.constant(w)
        strides = [1, stride, stride, 1]
        calls: dict[str, Callable[[], np.ndarray]] = {
            "ours": lambda x=x, w=w, s=strides: depthwise_conv2d(x, w, s, "SAME"),
            "TensorFlow": lambda t=tensors, s=strides: tf.nn.depthwise_conv2d(*t, s, "SAME"),
            "tap loop": lambda x=x, w=w, s=stride: tap_loop(x, w, s),
            "windows": lambda x=x, w=w, s=stride: windows_einsum(x, w, s),
        }
        if correlate is not None:
            calls["scipy"] = lambda x=x, w=w, s=stride: scipy_channels(x, w, s)
        want = calls["ours"]()
        for name, call in calls.items():
            np.testing.assert_allclose(np.asarray(call()), want, atol=1e-4, err_msg=name)
        result = interleaved(calls, repeats)
        ratio = result["ours"][0] / result["TensorFlow"][0]
        ratios += [ratio] * often
        best += [result["ours"][1] / result["TensorFlow"][1]] * often
        times = f" x{often}" if often > 1 else ""
        line(f"{size}x{size}x{channels} /{stride}{times}", result, f"ours/TensorFlow {ratio:.2f}")
    print(
        f"\nours/TensorFlow over the 13 layers: geometric mean {statistics.geometric_mean(ratios):.2f}"
        f" (of minima {statistics.geometric_mean(best):.2f}), worst {max(ratios):.2f}"
        f" (of minima {max(best):.2f})"
    )


def backward(repeats: int) -> None:
    print("\nTheir gradients, likewise: ms, median (minimum)\n")
    ratios: dict[str, list[float]] = {"input": [], "filter": []}
    rng = np.random.default_rng(0)
    for size, channels, stride, often in MOBILENET:
        x = rng.standard_normal((1, size, size, channels), dtype=np.float32)
        w = rng.standard_normal((3, 3, channels, 1), dtype=np.float32)
        rest = [1, stride, stride, 1], "SAME"
        g = rng.standard_normal(depthwise_conv2d(x, w, *rest).shape, dtype=np.float32)
        tx, tw, tg = map(tf.constant, (x, w, g))
        calls = {
            "input": (
                partial(depthwise_conv2d_backprop_input, x.shape, w, g, *rest),
                partial(tf.nn.depthwise_conv2d_backprop_input, x.shape, tw, tg, *rest),
            ),
            "filter": (
                partial(depthwise_conv2d_backprop_filter, x, w.shape, g, *rest),
                partial(tf.nn.depthwise_conv2d_backprop_filter, tx, w.shape, tg, *rest),
            ),
        }
        for name, (our, their) in calls.items():
            np.testing.assert_allclose(our(), their(), atol=1e-2, err_msg=name)
            result = interleaved({"ours": our, "TensorFlow": their}, repeats)
            ratio = result["ours"][0] / result["TensorFlow"][0]
            ratios[name] += [ratio] * often
            times = f" x{often}" if often > 1 else ""
            title = f"{size}x{size}x{channels} /{stride}{times} {name}"
            line(title, result, f"ours/TensorFlow {ratio:.2f}")
    for name, each in ratios.items():
        print(
            f"{name}: ours/TensorFlow over the 13 layers: geometric mean "
            f"{statistics.geometric_mean(each):.2f}, worst {max(each):.2f}"
        )


def classroom(repeats: int) -> None:
    print("\nClassroom size, 8x8x3 with 3x3, float32: ms, median (minimum)\n")
    rng = np.random.default_rng(0)
    x = rng.standard_normal((1, 8, 8, 3), dtype=np.float32)
    w = rng.standard_normal((3, 3, 3, 1), dtype=np.float32)
    tensors = tf.constant(x), tf.constant(w)
    one = [1, 1, 1, 1]
    for padding in ("VALID", "SAME"):
        result = interleaved(
            {
                "ours": lambda p=padding: depthwise_conv2d(x, w, one, p),
                "TensorFlow": lambda p=padding: tf.nn.depthwise_conv2d(*tensors, one, p),
                "TF of ndarrays": lambda p=padding: tf.nn.depthwise_conv2d(x, w, one, p),
                **({"tap loop": lambda: tap_loop(x, w, 1)} if padding == "SAME" else {}),
            },
            repeats * 40,
        )
        ratio = result["TensorFlow"][0] / result["ours"][0]
        line(f"8x8x3 {padding}", result, f"ours is {ratio:.1f} times as fast")


def standard(repeats: int) -> None:
    print("\nStandard convolution, float32, SAME, for information: ms, median (minimum)\n")
    rng = np.random.default_rng(0)
    for size, channels, kernel, stride, filters in STANDARD:
        x = rng.standard_normal((1, size, size, channels), dtype=np.float32)
        w = rng.standard_normal((kernel, kernel, channels, filters), dtype=np.float32)
        tensors = tf.constant(x), tf.constant(w)
        result = interleaved(
            {
                "ours": lambda x=x, w=w, s=stride: conv2d(x, w, s, "SAME"),
                "TensorFlow": lambda t=tensors, s=stride: tf.nn.conv2d(*t, s, "SAME"),
            },
            repeats,
        )
        ratio = result["ours"][0] / result["TensorFlow"][0]
        title = f"{size}x{size}x{channels} * {kernel}x{kernel} /{stride} -> {filters}"
        line(title, result, f"ours/TensorFlow {ratio:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=25, help="timed calls of each side")
    repeats = parser.parse_args().repeats
    print(
        f"NumPy {np.__version__}, TensorFlow {tf.__version__}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    depthwise(repeats)
    backward(repeats)
    classroom(repeats)
    standard(max(repeats // 2, 5))


if __name__ == "__main__":
    main()
