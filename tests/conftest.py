"""What every test shares."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dwconv.reference import ask_tensorflow
from dwconv.reference.inside_tensorflow import Backend
from tests.fast_part import FastPart

# Speed is measured in tests/bench, never asserted: no deadline, and no complaint about a machine
# that is busy. CI tries the same examples every time; a person's runs look for new ones.
settings.register_profile(
    "dwconv",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("dwconv")

# oneDNN's banner and TensorFlow's start-up lines tell a test's reader nothing.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

# TensorFlow has two programs for most ops, and takes oneDNN's by itself only where the
# processor has instructions for it. The tests are of the same one everywhere; =0 runs them with the other.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")


def pytest_configure(config: pytest.Config) -> None:
    # A plugin of its own, so that it hears of the doctests under dwconv/ as well.
    config.pluginmanager.register(FastPart(), "fast part")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds app.py."""
    return Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser's tests last: they are slow, and what breaks below breaks there too."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session")
def backend() -> Backend:
    """The TensorFlow that all tests share, started and ready."""
    ask_tensorflow.shared_worker().submit(abs, 1).result()
    about = ask_tensorflow.status().about
    assert isinstance(about, Backend)
    return about


@pytest.fixture(autouse=True, scope="module")
def _collections_stay_quick() -> None:
    """After every run of a page Streamlit collects garbage: not through all that came before."""
    gc.collect()
    gc.freeze()
