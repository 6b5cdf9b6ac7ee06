"""The lab's state as plain values: what the widgets hold and the URL says.

No Streamlit here: text from a URL goes in, values that make a valid `ConvSpec` come
out, with a sentence for everything that had to be changed on the way.
"""

from __future__ import annotations

import base64
import math
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict

import numpy as np
import numpy.typing as npt

from dwconv.costs.roofline import LAYERS
from dwconv.engine.errors import DwconvError
from dwconv.engine.geometry import Padding, effective_kernel, legal
from dwconv.engine.grouped import divisors
from dwconv.engine.samples import INPUTS, KERNELS, SMALLEST, make_filter, make_input
from dwconv.engine.spec import ConvSpec, Pads
from dwconv.networks import NETWORKS, READINGS, RESOLUTIONS, WIDTHS
from dwconv.player.constants import Unit
from dwconv.teaching.exercises import EDITION, LEVELS
from dwconv.teaching.lesson import chapters

Array = npt.NDArray[np.float32]
Value = int | str
Values = dict[str, Value]


@dataclass(frozen=True)
class Number:
    """A whole number that a widget holds and a URL names."""

    noun: str
    default: int
    least: int
    most: int


NUMBERS: dict[str, Number] = {
    "h": Number("input height", 8, 1, 64),
    "w": Number("input width", 8, 1, 64),
    "c": Number("number of input channels", 3, 1, 8),
    "kh": Number("kernel height", 3, 1, 7),
    "kw": Number("kernel width", 3, 1, 7),
    "m": Number("channel multiplier", 1, 1, 4),
    "sh": Number("vertical stride", 1, 1, 8),
    "sw": Number("horizontal stride", 1, 1, 8),
    "dh": Number("vertical dilation", 1, 1, 8),
    "dw": Number("horizontal dilation", 1, 1, 8),
    "pt": Number("padding at the top", 0, 0, 8),
    "pb": Number("padding at the bottom", 0, 0, 8),
    "pl": Number("padding on the left", 0, 0, 8),
    "pr": Number("padding on the right", 0, 0, 8),
    "seed": Number("seed", 0, 0, 9999),
    "n": Number("number of filters of the standard layer", 8, 1, 1024),
    "g": Number("number of groups", 1, 1, 8),
    "oc": Number("output channel", 0, 0, 31),
    "bq": Number("filter", 0, 0, 3),
    "sheet": Number("number of the exercise sheet", 1, 1, 9999),
    "edition": Number("edition of the exercises", EDITION, 1, EDITION),
    "part": Number("part of the lesson", 1, 1, len(chapters())),
    "beat": Number("beat of a part", 1, 1, max(chapters().values())),
    # The Image lab's layer, the same in both directions.
    "ik": Number("kernel size", 3, 3, 7),
    "im": Number("channel multiplier", 2, 1, 2),
    "is": Number("stride", 1, 1, 4),
    "id": Number("dilation", 1, 1, 8),
}

VERSION = 1
"""Of links, in every link as `v`: another one when the same words come to mean something else."""

