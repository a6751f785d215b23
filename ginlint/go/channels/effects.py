"""What calls of the standard library and the builtins do to channels, locks, groups and contexts."""

from __future__ import annotations

from abc import abstractmethod
from functools import cache
from typing import TYPE_CHECKING

from ginlint.go.channels.automaton import Case
from ginlint.go.channels.build import Exit
from ginlint.go.channels.evaluate import MAX_ITEMS, Evaluator, kind_of
from ginlint.go.channels.values import (
    NIL,
    Cancel,
    Closure,
    Constant,
    Context,
    Frame,
    Object,
    Primitive,
    Results,
    Sequence,
    Unknown,
    Value,
)
from ginlint.go.goroutines import is_named_to_start
from ginlint.go.names import Chan, Named, deref
from ginlint.go.syntax import ast
from ginlint.models import table

if TYPE_CHECKING:
    from ginlint.go.names import Function, Type, Variable


@cache
def operations() -> dict[str, str]:
    """Map the qualified name of a method to what it does to its receiver."""
    return dict(table("goroutines")["operations"])


@cache
def _starters() -> dict[str, str]:
    return {name: by for by, names in table("starts")["later"].items() for name in names}


def started_by_call(name: str) -> str | None:
    """Return how what is called so, and is not here, runs a function beside or after its caller."""
    return _starters().get(name, "goroutine" if is_named_to_start(name) else None)


def closes(function: Function, channel: Variable) -> bool:
    """Tell whether a function itself closes a channel, deferred or not."""
    return any(
        isinstance(node, ast.CallExpr)
        and isinstance(node.fun, ast.Ident)
        and node.fun.name == "close"
        and len(node.args) == 1
        and isinstance(node.args[0], ast.Ident)
        and node.args[0].obj is channel
        for node in ast.walk(function.body, into_literals=False)
    )


