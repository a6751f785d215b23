"""Variables that two goroutines of one function write, each a literal of its own, with no wait between."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.goroutines import start_of
from ginlint.go.ownership.release import root_variable
from ginlint.go.state.guard import is_guarded
from ginlint.go.state.shared import SET_LIMIT, SharedWrite, is_entry, written_by
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.goroutines import Start
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package


class _Begun(NamedTuple):
    """A literal that is set going, and what it writes of the variables around it, by their text."""

    start: Start
    function: Function
    writes: dict[str, SharedWrite]


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
    begun = sorted(_begun_in(function, outer), key=lambda it: it.start.node.pos)
    told: set[str] = set()
    for first, second in combinations(begun, 2):
        found = [
            (write, second.writes[name])
            for name, write in first.writes.items()
            if name in second.writes
            and name not in told
            and _run_together(function, first.start, second.start, write.variable)
        ]
        told.update(write.name.partition("[")[0] for write, _ in found)
        if found:
            yield found


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


def _writes_of(literal: Function) -> Iterator[tuple[str, SharedWrite]]:
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
                yield (
                    name,
                    SharedWrite(
                        literal, node, target, variable, "goroutines", literal.file.text(target), in_map
                    ),
                )


def _run_together(function: Function, first: Start, second: Start, variable: Variable) -> bool:
    """Tell whether the second may be set going with nothing between that may wait for the first.

    Nor must there be the declaration of the variable: each round of a loop has its own then.
    """
    graph = function.graph
    if first.node is second.node or graph.position_of(first.node) is None:
        return False
    waits = [node for node in ast.walk(function.body, into_literals=False) if _may_wait(node)]
    declared = ast.Ident(variable.pos, variable.pos + 1, variable.name)
    places = [graph.position_of(node) for node in (*waits, declared)]
    return graph.comes_to(
        first.node, second.node, [graph.blocks[place[0]].nodes[place[1]] for place in places if place]
    )


def _may_wait(node: ast.Node) -> bool:
    match node:
        case ast.CallExpr():
            return "Wait" in last_name(node.fun)
        case ast.UnaryExpr("<-", _) | ast.SelectStmt() | ast.SendStmt():
            return True
    return False
