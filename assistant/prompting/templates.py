"""Template bodies: compiled in a sandbox that can reach nothing but the values it is given.

No includes and no inheritance: a file is all there is. Undefined names are errors, not blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Template, TemplateError, meta
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

VARIABLES = frozenset({"before", "passage", "after", "whole", "marks"})
"""What the block `user` may use; the block `system` is the same for every window and uses nothing."""
LONGEST_TURN = 32 * 1024
"""Characters of a rendered block."""


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


def compile_blocks(body: str) -> Blocks:
    """The blocks of `body`. Raises BadTemplateError: bad syntax, a missing block, an unknown name."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, cache_size=0
    )
    environment.globals.clear()
    try:
        unknown = meta.find_undeclared_variables(environment.parse(body)) - VARIABLES
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
