"""Trains the tagger: an hour and a half on 2 cores with AVX-512 and bfloat16, for 5 epochs of 1,850,000 tokens.

    python -m scripts.train.tagger.train SAMPLES.jsonl BASE FOLDER [--epochs 5] [--hold-out K/N] [--start FILE.gguf]

Two lessons for one encoder. Token by token, in stretches as the program reads them and in whole drafts, what is a
detail, of which kind and whose. Sentence by sentence, in whole drafts, whether it stands without the case: its word is
the mean of its tokens' logits. BASE is the encoder's folder (`scripts.train.tagger.base`). What is kept is the running
mean of the weights, which reads better than the last step's. Seeded; FOLDER keeps a checkpoint every few hundred steps,
and starting again goes on from it. `--hold-out 0/5` leaves out every fifth of our drafts and every eighth court
document, for choosing thresholds. `--start` goes on from a file that was exported, in smaller steps.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from assistant.engine.encoder import windows
from assistant.engine.wordpiece import SHAPES, Token, WordPiece
from scripts.train.sifter.samples import Sample as Sifted
from scripts.train.sifter.samples import batches, thinned
from scripts.train.tagger.export import take_over
from scripts.train.tagger.labels import INDEX, OUTPUTS, STANDS, TELLS
from scripts.train.tagger.network import Tagger, tokeniser
from scripts.train.tagger.sample import held_out

STRETCH, WHOLE_DRAFT = 254, 510
"""Tokens of a window, without the marks around it, of a stretch and of a draft read whole."""
BATCH = 3_000
"""Tokens of one batch, padding included."""
SHARE = {
    "frames": 0.05, "drafts": 0.2, "stories": 0.25, "harmless": 0.6, "clinical": 1.0, "court": 1.5,
    "wikigold": 0.2, "emerging": 0.25, "tweets": 0.15, "expository": 0.1, "whole": 1.0, "whole-harmless": 0.4,
}  # fmt: skip
"""How much of each source one epoch sees; above one it is seen several times."""
THINNED = 0.25
"""The share of case drafts that are also read as what may be left of them."""
SENTENCES = 1.5
"""How much the sentences of a batch count, beside its tokens."""
SMOOTH = 0.02
"""How far from sure a sentence's label counts as."""
WHOLE = 0.3
"""How much each token's word on the whole text weighs, beside a word on itself."""
KEEPING = 0.995
"""How much of the running mean of the weights each step leaves."""
BODY, HEAD = 1.5e-4, 1e-3
"""Rates of the encoder, and of what is new on and before it."""
CHECKPOINT = 200
"""Steps from one checkpoint to the next."""


@dataclass(slots=True)
class Window:
    """Token numbers with the marks around them and, without these, shapes, targets and what is taught.

    `sentences` are (first token, end, whether it stands), counted with the mark before.
    """

    numbers: list[int]
    shapes: list[tuple[float, ...]]
    targets: torch.Tensor
    taught: torch.Tensor
    sentences: list[tuple[int, int, bool]]


def encoded(row: dict[str, Any], pieces: WordPiece) -> list[Window]:
    """The windows of one sample: a draft that is read whole has as many as it takes, a stretch has one."""
    tokens = pieces.tokens(row["text"])
    whole = bool(row["sentences"])
    parts = windows(row["text"], tokens, WHOLE_DRAFT) if whole else [tokens[:STRETCH]]
    return [_window(row, part, pieces) for part in parts if part]


def _window(row: dict[str, Any], tokens: Sequence[Token], pieces: WordPiece) -> Window:
    targets = torch.zeros(len(tokens), len(OUTPUTS), dtype=torch.uint8)
    taught = torch.zeros(len(tokens), len(OUTPUTS), dtype=torch.float16)
    for name in row["known"]:
        taught[:, INDEX[name]] = WHOLE if name in (TELLS, STANDS) else 1
    for start, end in row["unsure"]:
        taught[_inside(tokens, start, end)] = 0
    if STANDS in row["known"]:  # which depends on no rule
        taught[:, INDEX[STANDS]] = WHOLE
    for start, end, name in row["spans"]:
        here = _inside(tokens, start, end)
        targets[here, INDEX[name]] = 1
        if name in (TELLS, STANDS):
            taught[here, INDEX[name]] = WHOLE
        else:
            taught[here, INDEX[name]] = 0.5 if name == "person-name" and "person-name" not in row["known"] else 1
    sentences = []
    for start, end, stands in row["sentences"]:
        within = [n for n, token in enumerate(tokens, 1) if start <= token.start < end]
        if within:
            sentences.append((within[0], within[-1] + 1, bool(stands)))
    numbers = [pieces.begin, *(t.number for t in tokens), pieces.end]
    return Window(numbers, [t.shape for t in tokens], targets, taught, sentences)


