"""Which input channels feed which output channels, as a picture and in words."""

from __future__ import annotations

from dwconv.engine.plurals import listed
from dwconv.ui.components.mount_component import component

_HTML = '<div class="connections"></div>'


def channel_connections(pairs: tuple[tuple[int, int], ...], key: str) -> None:
    """Draw a line from input to output for each pair.

    Parameters
    ----------
    pairs : tuple of (int, int)
        Every channel up to the last one has a line.
    key : str
    """
    inputs, outputs = (max(ends) + 1 for ends in zip(*pairs, strict=True))
    component("channel_connections", _HTML)(
        key=key,
        data={
            "inputs": inputs,
            "outputs": outputs,
            "connections": [list(pair) for pair in pairs],
            "words": in_words(pairs),
        },
    )


def in_words(pairs: tuple[tuple[int, int], ...]) -> str:
    """The same for those who listen; it tells no more than the picture.

    Examples
    --------
    >>> in_words(((0, 0), (1, 0), (1, 1)))
    'Output 0 is fed by input 0 and 1. Output 1 is fed by input 1.'
    """
    fed: dict[int, list[str]] = {}
    for one, out in pairs:
        fed.setdefault(out, []).append(str(one))
    return " ".join(f"Output {out} is fed by input {listed(fed[out])}." for out in sorted(fed))
