"""Pictures of a depthwise convolution that zoom together, and the numbers of one window."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dwconv.engine.sample_values import COLOURS
from dwconv.engine.spec import ConvSpec
from dwconv.player import header_and_bytes
from dwconv.ui.components.mount_component import component
from dwconv.ui.parameters.table import TYPED, link_name
from dwconv.ui.parameters.typed_values import IN_LINKS, LONGEST

Show = Literal["auto", "signed", "clipped"]
Array = npt.NDArray[np.float32]

_HTML = Path(__file__).with_name("image_lab_pictures.html").read_text(encoding="utf-8")

_SHORT = np.iinfo(np.int16).max


def image_lab_pictures(payload: bytes, *, key: str) -> None:
    """Show what `pack` packed."""
    component("image_lab_pictures", _HTML)(key=key, data=payload)


def pack(
    spec: ConvSpec,
    pixels: npt.NDArray[np.uint8],
    filter: Array,
    output: Array,
    *,
    names: Sequence[Sequence[str]],
    effects: Sequence[Sequence[str]] | None = None,
    show: Show = "auto",
    about: str,
    mixed: tuple[str, Array] | None = None,
) -> bytes:
    """Pack pictures for the browser: a JSON header, and the numbers behind it.

    Parameters
    ----------
    spec : ConvSpec
        With the three channels of `COLOURS`.
    pixels : ndarray of uint8, shape (height, width, 3)
    filter : ndarray, shape ``spec.filter_shape``
    output : ndarray, shape ``spec.output_shape``
    names : sequence of sequences of str
        What ``filter[:, :, k, q]`` is called.
    effects : sequence of sequences of str, optional
        What is seen in its output, for who does not see it; "" where nothing is known.
    about : str
        What all pictures together show: the name of their group.
    show : "auto", "signed" or "clipped"
        Whether 0 is shown mid-grey ("signed") or black ("clipped"); "auto" takes mid-grey for
        kernels that sum to 0.
    mixed : (str, ndarray of shape (OH, OW)), optional
        One more output, which comes from all channels, and its title.

    Returns
    -------
    bytes
        Outputs are rounded to the decimals that the page shows and sent as 16-bit integers,
        so that every number on the screen is the engine's; too large ones are sent as they are.
    """
    planes = []
    blocks = [np.ascontiguousarray(np.moveaxis(pixels, 2, 0)).tobytes()]
    weights = [filter[:, :, k, q] for k in range(spec.channels) for q in range(spec.multiplier)]
    values = list(np.moveaxis(output[0], 2, 0))
    if mixed is not None:
        weights.append(filter)
        values.append(mixed[1])
    greys = _greys(weights, values, show)
    for plane, kernel, (black, white) in zip(values, weights, greys, strict=True):
        decimals, short = _decimals(kernel)
        planes.append(
            {
                "type": "int16" if short else "float32",
                "decimals": decimals,
                "black": black,
                "white": white,
            }
        )
        numbers = np.rint(plane * np.float32(10**decimals)).astype(np.int16) if short else plane
        block = np.ascontiguousarray(numbers).tobytes()
        blocks.append(block + bytes(-len(block) % 4))
    blocks[0] += bytes(-len(blocks[0]) % 4)
    header = {
        # So that the browser makes new bitmaps only for another picture.
        "image": hashlib.blake2b(blocks[0], digest_size=12).hexdigest(),
        "about": about,
        "size": [spec.height, spec.width],
        "kernel": spec.kernel,
        "stride": spec.stride,
        "dilation": spec.dilation,
        "span": [spec.vertical.effective, spec.horizontal.effective],
        "before": [spec.vertical.before, spec.horizontal.before],
        "padded": [spec.vertical.padded, spec.horizontal.padded],
        "output": [spec.vertical.output, spec.horizontal.output],
        "multiplier": spec.multiplier,
        "lanes": [
            {
                "name": COLOURS[k],
                "kernels": [
                    _kernel(names[k][q], filter[:, :, k, q], filter)
                    | {"effect": effects[k][q] if effects else ""}
                    for q in range(spec.multiplier)
                ],
            }
            for k in range(spec.channels)
        ],
        "planes": planes,
        "mixed": None if mixed is None else mixed[0],
        "legend": _grey_scale_in_words([black < 0 for black, _ in greys]),
        "link": _link(spec),
        "longest": LONGEST,
    }
    return header_and_bytes.join(header, blocks, align=4)


def _link(spec: ConvSpec) -> dict[str, Any]:
    """What a link to the sliding window says of every window, and its names for the rest."""
    span = spec.vertical.effective, spec.horizontal.effective
    pairs = {"h w": span, "kh kw": spec.kernel, "dh dw": spec.dilation, "sh sw": (1, 1)}
    numbers = {
        name: value
        for names, values in pairs.items()
        for name, value in zip(names.split(), values, strict=True)
    }
    words = {"pad": "valid", "input": TYPED, "kernel": TYPED}
    said = {**numbers, "m": spec.multiplier, **words}
    return {
        "query": {link_name(name): value for name, value in said.items()},
        "channels": link_name("c"),
        "input": IN_LINKS["input"],
        "filter": IN_LINKS["kernel"],
    }


def _sums_to_zero(weights: Array) -> bool:
    """Whether a kernel gives 0 on an even surface, so that its output has both signs."""
    return bool(abs(weights.sum()) <= 1e-3 * np.abs(weights).sum())


def _greys(weights: list[Array], values: list[Array], show: Show) -> list[tuple[int, int]]:
    """The numbers shown black and white in each output; the same for outputs of one kernel."""
    signed: dict[bytes, list[Array]] = {}
    for kernel, plane in zip(weights, values, strict=True):
        if show == "signed" or (show == "auto" and _sums_to_zero(kernel)):
            signed.setdefault(kernel.tobytes(), []).append(plane)
    white = {key: _large_magnitude(planes) for key, planes in signed.items()}
    return [
        (-white[key], white[key]) if (key := kernel.tobytes()) in white else (0, 255)
        for kernel in weights
    ]


def _large_magnitude(planes: list[Array]) -> int:
    """A magnitude that one value in a hundred exceeds: the few largest would leave the rest grey."""
    sampled = np.concatenate([np.abs(plane[::3, ::3]).ravel() for plane in planes])
    return max(int(np.ceil(np.quantile(sampled, 0.99))), 1)


def _decimals(weights: Array) -> tuple[int, bool]:
    """With how many decimals an output is sent, and whether it then fits into 16 bits.

    Examples
    --------
    >>> _decimals(np.array([[-1, 2]], np.float32)), _decimals(np.full((3, 3), 1 / 9, np.float32))
    ((0, True), (2, True))
    """
    most = 255 * float(np.abs(weights).sum(dtype=np.float64)) + 1
    whole = bool((weights == np.rint(weights)).all())
    for decimals in (0,) if whole else (2, 1):
        if most * 10**decimals <= _SHORT:
            return decimals, True
    return (0 if whole else 2), False


def _kernel(name: str, weights: Array, filter: Array) -> dict[str, Any]:
    """One kernel as shades, as short numbers, and with all digits for a link."""
    divisor, digits = _short_weights(weights)
    # A kernel of one weight by itself is always black or white, so the whole filter sets its shade.
    largest = float(np.abs(filter if weights.size == 1 else weights).max()) or 1.0
    return {
        "name": name,
        "divisor": divisor,
        "weights": digits,
        "shades": np.rint(128 + 127 * weights.ravel() / largest).astype(int).tolist(),
        "exact": [f"{weight:.9g}" for weight in weights.ravel().tolist()],
    }


def _short_weights(weights: Array) -> tuple[int, list[str]]:
    """Weights with few digits: fractions as whole numbers and what to divide them by, if there are such.

    Examples
    --------
    >>> _short_weights(np.full((1, 2), 1 / 9, np.float32))
    (9, ['1', '1'])
    >>> _short_weights(np.array([[0.5, -1]], np.float32)), _short_weights(np.array([[0.299]], np.float32))
    ((2, ['1', '−2']), (1, ['0.299']))
    """
    flat = weights.ravel().astype(np.float64)
    plain = [f"{weight:.3g}" for weight in flat.tolist()]
    divisor = 1
    smallest = np.abs(flat[flat != 0]).min(initial=1.0)
    if smallest < 1:
        parts = flat / smallest
        even = np.abs(parts - np.rint(parts)).max() < 1e-4 and np.abs(parts).max() < 1000
        if even and abs(1 / smallest - round(1 / smallest)) < 1e-3 / smallest:
            divisor = round(1 / smallest)
            plain = [f"{part:.0f}" for part in parts.tolist()]
    return divisor, ["0" if text == "-0" else text.replace("-", "−") for text in plain]


def _grey_scale_in_words(signed: list[bool]) -> str:
    """Which numbers are black, grey and white, in words.

    Examples
    --------
    >>> _grey_scale_in_words([False])
    'In the pictures black is 0 or less, white is 255 or more. In the filters mid-grey is 0, lighter is above 0, darker below.'
    """
    around_zero = "mid-grey is 0, lighter is above 0, darker below."
    if not any(signed):
        return f"In the pictures black is 0 or less, white is 255 or more. In the filters {around_zero}"
    if all(signed):
        return f"In filters and outputs {around_zero}"
    return f"In filters, and in the outputs of filters that sum to 0, {around_zero} In the others black is 0 or less, white is 255 or more."
