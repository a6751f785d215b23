"""As a picture: a Mermaid flowchart, which GitHub draws in Markdown.

Requests go from the left through middleware, each drawn once where several routes share all
that comes before it, to routes with their handlers. What has findings is red. GitHub draws
at most 500 lines and 50,000 characters: many routes behind the same middleware share a box.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from ginlint.finding import Report
    from ginlint.routes import Route, Stop
    from ginlint.rule import Rule

MAX_BOXES = 250
MAX_LINES = 25
MAX_TEXT = 45_000
_SPECIAL = re.compile(r"[^\w /.,:*()?-]")
_STYLES = ("classDef found fill:#fdd,stroke:#c00,color:#000",)


def write(
    routes: Sequence[Route],
    report: Report,  # noqa: ARG001 - all writers take the same
    stream: TextIO,
    *,
    rules: Sequence[Rule],  # noqa: ARG001
) -> None:
    """Write a flowchart from left to right."""
    stream.write("flowchart LR\n")
    size = 0
    left = 0
    for line in _lines(routes):
        size += len(line) + 3
        if size > MAX_TEXT:
            left += 1
        else:
            stream.write(f"  {line}\n")
    if left:
        stream.write(f"  %% {left} lines are left out: GitHub draws no more\n")


def _lines(routes: Sequence[Route]) -> Iterator[str]:
    yield from _STYLES
    yield 'requests(["requests"])'
    known: dict[tuple[str, ...], str] = {}
    boxes = 0
    for chain, group in _grouped(routes).items():
        parent = "requests"
        for depth, stop in enumerate(group[0].chain):
            key = chain[: depth + 1]
            if key not in known:
                known[key] = f"m{len(known)}"
                yield f"{parent} --> {known[key]}{_box(stop)}"
            parent = known[key]
        for box in _boxes(group, whole=len(routes) <= MAX_BOXES):
            text = "<br/>".join(map(_label, box))
            found = ":::found" if any(route.handler.findings for route in box) else ""
            yield f'{parent} --> r{boxes}["{text}"]{found}'
            boxes += 1


def _grouped(routes: Sequence[Route]) -> dict[tuple[str, ...], list[Route]]:
    groups: defaultdict[tuple[str, ...], list[Route]] = defaultdict(list)
    for route in routes:
        groups[tuple(f"{stop.name} {stop.at}" for stop in route.chain)].append(route)
    return dict(groups)


def _boxes(group: list[Route], *, whole: bool) -> Iterator[list[Route]]:
    """Yield the routes that share a box: one each, or many where there are too many boxes."""
    size = 1 if whole else MAX_LINES
    for start in range(0, len(group), size):
        yield group[start : start + size]


def _label(route: Route) -> str:
    return _escaped(f"{route.name} - {route.handler.name}{_count(route.handler)}")


def _box(stop: Stop) -> str:
    return f'("{_escaped(stop.name + _count(stop))}"){":::found" if stop.findings else ""}'


def _count(stop: Stop) -> str:
    count = len(stop.findings)
    return f" ({count} finding{'s' if count != 1 else ''})" if count else ""


def _escaped(text: str) -> str:
    """Return text with Mermaid's entity for each character that may mean something to it."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)
