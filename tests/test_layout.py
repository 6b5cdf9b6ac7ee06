"""Tests the layout: in which folder each file lies, and which folder may import which."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

TOP_LEVEL = {
    "README.md",
    "LICENSE",
    "requirements.txt",
    "pyproject.toml",
    "app.py",
    "dwconv",
    "pages",
    "tests",
}

# From the ground up. A folder may import from itself and from those of lower floors.
FLOORS = (
    {"engine"},
    {"reference", "networks", "weights"},
    {"costs"},
    {"player"},
    {"teaching"},
    {"files"},
    {"classroom"},
    {"ui"},
)
FLOOR = {folder: floor for floor, folders in enumerate(FLOORS) for folder in folders}
GROUND = {
    "engine.errors": {"engine.errors"},
    "engine.check_numbers": {"engine.errors", "engine.check_numbers"},
    "engine.geometry": {"engine.errors", "engine.geometry"},
    "engine.spec": {"engine.errors", "engine.check_numbers", "engine.geometry", "engine.spec"},
}


HEAVY = {"streamlit", "tensorflow", "keras", "matplotlib"}


def sources() -> list[Path]:
    return sorted(
        path
        for path in [ROOT / "app.py", *ROOT.glob("dwconv/**/*.py"), *ROOT.glob("pages/**/*.py")]
        if path.exists()
    )


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """dwconv/engine/spec.py is engine.spec, dwconv/networks/__init__.py is networks."""
    parts = list(path.relative_to(ROOT / "dwconv").with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    return ".".join(parts)


def folder_of(module: str) -> str:
    """engine.spec lies in engine."""
    return module.partition(".")[0]


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """(dotted name, line, at import time) of all that a file imports, relative ones resolved.

    `from dwconv import steps` counts as dwconv.steps. What stands under `if TYPE_CHECKING` is for
    the type checker and does not count.
    """
    package = list(path.relative_to(ROOT).with_suffix("").parts)[:-1]
    found: list[tuple[str, int, bool]] = []

    def visit(node: ast.AST, at_import: bool) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        if isinstance(node, ast.Import):
            found.extend((alias.name, node.lineno, at_import) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            if name.split(".")[0] == "dwconv":
                found.extend(
                    (f"{name}.{alias.name}", node.lineno, at_import) for alias in node.names
                )
            else:
                found.append((name, node.lineno, at_import))
                found.extend((f"{name}.{a.name}", node.lineno, at_import) for a in node.names)
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            visit(child, at_import and not inside)

    visit(ast.parse(path.read_text("utf-8")), True)
    return found


def own_modules(path: Path) -> set[str]:
    """The modules of dwconv that a file imports from; a name of dwconv/__init__ is none."""
    found = set()
    for name, _, _ in imports(path):
        if name.split(".")[0] != "dwconv":
            continue
        tail = name.split(".")[1:]
        for length in range(len(tail), 0, -1):
            stem = ROOT / "dwconv" / Path(*tail[:length])
            if stem.with_suffix(".py").exists() or (stem / "__init__.py").exists():
                found.add(".".join(tail[:length]))
                break
    return found


def test_the_top_folder_holds_only_these_files() -> None:
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\0")
        top = {name.split("/")[0] for name in listed if name}
    else:
        top = {path.name for path in ROOT.iterdir()} - {"__pycache__", "build", "dwconv.egg-info"}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


def test_no_page_lies_directly_in_pages() -> None:
    # Streamlit would run it by itself, without app.py, on a fresh server's first hit.
    assert [path.name for path in ROOT.glob("pages/*.py")] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("pages/*/*.py")), ids=relative)
def test_a_page_is_short(path: Path) -> None:
    code = [
        line
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    assert len(code) <= 100, "what a page does at this length belongs in dwconv"


def test_every_folder_has_a_place_in_the_order_of_imports() -> None:
    assert {path.name for path in ROOT.glob("dwconv/*/") if path.name != "__pycache__"} == set(
        FLOOR
    )
    assert [path.name for path in ROOT.glob("dwconv/*.py")] == ["__init__.py"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("dwconv/*/**/*.py")), ids=relative)
def test_imports_point_downwards(path: Path) -> None:
    module = module_of(path)
    needed = own_modules(path)
    for other in needed:
        below = FLOOR[folder_of(other)] < FLOOR[folder_of(module)]
        assert below or folder_of(other) == folder_of(module), f"{module} imports {other}"
    assert needed <= GROUND.get(module, needed)


def test_no_two_modules_import_each_other() -> None:
    needs = {
        module_of(path): own_modules(path) - {module_of(path)}
        for path in ROOT.glob("dwconv/*/**/*.py")
    }
    while needs:
        free = [module for module, others in needs.items() if not others & needs.keys()]
        assert free, f"imports go in a circle among {sorted(needs)}"
        for module in free:
            del needs[module]


def test_every_class_has_a_name_of_its_own() -> None:
    where: dict[str, list[str]] = {}
    for path in sources():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(relative(path))
    assert len(where) > 100
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("path", sources(), ids=relative)
def test_heavy_libraries_are_imported_only_where_they_may_be(path: Path) -> None:
    name = relative(path)
    draws_pages = name == "app.py" or name.startswith(("pages/", "dwconv/ui/"))
    for imported, line, at_import in imports(path):
        where = f"{name}:{line} imports {imported}"
        library = imported.split(".")[0]
        if library == "streamlit":
            assert draws_pages or name == "dwconv/player/component.py", where
        elif library in {"tensorflow", "keras"}:
            assert name.startswith("dwconv/reference/") or name == "dwconv/networks/build.py", where
            assert not at_import, f"{where} outside a function"
        elif library == "matplotlib":
            # sample_values.py reads the photograph that matplotlib ships; figures/ draws.
            reads = name == "dwconv/engine/sample_values.py" and not at_import
            assert name.startswith("dwconv/files/figures/") or reads, where
            assert "pyplot" not in imported, f"{where}: pyplot is global state"


@pytest.mark.parametrize("path", sorted(ROOT.glob("dwconv/**/*.py")), ids=relative)
def test_only_ui_caches_with_streamlit(path: Path) -> None:
    if not relative(path).startswith("dwconv/ui/"):
        assert not re.search(r"cache_(data|resource)", path.read_text("utf-8"))


def loaded_by(statement: str) -> set[str]:
    """The top-level modules in a new interpreter after one statement."""
    script = f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in json.loads(done.stdout)}


def test_importing_dwconv_loads_nothing_heavy() -> None:
    extra = loaded_by("import dwconv") - loaded_by("import numpy")
    assert not extra & HEAVY
    third_party = {name for name in extra if not name.startswith("_")} - sys.stdlib_module_names
    assert third_party == {"dwconv"}


@pytest.mark.parametrize("name", ["check_numbers", "errors", "geometry", "spec"])
def test_the_lowest_modules_need_no_library_but_numpy(name: str) -> None:
    # Integer arithmetic only. dwconv/__init__ imports NumPy, so this reads the files.
    outside = {
        imported.split(".")[0] for imported, _, _ in imports(ROOT / f"dwconv/engine/{name}.py")
    }
    assert outside - sys.stdlib_module_names <= {"dwconv", "numpy"}


def test_the_public_names_are_spelled_out() -> None:
    import dwconv

    tree = ast.parse((ROOT / "dwconv" / "__init__.py").read_text("utf-8"))
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert {name for name in imported if not name.startswith("_")} == set(dwconv.__all__)
    assert len(set(dwconv.__all__)) == len(dwconv.__all__)
    for name in dwconv.__all__:
        public = getattr(dwconv, name)
        assert public.__doc__, f"dwconv.{name} has no docstring"


FETCHES = re.compile(
    r"""(?ix)
    \b(?:fetch|importScripts|XMLHttpRequest|EventSource|WebSocket)\s*\(   # from JavaScript
    | @import\b | url\(\s*['"]?(?:https?:)?//                             # from CSS
    | \b(?:src|srcset)\s*=\s*['"](?:https?:)?//                           # from HTML
    | <link\b[^>]*\bhref\s*=\s*['"](?:https?:)?//
    | \b(?:from|import)\s*\(?\s*['"]https?://                             # a module by its URL
    | \b(?:urlopen|urlretrieve|requests\.get|httpx\.)                     # from Python
    """
)


# Scripts that speak with the server that they came from: a class has no other way, and an
# answer of TensorFlow comes without a run of the page. Their joined
# files are named by what they are joined from.
SPEAKS_WITH_ITS_SERVER = {
    "dwconv/classroom/page/js/server.js",
    "dwconv/classroom/page/bundle/class-",
    "dwconv/classroom/page/bundle/class_with_comparison-",
    "dwconv/ui/components/class_server.js",
    "dwconv/ui/components/bundle/teacher_desk-",
    "dwconv/ui/components/tensorflow_badge.js",
    "dwconv/ui/components/bundle/tensorflow_badge-",
}
OTHER_SERVER = re.compile(r"""(?i)["'`](?:https?|wss?):?//(?!www\.w3\.org/)|["'`]//""")


def speaks_with_its_server(path: Path) -> bool:
    return relative(path).startswith(tuple(SPEAKS_WITH_ITS_SERVER))


def test_nothing_is_fetched_at_run_time() -> None:
    shown = [path for path in ROOT.glob("dwconv/**/*") if path.suffix in {".js", ".css", ".html"}]
    offences = [
        f"{relative(path)}: {match.group()}"
        for path in [*sources(), *shown, ROOT / ".streamlit" / "config.toml"]
        for match in FETCHES.finditer(path.read_text("utf-8"))
        if not (speaks_with_its_server(path) and match.group().startswith(("fetch", "EventSource")))
    ]
    assert offences == []


def test_scripts_that_speak_with_their_server_name_no_other() -> None:
    found = [path for path in ROOT.glob("dwconv/**/*.js") if speaks_with_its_server(path)]
    assert len(found) == len(SPEAKS_WITH_ITS_SERVER)
    for path in found:
        assert OTHER_SERVER.findall(path.read_text("utf-8")) == [], relative(path)


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/[\w.]")
    offences = [
        f"{relative(path)}: {match.group()}"
        for path in [*sources(), *ROOT.glob("tests/**/*.py"), ROOT / "README.md"]
        for match in pattern.finditer(path.read_text("utf-8"))
    ]
    assert offences == []


def test_only_one_module_reads_and_writes_the_url() -> None:
    for path in sources():
        if relative(path) != "dwconv/ui/address_bar.py":
            assert not re.search(r"\bst\.query_params", path.read_text("utf-8")), path
