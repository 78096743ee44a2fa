"""How sure it is that a listed given name, standing alone, is a person's: names are words, months and places too."""

from __future__ import annotations

from assistant.detect.rules.direct import _frames as frames
from assistant.detect.rules.direct._reading import Found, Name, Reading, is_known, sex_of
from assistant.language import names as lexicon

_ANIMALS = frozenset(
    "dog dogs puppy cat cats kitten hamster rabbit pony horse gerbil goldfish budgie parrot tortoise".split()
)
_NOT_FOR_NOUNS = frozenset(
    "came comes went goes keeps kept takes took gives gave makes made works worked lives lived needs gets got "
    "grew moved stopped started began begins turns turned brings brought arrives arrived died left lost found "
    "isn't wasn't doesn't didn't won't can't cannot helped held carried let stayed needed looks looked feels felt "
    "used called".split()
)
"""What nouns do too: "Hope came", "Summer began"."""
_COPULAS = frozenset(["was", "is", "has", "had", "'s"])
_PLACE_STARTS = frozenset("st. st saint san santa los las fort port new mount lake".split())
_WHEREABOUTS = frozenset("in near outside across east west north south".split())


class Alone(Reading):
    """Judges given names without a surname."""

    def _given_alone(self, i: int) -> Found | None:
        word = self.words[i]
        folded = lexicon.fold(word.text)
        listed = lexicon.given(word.text)
        if listed is None or (is_known(word.text) and listed.frequency == 3):
            return None
        trap = lexicon.traps().get(folded, "")
        score = self._alone_score(i, trap, listed)
        if score < 0.5:
            return None
        form = "nickname" if listed.short else "given"
        return Name(word.start, word.end, form, score, word.text, "", "", sex_of(word.text)), i + 1

    def _alone_score(self, i: int, trap: str, listed: lexicon.Given) -> float:
        framed = self._in_person_frame(i, i + 1)
        human = self._lower(i + 1) in frames.SPEECH
        before = self._lower(i - 1)
        if before in ("the", "a", "an") and not human:
            return 0.0
        if before in _WHEREABOUTS and self._lower(i + 1) != "'s":
            return 0.0
        if before[:1].isdigit() or before in _PLACE_STARTS:
            return 0.0
        if before in ("called", "named") and any(self._lower(k) in _ANIMALS for k in (i - 2, i - 3, i - 4)):
            return 0.0
        if self._hyphen_or_slash(i) or (self._adjacent(i + 1) and self._is_name_shaped(i + 1) and self.titled):
            return 0.0
        if (
            listed.frequency == 3
            and not framed
            and not human
            and (self.titled or lexicon.surname(self.words[i].text) or self._capital_neighbour(i))
        ):
            quiet = not self.titled and not self._capital_neighbour(i) and not trap
            return 0.55 if quiet and self._being_follows(i) else 0.0
        if not trap:
            return 0.9 if framed or human else 0.6 if self.titled else 0.85
        return self._trap_score(i, trap, framed, human)

    def _trap_score(self, i: int, trap: str, framed: bool, human: bool) -> float:
        before = self._lower(i - 1)
        lower = self.words[i].lower
        if self.titled:
            return 0.6 if framed and trap == "word" else 0.0
        if trap == "month":
            return (
                0.75
                if (framed or human) and before not in frames.MONTH_LEADS - {"and", "that", "before", "after"}
                else 0.0
            )
        if trap == "place":
            if before in frames.PLACE_PREPOSITIONS and not human:
                return 0.0
            return 0.8 if framed or human or self._being_follows(i) else 0.0
        if trap == "adjective":
            return 0.8 if framed or human else 0.6 if self._being_follows(i) else 0.0
        if not self._opens(i):
            return 0.0 if before in ("of", "the", "a", "this") and not framed and not human else 0.75
        if lower in frames.UNCOUNTED:
            sure = self._called_a_client(i + 1) or (human and self._lower(i + 1) not in _NOT_FOR_NOUNS)
            return 0.75 if sure else 0.0
        if framed or human:
            return 0.75
        return 0.7 if self._lower(i + 1) in _COPULAS and self._lower(i + 2) != "the" else 0.0

    def _capital_neighbour(self, i: int) -> bool:
        """Part of a longer run of capitalised words, so more likely a title or a place."""
        left = i > 0 and self._adjacent(i) and self._is_name_shaped(i - 1) and not self._opens(i - 1)
        return left or (self._adjacent(i + 1) and self._is_name_shaped(i + 1))

    def _hyphen_or_slash(self, i: int) -> bool:
        text, word = self.view.text, self.words[i]
        before = text[word.start - 1] if word.start else " "
        return before in "/_=#@" or text[word.end : word.end + 1] in ("/", "_", "@", "=")
