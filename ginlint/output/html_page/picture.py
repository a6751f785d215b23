"""A small picture of a path: a rail with a stop for each step, bent where a branch is taken."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ginlint.output.cells import one_line
from ginlint.output.html_page.excerpt import code_at
from ginlint.output.html_page.marked_up import cut, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ginlint.finding import Step
    from ginlint.output.sources import Sources

_MOST = 12
_ROW = 46
_TOP = 20
_STRAIGHT, _BENT = 18, 42
_TEXT = 66
_BRANCHES = {"this is true": "true", "this is false": "false"}


def picture(steps: Sequence[Step], sources: Sources) -> str:
    """Return the path as inline SVG, "" for one of less than two steps.

    Of a long one the first and last steps are drawn.
    """
    if len(steps) < 2:  # noqa: PLR2004 - one stop is no way
        return ""
    numbered = list(enumerate(steps, 1))
    if len(numbered) > _MOST:
        numbered = [*numbered[: _MOST - 4], *numbered[-4:]]
    stops = [
        (_BENT if step.text in _BRANCHES else _STRAIGHT, _TOP + row * _ROW)
        for row, (_, step) in enumerate(numbered)
    ]
    told = escaped("; ".join(f"{number}: {one_line(step.text)}" for number, step in numbered))
    height = _TOP + (len(stops) - 1) * _ROW + 26
    parts = [*_rails(stops), *_stops(numbered, stops, len(steps), sources)]
    return (
        f'<svg class="path" viewBox="0 0 460 {height}" width="460" height="{height}" role="img" '
        f'aria-label="The path. {told}">{"".join(parts)}</svg>'
    )


def _rails(stops: Sequence[tuple[int, int]]) -> Iterator[str]:
    for (x, y), (to, below) in pairwise(stops):
        middle = (y + below) // 2
        yield f'<path class="rail" d="M{x} {y}C{x} {middle} {to} {middle} {to} {below}"/>'


def _stops(
    numbered: Sequence[tuple[int, Step]], stops: Sequence[tuple[int, int]], last: int, sources: Sources
) -> Iterator[str]:
    for (number, step), (x, y) in zip(numbered, stops, strict=True):
        kind = "first" if number == 1 else "last" if number == last else "way"
        code = code_at(step.at, sources, 48)
        line = sources.load(step.at.path).line(step.at.start)
        branch = _BRANCHES.get(step.text)
        if branch:
            yield f'<path class="way" d="M{x} {y - 12}l12 12l-12 12l-12 -12z"/>'
            title, small = f"{line}: {code} is {branch}", ""
        else:
            yield f'<circle class="{kind}" cx="{x}" cy="{y}" r="11"/>'
            title, small = step.text.replace("`", ""), code
        yield f'<text class="n {kind}" x="{x}" y="{y + 4}">{number}</text>'
        drop = 4 if branch else -2
        font = ' class="m"' if branch else ""
        yield f'<text{font} x="{_TEXT}" y="{y + drop}">{escaped(cut(title, 54))}</text>'
        if not branch:
            yield f'<text class="m dim" x="{_TEXT}" y="{y + 14}">{line}: {escaped(small)}</text>'
