"""What tests of classes share: a Redis server."""

from collections.abc import Iterator

import pytest
import redis

from tests.classroom.redis_server import RedisServer, new_redis_server


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = new_redis_server(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture
def redis_server(_running: RedisServer) -> RedisServer:
    """A Redis server that holds nothing yet."""
    with redis.Redis.from_url(_running.address) as client:
        client.flushall()
    return _running
