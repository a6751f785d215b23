"""Statements: the graph of operations that a body makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ginlint.go.call import last_name
from ginlint.go.channels.automaton import Process
from ginlint.go.channels.build import Exit
from ginlint.go.channels.evaluate import kind_of
from ginlint.go.channels.failing import fails
from ginlint.go.channels.flags import first_time, is_flag, is_of_flag
from ginlint.go.channels.loops import Looper, Target
from ginlint.go.channels.selects import Selector
from ginlint.go.channels.values import (
    FAILED,
    NIL,
    Closure,
    Constant,
    Declared,
    Frame,
    Object,
    Primitive,
    Results,
    Unknown,
    Value,
)
from ginlint.go.names import Basic, Chan, Named, Slice
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ginlint.go.names import Function


Arms = tuple["Callable[[], None]", "Callable[[], None]"]


def _skips(stmt: ast.IfStmt) -> bool:
    """Tell `if … { continue }`."""
    last = stmt.body.stmts[-1] if stmt.body.stmts and stmt.orelse is None else None
    return isinstance(last, ast.BranchStmt) and last.tok == "continue"


def _run_by_unknown(call: ast.CallExpr, target: Value, args: list[Value]) -> Closure | None:
    """Return the literal of `go safe.Run(func() { … })`, where nobody knows the body of what is called.

    By its name it is to run that once: not `wait.Until` or `watch.OnChange`.
    """
    known = isinstance(target, Closure) or (isinstance(target, Declared) and target.symbol.decl is not None)
    literals = [arg for arg in args if isinstance(arg, Closure)]
    words, name = table("goroutines")["runs_once"], last_name(call.fun).lower()
    once = name.startswith(tuple(words["names"])) and not name.startswith(tuple(words["unlike"]))
    if known or not once or len(literals) != 1 or literals[0].function.parameters:
        return None
    return literals[0]


class Compiler(Selector):
    """Turns a scope into an automaton."""

    def __init__(self, *, lean: bool = False) -> None:
        super().__init__()
        self.lean = lean

    def compile(self, function: Function) -> None:
        """Emit `function` as the root of a scope."""
        self.processes.append(Process(0, function.body, function, -1))
        self.processes[0].entry = 0
        self.emit("nop", function.body, function)
        self.active.append(function)
        frame = self.frame(function, None)
        self.bind(frame, None, [])
        self.ends, self.store, value = self.body(frame)
        self.escape(value)
        if self.alive:
            self.emit("end", function.body, function)

    def run(self, frame: Frame, body: ast.BlockStmt) -> None:
        """Emit the statements of a function."""
        targets, self.targets = self.targets, []
        repeating, size = self.repeating, self.size
        self.size = self.assumed_size(frame)
        self.block(frame, body.stmts)
        self.repeating, self.size = repeating, size
        self.targets = targets

    def block(self, frame: Frame, stmts: Sequence[ast.Stmt]) -> None:
        """Emit statements one after the other."""
        for stmt in stmts:
            if not self.alive:
                return
            self.statement(frame, stmt)

    def statement(self, frame: Frame, stmt: ast.Stmt) -> None:
        """Emit one statement."""
        handler = HANDLERS.get(type(stmt))
        if handler is not None:
            handler(self, frame, stmt)

    # Simple statements

    def expression(self, frame: Frame, stmt: ast.ExprStmt) -> None:
        self.value(frame, stmt.x)

    def send(self, frame: Frame, stmt: ast.SendStmt) -> None:
        channel, value = self.value(frame, stmt.chan), self.value(frame, stmt.value)
        found = self.channels(channel)
        if found is None:
            self.escape(value)
            return
        if not self.alive:
            return
        if not found:
            self.never(frame, stmt, stmt.chan)
            return
        self.sent(found[0], value)
        self.emit("send", stmt, frame.function, found[0])

    def assignment(self, frame: Frame, stmt: ast.AssignStmt) -> None:
        if stmt.op not in ("=", ":="):
            self.value(frame, stmt.rhs[0])
            self.assign(frame, stmt.lhs[0], self.unknown(counter=True))
            return
        values = self.values(frame, stmt.lhs, stmt.rhs)
        for target, value in zip(stmt.lhs, values, strict=False):
            self.assign(frame, target, value)

    def values(self, frame: Frame, targets: Sequence[ast.Expr], exprs: list[ast.Expr]) -> list[Value]:
        """Return the values of an assignment's right side, one for each target."""
        if len(exprs) == len(targets):
            return [self.value(frame, expr) for expr in exprs]
        expr = exprs[0]
        if isinstance(expr, ast.UnaryExpr) and expr.op == "<-":
            self.made += 1
            key = ("ok", self.made)
            channel = self.value(frame, expr.x)
            heard = Unknown(key) if self.channels(channel) else self.unknown()
            return [self.received(frame, expr, channel, key), heard]
        value = self.value(frame, expr)
        if isinstance(value, Results):
            return list(value.values)
        return [value, *(self.unknown() for _ in targets[1:])]

    def assign(self, frame: Frame, target: ast.Expr, value: Value) -> None:
        """Set what `target` denotes."""
        if isinstance(target, ast.Ident):
            key = self.key_of(frame, target.obj) if target.obj is not None else None
            if key is None:
                if target.name != "_":
                    self.escape(value)
                return
            if isinstance(value, Primitive) and (not value.name or value.name == "ctx"):
                value.name = target.name
            new = target.obj is not None and target.obj.pos == target.pos
            (self.define if new else self.write)(key, value)
            self.decide(frame, target, key, value)
            return
        base = self.value(frame, target.x) if isinstance(target, ast.SelectorExpr) else None
        if isinstance(base, Object) and isinstance(target, ast.SelectorExpr):
            if isinstance(value, Primitive) and not value.name:
                value.name = target.sel
            if base.escaped:
                self.escape(value)
            self.write(self.place(base, target.sel, frame), value)
            return
        if isinstance(base, Primitive) and base.kind == "cond":
            base.lock = value
            return
        if isinstance(target, ast.IndexExpr):
            self.escape(self.value(frame, target.x))
        self.escape(value)

    def decide(self, frame: Frame, target: ast.Ident, key: tuple[object, object], value: Value) -> None:
        """Note what a flag is set to, for tests that come where several ways have met."""
        flag = self.flag(key) if isinstance(value, Constant) and isinstance(value.value, bool) else None
        if flag is not None and isinstance(value, Constant) and self.alive:
            node = self.emit("decide", target, frame.function)
            node.key, node.amount = flag, int(bool(value.value))

    def place(self, base: Object, name: str, frame: Frame) -> tuple[object, object]:
        """Return the key of a field, in an embedded struct where it belongs to one."""
        found = frame.function.file.typer.program.select(base.type, name)
        holder: Value = base
        for through in found.through if found is not None else ():
            holder = self.field(holder, through, holder.at, frame) if isinstance(holder, Object) else holder
        return (holder if isinstance(holder, Object) else base, name)

    def count(self, frame: Frame, stmt: ast.IncDecStmt) -> None:
        value = self.value(frame, stmt.x)
        if isinstance(value, Constant) and isinstance(value.value, int) and not self.unsure:
            step = 1 if stmt.op == "++" else -1
            self.assign(frame, stmt.x, Constant(value.value + step, assumed=value.assumed))
        else:
            self.assign(frame, stmt.x, self.unknown(counter=True))

    def declaration(self, frame: Frame, stmt: ast.DeclStmt) -> None:
        typer = frame.function.file.typer
        for spec in stmt.specs:
            if spec.const:
                continue
            if spec.values:
                for name, value in zip(spec.names, self.values(frame, spec.names, spec.values), strict=False):
                    self.assign(frame, name, value)
                continue
            type_ = typer.written(spec.type.text) if spec.type is not None else None
            for name in spec.names:
                kind = kind_of(type_) if type_ is not None else ""
                if kind and spec.type is not None and not spec.type.text.startswith("*"):
                    self.assign(frame, name, self.primitive(kind, name, frame.function, name.name))
                elif isinstance(type_, Slice) and not self.is_pointed_at(frame, name):
                    self.made += 1
                    self.assign(frame, name, self.unknown(("no elements", self.made)))
                elif isinstance(type_, Chan):
                    self.assign(frame, name, NIL)
                elif isinstance(type_, Basic) and name.obj is not None and is_flag(name.obj):
                    self.assign(frame, name, Constant(value=False))
                elif isinstance(type_, Basic) and "int" in type_.name and not self.is_pointed_at(frame, name):
                    self.assign(frame, name, Constant(0))
                elif isinstance(type_, Named) and type_.path == frame.function.file.package.path:
                    self.assign(frame, name, self.made_object(type_, name, frame.function))

    @staticmethod
    def is_pointed_at(frame: Frame, name: ast.Ident) -> bool:
        """Tell a variable whose address is taken: whoever has that may set it."""
        parents = (frame.function.outermost.parent_of(use) for use in name.obj.uses) if name.obj else ()
        return any(isinstance(parent, ast.UnaryExpr) and parent.op == "&" for parent in parents)

    def go(self, frame: Frame, stmt: ast.GoStmt) -> None:
        call = stmt.call
        if not isinstance(call, ast.CallExpr):
            return
        callee = frame.function.file.typer.callee(call)
        if callee.kind == "builtin":
            if callee.name == "builtin.close":
                self.spawn(
                    stmt, frame.function, frame.function, lambda: self.builtin(frame, call, callee.name)
                )
            return
        target = self.target(frame, call, callee)
        args = [self.value(frame, arg) for arg in call.args]
        run = _run_by_unknown(call, target, args)
        if run is not None:
            target, args = run, []
        body = frame.function
        if isinstance(target, Closure):
            body = target.function
        elif (
            isinstance(target, Declared) and target.symbol.file is not None and target.symbol.decl is not None
        ):
            body = target.symbol.file.function(target.symbol.decl)
        if self.lean and not self.is_connected(target, args):
            for value in args:
                self.escape(value)
            return
        self.spawn(stmt, frame.function, body, lambda: self.apply(frame, call, callee, target, args))

    def is_connected(self, target: Value, args: list[Value]) -> bool:
        """Tell whether what is started may meet others at something that it is given."""
        if not isinstance(target, Declared):
            return isinstance(target, Closure) or any(self.matters(value) for value in args)
        receiver = [target.receiver] if target.receiver is not None else []
        return any(self.matters(value) for value in (*args, *receiver))

    def defer(self, frame: Frame, stmt: ast.DeferStmt) -> None:
        call = stmt.call
        if not isinstance(call, ast.CallExpr):
            return
        callee = frame.function.file.typer.callee(call)
        if callee.kind == "builtin":
            args = [self.value(frame, arg) for arg in call.args]
            self.arm(frame, self.unknown(), args, call)
            return
        target = self.target(frame, call, callee)
        args = [self.value(frame, arg) for arg in call.args]
        self.arm(frame, target, args, call)

    def return_(self, frame: Frame, stmt: ast.ReturnStmt) -> None:
        values = [self.value(frame, expr) for expr in stmt.results]
        if not stmt.results:
            values = [self.variable(frame, result) for result in frame.function.results]
        if self.alive:
            self.emit("mark", stmt, frame.function)
        value = values[0] if len(values) == 1 else Results(tuple(values))
        if isinstance(value, Unknown) and fails(frame.function, stmt):
            value = FAILED
        self.leave(frame, self.exits[frame.index], value)

    def branch(self, frame: Frame, stmt: ast.BranchStmt) -> None:
        if stmt.tok not in ("break", "continue"):
            if stmt.tok == "goto":
                self.cut(stmt, frame.function)
            return
        for target in reversed(self.targets):
            if (stmt.label is None or stmt.label == target.label) and (target.loop or stmt.tok == "break"):
                exits = target.breaks if stmt.tok == "break" else target.continues
                exits.append(Exit(self.ends, self.store))
                break
        self.ends = []

    # Statements with bodies

    def nested(self, frame: Frame, stmt: ast.BlockStmt) -> None:
        self.block(frame, stmt.stmts)

    def labeled(self, frame: Frame, stmt: ast.LabeledStmt) -> None:
        self.label = stmt.label
        if stmt.stmt is not None:
            self.statement(frame, stmt.stmt)
        self.label = ""

    def if_(self, frame: Frame, stmt: ast.IfStmt) -> None:
        if stmt.init is not None:
            self.statement(frame, stmt.init)

        def then() -> None:
            self.block(frame, stmt.body.stmts)

        def orelse() -> None:
            if stmt.orelse is not None:
                self.statement(frame, stmt.orelse)

        self.between(frame, stmt, stmt.cond, (then, orelse))

    def between(self, frame: Frame, stmt: ast.IfStmt, test: ast.Expr, arms: Arms) -> None:
        """Emit a test and what follows where it is true, and where it is false."""
        then, orelse = arms
        if isinstance(test, ast.BinaryExpr) and test.op in ("||", "&&") and self.asks_flag(frame, test):

            def second() -> None:
                self.between(frame, stmt, test.y, arms)

            self.between(frame, stmt, test.x, (then, second) if test.op == "||" else (second, orelse))
            return
        cond = self.value(frame, test)
        if not self.alive:
            return
        term = cond.term if isinstance(cond, Unknown) else None
        known = bool(cond.value) if isinstance(cond, Constant) else None
        if known is None and not is_of_flag(term):
            known = first_time(frame.function, test)
            if known is None and self.starting == frame.index and _skips(stmt):
                known = False
        if known is not None:
            (then if known else orelse)()
        elif isinstance(term, tuple) and term[0] == "!":
            self.choose(test, frame.function, [orelse, then], term[1])
        else:
            self.choose(test, frame.function, [then, orelse], term)

    def asks_flag(self, frame: Frame, test: ast.BinaryExpr) -> bool:
        """Tell whether a side of `a || b` is a flag, or the opposite of one."""
        for side in (test.x, test.y):
            name = side.x if isinstance(side, ast.UnaryExpr) and side.op == "!" else side
            held = self.value(frame, name) if isinstance(name, ast.Ident) else None
            if isinstance(held, Unknown) and is_of_flag(held.term):
                return True
        return False

    def switch(self, frame: Frame, stmt: ast.SwitchStmt | ast.TypeSwitchStmt) -> None:
        if stmt.init is not None:
            self.statement(frame, stmt.init)
        subject = stmt.tag if isinstance(stmt, ast.SwitchStmt) else stmt.x
        if subject is not None:
            self.value(frame, subject)
        target = Target(self.label, loop=False)
        self.label = ""
        self.targets.append(target)
        arms = [self.branch_of(frame, clause.body) for clause in stmt.clauses]
        if not any(clause.default for clause in stmt.clauses):
            arms.append(lambda: None)
        if self.alive and arms:
            before, since = dict(self.store), self.made
            self.choose(stmt, frame.function, arms)
            self.join([*target.breaks, Exit(self.ends, self.store)], before, since)
        self.targets.pop()

    def branch_of(self, frame: Frame, stmts: list[ast.Stmt]) -> Callable[[], None]:
        return lambda: self.block(frame, stmts)


HANDLERS: dict[type[ast.Stmt], Any] = {
    ast.ExprStmt: Compiler.expression,
    ast.SendStmt: Compiler.send,
    ast.AssignStmt: Compiler.assignment,
    ast.IncDecStmt: Compiler.count,
    ast.DeclStmt: Compiler.declaration,
    ast.GoStmt: Compiler.go,
    ast.DeferStmt: Compiler.defer,
    ast.ReturnStmt: Compiler.return_,
    ast.BranchStmt: Compiler.branch,
    ast.BlockStmt: Compiler.nested,
    ast.LabeledStmt: Compiler.labeled,
    ast.IfStmt: Compiler.if_,
    ast.SwitchStmt: Compiler.switch,
    ast.TypeSwitchStmt: Compiler.switch,
    ast.SelectStmt: Selector.select,
    ast.ForStmt: Looper.for_loop,
    ast.RangeStmt: Looper.range_loop,
}
