"""Lowering expressions, types and signatures."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.go.syntax.grammar import kind
from ginlint.go.syntax.lower.kinds import (
    BINARY,
    COMMENT,
    EXPRESSION_LIST,
    F_ARGUMENTS,
    F_BODY,
    F_CAPACITY,
    F_END,
    F_FIELD,
    F_FUNCTION,
    F_INDEX,
    F_KEY,
    F_LEFT,
    F_NAME,
    F_OPERAND,
    F_OPERATOR,
    F_PACKAGE,
    F_PARAMETERS,
    F_RESULT,
    F_RIGHT,
    F_START,
    F_TYPE,
    F_TYPE_ARGUMENTS,
    F_VALUE,
    GENERIC_TYPE,
    IDENTIFIER,
    KEYED_ELEMENT,
    LITERAL_ELEMENT,
    LITERAL_VALUE,
    LITERALS,
    NAMES,
    PARAMETER_LIST,
    PARENTHESIZED,
    QUALIFIED_TYPE,
    TYPE_ELEM,
    TYPE_IDENTIFIER,
    TYPES,
    VARIADIC_ARGUMENT,
    VARIADIC_PARAMETER,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

MAX_DEPTH = 100
PLAIN_TYPE = re.compile(r"[\w.\[\]*<\- ]+")  # names no fields or parameters, which may be called like a type
TYPE_NAME = re.compile(r"(?<![\w.])\w+(?![\w.])")
MAX_CHAIN = 40  # operands of one operator before the chain is balanced


class Expressions(ABC):
    """Lowers expressions and types of one parsed text; `shift` is added to each offset of the text.

    `types` maps the types that the function has declared so far, in blocks that go on, to what they are:
    without methods, one is as good as its name.
    """

    __slots__ = ("depth", "shift", "text", "types")

    def __init__(self, text: bytes, shift: int = 0) -> None:
        self.text = text
        self.shift = shift
        self.depth = 0
        self.types: dict[str, str] = {}

    def source(self, node: Node) -> str:
        """Return the text of `node`."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    @abstractmethod
    def nested_block(self, node: Node | None, start: int) -> ast.BlockStmt:
        """Lower a body; a missing one (a half-written function) is empty."""

    def exprs(self, node: Node | None) -> list[ast.Expr]:
        """Lower an expression list, or a single expression in its place."""
        if node is None:
            return []
        if node.kind_id != EXPRESSION_LIST:
            return [self.expr(node)]
        return [self.expr(child) for child in node.named_children if child.kind_id != COMMENT]

    def first(self, node: Node) -> ast.Expr:
        """Lower the only operand of a statement."""
        for child in node.named_children:
            if child.kind_id != COMMENT:
                return self.expr(child)
        return ast.BadExpr(node.start_byte + self.shift, node.end_byte + self.shift)

    def maybe(self, node: Node | None, pos: int) -> ast.Expr:
        """Lower `node`; a missing one (half-written code) is a BadExpr at `pos`."""
        return self.expr(node) if node else ast.BadExpr(pos, pos)

    def expr(self, node: Node) -> ast.Expr:
        """Lower one expression, or a type where an expression may stand."""
        number, start, end = node.kind_id, node.start_byte, node.end_byte
        shift = self.shift
        if number == IDENTIFIER:
            return ast.Ident(start + shift, end + shift, self.text[start:end].decode("utf-8", "replace"))
        method = EXPRESSIONS.get(number)
        if method is None or self.depth > MAX_DEPTH:
            return ast.BadExpr(start + shift, end + shift)
        self.depth += 1
        lowered = method(self, node, start + shift, end + shift)
        self.depth -= 1
        return lowered

    def ident(self, node: Node) -> ast.Ident:
        """Lower a name."""
        return ast.Ident(node.start_byte + self.shift, node.end_byte + self.shift, self.source(node))

    def name(self, node: Node, start: int, end: int) -> ast.Expr:
        return ast.Ident(start, end, self.source(node))

    def literal(self, node: Node, start: int, end: int) -> ast.Expr:
        return ast.BasicLit(start, end, LITERALS[node.kind_id], self.source(node))

    def parenthesized(self, node: Node, _start: int, _end: int) -> ast.Expr:
        return self.first(node)

    def selector(self, node: Node, start: int, end: int) -> ast.Expr:
        name = node.child_by_field_id(F_FIELD)
        x = self.maybe(node.child_by_field_id(F_OPERAND), start)
        if name is None:
            return ast.BadExpr(start, end)
        return ast.SelectorExpr(start, end, x, self.source(name), name.start_byte + self.shift)

    def index(self, node: Node, start: int, end: int) -> ast.Expr:
        x = self.maybe(node.child_by_field_id(F_OPERAND), start)
        index = node.child_by_field_id(F_INDEX)
        return ast.IndexExpr(start, end, x, [self.expr(index)] if index else [])

    def instantiation(self, node: Node, start: int, end: int) -> ast.Expr:
        children = [c for c in node.named_children if c.kind_id != COMMENT]
        if not children:
            return ast.BadExpr(start, end)
        x, *indices = (self.type_or_value(c) if c.kind_id in TYPES else self.expr(c) for c in children)
        return ast.IndexExpr(start, end, x, indices)

    def slice_(self, node: Node, start: int, end: int) -> ast.Expr:
        low, high, capacity = (node.child_by_field_id(f) for f in (F_START, F_END, F_CAPACITY))
        return ast.SliceExpr(
            start,
            end,
            self.maybe(node.child_by_field_id(F_OPERAND), start),
            self.expr(low) if low else None,
            self.expr(high) if high else None,
            self.expr(capacity) if capacity else None,
        )

    def assertion(self, node: Node, start: int, end: int) -> ast.Expr:
        type_node = node.child_by_field_id(F_TYPE)
        x = self.maybe(node.child_by_field_id(F_OPERAND), start)
        return ast.TypeAssertExpr(start, end, x, self.type_expr(type_node) if type_node else None)

    def call(self, node: Node, start: int, end: int) -> ast.Expr:
        fun = self.maybe(node.child_by_field_id(F_FUNCTION), start)
        type_arguments = node.child_by_field_id(F_TYPE_ARGUMENTS)
        if type_arguments is not None:
            fun = ast.IndexExpr(
                fun.pos, type_arguments.end_byte + self.shift, fun, self.type_arguments(type_arguments)
            )
        arguments = node.child_by_field_id(F_ARGUMENTS)
        args: list[ast.Expr] = []
        ellipsis = False
        for child in arguments.named_children if arguments else ():
            if child.kind_id == VARIADIC_ARGUMENT:
                args.append(self.first(child))
                ellipsis = True
            elif child.kind_id != COMMENT:
                args.append(self.expr(child))
        return ast.CallExpr(start, end, fun, args, ellipsis)

    def conversion(self, node: Node, start: int, end: int) -> ast.Expr:
        type_node = node.child_by_field_id(F_TYPE)
        fun = self.type_or_value(type_node) if type_node else ast.BadExpr(start, start)
        return ast.CallExpr(
            start, end, fun, [self.maybe(node.child_by_field_id(F_OPERAND), end)], ellipsis=False
        )

    def type_arguments(self, node: Node) -> list[ast.Expr]:
        """Lower what stands in brackets and looks like types to the grammar."""
        return [self.type_or_value(child) for child in node.named_children if child.kind_id != COMMENT]

    def type_or_value(self, node: Node) -> ast.Expr:
        """Lower what the grammar takes for a type: in a.b[c.d][e.f] and F[T](x) it may be no such thing.

        Whether a name stands for a type is known only once it is bound.
        """
        start, end = node.start_byte + self.shift, node.end_byte + self.shift
        if node.kind_id == TYPE_ELEM and node.named_child_count == 1:
            return self.type_or_value(node.named_children[0])
        if node.kind_id == TYPE_IDENTIFIER:
            return self.ident(node)
        if node.kind_id == QUALIFIED_TYPE:
            package, name = node.child_by_field_id(F_PACKAGE), node.child_by_field_id(F_NAME)
            if package and name:
                return ast.SelectorExpr(
                    start, end, self.ident(package), self.source(name), name.start_byte + self.shift
                )
        if node.kind_id == GENERIC_TYPE:
            base, arguments = node.child_by_field_id(F_TYPE), node.child_by_field_id(F_TYPE_ARGUMENTS)
            if base and arguments:
                return ast.IndexExpr(start, end, self.type_or_value(base), self.type_arguments(arguments))
        return self.type_expr(node)

    def unary(self, node: Node, start: int, end: int) -> ast.Expr:
        operator = node.child_by_field_id(F_OPERATOR)
        x = self.maybe(node.child_by_field_id(F_OPERAND), start)
        op = self.source(operator) if operator else ""
        return ast.StarExpr(start, end, x) if op == "*" else ast.UnaryExpr(start, end, op, x)

    def binary(self, node: Node, start: int, end: int) -> ast.Expr:
        """Lower a chain such as a + b + c without a Python call per operator."""
        operator = node.child_by_field_id(F_OPERATOR)
        op = self.source(operator) if operator else ""
        operands: list[Node] = []
        current: Node | None = node
        while current is not None and current.kind_id == BINARY:
            inner = current.child_by_field_id(F_OPERATOR)
            if inner is None or self.source(inner) != op:
                break
            right = current.child_by_field_id(F_RIGHT)
            if right is not None:
                operands.append(right)
            current = current.child_by_field_id(F_LEFT)
        if current is None or not operands:
            return ast.BadExpr(start, end)
        exprs = [self.expr(current), *(self.expr(n) for n in reversed(operands))]
        return balanced(op, exprs) if len(exprs) > MAX_CHAIN else left_to_right(op, exprs)

    def composite(self, node: Node, start: int, end: int) -> ast.Expr:
        type_node, body = node.child_by_field_id(F_TYPE), node.child_by_field_id(F_BODY)
        elements = self.elements(body) if body else []
        return ast.CompositeLit(start, end, self.type_expr(type_node) if type_node else None, elements)

    def elements(self, node: Node) -> list[ast.Expr]:
        """Lower what stands between the braces of a composite literal."""
        result: list[ast.Expr] = []
        for child in node.named_children:
            if child.kind_id == KEYED_ELEMENT:
                key, value = child.child_by_field_id(F_KEY), child.child_by_field_id(F_VALUE)
                start, end = child.start_byte + self.shift, child.end_byte + self.shift
                result.append(
                    ast.KeyValueExpr(start, end, self.element(key, start), self.element(value, end))
                )
            elif child.kind_id == LITERAL_ELEMENT:
                result.append(self.element(child, child.start_byte + self.shift))
        return result

    def element(self, node: Node | None, pos: int) -> ast.Expr:
        """Lower one key or value, which may be a literal with its type left out."""
        if node is None:
            return ast.BadExpr(pos, pos)
        inner = (
            next((c for c in node.named_children if c.kind_id != COMMENT), None)
            if node.kind_id == LITERAL_ELEMENT
            else node
        )
        if inner is None:
            return ast.BadExpr(pos, pos)
        if inner.kind_id != LITERAL_VALUE:
            return self.expr(inner)
        start, end = inner.start_byte + self.shift, inner.end_byte + self.shift
        if self.depth > MAX_DEPTH:
            return ast.BadExpr(start, end)
        self.depth += 1
        elements = self.elements(inner)
        self.depth -= 1
        return ast.CompositeLit(start, end, None, elements)

    def function(self, node: Node, start: int, end: int) -> ast.Expr:
        return ast.FuncLit(
            start, end, self.signature(node), self.nested_block(node.child_by_field_id(F_BODY), end)
        )

    # Types and signatures

    def type_expr(self, node: Node) -> ast.TypeExpr:
        """Lower a type to its text."""
        start, end = node.start_byte + self.shift, node.end_byte + self.shift
        return ast.TypeExpr(start, end, self.type_text(node))

    def type_text(self, node: Node) -> str:
        """Return the text of a type, with what a type of the function is in place of its name."""
        text = self.source(node)
        if not self.types or PLAIN_TYPE.fullmatch(text) is None:
            return text
        return TYPE_NAME.sub(lambda found: self.types.get(found[0], found[0]), text)

    def type_as_expr(self, node: Node, _start: int, _end: int) -> ast.Expr:
        return self.type_expr(node)

    def signature(self, node: Node) -> ast.FuncTypeExpr:
        """Lower the parameters and results of a declaration or literal."""
        result = node.child_by_field_id(F_RESULT)
        results: list[ast.Field] = []
        if result is not None and result.kind_id == PARAMETER_LIST:
            results = self.fields(result)
        elif result is not None:
            type_expr = self.type_expr(result)
            results = [ast.Field(type_expr.pos, type_expr.end, None, type_expr, variadic=False)]
        start, end = node.start_byte + self.shift, node.end_byte + self.shift
        return ast.FuncTypeExpr(start, end, self.fields(node.child_by_field_id(F_PARAMETERS)), results)

    def fields(self, node: Node | None) -> list[ast.Field]:
        """Lower a parameter list, one Field for each name or bare type."""
        result: list[ast.Field] = []
        for child in node.named_children if node else ():
            type_node = child.child_by_field_id(F_TYPE)
            if type_node is None:
                continue
            start, end = child.start_byte + self.shift, child.end_byte + self.shift
            variadic = child.kind_id == VARIADIC_PARAMETER
            names = [self.ident(c) for c in child.children_by_field_id(F_NAME) if c.is_named]
            type_expr = self.type_expr(type_node)
            result += [ast.Field(start, end, name, type_expr, variadic) for name in names or (None,)]
        return result


