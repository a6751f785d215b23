"""Which method a call reaches, told by the text before its name and by what packages declare.

`db.WithContext(ctx).Where("id = ?", id).Find` is read backwards from its last name to
`db`; if that is a parameter or a package's variable, types lead to the method, and the
body around the call need not be lowered to know it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ginlint.go.names import (
    UNKNOWN,
    Array,
    Func,
    Interface,
    Map,
    Named,
    Pointer,
    Slice,
    Tuple,
    Type,
    deref,
    method_name,
)
from ginlint.go.trace import TRACE
from ginlint.record import NamedTuple

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, PackageScope, Program
    from ginlint.go.syntax import FuncDecl

MAX_DEPTH = 4  # variables whose types follow from each other
MAX_CHAIN = 2000  # bytes before the name that are looked at

# All of these read text backwards: a string's quotes come after the backslash that escapes them.
BACK_DOT = re.compile(rb"\s*\.\s*")
BACK_NAME = re.compile(rb"[\w\x80-\xff]+")
BACK_TOKEN = re.compile(
    rb"""[^()\[\]{}"'`/]+|"(?:[^"\n]|"(?=\\))*"(?!\\)|'(?:[^'\n]|'(?=\\))*'(?!\\)|`[^`]*`|[()\[\]{}]""",
)
TOKEN = re.compile(rb"""[^()\[\]{}"'`/;\n]+|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|[()\[\]{};\n]""")
ASSIGNS = b":="
# Each begins with plain text, which is found many times faster than any of several.
DECLARING = (
    re.compile(rb"var(?<=\bvar)\s+(?:\(|(?P<names>[^=\n]*))"),
    re.compile(rb"const(?<=\bconst)\s+(?:\(|(?P<names>[^=\n]*))"),
    re.compile(rb"type(?<=\btype)\s+(?:\(|(?P<names>[^=\n]*))"),
    re.compile(rb"func(?<=\bfunc)\b(?P<names>[^{}]*)"),
)
BACK_NAMES = re.compile(rb"\s*((?:[\w\x80-\xff]+\s*,\s*)*[\w\x80-\xff]+)\s*([,/]?)")
MAX_NAMES = 200  # bytes before := that are looked at
WORD = re.compile(rb"(?<![\w\x80-\xff.])[\w\x80-\xff]+(?![\w\x80-\xff]|\s*\.)")
VALUE = re.compile(rb"[ \t]*")
WRITTEN = re.compile(rb"[ \t]+([*\w.]+)[ \t]*(?=[,)=\n;])")
ASSERTED = re.compile(rb"\.\(([*\w.]+)\)\Z")
LITERAL = re.compile(rb"(&?)([\w.]+)\{")
OPENING, CLOSING = b"([{", b")]}"


class Method(NamedTuple):
    """What a call by a method's name reaches: as `Callee.name` has it, "" for a field of function type.

    `dynamic` is true for a method of an interface, and `asked` is then what `as_asked` makes of it.
    """

    name: str
    dynamic: bool
    asked: str = ""


class _Link(NamedTuple):
    """One name of a chain, and what stands after it: "(" for a call, "[" for an index, or ""."""

    name: str
    suffix: str


UNSEEN = Method("", dynamic=False)


def as_asked(program: Program, receiver: Type, called: str) -> str:
    """Return the method that is called, as one of the interface that `receiver` is: not of one it embeds.

    What has the Close of an io.ReadCloser can be read from, too.
    """
    base = deref(receiver)
    if not isinstance(base, Named) or not isinstance(program.underlying(base), Interface):
        return called
    return f"{base.path}.{base.name}.{called.rpartition('.')[2]}"


def method_at(file: File, offset: int, name: str) -> Method | None:
    """Return what `name`, at `offset` after a dot, reaches when called; None if the body must tell."""
    TRACE.seen.add(("method", file, offset))
    known = file.methods
    if offset not in known:
        known[offset] = _method_at(file, offset, name)
    return known[offset]


def methods_in(file: File, decl: FuncDecl, name: str) -> list[Method | None]:
    """Return what the calls of `name` in a declaration reach, in order."""
    offsets = (offset for offset in file.index.calls.get(name, ()) if decl.pos <= offset < decl.end)
    return [method_at(file, offset, name) for offset in offsets]


def function_at(file: File, decl: FuncDecl, offset: int, name: str) -> FuncSymbol | None:
    """Return the declared function that `name`, at `offset` in `decl`, calls; None if that is open."""
    before = file.text_noted[max(decl.pos, offset - MAX_CHAIN) : offset]
    if b"/" in before[before.rfind(b"\n", 0, len(before.rstrip())) + 1 :]:
        return None  # what stands before it may be a comment
    back = before[::-1]
    dot = BACK_DOT.match(back)
    root = BACK_NAME.match(back, dot.end()) if dot is not None else None
    if dot is not None and (root is None or BACK_DOT.match(back, root.end()) is not None):
        return None
    first = root.group()[::-1].decode("utf-8", "replace") if root is not None else name
    if _local(file, decl, first, 0) is not UNKNOWN:
        return None
    scopes = file.typer.scopes
    if root is not None:
        path = file.names.import_path(first)
        scope = file.names.program.scope(path) if path is not None else None
        scopes = [scope] if scope is not None and not file.typer.own_scope_has(first) else []
    return next((scope.functions[name] for scope in scopes if name in scope.functions), None)


def type_at(file: File, offset: int, name: bytes) -> Type | None:
    """Return the type of what a name alone stands for at `offset`; None if the body must tell."""
    decl = file.declaration_at(offset)
    TRACE.seen.add((file, decl.pos) if decl is not None else file)
    type_ = _type_of(file, offset, [_Link(name.decode("utf-8", "replace"), "")])
    return None if type_ is UNKNOWN else type_


def _method_at(file: File, offset: int, name: str) -> Method | None:
    chain = _chain_before(file.text_noted, offset)
    if chain is None:
        return None
    type_ = _type_of(file, offset, chain)
    if type_ is None or type_ is UNKNOWN:
        return None
    program = file.names.program
    found = program.select(type_, name)
    if found is None:
        base = deref(type_)
        unseen = isinstance(base, Named) and program.scope(base.path) is None
        return Method(f"{base}.{name}", dynamic=False) if unseen else None
    if not found.method:
        return UNSEEN
    called, dynamic = method_name(found.owner, name), found.symbol is None
    return Method(called, dynamic=dynamic, asked=as_asked(program, type_, called) if dynamic else "")


def _chain_before(text: bytes, offset: int) -> list[_Link] | None:
    """Return the names before the dot at `offset`, in order; None for anything but plain chains."""
    back = text[max(0, offset - MAX_CHAIN) : offset][::-1]
    dot = BACK_DOT.match(back)
    return _chain(back, dot.end())[0] if dot is not None else None


def _chain(back: bytes, at: int) -> tuple[list[_Link] | None, int]:
    """Read a chain that ends at `at`; return its links, the first name first, and where it begins."""
    links: list[_Link] = []
    start = at
    while True:
        suffix = ""
        if back[at : at + 1] in (b")", b"]"):
            suffix = "(" if back[at] == CLOSING[0] else "["
            closed, at = at, _over(back, at)
            if suffix == "[" and b":" in back[closed:at]:
                return None, start  # a slice of it, perhaps
        name = BACK_NAME.match(back, at) if at >= 0 else None
        if name is None or name.end() == len(back):
            return None, start
        links.append(_Link(name.group()[::-1].decode("utf-8", "replace"), suffix))
        dot = BACK_DOT.match(back, name.end())
        if dot is None:
            break
        at = dot.end()
    if b"/" in back[: name.end()] and _has_slash(back, name.end()):
        return None, start  # what looks like a name may stand in a comment
    links.reverse()
    return links, name.end()


def _has_slash(back: bytes, end: int) -> bool:
    """Tell slashes outside of strings."""
    at = 0
    while at < end:
        token = BACK_TOKEN.match(back, at)
        if token is None:
            return True
        at = token.end()
    return False


def _over(back: bytes, at: int) -> int:
    """Return the place before the bracket that the one at `at` closes, -1 if it is not found."""
    depth = 0
    while True:
        token = BACK_TOKEN.match(back, at)
        if token is None:
            return -1
        at = token.end()
        first = back[token.start()]
        if first in CLOSING:
            depth += 1
        elif first in OPENING:
            depth -= 1
            if depth == 0:
                return at


def _type_of(file: File, offset: int, chain: list[_Link], depth: int = 0) -> Type | None:
    """Return the type of what the names of a chain lead to; a call with several results gives a Tuple."""
    root, rest = chain[0], chain[1:]
    decl = file.declaration_at(offset)
    type_ = _local(file, decl, root.name, depth) if decl is not None else None
    if type_ is UNKNOWN:
        path = file.names.import_path(root.name)
        if path is not None and not file.typer.own_scope_has(root.name):
            scope = file.names.program.scope(path)
            if not rest or root.suffix or scope is None:
                return None
            root, rest = rest[0], rest[1:]
            type_ = _declared(file, [scope], root)
        else:
            type_ = _declared(file, file.typer.scopes, root)
    type_ = _applied(file, type_, root.suffix) if type_ is not None else None
    for link in rest:
        if type_ is None or type_ is UNKNOWN:
            return None
        found = file.names.program.select(type_, link.name)
        if found is None or (found.symbol is not None and found.symbol.type_params):
            return None
        type_ = _applied(file, found.type, link.suffix)
    return type_


def _declared(file: File, scopes: list[PackageScope], link: _Link) -> Type | None:
    """Return the type of a package's variable or function."""
    for scope in scopes:
        if link.name in scope.values:
            return file.typer.value_type(scope.values[link.name])
        function = scope.functions.get(link.name)
        if function is not None:
            return function.type if not function.type_params else None
        if link.name in scope.types:
            return None
    return None


def _applied(file: File, type_: Type, suffix: str) -> Type | None:
    """Return what calling or indexing a value of a type gives."""
    if not suffix:
        return type_
    shape = file.names.program.underlying(type_)
    if suffix == "(" and isinstance(shape, Func):
        return shape.results[0] if len(shape.results) == 1 else Tuple(shape.results)
    return shape.elem if suffix == "[" and isinstance(shape, (Slice, Array, Map)) else None


# Names in functions


class Declared(NamedTuple):
    """A place in a function that may declare a name, which ends at `end`.

    `how` is ":=" for a name on the left of one, `nth` names after the first, after which
    the value stands at `value`; "type" where a type may follow the name; "" where nothing is known.
    """

    how: str
    end: int
    value: int = -1
    alone: bool = False
    nth: int = 0


UNSURE = "("  # stands for all names, where some may be declared that are not seen


def _local(file: File, decl: FuncDecl, name: str, depth: int) -> Type | None:
    """Return the type of a name of a function; UNKNOWN if it is none of its own, None if that is open."""
    key = (decl.pos, name)
    if key not in file.locals:
        file.locals[key] = None  # what is declared by itself ends here
        file.locals[key] = _local_type(file, decl, name, depth)
    return file.locals[key]


def _local_type(file: File, decl: FuncDecl, name: str, depth: int) -> Type | None:
    symbol = file.package.symbol(file, decl)
    if symbol is None or decl.body is None or name in symbol.known_params:
        return None
    places = file.declared.get(decl.pos)
    if places is None:
        places = file.declared[decl.pos] = _declarations(file.text_noted, *decl.body)
    types: set[Type | None] = set()
    found = {parameter.name: parameter for parameter in (*symbol.params, *symbol.results)}.get(name)
    if name == decl.recv_name:
        types.add(symbol.receiver)
    elif found is not None:
        types.add(Slice(found.type) if found.variadic else found.type)
    declared = places.get(name.encode(), ())
    types.update(_declared_type(file, place, depth) for place in declared if depth < MAX_DEPTH)
    if UNSURE.encode() in places or (declared and depth >= MAX_DEPTH):
        return None
    if not types:
        return UNKNOWN
    return types.pop() if len(types) == 1 and file.names.import_path(name) is None else None


def _declarations(text: bytes, start: int, end: int) -> dict[bytes, list[Declared]]:
    """Return what may declare names in a body, by name; too much, rather than too little."""
    found: dict[bytes, list[Declared]] = {}
    at = text.find(ASSIGNS, start, end)
    while at >= 0:
        _enter_assigned(text, start, at, found)
        at = text.find(ASSIGNS, at + len(ASSIGNS), end)
    for declaring in DECLARING:
        for match in declaring.finditer(text, start, end):
            _enter_declared(text, match, found)
    return found


def _is_commented(text: bytes, at: int) -> bool:
    return text.find(b"//", text.rfind(b"\n", 0, at) + 1, at) >= 0


def _enter_assigned(text: bytes, start: int, at: int, found: dict[bytes, list[Declared]]) -> None:
    """Enter the names on the left of the := at `at`."""
    names = BACK_NAMES.match(text[max(start, at - MAX_NAMES) : at][::-1])
    if names is None or names[2]:
        found.setdefault(UNSURE.encode(), [])
        return
    commented = _is_commented(text, at)
    parts = [part.strip() for part in names[1][::-1].split(b",")]
    for number, name in enumerate(parts):
        how = "" if commented else ":="
        place = Declared(how, at, at + len(ASSIGNS), alone=len(parts) == 1, nth=number)
        found.setdefault(name, []).append(place)


def _enter_declared(text: bytes, match: re.Match[bytes], found: dict[bytes, list[Declared]]) -> None:
    """Enter the names after var, const or type, or all that stand between func and the next brace."""
    if match["names"] is None:
        found.setdefault(UNSURE.encode(), [])  # a group of declarations
        return
    how = "" if _is_commented(text, match.start()) else "type"
    for word in WORD.finditer(text, *match.span("names")):
        found.setdefault(word.group(), []).append(Declared(how, word.end()))


def _declared_type(file: File, place: Declared, depth: int) -> Type | None:
    """Return the type that one declaration gives a name, by the text after it."""
    text = file.text_noted
    if place.how != ":=":
        written = WRITTEN.match(text, place.end) if place.how == "type" else None
        return file.typer.written(written[1].decode("utf-8", "replace")) if written is not None else None
    value = VALUE.match(text, place.value)
    start = value.end() if value is not None else place.value
    literal = LITERAL.match(text, start)
    if literal is not None and not place.nth:
        named = file.typer.written(literal[2].decode("utf-8", "replace"))
        return Pointer(named) if literal[1] else named
    end = _statement_end(text, start)
    asserted = ASSERTED.search(text, start, end) if end >= 0 else None
    if asserted is not None and not place.nth:
        return file.typer.written(asserted[1].decode("utf-8", "replace"))
    chain, length = _chain(text[start - 1 : end][::-1], 0) if end >= 0 else (None, 0)
    if chain is None or length != end - start:
        return None
    type_ = _type_of(file, start, chain, depth + 1)
    if isinstance(type_, Tuple):
        return type_.types[place.nth] if place.nth < len(type_.types) else None
    return type_ if place.alone else None


def _statement_end(text: bytes, at: int) -> int:
    """Return where the expression at `at` ends, with its line or at a semicolon; -1 if unsure."""
    depth, start = 0, at
    while at - start < MAX_CHAIN:
        token = TOKEN.match(text, at)
        if token is None:
            return -1
        first = text[at]
        if depth == 0 and first in b"\n;":
            return at
        depth += 1 if first in OPENING else -1 if first in CLOSING else 0
        at = token.end()
    return -1
