"""The numbers of one animation as bytes: everything the browser draws.

A payload is a small JSON header with little-endian arrays behind it:

    bytes 0..3     b"DWC1"
    bytes 4..7     length of the header, uint32
    header         JSON: shapes, geometry, words, and where each array lies
    arrays         one after the other, in the header's order

The browser draws these numbers and computes none, so products and running sums
are in here too, as long as there are not too many of them. Equal arguments give
equal bytes: the player starts over when, and only when, its bytes change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dwconv.engine.check_arrays import check_operands, largest_magnitude
from dwconv.engine.depthwise import depthwise
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import Axis
from dwconv.engine.grouped import grouped_products
from dwconv.engine.spec import ConvSpec
from dwconv.engine.standard import standard
from dwconv.engine.steps import products, windows
from dwconv.engine.unreached import unreached_in_words
from dwconv.player import header_and_bytes
from dwconv.player.captions import Captions

MAGIC = b"DWC1"
MOST_PRODUCTS = 200_000
"""So many single products are sent; with more, the player does not advance by tap."""

Array = npt.NDArray[Any]


def pack(
    spec: ConvSpec,
    input: npt.ArrayLike,
    filter: npt.ArrayLike,
    captions: Captions | None = None,
    names: Sequence[str] = (),
) -> bytes:
    """Compute one depthwise convolution and pack all of it for the player.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1``: an animation has one image.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape ``spec.filter_shape``
    captions : Captions, optional
        What planes and values are called, if they are something else than a layer's.
    names : sequence of str, optional
        Of the lanes, where they say more than the number of their channel.

    Returns
    -------
    bytes
        The arrays in it are ``input`` (C, H, W), ``filter`` (C, M, KH, KW),
        ``output`` (C, M, OH, OW) and, up to `MOST_PRODUCTS` of them, ``products``
        and ``sums`` (OH, OW, C, M, KH, KW).

    Raises
    ------
    DwconvError
        If a shape or dtype does not fit the spec.

    Examples
    --------
    >>> spec = ConvSpec(3, 3, 1, kernel=(2, 1), multiplier=2)
    >>> data = pack(spec, np.arange(1, 10).reshape(1, 3, 3, 1), [[[[1, 2]]], [[[3, 4]]]])
    >>> header, arrays = unpack(data)
    >>> header["output"], arrays["output"][0, 0, 0].tolist()
    ([2, 3], [13.0, 17.0, 21.0])
    """
    images, filters = check_operands(spec, input, filter)
    if spec.batch != 1:
        raise DwconvError("batch", spec.batch, "must be 1 to be shown step by step")
    image = spec.channels_last(images)[0]
    outputs = (spec.vertical.output, spec.horizontal.output)
    count = outputs[0] * outputs[1] * filters.size
    arrays: dict[str, Array] = {
        "input": np.moveaxis(image, 2, 0),
        "filter": np.moveaxis(filters, (0, 1), (2, 3)),
    }
    if 0 < count <= MOST_PRODUCTS:
        every_product, sums = products(windows(spec, image), filters)
        arrays["output"] = np.moveaxis(sums[..., -1, -1], (0, 1), (2, 3))
        arrays |= {"products": every_product, "sums": sums}
    else:
        arrays["output"] = _output(spec, images, filters)
    more: dict[str, Any] = {"names": list(names)} if names else {}
    return _join(
        spec, count, arrays, more | ({"captions": captions.for_header()} if captions else {})
    )


def pack_grouped(spec: ConvSpec, input: npt.ArrayLike, filter: npt.ArrayLike) -> bytes:
    """Compute one convolution in groups, as `tf.nn.conv2d` does, and pack all of it.

    Parameters
    ----------
    spec : ConvSpec
        With ``batch=1`` and "NHWC"; its multiplier does not count.
    input : array_like, shape ``spec.input_shape``
    filter : array_like, shape (kh, kw, C / G, N)
        See `dwconv.engine.grouped`.

    Returns
    -------
    bytes
        The arrays in it are ``input`` (C, H, W), ``filter`` (N, C/G, KH, KW), ``output``
        (N, OH, OW) and, up to `MOST_PRODUCTS` of them, ``products`` and ``sums``
        (OH, OW, N, C/G, KH, KW), and ``channel_sums`` (OH, OW, N, C/G), the sum of each
        channel's products alone. The header also says ``filters``, N, ``groups``, G, and
        ``real``, for each output row and each column how many taps meet the input.

    Examples
    --------
    >>> spec = ConvSpec(2, 2, 2, kernel=1)
    >>> header, arrays = unpack(pack_grouped(spec, np.ones((1, 2, 2, 2)), np.ones((1, 1, 2, 3))))
    >>> header["groups"], header["filters"], arrays["output"][2, 0, 0]
    (1, 3, np.float32(2.0))
    """
    images, filters = np.asarray(input), np.asarray(filter)
    count = spec.vertical.output * spec.horizontal.output * filters.size
    arrays: dict[str, Array] = {
        "input": np.moveaxis(images[0], 2, 0),
        "filter": np.moveaxis(filters, (3, 2), (0, 1)),
    }
    if 0 < count <= MOST_PRODUCTS:
        every_product, sums = grouped_products(windows(spec, images[0]), filters)
        arrays["output"] = np.moveaxis(sums[..., -1, -1, -1], 2, 0)
        arrays |= {"products": every_product, "sums": sums}
        taps = every_product.reshape(*every_product.shape[:-2], -1)
        alone = np.add.accumulate(taps, axis=-1, dtype=taps.dtype)[..., -1]
        arrays["channel_sums"] = alone
    else:
        arrays["output"] = np.moveaxis(standard(spec, images, filters)[0], 2, 0)
    axes = spec.vertical, spec.horizontal
    more = {
        "filters": filters.shape[3],
        "groups": spec.channels // filters.shape[2],
        "real": [[sum(0 <= p < a.size for p in a.taps(i)) for i in range(a.output)] for a in axes],
    }
    return _join(spec, count, arrays, more)


def unpack(payload: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """Take a payload apart again, as the browser does.

    Returns
    -------
    header : dict
    arrays : dict of str to ndarray
        Read-only.

    Raises
    ------
    DwconvError
        If these bytes are not a payload.
    """
    if payload[:4] != MAGIC:
        raise DwconvError("payload", payload[:4], f"must begin with {MAGIC!r}")
    header, numbers = header_and_bytes.split(payload[len(MAGIC) :])
    arrays = {
        name: np.frombuffer(
            numbers,
            dtype=where["dtype"],
            count=int(np.prod(where["shape"], dtype=np.int64)),
            offset=where["offset"],
        ).reshape(where["shape"])
        for name, where in header["arrays"].items()
    }
    return header, arrays


def _join(
    spec: ConvSpec, count: int, arrays: dict[str, Array], more: dict[str, Any] | None = None
) -> bytes:
    sent = {name: _little_endian(array) for name, array in arrays.items()}
    header = _header(spec, count, sent) | (more or {})
    header["notes"] += header.get("captions", {}).get("notes", ())
    return MAGIC + header_and_bytes.join(header, (array.tobytes() for array in sent.values()))


def _output(spec: ConvSpec, images: Array, filters: Array) -> Array:
    """The output as (C, M, OH, OW), where the products are too many to sum up one by one."""
    output: Array = np.moveaxis(spec.channels_last(depthwise(spec, images, filters))[0], 2, 0)
    return output.reshape(spec.channels, spec.multiplier, *output.shape[1:])


def _little_endian(array: Array) -> Array:
    """Return `array` as contiguous float32, or float64 where float32 would show other numbers.

    That is an integer beyond 2**24 that float32 would round, or a float64 outside
    the range of float32.
    """
    with np.errstate(over="ignore", under="ignore"):
        single = np.ascontiguousarray(array, dtype="<f4")
    if array.dtype.kind in "iu":
        faithful = array.size == 0 or max(abs(int(array.min())), abs(int(array.max()))) <= 2**24
    elif array.dtype.itemsize <= 4:
        faithful = True
    else:
        finite = np.isfinite(array)
        faithful = bool(
            np.array_equal(np.isfinite(single), finite)
            and np.array_equal(single[finite] == 0, array[finite] == 0)
        )
    return single if faithful else np.ascontiguousarray(array, dtype="<f8")


def _header(spec: ConvSpec, count: int, arrays: dict[str, Array]) -> dict[str, Any]:
    where, offset = {}, 0
    for name, array in arrays.items():
        where[name] = {"dtype": array.dtype.str, "shape": array.shape, "offset": offset}
        offset += array.nbytes
    rows, columns = spec.vertical, spec.horizontal
    taps = "products" in arrays
    return {
        "channels": spec.channels,
        "multiplier": spec.multiplier,
        "input": (spec.height, spec.width),
        "kernel": spec.kernel,
        "output": (rows.output, columns.output),
        "stride": spec.stride,
        "dilation": spec.dilation,
        "pads": spec.pads,
        "padding": spec.padding if isinstance(spec.padding, str) else "explicit",
        "data_format": spec.data_format,
        "lost": (rows.lost, columns.lost),
        "reached": (_reached(rows), _reached(columns)),
        "notes": [
            note
            for note in (unreached_in_words(rows, "row"), unreached_in_words(columns, "column"))
            if note and rows.output and columns.output
        ],
        "taps": taps,
        "why_no_taps": ""
        if taps or not count
        else f"{count:,} products are too many to show one by one (at most {MOST_PRODUCTS:,})",
        "largest": {name: largest_magnitude(array) for name, array in arrays.items()},
        "least": {name: _least(name, array) for name, array in arrays.items()},
        "whole": {name: _whole(array) for name, array in arrays.items()},
        "negative": {name: bool((array < 0).any()) for name, array in arrays.items()},
        "arrays": where,
    }


def _least(name: str, array: Array) -> float:
    """The largest magnitude in the plane where it is least, of those that have more than zeros.

    Examples
    --------
    >>> _least("filter", np.array([[[[2.5, 1]]], [[[0.01, 0]]], [[[0, 0]]]]))
    0.01
    """
    of_windows = name in ("products", "sums", "channel_sums")  # positions before channels
    axes = (0, 1, *range(4, array.ndim)) if of_windows else (-2, -1)
    planes = np.where(np.isfinite(array), np.abs(array), 0).max(axes, initial=0)
    return float(planes.min(where=planes > 0, initial=np.inf)) if planes.any() else 0.0


def _whole(array: Array) -> bool:
    """Whether every number is an integer, and so drawn as one."""
    return bool(np.isfinite(array).all() and (array == np.trunc(array)).all())


def _reached(axis: Axis) -> list[int]:
    """For each position of the padded axis 1 if some tap falls on it, else 0."""
    seen = np.zeros(axis.padded, dtype=int)
    for index in range(axis.output):
        seen[np.array(axis.taps(index)) + axis.before] = 1
    return [int(each) for each in seen]
