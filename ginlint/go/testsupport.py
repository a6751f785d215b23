"""Code that only tests use, in files that are not tests."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.constraints import exclusive, file_constraint, needs, parse
from ginlint.go.trace import TRACE, question
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.names import FuncSymbol, Function
    from ginlint.go.package import Package
    from ginlint.go.project import Project


@cache
def _imports() -> frozenset[str]:
    return frozenset(table("testing")["imports"])


@cache
def _harnesses() -> frozenset[str]:
    return frozenset(table("testing")["harnesses"])


@cache
def _folders() -> frozenset[str]:
    return frozenset(table("testing")["packages"]["folders"])


def for_tests(file: File) -> bool:
    """Tell a file of tests, or of what only tests use: by imports, calls, its package's name or its tags."""
    TRACE.seen.add(file.package)
    if file.test or is_built_on_demand(file):
        return True
    imported = file.names.aliases.values()
    if not _imports().isdisjoint(imported) or _is_named_so(file):
        return True
    serving = table("testing")["serving"]
    return serving["package"] in imported and any(name in file.facts.index.calls for name in serving["calls"])


def asserts(file: File) -> bool:
    """Tell a file that imports what compares results, which a program outside of tests has no use for."""
    TRACE.seen.add(file.package)
    return not (_imports() - {"testing"}).isdisjoint(file.names.aliases.values())


def is_built_on_demand(file: File) -> bool:
    """Tell a file that only a tag for tests or debugging lets into the build: `//go:build debug`."""
    text = file.constraint
    expr = parse(text) if text else ()
    return needs(expr, frozenset(filter(_is_for_developers, expr)))


def is_only_for(file: File, system: str) -> bool:
    """Tell a file that no other system builds, by its name or its tags."""
    text = file.constraint
    expr = file_constraint(file.path.rpartition("/")[2], parse(text) if text else ())
    return exclusive(expr, (system, "!"))


def _is_for_developers(tag: str) -> bool:
    tags = table("testing")["tags"]
    parts = tag.lower().split("_")
    return any(part in tags["words"] for part in parts) or parts[-1].endswith(tuple(tags["ends"]))


@cache
def is_program_for_tests(path: str) -> bool:
    """Tell by its folders, as reports print them, a file of a program that only tests run."""
    programs, folders = table("testing")["programs"], path.lower().split("/")[:-1]
    words = {word for folder in folders for word in words_in(folder)}
    return not set(programs["folders"]).isdisjoint(folders) or not words.isdisjoint(programs["words"])


def is_end_to_end(path: str) -> bool:
    """Tell by its folders a file of what tests a whole service from outside, and ends when it has."""
    words = {word for folder in path.lower().split("/")[:-1] for word in words_in(folder)}
    return not words.isdisjoint(table("testing")["programs"]["from_outside"])


def is_example(package: Package) -> bool:
    """Tell a program that shows or measures what a service can do, beside programs that are services."""
    return package.name == "main" and _is_path_of_examples(package.path) and _has_services(package.project)


@cache
def _is_path_of_examples(path: str) -> bool:
    return not set(table("testing")["examples"]["folders"]).isdisjoint(path.lower().split("/"))


def is_tool(file: File) -> bool:
    """Tell by its folders, as reports print them, what only those run who work on a service."""
    package = file.package
    TRACE.seen.add(package)
    if not _is_path_of_tools(file.path):
        return False
    return package.name == "main" or package.path not in _imported_beside_tools(package.project)


def _is_path_of_tools(path: str) -> bool:
    tools, folders = table("testing")["tools"], path.lower().split("/")[:-1]
    ends = tuple(tools["ends"])
    return not set(tools["folders"]).isdisjoint(folders) or any(folder.endswith(ends) for folder in folders)


@question
def _imported_beside_tools(project: Project) -> frozenset[str]:
    """Return the packages of the module that others than tools import."""
    return frozenset(
        spec.path
        for package in project.packages
        for file in package.files
        if not _is_path_of_tools(file.path)
        for spec in file.facts.imports
        if spec.path in project.program.own
    )


@question
def _has_services(project: Project) -> bool:
    return any(
        package.name == "main" and not _is_path_of_examples(package.path) for package in project.packages
    )


