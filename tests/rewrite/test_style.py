"""Every style rule does to its own examples what it says, and refuses what it says it refuses."""

from __future__ import annotations

import pytest

from assistant.rewrite.repair import mend
from assistant.rewrite.style import CLIMBS, CUTS, rules
from assistant.rewrite.style.notation import read
from assistant.rewrite.style.rule import StyleRule

RULES = rules(CUTS + CLIMBS)


def carried_out(rule: StyleRule, notation: str) -> tuple[str, int]:
    """The passage after the rule was tried on every spot, and how many spots it left."""
    marked = read(notation)
    before = marked.text
    for _ in range(len(marked.spots)):
        for spot in marked.spots:
            region = rule.apply(marked, spot)
            if region is not None:
                marked = marked.apply(region)
                break
    return mend(marked.text, before), len(marked.spots)


@pytest.mark.parametrize(("rule", "before", "after"), [(rule, *example) for rule in RULES for example in rule.examples])
def test_an_example_comes_out_as_written(rule: StyleRule, before: str, after: str) -> None:
    assert carried_out(rule, before) == (after, 0)


@pytest.mark.parametrize(("rule", "sentence"), [(rule, s) for rule in RULES for s in rule.refuses])
def test_what_a_rule_refuses_stays(rule: StyleRule, sentence: str) -> None:
    assert carried_out(rule, sentence)[0] == read(sentence).text
