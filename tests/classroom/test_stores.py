"""Both stores, by the same tests: in memory, and in a real Redis."""

import asyncio
import hashlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
import redis as redis_client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dwconv.classroom import events, redis_copy_of_room, room_state
from dwconv.classroom.events import ClassError, Event
from dwconv.classroom.limits import Limits
from dwconv.classroom.memory_store import MemoryStore
from dwconv.classroom.redis_store import RedisStore
from dwconv.classroom.room_state import Room
from dwconv.classroom.store_interface import (
    FORGOTTEN_AFTER,
    CodeTaken,
    Store,
    connection_name,
    now_ms,
)
from tests.classroom.random_events import going_on
from tests.classroom.redis_server import RedisServer, new_redis_server
from tests.event_loop import run_in_own_loop

LIMITS = Limits(rooms=3, students=3, lifetime=1000, questions=4, pictures_bytes=3000)
_numbers = itertools.count()

T = TypeVar("T")
NewStore = Callable[[], Store]


def new_room(limits: Limits = LIMITS) -> Room:
    letters = "BCDFGHJKMN"
    number = next(_numbers)
    code = "".join(letters[number // 10**place % 10] for place in range(5))
    return Room(code, "digest", now_ms(), limits)


@pytest.fixture(params=["memory", "redis"])
def new_store(request: pytest.FixtureRequest) -> NewStore:
    """Return a function that opens a store that holds nothing."""
    if request.param == "memory":
        return lambda: MemoryStore(LIMITS)
    server = request.getfixturevalue("redis_server")
    return lambda: RedisStore(server.address, LIMITS)


@asynccontextmanager
async def opened(*stores: Store) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        for store in stores:
            stack.push_async_callback(store.close)
        yield


def picture_of(payload: bytes) -> events.Pictured:
    return events.Pictured(at=now_ms(), hash=hashlib.sha256(payload).hexdigest())


def asked(name: str = "q1") -> events.Asked:
    return events.Asked(at=now_ms(), id=name, public={"kind": "number"}, whole={"answer": 3})


def joined(student: str = "student1") -> events.Joined:
    return events.Joined(at=now_ms(), student=student, connection="one")


def test_a_room_is_kept_under_its_code_alone(new_store: NewStore) -> None:
    async def test() -> None:
        store, one = new_store(), new_room()
        async with opened(store):
            assert await store.feed(one.code) is None
            with pytest.raises(ClassError, match="no class with the code"):
                await store.send(one.code, asked())
            await store.create(one)
            feed = await store.feed(one.code)
            assert feed is not None
            assert feed.room == one
            with pytest.raises(CodeTaken):
                await store.create(one)

    run_in_own_loop(test())


def test_a_room_too_many_is_refused_until_one_ends(new_store: NewStore) -> None:
    async def test() -> None:
        store = new_store()
        async with opened(store):
            all_rooms = [new_room() for _ in range(LIMITS.rooms)]
            for one in all_rooms:
                await store.create(one)
            with pytest.raises(ClassError, match="3 classes are running on this server"):
                await store.create(new_room())
            await store.send(all_rooms[0].code, events.Ended(at=now_ms()))
            await store.create(new_room())

    run_in_own_loop(test())


def test_an_event_changes_the_room_or_says_why_not(new_store: NewStore) -> None:
    async def test() -> None:
        store, one = new_store(), new_room()
        async with opened(store):
            await store.create(one)
            assert (await store.send(one.code, events.ModeSet(mode="free"))).mode == "free"
            with pytest.raises(ClassError, match="There is no open question"):
                await store.send(one.code, events.Closed())
            await store.send(one.code, events.Ended(at=now_ms()))
            with pytest.raises(ClassError, match="This class has ended"):
                await store.send(one.code, asked())

    run_in_own_loop(test())


def test_a_feed_wakes_pages_at_a_new_version_and_the_teacher_at_every_change(
    new_store: NewStore,
) -> None:
    async def test() -> None:
        store, one = new_store(), new_room()
        async with opened(store):
            await store.create(one)
            feed = await store.feed(one.code)
            assert feed is not None
            page = asyncio.ensure_future(feed.state_changed.wait())
            teacher = asyncio.ensure_future(feed.changed.wait())
            await asyncio.sleep(0)
            await store.send(one.code, joined())
            await asyncio.wait_for(teacher, 5)
            assert not page.done()
            await store.send(one.code, asked())
            await asyncio.wait_for(page, 5)

    run_in_own_loop(test())


def test_pictures_are_kept_while_they_are_shown(new_store: NewStore) -> None:
    async def test() -> None:
        store, one = new_store(), new_room()
        payloads = [bytes([number]) * 900 for number in range(3)]
        names = [picture_of(payload).hash for payload in payloads]
        async with opened(store):
            await store.create(one)
            for payload in payloads:
                await store.show(one.code, picture_of(payload), payload)
            assert await store.picture(one.code, names[0]) is None
            assert await store.picture(one.code, names[1]) == payloads[1]
            assert await store.picture(one.code, names[2]) == payloads[2]
            other = new_room()
            await store.create(other)
            assert await store.picture(other.code, names[2]) is None, "it is not this class's"
            with pytest.raises(ClassError, match="no other picture fits"):
                await store.show(other.code, picture_of(b"x" * 2500), b"x" * 2500)

    run_in_own_loop(test())


def test_a_class_ends_in_time_and_is_forgotten(new_store: NewStore) -> None:
    async def test() -> None:
        store, one = new_store(), new_room()
        async with opened(store):
            await store.create(one)
            feed = await store.feed(one.code)
            assert feed is not None
            await store.tidy(one.ends - 1)
            assert not feed.room.ended
            await store.tidy(one.ends)
            assert feed.room.ended
            await store.tidy(one.ends + FORGOTTEN_AFTER)
            if isinstance(store, MemoryStore):
                assert await store.feed(one.code) is None

    run_in_own_loop(test())


def test_many_answers_at_once_are_all_counted(new_store: NewStore) -> None:
    async def test() -> None:
        store, one = new_store(), new_room(Limits(students=300))
        names = [f"student{number:03}" for number in range(300)]
        async with opened(store):
            await store.create(one)
            await asyncio.gather(*(store.send(one.code, joined(name)) for name in names))
            await store.send(one.code, asked())
            sent = [
                events.Answered(student=name, question="q1", answer=str(turn))
                for turn in range(3)
                for name in names
            ]
            await asyncio.gather(*(store.send(one.code, event) for event in sent))
            feed = await store.feed(one.code)
            assert feed is not None
            assert feed.room.questions[0].answers == dict.fromkeys(names, "2")

    run_in_own_loop(test())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(going_on, st.booleans()), max_size=15))
