"""Presets: the named example layers."""

from __future__ import annotations

from functools import lru_cache

from dwconv.ui.parameters.table import Values, defaults, of_layer

PRESETS: dict[str, Values] = {
    "Worked example": dict(h=3, w=3, c=1, kh=2, kw=1, m=2, input="ramp", kernel="ramp"),
    "Photo": dict(h=32, w=32, m=2, pad="same", input="photo", kernel="sobel-xy"),
    "Three channels": dict(h=6, w=6, m=2, pad="same", seed=4, n=6),
    "2×2 filter": dict(h=5, w=5, c=2, kh=2, kw=2, pad="same", seed=1),
    "Dilation 2": dict(h=7, w=7, c=2, dh=2, dw=2, seed=2),
    "Lost row": dict(h=6, w=6, c=2, sh=2, sw=2, seed=3),
}
"""By their names on screen, what each changes of the defaults."""


def preset(name: str) -> Values:
    """All values of a preset.

    Examples
    --------
    >>> values = preset("Lost row")
    >>> values["h"], values["sh"], values["kh"]
    (6, 2, 3)
    """
    return defaults() | PRESETS[name]


def name_of_layer(layer: Values) -> str:
    """The name of the preset whose layer this is; "" if it is none's.

    Parameters
    ----------
    layer : dict
        From `dwconv.ui.parameters.table.of_layer`.

    Examples
    --------
    >>> name_of_layer(of_layer(preset("Lost row")))
    'Lost row'
    >>> name_of_layer(of_layer(preset("Lost row") | {"seed": 4}))
    ''
    """
    return next((name for name, known in _layers() if known == layer), "")


@lru_cache(maxsize=1)
def _layers() -> list[tuple[str, Values]]:
    return [(name, of_layer(preset(name))) for name in PRESETS]
