"""What a package shows to others without its bodies, as hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.hashes import blake2b

if TYPE_CHECKING:
    from ginlint.go import File, Package
    from ginlint.go.syntax import FuncDecl


def functions(package: Package) -> dict[str, bytes]:
    """Return a hash of what each function without a receiver declares, by name."""
    found: dict[str, list[object]] = {}
    for file in package.listed:
        for decl in file.declarations:
            if not decl.recv:
                found.setdefault(decl.name, []).append((file.path, *_head(decl)))
    return {name: _hash(repr(heads)) for name, heads in found.items()}


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _head(decl: FuncDecl) -> tuple[object, ...]:
    return decl.recv_name, decl.recv, decl.type_params, decl.params, decl.results, decl.body is None


def signature(package: Package) -> bytes:
    """Return a hash of the other declarations of a package, wherever they stand."""
    state = blake2b(package.name.encode(), digest_size=16)
    for file in package.listed:
        state.update(repr(_declared(file, file in package.reported)).encode("utf-8", "surrogatepass"))
    return state.digest()


def _declared(file: File, spoken: bool) -> object:
    facts, text = file.facts, file.parsed.text
    return (
        (file.path, file.version, spoken, facts.package, facts.constraint, facts.generated),
        [(spec.path, spec.name) for spec in facts.imports],
        [(decl.name, *_head(decl)) for decl in facts.functions if decl.recv],
        [(t.name, t.type_params, t.text, t.alias) for t in facts.types],
        [
            (v.name, v.type, v.index, v.position, v.const, v.value and text[slice(*v.value)])
            for v in facts.values
        ],
        [text[v.pos : v.end] for v in facts.values if v.position == 0],
    )
