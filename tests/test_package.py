"""Tests the package as pip builds it: its files, its requirements, and that it works outside the repository."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from importlib.metadata import version
from pathlib import Path

import pytest

import dwconv

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from a copy so that nothing is left in this folder."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "dwconv", source / "dwconv", ignore=shutil.ignore_patterns("*.pyc"))
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", folder, source],
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def metadata(wheel: zipfile.ZipFile) -> dict[str, list[str]]:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    message = message_from_bytes(wheel.read(name))
    return {key: message.get_all(key, []) for key in message}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", line.strip(), maxsplit=1)[0] for line in requirements}


def test_every_file_of_the_folder_is_in_the_package(wheel: zipfile.ZipFile) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dwconv").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == files


def test_the_package_needs_numpy_alone(wheel: zipfile.ZipFile) -> None:
    required = metadata(wheel)["Requires-Dist"]
    assert names([line for line in required if "extra ==" not in line]) == {"numpy"}


def test_the_version_stands_in_one_place(wheel: zipfile.ZipFile) -> None:
    assert metadata(wheel)["Version"] == [dwconv.__version__]
    assert "version" in PROJECT["dynamic"]


def test_the_package_works_in_another_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    script = (
        "import dwconv, json, numpy; spec = dwconv.ConvSpec(3, 3, 1, kernel=2);"
        "shown = dwconv.show(spec, numpy.ones((1, 3, 3, 1)), numpy.ones((2, 2, 1, 1)));"
        "from dwconv.networks import network; assert network('MobileNet');"
        "print(dwconv.__version__, dwconv.__file__, 'dw-player' in shown._repr_html_())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    file = tmp_path / "installed" / "dwconv" / "__init__.py"
    assert done.stdout.split() == [dwconv.__version__, str(file), "True"]


def test_the_folder_costs_never_stands_in_the_place_of_the_function_costs() -> None:
    # pytest imports the modules of a folder that it is given itself.
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "dwconv/costs/printed_by_tools.py",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_requirements_pin_what_the_app_needs() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pinned = names([line for line in lines if "==" in line and not line.startswith("#")])
    extra = PROJECT["optional-dependencies"]["app"]
    assert names([*PROJECT["dependencies"], *extra]) <= pinned
    assert "--editable ." in lines


def test_what_is_installed_is_what_the_package_asks_for() -> None:
    from packaging.requirements import Requirement

    extra = PROJECT["optional-dependencies"]["app"]
    for requirement in map(Requirement, [*PROJECT["dependencies"], *extra]):
        if requirement.marker is None or requirement.marker.evaluate():
            assert requirement.specifier.contains(version(requirement.name)), requirement
