"""What a command line runs once before its process ends, and what only such functions call."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.fewrounds import has_few_rounds
from ginlint.go.file import Names
from ginlint.go.requests.frequency import runs_for_ever
from ginlint.go.syntax import ast
from ginlint.go.testsupport import helps_tests
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.call import Call
    from ginlint.go.names import Function
    from ginlint.go.project import Project

MAX_CALLS = 3  # from a command to what it is still responsible for
MAX_ONCE = 6  # to what it calls once, where none of the calls is in a loop
# `RunE: cli.WithContext(l.run)`: what a field of a command is set to, out of the calls around it.
SET_TO = rb"\b(?:%b)\s*[:=]\s*(?!func\b)(?:[\w.]+\()*(?:\w+\.)*(\w+)\b(?!\()"
NAME = re.compile(rb"\w+")
GIVEN_TO = rb"\.(?:%b)\(([^()]*)\)"  # cobra.OnInitialize(readConfig, openStore)


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
    if function.parent is not None:
        return False
    return _is_given_its_command(function) or _is_set_to_run(function)


def _is_set_to_run(function: Function) -> bool:
    """Tell what nobody calls, and a command of its package has in a field: `RunE: withContext(l.run)`."""
    symbol, package = function.symbol, function.file.package
    if symbol is None or symbol.name not in _set_to_run(package.project, package.path):
        return False
    return not callers_of(function)


@question
def _set_to_run(project: Project, path: str) -> frozenset[str]:
    """Return the names of what is set to be run in the files of a package that make commands."""
    command = table("frameworks")["command"]
    makers = {name.lstrip("*").rpartition(".")[0] for name in command["parameters"]}
    wanted = re.compile(SET_TO % "|".join(command["fields"]).encode())
    before = re.compile(GIVEN_TO % "|".join(command["before"]).encode())
    package = project.package(path)
    return frozenset(
        name.decode()
        for file in (package.files if package is not None else ())
        if not makers.isdisjoint(spec.path for spec in file.facts.imports)
        for found in (wanted.findall(file.text_noted), *map(NAME.findall, before.findall(file.text_noted)))
        for name in found
    )


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

    So is what has nothing but a value of a package cli, with the words of the command line or without.
    """
    command = table("frameworks")["command"]
    given = [field.type.text for field in function.type.params]
    others = [type_ for type_ in given if type_ != "[]string"]
    if len(others) == 1 and others[0].lstrip("*").rpartition(".")[0] in command["own_packages"]:
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
        calls = MAX_ONCE if once else MAX_CALLS
    if _is_within_a_command(function, once=once):
        return True
    if calls <= 0 or (once and (_is_handed_out(function) or _stands_in_loop(function))):
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
    """Tell what is in a loop of more than a few rounds; a goto back tries once more."""
    loop = function.graph.loop_at(node)
    while loop is not None:
        if loop.stmt is not None and not has_few_rounds(function, loop.stmt):
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
    if runs_a_command(function) or depth >= MAX_ONCE:
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
    """Return the call that runs a literal where it is written: func() { … }(), with go and defer, too.

    So is what hands it to those who run it once: `OnStart(func() { … })`, and a field of that name.
    """
    literal = function.node
    parent = function.parent
    around = parent.parent_of(literal) if parent is not None and literal is not None else None
    hooks = table("frameworks")["command"]["hooks"]
    match around:
        case ast.CallExpr(fun):
            return around if fun is literal or last_name(fun) in hooks else None
        case ast.KeyValueExpr(ast.Ident(name)):
            return around if name in hooks else None
    return None


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


def _stands_in_loop(function: Function) -> bool:
    """Tell a literal, or one in it, that each round of a loop makes anew."""
    literal, around = function.node, function.parent
    if literal is None or around is None:
        return False
    loop = around.graph.loop_at(literal)
    often = loop is not None and (loop.stmt is None or not has_few_rounds(around, loop.stmt))
    return often or _stands_in_loop(around)


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
