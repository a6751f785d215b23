"""Calls: what is known of them, and the bodies of the module's own functions in their place."""

from __future__ import annotations

from abc import abstractmethod
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.channels.build import End, Exit, Store
from ginlint.go.channels.effects import Effects, operations
from ginlint.go.channels.failing import gives_error
from ginlint.go.channels.relevance import constructs, holds_primitives, makes_primitives
from ginlint.go.channels.values import (
    NIL,
    AnyOf,
    Cancel,
    Closure,
    Constant,
    Context,
    Declared,
    Frame,
    Object,
    Primitive,
    Results,
    Sequence,
    Unknown,
    Value,
    same,
)
from ginlint.go.names import Named, Pointer
from ginlint.go.names.universe import never_returns
from ginlint.go.ownership.implementers import symbols_of
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.go.names import Callee, FuncSymbol, Function

MAX_DEPTH = 7
MAX_IMPLEMENTERS = 3
MAX_BODY = 6_000  # bytes; a longer function is left alone
TRACKED = (Primitive, Object, Closure, Cancel, Context, Declared)


@cache
def harmless() -> frozenset[str]:
    """Return the packages that keep nothing."""
    return frozenset(table("goroutines")["keeps_nothing"]["packages"])


class Caller(Effects):
    """Gives calls their effects.

    A `lean` one leaves out what functions do that are given nothing to meet at: they are scopes of their own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.active: list[Function] = []
        self.deferred: dict[int, list[tuple[Value, list[Value], ast.CallExpr, Frame, int]]] = {}
        self.exits: dict[int, list[Exit]] = {}
        self.base: dict[int, int] = {}

    @abstractmethod
    def run(self, frame: Frame, body: ast.BlockStmt) -> None:
        """Emit the statements of a function."""

    def call(self, frame: Frame, call: ast.CallExpr) -> Value:
        """Return what a call gives, having done what it does."""
        callee = frame.function.file.typer.callee(call)
        if callee.kind == "builtin":
            return self.builtin(frame, call, callee.name)
        if callee.kind == "conversion":
            found = [self.value(frame, arg) for arg in call.args]
            return found[0] if found else self.unknown()
        target = self.target(frame, call, callee)
        args = [self.value(frame, arg) for arg in call.args]
        return self.apply(frame, call, callee, target, args)

    def target(self, frame: Frame, call: ast.CallExpr, callee: Callee) -> Value:
        """Return the function value that is called; of a method its receiver where it has no body here."""
        if callee.kind == "method" and callee.receiver is not None:
            receiver = self.value(frame, callee.receiver)
            symbol = callee.symbol
            if callee.dynamic and isinstance(receiver, Object):
                name = call.fun.sel if isinstance(call.fun, ast.SelectorExpr) else ""
                found = frame.function.file.typer.program.select(Pointer(receiver.type), name)
                symbol = found.symbol if found is not None and found.method else None
            if symbol is not None and symbol.file is not None:
                return Declared(symbol, self.embedding(frame, receiver, symbol))
            return receiver
        if callee.symbol is not None and callee.symbol.file is not None:
            return Declared(callee.symbol)
        return (
            self.value(frame, call.fun) if callee.kind in ("value", "literal", "unknown") else self.unknown()
        )

    def embedding(self, frame: Frame, receiver: Value, symbol: FuncSymbol) -> Value:
        """Return the embedded struct that a promoted method belongs to."""
        if not isinstance(receiver, Object) or not isinstance(receiver.type, Named):
            return receiver
        found = frame.function.file.typer.program.select(Pointer(receiver.type), symbol.name)
        for name in found.through if found is not None else ():
            if isinstance(receiver, Object):
                receiver = self.field(receiver, name, receiver.at, frame)
        return receiver

    def apply(
        self, frame: Frame, call: ast.CallExpr, callee: Callee | None, target: Value, args: list[Value]
    ) -> Value:
        """Do what calling `target` with `args` does."""
        name = callee.name if callee is not None else ""
        if name in operations():
            return self.operate(frame, call, operations()[name], self.meeting(frame, target, name), args)
        if never_returns(name):
            self.cut(call, frame.function)
            return self.unknown()
        if name.startswith("builtin."):
            return self.applied(frame, call, name, args)
        known = self.known(frame, call, name, args)
        if known is not None:
            return known
        match target:
            case Closure():
                return self.inline(target.function, target.frame, None, args, call)
            case Declared():
                return self.declared(target, args, call)
            case Cancel():
                self.emit("close", call, frame.function, target.end)
                return self.unknown()
            case Context() if name.endswith(".Done"):
                return AnyOf(target.ends) if target.ends else NIL
        if not (
            self.stepped(frame, call, name, args)
            or self.later(frame, call, name, args)
            or self.method_of_argument(frame, call, name, args)
            or self.any_of(frame, call, callee, args)
            or self.fed(frame, call, args)
        ):
            keeps = name.rpartition(".")[0].partition(".")[0] not in harmless()
            for value in (*args, target):
                if keeps or isinstance(value, Sequence):  # its elements may be in another order then
                    self.escape(value)
        return self.unknown()

    def any_of(self, frame: Frame, call: ast.CallExpr, callee: Callee | None, args: list[Value]) -> bool:
        """Run what an interface's method may be that is given a channel; tell whether all that is known."""
        given = any(
            isinstance(value, Primitive) and value.kind == "chan" and not value.loose for value in args
        )
        if callee is None or not callee.dynamic or not given:
            return False
        found = symbols_of(frame.function.file.package.project, callee)
        if not 0 < len(found) <= MAX_IMPLEMENTERS:
            return False

        def run(symbol: FuncSymbol) -> Callable[[], object]:
            return lambda: self.declared(Declared(symbol), args, call)

        self.choose(call, frame.function, [run(symbol) for symbol in found])
        return True

    def method_of_argument(self, frame: Frame, call: ast.CallExpr, name: str, args: list[Value]) -> bool:
        """Run the method that another package calls, as io.ReadFull does Read; tell whether there is one."""
        model = table("goroutines")["calls_method"].get(name)
        value = args[model["argument"]] if model is not None and model["argument"] < len(args) else None
        if model is None or not isinstance(value, Object):
            return False
        found = frame.function.file.typer.program.select(Pointer(value.type), model["method"])
        symbol = found.symbol if found is not None and found.method else None
        if symbol is None or symbol.file is None:
            return False
        for other in args:
            if other is not value:
                self.escape(other)
        self.unsure += 1  # nobody knows how often
        self.repeating += 1
        head = self.emit("nop", call, frame.function)
        self.declared(Declared(symbol, self.embedding(frame, value, symbol)), [], call)
        if self.alive:
            again = self.emit("choice", call, frame.function, slots=2)
            self.ends = [(again, 0)]
            self.close(head)
            self.ends = [(again, 1)]
        self.repeating -= 1
        self.unsure -= 1
        return True

    # The module's own functions

    def declared(self, target: Declared, args: list[Value], call: ast.CallExpr) -> Value:
        """Run a declared function in place of its call, if it has anything to do with goroutines."""
        symbol = target.symbol
        values = [*args, *([target.receiver] if target.receiver is not None else [])]
        if symbol.file is None or symbol.decl is None or symbol.decl.body is None or symbol.file.test:
            for value in values:
                self.escape(value)
            return self.unknown()
        meets = any(self.matters(value) for value in values)
        if not meets and (self.lean or not (makes_primitives(symbol) or constructs(symbol))):
            for value in values:
                self.escape(value)
            return self.unknown()
        start, end = symbol.decl.body
        if end - start > MAX_BODY:
            for value in values:
                self.escape(value)
            return self.unknown()
        return self.inline(symbol.file.function(symbol.decl), None, target.receiver, args, call)

    def matters(self, value: Value, depth: int = 3) -> bool:
        """Tell whether goroutines may meet at something that `value` leads to."""
        if isinstance(value, Context):
            return bool(value.ends)
        if isinstance(value, Sequence):
            return value.items is not None
        if not isinstance(value, Object):
            return isinstance(value, TRACKED)
        if value.escaped or depth == 0:
            return False
        return holds_primitives(value.type, value.function.file.typer.program) or any(
            key[0] is value and self.matters(held, depth - 1) for key, held in self.store.items()
        )

    def inline(
        self,
        function: Function,
        parent: Frame | None,
        receiver: Value | None,
        args: list[Value],
        call: ast.CallExpr,
    ) -> Value:
        """Run the body of `function` here and return what it gives."""
        if len(self.active) >= MAX_DEPTH or function in self.active or call.ellipsis:
            for value in (*args, *([receiver] if receiver is not None else [])):
                self.escape(value)
            if parent is not None:
                self.escape(Closure(function, parent))  # what it does to what it captures is not seen
            return self.unknown()
        frame = self.frame(function, parent)
        self.bind(frame, receiver, args)
        self.calls.append((self.active[-1], call))
        self.active.append(function)
        ends, store, value = self.body(frame)
        self.active.pop()
        self.calls.pop()
        if not function.literals:  # nobody else has its variables
            for variable in function.variables:
                store.pop((frame.index, variable), None)
        self.ends, self.store = ends, store
        return value

    def bind(self, frame: Frame, receiver: Value | None, args: list[Value]) -> None:
        """Give the parameters their values."""
        function = frame.function
        for variable in (*function.parameters, *function.results):
            self.store[frame.index, variable] = self.unknown(("variable", frame.index, variable))
        if receiver is not None and function.receiver is not None:
            self.store[frame.index, function.receiver] = receiver
        for number, variable in enumerate(function.parameters):
            if variable.definition.variadic:
                for extra in args[number:]:
                    self.escape(extra)
                break
            if number < len(args):
                self.store[frame.index, variable] = args[number]

    def body(self, frame: Frame) -> tuple[list[End], Store, Value]:
        """Run a function's body; return where it ends, what holds there, and what it gives."""
        self.deferred[frame.index], self.exits[frame.index] = [], []
        self.base[frame.index] = self.forks
        before, since, start = dict(self.store), self.made, len(self.nodes)
        self.run(frame, frame.function.body)
        exits = self.exits.pop(frame.index)
        if self.alive:
            self.leave(frame, exits, None)
        touches = any(node.primitive is not None or node.cases for node in self.nodes[start:])
        exits, value = self.decided(frame, exits) if touches else (exits, None)
        if value is None:
            exits, value = self.result(frame, exits)
        self.join(exits, before, since)
        return self.ends, self.store, value

    def arm(self, frame: Frame, target: Value, args: list[Value], call: ast.CallExpr) -> None:
        """Let a call be made when the function is left; on a branch, only where that was taken."""
        armed = 0
        if self.forks > self.base.get(frame.index, 0):
            self.made += 1
            armed = self.made
            node = self.emit("decide", call, frame.function)
            node.key, node.amount = ("ok", armed), 1
        self.deferred[frame.index].append((target, args, call, frame, armed))

    def leave(self, frame: Frame, exits: list[Exit], value: Value | None) -> None:
        """Run the deferred calls and end this way through the function."""
        for target, args, call, at, armed in reversed(self.deferred[frame.index]):
            if not self.alive:
                continue
            skipped: list[End] = []
            if armed:
                test = self.emit("choice", call, at.function, slots=2)
                test.key, test.amount = ("ok", armed), 1
                self.ends, skipped = [(test, 0)], [(test, 1)]
            self.apply(at, call, at.function.file.typer.callee(call), target, args)
            self.ends = [*self.ends, *skipped]
        exits.append(Exit(self.ends, self.store, value))
        self.ends = []

    def result(self, frame: Frame, exits: list[Exit]) -> tuple[list[Exit], Value]:
        """Return what a function gives on all its exits, and these exits."""
        values = [exit_.value for exit_ in exits if exit_.ends and exit_.value is not None]
        if not values:
            return exits, self.unknown()
        if not all(isinstance(value, Results) for value in values):
            return exits, self.common(values, beside_error=False)
        rows = [value.values for value in values if isinstance(value, Results)]
        columns = list(zip(*rows, strict=False))
        if not columns:
            return exits, self.unknown()
        told = len(columns) > 1 and not all(same(rows[0][-1], row[-1]) for row in rows)
        given = [self.common(list(column), beside_error=told) for column in columns[:-1]]
        if told and any(isinstance(value, TRACKED) for value in given):
            exits, last = self.correlated(frame, exits)
            return exits, Results((*given, last))
        last = self.common(list(columns[-1]), beside_error=False)
        return exits, Results((*given, last))

    def decided(self, frame: Frame, exits: list[Exit]) -> tuple[list[Exit], Value | None]:
        """Let the truth value, or the error, that a function returns tell on which exits it was left.

        None for other functions.
        """
        living = [exit_ for exit_ in exits if exit_.ends]
        error = gives_error(frame.function)
        told = [self.truth(exit_.value, error=error) for exit_ in living]
        if not {True, False}.issubset(told) or (None in told and not error):
            return exits, None
        self.made += 1
        new = []
        for exit_, truth in zip(living, told, strict=True):
            self.ends = exit_.ends
            if truth is not None:
                node = self.emit("decide", frame.function.body, frame.function)
                node.key, node.amount = ("ok", self.made), int(truth)
            new.append(exit_._replace(ends=self.ends))
        return new, Unknown(("err" if error else "ok", self.made))

    def truth(self, value: Value | None, *, error: bool) -> bool | None:
        """Return the truth value that is returned, or whether the error is nil; None if that is not known."""
        if value is not None and error:
            return self.is_nil(value)
        return value.value if isinstance(value, Constant) and isinstance(value.value, bool) else None

    def correlated(self, frame: Frame, exits: list[Exit]) -> tuple[list[Exit], Value]:
        """Let the error that a function returns tell on which exits it was nil."""
        self.made += 1
        new = []
        for exit_ in exits:
            row = exit_.value.values if isinstance(exit_.value, Results) else ()
            fine = bool(row) and self.is_nil(row[-1]) is True
            if exit_.ends and (fine or any(self.is_nil(value) is True for value in row[:-1])):
                self.ends = exit_.ends
                node = self.emit("decide", frame.function.body, frame.function)
                node.key, node.amount = ("ok", self.made), int(fine)
                exit_ = exit_._replace(ends=self.ends)  # noqa: PLW2901 - the same exit, one node later
            new.append(exit_)
        return new, Unknown(("err", self.made))

    def common(self, values: list[Value], *, beside_error: bool) -> Value:
        """Return the one value that all are; nil where an error is returned beside it counts for nothing."""
        real = [value for value in values if not (isinstance(value, Constant) and value.value is None)]
        if (
            beside_error
            and real
            and all(same(real[0], value) for value in real[1:])
            and isinstance(real[0], TRACKED)
        ):
            return real[0]
        if values and all(same(values[0], value) for value in values[1:]):
            return values[0]
        for value in values:
            self.escape(value)
        return self.unknown()
