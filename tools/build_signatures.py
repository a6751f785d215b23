"""Pack the signatures that ginlint ships: ginlint/models/signatures.bin.

Usage: python tools/build_signatures.py [--latest]

Reads GOROOT and the modules of tools/signatures.txt, which `go mod download` puts
into the module cache; `--latest` first rewrites that list with the newest versions.
Prints the versions and the size. The format is ginlint/go/names/shipped.py's.

What ends up there are facts of an API: names and types, no code and no comments.
Unexported fields are dropped. Unexported types and types of internal packages stay
where an exported signature or an embedded field mentions them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

from ginlint.go.names import dependencies, shipped  # noqa: E402 - the tree this script stands in
from ginlint.go.names.dependencies import Dependencies  # noqa: E402
from ginlint.go.names.program import Program  # noqa: E402
from ginlint.go.names.types import (  # noqa: E402
    UNKNOWN,
    Array,
    Basic,
    Chan,
    Func,
    Interface,
    Map,
    Named,
    Pointer,
    Slice,
    Struct,
    Type,
    TypeParam,
)
from ginlint.outside import Outside, Requirements, goroot  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ginlint.go.names.symbols import FuncSymbol, PackageScope, TypeSymbol

LIST = os.path.join(HERE, "signatures.txt")
NOT_SHIPPED = {"builtin", "cmd", "internal", "testdata", "vendor"}
ROUNDS = 12


class Module(NamedTuple):
    """A line of the list."""

    path: str
    version: str
    packages: list[str]


class Packer:
    """The text of one package; `wanted` narrows it to these types, None keeps all that is exported."""

    def __init__(self, program: Program, scope: PackageScope, wanted: set[str] | None) -> None:
        self.program = program
        self.scope = scope
        self.aliases: dict[str, str] = {}
        self.mentioned: set[tuple[str, str]] = set()
        self.wanted = wanted

    def text(self) -> str:
        """Return the package's lines; `mentioned` then holds the types of all packages it speaks of."""
        lines: list[str] = []
        if self.wanted is None:
            lines += [self.function(f) for name, f in sorted(self.scope.functions.items()) if exported(name)]
            lines += self.values()
        lines += self.types()
        heads = [f"I\t{alias}\t{path}" for path, alias in self.aliases.items()]
        return "\n".join(heads + lines)

    def function(self, symbol: FuncSymbol) -> str:
        params = self.bounds(symbol) if symbol.type_params else ""
        return f"F\t{symbol.name}\t{params}\t{self.params(symbol.type)}\t{self.results(symbol.type)}"

    def bounds(self, symbol: FuncSymbol) -> str:
        """Write type parameters; of the bounds only those that types can be inferred from."""
        shapes = (Slice, Map, Chan, Pointer, Func)
        bound = symbol.bounds
        texts = [
            f"{name} {self.type(bound[name]) if isinstance(bound.get(name), shapes) else 'any'}"
            for name in symbol.type_params
        ]
        return f"[{', '.join(texts)}]"

    def values(self) -> Iterator[str]:
        """Yield a line for all variables, then constants, of one type."""
        found: dict[tuple[str, str], list[str]] = {}
        for name, value in sorted(self.scope.values.items()):
            if exported(name):
                typed = value.file.typer.value_type(value) if value.file is not None else UNKNOWN
                found.setdefault(("C" if value.const else "V", self.type(typed)), []).append(name)
        for (kind, type_), names in found.items():
            yield f"{kind}\t{type_}\t{' '.join(names)}"

    def types(self) -> Iterator[str]:
        """Yield the types, and after them the unexported ones that came up on the way."""
        done: set[str] = set()
        pending = self.wanted if self.wanted is not None else set(filter(exported, self.scope.types))
        while pending:
            for name in sorted(pending):
                done.add(name)
                symbol = self.scope.types.get(name)
                if symbol is not None:
                    yield self.declared(symbol)
            pending = {name for path, name in self.mentioned if path == self.scope.path} - done

    def declared(self, symbol: TypeSymbol) -> str:
        params = f"[{', '.join(f'{name} any' for name in symbol.type_params)}]" if symbol.type_params else ""
        methods = [self.method(m) for name, m in sorted(symbol.methods.items()) if exported(name)]
        head = f"T\t{symbol.name}\t{'=' if symbol.alias else ''}\t{params}\t{self.type(symbol.written)}"
        return "\t".join([head, *methods])

    def method(self, symbol: FuncSymbol) -> str:
        star = "*" if symbol.recv.lstrip("( ").startswith("*") else ""
        arguments = f"[{','.join(symbol.recv_params)}]" if symbol.recv_params else ""
        params = self.params(symbol.type).replace(" ", "\x1f")
        return f"{star}{symbol.recv_type}{arguments} {symbol.name} {params} {self.results(symbol.type)}"

    def params(self, type_: Func) -> str:
        texts = [self.type(param) for param in type_.params]
        if type_.variadic:
            last = type_.params[-1]
            texts[-1] = "..." + self.type(last.elem if isinstance(last, Slice) else UNKNOWN)
        return f"({','.join(texts)})"

    def results(self, type_: Func) -> str:
        return f"({','.join(self.type(result) for result in type_.results)})" if type_.results else ""

    def type(self, type_: Type) -> str:
        """Write a type so that ginlint.go.names.typetext reads the same."""
        match type_:
            case Basic(name) | TypeParam(name):
                return name if name != "untyped nil" else "?"
            case Named(path, name, args):
                return self.named(path, name) + (f"[{','.join(map(self.type, args))}]" if args else "")
            case Pointer(elem):
                return f"*{self.type(elem)}"
            case Slice(elem):
                return f"[]{self.type(elem)}"
            case Array(elem):
                return f"[...]{self.type(elem)}"
            case Chan(elem):
                return f"chan({self.type(elem)})"
            case Map(key, elem):
                return f"map[{self.type(key)}]{self.type(elem)}"
            case Func():
                return f"func{self.params(type_)}{self.results(type_)}"
            case Struct():
                return self.struct(type_)
            case Interface():
                return self.interface(type_)
        return "?"

    def named(self, path: str, name: str) -> str:
        self.mentioned.add((path, name))
        if path == self.scope.path:
            return name
        if path not in self.aliases:
            self.aliases[path] = f"p{len(self.aliases)}"
        return f"{self.aliases[path]}.{name}"

    def struct(self, type_: Struct) -> str:
        """Write embedded and exported fields."""
        fields = []
        for field in type_.fields:
            if field.embedded:
                if field.type is not UNKNOWN:
                    fields.append(self.type(field.type))
            elif exported(field.name):
                fields.append(f"{field.name} {self.type(field.type)}")
        return f"struct{{{';'.join(fields)}}}"

    def interface(self, type_: Interface) -> str:
        parts = [f"{n}{self.params(m)}{self.results(m)}" for n, m in type_.methods if exported(n)]
        kept = [e for e in type_.embeds if isinstance(e, Named) or e == Basic("error")]
        parts += map(self.type, kept)
        return f"interface{{{';'.join(parts)}}}"


