"""Expressions: what they give, and what they do on the way."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from ginlint.go.channels.automaton import Case
from ginlint.go.channels.build import Builder
from ginlint.go.channels.values import (
    FAILED,
    NIL,
    AnyOf,
    Closure,
    Constant,
    Declared,
    Frame,
    Object,
    Primitive,
    Results,
    Sequence,
    Unknown,
    Value,
    counts,
    same,
)
from ginlint.go.constant import integer
from ginlint.go.names import Array, Map, Named, Pointer, Slice, deref
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ginlint.go.names import Type, Variable

MAX_ITEMS = 4
SIZE = 2  # what is assumed for a number that is not known
COMPARE = {"==", "!=", "<", "<=", ">", ">="}


def kind_of(type_: Type) -> str:
    """Return which kind of primitive a type is, "" if none."""
    return str(table("goroutines")["primitives"].get(str(deref(type_)), ""))


class Evaluator(Builder):
    """Gives expressions their values; `size` is what it assumes for a number that is not known."""

    size = SIZE

    @abstractmethod
    def call(self, frame: Frame, call: ast.CallExpr) -> Value:
        """Return what a call gives, having done what it does."""

    def value(self, frame: Frame, expr: ast.Expr) -> Value:
        """Return what an expression gives, having emitted what it does."""
        match expr:
            case ast.Ident():
                return self.name(frame, expr)
            case ast.CallExpr():
                return self.call(frame, expr)
            case ast.FuncLit() if expr.scope is not None:
                return Closure(expr.scope, frame)
            case ast.SelectorExpr():
                return self.selected(frame, expr)
            case ast.UnaryExpr("<-", x):
                return self.received(frame, expr, self.value(frame, x))
            case ast.UnaryExpr("&", x) | ast.StarExpr(x) | ast.TypeAssertExpr(x, _):
                return self.value(frame, x)
            case ast.UnaryExpr("!", x):
                return self.negated(self.value(frame, x))
            case ast.UnaryExpr("-", x):
                return self.binary("-", Constant(0), self.value(frame, x))
            case ast.BinaryExpr(op, x, y):
                return self.binary(op, self.value(frame, x), self.value(frame, y))
        return self._part(frame, expr)

    def _part(self, frame: Frame, expr: ast.Expr) -> Value:
        """Return what a literal, or a part of a value, gives."""
        match expr:
            case ast.BasicLit(kind, text):
                number = integer(expr, frame.function.file.typer) if kind == "INT" else None
                return self.unknown(("literal", text)) if number is None else Constant(number)
            case ast.CompositeLit():
                return self.composite(frame, expr)
            case ast.IndexExpr(x, indices):
                return self.indexed(frame, expr, x, indices)
            case ast.SliceExpr(x, low, high, _):
                for part in (low, high):
                    if part is not None:
                        self.value(frame, part)
                self.escape(self.value(frame, x))
        return self.unknown()

    def name(self, frame: Frame, expr: ast.Ident) -> Value:
        """Return what a name stands for."""
        if expr.obj is not None:
            return self.variable(frame, expr.obj)
        if expr.name in ("true", "false", "nil"):
            return Constant({"true": True, "false": False, "nil": None}[expr.name])
        typer = frame.function.file.typer
        symbol = typer.function_named(expr)
        if symbol is not None:
            return Declared(symbol)
        number = integer(expr, typer)
        return self.unknown() if number is None else Constant(number)

    def variable(self, frame: Frame, variable: Variable) -> Value:
        """Return what a local variable holds here."""
        key = self.key_of(frame, variable)
        found = self.read(key) if key is not None else None
        if found is not None:
            return found
        definition = variable.definition
        if definition.case is not None and isinstance(definition.value, ast.Ident):
            return self.name(frame, definition.value)
        if key is None:
            return self.unknown(None if variable.writes else ("outer", variable))
        return self.unknown(("variable", *key))

    def selected(self, frame: Frame, expr: ast.SelectorExpr) -> Value:
        """Return a field, a method value or what another package declares."""
        typer = frame.function.file.typer
        if typer.package_of(expr.x) is not None:
            symbol = typer.function_named(expr)
            number = integer(expr, typer) if symbol is None else None
            if symbol is not None and symbol.decl is not None:
                return Declared(symbol)
            return self.unknown() if number is None else Constant(number)
        base = self.value(frame, expr.x)
        if isinstance(base, Object):
            return self.field(base, expr.sel, expr, frame)
        if isinstance(base, Primitive) and base.kind == "cond" and expr.sel == "L" and base.lock is not None:
            return base.lock
        if isinstance(base, Primitive):
            self.escape(base)  # a method value: whoever has it may call it
        return self.unknown()

    def field(self, base: Object, name: str, at: ast.Node, frame: Frame) -> Value:
        """Return what a field of a struct holds; a primitive in it is made when it is first asked for."""
        found = self.read((base, name))
        if found is not None:
            return found
        program = frame.function.file.typer.program
        selection = program.select(base.type, name)
        if selection is None:
            return self.unknown()
        if selection.method:
            return Declared(selection.symbol, base) if selection.symbol is not None else self.unknown()
        if selection.through:
            inner = self.field(base, selection.through[0], at, frame)
            return self.field(inner, name, at, frame) if isinstance(inner, Object) else self.unknown()
        made = self.zeros.get((base.index, name)) or self.zero(selection.type, base, name)
        if made is None:
            return self.unset(selection.type, base, name, frame)
        if base.escaped:
            self.escape(made)
        self.zeros[base.index, name] = made  # every goroutine sees this one
        return made

    def unset(self, type_: Type, base: Object, name: str, frame: Frame) -> Value:
        """Return what is in a field that has not been set: nil in a literal that is all seen."""
        shape = frame.function.file.typer.program.underlying(type_)
        if isinstance(base.at, ast.CompositeLit) and not base.escaped:
            if isinstance(shape, Pointer | Map):
                return NIL
            if isinstance(shape, Slice):
                return self.unknown(("no elements", base.index, name))
        return self.unknown(("field", base.index, name))

    def zero(self, type_: Type, base: Object, name: str) -> Value | None:
        """Return the value that is in a field nobody has set, if goroutines can meet at it."""
        if isinstance(type_, Pointer):
            return None
        if kind_of(type_):
            return self.primitive(kind_of(type_), base.at, base.function, name)
        own = isinstance(type_, Named) and type_.path.startswith(base.function.file.package.path)
        return self.made_object(type_, base.at, base.function) if own else None

    def composite(self, frame: Frame, expr: ast.CompositeLit) -> Value:
        """Return the struct, or the number of elements, that a literal makes."""
        type_ = frame.function.file.typer.type_of(expr)
        kind = kind_of(type_)
        if kind:
            made = self.primitive(kind, expr, frame.function)
            for element in expr.elts:  # sync.Cond{L: &mu}
                made.lock = self.element(frame, element)
            return made
        shape = frame.function.file.typer.program.underlying(type_)
        if isinstance(shape, Slice | Array | Map) or not isinstance(type_, Named):
            items = tuple(self.element(frame, element) for element in expr.elts)
            keyed = any(isinstance(element, ast.KeyValueExpr) for element in expr.elts)
            if isinstance(shape, Slice | Array) and not keyed and len(items) <= MAX_ITEMS:
                return Sequence(len(items), items)
            for item in items:
                self.escape(item)
            return Sequence(len(items)) if isinstance(shape, Slice | Array | Map) else self.unknown()
        built = self.made_object(type_, expr, frame.function)
        names = [f.name for f in getattr(shape, "fields", ())]
        for number, element in enumerate(expr.elts):
            held = self.element(frame, element)
            name = names[number] if number < len(names) else ""
            if isinstance(element, ast.KeyValueExpr):
                name = element.key.name if isinstance(element.key, ast.Ident) else ""
            if isinstance(held, Primitive) and not held.name:
                held.name = name
            self.write((built, name), held)
        return built

    def element(self, frame: Frame, element: ast.Expr) -> Value:
        """Return the value of an element of a composite literal."""
        if isinstance(element, ast.KeyValueExpr):
            if not isinstance(element.key, ast.Ident):
                self.value(frame, element.key)
            element = element.value
        return self.value(frame, element)

    def indexed(self, frame: Frame, expr: ast.IndexExpr, x: ast.Expr, indices: list[ast.Expr]) -> Value:
        """Return an instantiated function, or an element: nobody knows which."""
        symbol = frame.function.file.typer.function_named(expr)
        if symbol is not None:
            return Declared(symbol)
        held = self.value(frame, x)
        found = [self.value(frame, index) for index in indices]
        if isinstance(held, Sequence) and held.items is not None:
            index = found[0].value if len(found) == 1 and isinstance(found[0], Constant) else None
            if isinstance(index, int) and 0 <= index < len(held.items):
                return held.items[index]
            self.escape(held)
        return self.unknown()

    # Operators

    def negated(self, value: Value) -> Value:
        """Return the opposite of a truth value."""
        if isinstance(value, Constant):
            return Constant(not value.value)
        if isinstance(value, Unknown):
            if isinstance(value.term, tuple) and value.term[0] == "!":
                return Unknown(value.term[1])
            return Unknown(("!", value.term))
        return self.unknown()

    def binary(self, op: str, x: Value, y: Value) -> Value:
        """Return what an operator gives, as far as that is known."""
        if op in ("&&", "||"):
            return self.logical(op, x, y)
        if op in ("==", "!=") and NIL.value in (getattr(x, "value", 0), getattr(y, "value", 0)):
            known = self.is_nil(y if isinstance(x, Constant) and x.value is None else x)
            if known is not None:
                return Constant(known == (op == "=="))
            tested = y if isinstance(x, Constant) else x
            if isinstance(tested, Unknown) and isinstance(tested.term, tuple) and tested.term[0] == "err":
                term = ("ok", tested.term[1])  # decided where the function was left
                return Unknown(term if op == "==" else ("!", term))
        if isinstance(x, Constant) and isinstance(y, Constant):
            return self.constant(op, x, y)
        if op in ("+", "-") and isinstance(y, Constant) and isinstance(x, Unknown) and not x.counter:
            return self.constant(op, Constant(self.size, assumed=True), y)  # n - 1 is one less than n
        if isinstance(x, Unknown | Constant) and isinstance(y, Unknown | Constant):
            equal = (op.replace("!=", "=="), term_of(x), term_of(y))
            return Unknown(("!", equal)) if op == "!=" else Unknown(equal, counter=counts(x) or counts(y))
        return self.unknown()

    def logical(self, op: str, x: Value, y: Value) -> Value:
        """Return x && y or x || y."""
        decides = op == "||"
        for one, other in ((x, y), (y, x)):
            if isinstance(one, Constant):
                return one if one.value is decides else other
        return Unknown((op, term_of(x), term_of(y)))

    @staticmethod
    def is_nil(value: Value) -> bool | None:
        """Tell whether a value is nil, None if that is not known."""
        if isinstance(value, Constant):
            return value.value is None
        return None if isinstance(value, Unknown | Results) and value is not FAILED else False

    def constant(self, op: str, x: Constant, y: Constant) -> Value:
        """Return what an operator gives for two constants."""
        a, b = x.value, y.value
        assumed = x.assumed or y.assumed
        if not isinstance(a, int) or not isinstance(b, int) or (op in COMPARE and assumed):
            return self.unknown()
        results: dict[str, int | bool] = {
            "+": a + b, "-": a - b, "*": a * b, "==": a == b, "!=": a != b,
            "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b,
        }  # fmt: skip
        return Constant(results[op], assumed=assumed) if op in results else self.unknown()

    # Channels

    def channels(self, value: Value) -> tuple[Primitive, ...] | None:
        """Return the channels that a value may stand for; none at all for nil; None if nobody knows."""
        match value:
            case Primitive(kind="chan"):
                return (value,)
            case AnyOf(channels=found):
                return found
            case Constant(value=None):
                return ()
        return None

    def received(self, frame: Frame, at: ast.Expr, channel: Value, key: Hashable = None) -> Value:
        """Receive from a channel."""
        found = self.channels(channel)
        if not found or len(found) != 1:
            if found == () and isinstance(at, ast.UnaryExpr):
                self.never(frame, at, at.x)
            elif found is not None:
                node = self.emit("select", at, frame.function)
                node.cases = [Case("receive", one, 0) for one in found]
            return self.unknown()
        node = self.emit("receive", at, frame.function, found[0])
        node.key = key
        found[0].taken = found[0].taken or found[0].payload is None
        return found[0].payload or self.unknown()

    def never(self, frame: Frame, at: ast.Node, channel: ast.Expr) -> None:
        """Emit a wait at a nil channel, which is for ever, if nobody sets the variable."""
        if isinstance(channel, ast.Ident) and channel.obj is not None and not channel.obj.writes:
            nil = self.primitive("chan", at, frame.function, channel.name)
            self.emit("send" if isinstance(at, ast.SendStmt) else "receive", at, frame.function, nil)

    def sent(self, channel: Primitive, value: Value) -> None:
        """Remember what is sent: a receiver gets it where it is always the same."""
        if isinstance(value, Sequence):
            self.escape(value)
        if isinstance(value, Unknown | Constant | Results | Sequence):
            return
        if channel.payload is None and not channel.loose and not channel.taken:
            channel.payload = value
        elif channel.payload is None or not same(channel.payload, value):
            self.escape(value)


def term_of(value: Value) -> Hashable:
    """Return what stands for a value in the terms of others."""
    if isinstance(value, Unknown):
        return value.term
    return ("is", value.value) if isinstance(value, Constant) else _Itself(value)


class _Itself:
    """A value as a term; it keeps the value, for another one may get the identity of what is gone."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)
