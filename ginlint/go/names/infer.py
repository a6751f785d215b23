"""Types of expressions and the functions that calls reach, without a type checker.

Every answer is right or UNKNOWN as far as names and signatures are known: an
inference that would have to guess does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import universe
from ginlint.go.names.callees import NOBODY, Callee, Callees
from ginlint.go.names.lookup import Lookup
from ginlint.go.names.types import (
    UNKNOWN,
    Array,
    Basic,
    Chan,
    Func,
    Map,
    Pointer,
    Slice,
    Tuple,
    Type,
    substitute,
)
from ginlint.go.names.typetext import parse_type
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.names.symbols import ValueSymbol
    from ginlint.go.names.variables import Variable
    from ginlint.go.syntax import ValueDecl

MAX_DEPTH = 30  # variables whose types follow from each other, before all are found in order


class Typer(Lookup):
    """Types and callees in one file; answers are kept for as long as the file is."""

    __slots__ = ("_callees", "_depth", "_resolver", "_types")

    def __init__(self, file: File) -> None:
        super().__init__(file)
        self._types: dict[int, Type] = {}
        self._callees: dict[int, Callee] = {}
        self._resolver = Callees(self)
        self._depth = 0

    def callee(self, call: ast.CallExpr) -> Callee:
        """Return what a call reaches."""
        key = id(call)
        found = self._callees.get(key)
        if found is None:
            self._callees[key] = NOBODY
            found = self._callees[key] = self._resolver.of(call.fun)
        return found

    def runs(self, call: ast.CallExpr) -> Callee:
        """Return what a call reaches, also by a variable of a package that is made to hold a function.

        The index has such calls by the name of the variable, not by the one of this callee.
        """
        found = self.callee(call)
        return (self._resolver.held(call.fun) or found) if found.kind == "value" else found

    def type_of(self, expr: ast.Expr | None) -> Type:
        """Return the type of an expression; a call with several results gives a Tuple."""
        if expr is None:
            return UNKNOWN
        key = id(expr)
        found = self._types.get(key)
        if found is None:
            self._types[key] = UNKNOWN  # a variable defined by itself ends here
            found = self._types[key] = self._type_of(expr)
        return found

    def _type_of(self, expr: ast.Expr) -> Type:
        match expr:
            case ast.Ident():
                return self._ident(expr)
            case ast.SelectorExpr():
                return self._selector(expr)
            case ast.CallExpr():
                return self._resolver.result(expr)
            case ast.BasicLit(kind, _):
                return universe.LITERALS[kind]
            case ast.CompositeLit(ast.TypeExpr(text), _) | ast.TypeAssertExpr(_, ast.TypeExpr(text)):
                return self.written(text)
            case ast.TypeExpr(text):
                return self.written(text)
            case ast.FuncLit(type_, _):
                return self.func_type(type_)
        return self._operation(expr)

    def _operation(self, expr: ast.Expr) -> Type:
        """Return the type of what an operator or an index gives."""
        match expr:
            case ast.UnaryExpr(op, x):
                return self._unary(op, x)
            case ast.StarExpr(x):
                inner = self.program.underlying(self.type_of(x))
                return inner.elem if isinstance(inner, Pointer) else UNKNOWN
            case ast.BinaryExpr(op, x, y):
                return self._binary(op, x, y)
            case ast.IndexExpr(x, indices):
                return self.index(x, indices)
            case ast.SliceExpr(x, _, _, _):
                return self._slice(self.type_of(x))
        return UNKNOWN

    def _ident(self, expr: ast.Ident) -> Type:
        if expr.obj is not None:
            return self.variable_type(expr.obj)
        value = self.package_value(expr)
        if value is not None:
            return self.value_type(value)
        function = self.function_named(expr)
        if function is not None:
            return function.type
        return universe.CONSTANTS.get(expr.name, UNKNOWN)

    def variable_type(self, variable: Variable) -> Type:
        """Return the type of a local variable."""
        found = self._types.get(id(variable))
        if found is None:
            self._depth += 1
            if self._depth > MAX_DEPTH:
                self._all_before(variable)
            found = self._variable_type(variable)
            self._depth -= 1
        return found

    def _all_before(self, variable: Variable) -> None:
        """Find the types of what is declared before, in order: b := a; c := b; … may be a long chain."""
        depth, self._depth = self._depth, 0
        for other in variable.function.variables:
            if other is variable:
                break
            self.variable_type(other)
        self._depth = depth

    def _variable_type(self, variable: Variable) -> Type:
        definition = variable.definition
        key = id(variable)
        self._types[key] = UNKNOWN
        if definition.type is not None:
            found = self.written(definition.type.text)
            found = Slice(found) if definition.variadic else found
        elif definition.range_of is not None:
            found = self._range(definition.range_of, definition.index)
        elif definition.case is not None:
            found = self._case(definition.case, definition.value)
        else:
            found = self._result(definition.value, definition.index)
        self._types[key] = found
        return found

    def _result(self, value: ast.Expr | None, index: int) -> Type:
        """Return the type of one of the values that `value` gives."""
        if value is None:
            return UNKNOWN
        type_ = self.type_of(value)
        if index < 0:
            return type_
        if isinstance(type_, Tuple):
            return type_.types[index] if index < len(type_.types) else UNKNOWN
        if not isinstance(value, ast.CallExpr):  # v, ok := m[k], x.(T) or <-ch
            return type_ if index == 0 else universe.BOOL
        return UNKNOWN

    def _case(self, clause: ast.CaseClause, operand: ast.Expr | None) -> Type:
        if len(clause.exprs) == 1 and isinstance(clause.exprs[0], ast.TypeExpr):
            text = clause.exprs[0].text
            return self.type_of(operand) if text == "nil" else self.written(text)
        return self.type_of(operand)

    def _range(self, stmt: ast.RangeStmt, index: int) -> Type:
        over = self.program.underlying(self.type_of(stmt.x))
        if isinstance(over, Pointer):
            over = self.program.underlying(over.elem)
        match over:
            case Slice(elem) | Array(elem):
                return universe.INT if index == 0 else elem
            case Map(key, elem):
                return key if index == 0 else elem
            case Chan(elem):
                return elem if index == 0 else UNKNOWN
            case Basic("string"):
                return universe.INT if index == 0 else universe.LITERALS["CHAR"]
            case Basic():
                return over if index == 0 else UNKNOWN
            case Func((Func(params, _, _),), _, _):
                return params[index] if index < len(params) else UNKNOWN
        return UNKNOWN

    def value_type(self, value: ValueSymbol) -> Type:
        """Return the type of a package-level variable or constant."""
        if value.type_text:
            return parse_type(value.type_text, value.names)
        if value.file is None or value.decl is None:
            return UNKNOWN
        return value.file.typer.initialised(value.decl)

    def initialised(self, decl: ValueDecl) -> Type:
        """Return the type that a package-level declaration of this file takes from its initialiser."""
        key = id(decl)
        found = self._types.get(key)
        if found is None:
            self._types[key] = UNKNOWN  # a variable defined by itself ends here
            found = self._types[key] = self._initialiser(decl)
        return found

    def _initialiser(self, decl: ValueDecl) -> Type:
        exprs = self.file.initialisers(decl)
        if decl.index >= 0:
            return self._result(exprs[0], decl.index) if exprs else UNKNOWN
        return self.type_of(exprs[decl.position]) if decl.position < len(exprs) else UNKNOWN

    def _selector(self, expr: ast.SelectorExpr) -> Type:
        path = self.package_of(expr.x)
        if path is not None:
            value = self.package_value(expr)
            if value is not None:
                return self.value_type(value)
            function = self.function_named(expr)
            return function.type if function is not None else UNKNOWN
        found = self.program.select(self.type_of(expr.x), expr.sel)
        return found.type if found is not None else UNKNOWN

    def _unary(self, op: str, x: ast.Expr) -> Type:
        if op == "!":
            return universe.BOOL
        inner = self.type_of(x)
        if op == "&":
            return Pointer(inner) if inner is not UNKNOWN else UNKNOWN
        if op == "<-":
            channel = self.program.underlying(inner)
            return channel.elem if isinstance(channel, Chan) else UNKNOWN
        return inner

    def _binary(self, op: str, x: ast.Expr, y: ast.Expr) -> Type:
        if op in universe.COMPARISONS:
            return universe.BOOL
        left = self.type_of(x)
        if op in ("<<", ">>"):
            return left
        return self.type_of(y) if isinstance(x, ast.BasicLit) or left is UNKNOWN else left

    def index(self, x: ast.Expr, indices: list[ast.Expr]) -> Type:
        """Return the type of `x[indices]`: an element, or an instance of a generic function."""
        function = self.function_named(x)
        if function is not None:
            env = {n: self.as_type(i) or UNKNOWN for n, i in zip(function.type_params, indices, strict=False)}
            return substitute(function.type, env)
        over = self.program.underlying(self.type_of(x))
        if isinstance(over, Pointer):
            over = self.program.underlying(over.elem)
        match over:
            case Slice(elem) | Array(elem) | Map(_, elem):
                return elem
            case Basic("string"):
                return Basic("uint8")
        return UNKNOWN

    def _slice(self, type_: Type) -> Type:
        over = self.program.underlying(type_)
        if isinstance(over, Pointer):
            over = self.program.underlying(over.elem)
        return Slice(over.elem) if isinstance(over, Array) else type_
