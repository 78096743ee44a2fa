"""Writes what scripts.train.writer.adapt taught as a GGUF adapter, in 8 bits, for llama.cpp to load beside its base.

    python -m scripts.train.writer.export_adapter RUN assistant/models/writer.gguf

Needs torch and gguf.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from gguf import GGMLQuantizationType, GGUFWriter
from gguf.quants import quantize
from torch import Tensor

from scripts.train.writer.adapt import RANK


def export(run: Path, out: Path) -> Path:
    """The adapters of RUN/adapter.pt as the file `out`; returns it."""
    taught = torch.load(run / "adapter.pt", weights_only=False)["adapters"]
    return write(taught, out, "discreet-writer", RANK, {})


def write(taught: Mapping[str, Tensor], out: Path, name: str, rank: int, said: Mapping[str, str]) -> Path:
    """Low-rank changes, by the names of the model's parameters, as the file `out`, which also says what `said` does.

    Inner matrices whose rows are too short for blocks of 32 are kept in 16 bits.
    """
    writer = GGUFWriter(str(out), "llama")
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(rank))
    writer.add_name(name)
    writer.add_license("MIT")
    for key, value in said.items():
        writer.add_string(key, value)
    for parameter, value in sorted(taught.items()):
        _, number, matrix, half = parameter.split(".")
        fits = value.shape[-1] % 32 == 0
        kind = GGMLQuantizationType.Q8_0 if fits else GGMLQuantizationType.F16
        data = quantize(value.detach().contiguous().float().numpy(), kind)
        writer.add_tensor(f"blk.{number}.{matrix}.weight.lora_{half}", data, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return out


def command(make: Callable[[Path, Path], Path], about: str | None) -> None:
    """Ask for RUN and OUT, have the file made, and say how large it is."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    print(f"{make(given.run, given.out)}: {given.out.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    command(export, __doc__)


if __name__ == "__main__":
    main()
