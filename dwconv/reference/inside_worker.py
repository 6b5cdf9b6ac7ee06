"""What runs inside a worker process: its set-up, its log, and the cause of its end.

`dwconv.reference.worker_manager` starts it and sends it jobs.
"""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


class WorkerLog:
    """A file for what a worker prints, which this process keeps open to read it.

    On systems that allow it, the file is removed from its folder as soon as the worker has opened
    it. So nothing is left behind, however the server ends.
    """

    def __init__(self) -> None:
        self._file, self.path = tempfile.mkstemp(prefix="dwconv-", suffix=".log")

    def remove_name(self) -> None:
        """Take the file out of its folder; both processes go on with it."""
        if os.name == "posix":
            with contextlib.suppress(OSError):
                os.unlink(self.path)

    def last_lines(self) -> str:
        """Return the last 8,000 bytes as text."""
        with contextlib.suppress(OSError):
            size = os.fstat(self._file).st_size
            os.lseek(self._file, max(0, size - 8000), os.SEEK_SET)
            return os.read(self._file, 8000).decode(errors="replace")
        return ""

    def close(self) -> None:
        """Close the file, which is gone with that."""
        with contextlib.suppress(OSError):
            os.close(self._file)
        with contextlib.suppress(OSError):
            os.unlink(self.path)


def cause_of_end(code: int | None) -> str:
    """Say how a process ended: the signal's name, or the exit code.

    Examples
    --------
    >>> cause_of_end(-6), cause_of_end(3)
    ('SIGABRT', 'exit code 3')
    """
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


# The functions below run in the worker process.

_warm_up_result: tuple[Any, ...] = ()


def initialize(warm_up: Callable[[], Any], environment: Mapping[str, str], log_path: str) -> None:
    """Set the process up and warm it up."""
    global _warm_up_result
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file behind
    with contextlib.suppress(OSError):  # the file may be gone, its folder too
        descriptor = os.open(log_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.dup2(descriptor, 1)  # what is printed last may tell why it crashed
        os.dup2(descriptor, 2)
    os.environ.update(environment)
    threading.Thread(target=_exit_with_parent, args=(os.getppid(),), daemon=True).start()
    _warm_up_result = call_and_catch(warm_up, ())


BEHIND_PAGES = 10
"""By how much a process lets pages go first: they wait no longer for two such processes than for none.

By 5 they wait an eighth longer, by 0 half as long again. By 19 they gain nothing, and a process
beside two that compute without end has a seventieth of a core, not a tenth.
"""


def lower_priority(by: int) -> None:
    """Let the other processes of this session go first, up to 19; not on Windows."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(by)


_SESSION = "/proc/self/autogroup"


def let_other_sessions_go_first(by: int) -> None:
    """Make this process a session of its own, and let other sessions go first, up to 19.

    Linux shares the processors between sessions first, such as two services or two terminals, and
    the priority of a process counts only among those of its own. Without this a worker has as
    large a share as the whole of another server on the same machine.
    """
    with contextlib.suppress(AttributeError, OSError):
        if not os.access(_SESSION, os.W_OK):
            return  # a session of its own would have a full share
        os.setsid()
        for _ in range(10):
            try:
                Path(_SESSION).write_text(str(by))
                return
            except BlockingIOError:  # Linux takes one such change in a tenth of a second
                time.sleep(0.12)


def _exit_with_parent(parent: int) -> None:
    """End this process, whatever it is doing, when the one that started it is gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def describe_process() -> tuple[int, tuple[Any, ...]]:
    """Return the process's id and the result of its warm-up."""
    return os.getpid(), _warm_up_result


def call_and_catch(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Call a function; return True and its result, or False and its exception as text.

    Its class may not exist outside.
    """
    try:
        return True, function(*args)
    except BaseException as error:
        return False, type(error).__name__, str(error), traceback.format_exc()
