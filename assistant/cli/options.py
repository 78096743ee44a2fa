"""Options that commands share, and what their values mean. What is not given comes from the settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.domain.changes import Audience, Voice
from assistant.domain.errors import UsageError
from assistant.domain.risk import Reader, Risk, Targets, Tier

if TYPE_CHECKING:
    from assistant.batch.values import Standing
    from assistant.cli.session import Session
    from assistant.pipeline import Options
    from assistant.settings.model import Settings

LONGEST_WISHES = 1_000_000
"""Bytes of a point file or a keep file; more is a mistake."""

AudienceOption = Annotated[
    Audience | None,
    typer.Option(help="Who will read it; sets how little may be left over. Without it: blog, or as set."),
]
VoiceOption = Annotated[
    Voice | None,
    typer.Option(help="Whose “I” it is: yours, or your client’s. Without it: yours, or as set."),
]
CaseOption = Annotated[
    bool, typer.Option("--case", help="It tells of a case, even if it does not read like one to discreet.")
]
RulesOnlyOption = Annotated[
    bool,
    typer.Option(
        "--rules-only", help="Leave out the trained tagger. Names are not fully checked then, and nothing is low."
    ),
]
CaseloadOption = Annotated[
    int | None,
    typer.Option(
        help="How many clients, patients or pupils you have; one of them might read it. Without it: 60, or as set.",
        min=1,
        max=100_000,
        metavar="NUMBER",
    ),
]
TargetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--target",
        help="The most that one reader may be left with, such as client=raised; may be given again.",
        metavar="READER=TIER",
    ),
]
MaxRiskOption = Annotated[
    str | None,
    typer.Option(
        "--max-risk",
        help="Exit with 1 above this: low, raised, high, or a score from 0 to 100.",
        metavar="TIER|SCORE",
    ),
]
GlossaryOption = Annotated[
    Path | None,
    typer.Option("--glossary", help="A glossary for this run alone; it may name people.", metavar="PATH"),
]
GlossaryVaultOption = Annotated[
    bool, typer.Option("--vault", help="Use the glossary in the vault too; asks for its passphrase.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document, with the words of the draft.")]


@dataclass(frozen=True, slots=True)
class Limit:
    """The highest risk that is accepted: a tier or a score."""

    tier: Tier | None = None
    score: int | None = None

    def exceeded_by(self, risk: Risk | Standing) -> bool:
        """Whether `risk` is above it; what can't be told exceeds every limit."""
        if risk.overall is Tier.CANNOT_TELL:
            return True
        if self.tier is not None:
            return risk.overall > self.tier
        return self.score is not None and risk.score > self.score


def session_of(context: typer.Context) -> Session:
    """The session that `run` was given."""
    session: Session = context.obj
    return session


def settings_for(session: Session, file: str) -> Settings:
    """What is set for the draft at `file`, or in this folder for "-". Raises UsageError."""
    return session.load_settings(Path() if file == "-" else Path(file).parent)


def limit(text: str | None, settings: Settings | None = None) -> Limit | None:
    """What `--max-risk` says, or the settings where it is not given. Raises UsageError."""
    if text is None and settings is not None and settings.writing.max_risk is not None:
        text = str(settings.writing.max_risk)
    if text is None:
        return None
    wanted = text.strip().lower()
    if wanted.isascii() and wanted.isdigit() and int(wanted) <= 100:
        return Limit(score=int(wanted))
    tier = _TIERS.get(wanted)
    if tier is None:
        raise UsageError(f"--max-risk takes low, raised, high, or a score from 0 to 100, not “{text}”.")
    return Limit(tier=tier)


def targets(wanted: Sequence[str] | None) -> Targets | None:
    """What the `--target` options say; None where there are none. Raises UsageError."""
    if not wanted:
        return None
    found: dict[Reader, Tier] = {}
    for text in wanted:
        name, _, word = text.lower().partition("=")
        reader, tier = _READERS.get(name.strip()), _TIERS.get(word.strip())
        if reader is None or tier is None:
            raise UsageError(
                f"--target takes READER=TIER, not “{text}”.",
                "Readers are client, acquaintance and stranger; tiers are low, raised and high.",
            )
        found[reader] = tier
    return found


def wishes(path: Path | None, option: str) -> tuple[str, ...]:
    """The lines of a file that names words to keep, without blank ones. Raises UsageError."""
    if path is None:
        return ()
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST_WISHES + 1)
        if len(data) > LONGEST_WISHES:
            raise UsageError(f"The file for {option} is too long.", "It takes one word or sentence a line.")
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"The file for {option} can’t be read: {_why(error)}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"The file for {option} is not UTF-8 text.", "Save it as UTF-8 and try again.") from None
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def common(
    audience: Audience | None,
    voice: Voice | None,
    caseload: int | None,
    target: Sequence[str] | None,
    *,
    case: bool = False,
    settings: Settings | None = None,
) -> Options:
    """The options that every look at a draft has: as given, else as set, else the defaults. Raises UsageError."""
    from assistant.pipeline import Options
    from assistant.settings.model import Settings

    held = settings or Settings()
    aims = {reader: _TIERS[word] for reader, word in held.writing.targets.items()} | dict(targets(target) or {})
    background = held.background()
    return Options(
        strategy=held.writing.strategy,
        audience=audience or held.writing.audience,
        voice=voice or held.writing.voice,
        targets=aims or None,
        background=background if caseload is None else replace(background, caseload=caseload),
        seed=held.wording.seed,
        case=case,
    )


def with_glossary(
    options: Options, context: typer.Context, file: str | Path, for_this_run: Path | None, *, vault: bool = False
) -> Options:
    """The options with what the person's glossaries say about drafts like `file`, or in the folder `file`.

    Raises DiscreetError.
    """
    return glossaries(context, for_this_run, vault=vault, typed=file == "-")(options, file)


def glossaries(
    context: typer.Context, for_this_run: Path | None, *, vault: bool, typed: bool
) -> Callable[[Options, str | Path], Options]:
    """What brings options to the glossaries for a file or a folder; a passphrase is asked for once, here.

    `typed` says that a draft comes in on standard input. Both raise DiscreetError.
    """
    from assistant.glossary_wiring import brought_to, glossary

    opened = None
    if vault:
        from assistant.cli.vault import opened as open_vault

        if typed:
            raise UsageError("Standard input can’t be the draft and the passphrase.", "Name the draft’s file.")
        opened = open_vault(context)

    def brought(options: Options, file: str | Path) -> Options:
        folder = Path() if file == "-" else Path(file) if os.path.isdir(file) else Path(file).parent
        return brought_to(options, glossary(folder, for_this_run, opened))

    return brought


_TIERS = {tier.word: tier for tier in Tier if tier is not Tier.CANNOT_TELL}
_READERS = {reader.value: reader for reader in Reader}


def _why(error: OSError) -> str:
    return (error.strerror or "the system gives no reason").lower()
