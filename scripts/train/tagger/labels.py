"""What the tagger says of a token: independent yes/no outputs, so that a name may lie inside an event.

Each data set teaches only the outputs that its annotators looked for; the loss leaves out the others.
"""

from __future__ import annotations

KINDS = (
    "person-name", "contact", "record-number", "handle", "address", "place", "organisation", "age", "date", "time",
    "recency", "duration", "count", "sex", "ethnicity", "nationality", "language", "religion", "sexuality", "family",
    "occupation", "education", "physical", "health", "medication", "procedure", "legal", "money", "possession",
    "event", "speech", "moment",
)  # fmt: skip
"""discreet's own kinds (assistant.domain.details.Kind), whoever they are about."""

CASE = "case"
"""The token is part of a detail of the case, not of the author, a theorist or people in general."""

TELLS = "tells"
"""The whole text tells of somebody's case; taught on every token, read as the mean over all of them."""

STANDS = "stands"
"""The sentence would make sense, and belong in the text, without all that is told of the case (stands.md)."""

COURT = ("PERSON", "CODE", "LOC", "ORG", "DEM", "DATETIME", "QUANTITY", "MISC")
"""The types of the Text Anonymization Benchmark, as `court:TYPE`; `court:mask` is its DIRECT or QUASI."""

NEWS = ("PER", "LOC", "ORG", "MISC")
"""Named entities as news corpora annotate them, as `news:TYPE`."""

OUTPUTS = (
    *KINDS,
    CASE,
    *(f"court:{t}" for t in COURT),
    "court:mask",
    *(f"news:{t}" for t in NEWS),
    TELLS,
    STANDS,
)
INDEX = {name: number for number, name in enumerate(OUTPUTS)}
