"""Measure ginlint, the parse floor and the peers that are on PATH; print a Markdown table.

    python bench/run.py                      GOROOT/src, if Go is there
    python bench/run.py DIR...               the Go modules in these directories
    python bench/run.py --fetch DIR          the services of services.toml, cloned into DIR
    python bench/run.py --write              also write the table to bench/RESULTS.md

Cold is a first run: every cache of the tool is empty, that of Go's compiler too,
but the files are in the system's page cache. Warm is the same run again. Times are
medians; memory is the peak of all processes together, from a run of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

import contenders
import measure

HERE = Path(__file__).resolve().parent
MEGA = 1_000_000
HEADER = """\
| tool | cold wall | cold CPU | CPU / floor | peak memory | warm wall | warm CPU |
|---|---:|---:|---:|---:|---:|---:|
"""


@dataclass(frozen=True)
class Floor:
    """What parsing alone takes; `bare` without, `whole` with the start of the interpreter."""

    files: int
    size: int
    lines: int
    bare: float
    whole: measure.Run


def main() -> int:
    args = arguments()
    trees = find_trees(args.trees, args.fetch)
    if not trees:
        print("nothing to measure: name a directory, or install Go", file=sys.stderr)
        return 2
    parts = [heading(args.runs), startup(args.runs)]
    for name, tree in trees:
        print(f"measuring {name} ...", file=sys.stderr)
        parts.append(section(name, tree, args))
    report = "\n".join(parts)
    print(report)
    if args.write:
        (HERE / "RESULTS.md").write_text(report, encoding="utf-8")
    return 0


def arguments() -> argparse.Namespace:
    usage, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=usage, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("trees", nargs="*", metavar="DIR")
    parser.add_argument("--fetch", metavar="DIR", help="clone the services of services.toml into DIR")
    parser.add_argument("--runs", type=int, default=5, help="runs of ginlint to take the median of")
    parser.add_argument("--peer-runs", type=int, default=1, help="cold runs of each peer; 0 leaves peers out")
    parser.add_argument("--peers", nargs="*", default=[], metavar="NAME", help="only these peers")
    parser.add_argument("--timeout", type=float, default=900, help="seconds before a run is given up")
    parser.add_argument("--write", action="store_true", help="write bench/RESULTS.md")
    return parser.parse_args()


def find_trees(named: list[str], fetch: str | None) -> list[tuple[str, str]]:
    trees = [(Path(tree).resolve().name, str(Path(tree).resolve())) for tree in named]
    if fetch:
        trees += fetch_services(Path(fetch))
    if not trees and shutil.which("go"):
        goroot = subprocess.run(
            ["go", "env", "GOROOT"], capture_output=True, text=True, check=True
        ).stdout.strip()
        trees.append(("GOROOT/src", os.path.join(goroot, "src")))
    return trees


def fetch_services(into: Path) -> list[tuple[str, str]]:
    """Clone what is missing and return all pinned services."""
    pins = tomllib.loads((HERE / "services.toml").read_text("utf-8"))
    trees = []
    for name, pin in pins.items():
        clone = into / name
        if not clone.exists():
            subprocess.run(["git", "clone", "--quiet", "--no-checkout", pin["repo"], str(clone)], check=True)
            subprocess.run(["git", "-C", str(clone), "checkout", "--quiet", pin["commit"]], check=True)
        trees.append((f"{name} @ {pin['commit'][:10]}", str(clone / pin["dir"])))
    return trees


def heading(runs: int) -> str:
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    python = f"Python {platform.python_version()}"
    return f"# Time and memory\n\n{machine}, {python}; ginlint: median of {runs} runs.\n"


def startup(runs: int) -> str:
    version = contenders.ginlint().command[:-1]
    bare = measure.median([measure.run([sys.executable, "-c", "pass"]) for _ in range(runs * 4)])
    ours = measure.median([measure.run([*version, "--version"]) for _ in range(runs * 4)])
    mine, none = ours.wall * 1000, bare.wall * 1000
    return (
        f"Start-up: `ginlint --version` {mine:.0f} ms, `python -c pass` {none:.0f} ms, "
        f"so {mine - none:.0f} ms more.\n"
    )


def section(name: str, tree: str, args: argparse.Namespace) -> str:
    floor = parse_floor(tree, args.runs)
    size = f"{floor.files} files, {floor.lines / 1000:.1f} kloc, {floor.size / MEGA:.1f} MB"
    whole = floor.whole
    rows = [
        f"| parse floor, parsing alone | | {floor.bare:.2f} s | 1.00 | | | |",
        line("parse floor, whole process", whole, floor, whole.peak) + " | | |",
        row(contenders.ginlint(), tree, floor, runs=args.runs, timeout=args.timeout),
    ]
    for peer in contenders.peers(args.peers) if args.peer_runs else ():
        print(f"measuring {name} with {peer.name} ...", file=sys.stderr)
        rows.append(row(peer, tree, floor, runs=args.peer_runs, timeout=args.timeout))
    return f"## {name}\n\n{size}.\n\n{HEADER}" + "\n".join(rows) + "\n"


def parse_floor(tree: str, runs: int) -> Floor:
    """Parse the files that ginlint would read."""
    from ginlint.discover import discover

    found = discover(["./..."], cwd=tree)
    paths = "\n".join(os.path.join(package.dir, file) for package in found.packages for file in package.files)
    command = [sys.executable, str(HERE / "floor.py")]
    done = [measure.run(command, text=paths) for _ in range(runs)]
    answers = sorted((json.loads(one.output) for one in done), key=lambda answer: answer["seconds"])
    middle = answers[len(answers) // 2]
    return Floor(middle["files"], middle["bytes"], middle["lines"], middle["seconds"], measure.median(done))


def row(tool: contenders.Tool, tree: str, floor: Floor, *, runs: int, timeout: float) -> str:
    """Measure one tool. Its memory is sampled in a run of its own, or in its only one."""
    label = f"{tool.name} {tool.version}"
    cold: list[measure.Run] = []
    warm: list[measure.Run] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as cache:
            for kind in (cold, warm):
                kind.append(start(tool, tree, cache, timeout, sample=runs == 1))
                if kind[-1].timed_out or kind[-1].code not in tool.ok:
                    return f"| {label} | {trouble(kind[-1], timeout)} | | | | | |"
    peak = cold[0].peak
    if runs > 1:
        with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as cache:
            peak = start(tool, tree, cache, timeout, sample=True).peak
    first, again = measure.median(cold), measure.median(warm)
    return f"{line(label, first, floor, peak)} | {again.wall:.2f} s | {again.cpu:.2f} s |"


def start(tool: contenders.Tool, tree: str, cache: str, timeout: float, *, sample: bool) -> measure.Run:
    env = {variable: os.path.join(cache, variable) for variable in tool.caches}
    return measure.run(tool.command, cwd=tree, env=env, timeout=timeout, sample=sample)


def line(label: str, cold: measure.Run, floor: Floor, peak: int) -> str:
    ratio = cold.cpu / floor.bare
    return f"| {label} | {cold.wall:.2f} s | {cold.cpu:.2f} s | {ratio:.2f} | {peak / MEGA:.0f} MB"


def trouble(run: measure.Run, timeout: float) -> str:
    if run.timed_out:
        return f"gave up after {timeout:.0f} s"
    last = (run.output.strip().splitlines() or ["no output"])[-1]
    return f"exit {run.code}: {last[:80].replace('|', '/')}"


if __name__ == "__main__":
    sys.exit(main())
