"""Trains the sifter: an encoder reading whole drafts, to say which sentences stand without the case.

    python -m scripts.train.sifter.train BASE FOLDER [--epochs 3] [--hold-out K/N] [--start FILE.gguf]

Begins with the encoder in the folder BASE (`scripts.train.sifter.base`), or goes on from a sifter's file. A sentence's
word is the mean of its tokens' logits. Beside that the tagger's word on every token is a second lesson, which counts
less and less: it says which words are details, and whose. What is kept is the running mean of the weights, which reads
better than the last step's. Seeded; FOLDER keeps a checkpoint after every epoch, and starting again goes on from it.
Half an hour an epoch of some 1,160,000 tokens on 2 cores with AVX2 (32 bits, `--exact`), and six minutes before the
first for what the tagger says.
"""

from __future__ import annotations

import argparse
import itertools
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
from scripts.train.tagger.labels import INDEX, SHIPPED, STANDS
from scripts.train.tagger.network import Tagger, tokeniser

LONGEST = 510
"""Tokens of a window, without the marks around it: all the positions that the encoder has."""
BATCH = 3_000
"""Tokens of one batch, padding included."""
BENIGN, THINNED = 600, 0.3
"""Harmless drafts an epoch, and the share of case drafts that are also read as what may be left of them."""
SMOOTH = 0.02
"""How far from sure a label counts as."""
KEEPING = 0.99
"""How much of the running mean of the weights each step leaves."""
BODY, HEAD = 1.5e-4, 1e-3
"""Rates of the encoder and of the two layers on it."""
FROZEN = 3
"""Layers that stay as they are, besides the words: they learn little, and cost a fifth of the time."""
SECOND, UNTIL = 0.2, 0.7
"""How much the tagger's word counts at first, beside the sentences', and the part of the training after which it no
longer does."""
TAGGED = 254
"""Tokens of the tagger's window."""


@dataclass(slots=True)
class Window:
    """Token numbers with the marks around them, shapes, and the sentences: first token, end, and whether it stands.

    `told` is the tagger's word on each token, (tokens, outputs) from 0 to 1, where it was asked.
    """

    numbers: list[int]
    shapes: list[Any]
    sentences: list[tuple[int, int, bool]]
    told: torch.Tensor | None = None


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


def ask(tagger: Path, asked: Sequence[Window], pieces: WordPiece) -> None:
    """Have the tagger say its word on every token of windows, a part of a window at a time."""
    model = Tagger()
    take_over(model, tagger)
    model.eval()
    for window in asked:
        size = len(window.numbers) - 2
        parts = -(-size // TAGGED)
        cut = [size * n // parts for n in range(parts + 1)]
        heard = []
        for start, end in itertools.pairwise(cut):
            numbers = [pieces.begin, *window.numbers[1 + start : 1 + end], pieces.end]
            shapes = torch.zeros(1, len(numbers), len(window.shapes[0]))
            shapes[0, 1:-1] = torch.tensor(window.shapes[start:end])
            with torch.no_grad():
                logits = model(torch.tensor([numbers]), torch.ones(1, len(numbers), dtype=torch.long), shapes)
            heard.append(torch.sigmoid(logits[0, 1:-1, :SHIPPED]).half())
        window.told = torch.cat(heard)


def token_logits(model: Tagger, batch: Sequence[Window], padding: int, exact: bool) -> torch.Tensor:
    """(windows, tokens, outputs), the marks around a window and its padding among the tokens."""
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
        found: torch.Tensor = model(numbers, attended, shapes)
    return found.float()


def sentence_logits(tokens: torch.Tensor, batch: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    """One logit per sentence, and whether it stands."""
    tokens = tokens[..., INDEX[STANDS]]
    means = [tokens[i, start:end].mean() for i, w in enumerate(batch) for start, end, _ in w.sentences]
    return torch.stack(means), torch.tensor([float(stands) for w in batch for *_, stands in w.sentences])


def second_lesson(tokens: torch.Tensor, batch: Sequence[Window]) -> torch.Tensor:
    """How far the outputs that the tagger has are from its word, per token; 0 where it wasn't asked."""
    pairs = [(tokens[i, 1 : len(w.numbers) - 1, :SHIPPED], w.told) for i, w in enumerate(batch) if w.told is not None]
    if not pairs:
        return torch.zeros(())
    far = binary_cross_entropy_with_logits(
        torch.cat([p for p, _ in pairs]), torch.cat([t.float() for _, t in pairs]), reduction="none"
    )
    far[:, INDEX[STANDS]] = 0.0  # that is the first lesson
    return far.sum(-1).mean()


def measured(model: Tagger, samples: Sequence[list[Window]], padding: int, exact: bool) -> str:
    """What a threshold of .5 does on drafts that were left out."""
    model.eval()
    orphans = needless = count = right = nearly = 0
    with torch.no_grad():
        for one in samples:
            wrong = 0
            for window in one:
                logits, stands = sentence_logits(token_logits(model, [window], padding, exact), [window])
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
    parser.add_argument("base", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--hold-out", default="")
    parser.add_argument("--limit", type=int, default=0, help="stop an epoch after so many batches (smoke tests)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a sifter's file to teach on")
    parser.add_argument("--tagger", type=Path, default=Path("assistant/models/tagger.gguf"))
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
    if SECOND:
        ask(given.tagger, [w for one in (*(c for c, _ in case), *benign) for w in one][: given.limit or None], pieces)
    model = Tagger(given.base)
    if given.start:
        take_over(model, given.start)
    still = ("encoder.embeddings.", *(f"encoder.encoder.layer.{number}." for number in range(FROZEN)))
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(not name.startswith(still))
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
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
        optimiser, lambda step: min(1.0, (step + 1) / 60) * max(0.02, 1 - step / total)
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
            counts = SECOND * max(0.0, 1 - schedule.last_epoch / (UNTIL * total))
            tokens = token_logits(model, batch, pieces.padding, given.exact)
            logits, stands = sentence_logits(tokens, batch)
            wanted = stands * (1 - 2 * SMOOTH) + SMOOTH
            loss = binary_cross_entropy_with_logits(logits, wanted)
            if counts:
                loss = loss + counts * second_lesson(tokens, batch)
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
