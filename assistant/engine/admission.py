"""Whether a model fits into memory, decided before it is loaded: a refusal is a sentence, a full machine is not."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.errors import ModelError
from assistant.engine import control_groups
from assistant.engine.gguf_header import BrokenFileError, Header, read_header

OVERHEAD = 300 * 1024 * 1024
"""Python, the library and its buffers, beside weights and caches."""
WEIGHTS = 1.1
"""Memory per byte of file: repacked weights with some slack (measured on a 4B model: 2.66 GB for 2.37 GB)."""
FEW, MANY = 4, (8, 16)
"""Windows at once: four bring half of the gain, eight and sixteen the rest, where memory is plentiful."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What may be loaded and how."""

    header: Header
    sequences: int
    need: int
    """Bytes of memory, estimated."""


def admit(path: Path, per_sequence: int, available: int | None = None, most: int = MANY[-1]) -> Admission:
    """Decide on the model file at `path`, with caches of `per_sequence` tokens, `most` of them at the most.

    `available` is in bytes; None asks the system. Raises ModelError with a sentence: no file, no GGUF, no room.
    """
    header, size = _look(path)
    free = available_memory() if available is None else available
    cache = header.cache_bytes_per_token() * per_sequence

    def need(sequences: int) -> int:
        return int(size * WEIGHTS) + cache * sequences + OVERHEAD

    if free is None:
        return Admission(header, FEW, need(FEW))
    if need(FEW) > free:
        raise ModelError(
            f"This model needs about {_gigabytes(need(FEW))} of memory and {_gigabytes(free)} are free.",
            "Close other programs, or choose a smaller model.",
        )
    sequences = max([FEW, *(many for many in MANY if many <= most and need(many) * 1.5 < free)])
    return Admission(header, sequences, need(sequences))


def _look(path: Path) -> tuple[Header, int]:
    choose = "Choose another with --model, or download it again."
    try:
        if not path.is_file():
            raise ModelError(f"There is no model file {path.name}.", "Check the path given with --model.")
        return read_header(path), path.stat().st_size
    except BrokenFileError:
        raise ModelError(f"{path.name} is not a complete model file in GGUF format.", choose) from None
    except OSError:
        raise ModelError(f"The model file {path.name} can't be read.", "Check who may read it.") from None


def available_memory() -> int | None:
    """Bytes that a new process can have without pushing others out; None where the system doesn't say.

    Linux: what the kernel estimates, and what the control groups leave. Windows: free physical memory. macOS: six
    tenths of all memory, for want of a simple figure.
    """
    if sys.platform == "linux":
        found = [amount for amount in (_linux_available(), control_groups.left()) if amount is not None]
        return min(found) if found else None
    if sys.platform == "win32":
        return _windows_available()
    try:
        return int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 0.6)
    except (AttributeError, OSError, ValueError):
        return None


def _linux_available() -> int | None:
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        return None
    return None


class _WindowsMemory(ctypes.Structure):
    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total_physical", ctypes.c_ulonglong),
        ("free_physical", ctypes.c_ulonglong),
        ("others", ctypes.c_ulonglong * 5),
    )


def _windows_available() -> int | None:
    memory = _WindowsMemory()
    memory.length = ctypes.sizeof(memory)
    kernel = getattr(ctypes, "windll", None)
    if kernel is None or not kernel.kernel32.GlobalMemoryStatusEx(ctypes.byref(memory)):
        return None
    return int(memory.free_physical)


def _gigabytes(amount: int) -> str:
    return f"{amount / 1e9:.1f} GB"
