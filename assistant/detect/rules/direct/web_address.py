"""The address of a page that could hold somebody's profile, post, appeal or obituary. Attribute: `sort` (url).

Links to organisations, articles and papers are no details: a link counts when it leads to a person's page on a network,
to an appeal or memorial, or when its path holds a listed given name with a surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.language.names import given_names, surnames, traps

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"]*[^\s<>()\".,;:!?']|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|me|uk|"
    r"social)/[^\s<>()\"]*[^\s<>()\".,;:!?']",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?:facebook\.com|fb\.com|instagram\.com|twitter\.com|//x\.com|^x\.com|tiktok\.com|snapchat\.com/add|"
    r"linkedin\.com/in|"
    r"threads\.net|bsky\.app/profile|reddit\.com/u(?:ser)?|strava\.com/athletes|onlyfans\.com|linktr\.ee|vk\.com|"
    r"pinterest\.\w+|youtube\.com/@|t\.me|discord\.\w+|mastodon\.\w+/@|[\w.-]+\.social/@|flickr\.com/people)/?[\w@]",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"gofundme|justgiving|crowdfunder|legacy\.com|muchloved|tribute|obituar|memorial|funeral-?notices|dignity",
    re.IGNORECASE,
)
_PUBLIC_PAGES = re.compile(
    r"facebook\.com/(?:groups|events|help)|twitter\.com/(?:search|hashtag)|linkedin\.com/(?:company|jobs)",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Match]:
    """Links to people."""
    text = view.text
    if "/" not in text and "www." not in view.lower:
        return
    for found in _URL.finditer(text):
        address = found.group()
        if _PUBLIC_PAGES.search(address):
            continue
        if _PROFILE.search(address) or _APPEAL.search(address) or _names_somebody(address):
            yield Match(found.start(), found.end(), "a link leads straight to someone's page", 0.9, {"sort": "url"})


def _names_somebody(address: str) -> bool:
    """Whether the path holds "given-surname", both only names."""
    path = re.sub(r"^(?:https?://)?[^/]*", "", address).lower()
    parts = re.split(r"[^a-z]+", path)
    return any(
        a in given_names()
        and a not in traps()
        and given_names()[a].frequency < 3
        and b in surnames()
        and len(b) > 3
        and b not in given_names()
        for a, b in pairwise(parts)
    ) and not re.search(r"book|author|product|article|doi|press", address)


RULE = Rule(
    id="direct.web_address",
    kind=Kind.HANDLE,
    directness=Directness.DIRECT,
    summary="A link to somebody's page names them, whatever the text around it leaves out.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(N)",
    find=find,
    matches=(
        Example(
            "Her page is https://www.instagram.com/halina.bakes if you like bread.",
            ("https://www.instagram.com/halina.bakes",),
        ),
        Example(
            "They raised it through www.gofundme.com/f/new-lathe-for-dad in a week.",
            ("www.gofundme.com/f/new-lathe-for-dad",),
        ),
        Example(
            "See https://townpaper.example/news/araceli-okonkwo-wins-gold for the photo.",
            ("https://townpaper.example/news/araceli-okonkwo-wins-gold",),
        ),
    ),
    ignores=(
        "The framework is at https://www.bacp.co.uk/events-and-resources/ethics now.",
        "See https://www.local.gov.uk/our-support/partners-care-and-health on the site.",
        "Join us: https://www.facebook.com/groups/trainees",
        "He and/or she may come.",
    ),
)
