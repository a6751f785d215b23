"""Select statements: one node whose cases are what any of the clauses may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.channels.automaton import Case
from ginlint.go.channels.build import Exit
from ginlint.go.channels.loops import Looper, Target
from ginlint.go.channels.values import Frame, Primitive, Unknown
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable


class Selector(Looper):
    """Gives select statements their nodes."""

    def select(self, frame: Frame, stmt: ast.SelectStmt) -> None:
        cases: list[Case] = []
        arms: list[Callable[[], None]] = []
        for slot, clause in enumerate(stmt.clauses):
            found, bind = self.communication(frame, clause.comm, slot)
            cases += found
            arms.append(self.clause(frame, clause, bind))
        if not self.alive:
            return
        node = self.emit("select", stmt, frame.function, slots=max(1, len(arms)))
        node.cases = cases
        target = Target(self.label, loop=False)
        self.label = ""
        self.targets.append(target)
        before, since = dict(self.store), self.made
        self.fork(node, arms)
        self.join([*target.breaks, Exit(self.ends, self.store)], before, since)
        self.targets.pop()

    def clause(self, frame: Frame, clause: ast.CommClause, bind: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            bind()
            if clause.body:
                self.emit("mark", clause, frame.function)
            self.block(frame, clause.body)

        return run

    def communication(
        self, frame: Frame, comm: ast.Stmt | None, slot: int
    ) -> tuple[list[Case], Callable[[], None]]:
        """Return the cases that one clause of a select stands for, and what it sets."""
        match comm:
            case None:
                return [Case("default", None, slot)], lambda: None
            case ast.SendStmt():
                return self.sending(frame, comm, slot), lambda: None
            case ast.ExprStmt(ast.UnaryExpr("<-", x)):
                return self.receiving(self.channels(self.value(frame, x)), slot), lambda: None
            case ast.AssignStmt(lhs, _, [ast.UnaryExpr("<-", x)]):
                found = self.channels(self.value(frame, x))
                self.made += 1
                key = ("ok", self.made)

                def bind() -> None:
                    payload = found[0].payload if found and len(found) == 1 else None
                    if found and payload is None:
                        found[0].taken = True
                    heard = Unknown(key) if found else self.unknown()
                    for target, value in zip(lhs, (payload or self.unknown(), heard), strict=False):
                        self.assign(frame, target, value)

                return self.receiving(found, slot, key), bind
        return [Case("always", None, slot)], lambda: None

    def sending(self, frame: Frame, comm: ast.SendStmt, slot: int) -> list[Case]:
        found = self.channels(self.value(frame, comm.chan))
        value = self.value(frame, comm.value)
        if found is None:
            self.escape(value)
            return [Case("always", None, slot)]
        if found:
            self.sent(found[0], value)
        return [Case("send", one, slot) for one in found] or [Case("never", None, slot)]

    @staticmethod
    def receiving(
        found: tuple[Primitive, ...] | None, slot: int, key: tuple[str, int] | None = None
    ) -> list[Case]:
        if found is None:
            return [Case("always", None, slot)]
        return [Case("receive", one, slot, key) for one in found] or [Case("never", None, slot)]
