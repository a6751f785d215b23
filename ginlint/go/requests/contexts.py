"""Types that exist only while something is served: those of frameworks, and the module's own around them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.names import Interface, Struct
from ginlint.go.requests.foreign import embedded_in, that_wrap, used_as_contexts
from ginlint.go.trace import SIGNATURES, TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ginlint.go.file import File
    from ginlint.go.project import Project

REQUEST = "*net/http.Request"
WRITER = "net/http.ResponseWriter"
BETWEEN = rb"(?:\s|/\*[^*]*\*/)*"  # what may stand between two tokens
CONTEXT = re.compile(r"\s*(\w*(?:Context|Ctx))\s*")
MAX_ROUNDS = 3  # type Context struct{ *gin.Context }, type Admin struct{ Context }, …


@cache
def served_by_type() -> dict[str, str]:
    """Map the types of frameworks that exist only while something is served to what is served."""
    frameworks = table("frameworks")
    found = {name: "request" for entry in frameworks["request"] for name in entry["parameters"]}
    return found | {name: "message" for entry in frameworks["message"] for name in entry["parameters"]}


@cache
def _wrapped() -> frozenset[str]:
    """Return the types of frameworks that modules put types of their own around."""
    frameworks = table("frameworks")
    entries = (*frameworks["request"], *frameworks["message"])
    return frozenset(name for entry in entries if entry.get("wrapped", True) for name in entry["parameters"])


def served_as(project: Project, type_: str) -> str | None:
    """Return "request" or "message" for a type that exists only while one is served, else None."""
    kinds = served_by_type()
    known = kinds.get(type_) or kinds.get(own_contexts(project).get(type_, ""))
    return known or ("request" if type_ in used_as_contexts(project) else None)


@question
def own_contexts(project: Project) -> dict[str, str]:
    """Map the module's types that embed what a framework hands to handlers to that type.

    `type Context struct { *gin.Context; User User }`, and a pointer to it; and interfaces alike. So is
    a struct that holds both a request and what answers it, or the context of a framework, by whatever
    names, if there are types of functions that take one: `type Handler func(*Context) error`. So are
    contexts of other modules that embed one, and an interface that hides one: a function makes it of
    what a framework hands out, and function types take it.
    """
    TRACE.seen.add(SIGNATURES)
    found: dict[str, str] = {}
    fresh: dict[str, str] = {name: name for name in _wrapped()}
    for name in _that_answer(project):
        found[name] = found[f"*{name}"] = WRITER
    found.update(_that_hold(project))
    found |= that_wrap(project, fresh)
    found.update(_that_hide(project))
    fresh |= found
    for number in range(MAX_ROUNDS):
        embeds, fresh = fresh, {}
        for name, type_ in _that_embed(project, embeds, qualified=number == 0):
            if name not in found:
                fresh[name] = fresh[f"*{name}"] = embeds[type_]
        found |= fresh
        if not fresh:
            break
    return found


def _that_answer(project: Project) -> Iterator[str]:
    """Yield the full names of the structs of a project with a request and a response writer of net/http."""
    for package in project.packages:
        for file in package.files:
            if file.test or not {"Request", "ResponseWriter"} <= file.facts.index.types.keys():
                continue
            for decl in file.facts.types:
                if "Request" not in decl.text or "ResponseWriter" not in decl.text:
                    continue
                symbol = package.scope.types.get(decl.name)
                shape = project.program.underlying(symbol.written) if symbol is not None else None
                held = {str(field.type) for field in shape.fields} if isinstance(shape, Struct) else set()
                if held >= {REQUEST, WRITER} and _is_handed_on(project, decl.name):
                    yield f"{package.path}.{decl.name}"


def _that_hold(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the structs of a project, and pointers to them, with the context of a framework in a field.

    Who has such a context makes them: an option of a producer takes what lasts (`func(*Producer)`), and
    that may hold a message as well.
    """
    paths = {name.lstrip("*").rpartition(".")[0] for name in _wrapped()} - {"net/http"}
    for package in project.packages:
        for file in package.files:
            if file.test or paths.isdisjoint(spec.path for spec in file.facts.imports):
                continue
            for decl in file.facts.types:
                symbol = package.scope.types.get(decl.name) if "struct" in decl.text[:7] else None
                shape = project.program.underlying(symbol.written) if symbol is not None else None
                fields = shape.fields if isinstance(shape, Struct) else ()
                types = (str(field.type) for field in fields)
                known = next((it for it in types if it in _wrapped() and it not in (REQUEST, WRITER)), None)
                if (
                    known is not None
                    and _is_made_of(project, decl.name, known)
                    and _is_handed_on(project, decl.name)
                ):
                    yield from ((f"{mark}{package.path}.{decl.name}", known) for mark in ("", "*"))


