"""Pipes whose reader is left before the end: whoever writes in a goroutine waits for ever.

A write to an io.Pipe waits until the reader has taken it or is closed (package io, PipeWriter.Write).
Where the reader is given to what may fail before it has read all, nobody closes it, and the writer
runs in a goroutine, that goroutine stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import body_of, last_name
from ginlint.go.goroutines import in_goroutine
from ginlint.go.ownership.drains import is_memory
from ginlint.go.ownership.errors import may_fail
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ginlint.go.call import Call
    from ginlint.go.names import Function, Variable
    from ginlint.go.package import Package
    from ginlint.go.syntax import ast

MAX_DEPTH = 3


class LeftPipe(NamedTuple):
    """A pipe made by `made` in `function`, written at `write` in a goroutine.

    `reading` is given the reader, and may return before it has read all.
    """

    function: Function
    made: ast.CallExpr
    write: ast.Node
    reading: ast.CallExpr


def left_pipes(package: Package) -> Iterator[LeftPipe]:
    """Yield the pipes that one function of a package makes, has written, and may not read to the end."""
    for call in package.calls(*table("goroutines")["pipes"]["makes"]):
        found = None if call.file.test else _left(call)
        if found is not None:
            yield found


def _left(call: Call) -> LeftPipe | None:
    reader, writer = call.result(0), call.result(1)
    if reader is None or writer is None or reader.function is not call.function:
        return None
    write = next(_writes(call.function, writer), None)
    reading = _reading(call.function, reader) if write is not None else None
    if write is None or reading is None:
        return None
    return LeftPipe(call.function, call.node, write.call or write.node, reading)


def _writes(function: Function, writer: Variable) -> Iterator[Use]:
    """Yield what writes in a goroutine of the function, if nothing else has the writer."""
    uses = list(uses_of_variable(function, writer))
    closing = table("goroutines")["pipes"]["closing"]
    for use in uses:
        aside = in_goroutine(use.function) and use.function is not function
        if not aside and not (use.kind is UseKind.METHOD and use.member in closing):
            return
    yield from (
        use
        for use in uses
        if use.kind is UseKind.ARGUMENT or (use.kind is UseKind.METHOD and use.member not in closing)
    )


def _reading(function: Function, reader: Variable) -> ast.CallExpr | None:
    """Return the call that reads and may fail before the end; None if anything may close the reader."""
    found = _of_all(function, uses_of_variable(function, reader), 0)
    return found[0] if found else None


def _lent_to(use: Use, depth: int) -> list[ast.CallExpr] | None:
    """Return the calls that read from what a use gives them and may fail; None for what may close it."""
    if use.kind is UseKind.ARGUMENT and use.call is not None and use.callee is not None:
        pipes, name = table("goroutines")["pipes"], use.callee.name
        if (name in pipes["through"] or _makes_reader(use)) and depth < MAX_DEPTH:
            return _of_all(use.function, uses_of(use.function, use.call), depth + 1)
        if name in pipes["to_the_end"] or _fills_memory(use):
            return []
        if not _borrows(use) or not may_fail(use.function, use.call):
            return None
        helper = body_of(use.callee)
        if helper is not None and (depth >= MAX_DEPTH or use.index >= len(helper.parameters)):
            return None
        inside = (
            _of_all(helper, uses_of_variable(helper, helper.parameters[use.index]), 1)
            if helper
            else [use.call]
        )
        return [use.call] if inside else inside
    if use.kind is UseKind.METHOD and use.call is not None and depth:
        return [use.call] if may_fail(use.function, use.call) else []
    return None


def _of_all(function: Function, uses: Iterator[Use], depth: int) -> list[ast.CallExpr] | None:
    """Return what `_lent_to` does of several uses; None where a literal has one."""
    found: list[ast.CallExpr] = []
    for use in uses:
        calls = _lent_to(use, depth) if use.function is function else None
        if calls is None:
            return None
        found += calls
    return found


def _makes_reader(use: Use) -> bool:
    """Tell by its name what another module makes to read from its argument: `ltx.NewDecoder(r)`."""
    name = last_name(use.call.fun) if use.call is not None else ""
    outside = use.callee is not None and body_of(use.callee) is None and not use.callee.dynamic
    return outside and name.startswith("New") and name.endswith(tuple(table("goroutines")["pipes"]["made"]))


def _borrows(use: Use) -> bool:
    """Tell a call that knows its argument as an io.Reader, which has no Close, and reads it."""
    assert use.callee is not None  # noqa: S101 - an argument has a callee
    if use.callee.name in table("goroutines")["pipes"]["keeping"]:
        return False
    params = getattr(use.callee.signature, "params", ())
    return 0 <= use.index < len(params) and str(params[use.index]) == "io.Reader"


def _fills_memory(use: Use) -> bool:
    """Tell `io.Copy(&buf, r)`: that ends with what is read, or with an error of the writer."""
    if use.call is None or use.callee is None or use.callee.name not in table("bodies")["read"]["copy"]:
        return False
    return is_memory(use.function, use.call.args[0])
