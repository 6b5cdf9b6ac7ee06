"""The block that a network repeats: in which order its layers stand, and where an activation is."""

from __future__ import annotations

from typing import Literal

Step = Literal["depthwise", "pointwise", "normalisation", "ReLU", "ReLU6", "sum with the input"]

BLOCKS: dict[str, tuple[Step, ...]] = {
    "MobileNet": (
        "depthwise",
        "normalisation",
        "ReLU6",
        "pointwise",
        "normalisation",
        "ReLU6",
    ),
    "Xception": ("ReLU", "depthwise", "pointwise", "normalisation"),
    "MobileNetV2": (
        "pointwise",
        "normalisation",
        "ReLU6",
        "depthwise",
        "normalisation",
        "ReLU6",
        "pointwise",
        "normalisation",
        "sum with the input",
    ),
}
"""The steps of one block with stride 1, as `keras.applications` builds it, from input to output."""