def exported(name: str) -> bool:
    return name[:1].isupper()


def standard_packages(source: str) -> Iterator[str]:
    """Yield the import paths that programs may use."""
    for directory, below, files in os.walk(source):
        below[:] = sorted(name for name in below if name not in NOT_SHIPPED and name[0] not in "._")
        if directory != source and any(f.endswith(".go") and not f.endswith("_test.go") for f in files):
            yield os.path.relpath(directory, source).replace(os.sep, "/")


def read_list() -> list[Module]:
    """Read the list of modules."""
    with open(LIST, encoding="utf-8") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return [Module(row[0], row[1], row[2:]) for row in rows]


def download(modules: Iterable[Module], *, latest: bool) -> dict[str, tuple[str, str]]:
    """Return each module's version and directory in the module cache."""
    wanted = [f"{m.path}@{'latest' if latest else m.version}" for m in modules]
    command = ["go", "mod", "download", "-json", *wanted]
    env = {**os.environ, "GOWORK": "off"}
    done = subprocess.run(command, cwd=os.sep, env=env, capture_output=True, text=True, check=True)
    decoder, found, text = json.JSONDecoder(), {}, done.stdout.strip()
    while text:
        row, end = decoder.raw_decode(text)
        found[row["Path"]] = (row["Version"], row["Dir"])
        text = text[end:].lstrip()
    return found


