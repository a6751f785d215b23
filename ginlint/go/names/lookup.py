"""What names and written types mean in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import universe
from ginlint.go.names.types import UNKNOWN, Basic, Func, Named, Pointer, Type, TypeParam
from ginlint.go.names.typetext import Parameter, func_type, parse_type
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.names.symbols import FuncSymbol, PackageScope, ValueSymbol


class Lookup:
    """The declarations that names in one file reach, as far as packages are known."""

    __slots__ = ("_written", "file", "names", "program")

    def __init__(self, file: File) -> None:
        self.file = file
        self.names = file.names
        self.program = file.names.program
        self._written: dict[str, Type] = {}

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

    def func_type(self, type_: ast.FuncTypeExpr) -> Func:
        """Return the type of a literal's signature."""
        params = [Parameter("", self.written(f.type.text), variadic=f.variadic) for f in type_.params]
        results = [Parameter("", self.written(f.type.text), variadic=False) for f in type_.results]
        return func_type(params, results)
