"""Parsing a file: one parse, one index query, and what remains of it as FileFacts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tree_sitter

from ginlint.go.header import scan_header
from ginlint.go.syntax import ast
from ginlint.go.syntax.facts import FileFacts, FileIndex, FuncDecl, Import, TypeDecl, ValueDecl
from ginlint.go.syntax.grammar import LANGUAGE, field, kind
from ginlint.go.syntax.lower import COMMENT, Lowerer
from ginlint.go.syntax.repair import SNIPPET_HEAD, parse_known, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node, Tree

INDEX = tree_sitter.Query(
    LANGUAGE,
    """
    (call_expression function: [(identifier) @call (selector_expression field: (field_identifier) @call)
      (index_expression operand: [(identifier) @call (selector_expression field: (field_identifier) @call)])])
    (type_conversion_expression type: (generic_type type: [(type_identifier) @call
      (qualified_type name: (type_identifier) @call)]))
    (qualified_type name: (type_identifier) @type)
    (assignment_statement left: (expression_list) @write)
    (inc_statement (_) @write)
    (dec_statement (_) @write)
    (range_clause left: (expression_list) @range)
    (go_statement) @go
    (defer_statement) @defer
    (for_statement) @for
    (func_literal) @literal
    (send_statement) @send
    (select_statement) @select
    (ERROR) @error
    """,
)
ROOT_NAME = re.compile(rb"(?:[^\W\d]|[\x80-\xff])(?:\w|[\x80-\xff])*")
# As gofmt writes a body: what begins a line in it is a blank. A raw string may hold something like its end.
BODY = re.compile(rb"^(func [^\n]*\{)\n(?:[ \t][^\n]*\n|\n)*\}$", re.MULTILINE)
MAX_BODY = 60_000  # bytes of a declaration that is looked into: not all later steps are linear
# What is deeper is not lowered either; the query's time grows with the square of the depth.
MAX_INDEX_DEPTH = 1000

PACKAGE_CLAUSE, IMPORT_DECLARATION = kind("package_clause"), kind("import_declaration")
FUNCTION_DECLARATION, METHOD_DECLARATION = kind("function_declaration"), kind("method_declaration")
TYPE_DECLARATION, TYPE_SPEC, TYPE_ALIAS = kind("type_declaration"), kind("type_spec"), kind("type_alias")
VAR_DECLARATION, CONST_DECLARATION = kind("var_declaration"), kind("const_declaration")
IMPORT_SPEC, VAR_SPEC, CONST_SPEC = kind("import_spec"), kind("var_spec"), kind("const_spec")
F_NAME, F_PATH, F_RECEIVER, F_TYPE, F_TYPE_PARAMETERS = map(
    field, ("name", "path", "receiver", "type", "type_parameters")
)
F_PARAMETERS, F_RESULT, F_BODY, F_VALUE = map(field, ("parameters", "result", "body", "value"))


class ParsedFile:
    """One file's text and facts, and its bodies when asked.

    Holds the syntax tree until `forget` is called; afterwards, and from the start where
    the file has errors, which reach far in a tree, a body is parsed again from its own
    bytes alone. Without errors that gives the same result.
    """

    __slots__ = ("_tree", "facts", "text")

    def __init__(self, text: bytes, facts: FileFacts, tree: Tree | None = None) -> None:
        self.text = text
        self.facts = facts
        self._tree = tree

    def forget(self) -> None:
        """Let go of the syntax tree."""
        self._tree = None

    def function(self, decl: FuncDecl) -> tuple[ast.Field | None, ast.FuncTypeExpr, ast.BlockStmt]:
        """Lower a declaration: its receiver, signature and body, empty if missing or too large."""
        node, lowerer = self._node(decl.pos, decl.end, (FUNCTION_DECLARATION, METHOD_DECLARATION))
        if node is None:
            empty = ast.FuncTypeExpr(decl.pos, decl.end, [], [])
            return None, empty, ast.BlockStmt(decl.end, decl.end, [])
        receivers = lowerer.fields(node.child_by_field_id(F_RECEIVER))
        looked_into = node.child_by_field_id(F_BODY) if decl.end - decl.pos <= MAX_BODY else None
        body = lowerer.nested_block(looked_into, decl.end)
        return (receivers[0] if receivers else None), lowerer.signature(node), body

    def value(self, decl: ValueDecl) -> list[ast.Expr]:
        """Lower the initialisers of the package-level declaration around `decl`; none if too large."""
        if decl.end - decl.pos > MAX_BODY:
            return []
        node, lowerer = self._node(decl.pos, decl.end, (VAR_SPEC, CONST_SPEC), b"var ")
        return lowerer.exprs(node.child_by_field_id(F_VALUE)) if node else []

    def _node(
        self, start: int, end: int, kinds: tuple[int, ...], prefix: bytes = b""
    ) -> tuple[Node | None, Lowerer]:
        if self._tree is not None:
            node = self._tree.root_node.named_descendant_for_byte_range(start, end)
            lowerer = Lowerer(self.text)
        else:
            head = SNIPPET_HEAD + prefix
            text = head + self.text[start:end]
            root = parse_known(text)[0].root_node
            node = root.named_descendant_for_byte_range(len(head), len(text))
            lowerer = Lowerer(text, start - len(head))
        while node is not None and node.kind_id not in kinds:
            below = [child for child in node.named_children if child.kind_id in kinds]
            node = below[0] if below else node.parent
        return node, lowerer


def parse(text: bytes) -> ParsedFile:
    """Parse one file. Never raises: what cannot be read is in `facts.errors`."""
    tree, left_out = read(text)
    facts = _facts(tree.root_node, text)
    facts.index = _index(tree.root_node, text, facts)
    facts.errors = sorted([*facts.errors, *left_out])
    return ParsedFile(text, facts, None if tree.root_node.has_error else tree)


def parse_declarations(text: bytes) -> ParsedFile:
    """Parse a file that only declares for others: without most bodies, and so in a third of the time.

    Offsets are those of the text that is left; there is no index, and errors are not told.
    """
    short = BODY.sub(rb"\1}", text)
    tree = read(short).tree
    if tree.root_node.has_error:
        short, tree = text, read(text).tree
    return ParsedFile(short, _facts(tree.root_node, short), tree)


def _facts(root: Node, text: bytes) -> FileFacts:
    header = scan_header(text)
    facts = FileFacts(constraint=header.constraint, generated=header.generated)
    for node in root.named_children:
        _declaration(node, text, facts)
    return facts


def _text(node: Node | None, text: bytes) -> str:
    return text[node.start_byte : node.end_byte].decode("utf-8", "replace") if node else ""


def _declaration(node: Node, text: bytes, facts: FileFacts) -> None:
    number = node.kind_id
    if number in (FUNCTION_DECLARATION, METHOD_DECLARATION):
        facts.functions.append(_function(node, text))
    elif number == PACKAGE_CLAUSE:
        name = node.named_children[0] if node.named_children else None
        facts.package, facts.package_pos = _text(name, text), node.start_byte
    elif number == IMPORT_DECLARATION:
        facts.imports += [_import(spec, text) for spec in _specs(node, (IMPORT_SPEC,))]
    elif number == TYPE_DECLARATION:
        facts.types += [_type(spec, text) for spec in _specs(node, (TYPE_SPEC, TYPE_ALIAS))]
    elif number in (VAR_DECLARATION, CONST_DECLARATION):
        before = ""
        for spec in _specs(node, (VAR_SPEC, CONST_SPEC)):
            values = _values(spec, text)
            for value in values:
                if value.const and value.value is None:
                    value.type = before  # the type above is repeated along with the value
                before = value.type
            facts.values += values


def _specs(node: Node, kinds: tuple[int, ...]) -> list[Node]:
    """Return the specs of a declaration, grouped by parentheses or not."""
    found: list[Node] = []
    pending = list(reversed(node.named_children))
    while pending:
        child = pending.pop()
        if child.kind_id in kinds:
            found.append(child)
        elif child.kind_id != COMMENT and not child.is_error:
            pending.extend(reversed(child.named_children))
    return found


def _import(node: Node, text: bytes) -> Import:
    path = _text(node.child_by_field_id(F_PATH), text).strip('"`')
    return Import(path, _text(node.child_by_field_id(F_NAME), text), node.start_byte)


def _function(node: Node, text: bytes) -> FuncDecl:
    name, body = node.child_by_field_id(F_NAME), node.child_by_field_id(F_BODY)
    recv_name = recv = ""
    receiver = node.child_by_field_id(F_RECEIVER)
    parameter = receiver.named_children[-1] if receiver and receiver.named_children else None
    if parameter is not None:
        recv_name = _text(parameter.child_by_field_id(F_NAME), text)
        recv = _text(parameter.child_by_field_id(F_TYPE), text)
    parameters = node.child_by_field_id(F_PARAMETERS)
    type_params = _text(node.child_by_field_id(F_TYPE_PARAMETERS), text)
    if receiver and name and parameters:  # those of a method, the tree does not know
        type_params = text[name.end_byte : parameters.start_byte].decode("utf-8", "replace").strip()
    return FuncDecl(
        name=_text(name, text),
        pos=node.start_byte,
        end=node.end_byte,
        name_pos=name.start_byte if name else node.start_byte,
        recv_name=recv_name,
        recv=recv,
        type_params=type_params,
        params=_text(parameters, text),
        results=_text(node.child_by_field_id(F_RESULT), text),
        body=(body.start_byte, body.end_byte) if body else None,
    )


def _type(node: Node, text: bytes) -> TypeDecl:
    return TypeDecl(
        name=_text(node.child_by_field_id(F_NAME), text),
        pos=node.start_byte,
        type_params=_text(node.child_by_field_id(F_TYPE_PARAMETERS), text),
        text=_text(node.child_by_field_id(F_TYPE), text),
        alias=node.kind_id == TYPE_ALIAS,
    )


def _values(node: Node, text: bytes) -> list[ValueDecl]:
    names = [child for child in node.children_by_field_id(F_NAME) if child.is_named]
    type_text = _text(node.child_by_field_id(F_TYPE), text)
    value = node.child_by_field_id(F_VALUE)
    values = [child for child in value.named_children if child.kind_id != COMMENT] if value else []
    const = node.kind_id == CONST_SPEC
    result = []
    for number, name in enumerate(names):
        single = values[number] if len(values) == len(names) else (values[0] if values else None)
        span = (single.start_byte, single.end_byte) if single else None
        index = number if single and len(values) != len(names) else -1
        result.append(
            ValueDecl(
                _text(name, text), node.start_byte, node.end_byte, type_text, span, index, number, const
            )
        )
    return result


def _index(root: Node, text: bytes, facts: FileFacts) -> FileIndex:
    cursor = tree_sitter.QueryCursor(INDEX)
    cursor.set_max_start_depth(MAX_INDEX_DEPTH)
    captures = cursor.captures(root)
    index = FileIndex()
    for name, table in (("call", index.calls), ("type", index.types)):
        for start, end in _spans(captures.pop(name, ())):
            table.setdefault(text[start:end].decode("utf-8", "replace"), []).append(start)
    writes = captures.pop("write", [])
    writes += (
        node
        for node in captures.pop("range", ())
        if not text[node.end_byte : node.end_byte + 16].lstrip().startswith(b":=")
    )
    for start, end in _spans(writes):
        _write(start, end, text, index)
    facts.errors = _spans(captures.pop("error", ()))
    for name, nodes in captures.items():
        index.kinds[name] = [start for start, _ in _spans(nodes)]
    return index


def _spans(nodes: Iterable[Node]) -> list[tuple[int, int]]:
    """Return where nodes are, in source order: a query's captures come in any order."""
    return sorted([(node.start_byte, node.end_byte) for node in nodes])


def _write(start: int, end: int, text: bytes, index: FileIndex) -> None:
    """Index every name that could be the variable written: a[i], b.c = … gives a, i, b, c."""
    for match in ROOT_NAME.finditer(text, start, end):
        if text[match.start() - 1 : match.start()] != b".":
            index.writes.setdefault(match.group().decode("utf-8", "replace"), []).append(match.start())
