"""What a teacher's link hides from its readers, and what it locks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dwconv.ui.parameters.links import quote
from dwconv.ui.parameters.table import CONTROLS

IN_LINKS = {"hidden": "hide", "locked": "lock"}
"""The names in a link, by those of the attributes of `Restrictions`."""

NAMES = frozenset(IN_LINKS.values())

SOLUTIONS = "solutions"
"""What can be locked besides the controls of the layer: the solutions of exercises."""


@dataclass(frozen=True)
class Restrictions:
    """Controls that are not shown, and controls that are shown but cannot be changed.

    Attributes
    ----------
    hidden, locked : tuple of str
        Names of `CONTROLS`; `locked` may also have `SOLUTIONS`.
    """

    hidden: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()

    def any(self) -> bool:
        """Whether any are of the layer: then the layer as a whole cannot be replaced either."""
        return any(name in CONTROLS for name in self.hidden + self.locked)

    def locks_solutions(self) -> bool:
        """Whether the exercises are shown without their solutions."""
        return SOLUTIONS in self.locked


def locked_sentence(what: str) -> str:
    """Say that something cannot be changed.

    Examples
    --------
    >>> locked_sentence("kernel")
    'The link to this page locks the kernel.'
    """
    return f"The link to this page locks the {what}."


def read_restrictions(query: Mapping[str, str]) -> tuple[Restrictions, list[str]]:
    """Read `hide` and `lock` from a URL: names of controls, with "_" between them.

    Examples
    --------
    >>> read_restrictions({"hide": "seed_stride", "lock": "size"})
    (Restrictions(hidden=('stride', 'seed'), locked=('size',)), [])
    >>> read_restrictions({"lock": "solutions"})[0].locks_solutions()
    True
    >>> read_restrictions({"hide": "everything"})[1]
    ['hide=everything: there is no control with this name. The names are: examples, size, channels, kernel, multiplier, stride, dilation, padding, input, weights, seed.']
    """
    found: dict[str, tuple[str, ...]] = {}
    warnings = []
    for name, in_link in IN_LINKS.items():
        known = (*CONTROLS, SOLUTIONS) if name == "locked" else tuple(CONTROLS)
        asked = [control for control in query.get(in_link, "").split("_") if control]
        found[name] = tuple(control for control in known if control in asked)
        unknown = [control for control in asked if control not in known]
        if unknown:
            warnings.append(
                f"{in_link}={quote(unknown[0])}: there is no control with this name. The names are: "
                f"{', '.join(known)}."
            )
    return Restrictions(**found), warnings


def write_restrictions(restrictions: Restrictions) -> dict[str, str]:
    """The parameters that `read_restrictions` reads back."""
    return {
        in_link: "_".join(controls)
        for name, in_link in IN_LINKS.items()
        if (controls := getattr(restrictions, name))
    }