def test_two_servers_hold_the_room_that_the_events_make(
    redis_server: RedisServer, happened: list[tuple[Event, bool]]
) -> None:
    # Sent at random through one or the other, and compared with a plain fold of the same events.
    async def test() -> None:
        stores = [RedisStore(redis_server.address, LIMITS) for _ in range(2)]
        one = new_room()
        async with opened(*stores):
            with redis_client.Redis.from_url(redis_server.address) as client:
                client.flushall()
            await stores[0].create(one)
            expected = one
            feeds = [await store.feed(one.code) for store in stores]
            for number, (one_event, second) in enumerate(happened):
                event = replace(one_event, at=5 + number)  # equal events would count as sent twice
                reason = room_state.refusal(expected, event)
                if reason is None:
                    expected = room_state.apply(expected, event)
                    assert await stores[second].send(one.code, event) == expected
                else:
                    with pytest.raises(ClassError, match=_literally(reason)):
                        await stores[second].send(one.code, event)
            for feed in feeds:
                assert feed is not None
                patience = now_ms() + 5000
                while feed.room != expected and now_ms() < patience:
                    await asyncio.sleep(0.005)
                assert feed.room == expected

    run_in_own_loop(test())


def _literally(reason: ClassError) -> str:
    import re

    return re.escape(str(reason))


def test_a_long_list_of_events_is_shortened_and_says_the_same(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_copy_of_room, "_COMPACT_AT", 20)

    async def test() -> None:
        one = new_room()
        first, second = (RedisStore(redis_server.address, LIMITS) for _ in range(2))
        async with opened(first, second):
            await first.create(one)
            await first.feed(one.code)
            for step in range(100):
                await first.send(one.code, events.Moved(step=step))
            # A server that has seen nothing yet reads the list, finds it long, and shortens it.
            feed = await second.feed(one.code)
            assert feed is not None
            await second.send(one.code, events.Moved(step=500))
            await asyncio.gather(
                *(second.send(one.code, events.Moved(step=step)) for step in range(101, 130))
            )
            log = f"dwconv:class:{one.code}:log"
            with redis_client.Redis.from_url(redis_server.address) as client:
                length = client.llen(log)
            assert length < 100, "nobody shortened it"
            third = RedisStore(redis_server.address, LIMITS)
            async with opened(third):
                assert (await third.send(one.code, events.Moved(step=9))).version == 1 + 131
            assert (await first.send(one.code, events.Moved(step=7))).version == 1 + 132

    run_in_own_loop(test())


