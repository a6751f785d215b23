"""The check command: from arguments to reports and an exit code."""

from __future__ import annotations

import functools
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

import click

from ginlint.cli.analysis import analyse
from ginlint.cli.timing import Timing
from ginlint.errors import FileError, UsageError
from ginlint.finding import Severity
from ginlint.output import FOR_TERMINALS, FORMATS, crashes, sarif_limits, write
from ginlint.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ginlint.changes import Changes
    from ginlint.cli.analysis import Analysis
    from ginlint.cli.scope import Scope
    from ginlint.config import Config
    from ginlint.finding import Report
    from ginlint.rule import Rule

VTE_WITH_LINKS = 5000
_LEVELS = {str(severity): severity for severity in Severity}


@record(frozen=True, slots=True)
class Target:
    """A format and the file it goes to, "" for standard output."""

    format_name: str
    path: str


@record(frozen=True, slots=True)
class Manner:
    """How to behave, apart from what to look for."""

    exit_zero: bool = False
    stdin_filename: str = ""
    no_progress: bool = False
    color: str = "auto"
    verbose: int = 0
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    add_ignore: str | None = None
    shard: str = ""
    sarif_category: str = ""
    sarif_suppressed: bool = False
    timing: bool = False


def targets(formats: Sequence[str], output: str, *, statistics: bool = False) -> tuple[Target, ...]:
    """Return what to write where; raises UsageError.

    `output` is the file of the one format that names none. With `statistics` these take
    the place of text.
    """
    found = [_target(value) for value in formats or ("text",)]
    if statistics:
        found = [Target("statistics", t.path) if t.format_name == "text" else t for t in found]
    homeless = [target for target in found if not target.path]
    if len(homeless) > 1:
        names = " and ".join(target.format_name for target in homeless)
        raise UsageError(f"{names} would mix on standard output; give all but one a file: --format json:FILE")
    if output and not homeless:
        raise UsageError("--output has nothing to write: every --format names its own file")
    return tuple(Target(target.format_name, target.path or output) for target in found)


def _target(value: str) -> Target:
    name, colon, path = value.partition(":")
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}; the formats are {', '.join(FORMATS)}")
    if colon and not path:
        raise UsageError(f"--format {value} names no file; write --format {name}:FILE")
    return Target(name, path)


def check(
    patterns: Sequence[str], config: Config, wanted: Sequence[Target], manner: Manner, scope: Scope
) -> int:
    """Check `patterns`, write the report to each target, and return the exit code."""
    if manner.verbose:
        import logging  # most runs say nothing

        logging.basicConfig(level=logging.DEBUG if manner.verbose > 1 else logging.INFO, stream=sys.stderr)
    timing = Timing() if manner.timing else None
    if timing is not None:  # what other processes take, or what is kept, would not be seen
        config = replace(config, jobs=1, no_cache=True)
    report, every = _scoped(patterns, config, manner, scope, timing)
    report = _mended(report, manner)
    for target in () if manner.diff else wanted:
        emit(target, functools.partial(_write, report, target.format_name, every, manner))
    if not any(target.format_name == "text" for target in wanted):
        _tell_failures(report, manner)
    if any(target.format_name == "sarif" for target in wanted):
        _tell_limits(report, manner)
    if timing is not None:
        timing.tell()
    return exit_code(report, every, config.fail_on, exit_zero=manner.exit_zero)


def share(text: str) -> tuple[int, int]:
    """Return what "2/3" says, (1, 1) for ""; raises UsageError."""
    number, _, count = text.partition("/")
    if not text:
        return 1, 1
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise UsageError(f"--shard {text} makes no sense; --shard 2/3 is the second of three")
    return int(number), int(count)


def _scoped(
    patterns: Sequence[str], config: Config, manner: Manner, scope: Scope, timing: Timing | None
) -> tuple[Report, tuple[Rule, ...]]:
    """Return what is asked for of what is found, and all rules."""
    if scope.affected and share(manner.shard) != (1, 1):
        raise UsageError("--affected compares whole runs, which --shard splits; leave one of them out")
    changes = scope.changes()
    run = functools.partial(
        analyse,
        patterns,
        config,
        stdin_filename=manner.stdin_filename,
        shard=share(manner.shard),
        quiet=manner.no_progress,
        timing=timing,
    )
    overlay = changes.overlay if changes is not None else {}
    if scope.affected:
        return _with_affected(run, config, scope, changes)
    analysis = run(overlay=overlay)
    report = _without_known(analysis, config, scope, partial=share(manner.shard) != (1, 1))
    return report if changes is None else _narrowed(report, changes), analysis.rules


