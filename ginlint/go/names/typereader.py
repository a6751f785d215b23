"""Reading any type, parameter list or type parameter list, token by token."""

from __future__ import annotations

import re
from typing import Protocol

from ginlint.go.names.types import (
    UNKNOWN,
    Array,
    Basic,
    Chan,
    Func,
    Interface,
    Map,
    Named,
    Pointer,
    Slice,
    Struct,
    StructField,
    Type,
    TypeParam,
)

TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|[ \t\r]+|(\n|;|\.\.\.|<-|`[^`]*`|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\w+|.)",
    re.DOTALL,
)
BASIC = frozenset(
    "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune "
    "string uint uint8 uint16 uint32 uint64 uintptr".split()
)
BASIC_TYPES = {name: Basic(name) for name in BASIC} | {"byte": Basic("uint8"), "rune": Basic("int32")}
KEYWORDS = frozenset(("chan", "func", "interface", "map", "struct"))
ENDS = frozenset((",", ")", "\n", ""))
MAX_NESTING = 60


class Names(Protocol):
    """What a type's text is read against."""

    def qualified(self, alias: str, name: str) -> Type:
        """Return the type that `alias.name` stands for, UNKNOWN if `alias` is no import."""

    def declared(self, name: str) -> Type | None:
        """Return the type that the unqualified `name` stands for, None if it is not declared."""


class Parameter:
    """One parameter or result; `name` is "" where the source has none."""

    __slots__ = ("name", "type", "variadic")

    def __init__(self, name: str, type_: Type, *, variadic: bool) -> None:
        self.name = name
        self.type = type_
        self.variadic = variadic


def tokens_of(text: str) -> list[str]:
    """Return what a text is made of, without blanks and comments."""
    return [token for token in TOKEN.findall(text) if token]


class Reader:
    """A reader over the tokens of one text."""

    def __init__(self, text: str, names: Names, type_params: frozenset[str]) -> None:
        self.tokens = tokens_of(text)
        self.at = 0
        self.names = names
        self.type_params = type_params
        self.depth = 0

    def peek(self, ahead: int = 0) -> str:
        """Return a token without taking it, "" at the end."""
        try:
            return self.tokens[self.at + ahead]
        except IndexError:
            return ""

    def accept(self, token: str) -> bool:
        """Take `token` if it is next."""
        try:
            if self.tokens[self.at] != token:
                return False
        except IndexError:
            return False
        self.at += 1
        return True

    def separators(self) -> None:
        """Skip line ends and semicolons."""
        while self.peek() in ("\n", ";"):
            self.at += 1

    def type(self) -> Type:
        """Read one type."""
        self.depth += 1
        found = self.read_type() if self.depth < MAX_NESTING else UNKNOWN
        self.depth -= 1
        return found

    def read_type(self) -> Type:
        self.newlines()
        token = self.peek()
        self.at += 1
        if token not in KEYWORDS and (token[:1].isalpha() or token[:1] == "_"):
            return self.name(token)
        match token:
            case "*":
                return Pointer(self.type())
            case "(":
                inner = self.type()
                self.accept(")")
                return inner
            case "[":
                return self.bracketed()
            case "<-":
                self.accept("chan")
                return Chan(self.type())
            case "chan":
                self.accept("<-")
                return Chan(self.type())
            case "map":
                return self.map()
            case "func":
                return self.signature()
            case "struct":
                return self.struct()
            case "interface":
                return self.interface()
            case "~":
                return self.type()
        return UNKNOWN

    def bracketed(self) -> Type:
        """Read the rest of a slice or array type; the length may be any expression."""
        if self.accept("]"):
            return Slice(self.type())
        self.skip_to_bracket()
        return Array(self.type())

    def skip_to_bracket(self) -> None:
        """Skip past the `]` that closes the bracket already taken."""
        depth = 1
        while depth and self.peek():
            depth += {"[": 1, "]": -1}.get(self.peek(), 0)
            self.at += 1

    def map(self) -> Type:
        self.accept("[")
        key = self.type()
        self.accept("]")
        return Map(key, self.type())

    def name(self, token: str) -> Type:
        """Read a type name, qualified or not, with its type arguments."""
        if self.peek() == "." and self.peek(1):
            result = self.names.qualified(token, self.peek(1))
            self.at += 2
        elif token in self.type_params and not self.has_arguments():
            return TypeParam(token)
        else:
            result = self.names.declared(token) or BASIC_TYPES.get(token) or UNKNOWN
        if self.has_arguments():
            self.at += 1
            arguments = self.type_arguments()
            if isinstance(result, Named):
                return Named(result.path, result.name, arguments)
        return result

    def has_arguments(self) -> bool:
        """Tell whether type arguments follow, which no type parameter has."""
        return self.peek() == "[" and self.peek(1) != "]"

    def type_arguments(self) -> tuple[Type, ...]:
        arguments: list[Type] = []
        while self.peek() not in ("]", ""):
            arguments.append(self.type())
            if not self.accept(","):
                break
        self.accept("]")
        return tuple(arguments)

    def signature(self) -> Func:
        """Read parameters and results."""
        if self.peek() == "[":
            self.at += 1
            self.skip_to_bracket()
        params = self.parameters() if self.accept("(") else []
        if self.accept("("):
            results = self.parameters()
        elif self.starts_type():
            results = [Parameter("", self.type(), variadic=False)]
        else:
            results = []
        return func_type(params, results)

    def starts_type(self) -> bool:
        token = self.peek()
        return bool(token) and (token in ("*", "[", "<-") or token[0].isalpha() or token[0] == "_")

    def parameters(self) -> list[Parameter]:
        """Read up to the closing parenthesis; the opening one is taken."""
        entries: list[_Entry] = []
        self.newlines()
        while self.peek() not in (")", ""):
            entries.append(self.entry())
            self.newlines()
            if not self.accept(","):
                break
            self.newlines()
        self.accept(")")
        return _grouped(entries)

    def bounds(self) -> list[Parameter]:
        """Read a type parameter list; the opening bracket is taken."""
        entries: list[_Entry] = []
        self.newlines()
        while self.peek() not in ("]", ""):
            name = self.peek()
            self.at += 1
            lone = self.peek() == ","
            bound = UNKNOWN if lone else self.type()
            while self.accept("|"):
                self.type()
                bound = UNKNOWN
            entries.append(_Entry(name, bound, variadic=False, lone=lone))
            self.newlines()
            if not self.accept(","):
                break
            self.newlines()
        return _grouped(entries)

    def newlines(self) -> None:
        """Skip line ends."""
        while self.peek() == "\n":
            self.at += 1

    def entry(self) -> _Entry:
        """Read `name type`, a bare type, or a name that waits for its type."""
        if self.accept("..."):
            return _Entry("", self.type(), variadic=True, lone=False)
        name = self.peek()
        if self.names_a_parameter():
            self.at += 1
            variadic = self.accept("...")
            return _Entry(name, self.type(), variadic=variadic, lone=False)
        lone = self.peek(1) in ENDS
        return _Entry(name if lone else "", self.type(), variadic=False, lone=lone)

    def names_a_parameter(self) -> bool:
        """Tell `a T` from a bare type by what follows the first word: nothing here is read twice."""
        name, after = self.peek(), self.peek(1)
        if name in KEYWORDS or not (name[:1].isalpha() or name[:1] == "_"):
            return False
        if after == "[" and self.peek(2) != "]":
            return self.peek(self.after_bracket(1)) not in ENDS  # a [4]T, not T[int]
        return after not in ENDS and after != "."

    def after_bracket(self, position: int) -> int:
        """Return how far ahead the token after the bracket is that opens at `position`."""
        depth = 0
        while self.peek(position):
            depth += {"[": 1, "]": -1}.get(self.peek(position), 0)
            position += 1
            if depth == 0:
                break
        return position

    def struct(self) -> Type:
        self.accept("{")
        fields: list[StructField] = []
        self.separators()
        while self.peek() not in ("}", ""):
            before = self.at
            fields += self.field()
            self.end_of_field()
            if self.at == before:
                self.at += 1
        self.accept("}")
        return Struct(tuple(fields))

    def end_of_field(self) -> None:
        """Skip a tag and what follows up to the next field."""
        if self.peek()[:1] in ('"', "`"):
            self.at += 1
        self.separators()

    def field(self) -> list[StructField]:
        """Read one line of a struct."""
        if self.embedded():
            name = self.embedded_name()
            return [StructField(name, self.type(), embedded=True)]
        names = [self.peek()]
        self.at += 1
        while self.accept(","):
            self.separators()
            names.append(self.peek())
            self.at += 1
        type_ = self.type()
        return [StructField(name, type_, embedded=False) for name in names]

    def embedded_name(self) -> str:
        """Return the name of the embedded field that comes next: T of T, *T, p.T and T[A]."""
        position = 1 if self.peek() == "*" else 0
        if self.peek(position) == "(":
            position += 2 if self.peek(position + 1) == "*" else 1
        return self.peek(position + 2) if self.peek(position + 1) == "." else self.peek(position)

    def embedded(self) -> bool:
        """Tell T, *T, p.T and T[A] from a field with a name."""
        if self.peek() in ("*", "("):
            return True
        after = self.peek(1)
        if after in ("\n", ";", "}", "", ".") or after[:1] in ('"', "`"):
            return True
        if after != "[" or self.peek(2) == "]":
            return False
        position = self.after_bracket(1)
        return self.peek(position) in ("\n", ";", "}", "") or self.peek(position)[:1] in ('"', "`")

    def interface(self) -> Type:
        self.accept("{")
        methods: list[tuple[str, Func]] = []
        embeds: list[Type] = []
        self.separators()
        while self.peek() not in ("}", ""):
            before = self.at
            if self.peek(1) == "(":
                name = self.peek()
                self.at += 1
                methods.append((name, self.signature()))
            else:
                embeds.append(self.type())
            self.skip_union()
            self.separators()
            if self.at == before:
                self.at += 1
        self.accept("}")
        return Interface(tuple(methods), tuple(embeds))

    def skip_union(self) -> None:
        """Skip the other terms of A | B: a union has no methods."""
        while self.accept("|"):
            self.type()


def func_type(params: list[Parameter], results: list[Parameter]) -> Func:
    """Make a signature's type of its parameters and results."""
    variadic = bool(params) and params[-1].variadic
    types = [Slice(p.type) if p.variadic else p.type for p in params]
    return Func(tuple(types), tuple(r.type for r in results), variadic)


class _Entry:
    """One entry between the commas of a parameter list."""

    __slots__ = ("lone", "name", "type", "variadic")

    def __init__(self, name: str, type_: Type, *, variadic: bool, lone: bool) -> None:
        self.name = name
        self.type = type_
        self.variadic = variadic
        self.lone = lone


def _grouped(entries: list[_Entry]) -> list[Parameter]:
    """Tell (a, b int) from (A, B): beside a named entry, lone words are names."""
    named = any(entry.name and not entry.lone for entry in entries)
    result: list[Parameter] = []
    following = _Entry("", UNKNOWN, variadic=False, lone=False)
    for entry in reversed(entries):
        if not (named and entry.lone):
            following = entry
        name = entry.name if named else ""
        result.append(Parameter(name, following.type, variadic=following.variadic))
    result.reverse()
    return result
