"""Lowering statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.syntax import ast
from ginlint.go.syntax.grammar import kind
from ginlint.go.syntax.lower.expr import MAX_DEPTH, Expressions
from ginlint.go.syntax.lower.kinds import (
    BLOCK,
    CASES,
    COMMENT,
    COMMUNICATION_CASE,
    CONST_SPEC,
    DEFAULT_CASE,
    EXPRESSION_LIST,
    F_ALIAS,
    F_ALTERNATIVE,
    F_BODY,
    F_CHANNEL,
    F_COMMUNICATION,
    F_CONDITION,
    F_CONSEQUENCE,
    F_INITIALIZER,
    F_LABEL,
    F_LEFT,
    F_NAME,
    F_OPERATOR,
    F_RIGHT,
    F_TYPE,
    F_TYPE_PARAMETERS,
    F_UPDATE,
    F_VALUE,
    FOR_CLAUSE,
    IGNORED,
    RANGE_CLAUSE,
    STATEMENT_LIST,
    TYPE_ALIAS,
    TYPE_CASE,
    TYPE_SPEC,
    VAR_SPEC,
    VAR_SPEC_LIST,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node


class Lowerer(Expressions):
    """Lowers nodes of one parsed text."""

    __slots__ = ()

    def block(self, node: Node) -> ast.BlockStmt:
        """Lower a `block` node."""
        stmts: list[ast.Stmt] = []
        types = self.types
        for child in node.named_children:
            if child.kind_id == STATEMENT_LIST:
                stmts += self.statements(child.named_children)
            elif child.kind_id != COMMENT:
                stmts.append(self.stmt(child))
        self.types = types
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
            elif child.kind_id in (TYPE_SPEC, TYPE_ALIAS):
                self.declare_type(child)
        return ast.DeclStmt(start, end, specs)

    def declare_type(self, node: Node) -> None:
        """Enter a type of the function; one with type parameters, or of itself, stays a name."""
        name, type_node = node.child_by_field_id(F_NAME), node.child_by_field_id(F_TYPE)
        if name is not None and type_node is not None:
            known = dict(self.types)
            known.pop(self.source(name), None)
            if node.child_by_field_id(F_TYPE_PARAMETERS) is None:
                known[self.source(name)] = self.type_text(type_node)
            self.types = known

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
