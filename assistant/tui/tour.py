"""The tour: five steps on an invented draft, each with one thing to try."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the tour: where it is, and what is said there."""

    step: str
    text: str


EXAMPLE = """# When rest feels like theft

My client, a 34-year-old paramedic from Huddersfield, told me this morning that she never sits down. She has twins, \
and her sister in Leeds rings every evening to ask what she has done today.

If you grew up as the one who coped, rest can feel like stealing. Telling yourself to relax won't help much. What \
might help is starting very small: five minutes in a chair, on purpose, noticing who you think you're letting down.
"""
"""Nobody's case: invented for this tour."""

STOPS = (
    Stop(
        "write",
        "1 of 5. An invented draft. Underlined words could give somebody away. The three lines at the top say who "
        "could tell, and from which words; they change while you type. Try it: delete “from Huddersfield”.",
    ),
    Stop(
        "details",
        "2 of 5. Every detail in a list. ↓ goes to the next one; → says it more generally, ← more exactly. "
        "Watch the three lines at the top move.",
    ),
    Stop(
        "details",
        "3 of 5. Now let discreet propose the rest: press Ctrl+R. What you turned stays as you turned it.",
    ),
    Stop(
        "changes",
        "4 of 5. Each change in turn: a accepts, r rejects, e lets you write it yourself, u takes it back.",
    ),
    Stop(
        "finish",
        "5 of 5. How it stands now, and what is left to do. Ctrl+S saves the result beside your file; your own file "
        "is never changed. That is all: Ctrl+N begins your own page.",
    ),
)
"""In this order."""
