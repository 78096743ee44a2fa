"""Writes a trained sifter as a GGUF file: the encoder in Q8_0 and its head, without words, which are the tagger's.

    python -m scripts.train.sifter.export CHECKPOINT.pt OUT.gguf [--format q8_0|f32]

Seconds. The product reads it beside the tagger's file, whose words it was taught with.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from scripts.train.sifter.train import LONGEST
from scripts.train.tagger.export import Kind, write
from scripts.train.tagger.labels import STANDS
from scripts.train.tagger.network import Tagger

SIFTER = Kind("discreet sifter", (STANDS,), LONGEST, words=False)


def main() -> None:
    """Load a checkpoint and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--format", choices=("q8_0", "f32"), default="q8_0")
    given = parser.parse_args()
    model = Tagger()
    model.load_state_dict(torch.load(given.checkpoint, weights_only=True)["model"])
    write(model.eval(), given.out, {}, given.format, SIFTER)
    print(f"{given.out}: {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
