"""Work that goes on after the handler that started it, and whose context it has.

net/http cancels the context of a request when its handler returns (documentation of
http.Request.Context), grpc-go that of a unary call when its method does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.names import CONTEXT, Chan, Func, Named, Pointer
from ginlint.go.ownership import UseKind, bodies_of, uses_of_variable
from ginlint.go.ownership.release import root_variable
from ginlint.go.ownership.through import bodies_of_use
from ginlint.go.requests import serves
from ginlint.go.syntax import ast
from ginlint.go.testsupport import for_tests
from ginlint.go.trace import question
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Callee, Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.project import Project

PIPE = Pointer(Named("io", "PipeWriter"))
CONTEXT_OF = "net/http.Request.Context"
CANCELLED = "context.WithCancel"
GIN_COPY = "github.com/gin-gonic/gin.Context.Copy"
GIN_FALLBACK = re.compile(rb"\bContextWithFallback\s*[=:]\s*true")
MAX_DEPTH = 4

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class Outliving(NamedTuple):
    """Work, started in `function` by `start`, that has the context of a request and is not awaited.

    `use` is the expression that is the context there, `call` the call it is given
    to. `path` are the calls by which it came from the handler, `certain` is false if one
    of them, or `call`, goes through an interface.
    """

    function: Function
    start: ast.Node
    use: ast.Expr
    call: ast.CallExpr
    path: tuple[Call, ...]
    certain: bool


def outliving(package: Package) -> Iterator[Outliving]:
    """Yield the work that may outlive the request whose context it uses, once for each start."""
    later = {name.rpartition(".")[2] for name in table("contexts")["detached"]}
    for file in package.speaking:
        index = file.facts.index
        offsets = list(index.kinds.get("go", ()))
        offsets += [offset for name in later for offset in index.calls.get(name, ())]
        for outer in file.functions_at(offsets):
            for function in outer.all():
                for node in ast.walk(function.body, into_literals=False):
                    found = _outliving_at(function, node)
                    if found is not None:
                        yield found


def _outliving_at(function: Function, node: ast.Node) -> Outliving | None:
    call = _started(function, node)
    if call is None or function.file.package.project.requests.heat(function, node) is None:
        return None
    works = [arg for arg in (call.fun, *call.args) if isinstance(arg, ast.FuncLit)]
    if _is_awaited(function, node) or _streams(function) or any(_signals(function, work) for work in works):
        return None
    if any(_heeds_itself(function, work) for work in works) or _shares_channel(function, node, call):
        return None
    calls = [call] if isinstance(node, ast.GoStmt) and not isinstance(call.fun, ast.FuncLit) else []
    for work in works:
        calls += [inner for inner in ast.walk(work.body) if isinstance(inner, ast.CallExpr)]
    project = function.file.package.project
    heat = project.requests.heat(function, node)
    for inner in calls:
        for index, argument in enumerate(inner.args):
            path = _request_context(function, argument, heat.calls if heat is not None else ())
            strength = 0 if path is None else _heeds(project, function.file.typer.callee(inner), index)
            if path is not None and strength > 0:
                certain = strength > 1 and (heat is None or heat.certain or not path)
                return Outliving(function, node, argument, inner, path, certain)
            if strength < 0:
                return None
    return None


def _started(function: Function, node: ast.Node) -> ast.CallExpr | None:
    if isinstance(node, ast.GoStmt) and isinstance(node.call, ast.CallExpr):
        return node.call
    if not isinstance(node, ast.CallExpr) or not any(isinstance(arg, ast.FuncLit) for arg in node.args):
        return None
    return node if function.file.typer.callee(node).name in table("contexts")["detached"] else None


# Innocence


def _is_awaited(function: Function, start: ast.Node) -> bool:
    """Tell whether something after `start`, or deferred, waits: for this work, or for the request to end."""
    current: Function | None = function
    awaits = table("contexts")["awaits"]
    while current is not None:
        for node in ast.walk(current.body, into_literals=False):
            if isinstance(node, ast.CallExpr) and last_name(node.fun) in awaits:
                return True
            if node.pos > start.end and _receives(node):
                return True
        current = None if serves(current) else current.parent
    return False


def _shares_channel(function: Function, start: ast.Node, work: ast.CallExpr) -> bool:
    """Tell work that has a channel which is given to what is called after it: they end together."""
    typer = function.file.typer
    shared = {
        node.obj
        for node in ast.walk(work)
        if isinstance(node, ast.Ident)
        and node.obj is not None
        and node.obj.function is function
        and node.obj.kind == "local"
        and isinstance(typer.variable_type(node.obj), Chan)
    }
    return any(
        isinstance(arg, ast.Ident) and arg.obj in shared
        for call in (ast.nodes_of(function.body, ast.CallExpr) if shared else ())
        if call.pos > start.end and not isinstance(function.parent_of(call), ast.GoStmt)
        for arg in call.args
    )


def _receives(node: ast.Node) -> bool:
    return isinstance(node, ast.SelectStmt) or (isinstance(node, ast.UnaryExpr) and node.op == "<-")


def _signals(function: Function, work: ast.FuncLit) -> bool:
    """Tell a goroutine that says when it is done: it sends, closes, calls Done, writes to a pipe."""
    names = table("contexts")["signals"]
    for node in ast.walk(work.body):
        if isinstance(node, ast.SendStmt):
            return True
        if isinstance(node, ast.Ident) and function.file.typer.type_of(node) == PIPE:
            return True
        if isinstance(node, ast.CallExpr) and not node.args and last_name(node.fun) in names:
            return True
        if isinstance(node, ast.CallExpr) and isinstance(node.fun, ast.Ident) and node.fun.name == "close":
            return True
    return False


def _streams(function: Function) -> bool:
    names = table("contexts")["streaming"]
    return any(
        isinstance(node, ast.CallExpr) and last_name(node.fun) in names
        for node in ast.walk(function.outermost.body)
    )


def _heeds_itself(function: Function, work: ast.FuncLit) -> bool:
    """Tell work that asks a context whether it is done: it means to stop with it."""
    names = table("contexts")["heeding"]
    return any(
        isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.SelectorExpr)
        and node.fun.sel in names
        and function.file.typer.type_of(node.fun.x) == CONTEXT
        for node in ast.walk(work.body)
    )


# Where a context comes from


def _request_context(
    function: Function, expr: ast.Expr, path: tuple[Call, ...], depth: int = 0
) -> tuple[Call, ...] | None:
    """Return the calls by which a context came from the request it belongs to, None if it may be another."""
    if depth > MAX_DEPTH * 2:
        return None
    if _is_gin_copy(function, expr):
        return () if _falls_back(function.file.package.project) else None
    match expr:
        case ast.CallExpr():
            return _made_context(function, expr, path, depth)
        case ast.Ident() if expr.obj is not None:
            return _variable_context(expr.obj, path, depth)
    return None


def _is_gin_copy(function: Function, expr: ast.Expr) -> bool:
    value = expr.obj.definition.value if isinstance(expr, ast.Ident) and expr.obj is not None else expr
    return isinstance(value, ast.CallExpr) and function.file.typer.callee(value).name == GIN_COPY


@question
def _falls_back(project: Project) -> bool:
    """Tell whether the module lets a gin.Context be cancelled as its request's context is."""
    return any(
        GIN_FALLBACK.search(file.parsed.text) is not None
        for package in project.packages
        for file in package.files
    )


