"""A proxy in front of a server that is as slow as a given network, such as a phone's.

A browser's own throttling delays whole answers; here each new connection costs a round trip as well,
and all connections share the line.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_PIECE = 4096  # bytes
_AHEAD = 0.05  # seconds of the line that are read before it is free


class SlowNetwork:
    """A network between a browser and a server, as long as the block lasts.

    Parameters
    ----------
    url : str
        Of the server.
    mbit : float
        Megabits per second, of all connections together.
    latency : float
        Milliseconds of a round trip.

    Attributes
    ----------
    url : str
        Where the same server is behind this network.
    """

    def __init__(self, url: str, mbit: float, latency: float) -> None:
        address = urlsplit(url)
        self._server = address.hostname, address.port
        self._seconds_a_byte = 8 / (mbit * 1e6)
        self._half = latency / 2000
        self._free = 0.0  # when the line has passed on all that it was given
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        opened = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._join, "127.0.0.1", 0), self._loop
        ).result()
        self.url = f"http://127.0.0.1:{opened.sockets[0].getsockname()[1]}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        """Let go of the connections that are open still."""
        under_way = asyncio.all_tasks() - {asyncio.current_task()}
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Let one connection pass, once it is opened by a round trip."""
        with suppress(asyncio.CancelledError):  # the block has ended
            await asyncio.sleep(2 * self._half)
            theirs, ours = await asyncio.open_connection(*self._server)
            await asyncio.gather(self._pass_on(reader, ours), self._pass_on(theirs, writer))

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(under_way, writer))
        with suppress(ConnectionError):
            while piece := await reader.read(_PIECE):
                now = self._loop.time()
                self._free = max(self._free, now) + len(piece) * self._seconds_a_byte
                await under_way.put((self._free + self._half, piece))
                if self._free - now > _AHEAD:
                    await asyncio.sleep(self._free - now - _AHEAD)
        await under_way.put((self._loop.time() + self._half, b""))
        await arriving

    async def _arrive(
        self, under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        with suppress(ConnectionError):
            while True:
                due, piece = await under_way.get()
                await asyncio.sleep(max(0, due - self._loop.time()))
                if not piece:
                    break
                writer.write(piece)
                await writer.drain()
        writer.close()
