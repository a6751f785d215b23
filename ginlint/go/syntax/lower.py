"""Lowering: tree-sitter's nodes to the classes of `ast`.

One method per node kind, found by the kind's number. A region that the parser
could not read becomes a BadStmt or BadExpr, and so does anything nested deeper
than MAX_DEPTH: Python's stack bounds what later steps can walk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.go.syntax.grammar import field, kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

MAX_DEPTH = 100
MAX_CHAIN = 40  # operands of one operator before the chain is balanced

COMMENT = kind("comment")
IDENTIFIER = kind("identifier")
EXPRESSION_LIST = kind("expression_list")
STATEMENT_LIST = kind("statement_list")
PARENTHESIZED = kind("parenthesized_expression")
BINARY = kind("binary_expression")
FOR_CLAUSE = kind("for_clause")
RANGE_CLAUSE = kind("range_clause")
BLOCK = kind("block")
TYPE_CASE = kind("type_case")
COMMUNICATION_CASE = kind("communication_case")
LITERAL_VALUE = kind("literal_value")
LITERAL_ELEMENT = kind("literal_element")
KEYED_ELEMENT = kind("keyed_element")
VARIADIC_ARGUMENT = kind("variadic_argument")
VARIADIC_PARAMETER = kind("variadic_parameter_declaration")
PARAMETER_LIST = kind("parameter_list")
GENERIC_TYPE = kind("generic_type")
QUALIFIED_TYPE = kind("qualified_type")
TYPE_IDENTIFIER = kind("type_identifier")
VAR_SPEC = kind("var_spec")
CONST_SPEC = kind("const_spec")

F_ALIAS, F_ALTERNATIVE, F_ARGUMENTS, F_BODY = (
    field("alias"),
    field("alternative"),
    field("arguments"),
    field("body"),
)
F_CAPACITY, F_CHANNEL, F_COMMUNICATION = field("capacity"), field("channel"), field("communication")
F_CONDITION, F_CONSEQUENCE, F_END, F_FIELD = (
    field("condition"),
    field("consequence"),
    field("end"),
    field("field"),
)
F_FUNCTION, F_INDEX, F_INITIALIZER, F_KEY = (
    field("function"),
    field("index"),
    field("initializer"),
    field("key"),
)
F_LABEL, F_LEFT, F_NAME, F_OPERAND = field("label"), field("left"), field("name"), field("operand")
F_OPERATOR, F_PARAMETERS, F_RESULT, F_RIGHT = (
    field("operator"),
    field("parameters"),
    field("result"),
    field("right"),
)
F_START, F_TYPE, F_TYPE_ARGUMENTS = field("start"), field("type"), field("type_arguments")
F_UPDATE, F_VALUE, F_PACKAGE = field("update"), field("value"), field("package")

LITERALS = {
    kind("int_literal"): "INT",
    kind("float_literal"): "FLOAT",
    kind("imaginary_literal"): "IMAG",
    kind("rune_literal"): "CHAR",
    kind("raw_string_literal"): "STRING",
    kind("interpreted_string_literal"): "STRING",
}
NAMES = (IDENTIFIER, kind("nil"), kind("true"), kind("false"), kind("iota"), kind("blank_identifier"))
TYPES = (
    TYPE_IDENTIFIER,
    QUALIFIED_TYPE,
    GENERIC_TYPE,
    kind("pointer_type"),
    kind("slice_type"),
    kind("array_type"),
    kind("implicit_length_array_type"),
    kind("map_type"),
    kind("channel_type"),
    kind("function_type"),
    kind("struct_type"),
    kind("interface_type"),
    kind("parenthesized_type"),
    kind("negated_type"),
    kind("type_elem"),
)


class Lowerer:
    """Lowers nodes of one parsed text; `shift` is added to each offset of the text."""

    __slots__ = ("depth", "shift", "text")

    def __init__(self, text: bytes, shift: int = 0) -> None:
        self.text = text
        self.shift = shift
        self.depth = 0

    def source(self, node: Node) -> str:
        """Return the text of `node`."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    # Statements

    def block(self, node: Node) -> ast.BlockStmt:
        """Lower a `block` node."""
        stmts: list[ast.Stmt] = []
        for child in node.named_children:
            if child.kind_id == STATEMENT_LIST:
                stmts += self.statements(child.named_children)
            elif child.kind_id != COMMENT:
                stmts.append(self.stmt(child))
        return ast.BlockStmt(node.start_byte + self.shift, node.end_byte + self.shift, stmts)

    def statements(self, nodes: list[Node]) -> list[ast.Stmt]:
        """Lower a run of statements; comments and empty statements vanish."""
        return [self.stmt(node) for node in nodes if node.kind_id not in IGNORED]

    def stmt(self, node: Node) -> ast.Stmt:
        """Lower one statement."""
        start, end = node.start_byte + self.shift, node.end_byte + self.shift
        method = STATEMENTS.get(node.kind_id)
        if method is None or self.depth > MAX_DEPTH:
            return ast.BadStmt(start, end)
        self.depth += 1
        try:
            return method(self, node, start, end)
        finally:
            self.depth -= 1

    def optional_stmt(self, node: Node | None) -> ast.Stmt | None:
        """Lower `node` if there is one."""
        return self.stmt(node) if node else None

    def nested_block(self, node: Node | None, start: int) -> ast.BlockStmt:
        """Lower a body; a missing one (a half-written statement) is empty."""
        return self.block(node) if node else ast.BlockStmt(start, start, [])

    def expression_stmt(self, node: Node, start: int, end: int) -> ast.Stmt:
        return ast.ExprStmt(start, end, self.first(node))

    def send(self, node: Node, start: int, end: int) -> ast.Stmt:
        channel, value = node.child_by_field_id(F_CHANNEL), node.child_by_field_id(F_VALUE)
        return ast.SendStmt(start, end, self.maybe(channel, start), self.maybe(value, end))

    def inc(self, node: Node, start: int, end: int) -> ast.Stmt:
        return ast.IncDecStmt(start, end, self.first(node), "++")

    def dec(self, node: Node, start: int, end: int) -> ast.Stmt:
        return ast.IncDecStmt(start, end, self.first(node), "--")

    def assign(self, node: Node, start: int, end: int) -> ast.Stmt:
        operator = node.child_by_field_id(F_OPERATOR)
        lhs = self.exprs(node.child_by_field_id(F_LEFT))
        return ast.AssignStmt(
            start,
            end,
            lhs,
            self.source(operator) if operator else "=",
            self.exprs(node.child_by_field_id(F_RIGHT)),
        )

    def define(self, node: Node, start: int, end: int) -> ast.Stmt:
        lhs = self.exprs(node.child_by_field_id(F_LEFT))
        return ast.AssignStmt(start, end, lhs, ":=", self.exprs(node.child_by_field_id(F_RIGHT)))

    def receive(self, node: Node, start: int, end: int) -> ast.Stmt:
        right = self.maybe(node.child_by_field_id(F_RIGHT), end)
        left = node.child_by_field_id(F_LEFT)
        if left is None:
            return ast.ExprStmt(start, end, right)
        between = self.text[left.end_byte : right.pos - self.shift]
        return ast.AssignStmt(start, end, self.exprs(left), ":=" if b":=" in between else "=", [right])

    def go(self, node: Node, start: int, end: int) -> ast.Stmt:
        return ast.GoStmt(start, end, self.first(node))

    def defer(self, node: Node, start: int, end: int) -> ast.Stmt:
        return ast.DeferStmt(start, end, self.first(node))

    def return_(self, node: Node, start: int, end: int) -> ast.Stmt:
        results: list[ast.Expr] = []
        for child in node.named_children:
            if child.kind_id == EXPRESSION_LIST:
                results = self.exprs(child)
        return ast.ReturnStmt(start, end, results)

    def branch(self, node: Node, start: int, end: int) -> ast.Stmt:
        label = next((c for c in node.named_children if c.kind_id != COMMENT), None)
        token = node.type.removesuffix("_statement")
        return ast.BranchStmt(start, end, token, self.source(label) if label else None)

    def nested(self, node: Node, _start: int, _end: int) -> ast.Stmt:
        return self.block(node)

    def if_(self, node: Node, start: int, end: int) -> ast.Stmt:
        return ast.IfStmt(
            start,
            end,
            self.optional_stmt(node.child_by_field_id(F_INITIALIZER)),
            self.maybe(node.child_by_field_id(F_CONDITION), start),
            self.nested_block(node.child_by_field_id(F_CONSEQUENCE), end),
            self.optional_stmt(node.child_by_field_id(F_ALTERNATIVE)),
        )

    def switch(self, node: Node, start: int, end: int) -> ast.Stmt:
        init = self.optional_stmt(node.child_by_field_id(F_INITIALIZER))
        tag = node.child_by_field_id(F_VALUE)
        return ast.SwitchStmt(start, end, init, self.expr(tag) if tag else None, self.case_clauses(node))

    def type_switch(self, node: Node, start: int, end: int) -> ast.Stmt:
        init = self.optional_stmt(node.child_by_field_id(F_INITIALIZER))
        alias = node.child_by_field_id(F_ALIAS)
        name = next((e for e in self.exprs(alias) if isinstance(e, ast.Ident)), None) if alias else None
        x = self.maybe(node.child_by_field_id(F_VALUE), start)
        return ast.TypeSwitchStmt(start, end, init, name, x, self.case_clauses(node))

    def case_clauses(self, node: Node) -> list[ast.CaseClause]:
        """Lower the clauses of a switch or type switch."""
        return [self.case_clause(child) for child in node.named_children if child.kind_id in CASES]

    def case_clause(self, node: Node) -> ast.CaseClause:
        """Lower one `case` or `default` with its statements."""
        exprs: list[ast.Expr] = []
        body: list[ast.Stmt] = []
        for child in node.named_children:
            if child.kind_id == STATEMENT_LIST:
                body += self.statements(child.named_children)
            elif child.kind_id == EXPRESSION_LIST:
                exprs += self.exprs(child)
            elif child.kind_id != COMMENT and node.kind_id == TYPE_CASE:
                exprs.append(self.type_expr(child))
        default = node.kind_id == DEFAULT_CASE
        return ast.CaseClause(node.start_byte + self.shift, node.end_byte + self.shift, exprs, body, default)

    def select(self, node: Node, start: int, end: int) -> ast.Stmt:
        clauses = [
            self.comm_clause(c)
            for c in node.named_children
            if c.kind_id in (COMMUNICATION_CASE, DEFAULT_CASE)
        ]
        return ast.SelectStmt(start, end, clauses)

    def comm_clause(self, node: Node) -> ast.CommClause:
        """Lower one clause of a select."""
        comm = self.optional_stmt(node.child_by_field_id(F_COMMUNICATION))
        body: list[ast.Stmt] = []
        for child in node.named_children:
            if child.kind_id == STATEMENT_LIST:
                body += self.statements(child.named_children)
        return ast.CommClause(node.start_byte + self.shift, node.end_byte + self.shift, comm, body)

    def for_(self, node: Node, start: int, end: int) -> ast.Stmt:
        body_node = node.child_by_field_id(F_BODY)
        head = next((c for c in node.named_children if c.kind_id not in (COMMENT, BLOCK)), None)
        if head is not None and head.kind_id == RANGE_CLAUSE:
            return self.range_(head, body_node, start, end)
        init = cond = post = None
        if head is not None and head.kind_id == FOR_CLAUSE:
            init = self.optional_stmt(head.child_by_field_id(F_INITIALIZER))
            condition = head.child_by_field_id(F_CONDITION)
            cond = self.expr(condition) if condition else None
            post = self.optional_stmt(head.child_by_field_id(F_UPDATE))
        elif head is not None:
            cond = self.expr(head)
        return ast.ForStmt(start, end, init, cond, post, self.nested_block(body_node, end))

    def range_(self, head: Node, body: Node | None, start: int, end: int) -> ast.RangeStmt:
        """Lower a for statement with a range clause."""
        left, right = head.child_by_field_id(F_LEFT), head.child_by_field_id(F_RIGHT)
        names = self.exprs(left)
        key = names[0] if names else None
        value = names[1] if len(names) > 1 else None
        define = (
            left is not None and right is not None and b":=" in self.text[left.end_byte : right.start_byte]
        )
        return ast.RangeStmt(
            start, end, key, value, define, self.maybe(right, start), self.nested_block(body, end)
        )

    def declaration(self, node: Node, start: int, end: int) -> ast.Stmt:
        specs: list[ast.ValueSpec] = []
        pending = list(reversed(node.named_children))
        while pending:
            child = pending.pop()
            if child.kind_id in (VAR_SPEC, CONST_SPEC):
                specs.append(self.value_spec(child))
            elif child.kind_id == VAR_SPEC_LIST:
                pending.extend(reversed(child.named_children))
        return ast.DeclStmt(start, end, specs)

    def value_spec(self, node: Node) -> ast.ValueSpec:
        """Lower one line of a var or const declaration."""
        names = [self.ident(c) for c in node.children_by_field_id(F_NAME) if c.is_named]
        type_node = node.child_by_field_id(F_TYPE)
        values = self.exprs(node.child_by_field_id(F_VALUE))
        return ast.ValueSpec(
            node.start_byte + self.shift,
            node.end_byte + self.shift,
            names,
            self.type_expr(type_node) if type_node else None,
            values,
            node.kind_id == CONST_SPEC,
        )

    def labeled(self, node: Node, start: int, end: int) -> ast.Stmt:
        label = node.child_by_field_id(F_LABEL)
        stmt = next((c for c in node.named_children if c.kind_id in STATEMENTS), None)
        return ast.LabeledStmt(start, end, self.source(label) if label else "", self.optional_stmt(stmt))

    # Expressions

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
        number = node.kind_id
        start, end = node.start_byte + self.shift, node.end_byte + self.shift
        if number == IDENTIFIER:
            return ast.Ident(start, end, self.source(node))
        method = EXPRESSIONS.get(number)
        if method is None or self.depth > MAX_DEPTH:
            return ast.BadExpr(start, end)
        self.depth += 1
        try:
            return method(self, node, start, end)
        finally:
            self.depth -= 1

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
        return ast.IndexExpr(start, end, self.expr(children[0]), [self.type_expr(c) for c in children[1:]])

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
            types: list[ast.Expr] = [
                self.type_expr(c) for c in type_arguments.named_children if c.kind_id != COMMENT
            ]
            fun = ast.IndexExpr(fun.pos, type_arguments.end_byte + self.shift, fun, types)
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
        fun = self.callee_type(type_node) if type_node else ast.BadExpr(start, start)
        return ast.CallExpr(
            start, end, fun, [self.maybe(node.child_by_field_id(F_OPERAND), end)], ellipsis=False
        )

    def callee_type(self, node: Node) -> ast.Expr:
        """Lower the type of a conversion; F[T](x) may be a call of a generic function."""
        start, end = node.start_byte + self.shift, node.end_byte + self.shift
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
                types: list[ast.Expr] = [
                    self.type_expr(c) for c in arguments.named_children if c.kind_id != COMMENT
                ]
                return ast.IndexExpr(start, end, self.callee_type(base), types)
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
        """Keep a type as its text."""
        return ast.TypeExpr(node.start_byte + self.shift, node.end_byte + self.shift, self.source(node))

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


