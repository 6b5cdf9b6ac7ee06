"""The controls of the Networks page: which network, and how its parameters are counted."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dwconv.networks import NetworkLayer, network
from dwconv.ui.widgets.controls import choice

READINGS = {
    "kernels": "kernels only",
    "trainable": "trainable",
    "all": "all",
}


@dataclass(frozen=True)
class Chosen:
    """The network that is chosen, and how its parameters are counted."""

    name: str
    width: float
    resolution: int | None
    reading: str  # one of READINGS

    @property
    def layers(self) -> tuple[NetworkLayer, ...]:
        """The network's layers."""
        return network(self.name, width=self.width, resolution=self.resolution)

    @property
    def key(self) -> str:
        """A name for the table of these layers, so that another table starts without a selection."""
        return f"{self.name}-{self.width}-{self.resolution}"


def choose_network() -> Chosen:
    """Draw the page's controls and return what they are set to."""
    with st.container(horizontal=True, gap="small"):
        name = choice("net", "Network")
        scalable = name == "MobileNet"
        width = float(choice("alpha", "Width multiplier α")) if scalable else 1.0
        resolution = int(choice("rho", "Resolution, pixels a side")) if scalable else None
        reading = choice("params", "Parameters to count", READINGS)
    return Chosen(name, width, resolution, reading)
