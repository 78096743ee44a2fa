"""Invented posts about invented people, as many as are asked for: what the benchmark of archives is made of.

Each post is put together of a frame and values; a seed makes them the same each time. One in three tells of a case, and
the cases come back: about one person in forty posts.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

NAMES = (
    "Araceli Bodil Cosmo Delphine Emrys Fenna Gideon Halima Idris Junia Kasimir Leonie Mirek Nerys Osric Petra"
).split()
WORK = (
    "paramedic vicar plumber nurse teacher barrister florist welder baker pilot midwife farmer dentist librarian cook "
    "postman architect cellist referee signwriter"
).split()
TOWNS = "Leeds Norwich Halifax Whitby Truro Ludlow Hexham Kendal Bridport Stroud Boston Denver Tucson Portland".split()
EVENTS = (
    "lost her job in the flood", "was left at the altar", "won the county prize", "crashed the school minibus",
    "found a brother she never knew", "burnt down the shed", "moved out in one night", "was on the local news",
)  # fmt: skip
CASES = (
    "My client {name}, a {age}-year-old {work} from {town}, {event}. I think of it often.",
    "A {work} I see told me this morning that he {event}. What do you say to that?",
    "“I only feel real when I am driving,” my {age}-year-old client said today. I had no answer.",
    "Saw {name} again today, week {week}. Still the {work} who {event}.",
    "One of my clients ({age}, {work}, two kids) {event}. It changed how I work.",
)
THEORY = (
    "Silence can be the most useful thing in the room, number {week} of things I learnt late.",
    "Rest is not a prize for finishing. Reminder {week} to self and others.",
    "Reading {name} Winterbottom on attachment again, page {week}. Still good.",
    "New paper on sleep and mood out, n = {week}. Small but careful.",
    "Boundaries are kind. That is the post, edition {week}.",
    "Who else finds the {week}th hour of paperwork the hardest?",
)


def posts(count: int, seed: int = 7) -> list[str]:
    """So many texts, each different."""
    chance = random.Random(seed)
    people = [
        {
            "name": chance.choice(NAMES), "age": chance.randint(18, 75), "work": chance.choice(WORK),
            "town": chance.choice(TOWNS), "event": chance.choice(EVENTS),
        }
        for _ in range(max(1, count // 40))
    ]  # fmt: skip
    found = []
    for number in range(count):
        frame = chance.choice(CASES if chance.random() < 1 / 3 else THEORY)
        found.append(frame.format(**chance.choice(people), week=number + 1))
    return found


def archive(folder: Path, count: int, seed: int = 7) -> Path:
    """A folder such as X gives out, with so many posts."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    entries = [
        {
            "tweet": {
                "id_str": str(10**18 + number),
                "created_at": f"Mon Mar {number % 28 + 1:02d} 10:{number % 60:02d}:00 +0000 {2015 + number % 10}",
                "full_text": text,
                "entities": {"hashtags": [], "urls": []},
                "favorite_count": "0",
            }
        }
        for number, text in enumerate(posts(count, seed))
    ]
    path = folder / "data" / "tweets.js"
    path.write_text("window.YTD.tweets.part0 = " + json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
    return folder