class Effects(Evaluator):
    """Does what is known of other packages."""

    @abstractmethod
    def inline(
        self,
        function: Function,
        parent: Frame | None,
        receiver: Value | None,
        args: list[Value],
        call: ast.CallExpr,
    ) -> Value:
        """Run the body of `function` here and return what it gives."""

    def meeting(self, frame: Frame, receiver: Value, name: str) -> Primitive | None:
        """Return the primitive that a method works on; an embedded one is a field of its struct."""
        if isinstance(receiver, Object):
            receiver = self.field(receiver, name.split(".")[-2], receiver.at, frame)
        return receiver if isinstance(receiver, Primitive) else None

    def operate(
        self, frame: Frame, call: ast.CallExpr, what: str, primitive: Primitive | None, args: list[Value]
    ) -> Value:
        """Emit what a method of package sync does."""
        function = frame.function
        if what == "start":
            return self.started(frame, call, primitive, args)
        if what == "once":
            return self.once(frame, call, primitive, args)
        if primitive is None:
            return self.unknown()
        if what == "condwait":
            lock = primitive.lock if isinstance(primitive.lock, Primitive) else None
            if lock is not None:
                self.emit("unlock", call, function, lock)
            self.emit(what, call, function, primitive)
            if lock is not None:
                self.emit("lock", call, function, lock)
            return self.unknown()
        node = self.emit("add" if what == "done" else what, call, function, primitive)
        if what == "done":
            node.amount = -1
            primitive.done = True
        if what == "add":
            amount = args[0] if args else None
            if isinstance(amount, Constant) and isinstance(amount.value, int):
                node.amount = amount.value
            elif isinstance(amount, Unknown) and not amount.counter:
                node.amount = 2
            else:
                primitive.loose = True
        return self.unknown()

    def once(self, frame: Frame, call: ast.CallExpr, primitive: Primitive | None, args: list[Value]) -> Value:
        """Run a literal where nobody has before: it takes the one token that there is."""
        body = args[0] if args else None
        if not isinstance(body, Closure) or (primitive is None and self.unsure):
            for value in args:
                self.escape(value)
            return self.unknown()
        if primitive is None:
            return self.inline(body.function, body.frame, None, [], call)
        primitive.capacity = 1
        node = self.emit("select", call, frame.function, slots=2)
        node.cases = [Case("send", primitive, 0), Case("default", None, 1)]
        self.fork(node, [lambda: self.inline(body.function, body.frame, None, [], call), lambda: None])
        return self.unknown()

    def stepped(self, frame: Frame, call: ast.CallExpr, name: str, args: list[Value]) -> bool:
        """Run a literal until it returns false or nobody listens any more; tell whether there is one."""
        index = table("goroutines")["steps"].get(name)
        body = args[index] if index is not None and index < len(args) else None
        if not isinstance(body, Closure):
            return False
        self.repeating += 1
        head = self.emit("choice", call, frame.function, slots=2)
        before, since = dict(self.store), self.made
        gone = Exit([(head, 1)], dict(before))
        self.ends = [(head, 0)]
        more = self.inline(body.function, body.frame, None, [], call)
        if isinstance(more, Constant) and more.value:
            self.close(head)
        elif not isinstance(more, Constant) and self.alive:
            key = more.term if isinstance(more, Unknown) else None
            self.choose(call, frame.function, [lambda: self.close(head), lambda: None], key)
        self.repeating -= 1
        self.join([gone, Exit(self.ends, self.store)], before, since)
        return True

    def started(self, frame: Frame, call: ast.CallExpr, group: Primitive | None, args: list[Value]) -> Value:
        """Start a goroutine that a group counts."""
        body = args[0] if args else None
        if not isinstance(body, Closure):
            for value in args:
                self.escape(value)
            if group is not None:
                group.loose = True
            return self.unknown()

        def run() -> None:
            self.inline(body.function, body.frame, None, [], call)
            if group is not None and self.alive:
                self.emit("add", call, body.function, group).amount = -1

        if group is not None:
            group.done = True
            self.emit("add", call, frame.function, group).amount = 1
        self.spawn(call, frame.function, body.function, run)
        return self.unknown()

    def later(self, frame: Frame, call: ast.CallExpr, name: str, args: list[Value]) -> bool:
        """Start a literal that runs beside its caller, or when a timer fires; tell whether that is known.

        A timer that somebody has may be stopped: then nobody knows whether it fires.
        """
        by = started_by_call(name)
        if by is None:
            return False
        body: list[Value] = [value for value in args if isinstance(value, Closure)]
        kept = by == "timer" and not isinstance(frame.function.parent_of(call), ast.ExprStmt)
        alone = len(body) == 1 and not kept
        for value in args:
            if not alone or value is not body[0]:
                self.escape(value)
        if alone:
            self.started(frame, call, None, body)
        return True

    def fed(self, frame: Frame, call: ast.CallExpr, args: list[Value]) -> bool:
        """Run a literal that other code calls again and again, to send; tell whether there is one.

        It is through when its goroutine goes on, which closes the channel: then nobody calls it any longer.
        """
        bodies = [value for value in args if isinstance(value, Closure)]
        if self.process == 0 or len(bodies) != 1:
            return False
        found = self.fed_by(frame, bodies[0])
        if found is None:
            return False
        for value in args:
            if value is not bodies[0]:
                self.escape(value)
        self.escape(bodies[0])
        found.loose, found.fed = False, True
        self.unsure += 1
        self.repeating += 1
        head = self.emit("choice", call, frame.function, slots=2)
        before, since = dict(self.store), self.made
        self.ends = [(head, 0)]
        self.inline(bodies[0].function, bodies[0].frame, None, [], call)
        self.close(head)
        self.repeating -= 1
        self.unsure -= 1
        self.join([Exit([(head, 1)], dict(before))], before, since)
        return True

    def fed_by(self, frame: Frame, body: Closure) -> Primitive | None:
        """Return the one channel into which a literal sends and that the caller of the call closes."""
        sends = [
            node.chan.obj
            for node in ast.walk(body.function.body)
            if isinstance(node, ast.SendStmt) and isinstance(node.chan, ast.Ident)
        ]
        channel = sends[0] if sends and all(it is sends[0] for it in sends) else None
        if channel is None or not closes(frame.function, channel):
            return None
        key = self.key_of(body.frame, channel)
        held = self.store.get(key) if key is not None else None
        return held if isinstance(held, Primitive) and held.kind == "chan" and not held.loose else None

    # What is known of other packages

    def known(self, frame: Frame, call: ast.CallExpr, name: str, args: list[Value]) -> Value | None:
        """Return what some calls give; None for those that are not among them."""
        if name in ("context.Background", "context.TODO"):
            return Context(())
        if name in ("context.WithCancel", "context.WithCancelCause"):
            end = self.primitive("chan", call, frame.function, "ctx")
            parent = args[0] if args else None
            if isinstance(parent, Context):
                return Results((Context((*parent.ends, end)), Cancel(end)))
            return Results((self.unknown(), Cancel(end)))
        if name == "os/signal.Notify" and args and isinstance(args[0], Primitive):
            args[0].signals = True
        if name == "context.WithValue" and args:
            return args[0]
        if name == "sync.NewCond":
            cond = self.primitive("cond", call, frame.function)
            cond.lock = args[0] if args else None
            return cond
        if name == "golang.org/x/sync/errgroup.WithContext":
            return Results((self.primitive("group", call, frame.function), self.unknown()))
        return None

    def builtin(self, frame: Frame, call: ast.CallExpr, name: str) -> Value:
        """Return what a builtin gives."""
        typer = frame.function.file.typer
        if name == "builtin.make" and call.args:
            return self.make(frame, call, typer.program.underlying(typer.type_of(call)))
        if name == "builtin.new" and call.args:
            type_ = deref(typer.type_of(call))
            kind = kind_of(type_)
            if kind:
                return self.primitive(kind, call, frame.function)
            return (
                self.made_object(type_, call, frame.function) if isinstance(type_, Named) else self.unknown()
            )
        return self.applied(frame, call, name, [self.value(frame, arg) for arg in call.args])

    def applied(self, frame: Frame, call: ast.CallExpr, name: str, args: list[Value]) -> Value:
        """Return what a builtin other than make and new gives for `args`."""
        if name == "builtin.close" and args:
            found = self.channels(args[0])
            if found and len(found) == 1:
                self.emit("close", call, frame.function, found[0])
        elif name in ("builtin.len", "builtin.cap") and args:
            if isinstance(args[0], Sequence):
                return Constant(args[0].length)
            return (
                self.unknown(("len", args[0].term), counter=args[0].counter)
                if isinstance(args[0], Unknown)
                else self.unknown()
            )
        elif name == "builtin.recover":
            return NIL  # panics are not followed
        elif name == "builtin.panic":
            self.cut(call, frame.function)
        elif name == "builtin.append" and args:
            return self.appended(call, args)
        return self.unknown()

    def appended(self, call: ast.CallExpr, args: list[Value]) -> Value:
        """Return a slice and what is appended to it, as long as all of it is known."""
        first, *more = args
        items = first.items if isinstance(first, Sequence) else None
        if isinstance(first, Sequence) and first.length == 0:
            items = ()
        if isinstance(first, Unknown) and isinstance(first.term, tuple) and first.term[0] == "no elements":
            items = ()
        if (
            items is not None
            and not call.ellipsis
            and not self.unsure
            and len(items) + len(more) <= MAX_ITEMS
        ):
            return Sequence(len(items) + len(more), (*items, *more))
        for arg in args:
            self.escape(arg)
        return self.unknown()

    def make(self, frame: Frame, call: ast.CallExpr, type_: Type) -> Value:
        """Return what make gives."""
        sizes = [self.value(frame, arg) for arg in call.args[1:]]
        if not isinstance(type_, Chan):
            size = sizes[0] if sizes else None
            if (
                isinstance(size, Constant)
                and isinstance(size.value, int)
                and not size.assumed
                and len(sizes) == 1
            ):
                return Sequence(size.value)
            return size if isinstance(size, Unknown) and len(sizes) == 1 else self.unknown()
        made = self.primitive("chan", call, frame.function)
        made.capacity = self.number(sizes[0]) if sizes else 0
        return made

    def number(self, value: Value) -> int | None:
        """Return the number that a value is or is assumed to be, None if it counts as the code runs."""
        if isinstance(value, Constant) and isinstance(value.value, int):
            return int(value.value)
        return None
