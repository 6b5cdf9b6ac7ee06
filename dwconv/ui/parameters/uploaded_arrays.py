"""What the arrays of an uploaded file give the controls and the layer: the order that is taken, and the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from dwconv.engine.errors import DwconvError
from dwconv.engine.spec import ConvSpec
from dwconv.files.axis_order import (
    LargestSizes,
    explain_filter,
    explain_input,
    other_filter_orders,
    smaller_input,
    smaller_part,
)
from dwconv.files.channel_selection import ChannelSelection, first_channels
from dwconv.files.named_tensors import find_parts
from dwconv.files.tensors import read_tensors
from dwconv.files.ways_to_read_arrays import (
    Pair,
    Way,
    how_square,
    how_well_it_fits,
    pairs_to_read,
    read_as,
    say_misfit,
    say_pair,
    say_way,
    ways_to_read,
)
from dwconv.files.weights_of_other_layers import other_layer, say_other_layer
from dwconv.ui.parameters.table import TYPED, Array, Values, number_row
from dwconv.ui.parameters.typed_values import LARGEST


class ReadUpload(NamedTuple):
    """What a file gives the lab.

    Attributes
    ----------
    values : dict
        What the controls must hold.
    arrays : dict of str to ndarray
        For "input" and "kernel", as far as the file has them.
    selection : ChannelSelection or None
        Which channels of the file these are; None if all.
    """

    values: Values
    arrays: dict[str, Array]
    selection: ChannelSelection | None


def most_channels() -> int:
    """How many channels the lab shows."""
    return number_row("c").most


def preferred_way(tensors: dict[str, Array], spec: ConvSpec, order: str = "") -> Way | Pair | None:
    """The way to read a file that fits the layer on screen; None for that of `read_upload` itself.

    Parameters
    ----------
    tensors : dict of str to ndarray
    spec : ConvSpec
        The layer on screen.
    order : str, optional
        The framework from which weights come, if it was chosen.
    """
    ways, default = _ways(tensors, spec.channels)
    shapes = {name: array.shape for name, array in find_parts(tensors).parts.items()}
    ways = [way for way in ways if _fits(tensors, spec.channels, way)]
    named = bool(shapes.keys() & {"input", "filter"})
    if default:
        kind = default.kind
    elif named:
        kind = "both" if len(shapes) == 2 else next(iter(shapes))
    elif len({way.kind for way in ways}) == 1:
        kind = ways[0].kind
    else:
        return None  # nothing says what it is
    shapes = shapes if kind in ("both", *shapes) else {kind: next(iter(shapes.values()))}
    of_kind = [way for way in ways if way.kind == kind and "matrix" not in way.order]
    some_larger = any(_is_larger(way) for way in of_kind)

    def fit(way: Way | Pair) -> tuple[float, ...]:
        first, same_channels, *rest = how_well_it_fits(way, shapes, spec, order)
        # No layer on screen has as many channels as a larger one: that an input is square tells more.
        square = how_square(way, shapes["input"]) if some_larger and kind != "filter" else 1
        if same_channels or (_is_larger(way) and kind == "filter"):
            rank = 2
        else:
            rank = int(not _is_larger(way))
        return first, square, rank, *rest, int(way == default)

    likely = [
        way
        for way in of_kind
        if _is_larger(way)
        or (
            (default or named)
            and (kind != "filter" or way.channels == spec.channels or fit(way)[0])
        )
    ]
    if not likely and len(of_kind) == 1:
        likely = of_kind  # nothing else fits
    if default in likely and tensors.keys() >= {"input", "filter", "output"}:
        return None  # as the lab saves them
    best = max(likely, key=fit, default=None)
    return None if best == default else best


def _is_larger(way: Way | Pair) -> bool:
    """Whether it reads more channels than the lab shows."""
    return way.channels > most_channels()


def other_ways(
    tensors: dict[str, Array], channels: int, taken: Way | Pair | None
) -> list[Way | Pair]:
    """The ways in which a file can be read and shown, without the one that is taken."""
    found, default = _ways(tensors, channels)
    return [way for way in found if way != (taken or default) and _fits(tensors, channels, way)]


def ways_to_ask(tensors: dict[str, Array], channels: int) -> list[Way | Pair]:
    """The ways to read a file of which a page about weights asks, since its array may be an input.

    There are none where the array has a name, or is a filter by its shape.
    """
    found, default = _ways(tensors, channels)
    if list(tensors) != ["arr_0"] or (default and default.kind == "filter"):
        return []
    ways = [way for way in found if _fits(tensors, channels, way)]
    return ways if any(way.kind == "input" for way in ways) else []


def _ways(
    tensors: dict[str, Array], channels: int
) -> tuple[Sequence[Way | Pair], Way | Pair | None]:
    """All ways to read the input and the filter of a file, and the one that is taken."""
    tensors = find_parts(tensors).parts
    if len(tensors) == 2:
        pairs = pairs_to_read(tensors["input"].shape, tensors["filter"].shape)
        usual = (pair for pair in pairs if pair.order == "NHWC-TensorFlow")
        return pairs, next(usual, None)
    if not tensors:
        return [], None
    wanted = [name for name in ("input", "filter") if name in tensors]
    name = next(iter(tensors))
    kinds = [name] if wanted else ["filter", "input"]
    shape = tensors[name].shape
    found = [way for kind in kinds for way in ways_to_read(shape, kind, channels, fixed=False)]
    return found, _default_way(found, shape, channels, named=bool(wanted))


def _fits(tensors: dict[str, Array], channels: int, way: Way | Pair) -> bool:
    """Whether the lab can show what the file holds if it is read in this way."""
    try:
        read_upload(tensors, channels, way)
    except DwconvError:
        return False
    return True


def _default_way(
    ways: list[Way], shape: tuple[int, ...], channels: int, *, named: bool
) -> Way | None:
    """The way in which `read_upload` reads an array of this shape by itself."""
    if len(shape) == 2:
        return None if named else _matrix(shape, channels)
    if len(shape) not in (3, 4):
        return None  # refused: nothing here has so many axes
    is_input = len(shape) == 3 or shape[0] == 1
    kinds = {way.kind for way in ways}
    if not named and is_input and _may_be_filter(shape, channels):
        return None  # refused: it could be both
    kind = ("input" if is_input else "filter") if len(kinds) == 2 else next(iter(kinds), "")
    order = "NHWC" if kind == "input" else "TensorFlow"
    return next(
        (
            way
            for way in ways
            if (way.kind, way.order) == (kind, order)
            and (kind == "input" or way.channels == channels or _is_larger(way))
        ),
        None,
    )


def _may_be_filter(shape: tuple[int, ...], channels: int) -> bool:
    """Whether an array that may be an input has the shape of a filter as well, one of TFLite included."""
    if len(shape) != 4:
        return False
    kh, kw, c, _ = _largest_filter()
    of_tflite = shape[1] <= kh and shape[2] <= kw and shape[3] > c
    return shape[2] == channels or of_tflite


def _matrix(shape: tuple[int, ...], channels: int) -> Way:
    """What a table of numbers without a name is: a kernel if it is small, and otherwise an input."""
    largest = number_row("kh").most, number_row("kw").most
    if all(size <= most for size, most in zip(shape, largest, strict=True)):
        return Way("filter", "matrix", channels)
    return Way("input", "matrix", 1)


def uploaded(name: str, data: bytes, channels: int) -> ReadUpload:
    """Read a file of tensors for the lab; see `read_upload`.

    Parameters
    ----------
    name : str
        The file's name: what ends in .csv is a table.
    data : bytes
    channels : int
    """
    return read_upload(read_tensors(name, data), channels)


def read_upload(
    tensors: dict[str, Array],
    channels: int,
    way: Way | Pair | None = None,
    wanted: ChannelSelection | None = None,
) -> ReadUpload:
    """Read the tensors of a file for the lab: of more channels than it shows the wanted ones.

    Parameters
    ----------
    tensors : dict of str to ndarray
    channels : int
        Input channels of the lab, for a filter that comes alone.
    way : Way or Pair, optional
        How to read the input, the filter or both; by default as this lab and TensorFlow keep it.
    wanted : ChannelSelection, optional
        Which channels are read if there are so many; by default the first ones.

    Returns
    -------
    ReadUpload

    Raises
    ------
    DwconvError
        Names the tensor, what it is and what it must be.
    """
    names, before = sorted(tensors), channels
    tensors = find_parts(tensors).parts
    if isinstance(way, Pair):
        found, channels = (
            {each.kind: read_as(tensors[each.kind], each) for each in (way.input, way.filter)},
            way.channels,
        )
    elif way:
        array = tensors.get(way.kind, next(iter(tensors.values())))
        found, channels = {way.kind: read_as(array, way)}, way.channels
    else:
        found = _named(tensors, channels)
        if "filter" in found:
            check_is_depthwise("filter", found["filter"].shape)
        _check_pair(found)
    values: Values = {}
    arrays: dict[str, Array] = {}
    selection = None
    if "input" in found:
        image = found["input"]
        if image.ndim == 4 and len(image) == 1:
            image = image[0]
        if image.ndim == 3:
            channels = image.shape[2]
            image, selection = _select(image, wanted)
        values |= _sizes(
            "input",
            image,
            ("h", "w", "c"),
            "(1, height, width, C)",
            lambda: _smaller_input(
                found["input"].shape, before, unnamed=list(tensors) == ["arr_0"]
            ),
        )
        arrays["input"] = image
        values["input"] = TYPED
    if "filter" in found:
        kernel = part = found["filter"]
        if kernel.ndim == 4:
            part, selected = _select(kernel, wanted)
            if "input" not in found and selected:
                channels, selection = kernel.shape[2], selected
        sizes = _sizes(
            "filter",
            part,
            ("kh", "kw", "c", "m"),
            "(kernel height, kernel width, C, M)",
            lambda: _smaller_filter(kernel.shape, channels, fixed="c" in values),
        )
        if kernel.shape[2] != channels:
            rule = f"must have {channels} as its third, the number of input channels"
            fix = _other_orders(kernel.shape, channels, fixed="c" in values)
            raise DwconvError("filter.shape", kernel.shape, rule, fix)
        values |= sizes
        arrays["kernel"] = part
        values["kernel"] = TYPED
    if not arrays:
        rule = 'must have a tensor named "input" or "filter"'
        raise DwconvError("file", names, rule)
    return ReadUpload(values, arrays, selection)


def _select(array: Array, wanted: ChannelSelection | None) -> tuple[Array, ChannelSelection | None]:
    """The channels of an array that are read, its axis 2, and which these are; None if all."""
    count, most = array.shape[2], most_channels()
    if count <= most:
        return array, None
    selection = wanted if wanted and wanted.of == count else first_channels(count, most)
    return array[:, :, list(selection.chosen)], selection


def kind_of_layer(shape: tuple[int, ...]) -> str:
    """Return of which layer an array has the weights, if it is none that the lab shows; "" if it may be a filter.

    Examples
    --------
    >>> kind_of_layer((64, 32, 1, 1)), kind_of_layer((64, 1, 3, 3))
    ('pointwise, 1×1', '')
    """
    return other_layer(shape, _largest_filter())


def check_is_depthwise(name: str, shape: tuple[int, ...]) -> None:
    """Refuse an array that has the weights of another layer.

    Raises
    ------
    DwconvError
        Names the tensor, its shape, what it is and what a depthwise filter is.
    """
    if kind_of_layer(shape):
        rule = "must be the shape of a depthwise filter"
        fix = say_other_layer(shape, _largest_filter())
        raise DwconvError(f"the shape of {name}", shape, rule, fix)


def _check_pair(tensors: dict[str, Array]) -> None:
    """Refuse an input and a filter that are for other numbers of channels in every order."""
    if len(tensors) != 2:
        return
    image, kernel = tensors["input"].shape, tensors["filter"].shape
    alone = (
        ways_to_read(image, "input", 1, fixed=False),
        ways_to_read(kernel, "filter", 1, fixed=False),
    )
    if (
        len(kernel) == 4
        and len(image) in (3, 4)
        and all(alone)
        and not pairs_to_read(image, kernel)
    ):
        raise say_misfit(image, kernel)


def _named(tensors: dict[str, Array], channels: int) -> dict[str, Array]:
    """The tensors; a single one without a name is called what its shape allows it to be."""
    if list(tensors) != ["arr_0"]:
        return tensors
    [array] = tensors.values()
    if array.ndim == 2 and array.size:
        way = _matrix(array.shape, channels)
        return {way.kind: read_as(array, way)}
    is_input = array.ndim == 3 or (array.ndim == 4 and len(array) == 1)
    if is_input and _may_be_filter(array.shape, channels):
        rule = "must have a name, since its shape fits an input and a filter"
        fix = 'Save it with numpy.savez("tensors.npz", filter=x), or input=x.'
        raise DwconvError("the only array", array.shape, rule, fix)
    return {"input" if is_input else "filter": array}


def say_reading(
    tensors: dict[str, Array], channels: int, way: Way | Pair | None, found: ReadUpload
) -> str:
    """How the axes of uploaded arrays are read, and which channels, in sentences."""
    said = _say_axes(find_parts(tensors).parts, channels, way, found)
    return f"{said} {found.selection.sentence}" if found.selection else said


def _say_axes(
    tensors: dict[str, Array], channels: int, way: Way | Pair | None, found: ReadUpload
) -> str:
    if isinstance(way, Pair):
        return say_pair(tensors["input"].shape, tensors["filter"].shape, way)
    shapes = [array.shape for array in tensors.values()]
    if way is None and len(shapes) == 1 and len(shapes[0]) == 2:
        way = _matrix(shapes[0], channels)
    if way:
        array = tensors.get(way.kind, next(iter(tensors.values())))
        return say_way(array.shape, way)
    notes = []
    in_file = found.selection.of if found.selection else int(found.values["c"])
    if "input" in found.arrays:
        rows, columns, _ = found.arrays["input"].shape
        notes.append(explain_input((1, rows, columns, in_file), channels))
    if "kernel" in found.arrays:
        kh, kw, _, multiplier = found.arrays["kernel"].shape
        notes.append(explain_filter((kh, kw, in_file, multiplier), in_file))
    return " ".join(notes)


def _largest_filter() -> LargestSizes:
    kh, kw, c, m = (number_row(name).most for name in ("kh", "kw", "c", "m"))
    return kh, kw, c, m


def _other_orders(shape: tuple[int, ...], channels: int, *, fixed: bool) -> str:
    return other_filter_orders(shape, channels, _largest_filter(), fixed=fixed).strip()


def _if_filter(shape: tuple[int, ...], channels: int) -> str:
    """The same for an array that may be an input as well."""
    return _other_orders(shape, channels, fixed=False).replace("If it is", "If it is a filter", 1)


def _smaller_filter(shape: tuple[int, ...], channels: int, *, fixed: bool) -> str:
    """What to upload in place of a filter that is too large: it may have the order of others."""
    most = _largest_filter()
    kh, kw, _, m = most
    return _other_orders(shape, channels, fixed=fixed) or smaller_part(
        "filter", shape, (kh, kw, shape[2], m)
    )


def _smaller_input(shape: tuple[int, ...], channels: int, *, unnamed: bool) -> str:
    """What to upload in place of an input that is too large: it may be NCHW, or weights."""
    height, width, c = (number_row(name).most for name in ("h", "w", "c"))
    fix = smaller_input(shape, (height, width, c))
    return f"{fix} {_if_filter(shape, channels)}".strip() if unnamed else fix


def _sizes(
    name: str, array: Array, names: tuple[str, ...], shape: str, fix: Callable[[], str]
) -> Values:
    """The sizes by their parameters; `fix` says what would work if one is out of bounds."""
    if array.ndim != len(names):
        raise DwconvError(f"{name}.shape", array.shape, f"must be {shape}")
    for size, parameter in zip(array.shape, names, strict=True):
        known = number_row(parameter)
        if not known.least <= size <= known.most:
            raise DwconvError(
                f"the {known.noun} of {name}",
                size,
                f"must be from {known.least} to {known.most}",
                fix(),
            )
    largest = float(np.abs(array).max(initial=0.0))
    if largest > LARGEST:
        raise DwconvError(f"a value of {name}", largest, f"must be at most {LARGEST:,.0f}")
    return dict(zip(names, array.shape, strict=True))