def _inside(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    return [i for i, token in enumerate(tokens) if token.start < end and token.end > start]


def token_logits(model: Tagger, batch: Sequence[Window], padding: int, exact: bool) -> torch.Tensor:
    """(windows, tokens, outputs), the marks around a window and its padding among the tokens."""
    longest = max(len(w.numbers) for w in batch)
    numbers = torch.full((len(batch), longest), padding)
    attended = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.zeros(len(batch), longest, SHAPES)
    for i, window in enumerate(batch):
        size = len(window.numbers)
        numbers[i, :size] = torch.tensor(window.numbers)
        attended[i, :size] = 1
        shapes[i, 1 : size - 1] = torch.tensor(window.shapes)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not exact):
        found: torch.Tensor = model(numbers, attended, shapes)
    return found.float()


def token_loss(logits: torch.Tensor, batch: Sequence[Window]) -> torch.Tensor:
    """How far the outputs that are taught are from their targets: the sum over outputs, a token."""
    said = torch.cat([logits[i, 1 : len(w.numbers) - 1] for i, w in enumerate(batch)])
    targets = torch.cat([w.targets for w in batch]).float()
    taught = torch.cat([w.taught for w in batch]).float()
    losses = binary_cross_entropy_with_logits(said, targets, reduction="none") * taught
    return losses.sum() / len(said)


def sentence_logits(logits: torch.Tensor, batch: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor] | None:
    """One logit per sentence, and whether it stands; None where the batch has no draft that was read whole."""
    of_stands = logits[..., INDEX[STANDS]]
    means = [of_stands[i, start:end].mean() for i, w in enumerate(batch) for start, end, _ in w.sentences]
    if not means:
        return None
    return torch.stack(means), torch.tensor([float(stands) for w in batch for *_, stands in w.sentences])


def sentence_loss(logits: torch.Tensor, batch: Sequence[Window]) -> torch.Tensor:
    """How far the sentences' words are from their labels; 0 where no sentence is known."""
    if (both := sentence_logits(logits, batch)) is None:
        return torch.zeros(())
    said, stands = both
    return binary_cross_entropy_with_logits(said, stands * (1 - 2 * SMOOTH) + SMOOTH)


def measured(model: Tagger, left_out: Sequence[list[Window]], padding: int, exact: bool) -> str:
    """What a threshold of .5 on sentences does on drafts that were left out."""
    model.eval()
    orphans = needless = count = right = 0
    with torch.no_grad():
        for one in left_out:
            wrong = 0
            for window in one:
                both = sentence_logits(token_logits(model, [window], padding, exact), [window])
                if both is None:
                    continue
                said, stands = both[0] >= 0, both[1] > 0.5
                orphans += int((said & ~stands).sum())
                needless += int((~said & stands).sum())
                wrong += int((said != stands).sum())
                count += len(stands)
            right += not wrong
    model.train()
    return f"of {count} sentences {orphans} orphans, {needless} needless; {right} of {len(left_out)} drafts all right"


