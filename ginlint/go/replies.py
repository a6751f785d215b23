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

Key = tuple[object, str]


class Reply(NamedTuple):
    """A channel without room, made at `made` in `function`, that a request takes along in `field`.

    Or `field` is a map in which others find it. `left` is the case by which `function` goes on
    without the reply, which is sent at `send` in `sender`.
    """

    function: Function
    made: ast.CallExpr
    field: str
    left: ast.CommClause
    sender: Function
    send: ast.SendStmt


class _Request(NamedTuple):
    """A channel made at `made` that others get, and how it is named here.

    They find it at `key`: in a field of a type, or in a map that is a field or belongs to a package.
    `home` is the path of that package, where the one that holds it is put into a map.
    """

    key: Key
    field: str
    made: ast.CallExpr
    names: tuple[str, ...]
    home: str = ""
    in_map: bool = False


def abandoned_replies(package: Package) -> Iterator[Reply]:
    """Yield the replies that nobody receives once a context or a timer has ended the wait for them."""
    for file in package.speaking:
        kinds = file.facts.index.kinds
        if file.test or "select" not in kinds:
            continue
        for outer in file.functions_at(kinds["select"]):
            for function in outer.all():
                yield from _abandoned(function)


def _abandoned(function: Function) -> Iterator[Reply]:
    selects = [node for node in ast.walk(function.body) if isinstance(node, ast.SelectStmt)]
    for request in (*_requests(function), *_entries(function)) if selects else ():
        left = _left_by(function, selects, request)
        answer = _bare_send(function, request) if left is not None else None
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
        home = _given_to(function, literal, holder) if isinstance(owner, Named) else None
        if home is None:
            continue
        for element in literal.elts:
            match element:
                case ast.KeyValueExpr(ast.Ident(field), value):
                    made = _made(function, value)
                    if made is not None:
                        names = (f"{holder}.{field}",) if holder else ()
                        own = (function.file.text(value),) if isinstance(value, ast.Ident) else ()
                        yield _Request((owner, field), field, made, (*names, *own), home)


def _entries(function: Function) -> Iterator[_Request]:
    """Yield what a function puts into a map, and does nothing with but wait."""
    for node in _nodes(function):
        match node:
            case ast.AssignStmt([ast.IndexExpr(x, [_])], "=", [ast.Ident() as name]):
                key, made = _shelf(function, x), _made(function, name)
                if key is not None and made is not None and _is_only_waited_for(function, name):
                    yield _Request(key, function.file.text(x), made, (name.name,), _path(key), in_map=True)


def _is_only_waited_for(function: Function, channel: ast.Ident) -> bool:
    """Tell a channel that is received from and, at `channel`, put somewhere."""
    uses = channel.obj.uses if channel.obj is not None else []
    around = [function.outermost.parent_of(use) for use in uses if use is not channel]
    return all(isinstance(node, ast.UnaryExpr) and node.op == "<-" for node in around)


def _shelf(function: Function, expr: ast.Expr) -> Key | None:
    """Return what tells a map from others: the type that it is a field of, or its package, and its name."""
    typer = function.file.typer
    match expr:
        case ast.Ident(name) if expr.obj is None:
            return function.file.package.path, name
        case ast.SelectorExpr(x, name):
            path = typer.package_of(x)
            owner = path if path is not None else deref(typer.type_of(x))
            return (owner, name) if path is not None or isinstance(owner, Named) else None
    return None


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


def _given_to(function: Function, literal: ast.CompositeLit, holder: str) -> str | None:
    """Return where others find a literal that is put into a map, "" for one that is sent, None for others."""
    for node in _nodes(function):
        match node:
            case ast.SendStmt(_, value):
                key: Key | None = ("", "")
            case ast.AssignStmt([ast.IndexExpr(x, [_])], "=", [value]):
                key = _shelf(function, x)
            case _:
                continue
        value = value.x if isinstance(value, ast.UnaryExpr) else value
        named = bool(holder) and isinstance(value, ast.Ident) and value.name == holder
        if key is not None and (value is literal or named):
            return _path(key)
    return None


def _made(function: Function, value: ast.Expr) -> ast.CallExpr | None:
    """Return the make of a channel without room that a value is."""
    if isinstance(value, ast.Ident) and value.obj is not None and not value.obj.writes:
        value = value.obj.definition.value or value
    match value:
        case ast.CallExpr(ast.Ident("make"), [_]):
            return value if isinstance(function.file.typer.type_of(value), Chan) else None
    return None


def _path(key: Key) -> str:
    owner = key[0]
    return owner.path if isinstance(owner, Named) else str(owner)


def _left_by(function: Function, selects: list[ast.SelectStmt], request: _Request) -> ast.CommClause | None:
    """Return the case that ends the wait, if the reply is received in a select and nowhere else."""
    received = [node for node in ast.walk(function.body) if _receives(function, node, request)]
    left = None
    for node in received:
        select = next((it for it in selects if any(_is_of(clause, node) for clause in it.clauses)), None)
        ends = (
            [clause for clause in select.clauses if _gives_up(clause) and _leaves(function, clause)]
            if select is not None
            else []
        )
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


def _leaves(function: Function, clause: ast.CommClause) -> bool:
    """Tell a case after which nothing is waited for again: it returns, not true to go on, or no loop does."""
    ways = [
        node
        for stmt in clause.body
        for node in ast.walk(stmt, into_literals=False)
        if isinstance(node, ast.ReturnStmt) or (isinstance(node, ast.BranchStmt) and node.label is not None)
    ]
    if ways:
        return not all(_goes_on(node) for node in ways)
    around = function.outermost.enclosing(clause, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
    return not isinstance(around, ast.ForStmt | ast.RangeStmt)


def _goes_on(way: ast.Node) -> bool:
    match way:
        case ast.ReturnStmt([ast.Ident("true")]):
            return True
    return isinstance(way, ast.BranchStmt) and way.tok == "continue"


def _bare_send(function: Function, request: _Request) -> tuple[Function, ast.SendStmt] | None:
    """Return where such a field, or an entry of the map, is sent into with no other way to go."""
    package = function.file.package
    home = package.project.package(request.home) if request.home not in ("", package.path) else None
    for file in (*package.files, *(home.files if home is not None else ())):
        for outer in () if file.test else file.functions_at(file.facts.index.kinds.get("send", ())):
            for sender in outer.all():
                for node in _nodes(sender):
                    if not isinstance(node, ast.SendStmt) or isinstance(
                        sender.parent_of(node), ast.CommClause
                    ):
                        continue
                    if _key_of(sender, node.chan, in_map=request.in_map) == request.key:
                        return sender, node
    return None


def _key_of(function: Function, channel: ast.Expr, *, in_map: bool) -> Key | None:
    """Return the field that a channel is, or the map of which it is an entry."""
    if not in_map:
        match channel:
            case ast.SelectorExpr(x, name):
                owner = deref(function.file.typer.type_of(x))
                return (owner, name) if isinstance(owner, Named) else None
        return None
    match channel:
        case ast.IndexExpr(x, [_]):
            return _shelf(function, x)
        case ast.Ident() if channel.obj is not None and not channel.obj.writes:
            definition = channel.obj.definition
            if isinstance(definition.value, ast.IndexExpr) and definition.index <= 0:
                return _key_of(function, definition.value, in_map=True)
            if definition.range_of is not None and definition.index == 1:
                return _shelf(function, definition.range_of.x)
    return None