def left_to_right(op: str, exprs: list[ast.Expr]) -> ast.Expr:
    """Join operands as Go does."""
    result = exprs[0]
    for right in exprs[1:]:
        result = ast.BinaryExpr(result.pos, right.end, op, result, right)
    return result


def balanced(op: str, exprs: list[ast.Expr]) -> ast.Expr:
    """Join very many operands in a tree that is only logarithmically deep."""
    if len(exprs) == 1:
        return exprs[0]
    middle = len(exprs) // 2
    left, right = balanced(op, exprs[:middle]), balanced(op, exprs[middle:])
    return ast.BinaryExpr(left.pos, right.end, op, left, right)


EXPRESSIONS: dict[int, Callable[[Expressions, Node, int, int], ast.Expr]] = {
    **dict.fromkeys(NAMES, Expressions.name),
    **dict.fromkeys(LITERALS, Expressions.literal),
    **dict.fromkeys(TYPES, Expressions.type_as_expr),
    PARENTHESIZED: Expressions.parenthesized,
    kind("selector_expression"): Expressions.selector,
    kind("index_expression"): Expressions.index,
    kind("type_instantiation_expression"): Expressions.instantiation,
    kind("slice_expression"): Expressions.slice_,
    kind("type_assertion_expression"): Expressions.assertion,
    kind("call_expression"): Expressions.call,
    kind("type_conversion_expression"): Expressions.conversion,
    kind("unary_expression"): Expressions.unary,
    BINARY: Expressions.binary,
    kind("composite_literal"): Expressions.composite,
    kind("func_literal"): Expressions.function,
}
