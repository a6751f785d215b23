"""What each rule costs on a tree: CPU milliseconds, and how many bodies it made the engine lower.

python bench/rules.py DIRECTORY [RULE…]: rules run one after the other on each
package in one process, so what several share is charged to the first that asks for it.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from ginlint import check, registry
from ginlint.config import Config
from ginlint.discover import discover, outside_of, read_inputs
from ginlint.go.syntax import ParsedFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go import Package
    from ginlint.rule import Rule


class Cost(NamedTuple):
    """What one rule cost."""

    rule: str
    milliseconds: float
    lowered: int
    findings: int


def packages_of(directory: str) -> list[Package]:
    """Return the packages of a tree, parsed and linked."""
    workspace = discover(["./..."], cwd=directory)
    inputs = read_inputs(workspace).files
    parsed = check._parse_all(inputs, 1, lambda _: None)
    project = check._link(workspace, inputs, parsed, Config(), outside_of(workspace))
    return [package for package in project.packages if package.speaking]


def costs_of(rules: Sequence[Rule], packages: Sequence[Package], lowered: list[int]) -> list[Cost]:
    """Run the rules on one package after the other, as a check does."""
    costs = {rule.name: Cost(rule.name, 0, 0, 0) for rule in rules}
    for package in packages:
        for rule in rules:
            before, began = lowered[0], time.thread_time()
            findings = sum(1 for _ in rule.check(package))
            took = (time.thread_time() - began) * 1000
            sofar = costs[rule.name]
            costs[rule.name] = Cost(
                rule.name,
                sofar.milliseconds + took,
                sofar.lowered + lowered[0] - before,
                sofar.findings + findings,
            )
    return list(costs.values())


def count_lowering() -> list[int]:
    """Return a list of one number that grows with each declaration that is lowered."""
    lowered = [0]
    original = ParsedFile.function

    def function(self: ParsedFile, decl: object) -> object:
        lowered[0] += 1
        return original(self, decl)  # type: ignore[arg-type] # passed on as it is

    ParsedFile.function = function  # type: ignore[method-assign, assignment] # only here
    return lowered


def main(arguments: Sequence[str]) -> None:
    """Print a line for each rule, the dearest first, and the sum."""
    directory, *names = arguments
    gc.disable()
    began = time.thread_time()
    packages = packages_of(directory)
    linked = (time.thread_time() - began) * 1000
    lowered = count_lowering()
    rules = [rule for rule in registry.load_all() if (rule.name in names if names else not rule.opt_in)]
    costs = costs_of(rules, packages, lowered)
    for item in sorted(costs, key=lambda item: -item.milliseconds):
        print(f"{item.milliseconds:8.0f} ms {item.lowered:6} lowered {item.findings:5} found  {item.rule}")
    declared = sum(len(file.facts.functions) for package in packages for file in package.files)
    total = sum(item.milliseconds for item in costs)
    print(f"{total:8.0f} ms {lowered[0]:6} lowered of {declared} declared; parse and link {linked:.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
