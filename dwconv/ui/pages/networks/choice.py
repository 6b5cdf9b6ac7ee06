"""The controls of the Networks page: which network, and how its parameters are counted."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dwconv.networks import NetworkLayer, network, widths_of
from dwconv.ui.widgets.controls import choice_list


@dataclass(frozen=True)
class Chosen:
    """The network that is chosen, and how its parameters are counted."""

    name: str
    width: float
    resolution: int | None
    reading: str  # an option of the parameter "params"

    @property
    def layers(self) -> tuple[NetworkLayer, ...]:
        """The network's layers."""
        return network(self.name, width=self.width, resolution=self.resolution)

    @property
    def in_file_names(self) -> str:
        """The network as names of files have it; what is as usual, such as width 1, is left out.

        Examples
        --------
        >>> Chosen("MobileNet", 0.5, 224, "all").in_file_names
        'mobilenet-width0.5'
        """
        parts = [self.name.lower()]
        parts += [] if self.width == 1 else [f"width{self.width:g}"]
        parts += [] if self.resolution in (None, 224) else [f"resolution{self.resolution}"]
        return "-".join(parts)

    @property
    def key(self) -> str:
        """A name for the table of these layers, so that another table starts without a selection."""
        return f"{self.name}-{self.width}-{self.resolution}"


def choose_network() -> Chosen:
    """Draw the page's controls and return what they are set to."""
    with st.container(horizontal=True, gap="small", key="network-lists"):
        name = choice_list("net")
        widths = [str(width) for width in widths_of(name)]
        width = float(choice_list("alpha", widths)) if len(widths) > 1 else 1.0
        resolution = int(choice_list("rho")) if name == "MobileNet" else None
        reading = choice_list("params")
    return Chosen(name, width, resolution, reading)
