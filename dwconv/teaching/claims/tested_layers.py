"""Says in words on which layers a claim is tested: whoever reads it may see another layer."""

from __future__ import annotations

from typing import Any

from dwconv.reference.calls import Call, tensorflow_arguments
from dwconv.teaching.claims.claim import Claim, Question

_MOST = 4  # of more, those of whole networks, the test itself tells


def tested_layers(claim: Claim) -> str:
    """Say which layers a claim is tested on, each in full, and that they are its own.

    Examples
    --------
    >>> from dwconv.teaching.claims import find_claim
    >>> print(tested_layers(find_claim("same-shape")))
    Tested on its own layer, not on the picture's: input of shape (1, 3, 3, 1), kernel 2×1, M = 2, stride 1, padding VALID.
    """
    layers = list(dict.fromkeys(map(_layer, claim.questions)))
    own = "its own layer" if len(layers) == 1 else f"{len(layers)} layers of its own"
    said = f"Tested on {own}, not on the picture's"
    return f"{said}. {claim.test}" if len(layers) > _MOST else f"{said}: {'; '.join(layers)}."


def _layer(question: Question) -> str:
    if isinstance(question, Call):
        given = question.parameters
        shape, (kh, kw, depth, last) = question.input.shape, question.filter.shape
        channels = shape[1 if question.data_format == "NCHW" else -1]
        weights = f"kernel {kh}×{kw}, M = {last}"
        if question.op == "conv2d":
            weights = f"conv2d with {last} filters of {kh}×{kw}×{depth}"
        elif depth != channels:
            weights = f"filter of shape {question.filter.shape}"
    else:
        spec, filters = question.spec, question.filters
        given = tensorflow_arguments(spec)._asdict()
        shape, (kh, kw) = spec.input_shape, spec.kernel
        weights = f"kernel {kh}×{kw}, M = {spec.multiplier}, or conv2d with {filters} "
        weights += f"filter{'s' * (filters > 1)} of {kh}×{kw}×{spec.channels}"
    words = [f"input of shape {shape}", weights, f"stride {_moves(given, 'strides')}"]
    if given["dilations"]:
        words.append(f"dilation {_moves(given, 'dilations')}")
    words.append(f"padding {given['padding']}")
    if given["data_format"] == "NCHW":
        words.append("NCHW")
    return ", ".join(words)


def _moves(given: dict[str, Any], name: str) -> str:
    """Strides or dilations as the page has them, or all four where those of the other axes are not 1."""
    numbers = [int(number) for number in given[name]]
    first = 2 if given["data_format"] == "NCHW" else 1
    down, across = numbers[first : first + 2] if len(numbers) == 4 else numbers
    if len(numbers) == 4 and sum(numbers) != down + across + 2:
        return str(numbers)
    return str(down) if down == across else f"{down} down and {across} across"
