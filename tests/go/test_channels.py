"""Who waits for ever: told for small scopes, silent where somebody else may help."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ginlint.go.channels import blocked_in
from ginlint.go.channels.automaton import Automaton, Node, Process
from ginlint.go.channels.components import components
from ginlint.go.channels.explore import Explorer
from ginlint.go.channels.scope import compiled, roots
from ginlint.go.channels.symmetry import twins
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


WORKERS = {
    "first answer": """
        found, failed := make(chan int), make(chan error)
        for i := 0; i < 4; i++ {
            go func() {
                if v, err := work(i); err != nil {
                    failed <- err
                } else {
                    found <- v
                }
            }()
        }
        select {
        case <-found:
        case <-failed:
        case <-ctx.Done():
        }
    """,
    "all answers": """
        failed := make(chan error, 4)
        var wg sync.WaitGroup
        for i := 0; i < 4; i++ {
            wg.Add(1)
            go func() {
                defer wg.Done()
                if _, err := work(i); err != nil {
                    failed <- err
                }
            }()
        }
        wg.Wait()
        close(failed)
    """,
    "pipeline": """
        jobs, found := make(chan int), make(chan int)
        for i := 0; i < 3; i++ {
            go func() {
                for job := range jobs {
                    found <- job
                }
            }()
        }
        go func() {
            for i := 0; i < 6; i++ {
                jobs <- i
            }
            close(jobs)
        }()
        for i := 0; i < 6; i++ {
            if <-found < i {
                return
            }
        }
    """,
    "beside a server": """
        found, tick := make(chan int), time.NewTicker(time.Second)
        for i := 0; i < 3; i++ {
            go func() { found <- i }()
        }
        use(<-found)
        again := make(chan int)
        go func() {
            for {
                again <- 1
            }
        }()
        for range again {
            use(tick)
        }
    """,
}


@pytest.mark.parametrize("stmts", WORKERS.values(), ids=WORKERS.keys())
def test_those_who_do_the_same_need_not_be_told_apart(stmts: str) -> None:
    head = "func work(i int) (int, error) { return i, nil }\n\n"
    package = package_of(f"{head}func f(ctx context.Context, names []string) {{\n{stmts}\n}}\n")
    (root,) = [root for root in roots(package) if root.name == "f"]
    automaton = compiled(root)
    assert automaton is not None
    plain, folding = Explorer(automaton, budget=100_000), Explorer(automaton, groups=twins(automaton))

    ends = [
        {frozenset(node.at.pos for _, node in stuck.blocked) for stuck in explorer.stuck()}
        for explorer in (plain, folding)
    ]

    assert ends[0] == ends[1]
    assert (plain.complete, folding.complete) == (True, True)
    assert folding.states < plain.states


def test_an_automaton_without_processes_is_quiet() -> None:
    nodes: list[Node] = []
    processes: list[Process] = []

    assert list(Explorer(Automaton(nodes, processes, [])).stuck()) == []


def test_components_are_those_that_reach_each_other() -> None:
    graph = {1: [2], 2: [3, 4], 3: [1], 4: [5], 5: [4], 6: []}

    found = sorted(sorted(component) for component in components(graph))

    assert found == [[1, 2, 3], [4, 5], [6]]
