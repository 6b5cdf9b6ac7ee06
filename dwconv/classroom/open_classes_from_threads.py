"""Lets Streamlit's threads use the classes, which run in an event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from dwconv.classroom import codes
from dwconv.classroom.events import ClassError, Event
from dwconv.classroom.open_classes import OpenClasses
from dwconv.classroom.room_state import Room

T = TypeVar("T")
_PATIENCE = 15.0  # seconds


class ClassesForThreads:
    """An `OpenClasses` whose coroutines are called from any thread.

    Parameters
    ----------
    classes : OpenClasses, optional

    Examples
    --------
    >>> classroom = ClassesForThreads()
    >>> code, secret = classroom.create()
    >>> classroom.room(code).mode, classroom.is_teacher(code, secret)
    ('follow', True)
    """

    def __init__(self, classes: OpenClasses | None = None) -> None:
        self._classes = classes
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()

    @property
    def classes(self) -> OpenClasses:
        """The classes, made when it is first asked for."""
        with self._lock:
            if self._classes is None:
                self._classes = OpenClasses()
            return self._classes

    async def start(self) -> None:
        """Serve from the event loop that runs now: that of the web server."""
        self._loop = asyncio.get_running_loop()
        await self.classes.start()

    async def stop(self) -> None:
        """Let go of everything, when the server ends."""
        await self.classes.stop()
        self._loop = None

    def call(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine of the classes, and return its result.

        Without a web server, as in tests of a page, the loop is that of a thread of its own.
        """
        with self._lock:
            if self._loop is None or self._loop.is_closed():
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, daemon=True).start()
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(_PATIENCE)

    def create(self) -> tuple[str, str]:
        """Open a class, and return its code and its teacher's secret."""
        return self.call(self.classes.create())

    def room(self, code: str) -> Room | None:
        """Return a class as it is now; None if there is none with this code."""
        with suppress(ClassError):
            return self.call(self.classes.feed(code)).room
        return None

    def is_teacher(self, code: str, secret: str) -> bool:
        """Return whether a secret is that of the class's teacher."""
        room = self.room(code)
        return room is not None and codes.is_secret(secret, room.secret)

    def teach(self, code: str, event: Event) -> Room:
        """Let an event happen in a class, and return the room after it.

        Raises
        ------
        ClassError
            If the room refuses it; its text is a sentence.
        """
        return self.call(self.classes.send(code, event))

    def show(
        self,
        code: str,
        payload: bytes,
        layer: Mapping[str, str],
        moment: Mapping[str, Any] | None = None,
        *,
        page: str = "",
        caption: str = "",
    ) -> Room:
        """Show other numbers in a class; see `OpenClasses.show`."""
        shown = self.classes.show(code, payload, layer, moment, page=page, caption=caption)
        return self.call(shown)


OPEN_CLASSES = ClassesForThreads()
"""The classes of this server process."""
