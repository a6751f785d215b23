"""Who waits for ever: told for small scopes, silent where somebody else may help."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ginlint.go.channels import blocked_in
from ginlint.go.channels.automaton import Automaton, Node, Process
from ginlint.go.channels.explore import Explorer, components
from ginlint.go.channels.scope import compiled, roots
from ginlint.go.module import NEWEST
from ginlint.go.names import provider_for
from ginlint.go.project import Directory, SourceFile, link
from ginlint.go.syntax import parse
from ginlint.source import Source

if TYPE_CHECKING:
    from ginlint.go import Package

HEAD = 'package p\n\nimport (\n\t"context"\n\t"sync"\n\t"time"\n)\n\nfunc use(...any) {}\n\n'
HEAD_LINES = HEAD.count("\n")


def package_of(body: str) -> Package:
    text = (HEAD + body).encode()
    file = SourceFile("p.go", "p.go", parse(text), NEWEST, speak=True)
    dependencies = provider_for([])
    directory = Directory("example.com/p", [file])
    (package,) = link([directory], (dependencies,), (dependencies.package_name,)).packages
    return package


def blocked(body: str) -> list[tuple[str, int]]:
    """Return what waits for ever in the function f of `body`: kind, and line from that of `func f` on, 1."""
    source = Source("p.go", (HEAD + body).encode())
    found = blocked_in(package_of(body))
    return sorted((one.kind, source.line(one.at.pos) - HEAD_LINES - 1) for one in found)


def inside(stmts: str) -> list[tuple[str, int]]:
    """Return what waits for ever in a function of `stmts`, the first of which is line 1."""
    lines = textwrap.indent(textwrap.dedent(stmts).strip("\n"), "\t")
    return blocked(
        f"\nfunc f(ctx context.Context, names []string, n int, ok bool) {{\n{lines}\n}}\n".lstrip()
    )


def cases() -> dict[str, str]:
    """Return the cases in channels.txt by name; a comment after a line names the wait expected there."""
    text = (Path(__file__).parent / "channels.txt").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("== ")[1:])
    return {name: stmts for name, _, stmts in parts}


@pytest.mark.parametrize("stmts", cases().values(), ids=cases().keys())
def test_case(stmts: str) -> None:
    found = (re.search(r"// (\w+)$", line) for line in stmts.splitlines())
    expected = [(kind[1], number) for number, kind in enumerate(found, 1) if kind]

    assert sorted(expected) == inside(stmts)


PUMP = (Path(__file__).parent / "channels_pump.txt").read_text(encoding="utf-8")
FORGETS = (
    "func forgets(n int) {\n\tp, err := newPump(n)\n\tif err != nil {\n\t\treturn\n\t}\n\tp.in <- 1\n}\n"
)


def test_functions_and_fields_are_followed() -> None:
    assert blocked(PUMP) == []
    assert [kind for kind, _ in blocked(PUMP + FORGETS)] == ["select"]


def test_events_tell_the_way() -> None:
    stmts = "ch := make(chan int)\ngo func() {\n\tch <- 1\n}()\nif ok {\n\treturn\n}\n<-ch"
    lines = textwrap.indent(stmts, "\t")
    (found,) = blocked_in(package_of(f"func f(ok bool) {{\n{lines}\n}}\n"))

    assert [event.kind for event in found.events] == ["start", "return", "blocked"]
    assert (found.function.name, found.root.name, found.left, found.alone) == ("f.func1", "f", True, True)


def test_a_scope_that_is_too_large_is_left_alone() -> None:
    many = "\n".join(f"\tc{i} := make(chan int)\n\tgo func() {{ c{i} <- 1 }}()" for i in range(20))
    package = package_of(f"func f() {{\n{many}\n}}\n")

    assert [compiled(root) is None for root in roots(package) if root.name == "f"] == [True]


def test_a_spent_budget_says_so() -> None:
    package = package_of("func f() {\n\ta := make(chan int)\n\tgo func() { a <- 1 }()\n\t<-a\n}\n")
    (root,) = [root for root in roots(package) if root.name == "f"]
    automaton = compiled(root)
    assert automaton is not None
    whole, part = Explorer(automaton), Explorer(automaton, budget=1)

    assert (list(whole.stuck()), whole.complete) == ([], True)
    assert (list(part.stuck()), part.complete) == ([], False)


def test_an_automaton_without_processes_is_quiet() -> None:
    nodes: list[Node] = []
    processes: list[Process] = []

    assert list(Explorer(Automaton(nodes, processes, [])).stuck()) == []


def test_components_are_those_that_reach_each_other() -> None:
    graph = {1: [2], 2: [3, 4], 3: [1], 4: [5], 5: [4], 6: []}

    found = sorted(sorted(component) for component in components(graph))  # type: ignore[arg-type]

    assert found == [[1, 2, 3], [4, 5], [6]]
