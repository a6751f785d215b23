"""Reading Go source: the only room that knows tree-sitter."""

from ginlint.go.syntax.facts import (
    FileFacts,
    FileIndex,
    FuncDecl,
    Import,
    TypeDecl,
    ValueDecl,
    flattened,
    unflattened,
)
from ginlint.go.syntax.parse import MAX_BODY, ParsedFile, parse

__all__ = [
    "MAX_BODY",
    "FileFacts",
    "FileIndex",
    "FuncDecl",
    "Import",
    "ParsedFile",
    "TypeDecl",
    "ValueDecl",
    "flattened",
    "parse",
    "unflattened",
]
