"""From a plan to the changes that the person sees: wordings are gathered, checked, ranked, and trimmed to what changes.

Promises: deterministic; every detail that the plan moves ends in a change or in an `Unresolved` with a plain reason;
only characters inside passages change; keeps and points stay; a wording that was turned down never comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.domain.changes import Change, Move, RewriteRequest, Rewritten, Source, Strategy, Unresolved, Voice
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.ladders import Flag
from assistant.domain.ports import WritingModel
from assistant.domain.text import Passage, Role, Span
from assistant.rewrite.asking import Asked, ask
from assistant.rewrite.check import Context, check, passes
from assistant.rewrite.dropping import is_background, leans_on_previous, may_go
from assistant.rewrite.entities import Naming, name_people
from assistant.rewrite.episodes import as_possibilities
from assistant.rewrite.grammar import CLIENT_NOUNS
from assistant.rewrite.marked import Marked, Spot
from assistant.rewrite.propose import Wording, careful, wordings
from assistant.rewrite.rank import cost
from assistant.rewrite.style import CLIMBS, CUTS, rules
from assistant.rewrite.style.speech_to_gist import gist
from assistant.rewrite.removing import removals
from assistant.rewrite.trim import change_between

NO_WORDING = "No wording that reads well was found; look here, or leave the sentence out."
OUTSIDE = "This passage does not tell of the case, so only names and numbers were looked at."
MOST_DROPPED = 0.45
"""Part of the case's characters that may be left out as whole sentences."""
KEPT = "You asked to keep these words."


def rewrite(request: RewriteRequest, model: WritingModel | None = None) -> Rewritten:
    """Carry out the plan of `request`; with a model, its wordings are weighed beside those of the rules."""
    return _Rewriting(request, model).run()


