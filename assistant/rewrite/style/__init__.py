"""Style rules, one a module, in the order in which they are tried: the gentlest way of leaving words out first."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from assistant.rewrite.style.rule import StyleRule

CUTS = (
    "perfect_duration",
    "plain_count",
    "cut_parenthesis",
    "cut_relative_clause",
    "cut_fronted",
    "cut_apposition",
    "cut_clause",
    "cut_predicate",
    "cut_time_adverbial",
    "cut_coordinate",
    "cut_prepositional",
    "cut_premodifier",
    "cut_beside_role",
    "cut_scene",
    "attribute_to_role",
    "someone_who",
)
"""Rules that leave the words of one spot out, tried in this order."""

CLIMBS = ("speech_to_gist", "appointment_to_role", "medication", "only_or_first", "someone_who", "climb")
"""Rules that say the words of one spot more generally, tried in this order."""


@cache
def rules(names: tuple[str, ...]) -> tuple[StyleRule, ...]:
    """The rules of the modules called `names`."""
    return tuple(import_module(f"{__name__}.{name}").RULE for name in names)
