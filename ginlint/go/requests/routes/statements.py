"""Running through statements: branches one after the other, loops over what is known of their range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.names import UNKNOWN
from ginlint.go.requests.routes.state import MAX_STEPS, State
from ginlint.go.requests.routes.values import Frame, Items, Pairs, Several, Value, join
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ginlint.go.names import Variable

MAX_ROUNDS = 500


class Statements(State):
    """Execution; each method tells whether what follows is not reached."""

    def body(self, block: ast.BlockStmt, frame: Frame) -> None:
        self._all(block.stmts, frame)

    def _all(self, stmts: Sequence[ast.Stmt], frame: Frame) -> bool:
        return any(self._one(stmt, frame) for stmt in stmts)

    def _one(self, stmt: ast.Stmt | None, frame: Frame) -> bool:
        self.steps += 1
        if self.steps > MAX_STEPS:
            return True
        match stmt:
            case ast.ExprStmt(x):
                self.evaluate(x, frame)
            case ast.AssignStmt():
                self._assignment(stmt, frame)
            case ast.DeclStmt(specs):
                for spec in specs:
                    self._declaration(spec, frame)
            case ast.GoStmt(call) | ast.DeferStmt(call):
                self.evaluate(call, frame)
            case ast.ReturnStmt(results):
                self._return(results, frame)
                return True
            case ast.BranchStmt():
                return True
            case ast.BlockStmt(stmts):
                return self._all(stmts, frame)
            case ast.LabeledStmt(_, inner):
                return self._one(inner, frame)
            case _:
                return self._compound(stmt, frame)
        return False

    def _compound(self, stmt: ast.Stmt | None, frame: Frame) -> bool:
        match stmt:
            case ast.IfStmt():
                return self._if(stmt, frame)
            case ast.ForStmt():
                self._for(stmt, frame)
            case ast.RangeStmt():
                self._range(stmt, frame)
            case ast.SwitchStmt(init, tag, clauses):
                self._one(init, frame)
                self.evaluate(tag, frame)
                self._branches([clause.body for clause in clauses], frame)
            case ast.TypeSwitchStmt(init, _, x, clauses):
                self._one(init, frame)
                value = self.evaluate(x, frame)
                for clause in clauses:
                    for variable in frame.function.variables:
                        if variable.definition.case is clause:
                            frame.values[variable] = value
                self._branches([clause.body for clause in clauses], frame)
            case ast.SelectStmt(clauses):
                self._branches([clause.body for clause in clauses], frame)
        return False

    def _assignment(self, stmt: ast.AssignStmt, frame: Frame) -> None:
        if len(stmt.rhs) == len(stmt.lhs):
            values = [self.evaluate(value, frame) for value in stmt.rhs]
        else:
            found = self.evaluate(stmt.rhs[0], frame) if stmt.rhs else None
            rest = [None] * (len(stmt.lhs) - 1)
            values = list(found.values) if isinstance(found, Several) else [found, *rest]
        if stmt.op == "+=" and len(values) == 1:
            from ginlint.go.requests.routes.expressions import combine

            values = [combine("+", self.evaluate(stmt.lhs[0], frame), values[0])]
        elif stmt.op not in ("=", ":="):
            values = [None] * len(stmt.lhs)
        for target, value in zip(stmt.lhs, values, strict=False):
            self.assign(target, value, frame)

    def _declaration(self, spec: ast.ValueSpec, frame: Frame) -> None:
        type_ = frame.file.typer.written(spec.type.text) if spec.type is not None else UNKNOWN
        found: list[Value] = [self.evaluate(value, frame, type_) for value in spec.values]
        if not found:
            found = [self.zero(type_) for _ in spec.names]
        elif len(found) == 1 and isinstance(found[0], Several):
            found = list(found[0].values)
        for name, value in zip(spec.names, found, strict=False):
            self.assign(name, value, frame)

    def _return(self, results: Sequence[ast.Expr], frame: Frame) -> None:
        if len(results) == 1:
            frame.returns.append(self.evaluate(results[0], frame))
        elif results:
            frame.returns.append(Several(tuple(self.evaluate(result, frame) for result in results)))
        else:
            values = tuple(frame.values.get(variable) for variable in frame.function.results)
            frame.returns.append(values[0] if len(values) == 1 else Several(values))

    # Branches

    def _if(self, stmt: ast.IfStmt, frame: Frame) -> bool:
        self._one(stmt.init, frame)
        known = self.evaluate(stmt.cond, frame)
        if known is True:
            return self._one(stmt.body, frame)
        if known is False:
            return self._one(stmt.orelse, frame) if stmt.orelse is not None else False
        return self._branches([[stmt.body], [stmt.orelse] if stmt.orelse is not None else []], frame)

    def _branches(self, bodies: Sequence[Sequence[ast.Stmt]], frame: Frame) -> bool:
        """Run through each of some ways; where they meet, a variable holds what one of them left in it."""
        before = dict(frame.values)
        after: dict[Variable, Value] | None = None
        for body in bodies:
            frame.values = dict(before)
            if not self._all(body, frame):
                after = dict(frame.values) if after is None else _joined(after, frame.values)
        frame.values = before if after is None else after
        return after is None and bool(bodies)

    # Loops

    def _for(self, stmt: ast.ForStmt, frame: Frame) -> None:
        self._one(stmt.init, frame)
        for _ in range(MAX_ROUNDS):
            known = self.evaluate(stmt.cond, frame)
            if known is False:
                return
            self._one(stmt.body, frame)
            if known is not True:
                return
            self._post(stmt.post, frame)

    def _post(self, post: ast.Stmt | None, frame: Frame) -> None:
        if isinstance(post, ast.IncDecStmt):
            value = self.evaluate(post.x, frame)
            step = 1 if post.op == "++" else -1
            self.assign(post.x, value + step if isinstance(value, int) else None, frame)
        else:
            self._one(post, frame)

    def _range(self, stmt: ast.RangeStmt, frame: Frame) -> None:
        over = self.evaluate(stmt.x, frame)
        rounds: list[tuple[Value, Value]] = [(None, None)]
        if isinstance(over, Items):
            rounds = list(enumerate(over.values))
        elif isinstance(over, Pairs):
            rounds = list(over.pairs)
        for key, value in rounds[:MAX_ROUNDS]:
            for target, given in ((stmt.key, key), (stmt.value, value)):
                if target is not None:
                    self.assign(target, given, frame)
            self._one(stmt.body, frame)


def _joined(first: dict[Variable, Value], second: dict[Variable, Value]) -> dict[Variable, Value]:
    return {
        variable: join(first.get(variable), second.get(variable))
        for variable in (*first, *(name for name in second if name not in first))
    }
