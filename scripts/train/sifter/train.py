"""Trains the sifter: MiniLM's encoder reading whole drafts, to say which sentences stand without the case.

    python -m scripts.train.sifter.train FOLDER [--epochs 4] [--hold-out K/N] [--start FILE.gguf]

Begins with the tagger's weights, which know already what tells of a case; the words stay the tagger's own, so that the
product needs them once. A sentence's word is the mean of its tokens' logits. What is kept is the running mean of the
weights, which reads better than the last step's. Seeded; FOLDER keeps a checkpoint after every epoch and starting again
goes on from it. Four minutes an epoch of some 500,000 tokens on 2 cores with bfloat16.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from assistant.engine.encoder import windows
from assistant.engine.wordpiece import WordPiece
from scripts.train.sifter.samples import Sample, batches, drafts, harmless, held_out, stories, thinned
from scripts.train.tagger.export import take_over
from scripts.train.tagger.labels import INDEX, STANDS
from scripts.train.tagger.network import Tagger, tokeniser

LONGEST = 510
"""Tokens of a window, without the marks around it: all the positions that the encoder has."""
BATCH = 3_000
"""Tokens of one batch, padding included."""
BENIGN, THINNED = 600, 0.5
"""Harmless drafts an epoch, and the share of case drafts that are also read as what may be left of them."""
SMOOTH = 0.02
"""How far from sure a label counts as."""
KEEPING = 0.99
"""How much of the running mean of the weights each step leaves."""
BODY, HEAD = 8e-5, 5e-4
"""Rates of the encoder and of the two layers on it."""


@dataclass(frozen=True, slots=True)
class Window:
    """Token numbers with the marks around them, shapes, and the sentences: first token, end, and whether it stands."""

    numbers: list[int]
    shapes: list[Any]
    sentences: list[tuple[int, int, bool]]


def encoded(sample: Sample, pieces: WordPiece) -> list[Window]:
    """A draft as the product reads it, window by window."""
    made = []
    for part in windows(sample.text, pieces.tokens(sample.text), LONGEST):
        sentences = []
        for start, end, stands in sample.sentences:
            here = [n for n, token in enumerate(part, 1) if start <= token.start < end]
            if here:
                sentences.append((here[0], here[-1] + 1, stands))
        if sentences:
            numbers = [pieces.begin, *(t.number for t in part), pieces.end]
            made.append(Window(numbers, [t.shape for t in part], sentences))
    return made


def logits_of(model: Tagger, batch: Sequence[Window], padding: int, exact: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """One logit per sentence, and whether it stands."""
    longest = max(len(w.numbers) for w in batch)
    numbers = torch.full((len(batch), longest), padding)
    attended = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.zeros(len(batch), longest, len(batch[0].shapes[0]))
    for i, window in enumerate(batch):
        size = len(window.numbers)
        numbers[i, :size] = torch.tensor(window.numbers)
        attended[i, :size] = 1
        shapes[i, 1 : size - 1] = torch.tensor(window.shapes)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not exact):
        tokens = model(numbers, attended, shapes)[..., INDEX[STANDS]]
    tokens = tokens.float()
    means = [tokens[i, start:end].mean() for i, w in enumerate(batch) for start, end, _ in w.sentences]
    return torch.stack(means), torch.tensor([float(stands) for w in batch for *_, stands in w.sentences])


def measured(model: Tagger, samples: Sequence[list[Window]], padding: int, exact: bool) -> str:
    """What a threshold of .5 does on drafts that were left out."""
    model.eval()
    orphans = needless = count = right = nearly = 0
    with torch.no_grad():
        for one in samples:
            wrong = 0
            for window in one:
                logits, stands = logits_of(model, [window], padding, exact)
                said = logits >= 0
                orphans += int((said & (stands < 0.5)).sum())
                needless += int((~said & (stands > 0.5)).sum())
                wrong += int((said != (stands > 0.5)).sum())
                count += len(stands)
            right += not wrong
            nearly += wrong <= 1
    model.train()
    return (
        f"of {count} sentences {orphans} stay as orphans, {needless} go without need; of {len(samples)} drafts {right} "
        f"are all right, {nearly} but for one sentence"
    )


def _source(sample: Sample) -> str:
    return "harmless" if sample.benign else "stories" if sample.name.startswith("stories/") else "drafts"


def main() -> None:
    """Train, one checkpoint an epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--hold-out", default="")
    parser.add_argument("--limit", type=int, default=0, help="stop an epoch after so many batches (smoke tests)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, default=Path("assistant/models/tagger.gguf"))
    parser.add_argument("--words", type=Path, help="the tagger's file, where --start is a sifter to teach on")
    parser.add_argument("--steps", type=float, default=1.0, help="how large, beside a first training's")
    parser.add_argument("--exact", action="store_true", help="32 bits throughout: for processors without bfloat16")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    fold = tuple(int(n) for n in given.hold_out.split("/")) if given.hold_out else None
    pieces = tokeniser()
    every = [*drafts(), *stories(), *harmless()]
    taught = [s for s in every if not held_out(s, fold)]  # type: ignore[arg-type]
    case = [(encoded(s, pieces), s) for s in taught if not s.benign]
    benign = [encoded(s, pieces) for s in taught if s.benign]
    apart = [(s, encoded(s, pieces)) for s in every if held_out(s, fold)]  # type: ignore[arg-type]
    print(f"{len(case)} drafts with a case, {len(benign)} without, {len(apart)} left out", flush=True)
    model = Tagger()
    take_over(model, given.start, given.words)
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and "embeddings.word" not in n]
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    rates = [{"params": body, "lr": BODY * given.steps}, {"params": head, "lr": HEAD * given.steps}]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)

    def epoch_of(number: int) -> list[list[Window]]:
        rng = random.Random(given.seed * 1000 + number)
        chosen = [w for one, _ in case for w in one]
        chosen += [w for one in rng.sample(benign, min(BENIGN, len(benign))) for w in one]
        left = [thinned(sample, rng) for _, sample in case if rng.random() < THINNED]
        chosen += [w for sample in left if sample for w in encoded(sample, pieces)]
        return batches(chosen, BATCH, rng)[: given.limit or None]

    total = len(epoch_of(0)) * given.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 40) * max(0.02, 1 - step / total)
    )
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEEPING))
    given.folder.mkdir(parents=True, exist_ok=True)
    checkpoint, first = given.folder / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["last"])
        mean.module.load_state_dict(state["model"])
        mean.n_averaged.fill_(1)
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
    model.train()
    for epoch in range(first, given.epochs):
        begun, seen, losses = time.monotonic(), 0, []
        for batch in epoch_of(epoch):
            logits, stands = logits_of(model, batch, pieces.padding, given.exact)
            wanted = stands * (1 - 2 * SMOOTH) + SMOOTH
            loss = binary_cross_entropy_with_logits(logits, wanted)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(model)
            seen += sum(len(w.numbers) for w in batch)
            losses.append(loss.item())
        speed = seen / (time.monotonic() - begun)
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}, {speed:.0f} tokens/s", flush=True)
        for name in ("drafts", "stories", "harmless"):
            read = [w for s, w in apart if _source(s) == name]
            if read:
                print(f"{name}: {measured(mean.module, read, pieces.padding, given.exact)}", flush=True)
        state = {"model": mean.module.state_dict(), "last": model.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save(state | {"schedule": schedule.state_dict(), "epoch": epoch + 1}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)


if __name__ == "__main__":
    main()
