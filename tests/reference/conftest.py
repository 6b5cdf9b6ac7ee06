"""The TensorFlow that all tests of this folder share."""

import pytest

from dwconv.reference import process
from dwconv.reference.process import Backend


@pytest.fixture(scope="session")
def backend() -> Backend:
    """TensorFlow, started and ready."""
    process.shared_worker().submit(abs, 1).result()
    about = process.status().about
    assert isinstance(about, Backend)
    return about
