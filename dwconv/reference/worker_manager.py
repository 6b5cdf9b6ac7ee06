"""Starts, ends and restarts a worker process, for code that may crash or hang.

Jobs are functions with arguments, run one after the other: a thread sends the next job
when the last one has been answered, one of each person in turn. A job that crashes the process, or
does not return in time, fails with a sentence, and the jobs behind it get a new process.

Two libraries do the work. loky starts the process: a new interpreter that does not run the
parent's main script again, which in a Streamlit app is not an ordinary script. pebble sends
the jobs, notices a crash and stops the process. Each process has a pool of its own, because
a pool would restart its process by itself and would not tell.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
import time
import weakref
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, TypeVar

from loky.backend import get_context
from pebble import ProcessExpired, ProcessPool

from dwconv.reference.fair_queue import FairQueue
from dwconv.reference.inside_worker import (
    WorkerLog,
    call_and_catch,
    cause_of_end,
    describe_process,
    initialize,
)
from dwconv.reference.worker_errors import (
    WorkerBusy,
    WorkerCrashed,
    WorkerError,
    WorkerHung,
    WorkerJobFailed,
    WorkerUnavailable,
)

T = TypeVar("T")

_PATIENCE = 0.5  # seconds that a job lets others go first
# While more than _MANY jobs wait, as after a restart, each lets others go first for its share, by
# their number, of _MANY × _PATIENCE seconds.
_MANY = 8

State = Literal["stopped", "starting", "ready", "restarting", "unavailable"]


@dataclass(frozen=True)
class Status:
    """What a worker process is doing.

    Attributes
    ----------
    state : "stopped", "starting", "ready", "restarting" or "unavailable"
    about : object
        The result of the warm-up; None until it has run.
    pid : int or None
        Id of the process; None while none is ready.
    seconds : float or None
        How long the last start took.
    restarts : int
        How often a process crashed or hung and a new one was started.
    trouble : str
        The last thing that went wrong, as a sentence; empty if nothing has.
    waiting : int
        How many jobs wait.
    """

    state: State = "stopped"
    about: Any = None
    pid: int | None = None
    seconds: float | None = None
    restarts: int = 0
    trouble: str = ""
    waiting: int = 0


class _Job(NamedTuple):
    future: Future[Any]
    function: Callable[..., Any]
    args: tuple[Any, ...]
    limit: float
    submitted: float


class Worker:
    """A worker process and the queue in front of it. Safe to use from many threads.

    Parameters
    ----------
    warm_up : callable
        A function of no arguments at the top of a module, run first in every new
        process; its result becomes ``status().about``.
    warm_up_again : callable, optional
        What runs in its place in every process after the first.
    name : str, optional
        What runs in the process, for the sentences.
    limit : float, optional
        Seconds that a job may take unless `submit` says otherwise.
    start_limit : float, optional
        Seconds that a start may take.
    retry_after : float, optional
        Seconds after a failed start during which jobs fail at once.
    most_waiting, most_of_one : int, optional
        How many jobs may wait in all, and of one person; one more fails at once.
    environment : mapping, optional
        Environment variables that differ from this process's.
    keep : bool, optional
        Whether the process stays for the next job. Without it each job has a process of its own,
        and there is none between them.

    Attributes
    ----------
    asker : callable
        Returns who asks, when a job is submitted. It is nobody in particular unless it is set.
    let_others_go_first : callable
        Called with a number of seconds before a job is sent; may wait so long at most, while this
        process has something more urgent to do.

    Examples
    --------
    >>> import math
    >>> worker = Worker(warm_up=dict, name="The calculator")
    >>> worker.submit(math.factorial, 5).result()
    120
    >>> worker.status().state
    'ready'
    >>> worker.close()
    """

    def __init__(
        self,
        warm_up: Callable[[], Any],
        *,
        warm_up_again: Callable[[], Any] | None = None,
        name: str = "The worker process",
        limit: float = 20.0,
        start_limit: float = 180.0,
        retry_after: float = 30.0,
        most_waiting: int = 1000,
        most_of_one: int = 250,
        environment: Mapping[str, str] | None = None,
        keep: bool = True,
    ) -> None:
        self.name = name
        self.limit = limit
        self.start_limit = start_limit
        self.retry_after = retry_after
        self.most_waiting = most_waiting
        self.most_of_one = most_of_one
        self.asker: Callable[[], Hashable] = lambda: None
        self.let_others_go_first: Callable[[float], object] = lambda seconds: None
        self._environment = dict(environment or {})
        self._keep = keep
        self._warm_up = warm_up
        self._warm_up_again = warm_up_again or warm_up
        self._lock = threading.RLock()  # guards the next five
        self._jobs: FairQueue[_Job] = FairQueue()
        self._thread: threading.Thread | None = None
        self._status = Status()
        self._retry_at = 0.0
        self._closed = False
        self._pool: ProcessPool | None = None  # this and the next are the thread's alone
        self._log: WorkerLog | None = None  # what the process has printed
        _workers.add(self)

    def start(self) -> None:
        """Begin to start the process, if none runs, and return at once."""
        self.submit(describe_process)

    def submit(
        self, function: Callable[..., T], /, *args: Any, limit: float | None = None
    ) -> Future[T]:
        """Queue a job and return at once.

        Parameters
        ----------
        function : callable
            At the top of a module that the process can import.
        *args
            Anything that can be pickled.
        limit : float, optional
            Seconds that the job may take once it runs; the time in the queue, and
            that of a start, does not count.

        Returns
        -------
        Future
            Its result is that of `function`, or it raises a `WorkerError`: `WorkerBusy`
            at once if too many jobs wait.
        """
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        person = self.asker()
        with self._lock:
            if self._closed:
                future.set_exception(self._closed_error())
            elif time.monotonic() < self._retry_at:
                future.set_exception(WorkerUnavailable(self._status.trouble))
            elif self._jobs.waiting() >= self.most_waiting:
                future.set_exception(self._busy_error(self.most_waiting, "waiting"))
            elif self._jobs.waiting_for(person) >= self.most_of_one:
                future.set_exception(self._busy_error(self.most_of_one, "of yours waiting"))
            else:
                if self._status.state in ("stopped", "unavailable"):
                    self._set_status(state="starting")
                most = self.limit if limit is None else limit
                self._jobs.put(person, _Job(future, function, args, most, time.monotonic()))
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run_jobs, daemon=True)
                    self._thread.start()
                    atexit.register(self.close)
        return future

    def status(self) -> Status:
        """What the process is doing at this moment."""
        return replace(self._status, waiting=self._jobs.waiting())

    def close(self) -> None:
        """End the process for good. Jobs that still wait fail."""
        with self._lock:
            self._set_status(state="stopped", pid=None)
            self._closed = True
            self._jobs.close()
        if self._thread not in (None, threading.current_thread()):
            self._thread.join(10)
        atexit.unregister(self.close)

    def _closed_error(self) -> WorkerUnavailable:
        return WorkerUnavailable(f"{self.name} has been shut down.")

    def _busy_error(self, number: int, which: str) -> WorkerBusy:
        return WorkerBusy(
            f"{self.name} has {number:,} questions {which} already. Try again in a moment."
        )

    def _set_status(self, **changes: Any) -> None:
        with self._lock:
            if not self._closed:
                self._status = replace(self._status, **changes)

    # The methods below run in the thread.

    def _run_jobs(self) -> None:
        while self._answer_job(self._jobs.get()):
            if not self._keep:
                self._stop()
                self._set_status(state="stopped", pid=None)
            elif self._status.state == "restarting":
                with contextlib.suppress(WorkerUnavailable):
                    self._start_unless_ready()
        self._stop()

    def _answer_job(self, job: _Job | None) -> bool:
        """Answer a job. Return False when there are no more."""
        if job is None:
            return False
        left = job.submitted + _PATIENCE - time.monotonic()
        if (behind := self._jobs.waiting()) > _MANY:
            left = max(left, _PATIENCE * _MANY / behind)
        if left > 0:
            self.let_others_go_first(left)
        try:
            result = self._result(job)
        except WorkerError as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)
        return True

    def _result(self, job: _Job) -> Any:
        """Return a job's result, or raise the error that says what happened."""
        was_killed = False
        for _ in range(3):
            pool = self._start_unless_ready()
            try:
                succeeded, *rest = self._call(
                    pool, call_and_catch, (job.function, job.args), job.limit
                )
            except BrokenProcessPool:  # it died with nothing to do, so the job is not to blame
                lost = self._restart(WorkerCrashed, "ended its own process before it took a job.")
            except TimeoutError:
                cause = f"did not answer within {job.limit:g} s, so its process was stopped."
                raise self._restart(WorkerHung, cause) from None
            except ProcessExpired as error:
                cause = f"ended its own process ({cause_of_end(error.exitcode)})."
                lost = self._restart(WorkerCrashed, cause)
                if error.exitcode not in _KILLED or was_killed:
                    raise lost from None
                was_killed = True  # from outside, which is not the job's doing: once more
            except WorkerError:
                raise
            except Exception as error:  # its arguments or its result cannot be pickled
                raise WorkerJobFailed(
                    f"{self.name} raised {type(error).__name__}: {error}"
                ) from None
            else:
                if succeeded:
                    return rest[0]
                kind, text, details = rest
                raise WorkerJobFailed(f"{self.name} raised {kind}: {text}", details)
        raise lost

    def _call(
        self, pool: ProcessPool, function: Callable[..., Any], args: tuple[Any, ...], limit: float
    ) -> Any:
        """Have an idle process call a function, and wait for its result."""
        deadline = time.monotonic() + limit
        try:
            answer = pool.schedule(function, args)
        except RuntimeError as error:  # pebble has noticed that the process is dead
            raise BrokenProcessPool from error
        while not wait([answer], 0.1).done:
            if self._closed:
                raise self._closed_error()
            if not pool.active:
                raise BrokenProcessPool
            if time.monotonic() > deadline:
                raise TimeoutError
        return answer.result()

    def _start_unless_ready(self, tries: int = 3) -> ProcessPool:
        """Return the pool of a process that is ready; start one if there is none.

        One that ends while it starts is started again, if one has started before: it was killed.
        """
        if self._closed:
            raise self._closed_error()
        if self._pool is not None:
            return self._pool
        begin = time.monotonic()
        details = ""
        is_first = self._status.seconds is None
        try:
            self._log = WorkerLog()
            warm_up = self._warm_up if is_first else self._warm_up_again
            self._pool = ProcessPool(
                max_workers=1,
                initializer=initialize,
                initargs=(warm_up, self._environment, self._log.path),
                context=get_context("loky"),
            )
            pid, (succeeded, *rest) = self._call(self._pool, describe_process, (), self.start_limit)
            self._log.remove_name()
            if succeeded:
                seconds = time.monotonic() - begin
                self._set_status(state="ready", about=rest[0], pid=pid, seconds=seconds)
                return self._pool
            kind, text, details = rest
            why = f"{self.name} raised {kind}: {text}"
        except WorkerError:
            raise
        except TimeoutError:
            why = f"It was not ready within {self.start_limit:g} s."
        except (BrokenProcessPool, ProcessExpired):
            if not is_first and tries > 1:
                self._stop()
                return self._start_unless_ready(tries - 1)
            why, details = "It ended its own process.", self._last_lines()
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
        raise self._give_up(f"{self.name} does not start. {why}", details)

    def _give_up(self, trouble: str, details: str) -> WorkerUnavailable:
        """Give up for a while on a process that does not start, and fail all jobs that wait."""
        self._stop()
        waiting: list[_Job] = []
        with self._lock:
            self._retry_at = time.monotonic() + self.retry_after
            self._set_status(state="unavailable", pid=None, trouble=trouble)
            if not self._closed:
                waiting = self._jobs.take_all()
        error = WorkerUnavailable(trouble, details)
        for job in waiting:
            job.future.set_exception(error)
        return error

    def _restart(self, kind: type[WorkerError], what: str) -> WorkerError:
        """End the process after a crash or a hang and note it; `_run_jobs` starts the next one."""
        error = kind(f"{self.name} {what}", self._last_lines())
        self._stop()
        restarts = self._status.restarts + 1
        self._set_status(state="restarting", pid=None, restarts=restarts, trouble=str(error))
        return error

    def _last_lines(self) -> str:
        return self._log.last_lines() if self._log is not None else ""

    def _stop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            with contextlib.suppress(OSError, RuntimeError):
                pool.join()
        log, self._log = self._log, None
        if log is not None:
            log.close()


# The signals with which another program ends a process, or the system when its memory is full.
# A crash has a different signal.
_KILLED = (-9, -15)

_workers: weakref.WeakSet[Worker] = weakref.WeakSet()


def close_all() -> None:
    """End every worker of this process, for good, before a signal ends the process itself."""
    for worker in list(_workers):
        worker.close()
