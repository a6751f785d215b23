"""What an answer depends on, as a hash: contents and settings, never times."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ginlint.discover import shown
from ginlint.hashes import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ginlint.config import Config
    from ginlint.discover import Input, Inputs, Module, Work, Workspace
    from ginlint.rule import Rule

SIZE = 16
# Those that change what is asked for or how it is told are in the workspace, in the rules, or nowhere.
_ELSEWHERE = frozenset(
    ("baseline", "cache_dir", "exclude", "fail_on", "ignore", "jobs", "no_cache", "plugins", "select")
)


def key(kind: str, *parts: bytes) -> bytes:
    """Return the key of an entry of that kind for these parts."""
    state = blake2b(kind.encode(), digest_size=SIZE)
    for part in parts:
        state.update(b"%d:" % len(part))
        state.update(part)
    return state.digest()


def digest(text: bytes) -> bytes:
    """Return the hash of a file's contents."""
    return blake2b(text, digest_size=SIZE).digest()


def settings_key(identity: bytes, rules: Iterable[Rule], config: Config) -> bytes:
    """Return the hash of the tool and of what it is asked to look for."""
    kept = {f.name: getattr(config, f.name) for f in fields(config) if f.name not in _ELSEWHERE}
    return key("settings", identity, repr([rule.name for rule in rules]).encode(), repr(kept).encode())


def workspace_key(workspace: Workspace, inputs: Inputs, digests: Sequence[bytes]) -> bytes:
    """Return the hash of all that a run reads of its own files, wherever they are checked out."""
    state = blake2b(digest_size=SIZE)
    modules: dict[str, bytes] = {}
    known = ""
    for item, content in zip(inputs.files, digests, strict=True):
        if item.directory.dir != known:
            known = item.directory.dir
            state.update(_package(item, modules, workspace.root))
        state.update(f"\0{item.name}\0".encode("utf-8", "surrogateescape") + content)
    told = [*workspace.notices, *inputs.notices]
    state.update(repr((told, _work(workspace.work, workspace.root))).encode())
    return state.digest()


def modules_key(workspace: Workspace) -> bytes:
    """Return the hash of what go.mod and go.work files say."""
    modules = {d.module.dir: _module(d.module, workspace.root) for d in workspace.packages if d.module}
    return key("modules", repr((sorted(modules.items()), _work(workspace.work, workspace.root))).encode())


def _package(item: Input, modules: dict[str, bytes], root: str) -> bytes:
    owner = item.directory
    module = owner.module
    at = module.dir if module is not None else ""
    if at not in modules:
        modules[at] = repr(_module(module, root)).encode()
    report = sorted(owner.report) if owner.report is not None else None
    told = (_at(owner.dir, root), owner.import_path or owner.dir, owner.requested, report)
    return repr(told).encode() + modules[at]


def _module(module: Module | None, root: str) -> object:
    if module is None:
        return None
    godebug, requires, replaces = _facts(module, root)
    return _at(module.dir, root), module.path, module.go, module.toolchain, godebug, requires, replaces


def _work(work: Work | None, root: str) -> object:
    if work is None:
        return None
    replaces = sorted((path, _at(target, root)) for path, target in work.replaces.items())
    uses = sorted(_at(use, root) for use in work.uses)
    return _at(work.dir, root), work.go, work.toolchain, sorted(work.godebug.items()), uses, replaces


def _facts(module: Module, root: str) -> tuple[object, object, object]:
    replaces = sorted((path, _at(target, root)) for path, target in module.replaces.items())
    return sorted(module.godebug.items()), sorted(module.requires.items()), replaces


def _at(path: str, root: str) -> str:
    return "." if path == root else shown(path, root)
