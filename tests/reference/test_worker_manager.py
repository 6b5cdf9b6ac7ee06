"""The worker process: results, crashes, hangs, its queue and its end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from pebble import ProcessPool

from dwconv.reference import inside_worker, worker_manager
from dwconv.reference import worker_manager as worker_module
from dwconv.reference.worker_errors import (
    WorkerBusy,
    WorkerCrashed,
    WorkerError,
    WorkerHung,
    WorkerJobFailed,
    WorkerUnavailable,
)
from dwconv.reference.worker_manager import Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(os.getpid, name="The side process")
    yield made
    made.close()


def until(condition: object, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "never came true"
        time.sleep(0.005)


def gone(pid: int) -> bool:
    """Whether no process has this id, or only a dead one that its new parent has not buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


def test_a_job_runs_in_another_process(worker: Worker) -> None:
    assert worker.submit(os.getpid).result() != os.getpid()
    assert worker.submit(divmod, 17, 5).result() == (3, 2)


def test_start_returns_at_once_and_the_status_follows(worker: Worker) -> None:
    assert worker.status().state == "stopped"
    worker.start()
    assert worker.status().state == "starting"
    worker.start()
    until(lambda: worker.status().state == "ready")
    status = worker.status()
    assert status.about == status.pid  # the warm-up was os.getpid
    assert status.restarts == 0
    assert status.trouble == ""
    assert status.seconds is not None


def test_an_exception_comes_back_as_text(worker: Worker) -> None:
    with pytest.raises(
        WorkerJobFailed, match="The side process raised ValueError: invalid literal"
    ):
        worker.submit(int, "x").result()
    assert worker.status().restarts == 0


def test_a_result_that_cannot_be_sent_is_an_error(worker: Worker) -> None:
    with pytest.raises(WorkerJobFailed, match=r"raised (TypeError|PicklingError|AttributeError)"):
        worker.submit(eval, "lambda: 0").result()
    assert worker.submit(abs, -1).result() == 1


def test_what_a_job_prints_does_no_harm(worker: Worker, capfd: pytest.CaptureFixture[str]) -> None:
    worker.submit(print, "noise").result()
    worker.submit(os.write, 1, b"noise " * 10_000).result()
    worker.submit(os.write, 2, b"noise " * 100_000).result()
    assert worker.submit(abs, -1).result() == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("job", "cause"), [((os.abort,), "SIGABRT"), ((os._exit, 3), "exit code 3")]
)
def test_a_crash_is_an_error_and_the_process_restarts(
    worker: Worker, job: tuple[object, ...], cause: str
) -> None:
    first = worker.submit(os.getpid).result()
    crash = worker.submit(*job)  # type: ignore[arg-type]
    behind = worker.submit(os.getpid)
    with pytest.raises(WorkerCrashed, match=rf"The side process ended its own process \({cause}\)"):
        crash.result()
    assert behind.result() != first
    until(lambda: worker.status().state == "ready")
    status = worker.status()
    assert status.restarts == 1
    assert cause in status.trouble
    assert gone(first)


def test_a_job_whose_process_is_killed_is_done_in_the_next_one(worker: Worker) -> None:
    pid = worker.submit(os.getpid).result()
    slow = worker.submit(time.sleep, 0.5)
    again = worker.submit(os.getpid)
    time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    assert slow.result(20) is None
    assert again.result(20) != pid
    assert worker.status().restarts == 1
    assert "SIGKILL" in worker.status().trouble
    with pytest.raises(WorkerCrashed, match="SIGKILL"):  # one that kills every process it gets
        worker.submit(signal.raise_signal, signal.SIGKILL).result(20)
    assert worker.submit(abs, -1).result(20) == 1


def test_one_person_with_many_questions_does_not_hold_up_another(worker: Worker) -> None:
    person = "Ann"
    worker.asker = lambda: person
    worker.most_of_one = 100
    order: list[str] = []
    worker.submit(time.sleep, 0.2)

    def ask(who: str) -> Future[int]:
        nonlocal person
        person = who
        answer = worker.submit(abs, -1)
        answer.add_done_callback(lambda _: order.append(who))
        return answer

    asked = [ask("Ann") for _ in range(60)] + [ask("Bob") for _ in range(2)]
    assert [each.result(20) for each in asked] == [1] * 62
    assert max(at for at, who in enumerate(order) if who == "Bob") < 8
    worker.most_of_one = 5
    worker.submit(time.sleep, 0.2)
    refused = [ask("Ann") for _ in range(9)][-1]
    with pytest.raises(WorkerBusy, match="5 questions of yours waiting already"):
        refused.result(20)
    assert ask("Bob").result(20) == 1