TYPED = "typed"
# What a picture may meet: kernels that are one slice each.
PICTURE_KERNELS = (
    "sobel-x",
    "sobel-y",
    "laplacian",
    "box-blur",
    "gaussian",
    "sharpen",
    "emboss",
    "identity",
    TYPED,
)
CHOICES: dict[str, tuple[str, ...]] = {
    "pad": ("valid", "same", "explicit"),
    "input": (*INPUTS, TYPED),
    "kernel": (*KERNELS, TYPED),
    "beside": ("conv2d", "separable"),
    "op": ("depthwise_conv2d", "conv2d"),
    # The Backward page's: the gradient of what, and what comes back from the loss.
    "of": ("filter", "input"),
    "up": ("ones", "integers"),
    # What the Cost page shows: which view, in its curves what is varied and what is counted, and
    # which layer is timed.
    "view": ("layer", "tools", "curves", "time"),
    "vary": ("kernel", "filters", "multiplier", "resolution"),
    "unit": ("macs", "params", "bytes", "intensity", "share"),
    "timed": ("this", *LAYERS),
    "level": tuple(str(level) for level in LEVELS),
    # What the Networks page shows: which network, MobileNet's two multipliers, which reading of
    # its parameters, which table.
    "net": NETWORKS,
    "alpha": tuple(str(width) for width in WIDTHS),
    "rho": tuple(str(resolution) for resolution in RESOLUTIONS),
    "params": READINGS,
    "table": ("layers", "standard", "papers", "profiler"),
    # The Image lab's: pixels of the longer side, padding, what black is, whether every channel has
    # kernels of its own; then the kernel of each channel as its filters q = 0 and q = 1.
    "px": ("256", "64", "128", "512"),
    "ipad": ("same", "valid"),
    "show": ("auto", "signed", "clipped"),
    "each": ("one", "each"),
    **dict.fromkeys(("r0", "g0", "b0"), PICTURE_KERNELS),
    **dict.fromkeys(("r1", "g1", "b1"), (*PICTURE_KERNELS[1:], PICTURE_KERNELS[0])),
}
# What is off by default: conventions of counting, and more. A toggle holds them; a URL says 0 or 1.
FLAGS: dict[str, str] = {
    "bias": "bias of each layer",
    "real": "count of real taps only",
    "solutions": "display of solutions",
    "predict": "prediction of every output",
}
DEFAULTS: Values = {
    **{name: number.default for name, number in NUMBERS.items()},
    **{name: choices[0] for name, choices in CHOICES.items()},
    **dict.fromkeys(FLAGS, False),
}
# Values typed into a table, as the URL holds them: input in the order channel, row,
# column; kernels in the order channel, filter, row, column.
TYPED_NAMES = {"input": "xv", "kernel": "fv"}
LONGEST_TYPED = 6000  # characters of a URL, for each of the two
LONGEST_PLAIN = 600  # of these, as numbers that can be read; more are packed

# The pages, by their paths, that are about the one layer which the controls describe. A parameter
# stands in the links of these pages, or of those that ONLY_ON names.
LAB = frozenset({"", "comparison", "backward", "shapes", "cost", "tensorflow"})
# Those of them that have a player, and so a step.
PLAYERS = frozenset({"", "comparison", "backward"})
IMAGE = ("ik", "im", "is", "id", "px", "ipad", "show", "each", "r0", "g0", "b0", "r1", "g1", "b1")
ONLY_ON: dict[str, frozenset[str]] = {
    "n": frozenset({"cost"}),
    "predict": frozenset({""}),
    **dict.fromkeys(("g", "beside"), frozenset({"comparison"})),
    **dict.fromkeys(("of", "up", "bq"), frozenset({"backward"})),
    **dict.fromkeys(("op", "oc"), frozenset({"tensorflow"})),
    **dict.fromkeys(("view", "vary", "unit", "timed", "real"), frozenset({"cost"})),
    "bias": frozenset({"cost", "tensorflow"}),
    **dict.fromkeys(("net", "alpha", "rho", "params", "table"), frozenset({"networks"})),
    **dict.fromkeys(("sheet", "edition", "level", "solutions"), frozenset({"exercises"})),
    **dict.fromkeys(IMAGE, frozenset({"image"})),
    **dict.fromkeys(("part", "beat"), frozenset({"lesson"})),
}

_EXAMPLES: dict[str, Values] = {
    "Worked example": dict(h=3, w=3, c=1, kh=2, kw=1, m=2, input="ramp", kernel="ramp"),
    "Photo": dict(h=32, w=32, m=2, pad="same", input="photo", kernel="sobel-xy"),
    "Three channels": dict(h=6, w=6, m=2, pad="same", seed=4, n=6),
    "Even kernel": dict(h=5, w=5, c=2, kh=2, kw=2, pad="same", seed=1),
    "Dilation 2": dict(h=7, w=7, c=2, dh=2, dw=2, seed=2),
    "Lost row": dict(h=6, w=6, c=2, sh=2, sw=2, seed=3),
}
PRESETS = {name: DEFAULTS | changes for name, changes in _EXAMPLES.items()}
WORKED = "Worked example"
# Of pages that one channel says nothing on.
START = {"comparison": "Three channels", "cost": "Three channels"}

