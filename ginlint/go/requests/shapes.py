"""Which functions serve requests or messages, by the types of their parameters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.file import Names
from ginlint.go.names import Struct
from ginlint.go.requests.contexts import own_contexts, served_as
from ginlint.go.requests.frequency import runs_for_ever
from ginlint.go.syntax import ast
from ginlint.go.testsupport import helps_tests
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.names import FuncSymbol, Function
    from ginlint.go.project import Project

MAX_CALLS = 3  # from a command to what it is still responsible for


@cache
def _responders() -> frozenset[str]:
    return frozenset(table("frameworks")["responders"]["results"])


def serves(function: Function) -> str | None:
    """Return "request" or "message" if each call of `function` serves one, else None."""
    typer = function.file.typer
    project = function.file.package.project
    own = own_contexts(project)
    for field in function.type.params:
        text = field.type.text
        if "." not in text and not own:
            continue  # the types of frameworks come from other packages
        kind = served_as(project, str(typer.written(text)))
        if kind is not None:
            return kind
    if any(str(typer.written(field.type.text)) in _responders() for field in function.type.results):
        return "request"
    symbol = function.symbol
    return "request" if symbol is not None and _is_served_method(symbol) else None


def declared_to_serve(symbol: FuncSymbol) -> bool:
    """Tell what `serves` would of a declared function, by its declaration alone."""
    answers = any(str(result.type) in _responders() for result in symbol.results)
    if answers or _is_served_method(symbol):
        return True
    project = symbol.file.package.project if symbol.file is not None else None
    return project is not None and any(served_as(project, str(given.type)) for given in symbol.params)


def helps_a_handler(symbol: FuncSymbol) -> bool:
    """Tell a method that takes what handlers take, and gives results, which these handlers do not."""
    kinds = {str(parameter.type) for parameter in symbol.params}
    silent = table("frameworks")["silent"]["parameters"]
    return bool(symbol.recv_type and symbol.results) and not kinds.isdisjoint(silent)


def context_origin(callee: str) -> str:
    """Return what ends a call's context: "root" for nothing, "request", "signals", "" if it is not known."""
    contexts = table("frameworks")["contexts"]
    if callee in contexts["of_signals"]:
        return "signals"
    if callee in contexts["roots"]:
        return "root"
    return "request" if callee in contexts["of_request"] else ""


@cache
def _ending() -> Names:
    return Names(name.rpartition(".")[2] for name in table("frameworks")["once"]["ends"])


def serves_once(function: Function) -> bool:
    """Tell a handler that does its work for one request only, as a first set-up does."""
    return _ends_its_server(function) or _sets_up(function)


def _sets_up(function: Function) -> bool:
    """Tell what refuses where a flag is set, and sets that itself: `if app.Installed { return }`."""
    text = function.file.text
    flags = {
        text(test.cond)
        for test in function.body.stmts
        if isinstance(test, ast.IfStmt)
        and isinstance(test.cond, (ast.Ident, ast.SelectorExpr))
        and test.body.stmts
        and isinstance(test.body.stmts[-1], ast.ReturnStmt)
    }
    return bool(flags) and any(
        isinstance(done, ast.AssignStmt)
        and len(done.lhs) == len(done.rhs) == 1
        and text(done.rhs[0]) == "true"
        and text(done.lhs[0]) in flags
        and _lasts(done.lhs[0])
        for done in function.body.stmts
    )


def _lasts(flag: ast.Expr) -> bool:
    """Tell a package variable, or a field of one or of the receiver."""
    while isinstance(flag, ast.SelectorExpr):
        flag = flag.x
    return isinstance(flag, ast.Ident) and (flag.obj is None or flag.obj.kind == "receiver")