def _made_context(
    function: Function, call: ast.CallExpr, path: tuple[Call, ...], depth: int
) -> tuple[Call, ...] | None:
    callee = function.file.typer.callee(call)
    if callee.name == CONTEXT_OF:
        return () if is_of_request(function, call) else None
    if callee.name.startswith(CANCELLED) or _detaches(callee):
        return None
    for argument in call.args:
        if function.file.typer.type_of(argument) == CONTEXT:
            return _request_context(function, argument, path, depth + 1)
    return None


def is_of_request(function: Function, context: ast.Expr) -> bool:
    """Tell `c.Request.Context()`, of a request that a server hands in."""
    if not isinstance(context, ast.CallExpr) or not isinstance(context.fun, ast.SelectorExpr):
        return False
    served = function.file.typer.callee(context).name == CONTEXT_OF
    return served and is_served(function, context.fun.x)


def _detaches(callee: Callee) -> bool:
    """Tell a function that may make a context that is not cancelled with the one it is given."""
    words = {word.lower() for word in WORDS.findall(callee.name.rpartition(".")[2])}
    if not words.isdisjoint(table("contexts")["detaching"]) or not callee.name:
        return True
    symbol = callee.symbol
    if symbol is None or symbol.file is None or symbol.decl is None or symbol.decl.body is None:
        return False
    text = symbol.file.body_text(symbol.decl)
    return b"WithoutCancel" in text or b"Background" in text or b"TODO()" in text


