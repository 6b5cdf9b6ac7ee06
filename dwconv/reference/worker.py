"""A Python process on the side that may crash or hang, and is mended when it does.

Jobs are functions with arguments, run one after the other: a thread sends the next one
when the last has been answered. A job that takes the process down, or does not come back
in time, fails with a sentence, and those that wait get another process. Each process is
in a pebble pool of its own, and of loky's kind: a new interpreter that does not run the
parent's main script again (a Streamlit app has a strange one), and that ends when its
parent does, however that ends.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal, NamedTuple, TypeVar

from loky.backend import get_context
from pebble import ProcessExpired, ProcessPool

T = TypeVar("T")

State = Literal["stopped", "starting", "ready", "restarting", "unavailable"]


class WorkerError(RuntimeError):
    """A job did not return a result; the text says what happened, in full sentences.

    Attributes
    ----------
    details : str
        What the child printed last, or the traceback in it.
    """

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence, details)
        self.details = details

    def __str__(self) -> str:
        return str(self.args[0])


class WorkerCrashed(WorkerError):
    """The job took the child down."""


class WorkerHung(WorkerError):
    """The job did not return in time, and the child was stopped."""


class WorkerUnavailable(WorkerError):
    """The child does not start, or has been closed."""


class WorkerJobFailed(WorkerError):
    """The job raised an exception."""


@dataclass(frozen=True)
class Status:
    """What a child is doing.

    Attributes
    ----------
    state : "stopped", "starting", "ready", "restarting" or "unavailable"
    about : object
        What the warm-up returned; None until it has.
    pid : int or None
        Process id of the child.
    seconds : float or None
        How long the last start took.
    restarts : int
        How often a new child had to be started.
    trouble : str
        What went wrong last, as a sentence; empty if nothing has.
    """

    state: State = "stopped"
    about: Any = None
    pid: int | None = None
    seconds: float | None = None
    restarts: int = 0
    trouble: str = ""


class _Job(NamedTuple):
    future: Future[Any]
    function: Callable[..., Any]
    args: tuple[Any, ...]
    limit: float


class Worker:
    """A child process and the queue in front of it. Safe to use from many threads.

    Parameters
    ----------
    warm_up : callable
        A function of no arguments at the top of a module, run first in every new
        child; what it returns becomes ``status().about``.
    name : str, optional
        What runs in the child, for the sentences.
    limit : float, optional
        Seconds that a job may take unless `submit` says otherwise.
    start_limit : float, optional
        Seconds that a start may take.
    retry_after : float, optional
        Seconds after a failed start during which jobs fail at once.
    environment : mapping, optional
        Environment variables that differ from this process's.

    Examples
    --------
    >>> import math
    >>> child = Worker(warm_up=dict, name="a child")
    >>> child.submit(math.factorial, 5).result()
    120
    >>> child.status().state
    'ready'
    >>> child.close()
    """

    def __init__(
        self,
        warm_up: Callable[[], Any],
        *,
        name: str = "the child process",
        limit: float = 20.0,
        start_limit: float = 180.0,
        retry_after: float = 30.0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.limit = limit
        self.start_limit = start_limit
        self.retry_after = retry_after
        self._environment = dict(environment or {})
        self._warm_up = warm_up
        self._lock = threading.RLock()  # guards the next five
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()  # None ends the thread
        self._thread: threading.Thread | None = None
        self._status = Status()
        self._retry_at = 0.0
        self._closed = False
        self._pool: ProcessPool | None = None  # this and the next are the thread's alone
        self._words = ""  # the file that the process prints to

    def start(self) -> None:
        """Begin to start the child, if none runs, and return at once."""
        self.submit(_about)

    def submit(
        self, function: Callable[..., T], /, *args: Any, limit: float | None = None
    ) -> Future[T]:
        """Queue a job and return at once.

        Parameters
        ----------
        function : callable
            At the top of a module that the child can import.
        *args
            Anything that pickle takes.
        limit : float, optional
            Seconds that the job may take once it runs; the time in the queue, and
            that of a start, does not count.

        Returns
        -------
        Future
            Gives what `function` returned in the child, or raises a `WorkerError`.
        """
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        with self._lock:
            if self._closed:
                future.set_exception(self._shut())
            elif time.monotonic() < self._retry_at:
                future.set_exception(WorkerUnavailable(self._status.trouble))
            else:
                if self._status.state in ("stopped", "unavailable"):
                    self._set(state="starting")
                self._jobs.put(_Job(future, function, args, self.limit if limit is None else limit))
                if self._thread is None:
                    self._thread = threading.Thread(target=self._serve, daemon=True)
                    self._thread.start()
                    atexit.register(self.close)
        return future

    def status(self) -> Status:
        """What the child is doing at this moment."""
        return self._status

    def close(self) -> None:
        """End the child, for good. What still waits fails."""
        with self._lock:
            self._set(state="stopped", pid=None)
            self._closed = True
            self._jobs.put(None)
        if self._thread not in (None, threading.current_thread()):
            self._thread.join(10)
        atexit.unregister(self.close)

    def _shut(self) -> WorkerUnavailable:
        return WorkerUnavailable(f"{self.name} has been shut down.")

    def _set(self, **changes: Any) -> None:
        with self._lock:
            if not self._closed:
                self._status = replace(self._status, **changes)

    # In the thread

    def _serve(self) -> None:
        while self._do(self._jobs.get()):
            if self._status.state == "restarting":
                with contextlib.suppress(WorkerUnavailable):
                    self._running()
        self._stop()

    def _do(self, job: _Job | None) -> bool:
        """Answer a job; False at the end."""
        if job is None:
            return False
        try:
            result = self._result(job)
        except WorkerError as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
        return True

    def _result(self, job: _Job) -> Any:
        """Return what a job returned, or raise what became of it."""
        for _ in range(3):
            pool = self._running()
            try:
                returned, *said = self._ask(pool, _answer, (job.function, job.args), job.limit)
            except BrokenProcessPool:  # it died with nothing to do, so the job is not to blame
                lost = self._mend(WorkerCrashed, "ended its own process before it took a job.")
            except TimeoutError:
                took = f"did not answer within {job.limit:g} s, so its process was stopped."
                raise self._mend(WorkerHung, took) from None
            except ProcessExpired as error:
                cause = f"ended its own process ({_cause(error.exitcode)})."
                raise self._mend(WorkerCrashed, cause) from None
            except WorkerError:
                raise
            except Exception as error:  # what it was given or returned cannot be sent
                raise WorkerJobFailed(
                    f"{self.name} raised {type(error).__name__}: {error}"
                ) from None
            else:
                if returned:
                    return said[0]
                kind, text, details = said
                raise WorkerJobFailed(f"{self.name} raised {kind}: {text}", details)
        raise lost

    def _ask(
        self, pool: ProcessPool, function: Callable[..., Any], args: tuple[Any, ...], limit: float
    ) -> Any:
        """Have an idle process call a function, and wait for what it returns."""
        deadline = time.monotonic() + limit
        try:
            asked = pool.schedule(function, args)
        except RuntimeError as error:  # pebble has noticed that the process is dead
            raise BrokenProcessPool from error
        while not wait([asked], 0.1).done:
            if self._closed:
                raise self._shut()
            if not pool.active:
                raise BrokenProcessPool
            if time.monotonic() > deadline:
                raise TimeoutError
        return asked.result()

    def _running(self) -> ProcessPool:
        """The pool of a process that is ready, started now if need be."""
        if self._closed:
            raise self._shut()
        if self._pool is not None:
            return self._pool
        begin = time.monotonic()
        details = ""
        try:
            descriptor, self._words = tempfile.mkstemp(prefix="dwconv-", suffix=".log")
            os.close(descriptor)
            self._pool = ProcessPool(
                max_workers=1,
                initializer=_begin,
                initargs=(self._warm_up, self._environment, self._words),
                context=get_context("loky"),
            )
            pid, (returned, *said) = self._ask(self._pool, _about, (), self.start_limit)
            if returned:
                seconds = time.monotonic() - begin
                self._set(state="ready", about=said[0], pid=pid, seconds=seconds)
                return self._pool
            kind, text, details = said
            why = f"{self.name} raised {kind}: {text}"
        except WorkerError:
            raise
        except TimeoutError:
            why = f"It was not ready within {self.start_limit:g} s."
        except (BrokenProcessPool, ProcessExpired):
            why, details = "It ended its own process.", self._last_words()
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
        raise self._fail(f"{self.name} does not start. {why}", details)

    def _fail(self, trouble: str, details: str) -> WorkerUnavailable:
        """Give up on a child that does not start, for a while, with all that wait for it."""
        self._stop()
        waiting: list[_Job | None] = []
        with self._lock:
            self._retry_at = time.monotonic() + self.retry_after
            self._set(state="unavailable", pid=None, trouble=trouble)
            while not self._closed and not self._jobs.empty():
                waiting.append(self._jobs.get())
        error = WorkerUnavailable(trouble, details)
        for job in filter(None, waiting):
            job.future.set_exception(error)
        return error

    def _mend(self, kind: type[WorkerError], what: str) -> WorkerError:
        """Note what befell the process and end it; the next one starts soon."""
        error = kind(f"{self.name} {what}", self._last_words())
        self._stop()
        restarts = self._status.restarts + 1
        self._set(state="restarting", pid=None, restarts=restarts, trouble=str(error))
        return error

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return Path(self._words).read_bytes()[-8000:].decode(errors="replace")
        return ""

    def _stop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            with contextlib.suppress(OSError, RuntimeError):
                pool.join()
        with contextlib.suppress(OSError):
            os.unlink(self._words)


def _cause(code: int | None) -> str:
    """Name what a process ended with.

    Examples
    --------
    >>> _cause(-6), _cause(3)
    ('SIGABRT', 'exit code 3')
    """
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


# In the child

_greeting: tuple[Any, ...] = ()


def _begin(warm_up: Callable[[], Any], environment: Mapping[str, str], words: str) -> None:
    """Set the process up and warm it up."""
    global _greeting
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file behind
    with contextlib.suppress(OSError):  # the file may be gone, its folder too
        descriptor = os.open(words, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(descriptor, 1)  # whatever is printed may be the last words
        os.dup2(descriptor, 2)
    os.environ.update(environment)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    _greeting = _answer(warm_up, ())


def _end_with(parent: int) -> None:
    """End this process, whatever it is doing, when the one that started it is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def _about() -> tuple[int, tuple[Any, ...]]:
    """Return the process's id and what became of its warm-up."""
    return os.getpid(), _greeting


def _answer(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Call a function; an exception becomes text, because its class may not exist outside."""
    try:
        return True, function(*args)
    except BaseException as error:
        return False, type(error).__name__, str(error), traceback.format_exc()
