"""The pages of docs/ agree with the rules and settings, and the translation says where it is behind."""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import pages

from ginlint.translations import LANGUAGES, hash_of, load, prose

CHINESE = load("zh")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_written_pages_are_what_the_rules_and_settings_give(language: str) -> None:
    changed = pages.differences(language, write=False)

    assert not changed, f"run `make pages`; {changed} differ"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_show_what_each_rule_says_about_its_bad_example(language: str) -> None:
    for rule in pages.rules():
        text = (pages.DOCS / language / "rules" / rule.topic / f"{rule.name}.md").read_text("utf-8")
        assert f"[{rule.name}] " in text, rule.name
        assert rule.summary in text or language != "en"


@pytest.mark.parametrize("rule", pages.rules(), ids=lambda rule: rule.name)
def test_rule_has_a_translation_of_its_present_text(rule: pages.Rule) -> None:
    found = CHINESE.rules.get(rule.name)
    if found is None or found["of"] != prose(rule).hash:
        # The page says so itself: who changes a rule need not know Chinese.
        pytest.xfail(f"ginlint/translations/zh/rules/{rule.topic}.toml: {rule.name} is missing or older")
    for key in ("title", "why", "limits"):
        assert HAN.search(found[key]), f"{rule.name}: {key}"


def test_translations_are_of_rules_and_settings_that_exist() -> None:
    assert set(CHINESE.rules) <= {rule.name for rule in pages.rules()}
    assert set(CHINESE.settings) <= set(pages.helps())


def test_translated_prose_names_the_same_code() -> None:
    """Names in backquotes of a Chinese page stand in the English one too, so that none is misspelt."""
    for rule in pages.rules():
        found = CHINESE.rules.get(rule.name, {})
        if found.get("of") != prose(rule).hash:
            continue
        english = pages.rule_page(rule, load("en"))
        for key in ("title", "why", "limits"):
            for name in re.findall(r"`([^`]+)`", found[key]):
                assert name in english or name in ALLOWED, f"{rule.name}: {name}"


ALLOWED = {"c.Request.Body", "r.Body"}


def test_a_stale_or_missing_translation_is_named_and_shown() -> None:
    rule = pages.rules()[0]
    old = {rule.name: {**CHINESE.rules[rule.name], "of": "0" * 12}}
    stale = dataclasses.replace(CHINESE, rules={**CHINESE.rules, **old})
    missing = dataclasses.replace(CHINESE, rules={})

    assert any(
        line.startswith(f"rule {rule.name}: the English text has changed") for line in pages.stale(stale)
    )
    assert f"rule {rule.name}: not translated" in list(pages.stale(missing))
    assert CHINESE.word("stale") in pages.rule_page(rule, stale)
    assert CHINESE.word("untranslated") in pages.rule_page(rule, missing)
    assert prose(rule).why in pages.rule_page(rule, missing)


def test_a_hash_is_of_words_not_of_lines() -> None:
    assert hash_of("one two\nthree") == hash_of("one\ntwo three")
    assert hash_of("one", "two") != hash_of("one two", "")


def test_code_is_indented_with_tabs_and_shared_by_both_languages() -> None:
    block = re.compile(r"^```go\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    for rule in pages.rules():
        english, chinese = (block.findall(pages.rule_page(rule, words)) for words in (load("en"), CHINESE))
        assert english == chinese
        assert not re.search(r"^ {2,}", "".join(english), re.MULTILINE), rule.name
