"""Acts of saying: verbs that bring somebody's words, and who says them to whom."""

from __future__ import annotations

from assistant.detect.rules.episodic._frame import Act, By
from assistant.detect.view import View

SAY = frozenset(
    "say tell ask reply answer add write text email message shout whisper yell mutter mumble murmur remark "
    "explain admit "
    "announce joke sign insist repeat demand scream go note respond snap sigh call declare protest wonder shrug "
    "confess "
    "observe beg plead hiss cry exclaim".split()
)
"""Verbs that stand beside a quotation."""

REPORT = frozenset(
    "say tell ask reply answer admit explain mention report confess insist reveal claim complain promise joke "
    "warn announce "
    "swear deny describe confide disclose recall remember declare let repeat agree add remark".split()
)
"""Verbs that bring a reported clause."""

WITH_PLAIN_CLAUSE = frozenset(
    "say tell admit explain reply insist swear claim joke confess promise warn reveal complain".split()
)
"""Verbs after which the clause may stand without "that"."""

REASON_WORDS = "their own words: the person would know them at once"
REASON_REPORTED = "near to their own words: the person would recognise what they said"


def author_attributes(act: Act | None, **more: str) -> dict[str, str | int | float | bool]:
    """Attributes of a match; `by` is "author" where the author speaks or acts."""
    found: dict[str, str | int | float | bool] = dict(more)
    if act is not None and act.by is By.AUTHOR:
        found["by"] = "author"
    return found


def saying_verb(view: View, act: Act) -> bool:
    """Whether the act brings words: "said", "goes", "was like"."""
    if act.lemma == "be":
        words = view.words
        return act.main + 1 < len(words) and words[act.main + 1].lower == "like"
    return act.lemma in SAY
