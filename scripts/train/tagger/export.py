"""Writes a trained tagger as a GGUF file, the head and its thresholds as metadata, and a file with its words beside it.

    python -m scripts.train.tagger.export CHECKPOINT.pt BASE OUT.gguf [--thresholds FILE.json]
        [--format q8_0|q5_0|q5_1|f32] [--blend TAGGER.gguf --share 0.7] [--lean 0.7]

Seconds. Tensor names and metadata are those of llama.cpp's own converter for BERT; thresholds are per output, and an
output without one (or with 1) never marks.

llama.cpp keeps a score for each piece of a vocabulary and each token of a window, 31 MB a context that nobody reads. So
the file tells it of a vocabulary of one; the pieces are metadata and their vectors a file of their own (OUT.words),
which the program maps (`assistant/engine/words.py`). They are not trained, so that file stays when the other changes.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch

from assistant.engine.words import Words, beside
from scripts.train.tagger.labels import CASE, INDEX, OUTPUTS, TELLS
from scripts.train.tagger.network import HIDDEN, Tagger, vocabulary

WORDS = "token_embd.weight"
_NAMES = {
    "embeddings.word_embeddings": "token_embd",
    "embeddings.position_embeddings": "position_embd",
    "embeddings.token_type_embeddings": "token_types",
    "embeddings.LayerNorm": "token_embd_norm",
}
_LAYER = {
    "attention.self.query": "attn_q",
    "attention.self.key": "attn_k",
    "attention.self.value": "attn_v",
    "attention.output.dense": "attn_output",
    "attention.output.LayerNorm": "attn_output_norm",
    "intermediate.dense": "ffn_up",
    "output.dense": "ffn_down",
    "output.LayerNorm": "layer_output_norm",
}
_EXACT = ("position_embd", "token_types", "_norm")
"""Parts that stay in 32 bits: small, and read as they are."""


def tensor_name(name: str) -> str | None:
    """llama.cpp's name of a tensor of the encoder; None for one that it has no use for."""
    stem, _, part = name.rpartition(".")
    if stem.startswith("encoder.layer."):
        number, _, rest = stem.removeprefix("encoder.layer.").partition(".")
        return f"blk.{number}.{_LAYER[rest]}.{part}" if rest in _LAYER else None
    return f"{_NAMES[stem]}.{part}" if stem in _NAMES else None


LICENCE = "MIT; base encoder MIT"
FORMS = {
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
    "q5_0": (gguf.GGMLQuantizationType.Q5_0, gguf.LlamaFileType.MOSTLY_Q5_0),
    "q5_1": (gguf.GGMLQuantizationType.Q5_1, gguf.LlamaFileType.MOSTLY_Q5_1),
    "f32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
}
"""How the encoder's matrices can be written. Words are in Q8_0, or in 32 bits where the matrices are."""


