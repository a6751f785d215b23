"""Loops: unrolled where the number of rounds is known or may be assumed, else turned back on themselves."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from ginlint.go.channels.build import End, Exit
from ginlint.go.channels.call import Caller
from ginlint.go.channels.eachround import is_done_each_round
from ginlint.go.channels.effects import operations, started_by_call
from ginlint.go.channels.evaluate import SIZE
from ginlint.go.channels.values import Constant, Frame, Primitive, Sequence, Unknown, Value
from ginlint.go.flow import is_endless
from ginlint.go.names import Basic, Func
from ginlint.go.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from ginlint.go.channels.automaton import Node
    from ginlint.go.names import Function, Variable

MAX_ROUNDS = 20
MAX_SIZE = 5  # that is assumed for what is not known
SPAWNING_ROUNDS = 2


class Target:
    """What break and continue leave or go on with."""

    __slots__ = ("breaks", "continues", "label", "loop")

    def __init__(self, label: str, *, loop: bool) -> None:
        self.label = label
        self.loop = loop
        self.breaks: list[Exit] = []
        self.continues: list[Exit] = []


class Looper(Caller):
    """Gives loops their graphs."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[Target] = []
        self.label = ""
        self.starting = -1

    @abstractmethod
    def block(self, frame: Frame, stmts: list[ast.Stmt]) -> None:
        """Emit statements one after the other."""

    @abstractmethod
    def statement(self, frame: Frame, stmt: ast.Stmt) -> None:
        """Emit one statement."""

    @abstractmethod
    def assign(self, frame: Frame, target: ast.Expr, value: Value) -> None:
        """Set what `target` denotes."""

    def for_loop(self, frame: Frame, stmt: ast.ForStmt) -> None:
        """Emit a for statement."""
        target = self.enter()
        if stmt.init is not None:
            self.statement(frame, stmt.init)
        rounds = self.trips(frame, stmt)
        if rounds is not None and rounds <= MAX_ROUNDS:
            self.unrolled(frame, stmt, target, rounds, lambda _: None)
        else:
            self.repeated(frame, stmt, target)
        self.targets.pop()

    def range_loop(self, frame: Frame, stmt: ast.RangeStmt) -> None:
        """Emit a range statement."""
        over = self.value(frame, stmt.x)
        target = self.enter()
        typer = frame.function.file.typer
        found = self.channels(over)
        if found and len(found) == 1:
            self.over_channel(frame, stmt, target, found[0])
        elif found is not None or isinstance(typer.program.underlying(typer.type_of(stmt.x)), Func):
            self.repeated(frame, stmt, target)
        else:
            rounds = self.length(over)
            if rounds is None or rounds > MAX_ROUNDS:
                self.repeated(frame, stmt, target)
            else:
                items = over.items if isinstance(over, Sequence) else None
                self.unrolled(frame, stmt, target, rounds, lambda n: self.bind_range(frame, stmt, n, items))
        self.targets.pop()

    def enter(self) -> Target:
        """Open what break and continue refer to."""
        target = Target(self.label, loop=True)
        self.label = ""
        self.targets.append(target)
        return target

    # Numbers of rounds

    def assumed_size(self, frame: Frame) -> int:
        """Return how many there are of what nobody knows: as many as are received, where that is known.

        `for _, w := range workers { go … }` before `for range 3 { <-done }`: there are three.
        """
        body = frame.function.body
        loops: list[ast.RangeStmt | ast.ForStmt] = [*ast.nodes_of(body, ast.RangeStmt)]
        loops += ast.nodes_of(body, ast.ForStmt)
        for loop in loops:
            if not any(map(_receives, ast.walk(loop.body))):
                continue
            match loop:
                case ast.RangeStmt(x=ast.Ident() | ast.BasicLit() as limit):
                    rounds = self.length(self.value(frame, limit))
                case ast.ForStmt(cond=ast.BinaryExpr(_, _, ast.Ident() | ast.BasicLit())):
                    rounds = self.trips(frame, loop)
                case _:
                    continue
            if rounds is not None and SIZE < rounds <= MAX_SIZE:
                return rounds
        return self.size

    def length(self, over: Value) -> int | None:
        """Return how often a range over a value goes round; a size that is not known is assumed."""
        if isinstance(over, Sequence):
            return over.length
        if isinstance(over, Constant) and isinstance(over.value, int):
            return int(over.value)
        return self.size if isinstance(over, Unknown) and not over.counter else None

    def trips(self, frame: Frame, stmt: ast.ForStmt) -> int | None:
        """Return how often `for i := a; i < b; i++` goes round, None for other loops."""
        match stmt.init, stmt.cond, stmt.post:
            case (
                ast.AssignStmt([ast.Ident(name)], ":=", [first]),
                ast.BinaryExpr(op, ast.Ident(tested), limit),
                ast.IncDecStmt(ast.Ident(stepped), step)
                | ast.AssignStmt([ast.Ident(stepped)], "+=" | "-=" as step, [ast.BasicLit(_, "1")]),
            ) if name == tested == stepped and self.is_steady(stmt, limit):
                step = step if step in ("++", "--") else step[0] * 2
                low, high = self.bounds(frame, *((limit, first) if step == "--" else (first, limit)))
                if low is None or high is None or ((op[0] == "<") != (step == "++") and op != "!="):
                    return None
                return max(0, high - low + (1 if op.endswith("=") and op != "!=" else 0))
        return None

    def bounds(self, frame: Frame, low: ast.Expr, high: ast.Expr) -> tuple[int | None, int | None]:
        """Return the numbers that the ends of a counting loop are or are assumed to be.

        Of two that are not known the difference is a number that is not known either.
        """
        first, last = self.value(frame, low), self.value(frame, high)
        if isinstance(first, Unknown) and isinstance(last, Unknown) and not (first.counter or last.counter):
            return 0, self.size
        return self.length(first), self.length(last)

    @staticmethod
    def is_steady(stmt: ast.ForStmt, limit: ast.Expr) -> bool:
        """Tell whether the loop leaves its limit alone."""
        names = {node.obj for node in ast.walk(limit) if isinstance(node, ast.Ident) and node.obj is not None}
        return not any(
            stmt.body.pos <= write.pos < stmt.body.end for variable in names for write in variable.writes
        )

    # Shapes

    def unrolled(
        self,
        frame: Frame,
        stmt: ast.ForStmt | ast.RangeStmt,
        target: Target,
        rounds: int,
        begin: Callable[[int], object],
    ) -> None:
        """Emit the body once for each round."""
        before, since = dict(self.store), self.made
        self.assumed += 1
        for number in range(rounds):
            if not self.alive:
                break
            begin(number)
            self.round(frame, stmt, target, first=number == 0)
            if isinstance(stmt, ast.ForStmt) and stmt.post is not None and self.alive:
                self.statement(frame, stmt.post)
        self.assumed -= 1
        self.join([*target.breaks, Exit(self.ends, self.store)], before, since)

    def round(
        self, frame: Frame, stmt: ast.ForStmt | ast.RangeStmt, target: Target, *, first: bool = False
    ) -> None:
        """Emit the body; control that continues goes on after it.

        The first round of a loop that starts goroutines is not skipped: what waits for them
        would wait in vain, but nobody runs that with nothing to do.
        """
        before, since = dict(self.store), self.made
        target.continues = []
        around = self.starting
        self.starting = frame.index if first and _starts(frame.function, stmt.body) else -1
        self.block(frame, stmt.body.stmts)
        self.starting = around
        self.join([*target.continues, Exit(self.ends, self.store)], before, since)

    def bind_range(
        self,
        frame: Frame,
        stmt: ast.RangeStmt,
        number: int | None = None,
        items: tuple[Value, ...] | None = None,
    ) -> None:
        """Give key and value something new, of the elements where they are known."""
        for position, name in enumerate((stmt.key, stmt.value)):
            if name is None:
                continue
            plain = number is not None and (items is not None or self.counts_from_zero(frame, stmt))
            known = items[number] if items is not None and number is not None else self.unknown()
            self.assign(frame, name, Constant(number) if plain and position == 0 else known)

    @staticmethod
    def counts_from_zero(frame: Frame, stmt: ast.RangeStmt) -> bool:
        """Tell whether the key of a range is the number of the round."""
        over = frame.function.file.typer.type_of(stmt.x)
        return isinstance(over, Basic) and over.name == "int"

    def repeated(self, frame: Frame, stmt: ast.ForStmt | ast.RangeStmt, target: Target) -> None:
        """Emit a loop of which nobody knows how often it goes round."""
        saved = self.mark()
        defers = len(self.deferred[frame.index])
        tested = isinstance(stmt, ast.ForStmt) and not is_endless(stmt)
        self.unsure += 1
        self.conditional += tested
        self.turned_back(frame, stmt, target)
        if len(self.processes) > saved.processes or len(self.primitives) > saved.primitives:
            self.back_to(saved)
            del self.deferred[frame.index][defers:]
            target.breaks, target.continues = [], []
            self.opening += 1
            self.opened(frame, stmt, target)
            self.opening -= 1
        self.conditional -= tested
        self.unsure -= 1

    def turned_back(self, frame: Frame, stmt: ast.ForStmt | ast.RangeStmt, target: Target) -> None:
        """Emit the body once, with a way back to its beginning."""
        self.forget(frame, stmt)
        before, since = dict(self.store), self.made
        self.repeating += 1
        head = self.emit("nop", stmt, frame.function)
        leaving = self.test(frame, stmt)
        if isinstance(stmt, ast.RangeStmt):
            self.bind_range(frame, stmt)
        self.round(frame, stmt, target)
        if isinstance(stmt, ast.ForStmt) and stmt.post is not None and self.alive:
            self.statement(frame, stmt.post)
        self.close(head)
        self.repeating -= 1
        self.join([*target.breaks, *leaving], before, since)

    def opened(self, frame: Frame, stmt: ast.ForStmt | ast.RangeStmt, target: Target) -> None:
        """Emit some rounds of a loop that starts goroutines or makes channels; later ones are cut off."""
        before, since = dict(self.store), self.made
        leaving: list[Exit] = []
        for number in range(self.spawning_rounds(frame, stmt)):
            if not self.alive:
                break
            if number > 0 or not _starts(frame.function, stmt.body):
                leaving += self.test(frame, stmt)
            if isinstance(stmt, ast.RangeStmt):
                self.bind_range(frame, stmt)
            self.round(frame, stmt, target, first=number == 0)
            if isinstance(stmt, ast.ForStmt) and stmt.post is not None and self.alive:
                self.statement(frame, stmt.post)
        if self.alive and is_endless(stmt):
            self.cut(stmt, frame.function)
        self.join([*target.breaks, *leaving, Exit(self.ends, self.store)], before, since)

    def spawning_rounds(self, frame: Frame, stmt: ast.ForStmt | ast.RangeStmt) -> int:
        """Return how many rounds show what a loop does that starts goroutines.

        One for ever that receives what they send, by a select, needs one round for each that fills the
        channel, one for a sender too many, and one to leave by.
        """
        literals = [
            literal
            for literal in (ast.nodes_of(stmt.body, ast.FuncLit) if is_endless(stmt) else ())
            if is_done_each_round(frame.function, stmt, literal)
        ]
        sent = {
            node.chan.obj
            for literal in literals
            for node in ast.nodes_of(literal.body, ast.SendStmt)
            if isinstance(node.chan, ast.Ident)
        }
        rooms = [
            channel.capacity or 0
            for node in (ast.nodes_of(stmt.body, ast.CommClause) if sent else ())
            for channel in self._received(frame, node, sent)
        ]
        return SPAWNING_ROUNDS + 1 + min(rooms) if rooms and min(rooms) < SPAWNING_ROUNDS else SPAWNING_ROUNDS

    def _received(
        self, frame: Frame, clause: ast.CommClause, sent: Container[Variable | None]
    ) -> list[Primitive]:
        """Return the channel that a case receives from, if it is one of those that are `sent` to."""
        match clause.comm:
            case ast.AssignStmt(_, _, [ast.UnaryExpr("<-", ast.Ident() as source)]) | ast.ExprStmt(
                ast.UnaryExpr("<-", ast.Ident() as source)
            ) if source.obj in sent:
                found = self.channels(self.value(frame, source))
                return [it for it in found or () if it.capacity is not None]
        return []

    def test(self, frame: Frame, stmt: ast.ForStmt | ast.RangeStmt) -> list[Exit]:
        """Emit the test at a loop's head; return the way out."""
        if is_endless(stmt):
            return []
        if isinstance(stmt, ast.ForStmt) and stmt.cond is not None:
            self.value(frame, stmt.cond)
        node = self.emit("choice", stmt, frame.function, slots=2)
        self.ends = [(node, 0)]
        return [Exit([(node, 1)], dict(self.store))]

    def over_channel(self, frame: Frame, stmt: ast.RangeStmt, target: Target, channel: Primitive) -> None:
        """Emit a range over a channel: it ends where the channel is closed."""
        self.forget(frame, stmt)
        before, since = dict(self.store), self.made
        self.repeating += 1
        self.unsure += 1
        self.ends = self.ranged(frame, stmt, channel)
        if stmt.key is not None:
            channel.taken = channel.taken or channel.payload is None
            self.assign(frame, stmt.key, channel.payload or self.unknown())
        head, closed = self.ends[0][0], Exit([(self.ends[0][0], 1)], dict(self.store))
        count = len(self.processes) + len(self.primitives)
        self.round(frame, stmt, target)
        if len(self.processes) + len(self.primitives) > count:
            self.cut(stmt, frame.function)  # each round would need its own
        self.close(head)
        self.repeating -= 1
        self.unsure -= 1
        self.join([*target.breaks, closed], before, since)

    def ranged(self, frame: Frame, stmt: ast.RangeStmt, channel: Primitive) -> list[End]:
        """Emit the head of a range over a channel; return the way into the body."""
        node: Node = self.emit("range", stmt.x, frame.function, channel, slots=2)
        return [(node, 0)]

    def forget(self, frame: Frame, stmt: ast.ForStmt | ast.RangeStmt) -> None:
        """Know no longer what the loop sets: it may be from an earlier round."""
        for node in ast.walk(stmt.body):
            targets = node.lhs if isinstance(node, ast.AssignStmt) and node.op != ":=" else []
            targets = [node.x] if isinstance(node, ast.IncDecStmt) else targets
            for target in targets:
                variable = target.obj if isinstance(target, ast.Ident) else None
                key = self.key_of(frame, variable) if variable is not None else None
                held: Value | None = self.store.get(key) if key is not None else None
                if key is not None and held is not None:
                    flag = self.flag(key)
                    self.escape(held)
                    self.store[key] = Unknown(flag) if flag is not None else self.unknown(counter=True)


