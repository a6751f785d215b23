"""Buffers: where one is made, and whether it stays with the function that makes it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ginlint.go.blanks import BLANK
from ginlint.go.call import last_name
from ginlint.go.callsite import CallNames, may_be
from ginlint.go.constant import integer
from ginlint.go.goroutines import in_goroutine
from ginlint.go.names import Basic, Func, Interface, Named, Slice
from ginlint.go.ownership.uses import Use, UseKind, uses_of, uses_of_variable
from ginlint.go.syntax import ast
from ginlint.models import table
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Callee, Function, Variable
    from ginlint.go.package import Package

BYTES = re.compile(rb"make\(%b\[\](?:byte|uint8)\b" % BLANK)
SMALL = re.compile(rb"make\(\[\]byte,(?: \w+,)? \d{1,3}\)")


class Buffer(NamedTuple):
    """A buffer that is made at `node`.

    `what` is its type for messages, `reset` the call that empties it.
    `variable` is set where a declaration (var b bytes.Buffer) makes it. `size` is
    the number of bytes of a []byte, 0 for what grows. `large` ones are worth a pool
    wherever they are made.
    """

    function: Function
    node: ast.Expr
    what: str
    reset: str
    variable: Variable | None = None
    size: int = 0
    large: bool = False

    def uses(self) -> Iterator[Use]:
        """Yield what happens to it."""
        if self.variable is not None:
            return uses_of_variable(self.function, self.variable)
        return uses_of(self.function, self.node)


@cache
def _calls() -> dict[str, tuple[dict[str, Any], bool]]:
    """Map a callee to its model and whether only an empty argument makes a new buffer."""
    found: dict[str, tuple[dict[str, Any], bool]] = {}
    for key, empty in (("call", False), ("empty_call", True)):
        for model in table("buffers")[key]:
            found.update(dict.fromkeys(model["names"], (model, empty)))
    return found


def buffers_made(package: Package) -> Iterator[Buffer]:
    """Yield the buffers that the functions of a package make, literals included."""
    for file in package.speaking:
        offsets = [*_names().offsets(file), *_types(file), *_makes(file)]
        for outer in file.functions_at(offsets):
            for function in outer.all():
                yield from _made_in(function)


@cache
def _names() -> CallNames:
    return CallNames(_calls())


@cache
def _last_names() -> frozenset[str]:
    return frozenset((*(name.rpartition(".")[2] for name in _calls()), "new", "make"))


def _types(file: File) -> Iterator[int]:
    """Yield where a type stands that may be one of a buffer's, an alias of it in the module included."""
    own = file.names.program.own
    for model in table("buffers")["zero"]:
        path, _, name = model["type"].rpartition(".")
        found = file.facts.index.types.get(name)
        if found:
            packages = {path, *own}
            yield from (offset for offset in found if may_be(file, offset, packages, method=False))


def _makes(file: File) -> list[int]:
    """Return the offsets of make([]byte, …) without parsing bodies, without those of a small number."""
    text = file.parsed.text
    return [
        offset
        for offset in file.facts.index.calls.get("make", ())
        if BYTES.match(text, offset) and not SMALL.match(text, offset)
    ]


def _made_in(function: Function) -> Iterator[Buffer]:
    for node in ast.walk(function.body, into_literals=False):
        match node:
            case ast.CallExpr():
                yield from _called(function, node)
            case ast.CompositeLit(type_, []) if type_ is not None:
                around = function.parent_of(node)
                pointer = isinstance(around, ast.UnaryExpr) and around.op == "&"
                yield from _zero(function, around if pointer else node, type_.text)  # type: ignore[arg-type]
            case ast.ValueSpec(names, type_, [], False) if type_ is not None:
                for name in names:
                    yield from _zero(function, name, type_.text, name.obj)


def _called(function: Function, call: ast.CallExpr) -> Iterator[Buffer]:
    if last_name(call.fun) not in _last_names():
        return
    name = function.file.typer.callee(call).name
    model, only_empty = _calls().get(name, (None, False))
    if model is not None:
        if not only_empty or (call.args and is_empty(call.args[0])):
            yield Buffer(function, call, model["what"], model["reset"], large=model.get("large", False))
    elif name == "builtin.new" and call.args:
        yield from _zero(function, call, function.file.text(call.args[0]))
    elif name == "builtin.make" and len(call.args) > 1:
        yield from _bytes(function, call)


def _bytes(function: Function, call: ast.CallExpr) -> Iterator[Buffer]:
    typer = function.file.typer
    if typer.type_of(call) != Slice(Basic("uint8")):
        return
    size = integer(call.args[-1], typer)
    if size is not None and size >= table("buffers")["make"]["least"]:
        yield Buffer(function, call, "[]byte", "", size=size)


def _zero(
    function: Function, node: ast.Expr, type_text: str, variable: Variable | None = None
) -> Iterator[Buffer]:
    if "." not in type_text:
        return
    written = function.file.typer.written(type_text)
    for model in table("buffers")["zero"]:
        path, _, name = model["type"].rpartition(".")
        if written == Named(path, name):
            yield Buffer(function, node, model["what"], model["reset"], variable)


def is_empty(expr: ast.Expr) -> bool:
    """Tell the arguments that give a new buffer nothing to wrap: nil, "", []byte{}, make([]byte, 0, n)."""
    match expr:
        case ast.Ident("nil") | ast.BasicLit("STRING", '""' | "``"):
            return True
        case ast.CompositeLit(_, []):
            return True
        case ast.CallExpr(ast.Ident("make"), [_, ast.BasicLit("INT", "0"), *_], _):
            return True
        case ast.CallExpr(_, [inner], _):
            return is_empty(inner)  # []byte("")
    return False


