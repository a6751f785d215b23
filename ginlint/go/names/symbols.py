"""What a package declares: functions, types with their methods, and values.

Symbols of the module under analysis, of its dependencies and of the shipped
data look alike; only the first have a `file` and a `decl`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ginlint.go.names.types import UNKNOWN, Func, Named, Pointer, Type, TypeParam
from ginlint.go.names.typetext import (
    Names,
    Parameter,
    func_type,
    parse_parameters,
    parse_results,
    parse_type,
    parse_type_parameters,
    type_param_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.go.file import File
    from ginlint.go.syntax import FuncDecl, ValueDecl


class FuncSymbol:
    """A declared function or method; `recv` is the receiver's type as written, "" for a function."""

    __slots__ = (
        "_bounds", "_params", "_results", "_type", "_type_params_text",
        "decl", "file", "name", "names", "package", "params_text",
        "recv", "recv_params", "recv_type", "results_text", "type_params",
    )  # fmt: skip

    def __init__(
        self,
        package: str,
        name: str,
        names: Names,
        *,
        recv: str = "",
        type_params: str = "",
        params: str = "",
        results: str = "",
        file: File | None = None,
        decl: FuncDecl | None = None,
    ) -> None:
        self.package = package
        self.name = name
        self.names = names
        self.recv = recv
        self.recv_type = receiver_name(recv)
        self.recv_params = type_param_names(recv[recv.index("[") :].rstrip(")")) if "[" in recv else ()
        self.type_params = type_param_names(type_params) if type_params else ()
        self._type_params_text = type_params
        self._bounds: dict[str, Type] | None = None
        self.params_text = params
        self.results_text = results
        self.file = file
        self.decl = decl
        self._params: list[Parameter] | None = None
        self._results: list[Parameter] | None = None
        self._type: Func | None = None

    @property
    def qualified(self) -> str:
        """The name that rules know it by: import/path.Func or import/path.Type.Method."""
        return (
            f"{self.package}.{self.recv_type}.{self.name}"
            if self.recv_type
            else f"{self.package}.{self.name}"
        )

    @property
    def known_params(self) -> frozenset[str]:
        """The type parameters in scope, the receiver's among them."""
        return frozenset((*self.type_params, *self.recv_params))

    @property
    def bounds(self) -> dict[str, Type]:
        """What the function's type parameters are bound to, such as []E in [S ~[]E, E any]."""
        if self._bounds is None:
            found = parse_type_parameters(self._type_params_text, self.names, self.known_params)
            self._bounds = {param.name: param.type for param in found}
        return self._bounds

    @property
    def params(self) -> list[Parameter]:
        """The parameters, without the receiver."""
        if self._params is None:
            self._params = parse_parameters(self.params_text, self.names, self.known_params)
        return self._params

    @property
    def results(self) -> list[Parameter]:
        """The results."""
        if self._results is None:
            self._results = parse_results(self.results_text, self.names, self.known_params)
        return self._results

    @property
    def type(self) -> Func:
        """The signature without the receiver."""
        if self._type is None:
            self._type = func_type(self.params, self.results)
        return self._type

    @property
    def receiver(self) -> Type | None:
        """The receiver's type, None for a function."""
        if not self.recv_type:
            return None
        named = Named(self.package, self.recv_type, tuple(TypeParam(p) for p in self.recv_params))
        return Pointer(named) if self.recv.lstrip("( ").startswith("*") else named


class TypeSymbol:
    """A declared type."""

    __slots__ = (
        "_type_params_text",
        "_written",
        "alias",
        "methods",
        "name",
        "names",
        "package",
        "text",
        "type_params",
    )

    def __init__(
        self, package: str, name: str, names: Names, text: str, type_params: str, *, alias: bool
    ) -> None:
        self.package = package
        self.name = name
        self.names = names
        self.text = text
        self.type_params = type_param_names(type_params) if type_params else ()
        self._type_params_text = type_params
        self.alias = alias
        self.methods: dict[str, FuncSymbol] = {}
        self._written: Type | None = None

    @property
    def bounds(self) -> dict[str, Type]:
        """What the type parameters are bound to, in their order."""
        found = parse_type_parameters(self._type_params_text, self.names, frozenset(self.type_params))
        return {param.name: param.type for param in found}

    @property
    def written(self) -> Type:
        """The type on the declaration's right side, which may be a declared one."""
        if self._written is None:
            self._written = UNKNOWN  # aliases of each other, in code that does not compile, end here
            self._written = parse_type(self.text, self.names, frozenset(self.type_params))
        return self._written


class ValueSymbol:
    """A package-level variable or constant; `type_text` is "" where it follows from the initialiser."""

    __slots__ = ("const", "decl", "file", "name", "names", "package", "type_text")

    def __init__(
        self,
        package: str,
        name: str,
        names: Names,
        type_text: str,
        *,
        const: bool,
        file: File | None = None,
        decl: ValueDecl | None = None,
    ) -> None:
        self.package = package
        self.name = name
        self.names = names
        self.type_text = type_text
        self.const = const
        self.file = file
        self.decl = decl

    @property
    def qualified(self) -> str:
        """import/path.Name."""
        return f"{self.package}.{self.name}"


class PackageScope:
    """All that a package declares, by name."""

    __slots__ = ("_enter", "functions", "name", "path", "types", "values")

    functions: dict[str, FuncSymbol]
    types: dict[str, TypeSymbol]
    values: dict[str, ValueSymbol]

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self._enter: Callable[[], None] | None = None
        self.functions, self.types, self.values = {}, {}, {}

    def enter_later(self, enter: Callable[[], None]) -> None:
        """Have `enter` declare everything once somebody looks."""
        self._enter = enter
        del self.functions, self.types, self.values

    def __getattr__(self, name: str) -> Any:
        """Return what is not there because nobody has looked so far."""
        if name not in ("functions", "types", "values") or self._enter is None:
            raise AttributeError(name)
        self.functions, self.types, self.values = {}, {}, {}
        self._enter()
        return getattr(self, name)

    def add_function(self, symbol: FuncSymbol) -> None:
        """Add a function, or a method to the type it belongs to."""
        if not symbol.recv:
            self.functions.setdefault(symbol.name, symbol)
            return
        owner = self.types.get(symbol.recv_type)
        if owner is not None:
            owner.methods.setdefault(symbol.name, symbol)


def receiver_name(recv: str) -> str:
    """Return T of the receiver types T, *T and *T[K]."""
    return recv.partition("[")[0].strip("(* )")
