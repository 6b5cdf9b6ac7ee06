"""Rooms in Redis, so that several server processes and machines serve one class.

A room is a function of its events, so Redis keeps events: a list in the order in which they came,
and the room before the first of them. Every server applies them to its own copy of the room, and
all copies are the same. News of an event travels by publish and subscribe.

Should Redis forget everything, because it was restarted without a disk, the first server that sees
it puts its copy back. That is the event `Restored`: the other servers then send the answers that
this copy lacks, and pages send their own again.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections import OrderedDict
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError

from dwconv.classroom import events
from dwconv.classroom import redis_scripts as scripts
from dwconv.classroom import room_state as rooms
from dwconv.classroom.events import ClassError, Event, Pictured
from dwconv.classroom.limits import Limits
from dwconv.classroom.memory_store import too_many_pictures_error, too_many_rooms_error
from dwconv.classroom.redis_copy_of_room import PAUSE, RoomCopy, unreachable_error
from dwconv.classroom.room_state import Room
from dwconv.classroom.store_interface import (
    FORGOTTEN_AFTER,
    CodeTaken,
    Feed,
    no_such_class_error,
    now_ms,
    server_of,
)

_ROOMS = "dwconv:class:rooms"  # codes by when they end
_SIZES = "dwconv:class:pictures"  # bytes of pictures by code
_NEWS = "dwconv:class:news"  # channel: the code of a room that something happened in
_KEPT_AFTER_END = 600_000  # ms: so that no server that was cut off puts back a class that ended
_PICTURES_HERE = 40
_SERVER_LIVES = 60_000  # ms after its last word for which a server counts as alive; three looks


def _server_key(server: str) -> str:
    return f"dwconv:class:server:{server}"


def _key(code: str, part: str) -> str:
    return f"dwconv:class:{code}:{part}"


class RedisStore:
    """A `Store` that several servers share.

    Parameters
    ----------
    address : str
        ``redis://host:6379/0``, ``rediss://...`` or ``unix://...``, as redis-py reads it.
    limits : Limits, optional
    """

    def __init__(self, address: str, limits: Limits | None = None) -> None:
        self.server = secrets.token_hex(4)
        self._missed: set[str] = set()  # servers that did not say at the last look that they live
        self._limits = limits or Limits()
        self._redis: Any = Redis.from_url(
            address,
            socket_connect_timeout=3,
            socket_timeout=5,
            health_check_interval=15,
            # A kept connection that Redis has closed is noticed only when it is used. What is sent
            # again does no harm: each script and each event has its effect once.
            retry=Retry(NoBackoff(), 1, (ConnectionLost,)),
        )
        all_scripts = (
            scripts.CREATE_ROOM,
            scripts.ADD_EVENTS,
            scripts.SHORTEN_LOG,
            scripts.RESTORE_ROOM,
            scripts.KEEP_PICTURE,
        )
        registered = [self._redis.register_script(script) for script in all_scripts]
        self._create, self._add_events, self._compact, self._restore, self._keep = registered
        self._copies: dict[str, RoomCopy] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._listener: asyncio.Task[None] | None = None
        self._closed = False

    # -- what `Store` asks for

    async def create(self, room: Room) -> None:
        """Keep a new room; see `Store`."""
        with _sentences():
            made = await self._create(
                keys=[_ROOMS, _key(room.code, "start")],
                args=[
                    *(room.code, now_ms(), room.ends + FORGOTTEN_AFTER),
                    *(self._limits.rooms, _new_run(), rooms.encode(room)),
                ],
            )
        if made == b"taken":
            raise CodeTaken(f"Another class has the code {room.code}.", 409)
        if made == b"full":
            raise too_many_rooms_error(self._limits)

    async def feed(self, code: str) -> Feed | None:
        """Return the feed of a room; see `Store`."""
        copy = await self._copy(code)
        return copy.feed if copy else None

    async def send(self, code: str, event: Event) -> Room:
        """Let an event happen; see `Store`."""
        copy = await self._copy(code)
        if copy is None:
            raise no_such_class_error(code)
        # What this server already knows to be refused need not travel.
        if (reason := rooms.refusal(copy.feed.room, event)) is not None and reason.status == 410:
            raise reason
        return await copy.send(event)

    async def show(self, code: str, event: Pictured, payload: bytes) -> Room:
        """Keep a picture and show it; see `Store`."""
        copy = await self._copy(code)
        if copy is None:
            raise no_such_class_error(code)
        before = copy.feed.room
        with _sentences():
            kept = await self._keep(
                keys=[_ROOMS, _SIZES, _key(code, f"picture:{event.hash}")],
                args=[code, self._limits.pictures_bytes, before.ends, payload],
            )
        if not kept:
            raise too_many_pictures_error()
        self._remember(event.hash, payload)
        room = await copy.send(event)
        dropped = {before.picture, before.before} - {room.picture, room.before, None}
        if dropped:
            with contextlib.suppress(RedisError, OSError):
                await self._redis.delete(*(_key(code, f"picture:{name}") for name in dropped))
        return room

    async def picture(self, code: str, name: str) -> bytes | None:
        """Return the bytes of a picture; see `Store`."""
        feed = await self.feed(code)
        if feed is None:
            raise no_such_class_error(code)
        if name not in (feed.room.picture, feed.room.before):
            return None
        if name not in self._pictures:
            with _sentences():
                found = await self._redis.get(_key(code, f"picture:{name}"))
            if found is None:
                return None
            self._remember(name, found)
        return self._pictures[name]

    async def tidy(self, now: int) -> None:
        """End and forget rooms, and count students of dead servers as gone; see `Store`."""
        await self._count_out_dead_servers(now)
        for code, copy in list(self._copies.items()):
            if now >= copy.feed.room.ends and not copy.feed.room.ended:
                with contextlib.suppress(ClassError):
                    await copy.send(events.Ended(at=now))
            elif now >= copy.feed.room.ends + FORGOTTEN_AFTER:
                self.forget(code)
                await copy.stop()

    async def _count_out_dead_servers(self, now: int) -> None:
        """Let students leave whose server was killed: it cannot say so itself.

        A server counts as dead if it had not reported at two checks in a row. One check is not
        enough: after a restart of Redis no server has reported yet.
        """
        with contextlib.suppress(RedisError, OSError):
            await self._redis.set(_server_key(self.server), "alive", px=_SERVER_LIVES)
            held = [
                (copy, student, connection)
                for copy in self._copies.values()
                if not copy.feed.room.ended
                for student, connection in copy.feed.room.present.items()
            ]
            named = sorted({server_of(connection) for *_, connection in held} - {self.server})
            alive = await self._redis.mget([_server_key(name) for name in named]) if named else []
            silent = {name for name, is_there in zip(named, alive, strict=True) if not is_there}
            dead, self._missed = silent & self._missed, silent
            for copy, student, connection in held:
                if server_of(connection) in dead:
                    left = events.Left(at=now, student=student, connection=connection)
                    copy.send(left).add_done_callback(lambda sent: sent.exception())

    async def close(self) -> None:
        """Let go of Redis, when the server ends."""
        self._closed = True
        tasks = [copy.stop() for copy in self._copies.values()]
        self._copies.clear()
        await asyncio.gather(*tasks)
        if self._listener is not None:
            self._listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listener
        await self._redis.aclose()

    # -- copies of rooms

    async def _copy(self, code: str) -> RoomCopy | None:
        if code in self._copies:
            return self._copies[code]
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen())
        async with self._opening.setdefault(code, asyncio.Lock()):
            if code not in self._copies:
                empty = Room(code, "", now_ms(), self._limits)
                with _sentences():
                    reply = await self.add_events(empty, b"", -1, [], ends=False)
                if reply is not None:
                    run, begin, start, *_ = reply
                    self._copies[code] = copy = RoomCopy(
                        self, Feed(rooms.decode(start)), run, int(begin)
                    )
                    copy.take(reply, [])
        self._opening.pop(code, None)
        return self._copies.get(code)

    def forget(self, code: str) -> None:
        """Let go of a room that is no longer there; whoever follows it hears of its end."""
        copy = self._copies.pop(code, None)
        if copy is not None:
            copy.feed.update(rooms.apply(copy.feed.room, events.Ended(at=copy.feed.room.ends)))

    async def _listen(self) -> None:
        """Wake the copies of rooms in which something happened."""
        while not self._closed:
            with contextlib.suppress(RedisError, OSError):
                async with self._redis.pubsub() as news:
                    await news.subscribe(_NEWS)
                    while not self._closed:
                        message = await news.get_message(timeout=2)
                        if message is not None:
                            self._wake_copies(message)
            if not self._closed:
                await asyncio.sleep(PAUSE)

    def _wake_copies(self, message: dict[str, Any]) -> None:
        if message["type"] == "subscribe":  # at the start, and again after a lost connection
            for copy in self._copies.values():
                copy.wake()  # something may have happened meanwhile
        elif message["type"] == "message" and (code := message["data"].decode()) in self._copies:
            self._copies[code].wake()

    async def add_events(
        self, room: Room, run: bytes, seen: int, texts: list[str], *, ends: bool
    ) -> list[bytes] | None:
        """Append events to a room's list, and return what the caller has not seen of it.

        Parameters
        ----------
        room : Room
        run : bytes
            The name of the list that the caller has followed.
        seen : int
            How many events of it the caller has applied.
        texts : list of str
            The events.
        ends : bool
            Whether one of them ends the class.

        Returns
        -------
        list of bytes or None
            The list's name, the number of events before the first that follows, the room before it
            or nothing where the caller has it, the length of the list, and the events. None if
            there is no such room.
        """
        code = room.code
        keys = [_ROOMS, _key(code, "start"), _key(code, "log"), _SIZES]
        keep = _KEPT_AFTER_END if ends else ""
        reply: list[bytes] | None = await self._add_events(
            keys=keys, args=[code, _NEWS, run, seen, room.ends + FORGOTTEN_AFTER, keep, *texts]
        )
        return reply

    async def restore(self, room: Room) -> bool:
        """Put back a room that Redis has forgotten; whether it goes on."""
        if room.ended or now_ms() >= room.ends:
            return False
        again = rooms.apply(room, events.Restored(at=now_ms()))
        code = room.code
        await self._restore(
            keys=[_ROOMS, _key(code, "start"), _key(code, "log")],
            args=[code, _NEWS, room.ends + FORGOTTEN_AFTER, _new_run(), rooms.encode(again)],
        )
        await self.keep_picture_again(room)
        return True

    async def keep_picture_again(self, room: Room) -> None:
        """Put back the picture of a room that Redis had forgotten, if this server has it.

        The server that puts back the room may never have needed its picture.
        """
        if room.picture is not None and room.picture in self._pictures:
            await self._keep(
                keys=[_ROOMS, _SIZES, _key(room.code, f"picture:{room.picture}")],
                args=[
                    *(room.code, self._limits.pictures_bytes, room.ends),
                    self._pictures[room.picture],
                ],
            )

    async def compact(self, room: Room, run: bytes, seen: int) -> None:
        """Replace the events of a long list by the room that they made."""
        start = _key(room.code, "start")
        at = await self._redis.hget(start, "at")
        if at is not None and int(at) < seen:
            await self._compact(
                keys=[start, _key(room.code, "log")], args=[run, at, seen, rooms.encode(room)]
            )

    def _remember(self, name: str, payload: bytes) -> None:
        self._pictures[name] = payload
        self._pictures.move_to_end(name)
        while len(self._pictures) > _PICTURES_HERE:
            self._pictures.popitem(last=False)


def _new_run() -> str:
    return secrets.token_hex(8)


@contextlib.contextmanager
def _sentences() -> Any:
    """Turn an error of Redis into a sentence."""
    try:
        yield
    except (RedisError, OSError) as error:
        raise unreachable_error() from error