# (size, kernel, stride, dilation, padding before, padding after) of each axis
AXES = (("h", "kh", "sh", "dh", "pt", "pb"), ("w", "kw", "sw", "dw", "pl", "pr"))


def parse(query: Mapping[str, str], page: str | None = None) -> tuple[Values, list[str]]:
    """Read the parameters of a URL.

    Parameters
    ----------
    query : mapping of str to str
        Unknown names are ignored: other pages have parameters of their own.
    page : str, optional
        The path of the page: what is wrong with parameters of other pages is not said there.

    Returns
    -------
    values : dict
        Every parameter, valid on its own; the nearest valid value or the default
        where the URL's is not.
    complaints : list of str
        One sentence for each that was not.

    Examples
    --------
    >>> values, complaints = parse({"h": "99", "pad": "full"})
    >>> values["h"], values["pad"]
    (64, 'valid')
    >>> for sentence in complaints:
    ...     print(sentence)
    h=99: the input height goes from 1 to 64 here. It is shown with 64.
    pad=full: this must be one of valid, same, explicit. It is shown with valid.
    """
    values = dict(DEFAULTS)
    complaints = []
    wrong: dict[str, str] = {}
    if query.get("v", str(VERSION)) != str(VERSION):
        complaints.append(
            f"v={_short(query['v'])}: this lab knows links of version {VERSION}. It shows what it "
            "understands of this one."
        )
    for name, number in NUMBERS.items():
        if name not in query:
            continue
        value = _whole(query[name])
        if value is None:
            wrong[name] = (
                f"the {number.noun} must be a whole number. It is shown with {number.default}."
            )
            continue
        values[name] = int(min(max(value, number.least), number.most))
        if values[name] != value:
            wrong[name] = (
                f"the {number.noun} goes from {number.least} to {number.most} here. "
                f"It is shown with {values[name]}."
            )
    for name, choices in CHOICES.items():
        known = {choice.lower(): choice for choice in choices}
        if query.get(name, "").lower() in known:
            values[name] = known[query[name].lower()]
        elif name in query:
            wrong[name] = (
                f"this must be one of {', '.join(choices)}. It is shown with {choices[0]}."
            )
    for name, noun in FLAGS.items():
        if query.get(name) in ("0", "1"):
            values[name] = query[name] == "1"
        elif name in query:
            wrong[name] = f"the {noun} is 0 or 1, off or on. It is shown off."
    if values["pad"] != "explicit":
        for name in ("pt", "pb", "pl", "pr"):
            if values[name] != DEFAULTS[name]:
                wrong.setdefault(name, "this counts with pad=explicit alone. It is left out.")
    complaints += [
        f"{name}={_short(query[name])}: {sentence}"
        for name, sentence in wrong.items()
        if page is None or belongs(name, page)
    ]
    return values, complaints


def _whole(text: str) -> float | None:
    """The whole number that a URL says, however large; None if it says none.

    Examples
    --------
    >>> _whole("-3"), _whole("1e9"), _whole("9" * 5000), _whole("2.5"), _whole("1_0")
    (-3.0, 1000000000.0, inf, None, None)
    """
    if not re.fullmatch(r"[+-]?[0-9]+(\.0*)?([eE][+-]?[0-9]{1,4})?", text.strip()):
        return None
    value = float(text)
    return value if math.isinf(value) or value.is_integer() else None


# The controls that a link can hide or lock, by the names it has for them.
CONTROLS: dict[str, str] = {
    "examples": "Examples",
    "size": "Height and width",
    "channels": "Channels C",
    "kernel": "Kernel size",
    "multiplier": "Multiplier M",
    "stride": "Stride",
    "dilation": "Dilation",
    "padding": "Padding",
    "input": "Input values",
    "weights": "Kernel values",
    "seed": "Seed",
}


