"""Python source of arrays, and of the first lines of a program."""

from __future__ import annotations

import base64
import textwrap
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

DIGITS = 4096
"""Most values of an array that are written out as digits; more are packed."""

_LEVEL = 6
"""How hard zlib tries: at most, 9, the largest layer takes 16 times as long, for a text 13 % shorter."""

PRINT_RESULT = ["print(tuple(output.shape))", "print(np.asarray(output))"]


def assignments(**arrays: npt.NDArray[Any]) -> list[str]:
    """Return lines of Python that assign each array to its name, exact to the last bit.

    The text needs ``import numpy as np`` before it and, if it has "zlib" in it,
    ``import base64`` and ``import zlib``.

    Examples
    --------
    >>> assignments(filter=np.ones((1, 2), "float32"))
    ['filter = np.full((1, 2), 1, dtype="float32")']
    """
    return [f"{name} = {array_source(array)}" for name, array in arrays.items()]


def imports(values: list[str], *modules: str) -> list[str]:
    """Return the imports of a program that begins with `values`."""
    packed = (
        ["import base64", "import zlib", ""] if any("zlib" in value for value in values) else []
    )
    return [*packed, "import numpy as np", *modules, ""]


def program(modules: list[str], x: Array, w: Array, body: list[str]) -> str:
    """Return a program: the imports, ``input`` and ``filter``, and then `body`."""
    values = assignments(input=x, filter=w)
    return "\n".join([*imports(values, *modules), *values, "", *body]) + "\n"


def quoted(value: Any) -> str:
    """Return a value as Python source, a string in double quotes."""
    return f'"{value}"' if isinstance(value, str) else repr(value)


def array_source(array: npt.NDArray[Any]) -> str:
    """Return an expression whose value is `array`, as short as can be read.

    Examples
    --------
    >>> array_source(np.arange(1, 10.0).reshape(1, 3, 3, 1))
    'np.arange(1, 10, dtype="float64").reshape(1, 3, 3, 1)'
    """
    kind, flat = array.dtype.name, array.ravel()
    shape = f"reshape({', '.join(map(str, array.shape))})"
    if not flat.size:
        return f'np.zeros({array.shape}, dtype="{kind}")'
    first = flat[0]
    if np.isfinite(first) and flat.tobytes() == np.full_like(flat, first).tobytes():
        return f'np.full({array.shape}, {_number(first)}, dtype="{kind}")'
    if np.isfinite(first) and first == int(first):
        start, end = int(first), int(first) + flat.size
        if flat.tobytes() == np.arange(start, end).astype(kind).tobytes():
            return f'np.arange({start}, {end}, dtype="{kind}").{shape}'
    if flat.size > DIGITS:
        return packed(array)
    width = int(np.prod(array.shape[-2:]))
    rows = [" ".join(map(_number, row)) for row in flat.reshape(-1, width)]
    wrapped = [line for row in rows for line in textwrap.wrap(row, 88, break_on_hyphens=False)]
    text = "\n".join(f"    {line}" for line in wrapped)
    return f"np.array(\n    '''\n{text}\n    '''.split(),\n    dtype=\"{kind}\",\n).{shape}"


def packed(array: npt.NDArray[Any]) -> str:
    """Return an expression whose value is `array`, compressed: for a program, not for a reader.

    Examples
    --------
    >>> import zlib, base64
    >>> eval(packed(np.float32([[1, 2]])))
    array([[1., 2.]], dtype=float32)
    """
    little = array.astype(array.dtype.newbyteorder("<"))
    text = base64.b64encode(zlib.compress(little.tobytes(), _LEVEL)).decode()
    lines = "\n".join(f'            "{text[at : at + 80]}"' for at in range(0, len(text), 80))
    return (
        f"np.frombuffer(\n    zlib.decompress(\n        base64.b64decode(\n{lines}\n        )\n    ),\n"
        f'    dtype="{little.dtype.str}",\n).reshape({", ".join(map(str, array.shape))})'
    )


def _number(value: np.generic) -> str:
    """Return the fewest digits that give `value` again.

    Examples
    --------
    >>> _number(np.float32(3)), _number(np.float32(-0.1)), _number(np.float32("nan"))
    ('3', '-0.1', 'nan')
    """
    digits = str(value)
    return digits if digits == "-0.0" else digits.removesuffix(".0")
