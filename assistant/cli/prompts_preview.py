"""What a model would get for a draft: exactly, role by role, with tokens counted by the model or estimated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.options import common, session_of, settings_for, with_glossary
from assistant.domain.errors import UsageError
from assistant.prompt_wiring import model_path, open_writer, prompt_store
from assistant.prompting.lint import estimated_tokens
from assistant.prompting.preview import Recorder, turns_about
from assistant.prompting.prompt import PromptError

if TYPE_CHECKING:
    import typer

    from assistant.domain.ports import Window
    from assistant.engine.base import WriterClient
    from assistant.prompting.prompt import Prompt

Count = Callable[[str], str]


def previewed(
    context: typer.Context,
    name: str,
    file: str,
    model: str | None,
    inputs: Mapping[str, str],
    prompt_dir: Path | None,
    glossary: Path | None = None,
    *,
    vault: bool = False,
) -> Iterator[str]:
    """Lines for people. The draft is read only after the network is given up. Raises DiscreetError."""
    session = session_of(context)
    settings = settings_for(session, file)
    options = with_glossary(common(None, None, None, None, settings=settings), context, file, glossary, vault=vault)
    store = prompt_store(prompt_dir, Path() if file == "-" else Path(file).parent)
    prompt = store.load(name).with_inputs({"audience": options.audience.value}, only_known=True).with_inputs(inputs)
    pipeline = session.build_pipeline()
    with ExitStack() as stack:
        counted = model or settings.wording.model
        client = stack.enter_context(open_writer(model_path(model, settings), prompt)) if counted else None
        session.confine()
        draft = session.read_draft(file)
        recorder = Recorder()
        if prompt.output.name == "wording":
            pipeline.rewrite(draft, options, recorder)
        try:
            turns = turns_about(prompt, draft, recorder.windows)
        except ValueError as problem:
            raise PromptError(
                f"For this draft the prompt {name} can't be used: {problem}.", "Look through it: discreet prompts lint"
            ) from None
        if not turns and prompt.output.name not in ("wording", "details", "guess"):
            raise UsageError(
                f"The prompt {name} is not asked about drafts.", f"See its examples: discreet prompts show {name}"
            )
        limits = _limits(prompt, turns, recorder.windows)
        lines = _with_markup(prompt, turns, limits, client) if client is not None else _roles(prompt, turns)
        yield from list(lines)


def _limits(prompt: Prompt, turns: Sequence[str], windows: Sequence[Window]) -> list[int]:
    from assistant.engine.base import room_for

    if prompt.output.name == "wording":
        return [min(room_for(window), prompt.limit) for window in windows]
    return [prompt.limit] * len(turns)


def _roles(prompt: Prompt, turns: Sequence[str]) -> Iterator[str]:
    total = estimated_tokens(prompt.system)
    yield f"SYSTEM (about {total} tokens)"
    yield from prompt.system.splitlines()
    for number, (turn, answer) in enumerate(prompt.examples, start=1):
        total += estimated_tokens(turn) + estimated_tokens(answer)
        yield from ("", f"EXAMPLE {number}, USER (about {estimated_tokens(turn)} tokens)", *turn.splitlines())
        yield from (f"EXAMPLE {number}, ANSWER (about {estimated_tokens(answer)} tokens)", answer)
    for number, turn in enumerate(turns, start=1):
        about = estimated_tokens(turn)
        yield from ("", f"QUESTION {number} OF {len(turns)}, USER (about {about} tokens)", *turn.splitlines())
    yield ""
    own = sum(map(estimated_tokens, turns))
    many = f"{len(turns)} question{'' if len(turns) == 1 else 's'}"
    yield f"About {total} tokens are read once, {own} for {many}; an answer has at most {prompt.limit}."
    yield "These numbers are estimates. With --model they are counted, and the model's own markup is shown."


def _with_markup(prompt: Prompt, turns: Sequence[str], limits: Sequence[int], client: WriterClient) -> Iterator[str]:
    """`limits` has the most tokens of each answer."""
    from assistant.engine.chat import by_name

    info = client.loaded_as()
    chat = by_name(info.chat_format)
    prefix = chat.prefix(prompt.system, prompt.examples)
    asked = [chat.turn(turn) for turn in turns]
    plain = client.count([text for piece in (prefix, *asked) for text, markup in piece if not markup])
    marked = client.count([text for piece in (prefix, *asked) for text, markup in piece if markup], markup=True)
    counts = _counts([prefix, *asked], plain, marked)
    known = list(map(str, counts)) or ["?"] * (len(asked) + 1)
    yield f"READ ONCE ({known[0]} tokens; {info.name}, format {chat.name})"
    yield from "".join(text for text, _ in prefix).splitlines()
    for number, pieces in enumerate(asked, start=1):
        yield from ("", f"QUESTION {number} OF {len(asked)} ({known[number]} tokens)")
        yield from "".join(text for text, _ in pieces).splitlines()
    yield ""
    yield f"An answer has at most {prompt.limit} tokens. A window has room for {info.per_window}."
    yield from _too_long(counts, limits, info.per_window)
    if any(sign in text for piece in (prefix, *asked) for text, markup in piece if not markup for sign in chat.tokens):
        yield "What looks like markup in the prompt's own text or in the draft is read as letters."
    if chat.name == "plain":
        yield "This model has no chat format that discreet knows; it is asked in plain text."


def _too_long(counts: Sequence[int], limits: Sequence[int], room: int) -> Iterator[str]:
    """What this model would not be asked, in sentences."""
    if not counts:
        return
    most = room * 2 // 3
    if counts[0] > most:
        yield f"What is read once is too long: it may have {most} tokens. This model would not be asked at all."
        return
    for number, (own, limit) in enumerate(zip(counts[1:], limits, strict=True), start=1):
        if counts[0] + own + limit > room:
            yield f"Question {number} does not fit beside what is read once, and would be left to the rules."


def _counts(
    groups: Sequence[Sequence[tuple[str, bool]]], plain: Sequence[int] | None, marked: Sequence[int] | None
) -> list[int]:
    """The tokens of every group of pieces, from the counts of plain and of marked pieces in their order."""
    if plain is None or marked is None:
        return []
    rest = {False: iter(plain), True: iter(marked)}
    return [sum(next(rest[markup]) for _, markup in group) for group in groups]