class Lessons:
    """Everything that is taught, by source, and what one epoch sees of it."""

    def __init__(self, path: Path, fold: tuple[int, int] | None, pieces: WordPiece) -> None:
        self._pieces = pieces
        self._by_source: dict[str, list[list[Window]]] = {}
        self._cases: list[Sifted] = []
        self.left_out: list[list[Window]] = []
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            out = held_out(row, fold)
            if out and row["source"] != "whole":
                continue
            made = encoded(row, pieces)
            if not made:
                continue
            if out:
                self.left_out.append(made)
                continue
            sentences = tuple((s, e, bool(stands)) for s, e, stands in row["sentences"])
            harmless = bool(sentences) and all(stands for *_, stands in sentences)
            source = "whole-harmless" if harmless else row["source"]
            self._by_source.setdefault(source, []).append(made)
            if sentences and not harmless:
                self._cases.append(Sifted(row["group"], row["text"], sentences))

    def sizes(self) -> dict[str, int]:
        """Tokens of each source."""
        return {n: sum(len(w.numbers) for one in made for w in one) for n, made in self._by_source.items()}

    def epoch(self, rng: random.Random) -> list[list[Window]]:
        """The batches of one epoch."""
        chosen: list[Window] = []
        for source, samples in self._by_source.items():
            wanted = int(len(samples) * SHARE[source])
            while wanted > 0:
                part = rng.sample(samples, min(wanted, len(samples)))
                chosen += [w for one in part for w in one]
                wanted -= len(part)
        for case in self._cases:
            left = thinned(case, rng) if rng.random() < THINNED else None
            if left:
                row = {"text": left.text, "spans": (), "known": (), "unsure": (), "sentences": left.sentences}
                chosen += encoded(row, self._pieces)
        return batches(chosen, BATCH, rng)


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--hold-out", default="")
    parser.add_argument("--limit", type=int, default=0, help="stop an epoch after so many batches (smoke tests)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--steps", type=float, default=1.0, help="how large, beside a first training's")
    parser.add_argument("--exact", action="store_true", help="32 bits throughout: for processors without bfloat16")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    fold = tuple(int(n) for n in given.hold_out.split("/")) if given.hold_out else None
    pieces = tokeniser(given.base)
    lessons = Lessons(given.samples, fold, pieces)  # type: ignore[arg-type]
    print(lessons.sizes(), "tokens;", len(lessons.left_out), "drafts left out", flush=True)
    model = Tagger(given.base)
    if given.start:
        take_over(model, given.start)
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and "embeddings.word" not in n]
    rates = [{"params": body, "lr": BODY * given.steps}, {"params": head, "lr": HEAD * given.steps}]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)

    def epoch_of(number: int) -> list[list[Window]]:
        return lessons.epoch(random.Random(given.seed * 1000 + number))[: given.limit or None]

    per_epoch = len(epoch_of(0))
    total = per_epoch * given.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 60) * max(0.02, 1 - step / total)
    )
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEEPING))
    given.folder.mkdir(parents=True, exist_ok=True)
    checkpoint, done = given.folder / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["last"])
        mean.module.load_state_dict(state["model"])
        mean.n_averaged.fill_(1)
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["steps"]
    model.train()
    begun, seen, heard = time.monotonic(), 0, [0.0, 0.0]
    for epoch in range(done // per_epoch, given.epochs):
        for step, batch in enumerate(epoch_of(epoch)[:per_epoch], epoch * per_epoch):
            if step < done:
                continue
            logits = token_logits(model, batch, pieces.padding, given.exact)
            losses = (token_loss(logits, batch), sentence_loss(logits, batch))
            optimiser.zero_grad(set_to_none=True)
            (losses[0] + SENTENCES * losses[1]).backward()
            torch.nn.utils.clip_grad_norm_([*body, *head], 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(model)
            seen += sum(len(w.numbers) for w in batch)
            heard = [0.98 * old + 0.02 * new.item() for old, new in zip(heard, losses, strict=True)]
            if step % 20 == 0:
                speed = seen / (time.monotonic() - begun)
                print(f"{step}/{total} losses {heard[0]:.4f} {heard[1]:.4f} {speed:.0f} tokens/s", flush=True)
            if (step + 1) % CHECKPOINT == 0 or step + 1 == total:
                state = {"model": mean.module.state_dict(), "last": model.state_dict(), "steps": step + 1}
                state |= {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
                torch.save(state, checkpoint.with_suffix(".new"))
                checkpoint.with_suffix(".new").replace(checkpoint)
        if lessons.left_out:
            print(f"epoch {epoch + 1}: {measured(mean.module, lessons.left_out[::6], pieces.padding, given.exact)}")


if __name__ == "__main__":
    main()
