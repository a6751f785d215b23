"""Build constraints: what they say, and whether two files can ever meet.

An expression is kept in postfix order, such as ("linux", "cgo", "!", "&&"), so
that no depth of parentheses can exhaust the stack. The empty expression is true.

The tables are those of Go 1.27's internal/syslist; the rules for tags and file
names are go/build's, those for `go_version` are go/build/constraint's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Expr = tuple[str, ...]

UNIX = frozenset("aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris".split())
GOOS = UNIX | frozenset("js nacl plan9 wasip1 windows zos".split())
GOARCH = frozenset(
    "386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le "
    "mipsle ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split()
)
COMPILERS = frozenset({"gc", "gccgo"})
# A system also satisfies the tag of the one it grew out of.
_ALSO = {"android": "linux", "illumos": "solaris", "ios": "darwin"}

_MAX_TERMS = 1000  # as in go/build/constraint
_MAX_STEPS = 200_000  # some tens of milliseconds
_TOKEN = re.compile(r"[ \t]*(?:(\(|\)|!|&&|\|\|)|([\w.]+)|(.))")
_PRECEDENCE = {"||": 1, "&&": 2, "!": 3}
_RELEASE = re.compile(r"go1(?:\.(0|[1-9][0-9]{0,5}))?")
_TAG = re.compile(r"[\w.]+")


def parse(text: str) -> Expr:
    """Return the expression of a //go:build line, of // +build lines or of a bare expression.

    Several // +build lines must all hold. What Go could not read gives the empty
    expression: a file with a broken constraint is still worth reading.
    """
    lines = [line.strip() for line in text.splitlines()]
    legacy = [words for line in lines if (words := _plus_build(line)) is not None]
    if legacy:
        return conjunction(_parse_plus_build(words) for words in legacy)
    line = next((line for line in lines if line), "")
    return _parse_expression(line.removeprefix("//go:build"))


def evaluate(expr: Expr, holds: Callable[[str], bool]) -> bool:
    """Return whether `expr` is true where `holds` says which tags are set."""
    stack: list[bool] = []
    for token in expr:
        if token == "!":
            stack.append(not stack.pop())
        elif token in _PRECEDENCE:
            right, left = stack.pop(), stack.pop()
            stack.append(left and right if token == "&&" else left or right)
        else:
            stack.append(holds(token))
    return stack[0] if stack else True


def platform_tags(goos: str, goarch: str) -> frozenset[str]:
    """Return the tags that hold on a platform because of what it is."""
    tags = {goos, goarch, _ALSO.get(goos, goos)}
    if goos in UNIX:
        tags.add("unix")
    return frozenset(tags)


def go_version(expr: Expr) -> tuple[int, int] | None:
    """Return the least Go release that `expr` implies, None if it implies none.

    Structural like Go's own: any tag may be set or not, `linux && !linux` included.
    """
    # Each entry is what the subexpression implies, and what its negation implies.
    stack: list[tuple[int, int]] = []
    for token in expr:
        if token == "!":
            true, false = stack.pop()
            stack.append((false, true))
        elif token in _PRECEDENCE:
            (true, false), (left, right) = stack.pop(), stack.pop()
            if token == "&&":
                stack.append((max(left, true), min(right, false)))
            else:
                stack.append((min(left, true), max(right, false)))
        else:
            stack.append((_release(token), -1))
    least = stack[0][0] if stack else -1
    return None if least < 0 else (1, least)


def is_ignored(expr: Expr) -> bool:
    """Return whether only the tag `ignore`, which nobody sets, lets the file be built."""
    return "ignore" in expr and not _satisfiable(expr, frozenset({"ignore"}))


def needs(expr: Expr, tags: frozenset[str]) -> bool:
    """Return whether no build without all of `tags` lets the file in."""
    return not tags.isdisjoint(expr) and not _satisfiable(expr, tags)


def file_constraint(name: str, expr: Expr) -> Expr:
    """Return `expr` narrowed by what the file's name demands: x_linux_arm64_test.go."""
    stem = name.partition(".")[0]
    parts = stem.removesuffix("_test").split("_")[1:]
    if len(parts) > 1 and parts[-2] in GOOS and parts[-1] in GOARCH:
        return conjunction([(parts[-2],), (parts[-1],), expr])
    if parts and (parts[-1] in GOOS or parts[-1] in GOARCH):
        return conjunction([(parts[-1],), expr])
    return expr


