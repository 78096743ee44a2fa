"""From a plan to the changes that the person sees: wordings are gathered, checked, ranked, and trimmed to what changes.

Promises: deterministic; every detail that the plan moves ends in a change or in an `Unresolved` with a plain reason;
only characters inside passages change; keeps and points stay; a wording that was turned down never comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.domain.changes import Change, Declined, RewriteRequest, Rewritten, Source, Strategy, Unresolved
from assistant.domain.details import Directness, Kind
from assistant.domain.ports import Ranker, WritingModel
from assistant.domain.text import Draft, Passage, Role, Span
from assistant.rewrite.asking import Asked, ask
from assistant.rewrite.check import Context, check, fits
from assistant.rewrite.cohesion import settled
from assistant.rewrite.dropping import is_background, is_signature, leans_on_previous, may_go
from assistant.rewrite.entities import Naming, name_people
from assistant.rewrite.episodes import as_possibilities
from assistant.rewrite.introducing import unintroduced
from assistant.rewrite.line import lines_of
from assistant.rewrite.marked import Marked, Spot
from assistant.rewrite.nameless import nameless
from assistant.rewrite.propose import Wording, careful, wordings
from assistant.rewrite.rank import cost
from assistant.rewrite.removing import removals
from assistant.rewrite.spots import is_soft, mark, names_that_go, outside
from assistant.rewrite.style import CLIMBS, CUTS, rules
from assistant.rewrite.style.speech_to_gist import about_speech
from assistant.rewrite.trim import change_between
from assistant.rewrite.variants import variants

NO_WORDING = "No wording that reads well was found; look here, or leave the sentence out."
MOST_DROPPED = 0.45
"""Part of the case's characters that may be left out as whole sentences."""
LEAST_WORDS = 8
"""Words that have to be left of a draft."""
KEPT = "You asked to keep these words."


def rewrite(request: RewriteRequest, model: WritingModel | None = None, ranker: Ranker | None = None) -> Rewritten:
    """Carry out the plan of `request`; with a model, its wordings are weighed beside those of the rules.

    With a `ranker` and no model, the rules try more ways, and what reads best of them is taken.
    """
    return _Rewriting(request, model, ranker).run()