def test_shortening_keeps_what_came_meanwhile(redis_server: RedisServer) -> None:
    async def test() -> None:
        one = new_room()
        first, second = (RedisStore(redis_server.address, LIMITS) for _ in range(2))
        async with opened(first, second):
            await first.create(one)
            happened: list[Event] = [events.Moved(step=step) for step in range(9)]
            after = one
            for event in happened[:5]:
                after = room_state.apply(after, event)
            for event in happened:
                expected = await first.send(one.code, event)
            with redis_client.Redis.from_url(redis_server.address) as client:
                run = client.hget(f"dwconv:class:{one.code}:start", "run")
                await first.compact(after, run, 5)
                assert client.llen(f"dwconv:class:{one.code}:log") == 4
            feed = await second.feed(one.code)
            assert feed is not None
            assert feed.room == expected
            assert await first.send(one.code, happened[0]) == room_state.apply(
                expected, happened[0]
            )

    run_in_own_loop(test())


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = new_redis_server(tmp_path)
    yield server
    server.stop()


@pytest.mark.parametrize("first_to_ask", [0, 1])
def test_a_class_outlives_a_redis_that_forgets(own_redis: RedisServer, first_to_ask: int) -> None:
    async def test() -> None:
        one, payload = new_room(), b"x" * 100
        first, second = (RedisStore(own_redis.address, LIMITS) for _ in range(2))
        async with opened(first, second):
            await first.create(one)
            feeds = [await store.feed(one.code) for store in (first, second)]
            assert feeds[0] is not None
            await first.show(one.code, picture_of(payload), payload)
            await first.send(one.code, joined())
            await first.send(one.code, asked())
            await second.send(
                one.code, events.Answered(student="student1", question="q1", answer="3")
            )
            await asyncio.to_thread(own_redis.stop)
            with pytest.raises(ClassError, match="Trying again helps") as refused:
                await first.send(one.code, events.ModeSet(mode="free"))
            assert (refused.value.status, refused.value.wait) == (503, 2)
            await asyncio.to_thread(own_redis.start)
            after = await _insist(
                (first, second)[first_to_ask], one.code, events.ModeSet(mode="free")
            )
            assert after.epoch == 1, "pages send their answers again"
            # Only the first has the picture, and either may have put the room back.
            patience = now_ms() + 8000
            while await second.picture(one.code, picture_of(payload).hash) != payload:
                assert now_ms() < patience
                await asyncio.sleep(0.02)
            # Whichever server put the room back, the other one adds the answer if it was missing.
            patience = now_ms() + 8000
            while feeds[0].room.questions[0].answers != {"student1": "3"}:
                assert now_ms() < patience
                await asyncio.sleep(0.02)
            await _insist(second, one.code, events.Closed())
            for feed in feeds:
                assert feed is not None
                patience = now_ms() + 8000
                while feed.room.question is None or feed.room.question.open:
                    assert now_ms() < patience
                    await asyncio.sleep(0.02)
                assert (feed.room.epoch, feed.room.mode) == (1, "free")

    run_in_own_loop(test())


async def _insist(store: Store, code: str, event: Event) -> Room:
    """Send an event as a page does: again, while the store cannot be reached."""
    for _ in range(40):
        with suppress(ClassError):
            return await store.send(code, event)
        await asyncio.sleep(0.1)
    raise AssertionError("it was refused for 4 s")


