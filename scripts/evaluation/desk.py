"""A terminal for the five tasks (docs/evaluation/tui-tasks.md): start discreet on a draft, press keys, see the screen.

    python scripts/evaluation/desk.py start DRAFT | press KEY … | type TEXT | show | stop

Needs tmux. One at a time; the folder that it works in is printed by `start`.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SERVER = "discreet-desk"
MOMENT = 1.5
"""Seconds between a key and a look; more where the screen is still at work."""
LONGEST = 45.0
AT_WORK = ("Esc stops.", "Reading what you decided", "is shown here while you write.")


def tmux(*arguments: str) -> str:
    done = subprocess.run(
        ["tmux", "-L", SERVER, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return done.stdout


def screen() -> str:
    """The screen once it has come to rest."""
    time.sleep(MOMENT)
    end = time.monotonic() + LONGEST
    text = tmux("capture-pane", "-p")
    while time.monotonic() < end:
        time.sleep(0.5)
        now = tmux("capture-pane", "-p")
        if now == text and now.strip() and not any(words in now for words in AT_WORK):
            break
        text = now
    return text


def start(draft: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    shutil.copy(draft, folder)
    home = str(folder / "home")
    program = shlex.join([sys.executable, "-m", "assistant", "edit", draft.name])
    settings = f"HOME={home} XDG_CONFIG_HOME={home} XDG_DATA_HOME={home} TERM=xterm-256color"
    tmux("kill-server")
    tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", "-c", str(folder),
         f"env {settings} {program}; echo ended; sleep 3600")  # fmt: skip
    tmux("set-environment", "-g", "DESK", str(folder))
    print(f"folder: {folder}")


def folder() -> Path:
    return Path(tmux("show-environment", "-g", "DESK").strip().partition("=")[2])


def main() -> None:
    what, *rest = sys.argv[1:] or ["help"]
    if what == "start":
        start(Path(rest[0]))
    elif what == "press":
        with (folder() / "keys.txt").open("a", encoding="utf-8") as log:
            log.write(" ".join(rest) + "\n")
        for key in rest:
            tmux("send-keys", key)
            time.sleep(0.3)
    elif what == "type":
        with (folder() / "keys.txt").open("a", encoding="utf-8") as log:
            log.write(f"(typed {len(rest[0])} characters)\n")
        tmux("send-keys", "-l", rest[0])
    elif what == "stop":
        print("\n".join(sorted(p.name for p in folder().iterdir())))
        tmux("kill-server")
        return
    elif what != "show":
        print(__doc__)
        return
    print(screen())


if __name__ == "__main__":
    main()
