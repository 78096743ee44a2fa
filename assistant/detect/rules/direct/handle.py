"""An account name on a social network. Attributes: `sort` (handle), `name`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_HANDLE = re.compile(r"(?<![\w@./])@(?P<name>[A-Za-z_][\w.]{1,29}\b(?:@[\w-]+(?:\.[\w-]+)+)?)")
_SLASHED = re.compile(r"(?<![\w/])(?:/?u/)(?P<name>[A-Za-z0-9_-]{3,20})\b")
_NAMED = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|discord|gamertag|username|user name|handle|screen name|"
    r"bluesky|threads)"
    r"(?: account| name)?(?:,| is|:| was| called| as)+ \"?(?P<name>@?[A-Za-z_.]*(?:\d[\w.]*|_[\w.]+))",
    re.IGNORECASE,
)
_NETWORKS = (
    "insta",
    "snap",
    "tiktok",
    "twitter",
    "discord",
    "gamertag",
    "username",
    "user name",
    "handle",
    "screen name",
    "bluesky",
    "threads",
)
_PUBLIC = frozenset(
    "nhs nhsengland bacp ukcp who apa bps gov youtube mentions everyone channel here samaritans mindcharity".split()
)


def find(view: View) -> Iterator[Match]:
    """Handles."""
    text = view.text
    patterns = [_HANDLE] if "@" in text else []
    if "u/" in text:
        patterns.append(_SLASHED)
    if any(network in view.lower for network in _NETWORKS):
        patterns.append(_NAMED)
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for found in pattern.finditer(text):
            start = found.start("name") if pattern is _NAMED else found.start()
            end = found.end()
            name = found.group("name").lstrip("@").rstrip(".")
            if name.lower() in _PUBLIC or any(s < end and start < e for s, e in taken):
                continue
            taken.append((start, end))
            yield Match(
                start,
                start + len(text[start:end].rstrip(".")),
                "an account name leads straight to someone",
                0.9,
                {"sort": "handle", "name": name},
            )


RULE = Rule(
    id="direct.handle",
    kind=Kind.HANDLE,
    directness=Directness.DIRECT,
    summary="An account name leads to a profile with pictures, friends and whereabouts.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(N) and (R)",
    find=find,
    matches=(
        Example("With thanks to @rexburg_rainbow for the phrase.", ("@rexburg_rainbow",)),
        Example("He posts as u/quiet_welder_77 on there.", ("u/quiet_welder_77",)),
        Example("Her insta is marisol.makes_99 and it's all bread.", ("marisol.makes_99",)),
        Example("Follow him: @kofi@mastodon.example.", ("@kofi@mastodon.example",)),
    ),
    ignores=(
        "Write to us at bookings@example.org before Friday.",
        "Lunch @ 12, shame group @ 2.",
        "Sharing from @nhsengland because it matters.",
        "#socialwork #fostercare and nothing else",
    ),
)
