"""Writes the writer as a GGUF file that llama.cpp loads: 8-bit weights, GPT-2's way of splitting, our vocabulary.

    python -m scripts.train.writer.export RUN OUT.gguf [--checkpoint finetune]

Reads RUN/finetune.pt (or another checkpoint) and RUN/tokenizer.json. The same inputs write the same bytes. A second.
Needs torch and gguf.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import gguf
import numpy as np

from scripts.train.writer.model import EPSILON, ROPE_BASE
from scripts.train.writer.pretrain import load
from scripts.train.writer.tokenizer import CONTROL, END

NAME = "discreet writer"
LICENCE = "CC-BY-4.0"
"""Of the weights; the texts that they were learnt from and their authors are named in models/README.md."""


def export(run: Path, out: Path, checkpoint: str = "finetune") -> Path:
    """Write the model of a checkpoint to `out`."""
    model, _ = load(run / f"{checkpoint}.pt")
    told = json.loads((run / "tokenizer.json").read_text("utf-8"))["model"]
    tokens = sorted(told["vocab"], key=told["vocab"].__getitem__)
    merges = [" ".join(m) if isinstance(m, list) else m for m in told["merges"]]
    shape = model.shape
    writer = gguf.GGUFWriter(out, "llama")
    writer.add_name(NAME)
    writer.add_license(LICENCE)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.wide)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    control = int(gguf.TokenType.CONTROL)
    writer.add_token_types([control if t in CONTROL else int(gguf.TokenType.NORMAL) for t in tokens])
    writer.add_token_merges(merges)
    end = tokens.index(END)
    writer.add_bos_token_id(end)
    writer.add_eos_token_id(end)
    writer.add_add_bos_token(True)
    for name, weight in model.state_dict().items():
        numbers = weight.numpy().astype(np.float32)
        if numbers.ndim == 1:
            writer.add_tensor(_named(name), numbers)
            continue
        sort = gguf.GGMLQuantizationType.Q8_0
        writer.add_tensor(_named(name), gguf.quants.quantize(numbers, sort), raw_dtype=sort)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return out


def _named(name: str) -> str:
    return name if name.endswith(".weight") else f"{name}.weight"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", default="finetune", choices=("finetune", "pretrain"))
    options = parser.parse_args()
    written = export(options.run, options.out, options.checkpoint)
    data = written.read_bytes()
    print(f"{written}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
