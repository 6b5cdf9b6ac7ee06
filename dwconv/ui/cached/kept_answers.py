"""Remembers what TensorFlow was asked and its answers, and asks again after a failure."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from dwconv.reference.worker_errors import WorkerHung
from dwconv.ui.cached.bounded_cache import size_in_bytes

T = TypeVar("T")

_MOST_ANSWERS = 32
_MOST_BYTES = 10_000_000
RETRY_SECONDS = 10.0  # after a failure the same question is asked again


class KeptAnswers(Generic[T]):
    """Questions of one kind to TensorFlow, and its answers, for all visitors.

    A question during which its process hung is asked once more by the page that waits for it: the
    hang may have been the machine's, and the next process answers.
    """

    def __init__(self, ask: Callable[..., Future[T]]) -> None:
        self._ask = ask
        self._lock = threading.RLock()  # an answer may be there as soon as it is asked for
        self._kept: OrderedDict[tuple[Any, ...], Future[T]] = OrderedDict()
        self._failed: dict[tuple[Any, ...], float] = {}
        self._sizes: dict[tuple[Any, ...], int] = {}  # of those that are answered
        self._hung: dict[tuple[Any, ...], int] = {}  # how often, one time after the other

    def __call__(self, *question: Any) -> Future[T]:
        """Return the answer to a question, which is asked unless it has been lately."""
        with self._lock:
            since = time.monotonic() - self._failed.get(question, math.inf)
            if since > RETRY_SECONDS or (since >= 0 and self._hung.get(question) == 1):
                del self._failed[question]
                self._kept.pop(question, None)
            if question not in self._kept:
                self._kept[question] = future = self._ask(*question)
                future.add_done_callback(lambda done: self._note_result(question, done))
            self._kept.move_to_end(question)
            self._forget_oldest()
            return self._kept[question]

    def _forget_oldest(self) -> None:
        while len(self._kept) > 1 and (
            len(self._kept) > _MOST_ANSWERS or sum(self._sizes.values()) > _MOST_BYTES
        ):
            oldest, _ = self._kept.popitem(last=False)
            self._failed.pop(oldest, None)
            self._sizes.pop(oldest, None)
            self._hung.pop(oldest, None)

    def _note_result(self, question: tuple[Any, ...], done: Future[T]) -> None:
        error = done.exception()
        with self._lock:
            hung = self._hung.pop(question, 0) + 1 if isinstance(error, WorkerHung) else 0
            if hung:
                self._hung[question] = hung
            else:
                self._hung.pop(question, None)
        if error is not None:
            self._failed[question] = time.monotonic()
            return
        size = size_in_bytes(question) + size_in_bytes(done.result())
        with self._lock:
            if self._kept.get(question) is done:
                self._sizes[question] = size
