"""The functions that calls reach, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import universe
from ginlint.go.names.types import (
    UNKNOWN,
    Basic,
    Func,
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
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.names.infer import Typer
    from ginlint.go.names.symbols import FuncSymbol


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


class Callees:
    """Callees and results of calls in the file of `typer`, found anew each time."""

    __slots__ = ("_typer",)

    def __init__(self, typer: Typer) -> None:
        self._typer = typer

    def of(self, fun: ast.Expr) -> Callee:
        """Return what a call of `fun` reaches."""
        match fun:
            case ast.Ident():
                return self._ident_callee(fun)
            case ast.SelectorExpr():
                return self._selector_callee(fun)
            case ast.FuncLit(type_, _):
                return Callee("literal", signature=self._typer.func_type(type_))
            case ast.TypeExpr(text):
                return Callee("conversion", type_=self._typer.written(text))
            case ast.StarExpr() if self._typer.as_type(fun) is not None:
                return Callee("conversion", type_=self._typer.as_type(fun) or UNKNOWN)
            case ast.IndexExpr(x, _):
                target = self._typer.as_type(fun)
                if target is not None:
                    return Callee("conversion", type_=target)
                inner = self.of(x)
                if inner.kind in ("function", "method"):
                    signature = self._typer.index(x, fun.indices) if inner.symbol else UNKNOWN
                    symbol = inner.symbol
                    return Callee(
                        inner.kind, inner.name, signature=signature, symbol=symbol, receiver=inner.receiver
                    )
        return Callee("value", signature=self._typer.type_of(fun))

    def held(self, fun: ast.Expr) -> Callee | None:
        """Return the function that `var NewDecoder = json.NewDecoder` gives another name."""
        value = self._typer.package_value(fun)
        if value is None or value.const or value.file is None or value.decl is None:
            return None
        exprs, number = value.file.initialisers(value.decl), value.decl.position
        if number >= len(exprs) or not isinstance(exprs[number], ast.SelectorExpr):
            return None
        function = value.file.typer.function_named(exprs[number])
        if function is None:
            return None
        return Callee("function", function.qualified, signature=function.type, symbol=function)

    def _ident_callee(self, fun: ast.Ident) -> Callee:
        if fun.obj is not None:
            return Callee("value", signature=self._typer.variable_type(fun.obj))
        function = self._typer.function_named(fun)
        if function is not None:
            return Callee("function", function.qualified, signature=function.type, symbol=function)
        if self._typer.package_value(fun) is not None:
            return Callee("value", signature=self._typer.type_of(fun))
        if fun.name in universe.BUILTINS:
            return Callee("builtin", f"builtin.{fun.name}")
        type_ = self._typer.as_type(fun)
        if type_ is not None:
            return Callee("conversion", type_=type_)
        return NOBODY

    def _selector_callee(self, fun: ast.SelectorExpr) -> Callee:
        path = self._typer.package_of(fun.x)
        if path is not None:
            return self._imported_callee(path, fun)
        owner_type = self._typer.as_type(fun.x)
        if owner_type is not None:
            return self._method_callee(owner_type, fun, None)  # a method expression: T.Method(value)
        return self._method_callee(self._typer.type_of(fun.x), fun, fun.x)

    def _imported_callee(self, path: str, fun: ast.SelectorExpr) -> Callee:
        function = self._typer.function_named(fun)
        if function is not None:
            return Callee("function", function.qualified, signature=function.type, symbol=function)
        if self._typer.package_value(fun) is not None:
            return Callee("value", signature=self._typer.type_of(fun))
        type_ = self._typer.as_type(fun)
        if type_ is not None:
            return Callee("conversion", type_=type_)
        if self._typer.program.scope(path) is not None:
            return NOBODY  # its package is known and has no such function: built for another system, or newer
        return Callee("function", f"{path}.{fun.sel}")

    def _method_callee(self, type_: Type, fun: ast.SelectorExpr, receiver: ast.Expr | None) -> Callee:
        found = self._typer.program.select(self._bound(type_, fun.pos), fun.sel)
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
        decl = self._typer.file.declaration_at(offset) if isinstance(base, TypeParam) else None
        symbol = self._typer.file.package.symbol(self._typer.file, decl) if decl is not None else None
        if symbol is None or not isinstance(base, TypeParam):
            return type_
        owner = self._typer.file.package.scope.types.get(symbol.recv_type)
        bounds = (
            dict(zip(symbol.recv_params, owner.bounds.values(), strict=False)) if owner else symbol.bounds
        )
        return bounds.get(base.name, type_)

    def _unseen_method(self, type_: Type, fun: ast.SelectorExpr, receiver: ast.Expr | None) -> Callee:
        """Name a method of a type whose package nobody knows: its name is certain all the same."""
        base = deref(type_)
        if isinstance(base, Named) and self._typer.program.scope(base.path) is None:
            return Callee("method", f"{base}.{fun.sel}", receiver=receiver)
        return NOBODY

    def result(self, call: ast.CallExpr) -> Type:
        """Return the type of what `call` gives; several results are a Tuple."""
        callee = self._typer.callee(call)
        if callee.kind == "conversion":
            return callee.type
        if callee.kind == "builtin":
            return self._builtin(callee.name, call.args)
        signature = self._typer.program.underlying(callee.signature)
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
            unify(param, self._typer.type_of(arg), env)
        for name, bound in (callee.symbol.bounds if callee.symbol else {}).items():
            if name in env:
                unify(bound, self._typer.program.underlying(env[name]), env)
        return env

    def _builtin(self, name: str, args: list[ast.Expr]) -> Type:
        first = args[0] if args else None
        match name:
            case "builtin.new":
                inner = self._typer.as_type(first)
                return Pointer(inner if inner is not None else self._typer.type_of(first))
            case "builtin.make":
                return self._typer.as_type(first) or UNKNOWN
            case "builtin.append" | "builtin.min" | "builtin.max":
                return self._typer.type_of(first)
            case "builtin.len" | "builtin.cap" | "builtin.copy":
                return universe.INT
            case "builtin.recover":
                return Basic("any")
        return Tuple(())


def method_name(owner: Type, name: str) -> str:
    """Return a method's qualified name, builtin.error.Error and interface.M (without a name) included."""
    if isinstance(owner, Named):
        return f"{owner}.{name}"
    return f"builtin.{owner}.{name}" if isinstance(owner, Basic) else f"interface.{name}"