def _with_affected(
    run: Callable[..., Analysis], config: Config, scope: Scope, changes: Changes | None
) -> tuple[Report, tuple[Rule, ...]]:
    """Do the same with what the change broke in other files."""
    from ginlint.cli.affected import Widening, earlier, with_affected

    before = scope.before()
    widening = Widening(config.exclude, changes.overlay if changes is not None else {})
    analysis = run(reshape=widening)
    everything = _without_known(analysis, config, scope, partial=False)
    direct = widening.asked(everything)
    direct = direct if changes is None else _narrowed(direct, changes)
    report = with_affected(
        direct, everything, lambda: run(reshape=lambda space: earlier(widening(space), before)).report
    )
    return report, analysis.rules


def _without_known(analysis: Analysis, config: Config, scope: Scope, *, partial: bool) -> Report:
    if not scope.baseline:
        return analysis.report
    from ginlint.cli.known import without_known

    return without_known(analysis, config, scope.baseline, partial=partial)


def _narrowed(report: Report, changes: Changes) -> Report:
    from ginlint.changes import narrow  # loaded where changes are asked for

    return narrow(report, changes)


def _mended(report: Report, manner: Manner) -> Report:
    """Change the code as asked for, and return what is left to report."""
    if not (manner.fix or manner.diff or manner.add_ignore is not None):
        return report
    from ginlint.cli import mend

    if manner.diff:
        mend.show_fixes(report, unsafe=manner.unsafe_fixes)
        return report
    if manner.fix:
        report = mend.apply_fixes(report, unsafe=manner.unsafe_fixes)
    if manner.add_ignore is not None:
        report = mend.add_waivers(report, manner.add_ignore)
    return report


def exit_code(report: Report, rules: Sequence[Rule], fail_on: str, *, exit_zero: bool) -> int:
    """Return 2 if a rule crashed, 1 if there is a finding at least as severe as `fail_on`, else 0."""
    if report.failures:
        return 2
    if exit_zero or fail_on == "never":
        return 0
    severities = {rule.name: rule.severity for rule in rules}
    return int(
        any(
            (finding.severity or severities.get(finding.rule, Severity.ERROR)) >= _LEVELS[fail_on]
            for finding in report.findings
        )
    )


def emit(target: Target, write_to: Callable[[TextIO], None]) -> None:
    """Have a report written to a file or to standard output; raises FileError."""
    if target.path:
        try:
            with open(target.path, "w", encoding="utf-8", newline="\n", errors="surrogateescape") as file:
                write_to(file)
        except OSError as error:
            raise FileError(f"cannot write {target.path}: {error.strerror}") from error
        return
    try:
        write_to(_stdout(target.format_name))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; the exit code still says what was found.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(report: Report, format_name: str, rules: Sequence[Rule], manner: Manner, stream: TextIO) -> None:
    color = _wants_color(manner.color, stream)
    write(
        report,
        format_name,
        stream,
        rules=rules,
        color=color,
        verbose=bool(manner.verbose),
        links=color and shows_links(stream, os.environ),
        category=manner.sarif_category,
        suppressed=manner.sarif_suppressed,
    )


def _stdout(format_name: str) -> TextIO:
    """Return standard output, made to take every file name; formats for machines are UTF-8 everywhere."""
    encoding = sys.stdout.encoding if format_name in FOR_TERMINALS else "utf-8"
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=encoding, errors="backslashreplace")
    return sys.stdout


def _wants_color(choice: str, stream: TextIO) -> bool:
    """Tell whether to colour, by --color, then NO_COLOR and FORCE_COLOR, then what `stream` is."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def shows_links(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell a terminal that is known to show hyperlinks (OSC 8); others may print them as they are."""
    if not stream.isatty():
        return False
    if environment.get("TERM_PROGRAM") in {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"}:
        return True
    vte = environment.get("VTE_VERSION", "0")
    known = any(name in environment for name in ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"))
    return known or (vte.isdecimal() and int(vte) >= VTE_WITH_LINKS)


def _tell_limits(report: Report, manner: Manner) -> None:
    """Say on standard error what GitHub will not show of a large SARIF file."""
    told = sarif_limits(report, suppressed=manner.sarif_suppressed)
    if told:
        click.echo(f"ginlint: {told}", err=True)


def _tell_failures(report: Report, manner: Manner) -> None:
    """Say on standard error which rules crashed, for formats that only a machine reads."""
    for failure, others in crashes(report):
        click.echo(f"ginlint: {failure.rule} crashed on {failure.path}{others}; -v shows where", err=True)
        if manner.verbose:
            click.echo(failure.traceback, err=True)
