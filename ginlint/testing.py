"""For authors of rules: run rules over Go code and compare with what it wants.

A comment `// want "regexp"` says that a finding starts on its line whose message
the regexp matches, as in golang.org/x/tools/go/analysis/analysistest: several
regexps may follow each other, quoted or backquoted, and `+1` or `-2` before them
moves them by so many lines. `rule-name:"regexp"` wants another rule's finding.

Below `testdata/rules/<topic>/<rule>/` each .go file is a package of its own; a
folder go1.NN holds such files in that version of Go; `multi/<name>/` with a
go.mod is a module; any other folder is one package.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ginlint.check import run
from ginlint.config import Config
from ginlint.discover import Module, PackageDir, Workspace, discover
from ginlint.finding import Confidence
from ginlint.go.module import NEWEST
from ginlint.record import record
from ginlint.source import Source
from ginlint.suppress import RULES as ABOUT_WAIVERS
from ginlint.suppress import comments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ginlint.finding import Finding, Fix, Report
    from ginlint.rule import Rule

NEWEST_GO = ".".join(map(str, NEWEST))
IMPORT_PATH = "example.com/case"

_WANT = re.compile(rb"//\s*want\s+(.*)")
_OFFSET = re.compile(r"\s*([+-]\d+)(?=\s|$)")
_PATTERN = re.compile(r'\s*(?:([\w-]+):)?(`[^`]*`|"(?:\\.|[^"\\])*")')
_VERSION_FOLDER = re.compile(r"go(1\.\d+)")
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_GO_BLOCK = re.compile(r"^```go\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@record(frozen=True, slots=True, order=True)
class Want:
    """A finding of `rule` is wanted on `line` of `path`, with a message that `pattern` matches."""

    path: str
    line: int
    rule: str
    pattern: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: wanted {self.pattern!r}"

    def asks_for(self, finding: Finding, line: int) -> bool:
        """Tell whether `finding`, which starts on `line`, is what is wanted."""
        return (self.path, self.line, self.rule) == (finding.at.path, line, finding.rule) and bool(
            re.search(self.pattern, finding.message)
        )


@record(frozen=True, slots=True)
class Case:
    """Go code to run rules over; `files` are its files as findings name them.

    `name` is its path below the folder of `rule`.
    """

    topic: str
    rule: str
    name: str
    workspace: Workspace
    files: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}/{self.name}"


@record(frozen=True, slots=True)
class Difference:
    """What was wanted and not found, found and not wanted; false if nothing is."""

    missing: tuple[str, ...]
    unexpected: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.unexpected)

    def __str__(self) -> str:
        return "\n".join((*self.missing, *self.unexpected))


def check_code(code: str, rules: Sequence[Rule], *, go: str = NEWEST_GO) -> Report:
    """Run `rules` over the text of one Go file, with findings of low confidence."""
    folder = os.path.abspath("example")
    overlay = {os.path.join(folder, "p.go"): code.encode()}
    return check_workspace(_workspace(folder, ("p.go",), go, overlay), rules)


def check_example(rule: Rule, code: str, rules: Sequence[Rule], *, go: str = NEWEST_GO) -> Report:
    """Run `rule` over an example of its page, with findings of low confidence.

    A rule about waivers needs the others, which are `rules`, to know what a waiver
    silences; of their findings the report holds none.
    """
    if rule.name not in ABOUT_WAIVERS:
        return check_code(code, [rule], go=go)
    report = check_code(code, rules, go=go)
    return replace(report, findings=tuple(f for f in report.findings if f.rule == rule.name))


def check_workspace(workspace: Workspace, rules: Sequence[Rule]) -> Report:
    """Run `rules` over `workspace` in this process, with findings of low confidence."""
    return run(workspace, rules, Config(pedantic=True, jobs=1))


def difference(case: Case, rules: Sequence[Rule]) -> Difference:
    """Run `rules` over `case` and compare the findings with its wants, as `difference_in` does."""
    return difference_in(case, check_workspace(case.workspace, rules), rules)


def difference_in(case: Case, report: Report, rules: Sequence[Rule]) -> Difference:
    """Compare what `rules` have found in `case` with its wants.

    Other rules than the case's own may speak where they are not wanted in files
    that show leaks, but not in those whose names start with "clean"; even there
    those that are opt-in and findings of low confidence do not count. Raises AssertionError with
    the traceback if a rule crashes, and ValueError for a want that is none.
    """
    for failure in report.failures:
        raise AssertionError(failure.traceback)
    sources = {path: _source(case, path) for path in case.files}
    wants = [want for source in sources.values() for want in parse_wants(source, case.rule)]
    opt_in = {rule.name for rule in rules if rule.opt_in}

    def is_optional(finding: Finding) -> bool:
        leaky = not os.path.basename(finding.at.path).startswith("clean")
        quiet = leaky or finding.rule in opt_in or finding.confidence is Confidence.LOW
        return quiet and finding.rule != case.rule

    places = [
        (sources.get(finding.at.path) or _source(case, finding.at.path), finding)
        for finding in report.findings
    ]
    return compare(wants, places, is_optional)


def compare(
    wants: Iterable[Want],
    findings: Iterable[tuple[Source, Finding]],
    is_optional: Callable[[Finding], bool] = lambda _: False,
) -> Difference:
    """Match each finding with one want; the findings that `is_optional` need none."""
    open_wants = sorted(wants)
    unexpected: list[str] = []
    for source, finding in findings:
        line = source.line(finding.at.start)
        want = next((want for want in open_wants if want.asks_for(finding, line)), None)
        if want is not None:
            open_wants.remove(want)
        elif not is_optional(finding):
            unexpected.append(f"{finding.at.path}:{line}: {finding.rule}: unwanted {finding.message!r}")
    return Difference(tuple(map(str, open_wants)), tuple(unexpected))


def parse_wants(source: Source, rule: str) -> Iterator[Want]:
    """Yield what the comments in `source` want, of `rule` where they name none; raises ValueError."""
    for offset, comment in comments(source.text):
        if found := _WANT.search(comment):
            line = source.line(offset)
            try:
                yield from _parse_want(found[1].decode(), source.path, line, rule)
            except (ValueError, re.error) as error:
                raise ValueError(f"{source.path}:{line}: {error}") from error


def _parse_want(text: str, path: str, line: int, rule: str) -> Iterator[Want]:
    offset = _OFFSET.match(text)
    if offset:
        line += int(offset[1])
        text = text[offset.end() :]
    if not text.strip():
        raise ValueError("a want without a regexp")
    while text.strip():
        found = _PATTERN.match(text)
        if not found:
            raise ValueError(f"a want's regexp is quoted or backquoted, not {text.strip()!r}")
        quoted = found[2]
        pattern = quoted[1:-1] if quoted.startswith("`") else json.loads(quoted)
        re.compile(pattern)
        yield Want(path, line, found[1] or rule, pattern)
        text = text[found.end() :]


def cases(folder: str) -> Iterator[Case]:
    """Yield the cases below `folder`, which holds a folder for each topic, sorted."""
    for topic in _folders(folder):
        for rule in _folders(os.path.join(folder, topic)):
            home = os.path.join(os.path.abspath(folder), topic, rule)
            for name, workspace in _workspaces(home):
                yield Case(topic, rule, name, workspace, tuple(_files(workspace)))


def examples(rule: Rule) -> dict[str, tuple[str, ...]]:
    """Return the Go code on the page of `rule`, by the first word of the heading above it."""
    parts = _HEADING.split(rule.page)
    return {
        heading.split()[0]: tuple(_GO_BLOCK.findall(body))
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def headings(rule: Rule) -> list[str]:
    """Return the first words of the headings on the page of `rule`."""
    return [heading.split()[0] for heading in _HEADING.findall(rule.page)]


def apply(fix: Fix, code: str) -> str:
    """Return `code` with the edits of `fix`, which are all taken to be in this file."""
    text = code.encode()
    for edit in sorted(fix.edits, key=lambda edit: edit.at.start, reverse=True):
        text = text[: edit.at.start] + edit.new.encode() + text[edit.at.end :]
    return text.decode()


def _workspaces(home: str) -> Iterator[tuple[str, Workspace]]:
    for name in _go_files(home):
        yield name, _workspace(home, (name,), NEWEST_GO)
    for folder in _folders(home):
        path = os.path.join(home, folder)
        if version := _VERSION_FOLDER.fullmatch(folder):
            for name in _go_files(path):
                yield f"{folder}/{name}", _workspace(path, (name,), version[1])
        elif folder == "multi":
            for module in _folders(path):
                yield f"multi/{module}", discover(["./..."], cwd=os.path.join(path, module))
        else:
            yield folder, _workspace(path, tuple(_go_files(path)), NEWEST_GO)


def _workspace(
    folder: str, files: tuple[str, ...], go: str, overlay: dict[str, bytes] | None = None
) -> Workspace:
    module = Module(dir=folder, path=IMPORT_PATH, go=go)
    package = PackageDir(dir=folder, import_path=IMPORT_PATH, module=module, files=files)
    return Workspace(root=folder, packages=(package,), overlay=overlay or {})


def _files(workspace: Workspace) -> Iterator[str]:
    """Yield the paths of all files in `workspace` as findings name them."""
    for package in workspace.packages:
        for name in package.files:
            path = os.path.relpath(os.path.join(package.dir, name), workspace.root)
            yield path.replace(os.sep, "/")


def _source(case: Case, path: str) -> Source:
    with open(os.path.join(case.workspace.root, path), "rb") as file:
        return Source(path, file.read())


def _go_files(folder: str) -> list[str]:
    return sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".go"))


def _folders(folder: str) -> list[str]:
    return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