class _Rewriting:
    """One draft while it is worded anew."""

    def __init__(self, request: RewriteRequest, model: WritingModel | None) -> None:
        self.request, self.model = request, model
        self.naming: Naming = name_people(request)
        self.all_marked = _mark(request)
        self.marked = self.all_marked
        if request.strategy is Strategy.PATTERN:
            self.marked = {i: replace(m, spots=tuple(s for s in m.spots if not is_soft(s))) for i, m in self.marked.items()}
        self.names = _names(request)
        self.chosen: dict[int, Wording] = {}
        self.contexts: dict[int, Context] = {i: self._context(i) for i in self.marked}

    def run(self) -> Rewritten:
        passages = self.request.draft.passages
        candidates = {i: self._candidates(passages[i]) for i in sorted(self.marked)}
        asked = ask(self.request, self.marked, candidates, self.naming, self.model)
        for i in sorted(self.marked):
            best = self._best(passages[i], candidates[i], asked)
            if best is not None:
                self.chosen[i] = best
        self._drop_what_leans()
        self._keep_enough(candidates)
        if self.request.strategy is Strategy.PATTERN:
            self.chosen = as_possibilities(self.request, self.chosen, self.naming, self._fits)
            self._settle_what_stayed_a_report(candidates, asked)
        self._introduce()
        return self._rewritten()

    # --- wordings -------------------------------------------------------------------------------------------------

    def _candidates(self, passage: Passage) -> list[Wording]:
        marked = self.marked[passage.index]
        return wordings(marked, self.naming, passage.span.start) if marked.spots else []

    def _best(self, passage: Passage, candidates: list[Wording], asked: Asked) -> Wording | None:
        """The wording that passed and reads best; leaving the passage out where that serves better than a half."""
        marked = self.marked[passage.index]
        if not marked.spots:
            return None
        told = [w for w in asked.wordings.get(passage.index, []) if self._fits(passage.index, w)]
        good = told + [w for w in candidates if not w.drops and self._fits(passage.index, w)]
        ranked = sorted(
            good,
            key=lambda w: (
                len(w.open),
                cost(
                    w.text.strip(), passage.text.strip(), bold=w.bold,
                    general=sum(any(o.lower() in w.text.lower() for o in s.options) for s in marked.spots),
                    score=asked.scores.get(w.text),
                ),
                w.text,
            ),
        )
        if not ranked or ranked[0].open:
            step_by_step = careful(marked, self.naming, passage.span.start, lambda w: self._fits(passage.index, w))
            if step_by_step is not None and self._fits(passage.index, step_by_step):
                ranked = sorted([*ranked, step_by_step], key=lambda w: len(w.open))
        if is_background(marked) and may_go(self.request, passage, marked, background=True) and self._allowed(passage, ""):
            return Wording("", Source.RULE, ("drop-sentence",), (), True)
        if ranked and not ranked[0].open:
            return ranked[0]
        gone = Wording("", (ranked or candidates)[0].source if ranked or candidates else Source.RULE, ("drop-sentence",), (), True)
        if may_go(self.request, passage, marked) and self._allowed(passage, ""):
            return gone
        return ranked[0] if ranked else None

    def _fits(self, index: int, wording: Wording) -> bool:
        passage = self.request.draft.passages[index]
        if not self._allowed(passage, wording.text):
            return False
        context = self.contexts.get(index) or self._context(index)
        still = {s.detail.id for s in wording.open}
        open_name = any(s.detail.directness is Directness.DIRECT for s in wording.open)
        return passes(check(wording.text, _narrowed(context, wording, still, names=not open_name)))

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
        kept = tuple(
            draft.text[s.start : s.end] for s in (*draft.keeps, *draft.points) if passage.span.contains(s)
        )
        return Context(passage.text, gone, self.names, tuple(allowed), kept, self.request.strategy, 0, False)

    def _settle_what_stayed_a_report(self, candidates: dict[int, list[Wording]], asked: Asked) -> None:
        """Moments and reports are done with where they became possibilities; elsewhere they are treated now."""
        for i, marked in sorted(self.all_marked.items()):
            wording = self.chosen.get(i)
            if len(marked.spots) == len(self.marked[i].spots) or (wording and (wording.drops or "possibility" in wording.moves)):
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
            if not i or i in self.chosen and self.chosen[i].drops:
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

    def _keep_enough(self, candidates: dict[int, list[Wording]]) -> None:
        """Sentences are left out only while most of what the draft tells stays; after that they are left to the person."""
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
            at = passages[i].span.start
            step = careful(self.marked[i], self.naming, at, partial_fits(self, i)) if i in self.marked else None
            if step is not None:
                self.chosen[i] = step
            else:
                del self.chosen[i]

    def _said_that(self, before: int, text: str) -> Wording | None:
        """"A client said that to me", when what was said went: what it was about, or "something"."""
        match = re.search(r"\b(?:said|told) (?:that|this)( to me)?(?=[\s,.]+(?:$|and|but|as|in|on|\w+ing|[,.]))|\b(?:said|told) (?:that|this) to me\b", text)
        speech = [s for s in self.marked[before].spots if s.kind is Kind.SPEECH] if before in self.marked else []
        if match is None or not speech:
            return None
        about = gist(self.marked[before].words(speech[0]))
        to = " to me" if "to me" in match.group() else ""
        new = f"talked{to} about {about}" if about else f"said something{to}"
        moved = text[: match.start()] + new + text[match.end() :]
        return Wording(moved, Source.RULE, ("speech-to-gist",), (), True)

    def _introduce(self) -> None:
        """Where the sentence that introduced the client went, the next one does it."""
        for i, text in _unintroduced(self.request, self.chosen, self.naming):
            wording = self.chosen.get(i)
            new = Wording(text, wording.source if wording else Source.RULE, (*(wording.moves if wording else ()), "introduce"),
                          wording.open if wording else (), True)
            if self._fits(i, new):
                self.chosen[i] = new

    # --- result ---------------------------------------------------------------------------------------------------

    def _rewritten(self) -> Rewritten:
        changes: list[Change] = self._removed()
        unresolved: list[Unresolved] = []
        for passage in self.request.draft.passages:
            wording = self.chosen.get(passage.index)
            marked = self.marked.get(passage.index)
            change = self._change(passage, wording) if wording is not None and not wording.drops else None
            if change is not None:
                changes.append(change)
            open_ = wording.open if wording else marked.spots if marked else ()
            at = passage.span.start
            unresolved += [
                Unresolved(s.detail.id, Span(at + s.start, at + s.end), self._why(marked, s)) for s in open_
            ]
        unresolved += _outside(self.request, self.marked)
        return Rewritten(tuple(sorted(changes, key=lambda c: c.span)), tuple(sorted(unresolved, key=lambda u: u.span)))

    def _removed(self) -> list[Change]:
        """One change per run of sentences that go."""
        gone = {i for i, w in self.chosen.items() if w.drops}
        found: list[Change] = []
        for span, indices in removals(self.request.draft, gone):
            ids = [s.detail.id for i in indices if i in self.marked for s in self.marked[i].spots]
            why = "left out: what it told could not be said more generally"
            found.append(Change(span, span.of(self.request.draft.text), "", Source.RULE, tuple(dict.fromkeys(ids)), (), why))
        return found

    def _why(self, marked: Marked | None, spot: Spot) -> str:
        if marked and any(s < spot.end and spot.start < e for s, e in marked.fixed):
            return KEPT
        return NO_WORDING

    def _change(self, passage: Passage, wording: Wording) -> Change | None:
        pair = change_between(passage, wording.text)
        if pair is None:
            return None
        span, after = pair
        context = self.contexts.get(passage.index) or self._context(passage.index)
        still = {s.detail.id for s in wording.open}
        spots = self.marked[passage.index].spots if passage.index in self.marked else ()
        ids = tuple(dict.fromkeys(s.detail.id for s in spots if s.detail.id not in still))
        verdicts = check(wording.text, _narrowed(context, wording, still, names=True))
        return Change(span, span.of(self.request.draft.text), after, wording.source, ids, verdicts, _reason(wording))


