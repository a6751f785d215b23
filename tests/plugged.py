"""A module whose settings load rules of a plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PLUGIN = '''
"""Functions named leak

Why they leak.
"""

from ginlint.finding import Finding, Location, Severity
from ginlint.rule import rule


@rule(severity=Severity.WARNING, since="0.1.0", aliases=("named-drip",))
def named_leak(package):
    for file in package.speaking:
        for decl in file.facts.functions:
            if decl.name == "leak":
                yield Finding(Location(file.path, decl.name_pos, decl.name_pos + 4), "`leak` leaks")
            if decl.name == "crash":
                raise RuntimeError("boom")
'''
SILENT = '''
"""Nothing"""

from ginlint.finding import Severity
from ginlint.rule import rule


@rule(severity=Severity.NOTE, since="0.1.0")
def silent(package):
    yield from ()
'''
CLEAN = "package p\n\nfunc fine() {\n}\n"
LEAK = "package p\n\nfunc leak() {\n}\n"
CRASH = "package p\n\nfunc crash() {\n}\n"


def enter_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a Go module the working directory; its settings load a rule against functions named leak."""
    home = tmp_path / "plugins"
    for topic, name, text in (("naming", "named_leak", PLUGIN), ("other", "silent", SILENT)):
        folder = home / "acme_rules" / topic
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").touch()
        (folder / "__init__.py").touch()
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(home)
    folder = tmp_path / "service"
    (folder / ".git").mkdir(parents=True)
    (folder / "go.mod").write_text("module example.com/service\n\ngo 1.22\n")
    (folder / ".ginlint.toml").write_text("plugins = ['acme_rules']\n")
    (folder / "p.go").write_text(CLEAN)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return folder
