"""The TensorFlow that all tests of this folder share."""

import pytest

from dwconv.reference import tensorflow_process
from dwconv.reference.tensorflow_process import Backend


@pytest.fixture(scope="session")
def backend() -> Backend:
    """TensorFlow, started and ready."""
    tensorflow_process.shared_worker().submit(abs, 1).result()
    about = tensorflow_process.status().about
    assert isinstance(about, Backend)
    return about
