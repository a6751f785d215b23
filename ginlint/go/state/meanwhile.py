"""Local variables that a goroutine uses while the function that has started it goes on using them.

One of the two writes, and nothing between the start and the other's use waits: a data race, by the Go
memory model ("Goroutine creation", "Goroutine destruction").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.goroutines import start_of
from ginlint.go.names import Basic, Chan
from ginlint.go.ownership.errors import is_error
from ginlint.go.ownership.release import root_variable
from ginlint.go.requests import enclosing_function
from ginlint.go.state.guard import is_guarded
from ginlint.go.state.waits import may_wait, waits_for
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.file import File
    from ginlint.go.goroutines import Start
    from ginlint.go.names import Function, Typer, Variable
    from ginlint.go.package import Package

MAX_USES = 60
ROUNDS = 2  # statements from what a goroutine has to what is made of it


class Meanwhile(NamedTuple):
    """`literal`, started at `start`, uses `variable` at `inside`; its function does so at `outside`.

    `written` says that the goroutine writes; else the function does. `plain` says that it is a constant
    that is written: a flag.
    """

    function: Function
    literal: Function
    variable: Variable
    start: Start
    inside: ast.Ident
    outside: ast.Node
    written: bool
    plain: bool


def used_meanwhile(package: Package) -> Iterator[Meanwhile]:
    """Yield the variables that a goroutine and its starter use at once: one pair of places for each."""
    for file in package.speaking:
        for outer in file.functions_at(_started_literals(file)):
            for literal in outer.all():
                start = start_of(literal) if literal.node is not None else None
                if start is not None and start.by == "goroutine" and start.function is literal.parent:
                    yield from _of(literal, start)


def _started_literals(file: File) -> Iterator[int]:
    """Yield the offset of a literal in each function that has one and assigns to something, by the index."""
    index = file.facts.index
    offsets = (offset for found in index.writes.values() for offset in found)
    writing = {decl.pos for decl in map(file.declaration_at, offsets) if decl is not None}
    for offset in index.kinds.get("literal", ()):
        decl = file.declaration_at(offset)
        if decl is not None and decl.pos in writing:
            writing.discard(decl.pos)
            yield offset


def _of(literal: Function, start: Start) -> Iterator[Meanwhile]:
    function = start.function
    if (
        not isinstance(start.node, ast.GoStmt)
        and last_name(start.node.fun) not in table("starts")["of_groups"]
    ):
        return  # a helper may wait itself for what it starts
    waits: list[ast.Node] | None = None
    for variable in function.variables:
        if not variable.captured or not variable.writes or len(variable.uses) > MAX_USES:
            continue
        if variable.kind in ("range", "loop"):
            continue  # of which loop-variable-captured tells
        inside = [use for use in variable.uses if enclosing_function(function.outermost, use) is literal]
        if inside:
            waits = waits_for(function, _shared_with(literal, start)) if waits is None else waits
            search = _Search(literal, start, variable, inside, waits)
            found = search.written_inside() or search.written_outside()
            if found is not None:
                yield found


def _shared_with(literal: Function, start: Start) -> set[Variable]:
    """Return what a goroutine has of its starter, and what is made beside or of that: not plain values.

    By the other end of a pipe, a request that has it, or the context of a cancel, one may wait for it. What
    the receiver gives is not made of the goroutine: a handler has everything from that.
    """
    typer, function = literal.file.typer, start.function
    nodes = (*ast.walk(literal.body), *ast.walk(start.node))
    shared = {node.obj for node in nodes if isinstance(node, ast.Ident) and node.obj is not None}
    shared -= {function.outermost.receiver}
    atomics = {
        node.x.obj
        for node in nodes
        if isinstance(node, ast.UnaryExpr) and node.op == "&" and isinstance(node.x, ast.Ident)
    }
    for _ in range(ROUNDS):
        for stmt in ast.nodes_of(function.body, ast.AssignStmt):
            used = {
                node.obj
                for part in (*stmt.lhs, *stmt.rhs)
                for node in ast.walk(part)
                if isinstance(node, ast.Ident) and not (node.obj is not None and is_error(node.obj))
            }
            if not used.isdisjoint(shared):
                shared |= {it for it in map(root_variable, stmt.lhs) if it is not None}
    return {
        it
        for it in shared
        if it in atomics
        or not (is_error(it) or isinstance(typer.program.underlying(typer.variable_type(it)), Basic))
    }


class _Search:
    """The two sides of one variable: what a goroutine does with it, and what its starter does."""

    def __init__(
        self,
        literal: Function,
        start: Start,
        variable: Variable,
        inside: list[ast.Ident],
        waits: list[ast.Node],
    ) -> None:
        self._literal, self._start, self._variable = literal, start, variable
        self._function = start.function
        self._inside = [use for use in inside if not self._waits_before(use)]
        graph = self._function.graph
        declared = graph.position_of(ast.Ident(variable.pos, variable.pos + 1, variable.name))
        own = [graph.blocks[declared[0]].nodes[declared[1]]] if declared else []
        self._between = [*waits, *own]  # each round of a loop has a variable of its own
        self._written = {
            id(target): value
            for stmt in variable.writes
            for target, value in _assigned(self._function, stmt)
            if isinstance(target, ast.Ident) and target.obj is variable
        }

    def written_inside(self) -> Meanwhile | None:
        """Return a write of the goroutine, and what its starter does with the variable meanwhile."""
        write = next((it for it in self._inside if id(it) in self._written), None)
        if write is None or is_guarded(self._literal, write):
            return None
        for use in self._outside():
            if self._comes_to(use):
                return self._found(write, use, written=True)
        return None

    def written_outside(self) -> Meanwhile | None:
        """Return a write of the starter, and what the goroutine does with the variable meanwhile."""
        if not self._inside:
            return None
        for use in self._outside():
            if id(use) in self._written and self._comes_to(use) and not is_guarded(self._function, use):
                return self._found(self._inside[0], use, written=False)
        return None

    def _outside(self) -> Iterator[ast.Node]:
        """Yield the uses of the starter itself; for a named result, so is each return.

        Without values it reads the result only when what is deferred, which may wait, has run.
        """
        outermost, body = self._function.outermost, self._function.body
        for use in self._variable.uses:
            if enclosing_function(outermost, use) is self._function:
                yield use
        if self._variable.kind == "result":
            waits = bool(ast.nodes_of(body, ast.DeferStmt))
            yield from (it for it in ast.nodes_of(body, ast.ReturnStmt) if it.results or not waits)

    def _comes_to(self, use: ast.Node) -> bool:
        """Tell whether the starter may come to a use with nothing between that waits."""
        graph = self._function.graph
        places = [graph.position_of(self._start.node), graph.position_of(use)]
        start, target = (graph.blocks[it[0]].nodes[it[1]] if it is not None else None for it in places)
        if start is None or target is None or target in self._between:
            return False

        def step(node: ast.Node, started: bool) -> bool | None:
            return None if started and node in self._between else started or node is start

        def stop(node: ast.Node, started: bool) -> bool:
            return started and node is target

        # From the entry, so that tests made before the start are known after it.
        ways = graph.paths_from(None, False, step=step, stop=stop, feasible=True)
        return any(way.exit is None for way in ways)

    def _waits_before(self, use: ast.Ident) -> bool:
        """Tell whether the goroutine may wait, before a use, for what its starter does."""
        typer = self._literal.file.typer
        nodes = ast.walk(self._literal.body, into_literals=False)
        return any(
            node.pos < use.pos and (may_wait(typer, node) or _has_channel(typer, node)) for node in nodes
        )

    def _found(self, inside: ast.Ident, outside: ast.Node, *, written: bool) -> Meanwhile:
        value = self._written[id(inside if written else outside)]
        plain = is_constant(value)
        return Meanwhile(
            self._function, self._literal, self._variable, self._start, inside, outside, written, plain
        )


def _has_channel(typer: Typer, node: ast.Node) -> bool:
    """Tell a call that is given a channel."""
    given = node.args if isinstance(node, ast.CallExpr) and typer.callee(node).kind != "builtin" else []
    return any(isinstance(typer.program.underlying(typer.type_of(it)), Chan) for it in given)


def _assigned(function: Function, stmt: ast.Stmt) -> Iterator[tuple[ast.Expr, ast.Expr | None]]:
    """Yield what a statement in the body sets, and to what; None for what is counted up.

    What the head of a loop sets is for loop-variable-captured.
    """
    if isinstance(function.parent_of(stmt), ast.ForStmt):
        return
    match stmt:
        case ast.AssignStmt(lhs, _, rhs):
            values = rhs if len(rhs) == len(lhs) else rhs[:1] * len(lhs)
            yield from zip(lhs, values, strict=True)
        case ast.IncDecStmt(x, _):
            yield x, None


def is_constant(value: ast.Expr | None) -> bool:
    """Tell a literal of a basic type, true, false and nil: what flags are set to."""
    named = isinstance(value, ast.Ident) and value.name in ("true", "false", "nil")
    return named or isinstance(value, ast.BasicLit)
