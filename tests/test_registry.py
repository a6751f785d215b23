"""Rules are found by the name of their package, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.errors import PluginError

if TYPE_CHECKING:
    from pathlib import Path

RULE = '''
"""What it says

More.
"""

from ginlint.finding import Severity
from ginlint.rule import rule


@rule(severity=Severity.NOTE, since="0.1.0", opt_in=True)
def {name}(package):
    yield from ()
'''


def write_rule(home: Path, package: str, topic: str, name: str, text: str = RULE) -> None:
    folder = home / package / topic
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "__init__.py").touch()
    (folder / "__init__.py").touch()
    (folder / f"{name}.py").write_text(text.format(name=name))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_rules_are_sorted_by_name(home: Path) -> None:
    write_rule(home, "sorted_rules", "zoo", "ant")
    write_rule(home, "sorted_rules", "air", "bee_line")

    assert [rule.name for rule in registry.load("sorted_rules")] == ["ant", "bee-line"]


def test_rule_knows_its_place_and_page(home: Path) -> None:
    write_rule(home, "placed_rules", "zoo", "ant")
    (rule,) = registry.load("placed_rules")

    assert (rule.topic, rule.summary, rule.page, rule.opt_in) == (
        "zoo",
        "What it says",
        "What it says\n\nMore.",
        True,
    )


def test_imported_rule_is_not_counted_twice(home: Path) -> None:
    write_rule(home, "shared_rules", "zoo", "ant")
    write_rule(home, "shared_rules", "zoo", "bee", "from shared_rules.zoo.ant import ant\n")

    assert [rule.name for rule in registry.load("shared_rules")] == ["ant"]


def test_rule_that_imports_what_is_missing(home: Path) -> None:
    write_rule(home, "broken_rules", "zoo", "ant", "import no_such_module\n")

    with pytest.raises(
        PluginError, match=r"cannot load rules from 'broken_rules': No module named 'no_such_module'"
    ):
        registry.load("broken_rules")


def test_rule_with_a_syntax_error(home: Path) -> None:
    write_rule(home, "mistyped_rules", "zoo", "ant", "def\n")

    with pytest.raises(PluginError, match="cannot load rules from 'mistyped_rules'"):
        registry.load("mistyped_rules")


def test_missing_package() -> None:
    with pytest.raises(PluginError, match="cannot load rules from 'no_such_rules'"):
        registry.load("no_such_rules")


def test_module_instead_of_a_package() -> None:
    with pytest.raises(PluginError, match=r"cannot load rules from 'ginlint\.source'"):
        registry.load("ginlint.source")


def test_plugins_join_the_built_in_rules(home: Path) -> None:
    write_rule(home, "acme_more_rules", "zoo", "ant")

    assert registry.load_all(("acme_more_rules",)) == tuple(
        sorted(
            (*registry.load(registry.BUILT_IN), *registry.load("acme_more_rules")), key=lambda rule: rule.name
        )
    )


def test_name_that_is_taken(home: Path) -> None:
    write_rule(home, "first_rules", "zoo", "ant")
    write_rule(home, "second_rules", "other", "ant")

    with pytest.raises(PluginError, match="'second_rules' defines 'ant', a name that is taken; rename it"):
        registry.load_all(("first_rules", "second_rules"))
