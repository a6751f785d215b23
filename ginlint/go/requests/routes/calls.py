"""Running through calls: of functions of the module where it matters, of others as far as they are known."""

from __future__ import annotations

import posixpath
import re

from ginlint.go.names import FuncSymbol, Named
from ginlint.go.requests.routes.routers import Draft, Place, Router, frameworks
from ginlint.go.requests.routes.running import Running
from ginlint.go.requests.routes.sites import REGISTERS
from ginlint.go.requests.routes.state import router_type
from ginlint.go.requests.routes.values import (
    GAP,
    Closure,
    External,
    Frame,
    Items,
    Made,
    Obj,
    Several,
    Value,
    Wrapped,
    as_router,
    flat,
    holds,
    text,
)
from ginlint.go.syntax import ast
from ginlint.go.trace import SIGNATURES, TRACE
from ginlint.models import table

NAME = re.compile(r"[^\s()]+")
MAX_NAME = 60
FORMAT = re.compile(r"%[-+# 0-9.*]*[a-zA-Z%]")


class Calls(Running):
    """Evaluation of calls."""

    def call(self, node: ast.CallExpr, frame: Frame) -> Value:
        fun = node.fun
        typer = frame.file.typer
        if isinstance(fun, ast.IndexExpr) and typer.function_named(fun.x) is not None:
            fun = fun.x
        if isinstance(fun, ast.SelectorExpr):
            path = typer.package_of(fun.x)
            if path is not None:
                return self._of_package(path, fun, node, frame)
            return self._method(fun, node, frame)
        if isinstance(fun, ast.Ident) and fun.obj is None:
            symbol = typer.function_named(fun)
            if symbol is not None:
                return self._declared(symbol, None, node, frame)
            if typer.package_value(fun) is None:
                return self._builtin(fun.name, node, frame)
        if isinstance(fun, ast.TypeExpr):
            return self.evaluate(node.args[0], frame) if node.args else None
        return self.apply(self.evaluate(fun, frame), self.args(node, frame), node, frame)

    def args(self, node: ast.CallExpr, frame: Frame) -> list[Value]:
        """Return the arguments of a call; a last one that is spread stays a slice."""
        found = [self.evaluate(arg, frame) for arg in node.args]
        return list(found[0].values) if len(found) == 1 and isinstance(found[0], Several) else found

    def _builtin(self, name: str, node: ast.CallExpr, frame: Frame) -> Value:
        args = node.args
        if name == "append" and args:
            first = self.evaluate(args[0], frame)
            rest = [self.evaluate(arg, frame) for arg in args[1:]]
            if node.ellipsis:
                rest = flat(rest) if holds(rest[-1], (Items,)) else rest
            return Items([*(first.values if isinstance(first, Items) else []), *rest])
        if name == "len" and args:
            value = self.evaluate(args[0], frame)
            return len(value.values) if isinstance(value, Items) else None
        type_ = frame.file.typer.as_type(args[0]) if name in ("new", "make") and args else None
        if type_ is not None:
            return self.zero(type_)
        return self.evaluate(args[0], frame) if len(args) == 1 else None  # a conversion

    # Functions of packages

    def _of_package(self, path: str, fun: ast.SelectorExpr, node: ast.CallExpr, frame: Frame) -> Value:
        typer = frame.file.typer
        symbol = typer.function_named(fun)
        if symbol is not None and symbol.decl is not None:
            return self._declared(symbol, None, node, frame)
        if typer.package_value(fun) is not None:
            return self.apply(self.evaluate(fun, frame), self.args(node, frame), node, frame)
        if typer.as_type(fun) is not None or fun.sel in table("routes")["chains"]["handlers"]:
            return self.evaluate(node.args[0], frame) if node.args else None
        framework = frameworks().get(path)
        if framework is not None and fun.sel in framework.new:
            router = self.new_router(framework)
            self.options(router, self.args(node, frame), Place(frame, node))
            return router
        if framework is not None and fun.sel in framework.functions:
            operation = framework.functions[fun.sel]
            return self.operate(self.default(framework), operation, node, frame)
        return self.external(f"{path}.{fun.sel}", self.args(node, frame), node, frame, symbol)

    def external(
        self, name: str, args: list[Value], node: ast.CallExpr, frame: Frame, symbol: FuncSymbol | None = None
    ) -> Value:
        """Return what a function of another module gives, as far as it can be told."""
        found = known_text(name, args)
        if found is not None:
            return found
        self.run_literals(args)
        if self.service(name, args, node, frame):
            return None
        package, _, last = name.rpartition(".")
        methods = self.connect(package, last, None, args)
        if methods is not None:
            return methods
        results = symbol.type.results if symbol is not None else None
        made = Made(External(name), args, frame.function, node)
        models = table("routes")
        if name in models["chains"]["new"] or last.startswith(tuple(models["serving"]["prefixes"])):
            return made
        return self.around(made, made, args, results, Place(frame, node))

    # Methods

    def _method(self, fun: ast.SelectorExpr, node: ast.CallExpr, frame: Frame) -> Value:
        typer = frame.file.typer
        receiver = self.evaluate(fun.x, frame)
        callee = typer.callee(node)
        symbol = callee.symbol
        if isinstance(receiver, Obj) and (symbol is None or symbol.decl is None):
            symbol = self.method(receiver.type, fun.sel) or symbol
        if symbol is not None and symbol.decl is not None:
            return self._declared(symbol, receiver, node, frame)
        if isinstance(receiver, Draft):
            return self.operate_draft(receiver, fun.sel, node, frame)
        router = self._router_of(receiver, fun, callee.name, frame)
        if router is not None and fun.sel in router.operations:
            return self.operate(router, router.operations[fun.sel], node, frame)
        if isinstance(receiver, Made):
            return self._of_chain(receiver, fun.sel, node, frame)
        if callee.dynamic and symbol is None:
            return self._dynamic(fun.sel, receiver, node, frame)
        if callee.kind == "value" or isinstance(receiver, Obj):
            value = self.evaluate(fun, frame)
            if value is not None:
                return self.apply(value, self.args(node, frame), node, frame)
        args = self.args(node, frame)
        self.run_literals(args)
        if router is not None and receiver is router:
            return router
        return self._unknown(callee.name, fun, args, node, frame)

    def _unknown(
        self, name: str, fun: ast.Expr, args: list[Value], node: ast.CallExpr, frame: Frame
    ) -> Value:
        """Return what a call gives of which nothing is known but how it is written."""
        written = frame.file.text(fun) if not name and fun.end - fun.pos < MAX_NAME else name
        return Made(External(written), args, frame.function, node) if NAME.fullmatch(written) else None

    def _router_of(self, receiver: Value, fun: ast.SelectorExpr, name: str, frame: Frame) -> Router | None:
        """Return the router that a method is called of, a new one where its origin is not known."""
        router = as_router(receiver)
        if router is not None:
            return router
        owner, _, _ = name.rpartition(".")
        path, _, type_name = owner.rpartition(".")
        framework, is_root = router_type(Named(path, type_name))
        if framework is None or fun.sel not in framework.operations:
            return None
        made = self.unknown_router(frame.file.typer.type_of(fun.x)) or self.new_router(
            framework, "" if is_root else GAP
        )
        if receiver is None or isinstance(receiver, (Made, External)):
            self.assign(fun.x, made, frame)
        elif isinstance(receiver, Obj):
            receiver.fields[type_name] = made
        return made

    def _of_chain(self, chain: Made, name: str, node: ast.CallExpr, frame: Frame) -> Value:
        """Return what a chain of middleware becomes, or a handler within it."""
        chains = table("routes")["chains"]
        maker = chain.by.name if isinstance(chain.by, External) else ""
        args = self.args(node, frame)
        if maker in chains["new"] and name in chains["append"]:
            return Made(chain.by, [*flat(chain.args), *flat(args)], frame.function, node)
        if maker in chains["new"] and name in chains["then"] and args:
            inner = args[0]
            for middleware in reversed(flat(chain.args)):
                inner = Wrapped(middleware, inner)
            return inner
        self.run_literals(args)
        # A method of something made elsewhere, a middleware's Handler say, is named after what made it.
        return self.around(chain, chain, args, None, Place(frame, node)) if maker else None

    def _dynamic(self, name: str, receiver: Value, node: ast.CallExpr, frame: Frame) -> Value:
        """Run through the methods of this name that may register, for a receiver that is not known."""
        if not self.sites.leads_by_name(name):
            return None
        args = self.args(node, frame)
        for symbol in self._methods_named(name):
            if len(symbol.params) == len(args) and self.leads(symbol):
                self.interpret(Closure(symbol, receiver=receiver), args)
        return None

    def _methods_named(self, name: str) -> list[FuncSymbol]:
        TRACE.seen.add(SIGNATURES)
        return [
            method
            for package in self.project.linked
            for type_ in package.scope.types.values()
            if (method := type_.methods.get(name)) is not None and method.decl is not None
        ]

    # Functions of the module

    def _declared(self, symbol: FuncSymbol, receiver: Value, node: ast.CallExpr, frame: Frame) -> Value:
        args = self.args(node, frame)
        function = Closure(symbol, receiver=receiver)
        made = Made(function, args, frame.function, node)
        if not self.is_worth_it(symbol, receiver, args):
            return self.around(made, made, args, symbol.type.results, Place(frame, node))
        outer = self.site
        if REGISTERS.fullmatch(symbol.name):
            self.site = Place(frame, node)
            self.visit(self.site)
        found = self.connect(symbol.package, symbol.name, self.interpret(function, args), args)
        self.site = outer
        if found is None:
            found = made if symbol.type.results else None
        return self.around(found, made, args, symbol.type.results, Place(frame, node))

    def apply(self, function: Value, args: list[Value], node: ast.CallExpr, frame: Frame) -> Value:
        place = Place(frame, node)
        match function:
            case Closure(symbol, literal):
                worth = self.is_worth_running(function, args)
                found = self.interpret(function, args) if worth else None
                type_ = symbol.type if symbol is not None else None
                if literal is not None:
                    type_ = literal.file.typer.func_type(literal.type)
                return self.around(
                    found, function, args, type_.results if type_ else None, Place(frame, node)
                )
            case Made(by, given) if isinstance(by, Closure):
                forced = self.interpret(by, given)
                if isinstance(forced, Closure):
                    found = self.interpret(forced, args)
                    return self.around(found, function, args, None, place)
                return self.around(function, function, args, None, place) if args else None
            case Made():
                return self.around(None, function, args, None, place)
            case External(name):
                return self.external(name, args, node, frame)
        self.run_literals(args)
        return None


def known_text(name: str, args: list[Value]) -> str | None:
    """Return what functions of texts give."""
    match name, args:
        case "fmt.Sprintf", [str() as form, *rest]:
            given = iter(rest)
            return FORMAT.sub(lambda found: "%" if found[0] == "%%" else text(next(given, None)), form)
        case (("path.Join" | "path/filepath.Join"), parts):
            return posixpath.normpath("/".join(map(text, parts))) if parts else ""
        case "strings.TrimSuffix", [str() as whole, str() as end]:
            return whole.removesuffix(end)
        case "strings.TrimPrefix", [str() as whole, str() as start]:
            return whole.removeprefix(start)
        case "strings.TrimRight", [str() as whole, str() as end]:
            return whole.rstrip(end)
        case "strings.ToUpper", [str() as whole]:
            return whole.upper()
        case "net/url.JoinPath", [str() as base, *parts]:
            return posixpath.normpath("/".join([base, *map(text, parts)]))
    return None
