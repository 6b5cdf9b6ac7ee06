"""What tests of classes share: a Redis server, and the stores under test."""

from collections.abc import Iterator

import pytest

from tests.classroom.redis_server import RedisServer, new_redis_server


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis server that all tests share; each takes rooms of its own."""
    server = new_redis_server(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()
