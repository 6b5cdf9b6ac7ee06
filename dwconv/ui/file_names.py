"""The names of downloaded files: each begins with the layer that the file is about."""

from __future__ import annotations

from dwconv.engine.spec import ConvSpec
from dwconv.ui import session


def file_name(what: str, ending: str) -> str:
    """Name a file that the page which runs offers.

    Parameters
    ----------
    what : str
        What the file holds, such as "picture".
    ending : str
        Such as "svg".

    Returns
    -------
    str
        On a page about the layer it begins with the layer; else with the page.
    """
    page = session.page()
    about = layer_name(session.lab().counted_spec) if page.about_layer else page.name
    return f"{about}-{what}.{ending}"


def layer_name(spec: ConvSpec) -> str:
    """Name a layer as a file may be called; what is as usual, such as stride 1, is left out.

    Examples
    --------
    >>> layer_name(ConvSpec(6, 5, 3, kernel=(3, 2), multiplier=2, padding="SAME"))
    'depthwise-6x5x3-kernel3x2-m2-same'
    >>> layer_name(ConvSpec(6, 6, 1, stride=(2, 1), dilation=2, padding=((0, 1), (2, 3))))
    'depthwise-6x6x1-kernel3x3-m1-stride2x1-dilation2x2-pad0-1-2-3'
    """
    size = f"{spec.height}x{spec.width}x{spec.channels}"
    parts = [f"depthwise-{size}-kernel{_pair(spec.kernel)}-m{spec.multiplier}"]
    parts += [
        f"{name}{_pair(value)}"
        for name, value in (("stride", spec.stride), ("dilation", spec.dilation))
        if value != (1, 1)
    ]
    if isinstance(spec.padding, str):
        parts.append(spec.padding.lower())
    else:
        parts.append("pad" + "-".join(str(count) for side in spec.pads for count in side))
    return "-".join(parts)


def _pair(pair: tuple[int, int]) -> str:
    return f"{pair[0]}x{pair[1]}"