def costs_more(function: Function, besides: Container[str] = ()) -> bool:
    """Tell a function that does what takes far longer than allocating a buffer, whatever that is for.

    What it calls `besides` does not count. A file that it sends to be kept is made seldom.
    """
    heavier = table("buffers")["heavier"]
    typer = function.file.typer
    for node in ast.walk(function.body):
        if isinstance(node, ast.BasicLit) and node.value[1:-1].lower() in heavier["headers"]:
            return True
        if isinstance(node, ast.CallExpr):
            name = typer.callee(node).name
            if name in besides:
                continue
            if name in heavier["calls"] or name.startswith(tuple(f"{path}." for path in heavier["packages"])):
                return True
    return False


def is_of_connection(buffer: Buffer) -> bool:
    """Tell a reader or writer around a connection, which lasts as long as that."""
    source = buffer.node.args[0] if isinstance(buffer.node, ast.CallExpr) and buffer.node.args else None
    typer = buffer.function.file.typer
    return source is not None and typer.program.select(typer.type_of(source), "SetDeadline") is not None


def is_of_unknown(buffer: Buffer) -> bool:
    """Tell a reader or writer around a parameter of which only the interface is known."""
    source = buffer.node.args[0] if isinstance(buffer.node, ast.CallExpr) and buffer.node.args else None
    variable = source.obj if isinstance(source, ast.Ident) else None
    return (
        variable is not None
        and variable.kind == "parameter"
        and str(buffer.function.file.typer.variable_type(variable)) in table("buffers")["unknown"]["types"]
    )


def is_used_again(buffer: Buffer) -> bool:
    """Tell a buffer that its function empties itself, in each round of a loop that it is made before."""
    function = buffer.function
    for use in buffer.uses():
        if use.kind is UseKind.METHOD and use.member in ("Reset", "Truncate"):
            loop = function.enclosing(use.node, ast.ForStmt, ast.RangeStmt, ast.FuncLit)
            if loop is not None and not loop.pos <= buffer.node.pos < loop.end:
                return not isinstance(loop, ast.FuncLit)
    return False


def outlives(buffer: Buffer) -> bool:
    """Tell whether something may still use the buffer when the function that makes it has returned."""
    return any(_leaves(use, depth=0) for use in buffer.uses())


def _leaves(use: Use, depth: int) -> bool:
    buffers = table("buffers")
    if depth > 4:  # noqa: PLR2004 - deeper wrapping than anybody writes
        return True
    match use.kind:
        case UseKind.RETURNED | UseKind.SENT | UseKind.GOROUTINE:
            return True
        case UseKind.STORED:
            return not _is_writer_of_request(use)
        case UseKind.COMPOSITE:
            return use.around is None or any(
                _leaves(inner, depth + 1) for inner in uses_of(use.function, use.around)
            )
        case UseKind.ARGUMENT if use.callee is not None and use.call is not None:
            if use.callee.name in buffers["keeps"]["calls"] or use.callee.name == "sync.Pool.Put":
                return True
            if use.callee.name in buffers["wraps"]["calls"]:
                given = use.callee.name in buffers["closers"]["calls"]
                return any(
                    (given and inner.kind is UseKind.ARGUMENT) or _leaves(inner, depth + 1)
                    for inner in uses_of(use.function, use.call)
                )
            if in_goroutine(use.function) or _is_kept_by(use.callee, use.index, depth):
                return True
            if depth and _is_boxed(use.callee, use.index):
                return True
            # What is made of it, a response say, may go to the caller.
            made = depth and str(use.function.file.typer.type_of(use.call)) != "error"
            return bool(made) and any(it.kind is UseKind.RETURNED for it in uses_of(use.function, use.call))
        case UseKind.METHOD if use.member in ("Bytes", "Next") and use.call is not None:
            return any(_leaves(inner, depth + 1) for inner in uses_of(use.function, use.call))
    return in_goroutine(use.function)


def _is_kept_by(callee: Callee, index: int, depth: int) -> bool:
    """Tell a function of the module that lets what it is given outlive the call."""
    symbol = callee.symbol
    if callee.dynamic or symbol is None or symbol.file is None or symbol.decl is None or not symbol.decl.body:
        return False
    called = symbol.file.function(symbol.decl)
    if index >= len(called.parameters):
        return False  # one of many
    parameter = called.parameters[index]
    return any(_leaves(inner, depth + 1) for inner in uses_of_variable(called, parameter))


def _is_boxed(callee: Callee, index: int) -> bool:
    """Tell what a method of an interface takes as `any`: a store, say, keeps the bytes it is given."""
    signature = callee.signature
    params = signature.params if callee.dynamic and isinstance(signature, Func) else ()
    return index < len(params) and params[index] in (Interface((), ()), Basic("any"))


def is_needless(buffer: Buffer) -> bool:
    """Tell a reader's buffer between two that read in large pieces themselves: a pool would be no remedy."""
    needless = table("buffers")["needless"]
    if buffer.what != needless["what"]:
        return False
    return all(
        use.kind is UseKind.ARGUMENT and use.callee is not None and use.callee.name in needless["calls"]
        for use in buffer.uses()
    )


def _is_writer_of_request(use: Use) -> bool:
    """Tell `c.Writer = wrapper`: what handlers wrap for one request ends with it."""
    return isinstance(use.target, ast.SelectorExpr) and use.target.sel in ("Writer", "Response")
