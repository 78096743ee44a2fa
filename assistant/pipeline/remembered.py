"""What a rewriting learnt that holds for whatever is decided about it: what a model told, and what to know of a writer.

Promises: a reason that a model gave counts wherever its words stand in the text; a pass that was not finished leaves
nothing concluded, however little of the rewriting is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.domain.ports import Insight
from assistant.domain.text import Draft, Passage
from assistant.pipeline.noticing import found_in, standing_in, with_insight
from assistant.pipeline.values import Analysis, Learnt, Options, Result
from assistant.pipeline.wishes import without_what_is_none

Rewrite = Callable[[Options], Result]
Tell = Callable[[str, int, int], None]


def rewritten_with(
    insight: Insight, draft: Draft, passages: Sequence[Passage], options: Options, rewrite: Rewrite, tell: Tell
) -> Result:
    """What `rewrite` makes of `draft` with what `insight` notices in `passages`; what it tells of it is tried again."""
    looked = insight.look(draft, passages)
    learnt = Learnt(looked, notices=looked.notices)
    result = rewrite(with_learnt(options, learnt))
    tell("attacking", 0, 1)
    attacked = insight.attack(result.text)
    learnt = replace(learnt, attacked=attacked)
    again = found_in(draft, attacked)
    if again:
        learnt = replace(learnt, notices=(*looked.notices, *again))
        result = rewrite(with_learnt(options, learnt))
        second = insight.attack(result.text)
        found = tuple(dict.fromkeys((*second.found, *attacked.found)))
        learnt = replace(learnt, attacked=replace(second, found=found))
    return _raised(replace(result, learnt=learnt), learnt, options)


def with_learnt(options: Options, learnt: Learnt | None) -> Options:
    """The options, with the words that a model noticed."""
    return options if learnt is None else replace(options, notices=(*options.notices, *learnt.notices))


def now_asked(before: Analysis, fresh: Analysis, options: Options) -> Analysis:
    """`before`, from which a rewriting was made, as it is judged with what is asked for now (`fresh`).

    Its details keep their numbers, by which changes name them.
    """
    details = without_what_is_none(before.details, options.not_details)
    return replace(before, details=details, risk=fresh.risk, region=fresh.region)


def remembered(made: Result, result: Result, options: Options) -> Result:
    """`made`, a part of `result`, with what was learnt when `result` was rewritten."""
    made = replace(made, learnt=result.learnt)
    if made.changes:
        from assistant.pipeline.retelling import READ_IT, with_warning  # a check needs none of it

        made = with_warning(made) if READ_IT in result.risk.notes else made
    return made if result.learnt is None else _raised(made, result.learnt, options)


def _raised(made: Result, learnt: Learnt, options: Options) -> Result:
    return with_insight(made, options, learnt.looked, standing_in(made.text, learnt.attacked))
