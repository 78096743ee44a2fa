"""How much particular a clause states: what makes a common act one that its person would know again."""

from __future__ import annotations

from assistant.detect.rules.episodic._frame import NOUNS, Act
from assistant.detect.view import View

_VAGUE = frozenset(
    "time times way ways thing things session sessions therapy therapist client clients work life week weeks "
    "month months year years day days "
    "lot bit help support feelings feeling anxiety depression sense kind sort part people person room question "
    "questions something "
    "anything everything nothing someone anyone moment word words problem problems issue issues trauma grief "
    "self relationship "
    "relationships treatment counselling service minute minutes first last hour appointment "
    "conflict anger fear shame guilt control contact progress change changes responsibility blame hope trust "
    "attention energy silence pain loss boundaries boundary limits limit pattern patterns skills skill tools goal "
    "goals safety space place point end beginning experience experiences need needs stress confidence esteem mind "
    "attachment emotions emotion behaviour behavior care choice choices truth story stories idea ideas reason "
    "progress process sleep worry worries thought thoughts patience courage strength distance pressure".split()
)
_TURNS = frozenset("back away twice thrice again upstairs downstairs inside outside overboard aloud alone".split())
_SELF = frozenset("herself himself themselves themself".split())
_RANKED = ("first", "second", "third", "last", "only")


def richness(view: View, first: int, end: int) -> int:
    """Nouns that are not vague count one, names and numbers two, a turn ("back", "twice") or "herself" one."""
    words, tags = view.words, view.tags
    rich = 0
    for index in range(first, min(end, len(words))):
        lower = words[index].lower
        if tags[index] in ("NNP", "NNPS", "CD"):
            rich += 2
        elif (
            (tags[index] == "JJ" and lower in _RANKED)
            or (tags[index] in NOUNS and lower not in _VAGUE)
            or lower in _SELF
            or (lower in _TURNS and tags[index] in ("RB", "RP", "IN"))
        ):
            rich += 1
    return rich


def of_act(view: View, act: Act) -> int:
    """Richness of what follows the act's main verb."""
    return richness(view, act.main + 1, act.end)
