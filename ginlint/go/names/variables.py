"""Functions and the variables in them, as scopes see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ginlint.go.flow import build
from ginlint.go.names.universe import ERROR, chain_ends, ends_by_name, is_steady, never_returns
from ginlint.go.syntax import ast
from ginlint.go.trace import TRACE, Asked

if TYPE_CHECKING:
    from ginlint.go.file import File
    from ginlint.go.flow import Graph
    from ginlint.go.names.callees import Callee
    from ginlint.go.names.symbols import FuncSymbol


class Definition:
    """Where a variable gets its type: exactly one of the forms is set.

    `type` is a written type (`variadic` makes it a slice of it). `value` is the
    expression whose result number `index` it takes, -1 if it takes the whole.
    `range_of` is a RangeStmt, with `index` 0 for the key and 1 for the value.
    `case` is the clause of a type switch, with `value` the operand.
    """

    __slots__ = ("case", "index", "range_of", "type", "value", "variadic")

    def __init__(
        self,
        *,
        type_: ast.TypeExpr | None = None,
        variadic: bool = False,
        value: ast.Expr | None = None,
        index: int = -1,
        range_of: ast.RangeStmt | None = None,
        case: ast.CaseClause | None = None,
    ) -> None:
        self.type = type_
        self.variadic = variadic
        self.value = value
        self.index = index
        self.range_of = range_of
        self.case = case


class Variable:
    """A local variable, parameter, result or receiver.

    `kind` is parameter, result, receiver, local, range or loop (declared by := in
    the head of a for statement). `function` declares it; a use whose enclosing
    function is another one captures it. `uses` are all its names in the source
    after the declaration, `writes` the statements that assign to the whole
    variable again (AssignStmt, IncDecStmt, RangeStmt without :=).
    """

    __slots__ = ("captured", "definition", "function", "kind", "name", "pos", "uses", "writes")

    def __init__(self, name: str, pos: int, kind: str, function: Function, definition: Definition) -> None:
        self.name = name
        self.pos = pos
        self.kind = kind
        self.function = function
        self.definition = definition
        self.uses: list[ast.Ident] = []
        self.writes: list[ast.Stmt] = []
        self.captured = False


ENDINGS = Asked("ginlint.go.endings.ending_functions", ())


class Function:
    """A declared function, or a function literal inside one.

    `name` is as the Go runtime's: Func, (*T).Method, Func.func1, Func.func1.2.
    `literals` are those directly inside, in source order. `variables` are all
    that it declares itself. `asks_endings` says that the graph depends on which functions never return.
    """

    __slots__ = (
        "_graph", "_parents", "asks_endings", "body", "file", "literals", "name", "node", "parameters",
        "parent", "receiver", "results", "symbol", "type", "variables",
    )  # fmt: skip

    def __init__(self, file: File, name: str, type_: ast.FuncTypeExpr, body: ast.BlockStmt) -> None:
        self.file = file
        self.name = name
        self.type = type_
        self.body = body
        self.parent: Function | None = None
        self.node: ast.FuncLit | None = None
        self.symbol: FuncSymbol | None = None
        self.receiver: Variable | None = None
        self.parameters: list[Variable] = []
        self.results: list[Variable] = []
        self.variables: list[Variable] = []
        self.literals: list[Function] = []
        self._parents: dict[int, ast.Node] | None = None
        self._graph: Graph | None = None
        self.asks_endings = False

    @property
    def graph(self) -> Graph:
        """The control-flow graph of the body."""
        if self._graph is None:
            typer = self.file.typer
            self._graph = build(
                self.body,
                no_return=lambda call: (
                    never_returns(typer.callee(call).name)
                    or self._ends_in_literal(call)
                    or chain_ends(call) != ""
                    or self._is_ended_by(typer.callee(call))
                ),
            )
        elif self.asks_endings:
            TRACE.seen.add(ENDINGS)  # whoever uses the graph takes the answer
        return self._graph

    def _ends_in_literal(self, call: ast.CallExpr) -> bool:
        """Tell a call of `fatalf := func(…) { …; os.Exit(1) }`."""
        name = call.fun.obj if isinstance(call.fun, ast.Ident) else None
        literal = name.definition.value if name is not None and not name.writes else None
        scope = literal.scope if isinstance(literal, ast.FuncLit) else None
        exits = scope.graph.exits if scope is not None else []
        self.asks_endings = self.asks_endings or (scope is not None and scope.asks_endings)
        return bool(exits) and all(leaving.kind in ("no-return", "panic") for leaving in exits)

    def _is_ended_by(self, callee: Callee) -> bool:
        """Tell a function of the module that never returns, or a logger's Fatal."""
        if callee.symbol is None or callee.symbol.decl is None:
            return ends_by_name(callee.name)
        self.asks_endings = True
        return callee.name in self.file.package.project.endings

    @property
    def outermost(self) -> Function:
        """The declared function that this one is or stands in."""
        current = self
        while current.parent is not None:
            current = current.parent
        return current

    def note(self) -> None:
        """Note that somebody may look into this function who has not got it from its file."""
        outer = self.outermost
        decl = outer.symbol.decl if outer.symbol is not None else None
        TRACE.seen.add((outer.file, decl.pos) if decl is not None else outer.file)

    def all(self) -> list[Function]:
        """Return this function and every literal below it, outer ones first."""
        found = [self]
        for literal in self.literals:
            found += literal.all()
        return found

    @property
    def parents(self) -> dict[int, ast.Node]:
        """The node around each node of the body, literals inside it included, by id."""
        if self._parents is None:
            self._parents = ast.parents(self.body)
        return self._parents

    def parent_of(self, node: ast.Node) -> ast.Node | None:
        """Return the syntax node around `node`, None at the body of the outermost function."""
        return self.outermost.parents.get(id(node))

    def enclosing(self, node: ast.Node, *kinds: type[ast.Node]) -> ast.Node | None:
        """Return the nearest node of one of `kinds` around `node`, within the outermost function."""
        current = self.parent_of(node)
        while current is not None and not isinstance(current, kinds):
            current = self.parent_of(current)
        return current

    def in_error_branch(self, node: ast.Node) -> bool:
        """Tell whether `node` runs only after an error, inside `if err != nil { … }`, or after a panic."""
        inner, around = node, self.parent_of(node)
        while around is not None and not isinstance(around, ast.FuncLit):
            if isinstance(around, ast.IfStmt) and inner is around.body and self._is_error_test(around.cond):
                return True
            inner, around = around, self.parent_of(around)
        return False

    def _is_error_test(self, cond: ast.Expr) -> bool:
        match cond:
            case ast.BinaryExpr("!=", x, ast.Ident("nil")):
                named = isinstance(x, ast.Ident) and ("err" in x.name.lower() or _is_recovered(x))
                return named or self.file.typer.type_of(x) == ERROR
            case ast.BinaryExpr("||" | "&&", x, y):
                return self._is_error_test(x) or self._is_error_test(y)
        return False

    def is_steady(self, expr: ast.Expr) -> bool:
        """Tell a call that gives the same result if it is made again, and what is no package variable."""
        typer = self.file.typer
        if isinstance(expr, ast.CallExpr):
            return is_steady(typer.callee(expr).name)
        value = typer.package_value(expr)
        return value is None or value.const

    def __repr__(self) -> str:
        return f"<Function {self.name}>"


def _is_recovered(name: ast.Ident) -> bool:
    """Tell what `recover()` gave."""
    value = name.obj.definition.value if name.obj is not None else None
    return (
        isinstance(value, ast.CallExpr) and isinstance(value.fun, ast.Ident) and value.fun.name == "recover"
    )