class _Rewriting:
    """One draft while it is worded anew."""

    def __init__(self, request: RewriteRequest, model: WritingModel | None, ranker: Ranker | None = None) -> None:
        self.request, self.model, self.ranker = request, model, ranker
        self.naming: Naming = name_people(request)
        self.all_marked = mark(request)
        self.marked = self.all_marked
        if request.strategy is Strategy.PATTERN:
            self.marked = {
                i: replace(m, spots=tuple(s for s in m.spots if not is_soft(s))) for i, m in self.marked.items()
            }
        self.names = names_that_go(request)
        self.chosen: dict[int, Wording] = {}
        self.declined: dict[int, str] = {}
        self.contexts: dict[int, Context] = {i: self._context(i) for i in self.marked}

    def run(self) -> Rewritten:
        passages = self.request.draft.passages
        candidates = {i: self._candidates(passages[i]) for i in sorted(self.marked)}
        tried = self._with_variants(candidates)
        asked = ask(self.request, self.marked, tried, self.naming, self.model, self.ranker)
        candidates = {i: tried[i] if i in asked.ranked else planned for i, planned in candidates.items()}
        for i in sorted(self.marked):
            best = self._best(passages[i], candidates[i], asked)
            if best is not None:
                self.chosen[i] = best
        self._drop_what_leans()
        self._keep_enough(candidates)
        if self.request.strategy is Strategy.PATTERN:
            self.chosen = as_possibilities(self.request, self.chosen, self.naming, self._fits)
            self._settle_what_stayed_a_report(asked)
        self._introduce()
        self._settle()
        self._leave_something()
        return self._rewritten()

    # --- wordings -------------------------------------------------------------------------------------------------

    def _candidates(self, passage: Passage) -> list[Wording]:
        marked = self.marked[passage.index]
        return wordings(marked, self.naming, passage.span.start) if marked.spots else []

    def _with_variants(self, planned: dict[int, list[Wording]]) -> dict[int, list[Wording]]:
        """More ways of putting each passage, for a ranker to choose from; without one, none."""
        if self.ranker is None or self.model is not None:
            return planned
        tried = dict(planned)
        for i, wordings_ in planned.items():
            passage = self.request.draft.passages[i]
            others = variants(self.marked[i], self.naming, passage.span.start, wordings_)
            tried[i] = [*wordings_, *(w for w in others if self._fits(i, w))]
        return tried

    def _best(self, passage: Passage, candidates: list[Wording], asked: Asked) -> Wording | None:
        """The wording that passed and reads best; leaving the passage out where that serves better than a half."""
        marked = self.marked[passage.index]
        if not marked.spots:
            return None
        if is_signature(self.request.draft, passage, marked) and self._allowed(passage, ""):
            return Wording("", Source.RULE, ("drop-sentence",), (), True)
        told = [w for w in asked.wordings.get(passage.index, []) if self._fits(passage.index, w)]
        self._say_what_was_declined(passage.index, asked, told)
        good = told + [w for w in candidates if not w.drops and self._fits(passage.index, w)]
        chosen = [_bare(s.options[0]) for s in marked.spots if s.chosen]
        good = [w for w in good if all(text in w.text.lower() for text in chosen)] or good
        ranked = sorted(
            good,
            key=lambda w: (
                len(w.open),
                cost(
                    w.text.strip(),
                    passage.text.strip(),
                    bold=w.bold,
                    general=sum(any(o.lower() in w.text.lower() for o in s.options) for s in marked.spots),
                    score=asked.scores.get((passage.index, w.text)),
                ),
                w.text,
            ),
        )
        if not ranked or ranked[0].open:
            step_by_step = careful(marked, self.naming, passage.span.start, lambda w: self._fits(passage.index, w))
            if step_by_step is not None and self._fits(passage.index, step_by_step):
                ranked = sorted([*ranked, step_by_step], key=lambda w: len(w.open))
        if (
            not chosen
            and is_background(marked)
            and may_go(self.request, passage, marked, background=True)
            and self._allowed(passage, "")
        ):
            return Wording("", Source.RULE, ("drop-sentence",), (), True)
        if ranked and not ranked[0].open:
            return ranked[0]
        gone = Wording(
            "", (ranked or candidates)[0].source if ranked or candidates else Source.RULE, ("drop-sentence",), (), True
        )
        if not chosen and may_go(self.request, passage, marked) and self._allowed(passage, ""):
            return gone
        return ranked[0] if ranked else None

    def _say_what_was_declined(self, index: int, asked: Asked, told: list[Wording]) -> None:
        """Why the model's wording of a passage falls away, where it does."""
        why = asked.declined.get(index, "")
        for wording in asked.wordings.get(index, []):
            if wording not in told:
                verdicts = check(wording.text, _narrowed(self.contexts[index], wording, set(), names=True))
                why = next((v.message for v in verdicts if not v.passed), "You turned it down before.")
        if why:
            self.declined[index] = why

    def _fits(self, index: int, wording: Wording) -> bool:
        passage = self.request.draft.passages[index]
        if not self._allowed(passage, wording.text):
            return False
        context = self.contexts.get(index) or self._context(index)
        still = {s.detail.id for s in wording.open}
        open_name = any(s.detail.directness is Directness.DIRECT for s in wording.open)
        return fits(wording.text, _narrowed(context, wording, still, names=not open_name))

    def _allowed(self, passage: Passage, text: str) -> bool:
        """Whether the person has not turned this wording down."""
        for span, texts in self.request.rejected.items():
            if not span.overlaps(passage.span):
                continue
            change = change_between(passage, text) if text.strip() else None
            if text.strip() in {t.strip() for t in texts}:
                return False
            if change is not None and change[1] in texts and change[0].overlaps(span):
                return False
        return True

    def _context(self, index: int) -> Context:
        passage = self.request.draft.passages[index]
        marked = self.marked.get(index) or Marked(passage.text, ())
        gone = tuple((s.detail, marked.words(s)) for s in marked.spots)
        allowed = [o for s in marked.spots for o in s.options]
        allowed += [w for span, w in self.naming.wordings.items() if span.overlaps(passage.span)]
        allowed += [self.naming.cast.noun, self.naming.definite]
        draft = self.request.draft
        at = passage.span
        kept = tuple(
            draft.text[max(s.start, at.start) : min(s.end, at.end)]
            for s in (*draft.keeps, *draft.points)
            if s.overlaps(at)
        )
        return Context(passage.text, gone, self.names, tuple(allowed), kept, self.request.strategy, 0, False)

    def _settle_what_stayed_a_report(self, asked: Asked) -> None:
        """Moments and reports are done with where they became possibilities; elsewhere they are treated now."""
        for i, marked in sorted(self.all_marked.items()):
            wording = self.chosen.get(i)
            if len(marked.spots) == len(self.marked[i].spots) or (
                wording and (wording.drops or "possibility" in wording.moves)
            ):
                continue
            self.marked[i] = marked
            self.contexts[i] = self._context(i)
            passage = self.request.draft.passages[i]
            best = self._best(passage, self._candidates(passage), asked)
            if best is not None:
                self.chosen[i] = best
        self.marked = self.all_marked
        self._drop_what_leans()

    # --- neighbours -----------------------------------------------------------------------------------------------

    def _drop_what_leans(self) -> None:
        """A sentence that only makes sense after one that went, goes too, or else the first one comes back."""
        passages = self.request.draft.passages
        for passage in passages:
            i = passage.index
            if not i or (i in self.chosen and self.chosen[i].drops):
                continue
            before = self.chosen.get(i - 1)
            if before is None or not before.drops or passages[i - 1].paragraph != passage.paragraph:
                continue
            text = self.chosen[i].text if i in self.chosen else passage.text
            said = self._said_that(i - 1, text)
            if said is not None and self._fits(i, said):
                self.chosen[i] = said
                continue
            if not leans_on_previous(text):
                continue
            marked = self.marked.get(i) or Marked(passage.text, ())
            if i in self.request.case_passages and may_go(self.request, passage, marked, leaning=True):
                self.chosen[i] = Wording("", before.source, ("drop-sentence",), (), True)
            else:
                self._bring_back(i - 1)

    def _bring_back(self, index: int) -> None:
        """A sentence that was to go stays, treated as far as single steps allow."""
        passage = self.request.draft.passages[index]
        marked = self.marked.get(index)
        fits_here = partial_fits(self, index)
        step = None
        if marked is not None and marked.spots:
            step = nameless(marked, careful(marked, self.naming, passage.span.start, fits_here))
        if step is None:
            del self.chosen[index]
        else:
            self.chosen[index] = step

    def _keep_enough(self, candidates: dict[int, list[Wording]]) -> None:
        """Sentences are left out only while most of what the draft tells stays; the rest is left to the person."""
        passages = self.request.draft.passages
        total = sum(len(passages[i].text) for i in self.request.case_passages)
        gone = sorted((i for i, w in self.chosen.items() if w.drops), key=lambda i: (len(passages[i].text), i))
        spent = 0
        for i in gone:
            spent += len(passages[i].text)
            if spent <= MOST_DROPPED * total:
                continue
            partial = [w for w in candidates.get(i, []) if not w.drops and self._fits(i, w)]
            if partial:
                self.chosen[i] = min(partial, key=lambda w: (len(w.open), w.text))
                continue
            self._bring_back(i)

    def _said_that(self, before: int, text: str) -> Wording | None:
        """ "A client said that to me", when what was said went: what it was about, or "something"."""
        match = re.search(
            r"\b(?:said|told) (?:that|this)( to me)?(?=[\s,.]+(?:$|and|but|"
            r"as|in|on|\w+ing|[,.]))|\b(?:said|told) (?:that|this) to me\b",
            text,
        )
        speech = [s for s in self.marked[before].spots if s.kind is Kind.SPEECH] if before in self.marked else []
        if match is None or not speech:
            return None
        about = about_speech(self.marked[before], speech[0])
        to = " to me" if "to me" in match.group() else ""
        new = f"talked{to} about {about}" if about else f"said something{to}"
        moved = text[: match.start()] + new + text[match.end() :]
        return Wording(moved, Source.RULE, ("speech-to-gist",), (), True)

    def _holds_marks(self, index: int) -> bool:
        """Whether the delimiters of an inline mark stand in a passage: among them no clause is built anew."""
        span = self.request.draft.passages[index].span
        return any(removal.overlaps(span) for removal in self.request.draft.removals)

    def _introduce(self) -> None:
        """Where the sentence that introduced the client went, the next one does it."""
        for i, text in unintroduced(self.request, self.chosen, self.naming):
            if self._holds_marks(i):
                continue
            wording = self.chosen.get(i)
            new = Wording(
                text,
                wording.source if wording else Source.RULE,
                (*(wording.moves if wording else ()), "introduce"),
                wording.open if wording else self._spots(i),
                True,
            )
            if self._fits(i, new):
                self.chosen[i] = new

    def _spots(self, index: int) -> tuple[Spot, ...]:
        """What a passage that is left as it is leaves open."""
        return self.marked[index].spots if index in self.marked else ()

    def _settle(self) -> None:
        """Sentences that point at what went go too, and nobody is spoken of who was never introduced."""
        chosen, draft = self.chosen, self.request.draft
        if not any(w.drops for w in chosen.values()):
            return
        lines = lines_of(
            draft,
            lambda p: chosen[p.index].text if p.index in chosen else p.text,
            self.request.case_passages,
            self.request.standing,
        )
        anew = settled(lines, self.naming.cast.noun, self.naming.cast.pronoun)
        if not any(anew.get(line.index, line.now).strip() for line in lines if line.role is not Role.MARKUP):
            return  # nothing would be left to publish
        for i, text in anew.items():
            old = chosen.get(i)
            if not text:
                chosen[i] = Wording("", Source.RULE, ("drop-sentence",), (), True)
                continue
            moves = (*(old.moves if old else ()), "introduce")
            new = Wording(text, old.source if old else Source.RULE, moves, old.open if old else self._spots(i), True)
            if self._fits(i, new):
                chosen[i] = new

    def _leave_something(self) -> None:
        """A post of which next to nothing would be left keeps its sentences: what to do with them is the person's."""
        passages = [p for p in self.request.draft.passages if p.role is not Role.MARKUP]
        now = [self.chosen[p.index].text if p.index in self.chosen else p.text for p in passages]
        if (
            sum(len(t.split()) for t in now) < LEAST_WORDS
            and sum(len(p.text.split()) for p in passages) > 2 * LEAST_WORDS
        ):
            for i in [i for i, w in self.chosen.items() if w.drops]:
                self._bring_back(i)

    # --- result ---------------------------------------------------------------------------------------------------

    def _rewritten(self) -> Rewritten:
        changes: list[Change] = self._removed()
        unresolved: list[Unresolved] = []
        passages = self.request.draft.passages
        for passage in passages:
            wording = self.chosen.get(passage.index)
            marked = self.marked.get(passage.index)
            change = self._change(passage, wording) if wording is not None and not wording.drops else None
            if change is not None:
                changes.append(change)
            open_ = wording.open if wording else marked.spots if marked else ()
            at = passage.span.start
            unresolved += [Unresolved(s.detail.id, Span(at + s.start, at + s.end), self._why(marked, s)) for s in open_]
        unresolved += outside(self.request, self.marked)
        declined = tuple(Declined(passages[i].span, why) for i, why in sorted(self.declined.items()))
        changes.sort(key=lambda c: c.span)
        return Rewritten(tuple(changes), tuple(sorted(unresolved, key=lambda u: u.span)), declined)

    def _removed(self) -> list[Change]:
        """One change per run of sentences that go."""
        gone = {i for i, w in self.chosen.items() if w.drops}
        found: list[Change] = []
        for span, indices in removals(self.request.draft, gone):
            ids = [s.detail.id for i in indices if i in self.marked for s in self.marked[i].spots]
            why = "left out: what it told could not be said more generally"
            found.append(
                Change(span, span.of(self.request.draft.text), "", Source.RULE, tuple(dict.fromkeys(ids)), (), why)
            )
        return found

    def _why(self, marked: Marked | None, spot: Spot) -> str:
        if marked and any(s < spot.end and spot.start < e for s, e in marked.fixed):
            return KEPT
        return NO_WORDING

    def _change(self, passage: Passage, wording: Wording) -> Change | None:
        pair = change_between(passage, wording.text)
        if pair is None:
            return None
        span, after = pair[0], _unmarked(pair[1], self.request.draft, pair[0])
        context = self.contexts.get(passage.index) or self._context(passage.index)
        still = {s.detail.id for s in wording.open}
        spots = self.marked[passage.index].spots if passage.index in self.marked else ()
        ids = tuple(dict.fromkeys(s.detail.id for s in spots if s.detail.id not in still))
        verdicts = check(wording.text, _narrowed(context, wording, still, names=True))
        return Change(span, span.of(self.request.draft.text), after, wording.source, ids, verdicts, _reason(wording))


