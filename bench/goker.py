"""Scores ginlint on the goroutine leaks that Go's own runtime tests hold, function by function.

    python bench/goker.py [--rules NAME,...] [-v] [GOROOT]

The kernels are in runtime/testdata/testgoroutineleakprofile of a Go release of 1.26 or
later, what leaks in each of them in runtime/goroutineleakprofile_test.go. A case is found
if a finding, or a step of its path, stands in a function that is expected to leak or that
such a one calls: the test names one function of each goroutine, often the outermost. Each
kernel is checked alone; the time is that of the check without start-up.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ginlint import registry
from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import discover
from ginlint.go import calls_in
from ginlint.go.module import NEWEST
from ginlint.go.project import Directory, SourceFile, link
from ginlint.go.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ginlint.finding import Finding, Report
    from ginlint.go import File, Function
    from ginlint.rule import Rule

CASE = re.compile(
    r"^\t\tmake(?:Flaky)?Test\(\"(\w+)\",?(.*?)\),?\n(?=\t\t(?:make|//)|\t\})", re.MULTILINE | re.DOTALL
)
LEAK = re.compile(r"`(.*?)`")
FUNCTION = re.compile(r"^(.*?)(?:\\\(\.\*|\.\*) \\\[(.*)\\\]$")
MISPRINT = re.compile(r"\\\(\*(?=\w)")  # an optional parenthesis where one and a star are meant
PATTERNS = "NoCloseRange MethodContractViolation DoubleSend EarlyReturn NCastLeak Timeout".split()
RULES = (
    "send-blocks-forever", "receive-blocks-forever", "goroutine-never-exits", "waitgroup-misused",
    "break-leaves-select-only", "lock-not-released", "lock-pair-mismatched", "lock-taken-twice",
    "lock-held-over-io", "lock-order-inverted", "cancel-not-called", "timer-drain-blocks",
)  # fmt: skip


class Case(NamedTuple):
    """A case of the test: the functions that leak in it, as regular expressions, with what they wait for."""

    name: str
    leaks: tuple[tuple[str, str], ...]


class Score(NamedTuple):
    """What was said about a case: the rules that found it, others' findings, seconds."""

    case: Case
    found: tuple[str, ...]
    beside: tuple[str, ...]
    seconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("goroot", nargs="?")
    parser.add_argument("--rules", default=",".join(RULES))
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args(arguments)
    root = (
        options.goroot
        or subprocess.run(["go", "env", "GOROOT"], check=True, capture_output=True, text=True).stdout.strip()
    )
    names = options.rules.split(",")
    rules = [rule for rule in registry.load_all() if rule.name in names]
    scores = [score(Path(root), case, rules) for case in cases(Path(root))]
    show("micro", [s for s in scores if is_micro(s.case)], verbose=options.verbose)
    show("patterns", [s for s in scores if s.case.name in PATTERNS], verbose=options.verbose)
    kernels = [s for s in scores if s.case.name[-1].isdigit()]
    show("kernels", kernels, verbose=options.verbose)
    times = sorted(s.seconds for s in kernels)
    print(f"seconds a kernel: median {times[len(times) // 2]:.3f}, worst {times[-1]:.3f}")


def is_micro(case: Case) -> bool:
    """Tell the small cases that leak something."""
    return bool(case.leaks) and case.name not in (*PATTERNS, "SpawnGC") and not case.name[-1].isdigit()


def cases(root: Path) -> Iterator[Case]:
    """Yield the cases of the runtime's test."""
    text = (root / "src/runtime/goroutineleakprofile_test.go").read_text()
    for name, body in CASE.findall(text):
        leaks = [found for leak in LEAK.findall(body) if (found := FUNCTION.match(leak))]
        yield Case(name, tuple((MISPRINT.sub(r"\\(\\*", found[1]), found[2]) for found in leaks))


def score(root: Path, case: Case, rules: Sequence[Rule]) -> Score:
    """Check the file that holds a case and compare."""
    home = root / "src/runtime/testdata/testgoroutineleakprofile"
    (file,) = [
        path for path in sorted(home.rglob("*.go")) if f'register("{case.name}"'.encode() in path.read_bytes()
    ]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "go.mod").write_text(f"module kernel\n\ngo {NEWEST[0]}.{NEWEST[1]}\n")
        (Path(folder) / file.name).write_bytes(file.read_bytes())
        before = time.perf_counter()
        report = run(discover(["./..."], cwd=folder), rules, Config(pedantic=True, jobs=1))
        seconds = time.perf_counter() - before
    return compare(case, report, file, seconds)


def compare(case: Case, report: Report, file: Path, seconds: float) -> Score:
    """Sort the findings into those in a function that leaks and the others."""
    found, beside = [], []
    kernel = linked(file.read_bytes())
    expected = on_stack(kernel, case.leaks)
    for finding in report.findings:
        hit = not expected.isdisjoint(functions(finding, kernel))
        (found if hit else beside).append(f"{finding.rule}@{finding.function}")
    return Score(case, tuple(found), tuple(beside), seconds)


def linked(text: bytes) -> File:
    """Return a kernel as ginlint reads it."""
    source = SourceFile("kernel.go", "kernel.go", parse(text), NEWEST, speak=True)
    (package,) = link([Directory("kernel", [source])]).packages
    return package.files[0]


def on_stack(file: File, leaks: Sequence[tuple[str, str]]) -> set[str]:
    """Return the functions that a leaking goroutine may stand in: those expected, and what they call."""
    every = [inner for decl in file.facts.functions for inner in file.function(decl).all()]
    found = {f.name for f in every if any(re.fullmatch(leak, f.name) for leak, _ in leaks)}
    while True:
        called = {
            call.callee.symbol.file.function(call.callee.symbol.decl).name
            for f in every
            if f.name in found
            for call in calls_in(f)
            if call.callee.symbol is not None and call.callee.symbol.decl and call.callee.symbol.file is file
        }
        if called <= found:
            return found
        found |= called


def functions(finding: Finding, file: File) -> set[str]:
    """Return the names of the functions that a finding and its steps stand in, as the runtime has them."""
    places = [finding.at.start, *(step.at.start for step in (*finding.steps, *finding.related))]
    names = {finding.function}
    for place in places:
        inside = [f for f in file.functions_at([place])[0].all() if holds(f, place)]
        names.add(inside[-1].name)
    return names


def holds(function: Function, place: int) -> bool:
    """Tell whether an offset is in a function; that of a declaration holds all that is asked for."""
    return function.node is None or function.node.pos <= place < function.node.end


def show(title: str, scores: Sequence[Score], *, verbose: bool) -> None:
    """Print one class of cases."""
    hits = [s for s in scores if s.found]
    print(f"{title}: {len(hits)} of {len(scores)} found")
    if verbose:
        for s in scores:
            kinds = ", ".join(kind for _, kind in s.case.leaks).replace("\\", "")
            said = ", ".join(s.found) or "MISSED"
            print(
                f"  {s.case.name}: {said} | beside: {', '.join(s.beside) or '-'} "
                f"| [{kinds}] {s.seconds:.3f} s"
            )


if __name__ == "__main__":
    sys.exit(main())
