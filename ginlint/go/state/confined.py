"""Package variables whose writes race with nothing: one goroutine has them to itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.blanks import without_comments
from ginlint.go.requests import callers_of, serves
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names import Function
    from ginlint.go.requests import Heat
    from ginlint.go.state.globals import GlobalWrite


def is_confined(write: GlobalWrite, heat: Heat) -> bool:
    """Tell a variable that only the loop which accepts or receives uses, in a function started once."""
    function = write.function
    decl = function.symbol.decl if function.symbol is not None else None
    if decl is None or heat.calls or heat.root is not function or serves(function) is not None:
        return False
    return (
        not write.variable.name[0].isupper()
        and not any(_uses(literal, write) for literal in function.literals)
        and _is_started_once(function)
        and _is_used_only_in(write, (decl.pos, decl.end))
    )


def _uses(function: Function, write: GlobalWrite) -> bool:
    typer = function.file.typer
    return any(
        isinstance(node, ast.Ident) and typer.package_value(node) is write.variable
        for node in ast.walk(function.body)
    )


def _is_started_once(function: Function) -> bool:
    calls = callers_of(function)
    if len(calls) != 1:
        return False
    caller, requests = calls[0].function, function.file.package.project.requests
    return caller.graph.loop_at(calls[0].node) is None and requests.heat(caller, calls[0].node) is None


def _is_used_only_in(write: GlobalWrite, span: tuple[int, int]) -> bool:
    """Tell whether a variable of a package is named in one function, and where it is declared, alone.

    What comments say of it does not count.
    """
    here, declared = write.function.file, write.variable
    word = re.compile(rb"\b%b\b" % re.escape(declared.name.encode()))

    def named(text: bytes) -> int:
        return len(word.findall(without_comments(text)))

    for file in here.package.files:
        text, decl = file.parsed.text, declared.decl if file is declared.file else None
        inside = named(text[span[0] : span[1]]) if file is here else 0
        made = named(text[decl.pos : decl.end]) if decl is not None else 0
        if word.search(text) is not None and named(text) > inside + made:
            return False
    return True
