"""What pooled values still hold when they are used again, and how large they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of
from ginlint.go.names import Map, Named, Pointer, Slice, deref
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.go.pools.puts import Put, puts
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.names import Function, Type, Variable
    from ginlint.go.package import Package
    from ginlint.go.requests import Heat

POOL = Named("sync", "Pool")
MAX_HELPERS = 2
ONLY_USED = (UseKind.METHOD, UseKind.READ)


class Dirty(NamedTuple):
    """A value that `put` gives back as it was written at `written`; no side resets it."""

    put: Put
    get: ast.CallExpr
    written: ast.Node
    what: str


class Oversized(NamedTuple):
    """A buffer that `put` gives back however large it has grown."""

    put: Put
    what: str


class Pool(NamedTuple):
    """A sync.Pool that hot code makes at `node`."""

    function: Function
    node: ast.Node
    heat: Heat


def put_back_dirty(package: Package) -> Iterator[Dirty]:
    """Yield the values that a function takes, writes and puts back, with no reset on either side."""
    seen: set[Variable] = set()
    for put in puts(package):
        get = _got(put)
        if get is None or put.variable in seen or put.scope.file.test:
            continue
        seen.add(put.variable)
        written = _written(put)
        if written is not None and not _is_reset(put):
            yield Dirty(put, get, written, str(deref(put.scope.file.typer.variable_type(put.variable))))


def _got(put: Put) -> ast.CallExpr | None:
    """Return the Get that a variable has its only value from."""
    value = put.variable.definition.value
    if isinstance(value, ast.TypeAssertExpr):
        value = value.x
    if put.variable.writes or not isinstance(value, ast.CallExpr):
        return None
    return value if put.scope.file.typer.callee(value).name == "sync.Pool.Get" else None


def _written(put: Put) -> ast.Node | None:
    """Return the first place where the function writes what stays in the value."""
    type_ = deref(put.scope.file.typer.variable_type(put.variable))
    reset = table("pools")["reset"]
    known = str(type_) in reset["types"]
    for use in uses_of_variable(put.scope, put.variable):
        if known and use.kind is UseKind.METHOD and use.member in reset["writes"]:
            return use.call
        into = reset["into"].get(use.callee.name) if known and use.callee is not None else None
        if use.kind is UseKind.ARGUMENT and into == use.index:
            return use.call
        if use.kind is UseKind.READ and use.member:
            statement = _grown_field(put.scope, use)
            if statement is not None:
                return statement
    return None


def _grown_field(function: Function, use: Use) -> ast.Node | None:
    """Tell `v.items = append(v.items, x)` and `v.index[k] = x`."""
    typer = function.file.typer
    selector = function.parent_of(use.node)
    around = function.parent_of(selector) if selector is not None else None
    match around:
        case ast.IndexExpr(x, _) if x is selector and isinstance(
            typer.program.underlying(typer.type_of(x)), Map
        ):
            statement = function.parent_of(around)
            written = isinstance(statement, ast.AssignStmt) and around in statement.lhs
            return statement if written else None
        case ast.AssignStmt([target], "=", [ast.CallExpr(ast.Ident("append"), [first, *_], _)]):
            same = function.file.text(target) == function.file.text(first)
            return around if target is selector and same else None
    return None


def _is_reset(put: Put) -> bool:
    """Tell anything that looks like emptying the value, or like handing it to somebody who may."""
    function = put.scope
    if function.file.typer.callee(put.call).name not in table("pools")["put"]["argument"]:
        return True  # a helper, which may reset it
    words = table("pools")["reset"]["words"]
    for use in uses_of_variable(function, put.variable):
        if use.call is put.call:
            continue
        if use.kind is UseKind.METHOD and any(word in use.member.lower() for word in words):
            return True
        if use.kind is UseKind.ARGUMENT and use.callee is not None:
            name = use.callee.name
            if name == "io.Copy" and use.index == 1:
                return True
            if use.callee.symbol is None or use.callee.symbol.file is not None:
                return True  # of the module, or unknown
        if use.kind not in (UseKind.METHOD, UseKind.ARGUMENT, UseKind.READ):
            return True
    return _is_emptied(put)


def _is_emptied(put: Put) -> bool:
    """Tell assignments that empty the value or a field of it: *v = T{}, v.f = v.f[:0], clear(v.m)."""
    for node in ast.walk(put.scope.body):
        match node:
            case ast.AssignStmt(lhs, "=", rhs):
                for target, value in zip(lhs, rhs, strict=False):
                    if _is_of(put, target) and not _appends(value) and not isinstance(target, ast.IndexExpr):
                        return True
            case ast.CallExpr(ast.Ident("clear" | "delete"), [first, *_], _) if _is_of(put, first):
                return True
            case ast.RangeStmt() if _is_of(put, node.x):
                return True
    return False


def _appends(value: ast.Expr) -> bool:
    match value:
        case ast.CallExpr(ast.Ident("append"), [first, *_], _):
            return not isinstance(first, ast.SliceExpr)
    return False


def _is_of(put: Put, expr: ast.Expr) -> bool:
    while isinstance(expr, (ast.SelectorExpr, ast.StarExpr, ast.IndexExpr)):
        expr = expr.x
    return isinstance(expr, ast.Ident) and expr.obj is put.variable


def put_back_oversized(package: Package) -> Iterator[Oversized]:
    """Yield the growing buffers that go back to a sync.Pool with no look at their size."""
    requests = package.project.requests
    for put in puts(package):
        if put.scope.file.test or put.scope.file.typer.callee(put.call).name != "sync.Pool.Put":
            continue
        what = _growing(put.scope.file.typer.variable_type(put.variable))
        if (
            not what
            or not _grows(put)
            or _asks_size(put)
            or (what == "[]byte" and not _is_set(put.scope, put.variable))
        ):
            continue
        if requests.heat(put.function, put.call) is not None:
            yield Oversized(put, what)


def _growing(type_: Type) -> str:
    if isinstance(type_, Pointer) and str(type_.elem) in table("pools")["grows"]["types"]:
        return str(type_.elem)
    if isinstance(type_, Pointer) and isinstance(type_.elem, Slice) and str(type_.elem.elem) == "uint8":
        return "[]byte"
    return ""


def _grows(put: Put) -> bool:
    """Tell a value that this function lets grow, or that somebody else has given it."""
    if put.variable.kind in ("parameter", "receiver"):
        given = _given_in_place(put.variable)
        return given is None or _is_filled(given)
    return _is_filled(put.variable)


def _given_in_place(parameter: Variable) -> Variable | None:
    """Return what a literal that is called where it stands is given: go func(b *bytes.Buffer) { … }(buf)."""
    literal, parent = parameter.function.node, parameter.function.parent
    call = parent.parent_of(literal) if parent is not None and literal is not None else None
    if not isinstance(call, ast.CallExpr) or call.fun is not literal or parameter.kind != "parameter":
        return None
    index = parameter.function.parameters.index(parameter)
    argument = call.args[index] if index < len(call.args) else None
    return argument.obj if isinstance(argument, ast.Ident) else None


def _is_filled(variable: Variable) -> bool:
    """Tell a value that its function lets grow."""
    function = variable.function
    into = table("pools")["grows"]["into"]
    for use in uses_of_variable(function, variable):
        if _is_limited(use):
            continue
        if use.kind is UseKind.METHOD and use.member == "ReadFrom":
            return True
        if use.kind is UseKind.ARGUMENT and use.callee is not None and use.callee.name in into:
            return True
        if use.kind in (UseKind.METHOD, UseKind.ARGUMENT) and _in_loop(function, use.node, variable.pos):
            return True
    of_bytes = _growing(function.file.typer.variable_type(variable)) == "[]byte"
    return of_bytes and any(_appends_all(function, node) for node in ast.walk(function.body))


def _is_limited(use: Use) -> bool:
    """Tell that no more than so many bytes are read: `buf.ReadFrom(io.LimitReader(r, n))`."""
    return any(
        _has_limit(use.function, argument) for argument in (use.call.args if use.call is not None else ())
    )


def _has_limit(function: Function, reader: ast.Expr) -> bool:
    if isinstance(reader, ast.Ident) and reader.obj is not None and not reader.obj.writes:
        reader = reader.obj.definition.value or reader
    limits = table("pools")["grows"]["limits"]
    return isinstance(reader, ast.CallExpr) and function.file.typer.callee(reader).name in limits


def _is_set(function: Function, variable: Variable, depth: int = 0) -> bool:
    """Tell a slice behind a pointer that may be another by now: assigned, or handed to who may do that.

    Who puts the pointer into a struct is taken to leave the slice as it is.
    """
    return any(_may_set(function, ident, depth) for ident in variable.uses)


def _may_set(function: Function, ident: ast.Ident, depth: int) -> bool:
    around = function.parent_of(ident)
    if isinstance(around, ast.StarExpr):
        whole = function.parent_of(around)
        return isinstance(whole, ast.AssignStmt) and around in whole.lhs
    if not isinstance(around, ast.CallExpr) or ident not in around.args:
        return depth == 0 and not isinstance(around, (ast.KeyValueExpr, ast.CompositeLit))
    callee = function.file.typer.callee(around)
    if callee.name == "sync.Pool.Put":
        return False
    inner = body_of(callee)
    if inner is None:
        return True
    number = around.args.index(ident)
    known = depth < MAX_HELPERS and number < len(inner.parameters)
    return not known or _is_set(inner, inner.parameters[number], depth + 1)


def _in_loop(function: Function, node: ast.Node, since: int = 0) -> bool:
    """Tell what is in a loop that begins after `since`."""
    loop = function.enclosing(node, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
    return isinstance(loop, ast.ForStmt | ast.RangeStmt) and loop.pos >= since


def _appends_all(function: Function, node: ast.Node) -> bool:
    """Tell an append of many bytes, or one for each round of a loop."""
    match node:
        case ast.CallExpr(ast.Ident("append"), [_, _, *_], ellipsis):
            return ellipsis or _in_loop(function, node)
    return False


def _asks_size(put: Put) -> bool:
    asks = table("pools")["grows"]["asks"]
    for node in ast.walk(put.scope.body):
        if isinstance(node, ast.IfStmt):
            for inner in ast.walk(node.cond):
                match inner:
                    case ast.CallExpr(ast.Ident(name) | ast.SelectorExpr(_, name, _), _, _) if name in asks:
                        return True
    return False


def pools_made(package: Package) -> Iterator[Pool]:
    """Yield the pools that hot code makes for itself."""
    for file in package.speaking:
        if file.test or "sync" not in {spec.path for spec in file.names.imports}:
            continue
        offsets = file.facts.index.types.get("Pool", [])
        for outer in file.functions_at(offsets):
            for function in outer.all():
                yield from _made_in(function)


def _made_in(function: Function) -> Iterator[Pool]:
    typer = function.file.typer
    requests = function.file.package.project.requests
    for node in ast.walk(function.body, into_literals=False):
        variable: Variable | None = None
        made: ast.Node | None = None
        match node:
            case ast.CompositeLit(type_, _) if type_ is not None and typer.written(type_.text) == POOL:
                made = node
            case ast.CallExpr(ast.Ident("new"), [x], _) if typer.as_type(x) == POOL:
                made = node
            case ast.ValueSpec([name], type_, [], False) if (
                type_ is not None and typer.written(type_.text) == POOL
            ):
                made, variable = name, name.obj
        if made is None:
            continue
        if variable is None and not _is_local(function, made):
            continue
        heat = requests.heat(function, made)
        if heat is not None and all(use.kind in ONLY_USED for use in _uses(function, made, variable)):
            yield Pool(function, made, heat)


def _uses(function: Function, made: ast.Node, variable: Variable | None) -> Iterator[Use]:
    if variable is not None:
        yield from uses_of_variable(function, variable)
    elif isinstance(made, ast.Expr):
        yield from uses_of(function, made)


def _is_local(function: Function, made: ast.Node) -> bool:
    around = function.parent_of(made)
    while isinstance(around, ast.UnaryExpr):
        made, around = around, function.parent_of(around)
    if not isinstance(around, (ast.AssignStmt, ast.ValueSpec)):
        return False
    targets = around.lhs if isinstance(around, ast.AssignStmt) else list(around.names)
    return all(
        isinstance(target, ast.Ident) and target.obj is not None and target.obj.function is function
        for target in targets
    )
