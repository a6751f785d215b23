"""Go types as plain values: as much of a type as a linter needs.

A type that could not be found out is UNKNOWN; it never equals a real one in
what rules ask, so that not knowing means silence.
"""

from __future__ import annotations

from ginlint.record import record


class Type:
    """Any type."""

    __slots__ = ()


class Unknown(Type):
    """A type that was not found out."""

    __slots__ = ()

    def __str__(self) -> str:
        return "?"


UNKNOWN = Unknown()


@record(slots=True, unsafe_hash=True)
class Basic(Type):
    """A predeclared type such as int, string or error; also `untyped nil`."""

    name: str

    def __str__(self) -> str:
        return self.name


@record(slots=True, unsafe_hash=True)
class Named(Type):
    """A declared type by the import path of its package; `args` instantiate a generic one."""

    path: str
    name: str
    args: tuple[Type, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}.{self.name}"


CONTEXT = Named("context", "Context")


@record(slots=True, unsafe_hash=True)
class TypeParam(Type):
    """A type parameter in the scope of the declaration that is looked at."""

    name: str

    def __str__(self) -> str:
        return self.name


@record(slots=True, unsafe_hash=True)
class Pointer(Type):
    """*elem."""

    elem: Type

    def __str__(self) -> str:
        return f"*{self.elem}"


@record(slots=True, unsafe_hash=True)
class Slice(Type):
    """[]elem."""

    elem: Type

    def __str__(self) -> str:
        return f"[]{self.elem}"


@record(slots=True, unsafe_hash=True)
class Array(Type):
    """[n]elem; the length is not kept."""

    elem: Type

    def __str__(self) -> str:
        return f"[...]{self.elem}"


@record(slots=True, unsafe_hash=True)
class Map(Type):
    """map[key]elem."""

    key: Type
    elem: Type

    def __str__(self) -> str:
        return f"map[{self.key}]{self.elem}"


@record(slots=True, unsafe_hash=True)
class Chan(Type):
    """chan elem, whatever its direction."""

    elem: Type

    def __str__(self) -> str:
        return f"chan {self.elem}"


@record(slots=True, unsafe_hash=True)
class Func(Type):
    """A signature; the last parameter of a variadic one is a Slice."""

    params: tuple[Type, ...]
    results: tuple[Type, ...]
    variadic: bool = False

    def __str__(self) -> str:
        return f"func({', '.join(map(str, self.params))})"


@record(slots=True, unsafe_hash=True)
class StructField:
    """A field; an embedded one is named after its type."""

    name: str
    type: Type
    embedded: bool


@record(slots=True, unsafe_hash=True)
class Struct(Type):
    """A struct type literal."""

    fields: tuple[StructField, ...]

    def __str__(self) -> str:
        return "struct{...}"


@record(slots=True, unsafe_hash=True)
class Interface(Type):
    """An interface type literal: its own methods, and what it embeds."""

    methods: tuple[tuple[str, Func], ...]
    embeds: tuple[Type, ...]

    def __str__(self) -> str:
        return "interface{...}"


@record(slots=True, unsafe_hash=True)
class Tuple(Type):
    """The results of a call with more or fewer than one."""

    types: tuple[Type, ...]

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.types))})"


def deref(type_: Type) -> Type:
    """Return what a pointer points to, any other type as it is."""
    return type_.elem if isinstance(type_, Pointer) else type_


def substitute(type_: Type, env: dict[str, Type]) -> Type:
    """Replace type parameters by what `env` says."""
    if not env:
        return type_
    match type_:
        case TypeParam(name):
            return env.get(name, type_)
        case Named(path, name, args) if args:
            return Named(path, name, tuple(substitute(a, env) for a in args))
        case Pointer(elem):
            return Pointer(substitute(elem, env))
        case Slice(elem):
            return Slice(substitute(elem, env))
        case Array(elem):
            return Array(substitute(elem, env))
        case Chan(elem):
            return Chan(substitute(elem, env))
        case Map(key, elem):
            return Map(substitute(key, env), substitute(elem, env))
        case Tuple(types):
            return Tuple(tuple(substitute(t, env) for t in types))
        case Func(params, results, variadic):
            new = tuple(substitute(p, env) for p in params)
            return Func(new, tuple(substitute(r, env) for r in results), variadic)
        case Struct(fields):
            return Struct(tuple(StructField(f.name, substitute(f.type, env), f.embedded) for f in fields))
    return type_


def unify(pattern: Type, actual: Type, env: dict[str, Type]) -> None:
    """Learn type parameters in `pattern` from the type that stands in its place."""
    match pattern, actual:
        case TypeParam(name), _:
            if actual is not UNKNOWN:
                env.setdefault(name, actual)
        case (Pointer(a), Pointer(b)) | (Slice(a), Slice(b)) | (Array(a), Array(b)) | (Chan(a), Chan(b)):
            unify(a, b, env)
        case Map(key_a, a), Map(key_b, b):
            unify(key_a, key_b, env)
            unify(a, b, env)
        case Named(path, name, args), Named(path_b, name_b, args_b) if (path, name) == (path_b, name_b):
            for a, b in zip(args, args_b, strict=False):
                unify(a, b, env)
        case Func(params, results), Func(params_b, results_b):
            for a, b in zip((*params, *results), (*params_b, *results_b), strict=False):
                unify(a, b, env)
