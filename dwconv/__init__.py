"""Depthwise convolution in plain NumPy: exact, fast, and one step at a time.

Examples
--------
>>> import numpy as np
>>> image = np.arange(1, 10).reshape(1, 3, 3, 1)
>>> kernels = np.array([[1, 2], [3, 4]]).reshape(2, 1, 1, 2)
>>> depthwise_conv2d(image, kernels, strides=[1, 1, 1, 1], padding="VALID")[0, 0].tolist()
[[13, 18], [17, 24], [21, 30]]
"""

from dwconv.costs.layer import Cost, costs
from dwconv.engine.backward_steps import BackwardStep, backward_steps
from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.engine.steps import Step, steps
from dwconv.engine.tf_nn_functions import (
    conv2d,
    depthwise_conv2d,
    depthwise_conv2d_backprop_filter,
    depthwise_conv2d_backprop_input,
    grouped_conv2d,
    separable_conv2d,
)
from dwconv.files.notebook import show

__version__ = "1.0.0"

__all__ = [
    "BackwardStep",
    "ConvSpec",
    "Cost",
    "DwconvError",
    "Step",
    "backward_steps",
    "conv2d",
    "costs",
    "depthwise_conv2d",
    "depthwise_conv2d_backprop_filter",
    "depthwise_conv2d_backprop_input",
    "grouped_conv2d",
    "separable_conv2d",
    "show",
    "steps",
]
