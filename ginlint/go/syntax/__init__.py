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
from ginlint.go.syntax.parse import MAX_BODY, ParsedFile, parse, parse_declarations

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
    "parse_declarations",
    "unflattened",
]