def _receives(node: ast.Node) -> bool:
    """Tell a receive from a channel that has a name: not from a ticker's."""
    return isinstance(node, ast.UnaryExpr) and node.op == "<-" and isinstance(node.x, ast.Ident)


def leaves_by_count(loop: ast.RangeStmt) -> bool:
    """Tell `for r := range results { n--; …; if n == 0 { break } }`."""
    counted = {
        node.x.obj
        for node in ast.walk(loop.body, into_literals=False)
        if isinstance(node, ast.IncDecStmt) and isinstance(node.x, ast.Ident) and node.x.obj is not None
    }
    return any(
        isinstance(node, ast.IfStmt)
        and any(isinstance(it, ast.Ident) and it.obj in counted for it in ast.walk(node.cond))
        and any(isinstance(it, (ast.BranchStmt, ast.ReturnStmt)) for it in node.body.stmts[-1:])
        for node in (ast.walk(loop.body, into_literals=False) if counted else ())
    )


def _starts(function: Function, body: ast.BlockStmt) -> bool:
    """Tell whether a loop's body itself starts goroutines."""
    typer = function.file.typer
    return any(
        isinstance(node, ast.GoStmt)
        or (
            isinstance(node, ast.CallExpr)
            and (started_by_call(name := typer.callee(node).name) or operations().get(name) == "start")
        )
        for node in ast.walk(body, into_literals=False)
    )
