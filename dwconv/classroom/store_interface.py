"""What keeps the rooms: the interface of both stores, and the feed by which pages hear of changes."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from typing import Protocol

from dwconv.classroom.events import ClassError, Event, Pictured
from dwconv.classroom.room_state import Room, public_state


def now_ms() -> int:
    """Return the server's time in ms."""
    return time.time_ns() // 1_000_000


class CodeTaken(ClassError):
    """Another class has this code."""


def connection_name(server: str) -> str:
    """Return a new name for a connection to a server."""
    return f"{server}-{secrets.token_hex(6)}"


def server_of(connection: str) -> str:
    """Return the name of the server that a connection is to.

    Examples
    --------
    >>> server_of(connection_name("3fa9"))
    '3fa9'
    """
    return connection.partition("-")[0]


class Signal:
    """Wakes everybody who waits for it at this moment.

    Examples
    --------
    >>> async def example():
    ...     signal = Signal()
    ...     waiting = asyncio.ensure_future(signal.wait())
    ...     await asyncio.sleep(0)
    ...     signal.fire()
    ...     await waiting
    >>> asyncio.run(example())
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def fire(self) -> None:
        """Wake them."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        """Wait until it fires."""
        await self._event.wait()


class Feed:
    """One room as this server knows it, and the signals that it has changed.

    Attributes
    ----------
    room : Room
    state_changed : Signal
        Fires when the room has another version: for students.
    changed : Signal
        Fires at every change, answers and counts too: for the teacher.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self.state_changed = Signal()
        self.changed = Signal()
        self._text = ""
        self._text_version = 0

    def update(self, room: Room) -> None:
        """Take over a newer room, and wake whoever waits for it."""
        before, self.room = self.room, room
        if room is before:
            return
        if room.version != before.version:
            self.state_changed.fire()
        self.changed.fire()

    def state(self) -> str:
        """Return what students get, as JSON that is made once for all of them."""
        if self._text_version != self.room.version:
            self._text = json.dumps(public_state(self.room), separators=(",", ":"))
            self._text_version = self.room.version
        return self._text


class Store(Protocol):
    """Where rooms are kept. Every method that names a code raises ClassError if there is none.

    Attributes
    ----------
    server : str
        The name of this server among those that share the store; see `connection_name`.
    """

    server: str

    async def create(self, room: Room) -> None:
        """Keep a new room.

        Raises
        ------
        CodeTaken
            If another room has its code.
        ClassError
            If there are as many rooms as may be.
        """

    async def feed(self, code: str) -> Feed | None:
        """Return the feed of a room, which stays up to date; None if there is no such room."""

    async def send(self, code: str, event: Event) -> Room:
        """Let an event happen, and return the room after it.

        Raises
        ------
        ClassError
            If the room refuses the event, or the store cannot be reached.
        """

    async def show(self, code: str, event: Pictured, payload: bytes) -> Room:
        """Keep the bytes of a picture, and let the event happen that shows it."""

    async def picture(self, code: str, name: str) -> bytes | None:
        """Return the bytes of a picture by their hash; None if they are no longer kept."""

    async def tidy(self, now: int) -> None:
        """End the rooms whose time is over, and forget those that have ended; `now` is in ms.

        Students whose connection was to a server that is no longer there are counted as gone.
        """

    async def close(self) -> None:
        """Let go of everything, when the server ends."""


FORGOTTEN_AFTER = 60_000
"""ms for which a class that has ended is still known, so that every page hears of it."""


def no_such_class_error(code: str) -> ClassError:
    """Return what is said of a code that no class has."""
    return ClassError(f"There is no class with the code {code}. Look at the board again.", 404)
