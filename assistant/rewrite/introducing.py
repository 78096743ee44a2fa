"""Who it is about, said again where the sentence that said so went."""

from __future__ import annotations

import re

from assistant.domain.changes import RewriteRequest
from assistant.rewrite.entities import Naming
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.propose import Wording


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
        start = naming.indefinite
        inner = re.search(r"\b(she|he)\b", text) if not re.match(r"(?:She|He|They|Her|His)\b", text) else None
        if inner and inner[1] == naming.cast.pronoun and not re.search(r"\b(?:her|his|him)\b", text[: inner.start()]):
            return [(passage.index, text[: inner.start()] + start + text[inner.end() :])]
        match = re.match(r"(?:She|He)(?=\s|['’](?:s|d|ll|re)\b)", text)
        if match:
            start = naming.indefinite[:1].upper() + naming.indefinite[1:]
            rest = re.sub(r"^['’]s (?!been\b|got\b|had\b)", " is ", text[match.end() :])
            return [(passage.index, start + rest)]
        if re.match(r"(?:Her|His)\s", text):
            start = naming.indefinite[:1].upper() + naming.indefinite[1:]
            return [(passage.index, f"{start}{mark}s" + text[3:])]
        return []
    return []
