"""From a plan to changes: what the person sees, and what they can rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.domain.changes import Source, Strategy
from assistant.domain.ports import Answer, Status, Window
from assistant.domain.text import Draft, Edit, Passage, Role, Span, apply_edits
from assistant.rewrite.check import Context, check
from assistant.rewrite.entities import name_people
from assistant.rewrite.introducing import unintroduced
from assistant.rewrite.people import Cast
from assistant.rewrite.propose import Wording
from assistant.rewrite.removing import removals
from assistant.rewrite.rewriter import rewrite
from tests.rewrite.cases import case, rewritten

NURSE = "My client, a [34-year-old|age] [nurse|occupation] from [Leeds|place], cried when her sister rang."


class Parrot:
    """A model that always answers the same and likes what it says."""

    def __init__(self, says: str | None, status: Status = Status.DONE) -> None:
        self.says, self.status = says, status
        self.seen: list[Window] = []

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        self.seen += windows
        return [Answer(self.says, self.status) for _ in windows]

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        return [0.0 if text == self.says else -4.0 for _, text in pairs]


@pytest.mark.parametrize(
    ("draft", "generalised"),
    [
        (NURSE, "My client cried when her sister rang."),
        ("[Tom|person-name] hates Mondays. [Tom|person-name] says so.", "A client hates Mondays. He says so."),
        (
            "My client [Ruth|person-name] writes lists. [Ruth|person-name] keeps her lists.",
            "My client writes lists. She keeps her lists.",
        ),
        ("She rang her sister [Anna|person-name|@her sister] and hung up.", "She rang her sister and hung up."),
        ("Danny, [15|age], hasn't been to school since [November|date].", "Danny hasn't been to school for a while."),
    ],
)
def test_identifying_words_go_and_the_sentence_stays_whole(draft: str, generalised: str) -> None:
    if "Tom" in draft:
        draft += " He is [34|age]."
    assert rewritten(draft) == generalised


@pytest.mark.parametrize(
    ("draft", "pattern"),
    [
        (NURSE, "A client may cry when their sister rings."),
        ("My client told me [this morning|recency] that she hates Mondays.", "A client may come to hate Mondays."),
        (
            "She's on [40 mg citalopram|medication] and still can't face people.",
            "Some people are on medication and still can't face people.",
        ),
        (
            "[Last week|recency] a boy in my class threw a chair and walked out.",
            "A pupil in my class may throw a chair and walk out.",
        ),
    ],
)
def test_an_episode_becomes_a_possibility(draft: str, pattern: str) -> None:
    assert rewritten(draft, Strategy.PATTERN) == pattern


def test_an_episode_is_put_as_a_possibility_altogether_or_not_at_all() -> None:
    whole = rewritten(
        "My client is [34|age] and cried. I would have cried too, and she used to be calm.", Strategy.PATTERN
    )
    assert "may" not in whole


def test_what_the_author_thinks_is_left_as_it_is() -> None:
    text = rewritten(NURSE + " ~I have wondered since then what families are for.", Strategy.PATTERN)
    assert text.endswith(" I have wondered since then what families are for.")


def test_the_same_request_gives_the_same_changes() -> None:
    request = case(NURSE, Strategy.PATTERN)
    assert rewrite(request) == rewrite(request)


def test_changes_lie_in_order_and_never_overlap_and_quote_what_they_replace() -> None:
    request = case(
        NURSE + " She lives in [Hull|place|a port] with her dog. [Tom|person-name] rang [yesterday|recency]."
    )
    changes = rewrite(request).changes
    assert len(changes) == 3
    assert all(a.span.end <= b.span.start for a, b in pairwise(changes))
    assert all(c.before == c.span.of(request.draft.text) for c in changes)
    assert all(check.passed for c in changes for check in c.checks)


def test_a_change_covers_the_words_that_change_and_no_more() -> None:
    request = case("She walked home and cried all the way from [Leeds|place].")
    (change,) = rewrite(request).changes
    assert (change.before, change.after) == (" from Leeds", "")


def test_a_wording_that_was_turned_down_does_not_come_back() -> None:
    request = case(NURSE)
    (change,) = rewrite(request).changes
    again = rewrite(replace(request, rejected={change.span: (change.after,)}))
    assert all(c.after != change.after or c.span != change.span for c in again.changes)


def test_what_no_rule_can_word_is_named_and_not_passed_over() -> None:
    request = case("[This morning|recency] was hard for her.")
    result = rewrite(request)
    assert not result.changes
    assert [u.span.of(request.draft.text) for u in result.unresolved] == ["This morning"]
    assert result.unresolved[0].why


def test_words_that_are_to_be_kept_stay() -> None:
    request = case(NURSE)
    at = request.draft.text.index("nurse")
    kept = replace(request, draft=replace(request.draft, keeps=(Span(at, at + 5),)))
    result = rewrite(kept)
    text = apply_edits(request.draft.text, [Edit(c.span, c.after) for c in result.changes])
    assert "nurse" in text
    assert "d1" in {u.detail for u in result.unresolved}


def test_outside_the_case_only_direct_identifiers_go() -> None:
    text = rewritten("~[Tom|person-name] and I trained in [Leeds|place].")
    assert "Tom" not in text
    assert "Leeds" in text


def test_a_declared_pseudonym_keeps_its_case() -> None:
    draft = "A lad I'll call [Jay|declared-pseudonym] punched a wall [yesterday|recency]."
    assert rewritten(draft, Strategy.PATTERN) == "A lad I'll call Jay punched a wall."


def test_a_paragraph_that_goes_leaves_no_gap() -> None:
    text = rewritten(
        "A client came back after a long while away.\n\n“[Whatever|speech],” "
        "she said.\n\n~Then came spring. ~It stayed. ~It went."
    )
    assert text == "A client came back after a long while away.\n\nThen came spring. It stayed. It went."


def test_a_name_under_a_text_is_left_out_and_not_signed_by_the_client() -> None:
    text = rewritten("I rang the cowbell. It was loud, and I was glad.\n\n[Dale Hartnell|person-name]")
    assert text.strip() == "I rang the cowbell. It was loud, and I was glad."
    assert rewritten("[Tom|person-name] rang the bell.") == "A client rang the bell."


def test_two_last_paragraphs_that_go_do_not_share_a_blank_line() -> None:
    text = "A client came back.\n\nShe cried.\n\nI cried."
    ends = (0, 21, 33, 41)
    passages = tuple(Passage(i, Span(a, b), text[a:b], Role.BODY, i) for i, (a, b) in enumerate(pairwise(ends)))
    (one, _), (two, _) = removals(Draft("draft.txt", "text", text, passages), {1, 2})
    assert one.end <= two.start
    assert text[: one.start] + text[one.end : two.start] + text[two.end :] == "A client came back.\n\n"


def test_a_model_s_wording_is_taken_when_it_passes_the_checks() -> None:
    request = case(NURSE)
    model = Parrot("My client cried once her sister rang.")
    (change,) = rewrite(request, model).changes
    assert change.source is Source.MODEL
    assert model.seen[0].whole
    assert {m.kind for m in model.seen[0].marks} == {"age", "occupation", "place"}


@pytest.mark.parametrize(
    "says",
    [
        "My client, a nurse from Leeds, cried when her sister rang.",
        "My client from Bradford cried when her sister rang.",
        "My client, 42, cried when her sister rang.",
        "My client never cried when her sister rang.",
        "A person cried when a relative rang.",
        "My client cried when her sister\nrang.",
        "",
    ],
)
def test_a_model_s_wording_that_leaks_invents_turns_or_jars_is_not_shown(says: str) -> None:
    (change,) = rewrite(case(NURSE), Parrot(says)).changes
    assert change.source is not Source.MODEL


def test_a_model_that_fails_leaves_the_rules_wording() -> None:
    (change,) = rewrite(case(NURSE), Parrot(None, Status.FAILED)).changes
    assert change.source is Source.RULE


def test_a_name_said_outright_goes_with_the_words_that_say_it() -> None:
    draft = "A woman came late. Her name was [Bev|person-name], she keeps hens and she is never late for them."
    assert rewritten(draft) == "A woman came late. She keeps hens and she is never late for them."


def test_a_couple_is_told_of_and_not_put_as_a_possibility() -> None:
    draft = "I saw a couple. She couldn't stop him and couldn't say why he [flew kites|event]."
    assert "them" not in rewritten(draft, Strategy.PATTERN)


def test_two_who_are_named_as_a_pair_are_a_couple() -> None:
    draft = "I saw [Mr and Mrs Hale|person-name] often. He sang and she did not."
    assert rewritten(draft) == "I saw a couple often. He sang and she did not."


def test_a_colleague_of_the_author_is_not_the_client_s() -> None:
    name = "[Tomasz|person-name|@a colleague]"
    draft = f"My client says that he hums. My colleague {name} rang.\n\nThen {name} hummed too."
    assert rewritten(draft) == "My client says that he hums. My colleague rang.\n\nThen my colleague hummed too."


def test_one_minute_is_how_long_and_not_when() -> None:
    draft = "My client gave it one minute, and I spend one minute on my notes."
    assert rewritten(draft, Strategy.PATTERN).count("one minute") == 2


def test_a_clause_goes_with_its_brackets() -> None:
    draft = "One of them, who's [15|age] and [pregnant|health] (nobody at home knows), was at the till with a friend."
    assert rewritten(draft) == "One of them was at the till with a friend."


def test_too_little_is_left_of_a_sentence_that_said_with_whom() -> None:
    context = Context("I sat with someone.", (), (), (), (), Strategy.GENERALISE, 0, False)
    assert [v.message for v in check("I sat.", context) if not v.passed] == ["Too little is left."]


@pytest.mark.parametrize(
    ("draft", "reads"),
    [
        ("Joan spoke. She'd been a cook; she sang.", "A client had been a cook; she sang."),
        ("Joan spoke. I said that I knew, and I said “she fed the hens”.", ""),
        ("Joan spoke. He had lost a job, and she had gone back to work.", ""),
    ],
)
def test_who_was_never_brought_in_is_brought_in_where_one_person_is_meant(draft: str, reads: str) -> None:
    request = case(draft)
    gone = {0: Wording("", Source.RULE, (), (), True)}
    found = dict(unintroduced(request, gone, replace(name_people(request), cast=Cast("she", "client"))))
    assert found.get(1, "") == reads
