"""Writes a trained sifter as a GGUF file: the encoder in Q5_0, its words in Q8_0 and its head.

    python -m scripts.train.sifter.export CHECKPOINT.pt BASE OUT.gguf [--format q5_0|q5_1|q8_0|f32]

Seconds. BASE is the folder that `scripts.train.sifter.base` wrote.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from scripts.train.sifter.train import LONGEST
from scripts.train.tagger.export import FORMS, Kind, write
from scripts.train.tagger.labels import STANDS
from scripts.train.tagger.network import Tagger

SIFTER = Kind("discreet sifter", (STANDS,), LONGEST, "MIT; base encoder MIT")


def main() -> None:
    """Load a checkpoint and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--format", choices=tuple(FORMS), default="q5_0")
    given = parser.parse_args()
    model = Tagger(given.base)
    model.load_state_dict(torch.load(given.checkpoint, weights_only=True)["model"])
    write(model.eval(), given.out, {}, given.format, SIFTER)
    print(f"{given.out}: {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
