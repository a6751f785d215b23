"""Bodies of requests and responses that are read into memory whole, however large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.bodylimits import is_limited, is_limited_before, is_limited_on_way
from ginlint.go.call import function_of
from ginlint.go.lastset import last_set
from ginlint.go.names import deref
from ginlint.go.ownership.release import root_variable
from ginlint.go.requestbodies import REQUEST, RESPONSE, is_request_body
from ginlint.go.requests import callers_of, passes_on, serves
from ginlint.go.serving import is_aside
from ginlint.go.state import provenance
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import FuncSymbol, Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.requests import Heat


MAX_DEPTH = 4


class BodyRead(NamedTuple):
    """A call that takes something in whole with nothing that limits it.

    `what` is request, form, decompressed or response. `heat` is None in cold code.
    `passed_on` says that a middleware puts the body back for the handlers, `handed` that
    the function is given what it reads and nobody knows that it comes from a request.
    """

    function: Function
    call: ast.CallExpr
    what: str
    heat: Heat | None
    passed_on: bool = False
    handed: bool = False


def bodies_read(package: Package) -> Iterator[BodyRead]:
    """Yield the calls that read a body to its end without a limit."""
    read = table("bodies")["read"]
    requests = package.project.requests
    for call in package.calls(*read["all"], *read["copy"], *read["methods"], *read["spill"]):
        what = "" if call.file.test else _source(call)
        if not what or is_limited(call.function, what):
            continue
        heat = requests.heat(call.function, call.node)
        if what in ("request", "form") and (heat is None or is_limited_before(package.project, heat)):
            continue
        if what == "response" and heat is None:
            continue
        if what in ("request", "form") and heat is not None and is_limited_on_way(heat, what):
            ways = requests.heats(call.function, call.node)
            heat = next((way for way in ways if not is_limited_on_way(way, what)), None)
            if heat is None:
                continue
        if what == "request" and (_is_in_memory(call) or _is_outgoing(call, heat)):
            continue
        replaced = what == "request" and _puts_back(call.function) and passes_on(call.function)
        handed = what == "decompressed" and heat is not None and _is_handed(call, heat)
        yield BodyRead(call.function, call.node, what, heat, replaced, handed)


def _source(call: Call) -> str:
    """Return what a call reads to its end, "" if that is nothing of this kind."""
    read = table("bodies")["read"]
    name, args = call.callee.name, call.node.args
    if name in read["methods"]:
        return "request"
    if name in read["spill"]:
        return "form"
    if name in read["all"] and args:
        return _kind(call.function, args[0], whole=True)
    if name not in read["copy"] or len(args) <= 1 or _is_discard(call.function, args[0]):
        return ""
    if _is_sent(call.function, *args[:2]):
        return ""
    return _kind(call.function, args[1], whole=_grows(call.function, args[0]))


def _grows(function: Function, target: ast.Expr) -> bool:
    """Tell a buffer in memory, which takes in whatever is copied into it."""
    type_ = str(deref(function.file.typer.type_of(target)))
    return type_ in table("bodies")["capture"]["buffers"]


def _is_discard(function: Function, target: ast.Expr) -> bool:
    """Tell io.Discard, which takes no memory."""
    return (
        isinstance(target, ast.SelectorExpr)
        and target.sel == "Discard"
        and (function.file.typer.package_of(target.x) in ("io", "io/ioutil"))
    )


def _is_sent(function: Function, target: ast.Expr, source: ast.Expr) -> bool:
    """Tell what is unpacked only as fast as a client takes it, and that no client packed."""
    if str(function.file.typer.type_of(target)) not in table("bodies")["capture"]["writers"]:
        return False
    packed = [
        it
        for unpacker in _sources(function, source)
        if isinstance(unpacker, ast.CallExpr)
        for arg in unpacker.args
        for it in _sources(function, arg)
    ]
    return not any(is_request_body(function, it) for it in packed)


def _kind(function: Function, source: ast.Expr, *, whole: bool) -> str:
    kinds = {_kind_of(function, it, whole=whole) for it in _sources(function, source)}
    return next((kind for kind in ("request", "response", "decompressed") if kind in kinds), "")


def _sources(function: Function, source: ast.Expr, depth: int = 0) -> list[ast.Expr]:
    """Return what a reader may be where it is read, behind variables and what only passes on what it reads.

    None where a function of the module may make another reader of it.
    """
    found = [source]
    if isinstance(source, ast.Ident) and source.obj is not None:
        definition = source.obj.definition
        if source.obj.writes:
            found = last_set(function, source.obj, source)
        elif definition.value is not None and definition.index <= 0:
            found = [definition.value]
    elif isinstance(source, ast.CallExpr):
        callee = function.file.typer.callee(source)
        if callee.name in table("bodies")["read"]["through"] and source.args:
            found = source.args[:1]
    if found == [source] or depth >= MAX_DEPTH:
        return found
    below = [_sources(function, it, depth + 1) for it in found]
    if len(below) > 1 and any(_is_own_call(function, it) for each in below for it in each):
        return []
    return [it for each in below for it in each]


def _is_own_call(function: Function, source: ast.Expr) -> bool:
    return (
        isinstance(source, ast.CallExpr)
        and function_of(function.file.typer.callee(source).symbol) is not None
    )


def _kind_of(function: Function, source: ast.Expr, *, whole: bool) -> str:
    if whole and isinstance(source, ast.Ident) and source.obj is not None and _is_given_body(source.obj):
        return "request"
    if isinstance(source, ast.CallExpr):
        return _decompressed(function, source) or _made_of_body(function, source)
    if not whole or not isinstance(source, ast.SelectorExpr) or source.sel != "Body":
        return ""
    if is_request_body(function, source):
        return "request"
    return "response" if _is_answer(function, source) else ""


def _is_given_body(parameter: Variable) -> bool:
    """Tell a reader for which a handler hands in the body of its request, and does not limit it."""
    function = parameter.function
    if parameter.kind != "parameter" or parameter.writes or function is not function.outermost:
        return False
    if str(function.file.typer.variable_type(parameter)) not in table("bodies")["read"]["readers"]:
        return False
    index, requests = function.parameters.index(parameter), function.file.package.project.requests
    return any(
        index < len(call.node.args)
        and not is_aside(call.function.file)
        and is_request_body(call.function, call.node.args[index])
        and not is_limited(call.function, "request")
        and requests.heat(call.function, call.node) is not None
        for call in callers_of(function)
    )


def _decompressed(function: Function, call: ast.CallExpr) -> str:
    names = table("bodies")["decompress"]["names"]
    if function.file.typer.callee(call).name not in names or any(_is_own(function, arg) for arg in call.args):
        return ""
    packed = [it for arg in call.args for it in _sources(function, arg)]
    return "response" if any(_is_answer(function, it) for it in packed) else "decompressed"


def _is_answer(function: Function, body: ast.Expr) -> bool:
    """Tell the body of a response."""
    if not isinstance(body, ast.SelectorExpr) or body.sel != "Body":
        return False
    return function.file.typer.type_of(body.x) == RESPONSE


def _made_of_body(function: Function, call: ast.CallExpr) -> str:
    """Return what a function of the module makes of a body: a reader that unpacks it, or the body itself."""
    helper, unpack = (
        function_of(function.file.typer.callee(call).symbol),
        table("bodies")["decompress"]["names"],
    )
    if helper is None or is_limited(helper, "request"):
        return ""
    found = set()
    for arg, parameter in zip(call.args, helper.parameters, strict=False):
        for use in parameter.uses if is_request_body(function, arg) else ():
            around = helper.parent_of(use)
            if isinstance(around, ast.CallExpr) and helper.file.typer.callee(around).name in unpack:
                found.add("decompressed")
            elif isinstance(around, ast.ReturnStmt) and around.results[:1] == [use]:
                found.add("request")
    return next((kind for kind in ("decompressed", "request") if kind in found), "")


def _is_own(function: Function, data: ast.Expr, depth: int = 0) -> bool:
    """Tell data that the service wrote itself: what it has in a buffer, or read from a file of its own."""
    own = table("bodies")["decompress"]["own"]
    match data:
        case ast.Ident() if data.obj is not None and not data.obj.writes and depth < MAX_DEPTH:
            value = data.obj.definition.value
            return (
                value is not None and data.obj.definition.index <= 0 and _is_own(function, value, depth + 1)
            )
        case ast.CallExpr():
            callee = function.file.typer.callee(data)
            if callee.name in own["wraps"]:
                return any(_is_own(function, arg, depth + 1) for arg in data.args)
            filled = isinstance(callee.receiver, ast.SelectorExpr)  # a local buffer may hold what came in
            return callee.name in own["files"] or (callee.name in own["buffers"] and filled)
    return False


def _is_handed(call: Call, heat: Heat) -> bool:
    """Tell compressed data that, as far as callers show, no client sent.

    A helper is given it or has it in a field, another server sends it, or it was queued.
    """
    if serves(heat.root) == "message":
        return True  # what is queued, other parts of the service wrote
    function = call.function.outermost
    calls = ast.nodes_of(function.body, ast.CallExpr)
    opened = [node for node in calls if _decompressed(function, node) == "decompressed"]
    sources = [source for node in opened for source in node.args]
    receivers = [node.fun.x for node in opened if not node.args and isinstance(node.fun, ast.SelectorExpr)]
    if not heat.calls or any(
        provenance(function, source, heat.calls) == "unbounded" for source in (*sources, *receivers)
    ):
        return False
    given = {*function.parameters, function.receiver}
    if any(given.intersection(_origins(source)) for source in (*sources, *receivers)):
        return True
    return any(_asks_others(on_the_way.function.outermost) for on_the_way in heat.calls)


def _asks_others(function: Function, depth: int = 0) -> bool:
    """Tell a function that sends requests itself, or by functions of the module."""
    client, typer = table("servers")["client"], function.file.typer
    for node in ast.nodes_of(function.body, ast.CallExpr):
        callee = typer.callee(node)
        if callee.name in client["calls"] or callee.name in client["methods"]:
            return True
        called = function_of(callee.symbol) if depth < MAX_DEPTH - 2 else None
        if called is not None and _asks_others(called, depth + 1):
            return True
    return False


def _origins(expr: ast.Expr, depth: int = 0) -> Iterator[Variable]:
    """Yield the variables that an expression is made from, and those that they were declared with."""
    for node in ast.walk(expr):
        if isinstance(node, ast.Ident) and node.obj is not None:
            yield node.obj
            value = node.obj.definition.value
            if value is not None and depth < MAX_DEPTH:
                yield from _origins(value, depth + 1)


def _is_in_memory(call: Call) -> bool:
    """Tell a body that was put into the request before, here or by a helper that has put it back."""
    sources = _sources(call.function, call.node.args[0]) if call.node.args else []
    return any(
        isinstance(source, ast.SelectorExpr)
        and (_is_set_before(call, source) or _is_buffered_before(call, source.x))
        for source in sources
    )


def _is_set_before(call: Call, body: ast.SelectorExpr) -> bool:
    """Tell what has just been put there."""
    return any(
        put.end <= call.node.pos and call.file.text(put.lhs[0]) == call.file.text(body)
        for put in ast.nodes_of(call.function.body, ast.AssignStmt)
    )


def _is_buffered_before(call: Call, owner: ast.Expr) -> bool:
    """Tell a request that was given to what reads its body and puts it back."""
    request = owner.obj if isinstance(owner, ast.Ident) else None
    return request is not None and any(
        other.end <= call.node.pos
        and any(isinstance(arg, ast.Ident) and arg.obj is request for arg in other.args)
        and _buffers(call.function.file.typer.callee(other).symbol)
        for other in ast.nodes_of(call.function.body, ast.CallExpr)
    )


def _is_outgoing(call: Call, heat: Heat | None) -> bool:
    """Tell the body of a request that the service sends, by who takes it and gives a response for it."""
    functions = [
        call.function.outermost,
        *(via.function.outermost for via in (heat.calls[-2:] if heat else ())),
    ]
    return any(
        RESPONSE in (function.file.typer.written(field.type.text) for field in function.type.results)
        and any(function.file.typer.variable_type(it) == REQUEST for it in function.parameters)
        for function in functions
    )


def _buffers(symbol: FuncSymbol | None, depth: int = 0) -> bool:
    """Tell a function of the module that puts back the body of a request, or calls one that does."""
    called = function_of(symbol)
    if called is None:
        return False
    typer = called.file.typer
    return _puts_back(called) or (
        depth < MAX_DEPTH - 2
        and any(
            _buffers(typer.callee(node).symbol, depth + 1)
            for node in ast.nodes_of(called.body, ast.CallExpr)
            if any(typer.type_of(arg) == REQUEST for arg in node.args)
        )
    )


def _puts_back(function: Function) -> bool:
    """Tell `c.Request.Body = …`."""
    return any(
        isinstance(node, ast.AssignStmt)
        and any(
            isinstance(target, ast.SelectorExpr)
            and target.sel == "Body"
            and function.file.typer.type_of(target.x) == REQUEST
            for target in node.lhs
        )
        for node in ast.walk(function.body, into_literals=False)
    )


def is_handed_down(read: BodyRead) -> bool:
    """Tell whether each call on the way to a read hands on the request that its own function was given."""
    request = root_variable(read.call.args[0]) if read.call.args else None
    for call in reversed(read.heat.calls if read.heat is not None else ()):
        if request is None or request not in request.function.parameters:
            return False
        index = request.function.parameters.index(request)
        request = root_variable(call.node.args[index]) if index < len(call.node.args) else None
    return request is not None and request.kind == "parameter"