@dataclass(frozen=True)
class Allowed:
    """What a link leaves to its readers: controls that are not there, and controls that only show."""

    hidden: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()

    def anything(self) -> bool:
        """Whether anything is withheld, so that the layer as a whole is not theirs to replace."""
        return bool(self.hidden or self.locked)


def parse_allowed(query: Mapping[str, str]) -> tuple[Allowed, list[str]]:
    """Read `hide` and `lock` from a URL: names of `CONTROLS`, with "_" between them.

    Examples
    --------
    >>> parse_allowed({"hide": "seed_stride", "lock": "size"})
    (Allowed(hidden=('stride', 'seed'), locked=('size',)), [])
    >>> parse_allowed({"hide": "everything"})[1]
    ['hide=everything: there is no such control. Known: examples, size, channels, kernel, multiplier, stride, dilation, padding, input, weights, seed.']
    """
    found: dict[str, tuple[str, ...]] = {}
    complaints = []
    for name in ("hide", "lock"):
        asked = [each for each in query.get(name, "").split("_") if each]
        found[name] = tuple(each for each in CONTROLS if each in asked)
        unknown = [each for each in asked if each not in CONTROLS]
        if unknown:
            complaints.append(
                f"{name}={_short(unknown[0])}: there is no such control. Known: "
                f"{', '.join(CONTROLS)}."
            )
    return Allowed(found["hide"], found["lock"]), complaints


def write_allowed(allowed: Allowed) -> dict[str, str]:
    """The parameters that `parse_allowed` reads back."""
    names = {"hide": allowed.hidden, "lock": allowed.locked}
    return {name: "_".join(controls) for name, controls in names.items() if controls}


# How a player counts, how fast it is and which lane is large, by their names in the URL.
UNITS: dict[str, Unit] = {"tap": "tap", "window": "window", "pixel": "pixel"}
SPEEDS = (0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)


class Moment(TypedDict, total=False):
    """Where a player is, as far as it is known; its names are those of `dwconv.player.component.player`."""

    step: int
    unit: Unit
    speed: float
    focus: int


_MOMENT = {"step": "step", "unit": "by", "speed": "speed", "focus": "lane"}
MOMENT_NAMES = frozenset(_MOMENT.values())


def parse_moment(query: Mapping[str, str], windows: int, channels: int) -> tuple[Moment, list[str]]:
    """Read from a URL where the player is.

    Examples
    --------
    >>> parse_moment({"step": "5", "by": "tap", "speed": "0.5", "lane": "1"}, 12, 3)
    ({'step': 5, 'unit': 'tap', 'speed': 0.5, 'focus': 1}, [])
    >>> for sentence in parse_moment({"by": "row", "speed": "3", "lane": "9"}, 12, 3)[1]:
    ...     print(sentence)
    by=row: this must be one of tap, window, pixel. It is shown by window.
    speed=3: this must be one of 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64. It is shown with 1.
    lane=9: the channels here are 0 to 2. It is shown with 2.
    """
    moment: Moment = {}
    wrong: list[str] = []
    if "step" in query:
        moment["step"], wrong = parse_step(query, windows)
    if "by" in query:
        moment["unit"] = UNITS.get(query["by"], "window")
        if query["by"] not in UNITS:
            one_of = ", ".join(UNITS)
            wrong.append(
                f"by={_short(query['by'])}: this must be one of {one_of}. It is shown by window."
            )
    if "speed" in query:
        speeds = {f"{speed:g}": speed for speed in SPEEDS}
        moment["speed"] = speeds.get(query["speed"], 1)
        if query["speed"] not in speeds:
            wrong.append(
                f"speed={_short(query['speed'])}: this must be one of {', '.join(speeds)}. It is "
                "shown with 1."
            )
    if "lane" in query:
        last = channels - 1
        lane = query["lane"]
        valid = lane.isascii() and lane.isdecimal() and len(lane) < 5
        moment["focus"] = min(int(lane), last) if valid else 0
        if not valid or int(lane) > last:
            wrong.append(
                f"lane={_short(lane)}: the channels here are 0 to {last}. It is shown with "
                f"{moment['focus']}."
            )
    return moment, wrong


