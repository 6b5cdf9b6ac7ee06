"""The errors of a worker process: a job that crashed, hung, failed, was not queued, or had no process."""

from __future__ import annotations


class WorkerError(RuntimeError):
    """A job returned no result; the text says what happened, in full sentences.

    Attributes
    ----------
    details : str
        The last lines that the process printed, or the traceback in it.
    """

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence, details)
        self.details = details

    def __str__(self) -> str:
        return str(self.args[0])


class WorkerCrashed(WorkerError):
    """The job crashed the process."""


class WorkerHung(WorkerError):
    """The job did not return in time, and the process was stopped."""


class WorkerUnavailable(WorkerError):
    """The process does not start, or has been closed."""


class WorkerJobFailed(WorkerError):
    """The job raised an exception."""


class WorkerBusy(WorkerError):
    """Too many jobs wait already; this one was not queued."""
