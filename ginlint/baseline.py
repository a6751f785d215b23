"""The findings that a team has decided to live with for now, in a file that is kept with the code.

An entry knows its finding by what stays the same while code around it changes:
rule, package, function and resource, then the text of its line. It holds no line
number, so that the file changes only when findings do.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING

from ginlint.errors import FileError
from ginlint.finding import Confidence
from ginlint.output import Sources, declared, finding_ids
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ginlint.finding import Finding, Report

VERSION = 1


@record(frozen=True, slots=True, order=True)
class Entry:
    """One known finding.

    `path` is relative to the directory of the baseline, and so is `package` outside
    of a module. `line` is a hash of the text of the line, `fingerprint` the one of the JSON
    report. `confidence` is "low" for findings that only --pedantic shows, else "".
    """

    path: str
    rule: str
    function: str = ""
    resource: str = ""
    fingerprint: str = ""
    package: str = ""
    line: str = ""
    confidence: str = ""


# From exact to loose: unchanged, edited; moved to another package, to another function, to both.
_IN_PLACE: tuple[tuple[str, ...], ...] = (
    ("rule", "package", "function", "resource", "line"),
    ("rule", "package", "function", "resource"),
)
_MOVED: tuple[tuple[str, ...], ...] = (
    ("rule", "function", "resource", "line"),
    ("rule", "package", "resource", "line"),
    ("rule", "resource", "line"),
)


def entries(report: Report, folder: str) -> list[Entry]:
    """Return an entry for each finding of `report`, in its order, for a baseline in `folder`."""
    sources = Sources(report)

    def entry(finding: Finding, fingerprint: str) -> Entry:
        source = sources.load(finding.at.path)
        text = source.line_bytes(source.line(finding.at.start))
        return Entry(
            path=_relative(os.path.join(report.root, finding.at.path), folder),
            rule=finding.rule,
            function=declared(finding.function),
            resource=finding.resource,
            fingerprint=fingerprint,
            package=_relative(finding.package, folder),
            line=_digest(text),
            confidence="low" if finding.confidence is Confidence.LOW else "",
        )

    return list(map(entry, report.findings, finding_ids(report)))


def _relative(path: str, folder: str) -> str:
    """Return an absolute path as one from `folder`; an import path stays as it is."""
    return os.path.relpath(path, folder).replace(os.sep, "/") if os.path.isabs(path) else path


def _digest(line: bytes) -> str:
    from ginlint.hashes import blake2b

    return blake2b(b"".join(line.split()), digest_size=4).hexdigest()


def subtract(
    report: Report, known: Sequence[Entry], folder: str, is_judged: Callable[[Entry], bool] | None = None
) -> tuple[Report, list[Entry]]:
    """Return `report` without the findings that are in a baseline, and the entries that nothing answers.

    An entry stands for one finding. The likest is taken first: the same line in the
    same function, then another line of it, then one that moved with its package or function.
    What `is_judged` is false for may still be where it was, unseen by this run, so it has not moved.
    """
    found = entries(report, folder)
    open_findings = list(range(len(found)))
    unanswered = sorted(known)
    for names in _IN_PLACE:
        open_findings, unanswered = _pair(found, open_findings, unanswered, names)
    unseen = [entry for entry in unanswered if is_judged and not is_judged(entry)]
    movable = [entry for entry in unanswered if not is_judged or is_judged(entry)]
    for names in _MOVED:
        open_findings, movable = _pair(found, open_findings, movable, names)
    kept = tuple(report.findings[index] for index in open_findings)
    number = len(report.findings) - len(kept)
    return replace(report, findings=kept, known=report.known + number), [*unseen, *movable]


def _pair(
    found: Sequence[Entry], indexes: list[int], known: Iterable[Entry], names: tuple[str, ...]
) -> tuple[list[int], list[Entry]]:
    """Take each finding together with one entry that has the same `names`; return those left alone."""
    waiting: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in known:
        waiting[_key(entry, names)].append(entry)
    alone = []
    for index in indexes:
        same = waiting[_key(found[index], names)]
        if same:
            same.pop(0)
        else:
            alone.append(index)
    return alone, [entry for same in waiting.values() for entry in same]


def _key(entry: Entry, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(getattr(entry, name) for name in names)


def updated(
    known: Iterable[Entry], found: Iterable[Entry], is_judged: Callable[[Entry], bool]
) -> list[Entry]:
    """Return the entries of a new baseline: `found`, and those of the old one that the run did not judge."""
    return sorted({*found, *(entry for entry in known if not is_judged(entry))})


def read(path: str) -> list[Entry]:
    """Return the entries of a baseline; raises FileError."""
    try:
        with open(path, encoding="utf-8") as file:
            table = json.load(file)
    except FileNotFoundError as error:
        raise FileError(f"there is no baseline {path}; write it by: ginlint baseline") from error
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise FileError(f"{path} is no baseline: {error}; write it anew by: ginlint baseline") from error
    return _entries(table, path)


def _entries(table: object, path: str) -> list[Entry]:
    version = table.get("version") if isinstance(table, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise FileError(f"{path} was written by a newer ginlint (version {version}); update this one")
    names = {field.name for field in fields(Entry)}
    try:
        assert isinstance(table, dict)  # noqa: S101 - asked for together with the rest
        found = [
            Entry(**{name: str(value) for name, value in item.items() if name in names})
            for item in table["findings"]
        ]
    except (AssertionError, AttributeError, KeyError, TypeError) as error:
        raise FileError(
            f"{path} is no baseline: it has no list of findings; write it anew by: ginlint baseline"
        ) from error
    return found


def write(path: str, known: Iterable[Entry]) -> None:
    """Write a baseline, one entry a line, in an order of its own; raises FileError."""
    lines = (
        json.dumps({name: value for name, value in asdict(entry).items() if value}, ensure_ascii=False)
        for entry in sorted(known)
    )
    body = ",\n".join(lines)
    findings = f"[\n{body}\n]" if body else "[]"
    draft = f"{path}.ginlint"
    try:
        with open(draft, "w", encoding="utf-8", newline="\n", errors="surrogateescape") as file:
            file.write(f'{{"version": {VERSION}, "findings": {findings}}}\n')
        os.replace(draft, path)
    except OSError as error:
        raise FileError(f"cannot write {path}: {error.strerror}") from error
