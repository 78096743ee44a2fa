"""What a model would get for a draft: exactly, role by role, with tokens counted by the model or estimated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.options import common, settings_for
from assistant.domain.errors import UsageError
from assistant.prompt_wiring import model_path, open_writer, prompt_store
from assistant.prompting.lint import estimated_tokens
from assistant.prompting.preview import Recorder, turns_about

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.engine.base import WriterClient
    from assistant.prompting.prompt import Prompt

Count = Callable[[str], str]


def previewed(
    session: Session, name: str, file: str, model: str | None, inputs: Mapping[str, str], prompt_dir: Path | None
) -> Iterator[str]:
    """Lines for people. The draft is read only after the network is given up. Raises DiscreetError."""
    settings = settings_for(session, file)
    options = common(None, None, None, None, settings=settings)
    store = prompt_store(prompt_dir, Path() if file == "-" else Path(file).parent)
    prompt = store.load(name).with_inputs({"audience": options.audience.value}, only_known=True).with_inputs(inputs)
    pipeline = session.build_pipeline()
    with ExitStack() as stack:
        client = stack.enter_context(open_writer(model_path(model, settings), prompt)) if model else None
        session.confine()
        draft = session.read_draft(file)
        recorder = Recorder()
        if prompt.output.name == "wording":
            pipeline.rewrite(draft, options, recorder)
        turns = turns_about(prompt, draft, recorder.windows)
        if not turns and prompt.output.name not in ("wording", "details", "guess"):
            raise UsageError(
                f"The prompt {name} is not asked about drafts.", f"See its examples: discreet prompts show {name}"
            )
        lines = _with_markup(prompt, turns, client) if client is not None else _roles(prompt, turns)
        yield from list(lines)


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


def _with_markup(prompt: Prompt, turns: Sequence[str], client: WriterClient) -> Iterator[str]:
    from assistant.engine.chat import by_name

    info = client.loaded_as()
    chat = by_name(info.chat_format)
    prefix = chat.prefix(prompt.system, prompt.examples)
    asked = [chat.turn(turn) for turn in turns]
    plain = client.count([text for piece in (prefix, *asked) for text, markup in piece if not markup])
    marked = client.count([text for piece in (prefix, *asked) for text, markup in piece if markup], markup=True)
    counts = _counts([prefix, *asked], plain, marked)
    yield f"READ ONCE ({counts[0]} tokens; {info.name}, format {chat.name})"
    yield from "".join(text for text, _ in prefix).splitlines()
    for number, pieces in enumerate(asked, start=1):
        yield from ("", f"QUESTION {number} OF {len(asked)} ({counts[number]} tokens)")
        yield from "".join(text for text, _ in pieces).splitlines()
    yield ""
    yield f"An answer has at most {prompt.limit} tokens. A window has room for {info.per_window}."
    if chat.name == "plain":
        yield "This model has no chat format that discreet knows; it is asked in plain text."


def _counts(
    groups: Sequence[Sequence[tuple[str, bool]]], plain: Sequence[int] | None, marked: Sequence[int] | None
) -> list[str]:
    """The tokens of every group of pieces, from the counts of plain and of marked pieces in their order."""
    if plain is None or marked is None:
        return ["?"] * len(groups)
    rest = {False: iter(plain), True: iter(marked)}
    return [str(sum(next(rest[markup]) for _, markup in group)) for group in groups]
