"""Writes what scripts.train.sifter.larger taught as a GGUF adapter whose metadata hold the vector.

    python -m scripts.train.sifter.export_larger RUN OUT.gguf

Seconds. Needs torch and gguf.
"""

from __future__ import annotations

import base64
from pathlib import Path

import torch

from assistant.engine.reader import PREFIX
from scripts.train.sifter.larger import RANK
from scripts.train.writer.export_adapter import command, write


def export(run: Path, out: Path) -> Path:
    """The running mean of RUN/checkpoint.pt as the file `out`; returns it."""
    taught = torch.load(run / "checkpoint.pt", weights_only=True)["model"]
    head = taught.pop("head.weight").float().numpy().astype("<f4").tobytes()
    said = {
        PREFIX + "head": base64.b64encode(head).decode("ascii"),
        PREFIX + "bias": repr(float(taught.pop("head.bias"))),
    }
    changes = {name.removeprefix("model."): value for name, value in taught.items()}
    return write(changes, out, "discreet-reader", RANK, said)


def main() -> None:
    command(export, __doc__)


if __name__ == "__main__":
    main()