DEFAULT_CASE = kind("default_case")
CASES = (kind("expression_case"), TYPE_CASE, DEFAULT_CASE)
VAR_SPEC_LIST = kind("var_spec_list")
IGNORED = (COMMENT, kind("empty_statement"))

STATEMENTS: dict[int, Callable[[Lowerer, Node, int, int], ast.Stmt]] = {
    kind("expression_statement"): Lowerer.expression_stmt,
    kind("send_statement"): Lowerer.send,
    kind("inc_statement"): Lowerer.inc,
    kind("dec_statement"): Lowerer.dec,
    kind("assignment_statement"): Lowerer.assign,
    kind("short_var_declaration"): Lowerer.define,
    kind("receive_statement"): Lowerer.receive,
    kind("go_statement"): Lowerer.go,
    kind("defer_statement"): Lowerer.defer,
    kind("return_statement"): Lowerer.return_,
    kind("break_statement"): Lowerer.branch,
    kind("continue_statement"): Lowerer.branch,
    kind("goto_statement"): Lowerer.branch,
    kind("fallthrough_statement"): Lowerer.branch,
    BLOCK: Lowerer.nested,
    kind("if_statement"): Lowerer.if_,
    kind("expression_switch_statement"): Lowerer.switch,
    kind("type_switch_statement"): Lowerer.type_switch,
    kind("select_statement"): Lowerer.select,
    kind("for_statement"): Lowerer.for_,
    kind("var_declaration"): Lowerer.declaration,
    kind("const_declaration"): Lowerer.declaration,
    kind("type_declaration"): Lowerer.declaration,
    kind("labeled_statement"): Lowerer.labeled,
}
EXPRESSIONS: dict[int, Callable[[Lowerer, Node, int, int], ast.Expr]] = {
    **dict.fromkeys(NAMES, Lowerer.name),
    **dict.fromkeys(LITERALS, Lowerer.literal),
    **dict.fromkeys(TYPES, Lowerer.type_as_expr),
    PARENTHESIZED: Lowerer.parenthesized,
    kind("selector_expression"): Lowerer.selector,
    kind("index_expression"): Lowerer.index,
    kind("type_instantiation_expression"): Lowerer.instantiation,
    kind("slice_expression"): Lowerer.slice_,
    kind("type_assertion_expression"): Lowerer.assertion,
    kind("call_expression"): Lowerer.call,
    kind("type_conversion_expression"): Lowerer.conversion,
    kind("unary_expression"): Lowerer.unary,
    BINARY: Lowerer.binary,
    kind("composite_literal"): Lowerer.composite,
    kind("func_literal"): Lowerer.function,
}