def partial_fits(rewriting: _Rewriting, index: int) -> Callable[[Wording], bool]:
    """Whether a wording of passage `index` passes its checks."""
    return lambda wording: rewriting._fits(index, wording)


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


def _unintroduced(request: RewriteRequest, chosen: dict[int, Wording], naming: Naming) -> list[tuple[int, str]]:
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
        text = wording.text if wording else passage.text
        if re.search(rf"\b(?:an?|my|the|one|this)(?: [\w-]+)? (?:{naming.cast.noun}|{nouns})\b|\bsome(?:one| people)\b", text, re.I):
            return []
        start = naming.indefinite
        inner = re.search(r"\b(she|he)\b", text) if not re.match(r"(?:She|He|They|Her|His)\b", text) else None
        if inner and inner[1] == naming.cast.pronoun and not re.search(r"\b(?:her|his|him)\b", text[: inner.start()]):
            return [(passage.index, text[: inner.start()] + start + text[inner.end() :])]
        match = re.match(r"(?:She|He|They)(?=\s|['’](?:s|d|ll|re)\b)", text)
        if match:
            start = naming.indefinite[:1].upper() + naming.indefinite[1:]
            rest = re.sub(r"^['’]s (?!been\b|got\b|had\b)", " is ", text[match.end() :])
            return [(passage.index, start + rest)]
        if re.match(r"(?:Her|His)\s", text):
            start = naming.indefinite[:1].upper() + naming.indefinite[1:]
            return [(passage.index, f"{start}{mark}s" + text[3:])]
        return []
    return []


def _mark(request: RewriteRequest) -> dict[int, Marked]:
    """Every passage with the spots that the plan wants treated in it."""
    details = {d.id: d for d in request.details}
    spots: dict[int, list[Spot]] = {}
    for step in request.plan.steps:
        detail = details.get(step.detail)
        if detail is None or not _moves(step.move, step.rung) or not _counts(detail, request.voice):
            continue
        for span in detail.spans:
            for passage in request.draft.passages:
                if passage.span.overlaps(span) and passage.role.is_prose and _due(request, passage, detail):
                    spots.setdefault(passage.index, []).append(_spot(passage, span, detail, step.move, step.rung))
    return {i: Marked(request.draft.passages[i].text, _apart(found), _fixed(request, i)) for i, found in spots.items()}


