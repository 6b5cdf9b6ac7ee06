"""All claims, in the order of the lesson."""

from __future__ import annotations

from functools import cache

from dwconv.engine.errors import DwconvError
from dwconv.teaching.claims import (
    about_channels,
    about_cost,
    about_parameters,
    about_practice,
    about_sizes,
    about_strides,
    appended_claims,
)
from dwconv.teaching.claims.claim import Claim

_FILES = (  # links count the claims: later ones come last
    about_sizes,
    about_cost,
    about_channels,
    about_parameters,
    about_strides,
    about_practice,
    appended_claims,
)


@cache
def claims() -> tuple[Claim, ...]:
    """All claims, in the order of the lesson; links count them, so later ones come last."""
    return tuple(claim for module in _FILES for claim in module.claims())


def find_claim(key: str) -> Claim:
    """The claim of that key.

    Raises
    ------
    DwconvError
        If there is none.
    """
    for claim in claims():
        if claim.key == key:
            return claim
    raise DwconvError("claim", key, f"must be one of {', '.join(claim.key for claim in claims())}")
