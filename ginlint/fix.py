"""Applying fixes: edits to the text of files, none of which overlap."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ginlint.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ginlint.finding import Edit, Finding, Report


def fixed(
    findings: Iterable[Finding], texts: Mapping[str, bytes], *, unsafe: bool = False
) -> dict[str, bytes]:
    """Return the new contents of the files that fixes change.

    `texts` maps paths, as findings name them, to contents. Fixes are taken in the
    order of the findings; one that overlaps an earlier one is left for the next
    run, and so are unsafe ones unless `unsafe`. An edit that two have, such as
    the import that both need, is made once.
    """
    by_path: dict[str, list[Edit]] = {}
    for finding in chosen(findings, texts, unsafe=unsafe):
        for edit in finding.fix.edits if finding.fix else ():
            by_path.setdefault(edit.at.path, []).append(edit)
    return {path: _apply(texts[path], dict.fromkeys(edits)) for path, edits in by_path.items()}


def chosen(
    findings: Iterable[Finding], texts: Mapping[str, bytes], *, unsafe: bool = False
) -> Iterator[Finding]:
    """Yield the findings whose fixes `fixed` applies."""
    taken: dict[str, list[Edit]] = {}
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or any(edit.at.path not in texts for edit in fix.edits):
            continue
        if not any(_overlaps(edit, other) for edit in fix.edits for other in taken.get(edit.at.path, ())):
            for edit in fix.edits:
                taken.setdefault(edit.at.path, []).append(edit)
            yield finding


def _overlaps(one: Edit, other: Edit) -> bool:
    if one == other:
        return False
    if one.at.start == other.at.start:
        return True
    first, second = sorted((one, other))
    return first.at.end > second.at.start


def _apply(text: bytes, edits: Iterable[Edit]) -> bytes:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.at.start] + edit.new.encode() + text[edit.at.end :]
    return text


def texts_of(report: Report) -> dict[str, bytes]:
    """Return the contents of the files that fixes of `report` concern; raises FileError."""
    paths = {edit.at.path for finding in report.findings if finding.fix for edit in finding.fix.edits}
    found: dict[str, bytes] = {}
    for path in sorted(paths - report.overlay.keys()):
        try:
            with open(os.path.join(report.root, path), "rb") as file:
                found[path] = file.read()
        except OSError as error:
            raise FileError(f"cannot read {path} to fix it: {error.strerror}") from error
    return found


def write(contents: Mapping[str, bytes], root: str) -> None:
    """Write fixed files below `root`, each in one step; raises FileError."""
    for path, text in contents.items():
        target = os.path.join(root, path)
        draft = f"{target}.ginlint"
        try:
            with open(draft, "wb") as file:
                file.write(text)
            os.chmod(draft, os.stat(target).st_mode)
            os.replace(draft, target)
        except OSError as error:
            raise FileError(f"cannot write {path}: {error.strerror}") from error


def diff(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the lines of a unified diff, with line ends."""
    import difflib  # only needed here

    for path in sorted(after):
        old = before[path].decode("utf-8", "surrogateescape").splitlines(keepends=True)
        new = after[path].decode("utf-8", "surrogateescape").splitlines(keepends=True)
        yield from difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
