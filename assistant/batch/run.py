"""The batch itself: every draft of a folder, one after another, then all of them together.

Promises: a result is written after the journal says what it will be, so that a run that ends at any moment can be
taken up again and leaves the same bytes; nothing is replaced that this journal does not know; one draft that fails
stops no other; what is told does not depend on the order in which the work was done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.batch.ports import Entry, Failed, Finished, Folder, Job, Journal, Target, Workers
from assistant.batch.values import TRACKED, Done, Item, Looked, Report, Told, Walked
from assistant.domain.errors import DiscreetError, DraftError
from assistant.domain.naming import review_name
from assistant.domain.risk import Background, Tier
from assistant.domain.works import Chapter, Work, together
from assistant.risk.mosaic import Telling, mosaic

PATIENCE = 0.2
"""Seconds between looks at whether the run is to stop."""


class InterruptedRunError(Exception):
    """The run was asked to stop; everything that is there is whole."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, in drafts; `passages` counts those of the drafts that are done."""

    done: int
    total: int
    passages: int
    failed: int
    first: bool = False
    """Whether all drafts are only looked through, because they are chapters of one work."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes. Without `target` and `journal` nothing is written and nothing remembered."""

    folder: Folder
    workers: Workers
    setup: bytes
    background: Background
    versions: tuple[tuple[str, str], ...]
    target: Target | None = None
    reviews: Target | None = None
    """Where copies with tracked changes go; without it, none are made."""
    journal: Journal | None = None
    resume: bool = True
    """Without it everything is made again; the journal then says only which files are ours to replace."""
    fail_fast: bool = False
    one_work: bool = False
    """Whether the drafts are chapters of one work, so that everyone in them is called the same throughout."""


def run(plan: Plan, hear: Callable[[Progress], None], stopping: Callable[[], bool]) -> Report:
    """Work through the folder. Raises InterruptedRunError once `stopping` says so, after the write at hand."""
    walked = plan.folder.walk()
    work = _work(plan, walked, hear, stopping) if plan.one_work else None
    at_work = _Run(plan, walked, hear, stopping, work)
    at_work.go()
    drafts = tuple(at_work.done[item.path] for item in walked.items if item.path in at_work.done)
    return Report(
        drafts=drafts,
        groups=mosaic([_telling(each) for each in drafts], plan.background),
        refused=walked.refused,
        others=walked.others,
        again=at_work.again,
        unseen=len(walked.items) - len(drafts),
        versions=plan.versions,
        one_work=plan.one_work,
    )


def _work(plan: Plan, walked: Walked, hear: Callable[[Progress], None], stopping: Callable[[], bool]) -> Work:
    """Look through every draft first, and have what they come to together hold in each. Raises InterruptedRunError.

    What can't be read is left out here, and is told when its turn comes.
    """
    waiting = iter(enumerate(walked.items))
    chapters: dict[int, Chapter | None] = {}
    begun, more = 0, True
    while more or len(chapters) < begun:
        if stopping():
            raise InterruptedRunError
        while more and plan.workers.room():
            following = next(waiting, None)
            if following is None:
                more = False
                break
            number, item = following
            begun += 1
            try:
                plan.workers.give(Job(number, item.name, plan.folder.read(item), chapter=True))
            except DiscreetError:
                chapters[number] = None
        over = plan.workers.wait(PATIENCE) if len(chapters) < begun else None
        if over is not None:
            chapters[over.number] = over.chapter if isinstance(over, Finished) else None
            hear(Progress(len(chapters), len(walked.items), 0, 0, first=True))
    work = together([found for _, found in sorted(chapters.items()) if found is not None])
    plan.workers.settle(work)
    return work


def _telling(done: Done) -> Telling:
    looked = done.looked or Looked((), (), ())
    closed = looked.closed or (done.told is not None and done.told.after.overall is Tier.CANNOT_TELL)
    alone = tuple((seen.reader, seen.tier) for seen in done.told.after.readers) if done.told and not closed else ()
    return Telling(looked.before, looked.after, done.item.modified, closed, alone)


