"""Starts a process that runs jobs one after the other, and talks with it through a pipe.

loky starts it: a new interpreter that does not run the parent's main script again, which in a
Streamlit app is not an ordinary script.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

from loky.backend import get_context

from dwconv.reference.inside_worker import serve_jobs

_LOOK = 0.1  # seconds between two looks whether an answer is wanted any longer
_SMALL = 30_000  # bytes that the pipe holds even if nobody reads them


class ProcessDied(Exception):
    """The process has ended.

    Attributes
    ----------
    code : int or None
        Its exit code; minus a signal's number.
    took_job : bool
        Whether it had taken the job that it was sent.
    """

    def __init__(self, code: int | None, took_job: bool) -> None:
        super().__init__(code, took_job)
        self.code = code
        self.took_job = took_job


class JobProcess:
    """A process that waits for jobs. One thread at a time may use it.

    Parameters
    ----------
    initialize : callable
        At the top of a module; called first in the process.
    *args
        For `initialize`.

    Examples
    --------
    >>> import math
    >>> process = JobProcess(dict)
    >>> process.call(math.factorial, (5,), limit=60)
    (True, 120)
    >>> process.end()
    """

    def __init__(self, initialize: Callable[..., object], *args: Any) -> None:
        context = get_context("loky")
        self._pipe, theirs = context.Pipe()
        self._taken, takes = context.Pipe(duplex=False)
        self._process = context.Process(
            target=serve_jobs, args=(theirs, takes, initialize, args), daemon=True
        )
        self._process.start()
        for end in theirs, takes:  # so that ours notices when the process is gone
            end.close()

    def call(
        self,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        limit: float,
        check: Callable[[], object] = lambda: None,
    ) -> tuple[Any, ...]:
        """Have the process call a function.

        Parameters
        ----------
        function : callable
            At the top of a module that the process can import.
        args : tuple
            Anything that can be pickled.
        limit : float
            Seconds that it may take.
        check : callable, optional
            Called from time to time; what it raises ends the waiting.

        Returns
        -------
        tuple
            True and the result; or False, the exception's type, its text and the traceback.

        Raises
        ------
        ProcessDied
            If there is no process any longer.
        TimeoutError
            If it takes longer. The process still works on it: `end` it.
        Exception
            What pickle raises if `args` cannot be sent.
        """
        deadline = time.monotonic() + limit
        job = bytes(ForkingPickler.dumps((function, args)))
        if len(job) > _SMALL:  # a process that hangs would never read it
            threading.Thread(target=_send, args=(self._pipe, job), daemon=True).start()
        else:
            _send(self._pipe, job)
        try:
            while not self._pipe.poll(_LOOK):
                check()
                if time.monotonic() > deadline:
                    raise TimeoutError
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            self._process.join(10)
            raise ProcessDied(self._process.exitcode, self._has_taken()) from None
        self._has_taken()
        known: tuple[Any, ...] = ForkingPickler.loads(answer)
        return known

    def _has_taken(self) -> bool:
        """Whether the process said that it had taken the job; only once for each."""
        with contextlib.suppress(EOFError, OSError):
            if self._taken.poll():
                return bool(self._taken.recv_bytes())
        return False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        with contextlib.suppress(OSError):
            if self._process.is_alive():
                if os.name == "posix":  # SIGTERM, as loky sends it, would wait for what hangs
                    os.kill(self._process.pid, signal.SIGKILL)
                else:
                    self._process.terminate()
        self._process.join(10)
        for end in self._pipe, self._taken:
            with contextlib.suppress(OSError):
                end.close()


def _send(pipe: Connection, job: bytes) -> None:
    with contextlib.suppress(OSError):  # the process is gone: whoever waits for it notices
        pipe.send_bytes(job)
