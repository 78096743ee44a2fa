"""Teaches SmolLM2 to tell a case in general: low-rank adapters on the weights of its package.

    python -m scripts.train.writer.adapt BASE.gguf RUN PAIRS.jsonl [--tokens 900000]

PAIRS comes from scripts.train.writer.retold; it is read again whenever every pair has had its turn, so that it may grow
meanwhile. RUN/adapter.pt is written every `EVERY` steps and gone on from. `--tokens` is what the whole run is to
read: the rate falls to a tenth by then. On two processors without bfloat16 (`--exact`) some 150 to 200 tokens a second,
so an hour and a half for the default; with it and tile instructions (AMX) some 550, after three minutes in which the
layers are compiled. Seeded. Needs torch, gguf and tokenizers.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from assistant.engine.chat import by_name
from assistant.prompting.retelling import SYSTEM
from scripts.train.writer.base import Adaptable, sizes_of, tokenizer_of, weights_in

if TYPE_CHECKING:
    from tokenizers import Tokenizer

RANK, BELOW = 32, 8
"""Rank of the adapters, and the first layer that has one; half of the layers where there are few."""
END = "<|im_end|>"
STEP = 1_800
"""Tokens of a step, padding included."""
EVERY = 20
FAST, SLOW = 2e-3, 5e-4
"""Rates of the outer and the inner adapter matrix."""
WARM = 20

Row = tuple[list[int], list[int]]
"""Tokens up to where the answer starts, and the answer with its end."""


def row(tokenizer: Tokenizer, pair: dict[str, str]) -> Row:
    """As the engine reads a window: piece by piece, in the format of the model's own chats."""
    chat = by_name("chatml")
    pieces = [*chat.prefix(SYSTEM, ()), *chat.turn(pair["ask"])]
    asked = [token for piece in pieces for token in tokenizer.encode(piece.text).ids]
    return asked, [*tokenizer.encode(pair["answer"]).ids, tokenizer.token_to_id(END)]


def padded(rows: list[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Tokens, what follows each, and which of those are the answer's."""
    longest = max(len(a) + len(b) for a, b in rows) - 1
    tokens = torch.zeros(len(rows), longest, dtype=torch.long)
    targets, mask = torch.zeros_like(tokens), torch.zeros(len(rows), longest, dtype=torch.bool)
    for i, (asked, answer) in enumerate(rows):
        whole = torch.tensor(asked + answer)
        tokens[i, : len(whole) - 1], targets[i, : len(whole) - 1] = whole[:-1], whole[1:]
        mask[i, len(asked) - 1 : len(whole) - 1] = True
    return tokens, targets, mask


class Batches:
    """Batches of about `STEP` tokens of rows of like length; every pair once before any comes again."""

    def __init__(self, path: Path, tokenizer: Tokenizer, seed: int) -> None:
        self.path, self.tokenizer, self.chance = path, tokenizer, random.Random(seed)
        self.turns: dict[str, int] = {}
        self.waiting: list[list[Row]] = []

    def next(self) -> list[Row]:
        if not self.waiting:
            self._fill()
        return self.waiting.pop()

    def _fill(self) -> None:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        least = min(self.turns.get(line, 0) for line in lines)
        turn = [line for line in lines if self.turns.get(line, 0) == least]
        self.chance.shuffle(turn)
        turn = turn[:600]
        self.turns |= dict.fromkeys(turn, least + 1)
        rows = sorted((row(self.tokenizer, json.loads(line)) for line in turn), key=lambda r: len(r[0]) + len(r[1]))
        found: list[list[Row]] = [[]]
        for one in rows:
            if found[-1] and (len(found[-1]) + 1) * (len(one[0]) + len(one[1])) > STEP:
                found.append([])
            found[-1].append(one)
        self.chance.shuffle(found)
        self.waiting = found


def adapters_in(path: Path) -> dict[str, Tensor]:
    """What an exported adapter holds, by the names of the model's parameters; a little coarser than it was taught."""
    found = {}
    for name, value in weights_in(path).items():
        _, number, matrix, _, half = name.split(".")
        found[f"layers.{number}.{matrix}.{half.removeprefix('lora_')}"] = value
    return found


def halved(exact: bool) -> torch.autocast:
    """Matrices are multiplied in bfloat16 unless `exact`."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=not exact)


def measured(model: Adaptable, rows: list[Row], exact: bool) -> float:
    """Mean loss a token of the answers of `rows`."""
    total, count = 0.0, 0
    with torch.no_grad(), halved(exact):
        for at in range(0, len(rows), 8):
            tokens, targets, mask = padded(rows[at : at + 8])
            total += model.loss(tokens, targets, mask).item() * int(mask.sum())
            count += int(mask.sum())
    return total / count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--tokens", type=int, default=900_000)
    parser.add_argument("--start", type=Path, help="an adapter in GGUF to begin with, where RUN has none yet")
    parser.add_argument("--exact", action="store_true", help="32 bits throughout: for processors without bfloat16")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    given.run.mkdir(parents=True, exist_ok=True)
    below = min(BELOW, sizes_of(given.base).layers // 2)
    model, tokenizer = Adaptable(given.base, RANK, below, half=not given.exact), tokenizer_of(given.base)
    if not given.exact:
        for layer in model.layers:
            layer.compile(dynamic=True)
    taught = model.adapters()
    groups = [
        {"params": [p for n, p in taught.items() if n.endswith(ending)], "lr": lr, "base": lr}
        for ending, lr in ((".b", FAST), (".a", SLOW))
    ]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.0)
    batches = Batches(given.pairs, tokenizer, given.seed)
    step, read = 0, 0
    kept = given.run / "adapter.pt"
    if kept.exists():
        state: dict[str, Any] = torch.load(kept, weights_only=False)
        model.load_state_dict(state["adapters"], strict=False)
        optimiser.load_state_dict(state["optimiser"])
        step, read, batches.turns = state["step"], state["read"], state["turns"]
        batches.chance.setstate(state["chance"])
    elif given.start is not None:
        model.load_state_dict(adapters_in(given.start), strict=False)
    aside = given.pairs.with_suffix(".held-out.jsonl")
    held = [row(tokenizer, json.loads(line)) for line in aside.read_text(encoding="utf-8").splitlines()[:64]]
    started, told = time.monotonic(), 0
    losses: list[float] = []
    while read < given.tokens:
        share = read / given.tokens
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * min((step + 1) / WARM, 1 - 0.9 * share)
        tokens, targets, mask = padded(batches.next())
        with halved(given.exact):
            loss = model.loss(tokens, targets, mask)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(taught.values(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        losses.append(loss.item())
        step, read, told = step + 1, read + tokens.numel(), told + tokens.numel()
        if step % EVERY == 0 or read >= given.tokens:
            speed = told / (time.monotonic() - started)
            mean = sum(losses[-EVERY:]) / len(losses[-EVERY:])
            apart = f", held out {measured(model, held, given.exact):.3f}" if held and step % (5 * EVERY) == 0 else ""
            print(f"step {step}, {read} tokens, loss {mean:.3f}{apart}, {speed:.0f} tokens/s", flush=True)
            state = {"adapters": taught, "optimiser": optimiser.state_dict(), "step": step, "read": read}
            state |= {"turns": batches.turns, "chance": batches.chance.getstate()}
            torch.save(state, kept.with_suffix(".part"))
            kept.with_suffix(".part").replace(kept)


if __name__ == "__main__":
    main()