def is_served(function: Function, request: ast.Expr) -> bool:
    """Tell the request that a server hands in: a handler's parameter, or what a framework's context has."""
    if isinstance(request, ast.CallExpr):
        fun = request.fun
        return isinstance(fun, ast.SelectorExpr) and is_served(function, fun.x)
    variable = root_variable(request)
    if variable is None or b"WithoutCancel" in _source(variable.function.outermost):
        return False
    if variable.kind != "parameter":
        value = variable.definition.value
        copied = isinstance(value, ast.CallExpr) and function.file.typer.callee(value).name == GIN_COPY
        return copied or (isinstance(value, (ast.Ident, ast.SelectorExpr)) and is_served(function, value))
    return serves(variable.function) == "request"


def _source(function: Function) -> bytes:
    return function.file.text_noted[function.body.pos : function.body.end]


def _variable_context(variable: Variable, path: tuple[Call, ...], depth: int) -> tuple[Call, ...] | None:
    values = [variable.definition.value] if variable.definition.value is not None else []
    for write in variable.writes:
        if not isinstance(write, ast.AssignStmt):
            return None
        typer = variable.function.file.typer
        callees = [typer.callee(value) for value in write.rhs if isinstance(value, ast.CallExpr)]
        if any(_detaches(it) or it.name.startswith(CANCELLED) for it in callees):
            return None  # ctx = context.WithoutCancel(ctx), or one that is cancelled on purpose
        values += [value for value in write.rhs if variable not in _named_in(value)]
    if variable.kind == "parameter":
        return None if values else _parameter_context(variable, path, depth)
    found = [_request_context(variable.function, value, path, depth + 1) for value in values]
    if not found or any(way is None for way in found):
        return None
    return found[0]


def _named_in(value: ast.Expr) -> set[Variable | None]:
    return {node.obj for node in ast.walk(value) if isinstance(node, ast.Ident)}


def _parameter_context(variable: Variable, path: tuple[Call, ...], depth: int) -> tuple[Call, ...] | None:
    owner = variable.function
    if owner.file.typer.variable_type(variable) != CONTEXT:
        return None
    index = owner.parameters.index(variable)
    if owner.node is not None:
        around = owner.parent_of(owner.node)
        in_place = isinstance(around, ast.CallExpr) and around.fun is owner.node and owner.parent is not None
        if not in_place or index >= len(around.args):  # type: ignore[union-attr] # a CallExpr
            return None
        return _request_context(owner.parent, around.args[index], path, depth + 1)  # type: ignore[arg-type, union-attr]
    if not path:
        return () if _is_unary_method(owner) else None
    call = path[-1]
    if call.callee.symbol is not owner.symbol and not call.callee.dynamic:
        return None
    if index >= len(call.node.args):
        return None
    above = _request_context(call.function, call.node.args[index], path[:-1], depth + 1)
    return None if above is None else (*above, call)


