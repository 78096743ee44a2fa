"""What the tests of several packages need for a tiny model: the script that builds one, and a prompt that fits it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy as np

from scripts.build_tiny_gguf import Shape, build

__all__ = ["SHORT_PROMPT", "Shape", "adapter", "build"]

SHORT_PROMPT = """---
name: short
version: 1
summary: For tests.
---
{% block system %}Say less.{% endblock %}
{% block user %}{{ passage }}{% endblock %}
"""


def adapter(path: Path, shape: Shape | None = None, rank: int = 4, said: Mapping[str, str] | None = None) -> Path:
    """Random low-rank changes to the query matrices of a tiny model of this shape; `said` goes into the metadata."""
    shape, source = shape or Shape(), np.random.default_rng(3)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(rank))
    for key, value in (said or {}).items():
        writer.add_string(key, value)
    for layer in range(shape.layers):
        for half, size in (("a", (rank, shape.width)), ("b", (shape.width, rank))):
            tensor = source.standard_normal(size, np.float32)
            writer.add_tensor(f"blk.{layer}.attn_q.weight.lora_{half}", tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
