"""Channels for a reply that is not waited for long enough: whoever answers then waits for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import Chan, Named, deref
from ginlint.go.syntax import ast
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function
    from ginlint.go.package import Package


class Reply(NamedTuple):
    """A channel without room, made at `made` in `function`, that a request takes along in `field`.

    `left` is the case by which `function` goes on without the reply, which is sent at `send` in `sender`.
    """

    function: Function
    made: ast.CallExpr
    field: str
    left: ast.CommClause
    sender: Function
    send: ast.SendStmt


class _Request(NamedTuple):
    """A literal of `owner` that is sent, with a channel made at `made` in its `field`; how that is named."""

    owner: Named
    field: str
    made: ast.CallExpr
    names: tuple[str, ...]


def abandoned_replies(package: Package) -> Iterator[Reply]:
    """Yield the replies that nobody receives once a context or a timer has ended the wait for them."""
    for file in package.speaking:
        kinds = file.facts.index.kinds
        if file.test or "select" not in kinds or "send" not in kinds:
            continue
        for outer in file.functions_at(kinds["select"]):
            for function in outer.all():
                yield from _abandoned(function)


def _abandoned(function: Function) -> Iterator[Reply]:
    selects = [node for node in _nodes(function) if isinstance(node, ast.SelectStmt)]
    for request in _requests(function) if selects else ():
        left = _left_by(function, selects, request)
        answer = _bare_send(function.file.package, request) if left is not None else None
        if left is not None and answer is not None:
            yield Reply(function, request.made, request.field, left, *answer)


def _nodes(function: Function) -> Iterator[ast.Node]:
    return ast.walk(function.body, into_literals=False)


def _requests(function: Function) -> Iterator[_Request]:
    for literal in _nodes(function):
        if not isinstance(literal, ast.CompositeLit):
            continue
        owner = function.file.typer.type_of(literal)
        holder = _holder(function, literal)
        if not isinstance(owner, Named) or not _is_sent(function, literal, holder):
            continue
        for element in literal.elts:
            match element:
                case ast.KeyValueExpr(ast.Ident(field), value):
                    made = _made(function, value)
                    if made is not None:
                        names = (f"{holder}.{field}",) if holder else ()
                        own = (function.file.text(value),) if isinstance(value, ast.Ident) else ()
                        yield _Request(owner, field, made, (*names, *own))


def _holder(function: Function, literal: ast.CompositeLit) -> str:
    """Return the name of the variable that a literal, or its address, is put into at once."""
    around = function.parent_of(literal)
    value: ast.Node = literal
    if isinstance(around, ast.UnaryExpr):
        value, around = around, function.parent_of(around)
    match around:
        case ast.AssignStmt([ast.Ident(name)], ":=", [held]) if held is value:
            return name
    return ""


def _is_sent(function: Function, literal: ast.CompositeLit, holder: str) -> bool:
    for node in _nodes(function):
        if isinstance(node, ast.SendStmt):
            value = node.value.x if isinstance(node.value, ast.UnaryExpr) else node.value
            if value is literal or (holder and isinstance(value, ast.Ident) and value.name == holder):
                return True
    return False


def _made(function: Function, value: ast.Expr) -> ast.CallExpr | None:
    """Return the make of a channel without room that a value is."""
    if isinstance(value, ast.Ident) and value.obj is not None and not value.obj.writes:
        value = value.obj.definition.value or value
    match value:
        case ast.CallExpr(ast.Ident("make"), [_]):
            return value if isinstance(function.file.typer.type_of(value), Chan) else None
    return None


def _left_by(function: Function, selects: list[ast.SelectStmt], request: _Request) -> ast.CommClause | None:
    """Return the case that ends the wait, if the reply is received in a select and nowhere else."""
    received = [node for node in ast.walk(function.body) if _receives(function, node, request)]
    left = None
    for node in received:
        select = next((it for it in selects if any(_is_of(clause, node) for clause in it.clauses)), None)
        ends = [clause for clause in select.clauses if _gives_up(clause)] if select is not None else []
        if not ends:
            return None
        left = left or ends[0]
    return left


def _receives(function: Function, node: ast.Node, request: _Request) -> bool:
    match node:
        case ast.UnaryExpr("<-", x):
            return function.file.text(x) in request.names
        case ast.RangeStmt():
            return function.file.text(node.x) in request.names
    return False


def _is_of(clause: ast.CommClause, node: ast.Node) -> bool:
    return clause.comm is not None and clause.comm.pos <= node.pos < clause.comm.end


def _gives_up(clause: ast.CommClause) -> bool:
    """Tell `case <-ctx.Done():` and `case <-time.After(d):`."""
    match clause.comm:
        case ast.ExprStmt(ast.UnaryExpr("<-", ast.CallExpr(ast.SelectorExpr(_, "Done" | "After"), _))):
            return True
        case ast.ExprStmt(ast.UnaryExpr("<-", ast.SelectorExpr(_, "C"))):
            return True
    return False


def _bare_send(package: Package, request: _Request) -> tuple[Function, ast.SendStmt] | None:
    """Return where the package sends into such a field with no other way to go."""
    for file in package.files:
        for outer in () if file.test else file.functions_at(file.facts.index.kinds.get("send", ())):
            for function in outer.all():
                for node in _nodes(function):
                    if not isinstance(node, ast.SendStmt) or not isinstance(node.chan, ast.SelectorExpr):
                        continue
                    owner = deref(function.file.typer.type_of(node.chan.x))
                    beside = isinstance(function.parent_of(node), ast.CommClause)
                    if node.chan.sel == request.field and owner == request.owner and not beside:
                        return function, node
    return None