def _ends_its_server(function: Function) -> bool:
    """Tell a handler that shuts a server down."""
    end = function.node.end if function.node is not None else function.body.end
    if not any(function.body.pos <= offset < end for offset in function.file.called(_ending())):
        return False
    ends, typer = table("frameworks")["once"]["ends"], function.file.typer
    return any(
        isinstance(node, ast.CallExpr) and typer.callee(node).name in ends for node in ast.walk(function.body)
    )


def ends_the_process(function: Function) -> bool:
    """Tell a function that calls os.Exit, at once or after a while, and not for an error."""
    if "Exit" not in function.file.facts.index.calls:
        return False
    typer = function.file.typer
    return any(
        isinstance(node, ast.CallExpr)
        and typer.callee(node).name == "os.Exit"
        and not function.in_error_branch(node)
        for node in ast.walk(function.body)
    )


def runs_a_command(function: Function) -> bool:
    """Tell main, and a function that a command line runs once before the process ends."""
    if function.file.package.name == "main" and function.name == "main":
        return True
    if _reads_the_command_line(function):
        return True
    command = table("frameworks")["command"]
    if function.node is not None and (
        _is_given_to_a_command(function, function.node) or _is_run_by_a_command(function, function.node)
    ):
        return True
    symbol = function.symbol
    if symbol is not None and symbol.recv_type and symbol.name in command["methods"]:
        package = function.file.package
        if any(spec.path in command["runners"] for file in package.files for spec in file.facts.imports):
            return True
        named = symbol.recv_type.lower().endswith(tuple(command["own_ends"]))
        if named and package.path in _with_commands(package.project):
            return True
    if _returns_status(function):
        return True
    types, typer = command["parameters"], function.file.typer
    if any(str(typer.written(field.type.text)) in types for field in function.type.params):
        return True
    return function.parent is None and _is_given_its_command(function)


def _returns_status(function: Function) -> bool:
    """Tell what takes the words of a command line and returns a status to exit with."""
    results = [field.type.text for field in function.type.results]
    names = table("frameworks")["command"]["words"]
    return results == ["int"] and any(
        field.type.text == "[]string" and field.name is not None and field.name.name in names
        for field in function.type.params
    )


@cache
def _readers() -> Names:
    return Names(name.rpartition(".")[2] for name in table("frameworks")["command"]["readers"])


def _reads_the_command_line(function: Function) -> bool:
    """Tell a function that parses the flags of the process: a program begins so, whatever its name."""
    if function.parent is not None or not any(
        function.body.pos <= offset < function.body.end for offset in function.file.called(_readers())
    ):
        return False
    readers, typer = table("frameworks")["command"]["readers"], function.file.typer
    return any(
        isinstance(node, ast.CallExpr) and typer.callee(node).name in readers
        for node in ast.walk(function.body, into_literals=False)
    )


@question
def _with_commands(project: Project) -> frozenset[str]:
    """Return the packages of the module that are imported beside what runs commands."""
    runners = table("frameworks")["command"]["runners"]
    TRACE.seen.add(SIGNATURES)
    found: set[str] = set()
    for package in project.packages:
        for file in package.files:
            imported = {spec.path for spec in file.facts.imports}
            if not imported.isdisjoint(runners):
                found |= imported
    return frozenset(path for path in found if path in project.program.own)


def _is_given_its_command(function: Function) -> bool:
    """Tell `func runServe(cmd *Command, args []string)` and `func cmdServe(c *cmd)`, with own types.

    So is what has nothing but a value of a package cli.
    """
    command = table("frameworks")["command"]
    given = [field.type.text for field in function.type.params]
    if len(given) == 1 and given[0].lstrip("*").rpartition(".")[0] in command["own_packages"]:
        return True
    if not given or given[0].rpartition(".")[2].lstrip("*") not in command["own_types"]:
        return False
    if given[1:] == ["[]string"]:
        return True
    return len(given) == 1 and function.name.lower().startswith(tuple(command["own_prefixes"]))


