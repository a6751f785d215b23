"""Which ginlint this is goes by the contents of its files, read again only once they are written."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any, NoReturn

from ginlint.cache.identity import identity
from ginlint.cache.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NAME = "rules_of_a_team"


def refuse(*_arguments: Any, **_named: Any) -> NoReturn:
    raise AssertionError("is read again")


def test_files_are_read_again_once_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    rule = tmp_path / NAME / "__init__.py"
    rule.parent.mkdir()
    rule.write_text("ONE = 1\n")
    store = Store(str(tmp_path / "cache"), refuse)

    first = identity((NAME,), store)
    store.commit()
    with monkeypatch.context() as closed:
        closed.setattr(builtins, "open", refuse)
        assert identity((NAME,), store) == first
    rule.write_text("ONE = 2\n")
    second = identity((NAME,), store)
    rule.write_text("ONE = 1\n")

    assert None not in (first, second)
    assert second != first
    assert identity((NAME,), store) == first
    assert identity((NAME,), Store(str(tmp_path / "other"), refuse)) == first


def test_what_has_no_files_is_unknown(tmp_path: Path) -> None:
    assert identity(("no_such_package",), Store(str(tmp_path), refuse)) is None
