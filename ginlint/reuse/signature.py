"""What a package shows to others without its bodies, as a hash."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ginlint.go import File, Package


def signature(package: Package) -> bytes:
    """Return a hash of all declarations of a package, function bodies apart, wherever they stand."""
    state = blake2b(package.name.encode(), digest_size=16)
    for file in package.listed:
        state.update(repr(_declared(file, file in package.reported)).encode("utf-8", "surrogatepass"))
    return state.digest()


def _declared(file: File, spoken: bool) -> object:
    facts, text = file.facts, file.parsed.text
    return (
        (file.path, file.version, spoken, facts.package, facts.constraint, facts.generated),
        [(spec.path, spec.name) for spec in facts.imports],
        [
            (f.name, f.recv_name, f.recv, f.type_params, f.params, f.results, f.body is None)
            for f in facts.functions
        ],
        [(t.name, t.type_params, t.text, t.alias) for t in facts.types],
        [
            (v.name, v.type, v.index, v.position, v.const, v.value and text[slice(*v.value)])
            for v in facts.values
        ],
        [text[v.pos : v.end] for v in facts.values if v.position == 0],
    )
