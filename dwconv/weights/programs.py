"""The line of NumPy that puts weights of one framework in the order of another."""

from __future__ import annotations

from dwconv.weights.layouts import find_layout


def conversion_code(
    source: str, target: str, sizes: tuple[int, int, int, int], *, name: str = "weights"
) -> str:
    """Return an expression that converts an array between two frameworks.

    Parameters
    ----------
    source, target : str
        Names of `dwconv.weights.LAYOUTS`.
    sizes : tuple of int
        Kernel height, kernel width, C and M.
    name : str, optional
        Of the array in the code.

    Returns
    -------
    str
        Only the steps that are needed; several stand below each other, since a phone has no room for
        them in one line.

    Examples
    --------
    >>> print(conversion_code("PyTorch", "TensorFlow", (3, 2, 3, 2)))
    (weights.reshape(3, 2, 3, 2)
     .transpose(2, 3, 0, 1))
    >>> print(conversion_code("TensorFlow", "TFLite", (3, 2, 3, 2)))
    weights.reshape(1, 3, 2, 6)
    >>> print(conversion_code("TensorFlow", "Keras", (3, 2, 3, 2)))
    weights
    """
    before, after = find_layout(source), find_layout(target)
    by_letter = dict(zip("HWCM", sizes, strict=True))
    shape, wanted = before.shape(*sizes), after.shape(*sizes)
    order = [before.letters.index(letter) for letter in after.letters]
    steps = []
    if order != sorted(order):
        spread = tuple(by_letter[letter] for letter in before.letters)
        if spread != shape:
            steps.append(f".reshape{spread}")
        steps.append(f".transpose{tuple(order)}")
        shape = tuple(spread[axis] for axis in order)
    if shape != wanted:
        steps.append(f".reshape{wanted}")
    lines = "\n ".join(steps)
    return f"({name}{lines})" if len(steps) > 1 else f"{name}{lines}"
