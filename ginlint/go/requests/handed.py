"""Handlers of any shape, told by who is given them: huma.Register(api, operation, s.list)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.callsite import may_be
from ginlint.go.names import UNKNOWN
from ginlint.go.syntax import ast
from ginlint.go.trace import TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Function, Variable
    from ginlint.go.project import Project

MAX_ROUNDS = 3  # functions of the module that hand on what they are given

Key = tuple[
    str, str, int, int
]  # a file, a declaration in it and its number, how far inside the handler starts


@question
def handed(project: Project) -> frozenset[Key]:
    """Return the declarations and literals that are given to what calls them for each request."""
    wanted: dict[str, int] = dict(table("frameworks")["handed"]["calls"])
    found: set[Key] = set()
    known = set(wanted)
    for _ in range(MAX_ROUNDS):
        fresh: dict[str, int] = {}
        for call, index in _calls(project, wanted):
            for handler in _handlers(call.function, call.node.args[index]):
                if isinstance(handler, tuple):
                    found.add(handler)
                else:
                    fresh |= _handed_on(handler)
        wanted = {name: index for name, index in fresh.items() if name not in known}
        known |= wanted.keys()
    return frozenset(found)


def is_handed(project: Project, file: File, pos: int) -> bool:
    """Tell whether the declaration or the literal at `pos` is given to what calls it for each request."""
    given = handed(project)
    decl = file.declaration_at(pos) if given else None
    if decl is None:
        return False
    TRACE.seen.add((file, decl.pos))
    return (file.path, *file.key_of(decl), pos - decl.pos) in given


def _calls(project: Project, wanted: dict[str, int]) -> Iterator[tuple[Call, int]]:
    for qualified, index in wanted.items():
        package, _, name = qualified.rpartition(".")
        for file, offset in project.call_sites(name):
            if file.test or not may_be(file, offset, (package,), method=False):
                continue
            call = file.call_at(offset)
            if call is not None and call.callee.name == qualified and index < len(call.node.args):
                yield call, index


def _handlers(function: Function, given: ast.Expr) -> Iterator[Key | Variable]:
    """Yield what is given: a function, or a parameter that is handed on, or that a literal calls."""
    if isinstance(given, ast.Ident) and given.obj is not None:
        value = given.obj.definition.value
        if given.obj.kind == "parameter":
            yield given.obj
        elif isinstance(value, ast.FuncLit):
            yield from _handlers(function, value)
    elif isinstance(given, ast.FuncLit):
        yield from _keys(function.file, given.pos)
        for node in ast.nodes_of(given.body, ast.CallExpr):
            called = node.fun.obj if isinstance(node.fun, ast.Ident) else None
            if called is not None and called.kind == "parameter" and called.function is function:
                yield called
    else:
        symbol = _declared(function, given)
        if symbol is not None and symbol.file is not None and symbol.decl is not None:
            yield from _keys(symbol.file, symbol.decl.pos)


def _declared(function: Function, given: ast.Expr) -> FuncSymbol | None:
    """Return the function or method that stands as a value."""
    typer = function.file.typer
    named = typer.function_named(given)
    if named is not None or not isinstance(given, ast.SelectorExpr):
        return named
    owner = typer.type_of(given.x)
    found = typer.program.select(owner, given.sel) if owner is not UNKNOWN else None
    return found.symbol if found is not None and found.method else None


def _keys(file: File, pos: int) -> Iterator[Key]:
    decl = file.declaration_at(pos)
    if decl is not None:
        yield file.path, *file.key_of(decl), pos - decl.pos


def _handed_on(parameter: Variable) -> dict[str, int]:
    """Return the function whose callers give a handler in this parameter."""
    function = parameter.function
    symbol = function.symbol
    return {symbol.qualified: function.parameters.index(parameter)} if symbol is not None else {}