def test_a_job_lets_others_go_first_for_half_a_second_at_most(worker: Worker) -> None:
    worker.submit(abs, -1).result()
    given: list[float] = []
    gate = threading.Event()

    def wait(seconds: float) -> None:
        given.append(seconds)
        gate.wait(20)

    worker.let_others_go_first = wait
    first, second = worker.submit(abs, -2), worker.submit(abs, -3)
    until(lambda: bool(given))
    time.sleep(0.6)
    assert not first.done()
    gate.set()
    assert (first.result(20), second.result(20)) == (2, 3)
    assert len(given) == 1, "the second has waited its half second behind the first"
    assert 0.3 < given[0] <= 0.5


def test_a_process_that_is_killed_while_it_starts_again_is_started_once_more() -> None:
    """Else all questions of a class fail at once, and half a minute of others."""
    worker = Worker(partial(time.sleep, 0.5), name="The side process")

    def processes() -> set[int]:
        found = set()
        for child in psutil.Process().children():
            with suppress(psutil.Error):  # it has ended
                if "pebble_pool_worker" in child.cmdline():
                    found.add(child.pid)
        return found

    others = processes()
    first = worker.submit(os.getpid).result(60)
    os.kill(first, signal.SIGKILL)
    answer = worker.submit(os.getpid)
    until(lambda: bool(processes() - others - {first}))
    (second,) = processes() - others - {first}
    os.kill(second, signal.SIGKILL)
    assert answer.result(60) not in (first, second)
    assert worker.status().state == "ready"
    worker.close()


