"""What the guides and the README say of commands, options, settings, links and output is so."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.cli.commands import ginlint
from ginlint.config import load
from ginlint.testing import check_code, examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT / "tools"))

import pages  # noqa: E402 - a script, not a package

PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(DOCS.rglob("*.md"))]
GUIDES = [page for page in PAGES if "rules" not in page.parts]
each_guide = pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.relative_to(ROOT).as_posix())

FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\]\(([^)\s]+)\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]+")
HEADING = re.compile(r"^#+ (.*?)(?: \{#([\w-]+)\})?$", re.MULTILINE)
FOREIGN = {"--from-ref", "--no-cache-dir", "--to-ref", "--upgrade"}  # of other tools


def test_every_page_is_translated() -> None:
    english, chinese = (
        {path.relative_to(DOCS / language).as_posix() for path in (DOCS / language).rglob("*.md")}
        for language in ("en", "zh")
    )

    assert chinese - english == {"glossary.md"}
    if english - chinese:  # who writes a page need not know Chinese
        pytest.xfail(f"not translated: {sorted(english - chinese)}")


def commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    for child in getattr(command, "commands", {}).values():
        yield from commands(child)


def known_options() -> set[str]:
    all_commands = commands(ginlint)
    return {name for command in all_commands for parameter in command.params for name in parameter.opts} | {
        "--help"
    }


@each_guide
def test_options_exist(page: Path) -> None:
    assert set(OPTION.findall(page.read_text("utf-8"))) - known_options() - FOREIGN == set()


@each_guide
def test_commands_exist(page: Path) -> None:
    for _, language, text in FENCE.findall(page.read_text("utf-8")):
        for word in (
            re.findall(r"^(?:- run: )?ginlint ([a-z]+)\b", text, re.MULTILINE) if language != "text" else ()
        ):
            assert word in ginlint.commands


@each_guide
def test_settings_hold(page: Path, tmp_path: Path) -> None:
    for _, language, text in FENCE.findall(page.read_text("utf-8")):
        if language != "toml":
            continue
        table = tomllib.loads(text)
        if "extend" in table:
            (tmp_path / "ginlint.toml").write_text("", "utf-8")
        if "hot_severity" not in str(table):  # which is of the models
            folder = tmp_path / "inner"
            folder.mkdir(exist_ok=True)
            (folder / ".ginlint.toml").write_text(text, "utf-8")
            load(str(folder))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page as mkdocs makes them of headings."""
    found = set()
    for heading, named in HEADING.findall(FENCE.sub("", page.read_text("utf-8"))):
        words = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
        found.add(named or re.sub(r"[-\s]+", "-", words))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert not link.startswith(("http:", "/")), link
        assert link.startswith("https:") or target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_shown_output_is_that_of_a_run() -> None:
    assert pages.demos(write=False) == [], "run `make pages`"


def test_pages_in_docs_are_reachable() -> None:
    for name, language in (("mkdocs.yml", "en"), ("mkdocs.zh.yml", "zh")):
        listed = set(re.findall(r"^ +- ([\w/-]+\.md)$", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        there = {path.relative_to(DOCS / language).as_posix() for path in (DOCS / language).rglob("*.md")}
        assert {path for path in there if not re.match(r"rules/\w+/", path)} == listed


def test_the_rule_of_the_guide_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(
        text
        for _, language, text in FENCE.findall((DOCS / "en" / "own-rules.md").read_text("utf-8"))
        if language == "python"
    )
    package = tmp_path / "guide_rules" / "login"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").write_text("", "utf-8")
    (package / "password_logged.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    (rule,) = registry.load("guide_rules")
    (bad,), (good,) = examples(rule)["Bad"], examples(rule)["Good"]

    assert [finding.message for finding in check_code(bad, [rule]).findings] == [
        "a password is logged per request"
    ]
    assert check_code(good, [rule]).findings == ()


def test_the_architecture_names_every_room() -> None:
    text = (DOCS / "en" / "architecture.md").read_text("utf-8")
    rooms = [
        path.name
        for home in ("ginlint", "ginlint/go")
        for path in (ROOT / home).iterdir()
        if (path / "__init__.py").exists()
    ]

    assert [room for room in rooms if f"  {room}/ " not in text] == []
