"""What a handler or middleware is called, and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.file import function_name
from ginlint.go.names import FuncSymbol, Named
from ginlint.go.requests.routes.routers import Router
from ginlint.go.requests.routes.values import Closure, External, Made, Obj, Value, Wrapped
from ginlint.record import record

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.requests.routes.state import State

UNKNOWN_NAME = "?"
VERSION = re.compile(r"v\d+(\..*)")


@record(frozen=True, slots=True)
class Handler:
    """A handler or middleware.

    `name` is qualified by its package's name; "?" if nothing is known. `file` and the
    bytes from `start` to `end` are its declaration or literal where that is part of the
    run. `factory` says that this is a function which gives the handler.
    """

    name: str
    file: File | None = None
    start: int = 0
    end: int = 0
    factory: bool = False

    @property
    def short(self) -> str:
        """The name without the package."""
        package, _, rest = self.name.partition(".")
        return rest if package.isidentifier() and rest else self.name


def handler_of(value: Value, state: State) -> Handler:
    """Return what is known of a handler or middleware."""
    match value:
        case Closure(symbol, None) if symbol is not None:
            return _declared(symbol)
        case Closure(_, literal) if literal is not None and literal.node is not None:
            name = f"{literal.file.package.name}.{literal.name.removeprefix('glob.')}"
            return Handler(name, literal.file, literal.node.pos, literal.node.end)
        case External(name):
            return Handler(short_name(name))
        case Made(by, _):
            made = handler_of(by, state)
            if made.name == UNKNOWN_NAME:
                return made
            return Handler(made.name, made.file, made.start, made.end, factory=True)
        case Obj(type_, _):
            symbol = state.method(type_, "ServeHTTP")
            base = state.canonical(type_)
            if symbol is not None and symbol.decl is not None:
                return _declared(symbol)
            return Handler(short_name(str(base)) if isinstance(base, Named) else UNKNOWN_NAME)
        case Router():
            return Handler(value.framework.name)
        case Wrapped(by, _):
            return handler_of(by, state)
    return Handler(UNKNOWN_NAME)


def _declared(symbol: FuncSymbol) -> Handler:
    package = symbol.file.package.name if symbol.file is not None else symbol.package.rpartition("/")[2]
    if symbol.decl is None:
        return Handler(short_name(symbol.qualified))
    name = f"{package}.{function_name(symbol.decl)}"
    return Handler(name, symbol.file, symbol.decl.pos, symbol.decl.end)


def short_name(qualified: str) -> str:
    """Return a qualified name with no more of its import path than the package's name."""
    folders, _, last = qualified.rpartition("/")
    return f"{folders.rpartition('/')[2]}{found[1]}" if (found := VERSION.fullmatch(last)) else last
