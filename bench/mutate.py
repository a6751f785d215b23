"""Deletes each release of a service in turn and counts how many of the leaks are caught.

    python bench/mutate.py DIR... [--limit N] [--verbose]

A release is a statement, deferred or not, that gives back what a call in the same
function acquired. Where another release of the same value remains in the function,
deleting one need not leak, and the statement is left out. So is one without which Go would not
compile the rest, as its variable would be unused, and the Stop of a timer that is collected anyway.
Tests and what helps them are not mutated: few rules speak there.
"""

from __future__ import annotations

import argparse
import gc
import os
from collections import Counter
from typing import TYPE_CHECKING

from ginlint import check, registry
from ginlint.config import Config
from ginlint.discover import discover, outside_of, read_inputs
from ginlint.go.ownership import acquisition_of, released_by
from ginlint.go.syntax import ast, parse
from ginlint.go.testsupport import helps_tests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go import File, Function, Project
    from ginlint.go.ownership.release import Target

CONFIG = Config(pedantic=True, jobs=1)
LOCKS = ("Lock", "RLock")


def main() -> None:
    """Print the share of deletions caught, by releasing method, and the misses with --verbose."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="+")
    parser.add_argument("--limit", type=int, default=200, help="mutations per directory")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    gc.disable()
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for directory in options.directories:
        for name, place, found in mutate(directory, options.limit):
            total[name] += 1
            caught[name] += found
            if options.verbose and not found:
                print(f"missed {place}")
    for name, count in total.most_common():
        print(f"{name:12} {caught[name]:4} of {count:4}")
    share = caught.total() / max(total.total(), 1)
    print(f"{'all':12} {caught.total():4} of {total.total():4} = {share:.1%}")


def mutate(directory: str, limit: int) -> Iterator[tuple[str, str, bool]]:
    """Yield, for each deletion, the releasing method, the place, and whether it is caught."""
    rules = registry.load_all()
    root = os.path.abspath(directory)
    workspace = discover(["./..."], cwd=root)
    inputs = read_inputs(workspace).files  # the steps of a run, so that one parse serves all mutants
    outside = outside_of(workspace)
    parsed = [parse(item.text) for item in inputs]
    project = check._link(workspace, inputs, parsed, CONFIG, outside)
    before = {
        p.path: {_key(f) for f in check.check_package(p, rules, CONFIG).findings}
        for p in project.packages
        if p.speaking
    }
    numbers = {item.path: number for number, item in enumerate(inputs)}
    releases = list(_releases(project))
    step = max(1, len(releases) // limit)
    for file, function, statement, name in releases[::step]:
        number = numbers[file.path]
        text = file.parsed.text
        changed = text[: statement.pos] + b" " * (statement.end - statement.pos) + text[statement.end :]
        again = [*parsed]
        again[number] = parse(changed)
        mutant = check._link(workspace, inputs, again, CONFIG, outside)
        package = next(p for p in mutant.packages if p.path == file.package.path)
        new = {_key(f) for f in check.check_package(package, rules, CONFIG).findings} - before[package.path]
        line = text.count(b"\n", 0, statement.pos) + 1
        yield (
            name,
            f"{directory}/{file.path}:{line}: {file.text(statement)[:60]!r}",
            any(
                key[2] == function.outermost.name or key[2].startswith(f"{function.outermost.name}.")
                for key in new
            ),
        )


def _key(finding: object) -> tuple[str, str, str, str]:
    return (finding.rule, finding.at.path, finding.function, finding.resource)  # type: ignore[attr-defined]


def _releases(project: Project) -> Iterator[tuple[File, Function, ast.Stmt, str]]:
    for package in project.packages:
        for file in package.speaking:
            if helps_tests(file):
                continue
            for decl in file.facts.functions:
                for function in file.function(decl).all():
                    yield from ((file, function, stmt, name) for stmt, name in _releases_in(function))


def _releases_in(function: Function) -> Iterator[tuple[ast.Stmt, str]]:
    found: dict[str, list[tuple[ast.Stmt, str]]] = {}
    for node in ast.walk(function.body):
        call = (
            node.call
            if isinstance(node, ast.DeferStmt)
            else node.x
            if isinstance(node, ast.ExprStmt)
            else None
        )
        if not isinstance(call, ast.CallExpr):
            continue
        for target in released_by(function, call):
            if not _matters(function, node, target):  # type: ignore[arg-type] # a statement
                continue
            if acquisition_of(function, target, node) is not None:  # type: ignore[arg-type] # a statement
                found.setdefault(target.text, []).append((node, target.method or "()"))  # type: ignore[arg-type]
    for releases in found.values():
        if len(releases) == 1:
            yield releases[0]


def _matters(function: Function, statement: ast.Stmt, target: Target) -> bool:
    """Tell whether deleting a release can leave something open in code that still compiles."""
    variable = target.variable
    if variable is None:
        return True
    if all(statement.pos <= use.pos < statement.end for use in variable.uses):
        return False
    typer = function.file.typer
    timer = str(typer.variable_type(variable)) in ("*time.Ticker", "*time.Timer")
    return not (timer and function.file.package.timers_collected)


if __name__ == "__main__":
    main()