def _is_unary_method(function: Function) -> bool:
    symbol = function.symbol
    if symbol is None or not serves(function):
        return False
    shape = (len(symbol.params), len(symbol.results))
    return shape == (2, 2) and symbol.params[0].type == CONTEXT


# Whether cancellation matters to a callee


def _heeds(project: Project, callee: Callee, index: int, depth: int = 0) -> int:
    """Return whether a callee fails once its context is cancelled: 2 yes, 1 likely, 0 no, -1 meant."""
    if not callee.name or callee.name.startswith(("context.", "builtin.")) or _takes_values_only(callee):
        return 0
    symbol, signature = callee.symbol, callee.signature
    if symbol is None or symbol.file is None or symbol.decl is None or symbol.decl.body is None:
        parameters = signature.params if isinstance(signature, Func) else ()
        if (
            index >= len(parameters)
            or parameters[index] != CONTEXT
            or _none_heeds(project, callee, index, depth)
        ):
            return 0
        return 1 if callee.dynamic else 2
    return _body_heeds(symbol.file.function(symbol.decl), index, depth)


def _none_heeds(project: Project, callee: Callee, index: int, depth: int) -> bool:
    """Tell a method of the module's interface of whose implementations, but those of tests, none cares."""
    bodies = [body for body in bodies_of(project, callee) if not for_tests(body.file)]
    return bool(bodies) and all(_ignores(project, body, index, depth) for body in bodies)


def _ignores(project: Project, function: Function, index: int, depth: int) -> bool:
    """Tell a function that is seen to do no more with a context than to take values from it."""
    if depth > MAX_DEPTH or index >= len(function.parameters):
        return False
    for use in uses_of_variable(function, function.parameters[index]):
        if use.kind is UseKind.READ or (
            use.kind is UseKind.METHOD and use.member not in table("contexts")["heeding"]
        ):
            continue
        if use.kind is not UseKind.ARGUMENT or use.callee is None:
            return False
        if _takes_values_only(use.callee):
            continue
        bodies = bodies_of_use(use)
        if not bodies or not all(_ignores(project, body, use.index, depth + 1) for body in bodies):
            return False
    return True


def _body_heeds(function: Function, index: int, depth: int) -> int:
    if depth > MAX_DEPTH or not function.parameters or index >= len(function.parameters):
        return 0
    return _parameter_heeds(function, function.parameters[index], depth)


def _parameter_heeds(function: Function, parameter: Variable, depth: int) -> int:
    best = 0
    for use in uses_of_variable(function, parameter):
        if use.kind is UseKind.METHOD and use.member in table("contexts")["heeding"]:
            return -1
        if use.kind is UseKind.ARGUMENT and use.callee is not None and use.call is not None:
            if _detaches(use.callee) and use.callee.name.startswith("context."):
                return 0
            strength = _heeds(function.file.package.project, use.callee, use.index, depth + 1)
            if strength < 0:
                return strength
            best = max(best, strength)
    return best


def _takes_values_only(callee: Callee) -> bool:
    """Tell loggers, tracers and the like by their names."""
    known = table("contexts")["values_only"]
    last = callee.name.rpartition("/")[2]
    name = last.rpartition(".")[2].lower()
    words = {word.lower() for word in WORDS.findall(last)}
    return name in known["names"] or name.endswith("fromcontext") or not words.isdisjoint(known["words"])


def heeds(project: Project, callee: Callee, index: int) -> bool:
    """Tell whether a callee blocks until it is done or the context it takes as argument `index` is."""
    return _heeds(project, callee, index) != 0


def in_scope_context(function: Function) -> str:
    """Return how a function has the request's context: by its parameters, or those of one around it."""
    known = table("contexts")["in_scope"]
    current: Function | None = function
    while current is not None:
        for parameter in current.parameters:
            form = known.get(str(current.file.typer.variable_type(parameter)))
            if form and parameter.name != "_":
                return str(form).format(parameter.name)
        current = current.parent
    return ""
