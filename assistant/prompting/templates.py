"""Template bodies: compiled in a sandbox that can reach nothing but the values it is given.

A template chooses, repeats, and takes in shared pieces by name, and that is all: no calls but `super()`, no arithmetic,
few filters, loops over lists alone and at most two deep. What blocks, `super()` and loops can multiply to is bounded
when a prompt is read and while it is filled in. So a prompt from someone else can neither reach out nor run away.
Undefined names are errors.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

from jinja2 import DictLoader, Template, TemplateError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.prompting.header import NAME
from assistant.prompting.outputs import LISTS

LONGEST_TURN = 32 * 1024
"""Characters of a rendered block."""
MOST_WRITTEN = 16 * LONGEST_TURN
"""Characters that one filling in may write, those of a block inside others once for each."""
SECONDS = 2.0
"""The longest that one block may take."""
FILTERS = ("first", "join", "last", "length", "lower", "trim", "upper")
DEEPEST = 2
"""How many loops may stand inside each other, the outermost included."""
LONGEST_LIST = 50
"""Entries of a list that is written into a template."""
MOST_PIECES = 40
"""Shared pieces that a prompt may take in, those inside others included."""
MOST_ROUNDS = 20_000
"""How often the insides of all loops of a prompt may be gone through in one filling in, its pieces included."""
MOST_BLOCKS = 500
"""Blocks that one filling in may go through, those inside others and those that `super()` brings included."""
_FOREIGN = (
    *(nodes.Import, nodes.FromImport, nodes.Extends, nodes.Macro, nodes.CallBlock, nodes.FilterBlock),
    *(nodes.Assign, nodes.AssignBlock, nodes.With, nodes.ScopedEvalContextModifier),
)
_SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)

Shared = Callable[[str], str | None]
"""The text of a shared piece by its name, None where there is none."""


class BadTemplateError(ValueError):
    """A template that can't be used; the text is a clause for the person, without values. `id` is lint's."""

    def __init__(self, clause: str, id_: str = "PR008", line: int = 0) -> None:
        super().__init__(clause)
        self.id, self.line = id_, line


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a prompt and of those that it extends, nearest first."""

    templates: tuple[Template, ...]

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """The block `name` filled in. Raises BadTemplateError."""
        bounds = _Bounds(name)
        parts: list[str] = []
        try:
            context = self.templates[0].new_context(dict(values))
            context.blocks.clear()
            for template in self.templates:
                for block, function in template.blocks.items():
                    context.blocks.setdefault(block, []).append(_Bounded(function, bounds))
            parts += context.blocks[name][0](context)
        except BadTemplateError:
            raise
        except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError, RecursionError):
            # The original error may quote a draft.
            raise BadTemplateError(f"the block {name!r} failed while it was filled in") from None
        text = "".join(parts).strip()
        if len(text) > LONGEST_TURN:
            raise BadTemplateError(f"the block {name!r} grew too long")
        return text


@dataclass(slots=True)
class _Bounds:
    """How far filling in the block `name` has gone."""

    name: str
    until: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    blocks: int = 0
    length: int = 0

    def block(self) -> None:
        """One more block is gone through. Raises BadTemplateError when it is one too many."""
        self.blocks += 1
        if self.blocks > MOST_BLOCKS:
            raise BadTemplateError(f"the block {self.name!r} repeats its blocks too often")

    def part(self, text: str) -> None:
        """`text` was written. Raises BadTemplateError when that is too much, or took too long."""
        self.length += len(text)
        if self.length > MOST_WRITTEN or time.monotonic() > self.until:
            raise BadTemplateError(f"the block {self.name!r} grew too long")