def _has_only_arguments(function: Function) -> bool:
    """Tell parameters that are the arguments of a command line, with or without a context."""
    given = [field.type.text for field in function.type.params]
    return given in (["[]string"], ["context.Context", "[]string"])


def _is_run_by_a_command(function: Function, literal: ast.Node) -> bool:
    """Tell what a command runs with its arguments: `&Command{Run: func(args []string) error { … }}`."""
    pair = function.parent.parent_of(literal) if function.parent is not None else None
    if not isinstance(pair, ast.KeyValueExpr) or function.parent is None or not _has_only_arguments(function):
        return False
    made, command = function.parent.parent_of(pair), table("frameworks")["command"]
    if not isinstance(made, ast.CompositeLit) or made.type is None or not isinstance(pair.key, ast.Ident):
        return False
    name = function.file.text(made.type).rpartition(".")[2]
    return pair.key.name in command["fields"] and name.endswith(tuple(command["makers"]))


def _is_given_to_a_command(function: Function, literal: ast.Node) -> bool:
    """Tell what a command line is given to run: cmd := app.Command("check", …); cmd.Action(func …)."""
    call = function.parent.parent_of(literal) if function.parent is not None else None
    match call:
        case ast.CallExpr(ast.SelectorExpr(ast.Ident() as x)) if x.obj is not None:
            made: ast.Node | None = x.obj.definition.value
        case ast.CallExpr(ast.SelectorExpr(x)):
            made = x
        case _:
            return False
    known = table("frameworks")["command"]["makers"]
    return isinstance(made, ast.CallExpr) and last_name(made.fun) in known


def is_client(function: Function, receives: str) -> bool:
    """Tell a loop in a command line that `receives` from a WebSocket: it is what some server talks to."""
    return "websocket" in receives and is_part_of_a_command(function, 2 * MAX_CALLS)


def is_part_of_a_command(
    function: Function, calls: int | None = None, *, once: bool = False, ending: bool = False
) -> bool:
    """Tell what runs a command, a literal in it, and what only such ones call, at a few calls.

    With `once`, none of these calls may stand in a loop, or in a literal that is handed to something, but
    there may be more; with `ending`, none in a loop that is never left: who only connects anew does not end.
    """
    if calls is None:
        calls = 2 * MAX_CALLS if once else MAX_CALLS
    if _is_within_a_command(function, once=once):
        return True
    if calls <= 0 or (once and _is_handed_out(function)):
        return False
    symbol = function.outermost.symbol
    if symbol is None:
        return False
    callers = []
    for file, offset in function.file.package.project.call_sites(symbol.name):
        call = None if file.test else file.call_at(offset)
        if call is not None and call.callee.name == symbol.qualified:
            if once and call.function.graph.loop_at(call.node) is not None:
                return False
            if ending and runs_for_ever(call.function, call.node):
                return False
            callers.append(call.function)
    return bool(callers) and all(
        is_part_of_a_command(caller, calls - 1, once=once, ending=ending) for caller in callers
    )


def runs_once(function: Function, node: ast.Node, depth: int = 0) -> bool:
    """Tell what main or a command runs once at most: neither it nor a call that leads to it is in a loop."""
    return not _is_repeated(function, node) and is_run_once(function, depth)


def _is_repeated(function: Function, node: ast.Node) -> bool:
    """Tell what is in a loop of more than the rounds of a literal; a goto back tries once more."""
    loop = function.graph.loop_at(node)
    while loop is not None:
        over = loop.stmt.x if isinstance(loop.stmt, ast.RangeStmt) else None
        if loop.stmt is not None and not isinstance(over, ast.CompositeLit):
            return True
        loop = loop.parent
    return False


def is_run_once(function: Function, depth: int = 0) -> bool:
    """Tell main, an init, a command, and what they call once at most."""
    if function.parent is None and function.name == "init":
        return True
    if function.parent is not None and not runs_a_command(function):
        around = _started_at(function)
        return around is not None and runs_once(function.parent, around, depth)
    if runs_a_command(function) or depth >= MAX_CALLS:
        return runs_a_command(function)
    callers = callers_of(function)
    return bool(callers) and all(
        _is_installed(call) or runs_once(call.function, call.node, depth + 1) for call in callers
    )


