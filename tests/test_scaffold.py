"""The files of a new rule."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def test_new_rule(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules" / "ginlint_rules").mkdir(parents=True)
    status, out, _ = run("dev", "new-rule", "release", "response-body-not-closed")

    assert status == 0
    assert out.splitlines() == [
        os.path.join("rules", "ginlint_rules", "release", "response_body_not_closed.py"),
        os.path.join("testdata", "rules", "release", "response-body-not-closed", "case.go"),
        os.path.join("rules", "ginlint_rules", "release", "__init__.py"),
    ]
    source = (tmp_path / out.splitlines()[0]).read_text()
    assert source.startswith('"""Response body not closed\n')
    assert "def response_body_not_closed(package: Package)" in source
    compile(source, "rule.py", "exec")
    assert "// want" in (tmp_path / out.splitlines()[1]).read_text()

    status, _, err = run("dev", "new-rule", "release", "response-body-not-closed")

    assert status == 2
    assert "exists; choose another name" in err


@pytest.mark.parametrize(
    ("topic", "name", "message"),
    [
        ("release", "BodyLeak", "name 'BodyLeak' is not kebab-case"),
        ("", "body-leak", "topic '' is not kebab-case"),
        ("release", "body-leak", "there is no rules/ginlint_rules here"),
    ],
)
def test_new_rule_refused(
    topic: str, name: str, message: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run("dev", "new-rule", topic, name)

    assert status == 2
    assert message in err
    assert list(tmp_path.iterdir()) == []