def test_many_jobs_that_have_waited_let_others_go_first_all_the_same(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restart, the questions of a class would else be answered all at once, before its pages."""
    monkeypatch.setattr(worker_manager, "_PATIENCE", 0.05)
    given: list[float] = []
    gate = threading.Event()

    def wait(seconds: float) -> None:
        given.append(seconds)
        gate.wait(20)

    worker.let_others_go_first = wait
    answers = [worker.submit(abs, -number) for number in range(20)]
    time.sleep(0.1)
    gate.set()
    assert [answer.result(20) for answer in answers] == list(range(20))
    assert given[1:] == [0.05 * 8 / behind for behind in range(18, 8, -1)]


def test_a_worker_that_keeps_no_process_has_a_new_one_for_each_job() -> None:
    worker = Worker(os.getpid, name="The side process", keep=False)
    first, second = worker.submit(os.getpid).result(), worker.submit(os.getpid).result()
    assert first != second
    until(lambda: gone(second))
    until(lambda: worker.status().state == "stopped")
    worker.close()


def test_the_process_restarts_before_the_next_job(worker: Worker) -> None:
    worker.submit(os.getpid).result()
    with pytest.raises(WorkerCrashed):
        worker.submit(os.abort).result()
    until(lambda: worker.status().state == "restarting")
    until(lambda: worker.status().state == "ready")
    assert worker.status().restarts == 1


def test_the_last_printed_lines_are_kept(worker: Worker) -> None:
    with pytest.raises(WorkerCrashed) as caught:
        worker.submit(
            eval, "(__import__('os').write(2, b'F0000 farewell\\n'), __import__('os').abort())"
        ).result()
    assert caught.value.details.endswith("F0000 farewell\n")
    with pytest.raises(WorkerCrashed) as caught:
        worker.submit(os._exit, 3).result()
    assert "farewell" not in caught.value.details


def test_the_log_file_is_removed_from_its_folder_and_the_worker_survives_a_crash(
    worker: Worker,
) -> None:
    worker.submit(abs, -1).result()
    assert worker._log is not None
    assert not Path(worker._log.path).exists()
    with pytest.raises(WorkerCrashed):
        worker.submit(os.abort).result()
    assert worker.submit(abs, -1).result() == 1


def test_it_starts_without_a_log(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(**_: object) -> tuple[int, str]:
        return os.open(os.devnull, os.O_RDONLY), str(tmp_path / "gone" / "words.log")

    monkeypatch.setattr(inside_worker.tempfile, "mkstemp", nowhere)
    assert worker.submit(abs, -1).result() == 1
    with pytest.raises(WorkerCrashed) as caught:
        worker.submit(os.abort).result()
    assert caught.value.details == ""
    assert worker.submit(abs, -1).result() == 1


def test_a_hang_is_stopped_and_later_jobs_are_answered(worker: Worker) -> None:
    first = worker.submit(os.getpid).result()
    begin = time.monotonic()
    hung = worker.submit(time.sleep, 60, limit=0.3)
    behind = [worker.submit(abs, -each) for each in range(20)]
    with pytest.raises(WorkerHung, match=r"did not answer within 0\.3 s, so its process was stop"):
        hung.result()
    assert [each.result() for each in behind] == list(range(20))
    assert time.monotonic() - begin < 10
    assert gone(first)
    assert worker.status().restarts == 1


def test_the_limit_does_not_count_the_start() -> None:
    slow = Worker(_slow_start, limit=2.0)
    assert slow.submit(abs, -1).result() == 1
    slow.close()


def _slow_start() -> None:
    time.sleep(2.3)


def test_every_crash_is_counted(worker: Worker) -> None:
    crashes = [worker.submit(os.abort) for _ in range(3)]
    behind = worker.submit(abs, -1)
    for crash in crashes:
        with pytest.raises(WorkerCrashed):
            crash.result()
    assert behind.result() == 1
    assert worker.status().restarts == 3


def test_the_start_limit_does_not_count_the_queue(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A clock on which each job takes the half of what a start may: no machine is too slow for it.
    passed = [0.0]
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + passed[0])
    monkeypatch.setattr(worker_module, "time", clock)

    def let_time_pass(_: object) -> None:
        passed[0] += worker.start_limit / 2

    before = [worker.submit(abs, -1) for _ in range(5)]
    crash = worker.submit(os.abort)
    behind = [worker.submit(abs, -1) for _ in range(5)]
    for job in [*before, crash, *behind]:
        job.add_done_callback(let_time_pass)
    with pytest.raises(WorkerCrashed):
        crash.result()
    assert [job.result() for job in [*before, *behind]] == [1] * 10
    assert worker.status().state == "ready"
    assert worker.status().restarts == 1


@pytest.mark.parametrize("pause", [0.0, 0.05, 0.3])
@pytest.mark.parametrize("threads", [1, 2, 12])
def test_a_process_that_ends_while_idle_is_replaced_without_an_error(
    worker: Worker, threads: int, pause: float
) -> None:
    pid = worker.submit(os.getpid).result()
    os.kill(pid, signal.SIGKILL)
    until(lambda: gone(pid))
    time.sleep(pause)  # pebble may or may not have noticed
    with ThreadPoolExecutor(threads) as people:
        asked = [people.submit(lambda: worker.submit(os.getpid).result(20)) for _ in range(threads)]
        answers = {each.result() for each in asked}
    assert len(answers) == 1
    assert pid not in answers
    assert worker.status().restarts == 1


class _Deadly:
    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (4,)


def test_a_job_that_kills_idle_processes_is_given_up(worker: Worker) -> None:
    with pytest.raises(WorkerCrashed, match="ended its own process before it took a job"):
        worker.submit(abs, _Deadly()).result()
    assert worker.submit(abs, -1).result() == 1


def test_a_process_that_ends_at_its_start_counts_as_a_failed_start() -> None:
    broken = Worker(os.abort, name="The library")
    with pytest.raises(WorkerUnavailable, match=r"The library does not start\. It ended its"):
        broken.submit(abs, -1).result()
    assert broken.status().state == "unavailable"
    broken.close()


def _cannot_start() -> None:
    raise ImportError("no such library")


def test_a_worker_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Worker(_cannot_start, name="The library", retry_after=60.0)
    sentence = "The library does not start. The library raised ImportError: no such library"
    jobs = [broken.submit(abs, -1) for _ in range(3)]
    for job in jobs:
        with pytest.raises(WorkerUnavailable, match=sentence):
            job.result()
    status = broken.status()
    assert (status.state, status.trouble, status.pid) == ("unavailable", sentence, None)
    begun: list[object] = []

    def count(*args: object, **options: object) -> ProcessPool:
        begun.append(args)
        return ProcessPool(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(worker_module, "ProcessPool", count)
    with pytest.raises(WorkerUnavailable):
        broken.submit(abs, -1).result()
    broken.start()
    assert begun == [], "it should not try again so soon"
    broken._retry_at = 0.0
    broken.start()
    until(lambda: len(begun) == 1)
    broken.close()


def test_a_start_that_hangs_is_stopped() -> None:
    stuck = Worker(_slow_start, start_limit=0.3)
    with pytest.raises(WorkerUnavailable, match=r"does not start.*not ready within 0\.3 s"):
        stuck.submit(abs, -1).result()
    stuck.close()


def test_many_threads_get_their_own_results(worker: Worker) -> None:
    results: list[int] = []

    def use(number: int) -> None:
        worker.start()
        results.extend(worker.submit(abs, -100 * number - each).result() for each in range(20))

    threads = [threading.Thread(target=use, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == sorted(100 * n + each for n in range(20) for each in range(20))
    assert worker.status().restarts == 0


def test_large_arguments_and_results_arrive_unchanged(worker: Worker) -> None:
    block = bytes(20_000_000)
    assert worker.submit(bytes.__add__, block, b"x").result() == block + b"x"


def test_closing_ends_the_process_and_its_jobs() -> None:
    worker = Worker(os.getpid, name="The side process")
    pid = worker.submit(os.getpid).result()
    hung: list[Future[None]] = [worker.submit(time.sleep, 60) for _ in range(3)]
    worker.close()
    for each in hung:
        with pytest.raises(WorkerUnavailable, match="has been shut down"):
            each.result(5)
    with pytest.raises(WorkerUnavailable, match="has been shut down"):
        worker.submit(abs, -1).result()
    assert not Path(f"/proc/{pid}").exists()
    assert worker.status().state == "stopped"


@pytest.mark.parametrize(
    "end",
    ["pass", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 15)", "os.kill(pid, signal.SIGSTOP)"],
)
@pytest.mark.parametrize("busy", ["0", "60"])
def test_it_does_not_outlive_its_parent(root: Path, end: str, busy: str, tmp_path: Path) -> None:
    # Nor does anything that the two had in the temporary folder.
    script = (
        "import os, signal, time; from dwconv.reference.worker_manager import Worker; worker = Worker(os.getpid); "
        "pid = worker.submit(os.getpid).result(); print(pid, flush=True); "
        f"worker.submit(time.sleep, {busy}); time.sleep(0.2); {end}"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", script],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert done.stderr == ""
    until(lambda: gone(int(done.stdout)))
    assert list(tmp_path.glob("dwconv-*")) == []


def _wait_for(file: Path) -> None:
    while not file.exists():
        time.sleep(0.01)


def test_a_full_queue_refuses_one_more_job_with_a_sentence(tmp_path: Path) -> None:
    worker = Worker(os.getpid, name="The side process", most_waiting=2)
    worker.submit(abs, -1).result()
    gate = tmp_path / "gate"
    slow = worker.submit(_wait_for, gate)
    until(lambda: worker.status().waiting == 0)  # it runs
    behind = [worker.submit(abs, -1) for _ in range(2)]
    assert worker.status().waiting == 2
    with pytest.raises(WorkerBusy, match="The side process has 2 questions waiting already"):
        worker.submit(abs, -1).result()
    gate.touch()
    slow.result()
    assert [job.result() for job in behind] == [1, 1]
    assert worker.submit(abs, -1).result() == 1
    worker.close()


def test_every_error_is_one_kind() -> None:
    for error in (WorkerBusy, WorkerCrashed, WorkerHung, WorkerUnavailable, WorkerJobFailed):
        assert issubclass(error, WorkerError)
    assert str(WorkerError("A sentence.", "details")) == "A sentence."
    assert inside_worker.cause_of_end(None) == "exit code None"