def test_an_event_that_was_sent_twice_counts_once(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The connection is lost after Redis has taken the event and before it has said so.
    async def test() -> None:
        one = new_room()
        store = RedisStore(redis_server.address, LIMITS)
        async with opened(store):
            await store.create(one)
            await store.feed(one.code)
            add_events = store.add_events
            lost = 0

            async def add_and_lose(*arguments: Any, **named: Any) -> Any:
                nonlocal lost
                reply = await add_events(*arguments, **named)
                if arguments[3] and not lost:
                    lost += 1
                    raise ConnectionError("lost")
                return reply

            monkeypatch.setattr(store, "add_events", add_and_lose)
            after = await store.send(one.code, asked())
            assert lost == 1
            assert [question.id for question in after.questions] == ["q1"]

    run_in_own_loop(test())


class LosingProxy:
    """Stands before Redis and loses a connection when it is told to, as a network or a restart does."""

    def __init__(self, redis_server: RedisServer, *, after_the_request: bool) -> None:
        self._port = redis_server.port
        self._after_the_request = after_the_request
        self.lose_next = False
        self.lost = 0
        self._serving = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        async with server:
            yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
        while self._serving:
            await asyncio.sleep(0.01)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_redis, to_redis = await asyncio.open_connection("127.0.0.1", self._port)
        self._serving += 1
        answering = asyncio.create_task(_pass_on(from_redis, writer))
        of_the_connection = (b"HELLO", b"CLIENT", b"PING", b"SUBSCRIBE")
        while request := await reader.read(65536):
            if self.lose_next and not any(word in request for word in of_the_connection):
                self.lose_next = False
                self.lost += 1
                answering.cancel()
                await asyncio.wait([answering])  # two cannot read at a time
                if self._after_the_request:
                    to_redis.write(request)
                    await from_redis.read(1)  # Redis has done it, and nobody hears of it
                break
            to_redis.write(request)
        answering.cancel()
        for end in (writer, to_redis):
            end.close()
            with suppress(ConnectionError):
                await end.wait_closed()
        self._serving -= 1


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)


@pytest.mark.parametrize("after_the_request", [False, True])
def test_a_connection_lost_at_any_request_is_noticed_by_nobody(
    redis_server: RedisServer, after_the_request: bool
) -> None:
    async def test() -> None:
        proxy = LosingProxy(redis_server, after_the_request=after_the_request)
        one, payload = new_room(), b"x" * 100
        async with proxy.running() as address:
            behind, direct = RedisStore(address, LIMITS), RedisStore(redis_server.address, LIMITS)
            async with opened(behind, direct):

                async def lossy(done: Awaitable[T]) -> T:
                    before, proxy.lose_next = proxy.lost, True
                    result = await done
                    assert proxy.lost == before + 1, "a request was sent"
                    return result

                await lossy(behind.create(one))
                feed = await lossy(behind.feed(one.code))
                assert feed is not None
                await lossy(behind.send(one.code, asked()))
                shown = picture_of(payload)
                await lossy(behind.show(one.code, shown, payload))
                other = picture_of(payload * 2)
                await direct.show(one.code, other, payload * 2)
                await behind.send(one.code, events.ModeSet(mode="free"))
                assert await lossy(behind.picture(one.code, other.hash)) == payload * 2
                await lossy(behind.tidy(now_ms()))
                assert [question.id for question in feed.room.questions] == ["q1"]

    run_in_own_loop(test())


def test_students_of_a_killed_server_are_no_longer_counted(redis_server: RedisServer) -> None:
    async def test() -> None:
        one = new_room()
        killed, second = (RedisStore(redis_server.address, LIMITS) for _ in range(2))
        async with opened(killed, second):
            await second.create(one)
            for store, student in (killed, "student1"), (second, "student2"), (killed, "student3"):
                name = connection_name(store.server)
                await second.send(one.code, events.Joined(student=student, connection=name))
            feed = await second.feed(one.code)
            assert feed is not None
            await killed.tidy(now_ms())
            for _ in range(3):
                await second.tidy(now_ms())
            assert len(feed.room.present) == 3, "both say that they are there"
            with redis_client.Redis.from_url(redis_server.address) as client:
                assert client.pttl(f"dwconv:class:server:{killed.server}") > 0
                client.delete(f"dwconv:class:server:{killed.server}")  # as time does
            again = connection_name(second.server)
            await second.send(one.code, events.Joined(student="student1", connection=again))
            await second.tidy(now_ms())
            assert len(feed.room.present) == 3, "it may only be that Redis was restarted"
            await second.tidy(now_ms())
            await second.send(one.code, events.ModeSet(mode="free"))  # behind what was sent before
            assert sorted(feed.room.present) == ["student1", "student2"]

    run_in_own_loop(test())
