"""Types of expressions and the functions that calls reach, without a type checker.

Every answer is right or UNKNOWN as far as names and signatures are known: an
inference that would have to guess does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import universe
from ginlint.go.names.types import (
    UNKNOWN,
    Array,
    Basic,
    Chan,
    Func,
    Map,
    Named,
    Pointer,
    Slice,
    Tuple,
    Type,
    TypeParam,
    deref,
    substitute,
    unify,
)
from ginlint.go.names.typetext import Parameter, func_type, parse_type
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.names.symbols import FuncSymbol, PackageScope, ValueSymbol
    from ginlint.go.names.variables import Variable
    from ginlint.go.syntax import ValueDecl


class Callee:
    """What a call reaches.

    `kind` is function, method, builtin, conversion, literal, value (a variable or
    field of function type) or unknown. `name` is the qualified name of functions
    and methods (import/path.Func, import/path.Type.Method: the declaring type),
    of builtins "builtin.len", else ""; a method of an interface without a name is
    "interface.Method". `signature` lacks the receiver. `receiver` is the expression
    before the method's name. `dynamic` is true for a method of an interface.
    """

    __slots__ = ("dynamic", "kind", "name", "receiver", "signature", "symbol", "type")

    def __init__(
        self,
        kind: str,
        name: str = "",
        *,
        signature: Type = UNKNOWN,
        symbol: FuncSymbol | None = None,
        receiver: ast.Expr | None = None,
        dynamic: bool = False,
        type_: Type = UNKNOWN,
    ) -> None:
        self.kind = kind
        self.name = name
        self.signature = signature
        self.symbol = symbol
        self.receiver = receiver
        self.dynamic = dynamic
        self.type = type_


NOBODY = Callee("unknown")
MAX_DEPTH = 30  # variables whose types follow from each other, before all are found in order


class Typer:
    """Types and callees in one file; answers are kept for as long as the file is."""

    __slots__ = ("_callees", "_depth", "_types", "_written", "file", "names", "program")

    def __init__(self, file: File) -> None:
        self.file = file
        self.names = file.names
        self.program = file.names.program
        self._types: dict[int, Type] = {}
        self._callees: dict[int, Callee] = {}
        self._written: dict[str, Type] = {}
        self._depth = 0

    # Names

    def package_of(self, expr: ast.Expr) -> str | None:
        """Return the import path if `expr` is the name of an imported package."""
        if not isinstance(expr, ast.Ident) or expr.obj is not None:
            return None
        path = self.names.import_path(expr.name)
        if path is None or self.own_scope_has(expr.name):
            return None
        return path

    def own_scope_has(self, name: str) -> bool:
        """Tell whether the file's own package declares `name`."""
        scope = self.program.scope(self.names.package)
        return scope is not None and (name in scope.functions or name in scope.types or name in scope.values)

    @property
    def scopes(self) -> list[PackageScope]:
        """The packages whose names stand without a dot in the file: its own, and dot imports."""
        found = (self.program.scope(path) for path in (self.names.package, *self.names.dots))
        return [scope for scope in found if scope is not None]

    def package_value(self, expr: ast.Expr) -> ValueSymbol | None:
        """Return the package-level variable or constant that `expr` names, here or in another package."""
        if isinstance(expr, ast.Ident) and expr.obj is None:
            return next((scope.values[expr.name] for scope in self.scopes if expr.name in scope.values), None)
        if isinstance(expr, ast.SelectorExpr):
            path = self.package_of(expr.x)
            scope = self.program.scope(path) if path is not None else None
            return scope.values.get(expr.sel) if scope else None
        return None

    def function_named(self, expr: ast.Expr) -> FuncSymbol | None:
        """Return the declared function (not method) that `expr` names."""
        if isinstance(expr, ast.IndexExpr):
            return self.function_named(expr.x)
        if isinstance(expr, ast.Ident) and expr.obj is None:
            return next(
                (scope.functions[expr.name] for scope in self.scopes if expr.name in scope.functions), None
            )
        if isinstance(expr, ast.SelectorExpr):
            path = self.package_of(expr.x)
            scope = self.program.scope(path) if path is not None else None
            return scope.functions.get(expr.sel) if scope else None
        return None

    def written(self, text: str) -> Type:
        """Return the type written as `text` in this file."""
        found = self._written.get(text)
        if found is None:
            found = self._written[text] = parse_type(text, self.names, self.file.type_params)
        return found

    def as_type(self, expr: ast.Expr | None) -> Type | None:
        """Return the type that `expr` denotes if it is a type, not a value."""
        match expr:
            case ast.TypeExpr(text):
                return self.written(text)
            case ast.Ident(name) if expr.obj is None:
                if name in self.file.type_params:
                    return TypeParam(name)
                return self.names.declared(name) or self._basic(name)
            case ast.SelectorExpr(x, sel):
                path = self.package_of(x)
                scope = self.program.scope(path) if path is not None else None
                return (
                    self.program.canonical(Named(path, sel))
                    if path and scope and sel in scope.types
                    else None
                )
            case ast.StarExpr(x):
                inner = self.as_type(x)
                return Pointer(inner) if inner is not None else None
            case ast.IndexExpr(x, indices):
                base = self.as_type(x)
                if isinstance(base, Named):
                    return Named(base.path, base.name, tuple(self.as_type(i) or UNKNOWN for i in indices))
        return None

    def _basic(self, name: str) -> Type | None:
        if name in universe.BUILTINS or self.own_scope_has(name):
            return None
        found = self.written(name)
        return found if isinstance(found, Basic) else None

    # Types

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
                return self._call(expr)
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
                return self._index(x, indices)
            case ast.SliceExpr(x, _, _, _):
                return self._slice(self.type_of(x))
        return UNKNOWN

    def func_type(self, type_: ast.FuncTypeExpr) -> Func:
        """Return the type of a literal's signature."""
        params = [Parameter("", self.written(f.type.text), variadic=f.variadic) for f in type_.params]
        results = [Parameter("", self.written(f.type.text), variadic=False) for f in type_.results]
        return func_type(params, results)

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

    def _index(self, x: ast.Expr, indices: list[ast.Expr]) -> Type:
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

    # Calls

    def _call(self, call: ast.CallExpr) -> Type:
        callee = self.callee(call)
        if callee.kind == "conversion":
            return callee.type
        if callee.kind == "builtin":
            return self._builtin(callee.name, call.args)
        signature = self.program.underlying(callee.signature)
        if not isinstance(signature, Func):
            return UNKNOWN
        results = signature.results
        if callee.symbol is not None and callee.symbol.type_params:
            env = self._inferred(callee, signature, call)
            results = tuple(substitute(result, env) for result in results)
        return results[0] if len(results) == 1 else Tuple(results)

    def _inferred(self, callee: Callee, signature: Func, call: ast.CallExpr) -> dict[str, Type]:
        env: dict[str, Type] = {}
        params = signature.params
        for number, arg in enumerate(call.args):
            if not params:
                break
            param = params[min(number, len(params) - 1)]
            if (
                signature.variadic
                and number >= len(params) - 1
                and isinstance(param, Slice)
                and not call.ellipsis
            ):
                param = param.elem
            unify(param, self.type_of(arg), env)
        for name, bound in (callee.symbol.bounds if callee.symbol else {}).items():
            if name in env:
                unify(bound, self.program.underlying(env[name]), env)
        return env

    def _builtin(self, name: str, args: list[ast.Expr]) -> Type:
        first = args[0] if args else None
        match name:
            case "builtin.new":
                inner = self.as_type(first)
                return Pointer(inner if inner is not None else self.type_of(first))
            case "builtin.make":
                return self.as_type(first) or UNKNOWN
            case "builtin.append" | "builtin.min" | "builtin.max":
                return self.type_of(first)
            case "builtin.len" | "builtin.cap" | "builtin.copy":
                return universe.INT
            case "builtin.recover":
                return Basic("any")
        return Tuple(())

    def callee(self, call: ast.CallExpr) -> Callee:
        """Return what a call reaches."""
        key = id(call)
        found = self._callees.get(key)
        if found is None:
            self._callees[key] = NOBODY
            found = self._callees[key] = self._callee(call.fun)
        return found

    def _callee(self, fun: ast.Expr) -> Callee:
        match fun:
            case ast.Ident():
                return self._ident_callee(fun)
            case ast.SelectorExpr():
                return self._selector_callee(fun)
            case ast.FuncLit(type_, _):
                return Callee("literal", signature=self.func_type(type_))
            case ast.TypeExpr(text):
                return Callee("conversion", type_=self.written(text))
            case ast.StarExpr() if self.as_type(fun) is not None:
                return Callee("conversion", type_=self.as_type(fun) or UNKNOWN)
            case ast.IndexExpr(x, _):
                target = self.as_type(fun)
                if target is not None:
                    return Callee("conversion", type_=target)
                inner = self._callee(x)
                if inner.kind in ("function", "method"):
                    signature = self._index(x, fun.indices) if inner.symbol else UNKNOWN
                    symbol = inner.symbol
                    return Callee(
                        inner.kind, inner.name, signature=signature, symbol=symbol, receiver=inner.receiver
                    )
        return Callee("value", signature=self.type_of(fun))

    def _ident_callee(self, fun: ast.Ident) -> Callee:
        if fun.obj is not None:
            return Callee("value", signature=self.variable_type(fun.obj))
        function = self.function_named(fun)
        if function is not None:
            return Callee("function", function.qualified, signature=function.type, symbol=function)
        if self.package_value(fun) is not None:
            return Callee("value", signature=self.type_of(fun))
        if fun.name in universe.BUILTINS:
            return Callee("builtin", f"builtin.{fun.name}")
        type_ = self.as_type(fun)
        if type_ is not None:
            return Callee("conversion", type_=type_)
        return NOBODY

    def _selector_callee(self, fun: ast.SelectorExpr) -> Callee:
        path = self.package_of(fun.x)
        if path is not None:
            return self._imported_callee(path, fun)
        owner_type = self.as_type(fun.x)
        if owner_type is not None:
            return self._method_callee(owner_type, fun, None)  # a method expression: T.Method(value)
        return self._method_callee(self.type_of(fun.x), fun, fun.x)

    def _imported_callee(self, path: str, fun: ast.SelectorExpr) -> Callee:
        function = self.function_named(fun)
        if function is not None:
            return Callee("function", function.qualified, signature=function.type, symbol=function)
        if self.package_value(fun) is not None:
            return Callee("value", signature=self.type_of(fun))
        type_ = self.as_type(fun)
        if type_ is not None:
            return Callee("conversion", type_=type_)
        if self.program.scope(path) is not None:
            return NOBODY  # its package is known and has no such function: built for another system, or newer
        return Callee("function", f"{path}.{fun.sel}")

    def _method_callee(self, type_: Type, fun: ast.SelectorExpr, receiver: ast.Expr | None) -> Callee:
        found = self.program.select(self._bound(type_, fun.pos), fun.sel)
        if found is None:
            return self._unseen_method(type_, fun, receiver)
        if not found.method:
            return Callee("value", signature=found.type, receiver=receiver)
        return Callee(
            "method",
            method_name(found.owner, fun.sel),
            signature=found.type,
            symbol=found.symbol,
            receiver=receiver,
            dynamic=found.symbol is None,
        )

    def _bound(self, type_: Type, offset: int) -> Type:
        """Return what a type parameter is bound to around `offset`, other types as they are."""
        base = deref(type_)
        decl = self.file.declaration_at(offset) if isinstance(base, TypeParam) else None
        symbol = self.file.package.symbol(self.file, decl) if decl is not None else None
        if symbol is None or not isinstance(base, TypeParam):
            return type_
        owner = self.file.package.scope.types.get(symbol.recv_type)
        bounds = (
            dict(zip(symbol.recv_params, owner.bounds.values(), strict=False)) if owner else symbol.bounds
        )
        return bounds.get(base.name, type_)

    def _unseen_method(self, type_: Type, fun: ast.SelectorExpr, receiver: ast.Expr | None) -> Callee:
        """Name a method of a type whose package nobody knows: its name is certain all the same."""
        base = deref(type_)
        if isinstance(base, Named) and self.program.scope(base.path) is None:
            return Callee("method", f"{base}.{fun.sel}", receiver=receiver)
        return NOBODY


def method_name(owner: Type, name: str) -> str:
    """Return a method's qualified name, builtin.error.Error and interface.M (without a name) included."""
    if isinstance(owner, Named):
        return f"{owner}.{name}"
    return f"builtin.{owner}.{name}" if isinstance(owner, Basic) else f"interface.{name}"