def write_moment(moment: Moment) -> dict[str, str]:
    """The parameters that `parse_moment` reads back.

    Examples
    --------
    >>> write_moment({"step": 5, "speed": 0.5})
    {'step': '5', 'speed': '0.5'}
    """
    return {
        short: f"{value:g}" if isinstance(value, float) else str(value)
        for name, short in _MOMENT.items()
        if (value := moment.get(name)) is not None
    }


def parse_step(query: Mapping[str, str], windows: int) -> tuple[int, list[str]]:
    """Read `step`, which counts windows, from a URL.

    Examples
    --------
    >>> parse_step({"step": "5"}, windows=12)
    (5, [])
    >>> parse_step({"step": "12"}, windows=12)
    (11, ['step=12: the steps here go from 0 to 11. It is shown with 11.'])
    """
    text = query.get("step", "0")
    try:
        step = int(text)
    except ValueError:
        return 0, [f"step={_short(text)}: the step must be a whole number. It is shown with 0."]
    shown = min(max(step, 0), windows - 1)
    if shown == step:
        return step, []
    return shown, [
        f"step={_short(text)}: the steps here go from 0 to {windows - 1}. It is shown with {shown}."
    ]


def belongs(name: str, page: str) -> bool:
    """Whether a parameter says something on a page, given by its path."""
    return page in ONLY_ON.get(name, LAB)


def windows(values: Values, page: str) -> int:
    """How many windows the player of a page goes through: what `step` may count."""
    spec = make_spec(values)
    made = spec.channels * spec.multiplier
    if page == "backward":
        pixels = spec.height * spec.width * spec.channels
        return math.prod(spec.filter_shape) if values["of"] == "filter" else pixels
    count = spec.vertical.output * spec.horizontal.output * made
    return 2 * count if page == "comparison" and values["beside"] == "separable" else count


def write(values: Values, page: str) -> dict[str, str]:
    """The parameters of a page's URL, which `parse` reads back as they are in `values`.

    Every value that matters is written, defaults too: a link must not change its
    meaning when a default does.

    Examples
    --------
    >>> values = DEFAULTS | {"h": 5, "pad": "same"}
    >>> parse(write(values, "cost")) == (values, [])
    True
    """
    left_out = set() if values["pad"] == "explicit" else {"pt", "pb", "pl", "pr"}
    return {"v": str(VERSION)} | {
        name: str(int(value) if name in FLAGS else value)
        for name, value in values.items()
        if name not in left_out and belongs(name, page)
    }


