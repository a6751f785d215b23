"""SARIF 2.1.0 for code scanning, written result by result."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ginlint import __version__
from ginlint.output.cells import one_line, unicode_only
from ginlint.output.ranking import worst_first
from ginlint.output.sarif.model import om, plain
from ginlint.output.sarif.places import SOURCE_ROOT, Places
from ginlint.output.sarif.results import Results
from ginlint.output.sarif.rules import descriptor, rule_id, sentence
from ginlint.output.sources import Sources, repository_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from ginlint.finding import Failure, Notice, Report
    from ginlint.rule import Rule

__all__ = ["LIMIT", "SHOWN", "limit_notes", "limits", "write"]

# GitHub refuses a run with more, and shows so many of them.
LIMIT = 25_000
SHOWN = 5_000
_HEAD = '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":['
_encode = json.JSONEncoder(separators=(",", ":")).encode


def write(
    report: Report,
    stream: TextIO,
    *,
    rules: Sequence[Rule],
    base: str | None = None,
    category: str = "ginlint",
    suppressed: bool = False,
) -> None:
    """Write one run: the head, then a line for each result, worst first, at most LIMIT.

    Only one result is in memory at a time. `category` tells apart what several runs
    for one commit found, of modules or systems. Findings that are waived in the code
    are left out unless `suppressed` asks for them: GitHub would open alerts for them.
    """
    sources = Sources(report)
    places = Places(sources, report.root, base or repository_root(report.root))
    results = Results(report, rules, sources, places, suppressed=suppressed)
    order = worst_first(results.findings, results.rules)
    run = _encode(plain(_run(report, rules, places, category, len(order))))
    stream.write(f'{_HEAD}{run[:-1]},"results":[')
    lines = (_encode(plain(results.result(index))) for index in order[:LIMIT])
    stream.writelines(f",\n{line}" if number else f"\n{line}" for number, line in enumerate(lines))
    stream.write("\n]}]}\n")


def _run(report: Report, rules: Sequence[Rule], places: Places, category: str, count: int) -> Any:
    return om.Run(
        tool=om.Tool(
            driver=om.ToolComponent(
                name="ginlint",
                version=__version__,
                semantic_version=__version__,
                rules=[descriptor(rule) for rule in rules],
                information_uri=home_page(),
            ),
        ),
        automation_details=om.RunAutomationDetails(id=f"{category}/"),
        column_kind="utf16CodeUnits",
        original_uri_base_ids={
            SOURCE_ROOT: om.ArtifactLocation(description=om.Message(text="The root of the repository.")),
        },
        invocations=[
            om.Invocation(
                execution_successful=not report.failures,
                tool_execution_notifications=list(_notifications(report, places, count)) or None,
            ),
        ],
    )


def home_page() -> str | None:
    """Return the first address that ginlint's own package names, else the repository it was installed from.

    None if neither is known: a made-up one would be worse than a reader's warning.
    """
    try:
        package = distribution("ginlint")
    except PackageNotFoundError:
        return None
    addresses = package.metadata.get_all("Project-URL", [])
    return addresses[0].partition(", ")[2] if addresses else _origin(package.read_text("direct_url.json"))


def _origin(record: str | None) -> str | None:
    """Return the address in pip's record of where a package came from, if others can reach it."""
    try:
        url = urlsplit(json.loads(record or "{}")["url"])
    except (KeyError, TypeError, ValueError):
        return None
    host = url.netloc.rpartition("@")[2]
    return f"https://{host}{url.path.removesuffix('.git')}" if url.scheme == "https" and host else None


def _notifications(report: Report, places: Places, count: int) -> Iterator[Any]:
    yield from _limited(count)
    for failure in report.failures:
        yield _crash(failure)
    for notice in report.notices:
        yield _not_analysed(notice, places)


def limit_notes(count: int) -> list[dict[str, Any]]:
    """Return the notification that not all of `count` results are listed or shown, as JSON, if so."""
    return [plain(note) for note in _limited(count)]


def limits(count: int) -> str:
    """Return what is to be said of GitHub's limits about so many results, "" if they keep within them."""
    if count > LIMIT:
        return f"Only the worst {LIMIT} of {count} results are listed: GitHub takes no more."
    return (
        f"GitHub shows only the first {SHOWN} of {count} results, which are the worst."
        if count > SHOWN
        else ""
    )


def _limited(count: int) -> Iterator[Any]:
    if count > LIMIT:
        yield _notification("results-cut", "warning", limits(count))
    elif count > SHOWN:
        yield _notification("results-not-shown", "note", limits(count))


def _notification(kind: str, level: str, text: str, **more: Any) -> Any:
    return om.Notification(
        descriptor=om.ReportingDescriptorReference(id=f"ginlint/{kind}"),
        level=level,
        message=om.Message(text=sentence(one_line(text))),
        **more,
    )


def _crash(failure: Failure) -> Any:
    """Return the crash without its traceback, which would name directories of the machine."""
    reason = (failure.traceback.strip().splitlines() or ["no reason known"])[-1]
    text = f"{failure.rule} crashed on {unicode_only(failure.path)}: {reason}"
    return _notification(
        "rule-crashed",
        "error",
        text,
        associated_rule=om.ReportingDescriptorReference(id=rule_id(failure.rule)),
    )


def _not_analysed(notice: Notice, places: Places) -> Any:
    where = om.Location(physical_location=om.PhysicalLocation(artifact_location=places.artifact(notice.path)))
    return _notification(notice.kind, "note", notice.text or notice.kind, locations=[where])
