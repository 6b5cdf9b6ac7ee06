"""What the arrays of an uploaded file give the controls and the layer: the order that is taken, and the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from dwconv.engine.errors import DwconvError
from dwconv.engine.plurals import listed
from dwconv.engine.spec import ConvSpec
from dwconv.files.axis_order import (
    LargestSizes,
    explain_filter,
    explain_input,
    other_filter_orders,
    smaller_input,
    smaller_part,
    standard_weights,
)
from dwconv.files.named_tensors import find_parts
from dwconv.files.tensors import read_tensors
from dwconv.files.ways_to_read_arrays import (
    Pair,
    Way,
    how_well_it_fits,
    pairs_to_read,
    read_as,
    say_misfit,
    say_pair,
    say_way,
    ways_to_read,
)
from dwconv.ui.parameters.table import TYPED, Array, Values, number_row
from dwconv.ui.parameters.typed_values import LARGEST


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
    if default is None and not shapes.keys() & {"input", "filter"}:
        return None  # nothing says what it is
    kind = default.kind if default else "both" if len(shapes) == 2 else next(iter(shapes))
    shapes = shapes if kind in ("both", *shapes) else {kind: next(iter(shapes.values()))}

    def fit(way: Way | Pair) -> tuple[int, ...]:
        first, *rest = how_well_it_fits(way, shapes, spec, order)
        return first, *rest, int(way == default)

    likely = [
        way
        for way in ways
        if way.kind == kind
        and "matrix" not in way.order
        and (kind != "filter" or way.channels == spec.channels or fit(way)[0])
        and _fits(tensors, spec.channels, way)
    ]
    if default in likely and tensors.keys() >= {"input", "filter", "output"}:
        return None  # as the lab saves them
    best = max(likely, key=fit, default=None)
    return None if best == default else best


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
    if not named and is_input and len(shape) == 4 and shape[2] == channels:
        return None  # refused: it could be both
    kind = ("input" if is_input else "filter") if len(kinds) == 2 else next(iter(kinds), "")
    order = "NHWC" if kind == "input" else "TensorFlow"
    return next(
        (
            way
            for way in ways
            if (way.kind, way.order) == (kind, order)
            and (kind == "input" or way.channels == channels)
        ),
        None,
    )


def _matrix(shape: tuple[int, ...], channels: int) -> Way:
    """What a table of numbers without a name is: a kernel if it is small, and otherwise an input."""
    largest = number_row("kh").most, number_row("kw").most
    if all(size <= most for size, most in zip(shape, largest, strict=True)):
        return Way("filter", "matrix", channels)
    return Way("input", "matrix", 1)


def uploaded(name: str, data: bytes, channels: int) -> tuple[Values, dict[str, Array]]:
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
    tensors: dict[str, Array], channels: int, way: Way | Pair | None = None
) -> tuple[Values, dict[str, Array]]:
    """Read the tensors of a file for the lab.

    Parameters
    ----------
    tensors : dict of str to ndarray
    channels : int
        Input channels of the lab, for a filter that comes alone.
    way : Way or Pair, optional
        How to read the input, the filter or both; by default as this lab and TensorFlow keep it.

    Returns
    -------
    values : dict
        What the controls must hold.
    arrays : dict of str to ndarray
        For "input" and "kernel", as far as the file has them.

    Raises
    ------
    DwconvError
        Names the tensor, what it is and what it must be.
    """
    names, choices = sorted(tensors), find_parts(tensors).choices
    shapes = {name: tensors[name].shape for name in choices}
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
        _check_pair(tensors)
        found = _named(tensors, channels)
    values: Values = {}
    arrays: dict[str, Array] = {}
    if "input" in found:
        image = found["input"]
        if image.ndim == 4 and len(image) == 1:
            image = image[0]
        values |= _sizes(
            "input",
            image,
            ("h", "w", "c"),
            "(1, height, width, C)",
            lambda: _smaller_input(
                found["input"].shape, channels, unnamed=list(tensors) == ["arr_0"]
            ),
        )
        arrays["input"] = image
        values["input"] = TYPED
    if "filter" in found:
        kernel = found["filter"]
        wanted = int(values.get("c", channels))
        sizes = _sizes(
            "filter",
            kernel,
            ("kh", "kw", "c", "m"),
            "(kernel height, kernel width, C, M)",
            lambda: _smaller_filter(kernel.shape, wanted, fixed="c" in values),
        )
        if sizes["c"] != wanted:
            rule = f"must have {wanted} as its third, the number of input channels"
            fix = _other_orders(kernel.shape, wanted, fixed="c" in values)
            raise DwconvError("filter.shape", kernel.shape, rule, fix)
        values |= sizes
        arrays["kernel"] = kernel
        values["kernel"] = TYPED
    if not arrays:
        rule = 'must have a tensor named "input" or "filter"'
        raise DwconvError("file", names, rule, _say_choices(shapes))
    return values, arrays


def _say_choices(shapes: dict[str, tuple[int, ...]]) -> str:
    """Name the tensors that may be a filter; "" if there are none."""
    if not shapes:
        return ""
    names = listed(f"{name} {shape}" for name, shape in shapes.items())
    return f"As a filter one could read {names}."


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
    is_filter = array.ndim == 4 and array.shape[2] == channels
    if is_input and is_filter:
        rule = "must have a name, since its shape fits an input and a filter"
        fix = 'Save it with numpy.savez("tensors.npz", filter=x), or input=x.'
        if array.shape[3] > number_row("c").most:  # then it is too large for both
            fix = f"{_if_filter(array.shape, channels)} {fix}".strip()
        raise DwconvError("the only array", array.shape, rule, fix)
    return {"input" if is_input else "filter": array}


def say_reading(
    tensors: dict[str, Array], arrays: dict[str, Array], channels: int, way: Way | Pair | None
) -> str:
    """How the axes of uploaded arrays are read, in sentences."""
    tensors = find_parts(tensors).parts
    if isinstance(way, Pair):
        return say_pair(tensors["input"].shape, tensors["filter"].shape, way)
    shapes = [array.shape for array in tensors.values()]
    if way is None and len(shapes) == 1 and len(shapes[0]) == 2:
        way = _matrix(shapes[0], channels)
    if way:
        array = tensors.get(way.kind, next(iter(tensors.values())))
        return say_way(array.shape, way)
    notes = []
    if "input" in arrays:
        shape = (1, *arrays["input"].shape)
        notes.append(explain_input(shape, channels))
        channels = shape[-1]
    if "kernel" in arrays:
        notes.append(explain_filter(arrays["kernel"].shape, channels))
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
    return (
        _other_orders(shape, channels, fixed=fixed)
        or standard_weights(shape, most)
        or smaller_part("filter", shape, most)
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
