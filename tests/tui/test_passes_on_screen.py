"""The passes of a model beside wordings, chosen on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.domain.ports import Answer, Status, Turn, Window
from assistant.domain.risk import Reader, Tier
from assistant.prompting.preview import QUESTIONS
from tests.tui.driving import Desktop, desktop, session

DRAFT = "My client keeps her wellingtons in the piano. She told me about it with a laugh.\n\nRest is not a prize.\n"
MODEL = Path("invented.gguf")


class Noticing:
    """A model that words nothing, notices one habit, and can't tell who anybody is."""

    def __init__(self) -> None:
        self.turns: list[str] = []
        self.stop: Callable[[], object] | None = None

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        return [Answer(None, Status.FAILED) for _ in windows]

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        return [None] * len(pairs)

    def ask(
        self,
        system: str,
        examples: Sequence[tuple[str, str]],
        turns: Sequence[Turn],
        seconds: float,
    ) -> Sequence[Answer]:
        self.turns += [turn.text for turn in turns]
        return [
            Answer("keeps her wellingtons in the piano = habit" if "wellingtons" in turn.text else "none")
            for turn in turns
        ]


def opening(model: Noticing) -> Callable[..., object]:
    @contextmanager
    def open_model(_path: Path, _prompt: object = None) -> Iterator[Noticing]:
        yield model

    return open_model


async def turn_on(there: Desktop, *keys: str) -> None:
    there.main.action_passes()
    await there.press(*keys)
    await there.press("escape")


async def test_what_the_model_notices_counts_when_it_was_asked_to_look() -> None:
    model = Noticing()
    async with desktop(DRAFT, parts=session(open_model=opening(model)), model=MODEL) as there:
        await turn_on(there, "enter")
        assert there.main.passes == {"find"}
        await there.press("ctrl+r")

        assert any("wellingtons" in turn for turn in model.turns)
        assert there.main.desk.result is not None
        found = [e.source for d in there.main.desk.result.analysis.details for e in d.evidence]
        assert "model" in found


async def test_nothing_is_asked_that_was_not_turned_on() -> None:
    model = Noticing()
    async with desktop(DRAFT, parts=session(open_model=opening(model)), model=MODEL) as there:
        await there.press("ctrl+r")

        assert not model.turns
        assert there.main.desk.result is not None


async def test_a_pass_is_turned_off_again() -> None:
    async with desktop(DRAFT, parts=session(open_model=opening(Noticing())), model=MODEL) as there:
        await turn_on(there, "down", "enter")
        assert there.main.passes == {"attack"}
        await turn_on(there, "down", "enter")

        assert not there.main.passes


class Telling(Noticing):
    """A model that tells from one habit, wherever it stands, who somebody is."""

    def ask(
        self,
        system: str,
        examples: Sequence[tuple[str, str]],
        turns: Sequence[Turn],
        seconds: float,
    ) -> Sequence[Answer]:
        return [Answer(self._told(turn.text)) for turn in turns]

    def _told(self, turn: str) -> str:
        if "Guess:" in turn:
            return "high"
        return '"Rest is not a prize": who she is' if QUESTIONS[-1] in turn else "none"


class Silent(Noticing):
    """A model that fails at every question."""

    def ask(
        self,
        system: str,
        examples: Sequence[tuple[str, str]],
        turns: Sequence[Turn],
        seconds: float,
    ) -> Sequence[Answer]:
        return [Answer(None, Status.FAILED) for _ in turns]


async def decide_all(there: Desktop) -> None:
    await there.press("ctrl+r")
    assert there.main.desk.review is not None
    await there.press(*["a"] * len(there.main.desk.review.items))


async def test_what_the_model_could_tell_from_the_result_counts_when_all_is_decided() -> None:
    text = DRAFT.replace("Rest is not a prize", "{keep: Rest is not a prize}")
    async with desktop(text, parts=session(open_model=opening(Telling())), model=MODEL) as there:
        await turn_on(there, "down", "enter")
        await decide_all(there)

        assert there.tier(list(Reader)[-1]) is Tier.HIGH
        await there.press("f5")
        assert "Rest is not a prize" in there.says("#readers")


async def test_an_attack_that_was_not_finished_leaves_nobody_low_when_all_is_decided() -> None:
    async with desktop(DRAFT, parts=session(open_model=opening(Silent())), model=MODEL) as there:
        await turn_on(there, "down", "enter")
        await decide_all(there)

        assert {there.tier(reader) for reader in Reader} == {Tier.CANNOT_TELL}


async def test_without_a_model_that_is_said_first() -> None:
    async with desktop(DRAFT) as there:
        there.main.action_passes()
        await there.settle()

        assert "No model is chosen yet" in str(there.app.screen.query("Label").first().render())