def words_in(folder: str) -> frozenset[str]:
    """Return the words of a folder's name, between hyphens and underscores."""
    return frozenset(folder.replace("_", "-").split("-"))


def helps_tests(file: File) -> bool:
    """Tell a file of tests by its name, or of what they call.

    That is in a package named so, with their imports, or below such a folder and imported by tests alone;
    or it starts programs for tests.
    """
    package = file.package
    TRACE.seen.add(package)
    imported = file.names.aliases.values()
    if file.test or not _harnesses().isdisjoint(imported):
        return True
    if _is_named_as_helper(file.path.rpartition("/")[2].partition(".")[0]):
        return True
    if _lies_below_tests(file) and not _imports().isdisjoint(imported):
        return True
    return _lies_among_tests(package) and package.path in _imported_by_tests(package.project)


@cache
def _is_named_as_helper(name: str) -> bool:
    """Tell the name of a file, without what follows its first dot, of what only helps tests: fake_clock."""
    models = table("testing")
    first, last = name.partition("_")[0], name.rpartition("_")[2]
    return name in models["files"] or first in models["doubles"] or last in models["doubled"]


def takes_test(function: Function) -> bool:
    """Tell a function that is given the test that it helps: func dial(t *testing.T)."""
    types = table("testing")["parameters"]
    return any(field.type.text in types for field in function.outermost.type.params)


def is_given_test(params: str) -> bool:
    """Tell the parameters, as written, of a function that is given the test that it helps."""
    return _test_types().search(params) is not None


@cache
def _test_types() -> re.Pattern[str]:
    types = "|".join(map(re.escape, table("testing")["parameters"]))
    return re.compile(rf"(?:{types})(?!\w)")


def is_called_by_tests_alone(symbol: FuncSymbol) -> bool:
    """Tell a function of a program that tests call and, by what is imported, nothing else does."""
    if symbol.file is None:
        return False
    project = symbol.file.package.project
    if project.requests.places_of(symbol):
        return False
    return any(for_tests(file) for file, _ in project.call_sites(symbol.name)) and has_programs(project)


@question
def has_programs(project: Project) -> bool:
    """Tell whether a project is more than a library."""
    return any(package.name == "main" for package in project.packages)


def _lies_below_tests(file: File) -> bool:
    """Tell a package in a folder of tests, at any depth, that is no program."""
    folders = table("testing")["packages"]["folders"]
    below = not set(file.package.path.lower().split("/")).isdisjoint(folders)
    return _is_named_so(file) or (below and file.package.name != "main")


@question
def _imported_by_tests(project: Project) -> frozenset[str]:
    """Return the import paths that stand in tests, and in what lies among them, but nowhere else."""
    tests: set[str] = set()
    others: set[str] = set()
    for package in project.packages:
        among = _lies_among_tests(package)
        for file in package.files:
            (tests if among or file.test else others).update(spec.path for spec in file.facts.imports)
    return frozenset(path for path in tests - others if path in project.program.own)


def _lies_among_tests(package: Package) -> bool:
    """Tell a package below a folder of tests; a program in one may be a service's own."""
    return package.name != "main" and _is_path_of_tests(package.path)


@cache
def _is_path_of_tests(path: str) -> bool:
    host, *parts = path.lower().split("/")
    folders = parts[1:] if "." in host else (host, *parts)
    module = 2 if host in table("testing")["packages"]["hosts"] else int("." in host)
    below = parts[module:]  # a repository may be named so for what it tests
    doubles = tuple(table("testing")["packages"]["prefixes"])
    return not _folders().isdisjoint(folders) or any(
        _ends_so(folder) or _has_word(folder) or folder.startswith(doubles) for folder in below
    )


def _ends_so(name: str) -> bool:
    """Tell the name of a package for tests, or of a folder of such: itest, httptest."""
    named = table("testing")["packages"]
    ends = name.endswith(named["suffix"]) and not name.endswith(tuple(named["unlike"]))
    return ends or any(mark in name for mark in named["marks"])


def _has_word(folder: str) -> bool:
    """Tell `test_util` and `e2e-helpers`."""
    return not words_in(folder).isdisjoint(table("testing")["programs"]["words"])


def _is_named_so(file: File) -> bool:
    package = file.package
    if package.name == "main":
        return False
    *_, folder = ("", *package.path.lower().split("/"))
    return folder in _folders() or _ends_so(package.name)
