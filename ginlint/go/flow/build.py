"""From a body to its graph.

The body is read with a stack of tasks, not by recursion: nesting costs no
Python frames, however deep, and the work is linear in the size of the body.
Code that does not compile is read all the same: a jump with no target is
passed over, and of two equal labels the first counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from ginlint.go.flow.graph import Block, Edge, Exit, ExitKind, Extent, Graph, LoopStmt, constant
from ginlint.go.syntax import ast

NoReturn: TypeAlias = Callable[[ast.CallExpr], bool]
_Task: TypeAlias = tuple[Callable[..., None], tuple[object, ...]]

_NOWHERE = -1


class _Frame:
    """What break, continue and fallthrough mean inside a statement; `_NOWHERE` where they mean nothing."""

    __slots__ = ("again", "fall", "label", "out")

    def __init__(self, label: str, out: int, again: int = _NOWHERE, fall: int = _NOWHERE) -> None:
        self.label = label
        self.out = out
        self.again = again
        self.fall = fall

    def target(self, jump: ast.BranchStmt) -> int:
        if jump.label and jump.label != self.label:
            return _NOWHERE
        return self.out if jump.tok == "break" else self.again


class _Builder:
    __slots__ = (
        "blocks",
        "current",
        "extents",
        "frames",
        "gotos",
        "label",
        "labels",
        "loop",
        "no_return",
        "spans",
        "tasks",
    )

    def __init__(self, no_return: NoReturn | None) -> None:
        self.no_return = no_return
        self.blocks: list[Block] = []
        self.extents: dict[LoopStmt, Extent] = {}
        self.spans: dict[ast.Node, tuple[int, int]] = {}
        self.frames: list[_Frame] = []
        self.labels: dict[str, int] = {}
        self.gotos: list[tuple[int, str | None, int]] = []
        self.tasks: list[_Task] = []
        self.label = ""
        self.loop: LoopStmt | None = None
        self.current = self.new()

    def run(self, body: ast.BlockStmt) -> Graph:
        self.read(body)
        while self.tasks:
            task, arguments = self.tasks.pop()
            task(*arguments)
        self.leave("end", None, body.end - 1)
        for source, label, following in self.gotos:
            self.link(source, following if label is None else self.labels.get(label, following))
        return Graph(self.blocks, self.extents, self.spans)

    # Blocks and edges

    def new(self) -> int:
        self.blocks.append(Block(len(self.blocks), self.loop))
        return len(self.blocks) - 1

    def start(self, block: int) -> None:
        self.current = block

    def add(self, node: ast.Node | None) -> None:
        if node is not None:
            self.blocks[self.current].nodes.append(node)

    def link(self, source: int, target: int, cond: ast.Expr | None = None, truth: bool = True) -> None:
        self.blocks[source].edges.append(Edge(source, target, cond, truth))

    def jump(self, target: int) -> None:
        self.link(self.current, target)

    def fork(self, cond: ast.Expr, yes: int, no: int) -> None:
        self.link(self.current, yes, cond, truth=True)
        self.link(self.current, no, cond, truth=False)

    def leave(self, kind: ExitKind, node: ast.Stmt | None, pos: int) -> None:
        self.blocks[self.current].exit = Exit(kind, self.current, node, pos)
        self.current = self.new()

    def plan(self, tasks: list[_Task]) -> None:
        self.tasks.extend(reversed(tasks))

    # Tests

    def decide(self, cond: ast.Expr, yes: int, no: int) -> None:
        """Split `cond` into tests that each end a block, from the current block to `yes` and `no`."""
        work = [(cond, self.current, yes, no)]
        while work:
            test, self.current, yes, no = work.pop()
            if isinstance(test, ast.BinaryExpr) and test.op in {"&&", "||"}:
                between = self.new()
                work.append((test.y, between, yes, no))
                first = (between, no) if test.op == "&&" else (yes, between)
                work.append((test.x, self.current, *first))
            elif isinstance(test, ast.UnaryExpr) and test.op == "!":
                work.append((test.x, self.current, no, yes))
            else:
                self.test(test, yes, no)

    def test(self, cond: ast.Expr, yes: int, no: int) -> None:
        self.add(cond)
        known = constant(cond)
        if known is None:
            self.fork(cond, yes, no)
        else:
            self.jump(yes if known else no)

    # Statements

    def read(self, stmt: ast.Stmt) -> None:
        self.sequence(iter((stmt,)))

    def sequence(self, stmts: Iterator[ast.Stmt]) -> None:
        """Read until a statement that has statements inside; plan the rest after them."""
        for stmt in stmts:
            kind = type(stmt)
            if kind in _COMPOUND:
                self.tasks.append((self.sequence, (stmts,)))
                _COMPOUND[kind](self, stmt)
                return
            self.blocks[self.current].nodes.append(stmt)
            if kind in _LEAVING:
                _LEAVING[kind](self, stmt)

    def block(self, stmt: ast.BlockStmt) -> None:
        self.body(stmt, stmt.stmts)

    def body(self, owner: ast.Stmt, stmts: list[ast.Stmt]) -> None:
        self.plan([(self.sequence, (iter(stmts),)), (self.span, (owner, self.current))])

    def span(self, owner: ast.Stmt, start: int) -> None:
        self.spans[owner] = (start, self.current)

    def expression(self, stmt: ast.ExprStmt) -> None:
        call = stmt.x
        if not isinstance(call, ast.CallExpr):
            return
        if isinstance(call.fun, ast.Ident) and call.fun.name == "panic" and call.fun.obj is None:
            self.leave("panic", stmt, stmt.pos)
        elif self.no_return is not None and self.no_return(call):
            self.leave("no-return", stmt, stmt.pos)

    def returns(self, stmt: ast.ReturnStmt) -> None:
        call = stmt.results[0] if len(stmt.results) == 1 else None
        ends = isinstance(call, ast.CallExpr) and self.no_return is not None and self.no_return(call)
        self.leave("no-return" if ends else "return", stmt, stmt.pos)

    def branch(self, stmt: ast.BranchStmt) -> None:
        source, target = self.current, self.target(stmt)
        if stmt.tok == "goto":
            self.current = self.new()
            self.gotos.append((source, stmt.label, self.current))
        elif target != _NOWHERE:
            self.jump(target)
            self.current = self.new()

    def target(self, stmt: ast.BranchStmt) -> int:
        if stmt.tok == "fallthrough":
            return self.frames[-1].fall if self.frames else _NOWHERE
        for frame in reversed(self.frames):
            target = frame.target(stmt)
            if target != _NOWHERE:
                return target
        return _NOWHERE

    def labeled(self, stmt: ast.LabeledStmt) -> None:
        inner: ast.Stmt | None = stmt
        while isinstance(inner, ast.LabeledStmt):
            here = self.new()
            self.jump(here)
            self.current = here
            self.labels.setdefault(inner.label, here)
            self.label = inner.label
            inner = inner.stmt
        if inner is not None:
            self.read(inner)
        self.label = ""

    def conditional(self, stmt: ast.IfStmt) -> None:
        self.add(stmt.init)
        then, done = self.new(), self.new()
        other = done if stmt.orelse is None else self.new()
        self.decide(stmt.cond, then, other)
        tasks: list[_Task] = [(self.start, (then,)), (self.read, (stmt.body,)), (self.jump, (done,))]
        if stmt.orelse is not None:
            tasks += [(self.start, (other,)), (self.read, (stmt.orelse,)), (self.jump, (done,))]
        self.plan([*tasks, (self.start, (done,))])

    # Loops

    def for_loop(self, stmt: ast.ForStmt) -> None:
        self.add(stmt.init)
        done = self.new()
        head = self.enter(stmt)
        body, again = self.new(), head
        if stmt.post is not None:
            again = self.current = self.new()
            self.add(stmt.post)
            self.jump(head)
        self.current = head
        if stmt.cond is None:
            self.jump(body)
        else:
            self.decide(stmt.cond, body, done)
        self.turn(stmt, body, again, done)

    def range_loop(self, stmt: ast.RangeStmt) -> None:
        self.add(stmt.x)
        done = self.new()
        head = self.enter(stmt)
        body = self.new()
        self.add(stmt)
        self.link(head, body, truth=True)
        if not _is_tick(stmt.x):
            self.link(head, done, truth=False)
        self.turn(stmt, body, head, done)

    def enter(self, stmt: LoopStmt) -> int:
        before, outer = self.current, self.loop
        self.loop = stmt
        head = self.current = self.new()
        self.link(before, head)
        self.extents[stmt] = Extent(head, outer)
        return head

    def turn(self, stmt: LoopStmt, body: int, again: int, done: int) -> None:
        self.frames.append(_Frame(self.label, done, again))
        self.current = body
        self.plan([(self.read, (stmt.body,)), (self.jump, (again,)), (self.finish, (stmt, done))])

    def finish(self, stmt: LoopStmt, done: int) -> None:
        extent = self.extents[stmt]
        extent.stop = len(self.blocks)
        self.loop = extent.outer
        self.frames.pop()
        self.current = done

    # Clauses

    def switch(self, stmt: ast.SwitchStmt) -> None:
        self.add(stmt.init)
        tag = None if stmt.tag is not None and constant(stmt.tag) is True else stmt.tag
        self.add(tag)

        def test(case: ast.Expr, yes: int, no: int) -> None:
            if tag is None:
                self.decide(case, yes, no)
            else:
                self.add(case)
                self.fork(ast.BinaryExpr(case.pos, case.end, "==", tag, case), yes, no)

        self.cases(stmt.clauses, test)

    def type_switch(self, stmt: ast.TypeSwitchStmt) -> None:
        self.add(stmt.init)
        self.add(stmt)

        def test(case: ast.Expr, yes: int, no: int) -> None:
            self.add(case)
            self.fork(_type_test(stmt.x, case), yes, no)

        self.cases(stmt.clauses, test)

    def cases(self, clauses: list[ast.CaseClause], test: Callable[[ast.Expr, int, int], None]) -> None:
        done = self.new()
        bodies = [self.new() for _ in clauses]
        otherwise = done
        for clause, body in zip(clauses, bodies, strict=True):
            if clause.default:
                otherwise = body
            for case in clause.exprs:
                following = self.new()
                test(case, body, following)
                self.current = following
        self.jump(otherwise)
        falls = [*bodies, _NOWHERE][1:]
        arms = zip(clauses, bodies, falls, strict=True)
        self.arms([(clause, body, _Frame(self.label, done, fall=fall)) for clause, body, fall in arms], done)

    def select(self, stmt: ast.SelectStmt) -> None:
        self.add(stmt)
        done, head = self.new(), self.current
        arms: list[tuple[ast.CaseClause | ast.CommClause, int, _Frame]] = []
        for clause in stmt.clauses:
            self.current = self.new()
            self.link(head, self.current)
            self.add(clause.comm)
            arms.append((clause, self.current, _Frame(self.label, done)))
        self.arms(arms, done)

    def arms(self, arms: list[tuple[ast.CaseClause | ast.CommClause, int, _Frame]], done: int) -> None:
        tasks: list[_Task] = []
        for clause, block, frame in arms:
            tasks += [(self.arm, (clause, block, frame)), (self.disarm, (done,))]
        self.plan([*tasks, (self.start, (done,))])

    def arm(self, clause: ast.CaseClause | ast.CommClause, block: int, frame: _Frame) -> None:
        self.frames.append(frame)
        self.current = block
        self.body(clause, clause.body)

    def disarm(self, done: int) -> None:
        self.frames.pop()
        self.jump(done)


def _is_tick(over: ast.Expr) -> bool:
    """Tell `range time.Tick(d)`, by a variable, too: nobody can close that channel."""
    if isinstance(over, ast.Ident) and over.obj is not None and not over.obj.writes:
        over = over.obj.definition.value or over
    match over:
        case ast.CallExpr(ast.SelectorExpr(ast.Ident("time") as package, "Tick", _), [_], _):
            return package.obj is None
    return False


def _type_test(x: ast.Expr, case: ast.Expr) -> ast.Expr:
    if isinstance(case, ast.TypeExpr):
        if case.text != "nil":
            return ast.TypeAssertExpr(case.pos, case.end, x, case)
        case = ast.Ident(case.pos, case.end, "nil")
    return ast.BinaryExpr(case.pos, case.end, "==", x, case)


_LEAVING: dict[type[ast.Stmt], Callable[..., None]] = {
    ast.ExprStmt: _Builder.expression,
    ast.ReturnStmt: _Builder.returns,
    ast.BranchStmt: _Builder.branch,
}
_COMPOUND: dict[type[ast.Stmt], Callable[..., None]] = {
    ast.BlockStmt: _Builder.block,
    ast.LabeledStmt: _Builder.labeled,
    ast.IfStmt: _Builder.conditional,
    ast.ForStmt: _Builder.for_loop,
    ast.RangeStmt: _Builder.range_loop,
    ast.SwitchStmt: _Builder.switch,
    ast.TypeSwitchStmt: _Builder.type_switch,
    ast.SelectStmt: _Builder.select,
}


def build(body: ast.BlockStmt, *, no_return: NoReturn | None = None) -> Graph:
    """Return the control flow of `body`.

    `no_return` says of a call that stands as a statement whether it never returns
    (os.Exit, log.Fatal, t.Fatal); the builtin panic is known. Any nesting is fine.
    """
    return _Builder(no_return).run(body)
