"""The run: read and parse files, link them, check packages, report.

Parsing and checking are independent of order and of the number of processes;
what they give is sorted once at the end.
"""

from __future__ import annotations

import gc
import os
import re
from typing import TYPE_CHECKING

from ginlint.discover import Module, Workspace, outside_of, read_inputs
from ginlint.entries import with_entries
from ginlint.finding import Failure, Finding, Notice, Report
from ginlint.go.module import NO_GO_LINE_IN_WORK, language_version, timers_are_collected
from ginlint.go.names import Dependencies
from ginlint.go.ownership import own_resource
from ginlint.go.project import Directory, Project, SourceFile, link
from ginlint.go.syntax import MAX_BODY, ParsedFile, parse
from ginlint.go.trace import TRACE
from ginlint.judge import Judge, with_doubts
from ginlint.record import NamedTuple
from ginlint.room import with_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ginlint.config import Config
    from ginlint.discover import Input, Inputs, Work
    from ginlint.go import Package
    from ginlint.outside import Outside
    from ginlint.reuse import Answer, Found, Memory, Needs, Question
    from ginlint.rule import Rule

    Progress = Callable[[int, int], None]

DEBUG_LINE = re.compile(rb"^//go:debug[ \t]+(\w+)=(\w+)", re.MULTILINE)
PARSE_BYTES = 6_000_000  # below this, what processes would hand back and parse again costs more than it saves
CHECK_BYTES = 400_000  # below this, starting processes takes as long as checking
SHARE_BYTES = 600_000  # per process: what packages have in common is worked out in each
TREE_BYTES = 3_000_000  # up to this, freeing trees costs more than keeping them: eight times the text


class Outcome(NamedTuple):
    """What checking one package gave."""

    findings: list[Finding]
    suppressed: list[Finding]
    failures: list[Failure]
    notices: list[Notice]


def run(
    workspace: Workspace,
    rules: Sequence[Rule],
    config: Config,
    progress: Progress | None = None,
    *,
    inputs: Inputs | None = None,
    outside: Outside | None = None,
    ask: Callable[[Project, Report], None] | None = None,
    memory: Memory | None = None,
    shard: tuple[int, int] = (1, 1),
) -> Report:
    """Check the packages of `workspace` with `rules`: of `shard`, number i of n from 1, only its share.

    `inputs` are its files where they have been read already, `outside` where other
    packages are, `memory` what earlier runs have kept. `progress` is called with the number
    of steps done and of all steps, `ask` with all that was read and found before it is let
    go. A rule that raises costs its findings in that package: the report holds a Failure.
    """
    collecting = gc.isenabled()
    gc.disable()  # syntax is millions of small objects, hardly any in cycles: collecting doubles the time
    noted = TRACE.begin()  # what is noted from here on names files: it goes when they do
    try:
        return _run(
            workspace,
            rules,
            config,
            progress or _silent,
            inputs or read_inputs(workspace),
            outside or outside_of(workspace),
            ask,
            memory,
            shard,
        )
    finally:
        TRACE.end(noted)
        if collecting:
            gc.enable()


def _silent(_done: int, _total: int) -> None:
    """Show no progress."""


@with_room
def _run(
    workspace: Workspace,
    rules: Sequence[Rule],
    config: Config,
    progress: Progress,
    read: Inputs,
    outside: Outside,
    ask: Callable[[Project, Report], None] | None,
    memory: Memory | None,
    shard: tuple[int, int],
) -> Report:
    inputs = read.files
    notices = [*workspace.notices, *read.notices]
    total = 2 * len(inputs)
    parsed = _parsed(inputs, config, memory, lambda done: progress(done, total))
    notices += _parse_notices(inputs, parsed)
    project = _link(workspace, inputs, parsed, config, outside)
    outcomes = _outcomes(
        project, rules, config, memory, outside, shard, lambda done: progress(len(inputs) + done, total)
    )
    progress(total, total)
    notices += (notice for outcome in outcomes for notice in outcome.notices)
    requested = [item for item in inputs if item.directory.requested]
    report = Report(
        root=workspace.root,
        findings=tuple(sorted(finding for outcome in outcomes for finding in outcome.findings)),
        suppressed=tuple(sorted(finding for outcome in outcomes for finding in outcome.suppressed)),
        failures=tuple(sorted(failure for outcome in outcomes for failure in outcome.failures)),
        notices=tuple(sorted(notices)),
        files=len(requested),
        packages=len({item.directory.dir for item in requested}),
        overlay=workspace.shown_overlay,
    )
    if ask is not None:
        ask(project, report)
    return report


