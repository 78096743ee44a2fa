"""Who it is about, said again where the sentence that said so went."""

from __future__ import annotations

import re

from assistant.domain.changes import RewriteRequest
from assistant.rewrite.entities import Naming
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.propose import Wording
from assistant.rewrite.sentence import parse
from assistant.rewrite.strangers import spelt_out

_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


def unintroduced(request: RewriteRequest, chosen: dict[int, Wording], naming: Naming) -> list[tuple[int, str]]:
    """The first case passage that begins with a pronoun although nobody has been introduced before it any more."""
    if not any(w.drops for w in chosen.values()):
        return []
    nouns = "|".join(sorted(CLIENT_NOUNS))
    mark = "’" if "’" in request.draft.text or "'" not in request.draft.text else "'"
    for passage in request.draft.passages:
        if passage.index not in request.case_passages or not passage.role.is_prose:
            continue
        wording = chosen.get(passage.index)
        if wording is not None and wording.drops:
            continue
        if not any(w.drops and i < passage.index for i, w in chosen.items()):
            return []
        text = wording.text if wording else passage.text
        if re.search(
            rf"\b(?:an?|my|the|one|this)(?: [\w-]+)? (?:{naming.cast.noun}|{nouns})\b|\bsome(?:one| people)\b",
            text,
            re.I,
        ):
            return []
        if re.search(r"\b[Hh]e\b", text) and re.search(r"\b[Ss]he\b", text):
            return []  # two people, of whom neither is "a client"
        start = naming.indefinite
        unquoted = _QUOTED.sub(lambda said: "_" * len(said[0]), text)
        inner = re.search(r"\b(she|he)\b", unquoted) if not re.match(r"(?:She|He|They|Her|His)\b", text) else None
        if inner and inner[1] == naming.cast.pronoun and not re.search(r"\b(?:her|his|him)\b", text[: inner.start()]):
            sentence = parse(text)
            rest = spelt_out(text[inner.end() :], sentence, sentence.at(inner.start(), inner.end())[0])
            return [(passage.index, text[: inner.start()] + start + rest)]
        match = re.match(r"(?:She|He)(?=\s|['’](?:s|d|ll|re)\b)", text)
        if match:
            start = naming.indefinite[:1].upper() + naming.indefinite[1:]
            return [(passage.index, start + spelt_out(text[match.end() :], parse(text), 0))]
        if re.match(r"(?:Her|His)\s", text):
            start = naming.indefinite[:1].upper() + naming.indefinite[1:]
            return [(passage.index, f"{start}{mark}s" + text[3:])]
        return []
    return []
