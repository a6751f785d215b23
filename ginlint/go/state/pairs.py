"""Variables that two goroutines of one function write, each a literal of its own, with no wait between."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ginlint.go.goroutines import start_of
from ginlint.go.ownership.release import root_variable
from ginlint.go.state.guard import is_guarded
from ginlint.go.state.shared import SET_LIMIT, SharedWrite, is_entry, written_by
from ginlint.go.state.waits import may_wait, waits_in
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.goroutines import Start
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package


Name = tuple["Variable", str]
MAX_BEGUN = 12  # literals of one function


class _Begun(NamedTuple):
    """A literal that is set going, and what it writes, by the variable and its text."""

    start: Start
    function: Function
    writes: dict[Name, SharedWrite]


def writes_by_pairs(package: Package) -> Iterator[list[tuple[SharedWrite, SharedWrite]]]:
    """Yield the writes that two goroutines do side by side, a list for each two of them.

    A variable, field or map is there once, however many goroutines of its function write it.
    """
    for file in package.speaking:
        for outer in file.functions_at(_offsets_of_two(file)):
            for function in outer.all():
                yield from _pairs_in(function, outer)


def _offsets_of_two(file: File) -> Iterator[int]:
    """Yield the offset of a literal in each declared function that has two at least, by the index."""
    seen: dict[int, int] = {}
    for offset in file.facts.index.kinds.get("literal", ()):
        decl = file.declaration_at(offset)
        if decl is not None:
            seen[decl.pos] = seen.get(decl.pos, 0) + 1
            if seen[decl.pos] == 2:  # noqa: PLR2004
                yield offset


def _pairs_in(function: Function, outer: Function) -> Iterator[list[tuple[SharedWrite, SharedWrite]]]:
    begun = sorted(_begun_in(function, outer), key=lambda it: it.start.node.pos)[:MAX_BEGUN]
    waits = waits_in(function) if len(begun) > 1 else []
    told: set[Name] = set()
    for first, second in combinations(begun, 2):
        if _exclude_each_other(function, first.start, second.start):
            continue
        found = {
            name: (write, second.writes[name])
            for name, write in first.writes.items()
            if name in second.writes
            and name not in told
            and _run_together(function, first, second, second.writes[name], waits)
        }
        told.update(found)
        if found:
            yield list(found.values())


def _begun_in(function: Function, outer: Function) -> Iterator[_Begun]:
    literals = [it for it in outer.all() if it.node is not None and it.parent is function]
    if len(literals) < 2 or SET_LIMIT.search(function.file.text(outer.body)) is not None:  # noqa: PLR2004
        return
    for literal in literals:
        start = start_of(literal)
        if start is not None and start.by == "goroutine" and start.function is function:
            writes = dict(_writes_of(literal))
            if writes:
                yield _Begun(start, literal, writes)


def _writes_of(literal: Function) -> Iterator[tuple[Name, SharedWrite]]:
    """Yield what a literal writes, with no lock held, of what the functions around it declare."""
    for node in ast.walk(literal.body, into_literals=False):
        for target in written_by(literal, node):
            variable = root_variable(target)
            if variable is None or variable.function is literal:
                continue
            in_map = isinstance(node, ast.CallExpr) or is_entry(literal, target)
            if not in_map and any(isinstance(part, ast.IndexExpr) for part in ast.walk(target)):
                continue  # each has an element of its own, as a rule
            name = literal.file.text(target).partition("[")[0]
            if not is_guarded(literal, node):
                text = literal.file.text(target)
                yield (
                    (variable, name),
                    SharedWrite(literal, node, target, variable, "goroutines", text, in_map),
                )


def _run_together(
    function: Function, first: _Begun, second: _Begun, write: SharedWrite, waits: list[ast.Node]
) -> bool:
    """Tell whether the second may be set going with nothing between that may wait for the first.

    Nor must there be the declaration of the variable, for each round of a loop has its own then, nor
    anything before the write, in the second, that waits for what the first has, too.
    """
    graph, variable = function.graph, write.variable
    if first.start.node is second.start.node or graph.position_of(first.start.node) is None:
        return False
    declared = graph.position_of(ast.Ident(variable.pos, variable.pos + 1, variable.name))
    between = [*waits, graph.blocks[declared[0]].nodes[declared[1]]] if declared else waits
    return graph.comes_to(first.start.node, second.start.node, between) and not _waits_itself(
        first.function, second.function, write
    )


def _waits_itself(first: Function, second: Function, write: SharedWrite) -> bool:
    """Tell a literal that, before it writes, waits for something that the first one has."""
    known = {node.obj for node in ast.walk(first.body) if isinstance(node, ast.Ident)} - {None}
    typer = second.file.typer
    return any(
        isinstance(part, ast.Ident) and part.obj in known
        for node in ast.walk(second.body, into_literals=False)
        if node.pos < write.target.pos and may_wait(typer, node)
        for part in ast.walk(node.x if isinstance(node, ast.RangeStmt) else node, into_literals=False)
    )


def _exclude_each_other(function: Function, first: Start, second: Start) -> bool:
    """Tell `if fast { go … }` and `if !fast { go … }`."""
    conds = [function.enclosing(it.node, ast.IfStmt, ast.FuncLit) for it in (first, second)]
    texts = [function.file.text(it.cond) if isinstance(it, ast.IfStmt) else "" for it in conds]
    return f"!{texts[0]}" == texts[1] or texts[0] == f"!{texts[1]}"
