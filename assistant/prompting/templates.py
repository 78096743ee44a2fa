"""Template bodies: compiled in a sandbox that can reach nothing but the values it is given.

A template chooses and repeats, and that is all: no calls, no arithmetic that could grow, no includes, few filters,
loops at most two deep. So a prompt from someone else can neither reach out nor run away. Undefined names are errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Template, TemplateError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

VARIABLES = frozenset({"before", "passage", "after", "whole", "marks"})
"""What the block `user` may use; the block `system` is the same for every window and uses nothing."""
LONGEST_TURN = 32 * 1024
"""Characters of a rendered block."""


FILTERS = ("first", "join", "last", "length", "lower", "trim", "upper")
DEEPEST = 2
"""How many loops may stand inside each other, the outermost included."""
_FOREIGN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Call, nodes.Macro, nodes.CallBlock)


class BadTemplateError(ValueError):
    """A template that can't be used; the text is a clause for the person, without values."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The two blocks of a body."""

    template: Template

    def system(self, values: Mapping[str, Any]) -> str:
        return self._render("system", values)

    def user(self, values: Mapping[str, Any]) -> str:
        return self._render("user", values)

    def _render(self, name: str, values: Mapping[str, Any]) -> str:
        try:
            context = self.template.new_context(dict(values))
            text = "".join(self.template.blocks[name](context)).strip()
        except (TemplateError, ArithmeticError, TypeError, ValueError, KeyError, AttributeError):
            # The original error may quote a draft.
            raise BadTemplateError(f"the block {name!r} failed while it was filled in") from None
        if len(text) > LONGEST_TURN:
            raise BadTemplateError(f"the block {name!r} grew too long")
        return text


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox without multiplication and powers, which could fill the memory with one line."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - Jinja's signature
        raise SecurityError(f"{operator} is not for prompts")


def _check(tree: nodes.Node, depth: int = 0) -> None:
    """Raise BadTemplateError for what a prompt has no use for."""
    if isinstance(tree, _FOREIGN):
        raise BadTemplateError(f"line {tree.lineno} of its body calls or includes something")
    if isinstance(tree, nodes.For):
        depth += 1
        if depth > DEEPEST or tree.recursive:
            raise BadTemplateError(f"line {tree.lineno} of its body has loops too deep inside each other")
    for child in tree.iter_child_nodes():
        _check(child, depth)


def compile_blocks(body: str) -> Blocks:
    """The blocks of `body`. Raises BadTemplateError: bad syntax, a missing block, an unknown name."""
    environment = _Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, cache_size=0
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    try:
        tree = environment.parse(body)
        _check(tree)
        unknown = meta.find_undeclared_variables(tree) - VARIABLES
        template = environment.from_string(body)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise BadTemplateError(f"line {line} of its body is not understood" if line else "its body") from None
    if unknown:
        raise BadTemplateError(f"it uses the unknown name {sorted(unknown)[0]!r}")
    for name in ("system", "user"):
        if name not in template.blocks:
            raise BadTemplateError(f"it has no block {name!r}")
    return Blocks(template)
