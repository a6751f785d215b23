"""Random bodies, and a machine that runs them statement by statement as the Go spec says.

The machine knows nothing of graphs. Every decision is taken from a list of choices, so that
all runs of a small body can be made one after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

TURNS = 3

conds: st.SearchStrategy[Any] = st.recursive(
    st.just("leaf"),
    lambda below: st.tuples(st.sampled_from(["&&", "||"]), below, below) | st.tuples(st.just("!"), below),
    max_leaves=3,
)
jumps = st.tuples(st.sampled_from(["break", "continue", "goto"]), st.integers(0, 3))
words = st.tuples(st.sampled_from(["call", "call", "defer", "return", "panic", "exit"]))


def _compounds(stmt: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    stmts = st.lists(stmt, max_size=3)
    clauses = st.lists(st.tuples(st.integers(1, 2), stmts, st.booleans()), max_size=3)
    return st.one_of(
        st.tuples(st.just("block"), stmts),
        st.tuples(st.just("if"), conds, stmts, st.none() | stmts),
        st.tuples(st.just("for"), st.none() | conds, st.booleans(), stmts),
        st.tuples(st.just("range"), stmts),
        st.tuples(st.sampled_from(["switch", "conditions", "types"]), clauses, st.integers(-1, 2)),
        st.tuples(st.just("select"), st.lists(stmts, max_size=3), st.booleans()),
        st.tuples(st.just("label"), stmt),
    )


bodies: st.SearchStrategy[Any] = st.lists(st.recursive(words | jumps, _compounds, max_leaves=7), max_size=3)


class Maker:
    """Turns a drawn value into statements in which every jump has a target."""

    def __init__(self) -> None:
        self.count = 0
        self.gotos: list[str] = []
        self.around: list[tuple[str, str | None]] = []  # kind, label

    def pos(self) -> tuple[int, int]:
        self.count += 2
        return self.count, self.count + 1

    def body(self, drawn: list[Any]) -> ast.BlockStmt:
        return ast.BlockStmt(*self.pos(), self.stmts(drawn))

    def stmts(self, drawn: list[Any]) -> list[ast.Stmt]:
        labels = [f"l{self.pos()[0]}" if kind[0] == "label" else None for kind in drawn]
        self.gotos += [label for label in labels if label]
        made = [self.stmt(one, label) for one, label in zip(drawn, labels, strict=True)]
        for label in labels:
            if label:
                self.gotos.remove(label)
        return made

    def stmt(self, drawn: Any, label: str | None = None) -> ast.Stmt:
        made: ast.Stmt = getattr(self, f"make_{drawn[0].replace('&', '')}")(drawn, label)
        return made

    def leaf(self) -> ast.Expr:
        return ast.Ident(*self.pos(), "a")

    def cond(self, drawn: Any) -> ast.Expr:
        if drawn == "leaf":
            return self.leaf()
        if drawn[0] == "!":
            return ast.UnaryExpr(*self.pos(), "!", self.cond(drawn[1]))
        return ast.BinaryExpr(*self.pos(), drawn[0], self.cond(drawn[1]), self.cond(drawn[2]))

    def call(self, name: str) -> ast.CallExpr:
        return ast.CallExpr(*self.pos(), ast.Ident(*self.pos(), name), [], ellipsis=False)

    def make_call(self, drawn: Any, _: str | None) -> ast.Stmt:
        return ast.ExprStmt(*self.pos(), self.call(drawn[0]))

    make_panic = make_exit = make_call

    def make_defer(self, _: Any, __: str | None) -> ast.Stmt:
        return ast.DeferStmt(*self.pos(), self.call("f"))

    def make_return(self, _: Any, __: str | None) -> ast.Stmt:
        return ast.ReturnStmt(*self.pos(), [])

    def make_label(self, drawn: Any, label: str | None) -> ast.Stmt:
        name = label or f"l{self.pos()[0]}"
        inner = drawn[1]
        return ast.LabeledStmt(*self.pos(), name, self.stmt(inner, None if inner[0] == "label" else name))

    def make_goto(self, drawn: Any, _: str | None) -> ast.Stmt:
        if not self.gotos:
            return self.make_call(("call",), None)
        return ast.BranchStmt(*self.pos(), "goto", self.gotos[drawn[1] % len(self.gotos)])

    def make_break(self, drawn: Any, _: str | None) -> ast.Stmt:
        return self.jump("break", [label for _, label in self.around], drawn[1])

    def make_continue(self, drawn: Any, _: str | None) -> ast.Stmt:
        return self.jump("continue", [label for kind, label in self.around if kind == "loop"], drawn[1])

    def jump(self, tok: str, labels: list[str | None], choice: int) -> ast.Stmt:
        if not labels:
            return self.make_call(("call",), None)
        options = [None, *(label for label in labels if label)]
        return ast.BranchStmt(*self.pos(), tok, options[choice % len(options)])

    def make_block(self, drawn: Any, _: str | None) -> ast.Stmt:
        return self.body(drawn[1])

    def make_if(self, drawn: Any, _: str | None) -> ast.Stmt:
        _, cond, then, other = drawn
        orelse = None if other is None else self.body(other)
        return ast.IfStmt(*self.pos(), self.stmt(("call",)), self.cond(cond), self.body(then), orelse)

    def inside(self, kind: str, label: str | None, drawn: list[Any]) -> list[ast.Stmt]:
        self.around.append((kind, label))
        made = self.stmts(drawn)
        self.around.pop()
        return made

    def make_for(self, drawn: Any, label: str | None) -> ast.Stmt:
        _, cond, posted, inner = drawn
        post = self.stmt(("call",)) if posted else None
        body = ast.BlockStmt(*self.pos(), self.inside("loop", label, inner))
        return ast.ForStmt(*self.pos(), None, None if cond is None else self.cond(cond), post, body)

    def make_range(self, drawn: Any, label: str | None) -> ast.Stmt:
        body = ast.BlockStmt(*self.pos(), self.inside("loop", label, drawn[1]))
        return ast.RangeStmt(*self.pos(), None, None, define=False, x=self.leaf(), body=body)

    def clauses(self, drawn: Any, label: str | None, case: Any) -> list[ast.CaseClause]:
        kind, clauses, default = drawn
        made = []
        for number, (cases, inner, falls) in enumerate(clauses):
            exprs = [] if number == default else [case() for _ in range(cases)]
            body = self.inside("switch", label, inner)
            if falls and kind != "types" and number + 1 < len(clauses):
                body.append(ast.BranchStmt(*self.pos(), "fallthrough", None))
            made.append(ast.CaseClause(*self.pos(), exprs, body, default=number == default))
        return made

    def make_switch(self, drawn: Any, label: str | None) -> ast.Stmt:
        return ast.SwitchStmt(*self.pos(), None, self.leaf(), self.clauses(drawn, label, self.leaf))

    def make_conditions(self, drawn: Any, label: str | None) -> ast.Stmt:
        clauses = self.clauses(drawn, label, lambda: self.cond(("&&", "leaf", "leaf")))
        return ast.SwitchStmt(*self.pos(), None, None, clauses)

    def make_types(self, drawn: Any, label: str | None) -> ast.Stmt:
        clauses = self.clauses(drawn, label, lambda: ast.TypeExpr(*self.pos(), "T"))
        return ast.TypeSwitchStmt(*self.pos(), None, None, self.leaf(), clauses)

    def make_select(self, drawn: Any, label: str | None) -> ast.Stmt:
        _, clauses, default = drawn
        made = []
        for number, inner in enumerate(clauses):
            comm = None if default and number == 0 else self.make_call(("receive",), None)
            made.append(ast.CommClause(*self.pos(), comm, self.inside("switch", label, inner)))
        return ast.SelectStmt(*self.pos(), made)


class JumpError(Exception):
    """Break, continue, goto or fallthrough on its way to its target."""

    def __init__(self, tok: str, label: str | None) -> None:
        self.tok = tok
        self.label = label


class LeaveError(Exception):
    """The function is left."""


class CutError(Exception):
    """The run blocks for ever, or has gone round often enough."""


class Machine:
    """One run; `trace` is what ran: (node, how its test came out)."""

    def __init__(self, choices: list[int]) -> None:
        self.choices = choices
        self.options: list[int] = []
        self.trace: list[tuple[ast.Node, bool | None]] = []
        self.turns: dict[ast.Node, int] = {}

    def choose(self, options: int) -> int:
        at = len(self.options)
        self.options.append(options)
        return self.choices[at] if at < len(self.choices) else 0

    def test(self, node: ast.Node) -> bool:
        truth = self.choose(2) == 0
        self.trace.append((node, truth))
        return truth

    def turn(self, node: ast.Node) -> None:
        self.turns[node] = self.turns.get(node, 0) + 1
        if self.turns[node] > TURNS:
            raise CutError

    def run(self, body: ast.BlockStmt) -> str | None:
        """Return the kind of exit, None if the run was cut."""
        try:
            self.stmts(body.stmts)
        except LeaveError as leaving:
            return str(leaving)
        except CutError:
            return None
        return "end"

    def stmts(self, stmts: list[ast.Stmt], first: int = 0) -> None:
        labels = {stmt.label: at for at, stmt in enumerate(stmts) if isinstance(stmt, ast.LabeledStmt)}
        at = first
        while at < len(stmts):
            try:
                self.stmt(stmts[at])
            except JumpError as jump:
                if jump.tok != "goto" or jump.label not in labels:
                    raise
                at = labels[jump.label]
            else:
                at += 1

    def cond(self, cond: ast.Expr) -> bool:
        match cond:
            case ast.BinaryExpr("&&", x, y):
                return self.cond(x) and self.cond(y)
            case ast.BinaryExpr("||", x, y):
                return self.cond(x) or self.cond(y)
            case ast.UnaryExpr("!", x):
                return not self.cond(x)
        return self.test(cond)

    def stmt(self, stmt: ast.Stmt, label: str | None = None) -> None:
        match stmt:
            case ast.LabeledStmt(name, inner):
                if inner is not None:
                    self.stmt(inner, name)
            case ast.BlockStmt(inner):
                self.stmts(inner)
            case ast.IfStmt(init, cond, body, orelse):
                self.trace += [(init, None)] if init else []
                self.stmts(body.stmts) if self.cond(cond) else orelse and self.stmt(orelse)
            case ast.ForStmt() | ast.RangeStmt():
                self.loop(stmt, label)
            case ast.SwitchStmt() | ast.TypeSwitchStmt() | ast.SelectStmt():
                self.breakable(stmt, label)
            case _:
                self.simple(stmt)

    def simple(self, stmt: ast.Stmt) -> None:
        self.trace.append((stmt, None))
        match stmt:
            case ast.ReturnStmt():
                raise LeaveError("return")
            case ast.ExprStmt(ast.CallExpr(ast.Ident("panic"))):
                raise LeaveError("panic")
            case ast.ExprStmt(ast.CallExpr(ast.Ident("exit"))):
                raise LeaveError("no-return")
            case ast.BranchStmt(tok, label):
                self.turn(stmt)
                raise JumpError(tok, label)

    def loop(self, stmt: ast.ForStmt | ast.RangeStmt, label: str | None) -> None:
        self.trace += [(stmt.x, None)] if isinstance(stmt, ast.RangeStmt) else []
        self.turns[stmt] = 0
        while self.another(stmt):
            self.turn(stmt)
            try:
                self.stmts(stmt.body.stmts)
            except JumpError as jump:
                if jump.tok not in {"break", "continue"} or jump.label not in {None, label}:
                    raise
                if jump.tok == "break":
                    return
            if isinstance(stmt, ast.ForStmt) and stmt.post:
                self.trace.append((stmt.post, None))

    def another(self, stmt: ast.ForStmt | ast.RangeStmt) -> bool:
        if isinstance(stmt, ast.RangeStmt):
            return self.test(stmt)
        return stmt.cond is None or self.cond(stmt.cond)

    def breakable(
        self, stmt: ast.SwitchStmt | ast.TypeSwitchStmt | ast.SelectStmt, label: str | None
    ) -> None:
        try:
            if isinstance(stmt, ast.SelectStmt):
                self.select(stmt)
            else:
                self.switch(stmt)
        except JumpError as jump:
            if jump.tok != "break" or jump.label not in {None, label}:
                raise

    def select(self, stmt: ast.SelectStmt) -> None:
        self.trace.append((stmt, None))
        if not stmt.clauses:
            raise CutError
        clause = stmt.clauses[self.choose(len(stmt.clauses))]
        self.trace += [(clause.comm, None)] if clause.comm else []
        self.stmts(clause.body)

    def switch(self, stmt: ast.SwitchStmt | ast.TypeSwitchStmt) -> None:
        if isinstance(stmt, ast.TypeSwitchStmt):
            self.trace.append((stmt, None))
        elif stmt.tag:
            self.trace.append((stmt.tag, None))
        at = self.matching(stmt)
        while at is not None:
            try:
                self.stmts(stmt.clauses[at].body)
            except JumpError as jump:
                if jump.tok != "fallthrough":
                    raise
                at += 1
            else:
                return

    def matching(self, stmt: ast.SwitchStmt | ast.TypeSwitchStmt) -> int | None:
        tagless = isinstance(stmt, ast.SwitchStmt) and stmt.tag is None
        for at, clause in enumerate(stmt.clauses):
            for case in clause.exprs:
                if self.cond(case) if tagless else self.test(case):
                    return at
        return next((at for at, clause in enumerate(stmt.clauses) if clause.default), None)


def all_runs(body: ast.BlockStmt, limit: int) -> Iterator[tuple[Machine, str | None]]:
    """Yield every run of `body` with its exit, at most `limit`."""
    choices: list[int] = []
    for _ in range(limit):
        machine = Machine(choices)
        yield machine, machine.run(body)
        taken = [*choices, *([0] * (len(machine.options) - len(choices)))]
        while taken and taken[-1] + 1 >= machine.options[len(taken) - 1]:
            taken.pop()
        if not taken:
            return
        taken[-1] += 1
        choices = taken