def repair(values: Values, page: str | None = None) -> tuple[Values, list[str]]:
    """Make a combination possible by changing as little as possible.

    Between valid numbers the kernel may not fit: first the dilation is reduced, then the
    kernel. A named kernel may need more taps, groups must divide the channels, an op has so
    many output channels, a channel so many filters, and a part of the lesson so many beats.

    Examples
    --------
    >>> values, complaints = repair(DEFAULTS | {"h": 4, "kh": 5})
    >>> values["kh"], len(complaints)
    (4, 1)
    """
    values = dict(values)
    complaints = []
    least = SMALLEST.get(_text(values, "kernel"), (1, 1))
    if any(taps > _padded(values, axis) for taps, axis in zip(least, AXES, strict=True)):
        complaints.append(
            f"A {values['kernel']} kernel needs at least {least[0]}×{least[1]} taps and does not fit "
            "into this input. It is shown with integers."
        )
        values["kernel"], least = "integers", (1, 1)
    grown = [
        max(number(values, name), size) for name, size in zip(("kh", "kw"), least, strict=True)
    ]
    if grown != [values["kh"], values["kw"]]:
        complaints.append(
            f"A {values['kernel']} kernel needs at least {least[0]}×{least[1]} taps, so the "
            f"kernel of {values['kh']}×{values['kw']} became {grown[0]}×{grown[1]}."
        )
        values["kh"], values["kw"] = grown
    for axis in AXES:
        _, kernel, _, dilation, _, _ = axis
        padded = _padded(values, axis)
        taps, spread = number(values, kernel), number(values, dilation)
        if effective_kernel(taps, spread) <= padded:
            continue
        fewer = int(min(taps, padded))
        room = max(int(padded - 1) // (taps - 1), 1)
        values[dilation], values[kernel] = room, fewer
        complaints.append(
            f"A {NUMBERS[kernel].noun} of {taps} with dilation {spread} spans "
            f"{effective_kernel(taps, spread)} pixels, and the padded input has {padded:g}. It is "
            f"shown with kernel {fewer}, dilation {room}; SAME padding or a larger input would "
            "make room."
        )
    groups, channels = number(values, "g"), number(values, "c")
    if channels % groups:
        values["g"] = max(fit for fit in divisors(channels) if fit < groups)
        if page is None or belongs("g", page):  # elsewhere nobody sees groups
            complaints.append(
                f"{channels} channels cannot be dealt out in {groups} equal groups. It is shown "
                f"with {values['g']}; {', '.join(map(str, divisors(channels)))} would work."
            )
    outputs = number(values, "m") * (channels if values["op"] == "depthwise_conv2d" else 1)
    if number(values, "oc") >= outputs:
        if page is None or belongs("oc", page):
            complaints.append(
                f"{values['op']} has {outputs} output channels here, so there is no channel "
                f"{values['oc']}. It is shown with {outputs - 1}."
            )
        values["oc"] = outputs - 1
    last = number(values, "m") - 1
    if number(values, "bq") > last:
        if page is None or belongs("bq", page):
            complaints.append(
                f"Each channel has {last + 1} filters here, so there is no filter q = {values['bq']}. "
                f"It is shown with {last}."
            )
        values["bq"] = last
    title, beats = list(chapters().items())[number(values, "part") - 1]
    if number(values, "beat") > beats:
        complaints.append(
            f"{title}, part {values['part']} of the lesson, has {beats} beats, and not "
            f"{values['beat']}. It is shown with {beats}."
        )
        values["beat"] = beats
    return values, complaints


def _padded(values: Values, axis: tuple[str, ...]) -> float:
    """How many pixels a kernel may span on an axis; SAME makes room for any."""
    size, _, _, _, before, after = axis
    padding = _axis_padding(values, before, after)
    if padding == "SAME":
        return math.inf
    return number(values, size) + (sum(padding) if isinstance(padding, tuple) else 0)


def bounds(values: Values) -> dict[str, tuple[int, int]]:
    """How far each number can go while the others stay, for the widgets.

    Parameters
    ----------
    values : dict
        A possible combination (see `repair`).

    Returns
    -------
    dict of str to (int, int)
        Every value inside is legal together with the others as they are.

    Examples
    --------
    >>> bounds(DEFAULTS | {"h": 4})["kh"]
    (1, 4)
    """
    limits = {name: (number.least, number.most) for name, number in NUMBERS.items()}
    smallest = SMALLEST.get(_text(values, "kernel"), (1, 1))
    for names, taps in zip(AXES, smallest, strict=True):
        size, kernel, stride, dilation, before, after = names
        reach = legal(
            number(values, size),
            number(values, kernel),
            number(values, stride),
            number(values, dilation),
            _axis_padding(values, before, after),
        )
        for name, (least, most) in zip(names, reach.values(), strict=True):
            low, high = limits[name]
            limits[name] = max(low, least), high if most is None else max(min(high, most), low)
        limits[kernel] = max(limits[kernel][0], taps), limits[kernel][1]
    return limits


def make_spec(values: Values) -> ConvSpec:
    """The layer that these values describe.

    Examples
    --------
    >>> make_spec(PRESETS[WORKED]).output_shape
    (1, 2, 3, 2)
    """
    numbers = {name: number(values, name) for name in NUMBERS}
    rows, columns = (_axis_padding(values, before, after) for *_, before, after in AXES)
    if isinstance(rows, tuple) and isinstance(columns, tuple):
        padding: Literal["VALID", "SAME"] | Pads = rows, columns
    else:
        padding = "SAME" if rows == "SAME" else "VALID"
    return ConvSpec(
        height=numbers["h"],
        width=numbers["w"],
        channels=numbers["c"],
        kernel=(numbers["kh"], numbers["kw"]),
        multiplier=numbers["m"],
        stride=(numbers["sh"], numbers["sw"]),
        padding=padding,
        dilation=(numbers["dh"], numbers["dw"]),
    )


def read_spec(spec: ConvSpec) -> Values:
    """The values that make this layer; one image, whatever the batch.

    Examples
    --------
    >>> spec = ConvSpec(8, 6, 2, stride=2, padding=((0, 1), (2, 3)))
    >>> make_spec(DEFAULTS | read_spec(spec)) == spec
    True
    """
    (top, bottom), (left, right) = spec.pads
    explicit = not isinstance(spec.padding, str)
    values: Values = {
        "h": spec.height,
        "w": spec.width,
        "c": spec.channels,
        "kh": spec.kernel[0],
        "kw": spec.kernel[1],
        "m": spec.multiplier,
        "sh": spec.stride[0],
        "sw": spec.stride[1],
        "dh": spec.dilation[0],
        "dw": spec.dilation[1],
        "pad": "explicit" if explicit else str(spec.padding).lower(),
    }
    return values | ({"pt": top, "pb": bottom, "pl": left, "pr": right} if explicit else {})


def make_operands(
    values: Values, typed_input: Array | None = None, typed_filter: Array | None = None
) -> tuple[Array, Array]:
    """Input and filter as these values describe them.

    Returns
    -------
    input : ndarray of float32, shape (1, height, width, C)
    filter : ndarray of float32, shape (kernel height, kernel width, C, M)
    """
    spec = make_spec(values)
    seed = number(values, "seed")
    if values["input"] == TYPED and typed_input is not None:
        image = fitted(typed_input, spec.input_shape[1:])
    else:
        source = _text(values, "input")
        image = make_input("integers" if source == TYPED else source, *spec.input_shape[1:], seed)
    if values["kernel"] == TYPED and typed_filter is not None:
        filter = fitted(typed_filter, spec.filter_shape)
    else:
        source = _text(values, "kernel")
        filter = make_filter(
            "integers" if source == TYPED else source,
            spec.kernel,
            spec.channels,
            spec.multiplier,
            seed,
        )
    return image[None], filter


def fitted(values: Array, shape: tuple[int, ...]) -> Array:
    """`values` cropped to `shape`, with zeros where it is too small.

    Examples
    --------
    >>> fitted(np.ones((1, 3), np.float32), (2, 2)).tolist()
    [[1.0, 1.0], [0.0, 0.0]]
    """
    result = np.zeros(shape, np.float32)
    common = tuple(slice(min(a, b)) for a, b in zip(values.shape, shape, strict=True))
    result[common] = values[common]
    return result


def write_typed(values: Array) -> str:
    """Values as the URL holds them; channels (and filters) first.

    Examples
    --------
    >>> write_typed(np.array([[[1.0], [-2.5]]], np.float32))
    '1_-2.5'
    >>> many = write_typed(np.full((32, 32, 3), 200, np.float32))
    >>> many[:2], len(many) < 99
    ('zB', True)
    """
    flat = _channels_first(values).ravel()
    # A URL keeps an underscore as it is; a comma it would write as three characters.
    plain = "_".join(f"{value:.9g}" for value in flat.tolist())
    return plain if len(plain) <= LONGEST_PLAIN else min(plain, _packed(flat), key=len)


# Many values are packed: this sign, how each is stored, and their bytes compressed, in base64.
_PACKED = "z"
_STORED = {
    kind: np.dtype(name) for kind, name in (("B", "u1"), ("b", "i1"), ("h", "<i2"), ("f", "<f4"))
}


def _packed(flat: Array) -> str:
    for kind, dtype in _STORED.items():
        with np.errstate(invalid="ignore"):
            stored = flat.astype(dtype)
        if stored.astype(np.float32).tobytes() == flat.tobytes():
            text = base64.urlsafe_b64encode(zlib.compress(stored.tobytes(), 9)).decode()
            return _PACKED + kind + text
    raise AssertionError("what is stored as float32 is the same")


def _unpacked(text: str, count: int) -> list[float] | None:
    """Not many more than `count` values, whatever they would swell to; None if they are damaged."""
    try:
        dtype = _STORED[text[1:2]]
        packed = base64.b64decode(text[2:].encode("ascii"), altchars=b"-_", validate=True)
        stored = zlib.decompressobj().decompress(packed, (count + 1) * dtype.itemsize)
    except (KeyError, ValueError, zlib.error):
        return None
    whole = len(stored) // dtype.itemsize
    return [float(value) for value in np.frombuffer(stored, dtype, whole)]


def read_typed(text: str, name: str, shape: tuple[int, ...]) -> tuple[Array, list[str]]:
    """Read what `write_typed` wrote, for a tensor of `shape`.

    Returns
    -------
    values : ndarray of float32, shape `shape`
        0 where the text gives no usable number.
    complaints : list of str

    Examples
    --------
    >>> values, complaints = read_typed("1_x", "xv", (1, 2, 1))
    >>> values.ravel().tolist(), complaints
    ([1.0, 0.0], ["xv: 'x' is not a number. It is shown as 0."])
    """
    complaints: list[str] = []
    numbers = []
    count = math.prod(shape)
    parts: list[str] | list[float] = text.replace(",", "_").split("_")
    if text.startswith(_PACKED):
        unpacked = _unpacked(text, count)
        if unpacked is None:
            return np.zeros(shape, np.float32), [f"{name} is damaged. It is shown as 0."]
        parts = unpacked
    for part in parts:
        try:
            number = float(part)
        except ValueError:
            number = math.nan
        if math.isnan(number):
            complaints.append(f"{name}: {_short(str(part))!r} is not a number. It is shown as 0.")
            number = 0.0
        limited = limited_typed(number)
        if limited != number:
            complaints.append(
                f"{name}: {_short(str(part))!r} is beyond {LARGEST_TYPED:,.0f}. It is shown as {limited:,.0f}."
            )
        numbers.append(limited)
    if len(complaints) > 1:
        complaints[1:] = [f"{name}: {len(complaints) - 1} more of its values are likewise changed."]
    if len(numbers) != count:
        complaints.append(
            f"{name} holds {len(numbers)} values, and {count} are needed. "
            "Missing ones are shown as 0, others are left out."
        )
    flat = fitted(np.array(numbers, np.float32), (count,))
    first = (*shape[2:], *shape[:2])
    return np.ascontiguousarray(_channels_last(flat.reshape(first))), complaints


LARGEST_TYPED = 1e6


def limited_typed(number: float) -> float:
    """A number no larger than a table takes."""
    return min(max(number, -LARGEST_TYPED), LARGEST_TYPED)


def _channels_first(values: Array) -> Array:
    return np.moveaxis(values, (0, 1), (-2, -1))


def _channels_last(values: Array) -> Array:
    return np.moveaxis(values, (-2, -1), (0, 1))


def _axis_padding(values: Values, before: str, after: str) -> Padding:
    if values["pad"] == "explicit":
        return number(values, before), number(values, after)
    return "SAME" if values["pad"] == "same" else "VALID"


def number(values: Values, name: str) -> int:
    """One of `NUMBERS`."""
    value = values[name]
    if not isinstance(value, int):
        raise DwconvError(name, value, "must be a whole number")
    return value


def _text(values: Values, name: str) -> str:
    return str(values[name])


def _short(text: str) -> str:
    """What to quote of a URL: not much, and nothing that a page would take for a link."""
    shown = text if len(text) <= 20 else text[:19] + "…"
    return re.sub(r"[^\w.+…-]", "·", shown)
