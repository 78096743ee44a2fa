"""A real terminal (tmux) with discreet in it: keys go in, and what stands on the screen comes out as lines."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

PATIENCE = 180.0
"""Seconds for something to appear; a busy machine is slow."""

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")


class Terminal:
    """One window of 80 by 24 on a server of its own, ended with the `with` block."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80, lines: int = 24) -> None:
        self._server = f"discreet-{uuid.uuid4().hex[:8]}"
        self._command = shlex.join([sys.executable, "-m", "assistant", *arguments]) + "; echo ended with $?; sleep 300"
        self._folder, self._size = folder, (columns, lines)

    def __enter__(self) -> Terminal:
        home = str(self._folder / "home")
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environment = {**inherited, "TERM": "xterm-256color", "HOME": home, "XDG_CONFIG_HOME": home,
                       "XDG_DATA_HOME": home}  # fmt: skip
        columns, lines = self._size
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(lines), "-c",
                   str(self._folder), self._command, env=environment)  # fmt: skip
        return self

    def __exit__(self, *_error: object) -> None:
        self._tmux("kill-server")

    def press(self, *keys: str) -> None:
        """Press keys, as tmux names them: "a", "F3", "C-r", "Enter"."""
        for key in keys:
            self._tmux("send-keys", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        """Type text."""
        self._tmux("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        """Paste text, as a terminal does: all at once, between marks that say so."""
        file = self._folder / "pasted"
        file.write_text(text, encoding="utf-8")
        self._tmux("load-buffer", str(file))
        file.unlink()
        self._tmux("paste-buffer", "-p")

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size, as dragging its edge does: by way of one that is nearly it."""
        for width in (columns - 1, columns):
            end = time.monotonic() + PATIENCE
            while self._tmux("display-message", "-p", "#{window_width} #{window_height}").split() != [
                str(width),
                str(lines),
            ]:
                assert time.monotonic() < end, "tmux did not change the window's size"
                self._tmux("resize-window", "-x", str(width), "-y", str(lines))
                time.sleep(0.5)

    def worker(self, role: str) -> int:
        """The process of the program's worker of this role, once it is there."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            waiting = [self._tmux("display-message", "-p", "#{pane_pid}").strip()]
            while waiting:
                pid = waiting.pop()
                listing = ["ps", "-ww", "-o", "pid=,args=", "--ppid", pid]  # whole lines, however wide COLUMNS says
                found = subprocess.run(listing, capture_output=True, text=True)
                for line in found.stdout.splitlines():
                    child, _, words = line.strip().partition(" ")
                    if "assistant.engine.worker" in words and words.endswith(f"--role {role}"):
                        return int(child)
                    waiting.append(child)
            time.sleep(0.05)
        raise AssertionError(f"no {role} was started:\n{self.text()}")

    def text(self) -> str:
        """What stands on the screen."""
        return self._tmux("capture-pane", "-p")

    def until(self, *words: str) -> str:
        """Wait until all of `words` stand on the screen; what stands there then."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = self.text()
            if all(word in text for word in words):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{words} did not appear on:\n{self.text()}")

    def until_gone(self, words: str) -> None:
        """Wait until `words` stand on the screen no longer."""
        end = time.monotonic() + PATIENCE
        while words in self.text():
            assert time.monotonic() < end, f"{words} is still there"
            time.sleep(0.1)

    def _tmux(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._server, *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=env, timeout=30,
        )  # fmt: skip
        return done.stdout