@dataclass(frozen=True, slots=True, eq=False)
class _Bounded:
    """A compiled block within bounds, also where `super()` or another block calls it."""

    function: Callable[[Any], Iterator[str]]
    bounds: _Bounds

    def __call__(self, context: Any) -> Iterator[str]:
        self.bounds.block()
        for part in self.function(context):
            self.bounds.part(part)
            yield part

    def __eq__(self, other: object) -> bool:
        """Jinja looks for what comes after the function that calls `super()`."""
        return other is self.function or other is self

    def __hash__(self) -> int:
        return hash(self.function)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A body that may be used: its blocks, the names that each block needs, and the pieces that it took in."""

    blocks: Blocks
    names: Mapping[str, frozenset[str]]
    """Names that nothing inside defines, by block of the whole prompt, inner blocks and pieces included."""
    pieces: tuple[tuple[str, str], ...]
    """Name and text of every shared piece."""


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox without arithmetic, which could fill the memory with one line."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - Jinja's signature
        raise SecurityError(f"{operator} is not for prompts")


def compile_bodies(bodies: Sequence[str], shared: Shared) -> Compiled:
    """The blocks of `bodies`, a prompt's own first, then those of the prompts that it extends.

    Raises BadTemplateError: bad syntax, a missing block, something that is not for prompts, a missing piece.
    """
    pieces: dict[str, str] = {}
    environment = _environment(pieces)
    reader = _Reader(environment, shared, pieces)
    trees = [reader.read(body) for body in bodies]
    templates = tuple(_compiled(environment, body) for body in bodies)
    names = _names(trees, environment, pieces)
    for name in ("system", "user"):
        if name not in names:
            raise BadTemplateError(f"it has no block {name!r}")
    return Compiled(Blocks(templates), names, tuple(sorted(pieces.items())))


def _environment(pieces: Mapping[str, str]) -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        keep_trailing_newline=True,
        cache_size=MOST_PIECES,
        auto_reload=False,
        loader=DictLoader(pieces),
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters["join"] = _join
    environment.tests = {name: environment.tests[name] for name in ("defined", "undefined", "none")}
    return environment


def _join(values: Any, between: str = "") -> str:
    """Entries of a list with `between` in between; a text has no entries."""
    if not isinstance(values, list | tuple) or len(between) > LONGEST_LIST:
        raise SecurityError("join is for lists")
    return between.join(str(value) for value in values)


def _compiled(environment: _Environment, body: str) -> Template:
    try:
        return environment.from_string(body)
    except TemplateError as error:
        raise _not_understood(error) from None
    except RecursionError:
        raise BadTemplateError("its body is nested too deeply") from None


class _Reader:
    """Checks bodies and the pieces that they take in."""

    def __init__(self, environment: _Environment, shared: Shared, pieces: dict[str, str]) -> None:
        self._environment, self._shared, self._pieces = environment, shared, pieces
        self._taken = self._rounds = 0

    def read(self, body: str) -> nodes.Template:
        try:
            tree = self._environment.parse(body)
            self._check(tree, (), ())
        except TemplateError as error:
            raise _not_understood(error) from None
        except RecursionError:
            raise BadTemplateError("its body is nested too deeply") from None
        return tree

    def _check(self, tree: nodes.Node, loops: tuple[int, ...], inside: tuple[str, ...]) -> None:
        """Raise BadTemplateError for what a prompt has no use for.

        `loops` has the lengths of the lists that the loops around go through, `inside` the pieces around.
        """
        where = f"line {tree.lineno} of {'the shared piece ' + inside[-1] if inside else 'its body'}"
        line = 0 if inside else tree.lineno
        if isinstance(tree, _FOREIGN) or (isinstance(tree, nodes.Call) and not _is_super(tree)):
            raise BadTemplateError(f"{where} calls, sets or imports something", line=line)
        if isinstance(tree, _SUMS):
            raise BadTemplateError(f"{where} calculates something", line=line)
        if isinstance(tree, nodes.Block) and inside:
            raise BadTemplateError(f"{where} has a block; shared pieces have none", line=line)
        if isinstance(tree, nodes.Filter) and tree.name not in FILTERS:
            raise BadTemplateError(f"{where} uses the filter {tree.name!r}, which is not for prompts", line=line)
        if isinstance(tree, nodes.Include):
            self._take_in(tree, loops, inside, where)
        if isinstance(tree, nodes.For):
            if len(loops) == DEEPEST or tree.recursive:
                raise BadTemplateError(f"{where} has loops too deep inside each other", line=line)
            _check_loop(tree, where, line)
            loops = (*loops, len(tree.iter.items) if isinstance(tree.iter, nodes.List | nodes.Tuple) else LONGEST_LIST)
            self._rounds += prod(loops)
            if self._rounds > MOST_ROUNDS:
                raise BadTemplateError(f"{where} has one loop too many", line=line)
        for child in tree.iter_child_nodes():
            self._check(child, loops, inside)

    def _take_in(self, tree: nodes.Include, loops: tuple[int, ...], inside: tuple[str, ...], where: str) -> None:
        wanted = tree.template.value if isinstance(tree.template, nodes.Const) else None
        if not isinstance(wanted, str) or not NAME.fullmatch(wanted) or tree.ignore_missing:
            raise BadTemplateError(f"{where} includes something that is not the name of a shared piece", "PR003")
        if wanted in inside:
            raise BadTemplateError(f"the shared piece {wanted!r} includes itself", "PR003")
        text = self._shared(wanted)
        if text is None:
            raise BadTemplateError(f"there is no shared piece {wanted!r}", "PR003", 0 if inside else tree.lineno)
        self._taken += 1
        if self._taken > MOST_PIECES:
            raise BadTemplateError("it takes in too many shared pieces", "PR003")
        self._pieces[wanted] = text
        self._check(self._environment.parse(text), loops, (*inside, wanted))


def _is_super(tree: nodes.Call) -> bool:
    bare = not (tree.args or tree.kwargs or tree.dyn_args or tree.dyn_kwargs)
    return bare and isinstance(tree.node, nodes.Name) and tree.node.name == "super"


def _check_loop(tree: nodes.For, where: str, line: int) -> None:
    """Loops go through lists that discreet gives, or short ones written there: never through the letters of a text."""
    given = isinstance(tree.iter, nodes.Name) and tree.iter.name in LISTS
    written = isinstance(tree.iter, nodes.List | nodes.Tuple) and len(tree.iter.items) <= LONGEST_LIST
    if not (given or written):
        raise BadTemplateError(f"{where} loops over something that is not a list", line=line)
    if {each.name for each in _and_below(tree.target, nodes.Name)} & LISTS:
        raise BadTemplateError(f"{where} gives a new meaning to a name of discreet's", line=line)


def _and_below(tree: nodes.Node, kind: Any) -> Iterable[Any]:
    return [*([tree] if isinstance(tree, kind) else []), *tree.find_all(kind)]


def _names(
    trees: Sequence[nodes.Template], environment: _Environment, pieces: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Names that each block needs from outside; a nearer body's block stands for the same one further up.

    A block that calls `super()` needs what the one above needs too.
    """
    needed: dict[str, frozenset[str]] = {}
    for tree in reversed(trees):
        for block in tree.find_all(nodes.Block):
            own = _undeclared(block.body, environment, pieces)
            outer = needed.get(block.name, frozenset()) if any(map(_is_super, block.find_all(nodes.Call))) else None
            needed[block.name] = own | (outer or frozenset())
    inner = {block.name: _inner(block.name, trees) for tree in trees for block in tree.find_all(nodes.Block)}
    return {name: frozenset().union(*(needed[each] for each in {name, *inner[name]})) for name in needed}


def _inner(name: str, trees: Sequence[nodes.Template]) -> set[str]:
    """Blocks inside the block `name`, in any of the bodies."""
    return {
        each.name
        for tree in trees
        for block in tree.find_all(nodes.Block)
        if block.name == name
        for each in block.find_all(nodes.Block)
    }


def _undeclared(body: Sequence[nodes.Node], environment: _Environment, pieces: Mapping[str, str]) -> frozenset[str]:
    tree = nodes.Template(list(body), lineno=1)
    tree.environment = environment
    found = set(meta.find_undeclared_variables(tree)) - {"super"}
    for include in tree.find_all(nodes.Include):
        if isinstance(include.template, nodes.Const):
            found |= _undeclared(environment.parse(pieces[include.template.value]).body, environment, pieces)
    return frozenset(found)


def _not_understood(error: TemplateError) -> BadTemplateError:
    line = getattr(error, "lineno", None)
    where = f"line {line} of its body" if line else "its body"
    return BadTemplateError(f"{where} is not understood", line=line or 0)
