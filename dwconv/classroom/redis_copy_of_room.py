"""One server's copy of a room that lies in Redis: it follows what happens there, and sends what happens here."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from dwconv.classroom import events
from dwconv.classroom import room_state as rooms
from dwconv.classroom.events import ClassError, Event
from dwconv.classroom.room_state import Room
from dwconv.classroom.store_interface import Feed, no_such_class_error, now_ms

if TYPE_CHECKING:
    from dwconv.classroom.redis_store import RedisStore

_COMPACT_AT = 1000  # events in the list
_POLL = 3.0  # seconds between two looks for news that were lost
_TRIES = 3  # to reach Redis, while somebody waits
PAUSE = 0.4  # seconds between two of them


class RoomCopy:
    """One room as this server knows it: takes what has happened from Redis, and sends what happens."""

    def __init__(self, store: RedisStore, feed: Feed, run: bytes, seen: int) -> None:
        self.feed = feed
        self._store = store
        self._run = run
        self._seen = seen
        self._waiting: list[tuple[Event, asyncio.Future[Room]]] = []
        self._news = asyncio.Event()
        self._stopped = False
        self._task = asyncio.create_task(self._follow())

    def wake(self) -> None:
        """Look for news now."""
        self._news.set()

    def send(self, event: Event) -> asyncio.Future[Room]:
        """Let an event happen; the result is the room after it, or why it was refused."""
        result: asyncio.Future[Room] = asyncio.get_running_loop().create_future()
        self._waiting.append((event, result))
        self._news.set()
        return result

    async def stop(self) -> None:
        """Follow no longer."""
        self._stopped = True
        self._news.set()
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _follow(self) -> None:
        while not self._stopped:  # a cancellation can get lost in libraries on the way
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_POLL):
                    await self._news.wait()
            self._news.clear()
            batch, self._waiting = self._waiting, []
            try:
                alive = await self._exchange(batch)
            except (RedisError, OSError):
                alive = True
                for _, result in batch:
                    _refuse(result, unreachable_error())
                await asyncio.sleep(PAUSE)
            except BaseException:
                for _, result in batch:
                    _refuse(result, unreachable_error())
                raise
            if not alive:
                self._store.forget(self.feed.room.code)
                for _, result in [*batch, *self._waiting]:
                    _refuse(result, no_such_class_error(self.feed.room.code))
                return

    async def _exchange(self, batch: list[tuple[Event, asyncio.Future[Room]]]) -> bool:
        """Send events and apply all that has happened; whether the room is still there."""
        texts = [events.encode(event) for event, _ in batch]
        ends = any(isinstance(event, events.Ended) for event, _ in batch)
        tries = _TRIES if batch else 1
        while True:
            try:
                reply = await self._store.add_events(
                    self.feed.room, self._run, self._seen, texts, ends=ends
                )
                break
            except (RedisError, OSError):
                tries -= 1
                if not tries:
                    raise
                await asyncio.sleep(PAUSE)
        if reply is None:
            if not await self._store.restore(self.feed.room):
                return False
            if batch:
                self._waiting = [*batch, *self._waiting]
            self._news.set()
            return True
        if reply[0] != self._run and self._run:  # another server has put the room back
            with contextlib.suppress(RedisError, OSError):
                await self._store.keep_picture_again(self.feed.room)
        self.take(reply, batch)
        if int(reply[3]) >= _COMPACT_AT:
            await self._store.compact(self.feed.room, self._run, self._seen)
        return True

    def take(self, reply: list[bytes], batch: list[tuple[Event, asyncio.Future[Room]]]) -> None:
        """Apply what a reply of Redis brings, and tell those who wait for their events."""
        before = self.feed.room
        self._run, begin, start, _, *happened = reply
        room = rooms.decode(start) if start else self.feed.room
        # An event that was sent twice, because an answer got lost, counts the first time.
        outcome: dict[bytes, tuple[Room, ClassError | None]] = {}
        for text in happened:
            event = events.decode(text)
            reason = rooms.refusal(room, event)
            room = rooms.apply(room, event)
            outcome.setdefault(text, (room, reason))
        self._seen = int(begin) + len(happened)
        self.feed.update(room)
        if room.epoch != before.epoch:
            for event in lost_answers(before, room):
                self.send(event).add_done_callback(lambda sent: sent.exception())
        for event, result in batch:
            after, reason = outcome[events.encode(event).encode()]
            if reason is not None:
                _refuse(result, reason)
            elif not result.done():
                result.set_result(after)


def lost_answers(before: Room, now: Room) -> list[Event]:
    """Return the answers to the open question that a restored room lacks, as events.

    Parameters
    ----------
    before : Room
        The room as this server knew it.
    now : Room
        The room as another server has put it back.

    Examples
    --------
    >>> from dataclasses import replace
    >>> asked = rooms.AskedQuestion("q1", {}, {}, answers={"student1": "12"})
    >>> before = Room("BCDFG", "", 0, questions=(asked,), asking=True)
    >>> now = rooms.apply(replace(before, questions=(replace(asked, answers={}),)), events.Restored())
    >>> [type(event).__name__ for event in lost_answers(before, now)]
    ['Joined', 'Answered']
    """
    known, asked = before.question, now.question
    if known is None or asked is None or known.id != asked.id or not asked.open:
        return []
    lost: list[Event] = []
    for student in known.answers.keys() - asked.answers.keys():
        if student not in now.known:
            connection = before.present.get(student, "")
            lost.append(events.Joined(at=now_ms(), student=student, connection=connection))
        answer = known.answers[student]
        lost.append(events.Answered(at=now_ms(), student=student, question=asked.id, answer=answer))
    return lost


def _refuse(result: asyncio.Future[Room], reason: ClassError) -> None:
    if not result.done():
        result.set_exception(reason)


def unreachable_error() -> ClassError:
    """Return what is said while Redis does not answer."""
    return ClassError("The class's store cannot be reached. Trying again helps.", 503, wait=2)
