"""What is known where something is acquired: errors that were looked at before, and the other results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.ownership.errors import is_error
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.flow import Edge
    from ginlint.go.names import Function, Variable


def settled_errors(function: Function, statement: ast.Node) -> frozenset[Variable]:
    """Return the error variables that are nil where `statement` runs, and that it does not set itself.

    Those are the ones of `if err != nil { return }` before it, with nothing put into them since.
    """
    settled: set[Variable] = set()
    for stmt in _before(function, statement):
        settled = {error for error in settled if not _sets(error, stmt)}
        error = _left_for(function, stmt)
        if error is not None:
            settled.add(error)
    return frozenset(error for error in settled if not _sets(error, statement))


def is_impossible(edge: Edge, settled: frozenset[Variable], since: ast.Node) -> bool:
    """Tell a branch that is taken only if an error is not nil which was so at `since`, and nothing set it.

    Or if an address is not of the type that its owner has for all addresses.
    """
    match edge.cond:
        case ast.Ident() if not edge.truth and edge.cond.obj is not None:
            return _holds_always(edge.cond.obj)
        case ast.BinaryExpr("==" | "!=" as op, ast.Ident() as name, ast.Ident("nil")) if settled:
            error = name.obj
            if error is None or error not in settled or edge.truth != (op == "!="):
                return False
            return not any(
                since.end <= write.pos < edge.cond.pos and _comes_to(error, since, write)
                for write in error.writes
            )
    return False


def _comes_to(error: Variable, since: ast.Node, write: ast.Stmt) -> bool:
    """Tell whether `write` may come after `since`: the other branch of an if does not."""
    return error.captured or error.function.graph.comes_to(since, write, ())


def _holds_always(variable: Variable) -> bool:
    """Tell the ok of `addr, ok := conn.LocalAddr().(*net.UDPAddr)`, with a conn that is no net.Conn."""
    known = table("releases")["addresses"]
    match variable.definition.value:
        case ast.TypeAssertExpr(ast.CallExpr(ast.SelectorExpr(x, sel), [])) if (
            variable.definition.index == 1 and not variable.writes and sel in known["methods"]
        ):
            return str(variable.function.file.typer.type_of(x)) not in known["of_many"]
    return False


def errors_beside(statement: ast.Node, error: Variable | None) -> frozenset[Variable]:
    """Return the error variables that get other results: `error`, and the ones beside it."""
    found = {error} if error is not None else set()
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) and len(statement.rhs) == 1 else []
    for target in targets:
        if isinstance(target, ast.Ident) and target.obj is not None and is_error(target.obj):
            found.add(target.obj)
    return frozenset(found)


def siblings_of(statement: ast.Node, holders: frozenset[Variable]) -> frozenset[Variable]:
    """Return the variables that get the other results: where one of them is nil, so is the resource."""
    targets = statement.lhs if isinstance(statement, ast.AssignStmt) else []
    names = {target.obj for target in targets if isinstance(target, ast.Ident) and target.obj is not None}
    return frozenset(name for name in names - holders if not is_error(name) and name.name != "_")


def is_within(function: Function, element: ast.IndexExpr) -> bool:
    """Tell `xs[i]` in a loop over xs, by its key or up to its length, or over what xs was made as long as."""
    text = function.file.text
    whole = {text(element.x), _length_of(function, element.x)}
    if _is_measured(function, element, whole):
        return True
    loop = function.enclosing(element, ast.RangeStmt, ast.ForStmt)
    while isinstance(loop, (ast.RangeStmt, ast.ForStmt)):
        if isinstance(loop, ast.RangeStmt):
            over = (
                loop.key is not None
                and [text(loop.key)] == [text(it) for it in element.indices]
                and text(loop.x) in whole
            )
        else:
            over = loop.cond is not None and _asks_length(function, loop.cond, whole)
        if over:
            return True
        loop = function.enclosing(loop, ast.RangeStmt, ast.ForStmt)
    return False


def _is_measured(function: Function, element: ast.IndexExpr, whole: set[str]) -> bool:
    """Tell an element of what a test before it, or around it, has asked the length of."""
    tests = (node for node in ast.nodes_of(function.body, ast.IfStmt) if node.pos < element.pos)
    return any(_asks_length(function, test.cond, whole) for test in tests)


def _asks_length(function: Function, cond: ast.Expr, whole: set[str]) -> bool:
    return any(
        function.file.text(node.args[0]) in whole
        for node in ast.walk(cond)
        if isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.Ident)
        and node.fun.name == "len"
        and len(node.args) == 1
    )


def _length_of(function: Function, slice_: ast.Expr) -> str:
    """Return what a slice is made as long as: rows of `make([]int, len(rows))`."""
    variable = slice_.obj if isinstance(slice_, ast.Ident) else None
    match variable.definition.value if variable is not None and not variable.writes else None:
        case ast.CallExpr(ast.Ident("make"), [_, ast.CallExpr(ast.Ident("len"), [other], _), *_], _):
            return function.file.text(other)
    return ""


def _before(function: Function, statement: ast.Node) -> Iterator[ast.Stmt]:
    """Yield the statements that have run in any case before `statement`, and the loops around it."""
    chain: list[list[ast.Stmt]] = []
    node: ast.Node | None = statement
    while node is not None and node is not function.body:
        around = function.parent_of(node)
        stmts = around.stmts if isinstance(around, ast.BlockStmt) else _body_of(around)
        chain.append([stmt for stmt in stmts if stmt.end <= node.pos])
        if isinstance(around, (ast.ForStmt, ast.RangeStmt)):
            chain.append([around])  # any of its rounds may have run
        node = around
    for stmts in reversed(chain):
        yield from stmts


def _body_of(around: ast.Node | None) -> list[ast.Stmt]:
    return list(around.body) if isinstance(around, (ast.CaseClause, ast.CommClause)) else []


def _left_for(function: Function, stmt: ast.Stmt) -> Variable | None:
    """Return the error for which an if statement leaves: `if err != nil { return err }`."""
    match stmt:
        case ast.IfStmt(None, ast.BinaryExpr("!=", ast.Ident() as name, ast.Ident("nil")), body, None):
            error = name.obj
            if error is not None and is_error(error) and function.graph.always_leaves(body):
                return error
    return None


def _sets(error: Variable, stmt: ast.Node) -> bool:
    return any(stmt.pos <= write.pos < stmt.end for write in error.writes)


def says_failed(edge: Edge, error: Variable) -> bool | None:
    """Tell whether a test says that an error is there, or is not; None for any other one."""
    match edge.cond:
        case ast.BinaryExpr("!=" | "==" as op, ast.Ident() as x, ast.Ident("nil")) if x.obj is error:
            return edge.truth == (op == "!=")
    return None


def says_none(edge: Edge) -> Variable | None:
    """Return the error that is nil on a way."""
    match edge.cond:
        case ast.BinaryExpr("!=" | "==" as op, ast.Ident() as x, ast.Ident("nil")) if x.obj is not None:
            return x.obj if is_error(x.obj) and edge.truth == (op == "==") else None
    return None
