"""`discreet invent`: an invented example for a teaching point, or one out of what several cases have in common."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import diagnostics, output
from assistant.cli.options import (
    AudienceOption,
    GlossaryOption,
    GlossaryVaultOption,
    common,
    glossaries,
    session_of,
    settings_for,
)
from assistant.cli.text import printable
from assistant.domain.details import Directness
from assistant.domain.errors import ModelError, UsageError
from assistant.domain.ladders import Flag

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.domain.details import Detail
    from assistant.engine.base import WriterClient
    from assistant.passes.inventing import Invented, Origin
    from assistant.pipeline import Options, Pipeline
    from assistant.prompting.prompt import Prompt

LONGEST_POINT = 600
"""Characters of a point; more is a draft."""
_BLAMELESS = frozenset({Flag.REPORTED_SPEECH, Flag.MOMENT, Flag.SCENE, Flag.SEQUENCE})
"""What an invented person may do: there is nobody who would know it again."""


def invent(
    context: typer.Context,
    point: Annotated[
        str, typer.Argument(metavar="FILE", help="A file with the point, or a draft with {point: …}; - is typed in.")
    ] = "-",
    audience: AudienceOption = None,
    count: Annotated[int, typer.Option("--count", help="How many examples.", min=1, max=3)] = 1,
    cases: Annotated[
        list[Path] | None,
        typer.Option("--from", help="A draft about a case; give two or more for a composite.", metavar="PATH"),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", help="An instruct model. Without it: the one that is set.", metavar="MODEL")
    ] = None,
    prompt_dir: Annotated[
        Path | None, typer.Option("--prompt-dir", help="A folder of prompts that comes first.", metavar="PATH")
    ] = None,
    glossary: GlossaryOption = None,
    vault: GlossaryVaultOption = False,
) -> None:
    """Invent an example for a point, about nobody: no case is told to the model.

    Of a draft with {point: …} only the point is read. With --from, twice or more, it is one example out of what these
    cases have in common; each is made general first. Every example is checked before you see it.
    """
    from assistant.prompt_wiring import model_path, open_writer, prompt_store

    session = session_of(context)
    settings = settings_for(session, point)
    options = common(audience, None, None, None, settings=settings)
    if cases is not None and len(cases) < 2:
        raise UsageError("One case is no composite.", "Give --from twice or more, or leave it out.")
    if cases is not None and len({os.path.realpath(each) for each in cases}) < len(cases):
        raise UsageError("The same case twice is no composite.", "Give --from another file.")
    if cases is not None and count > 1:
        raise UsageError("A composite is one example.", "Leave out --count, or --from.")
    said = glossaries(context, glossary, vault=vault, typed=point == "-" and cases is None)
    origins = [(path, said(options, path)) for path in cases or ()]
    options = said(options, point)
    name = "composite" if cases else "from-the-point"
    prompt = prompt_store(prompt_dir).load(name).with_inputs({"audience": options.audience.value}, only_known=True)
    pipeline = session.build_pipeline()
    diagnostics.hush_logging()
    with open_writer(model_path(model, settings), prompt) as client:
        session.confine()
        wanted = _point(session, pipeline, point, options, needed=not cases)
        diagnostics.progress("Inventing …")
        try:
            invented = _invented(session, pipeline, client, prompt, wanted, count, origins, options)
        finally:
            diagnostics.progress("")
        failure = client.report.failure
        if failure is not None and not invented.examples:
            raise ModelError(failure.happened, "Nothing was invented.")
        if failure is not None:
            diagnostics.say(failure.happened)
    if not invented.examples:
        reasons = " ".join(dict.fromkeys(invented.refused))
        raise ModelError(
            f"The model gave nothing that may be shown. {reasons}", "Try a larger model, or another wording."
        )
    output.lines(printable("\n\n".join(invented.examples)).split("\n"))
    diagnostics.say("Invented; it is about nobody. Read it once: a model may hit on somebody real without knowing.")


def _invented(
    session: Session,
    pipeline: Pipeline,
    client: WriterClient,
    prompt: Prompt,
    point: str,
    count: int,
    cases: Sequence[tuple[Path, Options]],
    options: Options,
) -> Invented:
    """`cases` with what holds for each of them."""
    from assistant.passes.inventing import composite, from_point
    from assistant.prompting.preview import PART

    def telling(text: str) -> list[str]:
        return [words for d in _details(pipeline, text, options) if _points_at_somebody(d) for words in d.texts]

    if cases:
        origins = [_origin(session, pipeline, path, its_own) for path, its_own in cases]
        if sum(len(origin.general) for origin in origins) > PART:
            raise UsageError(
                "These cases are too long together for one question to a model.",
                f"Take the passages that belong together; what is made of them may have {PART} characters.",
            )
        return composite(origins, point, client, prompt, telling)
    return from_point(point, count, client, prompt, telling)


def _point(session: Session, pipeline: Pipeline, file: str, options: Options, *, needed: bool) -> str:
    """The point itself: what {point: …} marks, or the whole of a short text. Raises UsageError."""
    from assistant.passes.inventing import names

    draft = session.read_draft(file) if needed or file != "-" else None
    if draft is None:
        return ""
    marked = [span.of(draft.text) for span in draft.points]
    point = " ".join(" ".join(marked or [draft.text]).split())
    if not point:
        raise UsageError("There is no point.", "Write what the example should show, in a sentence.")
    if len(point) > LONGEST_POINT:
        raise UsageError(
            "That is longer than a point.", "Mark it in the draft as {point: …}, or write it in a sentence."
        )
    if names(point) or any(d.directness is Directness.DIRECT for d in _details(pipeline, point, options)):
        raise UsageError("The point itself names somebody.", "Say it without; no real detail goes to the model.")
    return point


def _origin(session: Session, pipeline: Pipeline, path: Path, options: Options) -> Origin:
    from assistant.domain.risk import Tier
    from assistant.passes.inventing import Origin

    draft = session.read_draft(str(path))
    result = pipeline.rewrite(draft, options)
    if result.risk.overall is Tier.CANNOT_TELL:
        raise UsageError(f"{path.name} can’t be judged, so it can’t go into a composite.", "See: discreet check")
    words = tuple(dict.fromkeys(t for d in result.analysis.details if d.counts and not d.folded for t in d.texts))
    return Origin(draft.text, result.text, words)


def _details(pipeline: Pipeline, text: str, options: Options) -> tuple[Detail, ...]:
    from dataclasses import replace

    from assistant.composition import draft_of

    return pipeline.check(draft_of(text, "text"), replace(options, case=True)).details


def _points_at_somebody(detail: Detail) -> bool:
    if not detail.counts or detail.folded or detail.ladder is None:
        return False
    if detail.directness is Directness.DIRECT:
        return True
    return bool(detail.ladder.rungs[0].flags - _BLAMELESS) or detail.directness is Directness.QUASI
