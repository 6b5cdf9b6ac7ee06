"""Answers of TensorFlow that browsers wait for: each has a name, under which a browser asks.

So a page ends at once, and nobody runs it again only to see whether an answer has come.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

_APART = 0.03  # seconds between two browsers that run their pages again

Words = Callable[[Any], str]
"""From an answer to all that there is to say about it; "" if that takes more than words."""


class TensorFlowAnswers:
    """Answers that are on their way.

    Parameters
    ----------
    most : int, optional
        How many are kept; the oldest are forgotten first.

    Examples
    --------
    >>> answers, future = TensorFlowAnswers(), Future()
    >>> name = answers.name(future, lambda answer: f"It is {answer}.")
    >>> future.set_result(13)
    >>> asyncio.run(answers.answer(name, seconds=1))
    {'state': 'done', 'words': 'It is 13.'}
    """

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._next_run = 0.0  # when the next browser may be told to run its page again
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Future[Any] | str] = OrderedDict()

    def name(self, future: Future[Any], words: Words | None = None) -> str:
        """Return a new name of an answer.

        Parameters
        ----------
        future : Future
        words : callable, optional
            What a browser shows once the answer is there. Without it, or if it returns "", the
            browser runs its page again.
        """
        name = secrets.token_hex(12)  # Streamlit takes no "__" in a key
        with self._lock:
            self._kept[name] = future
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if words:
            future.add_done_callback(lambda done: self._keep_words(name, done, words))
        return name

    def _keep_words(self, name: str, done: Future[Any], words: Words) -> None:
        """Keep the words in place of the answer, which may be a megabyte."""
        if done.cancelled() or done.exception() is not None:
            return
        said = words(done.result())
        with self._lock:
            if said and name in self._kept:
                self._kept[name] = said

    async def answer(self, name: str, seconds: float) -> dict[str, str]:
        """Wait for an answer.

        Returns
        -------
        dict of str to str
            ``state`` is "done", "waiting" or "unknown". ``words`` is what to show; "" if the page
            must run again.
        """
        kept = self._kept.get(name)
        if isinstance(kept, Future) and not kept.done():
            await _done(kept, seconds)
            if not kept.done():
                return {"state": "waiting", "words": ""}
            kept = self._kept.get(name, "")
        if kept is None:
            return {"state": "unknown", "words": ""}
        words = kept if isinstance(kept, str) else ""
        if not words:
            await self._turn_to_run()
        return {"state": "done", "words": words}

    async def _turn_to_run(self) -> None:
        """Wait for the turn of this browser: a class whose questions failed does not run at once."""
        now = time.monotonic()
        at = max(now, self._next_run)
        self._next_run = at + _APART
        await asyncio.sleep(at - now)


async def _done(future: Future[Any], seconds: float) -> None:
    """Wait so long for a future at most, and leave it alone."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def wake() -> None:
        if not done.done():
            done.set_result(None)

    def tell(_: Future[Any]) -> None:
        with suppress(RuntimeError):  # nobody waits any longer, and the loop is closed
            loop.call_soon_threadsafe(wake)

    future.add_done_callback(tell)
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(done, seconds)


TENSORFLOW_ANSWERS = TensorFlowAnswers()
"""Of all visitors of this process."""