def is_soft(spot: Spot) -> bool:
    """Whether putting the sentence as a possibility is treatment enough: it then tells of no one moment."""
    if spot.kind in (Kind.MOMENT, Kind.SEQUENCE):
        return True
    if spot.kind is Kind.SPEECH:
        return spot.detail.attributes.get("form") == "reported"
    ladder = spot.detail.ladder
    return spot.kind is Kind.EVENT and ladder is not None and not ladder.rungs[0].flags


def _moves(move: Move, rung: int) -> bool:
    return move is not Move.KEEP or rung > 0


def _counts(detail: Detail, voice: Voice) -> bool:
    return detail.exempt is None and detail.kind is not Kind.PSEUDONYM and (detail.counts or voice is Voice.CLIENT)


def _due(request: RewriteRequest, passage: Passage, detail: Detail) -> bool:
    return passage.index in request.case_passages or detail.directness is Directness.DIRECT


def _spot(passage: Passage, span: Span, detail: Detail, move: Move, rung: int) -> Spot:
    start = max(span.start, passage.span.start) - passage.span.start
    end = min(span.end, passage.span.end) - passage.span.start
    end = start + len(passage.text[start:end].rstrip())
    rungs = detail.ladder.rungs if detail.ladder else ()
    lowest = 1 if move is Move.CUT else max(rung, 1)
    options = tuple(dict.fromkeys(r.text for r in rungs[lowest:] if r.text and not (r.flags & _TELLING)))
    if move is Move.KEEP:
        move = Move.CLIMB
    if move is Move.CLIMB and not (rung < len(rungs) and rungs[rung].text):
        move = Move.CUT
    if detail.kind is Kind.SPEECH:
        move = Move.GIST
    return Spot(start, end, detail, move, options)


def _apart(spots: list[Spot]) -> tuple[Spot, ...]:
    """Spots in order, none twice at one place; the wider one stands where two begin together."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, -s.end)):
        if kept and spot.start < kept[-1].end and spot.kind not in _WIDE | {Kind.PERSON_NAME} and kept[-1].kind not in _WIDE:
            continue
        if kept and (kept[-1].start, kept[-1].end) == (spot.start, spot.end):
            continue
        kept.append(spot)
    return tuple(kept)


_TELLING = frozenset(Flag) - {Flag.REPORTED_SPEECH}
_WIDE = frozenset({Kind.SPEECH, Kind.EVENT, Kind.SEQUENCE, Kind.MOMENT})


def _fixed(request: RewriteRequest, index: int) -> tuple[tuple[int, int], ...]:
    """Keeps, points, their delimiters and hidden markup inside the passage, in its own characters."""
    draft, span = request.draft, request.draft.passages[index].span
    return tuple(
        (max(f.start, span.start) - span.start, min(f.end, span.end) - span.start)
        for f in sorted((*draft.keeps, *draft.points, *draft.hidden, *draft.removals))
        if f.overlaps(span)
    )


def _names(request: RewriteRequest) -> tuple[str, ...]:
    """The direct identifiers that the plan takes out."""
    moving = {s.detail for s in request.plan.steps if _moves(s.move, s.rung)}
    return tuple(
        dict.fromkeys(
            text for d in request.details
            if d.directness is Directness.DIRECT and d.id in moving and _counts(d, request.voice) for text in d.texts
        )
    )


def _outside(request: RewriteRequest, marked: dict[int, Marked]) -> list[Unresolved]:
    """Details that the plan moves and that stand where nothing was looked at."""
    details = {d.id: d for d in request.details}
    found: list[Unresolved] = []
    for step in request.plan.steps:
        detail = details.get(step.detail)
        if detail is None or not _moves(step.move, step.rung) or not _counts(detail, request.voice):
            continue
        for span in detail.spans:
            passage = next((p for p in request.draft.passages if p.span.overlaps(span)), None)
            if passage is not None and passage.role.is_prose and passage.index not in marked:
                found.append(Unresolved(detail.id, span, OUTSIDE))
            elif passage is not None and not passage.role.is_prose and passage.role is not Role.MARKUP:
                found.append(Unresolved(detail.id, span, "It stands outside the prose; look here."))
    return found
