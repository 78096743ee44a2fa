"""Trains the larger sifter: SmolLM2 reading whole drafts in both directions, to say which sentences stand.

    python -m scripts.train.sifter.larger BASE.gguf RUN [--epochs 1] [--hold-out 0/5] [--start FILE.gguf --steps 0.5]

Low-rank changes to every layer of the model in the package's 4-bit file, and one vector that a token's vector is
weighed with; a sentence's word is the mean of its tokens' logits. No token is hidden from another, which the model
never knew: so every layer is taught. What is kept is the running mean, which reads better than the last step's.
Seeded; RUN/checkpoint.pt is written every `EVERY` steps and gone on from; `--start` begins with changes that were
exported. Some 350 tokens a second on two processors
with AVX-512 and bfloat16, so three quarters of an hour for an epoch of some 950,000. Needs torch, gguf and tokenizers.
"""

from __future__ import annotations

import argparse
import base64
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import gguf
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from assistant.engine.reader import LONGEST, PREFIX
from scripts.train.sifter.samples import Sample, batches, drafts, harmless, held_out, stories, thinned
from scripts.train.writer.adapt import adapters_in, halved
from scripts.train.writer.base import Adaptable, tokenizer_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

RANK = 16
BEGIN = "<|im_start|>"
"""What opens a draft: the token that opens everything that the model has read."""
STEP = 2_000
"""Tokens of a step, padding included."""
BENIGN, THINNED = 600, 0.3
"""Harmless drafts an epoch, and the share of case drafts that are also read as what may be left of them."""
SMOOTH = 0.02
"""How far from sure a label counts as."""
KEEPING = 0.985
"""How much of the running mean each step leaves, later on."""
FAST, SLOW, HEAD = 1.5e-3, 4e-4, 2e-3
"""Rates of the outer and the inner matrix of a change, and of the vector."""
WARM, EVERY = 25, 50


class Read(NamedTuple):
    """Token numbers with the mark that opens them, and the sentences: first token, end, whether it stands."""

    numbers: list[int]
    sentences: list[tuple[int, int, bool]]


def encoded(sample: Sample, tokenizer: Tokenizer) -> Read | None:
    """A draft's beginning as the product reads it; None where no sentence of it is known."""
    whole = tokenizer.encode(sample.text)
    sentences = []
    for start, end, stands in sample.sentences:
        here = [n for n, (a, z) in enumerate(whole.offsets[:LONGEST], 1) if z > start and a < end]
        if here:
            sentences.append((here[0], here[-1] + 1, stands))
    return Read([tokenizer.token_to_id(BEGIN), *whole.ids[:LONGEST]], sentences) if sentences else None