class _Run:
    """One walk over the items, with the jobs that are under way."""

    def __init__(
        self,
        plan: Plan,
        walked: Walked,
        hear: Callable[[Progress], None],
        stopping: Callable[[], bool],
        work: Work | None = None,
    ) -> None:
        self._plan, self._walked, self._hear, self._stopping = plan, walked, hear, stopping
        self._names = {item.path for item in walked.items}
        self._numbers = set(self._numbers_given())
        self._setup = self._sign(plan.setup + (b"" if work is None else f"\nwork={work!r}".encode()))
        self._under_way: dict[int, tuple[Item, str, Entry | None]] = {}
        self._passages = self._failed = 0
        self.done: dict[str, Done] = {}
        self.again = 0

    def go(self) -> None:
        waiting: Iterator[tuple[int, Item]] = iter(enumerate(self._walked.items))
        more = True
        while more or self._under_way:
            if self._stopping():
                raise InterruptedRunError
            if self._plan.fail_fast and self._failed:
                more = False
            while more and self._plan.workers.room():
                following = next(waiting, None)
                if following is None:
                    more = False
                else:
                    self._begin(*following)
                    if self._stopping():
                        raise InterruptedRunError
            if self._under_way:
                over = self._plan.workers.wait(PATIENCE)
                if over is not None:
                    self._end(over)

    def _begin(self, number: int, item: Item) -> None:
        try:
            data = self._plan.folder.read(item)
            job, content, entry = self._job(number, item, data)
        except DiscreetError as error:
            self._tell(Done(item, None, None, None, str(error)))
            return
        self._under_way[number] = (item, content, entry)
        self._plan.workers.give(job)

    def _job(self, number: int, item: Item, data: bytes) -> tuple[Job, str, Entry | None]:
        """What is to be done with this draft: all of it, or a look at what an earlier run has left."""
        journal, target = self._plan.journal, self._plan.target
        if journal is None or target is None:
            return Job(number, item.name, data), "", None
        content = journal.sign(data)
        entries = journal.known(journal.sign(item.to_sign)) if self._plan.resume else ()
        for entry in reversed(entries):
            if (entry.content, entry.setup) == (content, self._setup):
                result = target.read(self._place(item, entry.told, entry.number)) if entry.whole else None
                if result is not None and journal.sign(result) == entry.result and self._reviewed(item, entry):
                    return Job(number, item.name, data, result, entry.told.ending), content, entry
                break
        return Job(number, item.name, data, review=self._plan.reviews is not None), content, None

    def _reviewed(self, item: Item, entry: Entry) -> bool:
        """Whether the copy for review is there as well, where one is wanted."""
        journal, reviews = self._plan.journal, self._plan.reviews
        if journal is None or reviews is None or entry.told.format not in TRACKED:
            return True
        there = reviews.read(review_name(self._place(item, entry.told, entry.number)))
        return there is not None and journal.sign(there) == entry.review

    def _end(self, over: Finished | Failed) -> None:
        item, content, entry = self._under_way.pop(over.number)
        if isinstance(over, Failed):
            self._tell(Done(item, None, None, None, over.message))
            return
        told = entry.told if entry else over.told
        assert told is not None, "whoever rewrites a draft says what became of it"
        try:
            written = self._place(item, told, entry.number) if entry else self._write(item, content, told, over)
        except DiscreetError as error:
            self._tell(Done(item, None, None, None, str(error)))
            return
        self.again += entry is not None
        signed = entry.result if entry else self._sign(over.data)
        copied = over.review or (entry is not None and entry.review)
        review = review_name(written) if written and copied and self._plan.reviews else None
        whole = entry is not None or over.whole
        self._tell(Done(item, told, over.looked, written, draft=content, result=signed, review=review, whole=whole))

    def _write(self, item: Item, content: str, told: Told, over: Finished) -> str | None:
        """Put the result where it belongs, and its copy for review. Raises DraftError."""
        journal, target, reviews = self._plan.journal, self._plan.target, self._plan.reviews
        if journal is None or target is None:
            return None
        path = journal.sign(item.to_sign)
        known = journal.known(path)
        number = self._number(item, told, known) if told.telling_name else 0
        place = self._place(item, told, number)
        files = [(target, place, over.data, {entry.result for entry in known})]
        if reviews is not None and over.review:
            files.append((reviews, review_name(place), over.review, {entry.review for entry in known}))
        changed = []
        for folder, name, data, ours in files:
            there = folder.read(name)
            if there is not None and there != data and journal.sign(there) not in ours:
                raise _foreign(name)
            if there != data:
                changed.append((folder, name, data))
        signed = journal.sign(over.review) if over.review else ""
        journal.add(Entry(path, content, self._setup, journal.sign(over.data), told, signed, number, over.whole))
        for folder, name, data in changed:
            folder.write(name, data, item)
        return place

    def _sign(self, data: bytes) -> str:
        return self._plan.journal.sign(data) if self._plan.journal else ""

    def _place(self, item: Item, told: Told, number: int) -> str:
        """The result's path: as the draft's, but for a name that tells and an ending that can't be kept."""
        if not told.telling_name:
            return item.path + told.ending
        return _named(item, number or item.number) + told.ending

    def _number(self, item: Item, told: Told, known: Sequence[Entry]) -> int:
        """The number in the result's name: the one that it had, else the first that nothing else has.

        Steps as large as the folder keep the numbers of drafts apart that are new in this run. Raises DraftError.
        """
        given = _given(known)
        if given and _named(item, given) not in self._names:
            return given
        ours = {signed for entry in known for signed in (entry.result, entry.review)}
        number = item.number
        while self._taken(_named(item, number), told.ending, ours):
            number += len(self._names)
        return number

    def _taken(self, name: str, ending: str, ours: Collection[str]) -> bool:
        """Whether a draft is called so, the result of another was, or a file is there that is not this draft's."""
        if name in self._names or name in self._numbers:
            return True
        places = ((self._plan.target, name + ending), (self._plan.reviews, review_name(name + ending)))
        found = [folder.read(place) for folder, place in places if folder is not None]
        return any(there is not None and self._sign(there) not in ours for there in found)

    def _numbers_given(self) -> Iterator[str]:
        """What the results of these drafts are called that got a number in earlier runs, without their endings."""
        journal = self._plan.journal
        for item in self._walked.items:
            if journal is not None and (given := _given(journal.known(journal.sign(item.to_sign)))):
                yield _named(item, given)

    def _tell(self, done: Done) -> None:
        self.done[done.item.path] = done
        self._passages += done.told.passages if done.told else 0
        self._failed += done.failed
        self._hear(Progress(len(self.done), len(self._walked.items), self._passages, self._failed))


def _named(item: Item, number: int) -> str:
    """The path of a result that may not be called as its draft is."""
    ending = "".join(item.name.rpartition(".")[1:]) if "." in item.name else ""
    return f"{item.folder}draft-{number}{ending}"


def _given(known: Sequence[Entry]) -> int:
    """The number that the result of a draft had last; 0 where it never had one."""
    return next((entry.number for entry in reversed(known) if entry.number), 0)


def _foreign(place: str) -> DraftError:
    return DraftError(
        f"{place} is in the folder already and is not what discreet wrote there.",
        "If you changed it by hand, move it away; nothing of yours is overwritten.",
    )
