"""Values of expressions."""

from __future__ import annotations

import ast as python
import operator
import re
from typing import TYPE_CHECKING

from ginlint.go.names import UNKNOWN, Array, Map, Named, Pointer, Slice, Struct, Type, deref
from ginlint.go.requests.routes.routers import VERBS, Router
from ginlint.go.requests.routes.state import State, router_type
from ginlint.go.requests.routes.values import (
    GAP,
    Closure,
    External,
    Frame,
    Items,
    Obj,
    Pairs,
    Value,
    holds,
    text,
)
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.go.names import ValueSymbol

MAX_ELEMENTS = 1000
VERB_CONSTANT = re.compile(r"Method([A-Z]\w+)|([A-Z]+)")
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


class Expressions(State):
    """Evaluation of everything but calls."""

    def evaluate(self, expr: ast.Expr | None, frame: Frame, expected: Type = UNKNOWN) -> Value:
        match expr:
            case ast.Ident():
                return self._ident(expr, frame)
            case ast.SelectorExpr():
                return self._selector(expr, frame)
            case ast.CallExpr():
                return self.call(expr, frame)
            case ast.BasicLit(kind, written):
                return literal(kind, written)
            case ast.CompositeLit():
                return self._composite(expr, frame, expected)
            case ast.FuncLit():
                return self._literal(expr, frame)
            case ast.UnaryExpr("&", x):
                return self.evaluate(x, frame, deref(expected))
            case ast.StarExpr(x) | ast.TypeAssertExpr(x, _):
                return self.evaluate(x, frame)
            case ast.IndexExpr(x, indices):
                return self._index(x, indices, frame)
            case ast.SliceExpr(x, low, high, _):
                return self._slice(x, low, high, frame)
            case ast.BinaryExpr(op, x, y):
                return combine(op, self.evaluate(x, frame), self.evaluate(y, frame))
        return None

    def _ident(self, expr: ast.Ident, frame: Frame) -> Value:
        variable = expr.obj
        if variable is not None:
            return frame.owner(variable).values.get(variable)
        if expr.name in ("true", "false"):
            return expr.name == "true"
        typer = frame.file.typer
        value = typer.package_value(expr)
        if value is not None:
            return self._global(value)
        symbol = typer.function_named(expr)
        return Closure(symbol) if symbol is not None else None

    def _global(self, value: ValueSymbol) -> Value:
        name = value.qualified
        if name not in self.globals:
            self.globals[name] = None
            self.globals[name] = self._initial(value)
        return self.globals[name]

    def _initial(self, value: ValueSymbol) -> Value:
        file, decl = value.file, value.decl
        if file is None or decl is None:
            found = VERB_CONSTANT.fullmatch(value.name)
            verb = (found[1] or found[2]).upper() if found else ""
            return verb if verb in VERBS else External(name) if (name := value.qualified) else None
        exprs = file.initialisers(decl)
        if decl.position < len(exprs) and decl.index < 0:
            function = file.value_function(decl)
            type_ = file.typer.written(decl.type) if decl.type else UNKNOWN
            return self.evaluate(exprs[decl.position], Frame(function), type_)
        type_ = self.canonical(file.typer.value_type(value))
        return self.zero(type_)

    def zero(self, type_: Type) -> Value:
        """Return the value of a variable that is only declared."""
        framework, is_root = router_type(self.canonical(type_))
        if framework is not None:
            return self.new_router(framework) if is_root and not isinstance(type_, Pointer) else None
        shape = self.project.program.underlying(type_)
        if isinstance(shape, Struct):
            return Obj(type_, {})
        if isinstance(shape, Slice):
            return Items([])
        return "" if str(shape) == "string" else None

    def _literal(self, expr: ast.FuncLit, frame: Frame) -> Value:
        if expr.scope is None:
            return None
        closure = Closure(literal=expr.scope, frame=frame)
        self.literals.append(closure)
        return closure

    def _selector(self, expr: ast.SelectorExpr, frame: Frame) -> Value:
        typer = frame.file.typer
        path = typer.package_of(expr.x)
        if path is not None:
            value = typer.package_value(expr)
            if value is not None:
                return self._global(value)
            symbol = typer.function_named(expr)
            if symbol is not None:
                return Closure(symbol) if symbol.decl is not None else External(symbol.qualified)
            return External(f"{path}.{expr.sel}")
        base = self.evaluate(expr.x, frame)
        if isinstance(base, Router):
            return base
        if isinstance(base, Obj):
            found = self._field(base, expr.sel)
            if found is not None:
                return found
        return self._member(base, expr, frame)

    def _field(self, base: Obj, name: str, depth: int = 0) -> Value:
        if name in base.fields:
            return base.fields[name]
        selected = self.project.program.select(base.type, name) if depth == 0 else None
        owner: Value = base
        for step in selected.through if selected is not None else ():
            owner = owner.fields.get(step) if isinstance(owner, Obj) else None
        if isinstance(owner, Obj) and owner is not base:
            return owner.fields.get(name)
        if selected is not None and not selected.method and isinstance(self.canonical(selected.type), Named):
            found = self._fresh_field(base, selected.type, name)
            if found is not None and not selected.through:
                base.fields[name] = found
            return found
        return None

    def _fresh_field(self, base: Obj, type_: Type, name: str) -> Value:
        """Return the zero value of a field that is a struct or router by value."""
        stored = self.stored(base.type, name)
        return stored if stored is not None else self.zero(type_)

    def _member(self, base: Value, expr: ast.SelectorExpr, frame: Frame) -> Value:
        """Return a field of a value that is not known, or a method as a value."""
        typer = frame.file.typer
        owner: Type = base.type if isinstance(base, Obj) else UNKNOWN
        if not isinstance(self.canonical(owner), Named):
            owner = typer.as_type(expr.x) or typer.type_of(expr.x)
        found = self.project.program.select(owner, expr.sel)
        if found is None:
            return None
        if found.method:
            if found.symbol is not None:
                return Closure(found.symbol, receiver=base)
            return External(f"{found.owner}.{expr.sel}")
        stored = self.stored(found.owner, expr.sel)
        if stored is not None:
            return stored
        router = self.unknown_router(found.type)
        if router is not None:
            self.slots[str(self.canonical(found.owner)), expr.sel] = router
        return router

    def _index(self, x: ast.Expr, indices: list[ast.Expr], frame: Frame) -> Value:
        symbol = frame.file.typer.function_named(x)
        if symbol is not None:
            return Closure(symbol)
        base = self.evaluate(x, frame)
        key = self.evaluate(indices[0], frame) if len(indices) == 1 else None
        if isinstance(base, Items) and base.values:
            at = key if isinstance(key, int) else 0
            return base.values[at] if -len(base.values) <= at < len(base.values) else None
        if isinstance(base, Pairs):
            return next((value for known, value in base.pairs if known == key and key is not None), None)
        return base if isinstance(base, Closure) else None

    def _slice(self, x: ast.Expr, low: ast.Expr | None, high: ast.Expr | None, frame: Frame) -> Value:
        base = self.evaluate(x, frame)
        if not isinstance(base, Items):
            return base if isinstance(base, str) and low is None and high is None else None
        start = self.evaluate(low, frame) if low is not None else 0
        end = self.evaluate(high, frame) if high is not None else len(base.values)
        return Items(base.values[start:end]) if isinstance(start, int) and isinstance(end, int) else base

    # Composite literals

    def _composite(self, literal: ast.CompositeLit, frame: Frame, expected: Type) -> Value:
        type_ = frame.file.typer.written(literal.type.text) if literal.type is not None else deref(expected)
        if router_type(self.canonical(type_))[0] is not None:
            return self.zero(self.canonical(type_))
        shape = self.project.program.underlying(type_)
        match shape:
            case Slice(elem) | Array(elem):
                return Items(
                    [self.evaluate(_value(element), frame, elem) for element in literal.elts[:MAX_ELEMENTS]]
                )
            case Map(key, elem):
                return Pairs(
                    [
                        (self.evaluate(element.key, frame, key), self.evaluate(element.value, frame, elem))
                        for element in literal.elts[:MAX_ELEMENTS]
                        if isinstance(element, ast.KeyValueExpr)
                    ]
                )
        return self._struct(literal, type_, shape, frame)

    def _struct(self, literal: ast.CompositeLit, type_: Type, shape: Type, frame: Frame) -> Value:
        fields = shape.fields if isinstance(shape, Struct) else ()
        types = {field.name: field.type for field in fields}
        made = Obj(type_, {})
        for number, element in enumerate(literal.elts):
            if isinstance(element, ast.KeyValueExpr):
                name = element.key.name if isinstance(element.key, ast.Ident) else ""
            else:
                name = fields[number].name if number < len(fields) else ""
            if name:
                made.fields[name] = self.evaluate(_value(element), frame, types.get(name, UNKNOWN))
                self.store(type_, name, made.fields[name])
        return made

    # Assignment

    def assign(self, target: ast.Expr, value: Value, frame: Frame) -> None:
        match target:
            case ast.Ident() if target.obj is not None:
                frame.owner(target.obj).values[target.obj] = value
            case ast.Ident() | ast.SelectorExpr():
                self._assign_outside(target, value, frame)
            case ast.StarExpr(x):
                self.assign(x, value, frame)
            case ast.IndexExpr(x, [index]):
                base = self.evaluate(x, frame)
                if isinstance(base, Pairs):
                    base.pairs.append((self.evaluate(index, frame), value))
                elif isinstance(base, Items):
                    base.values.append(value)

    def _assign_outside(self, target: ast.Ident | ast.SelectorExpr, value: Value, frame: Frame) -> None:
        symbol = frame.file.typer.package_value(target)
        if symbol is not None:
            if value is not None or symbol.qualified not in self.globals:
                self.globals[symbol.qualified] = value
        elif isinstance(target, ast.SelectorExpr):
            base = self.evaluate(target.x, frame)
            if isinstance(base, Obj):
                base.fields[target.sel] = value
                self.store(base.type, target.sel, value)
            elif base is None and holds(value, (Router,)):
                self.store(frame.file.typer.type_of(target.x), target.sel, value)


def literal(kind: str, written: str) -> Value:
    """Return what a literal stands for; of numbers only small integers are known."""
    if kind == "STRING":
        return unquoted(written)
    return int(written) if kind == "INT" and written.isdigit() else None


def unquoted(written: str) -> str | None:
    """Return what a string literal stands for."""
    if written.startswith("`"):
        return written.strip("`")
    try:
        found = python.literal_eval(written)
    except (ValueError, SyntaxError):
        return written.strip('"')
    return found if isinstance(found, str) else None


def combine(op: str, x: Value, y: Value) -> Value:
    """Return what a binary operator gives."""
    if op == "+" and (isinstance(x, str) or isinstance(y, str)):
        whole = text(x) + text(y)
        return whole.replace(GAP + GAP, GAP)
    if isinstance(x, bool) or isinstance(y, bool) or not isinstance(x, int) or not isinstance(y, int):
        return None
    if op in COMPARISONS:
        return COMPARISONS[op](x, y)
    return x + y if op == "+" else x - y if op == "-" else None


def _value(element: ast.Expr) -> ast.Expr:
    return element.value if isinstance(element, ast.KeyValueExpr) else element
