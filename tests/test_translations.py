"""Pages of rules in other languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ginlint import registry
from ginlint.testing import examples
from ginlint.translations import LANGUAGES, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from ginlint.rule import Rule

    Run = Callable[..., tuple[int, str, str]]

RULES = registry.load_all()
CHINESE = load("zh")


def test_explain_in_chinese(run: Run) -> None:
    status, out, err = run("explain", "--lang", "zh", "late-defer", "--isolated")

    assert (status, err) == (0, "")
    assert out.startswith("# defer 释放写得太晚\n\n`late-defer` (release, warning, 起始版本 0.1.0)\n")
    for heading in ("## 为什么有问题", "## 错误示例", "## 正确示例", "## 检查范围与限制"):
        assert heading in out
    assert "defer file.Close()" in out


def test_a_language_that_there_is_not(run: Run) -> None:
    status, _, err = run("explain", "--lang", "xx", "late-defer")

    assert status == 2
    assert "'xx' is not one of" in err


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_are_the_same_in_each_language(rule: Rule) -> None:
    for language in LANGUAGES:
        page = load(language).page(rule)
        for codes in examples(rule).values():
            assert all(f"```go\n{code}```" in page for code in codes)


def test_a_rule_of_a_plugin_is_told_in_english() -> None:
    unknown = replace(
        RULES[0],
        name="of-a-plugin",
        summary="Somebody's own",
        page="Somebody's own\n\n## Why is this bad?\nIt is.",
    )
    page = CHINESE.page(unknown)

    assert page.startswith("# Somebody's own\n\n> 这一页还没有中文译文")
    assert "It is." in page
