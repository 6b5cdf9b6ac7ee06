"""What one server does for its classes: opens them, passes events on, closes old ones."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import json
import os
import struct
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dwconv.classroom import codes, events
from dwconv.classroom.events import ClassError, DrawnBy, Event
from dwconv.classroom.limits import Limits, RateLimiter, read_limits
from dwconv.classroom.memory_store import MemoryStore
from dwconv.classroom.room_state import Room
from dwconv.classroom.store_interface import CodeTaken, Feed, Store, no_such_class_error, now_ms
from dwconv.player.comparison import unpack_comparison
from dwconv.player.payload import MAGIC, unpack

STORE = "DWCONV_CLASS_STORE"
_TIDY_EVERY = 20.0  # seconds
_TRIES = 20
_PACKED_PICTURES = 30
_SIZES = "channels", "multiplier", "input", "kernel", "stride", "dilation", "pads", "padding"


def open_store(address: str, limits: Limits) -> Store:
    """Return the store at an address.

    Parameters
    ----------
    address : str
        ``redis://...`` or ``rediss://...`` for several servers; empty for this process alone.
    limits : Limits

    Raises
    ------
    ValueError
        If there is no such kind of store.

    Examples
    --------
    >>> type(open_store("", Limits())).__name__
    'MemoryStore'
    """
    if not address:
        return MemoryStore(limits)
    if address.startswith(("redis://", "rediss://", "unix://")):
        from dwconv.classroom.redis_store import RedisStore

        return RedisStore(address, limits)
    raise ValueError(
        f"{STORE}={address.partition('@')[2] or address}: must be empty, or begin with redis://."
    )


class OpenClasses:
    """The classes that this server process takes part in.

    Its coroutines run in one event loop, which is that of the web server.

    Parameters
    ----------
    store : Store, optional
        By default what ``DWCONV_CLASS_STORE`` names.
    limits : Limits, optional
    """

    def __init__(self, store: Store | None = None, limits: Limits | None = None) -> None:
        self.limits = limits or read_limits()
        self.store = store or open_store(os.environ.get(STORE, ""), self.limits)
        self.rates = RateLimiter()
        self._packed: OrderedDict[str, bytes] = OrderedDict()
        self._tidying: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to end classes in time."""
        self._tidying = asyncio.create_task(self._tidy_for_ever())

    async def _tidy_for_ever(self) -> None:
        while True:
            await asyncio.sleep(_TIDY_EVERY)
            with contextlib.suppress(ClassError):  # a store that cannot be reached now
                await self.store.tidy(now_ms())

    async def stop(self) -> None:
        """Let go of the store, when the server ends."""
        if self._tidying is not None:
            self._tidying.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._tidying
        await self.store.close()

    async def create(self) -> tuple[str, str]:
        """Open a class, and return its code and its teacher's secret.

        Raises
        ------
        ClassError
            If there are as many as may be.
        """
        secret = codes.new_secret()
        for _ in range(_TRIES):
            code = codes.new_code()
            with contextlib.suppress(CodeTaken):
                room = Room(code, codes.digest(secret), now_ms(), self.limits)
                await self.store.create(room)
                return code, secret
        raise ClassError("No free code was found. Try again.", 503)

    async def feed(self, code: str) -> Feed:
        """Return the feed of a class.

        Raises
        ------
        ClassError
            If there is no such class.
        """
        feed = await self.store.feed(code)
        if feed is None:
            raise no_such_class_error(code)
        return feed

    async def send(self, code: str, event: Event) -> Room:
        """Let an event happen now, and return the room after it.

        Raises
        ------
        ClassError
            If the room refuses it.
        """
        return await self.store.send(code, replace(event, at=now_ms()))

    async def show(
        self,
        code: str,
        payload: bytes,
        layer: Mapping[str, str],
        moment: Mapping[str, Any] | None = None,
        *,
        page: str = "",
        caption: str = "",
    ) -> Room:
        """Show other numbers in a class.

        Parameters
        ----------
        code : str
        payload : bytes
            From `dwconv.player.payload.pack` or `dwconv.player.comparison.pack_comparison`.
        layer : mapping of str to str
            The parameters of the link that opens the same layer in the lab.
        moment : mapping, optional
            Where the animation is; by default at its beginning.
        page : str, optional
            The path of the lab's page that opens `layer`.
        caption : str, optional
            What is said of the picture, in plain text.

        Raises
        ------
        ClassError
        """
        drawn_by = _drawn_by(payload)
        if len(payload) > self.limits.picture_bytes:
            raise ClassError(
                f"A class shows at most {self.limits.picture_bytes // 1_000_000} MB, and this layer "
                f"has {len(payload) / 1e6:.1f}. Make it smaller.",
                413,
            )
        event = events.Pictured(
            at=now_ms(),
            hash=hashlib.sha256(payload).hexdigest(),
            drawn_by=drawn_by,
            page=events.read_page(page),
            caption=events.read_caption(caption),
            layer=events.read_layer(dict(layer)),
            sizes=_sizes_of(payload),
            moment=events.read_moment(moment or {}),
        )
        return await self.store.show(code, event, payload)

    async def packed_picture(self, code: str, name: str) -> bytes:
        """Return the bytes of a picture by their hash, as gzip packs them, once for all pages.

        Raises
        ------
        ClassError
            If the class does not show it.
        """
        payload = await self.store.picture(code, name)
        if payload is None:
            raise ClassError("The class shows another picture now.", 404)
        if name not in self._packed:
            self._packed[name] = await asyncio.to_thread(gzip.compress, payload, 6, mtime=0)
            while len(self._packed) > _PACKED_PICTURES:
                self._packed.popitem(last=False)
        return self._packed[name]


def _sizes_of(payload: bytes) -> str:
    """Return what a payload says of its layer, of a comparison's the first one; "" where it says nothing."""
    with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError, struct.error):
        if not payload.startswith(MAGIC):
            _, (payload, *_) = unpack_comparison(payload)
        header, _ = unpack(payload)
        return json.dumps([header[name] for name in _SIZES])
    return ""


def _drawn_by(payload: bytes) -> DrawnBy:
    """Return what draws a payload: told by its bytes, so that no page is sent what it cannot draw."""
    if payload.startswith(MAGIC):
        return "player"
    with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError, struct.error):
        _, tracks = unpack_comparison(payload)
        if len(tracks) == 2 and all(track.startswith(MAGIC) for track in tracks):
            return "comparison"
    raise ClassError(
        "A class shows the numbers of a player or of a comparison, and these are none."
    )