def exclusive(one: Expr, other: Expr) -> bool:
    """Return whether two files can never be part of the same build.

    False also where there are too many tags to try them all.
    """
    if not one or not other or one == other:
        return False
    return not _satisfiable(conjunction([one, other]), frozenset())


def conjunction(expressions: Iterable[Expr]) -> Expr:
    """Return the expression that all of `expressions` hold."""
    result: Expr = ()
    for expr in expressions:
        result = (*result, *expr, "&&") if result and expr else result or expr
    return result


@lru_cache(maxsize=4096)
def _satisfiable(expr: Expr, unset: frozenset[str]) -> bool:
    """Return whether some build sets tags so that `expr` holds; True if that is too much work."""
    tags = frozenset(expr) - {"!", "&&", "||"}
    free = sorted(tags - GOOS - GOARCH - COMPILERS - unset - {"unix"})
    releases = {tag: release for tag in free if (release := _release(tag)) >= 0}
    choices = [
        {platform_tags(goos, "") & tags for goos in GOOS},
        {tags & {arch} for arch in GOARCH},
        {tags & {compiler} for compiler in COMPILERS},
        _release_choices(releases),
        *({frozenset[str](), frozenset({tag})} for tag in free if tag not in releases),
    ]
    if prod(map(len, choices)) * len(expr) > _MAX_STEPS:
        return True
    return any(evaluate(expr, frozenset().union(*chosen).__contains__) for chosen in product(*choices))


def _release_choices(releases: dict[str, int]) -> set[frozenset[str]]:
    """Return the sets of release tags that a Go can have: a newer one has all the older ones."""
    return {
        frozenset(tag for tag, release in releases.items() if release <= newest)
        for newest in (0, *releases.values())
    }


def _release(tag: str) -> int:
    """Return N of go1.N, 0 of go1, -1 of any other tag."""
    found = _RELEASE.fullmatch(tag)
    return int(found[1] or 0) if found else -1


def _plus_build(line: str) -> str | None:
    """Return what follows // +build, None for any other line."""
    if not line.startswith("//"):
        return None
    verb, _, words = line[2:].strip().replace("\t", " ").partition(" ")
    return words if verb == "+build" else None


def _parse_plus_build(words: str) -> Expr:
    """Read the old syntax: spaces are "or", commas "and"."""
    clauses = [conjunction(map(_literal, clause.split(","))) for clause in words.split()]
    if not clauses:
        return ("ignore",)
    result = clauses[0]
    for clause in clauses[1:]:
        result = (*result, *clause, "||")
    return result


def _literal(word: str) -> Expr:
    """Read a tag of the old syntax; Go takes `ignore` for what it cannot read."""
    tag = word.removeprefix("!")
    if not _TAG.fullmatch(tag):
        return ("ignore", "!") if word.startswith("!") and tag and tag[0] != "!" else ("ignore",)
    return (tag, "!") if tag != word else (tag,)


def _parse_expression(text: str) -> Expr:
    """Turn infix into postfix with two stacks (Dijkstra's shunting yard)."""
    output: list[str] = []
    pending: list[str] = []
    operand_next = True
    for symbol, tag, nonsense in _TOKEN.findall(text.strip()):
        if nonsense or operand_next != bool(tag or symbol in {"(", "!"}):
            return ()
        if tag:
            output.append(tag)
            operand_next = False
        elif symbol in {"(", "!"}:
            if symbol == "!" and pending[-1:] == ["!"]:
                return ()
            pending.append(symbol)
        elif symbol == ")":
            if not _close(output, pending):
                return ()
        else:
            _flush(output, pending, _PRECEDENCE[symbol])
            pending.append(symbol)
            operand_next = True
    _flush(output, pending, 0)
    return () if operand_next or pending or len(output) > 2 * _MAX_TERMS else tuple(output)


def _flush(output: list[str], pending: list[str], precedence: int) -> None:
    """Move operators that bind at least as strongly from `pending` to `output`."""
    while pending and pending[-1] != "(" and _PRECEDENCE[pending[-1]] >= precedence:
        output.append(pending.pop())


def _close(output: list[str], pending: list[str]) -> bool:
    """Move what stands in a parenthesis; False if it was never opened."""
    _flush(output, pending, 0)
    return bool(pending) and pending.pop() == "("