def partial_fits(rewriting: _Rewriting, index: int) -> Callable[[Wording], bool]:
    """Whether a wording of passage `index` passes its checks."""
    return lambda wording: rewriting._fits(index, wording)


def _bare(wording: str) -> str:
    """A wording as it is looked for in a sentence: without an article, which may change or go."""
    return re.sub(r"^(?:an?|the|some)\s+", "", wording.lower())


def _unmarked(after: str, draft: Draft, span: Span) -> str:
    """What comes in place of `span` without the delimiters of the marks that stand in it: no output shows them."""
    before = span.of(draft.text)
    for removal in sorted(draft.removals, reverse=True):
        if not removal.overlaps(span):
            continue
        words = draft.text[max(removal.start, span.start) : min(removal.end, span.end)]
        nth = before.count(words, 0, max(removal.start - span.start, 0))
        places = [m.start() for m in re.finditer(re.escape(words), after)]
        if places:
            at = places[min(nth, len(places) - 1)]
            after = after[:at] + after[at + len(words) :]
    return after


def _narrowed(context: Context, wording: Wording, still: set[str], *, names: bool) -> Context:
    """What this very wording is judged against: without the spots that it leaves open."""
    return replace(
        context,
        gone=tuple(g for g in context.gone if g[0].id not in still),
        names=context.names if names else (),
        moves=wording.count,
        whole=wording.whole,
    )


def _reason(wording: Wording) -> str:
    """What was done, in a clause for the person."""
    known = {rule.id: rule.summary for rule in rules(CUTS + CLIMBS)}
    known |= {
        "entity": "the person instead of the name",
        "possibility": "put as something that can happen",
        "introduce": "says who it is about, since the sentence that did so went",
        "model": "worded by the model",
    }
    said = list(dict.fromkeys(known[m] for m in wording.moves if m in known))
    return "; ".join(said[:3])
