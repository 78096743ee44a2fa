"""Why a reader could tell, by the id of the rule that says so: for reports that hold no word of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

REASONS: Mapping[str, str] = {
    "floor.full-name": "A full name is there.",
    "floor.contact": "It says how to reach or look up somebody.",
    "floor.first-name": "A first name or initials are there.",
    "floor.name-of-another": "Somebody close to the client is named.",
    "floor.exact-date": "An exact date can be looked up.",
    "floor.age-over-89": "Very few people are that old.",
    "floor.small-place": "Few people live in a place that it names.",
    "floor.small-organisation": "Few people belong to an organisation that it names.",
    "floor.moment": "It tells of something between you and the client.",
    "floor.own-words": "It holds the client’s own words.",
    "floor.own-words-in-context": "The client’s own words, or a moment between you, stand together with the rest.",
    "floor.event": "It tells of something that people would remember.",
    "floor.event-in-context": "What happened stands together with the rest.",
    "floor.scene": "A scene is told in enough detail to be known again.",
    "floor.recency": "It says that this was only just now.",
    "floor.three-or-more": "There are three or more uncommon facts about one person.",
    "retold": "The story keeps its course.",
    "crowd": "All of it together fits few people.",
    "closed": "discreet can’t judge this text.",
}
"""A sentence for every rule of the risk model."""


def reasons(rules: Iterable[str]) -> list[str]:
    """The sentences of these rules, each once, those that say more first."""
    wanted = set(rules)
    return [text for rule, text in REASONS.items() if rule in wanted]
