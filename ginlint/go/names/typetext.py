"""Types and signatures from their source text, by the Go spec's section "Types".

A text is read only when something asks for it, so facts can keep text. What
cannot be read is UNKNOWN; nothing here raises.
"""

from __future__ import annotations

import re

from ginlint.go.names.typereader import BASIC_TYPES, Names, Parameter, Reader, func_type, tokens_of
from ginlint.go.names.types import UNKNOWN, Func, Interface, Pointer, Slice, Type, TypeParam

__all__ = [
    "BASIC_TYPES", "Names", "Parameter", "func_type", "parse_parameters", "parse_results", "parse_type",
    "parse_type_parameters", "type_param_names",
]  # fmt: skip

# Most types are names, and most lists are of names with types: these are read at once.
_NAME = r"(?!(?:chan|func|interface|map|struct)\b)[^\W\d]\w*"
_TYPE = rf"((?:\*|\[\])*)(?:(?:({_NAME})\.)?({_NAME})|interface\{{\}})"
_PLAIN_TYPE = re.compile(_TYPE)
_NAMED = re.compile(rf"({_NAME}) (\.\.\.)?{_TYPE}(?:, ?|\)\Z)")
_NAMELESS = re.compile(rf"()(\.\.\.)?{_TYPE}(?:, ?|\)\Z)")
# As the interfaces of the shipped packages are written.
_INTERFACE = "interface{"
_METHOD = re.compile(rf"({_NAME})(\([^()]*\))(\([^()]*\))?(?:;|\}}\Z)")
EMPTY_INTERFACE = Interface((), ())


def parse_type(text: str, names: Names, type_params: frozenset[str] = frozenset()) -> Type:
    """Return the type that `text` denotes."""
    plain = _PLAIN_TYPE.fullmatch(text)
    if plain is not None:
        prefix, alias, name = plain.groups("")
        return _plain(prefix, alias, name, names, type_params)
    methods = _methods(text, names, type_params)
    if methods:
        return Interface(tuple(methods), ())
    return Reader(text, names, type_params).type()


def parse_parameters(text: str, names: Names, type_params: frozenset[str] = frozenset()) -> list[Parameter]:
    """Return the parameters of a list with its parentheses; [] for ""."""
    plain = _plain_list(text, names, type_params)
    if plain is not None:
        return plain
    reader = Reader(text, names, type_params)
    return reader.parameters() if reader.accept("(") else []


def parse_results(text: str, names: Names, type_params: frozenset[str] = frozenset()) -> list[Parameter]:
    """Return the results of a signature: "", one type, or a list in parentheses."""
    if not text:
        return []
    if text.startswith("("):
        return parse_parameters(text, names, type_params)
    return [Parameter("", parse_type(text, names, type_params), variadic=False)]


def parse_type_parameters(text: str, names: Names, type_params: frozenset[str]) -> list[Parameter]:
    """Return type parameters with their bounds; a union of several types is UNKNOWN."""
    reader = Reader(text, names, type_params)
    return reader.bounds() if reader.accept("[") else []


def type_param_names(text: str) -> tuple[str, ...]:
    """Return the names that a type parameter list such as "[K comparable, V any]" declares."""
    found: list[str] = []
    depth = 0
    expect = True
    for token in tokens_of(text[1:-1]):
        if token in "([{" and len(token) == 1:
            depth += 1
        elif token in ")]}" and len(token) == 1:
            depth -= 1
        elif token == "," and depth == 0:
            expect = True
        elif expect and depth == 0 and token[0] != "\n":
            found.append(token)
            expect = False
    return tuple(found)


def _plain_list(text: str, names: Names, type_params: frozenset[str]) -> list[Parameter] | None:
    """Read a list of plain types in which all have names, or none; None for any other list."""
    if text in {"", "()"}:
        return []
    if text[0] != "(":
        return None
    entry = _NAMED if _NAMED.match(text, 1) else _NAMELESS
    found = []
    at, end = 1, len(text)
    while at < end:
        match = entry.match(text, at)
        if match is None:
            return None
        name, dots, prefix, alias, last = match.groups("")
        type_ = _plain(prefix, alias, last, names, type_params)
        found.append(Parameter(name, type_, variadic=bool(dots)))
        at = match.end()
    return found


def _methods(text: str, names: Names, type_params: frozenset[str]) -> list[tuple[str, Func]] | None:
    """Read an interface on one line, of methods whose signatures hold no parentheses; None for other text."""
    if not text.startswith(_INTERFACE):
        return None
    found = []
    at, end = len(_INTERFACE), len(text)
    while at < end:
        method = _METHOD.match(text, at)
        if method is None:
            return None
        params = parse_parameters(method[2], names, type_params)
        results = parse_results(method[3] or "", names, type_params)
        found.append((method[1], func_type(params, results)))
        at = method.end()
    return found


def _plain(prefix: str, alias: str, name: str, names: Names, type_params: frozenset[str]) -> Type:
    """Return a type of a name and of what stands before it: stars, empty brackets, a package's name.

    The name "" stands for interface{}.
    """
    found: Type
    if not name:
        found = EMPTY_INTERFACE
    elif alias:
        found = names.qualified(alias, name)
    elif name in type_params:
        found = TypeParam(name)
    else:
        found = names.declared(name) or BASIC_TYPES.get(name) or UNKNOWN
    for sign in reversed(prefix):
        if sign != "[":
            found = Pointer(found) if sign == "*" else Slice(found)
    return found
