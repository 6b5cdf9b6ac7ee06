"""What is deployed is what requirements.txt pins: with hashes, and with its licence named."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CONTAINER = {"sys_platform": "linux", "platform_machine": "x86_64", "python_version": "3.11"}
DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}$")


def pinned(root: Path) -> list[Requirement]:
    lines = (root / "requirements.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if re.match(r"[a-z]", line)]


def in_container(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(CONTAINER)


def locked(root: Path) -> dict[tuple[str, str], list[str]]:
    """Return (name, pinned version) and the hashes of every package in the lock."""
    text = (root / ".deploy" / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        requirement, *hashes = re.split(r"\s+(?=--hash=)", line.strip())
        parsed = Requirement(requirement)
        found[canonicalize_name(parsed.name), str(parsed.specifier)] = hashes
    return found


def test_the_lock_holds_exactly_what_is_pinned(root: Path) -> None:
    wanted = {(canonicalize_name(one.name), str(one.specifier)) for one in pinned(root)}
    assert set(locked(root)) == wanted, "run .deploy/update"


def test_every_package_in_the_lock_has_its_hashes(root: Path) -> None:
    for package, hashes in locked(root).items():
        assert hashes, package
        assert all(DIGEST.match(one) for one in hashes), package


def test_every_package_has_its_licence_named(root: Path) -> None:
    text = (root / ".deploy" / "LICENCES.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    named = {(canonicalize_name(row[0]), f"=={row[1]}"): row[2] for row in rows if len(row) == 3}
    for one in filter(in_container, pinned(root)):
        licence = named.get((canonicalize_name(one.name), str(one.specifier)), "")
        assert licence not in ("", "UNKNOWN"), f"{one}: run .deploy/update"


@pytest.mark.parametrize("name", ["requirements.lock", "LICENCES.md"])
def test_nothing_names_where_a_package_came_from(root: Path, name: str) -> None:
    text = (root / ".deploy" / name).read_text("utf-8")
    assert "file://" not in text
    assert "index-url" not in text