def _is_made_of(project: Project, name: str, context: str) -> bool:
    """Tell a type of which a function makes a value that speaks of a framework's context, too."""
    made = re.compile(rb"\b%b\s*\{" % name.encode())
    given = re.compile(rb"\.\s*%b\b" % context.rpartition(".")[2].encode())
    for package in project.packages:
        for file in package.files:
            if file.test or not made.search(file.parsed.text) or not given.search(file.parsed.text):
                continue
            text = file.parsed.text
            bodies = ((decl.pos, decl.end) for decl in file.facts.functions if decl.body is not None)
            if any(made.search(text, *body) and given.search(text, *body) for body in bodies):
                return True
    return False


def _that_hide(project: Project) -> Iterator[tuple[str, str]]:
    """Yield the interfaces of a project that are made of a framework's context, and which: newContext(c)."""
    names = {name.rpartition(".")[2] for name in _wrapped()}
    for package in project.packages:
        for file in package.files:
            if file.test or names.isdisjoint(file.facts.index.types):
                continue
            for decl in file.facts.functions:
                made = CONTEXT.fullmatch(decl.results) if not decl.recv and "." in decl.params else None
                result = package.scope.types.get(made[1]) if made is not None else None
                if result is None or not isinstance(project.program.underlying(result.written), Interface):
                    continue
                symbol = package.symbol(file, decl)
                given = [str(parameter.type) for parameter in symbol.params] if symbol is not None else []
                known = next((type_ for type_ in given if type_ in _wrapped()), None)
                if known is not None and _is_handed_on(project, result.name):
                    yield f"{package.path}.{result.name}", known


def _is_handed_on(project: Project, name: str) -> bool:
    """Tell a type that a function type takes first: of a field, a parameter, or with a name of its own.

    What begins a line is the declaration of a method.
    """
    word = name.encode()
    shape = rb"(?<!\n)\bfunc _ \( _ (?:\w+\s _ )?\*? _ (?:\w+ _ \. _ )?%b _ [,)](?![^\n]*\{\s*\n)" % word
    taken = re.compile(shape.replace(b" _ ", BETWEEN))
    return any(
        word in file.parsed.text and taken.search(file.parsed.text) is not None
        for package in project.packages
        for file in package.files
        if not file.test
    )


def own_contexts_at(file: File) -> list[int]:
    """Return where the text names a context of the file's own package, which the index does not tell."""
    names = {
        name.rpartition(".")[2]
        for name in own_contexts(file.package.project)
        if name.rpartition(".")[0] == file.package.path
    }
    if not names:
        return []
    shape = re.compile(rb"\b(?:%s)\b" % "|".join(sorted(names)).encode())
    return [found.start() for found in shape.finditer(file.text_noted)]


def _that_embed(project: Project, types: Collection[str], *, qualified: bool) -> Iterator[tuple[str, str]]:
    """Yield the full names of the types of a project that embed one of `types`, and which one.

    `qualified` says that they all come from other packages, and so are in the index of a file.
    """
    names = {name.rpartition(".")[2] for name in types}
    shape = re.compile(rf"[{{;\n]\s*\*?(?:\w+\.)?(?:{'|'.join(sorted(names))})\s*[;}}\n/`\"]")
    for package in project.packages:
        for file in package.files:
            if file.test or (qualified and names.isdisjoint(file.facts.index.types)):
                continue
            for decl in file.facts.types:
                symbol = package.scope.types.get(decl.name) if shape.search(decl.text) else None
                embedded = embedded_in(project.program, symbol.written) if symbol is not None else ()
                known = next((str(type_) for type_ in embedded if str(type_) in types), None)
                if known is not None:
                    yield f"{package.path}.{decl.name}", known
