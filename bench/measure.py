"""Time and memory of a command with all the processes that it starts."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLE_SECONDS = 0.02


@dataclass(frozen=True)
class Run:
    """One run. `wall` and `cpu` (user and system, children included) are seconds.

    `peak` is in bytes: with sampling the highest sum over the process tree, each
    shared page counted once; otherwise that of the largest process alone.
    """

    wall: float
    cpu: float
    peak: int
    code: int
    output: str
    timed_out: bool = False


def run(
    command: Sequence[str],
    *,
    cwd: str | None = None,
    env: Mapping[str, str] | None = None,
    text: str = "",
    sample: bool = False,
    timeout: float = 900,
) -> Run:
    """Run `command` once. Sampling its memory costs a few per cent of its time.

    Where Python may write nothing beside the code, it compiles all of it each time: not what is measured.
    """
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=inherited | dict(env or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    watch = _Sampler(process.pid) if sample else None
    expired = threading.Event()
    timer = threading.Timer(timeout, _kill, (process.pid, expired))
    timer.start()
    output = _talk(process, text)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        peak=watch.stop() if watch else usage.ru_maxrss * 1024,
        code=process.returncode,
        output=output,
        timed_out=expired.is_set(),
    )


def median(runs: Sequence[Run]) -> Run:
    """Return the runs' median times, with the last one's output."""
    last = runs[-1]
    return Run(
        wall=statistics.median(one.wall for one in runs),
        cpu=statistics.median(one.cpu for one in runs),
        peak=max(one.peak for one in runs),
        code=last.code,
        output=last.output,
        timed_out=any(one.timed_out for one in runs),
    )


def _talk(process: subprocess.Popen[bytes], text: str) -> str:
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process has no pipes")
    writer = threading.Thread(target=_feed, args=(process, text.encode()))
    writer.start()
    output = process.stdout.read().decode("utf-8", "replace")
    writer.join()
    process.stdout.close()
    return output


def _feed(process: subprocess.Popen[bytes], text: bytes) -> None:
    if process.stdin is None:
        return
    try:
        process.stdin.write(text)
        process.stdin.close()
    except BrokenPipeError:
        return


def _kill(pid: int, expired: threading.Event) -> None:
    expired.set()
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


class _Sampler:
    """Adds up the memory of a process tree every few milliseconds; Linux only, elsewhere 0."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._done.set()
        self._thread.join()
        return self._peak

    def _sample(self) -> None:
        while not self._done.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(_memory(pid) for pid in _tree(self._pid)))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            threads = os.listdir(f"/proc/{parent}/task")
            for thread in threads:
                with open(f"/proc/{parent}/task/{thread}/children", encoding="ascii") as file:
                    found.extend(int(child) for child in file.read().split())
        except OSError:
            continue
    return found


def _memory(pid: int) -> int:
    """Return the proportional set size, so that forked processes are not counted twice."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0
