"""The tagger's recipe from frames to a model file that the product's encoder loads, at toy size."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from scripts.train.tagger import frames
from scripts.train.tagger.labels import CASE, KINDS, TELLS
from scripts.train.tagger.slots import Slots

FRAMES = Path(frames.__file__).parent / "frames"


def test_every_frame_can_be_filled_and_marks_lie_inside_its_text() -> None:
    slots, rng = Slots(), random.Random(7)
    lines = frames.read(FRAMES)

    assert len(lines) >= 1000
    for number, line in enumerate(lines):
        sample = frames.fill(line, slots, rng, str(number))
        assert all(0 <= start < end <= len(sample.text) for start, end, _ in sample.spans)
        assert all(name in KINDS or name in (CASE, TELLS) for _, _, name in sample.spans)
        assert "{" not in sample.text


def test_what_is_not_of_the_case_is_marked_with_its_kind_alone() -> None:
    sample = frames.fill("I'm a {~JOB}; she is [health|deaf].", Slots(), random.Random(7), "x")

    assert [name for _, _, name in sample.spans] == ["occupation", "health", "case", "tells"]


def test_misspelt_and_lower_case_passages_keep_their_length() -> None:
    rng = random.Random(7)
    sample = frames.fill("Her sister {FIRST} from {TOWN} wasn't there.", Slots(), rng, "x")

    assert all(len(frames.roughened(sample, rng).text) == len(sample.text) for _ in range(50))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a toy base, and a model taught from it in a few batches."""
    for package in ("torch", "transformers", "gguf"):
        pytest.importorskip(package, reason=f"training needs {package}, which the product doesn't")
    from scripts.train.tagger import export, train

    folder = tmp_path_factory.mktemp("tagger")
    base = toy_base(folder / "base")
    slots, rng = Slots(), random.Random(7)
    with (folder / "samples.jsonl").open("w", encoding="utf-8") as file:
        for number, line in enumerate(frames.read(FRAMES)[:60]):
            sample = frames.fill(line, slots, rng, str(number))
            file.write(json.dumps(asdict(sample) | {"known": sorted(sample.known), "source": "stories"}) + "\n")
            half = len(sample.text) // 2
            whole = replace(sample, sentences=((0, half, True), (half, len(sample.text), False)))
            file.write(json.dumps(asdict(whole) | {"known": sorted(sample.known), "source": "whole"}) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        samples, run = str(folder / "samples.jsonl"), str(folder / "run")
        for epochs in ("1", "2"):  # the second goes on from the first's checkpoint
            limits = ["--epochs", epochs, "--limit", "2", "--threads", "1", "--hold-out", "0/5"]
            patch.setattr("sys.argv", ["train", samples, base, run, *limits])
            train.main()
        for name in ("f32", "q8_0"):
            written = str(folder / f"{name}.gguf")
            patch.setattr("sys.argv", ["export", f"{run}/checkpoint.pt", base, written, "--format", name])
            export.main()
        on = ["--start", written, "--epochs", "1", "--limit", "1"]
        patch.setattr("sys.argv", ["train", samples, base, f"{run}-on", *on])
        train.main()
    return folder


def toy_base(folder: Path) -> str:
    """An encoder of two small layers with random weights, and our tagger's vocabulary, as `transformers` reads it."""
    import torch
    from gguf import GGUFReader
    from transformers import BertConfig, BertModel

    from assistant.engine.embedded import FOLDER

    pieces = str(GGUFReader(FOLDER / "tagger.gguf").fields["discreet.tagger.pieces"].contents())
    torch.manual_seed(7)
    size = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 128}
    BertModel(BertConfig(vocab_size=pieces.count("\n") + 1, **size), add_pooling_layer=False).save_pretrained(folder)
    (folder / "vocab.txt").write_text(pieces + "\n", encoding="utf-8")
    return str(folder)


def test_the_recipe_makes_a_file_that_says_what_the_trained_weights_say(trained: Path) -> None:
    import numpy
    import torch

    from assistant.engine.encoder import Encoder
    from scripts.train.tagger.network import Tagger, tokeniser

    base = trained / "base"
    model = Tagger(base).eval()
    model.load_state_dict(torch.load(trained / "run/checkpoint.pt", weights_only=True)["model"])
    text = "My client Anna, a 34-year-old nurse from Leeds, told me about the café."
    pieces = tokeniser(base)
    tokens = pieces.tokens(text)
    numbers = torch.tensor([[pieces.begin, *(t.number for t in tokens), pieces.end]])
    shapes = torch.zeros(1, numbers.shape[1], len(tokens[0].shape))
    shapes[0, 1:-1] = torch.tensor([t.shape for t in tokens])
    with torch.no_grad():
        wanted = model(numbers, torch.ones_like(numbers), shapes)[0, 1:-1].numpy()
    for name, far in (("f32", 1e-3), ("q8_0", 0.3)):
        encoder = Encoder(str(trained / f"{name}.gguf"), 1, lambda: False)
        assert encoder.tokens(text) == tokens
        assert numpy.abs(encoder.logits(tokens) - wanted).max() < far