class Sifting(nn.Module):
    """The model with its changes, and the vector that says how far a token's sentence stands."""

    def __init__(self, base: Path, *, half: bool) -> None:
        super().__init__()
        self.model = Adaptable(base, RANK, half=half)
        self.head = nn.Linear(self.model.sizes.width, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def go_on_from(self, exported: Path) -> None:
        """Take the changes and the vector of a file that `export_larger` wrote."""
        said = gguf.GGUFReader(exported).fields
        head = np.frombuffer(base64.b64decode(said[PREFIX + "head"].contents()), "<f4").copy()
        with torch.no_grad():
            self.head.weight.copy_(torch.from_numpy(head)[None])
            self.head.bias.fill_(float(said[PREFIX + "bias"].contents()))
        strange = self.model.load_state_dict(adapters_in(exported), strict=False).unexpected_keys
        assert not strange, strange

    def taught(self) -> dict[str, Tensor]:
        return {name: p for name, p in self.named_parameters() if p.requires_grad}

    def forward(self, batch: Sequence[Read]) -> Tensor:
        """One logit per sentence of the batch, in order."""
        lengths = torch.tensor([len(r.numbers) for r in batch])
        tokens = torch.zeros(len(batch), int(lengths.max()), dtype=torch.long)
        for row, one in zip(tokens, batch, strict=True):
            row[: len(one.numbers)] = torch.tensor(one.numbers)
        told = self.head(self.model.states(tokens, lengths).float())[..., 0]
        return torch.stack([told[i, a:z].mean() for i, r in enumerate(batch) for a, z, _ in r.sentences])


def stands_of(batch: Sequence[Read]) -> Tensor:
    """Whether each sentence of the batch stands, 0 or 1."""
    return torch.tensor([float(stands) for r in batch for *_, stands in r.sentences])


def measured(model: Sifting, apart: Sequence[Read], exact: bool) -> str:
    """What a threshold of .5 does on drafts that were left out."""
    orphans = needless = count = right = nearly = 0
    with torch.no_grad(), halved(exact):
        for one in apart:
            said, stands = model([one]) >= 0, stands_of([one]) > 0.5
            orphans += int((said & ~stands).sum())
            needless += int((~said & stands).sum())
            wrong = int((said != stands).sum())
            count, right, nearly = count + len(stands), right + (not wrong), nearly + (wrong <= 1)
    return (
        f"of {count} sentences {orphans} stay as orphans, {needless} go without need; of {len(apart)} drafts {right} "
        f"are all right, {nearly} but for one sentence"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--hold-out", default="")
    parser.add_argument("--limit", type=int, default=0, help="so many case drafts, and no others (smoke tests)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--start", type=Path, help="exported changes to begin with, where RUN has none yet")
    parser.add_argument("--steps", type=float, default=1.0, help="how large, beside a first training's")
    parser.add_argument("--exact", action="store_true", help="32 bits throughout: for processors without bfloat16")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    fold = tuple(int(n) for n in given.hold_out.split("/")) if given.hold_out else None
    tokenizer = tokenizer_of(given.base)
    every = [*drafts(), *stories(), *harmless()]
    taught = [s for s in every if not held_out(s, fold)]  # type: ignore[arg-type]
    case, benign = ([s for s in taught if s.benign is b] for b in (False, True))
    case = case[: given.limit or None]
    benign = [] if given.limit else benign
    apart = [s for s in every if held_out(s, fold) and not s.benign]  # type: ignore[arg-type]
    left_out = [r for s in apart if (r := encoded(s, tokenizer))]

    def epoch_of(number: int) -> list[list[Read]]:
        rng = random.Random(given.seed * 1000 + number)
        chosen = [*case, *rng.sample(benign, min(BENIGN, len(benign)))]
        chosen += [left for s in case if rng.random() < THINNED and (left := thinned(s, rng))]
        return batches([r for s in chosen if (r := encoded(s, tokenizer))], STEP, rng)

    per_epoch = len(epoch_of(0))
    model = Sifting(given.base, half=not given.exact)
    if given.start is not None:
        model.go_on_from(given.start)
    run(model, epoch_of, per_epoch, int(per_epoch * given.epochs), left_out, given)


def run(model: Sifting, epoch_of: Any, per_epoch: int, total: int, left_out: Sequence[Read], given: Any) -> None:
    """All steps, or those that a checkpoint left; `epoch_of` makes the batches of an epoch by its number."""
    if not given.exact:
        for layer in model.model.layers:
            layer.compile(dynamic=True)
    taught = model.taught()
    groups = [
        {"params": [p for n, p in taught.items() if n.endswith(ending)], "lr": lr, "base": lr * given.steps}
        for ending, lr in ((".b", FAST), (".a", SLOW), ("head.weight", HEAD), ("head.bias", HEAD))
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.0)
    mean = {name: value.detach().clone() for name, value in taught.items()}
    given.run.mkdir(parents=True, exist_ok=True)
    kept, step = given.run / "checkpoint.pt", 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["last"], strict=False)
        optimiser.load_state_dict(state["optimiser"])
        mean, step = state["model"], state["step"]
    number, made = -1, []
    begun, seen, losses = time.monotonic(), 0, []
    while step < total:
        if step // per_epoch != number:
            number = step // per_epoch
            made = epoch_of(number)
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * min((step + 1) / WARM, max(0.05, 1 - step / total))
        batch = made[step % per_epoch]
        with halved(given.exact):
            logits = model(batch)
        loss = binary_cross_entropy_with_logits(logits, stands_of(batch) * (1 - 2 * SMOOTH) + SMOOTH)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(taught.values(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        with torch.no_grad():
            for name, value in taught.items():
                mean[name].lerp_(value, 1 - min(KEEPING, (1 + step) / (10 + step)))
        losses.append(loss.item())
        step, seen = step + 1, seen + sum(len(r.numbers) for r in batch)
        if step % EVERY == 0 or step == total:
            speed = seen / (time.monotonic() - begun)
            print(f"step {step}/{total}: loss {sum(losses[-EVERY:]) / len(losses[-EVERY:]):.4f}, {speed:.0f} tokens/s")
            state = {"last": taught, "model": mean, "optimiser": optimiser.state_dict(), "step": step}
            torch.save(state, kept.with_suffix(".part"))
            kept.with_suffix(".part").replace(kept)
    model.load_state_dict(mean, strict=False)
    if left_out:
        print(measured(model, left_out, given.exact), flush=True)


if __name__ == "__main__":
    main()