def write(
    model: Tagger, pieces: Sequence[str], out: Path, thresholds: dict[str, float], weight_format: str = "q8_0"
) -> None:
    """Write `model`, whose vocabulary is `pieces`, to `out`."""
    form, file_type = FORMS[weight_format]
    words_in = "f32" if weight_format == "f32" else "q8_0"
    config = model.encoder.config
    writer = gguf.GGUFWriter(out, "bert")
    writer.add_name("discreet tagger")
    writer.add_license(LICENCE)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_head_count(config.num_attention_heads)
    writer.add_layer_norm_eps(config.layer_norm_eps)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.NONE)
    writer.add_file_type(file_type)
    words = model.encoder.embeddings.word_embeddings.weight.detach().to(torch.float32).numpy()
    if words_in == "q8_0":
        words = gguf.quants.quantize(words, gguf.GGMLQuantizationType.Q8_0)
    raw = np.ascontiguousarray(words).tobytes()
    beside(out).write_bytes(raw)
    _add_vocabulary(writer, pieces, words_in)
    writer.add_string("discreet.tagger.words_sha256", hashlib.sha256(raw).hexdigest())
    writer.add_tensor(WORDS, np.zeros((1, config.hidden_size), np.float32))
    _add_head(writer, model, thresholds)
    for name, tensor in model.encoder.state_dict().items():
        target = tensor_name(name)
        if target is None or target == WORDS:
            continue
        array = tensor.detach().to(torch.float32).numpy()
        if weight_format != "f32" and array.ndim == 2 and not any(part in target for part in _EXACT):
            writer.add_tensor(target, gguf.quants.quantize(array, form), raw_dtype=form)
        else:
            writer.add_tensor(target, array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _add_vocabulary(writer: Any, pieces: Sequence[str], weight_format: str) -> None:
    writer.add_tokenizer_model("none")
    writer.add_vocab_size(1)
    writer.add_token_type_count(2)
    writer.add_string("discreet.tagger.pieces", "\n".join(pieces))
    writer.add_string("discreet.tagger.words", weight_format)


def _add_head(writer: Any, model: Tagger, thresholds: dict[str, float]) -> None:
    writer.add_string("discreet.tagger.outputs", json.dumps(list(OUTPUTS)))
    writer.add_string("discreet.tagger.thresholds", json.dumps([thresholds.get(o, 1.0) for o in OUTPUTS]))
    writer.add_string("discreet.tagger.hidden", str(HIDDEN))
    for name, tensor in (
        ("shown", model.shown.weight), ("inner", model.inner.weight), ("inner_bias", model.inner.bias),
        ("outer", model.outer.weight), ("outer_bias", model.outer.bias),
    ):  # fmt: skip
        raw = np.ascontiguousarray(tensor.detach().numpy(), "<f4").tobytes()
        writer.add_string(f"discreet.tagger.{name}", base64.b64encode(raw).decode("ascii"))


def take_over(model: Tagger, path: Path) -> None:
    """Give `model` the weights of an exported file, as exact as that has them. Raises KeyError for another network."""
    reader = gguf.GGUFReader(path)
    stored = {tensor.name: tensor for tensor in reader.tensors}
    state = model.encoder.state_dict()
    for name, tensor in state.items():
        target = tensor_name(name)
        if target == WORDS:
            said = (str(reader.fields[f"discreet.tagger.{key}"].contents()) for key in ("words", "words_sha256"))
            words = Words(beside(path), *tensor.shape, *said)
            state[name] = torch.from_numpy(words.vectors(range(len(tensor))))
        elif target is not None:
            found = gguf.quants.dequantize(stored[target].data, stored[target].tensor_type)
            state[name] = torch.from_numpy(np.array(found, np.float32).reshape(tensor.shape))
    model.encoder.load_state_dict(state)
    rows = [INDEX[output] for output in json.loads(str(reader.fields["discreet.tagger.outputs"].contents()))]
    for name, parameter, places in (
        ("shown", model.shown.weight, None), ("inner", model.inner.weight, None),
        ("inner_bias", model.inner.bias, None), ("outer", model.outer.weight, rows),
        ("outer_bias", model.outer.bias, rows),
    ):  # fmt: skip
        if name == "shown" and "discreet.tagger.shown" not in reader.fields:
            continue  # as of files that saw no capitals before the head
        raw = base64.b64decode(str(reader.fields[f"discreet.tagger.{name}"].contents()))
        part = parameter.data if places is None else parameter.data[places]
        numbers = torch.from_numpy(np.frombuffer(raw, "<f4").reshape(part.shape).copy())
        parameter.data[slice(None) if places is None else places] = numbers


def blend(model: Tagger, base: Path, other: Path, share: float) -> None:
    """Give `model` the mean of its weights, `share` of it, and those of the file that it was taught on from.

    What it learnt before and the new material did not repeat is forgotten less so (Wortsman et al., "Robust fine-tuning
    of zero-shot models", CVPR 2022).
    """
    before = Tagger(base)
    take_over(before, other)
    old, new = before.state_dict(), model.state_dict()
    model.load_state_dict(
        {name: share * w + (1 - share) * old[name] if w.is_floating_point() else w for name, w in new.items()}
    )


def main() -> None:
    """Load a checkpoint and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--thresholds", type=Path)
    parser.add_argument("--format", choices=tuple(FORMS), default="q8_0")
    parser.add_argument("--blend", type=Path, help="the file that training went on from, to keep more of")
    parser.add_argument("--share", type=float, default=0.7, help="how much of the new weights a blend takes")
    parser.add_argument("--lean", type=float, default=0.0, help="added to the logits of “case” and of “tells”")
    arguments = parser.parse_args()
    model = Tagger(arguments.base)
    model.load_state_dict(torch.load(arguments.checkpoint, weights_only=True)["model"])
    if arguments.blend:
        blend(model, arguments.base, arguments.blend, arguments.share)
    model.outer.bias.data[[INDEX[CASE], INDEX[TELLS]]] += arguments.lean
    thresholds = json.loads(arguments.thresholds.read_text()) if arguments.thresholds else {}
    write(model.eval(), vocabulary(arguments.base), arguments.out, thresholds, arguments.format)
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
