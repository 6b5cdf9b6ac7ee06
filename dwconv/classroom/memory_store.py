"""Rooms in the memory of one server process: nothing to install, and gone when it ends."""

from __future__ import annotations

from dwconv.classroom import room_state as rooms
from dwconv.classroom.events import ClassError, Ended, Event, Pictured
from dwconv.classroom.limits import Limits
from dwconv.classroom.room_state import Room
from dwconv.classroom.store_interface import FORGOTTEN_AFTER, CodeTaken, Feed, no_such_class_error


class MemoryStore:
    """A `Store` for one process.

    Parameters
    ----------
    limits : Limits, optional
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.server = "alone"
        self._limits = limits or Limits()
        self._feeds: dict[str, Feed] = {}
        self._pictures: dict[str, bytes] = {}
        self._ended: dict[str, int] = {}

    async def create(self, room: Room) -> None:
        """Keep a new room; see `Store`."""
        if room.code in self._feeds:
            raise CodeTaken(f"Another class has the code {room.code}.", 409)
        if len(self._feeds) - len(self._ended) >= self._limits.rooms:
            raise too_many_rooms_error(self._limits)
        self._feeds[room.code] = Feed(room)

    async def feed(self, code: str) -> Feed | None:
        """Return the feed of a room; see `Store`."""
        return self._feeds.get(code)

    async def send(self, code: str, event: Event) -> Room:
        """Let an event happen; see `Store`."""
        return self._send(code, event)

    def _send(self, code: str, event: Event) -> Room:
        feed = self._feeds.get(code)
        if feed is None:
            raise no_such_class_error(code)
        if (reason := rooms.refusal(feed.room, event)) is not None:
            raise reason
        feed.update(rooms.apply(feed.room, event))
        if feed.room.ended:
            self._ended[code] = event.at
        return feed.room

    async def show(self, code: str, event: Pictured, payload: bytes) -> Room:
        """Keep a picture and show it; see `Store`."""
        if event.hash not in self._pictures:
            kept = sum(len(bytes_) for bytes_ in self._pictures.values())
            if kept + len(payload) > self._limits.pictures_bytes:
                raise too_many_pictures_error()
        room = self._send(code, event)
        self._pictures[event.hash] = payload
        self._drop_unused_pictures()
        return room

    def _drop_unused_pictures(self) -> None:
        used = {
            name for feed in self._feeds.values() for name in (feed.room.picture, feed.room.before)
        }
        self._pictures = {name: data for name, data in self._pictures.items() if name in used}

    async def picture(self, code: str, name: str) -> bytes | None:
        """Return the bytes of a picture; see `Store`."""
        feed = self._feeds.get(code)
        if feed is None:
            raise no_such_class_error(code)
        return self._pictures.get(name) if name in (feed.room.picture, feed.room.before) else None

    async def tidy(self, now: int) -> None:
        """End and forget rooms; see `Store`."""
        for code, feed in list(self._feeds.items()):
            if not feed.room.ended and now >= feed.room.ends:
                self._send(code, Ended(at=now))
            if code in self._ended and now >= self._ended[code] + FORGOTTEN_AFTER:
                del self._feeds[code], self._ended[code]
        self._drop_unused_pictures()

    async def close(self) -> None:
        """Do nothing: the memory goes with the process."""


def too_many_rooms_error(limits: Limits) -> ClassError:
    """Return what the teacher of one class too many is told."""
    return ClassError(
        f"{limits.rooms} classes are running on this server, which is the most. Each ends after "
        f"{limits.lifetime // 3600} hours at the latest: try again later.",
        503,
    )


def too_many_pictures_error() -> ClassError:
    """Return what the teacher is told whose picture does not fit beside those of all classes."""
    return ClassError(
        "The classes on this server show so much that no other picture fits. Show a smaller layer, "
        "or try again later.",
        503,
    )