def _is_installed(call: Call) -> bool:
    """Tell a call that makes what a router is given: r.Use(pages(dir)), once for each router."""
    around = call.function.parent_of(call.node)
    installs = table("registrations")["calls"]
    given = isinstance(around, ast.CallExpr) and call.file.typer.callee(around).name in installs
    return given and not _is_repeated(call.function, call.node)


def _started_at(function: Function) -> ast.Node | None:
    """Return the call that runs a literal where it is written: func() { … }(), with go and defer, too."""
    literal = function.node
    parent = function.parent
    call = parent.parent_of(literal) if parent is not None and literal is not None else None
    return call if isinstance(call, ast.CallExpr) and call.fun is literal else None


def callers_of(function: Function) -> list[Call]:
    """Return the calls of a declared function, but those of tests and of what helps them."""
    symbol = function.symbol
    found = []
    for file, offset in function.file.package.project.call_sites(symbol.name) if symbol is not None else ():
        call = None if helps_tests(file) else file.call_at(offset)
        if call is not None and symbol is not None and call.callee.name == symbol.qualified:
            found.append(call)
    return found


def _is_within_a_command(function: Function, *, once: bool) -> bool:
    current: Function | None = function
    while current is not None:
        if runs_a_command(current):
            return True
        if once and not _is_called_in_place(current):
            return False
        current = current.parent
    return False


def _is_handed_out(function: Function) -> bool:
    """Tell a literal, or one in it, that others get to call: nobody knows how often they do."""
    current: Function | None = function
    while current is not None:
        if not _is_called_in_place(current):
            return True
        current = current.parent
    return False


def _is_called_in_place(function: Function) -> bool:
    """Tell a declared function, and a literal that is called, deferred or started where it stands."""
    around = function.parent_of(function.node) if function.node is not None else None
    return function.node is None or (isinstance(around, ast.CallExpr) and around.fun is function.node)


def _is_served_method(symbol: FuncSymbol) -> bool:
    """Tell a method that is called for each request by what its receiver embeds."""
    return _is_grpc_method(symbol) or _is_resolver(symbol)


def _is_resolver(symbol: FuncSymbol) -> bool:
    """Tell a method of a resolver of GraphQL that takes a context and may fail."""
    graphql = table("frameworks")["graphql"]
    if not symbol.recv_type.endswith(graphql["suffix"]) or not symbol.params or not symbol.results:
        return False
    if str(symbol.params[0].type) != "context.Context" or str(symbol.results[-1].type) != "error":
        return False
    return graphql["embedded"] in _embedded(symbol)


def _embedded(symbol: FuncSymbol) -> list[str]:
    """Return the names of what the receiver of a method embeds."""
    receiver = symbol.file.package.scope.types.get(symbol.recv_type) if symbol.file is not None else None
    if receiver is None or symbol.file is None:
        return []
    shape = symbol.file.typer.program.underlying(receiver.written)
    return [field.name for field in shape.fields if field.embedded] if isinstance(shape, Struct) else []


def _is_grpc_method(symbol: FuncSymbol) -> bool:
    """Tell a method of a generated gRPC service: by its shape and what its receiver embeds."""
    if symbol.file is None or not symbol.recv_type or len(symbol.params) != 2 or len(symbol.results) != 2:  # noqa: PLR2004
        return False
    if str(symbol.params[0].type) != "context.Context" or str(symbol.results[1].type) != "error":
        return False
    grpc = table("frameworks")["grpc"]
    prefixes = tuple(grpc["embedded_prefixes"])
    return any(
        name.startswith(prefixes) and name.endswith(grpc["embedded_suffix"]) for name in _embedded(symbol)
    )
