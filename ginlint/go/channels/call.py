"""Calls: what is known of them, and the bodies of the module's own functions in their place."""

from __future__ import annotations

import re
from abc import abstractmethod
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ginlint.go.channels.build import End, Exit, Store
from ginlint.go.channels.evaluate import Evaluator, kind_of
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
from ginlint.go.names import Chan, Named, Pointer, Struct, deref
from ginlint.go.names.universe import never_returns
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.file import File
    from ginlint.go.names import Callee, FuncSymbol, Function, Program, Type
    from ginlint.go.package import Package

MAKES = re.compile(rb"make\(\s*chan\b|\bcontext\.With|\bgo \w")
MAKER_ROUNDS = 2
MAX_DEPTH = 7
MAX_BODY = 6_000  # bytes; a longer function is left alone
TRACKED = (Primitive, Object, Closure, Cancel, Context, Declared)


@cache
def operations() -> dict[str, str]:
    """Map the qualified name of a method to what it does to its receiver."""
    return dict(table("goroutines")["operations"])


@cache
def harmless() -> frozenset[str]:
    """Return the packages that keep nothing."""
    return frozenset(table("goroutines")["keeps_nothing"]["packages"])


class Caller(Evaluator):
    """Gives calls their effects."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[Function] = []
        self.deferred: dict[int, list[tuple[Value, list[Value], ast.CallExpr, Frame]]] = {}
        self.exits: dict[int, list[Exit]] = {}

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
        if name.rpartition(".")[0].partition(".")[0] in harmless():
            return self.unknown()
        for value in (*args, target):
            self.escape(value)
        return self.unknown()

    def meeting(self, frame: Frame, receiver: Value, name: str) -> Primitive | None:
        """Return the primitive that a method works on; an embedded one is a field of its struct."""
        if isinstance(receiver, Object):
            receiver = self.field(receiver, name.split(".")[-2], receiver.at, frame)
        return receiver if isinstance(receiver, Primitive) else None

    def operate(
        self, frame: Frame, call: ast.CallExpr, what: str, primitive: Primitive | None, args: list[Value]
    ) -> Value:
        """Emit what a method of package sync does."""
        function = frame.function
        if what == "start":
            return self.started(frame, call, primitive, args)
        if primitive is None:
            return self.unknown()
        if what == "condwait":
            lock = primitive.lock if isinstance(primitive.lock, Primitive) else None
            if lock is not None:
                self.emit("unlock", call, function, lock)
            self.emit(what, call, function, primitive)
            if lock is not None:
                self.emit("lock", call, function, lock)
            return self.unknown()
        node = self.emit("add" if what == "done" else what, call, function, primitive)
        if what == "done":
            node.amount = -1
            primitive.done = True
        if what == "add":
            amount = args[0] if args else None
            if isinstance(amount, Constant) and isinstance(amount.value, int):
                node.amount = amount.value
            elif isinstance(amount, Unknown) and not amount.counter:
                node.amount = 2
            else:
                primitive.loose = True
        return self.unknown()

    def started(self, frame: Frame, call: ast.CallExpr, group: Primitive | None, args: list[Value]) -> Value:
        """Start a goroutine that a group counts."""
        body = args[0] if args else None
        if not isinstance(body, Closure):
            for value in args:
                self.escape(value)
            if group is not None:
                group.loose = True
            return self.unknown()

        def run() -> None:
            self.inline(body.function, body.frame, None, [], call)
            if group is not None and self.alive:
                self.emit("add", call, body.function, group).amount = -1

        if group is not None:
            self.emit("add", call, frame.function, group).amount = 1
        self.spawn(call, frame.function, body.function, run)
        return self.unknown()

    # What is known of other packages

    def known(self, frame: Frame, call: ast.CallExpr, name: str, args: list[Value]) -> Value | None:
        """Return what some calls give; None for those that are not among them."""
        if name in ("context.Background", "context.TODO"):
            return Context(())
        if name in ("context.WithCancel", "context.WithCancelCause"):
            end = self.primitive("chan", call, frame.function, "ctx")
            parent = args[0] if args else None
            if isinstance(parent, Context):
                return Results((Context((*parent.ends, end)), Cancel(end)))
            return Results((self.unknown(), Cancel(end)))
        if name == "context.WithValue" and args:
            return args[0]
        if name == "sync.NewCond":
            cond = self.primitive("cond", call, frame.function)
            cond.lock = args[0] if args else None
            return cond
        if name == "golang.org/x/sync/errgroup.WithContext":
            return Results((self.primitive("group", call, frame.function), self.unknown()))
        if name in table("goroutines")["runs"]["calls"] and args and isinstance(args[0], Closure):
            return self.inline(args[0].function, args[0].frame, None, [], call)
        return None

    def builtin(self, frame: Frame, call: ast.CallExpr, name: str) -> Value:
        """Return what a builtin gives."""
        typer = frame.function.file.typer
        if name == "builtin.make" and call.args:
            return self.make(frame, call, typer.program.underlying(typer.type_of(call)))
        if name == "builtin.new" and call.args:
            type_ = deref(typer.type_of(call))
            kind = kind_of(type_)
            if kind:
                return self.primitive(kind, call, frame.function)
            return (
                self.made_object(type_, call, frame.function) if isinstance(type_, Named) else self.unknown()
            )
        return self.applied(frame, call, name, [self.value(frame, arg) for arg in call.args])

    def applied(self, frame: Frame, call: ast.CallExpr, name: str, args: list[Value]) -> Value:
        """Return what a builtin other than make and new gives for `args`."""
        if name == "builtin.close" and args:
            found = self.channels(args[0])
            if found and len(found) == 1:
                self.emit("close", call, frame.function, found[0])
        elif name in ("builtin.len", "builtin.cap") and args:
            if isinstance(args[0], Sequence):
                return Constant(args[0].length)
            return (
                self.unknown(("len", args[0].term), counter=args[0].counter)
                if isinstance(args[0], Unknown)
                else self.unknown()
            )
        elif name == "builtin.recover":
            return NIL  # panics are not followed
        elif name == "builtin.panic":
            self.cut(call, frame.function)
        elif name == "builtin.append":
            for arg in args[1:]:
                self.escape(arg)
            return self.unknown()
        return self.unknown()

    def make(self, frame: Frame, call: ast.CallExpr, type_: Type) -> Value:
        """Return what make gives."""
        sizes = [self.value(frame, arg) for arg in call.args[1:]]
        if not isinstance(type_, Chan):
            size = sizes[0] if sizes else None
            if (
                isinstance(size, Constant)
                and isinstance(size.value, int)
                and not size.assumed
                and len(sizes) == 1
            ):
                return Sequence(size.value)
            return size if isinstance(size, Unknown) and len(sizes) == 1 else self.unknown()
        made = self.primitive("chan", call, frame.function)
        made.capacity = self.number(sizes[0]) if sizes else 0
        return made

    def number(self, value: Value) -> int | None:
        """Return the number that a value is or is assumed to be, None if it counts as the code runs."""
        if isinstance(value, Constant) and isinstance(value.value, int):
            return int(value.value)
        return None

    # The module's own functions

    def declared(self, target: Declared, args: list[Value], call: ast.CallExpr) -> Value:
        """Run a declared function in place of its call, if it has anything to do with goroutines."""
        symbol = target.symbol
        values = [*args, *([target.receiver] if target.receiver is not None else [])]
        if symbol.file is None or symbol.decl is None or symbol.decl.body is None or symbol.file.test:
            for value in values:
                self.escape(value)
            return self.unknown()
        if not makes_primitives(symbol) and not any(self.matters(value) for value in values):
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
            return self.unknown()
        frame = self.frame(function, parent)
        self.bind(frame, receiver, args)
        self.calls.append((self.active[-1], call))
        self.active.append(function)
        ends, store, value = self.body(frame)
        self.active.pop()
        self.calls.pop()
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
        before, since = dict(self.store), self.made
        self.run(frame, frame.function.body)
        exits = self.exits.pop(frame.index)
        if self.alive:
            self.leave(frame, exits, None)
        exits, value = self.result(frame, exits)
        self.join(exits, before, since)
        return self.ends, self.store, value

    def leave(self, frame: Frame, exits: list[Exit], value: Value | None) -> None:
        """Run the deferred calls and end this way through the function."""
        for target, args, call, at in reversed(self.deferred[frame.index]):
            if self.alive:
                self.apply(at, call, at.function.file.typer.callee(call), target, args)
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


@lru_cache(maxsize=4096)
def holds_primitives(type_: Type, program: Program) -> bool:
    """Tell whether a struct has fields that goroutines meet at."""
    shape = program.underlying(type_)
    return isinstance(shape, Struct) and any(
        kind_of(field.type) or isinstance(program.underlying(field.type), Chan) for field in shape.fields
    )


def makes_primitives(symbol: FuncSymbol) -> bool:
    """Tell whether a function makes channels or contexts or starts goroutines, or may by a callee."""
    return symbol.file is not None and symbol.name in makers(symbol.file.package)


@lru_cache(maxsize=512)
def makers(package: Package) -> frozenset[str]:
    """Return the names of the functions of a package that make channels or contexts, or start goroutines."""
    found: set[str] = set()
    for file in package.files:
        if not file.test:
            offsets = [match.start() for match in MAKES.finditer(file.parsed.text)]
            found.update(names_around(file, offsets))
    for _ in range(MAKER_ROUNDS):
        callers: set[str] = set()
        for file in package.files:
            calls = file.facts.index.calls
            for name in found & calls.keys():
                callers.update(names_around(file, calls[name]))
        found |= callers
    return frozenset(found)


def names_around(file: File, offsets: Iterable[int]) -> Iterator[str]:
    """Yield the names of the declarations that offsets stand in."""
    for offset in offsets:
        decl = file.declaration_at(offset)
        if decl is not None:
            yield decl.name
