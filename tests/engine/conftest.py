"""TensorFlow in this process, for tests that compare the engine with it."""

import os
import warnings
from types import ModuleType

import pytest

from dwconv.reference.inside_tensorflow import import_tensorflow


@pytest.fixture(scope="session")
def tf() -> ModuleType:
    """TensorFlow: imported by the first test that needs it, since that takes seconds."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_tensorflow()