def _jobs(config: Config, sizes: Sequence[int], least: int) -> int:
    """Return the number of processes worth starting for work on so many bytes, one below `least`."""
    if config.jobs or not sizes:
        return config.jobs or 1
    if sum(sizes) < least or len(sizes) == 1 or not hasattr(os, "fork"):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, max(2, sum(sizes) // SHARE_BYTES))


# Parsing


def _parsed(
    inputs: Sequence[Input], config: Config, memory: Memory | None, progress: Callable[[int], None]
) -> list[ParsedFile]:
    """Return all files parsed, those that were parsed before from memory."""
    kept = memory.parsed() if memory is not None else [None] * len(inputs)
    new = [item for item, file in zip(inputs, kept, strict=True) if file is None]
    jobs = _jobs(config, [len(item.text) for item in new], PARSE_BYTES)
    fresh = _parse_all(new, jobs, progress)
    if memory is not None:
        memory.keep_parsed(zip(new, fresh, strict=True))
    left = iter(fresh)
    return [file if file is not None else next(left) for file in kept]


def _parse_all(inputs: Sequence[Input], jobs: int, progress: Callable[[int], None]) -> list[ParsedFile]:
    if jobs == 1:
        found = []
        for number, item in enumerate(inputs):
            found.append(parse(item.text))
            progress(number)
        return found
    from ginlint.pool import spread

    def facts(numbers: Iterable[int]) -> list[object]:
        return [parse(inputs[number].text).facts for number in numbers]

    sizes = [len(item.text) for item in inputs]
    return [
        ParsedFile(item.text, kept)
        for item, kept in zip(inputs, spread(facts, sizes, jobs, progress), strict=True)
    ]


def _parse_notices(inputs: Sequence[Input], parsed: Sequence[ParsedFile]) -> Iterator[Notice]:
    for item, file in zip(inputs, parsed, strict=True):
        if not item.directory.requested:
            continue
        for start, _ in file.facts.errors[:1]:
            line = item.text.count(b"\n", 0, start) + 1
            more = f" and {len(file.facts.errors) - 1} more" if len(file.facts.errors) > 1 else ""
            text = f"syntax not understood at line {line}{more}; the rest was analysed"
            yield Notice("syntax-error", item.path, text)
        if file.facts.generated:
            yield Notice("generated", item.path, "is generated")
        large = [decl.name for decl in file.facts.functions if decl.end - decl.pos > MAX_BODY]
        if large:
            more = f" and {len(large) - 1} more" if len(large) > 1 else ""
            text = f"the body of {large[0]}{more} is larger than {MAX_BODY // 1000} kB and was not analysed"
            yield Notice("work-limit", item.path, text)


# Linking


def _link(
    workspace: Workspace,
    inputs: Sequence[Input],
    parsed: Sequence[ParsedFile],
    config: Config,
    outside: Outside,
) -> Project:
    directories: dict[str, Directory] = {}
    for item, file in zip(inputs, parsed, strict=True):
        owner = item.directory
        narrowed = owner.report is not None and item.name not in owner.report
        generated = file.facts.generated and not config.include_generated
        speak = owner.requested and not narrowed and not generated
        version = language_version(_go_line(owner.module), file.facts.constraint, config.go)
        source = SourceFile(item.path, item.name, file, version, speak)
        path = owner.import_path or owner.dir
        directories.setdefault(owner.dir, Directory(path, [])).files.append(source)
    dependencies = Dependencies(outside)
    project = link(directories.values(), (dependencies,), (dependencies.package_name,))
    for own in config.resources:
        resource = own_resource(own.rule, own.what, own.cost, own.result, own.release, own.release_by)
        project.own_resources.update(dict.fromkeys(own.acquire, resource))
    _settle_timers(project, workspace, inputs, parsed)
    return project


def _settle_timers(
    project: Project, workspace: Workspace, inputs: Sequence[Input], parsed: Sequence[ParsedFile]
) -> None:
    """Tell each package what timers do in the programs of its module."""
    directives: dict[str, dict[str, str]] = {}
    for item, file in zip(inputs, parsed, strict=True):
        if file.facts.package == "main" and item.directory.module is not None:
            lines = DEBUG_LINE.findall(file.text, 0, file.facts.package_pos)
            found = {key.decode(): value.decode() for key, value in lines}
            directives.setdefault(item.directory.module.dir, {}).update(found)
    collected: dict[str, bool] = {}
    for directory in {id(item.directory): item.directory for item in inputs}.values():
        module = directory.module
        said = directives.get(module.dir, {}) if module is not None else {}
        collected[directory.import_path or directory.dir] = _timers(module, workspace.work, said)
    for package in project.packages:
        path = package.path.partition(" (")[0]
        package.timers_collected = collected.get(path, collected.get(path.removesuffix("_test"), True))


def _timers(module: Module | None, work: Work | None, directives: Mapping[str, str]) -> bool:
    if module is None:
        return True
    if work is not None and module.dir in work.uses:
        go = work.go or ".".join(map(str, NO_GO_LINE_IN_WORK))
        return timers_are_collected(go, work.toolchain, work.godebug, directives)
    return timers_are_collected(module.go, module.toolchain, module.godebug, directives)


def _go_line(module: Module | None) -> str | None:
    return module.go if module is not None else None


# Checking


class Checked(NamedTuple):
    """A checked package, with what is to be kept of it: None without a memory."""

    outcome: Outcome
    needs: Needs | None
    answers: dict[Question, Answer]


def _outcomes(
    project: Project,
    rules: Sequence[Rule],
    config: Config,
    memory: Memory | None,
    outside: Outside,
    shard: tuple[int, int],
    progress: Callable[[int], None],
) -> list[Outcome]:
    """Check all packages of a shard but those that memory has the outcome of."""
    packages = _share([package for package in project.linked if package.reported], *shard)
    own = {package.path for package in packages}
    shape = repr([(package.path, package.timers_collected) for package in project.linked]).encode()
    kept = memory.found(project, shape, outside) if memory is not None else {}
    known = {path: found for path, found in kept.items() if path in own}
    checked = _check_all([p for p in packages if p.path not in known], rules, config, memory, progress)
    if memory is not None:
        _keep(project, shape, outside, memory, known, checked)
    return [Outcome(one.findings, one.suppressed, [], one.notices) for one in known.values()] + [
        one.outcome for one in checked.values()
    ]


def _share(packages: Sequence[Package], number: int, count: int) -> list[Package]:
    """Return share `number` of `count`, from 1: shares weigh about the same, whoever reckons them."""
    loads = [0] * count
    mine = []
    weights = {package: sum(len(file.text_noted) for file in package.reported) for package in packages}
    for package in sorted(packages, key=lambda package: (-weights[package], package.path)):
        lightest = loads.index(min(loads))
        loads[lightest] += weights[package]
        if lightest == number - 1:
            mine.append(package)
    chosen = set(mine)
    return [package for package in packages if package in chosen]


def _keep(
    project: Project,
    shape: bytes,
    outside: Outside,
    memory: Memory,
    known: dict[str, Found],
    checked: dict[str, Checked],
) -> None:
    from ginlint.reuse import Found

    found = dict(known)
    answers: dict[Question, Answer] = {}
    for path, one in checked.items():
        answers |= one.answers
        if one.needs is not None and not one.outcome.failures:
            found[path] = Found(one.needs, *one.outcome[:2], one.outcome.notices)
    memory.keep(project, shape, outside, found, answers)


def _check_all(
    packages: Sequence[Package],
    rules: Sequence[Rule],
    config: Config,
    memory: Memory | None,
    progress: Callable[[int], None],
) -> dict[str, Checked]:
    sizes = [sum(len(file.parsed.text) for file in package.reported) for package in packages]
    jobs = _jobs(config, sizes, CHECK_BYTES)
    paths = [package.path for package in packages]
    if jobs == 1:
        found = {}
        done = 0
        for path, package in zip(paths, packages, strict=True):
            found[path] = _check(package, rules, config, memory)
            for file in package.listed if sum(sizes) > TREE_BYTES else ():
                file.let_go()  # who asks for more of it has that parsed alone
            done += len(package.reported)
            progress(done)
        return found
    from ginlint.pool import spread

    packages[0].project.prepare()

    def check(numbers: Iterable[int]) -> list[object]:
        checked = [_check(packages[number], rules, config, memory) for number in numbers]
        if memory is not None:
            checked[-1].answers.update(memory.new_answers(packages[0].project))
        return list(checked)

    return dict(zip(paths, spread(check, sizes, jobs, progress), strict=True))


def _check(package: Package, rules: Sequence[Rule], config: Config, memory: Memory | None) -> Checked:
    outer = TRACE.begin()
    outcome = check_package(package, rules, config)
    seen = TRACE.end(outer)
    needs = memory.needs(seen, package) if memory is not None else None
    return Checked(outcome, needs, {})


def check_package(package: Package, rules: Sequence[Rule], config: Config) -> Outcome:
    """Run every rule on one package; findings that are waived in the code are told apart."""
    found: dict[str, list[Finding]] = {}
    failures: list[Failure] = []
    for rule in rules:
        package.with_tests = rule.tests
        try:
            found[rule.name] = list(rule.check(package)) if package.speaking else []
        except Exception as error:  # noqa: BLE001 - one rule's bug costs no other's findings
            failures.append(_failed(rule.name, package, error))
    package.with_tests = True
    try:
        found = with_doubts(package, found)
    except Exception as error:  # noqa: BLE001 - as above
        failures.append(_failed("unused", package, error))
    findings, suppressed = Judge(rules, config).package(package, found)
    try:
        findings = [with_entries(finding, package) for finding in findings]
    except Exception as error:  # noqa: BLE001 - as above
        failures.append(_failed("routes", package, error))
    notices = [Notice("unfinished", path, text) for path, text in sorted(package.unfinished)]
    return Outcome(findings, suppressed, failures, notices)


def _failed(rule: str, package: Package, error: Exception) -> Failure:
    """Return what is told of an exception."""
    import logging  # these two are hardly ever needed
    import traceback

    logging.getLogger(__name__).debug("%s failed on %s", rule, package.path, exc_info=error)
    return Failure(rule, package.path, "".join(traceback.format_exception(error)))
