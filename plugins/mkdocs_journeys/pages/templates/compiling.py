"""How templates become Python: as Jinja makes it, with less to do for each value and each macro.

A page calls hundreds of macros and puts out a thousand values. What is known when a template is
compiled is settled there: the words of its language, which of the names it calls are macros, and
that what follows a dot is an attribute, where that has been said of all templates.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from keyword import iskeyword
from typing import Any, cast

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape


class _Macro(Macro):
    """A macro that says how many values it takes, if there is nothing to sort out before."""

    def __init__(self, environment: Environment, fill: Callable[..., str], *described: Any) -> None:
        super().__init__(environment, fill, *described)
        self.fill = fill
        takes_more = self.catch_kwargs or self.catch_varargs or self.caller
        self.takes = None if takes_more else len(self.arguments)


class _Context(Context):
    def fill(self, macro: Any, /, *values: Any) -> Any:
        """Return what a macro makes of values; what turns out to be none is called as ever."""
        if type(macro) is _Macro and macro.takes == len(values):
            return as_html(macro.fill(*values))  # its values are escaped
        return self.call(macro, *values)


class FixedTemplate(Template):
    """A template of a `FixedEnvironment`: it has the globals of all others."""

    environment: FixedEnvironment

    def fill(self, view: object) -> str:
        """Return the template filled with its view."""
        variables = {**self.environment.globals, "view": view}
        context = _Context(self.environment, variables, self.name, self.blocks)
        try:
            return "".join(self.root_render_func(context))
        except Exception:  # noqa: BLE001 - Jinja raises it again, and says where
            self.environment.handle_exception()


class _Code(CodeGenerator):
    """Writes the Python of a template."""

    environment: FixedEnvironment
    _macros: frozenset[str] = frozenset()
    """The names of macros, made or imported at the top of the template."""

    def visit_Template(  # noqa: N802 - Jinja's name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        own = [part.name for part in node.body if isinstance(part, nodes.Macro)]
        imports = [part.names for part in node.body if isinstance(part, nodes.FromImport)]
        imported = [name if isinstance(name, str) else name[1] for name in chain(*imports)]
        self._macros = frozenset((*own, *imported))
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")
        self.writeline("Macro = environment.macro_class")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        keys = [value.key for value in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, keys)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
        elif name in self._macros and not keys:
            self._write_call("context.fill(", [node.node, *node.args], frame)
        elif self._is_function(name, frame):
            self.visit(node.node, frame)
            self._write_call("(", [*node.args, *node.kwargs], frame)
        else:
            super().visit_Call(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        of_variable = isinstance(node.node, nodes.Name | nodes.Getattr)
        named = node.attr.isascii() and not iskeyword(node.attr)
        if self.environment.only_attributes and of_variable and named:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr) and child.expr2 is None:
                child.expr2 = nodes.Const("")  # as the nothing that Jinja makes for it is put out
        super().visit_Output(node, frame)

    def _write_call(self, start: str, values: Sequence[nodes.Node], frame: Frame) -> None:
        self.write(start)
        for value in values:
            self.visit(value, frame)
            self.write(", ")
        self.write(")")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=text)]) if (
                not node.kwargs and self._is_function("_", frame)
            ):
                return str(escape(self.environment.functions["_"](text)))
        return super()._output_child_to_const(node, frame, finalize)

    def _is_function(self, name: str, frame: Frame) -> bool:
        """Whether a name stands for one of our functions here: templates may use it for more."""
        ref = frame.symbols.find_ref(name) if name in self.environment.functions else None
        return ref is not None and frame.symbols.find_load(ref) == (VAR_LOAD_RESOLVE, name)


class FixedEnvironment(Environment):
    """An environment in which templates and globals stay as they are.

    `functions` are globals that need to know nothing of where they are called; that of the name
    `_` returns the same for the same text, which becomes a part of templates that have it.
    `only_attributes` says that no template asks for an item, or for what nobody has, by a dot: one
    that does raises AttributeError.
    """

    code_generator_class = _Code
    context_class = _Context
    template_class = FixedTemplate
    macro_class = _Macro

    def __init__(
        self,
        functions: dict[str, Callable[..., Markup]],
        *,
        only_attributes: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.functions = functions
        self.only_attributes = only_attributes
        self.globals.update(functions)
        self._found: dict[object, FixedTemplate] = {}

    @staticmethod
    def escaped(value: object) -> str:
        """Return a value as HTML."""
        kind = type(value)
        if kind is Markup:
            return value  # type: ignore[return-value]  # it is a str: `kind` says so
        if kind is str:
            return _escaped(value)
        return str(value) if kind is int else escape(value)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> FixedTemplate:
        found = self._found.get(name)
        if found is None:
            made = super().get_template(name, parent, globals)
            found = self._found[name] = cast("FixedTemplate", made)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # Jinja lays a mapping of its own over them, for each template.
        return super().make_globals(d) if d else self.globals


as_html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Gives a text the type of HTML; `Markup` looks first at what it was given."""


@lru_cache(maxsize=16_384)  # most are names and addresses that many pages show
def _escaped(text: str) -> str:
    return escape(text)
