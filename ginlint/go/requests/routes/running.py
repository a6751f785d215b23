"""Running through functions of the module, and telling where that is worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.call import last_name
from ginlint.go.names import Func, FuncSymbol, Named, Type
from ginlint.go.requests.contexts import served_as
from ginlint.go.requests.routes.operations import Operations
from ginlint.go.requests.routes.routers import Applied, Draft, Place, Router
from ginlint.go.requests.routes.state import ROUTING
from ginlint.go.requests.routes.values import (
    GAP,
    Closure,
    External,
    Frame,
    Items,
    Made,
    Methods,
    Obj,
    Several,
    Value,
    Wrapped,
    holds,
)
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.names import Function, Variable

MAX_DEPTH = 30
SMALL = 3000  # bytes of a function that is run through because it is handed handlers
TINY = 400  # likewise, because it may give a text
HANDLERS = (Closure, Wrapped, Methods)
TELLING = (*ROUTING, Methods)
UNTOLD = (type(None), Made, External)
HANDLER_TYPES = frozenset(("net/http.Handler", "net/http.HandlerFunc"))


class Running(Operations):
    """Running through functions."""

    def run_literals(self, args: Sequence[Value]) -> None:
        """Run through literals that are handed to what is not known, if they may register something."""
        for value in args:
            if isinstance(value, Closure) and value.literal is not None and self.has_sites(value.literal):
                self.interpret(value, [])

    def has_sites(self, literal: Function) -> bool:
        """Tell whether a literal may register something itself or by what it calls."""
        if literal not in self.worth:
            self.worth[literal] = self._may_register(literal)
        return self.worth[literal]

    def _may_register(self, literal: Function) -> bool:
        body = literal.body
        sites = self.sites.offsets.get(literal.file, ())
        if any(body.pos <= offset < body.end for offset in sites):
            return True
        calls = (node for node in ast.walk(body) if isinstance(node, ast.CallExpr))
        return any(self.sites.leads_by_name(last_name(node.fun)) for node in calls)

    def is_worth_it(self, symbol: FuncSymbol, receiver: Value, args: list[Value]) -> bool:
        """Tell whether running through a function may register something or tell more of what it gives."""
        if symbol.decl is None or symbol.decl.body is None:
            return False
        if self.leads(symbol) or holds(receiver, ROUTING) or any(holds(a, TELLING) for a in args):
            return True
        if self.is_connect(symbol.package, symbol.name):
            return True
        size = symbol.decl.end - symbol.decl.pos
        results = symbol.type.results
        if (
            size < SMALL
            and results
            and self.is_handler(results[0])
            and any(holds(arg, HANDLERS) for arg in args)
        ):
            return True
        return size < TINY and symbol.results_text.strip("() ") == "string"

    def is_worth_running(self, function: Closure, args: list[Value]) -> bool:
        """Tell the same of a function that is a value."""
        literal = function.literal
        if literal is None:
            return function.symbol is not None and self.is_worth_it(function.symbol, function.receiver, args)
        return any(holds(arg, (*ROUTING, *HANDLERS)) for arg in args) or self.has_sites(literal)

    def leads(self, symbol: FuncSymbol) -> bool:
        return (
            symbol.file is not None and symbol.decl is not None and self.sites.leads(symbol.file, symbol.decl)
        )

    def around(
        self, found: Value, by: Value, args: list[Value], results: tuple[Type, ...] | None, place: Place
    ) -> Value:
        """Return what a call gives that may have put a middleware around one of its arguments."""
        if isinstance(found, Wrapped):
            return self._ended(found, by, args)
        if isinstance(found, (Router, Obj, Items, Several, str)):
            return found
        if results is not None and not (len(results) >= 1 and self.is_handler(results[0])):
            return found
        wrapped = next((arg for arg in args if isinstance(arg, Router)), None)
        if wrapped is not None:
            if not isinstance(by, Made) or results is not None or isinstance(by.by, External):
                wrapped.outer.insert(0, Applied(by, place))
                return wrapped
            return found
        inner = next((arg for arg in args if self.serves(arg, known=results is not None)), None)
        return found if inner is None or inner is found else Wrapped(by, inner)

    def _ended(self, found: Wrapped, by: Value, args: list[Value]) -> Value:
        """Let a chain that a literal of the called function ends go on to the function that it is given."""
        leaf = found.inner
        if isinstance(leaf, Wrapped):
            return Wrapped(found.by, self._ended(leaf, by, args))
        called = by.by if isinstance(by, Made) else by
        if not (isinstance(leaf, Closure) and isinstance(called, Closure) and leaf.literal is not None):
            return found
        if called.symbol is None or leaf.literal.outermost.symbol is not called.symbol:
            return found
        given = (arg for arg in args if isinstance(arg, Closure) and self.serves(arg, known=True))
        inner = next(given, None)
        return found if inner is None else Wrapped(found.by, Wrapped(leaf, inner))

    def serves(self, value: Value, *, known: bool) -> bool:
        """Tell a value that may be a handler: by its type, or a declared function with parameters.

        So are literals with parameters where it is `known` that a handler is made of them.
        """
        match value:
            case Wrapped() | Methods():
                return True
            case Closure(symbol, literal):
                if literal is not None and known:
                    return bool(literal.type.params)
                if literal is not None:
                    typer = literal.file.typer
                    types = [typer.written(field.type.text) for field in literal.type.params]
                    return any(served_as(self.project, str(type_)) for type_ in types)
                return symbol is not None and bool(symbol.params)
            case Obj(type_, _):
                return self.method(type_, "ServeHTTP") is not None
        return False

    def is_handler(self, type_: Type) -> bool:
        """Tell the type of a handler: http.Handler, a function with a context, or a name that says so."""
        if isinstance(type_, Func):
            params = type_.params
            return any(served_as(self.project, str(param)) or self.is_handler(param) for param in params)
        name = str(type_)
        return name in HANDLER_TYPES or name.rpartition(".")[2] in ("HandlerFunc", "Handler", "Handle")

    def interpret(self, function: Closure, args: list[Value]) -> Value:
        """Run through a function and return what it gives; None where that is not known."""
        target = function.literal
        symbol = function.symbol
        if target is None and symbol is not None and symbol.file is not None and symbol.decl is not None:
            if symbol.decl.body is None:
                return None
            target = symbol.file.function(symbol.decl)
        if target is None or self.stack.count(target) > 1 or len(self.stack) > MAX_DEPTH:
            return None
        known = self._key(target, function, args)
        if known is not None and known in self.results:
            return self.results[known]
        found = self._run_through(target, function, args)
        if known is not None:
            self.results[known] = found
        return found

    def _key(self, target: Function, function: Closure, args: list[Value]) -> tuple[object, ...] | None:
        """Return what the result of a call follows from, None for calls that change routers."""
        if function.frame is not None or any(holds(value, ROUTING) for value in (function.receiver, *args)):
            return None
        given = (function.receiver, *args)
        return (target, *(v if isinstance(v, (str, int, type(None))) else id(v) for v in given))

    def _run_through(self, target: Function, function: Closure, args: list[Value]) -> Value:
        symbol = function.symbol
        frame = Frame(target, function.frame)
        if target.receiver is not None:
            frame.values[target.receiver] = function.receiver
            if function.receiver is None:
                frame.values[target.receiver] = self._unknown_receiver(target)
        self._bind(target, args, frame)
        for result in target.results:
            frame.values[result] = self.zero(target.file.typer.variable_type(result))
        self.stack.append(target)
        self.ran_literals.add(target)
        if symbol is not None and symbol.decl is not None and symbol.file is not None:
            self.ran.add((symbol.file, symbol.decl.pos))
        self.body(target.body, frame)
        self.stack.pop()
        return best(frame.returns)

    def _unknown_receiver(self, target: Function) -> Value:
        """Return a struct for a receiver that is not known: what one method sets, others see."""
        assert target.receiver is not None  # noqa: S101 - asked for methods only
        type_ = self.canonical(target.file.typer.variable_type(target.receiver))
        if not isinstance(type_, Named):
            return None
        name = str(type_)
        if name not in self.receivers:
            router = self.unknown_router(type_)
            self.receivers[name] = router if router is not None else Obj(type_, {})
        return self.receivers[name]

    def _bind(self, target: Function, args: list[Value], frame: Frame) -> None:
        parameters = target.parameters
        variadic = bool(parameters) and parameters[-1].definition.variadic
        for number, parameter in enumerate(parameters):
            if variadic and number == len(parameters) - 1:
                rest = args[number:]
                spread = len(rest) == 1 and isinstance(rest[0], Items)
                frame.values[parameter] = rest[0] if spread else Items(rest)
            else:
                given = args[number] if number < len(args) else None
                router = self._unknown_parameter(parameter) if isinstance(given, UNTOLD) else None
                frame.values[parameter] = router if router is not None else given

    def _unknown_parameter(self, parameter: Variable) -> Value:
        type_ = parameter.definition.type
        if type_ is None:
            return None
        return self.unknown_router(parameter.function.file.typer.written(type_.text))


def best(values: list[Value]) -> Value:
    """Return the most telling of the results of some returns."""
    ranks = (Router, Draft, Wrapped, Closure, Obj, Items)
    for kind in ranks:
        for value in values:
            if isinstance(value, kind) or (
                isinstance(value, Several) and any(isinstance(held, kind) for held in value.values)
            ):
                return value
    texts = [value for value in values if isinstance(value, str)]
    if texts:
        return texts[0] if len(values) == 1 else GAP
    return next((value for value in values if value is not None), None)