def rewrite_list(modules: Iterable[Module], places: dict[str, tuple[str, str]]) -> None:
    """Write the newest versions into the list; its comments stay."""
    with open(LIST, encoding="utf-8") as file:
        comments = [line for line in file if line.startswith("#")]
    with open(LIST, "w", encoding="utf-8") as file:
        file.writelines(comments)
        file.writelines(f"{m.path} {places[m.path][0]} {' '.join(m.packages)}\n" for m in modules)


def module_packages(module: Module, directory: str) -> Iterator[str]:
    """Yield the import paths that a line of the list asks for."""
    for package in module.packages:
        if package.endswith("..."):
            base = os.path.join(directory, package.removesuffix("...").strip("/"))
            for below in standard_packages(base):
                yield f"{module.path}/{package.removesuffix('...')}{below}"
        else:
            yield module.path if package == "." else f"{module.path}/{package}"


def pack_all(program: Program, paths: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return name and text of each package, and of the internal types that they mention."""
    packed: dict[str, tuple[str, str]] = {}
    mentioned: set[tuple[str, str]] = set()
    whole = set(paths)
    for path in sorted(whole):
        scope = program.scope(path)
        if scope is None or scope.name == "main":
            continue
        packer = Packer(program, scope, None)
        packed[path] = (scope.name, packer.text())
        mentioned |= packer.mentioned
    partial: dict[str, set[str]] = {}
    for _ in range(ROUNDS):
        before = sum(map(len, partial.values()))
        for path, name in mentioned:
            if path not in whole and "internal" in path.split("/"):
                partial.setdefault(path, set()).add(name)
        if sum(map(len, partial.values())) == before:
            break
        for path, names in sorted(partial.items()):
            scope = program.scope(path)
            if scope is not None:
                packer = Packer(program, scope, names)
                packed[path] = (scope.name, packer.text())
                mentioned |= packer.mentioned
    return packed


def write(packed: dict[str, tuple[str, str]], versions: dict[str, str]) -> int:
    """Write the file and return its size."""
    bodies, index, offset = [], [], 0
    for path, (name, text) in sorted(packed.items()):
        body = zlib.compress(text.encode(), 9)
        index.append(f"{path}\t{name}\t{offset}\t{len(body)}")
        offset += len(body)
        bodies.append(body)
    table = "\n".join(f"{path}\t{version}" for path, version in sorted(versions.items()))
    heads = [zlib.compress("\n".join(index).encode(), 9), zlib.compress(table.encode(), 9)]
    data = shipped.MAGIC + b"".join(len(head).to_bytes(4, "big") for head in heads) + b"".join(heads + bodies)
    with open(shipped.DATA, "wb") as file:
        file.write(data)
    return len(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--latest", action="store_true", help="take the newest version of each module")
    latest = parser.parse_args().latest
    modules = read_list()
    places = download(modules, latest=latest)
    if latest:
        rewrite_list(modules, places)
    root = goroot(os.environ)
    if root is None:
        sys.exit("build_signatures: no GOROOT found")
    replaces = {path: directory for path, (_, directory) in places.items()}
    dependencies.MAX_FILE = dependencies.MAX_PACKAGE = (
        64 << 20
    )  # there is time here, and nothing may be missing
    sources = Dependencies(Outside([Requirements(os.sep, {}, replaces)], os.environ), shipped_data=False)
    program = Program((sources,), (sources.package_name,))
    paths = list(standard_packages(os.path.join(root, "src")))
    for module in modules:
        paths += module_packages(module, places[module.path][1])
    packed = pack_all(program, paths)
    with open(os.path.join(root, "VERSION"), encoding="utf-8") as file:
        versions = {"std": file.readline().strip()}
    versions |= {path: version for path, (version, _) in places.items()}
    size = write(packed, versions)
    sys.stdout.writelines(f"{path} {version}\n" for path, version in sorted(versions.items()))
    missing = sorted(set(paths) - packed.keys())
    nothing = ", ".join(missing) or "none"
    sys.stdout.write(f"{len(packed)} packages, {size} bytes; nothing read of: {nothing}\n")


if __name__ == "__main__":
    main()
