"""Jobs that no list has, seen by their shape: "mushroom picker", "sousaphone repairer", "crofter".

A title is taken for one where the sentence says that somebody is it, or stands it beside them, and where it ends like
the name of somebody who does something. Words that say how people are ("listener", "people pleaser") are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rules.quasi._context import ARTICLES, PEOPLE, Context

_ENDINGS = (
    "smith", "wright", "monger", "keeper", "maker", "driver", "worker", "cleaner", "fitter", "picker", "packer",
    "dealer", "herder", "breeder", "trainer", "planner", "manager", "seller", "builder", "hand", "fisherman",
    "ologist", "ographer", "ician", "woman", "man", "person", "eer", "sman", "clown", "rigger", "roofer", "farmer",
    "tuner", "grower", "dresser", "minder", "warden", "ranger", "guide", "clerk", "cook", "chef", "nun", "monk",
    "er", "or", "ist", "ian",
)  # fmt: skip
_LAST_TWO = frozenset(ending[-2:] for ending in _ENDINGS) | {"op"}
_SURE = tuple(ending for ending in _ENDINGS if len(ending) > 3)
_NOT_JOBS = frozenset(
    """
listener reader fighter survivor worrier pleaser thinker talker sleeper lover loner eater believer member partner
stranger winner loser quitter beginner drinker smoker user learner newcomer outsider insider teenager youngster
sufferer overthinker hoarder foreigner prisoner sister mother father brother daughter customer visitor number matter
over under never ever after other another either neither rather whether together however later earlier older younger
bigger smaller better lesser former latter fewer longer harder softer closer further starter reminder trigger
monster disaster chapter letter paper answer corner shelter winter summer weather leather river finger shoulder
dinner supper water power anger danger hunger wonder cancer fever order border manner offer buyer caller seeker keeper
carer helper speaker listener founder leader follower supporter dreamer achiever perfectionist pessimist optimist
realist feminist activist atheist narcissist racist sexist twist list wrist fist mist resident doctor major minor
junior senior error mirror terror horror humor honor color colour flavour behaviour neighbour labor favor author
actor factor sponsor ancestor victor visitor mentor tutor donor survivor competitor human woman man christian
vegetarian guardian comedian civilian historian librarian asian italian indian russian canadian brazilian egyptian
quarter metre meter litre liter centre center theatre theater character computer printer counter container
computer freezer cooker heater toaster sweater jumper trainer slipper blanket hammer ladder bladder liver ulcer tumor
tumour blister plaster poster folder binder marker highlighter pointer filter adapter charger timer buffer barrier
career deer beer cheer peer volunteer pioneer engineer fear tear bear year ear gear dear near clear rear wear
tester burger chapter semester quarter register cluster master disorder folder bother pepper butter copper silver
person patient client parent student child carer therapist counsellor counselor psychologist psychotherapist
supervisor teacher writer runner swimmer dancer singer painter killer murderer abuser perpetrator offender stalker
bully liar hugger sharer pleaser joker gambler drinker spender saver sleeper riser mover goer doer planner
stickler burden garden hidden sudden sibling elder founder toddler preteen commoner settler
""".split()
)
"""Words that end like titles and say something else, or what someone is rather than does."""
PLAYERS = frozenset(
    "fencer gymnast rower jockey wrestler swimmer sprinter quarterback linebacker pitcher cheerleader "
    "sousaphonist goalkeeper "
    "striker winger midfielder prop hooker footballer cricketer netballer boxer kickboxer figure-skater diver".split()
)
_COMPOUND_TRAITS = frozenset(
    "people cat dog movie music book coffee tea night morning late early heavy light deep slow fast quick good bad "
    "great big conversation mood game self party fellow founding family team regular frequent non lifelong keen".split()
)


def unknown(seen: Context) -> Iterator[tuple[int, int, float]]:
    """First word, last word (not included) and how sure, for each title that the lists don't have."""
    for i, (low, tag) in enumerate(zip(seen.lows, seen.view.tags, strict=True)):
        if tag not in ("NN", "JJR") or low[-2:] not in _LAST_TWO:
            continue
        known = low in PLAYERS or (low.endswith(_ENDINGS) and low not in _NOT_JOBS)
        if not known or len(low) < 5 or low in PEOPLE:
            continue
        if not low.isalpha() and not low.startswith("ex-"):
            continue
        if seen.tag(i + 1) in ("NN", "NNS", "NNP", "POS") or seen.low(i + 1) == "-":
            continue
        first = i
        while seen.tag(first - 1) == "NN" and seen.low(first - 1).isalpha() and seen.low(first - 1) not in PEOPLE:
            first -= 1
        at = seen.determiner(first)
        if at is None or seen.low(at) not in ARTICLES:
            continue
        if any(seen.low(j) in _COMPOUND_TRAITS or seen.tag(j) in ("JJR", "JJS") for j in range(at + 1, i)):
            continue
        if low in PLAYERS:
            yield first, i + 1, 0.65
            continue
        said = seen.predicative(first) or seen.appositive(first)
        if said and seen.low(at - 1) in ("is", "was", "'s", "be", "it", "this", "that") and _of_thing(seen, at - 1):
            continue
        compound = first < i
        if said and (compound or low.endswith(_SURE)):
            yield first, i + 1, 0.75 if compound else 0.7
        elif said and _of_someone(seen, at):
            yield first, i + 1, 0.6
        elif compound and low.endswith(_SURE) and len(low) > 5:
            yield first, i + 1, 0.55


def _of_thing(seen: Context, be: int) -> bool:
    """ "It's a starter", "this is a reminder": said of a thing."""
    return seen.low(be - 1) in ("it", "this", "that", "there", "which", "what", "here")


def _of_someone(seen: Context, at: int) -> bool:
    """Whether a pronoun or a word for one person is what the noun is said of."""
    before = {seen.low(j) for j in range(max(0, at - 4), at)}
    return bool(before & ({"he", "she", "who", "i"} | PEOPLE))
