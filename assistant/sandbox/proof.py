"""`discreet doctor --offline-proof`: tries to reach the network from each kind of process, and reports.

Every try runs in a fresh process under the very filter that discreet works under; the caller stays usable.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.sandbox import linux
from assistant.sandbox.attempts import Attempt, attempt_all
from assistant.sandbox.defences import confine
from assistant.sandbox.linux import Profile

FRONT_END = "front end"
WORKER = "model worker"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report."""

    where: str
    attempt: str
    stopped_by: str
    ok: bool


def prove(in_worker: Callable[[], Sequence[Attempt]] | None = None) -> tuple[Row, ...]:
    """Try from a front end and from a worker; takes about a second.

    `in_worker` asks a real worker process (`assistant.engine.base.attempts_in_worker`); without it a process
    under the worker's filter stands in. Never raises: a process that can't be started is a row that is not ok.
    """
    rows = [_row(FRONT_END, attempt) for attempt in _in_fresh_process(Profile.FRONT_END)]
    tries = in_worker() if in_worker is not None else _in_fresh_process(Profile.WORKER)
    return (*rows, *(_row(WORKER, attempt) for attempt in tries))


def _row(where: str, attempt: Attempt) -> Row:
    return Row(where, attempt.tried, attempt.stopped_by, attempt.ok)


def _in_fresh_process(profile: Profile) -> tuple[Attempt, ...]:
    failed = (Attempt("start the process that tries", "it could not be started", False),)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "assistant.sandbox.proof", profile.value],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return tuple(Attempt(*entry) for entry in json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return failed


def _main(profile: str) -> None:
    if linux.supported():
        confine(Profile(profile))
    found = [(a.tried, a.stopped_by, a.ok) for a in attempt_all()]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _main(sys.argv[1])
